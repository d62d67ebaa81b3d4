//! Γ, its logarithmic derivatives, and the error function.

use crate::number::ball::composed::refined;
use crate::number::ball::{Ball, Bound, Undefined};
use num_bigint::{BigInt, BigUint};
use num_traits::{One, Signed, ToPrimitive};
use std::cell::RefCell;
use std::cmp::Ordering;

/// Most steps by which an argument is shifted to where an asymptotic series is good. It stands for
/// the work at about 100,000 bits, and for polygamma bounds how far below 0 it goes.
pub const MAX_SHIFT: u64 = 1 << 15;

/// Bits for bounding a slope: its first digits are enough.
const SLOPE_BITS: u64 = 40;

/// Factorials of whole numbers up to this are multiplied out.
const MAX_PRODUCT: i64 = 1000;

impl Ball {
    /// The gamma function.
    ///
    /// # Errors
    /// `Outside` at 0, −1, −2 …, `Straddles` around them, `TooLarge` past
    /// [`super::MAX_EXPONENT`] or where more than [`MAX_SHIFT`] steps were needed.
    pub fn gamma(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.is_exact() {
            return self.gamma_of_midpoint(bits);
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
            match self.compare(&Ball::integer(MAX_PRODUCT)) {
                _ if !self.mid.is_positive() => return Err(Undefined::Outside),
                Some(Ordering::Less) => {
                    let n = (&self.mid << self.exponent.max(0)) >> (-self.exponent).max(0);
                    let n = n.to_u64().expect("below the largest product");
                    return Ok(Ball::dyadic(factorial(n - 1).into(), 0).round(bits));
                }
                _ => {}
            }
        }
        refined(bits, |work| self.gamma_over(work))
    }

