//! The error function and what is left of it.

use crate::number::ball::composed::refined;
use crate::number::ball::short::falling_series;
use crate::number::ball::{Ball, ErrorBound, MAX_EXPONENT, Undefined};
use crate::number::whole::WholeNumber;
use crate::number::work;
use num_bigint::BigUint;
use num_traits::One;

/// From 2^MAX_ERFC_EXPONENT on erfc is below the least number that is kept.
const MAX_ERFC_EXPONENT: i64 = 22;

impl Ball {
    /// The error function 2/√π·∫ e^−t² dt from 0.
    ///
    /// # Errors
    /// `TooMuchWork` where the question has none left.
    pub fn erf(&self, bits: u64) -> Result<Ball, Undefined> {
        let over = |x: &Ball| {
            let value = x.midpoint().erf_of_midpoint(bits)?;
            Ok(value.widened(x.erf_off(), bits).within_one(bits))
        };
        self.monotone_or(bits, over, |x| x.erf_of_midpoint(bits))
    }

    /// How far erf of the numbers of a narrow ball lies from that of its midpoint, at most.
    fn erf_off(&self) -> ErrorBound {
        // The slope is 2/√π·e^−x², which falls away from 0; a narrow ball is off by a part in 2^24.
        let least = self.to_f64().abs() * (1.0 - 1e-6);
        let small = (least * least * std::f64::consts::LOG2_E).min(MAX_EXPONENT as f64);
        // Twice for 2/√π, and twice for what the double is off.
        self.error().shifted(2 - small as i64)
    }

