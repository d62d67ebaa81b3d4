//! Decimals as they are printed: correctly rounded, half to even, without a digit not earned.

use crate::number::common_digits::{CommonDigits, lay_out};
use crate::number::digits::digits_of;
use crate::number::double;
use crate::number::quotient::quotient;
use crate::number::rational::Rational;
use crate::number::short_digits::of_short;
use crate::number::transform::{product, square};
use num_bigint::{BigInt, BigUint};
use num_traits::{Zero, pow::Pow};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// A decimal number with finitely many digits, as it is shown.
///
/// The value is `±d₁.d₂d₃…·10^exponent`, with the digits `d₁d₂d₃…` free of zeros at the end. Zero
/// has the one digit `0`, exponent 0 and no sign. Two decimals are equal where their values are.
#[derive(Clone, Debug)]
pub struct Decimal {
    /// Is it below 0?
    pub negative: bool,
    /// The digits in ASCII, the first of them not `0` unless the number is 0.
    pub digits: String,
    /// The power of ten that the first digit counts.
    pub exponent: i64,
    /// Is it the number itself, rather than that number rounded?
    pub exact: bool,
    /// Zeros that are written after the digits of a rounded number, to show how far it is right.
    pub zeros: usize,
}

impl Decimal {
    /// `value` to that many significant `digits` (at least 1), half to even.
    pub fn exact_or_rounded(value: &Rational, digits: usize) -> Decimal {
        let digits = digits.max(1);
        if let Some(short) = of_short(value, digits) {
            return Decimal::new(
                value.is_negative(),
                &short.text,
                short.exponent,
                short.exact,
            );
        }
        let rounded = significant(value, None, digits);
        rounded.expect("nothing to disagree with")
    }

    /// `value` to that many `places` after the point, half to even.
    pub fn rounded_to_places(value: &Rational, places: usize) -> Decimal {
        let (numerator, denominator) = parts(value);
        let places = places as i64;
        let scaled = scaled(&numerator, &denominator, places);
        let text = digits_of(&scaled.nearest());
        let exponent = text.len() as i64 - 1 - places;
        Decimal::new(value.is_negative(), &text, exponent, scaled.rest.is_none())
    }

    /// The decimal of that many significant `digits` that every number from `lower` to `upper`
    /// rounds to, or `None` where there is more than one.
    pub fn enclosed(lower: &Rational, upper: &Rational, digits: usize) -> Option<Decimal> {
        if lower == upper {
            return Some(Decimal::exact_or_rounded(lower, digits));
        }
        // An interval around 0 holds numbers of every size.
        if lower.sign() != upper.sign() {
            return None;
        }
        significant(lower, Some(upper), digits.max(1))
    }

    /// A decimal from a run of digits whose first counts 10 to the power `exponent`.
    pub(super) fn new(negative: bool, text: &str, exponent: i64, exact: bool) -> Decimal {
        let digits = text.trim_end_matches('0');
        if digits.is_empty() {
            let digits = "0".to_string();
            return Decimal {
                negative: false,
                digits,
                exponent: 0,
                exact,
                zeros: 0,
            };
        }
        Decimal {
            negative,
            digits: digits.to_string(),
            exponent,
            exact,
            zeros: 0,
        }
    }

    /// The same number; where it was rounded it is written with all of that many `digits`.
    pub fn keeping_zeros(self, digits: usize) -> Decimal {
        let zeros = match self.exact || self.is_zero() {
            true => 0,
            false => digits.saturating_sub(self.digits.len()),
        };
        Decimal { zeros, ..self }
    }

    /// Times 10 to a power.
    pub(super) fn scaled_by(self, power: i64) -> Decimal {
        Decimal {
            exponent: self.exponent + power,
            ..self
        }
    }

