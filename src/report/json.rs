//! The door to JSON: objects whose keys keep their order and are never renamed.

pub use serde_json::{Map, Value, json};

use crate::number::decimal::Decimal;

/// A number as JSON: as a number where a double holds it, else as a string of its digits.
pub fn number(decimal: &Decimal) -> Value {
    let text = decimal.to_string();
    if decimal.digits.len() <= 15 && decimal.exponent.abs() < 300 {
        text.parse().map_or(Value::String(text), Value::Number)
    } else {
        Value::String(text)
    }
}

/// One object on one line.
pub fn line(object: Map<String, Value>) -> String {
    let mut text = Value::Object(object).to_string();
    text.push('\n');
    text
}
