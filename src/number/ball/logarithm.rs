//! The natural logarithm, near 1 as accurate relative to its size as elsewhere.

use crate::number::ball::elementary::{is_tiny, ladder};
use crate::number::ball::{Ball, ErrorBound, Undefined};
use std::cmp::Ordering;

impl Ball {
    /// The natural logarithm.
    ///
    /// # Errors
    /// `Outside` where the ball has no number above 0, `Straddles` where it has others too.
    pub fn ln(&self, bits: u64) -> Result<Ball, Undefined> {
        self.positive()?;
        let error = self.error();
        if error.is_zero() {
            return Ok(self.ln_of_midpoint(bits));
        }
        if self.accuracy() < 8 {
            let low = self.lower_end().ln_of_midpoint(bits);
            return Ok(low.hull(&self.upper_end().ln_of_midpoint(bits), bits));
        }
        let value = self.ln_of_midpoint(bits);
        Ok(value.widened(error.over(self.least_size()), bits))
    }

    /// ln(1 + x), as accurate relative to its size as x.
    ///
    /// # Errors
    /// `Outside` where the ball has no number above −1, `Straddles` where it has others too.
    pub fn log1p(&self, bits: u64) -> Result<Ball, Undefined> {
        // Beyond this 1 + x loses no more bits than are added here.
        if self.top() > -10 {
            return self.add(&Ball::one(), bits + 16).ln(bits);
        }
        // 1 + x is a number of many bits where x is small, so it is kept exact.
        let error = self.error();
        let small = self.midpoint();
        let value = small.log1p_of_small(bits);
        // The slope 1/(1 + x) is below 1 + 2^−8.
        Ok(value.widened(error.plus(error.shifted(-8)), bits))
    }

    /// ln(1 + x) for an exact x below 2^−9 in size.
    fn log1p_of_small(&self, bits: u64) -> Ball {
        if self.is_zero() {
            return Ball::zero();
        }
        let small = -(self.exponent + self.mid.bits() as i64);
        let work = bits + 8;
        if !is_tiny(small, work) {
            let small = small as u64;
            // The series is long and the number not very near 1: correct a guess instead.
            let sum = self.add(&Ball::one(), self.mid.bits() + small + 64);
            return sum.ln_near_one(bits, small);
        }
        // ln(1 + x) = 2 artanh(x/(2 + x)).
        let divisor = self.add(&Ball::integer(2), work);
        let z = self.quotient(&divisor, work);
        z.odd_series(work, false).shifted(1).round(bits)
    }

    /// Is it above 0?
    pub(super) fn positive(&self) -> Result<(), Undefined> {
        match self.sign() {
            Some(Ordering::Greater) => Ok(()),
            Some(_) => Err(Undefined::Outside),
            None if !(&self.mid + self.radius).is_positive() => Err(Undefined::Outside),
            None => Err(Undefined::Straddles),
        }
    }

    /// ln of an exact number above 0.
    fn ln_of_midpoint(&self, bits: u64) -> Ball {
        // Written as m·2^n with m from 3/4 to 3/2, so that a number near 1 has n = 0.
        let mut n = self.exponent + self.mid.bits() as i64;
        let mut m = Ball::exactly(self.mid.clone(), -(self.mid.bits() as i64));
        let three_quarters = self.mid.bits() < 2 || !self.mid.bit(self.mid.bits() - 2);
        if three_quarters {
            n -= 1;
            m = m.shifted(1);
        }
        let from_one = m.sub(&Ball::one(), 64);
        if from_one.is_zero() {
            return if n == 0 {
                Ball::zero()
            } else {
                Ball::ln2(bits + 42).product(&Ball::integer(n), bits)
            };
        }
        let small = -(from_one.top());
        if n == 0 {
            if small > 9 {
                let from_one = m.sub(&Ball::one(), m.mid.bits() + 2);
                return from_one.log1p_of_small(bits);
            }
            return m.ln_near_one(bits, small.max(0) as u64);
        }
        // ln m is below half of |n|·ln 2, so few bits cancel.
        let part = m.ln_near_one(bits + 4, 0);
        let size = u64::from(64 - n.unsigned_abs().leading_zeros());
        let twos = Ball::ln2(bits + size + 8).product(&Ball::integer(n), bits + 8);
        twos.add(&part, bits)
    }

    /// ln of an exact number from 3/4 to 3/2 that is about 2^−small from 1.
    ///
    /// Guesses `y` are corrected by ln x = y + 2 artanh((x − E)/(x + E)) with E = e^y, which holds
    /// for any y, so a bad guess costs bits and never truth.
    fn ln_near_one(&self, bits: u64, small: u64) -> Ball {
        let work = bits + small + 8;
        let mut guess = Ball::from_f64(libm::log(self.to_f64())).unwrap_or_else(Ball::zero);
        for target in ladder(work) {
            let x = self.round(target);
            let Ok(power) = guess.exp_of_midpoint(target) else {
                // It is not large: there is no work left. ln 1/2 is above −1, ln 3/2 below 1.
                return Ball::up_to(ErrorBound::new(1, 0));
            };
            let z = x
                .sub(&power, target)
                .quotient(&x.add(&power, target), target);
            let corrected = guess.add(&z.odd_series(target, false).shifted(1), target);
            if target == work {
                return corrected.round(bits);
            }
            guess = corrected.midpoint();
        }
        unreachable!("the ladder ends at the bits asked for")
    }
}
