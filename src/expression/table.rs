//! The numbers of nodes by what the nodes are: the nodes themselves stand in the graph alone.

use crate::expression::mixed::Mixed;
use crate::expression::node::Node;
use std::hash::{Hash, Hasher};
use std::mem;

/// Places of the smallest table.
const LEAST: usize = 64;

/// Places of a table that a cache near the processor holds whole: a megabyte. In a smaller one homes would
/// cost more than they save.
const CACHED: usize = 1 << 17;

/// How many places a node has where it is at home: eight are 64 bytes, which a cache reads at once.
const HOME: usize = 8;

/// A place without a node.
const FREE: (u32, u32) = (0, u32::MAX);

/// The numbers of a graph's nodes, in time that does not grow with it: the literals of a large graph
/// are apart, so that they are looked up in a table of their own size.
#[derive(Clone, Debug, Default)]
pub(super) struct NodeTable {
    nodes: Places,
    /// Of a large graph.
    literals: Option<Box<Places>>,
}

/// A table with open places, at most half full: of each node a part of its hash and its number.
///
/// In a large one a node is at home where its last argument is: those made one after another stand on
/// one another, so that a graph of a million nodes is built in what the cache holds. Who finds the own
/// home full stands where the hash says.
#[derive(Clone, Debug, Default)]
struct Places {
    all: Vec<(u32, u32)>,
    used: usize,
}

impl NodeTable {
    /// The number of a node among `nodes`; `None` where it is new, and then it has this one.
    pub(super) fn find_or_add(&mut self, node: &Node, number: u32, nodes: &[Node]) -> Option<u32> {
        let mut hasher = Mixed::default();
        node.hash(&mut hasher);
        let hash = hasher.finish() as u32;
        if self.nodes.is_full() {
            self.grow(nodes);
        }
        if let (Node::Number(_), Some(literals)) = (node, &mut self.literals) {
            if literals.is_full() {
                literals.grow(nodes);
            }
            return literals.find_or_add(node, hash, number, nodes);
        }
        self.nodes.find_or_add(node, hash, number, nodes)
    }

    /// Makes room; puts the literals apart where the table becomes a large one.
    #[cold]
    fn grow(&mut self, nodes: &[Node]) {
        if self.nodes.all.len() == CACHED {
            let mut literals = self.nodes.clone();
            let is_literal = |number: u32| matches!(nodes[number as usize], Node::Number(_));
            literals.keep(nodes, is_literal);
            self.nodes.keep(nodes, |number| !is_literal(number));
            self.literals = Some(Box::new(literals));
        }
        self.nodes.grow(nodes);
    }
}

impl Places {
    fn is_full(&self) -> bool {
        2 * self.used >= self.all.len()
    }

    fn find_or_add(&mut self, node: &Node, hash: u32, number: u32, nodes: &[Node]) -> Option<u32> {
        let at = self.place(node, hash, |known| nodes[known as usize] == *node);
        let known = self.all[at].1;
        if known != FREE.1 {
            return Some(known);
        }
        self.all[at] = (hash, number);
        self.used += 1;
        None
    }

    /// Where the node with this hash is, or has to go.
    fn place(&self, node: &Node, hash: u32, is_it: impl Fn(u32) -> bool) -> usize {
        let mask = self.all.len() - 1;
        let found = |at: usize| {
            let (own, number) = self.all[at];
            number == FREE.1 || (own == hash && is_it(number))
        };
        if mask > CACHED
            && let Some(home) = home(node)
        {
            for at in home..home + HOME {
                if found(at & mask) {
                    return at & mask;
                }
            }
        }
        // Odd steps come to every place; steps of one would walk along full homes.
        let step = (hash.rotate_left(16) | 1) as usize;
        let mut at = hash as usize & mask;
        while !found(at) {
            at = (at + step) & mask;
        }
        at
    }

    #[cold]
    fn grow(&mut self, nodes: &[Node]) {
        let size = (2 * self.all.len()).max(LEAST);
        let before = mem::replace(&mut self.all, vec![FREE; size]);
        self.put(before, nodes);
    }

    /// Leaves out all others.
    fn keep(&mut self, nodes: &[Node], is_kept: impl Fn(u32) -> bool) {
        let mut before = mem::take(&mut self.all);
        self.all = vec![FREE; before.len()];
        before.retain(|(_, number)| *number != FREE.1 && is_kept(*number));
        self.used = before.len();
        self.put(before, nodes);
    }

    fn put(&mut self, known: Vec<(u32, u32)>, nodes: &[Node]) {
        for (hash, number) in known {
            if number != FREE.1 {
                let at = self.place(&nodes[number as usize], hash, |_| false);
                self.all[at] = (hash, number);
            }
        }
    }
}

/// The first place where a node is at home: two for each argument, or whole number, of which half
/// are taken.
fn home(node: &Node) -> Option<usize> {
    let last = match node {
        Node::Number(n) => match n.short_parts() {
            Some((n, 1)) => n.unsigned_abs(),
            _ => return None,
        },
        _ => node.arguments().max()?.0,
    };
    Some(2 * last as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::id::{Id, Variable};

    /// Many nodes of every kind: with one last argument, with few for each, with none.
    #[test]
    fn nodes_are_found_again_at_every_size() {
        const MANY: u32 = 40_000;
        let mut nodes: Vec<Node> = Vec::new();
        nodes.extend((0..MANY).map(|k| Node::Variable(Variable(k))));
        nodes.extend((0..MANY).map(|k| Node::Number((i64::from(k) - 1_000).into())));
        nodes.extend((1..MANY).map(|k| Node::Number((i64::from(k) << 32).into())));
        nodes.extend((0..MANY).map(|k| Node::Sum(Id(k), Id(MANY))));
        for k in 0..MANY {
            nodes.extend([Node::Product(Id(k), Id(0)), Node::Power(Id(k), Id(k))]);
            nodes.extend([Node::Negative(Id(k)), Node::Quotient(Id(1), Id(k))]);
        }
        let mut table = NodeTable::default();
        for (at, node) in nodes.iter().enumerate() {
            assert_eq!(table.find_or_add(node, at as u32, &nodes[..at]), None);
            let earlier = at / 2;
            let found = table.find_or_add(&nodes[earlier], u32::MAX - 1, &nodes[..=at]);
            assert_eq!(found, Some(earlier as u32));
        }
        for (at, node) in nodes.iter().enumerate() {
            let found = table.find_or_add(node, u32::MAX - 1, &nodes);
            assert_eq!(found, Some(at as u32));
        }
    }
}