    /// The number rounded to fewer significant `digits` (at least 1), where this decimal tells: it
    /// has at least two more, so that what it was rounded from is not halfway.
    pub fn shorter(&self, digits: usize) -> Option<Decimal> {
        if self.digits.len() < digits + 2 {
            return None;
        }
        let run = rounded_run(&self.digits, digits);
        let carried = (run.len() - digits) as i64;
        let rounded = Decimal::new(self.negative, &run, self.exponent + carried, false);
        Some(rounded)
    }

    /// Times -1.
    pub fn negated(&self) -> Decimal {
        Decimal {
            negative: !self.negative && !self.is_zero(),
            ..self.clone()
        }
    }

    /// Is it 0?
    pub fn is_zero(&self) -> bool {
        self.digits == "0"
    }

    /// Written without an exponent and with just that many `places` after the point, for columns.
    ///
    /// Digits further on are rounded, half to even; where this decimal was itself rounded that
    /// would be the second time, so ask [`Decimal::rounded_to_places`] for the decimal first.
    pub fn to_fixed(&self, places: usize) -> String {
        let kept = self
            .exponent
            .saturating_add(1)
            .saturating_add(places as i64);
        let mut run = if kept < 0 {
            String::new()
        } else {
            rounded_run(&self.digits, kept as usize)
        };
        // The run is a whole number of units of the last place: fill it up on the left.
        if run.len() <= places {
            run.insert_str(0, &"0".repeat(places + 1 - run.len()));
        }
        let sign = if self.negative && run.bytes().any(|b| b != b'0') {
            "-"
        } else {
            ""
        };
        let (whole, part) = run.split_at(run.len() - places);
        if places == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{part}")
        }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.negative == other.negative
            && self.exponent == other.exponent
            && self.digits == other.digits
    }
}

impl Eq for Decimal {}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        lay_out(self.negative, &self.digits, self.zeros, self.exponent, out)
    }
}

impl From<CommonDigits> for Decimal {
    fn from(found: CommonDigits) -> Decimal {
        let (negative, run, exponent, exact) = found.parts();
        Decimal::new(negative, &run, exponent, exact)
    }
}

/// The shortest decimal that reads back as the same double, laid out as [`Decimal`]s are; `None`
/// where the double is infinite or not a number.
pub fn shortest(x: f64) -> Option<Decimal> {
    let text = x.is_finite().then(|| format!("{x:e}"))?;
    let (run, exponent) = text.split_once('e')?;
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    Some(Decimal::new(x < 0.0, &digits, exponent.parse().ok()?, true))
}

/// The magnitude of numerator and denominator.
fn parts(value: &Rational) -> (BigUint, BigUint) {
    let magnitude = |part: Cow<'_, BigInt>| part.into_owned().into_parts().1;
    (magnitude(value.numerator()), magnitude(value.denominator()))
}

/// A number to that many significant digits, or `None` where another one of the same sign does
/// not round to the same decimal. The digits are formed once, which is the long part of the work.
fn significant(value: &Rational, other: Option<&Rational>, digits: usize) -> Option<Decimal> {
    let (numerator, denominator) = parts(value);
    if numerator.is_zero() {
        return Some(Decimal::new(false, "", 0, true));
    }
    // Off by one where the quotient is very near a power of ten; the number of digits tells.
    let mut exponent =
        ((log2(&numerator) - log2(&denominator)) * std::f64::consts::LOG10_2).floor() as i64;
    loop {
        let places = digits as i64 - 1 - exponent;
        let first = scaled(&numerator, &denominator, places);
        let nearest = first.nearest();
        if let Some(other) = other {
            let (numerator, denominator) = parts(other);
            if scaled(&numerator, &denominator, places).nearest() != nearest {
                return None;
            }
        }
        let text = digits_of(&nearest);
        // 999.6 has three digits before it becomes 1000.
        let carried = first.down != nearest && text.trim_end_matches('0') == "1";
        match (text.len() - usize::from(carried)).cmp(&digits) {
            Ordering::Greater => exponent += 1,
            Ordering::Less => exponent -= 1,
            Ordering::Equal => {
                let exact = first.rest.is_none() && other.is_none();
                exponent += i64::from(carried);
                return Some(Decimal::new(value.is_negative(), &text, exponent, exact));
            }
        }
    }
}

