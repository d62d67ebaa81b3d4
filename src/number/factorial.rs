//! Factorials as whole numbers.

use crate::number::double;
use crate::number::work;
use num_bigint::BigUint;
use num_traits::One;

/// Factors that are multiplied one after the other; more are halved first, so that long numbers
/// meet long ones.
const SHORT: u64 = 32;

/// n!
pub(super) fn factorial(n: u64) -> BigUint {
    product(2, n + 1)
}

/// The product of the whole numbers from `first` to before `end`; 1 where there are none.
pub(super) fn product(first: u64, end: u64) -> BigUint {
    if end.saturating_sub(first) <= SHORT {
        work::spend(end.saturating_sub(first) * SHORT);
        return (first..end).fold(BigUint::one(), |all, n| all * n);
    }
    // The depth is the logarithm of the number of factors.
    let middle = first + (end - first) / 2;
    let (low, high) = (product(first, middle), product(middle, end));
    work::spend_product(low.bits(), high.bits());
    low * high
}

/// About the bits of n!, at most a few too many: log₂ n! < (n + ½)·log₂ n − n·log₂ e + 2, from
/// Stirling's formula, DLMF 5.11.1.
pub(super) fn bits(n: u64) -> u64 {
    let n = n.max(1) as f64;
    ((n + 0.5) * double::log2(n) - n * std::f64::consts::LOG2_E + 2.0).ceil() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_however_they_are_halved() {
        for n in [0u64, 1, 2, 31, 32, 33, 34, 100, 777] {
            let slow = (1..=n).fold(BigUint::one(), |all, k| all * k);
            assert_eq!(factorial(n), slow);
            assert!(bits(n) >= slow.bits() && bits(n) <= slow.bits() + 3, "{n}");
        }
        assert_eq!(product(5, 5), BigUint::one());
        assert_eq!(product(7, 9), BigUint::from(56u32));
    }
}
