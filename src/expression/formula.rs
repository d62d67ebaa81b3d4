//! Formulas as the source writes them, so that a row of the table reads like a textbook line.

use crate::expression::functions::{Constant, Function};
use crate::expression::id::Id;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A formula over nodes that exist already. Only the source writes these, so they are small.
#[derive(Clone, Debug)]
pub enum Formula {
    /// A node of the graph.
    Part(Id),
    /// An argument of a definition that is no node yet, counted from 0; it can't be built.
    Argument(usize),
    /// A number.
    Number(i64),
    /// A constant.
    Constant(Constant),
    /// `-a`
    Negative(Box<Formula>),
    /// An operator between two formulas.
    Binary(Operator, Box<(Formula, Formula)>),
    /// A function of one or two arguments.
    Call(Function, Vec<Formula>),
}

/// The operators between two formulas.
#[derive(Clone, Copy, Debug)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
    /// `^`
    ToThe,
}

/// A whole number in a formula.
pub fn number(n: i64) -> Formula {
    Formula::Number(n)
}

/// A function of one argument in a formula.
pub fn call(function: Function, argument: Formula) -> Formula {
    Formula::Call(function, vec![argument])
}

impl Formula {
    /// What a definition is made of where its arguments are no nodes.
    pub const ARGUMENTS: &'static [Formula] = &[Formula::Argument(0), Formula::Argument(1)];

    /// This to the power of `exponent`.
    pub fn to_the(self, exponent: Formula) -> Formula {
        Formula::Binary(Operator::ToThe, Box::new((self, exponent)))
    }

    /// This squared.
    pub fn squared(self) -> Formula {
        self.to_the(number(2))
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $operator:ident) => {
        impl $trait for Formula {
            type Output = Formula;
            fn $method(self, other: Formula) -> Formula {
                Formula::Binary(Operator::$operator, Box::new((self, other)))
            }
        }
    };
}
operator!(Add, add, Plus);
operator!(Sub, sub, Minus);
operator!(Mul, mul, Times);
operator!(Div, div, Over);

impl Neg for Formula {
    type Output = Formula;
    fn neg(self) -> Formula {
        Formula::Negative(Box::new(self))
    }
}
