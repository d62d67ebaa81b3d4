//! The four operations and what follows from them without a series.

use crate::number::ball::{Ball, ErrorBound, Undefined};
use crate::number::whole::WholeNumber;
use crate::number::work;
use std::cmp::Ordering;
use std::ops::Neg;

impl Ball {
    /// The sum.
    pub fn add(&self, other: &Ball, bits: u64) -> Ball {
        if self.mid.is_zero() || other.mid.is_zero() {
            let (zero, rest) = if self.mid.is_zero() {
                (self, other)
            } else {
                (other, self)
            };
            let error = zero.error().plus(rest.error());
            return Ball::rounded(rest.mid.clone(), rest.exponent, error, bits);
        }
        let (high, low) = if self.exponent >= other.exponent {
            (self, other)
        } else {
            (other, self)
        };
        let gap = high.exponent - low.exponent;
        let error = high.error().plus(low.error());
        // A summand far below the last bit of the other only widens the ball, by too little to
        // reach 0 where the other does not.
        let low_top = low.exponent + low.mid.bits() as i64;
        if low_top < high.exponent + (high.mid.bits() as i64 - bits as i64).min(0) - 8 {
            let error = error.plus(ErrorBound::new(1, low_top));
            return Ball::rounded(high.mid.clone(), high.exponent, error, bits);
        }
        let mid = &(&high.mid << gap as u64) + &low.mid;
        Ball::rounded(mid, low.exponent, error, bits)
    }

    /// The difference.
    pub fn sub(&self, other: &Ball, bits: u64) -> Ball {
        self.add(&-other, bits)
    }

    /// The product.
    ///
    /// # Errors
    /// `TooLarge` past [`super::MAX_EXPONENT`].
    pub fn mul(&self, other: &Ball, bits: u64) -> Result<Ball, Undefined> {
        self.product(other, bits).checked()
    }

    /// The product, its exponent not looked at.
    pub(super) fn product(&self, other: &Ball, bits: u64) -> Ball {
        work::spend_product(self.mid.bits(), other.mid.bits());
        let mid = self.mid.times(&other.mid);
        let mut error = ErrorBound::ZERO;
        if self.radius != 0 {
            error = self.error().times(other.size());
        }
        if other.radius != 0 {
            error = error.plus(
                other
                    .error()
                    .times(ErrorBound::above(&self.mid, self.exponent)),
            );
        }
        Ball::rounded(mid, self.exponent + other.exponent, error, bits)
    }

    /// The square, which is never below 0.
    ///
    /// # Errors
    /// `TooLarge` past [`super::MAX_EXPONENT`].
    pub fn square(&self, bits: u64) -> Result<Ball, Undefined> {
        let size = self.abs();
        size.product(&size, bits).above_zero().checked()
    }

    /// The quotient.
    ///
    /// # Errors
    /// `Outside` where the divisor is exactly 0, `Straddles` where it may be, `TooLarge` past
    /// [`super::MAX_EXPONENT`].
    pub fn div(&self, divisor: &Ball, bits: u64) -> Result<Ball, Undefined> {
        if divisor.is_zero() {
            return Err(Undefined::Outside);
        }
        if divisor.contains_zero() {
            return Err(Undefined::Straddles);
        }
        self.quotient(divisor, bits).checked()
    }

    /// 1 divided by it, with the errors of [`Ball::div`].
    pub fn reciprocal(&self, bits: u64) -> Result<Ball, Undefined> {
        Ball::one().div(self, bits)
    }

    /// The quotient by a ball without 0 in it, its exponent not looked at.
    pub(super) fn quotient(&self, divisor: &Ball, bits: u64) -> Ball {
        if self.is_zero() {
            return Ball::zero();
        }
        work::spend_quotient(bits, divisor.mid.bits());
        // A quotient of bits + 2 to bits + 3 bits.
        let shift = bits as i64 + 2 + divisor.mid.bits() as i64 - self.mid.bits() as i64;
        let (mut quotient, exact) = if shift >= 0 {
            (&self.mid << shift as u64).quotient(&divisor.mid)
        } else {
            self.mid.quotient(&(&divisor.mid << -shift as u64))
        };
        let exponent = self.exponent - divisor.exponent - shift;
        let exact = exact && self.radius == 0 && divisor.radius == 0;
        let mut error = if exact {
            ErrorBound::ZERO
        } else {
            ErrorBound::new(1, exponent)
        };
        if self.radius != 0 || divisor.radius != 0 {
            // |(a+α)/(b+β) − a/b| = |α − (a/b)β| / |b+β|.
            let size = ErrorBound::above(&quotient, exponent).plus(ErrorBound::new(1, exponent));
            let numerator = self.error().plus(size.times(divisor.error()));
            error = error.plus(numerator.over(divisor.least_size()));
        }
        let mut exponent = exponent;
        if exact {
            let zeros = quotient.trailing_zeros().unwrap_or(0);
            quotient = &quotient >> zeros;
            exponent += zeros as i64;
        }
        let negative = self.mid.is_negative() != divisor.mid.is_negative();
        let quotient = if negative { -&quotient } else { quotient };
        Ball::rounded(quotient, exponent, error, bits)
    }

    /// Its distance from 0, which is never below 0.
    pub fn abs(&self) -> Ball {
        let size = Ball {
            mid: self.mid.abs(),
            ..self.clone()
        };
        size.above_zero()
    }

    /// The part of a ball that is not below 0, which is known to hold its number.
    pub(super) fn above_zero(self) -> Ball {
        let high = &self.mid + self.radius;
        if !(&self.mid - self.radius).is_negative() {
            self
        } else if high.is_positive() {
            Ball::up_to(ErrorBound::above(&high, self.exponent))
        } else {
            Ball::zero()
        }
    }

