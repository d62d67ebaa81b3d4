//! Formulas as nodes of a graph.

use crate::expression::formula::{Formula, Operator};
use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify;
use crate::number::rational::Rational;

impl Formula {
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
