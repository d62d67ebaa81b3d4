//! The Taylor series under all elementary functions, in fixed point.
//!
//! A fixed-point number with `w` bits is a whole number that counts units of 2^−w. Every product
//! and quotient is cut to whole units; the errors are added up beside each series. Powers of the
//! argument are formed for a block of terms at once, so that a series of n terms needs about 2√n
//! long products: D. M. Smith, "Efficient multiple-precision evaluation of elementary functions",
//! Math. Comp. 52 (1989).

use crate::number::work::spend_series;
use num_bigint::BigUint;
use num_integer::Roots;
use num_traits::{One, Zero};

/// Halvings of the argument that balance the squarings after against the terms saved: measured
/// from 128 to 33,000 bits, where half to three quarters of the root are about the same.
fn halvings(bits: u64) -> u64 {
    bits.sqrt() / 2
}

/// Long products that a series in blocks takes: the powers, and what comes between two blocks.
fn products(block: usize) -> u64 {
    2 * block as u64
}

/// The powers 0 to `count` of a number below 1.
///
/// Power i + 1 is off by at most 1 + ε where the argument is below 1/2: the errors of both
/// factors halve. So each is off by less than 2 units, and never too large.
fn powers(x: &BigUint, count: usize, w: u64) -> Vec<BigUint> {
    let mut list = Vec::with_capacity(count + 1);
    list.push(BigUint::one() << w);
    list.push(x.clone());
    for at in 2..=count {
        let next = if at % 2 == 0 {
            &list[at / 2] * &list[at / 2]
        } else {
            &list[at - 1] * x
        };
        list.push(next >> w);
    }
    list
}

/// e^t for 0 ≤ t < 1 with `w` bits, and the units by which it may be off.
pub(super) fn exp(t: &BigUint, w: u64) -> (BigUint, u64) {
    // Read with k bits more, the same digits are t/2^k.
    let k = halvings(w);
    let work = w + k;
    let small = work - t.bits().min(work);
    let mut terms = 1u64;
    let mut size = 0;
    while size < work + 2 {
        size += small.max(1) + u64::from(terms.ilog2());
        terms += 1;
    }
    let block = (terms.sqrt() as usize).max(1);
    spend_series(terms, products(block) + k, work);
    let powers = powers(t, block, work);
    // From the last term: t^n/n! + … = (t^i + rest)/n · …, see the head of the file.
    let mut sum = BigUint::zero();
    for n in (1..terms as usize).rev() {
        if (n + 1).is_multiple_of(block) && !sum.is_zero() {
            sum = (sum * &powers[block]) >> work;
        }
        sum += &powers[n % block];
        sum /= n as u64;
    }
    if block == 1 {
        sum = (sum * &powers[1]) >> work;
    }
    let mut value = sum + &powers[0];
    for _ in 0..k {
        value = (&value * &value) >> work;
    }
    // Per term: 2 units of a power, divided by n; 1 of the quotient; 1 of the product. The sum
    // s₀ is off by 4n + 1, each squaring doubles that and adds 1, and the squares themselves grow
    // to less than e, so 2^k·(4n + 3)·3 bounds the end, in units 2^k times smaller.
    (value >> k, 12 * terms + 10)
}

/// (sin t, cos t) for 0 ≤ t < 1 with `w` bits, and the units by which each may be off.
pub(super) fn sin_cos(t: &BigUint, w: u64) -> (BigUint, BigUint, u64) {
    let k = halvings(w) * 3 / 4 + 1;
    let work = w + k;
    let square = (t * t) >> work;
    spend_series(0, 2 * k, work);
    let (sine, cosine, terms) = even_series(&square, work, true);
    let mut s = (sine * t) >> work;
    let mut c = cosine;
    for _ in 0..k {
        // sin 2t = 2 sin t cos t, cos 2t = 1 − 2 sin² t.
        let next = (&s * &c) >> (work - 1);
        let lost = (&s * &s) >> (work - 1);
        c = (BigUint::one() << work) - lost;
        s = next;
    }
    // Each doubling of the angle θ multiplies the larger error by at most 2(sin θ + cos θ), which
    // is below 2(1 + θ), and adds 3; the product of all is below 2^k·e. Before it, a sum is off by
    // 4 units per term and 4 more.
    (s >> k, c >> k, 12 * terms + 40)
}

