//! Balls of one width, without memory of their own: for many points, where numbers of any length cost
//! more than what is computed with them.
//!
//! What such a ball cannot hold is [`ShortBall::UNKNOWN`], and so is what is computed from it: who needs
//! it asks [`Ball`] for it.

use crate::number::ball::two_words::{product, quotient};
use crate::number::ball::{Ball, ErrorBound};
use crate::number::common_digits::{CommonDigits, MOST_DIGITS};
use crate::number::rational::Rational;
use crate::number::whole::WholeNumber;
use std::sync::OnceLock;

/// Bits of a midpoint.
pub(super) const BITS: i32 = 128;

/// Exponents stay within this, so that sums of two of them never overflow.
const MAX_EXPONENT: i32 = 1 << 24;

/// Radii stay below this: a number of which less is known has no digits worth having, and what it
/// takes from a divisor is too little to count.
const MAX_RADIUS: u128 = 1 << 100;

/// Powers of ten that digits are scaled by: numbers from 10^−100 to 10^100 with all digits of a double.
const MAX_TEN: i32 = 117;

/// Some real number between `(mid − radius)·2^exponent` and `(mid + radius)·2^exponent`, or the
/// negatives of these.
///
/// The midpoint has 128 bits, the first of them set, or it is 0 and so is the radius.
#[derive(Clone, Copy, Debug)]
pub struct ShortBall {
    pub(super) mid: u128,
    pub(super) radius: u128,
    pub(super) exponent: i32,
    negative: bool,
}

impl ShortBall {
    /// Exactly 0.
    pub const ZERO: ShortBall = ShortBall {
        mid: 0,
        radius: 0,
        exponent: 0,
        negative: false,
    };

    /// A number of which nothing is known, or none.
    pub const UNKNOWN: ShortBall = ShortBall {
        mid: 0,
        radius: u128::MAX,
        exponent: 0,
        negative: false,
    };

    /// Whether nothing is known of it.
    pub fn is_unknown(self) -> bool {
        self.radius == u128::MAX
    }

    /// Exactly 0.
    pub fn is_zero(self) -> bool {
        self.mid == 0 && self.radius == 0
    }

    /// Whether all its numbers are above 0.
    pub(super) fn is_positive(self) -> bool {
        self.mid != 0 && !self.negative
    }

    /// `±mid·2^exponent`, off by as many units as it says.
    pub(super) fn new(negative: bool, mid: u128, radius: u128, exponent: i32) -> ShortBall {
        let zeros = mid.leading_zeros();
        if zeros == 0 {
            return ShortBall::checked(negative, mid, radius, exponent);
        }
        if mid == 0 {
            return match radius {
                0 => ShortBall::ZERO,
                _ => ShortBall::UNKNOWN,
            };
        }
        if zeros > radius.leading_zeros() {
            return ShortBall::UNKNOWN;
        }
        ShortBall::checked(
            negative,
            mid << zeros,
            radius << zeros,
            exponent - zeros as i32,
        )
    }

    fn checked(negative: bool, mid: u128, radius: u128, exponent: i32) -> ShortBall {
        if radius >= MAX_RADIUS || exponent.abs() > MAX_EXPONENT {
            return ShortBall::UNKNOWN;
        }
        ShortBall {
            mid,
            radius,
            exponent,
            negative,
        }
    }

    /// A whole number.
    pub fn whole(n: u128) -> ShortBall {
        ShortBall::new(false, n, 0, 0)
    }

    /// A double, which is finite.
    pub(super) fn double(x: f64) -> ShortBall {
        let (fraction, exponent) = libm::frexp(x);
        let mid = libm::ldexp(fraction.abs(), 53) as u128;
        ShortBall::new(x < 0.0, mid, 0, exponent - 53)
    }

    /// `±run·10^−places`; unknown with more than 38 places.
    pub fn decimal(negative: bool, run: u64, places: usize) -> ShortBall {
        let size = ShortBall::whole(run.into());
        let size = match u32::try_from(places)
            .ok()
            .and_then(|n| 10_u128.checked_pow(n))
        {
            Some(1) => size,
            Some(below) => size.over(ShortBall::whole(below)),
            None => ShortBall::UNKNOWN,
        };
        if negative { size.negative() } else { size }
    }

    /// A fraction.
    pub fn rational(n: &Rational) -> ShortBall {
        ShortBall::from(&Ball::from_rational(n, BITS as u64))
    }

    /// The numbers of a ball, for the functions that only balls have.
    pub fn to_ball(self) -> Option<Ball> {
        if self.is_unknown() {
            return None;
        }
        let size = WholeNumber::of_words(&[self.mid as u64, (self.mid >> 64) as u64]);
        let mid = if self.negative { -&size } else { size };
        let exponent = self.exponent.into();
        let error = ErrorBound::new(self.radius, exponent);
        Some(Ball::rounded(mid, exponent, error, BITS as u64))
    }

