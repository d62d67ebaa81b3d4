//! Exponentials and logarithms with the factor of another base, or none.

use crate::calculus::derivative::{DifferentiatedPart, Rule};
use crate::expression::formula::{Formula, number};
use crate::expression::{Function, Graph, Id, Node};
use crate::slips::rules::p;

/// The base of an exponential or a logarithm, and the derivative as if that base were e.
fn as_if_natural(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<(Formula, Formula)> {
    if let (Rule::Exponential, &Node::Power(c, b)) = (place.rule, graph.node(place.part)) {
        return Some((p(c), p(place.part) * place.derivative(b)));
    }
    let (base, a) = match *graph.node(place.part) {
        Node::Call(f, a) => (f.row().base(&[p(a)])?, a),
        Node::Call2(f, a, base) if !place.varies(base) => (f.row().base(&[p(a), p(base)])?, a),
        _ => return None,
    };
    (place.varies(a)).then(|| (base, place.derivative(a) / p(a)))
}

pub(in crate::slips) fn base_factor_missing(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    as_if_natural(graph, place).map(|(_, natural)| natural)
}

pub(in crate::slips) fn base_factor_turned(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (base, natural) = as_if_natural(graph, place)?;
    let factor = base.logarithm();
    Some(match place.rule {
        Rule::Exponential => natural / factor,
        _ => natural * factor,
    })
}

/// `1/(x*ln(10))` for `log2(x)` or `ln(x)`: the factor of another base.
pub(in crate::slips) fn other_base(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let usual = || number(10).logarithm();
    if let Some((_, natural)) = as_if_natural(graph, place) {
        return match place.rule {
            Rule::Exponential => None,
            _ => Some(natural / usual()),
        };
    }
    let is_natural = |f: &Function, a: Id| matches!(p(a).logarithm(), Formula::Call(natural, _) if natural == *f);
    match graph.node(place.part) {
        Node::Call(f, a) if is_natural(f, *a) && place.varies(*a) => {
            Some(place.derivative(*a) / (p(*a) * usual()))
        }
        _ => None,
    }
}

/// `1/(x*ln(2))` for `log10(x)`: the factor of the base 2.
pub(in crate::slips) fn base_of_two(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (_, natural) = as_if_natural(graph, place)?;
    (place.rule != Rule::Exponential).then(|| natural / number(2).logarithm())
}

pub(in crate::slips) fn base_as_factor(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (base, natural) = as_if_natural(graph, place)?;
    Some(match place.rule {
        Rule::Exponential => natural * base,
        _ => natural / base,
    })
}
