//! The series of [`series`](super::series) for up to 240 bits: in arrays of words, without memory of
//! their own.
//!
//! A number from 0 to 1 is the words of its fraction, the lowest first, so that `N` of them count units
//! of 2^−64N. Products and quotients are cut to whole units. The terms of a power series are brought to
//! one denominator, which fits a word and is divided by once.

use crate::number::ball::Ball;
use crate::number::whole::WholeNumber;
use crate::number::work;

/// Terms of e^t − 1: the first one left out is t^14/14!, with t below 2^−4N below a unit.
const EXP_TERMS: u64 = 13;

/// Terms of 1 − cos t and 1 − sin t/t: the first one left out is t^18/18!, and t^19/19! of the sine,
/// with t below 2^−3N below a unit.
const CIRCULAR_TERMS: u64 = 8;

/// e^t for `t`·2^−w from 0 to 1; `None` where that takes more words.
pub(super) fn exp(t: &WholeNumber, w: u64) -> Option<Ball> {
    match w {
        0..=120 => Some(exp_in::<2>(t, w)),
        121..=180 => Some(exp_in::<3>(t, w)),
        181..=240 => Some(exp_in::<4>(t, w)),
        _ => None,
    }
}

/// (sin t, cos t) for `t`·2^−w from 0 to 1; `None` where that takes more words.
pub(super) fn sin_cos(t: &WholeNumber, w: u64) -> Option<(Ball, Ball)> {
    match w {
        0..=122 => Some(sin_cos_in::<2>(t, w)),
        123..=183 => Some(sin_cos_in::<3>(t, w)),
        184..=244 => Some(sin_cos_in::<4>(t, w)),
        _ => None,
    }
}

/// (sin √u/√u, cos √u) for `u`·2^−w from 0 to 1/4, or the hyperbolic ones; `None` where that takes more
/// words or terms.
pub(super) fn even_series(u: &WholeNumber, w: u64, alternating: bool) -> Option<(Ball, Ball)> {
    // The first terms left out are u^9/18! and u^9/19!, and 18! is above 2^52.
    let small = w - u.bits().min(w);
    let reached = 9 * small + 52;
    match w {
        0..=128 if reached >= 128 => Some(even_series_in::<2>(u, w, alternating)),
        129..=192 if reached >= 192 => Some(even_series_in::<3>(u, w, alternating)),
        193..=256 if reached >= 256 => Some(even_series_in::<4>(u, w, alternating)),
        _ => None,
    }
}

/// Σ (±1)^k u^k/(2k+1) for `u`·2^−w below 1/4; `None` where that takes more words.
pub(super) fn odd_series(u: &WholeNumber, w: u64, alternating: bool) -> Option<Ball> {
    match w {
        0..=128 => Some(odd_series_in::<2>(u, w, alternating)),
        129..=192 => Some(odd_series_in::<3>(u, w, alternating)),
        193..=256 => Some(odd_series_in::<4>(u, w, alternating)),
        _ => None,
    }
}

/// Bits of y before the point that [`falling_series`] takes: its sum, which is below e^(y/2), fits a
/// word with them.
const FALLING_BITS: u64 = 6;

/// Σ yⁿ/(1·3·5…(2n+1)) of `count` terms for `y`·2^−w from 0 on, and how many bits of it are its
/// fraction; it is off by less than 23 units of the last of them times itself. `None` where that takes
/// more words.
pub(super) fn falling_series(y: &WholeNumber, w: u64, count: u64) -> Option<(WholeNumber, u64)> {
    match w + FALLING_BITS {
        _ if y.bits() > w + FALLING_BITS => None,
        0..=128 => Some(falling_series_in::<2>(y, w, count)),
        129..=192 => Some(falling_series_in::<3>(y, w, count)),
        193..=256 => Some(falling_series_in::<4>(y, w, count)),
        _ => None,
    }
}

