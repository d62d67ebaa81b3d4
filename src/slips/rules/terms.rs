//! The terms of the product and the quotient rule with their parts mixed up.

use crate::calculus::derivative::DifferentiatedPart;
use crate::expression::formula::Formula;
use crate::expression::{Graph, Id};
use crate::number::rational::Rational;
use crate::slips::rules::{p, product, quotient};

/// Two functions u and v, of which both vary, and their derivatives.
struct Two {
    u: Formula,
    v: Formula,
    slope_of_u: Formula,
    slope_of_v: Formula,
}

impl Two {
    fn of(place: &DifferentiatedPart<'_>, (u, v): (Id, Id)) -> Two {
        Two {
            u: p(u),
            v: p(v),
            slope_of_u: place.derivative(u),
            slope_of_v: place.derivative(v),
        }
    }
}

/// What is made of a product u·v.
fn for_product(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
    made: impl Fn(Two) -> Formula,
) -> Option<Formula> {
    Some(made(Two::of(place, product(graph, place)?)))
}

/// What is made above the line of a quotient u/v, with v² below it.
fn above_square(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
    made: impl Fn(Two) -> Formula,
) -> Option<Formula> {
    let (u, v) = quotient(graph, place)?;
    let both = place.varies(u);
    both.then(|| made(Two::of(place, (u, v))) / p(v).squared())
}

/// `u'v' + uv`.
pub(in crate::slips) fn product_both_in_one(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    for_product(graph, place, |two| {
        two.slope_of_u * two.slope_of_v + two.u * two.v
    })
}

/// `(u'v' - uv)/v²`.
pub(in crate::slips) fn quotient_both_in_one(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    above_square(graph, place, |two| {
        two.slope_of_u * two.slope_of_v - two.u * two.v
    })
}

/// `u'v'/v²`; where v' is 1 it is one term alone.
pub(in crate::slips) fn quotient_product_of_derivatives(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let is_one = |slope: &Formula| match slope {
        Formula::Part(id) => graph.literal(*id).is_some_and(Rational::is_one),
        Formula::Number(n) => *n == 1,
        _ => false,
    };
    let (_, v) = quotient(graph, place)?;
    let apart = !is_one(&place.derivative(v));
    apart.then(|| above_square(graph, place, |two| two.slope_of_u * two.slope_of_v))?
}

/// `u'v + u`.
pub(in crate::slips) fn product_second_slope_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    for_product(graph, place, |two| two.slope_of_u * two.v + two.u)
}

/// `v + uv'`.
pub(in crate::slips) fn product_first_slope_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    for_product(graph, place, |two| two.v + two.u * two.slope_of_v)
}

/// `(u'v - u)/v²`.
pub(in crate::slips) fn quotient_second_slope_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    above_square(graph, place, |two| two.slope_of_u * two.v - two.u)
}

/// `(v - uv')/v²`.
pub(in crate::slips) fn quotient_first_slope_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    above_square(graph, place, |two| two.v - two.u * two.slope_of_v)
}

/// `u'/v²`.
pub(in crate::slips) fn quotient_first_slope_alone(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    above_square(graph, place, |two| two.slope_of_u)
}

/// `u' + uv'`.
pub(in crate::slips) fn product_second_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    for_product(graph, place, |two| two.slope_of_u + two.u * two.slope_of_v)
}

/// `u'v + v'`.
pub(in crate::slips) fn product_first_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    for_product(graph, place, |two| two.slope_of_u * two.v + two.slope_of_v)
}

/// `(u' - uv')/v²`.
pub(in crate::slips) fn quotient_second_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    above_square(graph, place, |two| two.slope_of_u - two.u * two.slope_of_v)
}

/// `(u'v - v')/v²`.
pub(in crate::slips) fn quotient_first_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    above_square(graph, place, |two| two.slope_of_u * two.v - two.slope_of_v)
}
