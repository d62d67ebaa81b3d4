//! The different texts of a class's answers, each kept once: a class of a million repeats itself.

use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroU32;
use std::ops::Range;

/// A hash of short texts in a few instructions: words of eight bytes, each multiplied to 128 bits of which
/// both halves are kept (as in `wyhash`, Wang Yi, 2019). Seeded anew in each run, so that nobody can
/// write texts that fall together.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextHash {
    seeds: [u64; 2],
}

impl Default for TextHash {
    fn default() -> TextHash {
        let random = RandomState::new();
        TextHash {
            seeds: [0_u8, 1].map(|seed| random.hash_one(seed)),
        }
    }
}

impl TextHash {
    pub(super) fn of(self, bytes: &[u8]) -> u64 {
        let [start, factor] = self.seeds;
        let fold = |hash: u64, word: u64| {
            let product = u128::from(hash ^ word) * u128::from(factor | 1);
            (product as u64) ^ ((product >> 64) as u64)
        };
        let (words, rest) = bytes.as_chunks::<8>();
        let words = words.iter().map(|word| u64::from_le_bytes(*word));
        let hash = words.fold(start ^ bytes.len() as u64, fold);
        // With the length these say all of it.
        let last = match (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                let [first, last] = [first, last].map(|word| u64::from(u32::from_le_bytes(*word)));
                first | (last << 32)
            }
            _ => match rest {
                [] => 0,
                [first, .., last] => {
                    let middle = u64::from(rest[rest.len() / 2]);
                    u64::from(*first) | (middle << 8) | (u64::from(*last) << 16)
                }
                [only] => u64::from(*only),
            },
        };
        fold(hash, last)
    }
}

/// Different texts, each with a place from 1 on.
#[derive(Debug, Clone, Default)]
pub(in crate::class) struct DifferentTexts {
    /// All of them, one after the other.
    all: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Places by the hashes of their texts, 0 where there is none; the next slot is looked at where
    /// one is taken. At most half of them are.
    slots: Vec<u32>,
    hash: TextHash,
}

impl DifferentTexts {
    /// The place of a text, which is kept if it is new.
    pub(in crate::class) fn place(&mut self, text: &str) -> NonZeroU32 {
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
    pub(in crate::class) fn text(&self, place: NonZeroU32) -> &str {
        self.at(place.get() as usize - 1)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text at a place from 0 on.
    fn at(&self, at: usize) -> &str {
        &self.all[self.span(at)]
    }

    fn span(&self, at: usize) -> Range<usize> {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[at]
    }

    /// The slot in which a text stands, or could.
    fn slot(&self, text: &str) -> usize {
        let most = self.slots.len() - 1;
        let all = self.all.as_bytes();
        let is = |place: u32| all[self.span(place as usize - 1)] == *text.as_bytes();
        let mut slot = self.hash.of(text.as_bytes()) as usize & most;
        while self.slots[slot] != 0 && !is(self.slots[slot]) {
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
