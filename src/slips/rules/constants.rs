//! Constants taken for variables.

use crate::calculus::derivative::{DifferentiatedPart, Rule};
use crate::expression::formula::{Formula, number};
use crate::expression::{Graph, Id, Node};
use crate::slips::rules::{factor, is_term, p};

/// `e^2` as `2*e`, `ln(3)` as `1/3`: what is constant in a term is taken for the variable.
pub(in crate::slips) fn constant_differentiated(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let is_alone = place.rule == Rule::Constant && is_term(graph, place);
    is_alone.then(|| slope_of_number(graph, place.part))?
}

/// `pi^2*x` as `2*pi*x`: the constant factor is taken for the variable, and the variable for a constant.
pub(in crate::slips) fn constant_factor_differentiated(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (varying, constant) = factor(graph, place)?;
    Some(slope_of_number(graph, constant)? * p(varying))
}

/// `pi^2*x` as `2*pi`: both of them are.
pub(in crate::slips) fn constant_factor_differentiated_too(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (varying, constant) = factor(graph, place)?;
    Some(slope_of_number(graph, constant)? * place.derivative(varying))
}

/// `pi*x^2` as `x^2 + 2*pi*x`: the constant factor is taken for a factor that moves as well.
pub(in crate::slips) fn constant_factor_in_product(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (varying, constant) = factor(graph, place)?;
    let slope = slope_of_number(graph, constant)?;
    Some(slope * p(varying) + p(constant) * place.derivative(varying))
}

/// What the rules make of a power or function of numbers, as if those moved.
fn slope_of_number(graph: &Graph, part: Id) -> Option<Formula> {
    if !graph.is_constant(part) {
        return None;
    }
    match *graph.node(part) {
        // A letter like any other.
        Node::Constant(_) => Some(number(1)),
        Node::Power(a, n) => Some(p(n) * p(a).to_the(p(n) - number(1))),
        Node::Call(f, a) => {
            let [partial] = f.row().partials else {
                return None;
            };
            partial(&[p(a)])
        }
        _ => None,
    }
}
