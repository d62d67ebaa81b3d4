//! A number of a walk: exact, enclosed, or a double.

use crate::calculus::value::Value;
use crate::number::ball::Ball;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Bits of the middle of an enclosure as a fraction.
const MIDDLE_BITS: u64 = 160;

/// Bits to which values of the walk are subtracted and shown: some 700 digits.
const SHOWN_BITS: u64 = 2_560;

/// A number of the walk.
#[derive(Clone, Debug)]
pub enum WalkNumber {
    /// Exact or enclosed.
    Certain(Value),
    /// Computed in doubles, with the rounding of all steps before it.
    Rough(f64),
}

impl WalkNumber {
    /// Exactly this double; one that is not finite is rough.
    pub(super) fn exactly(x: f64) -> WalkNumber {
        let exact = Rational::from_f64(x).map(|n| WalkNumber::Certain(Value::Exact(n.into())));
        exact.unwrap_or(WalkNumber::Rough(x))
    }

    /// The nearest double, or one near it.
    pub fn to_f64(&self) -> f64 {
        match self {
            WalkNumber::Rough(x) => *x,
            WalkNumber::Certain(value) => match value.rational() {
                Some(n) => n.to_f64(),
                None => value.ball(64).map_or(f64::NAN, |ball| ball.to_f64()),
            },
        }
    }

    /// Are its digits right?
    pub fn is_certain(&self) -> bool {
        matches!(self, WalkNumber::Certain(_))
    }

    /// Is it an exact fraction?
    pub fn is_exact(&self) -> bool {
        matches!(self, WalkNumber::Certain(value) if value.rational().is_some())
    }

    /// The number as a fraction: itself, or the middle of its enclosure. `None` where it is a double
    /// that is not finite.
    pub fn rational(&self) -> Option<Rational> {
        match self {
            WalkNumber::Rough(x) => Rational::from_f64(*x),
            WalkNumber::Certain(value) => match value.rational() {
                Some(n) => Some(n.clone()),
                None => value.ball(MIDDLE_BITS).ok()?.midpoint().lower().ok(),
            },
        }
    }

    /// What it lies in, a double taken as it is. `None` of a double that is not finite.
    pub(super) fn ball(&self, bits: u64) -> Option<Ball> {
        match self {
            WalkNumber::Rough(x) => Ball::from_f64(*x),
            WalkNumber::Certain(value) => value.ball(bits).ok(),
        }
    }

    /// Its sign as a comparison with 0, where that is known.
    pub fn sign(&self) -> Option<Ordering> {
        match self {
            WalkNumber::Rough(x) => x.partial_cmp(&0.0),
            WalkNumber::Certain(value) => value.sign(),
        }
    }

    /// The ends of its enclosure; `None` of a fraction and of a double.
    pub fn ends(&self) -> Option<[Rational; 2]> {
        match self {
            WalkNumber::Certain(value) if value.rational().is_none() => {
                let ball = value.ball(SHOWN_BITS).ok()?;
                Some([ball.lower().ok()?, ball.upper().ok()?])
            }
            _ => None,
        }
    }

    /// Is its size surely at most this?
    pub fn is_within(&self, most: &Rational) -> bool {
        match self.ends() {
            Some(ends) => ends.iter().all(|end| end.abs() <= *most),
            None => self.rational().is_some_and(|n| n.abs() <= *most),
        }
    }

    /// A double that its size does not pass.
    pub fn most(&self) -> f64 {
        match self.ends() {
            Some(ends) => ends
                .iter()
                .map(|end| end.to_f64().abs().next_up())
                .fold(0.0, f64::max),
            None => self.to_f64().abs(),
        }
    }

    /// At most how large it is, relative to the largest of others; 0 beside nothing but zeros.
    pub(super) fn most_of(&self, others: &[&WalkNumber]) -> f64 {
        let most = |number: &WalkNumber| match number.ends() {
            Some(ends) => ends.into_iter().map(|end| end.abs()).max(),
            None => number.rational().map(|n| n.abs()),
        };
        let largest = others.iter().filter_map(|&other| most(other)).max();
        let share = most(self)
            .zip(largest)
            .and_then(|(own, of)| own.divide(&of));
        share
            .filter(|share| !share.is_zero())
            .map_or(0.0, |share| share.to_f64().next_up())
    }

    /// Its digits: of an enclosure as many as are right, of a double as many as asked for.
    pub fn decimal(&self, digits: usize) -> Option<Decimal> {
        match self {
            WalkNumber::Certain(value) if value.rational().is_none() => {
                let ball = value.ball(SHOWN_BITS).ok()?;
                (1..=digits).rev().find_map(|digits| ball.decimal(digits))
            }
            _ => Some(Decimal::exact_or_rounded(&self.rational()?, digits)),
        }
    }

    /// Its absolute value.
    pub fn size(&self) -> WalkNumber {
        match self {
            WalkNumber::Rough(x) => WalkNumber::Rough(x.abs()),
            WalkNumber::Certain(Value::Ball(ball)) => WalkNumber::Certain(Value::Ball(ball.abs())),
            _ if self.to_f64() >= 0.0 => self.clone(),
            _ => WalkNumber::Certain(Value::Exact(Rational::zero().into())).minus(self),
        }
    }

    /// The difference of two numbers.
    pub fn minus(&self, other: &WalkNumber) -> WalkNumber {
        let certain = match (self, other) {
            (WalkNumber::Certain(a), WalkNumber::Certain(b)) => {
                match (a.rational(), b.rational()) {
                    (Some(a), Some(b)) => Some(Value::Exact((a - b).into())),
                    _ => {
                        let bits = SHOWN_BITS;
                        let ball = |value: &Value| value.ball(bits).ok();
                        ball(a)
                            .zip(ball(b))
                            .map(|(a, b)| Value::Ball(a.sub(&b, bits)))
                    }
                }
            }
            _ => None,
        };
        certain.map_or_else(
            || WalkNumber::Rough(self.to_f64() - other.to_f64()),
            WalkNumber::Certain,
        )
    }
}
