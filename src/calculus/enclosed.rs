//! A real number as it is known: exactly, or in a ball.

use crate::expression::functions::{Mark, Unit};
use crate::number::ball::{Ball, Undefined};
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// A value: known without rounding, or enclosed.
#[derive(Clone, Debug)]
pub enum Value {
    /// Known without rounding.
    Exact(Exact),
    /// Somewhere in this ball.
    Ball(Ball),
}

impl Value {
    /// As an enclosure at this working precision.
    ///
    /// # Errors
    /// `TooLarge` where e to a power passes the limit of exponents.
    pub fn ball(&self, bits: u64) -> Result<Ball, Undefined> {
        match self {
            Value::Ball(ball) => Ok(ball.clone()),
            Value::Exact(Exact::Rational(n)) => Ok(Ball::from_rational(n, bits)),
            Value::Exact(Exact::Pi(n)) => {
                Ball::pi(bits + 8).mul(&Ball::from_rational(n, bits + 8), bits)
            }
            Value::Exact(Exact::Exp(n)) => Ball::from_rational(n, bits + 64).exp(bits),
        }
    }

    /// Its sign as a comparison with 0, where the enclosure settles it.
    pub fn sign(&self) -> Option<Ordering> {
        match self {
            Value::Exact(exact) => Some(exact.sign()),
            Value::Ball(ball) => ball.sign(),
        }
    }

    /// The rational number that it is known to be, if it is.
    pub fn rational(&self) -> Option<&Rational> {
        match self {
            Value::Exact(exact) => exact.rational(),
            Value::Ball(_) => None,
        }
    }

    /// Is it known to be 0?
    pub fn is_zero(&self) -> bool {
        matches!(self, Value::Exact(exact) if exact.is_zero())
    }

    /// How it compares with a number of the table, where the enclosure settles it.
    pub(super) fn compare(&self, mark: Mark) -> Option<Ordering> {
        if mark.halves == 0 {
            return self.sign();
        }
        match self {
            Value::Exact(Exact::Rational(value)) if mark.unit == Unit::One => {
                Some(value.cmp(&mark.units()))
            }
            // A multiple of π or a power of e is never a rational number other than those above: a
            // fraction may be as near to it as its length allows, and no nearer.
            other => {
                const BITS: u64 = 96;
                let most = BITS + other.rational().map_or(0, |n| 2 * n.bits());
                let mut bits = BITS;
                loop {
                    let order = other.ball(bits).ok()?.compare(&mark.ball(bits).ok()?);
                    if order.is_some() || bits > most {
                        return order;
                    }
                    bits *= 2;
                }
            }
        }
    }
}
