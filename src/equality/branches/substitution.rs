//! Parts put in the place of others, with what becomes plain by that worked out.

use crate::calculus::value::{self, Known};
use crate::equality::branches::definite::Squares;
use crate::equality::linear::LinearSum;
use crate::equality::range::Ranges;
use crate::equality::signs::SignedFactors;
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The expressions with one part replaced by another.
pub(super) fn replaced(graph: &mut Graph, roots: &[Id], part: Id, with: Id) -> Vec<Id> {
    rebuilt(graph, roots, |_, id| (id == part).then_some(with))
}

/// The expressions with a variable replaced.
pub(super) fn solved(graph: &mut Graph, roots: &[Id], variable: Variable, with: Id) -> Vec<Id> {
    rebuilt(graph, roots, |graph, id| match graph.node(id) {
        Node::Variable(v) if *v == variable => Some(with),
        _ => None,
    })
}

/// The expressions with what plainly is something simpler.
pub(super) fn plain(graph: &mut Graph, roots: &[Id]) -> Vec<Id> {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(roots) {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let image = light(graph, node);
        images.insert(id, image);
    }
    roots.iter().map(|root| images[root]).collect()
}

fn rebuilt(graph: &mut Graph, roots: &[Id], what: impl Fn(&Graph, Id) -> Option<Id>) -> Vec<Id> {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(roots) {
        let image = match what(graph, id) {
            Some(with) => with,
            None if graph.node(id).arguments().all(|a| images[&a] == a) => id,
            None => {
                let node = graph.node(id).with_arguments(|a| images[&a]);
                light(graph, node)
            }
        };
        images.insert(id, image);
    }
    roots.iter().map(|root| images[root]).collect()
}

/// A node, or what it plainly is. Nothing that may lack a value is dropped.
pub(super) fn light(graph: &mut Graph, node: Node) -> Id {
    let number = |graph: &Graph, id: Id| graph.literal(id).cloned();
    let is = |n: &Option<Rational>, k: i64| n.as_ref().is_some_and(|n| *n == Rational::integer(k));
    let (a, b) = match node {
        Node::Sum(a, b) | Node::Difference(a, b) | Node::Product(a, b) | Node::Quotient(a, b) => {
            (a, b)
        }
        Node::Negative(a) => {
            return match *graph.node(a) {
                Node::Negative(inner) => inner,
                _ => graph.add(node),
            };
        }
        Node::Power(a, b) => {
            let power = match (number(graph, a), number(graph, b)) {
                (Some(p), Some(q)) => q.to_i64().and_then(|q| p.power(q)),
                _ => None,
            };
            let exponent = number(graph, b);
            if is(&exponent, 1) {
                return a;
            }
            let below = exponent.as_ref().and_then(Rational::reciprocal);
            if let Some(root) = below.and_then(|n| Function::of_power(1, n.to_i64()?)) {
                return graph.add(Node::Call(root, a));
            }
            // A sign that comes of a size is gone again.
            let is_even = number(graph, b).is_some_and(|n| n.is_even());
            return match (power, graph.node(a)) {
                (Some(n), _) => graph.number(n),
                (None, Node::Negative(inner)) if is_even => light(graph, Node::Power(*inner, b)),
                (None, _) => graph.add(node),
            };
        }
        _ => return graph.add(node),
    };
    let (left, right) = (number(graph, a), number(graph, b));
    if let (Some(p), Some(q)) = (&left, &right) {
        let n = match node {
            Node::Sum(..) => Some(p + q),
            Node::Difference(..) => Some(p - q),
            Node::Product(..) => Some(p * q),
            _ => p.divide(q),
        };
        if let Some(n) = n {
            return graph.number(n);
        }
    }
    // The sign of a factor is that of the product, and one above a line is that of the quotient.
    let turned = |id: Id| match *graph.node(id) {
        Node::Negative(inner) => Some(inner),
        _ => None,
    };
    if matches!(node, Node::Product(..))
        && let Some((a, b)) = turned(a).map(|a| (a, b)).or(turned(b).map(|b| (a, b)))
    {
        let product = light(graph, Node::Product(a, b));
        return light(graph, Node::Negative(product));
    }
    if matches!(node, Node::Quotient(..))
        && let Some(a) = turned(a)
    {
        let quotient = light(graph, Node::Quotient(a, b));
        return light(graph, Node::Negative(quotient));
    }
    match node {
        Node::Sum(..) if is(&left, 0) => b,
        Node::Sum(..) | Node::Difference(..) if is(&right, 0) => a,
        Node::Difference(..) if is(&left, 0) => light(graph, Node::Negative(b)),
        Node::Difference(..) if a == b && graph.is_total(a) => graph.number(Rational::zero()),
        Node::Sum(..) if turned(b) == Some(a) || turned(a) == Some(b) => {
            light(graph, Node::Difference(a, a))
        }
        Node::Product(..) if is(&left, 1) => b,
        Node::Product(..) | Node::Quotient(..) if is(&right, 1) => a,
        Node::Product(..) if is(&left, -1) => light(graph, Node::Negative(b)),
        Node::Product(..) if is(&right, -1) => light(graph, Node::Negative(a)),
        Node::Product(..) if is(&left, 0) && graph.is_total(b) => a,
        Node::Product(..) if is(&right, 0) && graph.is_total(a) => b,
        Node::Product(..) if a == b => {
            let two = graph.number(Rational::integer(2));
            light(graph, Node::Power(a, two))
        }
        _ => graph.add(node),
    }
}

