//! Γ and the logarithm of its size.

use crate::number::ball::composed::{SLOPE_BITS, refined};
use crate::number::ball::{Ball, ShortBall, Undefined};
use crate::number::factorial::factorial;
use std::cmp::Ordering;

/// Factorials of whole numbers up to this are multiplied out however few bits are asked for, which
/// is exact and costs less than an asymptotic series.
const SHORT_PRODUCT: u64 = 200;

/// Longer products are multiplied out where they have no more than these times the bits asked for.
const LONG_PRODUCT: u64 = 4;

impl Ball {
    /// The gamma function.
    ///
    /// # Errors
    /// `Outside` at 0, −1, −2 …, `Straddles` around them, `TooLarge` past
    /// [`super::MAX_EXPONENT`] or where more than [`super::MAX_SHIFT`] steps were needed.
    pub fn gamma(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.whole().is_none()
            && let Some(value) = self.shortly(bits, ShortBall::gamma)
        {
            return Ok(value);
        }
        if self.is_exact() {
            return self.gamma_of_midpoint(bits);
        }
        // A narrow ball loses few bits on the way, which the slope would cost as much to save.
        let value = self.gamma_over(bits + 16)?;
        if value.is_as_accurate(self, bits) {
            return Ok(value.round(bits));
        }
        let slope = self
            .gamma_over(SLOPE_BITS)?
            .mul(&self.polygamma_over(0, SLOPE_BITS)?, SLOPE_BITS)?;
        let value = self.midpoint().gamma_of_midpoint(bits)?;
        let value = value.widened(self.error().times(slope.size()), bits);
        // Γ is above 0 where its argument is.
        Ok(if self.positive().is_ok() {
            value.above_zero()
        } else {
            value
        })
    }

    fn gamma_of_midpoint(&self, bits: u64) -> Result<Ball, Undefined> {
        if let Ok(whole) = self.floor()
            && whole.compare(self) == Some(Ordering::Equal)
        {
            if !self.mid.is_positive() {
                return Err(Undefined::Outside);
            }
            if let Some(n) = self.whole().and_then(|n| u64::try_from(n).ok())
                && (n < SHORT_PRODUCT || n.saturating_mul(n.ilog2().into()) <= LONG_PRODUCT * bits)
            {
                return Ok(Ball::dyadic(factorial(n - 1).into(), 0).round(bits));
            }
        }
        refined(bits, |work| self.gamma_over(work))
    }

    /// Γ of every number in the ball, without care for how wide that comes out.
    fn gamma_over(&self, bits: u64) -> Result<Ball, Undefined> {
        let half = Ball::exactly(1u64.into(), -1);
        if self.midpoint().compare(&half) == Some(Ordering::Less) {
            // Γ(x) = π/(sin πx·Γ(1 − x)).
            let exact = self.mid.bits() + self.exponent.unsigned_abs() + 2;
            let other = if self.is_exact() && exact < 4 * bits + 64 {
                Ball::one().sub(self, exact)
            } else {
                Ball::one().sub(self, bits + 8)
            };
            let divisor = self
                .sin_cos_pi(bits + 8)?
                .0
                .mul(&other.gamma_by_stirling(bits + 8)?, bits + 8)?;
            return Ball::pi(bits + 8).div(&divisor, bits);
        }
        self.gamma_by_stirling(bits)
    }

    /// Γ above 0, with an error from `div` where the ball reaches a pole.
    fn gamma_by_stirling(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.top() > 40 {
            return Err(Undefined::TooLarge);
        }
        // exp turns the absolute error of ln Γ into a relative one.
        let size = self.top().max(4) as u64 + 6;
        let work = bits + size + 8;
        let (upper, product) = self.shifted_ln_gamma(work)?;
        upper.exp(work)?.div(&product, bits)
    }

    /// ln Γ(x + n) and the product x(x + 1)…(x + n − 1) that Γ(x) lacks of it, for x above 0 and
    /// an n that makes Stirling's series good.
    fn shifted_ln_gamma(&self, bits: u64) -> Result<(Ball, Ball), Undefined> {
        let (shifted, steps) = self.shifted_up(bits, 0)?;
        let mut product = Ball::one();
        self.pairs(steps, bits, |pair| {
            product = product.mul(pair, bits)?;
            Ok(())
        })?;
        if steps % 2 == 1 {
            product = product.mul(&self.add(&Ball::integer(steps as i64 / 2), bits), bits)?;
        }
        Ok((shifted.ln_gamma_of_large(bits)?, product))
    }