/// `n`·2^−w, which is below 1, divided by 2^halvings.
fn fraction<const N: usize>(n: &WholeNumber, w: u64, halvings: u64) -> [u64; N] {
    let moved = n << (64 * N as u64 - w - halvings);
    moved.to_words().expect("it is below 1")
}

fn exp_in<const N: usize>(t: &WholeNumber, w: u64) -> Ball {
    work::spend_series(EXP_TERMS, exp_halvings::<N>(), w);
    let (whole, rest, units) = exp_words(fraction::<N>(t, w, exp_halvings::<N>()));
    let mut words = [0; 5];
    words[..N].copy_from_slice(&rest);
    words[N] = whole;
    Ball {
        mid: WholeNumber::of_words(&words[..=N]),
        exponent: -64 * N as i64,
        radius: units,
    }
}

/// How often e^t is squared.
pub(super) const fn exp_halvings<const N: usize>() -> u64 {
    4 * N as u64
}

/// e^t, from t divided by 2^[`exp_halvings`]: its whole part, its fraction, and by how many units it may
/// be off.
pub(super) fn exp_words<const N: usize>(t: [u64; N]) -> (u64, [u64; N], u64) {
    // e^(t/2^k) − 1 becomes e^t − 1 by k times s ← 2s + s².
    let k = exp_halvings::<N>();
    let mut factor = 1;
    let mut sum = Mixed::<N>::whole(factor);
    for j in (2..=EXP_TERMS).rev() {
        // n!/j! + …, from j = n down to 1.
        factor *= j;
        sum = sum.times(&t).plus(factor);
    }
    let mut rest = sum.times(&t).over(factor);
    let mut whole = 1;
    for _ in 0..k {
        // Until the last step it is below √e − 1.
        let square = product(&rest, &rest);
        let (twice, first) = sum_of(&rest, &rest);
        let (next, second) = sum_of(&twice, &square);
        rest = next;
        whole += u64::from(first) + u64::from(second);
    }
    // The series is off by 1.1 units of products, 1 of the quotient and less than 1 of what is left
    // out. Each step multiplies that by 2(1 + s), which is 2e^(t/2^i) with i from k to 1, and cuts 1
    // unit; the product of all is below 2^k·e.
    (whole, rest, 12 << k)
}

fn sin_cos_in<const N: usize>(t: &WholeNumber, w: u64) -> (Ball, Ball) {
    let k = circular_halvings::<N>();
    work::spend_series(2 * CIRCULAR_TERMS, 2 * k, w);
    let (s, v, units) = sin_cos_words(fraction::<N>(t, w, k));
    let exponent = -64 * N as i64;
    let one = &WholeNumber::from(1u64) << (64 * N as u64);
    let short = |mid| Ball {
        mid,
        exponent,
        radius: units,
    };
    (
        short(WholeNumber::of_words(&s)),
        short(&one - &WholeNumber::of_words(&v)),
    )
}

/// How often the angle of a sine is doubled.
pub(super) const fn circular_halvings<const N: usize>() -> u64 {
    3 * N as u64
}

/// sin t and 1 − cos t, from t divided by 2^[`circular_halvings`], and by how many units each may be off.
pub(super) fn sin_cos_words<const N: usize>(t: [u64; N]) -> ([u64; N], [u64; N], u64) {
    let k = circular_halvings::<N>();
    let u = product(&t, &t);
    let (lost, mut v) = circular(&u, true);
    let mut s = difference(&t, &product(&t, &lost));
    for _ in 0..k {
        // sin 2t = 2(sin t − sin t·(1 − cos t)), 1 − cos 2t = 2 sin² t.
        let half = difference(&s, &product(&s, &v));
        let square = product(&s, &s);
        v = sum_of(&square, &square).0;
        s = sum_of(&half, &half).0;
    }
    // The series are off by less than 3 units, as those of e^t. Each doubling of the angle multiplies
    // the larger error by at most 2(1 + sin t), and cuts 2 units; the product of all is below 2^k·e.
    (s, v, 16 << k)
}

