//! Nodes that the rooms build by what they mean: a distance, a root, a power with a moving exponent.

use crate::expression::functions::Function;
use crate::expression::graph::{Graph, Id, Node};

impl Graph {
    /// `|a|`, how far it is from 0.
    pub fn absolute(&mut self, a: Id) -> Id {
        self.add(Node::Call(Function::Abs, a))
    }

    /// How far two numbers are apart: `|a - b|`.
    pub fn distance(&mut self, a: Id, b: Id) -> Id {
        let difference = self.add(Node::Difference(a, b));
        self.absolute(difference)
    }

    /// `sqrt(a)`, the square root that is not negative.
    pub fn square_root(&mut self, a: Id) -> Id {
        self.add(Node::Call(Function::Sqrt, a))
    }

    /// `ln(a)`, the natural logarithm.
    pub fn logarithm(&mut self, a: Id) -> Id {
        self.add(Node::Call(Function::Ln, a))
    }

    /// The nearest whole number, halves to even.
    pub fn nearest_whole(&mut self, a: Id) -> Id {
        self.add(Node::Call(Function::Round, a))
    }
}
