//! Nodes: one operation each, and what it is applied to.

use crate::expression::functions::{Constant, Function};
use crate::expression::id::{Id, Variable};
use crate::number::rational::Rational;
use std::hash::{Hash, Hasher};

/// One operation and what it is applied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An exact rational number.
    Number(Rational),
    /// π, e or τ.
    Constant(Constant),
    /// A variable.
    Variable(Variable),
    /// `-a`
    Negative(Id),
    /// `a + b`
    Sum(Id, Id),
    /// `a - b`
    Difference(Id, Id),
    /// `a * b`
    Product(Id, Id),
    /// `a / b`
    Quotient(Id, Id),
    /// `a ^ b`
    Power(Id, Id),
    /// A function of one argument.
    Call(Function, Id),
    /// A function of two arguments.
    Call2(Function, Id, Id),
}

impl Node {
    /// The arguments, in order: none, one or two.
    pub fn arguments(&self) -> impl Iterator<Item = Id> + use<> {
        let (first, second) = match *self {
            Node::Number(_) | Node::Constant(_) | Node::Variable(_) => (None, None),
            Node::Negative(a) | Node::Call(_, a) => (Some(a), None),
            Node::Sum(a, b)
            | Node::Difference(a, b)
            | Node::Product(a, b)
            | Node::Quotient(a, b)
            | Node::Power(a, b)
            | Node::Call2(_, a, b) => (Some(a), Some(b)),
        };
        first.into_iter().chain(second)
    }

    /// Whether it is a sum or a difference.
    pub fn is_sum(&self) -> bool {
        matches!(self, Node::Sum(..) | Node::Difference(..))
    }

    /// The same operation on other arguments: `map` gives each argument's replacement.
    pub fn with_arguments(&self, mut map: impl FnMut(Id) -> Id) -> Node {
        match *self {
            Node::Number(_) | Node::Constant(_) | Node::Variable(_) => self.clone(),
            Node::Negative(a) => Node::Negative(map(a)),
            Node::Call(f, a) => Node::Call(f, map(a)),
            Node::Sum(a, b) => Node::Sum(map(a), map(b)),
            Node::Difference(a, b) => Node::Difference(map(a), map(b)),
            Node::Product(a, b) => Node::Product(map(a), map(b)),
            Node::Quotient(a, b) => Node::Quotient(map(a), map(b)),
            Node::Power(a, b) => Node::Power(map(a), map(b)),
            Node::Call2(f, a, b) => Node::Call2(f, map(a), map(b)),
        }
    }
}

// In one word and a mark, which is all that most nodes are.
impl Hash for Node {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (mark, a, b) = match *self {
            Node::Number(ref n) => return n.hash(state),
            Node::Constant(c) => return c.hash(state),
            Node::Variable(v) => (0, v.0, 0),
            Node::Negative(a) => (1, a.0, 0),
            Node::Sum(a, b) => (2, a.0, b.0),
            Node::Difference(a, b) => (3, a.0, b.0),
            Node::Product(a, b) => (4, a.0, b.0),
            Node::Quotient(a, b) => (5, a.0, b.0),
            Node::Power(a, b) => (6, a.0, b.0),
            Node::Call(f, a) => (7 + f as u64, a.0, 0),
            Node::Call2(f, a, b) => (7 + f as u64, a.0, b.0),
        };
        state.write_u64(mark);
        state.write_u64(u64::from(a) << 32 | u64::from(b));
    }
}

impl From<Rational> for Node {
    fn from(n: Rational) -> Node {
        Node::Number(n)
    }
}
