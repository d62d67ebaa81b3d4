//! π, ln 2 and e in fixed point, computed once per size and thread.

use crate::number::ball::bound::ErrorBound;
use crate::number::ball::roots::square_root;
use crate::number::ball::{Ball, Undefined};
use crate::number::double;
use crate::number::quotient::quotient;
use crate::number::transform::{product, signed_product};
use crate::number::whole::WholeNumber;
use crate::number::work::{self, KeptTable};
use num_bigint::{BigInt, BigUint};
use num_traits::One;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Bits computed beyond those kept, so that the truncated constant is off by 1 unit at most.
const GUARD: u64 = 64;

/// The smallest size computed; smaller ones are cut from it.
const SMALLEST: u64 = 512;

/// Bits after the point of the literals, from which shorter constants are cut: enough for the first
/// rounds of every question, which would else spend most of their time on them.
const LITERAL: u64 = 320;

// In words of 64 bits, the lowest first; the tests compute them again.
const PI_LITERAL: &[u64] = &[
    0x4528_21e6_38d0_1377,
    0x082e_fa98_ec4e_6c89,
    0xa409_3822_299f_31d0,
    0x1319_8a2e_0370_7344,
    0x243f_6a88_85a3_08d3,
    0x0000_0000_0000_0003,
];
const LN2_LITERAL: &[u64] = &[
    0xe7b8_7620_6deb_ac98,
    0x8a0d_175b_8baa_fa2b,
    0x40f3_4326_7298_b62d,
    0xc9e3_b398_03f2_f6af,
    0xb172_17f7_d1cf_79ab,
];
const E_LITERAL: &[u64] = &[
    0x324e_7738_926c_fbe5,
    0xa784_d904_5190_cfef,
    0x62e7_160f_38b4_da56,
    0xbf71_5880_9cf4_f3c7,
    0xb7e1_5162_8aed_2a6a,
    0x0000_0000_0000_0002,
];
const HALF_LN_TURN_LITERAL: &[u64] = &[
    0x212f_9d7f_e00e_86bf,
    0xdec6_a313_3daa_155d,
    0xcfb0_8f8d_1345_8b4d,
    0x94bc_9001_4419_2023,
    0xeb3f_8e43_25f5_a534,
];

impl Ball {
    /// ½ ln 2π to that many bits, with the errors of [`Ball::ln`].
    pub(super) fn half_ln_of_turn(bits: u64) -> Result<Ball, Undefined> {
        if bits > LITERAL {
            return Ok(Ball::pi(bits).shifted(1).ln(bits)?.shifted(-1));
        }
        let literal = WholeNumber::of_words(HALF_LN_TURN_LITERAL);
        Ok(constant(Ok(&literal >> (LITERAL - bits)), bits))
    }

    /// π to that many bits; where the question has no work left for them, to none.
    pub fn pi(bits: u64) -> Ball {
        constant(pi(bits), bits)
    }

    /// ln 2, as [`Ball::pi`].
    pub fn ln2(bits: u64) -> Ball {
        constant(ln2(bits), bits)
    }

    /// e, as [`Ball::pi`].
    pub fn e(bits: u64) -> Ball {
        constant(e(bits), bits)
    }
}

fn constant(value: Result<WholeNumber, Undefined>, bits: u64) -> Ball {
    // All of them lie between 0 and 4. Whoever goes on with that meets the end of the work next.
    let Ok(value) = value else {
        return Ball::rounded(2u64.into(), 0, ErrorBound::new(2, 0), 2);
    };
    let exponent = -(bits as i64);
    let error = ErrorBound::new(2, exponent);
    Ball::rounded(value, exponent, error, bits)
}

type Cache = RefCell<BTreeMap<u64, BigUint>>;

thread_local! {
    static PI: Cache = const { RefCell::new(BTreeMap::new()) };
    static LN2: Cache = const { RefCell::new(BTreeMap::new()) };
    static E: Cache = const { RefCell::new(BTreeMap::new()) };
}

