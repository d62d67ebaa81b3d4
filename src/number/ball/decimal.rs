//! Balls as decimals: the digits on which all of their numbers agree.

use crate::number::ball::Ball;
use crate::number::decimal::Decimal;
use crate::number::double;
use crate::number::rational::Rational;
use crate::number::whole::WholeNumber;

/// Exact numbers up to this exponent are written out where scaling can't round them, because they
/// are ties such as 5·10^−868 or very near to one; further out that would take over a second.
const MAX_TIE_EXPONENT: u64 = 1 << 21;

/// Numbers of so many digits, bits and places after the point are scaled in words.
const MAX_SHORT_DIGITS: usize = 18;
const MAX_SHORT_BITS: u64 = 256;
const MAX_SHORT_POWER: f64 = 81.0;

impl Ball {
    /// The decimal of that many significant `digits` that every number of the ball rounds to, or
    /// `None` where there is more than one: more bits will tell, unless the number is a tie.
    pub fn decimal(&self, digits: usize) -> Option<Decimal> {
        if self.is_zero() {
            return Some(Decimal::exact_or_rounded(&Rational::zero(), digits));
        }
        if self.contains_zero() {
            return None;
        }
        if let Some(found) = self.decimal_in_words(digits) {
            return found;
        }
        let size = self.exponent.unsigned_abs();
        if size > 8 * digits as u64 + 4096 {
            let found = self.decimal_by_scaling(digits);
            // Only an exact number can be a tie, which no number of bits settles by scaling.
            if found.is_some() || !self.is_exact() || size > MAX_TIE_EXPONENT {
                return found;
            }
        }
        let (low, high) = (self.lower().ok()?, self.upper().ok()?);
        Decimal::enclosed(&low, &high, digits)
    }

    /// The decimal, or that there is more than one, where the numbers are short and no tie is near.
    fn decimal_in_words(&self, digits: usize) -> Option<Option<Decimal>> {
        if digits > MAX_SHORT_DIGITS || self.is_exact() || self.mid.bits() > MAX_SHORT_BITS {
            return None;
        }
        let exponent = double::log10(self.to_f64().abs()).floor();
        let power = digits as f64 - 1.0 - exponent;
        if !(0.0..=MAX_SHORT_POWER).contains(&power) {
            return None;
        }
        // Times 10^power the number has its last digit before the point: m·5^power/2^shift.
        let shift = u64::try_from(-(self.exponent + power as i64)).ok()?;
        let half = &WholeNumber::from(1u64) << shift.checked_sub(1)?;
        let mut fives = power as u32;
        let (mut low, mut high) = (&self.mid.abs() - self.radius, &self.mid.abs() + self.radius);
        while fives > 0 {
            let scale = WholeNumber::from(5u64.pow(fives.min(27)));
            (low, high) = (low.times(&scale), high.times(&scale));
            fives = fives.saturating_sub(27);
        }
        // Doubles round a number just below a power of ten up to it, and so does their logarithm: then it
        // has a digit more behind the point.
        let least = 10_i64.pow(digits as u32 - 1);
        if (&low >> shift).to_i64()? < least {
            return None;
        }
        let rounded = |end: &WholeNumber| {
            let sum = end + &half;
            let tie = sum.trailing_zeros().is_none_or(|zeros| zeros >= shift);
            (&sum >> shift).to_i64().filter(|_| !tie)
        };
        let (low, high) = (rounded(&low)?, rounded(&high)?);
        if low != high {
            return Some(None);
        }
        let text = low.to_string();
        let negative = self.mid.is_negative();
        (text.len() == digits).then(|| Some(Decimal::new(negative, &text, exponent as i64, false)))
    }

    /// The decimal of a number too large or small to be written out, by way of a ball around its
    /// quotient by a power of ten.
    fn decimal_by_scaling(&self, digits: usize) -> Option<Decimal> {
        // Digits take 3.33 bits each; 64 more make a doubtful last one rare.
        let bits = self.mid.bits().max(digits as u64 * 10 / 3 + 64);
        let power = (self.top() as f64 * std::f64::consts::LOG10_2).floor() as i64;
        let scale = Ball::integer(10).powi(power.abs(), bits + 8).ok()?;
        let scaled = if power >= 0 {
            self.div(&scale, bits).ok()?
        } else {
            self.mul(&scale, bits).ok()?
        };
        let (low, high) = (scaled.lower().ok()?, scaled.upper().ok()?);
        let found = Decimal::enclosed(&low, &high, digits)?;
        Some(found.scaled_by(power))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigInt;

    #[test]
    fn scaled_numbers_round_as_whole_ones() {
        let long = Ball::integer(2).powi(-20_000, 128).unwrap();
        let whole = Decimal::exact_or_rounded(&long.lower().unwrap(), 30);
        assert_eq!(long.decimal_by_scaling(30), Some(whole));
    }

    #[test]
    fn short_numbers_round_as_long_ones() {
        let mut state = 11u64;
        let mut next = || {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            state >> 20
        };
        let mut found = 0;
        for at in 0..4000u64 {
            let digits = 1 + (at % 18) as usize;
            let bits = 40 + next() % 200;
            let mut mid = BigInt::from(next());
            while mid.bits() < bits {
                mid = (mid << 40u32) + next();
            }
            // Some are near a tie or a power of ten, where both ends may fall on it.
            if at % 4 == 0 {
                mid = BigInt::from(10).pow(1 + (next() % 40) as u32) << 60u32;
                mid += (next() % 9) as i64 - 4;
            }
            // Others are below one by so little that doubles, or their logarithms, take them for it.
            if at % 4 == 2 {
                mid = BigInt::from(10).pow(1 + (next() % 40) as u32) << 60u32;
                let part = BigInt::from(10).pow(13 + (next() % 6) as u32);
                mid = &mid - &mid / part * (1 + next() % 9);
            }
            let exponent = match at % 8 {
                2 | 6 => -60 - (next() % 3) as i64,
                _ => -(mid.bits() as i64) + (next() % 150) as i64 - 120,
            };
            let radius = 1 + (next() % 1000) * u64::from(at % 5 == 1) * (1 << 30);
            let mid = if next() % 2 == 0 { mid } else { -mid };
            let ball = Ball::new(mid, radius, exponent);
            if ball.contains_zero() {
                continue;
            }
            let (low, high) = (ball.lower().unwrap(), ball.upper().unwrap());
            let long = Decimal::enclosed(&low, &high, digits);
            if let Some(short) = ball.decimal_in_words(digits) {
                found += usize::from(short.is_some());
                assert_eq!(short, long, "{ball:?}");
            }
        }
        assert!(found > 1000, "{found}");
    }
}
