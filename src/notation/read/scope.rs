//! What is known of the names before a text is read.

use crate::expression::names::{same, spellings};

/// What is known of the names before reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scope<'a> {
    /// All names that there are, where they are known.
    pub(crate) variables: Option<&'a [String]>,
    /// Names that are known beside any others; each has to occur.
    pub(crate) named: &'a [String],
    /// Names of columns, where `sum(…)` and `mean(…)` run over rows.
    pub(crate) columns: Option<&'a [String]>,
}

impl<'a> Scope<'a> {
    /// Names that are known.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a String> {
        let columns = self.columns.unwrap_or_default();
        self.variables.unwrap_or(self.named).iter().chain(columns)
    }

    /// The known name that this is, as it was declared.
    pub(crate) fn known(&self, name: &str) -> Option<&'a str> {
        let known = self.all().find(|known| same(known, name))?;
        Some(known)
    }

    /// The bytes of the longest known name at the start of a word.
    pub(super) fn leading(&self, word: &str) -> Option<usize> {
        let starts = |spelling: &str| {
            let rest = word.strip_prefix(spelling);
            !spelling.is_empty() && rest.is_some()
        };
        let lengths = self
            .all()
            .filter_map(|known| match word.is_ascii() && known.len() == 1 {
                true => starts(known).then_some(known.len()),
                false => {
                    let written = spellings(known).into_iter();
                    written.filter(|s| starts(s)).map(|s| s.len()).max()
                }
            });
        lengths.max()
    }
}
