//! The form of a formula, where a question asks for one.

use crate::expression::{Graph, Id, Node, simplify};
use crate::grading::quiz::Form;
use crate::notation;

/// Why a right formula does not have the form that is asked for; `None` if it has.
pub(super) fn fault(graph: &mut Graph, answer: Id, form: Form) -> Option<&'static str> {
    match form {
        Form::Any => None,
        Form::Expanded => (!expanded(graph, answer))
            .then_some("equal, but not expanded: a product of sums is left"),
        Form::Factored => {
            (!factored(graph, answer)).then_some("equal, but not factored: it is a sum")
        }
        Form::Simplified => (!simplified(graph, answer))
            .then_some("equal, but not simplified: something can be collected or cancelled"),
    }
}

/// A sum, also behind a minus.
fn is_sum(graph: &Graph, mut id: Id) -> bool {
    while let Node::Negative(a) = graph.node(id) {
        id = *a;
    }
    matches!(graph.node(id), Node::Sum(..) | Node::Difference(..))
}

/// No product, quotient or whole power of a sum outside the arguments of functions.
fn expanded(graph: &Graph, root: Id) -> bool {
    let mut waiting = vec![root];
    let mut seen = std::collections::HashSet::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        match *graph.node(id) {
            Node::Product(a, b) if is_sum(graph, a) || is_sum(graph, b) => return false,
            Node::Quotient(a, _) if is_sum(graph, a) => return false,
            Node::Power(a, n)
                if is_sum(graph, a)
                    && graph
                        .literal(n)
                        .is_some_and(|n| n.is_integer() && !n.is_negative()) =>
            {
                return false;
            }
            Node::Negative(a) if is_sum(graph, a) => return false,
            Node::Sum(a, b)
            | Node::Difference(a, b)
            | Node::Product(a, b)
            | Node::Quotient(a, b) => waiting.extend([a, b]),
            Node::Negative(a) => waiting.push(a),
            _ => {}
        }
    }
    true
}

/// A product, quotient or power, or something with a single factor.
fn factored(graph: &Graph, root: Id) -> bool {
    !is_sum(graph, root)
}

/// The rewrites of `diff` make it no shorter.
fn simplified(graph: &mut Graph, answer: Id) -> bool {
    let before = notation::write(graph, answer).len();
    let simple = simplify::simplify(graph, answer);
    notation::write(graph, simple).len() >= before
}
