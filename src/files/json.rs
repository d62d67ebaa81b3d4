//! JSON with the place of every value.
//!
//! `serde_json` reads one level at a time into slices of the text (`RawValue`); where a slice lies
//! in the text is its place, and a number's slice is its digits.

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
    value_of(source, raw.get(), 0)
}

/// The first mistake in these bytes of a file, which should be one JSON value. What is inside of its values
/// is looked at, but for texts.
pub(crate) fn mistake(source: &Source, span: Range<usize>) -> Option<Fault> {
    let text = source.slice(span.clone());
    let read = match text.trim_start().as_bytes().first() {
        Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(text).err(),
        Some(b'{') => serde_json::from_str::<Pairs<'_>>(text).err(),
        _ => serde_json::from_str::<&RawValue>(text).err(),
    };
    read.map(|error| not_json(source, span.start, text, &error))
}

/// Whether a text is one JSON value.
pub(crate) fn is_json(text: &str) -> bool {
    serde_json::from_str::<&RawValue>(text).is_ok()
}

/// The text that stands in quotes there.
pub(super) fn text(quoted: &str) -> Option<String> {
    serde_json::from_str(quoted).ok()
}

/// Keys with their places, where those of their values are known; the object starts at `start`.
fn with_places(
    source: &Source,
    start: usize,
    pairs: Vec<(String, Range<usize>)>,
) -> Vec<(Placed<String>, Range<usize>)> {
    let mut after = start;
    let placed = pairs.into_iter().map(|(value, span)| {
        // Only blanks and a comma or bracket stand between the last value and a key.
        let gap = source.slice(after..span.start);
        let at = after + gap.find('"').unwrap_or(0);
        let end = after + gap.rfind('"').map_or(gap.len(), |quote| quote + 1);
        after = span.end;
        let key = Placed {
            value,
            span: at..end,
        };
        (key, span)
    });
    placed.collect()
}

/// One value; its recursion ends at [`MAX_DEPTH`]. `raw` is a slice of the source's text.
fn value_of(source: &Source, raw: &str, depth: usize) -> Result<Tree, Fault> {
    let start = offset(source, raw);
    let span = start..start + raw.len();
    if depth > MAX_DEPTH {
        return Err(too_deep(source, span));
    }
    let broken = |error: serde_json::Error| not_json(source, start, raw, &error);
    let node = match raw.as_bytes().first() {
        Some(b'{') => {
            let pairs: Pairs<'_> = serde_json::from_str(raw).map_err(broken)?;
            let places = pairs.0.into_iter();
            let places = places.map(|(key, value)| (key, place(source, value)));
            let mut entries = Vec::new();
            for (key, value) in with_places(source, start, places.collect()) {
                let raw = source.slice(value);
                entries.push((key, value_of(source, raw, depth + 1)?));
            }
            TreeNode::Table(entries)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).map_err(broken)?;
            let items: Result<Vec<Tree>, Fault> = items
                .into_iter()
                .map(|item| value_of(source, item.get(), depth + 1))
                .collect();
            TreeNode::List(items?)
        }
        Some(b'"') => TreeNode::Text(serde_json::from_str(raw).map_err(broken)?),
        _ if raw == "null" => TreeNode::Blank,
        _ => TreeNode::Text(raw.to_owned()),
    };
    Ok(Tree { node, span })
}

/// The bytes of the source that a value of it stands in.
fn place(source: &Source, value: &RawValue) -> Range<usize> {
    let start = offset(source, value.get());
    start..start + value.get().len()
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

/// The entries of an object in their order, values unread; a key may come twice.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
