//! Exact rational numbers: what a person typed is what is computed with.

use crate::number::divisor::gcd;
use crate::number::work;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// Most bits of numerator and denominator together; beyond it a value becomes a ball.
///
/// 2^16 bits hold every decimal of 19,000 digits and cost microseconds; growing further is how an
/// innocent `x^x^x` eats memory.
pub const MAX_BITS: u64 = 1 << 16;

/// Largest power of ten a literal may reach in either direction, so that it fits [`MAX_BITS`].
pub const MAX_DECIMAL_EXPONENT: i64 = 19_000;

/// Parts of a fraction below this are multiplied and added in 64 bits.
const SHORT: u64 = 1 << 31;

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone)]
pub struct Rational(BigRational);

impl Rational {
    /// The fraction `numerator / denominator`, or `None` where the denominator is 0.
    pub fn new(numerator: BigInt, denominator: BigInt) -> Option<Rational> {
        (!denominator.is_zero()).then(|| Rational::reduced(numerator, denominator))
    }

    /// The whole number `n`.
    pub fn integer(n: i64) -> Rational {
        Rational(BigRational::from_integer(n.into()))
    }

    /// The fraction `numerator / denominator` of small numbers; `denominator` is not 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Rational {
        assert!(
            denominator != 0,
            "a fraction written in the source has a denominator"
        );
        if denominator == i64::MIN || numerator == i64::MIN {
            return Rational(BigRational::new(numerator.into(), denominator.into()));
        }
        let common = numerator.gcd(&denominator) * denominator.signum();
        Rational::lowest(numerator / common, denominator / common)
    }

    /// A fraction that is in lowest terms, with a positive denominator.
    fn lowest(numerator: i64, denominator: i64) -> Rational {
        Rational(BigRational::new_raw(numerator.into(), denominator.into()))
    }

    /// The fraction in lowest terms; the denominator is not 0.
    fn reduced(numerator: BigInt, denominator: BigInt) -> Rational {
        let common = common(&numerator, &denominator);
        let (numerator, denominator) = if denominator.is_negative() {
            (-numerator, -denominator)
        } else {
            (numerator, denominator)
        };
        if common.is_one() {
            return Rational(BigRational::new_raw(numerator, denominator));
        }
        let (numerator, denominator) = (numerator / &common, denominator / common);
        Rational(BigRational::new_raw(numerator, denominator))
    }

    /// ab/cd for two fractions a/c and b/d in lowest terms, whose common factors are those of a and
    /// d and of b and c: Knuth, The Art of Computer Programming 2, 4.5.1. The denominators are not
    /// 0 but may be negative.
    fn crossed(a: &BigInt, c: &BigInt, b: &BigInt, d: &BigInt) -> Rational {
        let part = |n: &BigInt, common: &BigInt| {
            if common.is_one() {
                n.clone()
            } else {
                n / common
            }
        };
        let (first, second) = (common(a, d), common(b, c));
        work::spend_product(a.bits(), b.bits());
        work::spend_product(c.bits(), d.bits());
        let top = part(a, &first) * part(b, &second);
        let bottom = part(c, &second) * part(d, &first);
        let negative = bottom.is_negative();
        Rational(if negative {
            BigRational::new_raw(-top, -bottom)
        } else {
            BigRational::new_raw(top, bottom)
        })
    }

    /// a/c + b/d, or with a minus, for two fractions in lowest terms.
    fn joined(&self, other: &Rational, minus: bool) -> Rational {
        let (a, c) = (self.numerator(), self.denominator());
        let (b, d) = (other.numerator(), other.denominator());
        let join = |x: BigInt, y: BigInt| if minus { x - y } else { x + y };
        if c.is_one() && d.is_one() {
            return Rational(BigRational::from_integer(join(a.clone(), b.clone())));
        }
        work::spend_product(a.bits(), d.bits());
        work::spend_product(b.bits(), c.bits());
        let common = common(c, d);
        if common.is_one() {
            return Rational(BigRational::new_raw(join(a * d, b * c), c * d));
        }
        // The sum over the least common denominator has only factors of `common` to lose.
        let (left, right) = (c / &common, d / &common);
        let top = join(a * &right, b * &left);
        let lost = self::common(&top, &common);
        Rational(BigRational::new_raw(top / &lost, left * (d / lost)))
    }

    /// Numerator and denominator where both are short enough for products of two of them to be
    /// added in 64 bits: nearly all numbers that a person types.
    pub fn short(&self) -> Option<(i64, i64)> {
        let part = |n: &BigInt| n.to_i64().filter(|n| n.unsigned_abs() < SHORT);
        Some((part(self.numerator())?, part(self.denominator())?))
    }

    /// 0.
    pub fn zero() -> Rational {
        Rational(BigRational::zero())
    }

    /// 1.
    pub fn one() -> Rational {
        Rational(BigRational::one())
    }

    /// The exact value of a double, or `None` where it is not finite.
    pub fn from_f64(x: f64) -> Option<Rational> {
        BigRational::from_float(x).map(Rational)
    }

    /// `numerator · 2^exponent`.
    pub fn dyadic(numerator: &BigInt, exponent: i64) -> Rational {
        // Twos are cancelled by counting them: a greatest common divisor costs time squared.
        let zeros = numerator.trailing_zeros().unwrap_or(0);
        let left = exponent.saturating_add_unsigned(zeros);
        if numerator.is_zero() {
            Rational::zero()
        } else if left >= 0 {
            Rational(BigRational::from_integer((numerator >> zeros) << left))
        } else {
            let denominator = BigInt::one() << left.unsigned_abs();
            Rational(BigRational::new_raw(numerator >> zeros, denominator))
        }
    }

    /// Reads digits with an optional point and exponent: `12`, `.5`, `5.`, `1.5e-9`, as exactly
    /// that decimal. `None` where the text is not of this form or its exponent is past
    /// [`MAX_DECIMAL_EXPONENT`].
    pub fn from_decimal(text: &str) -> Option<Rational> {
        let (digits, exponent) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], text[at + 1..].parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (digits, negative) = match digits.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (digits, false),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && part.is_empty() {
            return None;
        }
        let all: String = [whole, part].concat();
        if !all.bytes().all(|b| b.is_ascii_digit()) || all.len() as i64 > MAX_DECIMAL_EXPONENT {
            return None;
        }
        let exponent = exponent.checked_sub(part.len() as i64)?;
        if exponent.abs() > MAX_DECIMAL_EXPONENT {
            return None;
        }
        let mantissa = BigInt::parse_bytes(all.as_bytes(), 10)?;
        let mantissa = if negative { -mantissa } else { mantissa };
        Some(Rational::decimal(mantissa, exponent))
    }

    /// `mantissa · 10^exponent`, in lowest terms by counting twos and fives.
    fn decimal(mantissa: BigInt, exponent: i64) -> Rational {
        // The most fives that fit a word.
        const FIVES: u32 = 27;
        let power = exponent.unsigned_abs() as u32;
        if exponent >= 0 || mantissa.is_zero() {
            let scale = BigInt::from(10).pow(if mantissa.is_zero() { 0 } else { power });
            return Rational(BigRational::from_integer(mantissa * scale));
        }
        let twos = u64::from(power).min(mantissa.trailing_zeros().unwrap_or(0));
        let (mut mantissa, mut fives) = (mantissa >> twos, 0);
        for step in [FIVES, 1] {
            let divisor = BigInt::from(5u64.pow(step));
            while fives + step <= power && (&mantissa % &divisor).is_zero() {
                mantissa /= &divisor;
                fives += step;
            }
        }
        let bottom = BigInt::from(5).pow(power - fives) << (u64::from(power) - twos);
        Rational(BigRational::new_raw(mantissa, bottom))
    }

    /// The numerator, which carries the sign.
    pub fn numerator(&self) -> &BigInt {
        self.0.numer()
    }

    /// The denominator, 1 or more.
    pub fn denominator(&self) -> &BigInt {
        self.0.denom()
    }

    /// Is it 0?
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Is it 1?
    pub fn is_one(&self) -> bool {
        self.0.is_one()
    }

    /// Is it a whole number?
    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// Is it below 0?
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Its sign, as a comparison with 0.
    pub fn sign(&self) -> Ordering {
        match self.0.numer().sign() {
            Sign::Minus => Ordering::Less,
            Sign::NoSign => Ordering::Equal,
            Sign::Plus => Ordering::Greater,
        }
    }

    /// Its distance from 0.
    pub fn abs(&self) -> Rational {
        Rational(self.0.abs())
    }

    /// 1 divided by it, or `None` for 0.
    pub fn reciprocal(&self) -> Option<Rational> {
        (!self.is_zero()).then(|| Rational(self.0.recip()))
    }

    /// The quotient, or `None` where the divisor is 0.
    pub fn divide(&self, divisor: &Rational) -> Option<Rational> {
        match (self.short(), divisor.short()) {
            (_, Some((0, _))) => None,
            (Some((a, b)), Some((c, d))) => Some(Rational::ratio(a * d, b * c)),
            _ if divisor.is_zero() => None,
            _ => Some(Rational::crossed(
                self.numerator(),
                self.denominator(),
                divisor.denominator(),
                divisor.numerator(),
            )),
        }
    }

    /// The largest whole number not above it.
    pub fn floor(&self) -> BigInt {
        self.0.numer().div_floor(self.0.denom())
    }

    /// The value as a small whole number, or `None`.
    pub fn to_i64(&self) -> Option<i64> {
        if self.is_integer() {
            self.0.numer().to_i64()
        } else {
            None
        }
    }

    /// The nearest double; infinite where it is out of range.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// Bits of numerator and denominator together.
    pub fn bits(&self) -> u64 {
        self.0.numer().bits() + self.0.denom().bits()
    }

    /// The largest whole number that divides both, which are whole; never negative.
    pub fn common_divisor(&self, other: &Rational) -> Rational {
        common(self.numerator(), other.numerator()).into()
    }

    /// The power with a whole exponent, or `None` where it would pass [`MAX_BITS`] or is `0^-n`.
    /// `0^0` is 1, as the empty product.
    pub fn power(&self, exponent: i64) -> Option<Rational> {
        match exponent {
            // What is there already is not too long.
            1 => return Some(self.clone()),
            -1 => return self.reciprocal(),
            _ if exponent < 0 && self.is_zero() => return None,
            _ => {}
        }
        if self.abs().is_one() || self.is_zero() {
            let odd = exponent % 2 != 0;
            return Some(if exponent == 0 || (self.is_negative() && !odd) {
                Rational::one()
            } else {
                self.clone()
            });
        }
        let largest = self.0.numer().bits().max(self.0.denom().bits());
        if exponent.unsigned_abs().saturating_mul(largest) > MAX_BITS {
            return None;
        }
        Some(Rational(self.0.pow(exponent as i32)))
    }

    /// The exact real `degree`th root where it is rational, else `None`. For odd degrees the root
    /// of a negative number is negative.
    pub fn root(&self, degree: u32) -> Option<Rational> {
        if degree == 0 || (self.is_negative() && degree.is_multiple_of(2)) {
            return None;
        }
        // A root of high degree of a number that is no power is far from whole: one bit decides.
        let exact = |n: &BigInt| {
            let root = n.nth_root(degree);
            (num_traits::pow::Pow::pow(&root, degree) == *n).then_some(root)
        };
        if u64::from(degree) > self.0.numer().bits().max(self.0.denom().bits())
            && !self.abs().is_one()
            && !self.is_zero()
        {
            return None;
        }
        Rational::new(exact(self.0.numer())?, exact(self.0.denom())?)
    }
}

