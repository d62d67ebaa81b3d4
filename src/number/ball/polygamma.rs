//! The logarithmic derivatives of Γ.

use crate::number::ball::composed::{SLOPE_BITS, refined};
use crate::number::ball::stirling::{MAX_SHIFT, StirlingSeries, asymptotic};
use crate::number::ball::{Ball, ShortBall, Undefined};
use crate::number::factorial::factorial;
use num_bigint::BigInt;
use num_traits::{One, Zero};
use std::cmp::Ordering;

/// Arguments below this are reflected to above 0; down to it shifting up is as cheap.
const REFLECTED: i64 = -64;

/// Highest derivative that is reflected: the polynomial in the cotangent has as many terms.
const MAX_REFLECTED_ORDER: u64 = 64;

impl Ball {
    /// The digamma function ψ = Γ′/Γ, with the errors of [`Ball::polygamma`].
    pub fn digamma(&self, bits: u64) -> Result<Ball, Undefined> {
        self.polygamma(0, bits)
    }

    /// The derivative number `order` of ψ, the logarithmic derivative of Γ: order 0 is ψ itself,
    /// the digamma function, and 1 the trigamma function.
    ///
    /// # Errors
    /// `Outside` at 0, −1, −2 …, `Straddles` around them, `TooLarge` where more than
    /// [`super::MAX_SHIFT`] steps were needed, as for high orders far below 0, or the order is
    /// past that.
    pub fn polygamma(&self, order: u32, bits: u64) -> Result<Ball, Undefined> {
        if order == 0
            && let Some(value) = self.shortly(bits, ShortBall::digamma)
        {
            return Ok(value);
        }
        if self.is_exact() {
            return refined(bits, |work| self.polygamma_over(order, work));
        }
        // A narrow ball loses few bits on the way, which the slope would cost as much to save.
        let value = self.polygamma_over(order, bits + 16)?;
        if value.is_as_accurate(self, bits) {
            return Ok(value.round(bits));
        }
        let slope = self.polygamma_over(order + 1, SLOPE_BITS)?;
        let middle = self.midpoint();
        let value = refined(bits, |work| middle.polygamma_over(order, work))?;
        Ok(value.widened(self.error().times(slope.size()), bits))
    }

    /// The polygamma function of every number in the ball, however wide that comes out.
    pub(super) fn polygamma_over(&self, order: u32, bits: u64) -> Result<Ball, Undefined> {
        let n = u64::from(order);
        if n > MAX_SHIFT {
            return Err(Undefined::TooLarge);
        }
        let low = self.midpoint().compare(&Ball::integer(REFLECTED)) == Some(Ordering::Less);
        if !low || n > MAX_REFLECTED_ORDER {
            return self.polygamma_by_stirling(order, bits);
        }
        // ψ⁽ⁿ⁾(x) = (−1)ⁿψ⁽ⁿ⁾(1 − x) − π·dⁿ/dxⁿ cot πx, DLMF 5.15.6.
        let work = bits + 8;
        let (sine, cosine) = self.sin_cos_pi(work)?;
        let cotangent = cosine.div(&sine, work)?;
        let mut value = Ball::zero();
        for coefficient in cotangent_derivative(n).into_iter().rev() {
            value = value.mul(&cotangent, work)?;
            value = value.add(&Ball::dyadic(coefficient, 0), work);
        }
        let value = value.mul(&Ball::pi(work).powi(n as i64 + 1, work)?, work)?;
        let other = Ball::one().sub(self, work);
        let value = other.polygamma_by_stirling(order, work)?.sub(&value, bits);
        Ok(if n.is_multiple_of(2) { value } else { -value })
    }

    /// The polygamma function by its asymptotic series.
    ///
    /// ψ(x) = ln x − 1/2x − Σ B₂ₖ/(2k·x^2k), and its derivatives term by term. The rest of the
    /// series of ln Γ is completely monotonic but for its sign (S. Koumandos, "Remarks on some
    /// completely monotonic functions", J. Math. Anal. Appl. 324 (2006)), so the rests of all
    /// derivatives alternate as well and are bounded by the first term left out.
    fn polygamma_by_stirling(&self, order: u32, bits: u64) -> Result<Ball, Undefined> {
        let n = u64::from(order);
        let work = bits + 16;
        let (large, steps) = self.shifted_up(work, n)?;
        // All sums for (−1)^(n+1) times the function, which is above 0 for n > 0.
        let mut sum = Ball::zero();
        if n == 0 && self.positive().is_ok() {
            sum = self.inverses(steps, work)?;
        } else {
            for step in 0..steps {
                Ball::affordable()?;
                let at = self.add(&Ball::integer(step as i64), work);
                sum = sum.add(&at.powi(n as i64 + 1, work)?.reciprocal(work)?, work);
            }
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
        let rest = asymptotic(&inverse, start, work, StirlingSeries::Polygamma(n))?;
        sum = sum.add(&rest, work);
        Ok(if n.is_multiple_of(2) { -sum } else { sum }.round(bits))
    }
}

/// The polynomial Q with dⁿ/dxⁿ cot x = (−1)ⁿQ(cot x), lowest power first: Q₀(c) = c and
/// Qₙ₊₁ = (1 + c²)·Qₙ′, as cot′ = −1 − cot².
fn cotangent_derivative(n: u64) -> Vec<BigInt> {
    let mut q = vec![BigInt::zero(), BigInt::one()];
    for _ in 0..n {
        let slope: Vec<BigInt> = (1..q.len()).map(|k| &q[k] * k).collect();
        let mut next = slope.clone();
        next.resize(slope.len() + 2, BigInt::zero());
        for (k, coefficient) in slope.into_iter().enumerate() {
            next[k + 2] += coefficient;
        }
        q = next;
    }
    q
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reflection_meets_recurrence() {
        // ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x + 1) + (−1)^(n+1)·n!/x^(n+1), DLMF 5.15.5, over the seam.
        let x = Ball::from_rational(&crate::number::rational::Rational::ratio(-453, 7), 300);
        let above = x.add(&Ball::one(), 300);
        for n in 0..9u32 {
            let step = x.powi(-i64::from(n) - 1, 200).unwrap();
            let step = step
                .mul(&Ball::dyadic(factorial(n.into()).into(), 0), 200)
                .unwrap();
            let step = if n.is_multiple_of(2) { -step } else { step };
            let left = x.polygamma(n, 200).unwrap();
            let right = above.polygamma(n, 200).unwrap().add(&step, 200);
            assert!(left.overlaps(&right) && left.accuracy() > 180, "{n}");
        }
    }
}
