//! The sign of a sum of one square root and something else: where A is above B², `√A + B` has the sign of
//! the root, whatever B is; where it is below, that of B.

use crate::equality::linear::LinearSum;
use crate::equality::range::Ranges;
use crate::equality::signs::{SignedFactors, Signs, under_root};
use crate::expression::simplify;
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;

/// A sum of a square root times a number and of a rest.
#[derive(Clone)]
pub(super) struct RootedSum {
    /// The signs that the root has with its number.
    root: Signs,
    rest: Id,
    /// By how much the square of the root is above that of the rest.
    farther: Id,
}

impl RootedSum {
    /// `None` of a sum in which no square root stands by itself.
    pub(super) fn of(graph: &mut Graph, sum: Id) -> Option<RootedSum> {
        let (scale, inside, rest) = root_and_rest(graph, sum)?;
        let square = graph.number(&scale * &scale);
        let larger = simplify::product(graph, square, inside);
        let smaller = squared(graph, rest);
        let root = match scale.is_negative() {
            true => Signs::NOT_POSITIVE,
            false => Signs::NOT_NEGATIVE,
        };
        Some(RootedSum {
            root,
            rest,
            farther: simplify::difference(graph, larger, smaller),
        })
    }

    /// Its signs, where those of other parts are `known`; `ANY` where they do not tell.
    pub(super) fn signs(
        &self,
        graph: &mut Graph,
        mut known: impl FnMut(&mut Graph, Id) -> Signs,
    ) -> Signs {
        let mut sign = |graph: &mut Graph, id: Id| {
            let factors = SignedFactors::of(graph, id);
            let own: Vec<Signs> = factors
                .all
                .iter()
                .map(|factor| known(graph, factor.part))
                .collect();
            factors.signs(|part| {
                let at = factors.all.iter().position(|factor| factor.part == part);
                at.map_or(Signs::ANY, |at| own[at])
            })
        };
        let farther = sign(graph, self.farther);
        if farther.is_within(Signs::PLUS) {
            return self.root.both(Signs::NOT_ZERO);
        }
        if farther.is_within(Signs::NOT_NEGATIVE) {
            return self.root;
        }
        if farther.is_within(Signs::NOT_POSITIVE) {
            let own = sign(graph, self.rest);
            // Below its square there is no root where the rest is 0.
            return match farther.has(Signs::ZERO) {
                true => own.either(Signs::ZERO),
                false => own.both(Signs::NOT_ZERO),
            };
        }
        Signs::ANY
    }
}

/// What signs and the ranges of variables say of a part that may be new.
pub(super) fn known(graph: &mut Graph, part: Id, ranges: &Ranges, signs: &[(Id, Signs)]) -> Signs {
    let mut bounds = Vec::new();
    for variable in graph.variables(part) {
        let node = graph.add(Node::Variable(variable));
        bounds.push((variable, ranges.of(node)));
    }
    let own = Ranges::bounded(graph, &[part], |_| false, &bounds).of(part);
    let known = signs.iter().filter(|(known, _)| *known == part);
    known.fold(Signs::of_range(own), |all, (_, signs)| all.both(*signs))
}

/// The square of a sum, multiplied out where it is short.
fn squared(graph: &mut Graph, sum: Id) -> Id {
    const MAX_TERMS: usize = 4;
    let terms = LinearSum::of(graph, sum).map(|sum| sum.listed(graph));
    let Some(terms) = terms.filter(|terms| (2..=MAX_TERMS).contains(&terms.len())) else {
        let two = graph.number(Rational::integer(2));
        return simplify::power(graph, sum, two);
    };
    let mut whole = graph.number(Rational::zero());
    for (at, (one, first)) in terms.iter().enumerate() {
        for (other, (two, second)) in terms[..=at].iter().enumerate() {
            let twice = Rational::integer(if other == at { 1 } else { 2 });
            let factor = graph.number(&(first * second) * &twice);
            let product = simplify::product(graph, *one, *two);
            let term = simplify::product(graph, factor, product);
            whole = simplify::sum(graph, whole, term);
        }
    }
    whole
}

/// `scale·√inside + rest` for a sum in which one square root stands by itself, the first one.
fn root_and_rest(graph: &mut Graph, sum: Id) -> Option<(Rational, Id, Id)> {
    let is_root =
        |graph: &Graph, id: Id| under_root(graph, id).filter(|inside| !graph.is_constant(*inside));
    let (Node::Sum(..) | Node::Difference(..)) = graph.node(sum) else {
        return None;
    };
    // Most sums have none.
    let parts = graph.parts(&[sum]);
    if !parts.into_iter().any(|id| is_root(graph, id).is_some()) {
        return None;
    }
    let mut terms = LinearSum::of(graph, sum)?.listed(graph);
    let at = terms
        .iter()
        .position(|(atom, _)| is_root(graph, *atom).is_some())?;
    let (root, scale) = terms.remove(at);
    let inside = is_root(graph, root)?;
    let zero = graph.number(Rational::zero());
    let rest = terms.into_iter().fold(zero, |rest, (atom, factor)| {
        let factor = graph.number(factor);
        let term = simplify::product(graph, factor, atom);
        simplify::sum(graph, rest, term)
    });
    Some((scale, inside, rest))
}
