//! The words of a text, to tell which letters stand alone in it.

use crate::expression::names::spellings;
use std::collections::{HashMap, HashSet};

/// The words of a text, to tell which letters stand alone in it.
pub(super) struct Words<'a> {
    pub(super) words: HashSet<&'a str>,
    /// How many different numbers each letter has.
    pub(super) numbers: HashMap<&'a str, usize>,
}

impl Words<'_> {
    /// Whether this name stands alone somewhere.
    pub(super) fn alone(&self, name: &str) -> bool {
        match name.is_ascii() && name.len() == 1 {
            true => self.words.contains(name),
            false => spellings(name).iter().any(|s| self.words.contains(&**s)),
        }
    }

    /// Whether this letter has several numbers.
    pub(super) fn numbered(&self, letter: &str) -> bool {
        self.numbers.get(letter).is_some_and(|count| *count > 1)
    }
}
