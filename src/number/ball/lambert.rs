//! Lambert's function: the principal branch of the inverse of w·e^w.

use crate::number::ball::composed::refined;
use crate::number::ball::{Ball, Undefined};
use std::cmp::Ordering;

/// Corrections of a guess at full precision before its error is left to show. Each doubles the
/// correct bits, so that from a good guess one or two are made.
const MAX_CORRECTIONS: u32 = 8;

impl Ball {
    /// The w ≥ −1 with w·e^w = x: DLMF §4.13.
    ///
    /// A guess w₀ is verified by an equation h(w) = 0 for W whose slope is at least 1/2 from w₀ to
    /// W, so that W lies within 2|h(w₀)| of w₀. A bad guess costs bits and never truth.
    ///
    /// # Errors
    /// `Outside` below −1/e, `Straddles` around it.
    pub fn lambertw(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.is_exact() {
            return self.lambertw_of_midpoint(bits);
        }
        if self.is_narrow() && self.mid.is_positive() {
            // Above 0 the slope W/(x(1 + W)) is below W/x = e^−W, which falls: DLMF 4.13.4.
            let value = self.midpoint().lambertw_of_midpoint(bits)?;
            let slope = value.size().over(self.least_size());
            return Ok(value.widened(self.error().times(slope), bits));
        }
        let high = self.upper_end().lambertw_of_midpoint(bits)?;
        let low = self.lower_end().lambertw_of_midpoint(bits);
        let low = low.map_err(|_| Undefined::Straddles)?;
        Ok(low.hull(&high, bits))
    }

    fn lambertw_of_midpoint(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.is_zero() {
            return Ok(Ball::zero());
        }
        let eighth = Ball::exactly(1u64.into(), -3);
        if self.compare(&-eighth) == Some(Ordering::Less) {
            return self.lambertw_near_end(bits);
        }
        if self.compare(&Ball::integer(3)) == Some(Ordering::Greater) {
            // W + ln W = ln x, DLMF 4.13.3, with the slope 1 + 1/w.
            let log = self.ln(bits + 16)?;
            let near = log.to_f64();
            let mut guess = near;
            for _ in 0..4 {
                guess *= (1.0 + near - libm::log(guess)) / (1.0 + guess);
            }
            return solved(guess, 1, bits, |w, work| {
                let rest = w.add(&w.ln(work)?, work).sub(&log, work);
                Ok((rest, Ball::one().add(&w.reciprocal(work)?, work)))
            });
        }
        // w − x·e^−w = 0, whose slope is 1 + x·e^−w: at least 1 for x > 0, and above 1/2 for
        // x ≥ −1/8 and w > −1.
        let near = self.to_f64();
        if self.top() < -30 {
            // Here W = x − x² + … may be smaller than any double.
            let square = self.square(64)?;
            let guess = self.sub(&square, 64).midpoint();
            return solved_from(guess, -1, bits, |w, work| self.direct_equation(w, work));
        }
        let mut guess = if near > 0.0 { libm::log1p(near) } else { near };
        for _ in 0..6 {
            let power = near * libm::exp(-guess);
            guess -= (guess - power) / (1.0 + power);
        }
        solved(guess, -1, bits, |w, work| self.direct_equation(w, work))
    }

    /// w − x·e^−w and its slope.
    fn direct_equation(&self, w: &Ball, bits: u64) -> Result<(Ball, Ball), Undefined> {
        let power = self.mul(&(-w).exp(bits)?, bits)?;
        Ok((w.sub(&power, bits), Ball::one().add(&power, bits)))
    }

    /// W for x from −1/e to −1/8, by u = 1 + W and F(u) = √(2(u·e^u − e^u + 1)) = √(2(1 + ex)).
    ///
    /// F² and its slope 2u·e^u are 0 at 0, and F′ = u·e^u/F is at least 1: u²e^(2u) and F² are both
    /// 0 at 0, where the first grows faster. For the guess see DLMF 4.13.6.
    fn lambertw_near_end(&self, bits: u64) -> Result<Ball, Undefined> {
        // x has as many bits as it has; the end is no nearer than about 2^−2 times those.
        let work = bits + 16;
        let distance = refined(work, |w| {
            let w = w + self.mid.bits();
            Ok(Ball::e(w).mul(self, w)?.add(&Ball::one(), w))
        })?;
        match distance.sign() {
            Some(Ordering::Greater) => {}
            Some(_) => return Err(Undefined::Outside),
            None => return Err(Undefined::Straddles),
        }
        let goal = distance.shifted(1).sqrt(work)?;
        let small = (-goal.top()).max(0) as u64;
        if small > bits + 4 {
            // F(0) = 0, so that u is not above the goal.
            let above = Ball::up_to(goal.size());
            return Ok(above.sub(&Ball::one(), bits));
        }
        let near = goal.to_f64();
        let guess = near - near * near / 3.0 + 11.0 / 72.0 * near * near * near;
        let value = solved(guess, 0, bits, |u, work| {
            // The two products cancel to about u²/2.
            let long = work + 2 * small + 8;
            let power = u.exp(long)?;
            let square = u.sub(&Ball::one(), long).mul(&power, long)?;
            let square = square.add(&Ball::one(), long).shifted(1);
            let root = square.above_zero().sqrt(work)?;
            let slope = u.mul(&power, work)?.div(&root, work)?;
            Ok((root.sub(&goal, work), slope))
        })?;
        Ok(value.sub(&Ball::one(), bits))
    }
}

/// The zero near a guess of an equation that gives its rest and its slope at exact numbers, where
/// the slope is at least 1/2 from `least` on, and the zero does not lie below that.
fn solved(
    guess: f64,
    least: i64,
    bits: u64,
    equation: impl Fn(&Ball, u64) -> Result<(Ball, Ball), Undefined>,
) -> Result<Ball, Undefined> {
    let guess = Ball::from_f64(guess).ok_or(Undefined::TooLarge)?;
    solved_from(guess, least, bits, equation)
}

fn solved_from(
    guess: Ball,
    least: i64,
    bits: u64,
    equation: impl Fn(&Ball, u64) -> Result<(Ball, Ball), Undefined>,
) -> Result<Ball, Undefined> {
    let full = bits + 16;
    let mut precision = full.min(96);
    let mut corrections = 0;
    let mut guess = guess;
    let least = Ball::integer(least);
    loop {
        Ball::affordable()?;
        if guess.compare(&least) == Some(Ordering::Less) {
            guess = least.clone();
        }
        let (rest, slope) = equation(&guess, precision)?;
        if precision == full {
            let error = rest.size().shifted(1);
            let enough = error.top() < guess.top() - bits as i64 - 2;
            if enough || error.is_zero() || corrections == MAX_CORRECTIONS {
                return Ok(guess.widened(error, bits));
            }
            corrections += 1;
        }
        guess = guess
            .sub(&rest.div(&slope, precision)?, precision)
            .midpoint();
        precision = (2 * precision - 16).min(full);
    }
}
