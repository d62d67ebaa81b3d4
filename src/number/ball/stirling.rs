//! Stirling's series: the asymptotic series of ln Γ and its derivatives, and Bernoulli's numbers.

use crate::number::ball::{Ball, Undefined};
use crate::number::double;
use crate::number::factorial::product;
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
        foreseen(0, 1 - 2 * enough.top(), bits)?;
        Ok((self.add(&Ball::integer(steps as i64), bits + 8), steps))
    }

    /// ln Γ(x) = (x − ½)ln x − x + ½ ln 2π + Σ B₂ₖ/(2k(2k−1)x^(2k−1)), where for x > 0 the first
    /// term left out bounds the rest: NIST Handbook of Mathematical Functions, §5.11(ii).
    pub(super) fn ln_gamma_of_large(&self, bits: u64) -> Result<Ball, Undefined> {
        let half = Ball::exactly(1u64.into(), -1);
        let main = self.sub(&half, bits + 8).mul(&self.ln(bits)?, bits)?;
        let sum = main.sub(self, bits);
        let sum = sum.add(&Ball::half_ln_of_turn(bits)?, bits);
        let inverse = self.reciprocal(bits)?;
        let rest = asymptotic(&inverse, inverse.clone(), bits, StirlingSeries::LnGamma)?;
        Ok(sum.add(&rest, bits))
    }
}

/// Which asymptotic series: its terms are B₂ₖ times a factor and a power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StirlingSeries {
    /// Of ln Γ, with the factors 1/(2k(2k − 1)).
    LnGamma,
    /// Of the derivative of ψ of that order n, with the factors (2k + n − 1)!/(2k)!.
    Polygamma(u64),
}

/// Bits from which it is asked at once whether there is work left for all terms.
const FORESEEN_BITS: u64 = 2_000;

/// Bits of the coefficients that are kept.
const KEPT_BITS: u64 = 256;

/// Coefficients of one series, each with the work that it took.
struct LastSeries {
    series: StirlingSeries,
    bits: u64,
    all: Vec<(Ball, u64)>,
}

thread_local! {
    static LAST: RefCell<LastSeries> = const {
        RefCell::new(LastSeries {
            series: StirlingSeries::LnGamma,
            bits: 0,
            all: Vec::new(),
        })
    };
    /// The first coefficients of ln Γ and of ψ, each a quotient, with the work that it took.
    static KEPT: RefCell<[Vec<(Ball, u64)>; 2]> = const { RefCell::new([Vec::new(), Vec::new()]) };
}

impl StirlingSeries {
    /// B₂ₖ times the factor, to that many bits at least.
    fn coefficient(self, k: u64, bits: u64) -> Result<Ball, Undefined> {
        work::spend_on_table(KeptTable::Tangents, k, tangent_work);
        Ball::affordable()?;
        let at = k as usize - 1;
        let which = match self {
            StirlingSeries::LnGamma if bits <= KEPT_BITS => 0,
            StirlingSeries::Polygamma(0) if bits <= KEPT_BITS => 1,
            _ => return Ok(self.of_last(at, bits)),
        };
        let known = KEPT.with_borrow(|kept| kept[which].get(at).cloned());
        if let Some((coefficient, work)) = known {
            // What is known costs as much as what is not.
            work::spend(work);
            return Ok(coefficient);
        }
        let found = work::measured(|| self.computed(k, KEPT_BITS));
        KEPT.with_borrow_mut(|kept| {
            // They are asked for in their order.
            if kept[which].len() == at && k as usize <= FIRST.len() {
                kept[which].push(found.clone());
            }
        });
        Ok(found.0)
    }

    /// The same with more bits: those of the series and the bits that were asked for last are kept, as long
    /// as they take no more memory than this.
    fn of_last(self, at: usize, bits: u64) -> Ball {
        const MOST_BITS: u64 = 1 << 23;
        LAST.with_borrow_mut(|last| {
            if (last.series, last.bits) != (self, bits) {
                *last = LastSeries {
                    series: self,
                    bits,
                    all: Vec::new(),
                };
            }
            if let Some((coefficient, work)) = last.all.get(at) {
                work::spend(*work);
                return coefficient.clone();
            }
            let found = work::measured(|| self.computed(at as u64 + 1, bits));
            if last.all.len() == at && (at as u64 + 1) * bits <= MOST_BITS {
                last.all.push(found.clone());
            }
            found.0
        })
    }