    fn erf_of_midpoint(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.is_zero() {
            return Ok(Ball::zero());
        }
        let size = self.abs();
        let near = size.to_f64();
        // 1 − erf x < e^−x² for x > 0, which needs fewer bits by as many as it is small.
        let small = near * near * std::f64::consts::LOG2_E;
        let rest = bits as f64 + 8.0 - small;
        let value = if rest < 0.0 {
            let rest = Ball::up_to(ErrorBound::new(1, -(bits as i64) - 4));
            Ball::one().sub(&rest, bits + 8).within_one(bits)
        } else if is_large(near, rest as u64 + 8) {
            let rest = size.erfc_of_large(rest as u64 + 8)?;
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

    /// erf x = 2x/√π·e^−x²·Σ yⁿ/(1·3·5…(2n+1)) with y = 2x² for x > 0, where nothing cancels: NIST
    /// Handbook of Mathematical Functions, §7.6.2.
    ///
    fn erf_series(&self, bits: u64) -> Result<Ball, Undefined> {
        let count = terms(2.0 * self.to_f64() * self.to_f64(), bits + 24);
        let square = self.square(bits + 128)?;
        // As many bits more as the error counts below.
        let w = bits + 26 + 2 * u64::from(count.ilog2());
        let y = square.shifted(w as i64 + 1);
        let y = if y.exponent >= 0 {
            &y.mid << y.exponent as u64
        } else {
            &y.mid >> y.exponent.unsigned_abs()
        };
        let (sum, fraction, units) = match falling_series(&y, w, count) {
            // In units of 2^−w: y is off by 2, which makes less than that of the sum, as its slope is
            // below half of it; the words are off by 23, and one is for the terms left out.
            Some((sum, fraction)) => (sum, fraction, 26),
            None => {
                let (sum, units) = long_series(&y.size(), w, count);
                (WholeNumber::from(sum), w, units)
            }
        };
        let last = -(fraction as i64);
        let error = ErrorBound::above(&sum, last).times(ErrorBound::new(units, -(w as i64)));
        let sum = Ball::rounded(sum, last, error, w);
        let root = Ball::pi(w).sqrt(w)?;
        let density = (-square).exp(w)?.shifted(1).div(&root, w)?;
        sum.mul(&density, w)?.mul(self, bits)
    }

    /// 1 − erf x, accurate relative to its size also where that is tiny.
    ///
    /// # Errors
    /// `TooMuchWork` where the question has none left.
    pub fn erfc(&self, bits: u64) -> Result<Ball, Undefined> {
        let over = |x: &Ball| {
            let value = x.midpoint().erfc_of_midpoint(bits)?;
            Ok(value.widened(x.erf_off(), bits))
        };
        self.monotone_or(bits, over, |x| x.erfc_of_midpoint(bits))
    }

    fn erfc_of_midpoint(&self, bits: u64) -> Result<Ball, Undefined> {
        let one = Ball::one();
        if !self.mid.is_positive() {
            return Ok(one.sub(&self.erf_of_midpoint(bits + 4)?, bits));
        }
        if self.top() > MAX_ERFC_EXPONENT {
            return Ok(Ball::up_to(ErrorBound::new(1, -MAX_EXPONENT)));
        }
        // The bits that 1 − erf x loses: erfc x is about e^−x²/x.
        let near = self.to_f64();
        if is_large(near, bits) {
            return self.erfc_of_large(bits);
        }
        let lost = (near * near * std::f64::consts::LOG2_E) as u64 + 8;
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
            // A term needs fewer bits by as many as it is small.
            let left = (w as i64 + term.top()).max(0) as u64 + 16;
            let next = term.mul(&ratio.round(left), left)?;
            let next = next.mul(&Ball::integer(1 - 2 * m), left)?;
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
        let root = Ball::exactly(1u64.into(), -1).sqrt(work)?;
        Ok((-self.product(&root, work)).erfc(bits)?.shifted(-1))
    }
}

/// The sum of [`Ball::erf_series`] for `y`·2^−w, in units of 2^−w, and by how many units of itself it is
/// off where y is off by 2.
///
/// Summed from the far end in blocks of m terms, r ← (yⁱ + r)/(2n+1) with i = n mod m and
/// r ← y^m·r between two blocks, so that long products are few: D. M. Smith, "Efficient
/// multiple-precision evaluation of elementary functions" (1989), section 2.
fn long_series(y: &BigUint, w: u64, count: u64) -> (BigUint, u128) {
    let long = (y.bits().saturating_sub(w)).max(1);
    let block = count.isqrt().min(w / long + 1).max(1);
    work::spend_series(count, block + count / block, w.max(y.bits()));
    let mut powers = vec![BigUint::one() << w];
    for i in 0..block as usize {
        powers.push((&powers[i] * y) >> w);
    }
    let step = powers.pop().expect("the block has a term");
    let mut sum = BigUint::ZERO;
    for n in (0..count).rev() {
        let i = (n % block) as usize;
        if i + 1 == block as usize {
            sum = (sum * &step) >> w;
        }
        sum = (sum + &powers[i]) / (2 * n + 1);
    }
    // In units of 2^−w: y is off by 2 and each power by 1 more than that of its factors. For
    // y ≥ 1 a power is at least 1, so that yⁱ is off by 3i units of itself; the sum is at least
    // 1/(2n+1), so that cutting it is at most 2n+1 units of itself, twice between blocks. For
    // y < 1 powers and sums are at most 1 and 2, and a power is off by 3i, a sum by less than
    // 10·block, as each term divides by 3 at least. Both are below 4N² + 32N + 64 units of the
    // sum for N terms, of which one is for the terms left out.
    (
        sum,
        4 * u128::from(count).pow(2) + 32 * u128::from(count) + 64,
    )
}

/// Do the terms of the asymptotic series of erfc at x fall to 2^−bits? The least is about e^−x².
fn is_large(x: f64, bits: u64) -> bool {
    x * x * std::f64::consts::LOG2_E > bits as f64 + 32.0
}

/// After how many terms yⁿ/(1·3·5…(2n+1)) is below 2^−bits and the next one below half of it.
///
/// The term is followed as term·2^(−lost), so that no double overflows. It is off by less than a
/// part in 10⁹, which is nothing beside the bits that the caller adds.
fn terms(y: f64, bits: u64) -> u64 {
    const STEP: f64 = 256.0;
    let (down, up) = (libm::exp2(-STEP), libm::exp2(STEP));
    let limit = |lost: f64| libm::exp2(lost - bits as f64);
    let (mut term, mut lost, mut least) = (1.0, 0.0, limit(0.0));
    for count in 1.. {
        let ratio = y / (2 * count + 1) as f64;
        term *= ratio;
        if term < down {
            (term, lost) = (term * up, lost + STEP);
            least = limit(lost);
        } else if term > up {
            (term, lost) = (term * down, lost - STEP);
            least = limit(lost);
        }
        if term < least && ratio < 0.5 {
            return count;
        }
    }
    unreachable!("the terms fall faster than any power")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum in words against the long one with 300 bits more.
    #[test]
    fn the_sum_in_words_is_off_by_no_more_than_it_says() {
        const MORE: u64 = 300;
        let mut worst = 0;
        for w in (60..=250).step_by(5) {
            for step in 1..60_u64 {
                // From 2^−18 to almost 64.
                let y: BigUint = (BigUint::from(step * 0x9e37_79b9 + 1) << w) >> (26 + step / 2);
                let y = y.min((BigUint::from(64_u64) << w) - 1_u64);
                let count = terms(64.0 / step as f64, w);
                let (sum, fraction) = falling_series(&y.clone().into(), w, count).expect("it fits");
                let (exact, _) = long_series(&(&y << MORE), w + MORE, count);
                let sum = sum.size().into_owned() << (w + MORE - fraction);
                let apart = if sum > exact {
                    &sum - &exact
                } else {
                    &exact - &sum
                };
                let limit = (&exact * 23_u64) >> fraction;
                assert!(apart <= limit, "{w} bits, {y}");
                let share = (apart * 1000_u64) / (limit + 1_u64);
                worst = worst.max(u64::try_from(share).unwrap_or(u64::MAX));
            }
        }
        // There are errors, so that the comparison could have failed.
        assert!(worst > 10, "{worst}");
    }
}
