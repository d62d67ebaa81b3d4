//! Which signs the numbers of a range have.

use crate::equality::range::Range;
use std::cmp::Ordering;

/// Which signs something may have: a set of −, 0 and +.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::equality) struct Signs(u8);

impl Signs {
    pub(in crate::equality) const NONE: Signs = Signs(0);
    pub(in crate::equality) const MINUS: Signs = Signs(1);
    pub(in crate::equality) const ZERO: Signs = Signs(2);
    pub(in crate::equality) const PLUS: Signs = Signs(4);
    pub(in crate::equality) const NOT_NEGATIVE: Signs = Signs(6);
    pub(in crate::equality) const NOT_POSITIVE: Signs = Signs(3);
    pub(in crate::equality) const NOT_ZERO: Signs = Signs(5);
    pub(in crate::equality) const ANY: Signs = Signs(7);

    pub(in crate::equality) fn of(sign: Ordering) -> Signs {
        match sign {
            Ordering::Less => Signs::MINUS,
            Ordering::Equal => Signs::ZERO,
            Ordering::Greater => Signs::PLUS,
        }
    }

    /// Those that the numbers of a range have.
    pub(in crate::equality) fn of_range(range: Range) -> Signs {
        let minus = u8::from(range.low < 0.0);
        let zero = 2 * u8::from(range.low <= 0.0 && range.high >= 0.0);
        let plus = 4 * u8::from(range.high > 0.0);
        Signs(minus | zero | plus)
    }

    pub(in crate::equality) fn both(self, other: Signs) -> Signs {
        Signs(self.0 & other.0)
    }

    pub(in crate::equality) fn either(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }

    pub(in crate::equality) fn is_within(self, other: Signs) -> bool {
        self.0 & !other.0 == 0
    }

    pub(in crate::equality) fn has(self, other: Signs) -> bool {
        self.0 & other.0 == other.0
    }

    pub(in crate::equality) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Is it nowhere below 0, or nowhere above?
    pub(in crate::equality) fn side(self) -> Option<bool> {
        match self.is_within(Signs::NOT_NEGATIVE) {
            true => Some(true),
            false => self.is_within(Signs::NOT_POSITIVE).then_some(false),
        }
    }

    /// The one sign that it is, if it is one.
    pub(in crate::equality) fn single(self) -> Option<i64> {
        match self {
            Signs::MINUS => Some(-1),
            Signs::ZERO => Some(0),
            Signs::PLUS => Some(1),
            _ => None,
        }
    }

    pub(in crate::equality) fn negative(self) -> Signs {
        Signs((self.0 & 2) | (self.0 >> 2) | ((self.0 & 1) << 2))
    }

    pub(in crate::equality) fn squared(self) -> Signs {
        Signs((self.0 & 2) | if self.0 & 5 == 0 { 0 } else { 4 })
    }

    pub(in crate::equality) fn times(self, other: Signs) -> Signs {
        if self.is_empty() || other.is_empty() {
            return Signs(0);
        }
        let mut product = Signs(0);
        if self.has(Signs::PLUS) {
            product.0 |= other.0;
        }
        if self.has(Signs::MINUS) {
            product.0 |= other.negative().0;
        }
        if self.has(Signs::ZERO) {
            product.0 |= 2;
        }
        product
    }
}
