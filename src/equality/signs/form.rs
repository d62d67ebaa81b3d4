//! Quadratic forms in two parts, a·u² + b·u·v + c·v²: one sign wherever one of the two is not 0, or two
//! factors.

use crate::equality::linear::LinearSum;
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;

/// The factor a, and the parts that together have the sign of the rest, each with whether it counts with
/// its sign.
pub(super) fn factors(graph: &mut Graph, id: Id) -> Option<(Rational, Vec<(Id, bool)>)> {
    let sum = LinearSum::of(graph, id)?;
    let mixed = |(atom, b): &(Id, Rational)| match *graph.node(*atom) {
        Node::Product(u, v) if u != v => Some((u, v, b.clone())),
        _ => None,
    };
    let (u, v, b) = sum.terms.iter().find_map(mixed)?;
    let two = graph.number(Rational::integer(2));
    let squares = [u, v].map(|part| graph.add(Node::Power(part, two)));
    let [a, c] = squares.map(|square| sum.factor(square));
    let is_all = sum.constant.is_zero() && sum.terms.len() == 3;
    if !is_all || a.is_zero() || c.is_zero() {
        return None;
    }
    let four = &(&a * &c) * &Rational::integer(4);
    let inside = &(&b * &b) - &four;
    if inside.is_negative() {
        let both = graph.add(Node::Sum(squares[0], squares[1]));
        return Some((a, vec![(both, true)]));
    }
    // u − r·v for both roots r.
    let root = inside.root(2)?;
    let twice = &a * &Rational::integer(2);
    let mut part = |above: Rational| {
        let r = graph.number(above.divide(&twice)?);
        let times = graph.add(Node::Product(r, v));
        Some(graph.add(Node::Difference(u, times)))
    };
    let parts = match root.is_zero() {
        true => vec![(part(-&b)?, false)],
        false => vec![(part(&-&b - &root)?, true), (part(&-&b + &root)?, true)],
    };
    Some((a, parts))
}