/// `π·2^bits`, off by less than 2.
///
/// # Errors
/// `TooMuchWork` where the question can't pay for it, as the other constants.
pub(super) fn pi(bits: u64) -> Result<WholeNumber, Undefined> {
    let known = Known {
        literal: PI_LITERAL,
        table: KeptTable::Pi,
        compute: chudnovsky,
    };
    PI.with(|cache| known.cut(cache, bits))
}

/// `ln 2·2^bits`, off by less than 2.
pub(super) fn ln2(bits: u64) -> Result<WholeNumber, Undefined> {
    let known = Known {
        literal: LN2_LITERAL,
        table: KeptTable::Ln2,
        compute: machin,
    };
    LN2.with(|cache| known.cut(cache, bits))
}

/// `e·2^bits`, off by less than 2.
fn e(bits: u64) -> Result<WholeNumber, Undefined> {
    let known = Known {
        literal: E_LITERAL,
        table: KeptTable::E,
        compute: factorials,
    };
    E.with(|cache| known.cut(cache, bits))
}

/// How a constant is come by.
struct Known {
    /// It times 2^[`LITERAL`], cut.
    literal: &'static [u64],
    /// What the work on it is counted as.
    table: KeptTable,
    /// It times 2 to that power, from its series.
    compute: fn(u64) -> BigUint,
}

impl Known {
    /// Cuts the constant from one of few sizes. Which size depends on `bits` alone and not on what was
    /// computed before, so that results are the same on every run.
    fn cut(&self, cache: &Cache, bits: u64) -> Result<WholeNumber, Undefined> {
        if bits <= LITERAL {
            return Ok(&WholeNumber::of_words(self.literal) >> (LITERAL - bits));
        }
        let power = bits.max(SMALLEST).next_power_of_two();
        let size = if bits <= power / 4 * 3 && power > SMALLEST {
            power / 4 * 3
        } else {
            power
        };
        work::spend_on_table(self.table, size, work::of_constant);
        Ball::affordable()?;
        let mut cache = cache.borrow_mut();
        let value = cache
            .entry(size)
            .or_insert_with(|| (self.compute)(size + GUARD) >> GUARD);
        Ok((&*value >> (size - bits)).into())
    }
}

/// π by the series of D. and G. Chudnovsky (1988), summed by binary splitting as in Haible and
/// Papanikolaou, "Fast multiprecision evaluation of series of rational numbers" (1998).
fn chudnovsky(bits: u64) -> BigUint {
    // Each term gives log2(640320³/1728) > 47.1 bits, the first term left out bounds the rest.
    let terms = bits / 47 + 2;
    let cube = BigInt::from(640_320u64).pow(3) / 24;
    let (_, q, t) = split(0, terms, &|n| {
        if n == 0 {
            return (BigInt::one(), BigInt::one(), BigInt::from(13_591_409));
        }
        let k = n as i64;
        let p = -BigInt::from(6 * k - 5) * (2 * k - 1) * (6 * k - 1);
        let q = BigInt::from(k).pow(3) * &cube;
        let a = &p * (BigInt::from(13_591_409) + BigInt::from(545_140_134) * k);
        (p, q, a)
    });
    // π = 426880·√10005·Q/T.
    let root = square_root(&(BigUint::from(10_005u32) << (2 * bits)));
    let top = product(&(root * 426_880u32), q.magnitude());
    quotient(&top, t.magnitude())
}

/// ln 2 = 18 artanh(1/26) − 2 artanh(1/4801) + 8 artanh(1/8749), checked by comparing powers of
/// 2, 3, 5 and 7: see X. Gourdon and P. Sebah, "The logarithmic constant: log 2" (2004).
fn machin(bits: u64) -> BigUint {
    let artanh = |n: u64| {
        let per_term = double::log2((n * n) as f64);
        let terms = (bits as f64 / per_term) as u64 + 2;
        // n·Σ 1/((2k+1)·n^(2k+2)).
        let (power, q, t) = split_odd(0, terms, &BigInt::from(n * n));
        let below = signed_product(&power, &q);
        quotient(((t * n) << bits).magnitude(), below.magnitude())
    };
    artanh(26) * 18u32 + artanh(8749) * 8u32 - artanh(4801) * 2u32
}