    /// A double near it; NaN where doubles do not reach.
    pub(super) fn near(self) -> f64 {
        /// Powers of two that are doubles, with room for the midpoint's 64 bits.
        const REACH: i32 = 900;
        let exponent = self.exponent + 64;
        if self.mid == 0 {
            return if self.is_zero() { 0.0 } else { f64::NAN };
        }
        if exponent.abs() > REACH {
            return f64::NAN;
        }
        let size = (self.mid >> 64) as u64 as f64 * power_of_two(exponent);
        if self.negative { -size } else { size }
    }

    /// Two doubles between which its numbers lie, where doubles reach.
    pub fn ends(self) -> Option<(f64, f64)> {
        /// The double near it is off by 2^−63 and one rounding, and what is computed here rounds once
        /// more.
        const OFF: f64 = 1.0 / (1_u64 << 50) as f64;
        let near = self.near();
        if near.is_nan() {
            return None;
        }
        let radius = ((self.radius >> 64) as u64 + 1) as f64;
        let off = near.abs() * OFF + radius * power_of_two(self.exponent + 64) * (1.0 + OFF);
        Some((near - off, near + off))
    }

    /// Its midpoint.
    pub(super) fn middle(self) -> ShortBall {
        let radius = if self.is_unknown() { self.radius } else { 0 };
        ShortBall { radius, ..self }
    }

    /// The negative.
    pub fn negative(self) -> ShortBall {
        ShortBall {
            negative: !self.negative && self.mid != 0,
            ..self
        }
    }

    /// The same with an error of 2^exponent more.
    pub(super) fn widened(self, exponent: i32) -> ShortBall {
        if self.is_unknown() {
            return self;
        }
        let units = match exponent - self.exponent {
            ..=0 => 1,
            shift @ 1..100 => 1 << shift,
            _ => return ShortBall::UNKNOWN,
        };
        ShortBall::new(self.negative, self.mid, self.radius + units, self.exponent)
    }

    /// Twice as much `times`, exactly.
    pub(super) fn doubled(self, times: i32) -> ShortBall {
        match self.mid {
            0 => self,
            _ => ShortBall::checked(self.negative, self.mid, self.radius, self.exponent + times),
        }
    }

    /// The sum.
    pub fn plus(self, other: ShortBall) -> ShortBall {
        if self.mid == 0 || other.mid == 0 {
            // Nothing is known of one, or it is exactly 0.
            return match (self.is_unknown(), other.is_unknown()) {
                (false, false) if self.mid == 0 => other,
                (false, false) => self,
                _ => ShortBall::UNKNOWN,
            };
        }
        let (large, small) = match self.exponent >= other.exponent {
            true => (self, other),
            false => (other, self),
        };
        let down = (large.exponent - small.exponent) as u32;
        // In units of the larger one; what is cut off the smaller one counts as a unit.
        let (mid, cut) = match down {
            0 => (small.mid, false),
            1..128 => (small.mid >> down, small.mid.trailing_zeros() < down),
            _ => (0, true),
        };
        let radius = match down {
            0 => small.radius,
            1..128 => (small.radius >> down) + u128::from(small.radius != 0),
            _ => u128::from(small.radius != 0),
        };
        let radius = large.radius + radius + u128::from(cut);
        if large.negative == small.negative {
            let (sum, over) = large.mid.overflowing_add(mid);
            if !over {
                return ShortBall::checked(large.negative, sum, radius, large.exponent);
            }
            let radius = radius.div_ceil(2) + (sum & 1);
            let sum = sum >> 1 | 1 << 127;
            return ShortBall::checked(large.negative, sum, radius, large.exponent + 1);
        }
        let (rest, turned) = match large.mid >= mid {
            true => (large.mid - mid, false),
            false => (mid - large.mid, true),
        };
        ShortBall::new(large.negative != turned, rest, radius, large.exponent)
    }

    /// The difference.
    pub fn minus(self, other: ShortBall) -> ShortBall {
        self.plus(other.negative())
    }

    /// The product.
    pub fn times(self, other: ShortBall) -> ShortBall {
        if self.mid == 0 || other.mid == 0 {
            return match self.is_unknown() || other.is_unknown() {
                true => ShortBall::UNKNOWN,
                false => ShortBall::ZERO,
            };
        }
        let (high, low) = product(self.mid, other.mid);
        let exact = self.radius == 0 && other.radius == 0;
        // In units of 2^128: each midpoint is below that.
        let radius = match exact {
            true => 0,
            false => {
                let both = ((self.radius >> 64) + 1) * ((other.radius >> 64) + 1);
                self.radius + other.radius + both
            }
        };
        let exponent = self.exponent + other.exponent + BITS;
        let negative = self.negative != other.negative;
        if high >> 127 == 1 {
            let cut = u128::from(low != 0);
            return ShortBall::checked(negative, high, radius + cut, exponent);
        }
        let mid = high << 1 | low >> 127;
        let cut = u128::from(low << 1 != 0);
        ShortBall::checked(negative, mid, 2 * radius + cut, exponent - 1)
    }