    fn computed(self, k: u64, bits: u64) -> Ball {
        let (top, bottom) = bernoulli(k);
        let (a, b): (WholeNumber, WholeNumber) = match self {
            StirlingSeries::LnGamma => (1u64.into(), (2 * k * (2 * k - 1)).into()),
            StirlingSeries::Polygamma(0) => (1u64.into(), (2 * k).into()),
            StirlingSeries::Polygamma(n) => (product(2 * k + 1, 2 * k + n).into(), 1u64.into()),
        };
        let top = Ball::exactly(top.times(&a), 0).round(bits);
        top.quotient(&Ball::exactly(bottom.times(&b), 0), bits)
    }
}

/// Σ B₂ₖ·factor·x^(2(k−1))·start over k from 1, until a term is small enough for that many bits or
/// grows again; that term is the error.
pub(super) fn asymptotic(
    x: &Ball,
    start: Ball,
    bits: u64,
    series: StirlingSeries,
) -> Result<Ball, Undefined> {
    let square = x.square(bits)?;
    // Relative to the first term where that is small, as for derivatives at large numbers.
    let least = start.top().min(0) - bits as i64;
    let (mut power, step) = (start.size(), square.size());
    let mut coefficients = Vec::with_capacity(FIRST.len());
    let mut last = i64::MAX;
    foreseen(start.top() - start.top().min(0), square.top(), bits)?;
    let left_out = loop {
        let coefficient = series.coefficient(coefficients.len() as u64 + 1, bits)?;
        let term = coefficient.size().times(power);
        if term.is_zero() || term.top() < least || term.top() > last {
            break term;
        }
        last = term.top();
        coefficients.push(coefficient);
        power = power.times(step);
    };
    let mut sum = Ball::zero();
    for coefficient in coefficients.iter().rev() {
        sum = sum.mul(&square, bits)?.add(coefficient, bits);
    }
    Ok(sum.mul(&start, bits)?.widened(left_out, bits))
}

/// What many terms take is known before the first of them, and before the argument is moved to where they
/// are so few: it is spent at once. Of a series that starts below 2^`start` and whose terms have the factor
/// 2^`square` each.
fn foreseen(start: i64, square: i64, bits: u64) -> Result<(), Undefined> {
    if bits > FORESEEN_BITS {
        let terms = fewest_terms(start, square, -(bits as i64));
        work::spend_on_table(KeptTable::Tangents, terms, tangent_work);
        Ball::affordable()?;
    }
    Ok(())
}

/// Fewest terms that there can be: each is 2k(2k − 1)/4π² times the one before, times the square, for
/// ln Γ; those of derivatives fall more slowly.
fn fewest_terms(start: i64, square: i64, least: i64) -> u64 {
    const TURN_SQUARED: f64 = 39.5;
    let (mut term, mut k) = ((start - 4) as f64, 1);
    loop {
        let n = 2.0 * k as f64;
        let growth = double::log2(n * (n - 1.0) / TURN_SQUARED) + (square - 1) as f64;
        term += growth;
        if term < least as f64 || growth > 0.0 {
            return k;
        }
        k += 1;
    }
}

/// B₂, B₄, …, which is all that few bits need: NIST Handbook of Mathematical Functions, table 24.2.3.
pub(super) const FIRST: [(i64, u64); 15] = [
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
fn bernoulli(k: u64) -> (WholeNumber, WholeNumber) {
    match FIRST.get(k as usize - 1) {
        Some(&(top, bottom)) => (top.into(), bottom.into()),
        None => bernoulli_by_tangents(k),
    }
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

    /// Ten thousand digits are given up before the argument is moved, which would take as long.
    #[test]
    fn what_cannot_be_paid_for_is_not_begun() {
        let moved = |bits| work::within(work::LIMIT, || Ball::one().shifted_up(bits, 3).err());
        assert_eq!(moved(40_000), Some(Undefined::TooMuchWork));
        assert_eq!(moved(4_000), None);
    }

    #[test]
    fn bernoulli_numbers() {
        for (k, (top, bottom)) in FIRST.into_iter().enumerate() {
            let (a, b) = bernoulli_by_tangents(k as u64 + 1);
            assert_eq!(a.times(&bottom.into()), b.times(&top.into()));
        }
    }
}
