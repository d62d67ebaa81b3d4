//! Everything that follows from exp, ln, sin, cos, atan and roots.
//!
//! For an exact argument each formula is chosen so that nothing cancels, or is worked out with
//! more bits until the result has enough: [`refined`]. A ball goes through the values at its two
//! ends where the function rises or falls throughout: [`Ball::monotone`].

use crate::number::ball::elementary::is_tiny;
use crate::number::ball::{Ball, ErrorBound, Undefined};
use std::cmp::Ordering;

/// How much longer than asked for an intermediate result may get before a loss of bits is left to
/// show in the radius.
const MAX_LOSS: u64 = 4;

/// Works out a value with more bits until about `bits` of them are correct.
pub(super) fn refined(
    bits: u64,
    value: impl Fn(u64) -> Result<Ball, Undefined>,
) -> Result<Ball, Undefined> {
    let mut work = bits + 16;
    loop {
        Ball::affordable()?;
        let ball = value(work)?;
        let lacking = bits as i64 - ball.accuracy();
        if ball.is_exact() || lacking <= 0 || work > MAX_LOSS * (bits + 64) {
            return Ok(ball.round(bits));
        }
        // Where not one bit was right, its loss is not known and the bits are doubled.
        work += if ball.contains_zero() {
            work
        } else {
            lacking as u64 + 16
        };
    }
}

/// Bits for bounding a slope: its first digits are enough.
pub(super) const SLOPE_BITS: u64 = 40;

impl Ball {
    /// Does the ball lie from `low` to `high`?
    fn inside(&self, low: Option<i64>, high: Option<i64>) -> Result<(), Undefined> {
        let (bottom, top) = (self.lower_end(), self.upper_end());
        for (limit, beyond) in [(low, Ordering::Less), (high, Ordering::Greater)] {
            let Some(limit) = limit.map(Ball::integer) else {
                continue;
            };
            let out = |end: &Ball| end.compare(&limit) == Some(beyond);
            match (out(&bottom), out(&top)) {
                (false, false) => {}
                (true, true) => return Err(Undefined::Outside),
                _ => return Err(Undefined::Straddles),
            }
        }
        Ok(())
    }

    /// The tangent.
    ///
    /// # Errors
    /// `Straddles` where the ball reaches over a pole, and those of [`Ball::sin`].
    pub fn tan(&self, bits: u64) -> Result<Ball, Undefined> {
        // The errors of a sine and a cosine are their slopes times that of the angle, so that the
        // quotient's is 1/cos² times it: no more than the slope makes of it, where that is small.
        let (sin, cos) = self.sin_cos(bits + 4)?;
        if self.is_exact() || self.error().top() < -8 && cos.accuracy() > 8 {
            return sin.div(&cos, bits);
        }
        if cos.contains_zero() {
            return Err(Undefined::Straddles);
        }
        self.monotone(bits, |x| {
            let (sin, cos) = x.sin_cos(bits + 4)?;
            sin.div(&cos, bits)
        })
    }

    /// The cotangent.
    ///
    /// # Errors
    /// `Outside` at 0, `Straddles` where the ball reaches over a pole, and those of [`Ball::sin`].
    pub fn cot(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.is_zero() {
            return Err(Undefined::Outside);
        }
        let (sin, cos) = self.sin_cos(bits + 4)?;
        if self.is_exact() || self.error().top() < -8 && sin.accuracy() > 8 {
            return cos.div(&sin, bits);
        }
        if sin.contains_zero() {
            return Err(Undefined::Straddles);
        }
        self.monotone(bits, |x| {
            let (sin, cos) = x.sin_cos(bits + 4)?;
            cos.div(&sin, bits)
        })
    }

    /// The secant 1/cos, with the errors of [`Ball::tan`].
    pub fn sec(&self, bits: u64) -> Result<Ball, Undefined> {
        self.cos(bits + 4)?.reciprocal(bits)
    }

    /// The cosecant 1/sin, with the errors of [`Ball::cot`].
    pub fn csc(&self, bits: u64) -> Result<Ball, Undefined> {
        self.sin(bits + 4)?.reciprocal(bits)
    }

