//! The door to JSON: objects whose keys keep their order and are never renamed.

pub use serde_json::{Map, Value, json};

use crate::notation::visible::is_hidden;
use crate::number::decimal::Decimal;
use std::fmt::Write;

/// A number as JSON: as a number where a double holds it, else as a string of its digits.
pub fn number(decimal: &Decimal) -> Value {
    let text = decimal.to_string();
    if decimal.digits.len() <= 15 && decimal.exponent.abs() < 300 {
        text.parse().map_or(Value::String(text), Value::Number)
    } else {
        Value::String(text)
    }
}

/// One object on one line. What would act on a terminal, or hide there, is written as its escape:
/// JSON asks for that below U+0020 only, but a log shows the line as it is.
pub fn line(object: impl Into<Value>) -> String {
    let plain = object.into().to_string();
    let mut text = String::with_capacity(plain.len() + 1);
    for character in plain.chars() {
        match is_hidden(character) {
            true => {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    write!(text, "\\u{unit:04x}").expect("a string takes every write");
                }
            }
            false => text.push(character),
        }
    }
    text.push('\n');
    text
}
