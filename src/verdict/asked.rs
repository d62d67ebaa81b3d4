//! What an answer on its own is held against: the derivative by one variable or by all, or slopes at
//! a point.

use crate::expression::{Graph, Id, Variable};
use crate::notation::answer::{self, ListPart};
use crate::verdict::key::{Key, NoKey};

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

/// Which derivatives of a function of several variables an answer gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The one by this variable, which its left side names: `∂J/∂x = 2xy`.
    By(Variable),
    /// All of them.
    All,
    /// A single one, and it does not say which.
    Unsaid,
}

/// Which of the derivatives by `several` variables an answer gives, as far as its form tells.
pub fn given(graph: &Graph, several: &[Variable], text: &str) -> Given {
    let parts = answer::parts(text, false);
    if let [
        ListPart {
            name: Some(name), ..
        },
    ] = &parts[..]
        && let Some(&by) = several
            .iter()
            .find(|by| answer::names_variable(&text[name.clone()], graph.name(**by)))
    {
        return Given::By(by);
    }
    // A list that is never closed is one part, too.
    match parts.len() == 1 && !text.trim().is_empty() && !text.contains(',') {
        true => Given::Unsaid,
        false => Given::All,
    }
}
