//! A quick hash for what a graph looks up.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by nodes or their numbers.
pub(super) type Index<K, V> = HashMap<K, V, BuildHasherDefault<Mixed>>;

/// A quick hash for the few words that make a node. It can be outwitted; what that costs is bounded
/// by the length of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Mixed(u64);

impl Mixed {
    fn mix(&mut self, word: u64) {
        // The odd number next to 2^64 divided by the golden ratio; high bits are folded down, since
        // the table looks at low ones.
        let product = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product as u64) ^ (product >> 64) as u64 ^ self.0.rotate_left(23);
    }
}

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, n: u8) {
        self.mix(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.mix(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        self.mix(n);
    }

    fn write_usize(&mut self, n: usize) {
        self.mix(n as u64);
    }
}
