//! Whether a number typed as digits is another one, rounded.

use crate::expression::{Graph, Id, Node};
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::slope::{self, Effort};

/// Whether two numbers are at most that far apart.
pub(super) fn within(graph: &mut Graph, a: Id, b: Id, allowed: Id) -> Option<bool> {
    let distance = graph.distance(a, b);
    let room = graph.add(Node::Difference(allowed, distance));
    let room = slope::value(graph, room, &[], Effort::digits(1)).ok()?;
    Some(!room.decimal.negative)
}

/// Half of 10 to a power.
pub(super) fn half_unit(power: i64) -> Option<Rational> {
    let unit = Rational::integer(10).power(power)?;
    Some(&unit * &Rational::ratio(1, 2))
}

/// The power of ten that the last digit counts.
pub(super) fn last_place(decimal: &Decimal) -> i64 {
    decimal.exponent - decimal.digits.len() as i64 + 1
}

/// The decimal that a number typed as digits is, if it has finitely many.
pub(super) fn finite_decimal(graph: &Graph, id: Id) -> Option<Decimal> {
    const MOST: usize = 100;
    let decimal = Decimal::exact_or_rounded(graph.literal(id)?, MOST);
    decimal.exact.then_some(decimal)
}

/// Whether the answer is the key with fewer digits than it should have.
pub(super) fn rounded_early(graph: &mut Graph, answer: Id, key: Id) -> bool {
    let digits = finite_decimal(graph, answer).map_or(0, |decimal| decimal.digits.len());
    digits > 1 && is_rounded(graph, answer, key)
}

/// Whether a number typed as digits is another one, rounded to those digits.
pub(super) fn is_rounded(graph: &mut Graph, digits: Id, exact: Id) -> bool {
    // What stands before the digits may be a formula: `2x ≈ 6`.
    if !graph.is_constant(exact) {
        return false;
    }
    let last = finite_decimal(graph, digits).map(|decimal| last_place(&decimal));
    let Some(half) = last.and_then(half_unit) else {
        return false;
    };
    let half = graph.number(half);
    within(graph, digits, exact, half) == Some(true)
}