    /// Γ of every number in the ball, without care for how wide that comes out.
    fn gamma_over(&self, bits: u64) -> Result<Ball, Undefined> {
        let half = Ball::dyadic(BigInt::one(), -1);
        if self.midpoint().compare(&half) == Some(Ordering::Less) {
            // Γ(x) = π/(sin πx·Γ(1 − x)).
            let exact = self.mid.bits() + self.exponent.unsigned_abs() + 2;
            let other = if self.is_exact() && exact < 4 * bits + 64 {
                Ball::one().sub(self, exact)
            } else {
                Ball::one().sub(self, bits + 8)
            };
            let divisor = self
                .sin_pi(bits + 8)?
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
        let (shifted, steps) = self.shifted_up(work, 0)?;
        let mut product = Ball::one();
        for step in 0..steps {
            product = product.mul(&self.add(&Ball::integer(step as i64), work), work)?;
        }
        shifted
            .ln_gamma_of_large(work)?
            .exp(work)?
            .div(&product, bits)
    }

    /// sin πx, with x reduced by whole numbers before π comes in.
    fn sin_pi(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.top() > super::MAX_ANGLE_BITS {
            return Err(Undefined::TooLarge);
        }
        let half = Ball::dyadic(BigInt::one(), -1);
        let exact = self.mid.bits() + 66;
        let whole = self.midpoint();
        let whole = if whole.top() < -1 {
            Ball::zero()
        } else {
            whole.add(&half, exact).floor()?
        };
        let odd = whole.exponent == 0 && whole.mid.bit(0);
        let sine = self
            .sub(&whole, exact.max(bits))
            .mul(&Ball::pi(bits + 8), bits + 8)?
            .sin(bits)?;
        Ok(if odd { -sine } else { sine })
    }

    /// The ball moved up by a number of steps, to where the asymptotic series of ln Γ and its
    /// first `order` derivatives reach 2^−bits.
    fn shifted_up(&self, bits: u64, order: u64) -> Result<(Ball, u64), Undefined> {
        // Terms fall until about e^−2πx, which is 2^−9x; with x = bits/4 a third of them do.
        let enough = Ball::integer((bits / 4 + 3 + order) as i64);
        let low = self.lower_end();
        if low.compare(&enough) != Some(Ordering::Less) {
            return Ok((self.clone(), 0));
        }
        if low.top() > 62 {
            return Err(Undefined::TooLarge);
        }
        let distance = enough.sub(&low, 64).to_f64().ceil();
        let steps = distance.to_u64().filter(|&steps| steps <= MAX_SHIFT);
        let steps = steps.ok_or(Undefined::TooLarge)?;
        Ok((self.add(&Ball::integer(steps as i64), bits + 8), steps))
    }

    /// ln Γ(x) = (x − ½)ln x − x + ½ ln 2π + Σ B₂ₖ/(2k(2k−1)x^(2k−1)), where for x > 0 the first
    /// term left out bounds the rest: NIST Handbook of Mathematical Functions, §5.11(ii).
    fn ln_gamma_of_large(&self, bits: u64) -> Result<Ball, Undefined> {
        let half = Ball::dyadic(BigInt::one(), -1);
        let main = self.sub(&half, bits + 8).mul(&self.ln(bits)?, bits)?;
        let twice_pi = Ball::pi(bits).shifted(1).ln(bits)?.shifted(-1);
        let sum = main.sub(self, bits).add(&twice_pi, bits);
        let inverse = self.reciprocal(bits)?;
        let rest = asymptotic(&inverse, inverse.clone(), bits, |k| {
            (BigUint::one(), BigUint::from(2 * k * (2 * k - 1)))
        })?;
        Ok(sum.add(&rest, bits))
    }

    /// The derivative number `order` of ψ, the logarithmic derivative of Γ: order 0 is ψ itself,
    /// the digamma function, and 1 the trigamma function.
    ///
    /// # Errors
    /// `Outside` at 0, −1, −2 …, `Straddles` around them, `TooLarge` where more than
    /// [`MAX_SHIFT`] steps were needed: for numbers far below 0.
    pub fn polygamma(&self, order: u32, bits: u64) -> Result<Ball, Undefined> {
        if self.is_exact() {
            return refined(bits, |work| self.polygamma_over(order, work));
        }
        let slope = self.polygamma_over(order + 1, SLOPE_BITS)?;
        let middle = self.midpoint();
        let value = refined(bits, |work| middle.polygamma_over(order, work))?;
        Ok(value.widened(self.error().times(slope.size()), bits))
    }

    /// The polygamma function of every number in the ball, however wide that comes out.
    ///
    /// ψ(x) = ln x − 1/2x − Σ B₂ₖ/(2k·x^2k), and its derivatives term by term. The rest of the
    /// series of ln Γ is completely monotonic but for its sign (S. Koumandos, "Remarks on some
    /// completely monotonic functions", J. Math. Anal. Appl. 324 (2006)), so the rests of all
    /// derivatives alternate as well and are bounded by the first term left out.
    fn polygamma_over(&self, order: u32, bits: u64) -> Result<Ball, Undefined> {
        let n = u64::from(order);
        let work = bits + 16;
        let (large, steps) = self.shifted_up(work, n)?;
        // All sums for (−1)^(n+1) times the function, which is above 0 for n > 0.
        let mut sum = Ball::zero();
        for step in 0..steps {
            let at = self.add(&Ball::integer(step as i64), work);
            sum = sum.add(&at.powi(n as i64 + 1, work)?.reciprocal(work)?, work);
        }
        let all = Ball::dyadic(factorial(n).into(), 0);
        let inverse = large.reciprocal(work)?;
        let power = inverse.powi(n as i64, work)?;
        sum = sum.add(&power.mul(&inverse, work)?.shifted(-1), work);
        sum = sum.mul(&all, work)?;
        let first = if n == 0 {
            -large.ln(work)?
        } else {
            power.mul(&Ball::dyadic(factorial(n - 1).into(), 0), work)?
        };
        sum = sum.add(&first, work);
        // B₂ₖ·(2k + n − 1)!/(2k)!/x^(2k+n).
        let start = power.mul(&inverse.square(work)?, work)?;
        let rest = asymptotic(&inverse, start, work, |k| {
            if n == 0 {
                return (BigUint::one(), BigUint::from(2 * k));
            }
            let product = (2 * k + 1..2 * k + n).fold(BigUint::one(), |all, i| all * i);
            (product, BigUint::one())
        })?;
        sum = sum.add(&rest, work);
        Ok(if n.is_multiple_of(2) { -sum } else { sum }.round(bits))
    }

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
}

/// Σ B₂ₖ·a/b·x^(2(k−1))·start over k from 1, with `a, b = factor(k)`, until a term is small enough
/// for that many bits or grows again; that term is the error.
fn asymptotic(
    x: &Ball,
    start: Ball,
    bits: u64,
    factor: impl Fn(u64) -> (BigUint, BigUint),
) -> Result<Ball, Undefined> {
    let square = x.square(bits)?;
    // Relative to the first term where that is small, as for derivatives at large numbers.
    let least = start.top().min(0) - bits as i64;
    let mut power = start;
    let mut sum = Ball::zero();
    let mut last = i64::MAX;
    for k in 1.. {
        let (top, bottom) = bernoulli(k);
        let (a, b) = factor(k);
        let top = Ball::dyadic(top * BigInt::from(a), 0).round(bits);
        let bottom = Ball::dyadic((bottom * b).into(), 0);
        let term = top.mul(&power, bits)?.div(&bottom, bits)?;
        let size = term.size();
        if size.is_zero() || size.top() < least || size.top() > last {
            return Ok(sum.widened(size, bits));
        }
        last = size.top();
        sum = sum.add(&term, bits);
        power = power.mul(&square, bits)?;
    }
    unreachable!("the terms of an asymptotic series grow in the end")
}

thread_local! {
    static TANGENTS: RefCell<Vec<BigUint>> = const { RefCell::new(Vec::new()) };
}

/// The Bernoulli number B₂ₖ as a numerator and a denominator, not in lowest terms:
/// (−1)^(k−1)·2k·Tₖ/(4^k(4^k − 1)) with the tangent numbers T. R. P. Brent and D. Harvey, "Fast
/// computation of Bernoulli, tangent and secant numbers" (2011), equation 14.
fn bernoulli(k: u64) -> (BigInt, BigUint) {
    let tangent = TANGENTS.with_borrow_mut(|list| {
        if list.len() < k as usize {
            *list = tangents((2 * k as usize).max(32));
        }
        list[k as usize - 1].clone()
    });
    let four = BigUint::one() << (2 * k);
    let top = BigInt::from(tangent * (2 * k));
    (
        if k.is_multiple_of(2) { -top } else { top },
        &four * (&four - 1u32),
    )
}

/// The tangent numbers T₁ to Tₙ, by the algorithm TangentNumbers of the same paper.
fn tangents(n: usize) -> Vec<BigUint> {
    let mut list = vec![BigUint::one(); n + 1];
    for k in 2..=n {
        list[k] = &list[k - 1] * (k as u64 - 1);
    }
    for k in 2..=n {
        for j in k..=n {
            list[j] = &list[j - 1] * (j - k) as u64 + &list[j] * (j - k + 2) as u64;
        }
    }
    list.split_off(1)
}

fn factorial(n: u64) -> BigUint {
    (2..=n).fold(BigUint::one(), |product, i| product * i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bernoulli_numbers() {
        let known = [
            (1, 6),
            (-1, 30),
            (1, 42),
            (-1, 30),
            (5, 66),
            (-691, 2730),
            (7, 6),
        ];
        for (k, (top, bottom)) in known.into_iter().enumerate() {
            let (a, b) = bernoulli(k as u64 + 1);
            assert_eq!(a * bottom, BigInt::from(b) * top);
        }
    }

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
        let half = Ball::dyadic(BigInt::one(), -1).gamma(300).unwrap();
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
        assert_eq!(far.polygamma(1, 64), Err(Undefined::TooLarge));
    }
}
