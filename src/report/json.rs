//! The door to JSON: objects whose keys keep their order, one a line.

use crate::notation::visible::is_hidden;
use crate::report::record::Record;
use serde_core::ser::{Serialize, SerializeMap, Serializer};
use std::fmt::Write;

/// The number of the schema. Keys stay as they are within it.
pub const SCHEMA: u32 = 1;

/// A record of a command as one line: `command` and `schema` first.
pub fn record(command: &str, record: &impl Record) -> String {
    line(&Headed { command, record })
}

/// A record without a head, and without a line break: a part of another, or a line of a stream.
pub fn object(record: &impl Record) -> String {
    let mut object = line(&Bare(record));
    object.pop();
    object
}

/// A record without a head.
pub(crate) struct Bare<'a, R>(pub(crate) &'a R);

impl<R: Record> Serialize for Bare<'_, R> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut object = out.serialize_map(None)?;
        self.0.put(&mut object)?;
        object.end()
    }
}

struct Headed<'a, R> {
    command: &'a str,
    record: &'a R,
}

impl<R: Record> Serialize for Headed<'_, R> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut object = out.serialize_map(None)?;
        object.serialize_entry("command", self.command)?;
        object.serialize_entry("schema", &SCHEMA)?;
        self.record.put(&mut object)?;
        object.end()
    }
}

/// One object on one line. What would act on a terminal, or hide there, is written as its escape:
/// JSON asks for that below U+0020 only, but a log shows the line as it is.
pub fn line(object: &impl Serialize) -> String {
    let plain = serde_json::to_string(object).expect("every key is text");
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
    // A CI system's command counts anywhere in a line; these letters stand in texts alone.
    for (command, escaped) in [("##[", "##\\u005b"), ("##vso[", "##vso\\u005b")] {
        if text.contains(command) {
            text = text.replace(command, escaped);
        }
    }
    text.push('\n');
    text
}
