//! What an answer on its own is held against: the derivative by one variable or by all, or slopes at
//! a point.

use crate::expression::{Graph, Id, Variable};
use crate::verdict::key::{Key, NoKey};
use crate::verdict::{Given, given};

/// Why there is nothing to hold an answer against.
#[derive(Debug)]
pub enum Unasked {
    /// There are several variables, and the answer does not say by which one it is a derivative.
    Unsaid,
    /// There is no key.
    NoKey(NoKey),
}

/// The key of the question that an answer gives an answer to: the derivative of `function` by the
/// variables that are nudged, or at a point its slopes.
///
/// # Errors
/// Where the answer does not say what it is about, or that does not exist.
pub fn asked(
    graph: Graph,
    function: Id,
    by: &[Variable],
    order: u32,
    point: Option<&[(Variable, Id)]>,
    answer: &str,
) -> Result<Key, Unasked> {
    let made = match (point, by) {
        (Some(point), _) => Key::slopes(graph, function, by, order, point),
        (None, [variable]) => Key::derivative(graph, function, *variable, order),
        (None, several) => match given(&graph, several, answer) {
            Given::By(variable) => Key::derivative(graph, function, variable, order),
            Given::All => Key::gradient(graph, function, several, order),
            Given::Unsaid => return Err(Unasked::Unsaid),
        },
    };
    made.map_err(Unasked::NoKey)
}
