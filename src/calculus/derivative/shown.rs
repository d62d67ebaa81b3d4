//! Derivatives as they are shown.

use crate::calculus::derivative::{collected, of_order};
use crate::expression::simplify::{self, Shown};
use crate::expression::{Graph, Id, Variable};
use crate::notation::error::Error;

/// The derivative of the given order as it is shown: the shortest form that is found.
///
/// # Errors
/// As [`of_order`].
pub fn shown(graph: &mut Graph, root: Id, variable: Variable, order: u32) -> Result<Shown, Error> {
    /// Highest order at which the derivative is formed node by node beside the collected one.
    const MAX_NESTED: u32 = 4;
    let collected = match order {
        0 | 1 => None,
        _ => collected::of_order(graph, root, variable, order),
    };
    let collected = collected.map(|(formula, lost)| simplify::shown_with(graph, formula, lost));
    match collected {
        Some(collected) if order > MAX_NESTED => Ok(collected),
        Some(collected) => {
            let nested = of_order(graph, root, variable, order)?;
            let nested = simplify::shown(graph, nested);
            let size = |shown: &Shown| simplify::size(graph, shown.formula);
            Ok(match size(&collected) < size(&nested) {
                true => collected,
                false => nested,
            })
        }
        None => {
            let nested = of_order(graph, root, variable, order)?;
            Ok(simplify::shown(graph, nested))
        }
    }
}
