//! Ranges of all parts of an expression when its variables are at one point: certified doubles.

use super::functions::meets_break;
use super::{Range, Ranges};
use crate::expression::{Graph, Id, Node};

impl Ranges {
    /// Ranges of nothing yet, for parts with numbers below this one.
    pub(crate) fn empty(size: usize) -> Ranges {
        Ranges {
            of: vec![None; size],
        }
    }

    /// Sets the range of a variable.
    pub(crate) fn put(&mut self, id: Id, range: Range) {
        self.of[id.index()] = Some(range);
    }

    /// Finds the range of one part from those of its arguments; says whether the part has a value for
    /// all of their numbers and is smooth there, as far as that is plain.
    pub(crate) fn update(&mut self, graph: &Graph, id: Id) -> bool {
        if !matches!(graph.node(id), Node::Variable(_)) {
            let range = self.plain(graph, id);
            self.of[id.index()] = Some(range);
        }
        self.of(id).is_bounded() && self.is_smooth(graph, id)
    }

    fn is_smooth(&self, graph: &Graph, id: Id) -> bool {
        let of = |a: Id| self.of(a);
        match *graph.node(id) {
            Node::Power(a, b) => match graph.literal(b) {
                Some(n) if n.is_integer() => !n.is_negative() || !of(a).holds(0.0),
                Some(n) if n.is_odd_below() => !of(a).holds(0.0),
                _ => of(a).low > 0.0,
            },
            Node::Call(f, a) => self.is_total(graph, id) && !meets_break(f, of(a)),
            Node::Call2(..) => false,
            _ => self.is_total(graph, id),
        }
    }
}