    /// The numbers from exactly 0 to a bound.
    pub(super) fn up_to(high: ErrorBound) -> Ball {
        let unit = high.top() - 32;
        let half = high.count(unit);
        Ball {
            mid: half.into(),
            radius: half,
            exponent: unit - 1,
        }
    }

    /// The part of a ball from −1 to 1, which is known to hold its number.
    pub(super) fn within_one(self, bits: u64) -> Ball {
        let reach = (&self.mid.abs() + self.radius).bits() as i64;
        if self.exponent + reach <= 0 {
            return self;
        }
        let one = Ball::one();
        let above = self.upper_end().compare(&one) == Some(Ordering::Greater);
        let below = self.lower_end().compare(&-&one) == Some(Ordering::Less);
        if below && !above {
            return -(-self).within_one(bits);
        }
        if !above {
            return self;
        }
        // From 1 down to the lower end, in units that let 1 be reached exactly.
        let width = if below {
            ErrorBound::new(2, 0)
        } else {
            one.sub(&self.lower_end(), 32).size()
        };
        let unit = width.unit().clamp(-(bits as i64) - 8, 0);
        let count = width.count(unit);
        Ball {
            mid: &(&WholeNumber::from(1u64) << (1 - unit) as u64) - count,
            radius: count,
            exponent: unit - 1,
        }
    }

    /// The smaller of two.
    pub fn min(&self, other: &Ball, bits: u64) -> Ball {
        -(-self).max(&-other, bits)
    }

    /// The larger of two.
    pub fn max(&self, other: &Ball, bits: u64) -> Ball {
        match self.compare(other) {
            Some(Ordering::Less) => other.round(bits),
            Some(_) => self.round(bits),
            None => {
                let larger = |a: Ball, b: Ball| match a.compare(&b) {
                    Some(Ordering::Less) => b,
                    _ => a,
                };
                let low = larger(self.lower_end(), other.lower_end());
                let high = larger(self.upper_end(), other.upper_end());
                Ball::between(&low, &high, bits)
            }
        }
    }

    /// The power with a whole exponent; `x^0` is 1, as the empty product.
    ///
    /// # Errors
    /// `Outside` or `Straddles` for a negative exponent where the base is or may be 0; `TooLarge`
    /// past [`super::MAX_EXPONENT`].
    pub fn powi(&self, n: i64, bits: u64) -> Result<Ball, Undefined> {
        match n {
            0 => return Ok(Ball::one()),
            1 => return Ok(self.round(bits)),
            -1 => return self.reciprocal(bits),
            _ => {}
        }
        if n < 0 && self.contains_zero() {
            return self.reciprocal(bits);
        }
        let negative = n % 2 != 0 && self.mid.is_negative();
        if n % 2 != 0 && self.contains_zero() && !self.is_zero() {
            // An odd power rises everywhere: its ends are the powers of the ends.
            let low = self.lower_end().powi(n, bits)?;
            return Ok(low.hull(&self.upper_end().powi(n, bits)?, bits));
        }
        let base = self.abs();
        // Each of the products doubles the relative error and adds one of its own.
        let count = n.unsigned_abs();
        let length = u64::from(64 - count.leading_zeros());
        let work = bits + 2 * length + 4;
        let mut power = base.clone();
        for at in (0..length - 1).rev() {
            power = power.mul(&power, work)?;
            if count >> at & 1 == 1 {
                power = power.mul(&base, work)?;
            }
        }
        let power = if negative { -power } else { power };
        if n < 0 {
            return power.reciprocal(bits);
        }
        Ok(if self.contains_zero() {
            power.above_zero()
        } else {
            power.round(bits)
        })
    }

    /// The largest whole number not above it.
    ///
    /// # Errors
    /// `Straddles` where the ball holds the whole number at which it jumps.
    pub fn floor(&self) -> Result<Ball, Undefined> {
        let down = |mid: WholeNumber| {
            if self.exponent >= 0 {
                mid
            } else {
                &mid >> self.exponent.unsigned_abs()
            }
        };
        let (low, high) = (down(&self.mid - self.radius), down(&self.mid + self.radius));
        if low != high {
            return Err(Undefined::Straddles);
        }
        Ok(Ball::exactly(low, self.exponent.max(0)))
    }

    /// The smallest whole number not below it, with the errors of [`Ball::floor`].
    pub fn ceil(&self) -> Result<Ball, Undefined> {
        Ok(-(-self).floor()?)
    }

    /// The whole number next to it towards 0, with the errors of [`Ball::floor`].
    pub fn trunc(&self) -> Result<Ball, Undefined> {
        match self.sign() {
            Some(Ordering::Less) => self.ceil(),
            Some(_) => self.floor(),
            None => self.abs().floor(),
        }
    }

    /// The nearest whole number, halves away from 0, with the errors of [`Ball::floor`].
    pub fn nearest(&self) -> Result<Ball, Undefined> {
        if self.exponent >= 0 {
            return self.floor();
        }
        if self.top() < -1 {
            return Ok(Ball::zero());
        }
        let half = Ball::exactly(1u64.into(), -1);
        let bits = self.mid.bits() + self.exponent.unsigned_abs() + 2;
        match self.sign() {
            Some(Ordering::Less) => self.sub(&half, bits).ceil(),
            Some(_) => self.add(&half, bits).floor(),
            None => Err(Undefined::Straddles),
        }
    }
}

impl Neg for &Ball {
    type Output = Ball;
    fn neg(self) -> Ball {
        Ball {
            mid: -&self.mid,
            ..*self
        }
    }
}

impl Neg for Ball {
    type Output = Ball;
    fn neg(self) -> Ball {
        Ball {
            mid: -&self.mid,
            ..self
        }
    }
}
