//! Two expressions that differ though no enclosure shows it, because their values are too large, too
//! small or too near to each other: what both have is taken off, and what is left is looked at
//! factor by factor.

use crate::equality::compare::Spot;
use crate::equality::precision::vanishes;
use crate::equality::signs::{SignedFactors, Signs};
use crate::equality::{FIRST_BITS, Pair};
use crate::expression::functions::{Course, Line};
use crate::expression::{Function, Graph, Id, Node};

/// Most terms of one side that are compared, and functions that are taken off.
const MAX_TERMS: usize = 32;
pub(super) const MAX_ROUNDS: usize = 8;

impl Pair<'_> {
    /// Do two expressions with values everywhere differ at a point? `false` says nothing.
    pub(super) fn differs_in_what_is_left(&mut self, a: Id, b: Id, spot: &Spot) -> bool {
        if !self.graph.is_total(a) || !self.graph.is_total(b) {
            return false;
        }
        let Some(left) = what_is_left(self.graph, a, b) else {
            return false;
        };
        let factors = SignedFactors::of(self.graph, left);
        factors.sign != Signs::ZERO
            && factors.all.iter().all(|factor| {
                let sign = self.sign_at(factor.part, spot);
                sign.is_some_and(|sign| sign.is_ne()) || self.vanishes_at(factor.part, spot)
            })
    }

    /// Is a part certainly not 0 at a point, though no enclosure tells it from 0?
    fn vanishes_at(&mut self, part: Id, spot: &Spot) -> bool {
        let values = self.values(&[part], spot, FIRST_BITS);
        values.is_ok_and(|values| vanishes(self.graph, &values, part))
    }
}

/// What is 0 where two expressions are equal, and nowhere else; `None` where they have nothing in
/// common that could be taken off.
fn what_is_left(graph: &mut Graph, mut a: Id, mut b: Id) -> Option<Id> {
    let mut left = None;
    for _ in 0..MAX_ROUNDS {
        // Of a function that only rises, or only falls, the arguments differ where the values do.
        if let (Node::Call(f, u), Node::Call(g, v)) = (graph.node(a), graph.node(b))
            && f == g
            && is_injective(*f)
        {
            (a, b) = (*u, *v);
            left = Some(graph.add(Node::Difference(a, b)));
            continue;
        }
        let (mut first, mut second) = (terms(graph, a)?, terms(graph, b)?);
        let before = first.len();
        // Beside 0 the other is what is left.
        let one_sided = left.is_none() && (first.is_empty() || second.is_empty());
        first.retain(|term| match second.iter().position(|other| other == term) {
            Some(at) => {
                second.remove(at);
                false
            }
            None => true,
        });
        if first.len() == before && !one_sided {
            break;
        }
        let [one, other] = [first, second].map(|terms| sum(graph, &terms));
        let difference = match (one, other) {
            (Some(one), Some(other)) => {
                (a, b) = (one, other);
                graph.add(Node::Difference(one, other))
            }
            (Some(one), None) | (None, Some(one)) => return Some(one),
            (None, None) => return None,
        };
        left = Some(difference);
    }
    left
}

fn is_injective(f: Function) -> bool {
    let steady =
        |line: &Line| line.is_total() && line.is_smooth() && line.course != Course::Varying;
    !f.row().step && f.row().line().is_some_and(steady)
}

/// The terms of a sum, each with whether it is taken off.
pub(super) fn terms(graph: &Graph, id: Id) -> Option<Vec<(Id, bool)>> {
    let mut found = Vec::new();
    let mut waiting = vec![(id, false)];
    while let Some((id, off)) = waiting.pop() {
        if found.len() + waiting.len() > MAX_TERMS {
            return None;
        }
        match *graph.node(id) {
            Node::Negative(a) => waiting.push((a, !off)),
            Node::Sum(a, b) => waiting.extend([(a, off), (b, off)]),
            Node::Difference(a, b) => waiting.extend([(a, off), (b, !off)]),
            Node::Number(ref n) if n.is_zero() => {}
            _ => found.push((id, off)),
        }
    }
    Some(found)
}

/// The sum of some terms; `None` of none.
fn sum(graph: &mut Graph, terms: &[(Id, bool)]) -> Option<Id> {
    let mut whole: Option<Id> = None;
    for &(id, off) in terms {
        whole = Some(match (whole, off) {
            (None, false) => id,
            (None, true) => graph.add(Node::Negative(id)),
            (Some(sum), false) => graph.add(Node::Sum(sum, id)),
            (Some(sum), true) => graph.add(Node::Difference(sum, id)),
        });
    }
    whole
}
