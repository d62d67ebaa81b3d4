//! Values that are known without rounding: rationals, multiples of π, and powers of e.

use crate::number::rational::Rational;
use crate::number::{double, factorial};
use num_bigint::BigInt;
use std::cmp::Ordering;

/// A value known without rounding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exact {
    /// A rational number.
    Rational(Rational),
    /// A rational multiple of π, not 0.
    Pi(Rational),
    /// e to a rational power, not 0.
    Exp(Rational),
}

use Exact::{Exp, Pi, Rational as Q};

impl From<Rational> for Exact {
    fn from(n: Rational) -> Exact {
        Q(n)
    }
}

fn integer(n: i64) -> Exact {
    Q(Rational::integer(n))
}

fn pi(multiple: Rational) -> Exact {
    if multiple.is_zero() {
        Q(multiple)
    } else {
        Pi(multiple)
    }
}

fn power_of_e(exponent: Rational) -> Exact {
    if exponent.is_zero() {
        integer(1)
    } else {
        Exp(exponent)
    }
}

impl Exact {
    /// The rational number that it is, if it is one.
    pub fn rational(&self) -> Option<&Rational> {
        match self {
            Q(n) => Some(n),
            _ => None,
        }
    }

    /// Its sign, as a comparison with 0.
    pub fn sign(&self) -> Ordering {
        match self {
            Q(n) | Pi(n) => n.sign(),
            Exp(_) => Ordering::Greater,
        }
    }

    /// Is it 0?
    pub fn is_zero(&self) -> bool {
        matches!(self, Q(n) if n.is_zero())
    }

    /// `-a`, where that has the same form.
    pub fn negative(&self) -> Option<Exact> {
        match self {
            Q(n) => Some(Q(-n)),
            Pi(n) => Some(Pi(-n)),
            Exp(_) => None,
        }
    }

    /// `a + b`, where that has one of the forms.
    pub fn sum(&self, other: &Exact) -> Option<Exact> {
        match (self, other) {
            (Q(a), Q(b)) => within(a + b),
            (Pi(a), Pi(b)) => Some(pi(a + b)),
            (Q(zero), any) | (any, Q(zero)) if zero.is_zero() => Some(any.clone()),
            _ => None,
        }
    }

    /// `a * b`, where that has one of the forms.
    pub fn product(&self, other: &Exact) -> Option<Exact> {
        match (self, other) {
            (Q(a), Q(b)) => within(a * b),
            (Pi(a), Q(b)) | (Q(a), Pi(b)) => Some(pi(a * b)),
            (Exp(a), Exp(b)) => Some(power_of_e(a + b)),
            (Q(n), any) | (any, Q(n)) if n.is_one() => Some(any.clone()),
            (Q(n), _) | (_, Q(n)) if n.is_zero() => Some(integer(0)),
            _ => None,
        }
    }

    /// `a / b` for b ≠ 0, where that has one of the forms.
    pub fn quotient(&self, other: &Exact) -> Option<Exact> {
        match (self, other) {
            (Q(a), Q(b)) => within(a.divide(b)?),
            (Pi(a), Q(b)) => Some(Pi(a.divide(b)?)),
            (Pi(a), Pi(b)) => Some(Q(a.divide(b)?)),
            (Exp(a), Exp(b)) => Some(power_of_e(a - b)),
            (any, Q(n)) if n.is_one() => Some(any.clone()),
            (Q(n), _) if n.is_zero() => Some(integer(0)),
            _ => None,
        }
    }

    /// `a ^ b` where it is defined as a real number and has one of the forms.
    ///
    /// For a rational exponent with odd denominator the root of a negative number is real.
    pub fn power(&self, exponent: &Exact) -> Option<Exact> {
        let exponent = exponent.rational()?;
        match self {
            Exp(a) => Some(power_of_e(a * exponent)),
            Pi(_) if exponent.is_zero() => Some(integer(1)),
            Pi(_) if exponent.is_one() => Some(self.clone()),
            Pi(_) => None,
            Q(a) => {
                let degree = small(&exponent.denominator()).and_then(|q| u32::try_from(q).ok())?;
                let root = if degree == 1 {
                    a.clone()
                } else {
                    a.root(degree)?
                };
                root.power(small(&exponent.numerator())?).map(Q)
            }
        }
    }
}

fn small(n: &BigInt) -> Option<i64> {
    i64::try_from(n).ok()
}

fn within(n: Rational) -> Option<Exact> {
    (n.bits() <= super::rational::MAX_BITS).then_some(Q(n))
}

/// `f(0)` for a function whose only exact value is there; other arguments give `None`.
fn at_zero(x: &Exact, value: i64) -> Option<Exact> {
    x.is_zero().then(|| integer(value))
}

/// `x` modulo `period`, in `[0, period)`.
fn modulo(x: &Rational, period: i64) -> Rational {
    let turns = (x.clone() / period).floor();
    let turns = Rational::new(turns, BigInt::from(1)).expect("1 is not 0");
    x - &(&turns * &Rational::integer(period))
}

