//! Two numbers that are read against each other, with digits enough to see how far apart they are.

use crate::number::decimal::Decimal;
use crate::number::rational::Rational;

/// Most digits that are shown to tell two numbers apart, or to show all of one.
pub const WHOLE_DIGITS: usize = 40;

/// Digits before the point up to which a number is written without an exponent.
const PLAIN_DIGITS: usize = 16;

/// Two numbers to that many digits, or to as many more as tell them apart; then without zeros that
/// stand for digits before the point.
pub fn apart(one: &Rational, other: &Rational, digits: usize) -> (String, String) {
    let decimal = |n: &Rational, digits| Decimal::exact_or_rounded(n, digits);
    let both = |digits| (decimal(one, digits), decimal(other, digits));
    let shown = |(one, other): (Decimal, Decimal)| (one.to_string(), other.to_string());
    let told = |&digits: &usize| {
        let (one, other) = both(digits);
        one.to_string() != other.to_string()
    };
    if one == other || told(&digits) {
        return shown(both(digits));
    }
    let enough = (digits..=WHOLE_DIGITS).find(told).unwrap_or(WHOLE_DIGITS);
    let (first, second) = both(enough);
    let whole = first.exponent.max(second.exponent) + 1;
    let whole = usize::try_from(whole).unwrap_or(0);
    shown(match (enough..PLAIN_DIGITS).contains(&whole) {
        true => both(whole),
        false => (first, second),
    })
}

/// Two numbers as `brief` writes them where that shows how far apart they are, else with the fewest
/// digits that do, up to `most`.
pub fn against(
    (one, other): (&Rational, &Rational),
    brief: impl Fn(&Rational) -> String,
    most: usize,
) -> (String, String) {
    let whole = one - other;
    let told = |(one, other): &(String, String)| {
        let read = |text| Rational::from_decimal(text);
        let apart = read(one).zip(read(other));
        apart.is_some_and(|(one, other)| !is_lost(&whole, &(&one - &other)))
    };
    let brief = (brief(one), brief(other));
    if told(&brief) {
        return brief;
    }
    let written = |n: &Rational, digits| Decimal::exact_or_rounded(n, digits).to_string();
    let mut longer = (1..=most).map(|digits| (written(one, digits), written(other, digits)));
    longer.find(told).unwrap_or(brief)
}

/// A number as it is read when it was written to that many digits.
pub fn as_written(n: &Rational, digits: usize) -> Option<Rational> {
    Rational::from_decimal(&Decimal::exact_or_rounded(n, digits).to_string())
}

/// Whether a difference, as the numbers are shown, is more than a tenth off the whole one.
pub fn is_lost(whole: &Rational, shown: &Rational) -> bool {
    let off = (whole - shown).abs();
    &off * &Rational::integer(10) > whole.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_rise_until_the_difference_is_seen() {
        let brief = |n: &Rational| Decimal::exact_or_rounded(n, 4).to_string();
        for (one, other, shown) in [
            ("9", "16", ("9", "16")),
            ("9", "9.0006", ("9", "9.0006")),
            ("152399025e9", "152423716e9", ("1.52399e17", "1.52424e17")),
            ("2.5", "2.5", ("2.5", "2.5")),
            ("-1", "-1.0000001234", ("-1", "-1.00000012")),
        ] {
            let read = |text| Rational::from_decimal(text).expect("a decimal");
            let (first, second) = against((&read(one), &read(other)), brief, WHOLE_DIGITS);
            assert_eq!((&*first, &*second), shown);
        }
        // Without digits for that they stay as they are.
        let read = |text| Rational::from_decimal(text).expect("a decimal");
        let close = (&read("1"), &read("1.0000001"));
        assert_eq!(against(close, brief, 5), ("1".to_owned(), "1".to_owned()));
    }
}
