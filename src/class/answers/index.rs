//! Students found by their ids: of a class of very many each id is looked for once a row.

use crate::class::answers::Student;
use crate::class::answers::texts::TextHash;
use crate::quiz::draw;
use std::borrow::Cow;

/// An id as students are told apart: capitals and blanks make no difference, as in the numbers that
/// are drawn for a student.
pub(super) fn known_by(id: &str) -> Cow<'_, str> {
    let plain = |pair: &[u8]| {
        let blank = pair[0] == b' ' && pair.get(1) == Some(&b' ');
        (pair[0].is_ascii_graphic() || pair[0] == b' ') && !pair[0].is_ascii_uppercase() && !blank
    };
    let bytes = id.as_bytes();
    match id.trim().len() == id.len() && (0..bytes.len()).all(|at| plain(&bytes[at..])) {
        true => Cow::Borrowed(id),
        false => Cow::Owned(draw::folded(id)),
    }
}

/// What is hashed of ids, for who looks for them later.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct IdHash(TextHash);

impl IdHash {
    pub(super) fn of(self, id: &str) -> u32 {
        self.0.of(known_by(id).as_bytes()) as u32
    }
}

/// The rows of students by their ids, as [`known_by`] has them: of each the latest one, which says where the
/// first is.
#[derive(Debug, Default)]
pub(super) struct StudentIndex {
    hash: IdHash,
    /// The hash of an id and the place of its row, or [`FREE`]; the next slot is looked at where one is
    /// taken. At most half of them are.
    slots: Vec<(u32, u32)>,
    count: usize,
}

/// No place of a row: there are fewer than answers.
const FREE: u32 = u32::MAX;

impl StudentIndex {
    /// How its ids are hashed.
    pub(super) fn hash(&self) -> IdHash {
        self.hash
    }

    /// The place of the latest row of a student, whose id has this hash.
    pub(super) fn latest(&self, hash: u32, id: &str, rows: &[Student]) -> Option<usize> {
        let (_, place) = *self.slots.get(self.slot(hash, id, rows)?)?;
        (place != FREE).then_some(place as usize)
    }

    /// Fetches where rows with these hashes are, or will be. Of a large class that takes the time of reaching far
    /// memory, which is waited for once and not row by row.
    pub(super) fn fetch(&self, hashes: impl Iterator<Item = u32>) {
        if let Some(most) = self.slots.len().checked_sub(1) {
            let slots = hashes.map(|hash| self.slots[hash as usize & most].1);
            std::hint::black_box(slots.fold(0, |all, place| all ^ place));
        }
    }

    /// The same, and the place of the first row.
    pub(super) fn places(&self, id: &str, rows: &[Student]) -> Option<(usize, usize)> {
        let latest = self.latest(self.hash.of(id), id, rows)?;
        Some((rows[latest].first.unwrap_or(latest), latest))
    }

    /// Notes that a row is the latest of its student; the place of the one that was.
    pub(super) fn set(&mut self, hash: u32, place: usize, rows: &[Student]) -> Option<usize> {
        if 2 * (self.count + 1) > self.slots.len() {
            self.grow();
        }
        let slot = self.slot(hash, &rows[place].id, rows)?;
        let before = std::mem::replace(&mut self.slots[slot], (hash, place as u32)).1;
        self.count += usize::from(before == FREE);
        (before != FREE).then_some(before as usize)
    }

    /// Forgets a student.
    pub(super) fn remove(&mut self, id: &str, rows: &[Student]) {
        let Some(mut free) = self.slot(self.hash.of(id), id, rows) else {
            return;
        };
        if self.slots[free].1 == FREE {
            return;
        }
        self.count -= 1;
        // Those behind it that would not be found across a free slot move up (Knuth, 6.4, algorithm R).
        let most = self.slots.len() - 1;
        let mut at = free;
        loop {
            self.slots[free].1 = FREE;
            loop {
                at = (at + 1) & most;
                let (hash, place) = self.slots[at];
                if place == FREE {
                    return;
                }
                let home = hash as usize & most;
                if (at.wrapping_sub(home) & most) >= (at.wrapping_sub(free) & most) {
                    break;
                }
            }
            self.slots[free] = self.slots[at];
            free = at;
        }
    }

    /// Notes anew where the rows of all students are.
    pub(super) fn renew(&mut self, rows: &[Student]) {
        self.slots.clear();
        self.count = 0;
        for (place, row) in rows.iter().enumerate() {
            self.set(self.hash.of(&row.id), place, rows);
        }
    }

    fn grow(&mut self) {
        let size = (4 * self.count).next_power_of_two().max(64);
        let before = std::mem::replace(&mut self.slots, vec![(0, FREE); size]);
        for (hash, place) in before.into_iter().filter(|(_, place)| *place != FREE) {
            let mut slot = hash as usize & (size - 1);
            while self.slots[slot].1 != FREE {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = (hash, place);
        }
    }

    /// The slot in which a student stands, or could.
    fn slot(&self, hash: u32, id: &str, rows: &[Student]) -> Option<usize> {
        let most = self.slots.len().checked_sub(1)?;
        let mut slot = hash as usize & most;
        loop {
            let (known, place) = self.slots[slot];
            let same = || known_by(&rows[place as usize].id) == known_by(id);
            if place == FREE || (known == hash && same()) {
                return Some(slot);
            }
            slot = (slot + 1) & most;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::source::Place;

    /// Rows come, come again and go; each is found where it is, as in a map.
    #[test]
    fn ids_are_found_as_in_a_map() {
        let mut index = StudentIndex::default();
        let mut rows: Vec<Student> = Vec::new();
        let mut known: std::collections::HashMap<String, (usize, usize)> = Default::default();
        let mut seed = 7_u64;
        for step in 0..4_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let drawn = (seed >> 33) % 300;
            let typed = format!("S {drawn}");
            let key = known_by(&typed).into_owned();
            assert_eq!(index.places(&typed, &rows), known.get(&key).copied());
            if step % 3 == 0 {
                index.remove(&typed, &rows);
                known.remove(&key);
                continue;
            }
            let place = rows.len();
            let first = known.get(&key).map(|&(first, _)| first);
            rows.push(Student {
                first,
                ..Student::new(&typed, 0, 0, Place::START)
            });
            index.set(index.hash().of(&typed), place, &rows);
            known.insert(key, (first.unwrap_or(place), place));
        }
        assert!(known.len() > 100 && index.count == known.len());
        let latest: Vec<Student> = rows.into_iter().take(50).collect();
        index.renew(&latest);
        for (place, row) in latest.iter().enumerate() {
            let last = latest.iter().rposition(|other| other.id == row.id);
            assert_eq!(
                index.latest(index.hash().of(&row.id), &row.id, &latest),
                last
            );
            assert!(last >= Some(place));
        }
    }
}
