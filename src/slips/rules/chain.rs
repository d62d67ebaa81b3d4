//! The chain rule as students break it.

use crate::calculus::derivative::{Place, Rule};
use crate::expression::formula::{Formula, call, number};
use crate::expression::{Function, Graph, Id, Node};
use crate::slips::rules::{function, is_variable, p};

pub(in crate::slips) fn inner_missing(graph: &Graph, place: &Place<'_>) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), _) => function(graph, place, p, |outer, _| outer),
        (Rule::Power, &Node::Power(a, n)) if !is_variable(graph, a) => {
            Some(p(n) * p(a).to_the(p(n) - number(1)))
        }
        (Rule::Exponential, &Node::Power(c, b)) if !is_variable(graph, b) => {
            Some(p(place.part) * call(Function::Ln, p(c)))
        }
        (Rule::Quotient, &Node::Quotient(a, b)) if !place.varies(a) && !is_variable(graph, b) => {
            Some(-p(a) / p(b).squared())
        }
        _ => None,
    }
}

pub(in crate::slips) fn inner_divided(graph: &Graph, place: &Place<'_>) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), _) => function(graph, place, p, |outer, inner| outer / inner),
        (Rule::Power, &Node::Power(a, _))
        | (Rule::Exponential, &Node::Power(_, a))
        | (Rule::Quotient, &Node::Quotient(_, a)) => {
            Some(inner_missing(graph, place)? / place.derivative(a))
        }
        _ => None,
    }
}

/// The inner derivative added in place of multiplied.
pub(in crate::slips) fn inner_added(graph: &Graph, place: &Place<'_>) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), _) => function(graph, place, p, |outer, inner| outer + inner),
        (Rule::Power, &Node::Power(a, _)) | (Rule::Exponential, &Node::Power(_, a)) => {
            Some(inner_missing(graph, place)? + place.derivative(a))
        }
        _ => None,
    }
}

/// The only variable of a part.
fn only_variable(graph: &Graph, id: Id) -> Option<Id> {
    match graph.variables(id)[..] {
        [variable] => {
            let mut parts = graph.parts(&[id]).into_iter();
            parts.find(|&part| *graph.node(part) == Node::Variable(variable))
        }
        _ => None,
    }
}

pub(in crate::slips) fn inner_lost(graph: &Graph, place: &Place<'_>) -> Option<Formula> {
    lost(graph, place, |outer, inner| outer * inner)
}

pub(in crate::slips) fn inner_lost_altogether(graph: &Graph, place: &Place<'_>) -> Option<Formula> {
    lost(graph, place, |outer, _| outer)
}

/// The outer derivative taken at the variable, in place of at the inner function.
fn lost(
    graph: &Graph,
    place: &Place<'_>,
    join: impl Fn(Formula, Formula) -> Formula,
) -> Option<Formula> {
    let (Rule::Chain(_), &Node::Call(_, a)) = (place.rule, graph.node(place.part)) else {
        return None;
    };
    let variable = only_variable(graph, a)?;
    function(graph, place, |_| p(variable), join)
}

pub(in crate::slips) fn inner_inside(graph: &Graph, place: &Place<'_>) -> Option<Formula> {
    inside(graph, place, |outer, _| outer)
}

pub(in crate::slips) fn inner_inside_and_out(graph: &Graph, place: &Place<'_>) -> Option<Formula> {
    inside(graph, place, |outer, inner| outer * inner)
}

/// The outer derivative taken at the inner derivative, in place of at the inner function.
fn inside(
    graph: &Graph,
    place: &Place<'_>,
    join: impl Fn(Formula, Formula) -> Formula,
) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), _) => {
            let inner = |a| {
                if place.varies(a) {
                    place.derivative(a)
                } else {
                    p(a)
                }
            };
            function(graph, place, inner, join)
        }
        (Rule::Power, &Node::Power(a, n)) if !is_variable(graph, a) => {
            let inner = place.derivative(a);
            Some(join(p(n) * inner.clone().to_the(p(n) - number(1)), inner))
        }
        (Rule::Exponential, &Node::Power(c, b)) if !is_variable(graph, b) => {
            let inner = place.derivative(b);
            let outer = p(c).to_the(inner.clone()) * call(Function::Ln, p(c));
            Some(join(outer, inner))
        }
        (Rule::Quotient, &Node::Quotient(a, b)) if !place.varies(a) && !is_variable(graph, b) => {
            let inner = place.derivative(b);
            Some(join(-p(a) / inner.clone().squared(), inner))
        }
        _ => None,
    }
}
