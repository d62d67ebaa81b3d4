//! Values of which many are equal, each kept once.

use std::collections::HashMap;
use std::hash::Hash;

/// Different values, each with its place.
#[derive(Debug)]
pub(crate) struct Interned<T> {
    places: HashMap<T, u32>,
    all: Vec<T>,
}

impl<T> Default for Interned<T> {
    fn default() -> Interned<T> {
        Interned {
            places: HashMap::new(),
            all: Vec::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Interned<T> {
    /// The place of a value, which is kept if it is new.
    pub(crate) fn place(&mut self, value: &T) -> u32 {
        if let Some(&place) = self.places.get(value) {
            return place;
        }
        let place = self.all.len() as u32;
        self.places.insert(value.clone(), place);
        self.all.push(value.clone());
        place
    }

    /// The same, but `None` for a new one where there are so many.
    pub(super) fn place_below(&mut self, most: usize, value: &T) -> Option<u32> {
        match self.all.len() < most {
            true => Some(self.place(value)),
            false => self.places.get(value).copied(),
        }
    }
}

impl<T> Interned<T> {
    /// The value at a place.
    pub(crate) fn at(&self, place: u32) -> &T {
        &self.all[place as usize]
    }

    /// All of them in the order of their places.
    pub(super) fn all(&self) -> &[T] {
        &self.all
    }
}