/// A quotient cut off after a place, and what was cut.
struct Scaled {
    down: BigUint,
    /// How the rest compares with half a unit; `None` where there is no rest.
    rest: Option<Ordering>,
}

impl Scaled {
    /// The whole number nearest to the quotient, the even one of two.
    fn nearest(&self) -> BigUint {
        let up = match self.rest {
            None | Some(Ordering::Less) => false,
            Some(Ordering::Equal) => self.down.bit(0),
            Some(Ordering::Greater) => true,
        };
        &self.down + u32::from(up)
    }
}

/// 5^`power`.
fn fives(power: u64) -> BigUint {
    const SHORT: u64 = 1 << 10;
    if power <= SHORT {
        return BigUint::from(5u32).pow(power as u32);
    }
    // The depth is the logarithm of the power.
    let half = square(&fives(power / 2));
    if power % 2 == 1 { half * 5u32 } else { half }
}

/// `numerator / denominator · 10^places`, cut off to a whole number.
fn scaled(numerator: &BigUint, denominator: &BigUint, places: i64) -> Scaled {
    let power = fives(places.unsigned_abs());
    let (top, bottom) = if places >= 0 {
        (
            product(numerator, &power) << places.unsigned_abs(),
            denominator.clone(),
        )
    } else {
        (
            numerator.clone(),
            product(denominator, &power) << places.unsigned_abs(),
        )
    };
    // Half of all divisors here are powers of two: the ends of balls.
    let zeros = bottom.trailing_zeros().unwrap_or(0);
    let (down, rest) = if zeros + 1 == bottom.bits() {
        let down = &top >> zeros;
        let rest = top - (&down << zeros);
        (down, rest)
    } else {
        let down = quotient(&top, &bottom);
        let rest = top - product(&down, &bottom);
        (down, rest)
    };
    let rest = (!rest.is_zero()).then(|| (rest << 1u32).cmp(&bottom));
    Scaled { down, rest }
}

/// The binary logarithm of a number above 0, good to about 15 digits.
fn log2(n: &BigUint) -> f64 {
    let cut = n.bits().saturating_sub(64);
    let top = (n >> cut).iter_u64_digits().next().unwrap_or(1);
    double::log2(top as f64) + cut as f64
}

