//! The different texts of a class's answers, each kept once: a class of a million repeats itself.

use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroU32;

/// Different texts, each with a place from 1 on.
#[derive(Debug, Clone, Default)]
pub(super) struct DifferentTexts {
    /// All of them, one after the other.
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Places by the hashes of their texts, 0 where there is none; the next slot is looked at where
    /// one is taken. At most half of them are.
    slots: Vec<u32>,
    /// Seeded anew in each run, so that nobody can write texts that fall together.
    hash: RandomState,
}

impl DifferentTexts {
    /// The place of a text, which is kept if it is new.
    pub(super) fn place(&mut self, text: &str) -> NonZeroU32 {
        if 2 * (self.ends.len() + 1) > self.slots.len() {
            self.slots = vec![0; (4 * self.ends.len()).next_power_of_two().max(16)];
            for at in 0..self.ends.len() {
                let slot = self.slot(self.at(at));
                self.slots[slot] = at as u32 + 1;
            }
        }
        let slot = self.slot(text);
        if self.slots[slot] == 0 {
            self.all.push_str(text);
            self.ends.push(self.all.len());
            self.slots[slot] = self.ends.len() as u32;
        }
        // There are fewer than answers: MAX_CELLS.
        NonZeroU32::new(self.slots[slot]).expect("a text stands there")
    }

    /// The text at a place.
    pub(super) fn text(&self, place: NonZeroU32) -> &str {
        self.at(place.get() as usize - 1)
    }

    /// The text at a place from 0 on.
    fn at(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[at]]
    }

    /// The slot in which a text stands, or could.
    fn slot(&self, text: &str) -> usize {
        let most = self.slots.len() - 1;
        let mut slot = self.hash.hash_one(text) as usize & most;
        while self.slots[slot] != 0 && self.at(self.slots[slot] as usize - 1) != text {
            slot = (slot + 1) & most;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::DifferentTexts;

    #[test]
    fn equal_texts_have_one_place() {
        let mut texts = DifferentTexts::default();
        let numbers = || (0..2_000).map(|n| (n % 700).to_string());
        let places: Vec<_> = numbers().map(|text| texts.place(&text)).collect();
        assert_eq!(texts.ends.len(), 700);
        for (text, place) in numbers().zip(places) {
            assert_eq!(texts.text(place), text);
        }
        let blank = texts.place("");
        assert_eq!(texts.place(""), blank);
        assert_eq!(texts.text(blank), "");
    }
}
