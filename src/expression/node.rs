//! Nodes: one operation each, and what it is applied to.

use crate::expression::functions::{Constant, Function};
use crate::expression::id::{Id, Variable};
use crate::number::rational::Rational;

/// One operation and what it is applied to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl From<Rational> for Node {
    fn from(n: Rational) -> Node {
        Node::Number(n)
    }
}