/// (sin √u/√u, cos √u) for 0 ≤ u < 1/4 with `w` bits, or the hyperbolic ones, and the number of
/// terms; each is off by less than 4 units per term and 4.
pub(super) fn even_series(u: &BigUint, w: u64, alternating: bool) -> (BigUint, BigUint, u64) {
    let small = w - u.bits().min(w);
    let mut terms = 1u64;
    let mut size = 0;
    while size < w + 2 {
        size += small.max(1) + 2 * u64::from(terms.ilog2()) + 1;
        terms += 1;
    }
    let block = (terms.sqrt() as usize).max(1);
    spend_series(2 * terms, 3 * block as u64, w);
    let powers = powers(u, block, w);
    let step = |sum: &mut BigUint, n: usize, low: u64, high: u64| {
        if (n + 1).is_multiple_of(block) && !sum.is_zero() {
            *sum = (&*sum * &powers[block]) >> w;
        }
        let power = &powers[n % block];
        if alternating {
            // The terms fall, so the difference is not below 0 but for errors of few units.
            *sum = if *power > *sum {
                power - &*sum
            } else {
                BigUint::zero()
            };
        } else {
            *sum += power;
        }
        // Both factors fit 32 bits for any number of terms that fits memory.
        *sum /= low * high;
    };
    let (mut sine, mut cosine) = (BigUint::zero(), BigUint::zero());
    for n in (1..terms as usize).rev() {
        let even = 2 * n as u64;
        step(&mut cosine, n, even - 1, even);
        step(&mut sine, n, even, even + 1);
    }
    let one = &powers[0];
    let end = |sum: BigUint| {
        let sum = if block == 1 { (sum * u) >> w } else { sum };
        if alternating { one - sum } else { one + sum }
    };
    (end(sine), end(cosine), terms)
}

/// Σ (±1)^k u^k/(2k+1) for 0 ≤ u < 1/4 with `w` bits, which is artanh √u/√u or, alternating,
/// arctan √u/√u; and the units by which it may be off.
pub(super) fn odd_series(u: &BigUint, w: u64, alternating: bool) -> (BigUint, u64) {
    let small = (w - u.bits().min(w)).max(1);
    let terms = (w + 2) / small + 2;
    // Even blocks begin with a positive term.
    let block = ((terms.sqrt() as usize).max(1) + 1) & !1;
    spend_series(terms, products(block), w);
    let powers = powers(u, block, w);
    let mut sum = BigUint::zero();
    let blocks = (terms as usize).div_ceil(block);
    for at in (0..blocks).rev() {
        if !sum.is_zero() {
            sum = (sum * &powers[block]) >> w;
        }
        let mut less = BigUint::zero();
        for (i, power) in powers[..block].iter().enumerate() {
            let term = power / (2 * (at * block + i) + 1) as u64;
            if alternating && i % 2 == 1 {
                less += term;
            } else {
                sum += term;
            }
        }
        sum = if sum > less {
            sum - less
        } else {
            BigUint::zero()
        };
    }
    // Per term 2 units of the power and 1 of the quotient, per block 3 of the product.
    (sum, 4 * (terms + block as u64) + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares a series with itself at many more bits, and wants it off by no more units than it
    /// says, on arguments of all sizes.
    fn check(top: u64, series: impl Fn(&BigUint, u64) -> (BigUint, u64)) {
        let mut state = 7u64;
        let mut worst = 0;
        for w in [40u64, 64, 130, 200, 700, 2500] {
            for step in 0..12u64 {
                let mut t = BigUint::one();
                while t.bits() < w {
                    state = state.wrapping_mul(6364136223846793005).wrapping_add(step);
                    t = (t << 32u32) + (state >> 33);
                }
                let t = &t >> (t.bits() - w + top + step * step / 2);
                let (short, units) = series(&t, w);
                let (long, more) = series(&(&t << 300u32), w + 300);
                let (short, long) = (short << 300u32, long);
                let off = if short > long {
                    short - long
                } else {
                    long - short
                };
                assert!(
                    off <= (BigUint::from(units) << 300u32) + more,
                    "{w} bits, {t}"
                );
                worst = worst.max(off.bits());
            }
        }
        // There are errors, so that the comparison could have failed.
        assert!(worst > 290);
    }

    #[test]
    fn errors_are_as_said() {
        check(0, exp);
        check(0, |t, w| {
            let (sin, _, units) = sin_cos(t, w);
            (sin, units)
        });
        check(0, |t, w| {
            let (_, cos, units) = sin_cos(t, w);
            (cos, units)
        });
        for alternating in [true, false] {
            check(2, |u, w| {
                let (sine, _, terms) = even_series(u, w, alternating);
                (sine, 4 * terms + 4)
            });
            check(2, |u, w| {
                let (_, cosine, terms) = even_series(u, w, alternating);
                (cosine, 4 * terms + 4)
            });
            check(2, |u, w| odd_series(u, w, alternating));
        }
    }
}
