//! The functions that neural networks are made of: logistic and its kin.

use crate::number::ball::composed::SLOPE_BITS;
use crate::number::ball::{Ball, Undefined};
use std::cmp::Ordering;

impl Ball {
    /// The logistic function 1/(1 + e^−x).
    ///
    /// # Errors
    /// None but those of the arithmetic past [`super::MAX_EXPONENT`], which it does not reach.
    pub fn logistic(&self, bits: u64) -> Result<Ball, Undefined> {
        self.monotone_formula(bits, |x| {
            // In e^−|x|, which may become too small but not too large.
            let work = bits + 8;
            let power = (-x.abs()).exp(work)?;
            let bottom = Ball::one().add(&power, work);
            let value = if x.mid.is_negative() {
                power.div(&bottom, bits)?
            } else {
                bottom.reciprocal(bits)?
            };
            Ok(value.above_zero().within_one(bits))
        })
    }

    /// The inverse of the logistic function, ln(x/(1 − x)).
    ///
    /// # Errors
    /// `Outside` or `Straddles` at 0 and 1 and beyond.
    pub fn logit(&self, bits: u64) -> Result<Ball, Undefined> {
        self.positive()?;
        Ball::one().sub(self, self.mid.bits().max(64)).positive()?;
        self.monotone(bits, |x| {
            let one = Ball::one();
            let quarter = Ball::exactly(1u64.into(), -2);
            if x.compare(&quarter) == Some(Ordering::Less) {
                return x.logit_of_small(bits);
            }
            // From here on 1 − x is a number of no more bits than x.
            let rest = one.sub(x, x.mid.bits() + 4);
            if rest.compare(&quarter) == Some(Ordering::Less) {
                return Ok(-rest.logit_of_small(bits)?);
            }
            // 2 artanh(2x − 1), which is accurate near ½: DLMF 4.37.24.
            Ok(x.sub(&rest, x.mid.bits() + 4).atanh(bits)?.shifted(1))
        })
    }

    /// ln x − ln(1 − x) for an x up to ¼, where nothing cancels.
    fn logit_of_small(&self, bits: u64) -> Result<Ball, Undefined> {
        Ok(self.ln(bits + 4)?.sub(&(-self).log1p(bits + 4)?, bits))
    }

    /// ln(1 + e^x).
    ///
    /// # Errors
    /// Those of [`Ball::log1p`], which it does not reach.
    pub fn softplus(&self, bits: u64) -> Result<Ball, Undefined> {
        self.monotone_formula(bits, |x| {
            // max(x, 0) + ln(1 + e^−|x|), whose exponential is never too large.
            let rest = (-x.abs()).exp(bits + 8)?.log1p(bits + 8)?;
            Ok(if x.mid.is_positive() {
                x.add(&rest, bits)
            } else {
                rest.above_zero().round(bits)
            })
        })
    }

    /// max(x, 0).
    pub fn relu(&self, bits: u64) -> Ball {
        self.max(&Ball::zero(), bits)
    }

    /// x·logistic(x).
    ///
    /// # Errors
    /// `TooLarge` past [`super::MAX_EXPONENT`].
    pub fn silu(&self, bits: u64) -> Result<Ball, Undefined> {
        // The slope vanishes where e^−x = −1 − x, at −1 − W(1/e) = −1.27846454…, with the value
        // −W(1/e).
        self.valley(
            bits,
            (-1.279, -1.278),
            -0.278_464_542_761_074,
            |x| x.mul(&x.logistic(bits + 4)?, bits),
            |x| {
                // logistic(x)·(1 + x·logistic(−x)).
                let other = (-x).logistic(SLOPE_BITS)?.mul(x, SLOPE_BITS)?;
                let factor = Ball::one().add(&other, SLOPE_BITS);
                x.logistic(SLOPE_BITS)?.mul(&factor, SLOPE_BITS)
            },
        )
    }

    /// x·Φ(x) with the normal distribution Φ: D. Hendrycks and K. Gimpel, "Gaussian error linear
    /// units" (2016), not one of the approximations there.
    ///
    /// # Errors
    /// `TooLarge` past [`super::MAX_EXPONENT`].
    pub fn gelu(&self, bits: u64) -> Result<Ball, Undefined> {
        self.valley(
            bits,
            (-0.752, -0.751),
            -0.169_971_207_479_904,
            |x| x.mul(&x.normal(bits + 4)?, bits),
            |x| {
                // Φ(x) + x·e^(−x²/2)/√2π.
                let bell = (-x.square(SLOPE_BITS)?.shifted(-1)).exp(SLOPE_BITS)?;
                let root = Ball::pi(SLOPE_BITS).shifted(1).sqrt(SLOPE_BITS)?;
                let density = bell.mul(x, SLOPE_BITS)?.div(&root, SLOPE_BITS)?;
                Ok(x.normal(SLOPE_BITS)?.add(&density, SLOPE_BITS))
            },
        )
    }

    /// 0 below 0, ½ at 0, and 1 above.
    ///
    /// # Errors
    /// `Straddles` around 0.
    pub fn heaviside(&self) -> Result<Ball, Undefined> {
        match self.sign() {
            Some(Ordering::Less) => Ok(Ball::zero()),
            Some(Ordering::Equal) => Ok(Ball::exactly(1u64.into(), -1)),
            Some(Ordering::Greater) => Ok(Ball::one()),
            None => Err(Undefined::Straddles),
        }
    }
}