    /// The arc sine, from −π/2 to π/2.
    ///
    /// # Errors
    /// `Outside` or `Straddles` beyond −1 and 1.
    pub fn asin(&self, bits: u64) -> Result<Ball, Undefined> {
        self.inside(Some(-1), Some(1))?;
        self.monotone_formula(bits, |x| {
            // √(1 − x²) as √((1 − x)(1 + x)), each factor exact to the last bit.
            let one = Ball::one();
            let work = bits + 8;
            let rest = one.sub(x, work).mul(&one.add(x, work), work)?;
            if rest.is_zero() {
                let right_angle = Ball::pi(bits).shifted(-1);
                return Ok(if x.mid.is_negative() {
                    -right_angle
                } else {
                    right_angle
                });
            }
            Ok(x.div(&rest.sqrt(work)?, work)?.atan(bits))
        })
    }

    /// The arc cosine, from 0 to π.
    ///
    /// # Errors
    /// `Outside` or `Straddles` beyond −1 and 1.
    pub fn acos(&self, bits: u64) -> Result<Ball, Undefined> {
        self.inside(Some(-1), Some(1))?;
        self.monotone_formula(bits, |x| {
            // 2 arctan √((1 − x)/(1 + x)), which is accurate near 1 as well.
            let one = Ball::one();
            let work = bits + 8;
            let bottom = one.add(x, work);
            if bottom.is_zero() {
                return Ok(Ball::pi(bits));
            }
            let ratio = one.sub(x, work).div(&bottom, work)?;
            Ok(ratio.sqrt(work)?.atan(bits).shifted(1))
        })
    }

    /// The arc cotangent, from 0 to π: π/2 − arctan x, which has no jump.
    pub fn acot(&self, bits: u64) -> Result<Ball, Undefined> {
        self.monotone_formula(bits, |x| match x.sign() {
            Some(Ordering::Greater) => Ok(x.reciprocal(bits + 8)?.atan(bits)),
            _ => Ok(Ball::pi(bits + 8).shifted(-1).sub(&x.atan(bits + 8), bits)),
        })
    }

    /// The arc secant, from 0 to π without π/2: the angle whose cosine is 1/x.
    ///
    /// # Errors
    /// `Outside` or `Straddles` between −1 and 1.
    pub fn asec(&self, bits: u64) -> Result<Ball, Undefined> {
        self.beyond_one()?;
        self.monotone_formula(bits, |x| {
            // 2 arctan √((x − 1)/(x + 1)).
            let one = Ball::one();
            let work = bits + 8;
            let bottom = x.add(&one, work);
            if bottom.is_zero() {
                return Ok(Ball::pi(bits));
            }
            let ratio = x.sub(&one, work).div(&bottom, work)?;
            Ok(ratio.sqrt(work)?.atan(bits).shifted(1))
        })
    }

    /// The arc cosecant, from −π/2 to π/2 without 0: the angle whose sine is 1/x.
    ///
    /// # Errors
    /// `Outside` or `Straddles` between −1 and 1.
    pub fn acsc(&self, bits: u64) -> Result<Ball, Undefined> {
        self.beyond_one()?;
        self.monotone_formula(bits, |x| {
            // arctan(1/√(x² − 1)), with the sign of x.
            let one = Ball::one();
            let work = bits + 8;
            let rest = x.sub(&one, work).mul(&x.add(&one, work), work)?;
            let angle = if rest.is_zero() {
                Ball::pi(bits).shifted(-1)
            } else {
                rest.sqrt(work)?.reciprocal(work)?.atan(bits)
            };
            Ok(if x.mid.is_negative() { -angle } else { angle })
        })
    }

    /// Does the ball lie at or beyond 1, or at or beyond −1?
    fn beyond_one(&self) -> Result<(), Undefined> {
        let size = self.abs();
        if self.contains_zero() {
            return size.inside(Some(1), None).and(Err(Undefined::Straddles));
        }
        size.inside(Some(1), None)
    }

    /// The angle of the point with abscissa `x` and this ordinate, from −π to π.
    ///
    /// # Errors
    /// `Outside` at the origin, `Straddles` where the balls reach over it or over the negative
    /// half of the axis, at which the angle jumps.
    pub fn atan2(&self, x: &Ball, bits: u64) -> Result<Ball, Undefined> {
        let work = bits + 8;
        let right_angle = |times: i64| {
            Ball::pi(work)
                .shifted(-1)
                .product(&Ball::integer(times), work)
        };
        let wide = |a: &Ball, b: &Ball| a.abs().compare(&b.abs()) != Some(Ordering::Greater);
        match (self.sign(), x.sign()) {
            (Some(Ordering::Equal), Some(Ordering::Equal)) => Err(Undefined::Outside),
            (Some(Ordering::Equal), Some(Ordering::Less)) => Ok(Ball::pi(bits)),
            (_, Some(Ordering::Greater)) if wide(self, x) || self.sign().is_none() => {
                Ok(self.div(x, work)?.atan(bits))
            }
            (Some(Ordering::Less), Some(Ordering::Less)) if wide(self, x) => {
                Ok(self.div(x, work)?.atan(work).sub(&right_angle(2), bits))
            }
            (Some(Ordering::Greater), Some(Ordering::Less)) if wide(self, x) => {
                Ok(self.div(x, work)?.atan(work).add(&right_angle(2), bits))
            }
            (Some(Ordering::Greater), _) => {
                Ok(right_angle(1).sub(&x.div(self, work)?.atan(work), bits))
            }
            (Some(Ordering::Less), _) => {
                Ok(right_angle(-1).sub(&x.div(self, work)?.atan(work), bits))
            }
            _ => Err(Undefined::Straddles),
        }
    }

