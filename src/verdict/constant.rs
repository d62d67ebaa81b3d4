//! Keys that are the same number wherever they have a value: found when it is asked for, and once.

use crate::calculus::derivative;
use crate::equality::{is_zero, varies};
use crate::expression::{Graph, Id, simplify};
use std::sync::OnceLock;

/// Whether a formula is the same number everywhere, so that its value at a point tells it.
#[derive(Debug, Default)]
pub(super) struct Constancy(OnceLock<bool>);

impl Constancy {
    /// Whether this formula of the graph is; always the same formula.
    pub(super) fn of(&self, graph: &Graph, formula: Id) -> bool {
        *self.0.get_or_init(|| is_constant(graph, formula))
    }
}

fn is_constant(graph: &Graph, formula: Id) -> bool {
    /// Most parts of a formula of which it is computed; long ones are no constants in disguise.
    const MOST: usize = 200;
    if graph.is_constant(formula) {
        return true;
    }
    let mut graph = graph.clone();
    if varies(&mut graph, formula) {
        return false;
    }
    let simple = simplify::simplify(&mut graph, formula);
    let variables = graph.variables(simple);
    if variables.is_empty() {
        return true;
    }
    if graph.parts(&[simple]).len() > MOST {
        return false;
    }
    variables.into_iter().all(|variable| {
        let change = derivative::of_order(&mut graph, simple, variable, 1);
        change.is_ok_and(|change| is_zero(&mut graph, change) == Some(true))
    })
}
