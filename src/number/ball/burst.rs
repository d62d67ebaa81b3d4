//! exp, sin and cos to many bits: the argument is taken apart into pieces of twice as many bits each,
//! and the series of each piece summed by binary splitting, where all numbers are whole: R. P. Brent,
//! "Fast multiple-precision evaluation of elementary functions", J. ACM 23 (1976), section 6.
//!
//! A piece r = N/2^e below 2^−s has few bits where s is small and few terms where it is large. Numerators
//! and denominators of the pieces are multiplied up as balls, and divided once.

use crate::number::WITHOUT_LONG_WAYS;
use crate::number::ball::{Ball, ErrorBound};
use crate::number::double;
use crate::number::transform::signed_product;
use crate::number::work;
use num_bigint::{BigInt, BigUint};
use num_traits::{One, Zero};

/// Bits from which this takes less than the series of [`super::series`]: counted in instructions.
const SHORTEST_EXP: u64 = 8_000;
const SHORTEST_CIRCULAR: u64 = 14_000;

/// Bits of the first piece.
const FIRST: u64 = 16;

/// Terms that are summed one after the other.
const LEAF: u64 = 4;

/// e^t for `t`·2^−w from 0 to 1; `None` where that is too short to pay.
pub(super) fn exp(t: &BigUint, w: u64) -> Option<Ball> {
    if WITHOUT_LONG_WAYS || w < SHORTEST_EXP {
        return None;
    }
    let bits = w + guard(w);
    let (mut top, mut bottom) = (Ball::one(), Ball::one());
    for piece in pieces(t, w) {
        let count = terms(&piece, bits, 1);
        let (part, fine) = (&piece.part, piece.end);
        let series = Series {
            part,
            fine,
            q: &|k| k,
        }
        .sum(1, count, true);
        // 1 + T/(Q·2^(e(n−1))), in units of 1/Q and 2^−e(n−1).
        let shift = fine * (count - 1);
        let sum = (&series.q << shift) + series.t;
        let sum = rounded(sum, -(shift as i64), bits);
        // What the series lacks is below 2^−bits of it, and the sum is not below 1.
        let off = sum.size().shifted(-(bits as i64));
        top = top.product(&sum.widened(off, bits), bits);
        bottom = bottom.product(&rounded(series.q, 0, bits), bits);
    }
    Some(top.quotient(&bottom, bits))
}

/// (sin t, cos t) for `t`·2^−w from 0 to 1; `None` where that is too short to pay.
pub(super) fn sin_cos(t: &BigUint, w: u64) -> Option<(Ball, Ball)> {
    if WITHOUT_LONG_WAYS || w < SHORTEST_CIRCULAR {
        return None;
    }
    let bits = w + guard(w);
    let (mut sine, mut cosine, mut bottom) = (Ball::zero(), Ball::one(), Ball::one());
    for piece in pieces(t, w) {
        let count = terms(&piece, bits, 2);
        let square = -signed_product(&piece.part, &piece.part);
        let series = |q| Series {
            part: &square,
            fine: 2 * piece.end,
            q,
        };
        let even = series(&|k| (2 * k - 1) * (2 * k)).sum(1, count, true);
        let odd = series(&|k| 2 * k * (2 * k + 1)).sum(1, count, true);
        // cos r = 1 + T/(Q·2^(2e(n−1))) and sin r = r(1 + T′/(Q′·2^(2e(n−1)))) with Q′ = (2n − 1)Q.
        let shift = 2 * piece.end * (count - 1);
        let cos = ((&even.q << shift) + even.t) * (2 * count - 1);
        let sin = signed_product(&((&odd.q << shift) + odd.t), &piece.part);
        let below = rounded(odd.q, 0, bits);
        // What both lack is below 2^−bits, and all is in units of 1/Q′.
        let off = below.size().shifted(-(bits as i64));
        let cos = rounded(cos, -(shift as i64), bits).widened(off, bits);
        let sin = rounded(sin, -((shift + piece.end) as i64), bits).widened(off, bits);
        let times = |a: &Ball, b: &Ball| a.product(b, bits);
        (sine, cosine) = (
            times(&sine, &cos).add(&times(&cosine, &sin), bits),
            times(&cosine, &cos).sub(&times(&sine, &sin), bits),
        );
        bottom = times(&bottom, &below);
    }
    let over = Ball::one().quotient(&bottom, bits);
    Some((sine.product(&over, bits), cosine.product(&over, bits)))
}

