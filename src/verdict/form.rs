//! The form of a formula, where a question asks for one. A form is about what is written, so the
//! answer is looked at as it was read, without any rewriting.
//!
//! * expanded: no product with a sum, no sum to a whole power, no sum over something
//!   (`(x+1)/x` is `1 + 1/x`), and like terms collected. What stands below a fraction line or
//!   inside a function stays as it is.
//! * factored: no factor above the fraction line can be taken apart further: no common number or
//!   factor of its terms, no rational root, no quadratic factor over the rationals.
//! * simplified: nothing can be collected, cancelled or computed. Brackets may stay, unless
//!   multiplying them out leaves no more terms than there are.

mod factored;
mod polynomial;
mod rewritten;
mod simplified;
mod terms;

pub(super) use terms::sum;

use crate::expression::collected;
use crate::expression::{Graph, Id, Node};
use crate::verdict::rules::Form;
pub(crate) use rewritten::rewritten;
use terms::is_sum;

/// Why a right formula does not have the form that is asked for; `None` if it has. `uncancelled`:
/// was a fraction of numbers typed that the graph holds in lowest terms?
pub(super) fn fault(
    graph: &mut Graph,
    answer: Id,
    form: Form,
    uncancelled: bool,
) -> Option<String> {
    let (word, why) = match form {
        Form::Any => return None,
        Form::Expanded => ("expanded", expanded(graph, answer)?.to_owned()),
        Form::Factored => ("factored", factored::fault(graph, answer)?),
        Form::Simplified if uncancelled => ("simplified", simplified::NUMBERS.to_owned()),
        Form::Simplified => ("simplified", simplified::fault(graph, answer)?.to_owned()),
    };
    Some(format!("equal, but not {word}: {why}"))
}

/// What is left to multiply out or to collect.
fn expanded(graph: &Graph, root: Id) -> Option<&'static str> {
    const LEFT: &str = "a product of sums is left";
    let mut waiting = vec![root];
    let mut seen = std::collections::HashSet::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        match *graph.node(id) {
            Node::Product(a, b) if is_sum(graph, a) || is_sum(graph, b) => return Some(LEFT),
            Node::Quotient(a, _) if is_sum(graph, a) => {
                return Some("a sum is left above a fraction line");
            }
            Node::Negative(a) if is_sum(graph, a) => return Some(LEFT),
            Node::Power(a, n) if collected::exponent(graph, n).is_some_and(|n| n.is_integer()) => {
                let below = collected::exponent(graph, n).is_some_and(|n| n.is_negative());
                let product = matches!(graph.node(a), Node::Product(..) | Node::Quotient(..));
                if !below && (is_sum(graph, a) || product) {
                    return Some("a power of a sum or product is left");
                }
            }
            Node::Quotient(a, _) | Node::Negative(a) => waiting.push(a),
            Node::Sum(a, b) | Node::Difference(a, b) | Node::Product(a, b) => {
                waiting.extend([a, b]);
            }
            _ => {}
        }
    }
    terms::alike(graph, root).then_some("like terms can be collected")
}
