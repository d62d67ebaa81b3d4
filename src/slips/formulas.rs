//! Slips in a formula as a whole: what each of them gives.

use crate::calculus::derivative::{self, by_other_rules};
use crate::expression::{Graph, Id, Node, simplify};
use crate::number::rational::Rational;
use crate::slips::broken::{DerivativeAsked, MAX_PLACES, Truths, with_broken};
use crate::slips::rebuilt::replaced;
use crate::slips::rules::{self, BrokenRule};
use std::collections::HashSet;

/// What an answer would be after a slip that concerns it as a whole.
pub(super) type WholeSlip = fn(&mut Graph, DerivativeAsked) -> Vec<Id>;

pub(super) fn itself(_: &mut Graph, (function, ..): DerivativeAsked) -> Vec<Id> {
    vec![function]
}

/// The derivative of the function with one sign inside turned: `(1 + x^2)^3` for `(1 - x^2)^3`; also
/// where the inner derivative kept its own.
pub(super) fn inner_sign(
    graph: &mut Graph,
    (function, variable, order): DerivativeAsked,
) -> Vec<Id> {
    let varies = graph.depends(function, &[variable]);
    let mut places = graph.parts(&[function]);
    places.retain(|&part| {
        matches!(graph.node(part), Node::Sum(..) | Node::Difference(..))
            && varies[part.index()]
            && !rules::is_term_of(graph, function, part)
    });
    if places.len() > MAX_PLACES {
        return Vec::new();
    }
    let mut found = Vec::new();
    for place in places {
        let turned = match *graph.node(place) {
            Node::Sum(a, b) => graph.add(Node::Difference(a, b)),
            Node::Difference(a, b) => graph.add(Node::Sum(a, b)),
            _ => continue,
        };
        let misread = replaced(graph, function, place, turned);
        found.extend(derivative::of_order(graph, misread, variable, order));
    }
    let question = (function, variable, order);
    let turned = BrokenRule::Instead(rules::chain::inner_turned);
    found.extend(with_broken(graph, &mut Truths::default(), question, turned));
    found
}

/// The derivative of 1/J.
pub(super) fn of_reciprocal(
    graph: &mut Graph,
    (function, variable, order): DerivativeAsked,
) -> Vec<Id> {
    let one = graph.number(Rational::one());
    let reciprocal = simplify::quotient(graph, one, function);
    let found = derivative::of_order(graph, reciprocal, variable, order);
    found.into_iter().collect()
}

/// The derivatives of lower order.
pub(super) fn too_seldom(
    graph: &mut Graph,
    (function, variable, order): DerivativeAsked,
) -> Vec<Id> {
    (1..order)
        .rev()
        .filter_map(|order| derivative::of_order(graph, function, variable, order).ok())
        .collect()
}

pub(super) fn too_often(
    graph: &mut Graph,
    (function, variable, order): DerivativeAsked,
) -> Vec<Id> {
    let more = derivative::of_order(graph, function, variable, order + 1);
    more.into_iter().collect()
}

pub(super) fn other_variable(
    graph: &mut Graph,
    (function, variable, order): DerivativeAsked,
) -> Vec<Id> {
    let mut others = graph.variables(function);
    others.retain(|&other| other != variable);
    others
        .into_iter()
        .filter_map(|other| derivative::of_order(graph, function, other, order).ok())
        .collect()
}

/// The derivative by one variable and then by another: what comes of differentiating both factors
/// of `x^2*y^3`. Nothing where a term without the other variable would be lost on the way.
pub(super) fn by_all_in_turn(
    graph: &mut Graph,
    (function, variable, order): DerivativeAsked,
) -> Vec<Id> {
    let mut others = graph.variables(function);
    others.retain(|&other| other != variable);
    let Ok(first) = derivative::of_order(graph, function, variable, order) else {
        return Vec::new();
    };
    others.retain(|other| {
        let (mut terms, mut met) = (vec![first], HashSet::new());
        while let Some(id) = terms.pop() {
            if !met.insert(id) {
                continue;
            }
            match *graph.node(id) {
                Node::Sum(a, b) | Node::Difference(a, b) => terms.extend([a, b]),
                Node::Negative(a) => terms.push(a),
                _ if !graph.variables(id).contains(other) => return false,
                _ => {}
            }
        }
        true
    });
    others
        .into_iter()
        .filter_map(|other| derivative::derivative(graph, first, other).ok())
        .collect()
}

/// The derivative with all variables moving together.
pub(super) fn all_variables(graph: &mut Graph, (function, _, order): DerivativeAsked) -> Vec<Id> {
    let all = graph.variables(function);
    let mut id = function;
    for _ in 0..order {
        match by_other_rules(graph, id, &all, &mut |_, _| None) {
            Ok(next) => id = next,
            Err(_) => return Vec::new(),
        }
    }
    vec![id]
}
