//! Numbers of a walk, as its table and its sentences show them.

use crate::descent::WalkNumber;
use crate::number::apart::apart;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;

/// Places after the point in the table's columns.
pub(super) const PLACES: usize = 4;

/// A number in a sentence, as the table shows it but without zeros at the end.
pub(super) fn brief(number: &WalkNumber) -> String {
    let Some(n) = number.rational() else {
        return "more than is computed with".into();
    };
    brief_rational(&n)
}

pub(super) fn brief_rational(n: &Rational) -> String {
    let size = n.abs().to_f64();
    let decimal = if n.is_zero() || (0.01..1e8).contains(&size) {
        Decimal::rounded_to_places(n, PLACES)
    } else {
        Decimal::exact_or_rounded(n, 5)
    };
    decimal.to_string()
}

/// Two numbers in a sentence; where the table's digits do not tell them apart, with as many as do.
pub(super) fn told_apart(one: &WalkNumber, other: &WalkNumber) -> (String, String) {
    let brief = (brief(one), brief(other));
    match (one.rational(), other.rational()) {
        (Some(one), Some(other)) if brief.0 == brief.1 => apart(&one, &other, PLACES + 1),
        _ => brief,
    }
}
