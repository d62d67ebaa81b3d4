//! The error function and what is left of it.

use crate::number::ball::composed::refined;
use crate::number::ball::{Ball, Bound, MAX_EXPONENT, Undefined};
use num_bigint::{BigInt, BigUint};
use num_traits::{One, Signed};

/// From 2^MAX_ERFC_EXPONENT on erfc is below the least number that is kept.
const MAX_ERFC_EXPONENT: i64 = 22;

impl Ball {
    /// The error function 2/√π·∫ e^−t² dt from 0.
    pub fn erf(&self, bits: u64) -> Ball {
        self.monotone(bits, |x| x.erf_of_midpoint(bits))
            .expect("the error function is defined everywhere")
    }

    fn erf_of_midpoint(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.is_zero() {
            return Ok(Ball::zero());
        }
        let size = self.abs();
        let near = size.to_f64();
        // 1 − erf x < e^−x² for x > 0.
        let value = if near * near > (bits + 4) as f64 {
            let rest = Ball::up_to(Bound::new(1, -(bits as i64) - 4));
            Ball::one().sub(&rest, bits + 8).within_one(bits)
        } else {
            size.erf_series(bits)?.within_one(bits)
        };
        Ok(if self.mid.is_negative() {
            -value
        } else {
            value
        })
    }

    /// erf x = 2x/√π·e^−x²·Σ (2x²)^n/(1·3·5…(2n+1)) for x > 0, where nothing cancels: NIST
    /// Handbook of Mathematical Functions, §7.6.2.
    fn erf_series(&self, bits: u64) -> Result<Ball, Undefined> {
        let w = bits + 24;
        let square = self.square(w + 64)?;
        let fixed = square.shifted(w as i64 + 1);
        let shift = fixed.exponent;
        let ratio = if shift >= 0 {
            fixed.mid << shift
        } else {
            fixed.mid >> -shift
        };
        let ratio = ratio.magnitude();
        let mut term = BigUint::one() << w;
        let mut sum = term.clone();
        let mut count = 1u64;
        // To where a term is less than a unit and the next ones less than half of it each.
        while term.bits() > 0 || ratio >> w >= BigUint::from(count) {
            term = ((term * ratio) >> w) / (2 * count + 1);
            sum += &term;
            count += 1;
        }
        // Each term is off by 2 units of its own, which the following ones carry on at most as the
        // whole sum carries on its 1; the ratio is off by 2, which shifts no sum by more than
        // twice itself. So the sum is off by (2·count + 4) units of itself, and by 2 for the rest.
        let error = Bound::above(&sum, -(w as i64))
            .times(Bound::new(u128::from(2 * count) + 8, -(w as i64)));
        let sum = Ball::rounded(sum.into(), -(w as i64), error, w);
        let root = Ball::pi(w).sqrt(w)?;
        let density = (-square).exp(w)?.shifted(1).div(&root, w)?;
        sum.mul(&density, w)?.mul(self, bits)
    }

    /// 1 − erf x, accurate relative to its size also where that is tiny.
    pub fn erfc(&self, bits: u64) -> Ball {
        self.monotone(bits, |x| x.erfc_of_midpoint(bits))
            .expect("the error function is defined everywhere")
    }

    fn erfc_of_midpoint(&self, bits: u64) -> Result<Ball, Undefined> {
        let one = Ball::one();
        if !self.mid.is_positive() {
            return Ok(one.sub(&self.erf_of_midpoint(bits + 4)?, bits));
        }
        if self.top() > MAX_ERFC_EXPONENT {
            return Ok(Ball::up_to(Bound::new(1, -MAX_EXPONENT)));
        }
        // The bits that 1 − erf x loses: erfc x is about e^−x²/x.
        let near = self.to_f64();
        let lost = near * near * std::f64::consts::LOG2_E;
        if lost > bits as f64 + 32.0 {
            return self.erfc_of_large(bits);
        }
        let lost = lost as u64 + 8;
        refined(bits, |work| {
            Ok(one.sub(&self.erf_series(work + lost)?, work))
        })
    }

    /// erfc x = e^−x²/(x√π)·Σ (−1)^m·(1·3·5…(2m − 1))/(2x²)^m, where for x > 0 the first term left
    /// out bounds the rest: DLMF 7.12.1 and §7.12(i).
    fn erfc_of_large(&self, bits: u64) -> Result<Ball, Undefined> {
        let w = bits + 16;
        let square = self.square(w + 2 * self.top().max(0) as u64)?;
        let ratio = square.shifted(1).reciprocal(w)?;
        let mut term = Ball::one();
        let mut sum = Ball::one();
        for m in 1.. {
            let next = term.mul(&ratio, w)?.mul(&Ball::integer(1 - 2 * m), w)?;
            if next.top() < -(w as i64) || next.top() > term.top() {
                sum = sum.widened(next.size(), w);
                break;
            }
            sum = sum.add(&next, w);
            term = next;
        }
        let bottom = self.mul(&Ball::pi(w).sqrt(w)?, w)?;
        let density = (-square).exp(w)?;
        Ok(sum.mul(&density, w)?.div(&bottom, bits)?.above_zero())
    }

    /// The normal distribution Φ(x) = erfc(−x/√2)/2.
    pub(super) fn normal(&self, bits: u64) -> Result<Ball, Undefined> {
        // A relative error of the argument grows by about its square.
        let work = bits + 8 + 2 * self.top().clamp(0, MAX_ERFC_EXPONENT) as u64;
        let root = Ball::dyadic(BigInt::one(), -1).sqrt(work)?;
        Ok((-self.product(&root, work)).erfc(bits).shifted(-1))
    }
}
