//! What keys and values are called in a sentence.

use crate::number::decimal::Decimal;

/// Digits of values in a sentence.
pub(super) const SENTENCE_DIGITS: usize = 10;

/// What a derivative of this order is called in a sentence.
pub(super) fn derivative_noun(order: u32) -> &'static str {
    match order {
        1 => "the slope",
        _ => "the derivative",
    }
}

/// `∂J/∂x`, `∂^2J/∂x^2`
pub(super) fn partial(name: &str, order: u32) -> String {
    match order {
        1 => format!("∂J/∂{name}"),
        n => format!("∂^{n}J/∂{name}^{n}"),
    }
}

/// A cut number keeps the zeros at its end, which are digits that were earned.
pub(super) fn filled(decimal: &Decimal, digits: usize) -> String {
    let text = decimal.to_string();
    let plain = text.contains('.') && !text.contains('e');
    if decimal.exact || !plain {
        return text;
    }
    let missing = digits.saturating_sub(decimal.digits.len());
    text + &"0".repeat(missing)
}
