//! The same value over a common denominator, where a difference of near numbers cancels.
//!
//! `1 - logistic(x)` is 0 to as many digits as x has units; written by the definition of the
//! logistic function and over one denominator it is e^−x/(1 + e^−x), in which nothing cancels.

use crate::expression::formula::Formula;
use crate::expression::functions::Definition;
use crate::expression::{Graph, Id, Node, simplify};
use std::collections::HashMap;

/// How often definitions are put in: tanh is a quotient of functions that are defined by exp.
const DEPTH: usize = 3;

/// Largest expression, in nodes, that is rewritten.
const MAX_PARTS: usize = 400;

/// The expression by what its functions are defined by, each sum with quotients over one
/// denominator; `None` where that changes nothing. Where both have a value it is the same.
pub(super) fn joined(graph: &mut Graph, root: Id) -> Option<Id> {
    if graph.parts(&[root]).len() > MAX_PARTS {
        return None;
    }
    let mut opened = root;
    for _ in 0..DEPTH {
        opened = rebuilt(graph, opened, |graph, node| match node {
            Node::Call(f, a) => match f.row().definition {
                Definition::Formula(definition) => definition(&[Formula::Part(a)]).build(graph),
                _ => graph.add(Node::Call(f, a)),
            },
            node => graph.add(node),
        });
    }
    let image = rebuilt(graph, opened, over_one);
    (image != root).then_some(image)
}

fn over_one(graph: &mut Graph, node: Node) -> Id {
    let (a, b) = match node {
        Node::Sum(a, b) | Node::Difference(a, b) => (a, b),
        Node::Product(a, b) => return simplify::product(graph, a, b),
        Node::Quotient(a, b) => return simplify::quotient(graph, a, b),
        Node::Negative(a) => return simplify::negative(graph, a),
        node => return graph.add(node),
    };
    let one = graph.number(1);
    let fraction = |graph: &Graph, id: Id| match *graph.node(id) {
        Node::Quotient(n, d) => (n, d),
        _ => (id, one),
    };
    let ((n, d), (m, e)) = (fraction(graph, a), fraction(graph, b));
    let left = simplify::product(graph, n, e);
    let right = simplify::product(graph, m, d);
    let above = match node {
        Node::Sum(..) => simplify::sum(graph, left, right),
        _ => simplify::difference(graph, left, right),
    };
    let below = simplify::product(graph, d, e);
    simplify::quotient(graph, above, below)
}

fn rebuilt(graph: &mut Graph, root: Id, mut build: impl FnMut(&mut Graph, Node) -> Id) -> Id {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(&[root]) {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let image = build(graph, node);
        images.insert(id, image);
    }
    images[&root]
}
