//! The decimal digits of long whole numbers, which are halved until the package writes them as quickly:
//! R. P. Brent and P. Zimmermann, Modern Computer Arithmetic (2010), section 1.7.2.

use crate::number::WITHOUT_LONG_WAYS;
use crate::number::quotient::quotient;
use crate::number::transform::{product, square};
use crate::number::work;
use num_bigint::BigUint;

/// Bits from which halving is quicker: the quotients by halves of it are those that products tell.
const SHORTEST: u64 = 1 << 17;

/// Digits of what is halved no further.
const LEAF: u32 = 10_000;

/// A whole number as it is written.
pub(in crate::number) fn digits_of(n: &BigUint) -> String {
    work::spend_product(n.bits(), n.bits());
    if WITHOUT_LONG_WAYS || n.bits() < SHORTEST {
        return n.to_string();
    }
    // 10^LEAF and its squares, up to where a square is above the number.
    let mut powers = vec![BigUint::from(10u32).pow(LEAF)];
    while let Some(last) = powers.last()
        && 2 * last.bits() - 1 <= n.bits()
    {
        powers.push(square(last));
    }
    let mut text = String::with_capacity((n.bits() / 3) as usize);
    put(n, &powers, &mut text);
    text
}

/// Writes a number below the square of the last of the powers; what follows other digits is filled up
/// with zeros. The depth is the logarithm of the length.
fn put(n: &BigUint, powers: &[BigUint], text: &mut String) {
    let Some((power, smaller)) = powers.split_last() else {
        let run = n.to_string();
        if text.is_empty() {
            // A number that is longer than it looked starts with the half above.
            text.push_str(if run == "0" { "" } else { &run });
        } else {
            text.extend(std::iter::repeat_n('0', LEAF as usize - run.len()));
            text.push_str(&run);
        }
        return;
    };
    let high = quotient(n, power);
    let low = n - product(&high, power);
    put(&high, smaller, text);
    put(&low, smaller, text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::One;

    #[test]
    fn agrees_with_the_package() {
        let ten = |power: u32| BigUint::from(10u32).pow(power);
        for power in [39_500, 40_000, 40_001, 79_999, 80_000, 80_001, 123_456] {
            let near = ten(power);
            for n in [
                &near - 1u32,
                near.clone(),
                &near + BigUint::one(),
                &near * 7u32 / 3u32,
            ] {
                assert_eq!(digits_of(&n), n.to_string(), "{power}");
            }
            let gap = &near * (ten(power) + 1u32);
            assert_eq!(digits_of(&gap), gap.to_string(), "{power}");
        }
        assert_eq!(digits_of(&BigUint::ZERO), "0");
    }
}
