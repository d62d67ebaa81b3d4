//! Numbers in JSON, which may be past the range of doubles.

use crate::number::decimal::Decimal;
use serde_json::value::RawValue;

/// A number as JSON: a number with these digits, which may be past the range of doubles.
pub(crate) fn digits(decimal: &Decimal) -> Box<RawValue> {
    RawValue::from_string(decimal.to_string()).expect("decimals are written as JSON numbers")
}

/// Text that is a number in JSON, as such.
pub(crate) fn number(text: &str) -> Option<Box<RawValue>> {
    let starts = text
        .trim_start_matches('-')
        .starts_with(|c: char| c.is_ascii_digit());
    let number = RawValue::from_string(text.to_owned());
    number.ok().filter(|_| starts)
}
