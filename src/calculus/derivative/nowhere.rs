//! Formulas that have no value anywhere, where that is plain: they divide by what is 0 whatever the
//! variables are, or take the logarithm of a number below 0.

use crate::calculus::value::{Known, Stop, evaluate};
use crate::expression::simplify::{self, Condition, Shown};
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use crate::number::work;

/// Whether it is plain that a function has no value anywhere, and no derivative therefore.
///
/// `derivative`: its derivative as it is shown.
pub fn is_nowhere(graph: &mut Graph, function: Id, derivative: &Shown) -> bool {
    if has_none(graph, function) {
        return true;
    }
    // A rule may ask for more than the function does: √(x − x) is 0 everywhere.
    never_holds(graph, derivative) && {
        let function = simplify::shown(graph, function);
        never_holds(graph, &function)
    }
}

/// Whether it is plain that a formula has no value anywhere, or that its conditions hold nowhere.
pub(super) fn never_holds(graph: &Graph, shown: &Shown) -> bool {
    let never = |condition: &Condition| match *condition {
        Condition::NotZero(id) => graph.literal(id).is_some_and(Rational::is_zero),
        Condition::NotNegative(id) => graph.literal(id).is_some_and(Rational::is_negative),
        Condition::Defined(id) => has_none(graph, id),
    };
    shown.conditions.iter().any(never) || has_none(graph, shown.formula)
}

/// Whether a part of a formula divides by 0, or is a number that has no value.
fn has_none(graph: &Graph, formula: Id) -> bool {
    /// Work that all numbers of a formula may take; what takes more is not plain.
    const WORK: u64 = work::LIMIT / 100;
    const BITS: u64 = 64;
    if graph.is_total(formula) {
        return false;
    }
    let mut numbers = vec![false; formula.index() + 1];
    work::within(WORK, || {
        graph.parts(&[formula]).into_iter().any(|part| {
            let node = graph.node(part);
            match node {
                Node::Variable(_) => return false,
                Node::Quotient(_, below)
                    if graph.literal(*below).is_some_and(Rational::is_zero) =>
                {
                    return true;
                }
                _ => {}
            }
            if !node.arguments().all(|a| numbers[a.index()]) {
                return false;
            }
            numbers[part.index()] = true;
            let value = |part| evaluate(graph, &[part], &[], &[], BITS, &Known::new());
            !graph.is_total(part) && matches!(value(part), Err(Stop::Outside { .. }))
        })
    })
}
