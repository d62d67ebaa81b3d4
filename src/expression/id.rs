//! Numbers of nodes and of variables within one graph.

/// A node's number. Arguments have smaller numbers than the nodes that use them, so walking
/// numbers upwards is evaluation order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub(super) u32);

/// A variable's number within one graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Variable(pub(super) u32);

impl Variable {
    /// The variable's number, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Id {
    /// The node's position, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