    /// The quotient; unknown where the divisor may be 0.
    pub fn over(self, divisor: ShortBall) -> ShortBall {
        if self.mid == 0 || divisor.mid == 0 {
            return match self.is_zero() && divisor.mid != 0 {
                true => ShortBall::ZERO,
                false => ShortBall::UNKNOWN,
            };
        }
        // a·2^127 by b, which is from 2^126 to 2^128.
        let (mid, cut) = quotient(self.mid, divisor.mid);
        let radius = match self.radius + divisor.radius {
            0 => 0,
            // In parts of the quotient: ra/a + rb/b, times 1 + 2^−26 for what the radius takes from the
            // divisor. Midpoints are not below 2^127, and the quotient is below 2^128.
            sum => 2 * sum + (sum >> 20) + 1,
        };
        let exponent = self.exponent - divisor.exponent - (BITS - 1);
        let negative = self.negative != divisor.negative;
        ShortBall::new(negative, mid, radius + u128::from(cut), exponent)
    }

    /// The power of a whole exponent from 1 on.
    pub fn power(self, n: u64) -> ShortBall {
        let mut value = self;
        for bit in (0..n.ilog2()).rev() {
            value = value.times(value);
            if n >> bit & 1 == 1 {
                value = value.times(self);
            }
        }
        value
    }

    /// Its value in units of 2^−places, cut, and how many of them it may be off; `None` where that does
    /// not fit.
    pub(super) fn fixed(self, places: i32) -> Option<(i128, u64)> {
        if self.mid == 0 {
            return self.is_zero().then_some((0, 0));
        }
        let down = -(self.exponent + places);
        if down < 1 {
            return None;
        }
        let (size, radius) = match down {
            1..128 => ((self.mid >> down) as i128, self.radius >> down),
            _ => (0, 0),
        };
        let off = u32::try_from(radius).ok()?;
        Some((if self.negative { -size } else { size }, u64::from(off) + 2))
    }

    /// What all its numbers round to (half to even), with that many significant digits, where it is
    /// certain that none of them has as few.
    pub fn digits(self, digits: usize) -> Option<CommonDigits> {
        if !(1..=MOST_DIGITS).contains(&digits) {
            return None;
        }
        // log10(2) to six digits: the power of ten of the first digit, or one below it.
        let top = i64::from(self.exponent + BITS - 1);
        let guess = (top * 301_030).div_euclid(1_000_000) as i32;
        (guess..=guess + 1).find_map(|exponent| self.digits_from(exponent, digits))
    }

    /// The same with the power of ten of the first digit; `None` where that is another one.
    fn digits_from(self, exponent: i32, digits: usize) -> Option<CommonDigits> {
        let limit = 10_u128.pow(digits as u32);
        let scaled = self.times(ten(digits as i32 - 1 - exponent)?);
        let down = -scaled.exponent;
        if !(64..128).contains(&down) {
            return None;
        }
        // Just below a power of ten it may be cut to either side of it.
        let run = scaled.mid >> down;
        if !(limit / 10..limit).contains(&run) {
            return None;
        }
        let (one, radius) = (1_u128 << down, scaled.radius);
        let (rest, half) = (scaled.mid & (one - 1), one >> 1);
        let (low, high) = (rest.checked_sub(radius)?, rest + radius);
        let up = match low {
            low if low > half && high < one => 1,
            low if low > 0 && high < half => 0,
            _ => return None,
        };
        let run = run as u64 + up;
        // 999.6 becomes 1000.
        let carried = u128::from(run) == limit;
        Some(CommonDigits::rounded(
            self.negative,
            if carried { run / 10 } else { run },
            i64::from(exponent + i32::from(carried)),
            digits,
        ))
    }
}

impl From<&Ball> for ShortBall {
    fn from(ball: &Ball) -> ShortBall {
        let ball = match ball.mid.bits() > BITS as u64 {
            true => &Ball::rounded(
                ball.mid.clone(),
                ball.exponent,
                ErrorBound::new(ball.radius.into(), ball.exponent),
                BITS as u64,
            ),
            false => ball,
        };
        let words = ball.mid.abs().to_words::<2>();
        let exponent = i32::try_from(ball.exponent);
        let (Some([low, high]), Ok(exponent)) = (words, exponent) else {
            return ShortBall::UNKNOWN;
        };
        if exponent.abs() > MAX_EXPONENT {
            return ShortBall::UNKNOWN;
        }
        let mid = u128::from(high) << 64 | u128::from(low);
        ShortBall::new(ball.mid.is_negative(), mid, ball.radius.into(), exponent)
    }
}

/// 10 to this power.
fn ten(power: i32) -> Option<ShortBall> {
    static TENS: [OnceLock<ShortBall>; 2 * MAX_TEN as usize + 1] =
        [const { OnceLock::new() }; 2 * MAX_TEN as usize + 1];
    let kept = TENS.get(usize::try_from(power + MAX_TEN).ok()?)?;
    Some(*kept.get_or_init(|| {
        let ten = ShortBall::whole(10);
        match power {
            0 => ShortBall::whole(1),
            1.. => ten.power(power.unsigned_abs().into()),
            _ => ShortBall::whole(1).over(ten.power(power.unsigned_abs().into())),
        }
    }))
}

/// 2 to a power from −1000 to 1000.
fn power_of_two(power: i32) -> f64 {
    f64::from_bits(((power + 1023) as u64) << 52)
}

#[cfg(test)]
pub(super) mod tests;