    /// The hyperbolic sine.
    ///
    /// # Errors
    /// `TooLarge` where the value passes [`super::MAX_EXPONENT`].
    pub fn sinh(&self, bits: u64) -> Result<Ball, Undefined> {
        let formula = |x: &Ball, work| {
            let up = x.exp(work)?;
            let down = up.reciprocal(work)?;
            Ok(up.sub(&down, work).shifted(-1))
        };
        let value = |x: &Ball| {
            if x.is_zero() {
                return Ok(Ball::zero());
            }
            if is_tiny(-x.top(), bits) {
                return x.mul(&x.even_series(bits + 24, false).0, bits);
            }
            refined(bits, |work| formula(x, work))
        };
        self.monotone_or(bits, |x| formula(x, bits + 16), value)
    }

    /// e^x − 1, as accurate relative to its size as x.
    ///
    /// # Errors
    /// `TooLarge` where the value passes [`super::MAX_EXPONENT`].
    pub fn expm1(&self, bits: u64) -> Result<Ball, Undefined> {
        let formula = |x: &Ball, work| Ok(x.exp(work)?.sub(&Ball::one(), work));
        let value = |x: &Ball| {
            if is_tiny(-x.top(), bits) {
                // e^x − 1 = 2e^(x/2)·sinh(x/2), by the definition of sinh in DLMF 4.28.1.
                let half = x.shifted(-1);
                let sinh = half.sinh(bits + 8)?;
                return half.exp(bits + 8)?.mul(&sinh.shifted(1), bits);
            }
            refined(bits, |work| formula(x, work))
        };
        self.monotone_or(bits, |x| formula(x, bits + 16), value)
    }

    /// sin(x)/x, and 1 at 0.
    ///
    /// # Errors
    /// `TooLarge` for angles past [`super::MAX_ANGLE_BITS`].
    pub fn sinc(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.is_zero() {
            return Ok(Ball::one());
        }
        let middle = self.midpoint();
        let error = self.error();
        // Where the ball is wide only its nearest number to 0 tells something.
        if error.top() > 2 && !error.is_zero() {
            let size = if self.contains_zero() {
                ErrorBound::new(1, 0)
            } else {
                ErrorBound::new(1, 0).over(self.least_size())
            };
            return Ok(Ball::zero().widened(size, bits).within_one(bits));
        }
        let value = if is_tiny(-middle.top(), bits) || middle.is_zero() {
            middle.even_series(bits + 24, true).0
        } else {
            middle.sin(bits + 8)?.div(&middle, bits + 8)?
        };
        // |sinc′ x| = |∫ t·sin(xt) dt| from 0 to 1, which is at most |x|/3 and 1/2, and as
        // sinc′ = (cos − sinc)/x also at most 2/|x|.
        let mut slope = self
            .size()
            .over(ErrorBound::new(3, 0))
            .least(ErrorBound::new(1, -1));
        if !self.contains_zero() {
            slope = slope.least(ErrorBound::new(2, 0).over(self.least_size()));
        }
        let off = error.times(slope);
        Ok(value.widened(off, bits).within_one(bits))
    }

    /// The hyperbolic cosine, with the errors of [`Ball::sinh`].
    pub fn cosh(&self, bits: u64) -> Result<Ball, Undefined> {
        self.abs().monotone_formula(bits, |x| {
            let up = x.exp(bits + 8)?;
            Ok(up.add(&up.reciprocal(bits + 8)?, bits).shifted(-1))
        })
    }