    /// 1/x + 1/(x + 1) + … + 1/(x + steps − 1) for x above 0, as one quotient of sums of products.
    pub(super) fn inverses(&self, steps: u64, bits: u64) -> Result<Ball, Undefined> {
        let (mut top, mut bottom) = (Ball::zero(), Ball::one());
        self.pairs(steps, bits, |pair| {
            top = top.mul(pair, bits)?.add(&bottom, bits);
            bottom = bottom.mul(pair, bits)?;
            Ok(())
        })?;
        // 1/a + 1/b = (a + b)/ab, and all pairs have the same sum.
        let both = self.shifted(1);
        let both = both.add(&Ball::integer(steps as i64 - 1), bits);
        let sum = top.mul(&both, bits)?.div(&bottom, bits)?;
        if steps.is_multiple_of(2) {
            return Ok(sum);
        }
        let middle = self.add(&Ball::integer(steps as i64 / 2), bits);
        Ok(sum.add(&middle.reciprocal(bits)?, bits))
    }

    /// The products (x + k)(x + steps − 1 − k) = x(x + steps − 1) + k(steps − 1 − k), each of which
    /// takes one sum, with k below half of the steps; x is above 0.
    fn pairs(
        &self,
        steps: u64,
        bits: u64,
        mut each: impl FnMut(&Ball) -> Result<(), Undefined>,
    ) -> Result<(), Undefined> {
        if steps < 2 {
            return Ok(());
        }
        let last = steps as i64 - 1;
        let ends = self.mul(&self.add(&Ball::integer(last), bits), bits)?;
        for k in 0..steps as i64 / 2 {
            Ball::affordable()?;
            each(&ends.add(&Ball::integer(k * (last - k)), bits))?;
        }
        Ok(())
    }

    /// ln|Γ(x)|, which has poles where Γ has them, and zeros at 1, 2 and between the poles.
    ///
    /// # Errors
    /// `Outside` at 0, −1, −2 …, `Straddles` around them, `TooLarge` where more than
    /// [`super::MAX_SHIFT`] steps were needed, or the angle πx is past
    /// [`super::MAX_ANGLE_BITS`].
    pub fn lgamma(&self, bits: u64) -> Result<Ball, Undefined> {
        let value = |x: &Ball| x.lgamma_of_midpoint(bits);
        let slope = |x: &Ball| x.polygamma_over(0, SLOPE_BITS);
        if self.positive().is_ok() {
            // The least value is at 1.46163214496836…, DLMF 5.4.19 and 5.4.20.
            return self.valley(bits, (1.46, 1.47), -0.121_486_290_535_849_7, value, slope);
        }
        if self.is_exact() {
            return value(self);
        }
        let off = self.error().times(slope(self)?.size());
        Ok(value(&self.midpoint())?.widened(off, bits))
    }

    fn lgamma_of_midpoint(&self, bits: u64) -> Result<Ball, Undefined> {
        let one = Ball::one();
        if self.compare(&Ball::exactly(1u64.into(), -1)) == Some(Ordering::Less) {
            if !self.mid.is_positive() && self.floor()?.compare(self) == Some(Ordering::Equal) {
                return Err(Undefined::Outside);
            }
            // ln|Γ(x)| = ln π − ln|sin πx| − ln Γ(1 − x), DLMF 5.5.3.
            return refined(bits, |work| {
                let sine = self.sin_cos_pi(work)?.0.abs().ln(work)?;
                let other = one.sub(self, work + 8).lgamma_over(work)?;
                Ok(Ball::pi(work).ln(work)?.sub(&sine, work).sub(&other, work))
            });
        }
        let mut lost = 0;
        for zero in [one, Ball::integer(2)] {
            let from = self.sub(&zero, self.mid.bits() + 4);
            if from.is_zero() {
                return Ok(from);
            }
            let small = (-from.top()).max(0) as u64;
            if small > bits + 8 {
                // Between the zero and x the slope ψ hardly changes.
                let slope = zero.hull(self, bits + 8).polygamma_over(0, bits + 8)?;
                return from.mul(&slope, bits);
            }
            lost = small.max(lost);
        }
        refined(bits, |work| self.lgamma_over(work + lost))
    }

