//! What two smooth formulas have in common and what does not matter for whether they are the same: terms
//! of both, and the variables of a straight sum that stand nowhere else.

use crate::equality::branches::connected::is_affine;
use crate::equality::branches::{Branch, substitution};
use crate::equality::linear::LinearSum;
use crate::expression::{Graph, Id, Node};

/// A branch with fewer variables on which the two are the same if and only if they are so on this one,
/// as far as they have values: for y + f(2x + z) and y + g(2x + z) that of f(x) and g(x). `None` where
/// nothing can be left out. What is left out may lack a value, so that a point of it is none of this
/// branch.
pub(super) fn reduced(graph: &mut Graph, branch: &Branch) -> Option<Branch> {
    if !branch.symbols.is_empty() || !branch.solved.is_empty() {
        return None;
    }
    let mut found = None;
    if let Some((a, b)) = without_common(graph, branch) {
        let mut less = branch.clone();
        (less.a, less.b) = (a, b);
        found = Some(less);
    }
    let own = found.as_ref().unwrap_or(branch);
    one_for_sum(graph, own).or(found)
}

/// The two without the terms that both have.
fn without_common(graph: &mut Graph, branch: &Branch) -> Option<(Id, Id)> {
    let [mut first, mut second] = [branch.a, branch.b].map(|id| LinearSum::of(graph, id));
    let (first, second) = (first.as_mut()?, second.as_mut()?);
    let common: Vec<Id> = first
        .terms
        .iter()
        .filter(|(atom, factor)| second.factor(*atom) == *factor)
        .map(|(atom, _)| *atom)
        .collect();
    if common.is_empty() {
        return None;
    }
    for sum in [&mut *first, &mut *second] {
        sum.terms.retain(|(atom, _)| !common.contains(atom));
    }
    Some((first.clone().built(graph), second.clone().built(graph)))
}

/// One variable for a straight sum of several, if those stand nowhere else: the sum takes every value.
fn one_for_sum(graph: &mut Graph, branch: &Branch) -> Option<Branch> {
    let mut roots = vec![branch.a, branch.b];
    roots.extend(branch.signs.iter().map(|(part, _)| *part));
    let parts = graph.parts(&roots);
    let variables = graph.variables_among(&parts);
    if variables.len() < 2 {
        return None;
    }
    let sums = parts
        .into_iter()
        .rev()
        .filter(|&id| graph.node(id).is_sum());
    let sums: Vec<Id> = sums
        .filter(|&id| graph.variables(id) == variables)
        .collect();
    sums.into_iter().find_map(|sum| {
        if !is_affine(graph, sum) || has_variable_beside(graph, &roots, sum) {
            return None;
        }
        // It has to vary: x − x does not.
        let terms = LinearSum::of(graph, sum)?.terms;
        let variable = terms.iter().find_map(|(atom, _)| match *graph.node(*atom) {
            Node::Variable(_) => Some(*atom),
            _ => None,
        });
        let node = variable?;
        let put = |graph: &mut Graph, roots: &[Id]| substitution::replaced(graph, roots, sum, node);
        Some(branch.clone().mapped(graph, put))
    })
}

/// Does a variable stand anywhere else than in a part?
fn has_variable_beside(graph: &Graph, roots: &[Id], part: Id) -> bool {
    let mut waiting = roots.to_vec();
    let mut met = Vec::new();
    while let Some(id) = waiting.pop() {
        if id == part || met.contains(&id) {
            continue;
        }
        if matches!(graph.node(id), Node::Variable(_)) {
            return true;
        }
        met.push(id);
        waiting.extend(graph.node(id).arguments());
    }
    false
}

#[cfg(test)]
mod tests;
