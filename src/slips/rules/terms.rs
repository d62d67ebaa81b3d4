//! The terms of the product and the quotient rule with their parts mixed up.

use crate::calculus::derivative::DifferentiatedPart;
use crate::expression::Graph;
use crate::expression::formula::Formula;
use crate::number::rational::Rational;
use crate::slips::rules::{p, product, quotient};

/// Two functions of which both vary, and their derivatives.
struct Two {
    a: Formula,
    b: Formula,
    slope_of_a: Formula,
    slope_of_b: Formula,
}

impl Two {
    fn factors(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Two> {
        let (a, b) = product(graph, place)?;
        Some(Two {
            a: p(a),
            b: p(b),
            slope_of_a: place.derivative(a),
            slope_of_b: place.derivative(b),
        })
    }

    /// Numerator and denominator.
    fn sides(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Two> {
        let (a, b) = quotient(graph, place)?;
        place.varies(a).then(|| Two {
            a: p(a),
            b: p(b),
            slope_of_a: place.derivative(a),
            slope_of_b: place.derivative(b),
        })
    }
}

/// `u'v' + uv`.
pub(in crate::slips) fn product_both_in_one(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::factors(graph, place)?;
    Some(two.slope_of_a * two.slope_of_b + two.a * two.b)
}

/// `(u'v' - uv)/v²`.
pub(in crate::slips) fn quotient_both_in_one(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::sides(graph, place)?;
    let below = two.b.clone().squared();
    Some((two.slope_of_a * two.slope_of_b - two.a * two.b) / below)
}

/// `u'v'/v²`; where v' is 1 it is one term alone.
pub(in crate::slips) fn quotient_product_of_derivatives(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::sides(graph, place)?;
    let is_one = match &two.slope_of_b {
        Formula::Part(id) => graph.literal(*id).is_some_and(Rational::is_one),
        Formula::Number(n) => *n == 1,
        _ => false,
    };
    (!is_one).then(|| two.slope_of_a * two.slope_of_b / two.b.squared())
}

/// `u'v + u`.
pub(in crate::slips) fn product_second_slope_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::factors(graph, place)?;
    Some(two.slope_of_a * two.b + two.a)
}

/// `v + uv'`.
pub(in crate::slips) fn product_first_slope_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::factors(graph, place)?;
    Some(two.b + two.a * two.slope_of_b)
}

/// `(u'v - u)/v²`.
pub(in crate::slips) fn quotient_second_slope_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::sides(graph, place)?;
    let below = two.b.clone().squared();
    Some((two.slope_of_a * two.b - two.a) / below)
}

/// `(v - uv')/v²`.
pub(in crate::slips) fn quotient_first_slope_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::sides(graph, place)?;
    let below = two.b.clone().squared();
    Some((two.b - two.a * two.slope_of_b) / below)
}

/// `u'/v²`.
pub(in crate::slips) fn quotient_first_slope_alone(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::sides(graph, place)?;
    Some(two.slope_of_a / two.b.squared())
}

/// `u' + uv'`.
pub(in crate::slips) fn product_second_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::factors(graph, place)?;
    Some(two.slope_of_a + two.a * two.slope_of_b)
}

/// `u'v + v'`.
pub(in crate::slips) fn product_first_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::factors(graph, place)?;
    Some(two.slope_of_a * two.b + two.slope_of_b)
}

/// `(u' - uv')/v²`.
pub(in crate::slips) fn quotient_second_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::sides(graph, place)?;
    Some((two.slope_of_a - two.a * two.slope_of_b) / two.b.squared())
}

/// `(u'v - v')/v²`.
pub(in crate::slips) fn quotient_first_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let two = Two::sides(graph, place)?;
    let below = two.b.clone().squared();
    Some((two.slope_of_a * two.b - two.slope_of_b) / below)
}