/// 1 − sin √u/√u and 1 − cos √u, or what the hyperbolic ones are above 1, each off by less than 3
/// units.
fn circular<const N: usize>(u: &[u64; N], alternating: bool) -> ([u64; N], [u64; N]) {
    // n!/(2j)! and (n + 1)!/(2j + 1)! with n = 2·terms, from the last j down to 1.
    let (mut even, mut odd) = (1, 1);
    let (mut cosine, mut sine) = (Mixed::<N>::whole(1), Mixed::<N>::whole(1));
    for j in (1..CIRCULAR_TERMS).rev() {
        even *= (2 * j + 1) * (2 * j + 2);
        odd *= (2 * j + 2) * (2 * j + 3);
        let next = |sum: Mixed<N>, whole| match alternating {
            true => sum.times(u).taken_from(whole),
            false => sum.times(u).plus(whole),
        };
        cosine = next(cosine, even);
        sine = next(sine, odd);
    }
    let over = |sum: Mixed<N>, whole| sum.times(u).over(whole);
    (over(sine, odd * 6), over(cosine, even * 2))
}

fn even_series_in<const N: usize>(u: &WholeNumber, w: u64, alternating: bool) -> (Ball, Ball) {
    work::spend_series(2 * CIRCULAR_TERMS, 0, w);
    let (sine, cosine) = circular(&fraction::<N>(u, w, 0), alternating);
    let one = &WholeNumber::from(1u64) << (64 * N as u64);
    let short = |part: [u64; N]| {
        let part = WholeNumber::of_words(&part);
        Ball {
            mid: if alternating {
                &one - &part
            } else {
                &one + &part
            },
            exponent: -64 * N as i64,
            radius: 3,
        }
    };
    (short(sine), short(cosine))
}

fn odd_series_in<const N: usize>(u: &WholeNumber, w: u64, alternating: bool) -> Ball {
    let bits = 64 * N as u64;
    let small = (w - u.bits().min(w)).max(1);
    let u = fraction::<N>(u, w, 0);
    let terms = bits / small + 2;
    work::spend_series(terms, 0, w);
    let one = Mixed::<N>::whole(1);
    let mut sum = [0; N];
    for k in (1..terms).rev() {
        let term = one.over(2 * k + 1);
        sum = match alternating {
            true => difference(&term, &sum),
            false => sum_of(&term, &sum).0,
        };
        sum = product(&sum, &u);
    }
    let one = &WholeNumber::from(1u64) << bits;
    let sum = WholeNumber::of_words(&sum);
    // Each term is off by 2 units, and all further ones by a quarter of that of the one before.
    Ball {
        mid: if alternating {
            &one - &sum
        } else {
            &one + &sum
        },
        exponent: -(bits as i64),
        radius: 4,
    }
}

fn falling_series_in<const N: usize>(y: &WholeNumber, w: u64, count: u64) -> (WholeNumber, u64) {
    work::spend_series(count, count, w);
    let t = fraction::<N>(y, w, FALLING_BITS);
    let mut sum = Mixed::<N>::whole(1);
    for n in (1..count).rev() {
        // 1 + y/(2n+1)·sum. A product that was cut is off by 2^6/(2n+1) units then, the quotient by
        // one more, and both are multiplied by the factors of the terms before.
        sum = sum
            .times(&t)
            .doubled(FALLING_BITS)
            .divided(2 * n + 1)
            .plus(1);
    }
    let mut words = [0; 5];
    words[..N].copy_from_slice(&sum.rest);
    words[N] = sum.whole;
    (WholeNumber::of_words(&words[..=N]), 64 * N as u64)
}

/// A number from 0 on with a word before its fraction.
struct Mixed<const N: usize> {
    whole: u64,
    rest: [u64; N],
}

impl<const N: usize> Mixed<N> {
    fn whole(whole: u64) -> Mixed<N> {
        Mixed {
            whole,
            rest: [0; N],
        }
    }