    /// ln Γ of every number in a ball above 0.
    fn lgamma_over(&self, bits: u64) -> Result<Ball, Undefined> {
        let (upper, product) = self.shifted_ln_gamma(bits)?;
        Ok(upper.sub(&product.ln(bits)?, bits))
    }

    /// sin πx and cos πx, with x reduced by whole numbers before π comes in.
    pub(super) fn sin_cos_pi(&self, bits: u64) -> Result<(Ball, Ball), Undefined> {
        if self.top() > super::MAX_ANGLE_BITS {
            return Err(Undefined::TooLarge);
        }
        let half = Ball::exactly(1u64.into(), -1);
        let exact = self.mid.bits() + 66;
        let whole = self.midpoint();
        let whole = if whole.top() < -1 {
            Ball::zero()
        } else {
            whole.add(&half, exact).floor()?
        };
        let odd = whole.exponent == 0 && whole.mid.bit(0);
        let (sine, cosine) = self
            .sub(&whole, exact.max(bits))
            .mul(&Ball::pi(bits + 8), bits + 8)?
            .sin_cos(bits)?;
        Ok(if odd {
            (-sine, -cosine)
        } else {
            (sine, cosine)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_terms_have_a_large_error() {
        // At 1 and 2, where ln Γ is 0, the terms soon grow; the sum must say how bad it is.
        for x in [1, 2] {
            let sum = Ball::integer(x).ln_gamma_of_large(100).unwrap();
            assert!(sum.contains_zero(), "{sum:?}");
            assert!(sum.midpoint().sign() != Some(Ordering::Equal));
        }
        let euler = Ball::from_f64(-0.577_215_664_901_532_9).unwrap();
        assert!(Ball::one().polygamma(0, 200).unwrap().sub(&euler, 64).top() < -52);
    }

    #[test]
    fn identities() {
        let x = Ball::from_rational(&crate::number::rational::Rational::ratio(-17, 7), 200);
        let one = Ball::one();
        let above = x.add(&one, 200);
        // Γ(x + 1) = xΓ(x), ψ(x + 1) = ψ(x) + 1/x, ψ′(x + 1) = ψ′(x) − 1/x².
        let left = above.gamma(200).unwrap();
        let right = x.gamma(200).unwrap().mul(&x, 200).unwrap();
        assert!(left.overlaps(&right) && left.accuracy() > 180);
        let left = above.polygamma(0, 200).unwrap();
        let right = x
            .polygamma(0, 200)
            .unwrap()
            .add(&x.reciprocal(200).unwrap(), 200);
        assert!(left.overlaps(&right) && left.accuracy() > 180);
        let left = above.polygamma(1, 200).unwrap();
        let square = x.powi(-2, 200).unwrap();
        let right = x.polygamma(1, 200).unwrap().sub(&square, 200);
        assert!(left.overlaps(&right) && left.accuracy() > 180);
        // Γ(1/2)² = π.
        let half = Ball::exactly(1u64.into(), -1).gamma(300).unwrap();
        assert!(half.square(300).unwrap().overlaps(&Ball::pi(300)));
    }

    #[test]
    fn poles() {
        assert_eq!(Ball::integer(-3).gamma(64), Err(Undefined::Outside));
        assert_eq!(Ball::zero().polygamma(2, 64), Err(Undefined::Outside));
        let near = Ball::new((-3).into(), 1, 0);
        assert_eq!(near.gamma(64), Err(Undefined::Straddles));
        assert_eq!(near.polygamma(0, 64), Err(Undefined::Straddles));
        let far = Ball::dyadic((-(1i64 << 40) - 1).into(), -1);
        assert_eq!(far.polygamma(100, 64), Err(Undefined::TooLarge));
        // Half way between two poles ψ′ tends to π².
        let square = Ball::pi(64).square(64).unwrap();
        let apart = far.polygamma(1, 64).unwrap().sub(&square, 64);
        assert!(apart.top() < -37 && !apart.contains_zero());
    }
}
