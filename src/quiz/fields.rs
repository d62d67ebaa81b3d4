//! The keys of one question, taken out by name.

use crate::files::source::Placed;
use crate::files::table::{DeTable, Notes, Value};
use crate::quiz::MAX_REPEATS;
use crate::quiz::point::{Point, point, variable};
use std::ops::Range;

/// The keys of one question with their values. What is not there, or does not fit, is `None`; what
/// does not fit has been noted.
pub(super) struct Fields<'v, 'i> {
    /// The bytes of the question's head.
    pub(super) span: Range<usize>,
    /// In the order of the file.
    pub(super) entries: Vec<(Placed<String>, &'v Value<'i>)>,
}

impl<'v, 'i> Fields<'v, 'i> {
    pub(super) fn new(value: &'v Value<'i>, table: &'v DeTable<'i>) -> Fields<'v, 'i> {
        Fields {
            span: value.span(),
            entries: Notes::entries(table),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'v Value<'i>> {
        self.entries
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|&(_, value)| value)
    }

    pub(super) fn expression(&self, notes: &mut Notes<'_>, key: &str) -> Option<Placed<String>> {
        self.get(key).and_then(|value| notes.expression(key, value))
    }

    pub(super) fn point(&self, notes: &mut Notes<'_>, key: &str) -> Option<Point> {
        self.get(key).and_then(|value| point(notes, key, value))
    }

    /// The variable that is nudged.
    pub(super) fn wrt(&self, notes: &mut Notes<'_>) -> Option<Placed<String>> {
        let name = notes.text("wrt", self.get("wrt")?)?;
        variable(notes, &name);
        Some(name)
    }

    /// Which derivative: `nth`, or `order` as textbooks say.
    pub(super) fn nth(&self, notes: &mut Notes<'_>) -> u32 {
        let value = self.get("nth").or_else(|| self.get("order"));
        value
            .and_then(|value| notes.count("nth", value, 1..=MAX_REPEATS))
            .unwrap_or(1)
    }
}
