//! Upper bounds on errors: 32 bits and an exponent, every operation rounded up.

use crate::number::whole::WholeNumber;

/// Bits a bound keeps: enough that rounding up costs nothing worth having.
const BITS: u32 = 32;

/// The number `mantissa · 2^exponent`, not below the error it stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct ErrorBound {
    mantissa: u64,
    exponent: i64,
}

impl ErrorBound {
    pub(super) const ZERO: ErrorBound = ErrorBound {
        mantissa: 0,
        exponent: 0,
    };

    /// At least `mantissa · 2^exponent`.
    pub(super) fn new(mantissa: u128, exponent: i64) -> ErrorBound {
        if mantissa == 0 {
            return ErrorBound::ZERO;
        }
        let cut = (128 - mantissa.leading_zeros()).saturating_sub(BITS);
        let kept = (mantissa >> cut) as u64;
        let up = u64::from(mantissa.trailing_zeros() < cut);
        ErrorBound {
            mantissa: kept + up,
            exponent: exponent + i64::from(cut),
        }
    }

    /// At least the size of `n · 2^exponent`.
    pub(super) fn above(n: &WholeNumber, exponent: i64) -> ErrorBound {
        let (kept, cut) = n.leading(u64::from(BITS));
        ErrorBound::new(u128::from(kept + u64::from(cut > 0)), exponent + cut as i64)
    }

    /// At most the size of `n · 2^exponent`: a divisor's bound points the other way.
    pub(super) fn below(n: &WholeNumber, exponent: i64) -> ErrorBound {
        let (mantissa, cut) = n.leading(u64::from(BITS));
        ErrorBound {
            mantissa,
            exponent: exponent + cut as i64,
        }
    }

    pub(super) fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The least power of two above it, as an exponent; of no meaning for 0.
    pub(super) fn top(self) -> i64 {
        self.exponent + i64::from(64 - self.mantissa.leading_zeros())
    }

    /// The exponent of the unit in which it is a whole number.
    pub(super) fn unit(self) -> i64 {
        self.exponent
    }

    pub(super) fn plus(self, other: ErrorBound) -> ErrorBound {
        let (high, low) = if self.is_zero() {
            (other, self)
        } else if other.is_zero() || self.exponent >= other.exponent {
            (self, other)
        } else {
            (other, self)
        };
        if low.is_zero() {
            return high;
        }
        // Room for 64 bits above the lower of the two; what lies further down counts as 1.
        let gap = high.exponent - low.exponent;
        if gap <= 64 {
            ErrorBound::new(
                (u128::from(high.mantissa) << gap) + u128::from(low.mantissa),
                low.exponent,
            )
        } else {
            ErrorBound::new((u128::from(high.mantissa) << 32) + 1, high.exponent - 32)
        }
    }

    pub(super) fn times(self, other: ErrorBound) -> ErrorBound {
        ErrorBound::new(
            u128::from(self.mantissa) * u128::from(other.mantissa),
            self.exponent + other.exponent,
        )
    }

    /// Divided by a number at least as large as `divisor`, which is not 0.
    pub(super) fn over(self, divisor: ErrorBound) -> ErrorBound {
        if self.is_zero() {
            return self;
        }
        let quotient = (u128::from(self.mantissa) << 64) / u128::from(divisor.mantissa);
        ErrorBound::new(quotient + 1, self.exponent - divisor.exponent - 64)
    }

    /// Times `2^exponent`.
    pub(super) fn shifted(self, exponent: i64) -> ErrorBound {
        ErrorBound {
            exponent: self.exponent + exponent,
            ..self
        }
    }

    pub(super) fn least(self, other: ErrorBound) -> ErrorBound {
        if self.is_zero() || other.is_zero() {
            return ErrorBound::ZERO;
        }
        if self.top() < other.top() {
            self
        } else {
            other
        }
    }

    /// How often it holds `2^unit`, rounded up; the caller has made the unit large enough for the
    /// count to fit 62 bits.
    pub(super) fn count(self, unit: i64) -> u64 {
        let shift = self.exponent - unit;
        if self.is_zero() {
            0
        } else if shift >= 0 {
            self.mantissa << shift.min(31)
        } else {
            let cut = (-shift).min(63);
            (self.mantissa >> cut) + u64::from(self.mantissa & ((1 << cut) - 1) != 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigUint;
    use num_traits::One;

    /// The bound in units of 2^−400, and the number it stands for beside it.
    fn whole(bound: ErrorBound) -> BigUint {
        BigUint::from(bound.mantissa) << (bound.exponent + 400)
    }

    /// Not below the truth, and above it by less than a part in 2^28.
    #[track_caller]
    fn check(bound: ErrorBound, truth: &BigUint) {
        let bound = whole(bound);
        assert!(bound >= *truth);
        assert!(bound - truth <= truth >> 28u32);
    }

    #[test]
    fn rounded_up_and_not_by_much() {
        let one = BigUint::one() << 400;
        let mut state = 99u64;
        let mut next = || {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (u128::from(state >> 4), (state >> 58) as i64 * 3 - 96)
        };
        for _ in 0..500 {
            let ((m, e), (n, f)) = (next(), next());
            let (a, b) = (ErrorBound::new(m, e), ErrorBound::new(n, f));
            check(a, &(BigUint::from(m) << (e + 400)));
            check(a.plus(b), &(whole(a) + whole(b)));
            check(a.times(b), &((whole(a) * whole(b)) >> 400u32));
            check(a.over(b), &((whole(a) * &one) / whole(b)));
            check(a.shifted(7), &(whole(a) << 7));
            let long = (BigUint::from(m) << 90u32) | BigUint::from(n);
            check(
                ErrorBound::above(&long.clone().into(), e - 90),
                &(&long << (e + 310)),
            );
            let below = whole(ErrorBound::below(&long.clone().into(), e - 90));
            assert!(below <= &long << (e + 310) && below > &long << (e + 309));
            let unit = a.top() - 30;
            let counted = BigUint::from(a.count(unit)) << (unit + 400);
            assert!(counted >= whole(a) && a.count(unit) <= 1 << 30);
            assert!(whole(a) < BigUint::one() << (a.top() + 400));
            assert!(whole(a.least(b)) <= whole(a).min(whole(b)) << 1);
        }
        assert!(ErrorBound::ZERO.plus(ErrorBound::ZERO).is_zero());
        check(
            ErrorBound::ZERO.plus(ErrorBound::new(3, -9)),
            &(BigUint::from(3u32) << 391),
        );
    }
}