/// The largest number that divides both.
fn common(a: &BigInt, b: &BigInt) -> BigInt {
    // Long numbers are gone through once for 30 bits, with four products by a word.
    work::spend(a.bits().min(b.bits()) * a.bits().max(b.bits()) / 512);
    gcd(a.magnitude(), b.magnitude()).into()
}

// The comparisons of `BigRational` go down the continued fraction, one call per step: numbers of
// 100,000 digits end the stack. Lowest terms are equal only where both parts are.
impl PartialEq for Rational {
    fn eq(&self, other: &Rational) -> bool {
        self.numerator() == other.numerator() && self.denominator() == other.denominator()
    }
}

impl Eq for Rational {}

impl Hash for Rational {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.numerator(), self.denominator()).hash(state);
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Rational) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Rational) -> Ordering {
        if let (Some((a, b)), Some((c, d))) = (self.short(), other.short()) {
            return (a * d).cmp(&(c * b));
        }
        let by_sign = self.sign().cmp(&other.sign());
        by_sign.then_with(|| {
            let left = self.numerator() * other.denominator();
            left.cmp(&(other.numerator() * self.denominator()))
        })
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $short:expr, $long:expr) => {
        impl $trait<&Rational> for &Rational {
            type Output = Rational;
            fn $method(self, other: &Rational) -> Rational {
                match (self.short(), other.short()) {
                    (Some(a), Some(b)) => $short(a, b),
                    _ => $long(self, other),
                }
            }
        }
        impl $trait for Rational {
            type Output = Rational;
            fn $method(self, other: Rational) -> Rational {
                (&self).$method(&other)
            }
        }
    };
}
operator!(
    Add,
    add,
    |(a, b): (i64, i64), (c, d): (i64, i64)| { Rational::ratio(a * d + c * b, b * d) },
    |a: &Rational, b: &Rational| a.joined(b, false)
);
operator!(
    Sub,
    sub,
    |(a, b): (i64, i64), (c, d): (i64, i64)| { Rational::ratio(a * d - c * b, b * d) },
    |a: &Rational, b: &Rational| a.joined(b, true)
);
operator!(
    Mul,
    mul,
    |(a, b): (i64, i64), (c, d): (i64, i64)| { Rational::ratio(a * c, b * d) },
    |a: &Rational, b: &Rational| Rational::crossed(
        a.numerator(),
        a.denominator(),
        b.numerator(),
        b.denominator(),
    )
);