/// Bits that the roundings of a product for each piece lose.
fn guard(w: u64) -> u64 {
    16 + 2 * u64::from(w.ilog2())
}

fn rounded(n: BigInt, exponent: i64, bits: u64) -> Ball {
    Ball::rounded(n.into(), exponent, ErrorBound::ZERO, bits)
}

/// The bits of a number from place `start` to `end` after the point.
struct Piece {
    part: BigInt,
    start: u64,
    end: u64,
}

fn pieces(t: &BigUint, w: u64) -> Vec<Piece> {
    let mut list = Vec::new();
    let (mut start, mut end) = (0, FIRST.min(w));
    while start < w {
        let part = (t >> (w - end)) & ((BigUint::one() << (end - start)) - 1u32);
        if !part.is_zero() {
            let part = part.into();
            list.push(Piece { part, start, end });
        }
        (start, end) = (end, (2 * end).min(w));
    }
    list
}

/// The least number of terms after which r^(mn)/(mn)! is below 2^−(bits + 2), so that all the further
/// ones together are below twice that.
fn terms(piece: &Piece, bits: u64, step: u64) -> u64 {
    let (mut count, mut size) = (0, 0.0);
    while size < bits as f64 + 2.0 {
        for factor in step * count + 1..=step * (count + 1) {
            size += piece.start as f64 + double::log2(factor as f64);
        }
        count += 1;
    }
    // Each long product is as long as the sum.
    work::spend_split(count, bits);
    count.max(1)
}

/// A sum of terms N^k/(q(1)…q(k)·2^(fine·k)), each relative to the one before it.
struct Series<'a> {
    part: &'a BigInt,
    /// By how many bits a power of N lies lower than the one before.
    fine: u64,
    q: &'a dyn Fn(u64) -> u64,
}

/// n terms, relative to the one before them: the product of their N, of their q, and their sum times
/// that and 2^(fine·n).
struct Sum {
    p: BigInt,
    q: BigInt,
    t: BigInt,
}

impl Series<'_> {
    /// The terms from `first` up to `end`; the product of their N is left out where they are the `last`.
    fn sum(&self, first: u64, end: u64, last: bool) -> Sum {
        if end - first <= LEAF {
            let (mut q, mut t) = (BigInt::one(), BigInt::zero());
            for k in (first..end).rev() {
                // N(1 + the terms after it)/q.
                t = self.part * ((&q << (self.fine * (end - 1 - k))) + t);
                q *= (self.q)(k);
            }
            let count = end.saturating_sub(first) as u32;
            let p = if last {
                BigInt::zero()
            } else {
                self.part.pow(count)
            };
            return Sum { p, q, t };
        }
        // The depth is the logarithm of the number of terms.
        let middle = first + (end - first) / 2;
        let left = self.sum(first, middle, false);
        let right = self.sum(middle, end, last);
        let above = signed_product(&left.t, &right.q) << (self.fine * (end - middle));
        let p = if last {
            BigInt::zero()
        } else {
            signed_product(&left.p, &right.p)
        };
        Sum {
            t: above + signed_product(&left.p, &right.t),
            q: signed_product(&left.q, &right.q),
            p,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::ball::series;

    #[test]
    fn agrees_with_the_series_of_the_whole_argument() {
        let mut state = 3u64;
        for (at, w) in [SHORTEST_CIRCULAR, 16_500, 20_001].into_iter().enumerate() {
            for kind in 0..5u64 {
                let mut t = BigUint::zero();
                while t.bits() < w {
                    state = state
                        .wrapping_mul(6364136223846793005)
                        .wrapping_add(at as u64);
                    let next = if kind == 0 {
                        u32::MAX.into()
                    } else {
                        state >> 33
                    };
                    t = (t << 32u32) + next;
                }
                // Of all sizes, and with long gaps.
                t >>= t.bits() - w.saturating_sub(kind * kind * 40);
                if kind == 2 {
                    t = (t >> (w / 2)) << (w / 2);
                }
                let near = |ball: Ball, (value, units): (BigUint, u64)| {
                    let exponent = -(w as i64);
                    let other = Ball::new(BigInt::from(value), units, exponent);
                    assert!(ball.overlaps(&other), "{w} {kind}");
                    assert!(ball.error().top() < 4 - w as i64, "{w} {kind}");
                };
                near(exp(&t, w).unwrap(), series::exp(&t, w));
                let (sin, cos) = sin_cos(&t, w).unwrap();
                let (s, c, units) = series::sin_cos(&t, w);
                near(sin, (s, units));
                near(cos, (c, units));
            }
        }
    }
}
