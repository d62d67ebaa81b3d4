//! JSON with the place of every value.
//!
//! `serde_json` looks at the syntax of a value, which is then read from the text itself, so that
//! its place and a number's digits are known.

use crate::files::source::{Fault, Placed, Source};
use crate::files::tree::{MAX_DEPTH, Tree, TreeNode, too_deep};
use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::ops::Range;

/// Reads the one JSON value in these bytes of a file.
///
/// # Errors
/// The first mistake, with its place.
pub(crate) fn read(source: &Source, span: Range<usize>) -> Result<Tree, Fault> {
    let text = source.slice(span.clone());
    let raw = serde_json::from_str::<&RawValue>(text)
        .map_err(|error| not_json(source, span.start, text, &error))?;
    let mut walk = Walk {
        source,
        text: raw.get(),
        start: offset(source, raw.get()),
        at: 0,
    };
    walk.value(0)
}

/// The first mistake in these bytes of a file, which should be one JSON value. What is inside of its values
/// is looked at, but for texts.
pub(crate) fn mistake(source: &Source, span: Range<usize>) -> Option<Fault> {
    let text = source.slice(span.clone());
    let read = match text.trim_start().as_bytes().first() {
        Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(text).err(),
        Some(b'{') => serde_json::from_str::<AnObject>(text).err(),
        _ => serde_json::from_str::<&RawValue>(text).err(),
    };
    read.map(|error| not_json(source, span.start, text, &error))
}

/// Whether a text is one JSON value.
pub(crate) fn is_json(text: &str) -> bool {
    serde_json::from_str::<&RawValue>(text).is_ok()
}

/// The text that stands in quotes there.
pub(crate) fn text(quoted: &str) -> Option<String> {
    serde_json::from_str(quoted).ok()
}

/// JSON whose syntax was looked at, read value after value; each byte once, however deep it stands.
struct Walk<'s> {
    source: &'s Source,
    text: &'s str,
    /// The byte of the file at which the text starts.
    start: usize,
    at: usize,
}

impl<'s> Walk<'s> {
    fn byte(&self) -> u8 {
        // Behind its end nothing follows.
        self.text.as_bytes().get(self.at).copied().unwrap_or(b'}')
    }

    fn blanks(&mut self) {
        while matches!(self.byte(), b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
    }

    /// Moves behind the text that starts here with a quote; its bytes.
    fn quoted(&mut self) -> Range<usize> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => break,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        self.at = (at + 1).min(bytes.len());
        start..self.at
    }

    /// The text that starts here with a quote.
    fn string(&mut self) -> Result<Placed<String>, Fault> {
        let span = self.quoted();
        let raw = &self.text[span.clone()];
        let plain = raw
            .get(1..raw.len() - 1)
            .filter(|text| !text.contains('\\'));
        let value = match plain {
            Some(text) => text.to_owned(),
            None => serde_json::from_str(raw)
                .map_err(|error| not_json(self.source, self.start + span.start, raw, &error))?,
        };
        Ok(Placed {
            value,
            span: self.start + span.start..self.start + span.end,
        })
    }

    /// Moves behind a comma, if there is one; whether another value follows.
    fn goes_on(&mut self, closing: u8) -> bool {
        self.blanks();
        if self.byte() == b',' {
            self.at += 1;
            self.blanks();
        }
        let ends = self.byte() == closing || self.at >= self.text.len();
        self.at += usize::from(ends);
        !ends
    }

    /// The value that starts here; its recursion ends at [`MAX_DEPTH`].
    fn value(&mut self, depth: usize) -> Result<Tree, Fault> {
        let start = self.at;
        if depth > MAX_DEPTH {
            self.pass();
            let span = self.start + start..self.start + self.at;
            return Err(too_deep(self.source, span));
        }
        let node = match self.byte() {
            b'{' => {
                self.at += 1;
                let mut entries = Vec::new();
                while self.goes_on(b'}') {
                    let key = self.string()?;
                    self.blanks();
                    self.at += 1;
                    self.blanks();
                    entries.push((key, self.value(depth + 1)?));
                }
                TreeNode::Table(entries)
            }
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                while self.goes_on(b']') {
                    items.push(self.value(depth + 1)?);
                }
                TreeNode::List(items)
            }
            b'"' => TreeNode::Text(self.string()?.value),
            _ => {
                self.word();
                match &self.text[start..self.at] {
                    "null" => TreeNode::Blank,
                    raw => TreeNode::Text(raw.to_owned()),
                }
            }
        };
        let span = self.start + start..self.start + self.at;
        Ok(Tree { node, span })
    }

    /// Moves behind a number or a word.
    fn word(&mut self) {
        let bytes = &self.text.as_bytes()[self.at..];
        let ends = |byte: &u8| b",]} \t\r\n".contains(byte);
        self.at += bytes.iter().position(ends).unwrap_or(bytes.len());
    }

    /// Moves behind the value that starts here.
    fn pass(&mut self) {
        let mut open = 0_usize;
        loop {
            match self.byte() {
                b'"' => {
                    self.quoted();
                }
                b'{' | b'[' => {
                    open += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    open = open.saturating_sub(1);
                    self.at += 1;
                }
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                _ => self.word(),
            }
            if open == 0 || self.at >= self.text.len() {
                return;
            }
        }
    }
}

/// Where a slice of the source's text starts in the file.
fn offset(source: &Source, part: &str) -> usize {
    let held = (part.as_ptr() as usize).saturating_sub(source.text().as_ptr() as usize);
    source.start() + held
}

/// The fault for an error in `text`, which starts at byte `start` of the source.
fn not_json(source: &Source, start: usize, text: &str, error: &serde_json::Error) -> Fault {
    let lines = text.split_inclusive('\n').map(str::len);
    let line: usize = lines.take(error.line().saturating_sub(1)).sum();
    let at = (start + line + error.column().saturating_sub(1)).min(start + text.trim_end().len());
    let wording = error.to_string();
    let message = wording.split(" at line ").next().unwrap_or(&wording);
    source
        .fault(at..at + 1, format!("this is not JSON: {message}"))
        .help("texts and keys stand in double quotes, with a comma between entries")
}

/// An object of which nothing is kept: its keys are texts and its values JSON.
struct AnObject;

impl<'de> Deserialize<'de> for AnObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = AnObject;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AnObject, A::Error> {
                while map.next_entry::<String, &RawValue>()?.is_some() {}
                Ok(AnObject)
            }
        }
        deserializer.deserialize_map(Object)
    }
}