/// e = Σ 1/n!.
fn factorials(bits: u64) -> BigUint {
    // n! > 2^bits for the first term left out.
    let mut terms = 2u64;
    let mut size = 0.0;
    while size < bits as f64 + 2.0 {
        size += double::log2(terms as f64);
        terms += 1;
    }
    let (_, q, t) = split(0, terms, &|n| {
        let q = BigInt::from(n.max(1));
        (BigInt::one(), q, BigInt::one())
    });
    quotient((t << bits).magnitude(), q.magnitude())
}

/// Sums `Σ a(n)·p(0)…p(n)/(q(0)…q(n))` over `first..end`, with `term(n) = (p, q, a·p)`: returns
/// the products of p and q, and the sum times the product of q.
fn split(
    first: u64,
    end: u64,
    term: &dyn Fn(u64) -> (BigInt, BigInt, BigInt),
) -> (BigInt, BigInt, BigInt) {
    if end - first == 1 {
        return term(first);
    }
    // The depth is the logarithm of the number of terms.
    let middle = first + (end - first) / 2;
    let (p1, q1, t1) = split(first, middle, term);
    let (p2, q2, t2) = split(middle, end, term);
    let t = signed_product(&t1, &q2) + signed_product(&p1, &t2);
    (signed_product(&p1, &p2), signed_product(&q1, &q2), t)
}

/// Sums `Σ 1/((2k+1)·square^(k+1))` over `first..end` relative to `square^first`: returns the power of
/// `square` spanned, the product of the odd numbers, and the sum times both.
fn split_odd(first: u64, end: u64, square: &BigInt) -> (BigInt, BigInt, BigInt) {
    if end - first == 1 {
        return (square.clone(), BigInt::from(2 * first + 1), BigInt::one());
    }
    let middle = first + (end - first) / 2;
    let (s1, q1, t1) = split_odd(first, middle, square);
    let (s2, q2, t2) = split_odd(middle, end, square);
    let below = signed_product(&s2, &q2);
    let t = signed_product(&t1, &below) + signed_product(&t2, &q1);
    (signed_product(&s1, &s2), signed_product(&q1, &q2), t)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(value: Result<WholeNumber, Undefined>) -> BigUint {
        value.unwrap().size().into_owned()
    }

    #[test]
    fn known_digits() {
        // The first 200 bits after the point, from the decimals everybody can look up.
        let check = |value: BigUint, decimals: &str| {
            let scaled = (value * BigUint::from(10u32).pow(50)) >> 600u32;
            assert_eq!(scaled.to_string(), decimals);
        };
        check(
            size(pi(600)),
            "314159265358979323846264338327950288419716939937510",
        );
        check(
            size(ln2(600)),
            "69314718055994530941723212145817656807550013436025",
        );
        check(
            size(e(600)),
            "271828182845904523536028747135266249775724709369995",
        );
    }

    #[test]
    fn half_the_logarithm_of_a_turn() {
        let long = Ball::half_ln_of_turn(400).unwrap();
        for bits in [2, 64, 200, LITERAL] {
            let short = Ball::half_ln_of_turn(bits).unwrap();
            assert!(short.overlaps(&long), "{bits}");
            assert!(short.accuracy() >= bits as i64 - 2, "{bits}");
        }
    }

    #[test]
    fn sizes_agree() {
        for f in [pi, ln2, e] {
            let long = size(f(20_000));
            for bits in [0u64, 1, 64, 319, 320, 321, 511, 512, 513, 800, 5000] {
                let cut = &long >> (20_000 - bits);
                let short = size(f(bits));
                let apart = if cut > short {
                    cut - short
                } else {
                    short - cut
                };
                assert!(apart <= BigUint::one(), "{bits}");
            }
        }
    }
}
