//! Quotients of long whole numbers, by products: Newton's steps towards the divisor's reciprocal, each
//! of which doubles the bits that are right, as in R. P. Brent and P. Zimmermann, Modern Computer
//! Arithmetic (2010), sections 3.4.1 and 4.2.

use crate::number::WITHOUT_LONG_WAYS;
use crate::number::transform::product;
use num_bigint::{BigInt, BigUint};
use num_traits::{One, Signed};

/// Bits of the quotient and of the divisor from which this is quicker than the division of
/// `num-bigint`: measured.
const SHORTEST: u64 = 64 * 1000;

/// Bits by which approximations are longer than what they are for.
const GUARD: u64 = 8;

/// The quotient, cut to a whole number. The divisor is not 0.
pub(in crate::number) fn quotient(top: &BigUint, bottom: &BigUint) -> BigUint {
    let bits = (top.bits() + 1).saturating_sub(bottom.bits());
    if WITHOUT_LONG_WAYS || bits < SHORTEST || bottom.bits() < SHORTEST {
        return top / bottom;
    }
    // As many leading bits of both as the quotient has tell it but for a few units.
    let length = bits + GUARD;
    let reciprocal = reciprocal(&leading(bottom, length), length);
    let product = product(&leading(top, length), &reciprocal);
    // top ≈ leading·2^(top.bits − length), 1/bottom ≈ reciprocal·2^(−length − bottom.bits).
    let shift = length + bottom.bits() - (top.bits() - length);
    corrected(product >> shift, top, bottom)
}

/// The quotient from a number that is off by a few units.
fn corrected(near: BigUint, top: &BigUint, bottom: &BigUint) -> BigUint {
    let bottom = BigInt::from(bottom.clone());
    let mut rest = BigInt::from(top.clone()) - BigInt::from(product(&near, bottom.magnitude()));
    let mut near = BigInt::from(near);
    while rest.is_negative() {
        rest += &bottom;
        near -= 1;
    }
    while rest >= bottom {
        rest -= &bottom;
        near += 1;
    }
    near.into_parts().1
}

/// The number moved to that many bits, which cuts it or fills it with zeros.
fn leading(n: &BigUint, bits: u64) -> BigUint {
    if n.bits() > bits {
        n >> (n.bits() - bits)
    } else {
        n << (bits - n.bits())
    }
}

/// 2^2`bits`/n for an n of that many bits, but for a few units.
fn reciprocal(n: &BigUint, bits: u64) -> BigUint {
    if bits < SHORTEST {
        return (BigUint::one() << (2 * bits)) / n;
    }
    // The depth is the logarithm of the length.
    let half = bits / 2 + GUARD;
    let first = reciprocal(&leading(n, half), half);
    // x ← x + x·(1 − n·x), where the bracket is small: half of its bits are enough.
    let near = product(n, &first) << (bits - half);
    let off = (BigInt::one() << (2 * bits)) - BigInt::from(near);
    let (sign, size) = (off.sign(), off.magnitude() >> (bits - half));
    let step = BigInt::from_biguint(sign, product(&size, &first)) >> (2 * half);
    let value = BigInt::from(first << (bits - half)) + step;
    value.into_parts().1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(bits: u64, seed: u64) -> BigUint {
        let mut state = seed;
        let mut words = Vec::new();
        for _ in 0..=bits / 32 {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            words.push(match seed % 3 {
                0 => u32::MAX,
                1 if words.len() > 3 => 0,
                _ => (state >> 33) as u32,
            });
        }
        (BigUint::new(words) | BigUint::one() << (bits + 40)) >> 41u32
    }

    #[test]
    fn agrees_with_the_division_of_the_package() {
        let short = SHORTEST;
        for (top, bottom) in [
            (2 * short, short - 1),
            (2 * short, short),
            (2 * short + 1, short),
            (3 * short, short),
            (5 * short, 2 * short),
            (7 * short, 6 * short),
            (9 * short + 17, 2 * short + 5),
        ] {
            for seed in 0..9 {
                let (a, b) = (number(top, seed), number(bottom, seed / 3));
                assert_eq!(quotient(&a, &b), &a / &b, "{top} {bottom} {seed}");
                // Exact quotients, and those just below.
                let whole = product(&b, &number(top - bottom, seed));
                assert_eq!(quotient(&whole, &b), &whole / &b);
                let below = whole - 1u32;
                assert_eq!(quotient(&below, &b), &below / &b);
            }
        }
    }
}