/// `exp`
pub fn exp(x: &Exact) -> Option<Exact> {
    x.rational().map(|n| power_of_e(n.clone()))
}

/// `ln`
pub fn ln(x: &Exact) -> Option<Exact> {
    match x {
        Exp(n) => Some(Q(n.clone())),
        Q(n) if n.is_one() => Some(integer(0)),
        _ => None,
    }
}

/// The logarithm to a whole base, where it is whole.
pub fn log_to(x: &Exact, base: i64) -> Option<Exact> {
    let n = x.rational()?;
    let (value, sign) = if n.is_integer() {
        (n.clone(), 1)
    } else {
        (n.reciprocal()?, -1)
    };
    if !value.is_integer() || value.sign() != Ordering::Greater {
        return None;
    }
    let guess = ((value.bits() - 1) as f64 / double::log2(base as f64)).round() as i64;
    (guess - 1..=guess + 1)
        .find(|&k| k >= 0 && Rational::integer(base).power(k).as_ref() == Some(&value))
        .map(|k| integer(sign * k))
}

/// The logarithm of `x` to `base`, where both are powers of one rational number.
pub fn log(x: &Exact, base: &Exact) -> Option<Exact> {
    match (x, base) {
        (Exp(a), Exp(b)) => Some(Q(a.divide(b)?)),
        (Q(a), _) if a.is_one() => Some(integer(0)),
        (Q(_), Q(b)) if b.is_integer() => log_to(x, b.to_i64().filter(|&b| b > 1)?),
        _ => None,
    }
}

/// The real `degree`th root.
pub fn root(x: &Exact, degree: u32) -> Option<Exact> {
    match x {
        Q(n) => n.root(degree).map(Q),
        Exp(n) => Some(Exp(n.clone() / i64::from(degree))),
        Pi(_) => None,
    }
}

/// `sin` at multiples of π/6 and π/2.
pub fn sin(x: &Exact) -> Option<Exact> {
    match x {
        Q(_) => at_zero(x, 0),
        Pi(n) => {
            let sixths = &modulo(n, 2) * &Rational::integer(6);
            Some(match sixths.to_i64()? {
                0 | 6 => integer(0),
                1 | 5 => Q(Rational::ratio(1, 2)),
                3 => integer(1),
                7 | 11 => Q(Rational::ratio(-1, 2)),
                9 => integer(-1),
                _ => return None,
            })
        }
        Exp(_) => None,
    }
}

/// `cos` at multiples of π/3 and π/2.
pub fn cos(x: &Exact) -> Option<Exact> {
    match x {
        Q(_) => at_zero(x, 1),
        Pi(n) => sin(&pi(n + &Rational::ratio(1, 2))),
        Exp(_) => None,
    }
}

/// `tan` at multiples of π/4 where it is defined.
pub fn tan(x: &Exact) -> Option<Exact> {
    match x {
        Q(_) => at_zero(x, 0),
        Pi(n) => match (&modulo(n, 1) * &Rational::integer(4)).to_i64()? {
            0 => Some(integer(0)),
            1 => Some(integer(1)),
            3 => Some(integer(-1)),
            _ => None,
        },
        Exp(_) => None,
    }
}

/// `cot` at multiples of π/4 where it is defined.
pub fn cot(x: &Exact) -> Option<Exact> {
    match x {
        Pi(n) => tan(&pi(&Rational::ratio(1, 2) - n)),
        _ => None,
    }
}

/// 1 divided by the value of another function, where that is not 0.
pub fn reciprocal(x: Option<Exact>) -> Option<Exact> {
    let x = x?;
    if x.is_zero() {
        None
    } else {
        integer(1).quotient(&x)
    }
}

/// `asin` where it is a multiple of π.
pub fn asin(x: &Exact) -> Option<Exact> {
    let twice = x.rational()? * &Rational::integer(2);
    Some(match twice.to_i64()? {
        -2 => Pi(Rational::ratio(-1, 2)),
        -1 => Pi(Rational::ratio(-1, 6)),
        0 => integer(0),
        1 => Pi(Rational::ratio(1, 6)),
        2 => Pi(Rational::ratio(1, 2)),
        _ => return None,
    })
}

/// `acos` where it is a multiple of π.
pub fn acos(x: &Exact) -> Option<Exact> {
    Pi(Rational::ratio(1, 2)).sum(&asin(x)?.negative()?)
}

/// `atan` where it is a multiple of π.
pub fn atan(x: &Exact) -> Option<Exact> {
    match x.rational()?.to_i64()? {
        n @ (-1 | 1) => Some(Pi(Rational::ratio(n, 4))),
        0 => Some(integer(0)),
        _ => None,
    }
}

/// `acot` where it is a multiple of π.
pub fn acot(x: &Exact) -> Option<Exact> {
    Pi(Rational::ratio(1, 2)).sum(&atan(x)?.negative()?)
}