    /// The hyperbolic tangent.
    pub fn tanh(&self, bits: u64) -> Result<Ball, Undefined> {
        let formula = |x: &Ball, work| {
            // 1 − 2/(e^2|x| + 1), whose exponential may be past any limit.
            let down = (-&x.abs()).shifted(1).exp(work)?;
            let one = Ball::one();
            let value = one.sub(&down, work).div(&one.add(&down, work), work)?;
            Ok(if x.mid.is_negative() { -value } else { value })
        };
        let value = |x: &Ball| {
            if x.is_zero() {
                return Ok(Ball::zero());
            }
            if is_tiny(-x.top(), bits) {
                let (sinh, cosh) = x.even_series(bits + 24, false);
                return x.mul(&sinh, bits + 8)?.div(&cosh, bits);
            }
            Ok(refined(bits, |work| formula(x, work))?.within_one(bits))
        };
        let over = |x: &Ball| Ok(formula(x, bits + 16)?.within_one(bits));
        self.monotone_or(bits, over, value)
    }

    /// 1/cosh.
    pub fn sech(&self, bits: u64) -> Result<Ball, Undefined> {
        // 2e^−|x|/(1 + e^−2|x|), which may become too small but not too large.
        self.abs().monotone_formula(bits, |x| {
            let down = (-x).exp(bits + 8)?;
            let bottom = Ball::one().add(&down.square(bits + 8)?, bits + 8);
            Ok(down.div(&bottom, bits)?.shifted(1))
        })
    }

    /// 1/sinh.
    ///
    /// # Errors
    /// `Outside` at 0, `Straddles` around it.
    pub fn csch(&self, bits: u64) -> Result<Ball, Undefined> {
        self.sinh(bits + 4)?.reciprocal(bits)
    }

    /// 1/tanh, with the errors of [`Ball::csch`].
    pub fn coth(&self, bits: u64) -> Result<Ball, Undefined> {
        self.tanh(bits + 4)?.reciprocal(bits)
    }

    /// The inverse of the hyperbolic sine.
    pub fn asinh(&self, bits: u64) -> Result<Ball, Undefined> {
        self.monotone_formula(bits, |x| {
            // ln(1 + |x| + x²/(1 + √(1 + x²))).
            let work = bits + 12;
            let (size, one) = (x.abs(), Ball::one());
            let square = x.square(work)?;
            let bottom = square.add(&one, work).sqrt(work)?.add(&one, work);
            let value = size.add(&square.div(&bottom, work)?, work).log1p(bits)?;
            Ok(if x.mid.is_negative() { -value } else { value })
        })
    }

    /// The inverse of the hyperbolic cosine, not below 0.
    ///
    /// # Errors
    /// `Outside` or `Straddles` below 1.
    pub fn acosh(&self, bits: u64) -> Result<Ball, Undefined> {
        self.inside(Some(1), None)?;
        self.monotone_formula(bits, |x| {
            // ln(1 + (x − 1) + √((x − 1)(x + 1))).
            let work = bits + 12;
            let one = Ball::one();
            let above = x.sub(&one, work);
            let root = above.mul(&x.add(&one, work), work)?.sqrt(work)?;
            above.add(&root, work).log1p(bits)
        })
    }

    /// The inverse of the hyperbolic tangent.
    ///
    /// # Errors
    /// `Outside` or `Straddles` at −1 and 1 and beyond.
    pub fn atanh(&self, bits: u64) -> Result<Ball, Undefined> {
        self.inside(Some(-1), Some(1))?;
        self.monotone_formula(bits, |x| {
            // ½ ln(1 + 2x/(1 − x)), for |x|.
            let work = bits + 12;
            let size = x.abs();
            let rest = Ball::one().sub(&size, work);
            let value = match size.shifted(1).div(&rest, work) {
                Ok(ratio) => ratio.log1p(bits)?.shifted(-1),
                Err(_) if self.is_exact() => return Err(Undefined::Outside),
                Err(_) => return Err(Undefined::Straddles),
            };
            Ok(if x.mid.is_negative() { -value } else { value })
        })
    }

    /// The inverse of 1/tanh.
    ///
    /// # Errors
    /// `Outside` or `Straddles` from −1 to 1.
    pub fn acoth(&self, bits: u64) -> Result<Ball, Undefined> {
        self.beyond_one()?;
        self.monotone_formula(bits, |x| {
            // ½ ln(1 + 2/(x − 1)), for |x|.
            let work = bits + 12;
            let above = x.abs().sub(&Ball::one(), work);
            let value = match Ball::integer(2).div(&above, work) {
                Ok(ratio) => ratio.log1p(bits)?.shifted(-1),
                Err(_) if self.is_exact() => return Err(Undefined::Outside),
                Err(_) => return Err(Undefined::Straddles),
            };
            Ok(if x.mid.is_negative() { -value } else { value })
        })
    }

