//! Exact rational numbers: what a person typed is what is computed with.

mod arithmetic;
#[cfg(test)]
mod tests;

use crate::number::digits::digits_of;
use crate::number::divisor::gcd;
use crate::number::work;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// Most bits of numerator and denominator together; beyond it a value becomes a ball.
///
/// 2^16 bits hold every decimal of 19,000 digits and cost microseconds; growing further is how an
/// innocent `x^x^x` eats memory.
pub const MAX_BITS: u64 = 1 << 16;

/// Largest power of ten a literal may reach in either direction, so that it fits [`MAX_BITS`].
pub const MAX_DECIMAL_EXPONENT: i64 = 19_000;

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Rational(Parts);

/// Numerator and denominator: nearly all numbers that a person types are short ones, which need no
/// memory of their own.
#[derive(Clone)]
enum Parts {
    /// Both below 2^31 in size, so that products of two of them can be added in 64 bits.
    Short(i32, i32),
    /// Any other fraction.
    Long(Box<BigRational>),
}

impl Rational {
    /// The fraction `numerator / denominator`, or `None` where the denominator is 0.
    pub fn new(numerator: BigInt, denominator: BigInt) -> Option<Rational> {
        (!denominator.is_zero()).then(|| Rational::reduced(numerator, denominator))
    }

    /// The whole number `n`.
    pub fn integer(n: i64) -> Rational {
        Rational::lowest(n, 1)
    }

