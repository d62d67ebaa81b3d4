//! The greatest common divisor of long numbers.

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{One, ToPrimitive, Zero};

/// Numbers up to this many bits are left to the binary algorithm, which is as fast there.
const SHORT: u64 = 512;

/// The largest number that divides both; 0 for two zeros.
///
/// Lehmer's algorithm: Knuth, The Art of Computer Programming 2, 4.5.2, Algorithm L. The leading 62
/// bits of both give several steps of Euclid's at once, so that the long numbers are gone through
/// once for about 30 bits, where the binary algorithm of `num_integer` goes through them for each.
pub(super) fn gcd(a: &BigUint, b: &BigUint) -> BigUint {
    if a.is_one() || b.is_one() {
        return BigUint::one();
    }
    let (mut a, mut b) = if a >= b {
        (a.clone(), b.clone())
    } else {
        (b.clone(), a.clone())
    };
    while b.bits() > SHORT {
        let shift = a.bits() - 62;
        let lead = |n: &BigUint| (n >> shift).to_i64().expect("62 bits");
        let [p, q, r, s] = cofactors(lead(&a), lead(&b));
        if q == 0 {
            let rest = &a % &b;
            a = std::mem::replace(&mut b, rest);
            continue;
        }
        let next = combined(&a, p, &b, q);
        b = combined(&a, r, &b, s);
        a = next;
    }
    if b.is_zero() {
        return a;
    }
    // One division makes both short; what is left is for the binary algorithm.
    let rest = &a % &b;
    b.gcd(&rest)
}

/// `[p, q, r, s]` with which (pa + qb, ra + sb) are two later remainders of a and b for all
/// numbers that begin with these; q is 0 where the leading digits don't tell even one step.
fn cofactors(a: i64, b: i64) -> [i64; 4] {
    let (mut x, mut y) = (i128::from(a), i128::from(b));
    let [mut p, mut q, mut r, mut s] = [1i128, 0, 0, 1];
    while y + r != 0 && y + s != 0 {
        let quotient = (x + p) / (y + r);
        if quotient != (x + q) / (y + s) {
            break;
        }
        (p, r) = (r, p - quotient * r);
        (q, s) = (s, q - quotient * s);
        (x, y) = (y, x - quotient * y);
    }
    // They stay below the numbers they come from.
    [p, q, r, s].map(|n| n as i64)
}

/// pa + qb, which is not below 0, for p and q of opposite signs.
fn combined(a: &BigUint, p: i64, b: &BigUint, q: i64) -> BigUint {
    let (x, y) = (a * p.unsigned_abs(), b * q.unsigned_abs());
    if p < 0 || (p == 0 && q > 0) {
        y - x
    } else {
        x - y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_binary_algorithm() {
        let mut state = 7u64;
        let mut long = |words: usize| {
            let mut n = BigUint::zero();
            for _ in 0..words {
                state = state
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                // Runs of zeros and ones make for large quotients.
                let word = match state >> 62 {
                    0 => 0,
                    1 => u64::MAX,
                    _ => state,
                };
                n = (n << 64) + word;
            }
            n
        };
        for (a, b, common) in [
            (1, 1, 1),
            (9, 9, 0),
            (12, 40, 3),
            (40, 12, 20),
            (70, 69, 9),
            (33, 90, 30),
        ] {
            for _ in 0..20 {
                let shared = long(common) + 1u32;
                let (a, b) = (long(a) * &shared, long(b) * &shared);
                assert_eq!(gcd(&a, &b), a.gcd(&b));
            }
        }
        let fibonacci = (0..2000).fold((BigUint::zero(), BigUint::one()), |(a, b), _| {
            (b.clone(), a + b)
        });
        assert_eq!(gcd(&fibonacci.0, &fibonacci.1), BigUint::one());
        let long = BigUint::one() << 5000;
        assert_eq!(gcd(&long, &BigUint::zero()), long);
        assert_eq!(gcd(&long, &long), long);
    }
}
