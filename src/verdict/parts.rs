//! Part credit: a sum differentiated term by term, some of its terms right.

use crate::calculus::derivative;
use crate::equality::{Equality, equal, is_zero};
use crate::expression::{Graph, Id, Variable, simplify};
use crate::notation;
use crate::number::rational::Rational;
use crate::verdict::form::sum;
use crate::verdict::outcome::{Outcome, Parts, Verdict};

/// Most terms that are matched one by one: every pair of terms is compared.
const MAX_TERMS: usize = 12;

/// Turns a wrong verdict into part credit where terms of the function are differentiated right.
pub(super) fn credit(
    graph: &mut Graph,
    (function, variable, order): (Id, Variable, u32),
    answer: Id,
    verdict: &mut Verdict,
) {
    let mut wanted: Vec<(Id, Id)> = Vec::new();
    for term in terms(graph, function) {
        let Ok(derivative) = derivative::of_order(graph, term, variable, order) else {
            return;
        };
        if is_zero(graph, derivative) != Some(true) {
            wanted.push((term, derivative));
        }
    }
    // Like terms of an answer are one term: 1 + 2 for the derivative of 3*w is right.
    let answer = simplify::simplify(graph, answer);
    let mut given = terms(graph, answer);
    if wanted.len() < 2 || wanted.len() > MAX_TERMS || given.len() > MAX_TERMS {
        return;
    }
    let slots = wanted.len().max(given.len());
    let mut parts = Parts::default();
    for (term, derivative) in wanted {
        let matching = given.iter().position(|&part| {
            matches!(
                equal(graph, part, derivative).equality,
                Equality::Proved | Equality::Agrees { .. }
            )
        });
        let shown = notation::write(graph, term);
        match matching {
            Some(at) => {
                given.remove(at);
                parts.right.push(shown);
            }
            None => parts.missing.push(shown),
        }
    }
    parts.instead = !given.is_empty();
    let right = parts.right.len();
    if right == 0 || parts.missing.is_empty() {
        return;
    }
    verdict.outcome = Outcome::Partly;
    verdict.share = Rational::ratio(right as i64, slots as i64);
    verdict.parts = Some(parts);
}

/// The terms of a sum, each with its sign; the expression itself where it is none. Nothing where
/// there are too many to be matched.
fn terms(graph: &mut Graph, root: Id) -> Vec<Id> {
    let found = sum(graph, root).filter(|terms| terms.len() <= 2 * MAX_TERMS);
    let signed = found
        .into_iter()
        .flatten()
        .map(|(id, negative)| match negative {
            true => simplify::negative(graph, id),
            false => id,
        });
    signed.collect()
}