    /// The fraction `numerator / denominator` of small numbers; `denominator` is not 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Rational {
        assert!(
            denominator != 0,
            "a fraction written in the source has a denominator"
        );
        if denominator == i64::MIN || numerator == i64::MIN {
            return Rational::settled(BigRational::new(numerator.into(), denominator.into()));
        }
        if denominator == 1 {
            return Rational::lowest(numerator, 1);
        }
        let common = numerator.gcd(&denominator) * denominator.signum();
        Rational::lowest(numerator / common, denominator / common)
    }

    /// A fraction that is in lowest terms, with a positive denominator.
    fn lowest(numerator: i64, denominator: i64) -> Rational {
        let part = |n: i64| i32::try_from(n).ok().filter(|n| *n != i32::MIN);
        match (part(numerator), part(denominator)) {
            (Some(n), Some(d)) => Rational(Parts::Short(n, d)),
            _ => Rational(Parts::Long(Box::new(BigRational::new_raw(
                numerator.into(),
                denominator.into(),
            )))),
        }
    }

    /// A fraction in lowest terms in the one form that it has.
    fn settled(fraction: BigRational) -> Rational {
        match (fraction.numer().to_i64(), fraction.denom().to_i64()) {
            (Some(n), Some(d)) => Rational::lowest(n, d),
            _ => Rational(Parts::Long(Box::new(fraction))),
        }
    }

    /// The same of its parts.
    fn of_parts(numerator: BigInt, denominator: BigInt) -> Rational {
        Rational::settled(BigRational::new_raw(numerator, denominator))
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
            return Rational::of_parts(numerator, denominator);
        }
        Rational::of_parts(numerator / &common, denominator / common)
    }

    /// How many decimals it has after the point, at most so many; `None` where it has more.
    pub fn decimal_places(&self, most: u64) -> Option<u64> {
        if let Parts::Short(_, below) = self.0 {
            let twos = below.trailing_zeros();
            let (mut rest, mut fives) = (below >> twos, 0);
            while rest % 5 == 0 {
                rest /= 5;
                fives += 1;
            }
            let places = u64::from(twos.max(fives));
            return (rest == 1 && places <= most).then_some(places);
        }
        let mut rest = self.denominator().into_owned();
        let twos = rest.trailing_zeros().unwrap_or(0);
        rest >>= twos;
        let (five, mut fives) = (BigInt::from(5), 0);
        while twos.max(fives) <= most && (&rest % &five).is_zero() {
            rest /= &five;
            fives += 1;
        }
        let places = twos.max(fives);
        (rest.is_one() && places <= most).then_some(places)
    }

    /// Numerator and denominator where both are short enough for products of two of them to be
    /// added in 64 bits: nearly all numbers that a person types.
    pub fn short(&self) -> Option<(i64, i64)> {
        match self.0 {
            Parts::Short(n, d) => Some((n.into(), d.into())),
            Parts::Long(_) => None,
        }
    }

    /// 0.
    pub const fn zero() -> Rational {
        Rational(Parts::Short(0, 1))
    }

    /// 1.
    pub const fn one() -> Rational {
        Rational(Parts::Short(1, 1))
    }

    /// The exact value of a double, or `None` where it is not finite.
    pub fn from_f64(x: f64) -> Option<Rational> {
        BigRational::from_float(x).map(Rational::settled)
    }

    /// `numerator · 2^exponent`.
    pub fn dyadic(numerator: &BigInt, exponent: i64) -> Rational {
        // Twos are cancelled by counting them: a greatest common divisor costs time squared.
        let zeros = numerator.trailing_zeros().unwrap_or(0);
        let left = exponent.saturating_add_unsigned(zeros);
        if numerator.is_zero() {
            Rational::zero()
        } else if left >= 0 {
            Rational::of_parts((numerator >> zeros) << left, BigInt::one())
        } else {
            let denominator = BigInt::one() << left.unsigned_abs();
            Rational::of_parts(numerator >> zeros, denominator)
        }
    }

    /// Reads digits with an optional point and exponent: `12`, `.5`, `5.`, `1.5e-9`, as exactly
    /// that decimal. `None` where the text is not of this form or its exponent is past
    /// [`MAX_DECIMAL_EXPONENT`].
    pub fn from_decimal(text: &str) -> Option<Rational> {
        /// Digits of a whole number that a word holds.
        const SHORT: usize = 18;
        if text.len() <= SHORT && text.bytes().all(|b| b.is_ascii_digit()) {
            return text.parse().ok().map(Rational::integer);
        }
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
            return Rational::of_parts(mantissa * scale, BigInt::one());
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
        Rational::of_parts(mantissa, bottom)
    }

    /// The numerator, which carries the sign.
    pub fn numerator(&self) -> Cow<'_, BigInt> {
        match &self.0 {
            Parts::Short(n, _) => Cow::Owned((*n).into()),
            Parts::Long(long) => Cow::Borrowed(long.numer()),
        }
    }

    /// The denominator, 1 or more.
    pub fn denominator(&self) -> Cow<'_, BigInt> {
        match &self.0 {
            Parts::Short(_, d) => Cow::Owned((*d).into()),
            Parts::Long(long) => Cow::Borrowed(long.denom()),
        }
    }

    /// The numerator and the denominator as numbers themselves.
    pub fn split(&self) -> (Rational, Rational) {
        match &self.0 {
            Parts::Short(n, d) => (Rational(Parts::Short(*n, 1)), Rational(Parts::Short(*d, 1))),
            Parts::Long(long) => {
                let part = |n: &BigInt| Rational::of_parts(n.clone(), BigInt::one());
                (part(long.numer()), part(long.denom()))
            }
        }
    }

    /// Is it an even whole number?
    pub fn is_even(&self) -> bool {
        self.is_integer() && !self.is_odd_above()
    }

    /// Is the numerator odd?
    pub fn is_odd_above(&self) -> bool {
        match &self.0 {
            Parts::Short(n, _) => n & 1 == 1,
            Parts::Long(long) => long.numer().bit(0),
        }
    }

    /// Is the denominator odd?
    pub fn is_odd_below(&self) -> bool {
        match &self.0 {
            Parts::Short(_, d) => d & 1 == 1,
            Parts::Long(long) => long.denom().bit(0),
        }
    }

    /// Is it 0?
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Parts::Short(0, _))
    }

    /// Is it 1?
    pub fn is_one(&self) -> bool {
        matches!(self.0, Parts::Short(1, 1))
    }

    /// Is it a whole number?
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Parts::Short(_, d) => *d == 1,
            Parts::Long(long) => long.is_integer(),
        }
    }

    /// Is it below 0?
    pub fn is_negative(&self) -> bool {
        self.sign().is_lt()
    }

    /// Its sign, as a comparison with 0.
    pub fn sign(&self) -> Ordering {
        match &self.0 {
            Parts::Short(n, _) => n.cmp(&0),
            Parts::Long(long) => match long.numer().sign() {
                Sign::Minus => Ordering::Less,
                Sign::NoSign => Ordering::Equal,
                Sign::Plus => Ordering::Greater,
            },
        }
    }

    /// Its distance from 0.
    pub fn abs(&self) -> Rational {
        match &self.0 {
            Parts::Short(n, d) => Rational(Parts::Short(n.abs(), *d)),
            Parts::Long(long) => Rational(Parts::Long(Box::new(long.abs()))),
        }
    }

    /// 1 divided by it, or `None` for 0.
    pub fn reciprocal(&self) -> Option<Rational> {
        match &self.0 {
            Parts::Short(0, _) => None,
            Parts::Short(n, d) => Some(Rational(Parts::Short(d * n.signum(), n.abs()))),
            Parts::Long(long) => Some(Rational(Parts::Long(Box::new(long.recip())))),
        }
    }

    /// The quotient, or `None` where the divisor is 0.
    pub fn divide(&self, divisor: &Rational) -> Option<Rational> {
        match (self.short(), divisor.short()) {
            (_, Some((0, _))) => None,
            (Some((a, b)), Some((c, d))) => Some(Rational::ratio(a * d, b * c)),
            _ if divisor.is_zero() => None,
            _ => Some(crossed(
                &self.numerator(),
                &self.denominator(),
                &divisor.denominator(),
                &divisor.numerator(),
            )),
        }
    }

    /// The largest whole number not above it.
    pub fn floor(&self) -> BigInt {
        match &self.0 {
            Parts::Short(n, d) => n.div_euclid(*d).into(),
            Parts::Long(long) => long.numer().div_floor(long.denom()),
        }
    }

    /// The value as a small whole number, or `None`.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Parts::Short(n, d) => (*d == 1).then_some((*n).into()),
            Parts::Long(long) if long.is_integer() => long.numer().to_i64(),
            Parts::Long(_) => None,
        }
    }

    /// Numerator and denominator where both are short.
    pub(crate) fn short_parts(&self) -> Option<(i32, i32)> {
        match self.0 {
            Parts::Short(n, d) => Some((n, d)),
            Parts::Long(_) => None,
        }
    }

    /// The nearest double; infinite where it is out of range.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Parts::Short(n, d) => f64::from(*n) / f64::from(*d),
            Parts::Long(long) => long.to_f64().unwrap_or(f64::NAN),
        }
    }

    /// Bits of numerator and denominator together.
    pub fn bits(&self) -> u64 {
        let (above, below) = self.part_bits();
        above + below
    }

    /// Bits of the numerator, and of the denominator.
    pub fn part_bits(&self) -> (u64, u64) {
        let length = |n: i32| u64::from(u32::BITS - n.unsigned_abs().leading_zeros());
        match &self.0 {
            Parts::Short(n, d) => (length(*n), length(*d)),
            Parts::Long(long) => (long.numer().bits(), long.denom().bits()),
        }
    }

    /// The largest whole number that divides both, which are whole; never negative.
    pub fn common_divisor(&self, other: &Rational) -> Rational {
        match (self.short(), other.short()) {
            (Some((a, _)), Some((b, _))) => Rational::integer(a.gcd(&b)),
            _ => common(&self.numerator(), &other.numerator()).into(),
        }
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
        let (above, below) = self.part_bits();
        let largest = above.max(below);
        if exponent.unsigned_abs().saturating_mul(largest) > MAX_BITS {
            return None;
        }
        let times = exponent.unsigned_abs() as u32;
        let Some((n, d)) = self.short() else {
            let long = BigRational::new_raw(
                self.numerator().into_owned(),
                self.denominator().into_owned(),
            );
            return Some(Rational::settled(long.pow(exponent as i32)));
        };
        let (n, d) = match exponent < 0 {
            true => (d * n.signum(), n.abs()),
            false => (n, d),
        };
        Some(match (n.checked_pow(times), d.checked_pow(times)) {
            (Some(n), Some(d)) => Rational::lowest(n, d),
            _ => Rational::of_parts(BigInt::from(n).pow(times), BigInt::from(d).pow(times)),
        })
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
        let (above, below) = self.part_bits();
        if u64::from(degree) > above.max(below) && !self.abs().is_one() && !self.is_zero() {
            return None;
        }
        Rational::new(exact(&self.numerator())?, exact(&self.denominator())?)
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Parts::Short(n, 1) => n.fmt(out),
            Parts::Short(n, d) => write!(out, "{n}/{d}"),
            Parts::Long(long) => {
                let (top, bottom) = (long.numer(), long.denom());
                let mut text = digits_of(top.magnitude());
                if !bottom.is_one() {
                    text.push('/');
                    text.push_str(&digits_of(bottom.magnitude()));
                }
                out.pad_integral(!top.is_negative(), "", &text)
            }
        }
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// Work of going through two numbers once for their largest common divisor, beside that for their length.
const ONCE: u64 = 250;

/// The largest number that divides both.
fn common(a: &BigInt, b: &BigInt) -> BigInt {
    // Long numbers are gone through once for 30 bits, with four products by a word, and some more that
    // takes its time however short they are.
    let (long, short) = (a.bits().max(b.bits()), a.bits().min(b.bits()));
    work::spend(short / 30 * (ONCE + long / 16));
    gcd(a.magnitude(), b.magnitude()).into()
}

/// ab/cd for two fractions a/c and b/d in lowest terms, whose common factors are those of a and d and
/// of b and c: Knuth, The Art of Computer Programming 2, 4.5.1. The denominators are not 0 but may be
/// negative.
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
    match bottom.is_negative() {
        true => Rational::of_parts(-top, -bottom),
        false => Rational::of_parts(top, bottom),
    }
}