    /// The inverse of 1/cosh, not below 0.
    ///
    /// # Errors
    /// `Outside` or `Straddles` at 0, below it and above 1.
    pub fn asech(&self, bits: u64) -> Result<Ball, Undefined> {
        self.positive()?;
        self.inside(None, Some(1))?;
        self.monotone_formula(bits, |x| {
            // ln(1 + ((1 − x) + √((1 − x)(1 + x)))/x).
            let work = bits + 12;
            let one = Ball::one();
            let below = one.sub(x, work);
            let root = below.mul(&one.add(x, work), work)?.sqrt(work)?;
            below.add(&root, work).div(x, work)?.log1p(bits)
        })
    }

    /// The inverse of 1/sinh.
    ///
    /// # Errors
    /// `Outside` at 0, `Straddles` around it.
    pub fn acsch(&self, bits: u64) -> Result<Ball, Undefined> {
        self.reciprocal(bits + 8)?.asinh(bits)
    }

    /// The logarithm to base 2, exact for powers of two; the errors of [`Ball::ln`].
    pub fn log2(&self, bits: u64) -> Result<Ball, Undefined> {
        self.positive()?;
        if self.is_exact() {
            let zeros = self.mid.trailing_zeros().unwrap_or(0);
            if zeros + 1 == self.mid.bits() {
                return Ok(Ball::integer(self.exponent + zeros as i64));
            }
        }
        self.ln(bits + 4)?.div(&Ball::ln2(bits + 4), bits)
    }

    /// The logarithm to base 10, with the errors of [`Ball::ln`].
    pub fn log10(&self, bits: u64) -> Result<Ball, Undefined> {
        self.ln(bits + 4)?
            .div(&Ball::integer(10).ln(bits + 4)?, bits)
    }

    /// The logarithm to a base above 0 other than 1.
    ///
    /// # Errors
    /// Those of [`Ball::ln`] for both, and `Outside` or `Straddles` for base 1.
    pub fn log(&self, base: &Ball, bits: u64) -> Result<Ball, Undefined> {
        self.ln(bits + 4)?.div(&base.ln(bits + 4)?, bits)
    }

    /// The power x^y: by products for a whole exponent, else exp(y·ln x) for a base above 0, and
    /// 0 for base 0 and an exponent above 0.
    ///
    /// # Errors
    /// `Outside` or `Straddles` for a base that is or may be below 0 and an exponent that is not
    /// a whole number, or a base that is or may be 0 and an exponent that is not above 0;
    /// `TooLarge` past [`super::MAX_EXPONENT`].
    pub fn pow(&self, power: &Ball, bits: u64) -> Result<Ball, Undefined> {
        if let Some(n) = power.whole() {
            return self.powi(n, bits);
        }
        if self.is_zero() {
            return match power.sign() {
                Some(Ordering::Greater) => Ok(Ball::zero()),
                Some(_) => Err(Undefined::Outside),
                None => Err(Undefined::Straddles),
            };
        }
        match self.positive() {
            Ok(()) => {}
            // A number below 0 has a power for some whole exponents in a wide ball.
            Err(Undefined::Outside) if power.is_exact() => return Err(Undefined::Outside),
            Err(_)
                if !(&self.mid - self.radius).is_negative()
                    && power.sign() == Some(Ordering::Greater) =>
            {
                // The largest is at one of the four corners, two of which are 0^y.
                let high = self.upper_end().pow(power, bits)?;
                return Ok(Ball::up_to(high.size()));
            }
            Err(_) => return Err(Undefined::Straddles),
        }
        // The exponential turns an absolute error into a relative one.
        let size = power.product(&self.ln(32)?, 32).top().clamp(0, 64) as u64;
        let work = bits + size + 8;
        power.mul(&self.ln(work)?, work)?.exp(bits)
    }

    /// The value where it is exactly a whole number of 63 bits.
    pub(super) fn whole(&self) -> Option<i64> {
        if !self.is_exact() {
            return None;
        }
        if self.mid.is_zero() {
            return Some(0);
        }
        let shift = self.exponent;
        if shift >= 0 {
            let fits = self.mid.bits() as i64 + shift < 63;
            return fits.then(|| &self.mid << shift as u64)?.to_i64();
        }
        let zeros = self.mid.trailing_zeros().unwrap_or(0);
        if zeros < shift.unsigned_abs() {
            None
        } else {
            (&self.mid >> shift.unsigned_abs()).to_i64()
        }
    }
}
