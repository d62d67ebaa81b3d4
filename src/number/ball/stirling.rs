//! Stirling's series: the asymptotic series of ln Γ and its derivatives, and Bernoulli's numbers.

use crate::number::ball::{Ball, Undefined};
use crate::number::whole::WholeNumber;
use crate::number::work::{self, KeptTable};
use num_bigint::{BigInt, BigUint};
use num_traits::{One, ToPrimitive};
use std::cell::RefCell;
use std::cmp::Ordering;

/// Most steps by which an argument is shifted to where an asymptotic series is good. It stands for
/// the work at about 100,000 bits, and for polygamma bounds how far below 0 it goes.
pub const MAX_SHIFT: u64 = 1 << 15;

impl Ball {
    /// The ball moved up by a number of steps, to where the asymptotic series of ln Γ and its
    /// first `order` derivatives reach 2^−bits.
    pub(super) fn shifted_up(&self, bits: u64, order: u64) -> Result<(Ball, u64), Undefined> {
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
    pub(super) fn ln_gamma_of_large(&self, bits: u64) -> Result<Ball, Undefined> {
        let half = Ball::exactly(1u64.into(), -1);
        let main = self.sub(&half, bits + 8).mul(&self.ln(bits)?, bits)?;
        let twice_pi = Ball::pi(bits).shifted(1).ln(bits)?.shifted(-1);
        let sum = main.sub(self, bits).add(&twice_pi, bits);
        let inverse = self.reciprocal(bits)?;
        let rest = asymptotic(&inverse, inverse.clone(), bits, |k| {
            (1u64.into(), (2 * k * (2 * k - 1)).into())
        })?;
        Ok(sum.add(&rest, bits))
    }
}

/// Σ B₂ₖ·a/b·x^(2(k−1))·start over k from 1, with `a, b = factor(k)`, until a term is small enough
/// for that many bits or grows again; that term is the error.
pub(super) fn asymptotic(
    x: &Ball,
    start: Ball,
    bits: u64,
    factor: impl Fn(u64) -> (WholeNumber, WholeNumber),
) -> Result<Ball, Undefined> {
    let square = x.square(bits)?;
    // Relative to the first term where that is small, as for derivatives at large numbers.
    let least = start.top().min(0) - bits as i64;
    let mut power = start;
    let mut sum = Ball::zero();
    let mut last = i64::MAX;
    for k in 1.. {
        let (top, bottom) = bernoulli(k)?;
        let (a, b) = factor(k);
        let top = Ball::exactly(top.times(&a), 0).round(bits);
        let bottom = Ball::exactly(bottom.times(&b), 0);
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

/// B₂, B₄, …, which is all that few bits need: NIST Handbook of Mathematical Functions, table 24.2.3.
const FIRST: [(i64, u64); 15] = [
    (1, 6),
    (-1, 30),
    (1, 42),
    (-1, 30),
    (5, 66),
    (-691, 2730),
    (7, 6),
    (-3617, 510),
    (43_867, 798),
    (-174_611, 330),
    (854_513, 138),
    (-236_364_091, 2730),
    (8_553_103, 6),
    (-23_749_461_029, 870),
    (8_615_841_276_005, 14_322),
];

thread_local! {
    static TANGENTS: RefCell<Vec<BigUint>> = const { RefCell::new(Vec::new()) };
}

/// The Bernoulli number B₂ₖ as a numerator and a denominator, not in lowest terms:
/// (−1)^(k−1)·2k·Tₖ/(4^k(4^k − 1)) with the tangent numbers T. R. P. Brent and D. Harvey, "Fast
/// computation of Bernoulli, tangent and secant numbers" (2011), equation 14.
///
/// # Errors
/// `TooMuchWork` where the question can't pay for as many.
fn bernoulli(k: u64) -> Result<(WholeNumber, WholeNumber), Undefined> {
    work::spend_on_table(KeptTable::Tangents, k, tangent_work);
    Ball::affordable()?;
    if let Some(&(top, bottom)) = FIRST.get(k as usize - 1) {
        return Ok((top.into(), bottom.into()));
    }
    Ok(bernoulli_by_tangents(k))
}

/// The same from the table of tangent numbers.
fn bernoulli_by_tangents(k: u64) -> (WholeNumber, WholeNumber) {
    let tangent = TANGENTS.with_borrow_mut(|list| {
        if list.len() < k as usize {
            // All are computed anew, with the cube of their number as work.
            *list = tangents((k as usize * 5 / 4).max(32));
        }
        list[k as usize - 1].clone()
    });
    let four = BigUint::one() << (2 * k);
    let top = BigInt::from(tangent * (2 * k));
    let top = if k.is_multiple_of(2) { -top } else { top };
    (top.into(), (&four * (&four - 1u32)).into())
}

/// The work that the first n tangent numbers and those beyond that come with them take: n²
/// operations on numbers of n·log₂ n bits, as measured.
fn tangent_work(n: u64) -> u64 {
    n * n * (20 + n * u64::from(n.max(1).ilog2()) / 26)
}

/// The tangent numbers T₁ to Tₙ, by the algorithm TangentNumbers of the same paper.
fn tangents(n: usize) -> Vec<BigUint> {
    let mut list = vec![BigUint::one(); n + 1];
    for k in 2..=n {
        list[k] = &list[k - 1] * (k as u64 - 1);
    }
    for k in 2..=n {
        for j in k..=n {
            let before = &list[j - 1] * (j - k) as u64;
            list[j] *= (j - k + 2) as u64;
            list[j] += before;
        }
    }
    list.split_off(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bernoulli_numbers() {
        for (k, (top, bottom)) in FIRST.into_iter().enumerate() {
            let (a, b) = bernoulli_by_tangents(k as u64 + 1);
            assert_eq!(a.times(&bottom.into()), b.times(&top.into()));
        }
    }
}
