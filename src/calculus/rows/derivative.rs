//! Derivatives of expressions over rows: that of a sum is the sum of the derivatives, and of what
//! stands above it the chain rule.

use crate::calculus::derivative;
use crate::expression::{Folded, Graph, Id, Node, Variable, simplify};
use crate::notation::error::Error;
use std::collections::HashMap;

/// The derivative of `root` by `variable`, in new sums and means where it has some.
///
/// # Errors
/// As [`derivative::derivative`].
pub fn derivative(graph: &mut Graph, root: Id, variable: Variable) -> Result<Id, Error> {
    let folds = graph.folds(&[root]);
    let mut known: HashMap<Variable, Id> = HashMap::new();
    for folded in folds {
        let inner = total(graph, folded.of, variable, &known)?;
        if is_zero(graph, inner) {
            continue;
        }
        let sum = of_rows(graph, folded, inner);
        if let Node::Variable(own) = *graph.node(folded.id) {
            known.insert(own, sum);
        }
    }
    total(graph, root, variable, &known)
}

/// The derivative where those of the sums and means in it are known; others do not change.
fn total(
    graph: &mut Graph,
    root: Id,
    variable: Variable,
    known: &HashMap<Variable, Id>,
) -> Result<Id, Error> {
    let mut sum = derivative::derivative(graph, root, variable)?;
    for inner in graph.variables(root) {
        let Some(&slope) = known.get(&inner) else {
            continue;
        };
        let outer = derivative::derivative(graph, root, inner)?;
        let share = simplify::product(graph, outer, slope);
        sum = simplify::sum(graph, sum, share);
    }
    Ok(sum)
}

/// The derivatives of `root` by each of `variables`, in their order: forward by one variable, by
/// reverse accumulation by several.
///
/// # Errors
/// As [`derivative::derivative`].
pub fn gradient(graph: &mut Graph, root: Id, variables: &[Variable]) -> Result<Vec<Id>, Error> {
    let folds = graph.folds(&[root]);
    if folds.is_empty() {
        return match variables {
            [only] => Ok(vec![derivative::derivative(graph, root, *only)?]),
            _ => derivative::gradient(graph, root, variables),
        };
    }
    let mut all = variables.to_vec();
    all.extend(
        folds
            .iter()
            .filter_map(|folded| match graph.node(folded.id) {
                Node::Variable(variable) => Some(*variable),
                _ => None,
            }),
    );
    let mut by = derivative::gradient(graph, root, &all)?;
    for (at, &folded) in folds.iter().enumerate().rev() {
        let outer = by[variables.len() + at];
        if is_zero(graph, outer) {
            continue;
        }
        for (place, inner) in derivative::gradient(graph, folded.of, &all)?
            .into_iter()
            .enumerate()
        {
            if is_zero(graph, inner) {
                continue;
            }
            let sum = of_rows(graph, folded, inner);
            let share = simplify::product(graph, outer, sum);
            by[place] = simplify::sum(graph, by[place], share);
        }
    }
    by.truncate(variables.len());
    Ok(by)
}

fn is_zero(graph: &Graph, id: Id) -> bool {
    graph.literal(id).is_some_and(|n| n.is_zero())
}

/// The same sum or mean of another formula. It is named by the formula's number, which no text is:
/// written out, the names of sums within sums would grow with each derivative.
fn of_rows(graph: &mut Graph, folded: Folded, of: Id) -> Id {
    graph.fold(folded.fold, of, &format!("#{}", of.index()))
}