/// A run of digits cut or filled with zeros to `kept` digits, rounded half to even; one digit
/// longer where a carry runs through.
fn rounded_run(digits: &str, kept: usize) -> String {
    let Some((head, tail)) = digits.split_at_checked(kept) else {
        return format!("{digits}{}", "0".repeat(kept - digits.len()));
    };
    let even = head.bytes().last().is_none_or(|b| b % 2 == 0);
    let beyond = tail.bytes().skip(1).any(|b| b != b'0');
    let up = match tail.bytes().next() {
        Some(b'5') => beyond || !even,
        Some(first) => first > b'5',
        None => false,
    };
    let mut run = head.as_bytes().to_vec();
    if up {
        let nines = run.iter().rev().take_while(|&&b| b == b'9').count();
        let at = run.len() - nines;
        run[at..].fill(b'0');
        match at.checked_sub(1) {
            Some(last) => run[last] += 1,
            None => run.insert(0, b'1'),
        }
    }
    run.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigInt;

    #[track_caller]
    fn check(value: &str, digits: usize, shown: &str) {
        let value = match value.split_once('/') {
            Some((n, d)) => Rational::new(n.parse().unwrap(), d.parse().unwrap()).unwrap(),
            None => Rational::from_decimal(value).unwrap(),
        };
        assert_eq!(Decimal::exact_or_rounded(&value, digits).to_string(), shown);
    }

    #[test]
    fn short_fractions_have_the_digits_of_all_others() {
        let tops = [
            1,
            2,
            7,
            995,
            9_995,
            99_949,
            1_000_000_007,
            i64::from(i32::MAX),
        ];
        let bottoms = [1, 2, 3, 8, 10, 96, 1_000, 999_983, i64::from(i32::MAX)];
        for (top, bottom) in tops.into_iter().flat_map(|a| bottoms.map(|b| (a, b))) {
            for digits in [1, 2, 3, 10, 15, 18, 19] {
                for value in [Rational::ratio(top, bottom), Rational::ratio(-top, bottom)] {
                    let long = significant(&value, None, digits).unwrap();
                    assert_eq!(Decimal::exact_or_rounded(&value, digits), long, "{value:?}");
                }
            }
        }
    }

    #[test]
    fn rounds_half_to_even() {
        check("0.5", 1, "0.5");
        check("1/3", 15, "0.333333333333333");
        check("2/3", 15, "0.666666666666667");
        check("2.5", 1, "2");
        check("3.5", 1, "4");
        check("2.5000000000000000000000001", 1, "3");
        check("9.995", 3, "10");
        check("0.99999", 2, "1");
        check("-0.00", 5, "0");
        check("-1e-19000", 3, "-1e-19000");
        check("540302305868140/1000000000000000", 15, "0.54030230586814");
    }

    #[test]
    fn layout() {
        check("6", 15, "6");
        check("0.01", 15, "0.01");
        check("0.00001", 15, "0.00001");
        check("0.0000099", 15, "9.9e-6");
        check("3.6e-8", 15, "3.6e-8");
        check("123456789012345", 15, "123456789012345");
        check("1e14", 15, "100000000000000");
        check("1e15", 15, "1e15");
        check("1e20", 30, "1e20");
        check("1e30", 30, "1e30");
        check("123456", 3, "123000");
        check("-12.50", 15, "-12.5");
    }

    #[test]
    fn powers_of_ten_and_their_neighbours() {
        for k in [-400i64, -17, -1, 0, 1, 22, 400] {
            let ten = Rational::from_decimal(&format!("1e{k}")).unwrap();
            let little = Rational::from_decimal(&format!("1e{}", k - 60)).unwrap();
            let shown = Decimal::exact_or_rounded(&ten, 20);
            assert_eq!(
                (shown.digits.as_str(), shown.exponent, shown.exact),
                ("1", k, true)
            );
            for near in [&ten - &little, &ten + &little] {
                let shown = Decimal::exact_or_rounded(&near, 20);
                assert_eq!((shown.digits.as_str(), shown.exponent), ("1", k));
                assert!(!shown.exact);
            }
            let below = Decimal::exact_or_rounded(&(&ten - &little), 60);
            assert_eq!((below.digits, below.exponent), ("9".repeat(60), k - 1));
        }
    }

    #[test]
    fn enclosures() {
        let at = |text: &str| Rational::from_decimal(text).unwrap();
        let shown = |a, b| Decimal::enclosed(&at(a), &at(b), 3).map(|d| d.to_string());
        assert_eq!(shown("1.2341", "1.2349"), Some("1.23".into()));
        assert_eq!(shown("1.2349", "1.2351"), None);
        assert_eq!(shown("-1.2344", "-1.2336"), Some("-1.23".into()));
        assert_eq!(shown("-1e-30", "1e-30"), None);
        assert_eq!(shown("0", "1e-30"), None);
        assert_eq!(shown("1.235", "1.235"), Some("1.24".into()));
        assert!(
            !Decimal::enclosed(&at("1.23"), &at("1.2301"), 3)
                .unwrap()
                .exact
        );
    }

    #[test]
    fn columns() {
        let fixed = |text, places| {
            Decimal::exact_or_rounded(&Rational::from_decimal(text).unwrap(), 30).to_fixed(places)
        };
        assert_eq!(fixed("6.006001", 3), "6.006");
        assert_eq!(fixed("6", 3), "6.000");
        assert_eq!(fixed("0.0005", 3), "0.000");
        assert_eq!(fixed("0.0015", 3), "0.002");
        assert_eq!(fixed("-0.00051", 3), "-0.001");
        assert_eq!(fixed("-0.00001", 3), "0.000");
        assert_eq!(fixed("99.9996", 3), "100.000");
        assert_eq!(fixed("1e20", 1), "100000000000000000000.0");
        assert_eq!(fixed("1e-400", 2), "0.00");
        assert_eq!(fixed("2.5", 0), "2");
        let third = Rational::ratio(2, 3);
        assert_eq!(Decimal::rounded_to_places(&third, 4).to_fixed(4), "0.6667");
        assert_eq!(
            Decimal::rounded_to_places(&Rational::ratio(-1, 3), 0).to_string(),
            "0"
        );
    }

    #[test]
    fn a_rounded_number_keeps_its_zeros_where_it_is_asked_to() {
        let text = |n: Rational, digits| {
            let decimal = Decimal::exact_or_rounded(&n, digits);
            decimal.keeping_zeros(digits).to_string()
        };
        assert_eq!(text(Rational::ratio(2999, 3000), 3), "1.00");
        assert_eq!(text(Rational::ratio(1, 4), 9), "0.25");
        assert_eq!(text(Rational::ratio(-29_999, 3_000_000), 4), "-0.01000");
        assert_eq!(text(Rational::ratio(29_999, 3), 2), "10000");
        assert_eq!(text(Rational::zero(), 5), "0");
        let large = Rational::from_decimal("1.00000000001e20").unwrap();
        assert_eq!(text(large, 4), "1.000e20");
    }

    #[test]
    fn doubles() {
        let text = |x| shortest(x).map(|n| n.to_string());
        assert_eq!(text(0.1), Some("0.1".into()));
        assert_eq!(text(-0.0), Some("0".into()));
        assert_eq!(text(9.006001), Some("9.006001".into()));
        assert_eq!(text(1e15), Some("1e15".into()));
        assert_eq!(text(-5e-324), Some("-5e-324".into()));
        assert_eq!(shortest(f64::NAN), None);
    }

    #[test]
    fn agrees_with_the_formatter_of_doubles() {
        let mut state = 1u64;
        for _ in 0..2000 {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            let x = f64::from_bits(state);
            let Some(value) = Rational::from_f64(x) else {
                continue;
            };
            let ours = Decimal::exact_or_rounded(&value, 17);
            // Rust's {:e} with a precision is exact and rounds half to even.
            let theirs = format!("{:.16e}", x.abs());
            let (digits, exponent) = theirs.split_once('e').unwrap();
            let digits = digits.replace('.', "");
            assert_eq!(ours.digits, digits.trim_end_matches('0'));
            assert_eq!(ours.exponent, exponent.parse::<i64>().unwrap());
        }
    }

    #[test]
    fn rounded_twice_is_rounded_once() {
        for n in 1..2000 {
            let value = Rational::ratio(n * 1_000_003, 1_999_993 * 999);
            for digits in 1..8 {
                let long = Decimal::exact_or_rounded(&value, digits + 3);
                if let Some(short) = long.shorter(digits) {
                    assert_eq!(short, Decimal::exact_or_rounded(&value, digits), "{long}");
                    assert!(!short.exact);
                }
            }
        }
        let nines = Decimal::exact_or_rounded(&Rational::ratio(-99_999_996, 100), 15);
        assert_eq!(nines.shorter(4).expect("digits").to_string(), "-1000000");
        // A half may be what is left of a little more or less.
        let half = Decimal::exact_or_rounded(&Rational::ratio(5, 4), 15);
        assert_eq!(half.shorter(2), None);
    }

    #[test]
    fn many_digits() {
        let seventh = Rational::ratio(1, 7);
        let shown = Decimal::exact_or_rounded(&seventh, 60_000);
        assert_eq!(shown.digits, "142857".repeat(10_000));
        let huge = Rational::integer(3).power(30_000).unwrap();
        let all = BigInt::from(3).pow(30_000u32).to_string();
        assert_eq!(Decimal::exact_or_rounded(&huge, 15_000).digits, all);
    }
}
