//! The keys of one question, taken out by name.

use crate::files::source::Placed;
use crate::files::table::{DeTable, Notes, TomlValue};
use crate::quiz::MAX_REPEATS;
use crate::quiz::keys::{self, QuizKey};
use crate::quiz::point::{WrittenPoint, point, variable};
use std::ops::Range;

/// The keys of one question with their values. What is not there, or does not fit, is `None`; what
/// does not fit has been noted.
pub(super) struct Fields<'v, 'i> {
    /// The bytes of the question's head.
    pub(super) span: Range<usize>,
    /// In the order of the file.
    pub(super) entries: Vec<(Placed<String>, &'v TomlValue<'i>)>,
    /// The variables that the quiz states, in their order.
    pub(super) stated: &'v [Placed<String>],
}

impl<'v, 'i> Fields<'v, 'i> {
    pub(super) fn new(
        value: &'v TomlValue<'i>,
        table: &'v DeTable<'i>,
        stated: &'v [Placed<String>],
    ) -> Fields<'v, 'i> {
        Fields {
            span: value.span(),
            entries: Notes::entries(table),
            stated,
        }
    }

    /// The value of a key.
    pub(super) fn get(&self, entry: &QuizKey) -> Option<&'v TomlValue<'i>> {
        self.named(entry.key)
    }

    /// The value of the key with this name.
    pub(super) fn named(&self, key: &str) -> Option<&'v TomlValue<'i>> {
        self.entries
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|&(_, value)| value)
    }

    pub(super) fn expression(
        &self,
        notes: &mut Notes<'_>,
        entry: &QuizKey,
    ) -> Option<Placed<String>> {
        notes.expression(entry.key, self.get(entry)?)
    }

    pub(super) fn point(&self, notes: &mut Notes<'_>, entry: &QuizKey) -> Option<WrittenPoint> {
        point(notes, entry.key, self.get(entry)?)
    }

    /// The variable that is nudged.
    pub(super) fn wrt(&self, notes: &mut Notes<'_>) -> Option<Placed<String>> {
        let name = notes.text(keys::WRT.key, self.get(&keys::WRT)?)?;
        variable(notes, &name);
        Some(name)
    }

    /// Which derivative: `nth`, or `order` as textbooks say.
    pub(super) fn nth(&self, notes: &mut Notes<'_>) -> u32 {
        let value = self.get(&keys::NTH).or_else(|| self.get(&keys::ORDER));
        value
            .and_then(|value| notes.count(keys::NTH.key, value, 1..=MAX_REPEATS))
            .unwrap_or(1)
    }
}
