//! Routes that share no code must agree: rule against quotient of differences, enclosure against
//! value, exact value against enclosure, double against certified digits, table against help.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

mod columns;
mod drawn;
mod generated;
mod names;
mod points;
mod steps;
mod table;

use deriv::expression::{Graph, Id, Node};
use deriv::number::rational::Rational;
use deriv::slope::Number;

/// A correctly rounded number as the fraction that it prints; `None` past the exponents of fractions.
fn fraction(number: &Number) -> Option<Rational> {
    match number.rational() {
        Some(exact) => Some(exact.clone()),
        None => Rational::from_decimal(&number.decimal.to_string()),
    }
}

/// 10 to a power from −300 up to 300.
fn power_of_ten(exponent: i64) -> Rational {
    Rational::from_decimal(&format!("1e{exponent}")).unwrap()
}

/// The quotient of differences from `x - h` to `x + h` of a function, given as the same expression
/// written at both ends.
fn quotient(graph: &mut Graph, above: Id, below: Id, h: &Rational) -> Id {
    let change = graph.add(Node::Difference(above, below));
    let width = graph.number(h + h);
    graph.add(Node::Quotient(change, width))
}

/// An expression moved by a rational number.
fn moved(graph: &mut Graph, id: Id, by: &Rational) -> Id {
    let by = graph.number(by.clone());
    graph.add(Node::Sum(id, by))
}
