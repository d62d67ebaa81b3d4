//! The digits of fractions of two short numbers, in words: those of most values at simple points.

use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Digits of a number without its sign.
pub(in crate::number) struct ShortDigits {
    /// They themselves; after rounding up there may be one more, and then all but the first are 0.
    pub(in crate::number) text: String,
    /// The power of ten of the first.
    pub(in crate::number) exponent: i64,
    /// Whether nothing was cut.
    pub(in crate::number) exact: bool,
}

/// A fraction to that many significant `digits`, half to even; `None` of any but two short numbers, of
/// 0 and of many digits.
pub(in crate::number) fn of_short(value: &Rational, digits: usize) -> Option<ShortDigits> {
    /// Digits that two words hold beside those of two short numbers.
    const MOST: usize = 18;
    let (numerator, denominator) = value.short_parts()?;
    let (top, bottom) = (u128::from(numerator.unsigned_abs()), denominator as u128);
    if top == 0 || digits > MOST {
        return None;
    }
    // The power of ten below the number, which lies between 10^−10 and 10^10.
    let (mut exponent, mut unit) = (0_i64, 1);
    if top >= bottom {
        while top >= 10 * unit * bottom {
            unit *= 10;
            exponent += 1;
        }
    } else {
        while unit * top < bottom {
            unit *= 10;
            exponent -= 1;
        }
    }
    let places = digits as i64 - 1 - exponent;
    let scale = 10_u128.pow(places.unsigned_abs() as u32);
    let (top, bottom) = match places >= 0 {
        true => (top * scale, bottom),
        false => (top, bottom * scale),
    };
    let (down, rest) = (top / bottom, top % bottom);
    let up = match (2 * rest).cmp(&bottom) {
        Ordering::Less => false,
        Ordering::Equal => down % 2 == 1,
        Ordering::Greater => true,
    };
    let text = (down + u128::from(up)).to_string();
    // 999.6 has three digits before it becomes 1000.
    exponent += i64::from(text.len() > digits);
    Some(ShortDigits {
        text,
        exponent,
        exact: rest == 0,
    })
}
