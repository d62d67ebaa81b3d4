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
        Node::Product(u, v) if u != v => Some((*atom, u, v, b.clone())),
        _ => None,
    };
    let (product, u, v, b) = sum.terms.iter().find_map(mixed)?;
    let [first, second] = [u, v].map(|part| square(graph, part));
    let (first, second) = (first?, second?);
    // a and c from a term that is in one of the squares alone.
    let own = |one: &LinearSum, other: &LinearSum| {
        let mut alone = one
            .terms
            .iter()
            .filter(|(atom, _)| other.factor(*atom).is_zero());
        let (atom, factor) = alone.next()?;
        sum.factor(*atom).divide(factor)
    };
    let (a, c) = (own(&first, &second)?, own(&second, &first)?);
    if a.is_zero() || c.is_zero() {
        return None;
    }
    let mut rest = sum.clone();
    rest.terms.retain(|(atom, _)| *atom != product);
    let rest = rest.plus(&first.times(&-&a)).plus(&second.times(&-&c));
    if !rest.terms.is_empty() || !rest.constant.is_zero() {
        return None;
    }
    let two = graph.number(Rational::integer(2));
    let squares = [u, v].map(|part| graph.add(Node::Power(part, two)));
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

/// What a square root is taken of, also one that is written as a power.
pub(in crate::equality) fn under_root(graph: &Graph, part: Id) -> Option<Id> {
    let half = Rational::ratio(1, 2);
    match *graph.node(part) {
        Node::Call(f, inside) if f.row().root_degree() == Some(2) => Some(inside),
        Node::Power(inside, n) if graph.literal(n) == Some(&half) => Some(inside),
        _ => None,
    }
}

/// The square of a part as a sum: what a root is taken of.
fn square(graph: &mut Graph, part: Id) -> Option<LinearSum> {
    let square = under_root(graph, part).unwrap_or_else(|| {
        let two = graph.number(Rational::integer(2));
        graph.add(Node::Power(part, two))
    });
    LinearSum::of(graph, square)
}
