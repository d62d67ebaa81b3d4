//! Rewritten text that remembers which bytes of the original each part came from, so that an error
//! points at what was typed.

use crate::notation::error::Error;
use std::ops::Range;

/// Text, and for each of its bytes the bytes of the original that it stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traced {
    text: String,
    /// One entry for each byte; texts are at most a few MB long, so four bytes do.
    places: Vec<(u32, u32)>,
    /// Where the original ends.
    end: usize,
}

impl Traced {
    /// Nothing yet, of an original of this length.
    pub(crate) fn of_length(end: usize) -> Traced {
        Traced {
            end,
            ..Traced::default()
        }
    }

    /// What has been written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Writes `text` in place of these bytes of the original.
    pub(crate) fn put(&mut self, text: &str, place: Range<usize>) {
        self.text.push_str(text);
        self.places.resize(
            self.places.len() + text.len(),
            (place.start as u32, place.end as u32),
        );
    }

    /// Writes these bytes of the original as they are.
    pub(crate) fn copy(&mut self, original: &str, place: Range<usize>) {
        for (at, c) in original[place.clone()].char_indices() {
            let start = place.start + at;
            let end = start + c.len_utf8();
            self.places
                .resize(self.places.len() + c.len_utf8(), (start as u32, end as u32));
        }
        self.text.push_str(&original[place]);
    }

    /// Writes what another text of the same original holds.
    pub(crate) fn append(&mut self, other: &Traced) {
        self.text.push_str(&other.text);
        self.places.extend_from_slice(&other.places);
    }

    /// The bytes of the original behind these bytes of the text.
    pub(crate) fn place(&self, place: Range<usize>) -> Range<usize> {
        let start = self
            .places
            .get(place.start)
            .map_or(self.end, |p| p.0 as usize);
        let last = place.end.checked_sub(1).filter(|last| *last >= place.start);
        let end = last
            .and_then(|last| self.places.get(last))
            .map_or(start, |p| p.1 as usize);
        start.min(end)..end.max(start)
    }

    /// The error, at its place in the original.
    pub(crate) fn error(&self, mut error: Error) -> Error {
        error.place = error.place.map(|place| self.place(place));
        error
    }
}