/// A sum as parts times numbers, none of which is taken apart; `None` for a long one.
pub(super) fn terms(graph: &mut Graph, sum: Id) -> Option<Vec<(Id, Id)>> {
    const MAX_TERMS: usize = 32;
    let constant = |graph: &Graph, id: Id| graph.is_constant(id);
    let one = graph.number(Rational::one());
    let mut waiting = vec![(sum, one)];
    let mut terms: Vec<(Id, Id)> = Vec::new();
    while let Some((id, factor)) = waiting.pop() {
        if terms.len() + waiting.len() > MAX_TERMS {
            return None;
        }
        match *graph.node(id) {
            Node::Negative(a) => waiting.push((a, light(graph, Node::Negative(factor)))),
            Node::Sum(a, b) => waiting.extend([(a, factor), (b, factor)]),
            Node::Difference(a, b) => {
                let negative = light(graph, Node::Negative(factor));
                waiting.extend([(a, factor), (b, negative)]);
            }
            Node::Product(a, b) if constant(graph, a) => {
                waiting.push((b, light(graph, Node::Product(factor, a))));
            }
            Node::Product(a, b) if constant(graph, b) => {
                waiting.push((a, light(graph, Node::Product(factor, b))));
            }
            Node::Quotient(a, b) if constant(graph, b) => {
                waiting.push((a, light(graph, Node::Quotient(factor, b))));
            }
            _ => terms.push((id, factor)),
        }
    }
    Some(terms)
}

/// A sum of variables times numbers and of a rest, which is 0: one of the variables of which the rest
/// has nothing, and what it is.
pub(super) fn solution(
    graph: &mut Graph,
    sum: Id,
    variables: &[Variable],
) -> Option<(Variable, Id)> {
    let terms = terms(graph, sum)?;
    let alone = |graph: &Graph, variable: Variable| {
        let uses = |(id, _): &&(Id, Id)| graph.variables(*id).contains(&variable);
        terms.iter().filter(uses).count() == 1
    };
    let (at, variable) = terms.iter().enumerate().find_map(|(at, (id, factor))| {
        let Node::Variable(variable) = *graph.node(*id) else {
            return None;
        };
        let usable = variables.contains(&variable) && alone(graph, variable);
        (usable && is_not_zero(graph, *factor)).then_some((at, variable))
    })?;
    let scale = light(graph, Node::Negative(terms[at].1));
    let mut rest = graph.number(Rational::zero());
    for (number, (id, factor)) in terms.iter().enumerate() {
        if number != at {
            let factor = light(graph, Node::Quotient(*factor, scale));
            let term = light(graph, Node::Product(factor, *id));
            rest = light(graph, Node::Sum(rest, term));
        }
    }
    Some((variable, rest))
}

/// Is a number certainly not 0?
fn is_not_zero(graph: &Graph, id: Id) -> bool {
    const BITS: u64 = 128;
    let values = value::evaluate(graph, &[id], &[], &[], BITS, &Known::new());
    let sign = values.ok().and_then(|values| values.of(id).sign());
    sign.is_some_and(Ordering::is_ne)
}

/// The parts that are 0 where a sum is whose terms, or what each is above its lowest value, can only be
/// 0 together: `x² + |y|`, `sin(x) + cosh(y)`; `None` of other sums.
pub(super) fn zero_together(graph: &mut Graph, sum: Id) -> Option<Vec<Id>> {
    if let Node::Sum(a, b) = *graph.node(sum)
        && let ranges = Ranges::new(graph, &[a, b], |_| false)
        && ranges.sign(a) > 0
        && ranges.sign(b) > 0
    {
        return Some(vec![a, b]).filter(|terms| are_single(graph, terms));
    }
    if !graph.node(sum).is_sum() {
        return None;
    }
    if let Some(squares) = Squares::of(graph, sum) {
        return Some(squares.parts(graph));
    }
    let own = LinearSum::of(graph, sum)?;
    [Rational::one(), Rational::integer(-1)]
        .iter()
        .find_map(|sign| at_lowest(graph, &own.times(sign)))
}

/// The parts that are 0 where all terms of a sum have their lowest values, which add up to 0.
fn at_lowest(graph: &mut Graph, sum: &LinearSum) -> Option<Vec<Id>> {
    let atoms: Vec<Id> = sum.terms.iter().map(|(atom, _)| *atom).collect();
    let ranges = Ranges::new(graph, &atoms, |_| false);
    let mut lowest = sum.constant.clone();
    let mut apart = Vec::new();
    for (atom, factor) in &sum.terms {
        let range = ranges.of(*atom);
        let end = match factor.is_negative() {
            true => range.high,
            false => range.low,
        };
        let end = Rational::from_f64(end)?;
        lowest = &lowest + &(factor * &end);
        apart.push((*atom, end));
    }
    if apart.len() < 2 || !lowest.is_zero() {
        return None;
    }
    let parts: Vec<Id> = apart
        .into_iter()
        .map(|(atom, end)| {
            let end = graph.number(end);
            light(graph, Node::Difference(atom, end))
        })
        .collect();
    Some(parts).filter(|parts| are_single(graph, parts))
}

/// Is each of some parts 0 where one thing is?
fn are_single(graph: &mut Graph, parts: &[Id]) -> bool {
    parts.iter().all(|part| {
        let factors = SignedFactors::of(graph, *part);
        matches!(factors.all[..], [only] if !only.below)
    })
}
