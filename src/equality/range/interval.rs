//! Intervals in doubles, and arithmetic with them that never loses a number.

use crate::number::rational::Rational;

/// Relative error by which the ends of functions are moved; the doubles' own is below 1e-15.
pub(super) const FUNCTION_ERROR: f64 = 1e-12;

/// Largest single number that is told from others as a double.
const LARGEST_POINT: f64 = 1e9;

/// All numbers from `low` to `high`, either of which may be infinite; none where `low > high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Range {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

pub(in crate::equality) const ALL: Range = Range {
    low: f64::NEG_INFINITY,
    high: f64::INFINITY,
};
pub(super) const NOWHERE: Range = Range {
    low: f64::INFINITY,
    high: f64::NEG_INFINITY,
};
pub(super) const NOT_NEGATIVE: Range = Range {
    low: 0.0,
    high: f64::INFINITY,
};

impl Range {
    /// All that lies in either, and between.
    pub(crate) fn hull(self, other: Range) -> Range {
        Range {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    /// Is this number in it?
    pub(super) fn holds(self, x: f64) -> bool {
        self.low <= x && x <= self.high
    }

    /// Is 0 none of its numbers?
    pub(crate) fn is_never_zero(self) -> bool {
        !self.holds(0.0)
    }

    /// Are both ends numbers?
    pub(crate) fn is_bounded(self) -> bool {
        // Without a jump: many are asked in a row.
        self.low.is_finite() & self.high.is_finite()
    }

    /// Every number.
    pub(in crate::equality) const ALL: Range = ALL;

    pub(crate) fn is_nowhere(self) -> bool {
        self.low > self.high
    }

    /// 1 where no number of it is negative, −1 where none is positive, else 0.
    pub(in crate::equality) fn sign(self) -> i8 {
        match (self.low >= 0.0, self.high <= 0.0) {
            (true, false) => 1,
            (false, true) => -1,
            _ => 0,
        }
    }

    /// Is there only one number in it?
    pub(in crate::equality) fn is_point(self) -> bool {
        self.low == self.high && self.low.abs() <= LARGEST_POINT
    }

    pub(crate) fn around(n: &Rational) -> Range {
        let double = n.to_f64();
        let whole = n.to_i64().is_some_and(|n| double as i64 == n);
        if (whole && double.abs() < LARGEST_POINT) || Rational::from_f64(double).as_ref() == Some(n)
        {
            return Range {
                low: double,
                high: double,
            };
        }
        Range {
            low: double.next_down(),
            high: double.next_up(),
        }
    }

    pub(in crate::equality) fn within(self, other: Range) -> Range {
        Range {
            low: self.low.max(other.low),
            high: self.high.min(other.high),
        }
    }

    pub(super) fn negative(self) -> Range {
        Range {
            low: -self.high,
            high: -self.low,
        }
    }

    pub(super) fn sum(self, other: Range) -> Range {
        Range {
            low: down(self.low + other.low, exact_sum(self.low, other.low)),
            high: up(self.high + other.high, exact_sum(self.high, other.high)),
        }
    }

    /// The numbers whose square lies in the range.
    pub(super) fn roots(self) -> Range {
        if self.high < 0.0 {
            return NOWHERE;
        }
        let root = self.high.sqrt();
        let exact = root == 0.0 || (exact_product(root, root) && root * root == self.high);
        let end = up(root, exact);
        Range {
            low: -end,
            high: end,
        }
    }

    pub(super) fn product(self, other: Range) -> Range {
        if self.is_nowhere() || other.is_nowhere() {
            return NOWHERE;
        }
        if self.low == self.high && other.low == other.high {
            // Of two numbers there is one product.
            let zero = self.low == 0.0 || other.low == 0.0;
            let product = if zero { 0.0 } else { self.low * other.low };
            let exact = zero || exact_product(self.low, other.low);
            return Range {
                low: down(product, exact),
                high: up(product, exact),
            };
        }
        let mut range = NOWHERE;
        for a in [self.low, self.high] {
            for b in [other.low, other.high] {
                // 0 times an end that is infinite is 0: the end stands for numbers, not for itself.
                let zero = a == 0.0 || b == 0.0;
                let product = if zero { 0.0 } else { a * b };
                let exact = zero || exact_product(a, b);
                range.low = range.low.min(down(product, exact));
                range.high = range.high.max(up(product, exact));
            }
        }
        match self.sign() * other.sign() {
            1 => range.within(NOT_NEGATIVE),
            -1 => range.within(NOT_NEGATIVE.negative()),
            _ => range,
        }
    }

    /// A number other than 0 times each of its own.
    pub(super) fn scaled(self, scale: f64) -> Range {
        let end = |x: f64| (x * scale, x == 0.0 || exact_product(x, scale));
        let (low, high) = match scale < 0.0 {
            true => (self.high, self.low),
            false => (self.low, self.high),
        };
        let (least, is_exact) = end(low);
        let (most, exact) = match low == high {
            true => (least, is_exact),
            false => end(high),
        };
        Range {
            low: down(least, is_exact),
            high: up(most, exact),
        }
    }

    /// Are its ends times a power of two doubles, neither too large nor too small for one?
    pub(super) fn is_shifted_by(self, scale: f64) -> bool {
        let fits = |x: f64| {
            let size = (x * scale).abs();
            (x == 0.0) | (f64::MIN_POSITIVE..f64::INFINITY).contains(&size)
        };
        fits(self.low) & fits(self.high)
    }

    /// A power of two times each of its numbers, where [`Range::is_shifted_by`].
    pub(super) fn shifted(self, scale: f64) -> Range {
        let (low, high) = (self.low * scale, self.high * scale);
        match scale < 0.0 {
            true => Range {
                low: high,
                high: low,
            },
            false => Range { low, high },
        }
    }

    /// 1/x; nothing for the range that is 0 alone.
    pub(super) fn reciprocal(self) -> Range {
        if self.is_nowhere() || (self.low == 0.0 && self.high == 0.0) {
            return NOWHERE;
        }
        match self.sign() {
            1 => Range {
                low: down(1.0 / self.high, exact_inverse(self.high)).max(0.0),
                high: match self.low {
                    0.0 => f64::INFINITY,
                    low => up(1.0 / low, exact_inverse(low)),
                },
            },
            -1 => self.negative().reciprocal().negative(),
            _ => ALL,
        }
    }

    pub(super) fn abs(self) -> Range {
        match self.sign() {
            1 => self,
            -1 => self.negative(),
            _ => Range {
                low: 0.0,
                high: self.high.max(-self.low).max(0.0),
            },
        }
    }

    /// x^n for whole n ≥ 1; of very high powers only the sign is told.
    pub(super) fn power(self, n: u64) -> Range {
        /// Up to here the roundings are a small part of the power.
        const MAX_FOLLOWED: u64 = 1 << 20;
        let even = n.is_multiple_of(2);
        let sign = match self.sign() {
            _ if even => NOT_NEGATIVE,
            1 => NOT_NEGATIVE,
            -1 => NOT_NEGATIVE.negative(),
            _ => ALL,
        };
        if n > MAX_FOLLOWED {
            return sign;
        }
        // Squared again and again, n roundings of one part in 2^53 each come together at most.
        let error = FUNCTION_ERROR.max(n as f64 * f64::EPSILON);
        let end = |x: f64, up: bool| {
            let (mut power, mut exact) = (1.0, true);
            let (mut square, mut left) = (x, n);
            loop {
                if left % 2 == 1 {
                    exact &= power == 1.0 || exact_product(power, square);
                    power *= square;
                }
                left /= 2;
                if left == 0 {
                    break;
                }
                exact &= exact_product(square, square);
                square *= square;
            }
            if exact || x == 0.0 {
                return power;
            }
            // What is too small for a double is not 0, and what is past all of them is a number.
            let power = power.clamp(f64::MIN, f64::MAX);
            let moved = power.abs() * error + f64::MIN_POSITIVE;
            if up { power + moved } else { power - moved }
        };
        let base = if even { self.abs() } else { self };
        let range = Range {
            low: end(base.low, false),
            high: end(base.high, true),
        };
        range.within(sign)
    }

    /// Both ends by a rising function.
    pub(super) fn rising(self, f: impl Fn(f64) -> f64) -> Range {
        let high = f(self.high);
        // What is too small for a double is not 0: e^(−800).
        let lost = high == 0.0 && self.high != 0.0 && self.high != 1.0;
        widened(f(self.low), if lost { f64::MIN_POSITIVE } else { high })
    }
}

/// The lower end for a rounded result: what is not exact moves down by one double.
fn down(rounded: f64, exact: bool) -> f64 {
    if rounded.is_nan() {
        f64::NEG_INFINITY
    } else if exact {
        rounded
    } else {
        rounded.next_down()
    }
}

fn up(rounded: f64, exact: bool) -> f64 {
    -down(-rounded, exact)
}

/// Is the sum of two doubles a double? Then each is the sum less the other. Knuth, The Art of Computer Programming 2,
/// 4.2.2, theorem B.
fn exact_sum(a: f64, b: f64) -> bool {
    if a.is_infinite() || b.is_infinite() {
        return true;
    }
    let sum = a + b;
    let second = sum - a;
    let first = sum - second;
    first == a && second == b
}

/// Is the product of two doubles a double? Near the smallest ones that is not asked.
///
/// The product's error from the halves of both: T. J. Dekker, "A floating-point technique for extending
/// the available precision", Numerische Mathematik 18 (1971). It needs no fused operation, which only
/// some processors have.
fn exact_product(a: f64, b: f64) -> bool {
    const SMALLEST_ASKED: f64 = 1e-200;
    /// Beyond, the halves may overflow.
    const LARGEST_HALVED: f64 = 1e150;
    if a.is_infinite() || b.is_infinite() {
        return true;
    }
    let product = a * b;
    if product.abs() <= SMALLEST_ASKED {
        return false;
    }
    if a.abs().max(b.abs()) > LARGEST_HALVED {
        return a.mul_add(b, -product) == 0.0;
    }
    let halves = |x: f64| {
        let scaled = 134_217_729.0 * x;
        let upper = scaled - (scaled - x);
        (upper, x - upper)
    };
    let ((a, b), (c, d)) = (halves(a), halves(b));
    ((a * c - product) + a * d + b * c) + b * d == 0.0
}

/// Is 1/x a double?
fn exact_inverse(x: f64) -> bool {
    exact_product(1.0 / x, x) && (1.0 / x) * x == 1.0 || x.is_infinite()
}

/// Ends that a function of doubles gave, moved by its error.
pub(super) fn widened(low: f64, high: f64) -> Range {
    let low = match low {
        low if low.is_nan() => f64::NEG_INFINITY,
        low if low == f64::INFINITY => f64::MAX,
        low => low,
    };
    let high = match high {
        high if high.is_nan() => f64::INFINITY,
        high if high == f64::NEG_INFINITY => f64::MIN,
        high => high,
    };
    Range {
        low: low - function_error(low),
        high: high + function_error(high),
    }
}

/// How far a function of doubles is off this value at most.
pub(super) fn function_error(x: f64) -> f64 {
    // Doubles next to 0 have few digits.
    const FEW_DIGITS: f64 = 1e-290;
    if x == 0.0 || !x.is_finite() {
        0.0
    } else if x.abs() < FEW_DIGITS {
        x.abs() * FUNCTION_ERROR + 1e-320
    } else {
        x.abs() * FUNCTION_ERROR
    }
}

#[cfg(test)]
mod tests;
