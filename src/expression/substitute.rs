//! Numbers put in for variables, with the arithmetic done that a person would do in passing.

use crate::expression::graph::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use std::collections::HashMap;

/// Largest exponent that is worked out where both base and exponent are numbers.
const MAX_EXPONENT: i64 = 64;

/// The expression with variables replaced, as a person would write it: `a*x^n + b` with 1, 2 and
/// −3 is `x^2 - 3`, not `1*x^2 + -3`.
///
/// Only where a number was put in is anything rewritten: two numbers become one, a factor or
/// exponent 1 and a term 0 are left out, a sign goes to the operator before it. Nothing that could
/// change where the expression has a value is dropped.
pub fn put(graph: &mut Graph, root: Id, values: &[(Variable, Id)]) -> Id {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(&[root]) {
        let node = graph.node(id).clone();
        let image = match node {
            Node::Variable(v) => values
                .iter()
                .find(|(name, _)| *name == v)
                .map_or(id, |(_, value)| *value),
            _ if node.arguments().all(|a| images[&a] == a) => id,
            _ => {
                let put_in: Vec<Id> = node
                    .arguments()
                    .filter(|a| graph.literal(*a).is_none())
                    .map(|a| images[&a])
                    .collect();
                let node = node.with_arguments(|a| images[&a]);
                tidied(graph, node, &put_in)
            }
        };
        images.insert(id, image);
    }
    images[&root]
}

/// A node whose arguments `put_in` are new; those that are numbers may be worked out.
fn tidied(graph: &mut Graph, node: Node, put_in: &[Id]) -> Id {
    let new = |graph: &Graph, id: Id| match put_in.contains(&id) {
        true => graph.literal(id).cloned(),
        false => None,
    };
    let is = |number: &Option<Rational>, n: i64| *number == Some(Rational::integer(n));
    let (a, b) = match node {
        Node::Sum(a, b)
        | Node::Difference(a, b)
        | Node::Product(a, b)
        | Node::Quotient(a, b)
        | Node::Power(a, b) => (a, b),
        _ => return graph.add(node),
    };
    let (left, right) = (new(graph, a), new(graph, b));
    if (left.is_some() || right.is_some())
        && let (Some(p), Some(q)) = (graph.literal(a), graph.literal(b))
        && let Some(n) = worked_out(&node, p, q)
    {
        return graph.number(n);
    }
    match node {
        Node::Sum(..) if is(&right, 0) => a,
        Node::Sum(..) if is(&left, 0) => b,
        Node::Sum(..) => match turned(graph, b) {
            Some(b) => graph.add(Node::Difference(a, b)),
            None => graph.add(node),
        },
        Node::Difference(..) if is(&right, 0) => a,
        Node::Difference(..) if is(&left, 0) => graph.add(Node::Negative(b)),
        Node::Difference(..) => match turned(graph, b) {
            Some(b) => graph.add(Node::Sum(a, b)),
            None => graph.add(node),
        },
        Node::Product(..) if is(&left, 1) => b,
        Node::Product(..) if is(&right, 1) => a,
        Node::Product(..) if is(&left, -1) => graph.add(Node::Negative(b)),
        Node::Product(..) if is(&right, -1) => graph.add(Node::Negative(a)),
        Node::Product(..) if is(&left, 0) && graph.is_total(b) => a,
        Node::Product(..) if is(&right, 0) && graph.is_total(a) => b,
        // A number goes in front.
        Node::Product(..) if right.is_some() && leading(graph, a).is_none() => {
            graph.add(Node::Product(b, a))
        }
        Node::Quotient(..) if is(&right, 1) => a,
        Node::Power(..) if is(&right, 1) => a,
        Node::Power(..) if is(&right, 0) => graph.number(1),
        _ => graph.add(node),
    }
}

/// The number that an operation on two numbers gives, where it is worked out.
fn worked_out(node: &Node, p: &Rational, q: &Rational) -> Option<Rational> {
    match node {
        Node::Sum(..) => Some(p + q),
        Node::Difference(..) => Some(p - q),
        Node::Product(..) => Some(p * q),
        Node::Quotient(..) => p.divide(q),
        Node::Power(..) => {
            let exponent = q.to_i64().filter(|_| q.is_integer())?;
            (exponent.abs() <= MAX_EXPONENT)
                .then(|| p.power(exponent))
                .flatten()
        }
        _ => None,
    }
}

/// The number that a product or quotient starts with, and the way to it.
fn leading(graph: &Graph, mut id: Id) -> Option<(Vec<Id>, &Rational)> {
    let mut way = Vec::new();
    loop {
        match graph.node(id) {
            Node::Product(a, _) | Node::Quotient(a, _) => {
                way.push(id);
                id = *a;
            }
            Node::Number(n) => return Some((way, n)),
            _ => return None,
        }
    }
}

/// The expression without the minus that it starts with, if it does.
fn turned(graph: &mut Graph, id: Id) -> Option<Id> {
    if let Node::Negative(a) = *graph.node(id) {
        return Some(a);
    }
    let (way, n) = leading(graph, id)?;
    if !n.is_negative() {
        return None;
    }
    let n = -n;
    let mut image = graph.number(n);
    for id in way.into_iter().rev() {
        let one = graph.literal(image).is_some_and(Rational::is_one);
        image = match *graph.node(id) {
            Node::Product(_, b) if one => b,
            Node::Product(_, b) => graph.add(Node::Product(image, b)),
            Node::Quotient(_, b) => graph.add(Node::Quotient(image, b)),
            _ => unreachable!("the way holds products and quotients"),
        };
    }
    Some(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` is a sum of powers made by hand: the reader stands further down the pipeline.
    #[test]
    fn signs_ones_and_zeros_are_written_as_people_do() {
        let mut graph = Graph::new();
        let [a, b, n, x] = ["a", "b", "n", "x"].map(|name| graph.variable(name));
        let [pa, pb, pn, px] = [a, b, n, x].map(|v| graph.add(Node::Variable(v)));
        let power = graph.add(Node::Power(px, pn));
        let product = graph.add(Node::Product(pa, power));
        let sum = graph.add(Node::Sum(product, pb));
        let mut with = |values: [i64; 3]| {
            let [p, q, r] = values.map(|n| graph.number(n));
            let id = put(&mut graph, sum, &[(a, p), (b, q), (n, r)]);
            graph.node(id).clone()
        };
        let ordinary = with([2, 3, 4]);
        assert!(matches!(ordinary, Node::Sum(..)));
        assert!(matches!(with([2, -3, 4]), Node::Difference(..)));
        assert!(matches!(with([1, 0, 4]), Node::Power(..)));
        assert!(matches!(with([1, 0, 1]), Node::Variable(_)));
        assert!(matches!(with([2, 3, 0]), Node::Number(n) if n == Rational::integer(5)));
        assert!(matches!(with([0, 7, 2]), Node::Number(n) if n == Rational::integer(7)));
    }
}