    /// Times a fraction.
    fn times(&self, t: &[u64; N]) -> Mixed<N> {
        let mut rest = product(&self.rest, t);
        let mut carry = 0;
        for (word, &by) in rest.iter_mut().zip(t) {
            let sum = u128::from(self.whole) * u128::from(by) + u128::from(*word) + carry;
            *word = sum as u64;
            carry = sum >> 64;
        }
        Mixed {
            whole: carry as u64,
            rest,
        }
    }

    fn plus(self, whole: u64) -> Mixed<N> {
        Mixed {
            whole: self.whole + whole,
            ..self
        }
    }

    /// A whole number above it, less it.
    fn taken_from(&self, whole: u64) -> Mixed<N> {
        let rest = difference(&[0; N], &self.rest);
        let borrow = u64::from(self.rest != [0; N]);
        Mixed {
            whole: whole - self.whole - borrow,
            rest,
        }
    }

    /// Times a power of two, by which it still fits.
    fn doubled(mut self, times: u64) -> Mixed<N> {
        let mut carry = 0;
        for word in &mut self.rest {
            let moved = u128::from(*word) << times | carry;
            *word = moved as u64;
            carry = moved >> 64;
        }
        Mixed {
            whole: self.whole << times | carry as u64,
            ..self
        }
    }

    fn divided(&self, divisor: u64) -> Mixed<N> {
        Mixed {
            whole: self.whole / divisor,
            rest: self.over(divisor),
        }
    }

    /// The fraction of the quotient.
    fn over(&self, divisor: u64) -> [u64; N] {
        let by = u128::from(divisor);
        let mut rest = u128::from(self.whole);
        let mut quotient = self.rest;
        for word in quotient.iter_mut().rev() {
            let part = rest << 64 | u128::from(*word);
            // What stands before the fraction is cut off.
            *word = (part / by) as u64;
            rest = part % by;
        }
        quotient
    }
}

fn product<const N: usize>(a: &[u64; N], b: &[u64; N]) -> [u64; N] {
    let (mut low, mut high) = ([0u64; N], [0u64; N]);
    for i in 0..N {
        let mut carry = 0u128;
        for j in 0..N {
            let word = match i + j < N {
                true => &mut low[i + j],
                false => &mut high[i + j - N],
            };
            let sum = u128::from(a[i]) * u128::from(b[j]) + u128::from(*word) + carry;
            *word = sum as u64;
            carry = sum >> 64;
        }
        high[i] = carry as u64;
    }
    high
}

/// The fraction of the sum, and whether it reached 1.
fn sum_of<const N: usize>(a: &[u64; N], b: &[u64; N]) -> ([u64; N], bool) {
    let mut sum = [0; N];
    let mut carry = false;
    for at in 0..N {
        let (word, first) = a[at].overflowing_add(b[at]);
        let (word, second) = word.overflowing_add(carry.into());
        (sum[at], carry) = (word, first | second);
    }
    (sum, carry)
}

