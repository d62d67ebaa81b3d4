//! Numbers of a walk, as its table and its sentences show them.

use crate::descent::WalkNumber;
use crate::number::apart::apart;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;

/// Places after the point in the table's columns.
pub(super) const PLACES: usize = 4;

/// How it begins to be said how near to 0 something is.
pub(super) const WITHIN: &str = "within ";

/// A number in a sentence, as the table shows it but without zeros at the end. Of an enclosure that does not
/// tell so many digits those are said that are right, or how near to 0 it is.
pub(super) fn brief(number: &WalkNumber) -> String {
    if let Some(ends) = number.ends() {
        let size = ends[0].abs().max(ends[1].abs());
        let [low, high] = ends.map(|end| brief_rational(&end));
        return match (low == high, number.decimal(PLACES + 1)) {
            (true, _) => low,
            (false, Some(right)) => right.to_string(),
            (false, None) => format!("{WITHIN}{} of 0", raised(&size)),
        };
    }
    let Some(n) = number.rational() else {
        return "more than is computed with".into();
    };
    brief_rational(&n)
}

/// A number above 0 with two digits, not below it.
fn raised(n: &Rational) -> String {
    // Two digits are off by a twentieth at most.
    let above = n * &Rational::ratio(106, 100);
    Decimal::exact_or_rounded(&above, 2).to_string()
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
