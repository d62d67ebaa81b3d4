//! The door to functions that other rooms build or look for by what they mean: a distance, a root, a
//! logarithm, a power of e.

use crate::expression::formula::{Formula, call};
use crate::expression::functions::Function;
use crate::expression::graph::{Graph, Id, Node};

impl Node {
    /// `ln(a)`, the natural logarithm.
    pub fn logarithm(a: Id) -> Node {
        Node::Call(Function::Ln, a)
    }

    /// `sqrt(a)`, the square root that is not negative.
    pub fn square_root(a: Id) -> Node {
        Node::Call(Function::Sqrt, a)
    }

    /// b, where it is `exp(b)`.
    pub fn exponent_of_e(&self) -> Option<Id> {
        match *self {
            Node::Call(Function::Exp, b) => Some(b),
            _ => None,
        }
    }

    /// a, where it is `ln(a)`.
    pub fn inside_logarithm(&self) -> Option<Id> {
        match *self {
            Node::Call(Function::Ln, a) => Some(a),
            _ => None,
        }
    }
}

impl Formula {
    /// The natural logarithm of this.
    pub fn logarithm(self) -> Formula {
        call(Function::Ln, self)
    }

    /// e to the power of this.
    pub fn exponential(self) -> Formula {
        call(Function::Exp, self)
    }
}

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
        self.add(Node::square_root(a))
    }

    /// The nearest whole number, halves to even.
    pub fn nearest_whole(&mut self, a: Id) -> Id {
        self.add(Node::Call(Function::Round, a))
    }

    /// What a function is called here: the natural logarithm is `log` where a person wrote it so.
    pub fn name_of(&self, f: Function) -> &'static str {
        match f {
            Function::Ln if self.log && self.conventions.log_base.is_none() => "log",
            _ => f.name(),
        }
    }
}
