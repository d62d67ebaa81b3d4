//! The power rule with its numbers mixed up, and powers of sums.

use crate::calculus::derivative::{DifferentiatedPart, Rule};
use crate::expression::formula::{Formula, number};
use crate::expression::{Graph, Id, Node};
use crate::slips::rules::{exponent_not_reduced, factor, is_term, is_variable, p, power};

/// `2/3*x^(1/3)` for `x^(2/3)`: the exponent taken from 1, where that is above 0.
pub(in crate::slips) fn exponent_taken_from_one(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, n) = power(graph, place)?;
    let below_one = graph
        .literal(n)
        .is_some_and(|n| !n.is_negative() && !n.is_integer());
    below_one.then(|| p(n) * p(a).to_the(number(1) - p(n)) * place.derivative(a))
}

/// `1/3*x^(-1/3)` for `x^(1/3)`: the exponent with its sign turned.
pub(in crate::slips) fn exponent_turned(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, n) = power(graph, place)?;
    let broken = graph.literal(n).is_some_and(|n| !n.is_integer());
    broken.then(|| p(n) * p(a).to_the(-p(n)) * place.derivative(a))
}

/// `12x^3 + 7x` for `4x^3 + 7x`: no exponent reduced, not that of the variable alone either.
pub(in crate::slips) fn nothing_reduced(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let is_line = match place.rule {
        Rule::Identity => true,
        Rule::Factor => factor(graph, place)
            .is_some_and(|(varying, by)| is_variable(graph, varying) && graph.is_constant(by)),
        _ => return exponent_not_reduced(graph, place),
    };
    // A term beside powers; else it is one that was not differentiated.
    let powers = || {
        let mut parts = graph.parts(&[place.root]).into_iter();
        parts.any(|id| matches!(graph.node(id), Node::Power(..)))
    };
    (is_line && is_term(graph, place) && powers()).then(|| p(place.part))
}

/// `11x^4` for `6x^5`: the exponent added to the factor in front.
pub(in crate::slips) fn exponent_added(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (varying, constant) = factor(graph, place)?;
    let Node::Power(a, n) = *graph.node(varying) else {
        return None;
    };
    graph.literal(constant)?;
    graph.literal(n)?;
    Some((p(constant) + p(n)) * p(a).to_the(p(n) - number(1)) * place.derivative(a))
}

/// `x^e*ln(x)` for `x^e`: the rule of an exponential.
pub(in crate::slips) fn as_exponential(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, n) = power(graph, place)?;
    let number = graph.is_constant(n);
    number.then(|| p(place.part) * p(a).logarithm())
}

/// `4x^4` for `x^5`.
pub(in crate::slips) fn factor_reduced(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, n) = power(graph, place)?;
    let less = || p(n) - number(1);
    let apart = is_above(graph, n, 2);
    apart.then(|| less() * p(a).to_the(less()) * place.derivative(a))
}

/// `6x^4` for `x^5`.
pub(in crate::slips) fn factor_raised(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, n) = power(graph, place)?;
    let more = p(n) + number(1);
    let apart = is_above(graph, n, 1);
    apart.then(|| more * p(a).to_the(p(n) - number(1)) * place.derivative(a))
}

/// Whether an exponent is above a number. Of others a factor that is one off is the exponent with a sign
/// turned, or twice as large.
fn is_above(graph: &Graph, n: Id, least: i64) -> bool {
    graph.literal(n).is_some_and(|n| *n > least.into())
}

/// `5x` for `x^5`.
pub(in crate::slips) fn exponent_dropped(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, n) = power(graph, place)?;
    Some(p(n) * p(a) * place.derivative(a))
}

/// Base, exponent and the terms of a base that is a sum of two, with the sign of the second.
fn power_of_sum(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<(Id, Id, [Id; 2], bool)> {
    let (Rule::Power, &Node::Power(base, n)) = (place.rule, graph.node(place.part)) else {
        return None;
    };
    let (terms, minus) = match *graph.node(base) {
        Node::Sum(a, b) => ([a, b], false),
        Node::Difference(a, b) => ([a, b], true),
        _ => return None,
    };
    graph.literal(n)?;
    Some((base, n, terms, minus))
}

fn joined(first: Formula, second: Formula, minus: bool) -> Formula {
    match minus {
        true => first - second,
        false => first + second,
    }
}

/// `2x` for `(x - 3)^2`, 1 for `sqrt(x^2 + 9)`: each term by itself to the power.
pub(in crate::slips) fn power_of_each_term(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (_, n, [a, b], minus) = power_of_sum(graph, place)?;
    let slope = |term: Id| {
        if !place.varies(term) {
            return number(0);
        }
        // A root of a power is a power: x^(2*1/2).
        match *graph.node(term) {
            Node::Power(base, m) if graph.literal(m).is_some() => {
                let exponent = || p(m) * p(n);
                exponent() * p(base).to_the(exponent() - number(1)) * place.derivative(base)
            }
            _ => p(n) * p(term).to_the(p(n) - number(1)) * place.derivative(term),
        }
    };
    Some(joined(slope(a), slope(b), minus))
}

/// `2x - 3` for `(x - 3)^2`: the factors reach only the first term.
pub(in crate::slips) fn factors_of_first_term(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (base, n, [a, b], minus) = power_of_sum(graph, place)?;
    let is_square = graph.literal(n).is_some_and(|n| *n == 2.into());
    is_square.then(|| joined(p(n) * place.derivative(base) * p(a), p(b), minus))
}
