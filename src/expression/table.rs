//! The numbers of nodes by what the nodes are: the nodes themselves stand in the graph alone.

use crate::expression::mixed::Mixed;
use crate::expression::node::Node;
use std::hash::{Hash, Hasher};

/// Places of the smallest table.
const LEAST: usize = 64;

/// A place without a node.
const FREE: (u32, u32) = (0, u32::MAX);

/// A table with open places, at most half full: of each node a part of its hash and its number.
#[derive(Clone, Debug, Default)]
pub(super) struct NodeTable {
    places: Vec<(u32, u32)>,
    used: usize,
}

impl NodeTable {
    /// The number of a node among `nodes`; `None` where it is new, and then it has this one.
    pub(super) fn find_or_add(&mut self, node: &Node, number: u32, nodes: &[Node]) -> Option<u32> {
        if 2 * self.used >= self.places.len() {
            self.grow();
        }
        let mut hasher = Mixed::default();
        node.hash(&mut hasher);
        let hash = hasher.finish() as u32;
        let at = self.place(hash, |known| nodes[known as usize] == *node);
        let known = self.places[at].1;
        if known != FREE.1 {
            return Some(known);
        }
        self.places[at] = (hash, number);
        self.used += 1;
        None
    }

    /// Where the node with this hash is, or has to go.
    fn place(&self, hash: u32, is_it: impl Fn(u32) -> bool) -> usize {
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (own, number) = self.places[at];
            if number == FREE.1 || (own == hash && is_it(number)) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (2 * self.places.len()).max(LEAST);
        let before = std::mem::replace(&mut self.places, vec![FREE; size]);
        for (hash, number) in before {
            if number != FREE.1 {
                let at = self.place(hash, |_| false);
                self.places[at] = (hash, number);
            }
        }
    }
}
