//! Formulas as the source writes them, so that a row of the table reads like a textbook line.

use crate::expression::functions::{Constant, Function};
use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify;
use crate::number::rational::Rational;
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

    /// The formula as a node just as it stands: nothing that may lack a value is dropped.
    pub fn as_it_stands(&self, graph: &mut Graph) -> Id {
        let node = match self {
            Formula::Part(id) => return *id,
            Formula::Argument(_) => unreachable!("formulas over arguments are not built"),
            Formula::Number(n) => Node::Number(Rational::integer(*n)),
            Formula::Constant(c) => Node::Constant(*c),
            Formula::Negative(a) => Node::Negative(a.as_it_stands(graph)),
            Formula::Binary(operator, sides) => {
                let (a, b) = (sides.0.as_it_stands(graph), sides.1.as_it_stands(graph));
                match operator {
                    Operator::Plus => Node::Sum(a, b),
                    Operator::Minus => Node::Difference(a, b),
                    Operator::Times => Node::Product(a, b),
                    Operator::Over => Node::Quotient(a, b),
                    Operator::ToThe => Node::Power(a, b),
                }
            }
            Formula::Call(function, arguments) => {
                let built: Vec<Id> = arguments.iter().map(|a| a.as_it_stands(graph)).collect();
                match built[..] {
                    [a, b] => Node::Call2(*function, a, b),
                    [a] => Node::Call(*function, a),
                    _ => unreachable!("functions take one or two arguments"),
                }
            }
        };
        graph.add(node)
    }

    /// The formula as a node, through the simplifying constructors.
    pub fn build(&self, graph: &mut Graph) -> Id {
        match self {
            Formula::Part(id) => *id,
            Formula::Argument(_) => unreachable!("formulas over arguments are not built"),
            Formula::Number(n) => graph.number(Rational::integer(*n)),
            Formula::Constant(c) => graph.add(Node::Constant(*c)),
            Formula::Negative(a) => {
                let a = a.build(graph);
                simplify::negative(graph, a)
            }
            Formula::Binary(operator, sides) => {
                let a = sides.0.build(graph);
                let b = sides.1.build(graph);
                match operator {
                    Operator::Plus => simplify::sum(graph, a, b),
                    Operator::Minus => simplify::difference(graph, a, b),
                    Operator::Times => simplify::product(graph, a, b),
                    Operator::Over => simplify::quotient(graph, a, b),
                    Operator::ToThe => simplify::power(graph, a, b),
                }
            }
            Formula::Call(function, arguments) => {
                let built: Vec<Id> = arguments.iter().map(|a| a.build(graph)).collect();
                match built[..] {
                    [a, b] => simplify::call2(graph, *function, a, b),
                    [a] => simplify::call(graph, *function, a),
                    _ => unreachable!("functions take one or two arguments"),
                }
            }
        }
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