/// The angle of the point (x, y) on the axes and diagonals.
pub fn atan2(y: &Exact, x: &Exact) -> Option<Exact> {
    let (y, x) = (y.rational()?, x.rational()?);
    let eighths = match (y.sign(), x.sign()) {
        (Ordering::Equal, Ordering::Greater) => 0,
        (Ordering::Greater, Ordering::Equal) => 2,
        (Ordering::Equal, Ordering::Less) => 4,
        (Ordering::Less, Ordering::Equal) => -2,
        (Ordering::Equal, Ordering::Equal) => return None,
        (up, right) if y.abs() == x.abs() => {
            (if right == Ordering::Greater { 1 } else { 3 })
                * (if up == Ordering::Greater { 1 } else { -1 })
        }
        _ => return None,
    };
    Some(pi(Rational::ratio(eighths, 4)))
}

/// The value 0 at 0.
pub fn odd(x: &Exact) -> Option<Exact> {
    at_zero(x, 0)
}

/// The value 1 at 0.
pub fn one_at_zero(x: &Exact) -> Option<Exact> {
    at_zero(x, 1)
}

/// The value 0 at 1.
pub fn zero_at_one(x: &Exact) -> Option<Exact> {
    (x.rational()?.is_one()).then(|| integer(0))
}

/// `abs`
pub fn abs(x: &Exact) -> Option<Exact> {
    if x.sign() == Ordering::Less {
        x.negative()
    } else {
        Some(x.clone())
    }
}

/// `sign`
pub fn sign(x: &Exact) -> Option<Exact> {
    Some(integer(match x.sign() {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    }))
}

/// `floor` of a rational.
pub fn floor(x: &Exact) -> Option<Exact> {
    Rational::new(x.rational()?.floor(), BigInt::from(1)).map(Q)
}

/// `ceil` of a rational.
pub fn ceil(x: &Exact) -> Option<Exact> {
    floor(&x.negative()?)?.negative()
}

/// The nearest whole number of a rational; a half goes to the even one.
pub fn round(x: &Exact) -> Option<Exact> {
    let n = x.rational()?;
    let shifted = n + &Rational::ratio(1, 2);
    let below = shifted.floor();
    let tie = shifted.is_integer() && below.bit(0);
    Rational::new(if tie { below - 1 } else { below }, BigInt::from(1)).map(Q)
}

/// The whole number next to a rational towards 0.
pub fn trunc(x: &Exact) -> Option<Exact> {
    if x.sign() == Ordering::Less {
        ceil(x)
    } else {
        floor(x)
    }
}

/// 0 below 0, 1/2 at 0, and 1 above.
pub fn heaviside(x: &Exact) -> Option<Exact> {
    sign(x)?
        .sum(&integer(1))?
        .product(&Q(Rational::ratio(1, 2)))
}

/// `max(x, 0)`
pub fn relu(x: &Exact) -> Option<Exact> {
    Some(if x.sign() == Ordering::Less {
        integer(0)
    } else {
        x.clone()
    })
}

/// `logistic` at 0.
pub fn logistic(x: &Exact) -> Option<Exact> {
    x.is_zero().then(|| Q(Rational::ratio(1, 2)))
}

/// `logit` at 1/2.
pub fn logit(x: &Exact) -> Option<Exact> {
    (x.rational()? == &Rational::ratio(1, 2)).then(|| integer(0))
}

/// `sinc` at 0 and at the multiples of π.
pub fn sinc(x: &Exact) -> Option<Exact> {
    if x.is_zero() {
        return Some(integer(1));
    }
    sin(x).filter(Exact::is_zero)
}

/// `lambertw` at 0 and e.
pub fn lambertw(x: &Exact) -> Option<Exact> {
    match x {
        Exp(n) if n.is_one() => Some(integer(1)),
        _ => at_zero(x, 0),
    }
}

/// `lgamma` at 1 and 2.
pub fn lgamma(x: &Exact) -> Option<Exact> {
    matches!(x.rational()?.to_i64()?, 1 | 2).then(|| integer(0))
}

/// `min` of two rationals.
pub fn min(a: &Exact, b: &Exact) -> Option<Exact> {
    Some(Q(a.rational()?.min(b.rational()?).clone()))
}

/// `max` of two rationals.
pub fn max(a: &Exact, b: &Exact) -> Option<Exact> {
    Some(Q(a.rational()?.max(b.rational()?).clone()))
}

/// `hypot` where it is rational.
pub fn hypot(a: &Exact, b: &Exact) -> Option<Exact> {
    let (a, b) = (a.rational()?, b.rational()?);
    root(&within(&(a * a) + &(b * b))?, 2)
}

/// `gamma` at whole numbers, `gamma(n + 1)` being `n!`, up to 5,910! with the most bits that an
/// exact number may have.
pub fn gamma(x: &Exact) -> Option<Exact> {
    let n = x.rational()?.to_i64()?.checked_sub(1)?;
    let n = u64::try_from(n).ok()?;
    if factorial::bits(n) > super::rational::MAX_BITS {
        return None;
    }
    Rational::new(factorial::factorial(n).into(), BigInt::from(1)).map(Q)
}

#[cfg(test)]
mod tests;
