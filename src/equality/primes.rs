//! Whole numbers in factors.

/// Primes that are looked for in a number; what is left counts as if it were prime.
const MAX_PRIME: i64 = 1000;

/// A number as primes with exponents; a large rest counts as prime. 0 and ±1 have none.
pub(super) fn factors(n: i64) -> Vec<(i64, i64)> {
    let mut rest = n.abs();
    let mut found = Vec::new();
    let mut prime = 2;
    while prime <= MAX_PRIME && rest > 1 {
        let mut times = 0;
        while rest % prime == 0 {
            rest /= prime;
            times += 1;
        }
        if times > 0 {
            found.push((prime, times));
        }
        prime += 1;
    }
    if rest > 1 {
        found.push((rest, 1));
    }
    found
}

/// The greatest number that divides both.
pub(super) fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fall_into_primes() {
        assert_eq!(factors(-360), [(2, 3), (3, 2), (5, 1)]);
        assert_eq!(factors(1), []);
        assert_eq!(factors(1009 * 2), [(2, 1), (1009, 1)]);
    }
}