impl Neg for Rational {
    type Output = Rational;
    fn neg(self) -> Rational {
        Rational(-self.0)
    }
}

impl Neg for &Rational {
    type Output = Rational;
    fn neg(self) -> Rational {
        Rational(-self.0.clone())
    }
}

impl Div<i64> for Rational {
    type Output = Rational;
    /// Divides by a whole number that the source names, which is not 0.
    fn div(self, divisor: i64) -> Rational {
        let divisor = Rational::integer(divisor);
        self.divide(&divisor).expect("the source names no 0")
    }
}

impl From<BigInt> for Rational {
    fn from(n: BigInt) -> Rational {
        Rational::new(n, 1.into()).expect("1 is not 0")
    }
}

impl From<i64> for Rational {
    fn from(n: i64) -> Rational {
        Rational::integer(n)
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both routes of every operation, with parts on either side of where they part.
    #[test]
    fn short_and_long_fractions_are_one_arithmetic() {
        let limit = SHORT as i64;
        let parts = [
            0,
            1,
            -1,
            2,
            3,
            -6,
            10,
            limit - 1,
            1 - limit,
            limit,
            limit + 1,
            -limit,
        ];
        let mut numbers = Vec::new();
        for p in parts {
            for q in parts.into_iter().filter(|q| *q != 0) {
                let long = BigRational::new(p.into(), q.into());
                assert_eq!(Rational::ratio(p, q).0, long, "{p}/{q}");
                numbers.push(Rational(long));
            }
        }
        for a in &numbers {
            for b in &numbers {
                assert_eq!((a + b).0, &a.0 + &b.0);
                assert_eq!((a - b).0, &a.0 - &b.0);
                assert_eq!((a * b).0, &a.0 * &b.0);
                assert_eq!(a.cmp(b), a.0.cmp(&b.0));
                match a.divide(b) {
                    Some(quotient) => assert_eq!(quotient.0, &a.0 / &b.0),
                    None => assert!(b.is_zero()),
                }
            }
        }
        for extreme in [i64::MIN, i64::MAX] {
            let long = BigRational::new(extreme.into(), extreme.into());
            assert_eq!(Rational::ratio(extreme, extreme).0, long);
        }
    }

    #[test]
    fn long_fractions_are_powers_of_themselves() {
        let long = Rational::from(BigInt::one() << (2 * MAX_BITS));
        assert_eq!(long.power(1), Some(long.clone()));
        assert_eq!(long.power(-1), long.reciprocal());
        assert_eq!(long.power(2), None);
        assert_eq!(Rational::zero().power(-1), None);
    }

    #[test]
    fn decimals_are_in_lowest_terms() {
        let ends = ["", "0", "25", "5000", &"0".repeat(60), "1", "6"];
        for (mantissa, exponent) in ends.iter().flat_map(|end| {
            let text = format!("9765625{end}");
            (-70..5).map(move |exponent| (text.clone(), exponent))
        }) {
            let whole = BigInt::parse_bytes(mantissa.as_bytes(), 10).expect("digits");
            let power = |n: i64| BigInt::from(10).pow(n.max(0) as u32);
            let slow = BigRational::new(whole * power(exponent), power(-exponent));
            let text = format!("{mantissa}e{exponent}");
            assert_eq!(
                Rational::from_decimal(&text),
                Some(Rational(slow)),
                "{text}"
            );
        }
        assert_eq!(Rational::from_decimal("0e-5"), Some(Rational::zero()));
    }

    #[test]
    fn long_fractions_compare() {
        let power = |n: u32| num_traits::pow::Pow::pow(BigInt::from(3), n);
        let x = Rational::new(power(200_000), BigInt::one() << 310_000).expect("no zero");
        let y = Rational::new(power(200_000) + 1, BigInt::one() << 310_000).expect("no zero");
        assert!(x == x.clone() && x != y && x < y && -y < -x.clone());
        let small = [(1, 3), (-1, 3), (0, 1), (2, 3), (-5, 1), (2, 6)];
        for (a, b) in small {
            for (c, d) in small {
                let expected = (a * d).cmp(&(c * b));
                assert_eq!(Rational::ratio(a, b).cmp(&Rational::ratio(c, d)), expected);
                let same = Rational::ratio(a, b) == Rational::ratio(c, d);
                assert_eq!(same, expected == Ordering::Equal);
            }
        }
    }

    #[test]
    fn dyadics_are_in_lowest_terms() {
        for numerator in [0i64, 1, 6, -40, 1 << 40] {
            for exponent in [-70, -3, -1, 0, 5] {
                let slow = if exponent < 0 {
                    Rational::new(numerator.into(), BigInt::one() << -exponent)
                } else {
                    Rational::new(BigInt::from(numerator) << exponent, BigInt::one())
                };
                assert_eq!(
                    Some(Rational::dyadic(&numerator.into(), exponent.into())),
                    slow
                );
            }
        }
    }
}
