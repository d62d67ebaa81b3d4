//! The digits that a number was typed with.

use crate::expression::{Graph, Id};
use crate::number::rational::Rational;

/// Fewest significant digits at which a number that was rounded can be told from another one; a
/// shorter one has to be met exactly.
const MIN_DIGITS: usize = 3;

/// Working precision of the certified comparison, far beyond any answer's digits.
pub(super) const BITS: u64 = 256;

/// Most decimals for which an answer counts as rounded.
const MAX_DECIMALS: i64 = 40;

/// How many decimals a number was typed with, where it is a decimal.
pub(super) fn decimals(typed: &Rational) -> Option<i64> {
    let places = typed.decimal_places(MAX_DECIMALS as u64)?;
    i64::try_from(places).ok()
}

/// Digits of a decimal without zeros in front; 0 where it is none.
pub(super) fn significant(typed: &Rational) -> usize {
    let unit = decimals(typed).and_then(|places| Rational::integer(10).power(places));
    let whole = unit.map(|unit| (&unit * &typed.abs()).numerator().to_string());
    whole.map_or(0, |digits| digits.len())
}

/// Half a unit of the last digit, where there are enough digits for that to mean anything.
pub(super) fn slack(graph: &Graph, answer: Id) -> Option<Rational> {
    let typed = graph.literal(answer)?;
    let places = decimals(typed)?;
    let unit = Rational::integer(10).power(places)?;
    if significant(typed) < MIN_DIGITS {
        return None;
    }
    unit.reciprocal().map(|last| &Rational::ratio(1, 2) * &last)
}
