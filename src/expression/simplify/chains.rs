//! Sums that are only steps on the way to a longer sum: they are left as they come, and the whole is
//! collected once, in time linear in its terms.

use crate::expression::graph::{Graph, Id};
use crate::expression::simplify::limits::MAX_TIDIED;
use crate::number::work;

/// What it costs to look for the chains at one node, in the units of [`work`].
const PART_WORK: u64 = 40;

/// The chains of sums in one expression.
#[derive(Clone, Debug)]
pub struct Chains {
    /// For each node: how many terms the sum has that ends with it; 0 inside a chain, and 1 for what is
    /// no sum, as all are that don't stand here.
    terms: Vec<u32>,
}

impl Chains {
    /// The chains among these parts of an expression, which come in evaluation order. A sum that is
    /// used in one place alone, as a term of another, is inside.
    pub fn of(graph: &Graph, parts: &[Id]) -> Chains {
        if !parts.iter().any(|&part| graph.node(part).is_sum()) {
            return Chains { terms: Vec::new() };
        }
        let length = parts.last().map_or(0, |last| last.index() + 1);
        work::spend(PART_WORK * length as u64);
        let mut uses = vec![0u8; length];
        for &part in parts {
            let step = match graph.node(part).is_sum() {
                true => 1,
                // Whatever else uses it needs it whole.
                false => 2,
            };
            for argument in graph.node(part).arguments() {
                let uses = &mut uses[argument.index()];
                *uses = uses.saturating_add(step);
            }
        }
        let mut all = vec![1u32; length];
        for &part in parts {
            if !graph.node(part).is_sum() {
                continue;
            }
            let arguments = graph.node(part).arguments();
            all[part.index()] = arguments.fold(0, |all_terms: u32, a| {
                let inside = graph.node(a).is_sum() && uses[a.index()] == 1;
                all_terms.saturating_add(if inside { all[a.index()] } else { 1 })
            });
        }
        let mut terms = all;
        for &part in parts {
            if graph.node(part).is_sum() && uses[part.index()] == 1 {
                terms[part.index()] = 0;
            }
        }
        Chains { terms }
    }

    /// How many terms the sum has that ends here, 1 for what is no sum; `None` for a sum that is only
    /// a step on the way to a longer one.
    pub fn terms(&self, part: Id) -> Option<usize> {
        match self.terms.get(part.index()) {
            Some(0) => None,
            Some(terms) => Some(*terms as usize),
            None => Some(1),
        }
    }

    /// Are these parts, of which the chains are, few enough to be tidied? Numbers, steps of a longer
    /// sum and products that stand as they are built cost next to nothing and are not counted.
    pub fn are_few(&self, graph: &Graph, parts: &[Id]) -> bool {
        if parts.len() <= MAX_TIDIED {
            return true;
        }
        let is_counted = |part: &&Id| {
            let is_number = graph.literal(**part).is_some();
            !is_number && !graph.is_lined_up(**part) && self.terms(**part).is_some()
        };
        let counted = parts.iter().filter(is_counted);
        counted.take(MAX_TIDIED + 1).count() <= MAX_TIDIED
    }
}
