//! Where the elements of a proof stand.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};

/// A list of elements, in room that is given back: a proof of ordinary formulas needs it for a moment.
#[derive(Clone, Debug)]
pub(super) struct Elements(Vec<u64>);

thread_local! {
    static ROOM: Cell<Vec<u64>> = const { Cell::new(Vec::new()) };
}

impl Elements {
    /// Most elements whose room is kept.
    const MAX_KEPT: usize = 1 << 12;

    /// An empty list with room for so many.
    pub(super) fn new(expected: usize) -> Elements {
        let mut room = ROOM.take();
        room.clear();
        room.reserve(expected);
        Elements(room)
    }
}

impl Drop for Elements {
    fn drop(&mut self) {
        if self.0.capacity() <= Elements::MAX_KEPT {
            // Where the thread is at its end there is no room to keep.
            let _ = ROOM.try_with(|room| room.set(std::mem::take(&mut self.0)));
        }
    }
}

impl Deref for Elements {
    type Target = Vec<u64>;

    fn deref(&self) -> &Vec<u64> {
        &self.0
    }
}

impl DerefMut for Elements {
    fn deref_mut(&mut self) -> &mut Vec<u64> {
        &mut self.0
    }
}