/// The fraction of the difference.
fn difference<const N: usize>(a: &[u64; N], b: &[u64; N]) -> [u64; N] {
    let mut rest = [0; N];
    let mut borrow = false;
    for at in 0..N {
        let (word, first) = a[at].overflowing_sub(b[at]);
        let (word, second) = word.overflowing_sub(borrow.into());
        (rest[at], borrow) = (word, first | second);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::ball::series;
    use num_bigint::{BigInt, BigUint};

    /// Compares with the long series at 300 bits more, and wants it off by no more units than it says,
    /// on arguments of all sizes below 2^−`top`.
    fn check(
        top: u64,
        short: impl Fn(&WholeNumber, u64) -> Option<Ball>,
        long: impl Fn(&BigUint, u64) -> (BigUint, u64),
    ) {
        const MORE: u64 = 300;
        let mut state = 7u64;
        let mut worst = 0.0f64;
        for w in (40..=240)
            .step_by(5)
            .chain([115, 120, 122, 128, 180, 183, 192])
        {
            for step in 0..20u64 {
                let mut t = BigUint::from(u64::MAX >> (step % 3));
                while t.bits() < w {
                    state = state.wrapping_mul(6364136223846793005).wrapping_add(step);
                    let next = if step == 0 {
                        u32::MAX.into()
                    } else {
                        state >> 33
                    };
                    t = (t << 32u32) + next;
                }
                let t = &t >> (t.bits() - w.saturating_sub(top + step * step / 2));
                let Some(value) = short(&t.clone().into(), w) else {
                    panic!("{w} bits fit");
                };
                let (truth, off) = long(&(&t << MORE), w + MORE);
                // All in units of 2^−(w + 300).
                let fine = w as i64 + MORE as i64 + value.exponent;
                let mid = BigInt::from(value.mid.size().into_owned()) << fine;
                let apart = (mid - BigInt::from(truth)).magnitude().clone();
                let units = BigUint::from(value.radius) << fine;
                assert!(apart <= &units + off, "{w} bits, {t}");
                assert!(value.radius.leading_zeros() > 40);
                worst = worst.max(ratio(&apart, &units));
            }
        }
        // There are errors, so that the comparison could have failed.
        assert!(worst > 1e-3, "{worst}");
    }

    fn ratio(a: &BigUint, b: &BigUint) -> f64 {
        let cut = b.bits().saturating_sub(60);
        let top = |n: &BigUint| u64::try_from(n >> cut).map_or(f64::MAX, |n| n as f64);
        top(a) / top(b)
    }

    #[test]
    fn errors_are_as_said() {
        check(0, exp, series::exp);
        let sine = |t: &BigUint, w| {
            let (sin, _, units) = series::sin_cos(t, w);
            (sin, units)
        };
        let cosine = |t: &BigUint, w| {
            let (_, cos, units) = series::sin_cos(t, w);
            (cos, units)
        };
        check(0, |t, w| Some(sin_cos(t, w)?.0), sine);
        check(0, |t, w| Some(sin_cos(t, w)?.1), cosine);
        for alternating in [true, false] {
            check(
                23,
                |u, w| Some(even_series(u, w, alternating)?.0),
                |u, w| {
                    let (sine, _, terms) = series::even_series(u, w, alternating);
                    (sine, 4 * terms + 4)
                },
            );
            check(
                23,
                |u, w| Some(even_series(u, w, alternating)?.1),
                |u, w| {
                    let (_, cosine, terms) = series::even_series(u, w, alternating);
                    (cosine, 4 * terms + 4)
                },
            );
            check(
                2,
                |u, w| odd_series(u, w, alternating),
                |u, w| series::odd_series(u, w, alternating),
            );
        }
    }

    /// Where the terms that are left out count there is no series in words.
    #[test]
    fn even_series_are_as_long_as_they_have_to_be() {
        let mut known = 0;
        for w in [60u64, 100, 128, 150, 192, 220, 256] {
            for small in 2..40 {
                let u = (BigUint::from(1u32) << (w - small)) - 1u32;
                for alternating in [true, false] {
                    let Some((sine, cosine)) = even_series(&u.clone().into(), w, alternating)
                    else {
                        assert!(small < 23, "{w} bits, {small}");
                        continue;
                    };
                    known += 1;
                    let (long_sine, long_cosine, terms) =
                        series::even_series(&(&u << 300u32), w + 300, alternating);
                    for (short, long) in [(sine, long_sine), (cosine, long_cosine)] {
                        let fine = w as i64 + 300 + short.exponent;
                        let mid = BigInt::from(short.mid.size().into_owned()) << fine;
                        let apart = (mid - BigInt::from(long)).magnitude().clone();
                        let units = BigUint::from(short.radius) << fine;
                        assert!(apart <= units + (4 * terms + 4), "{w} bits, {small}");
                    }
                }
            }
        }
        assert!(known > 250, "{known}");
    }
}
