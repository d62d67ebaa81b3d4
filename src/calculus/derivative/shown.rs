//! Derivatives as they are shown.

use crate::calculus::derivative::nowhere::never_holds;
use crate::calculus::derivative::{collected, of_order};
use crate::expression::simplify::{self, Shown};
use crate::expression::{Graph, Id, Variable};
use crate::notation::error::Error;
use crate::number::work;

/// The derivative of the given order as it is shown: the shortest form that is found.
///
/// # Errors
/// As [`of_order`].
pub fn shown(graph: &mut Graph, root: Id, variable: Variable, order: u32) -> Result<Shown, Error> {
    let found = shown_as_it_stands(graph, root, variable, order)?;
    if order == 0 || !never_holds(graph, &found) {
        return Ok(found);
    }
    // A rule asks for more than the function does where something inside is a number only once it is
    // tidied: there is none for the root of x - x, which is 0.
    let tidy = simplify::shown(graph, root);
    if tidy.formula == root || never_holds(graph, &tidy) {
        return Ok(found);
    }
    let mut lost = tidy.conditions;
    let again = shown_as_it_stands(graph, tidy.formula, variable, order)?;
    lost.extend(again.conditions);
    Ok(simplify::shown_with(graph, again.formula, lost))
}

/// The same by the rules alone.
fn shown_as_it_stands(
    graph: &mut Graph,
    root: Id,
    variable: Variable,
    order: u32,
) -> Result<Shown, Error> {
    /// Highest order at which the derivative is formed node by node beside the collected one.
    const MAX_NESTED: u32 = 4;
    /// Work that each of the two ways may take.
    const WORK: u64 = work::LIMIT / 3;
    let collected = match order {
        0 | 1 => None,
        _ => work::within(WORK, || {
            let (formula, lost) = collected::of_order(graph, root, variable, order)?;
            Some(simplify::shown_with(graph, formula, lost))
        }),
    };
    // What is left to do when the work is spent stays as it comes.
    let mut nested = || {
        work::within(WORK, || {
            let nested = of_order(graph, root, variable, order)?;
            Ok(simplify::shown(graph, nested))
        })
    };
    match collected {
        Some(collected) if order > MAX_NESTED => Ok(collected),
        Some(collected) => {
            let nested = nested()?;
            let size = |shown: &Shown| simplify::size(graph, shown.formula);
            Ok(match size(&collected) < size(&nested) {
                true => collected,
                false => nested,
            })
        }
        None => nested(),
    }
}
