//! The zeros of a sum in one variable, from where its slope turns: between two turns it rises or falls
//! all along, so that it is 0 once at most.

use super::{BITS, Curve, MAX_DEPTH, Turning, TurningPoint, sign_at_end};
use crate::equality::range::{Ranges, Signs};
use crate::expression::functions::Breaks;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use std::cmp::Ordering;

impl Turning {
    /// All points of a branch with these ranges at which a sum in one variable is 0, and perhaps some
    /// beside; `None` where they are not all known.
    pub(in crate::equality::branches) fn zeros(
        &mut self,
        graph: &mut Graph,
        sum: Id,
        ranges: &Ranges,
    ) -> Option<(Variable, Vec<Id>)> {
        if !graph.node(sum).is_sum() || has_rounded_ends(graph, sum) {
            return None;
        }
        let (variable, interval) = self.placed(graph, sum, ranges)?;
        let curve = Curve {
            sum,
            variable,
            interval: &interval,
        };
        let slope = curve.slope(graph)?;
        let (rises, turns) = self.course(graph, slope, &curve, MAX_DEPTH - 1)?;
        if turns.is_empty() && !curve.moves(graph, slope) {
            return None;
        }
        let mut zeros = curve.zeros(graph, rises, &turns, self.seed)?;
        for end in [&interval.low, &interval.high].into_iter().flatten() {
            match sign_at_end(graph, sum, variable, end) {
                Signs::ANY => return None,
                Signs::ZERO => zeros.push(graph.number(end.clone())),
                _ => {}
            }
        }
        Some((variable, zeros))
    }
}

impl Curve<'_> {
    /// Where it is 0 between the ends, if it rises, or falls, up to the first turn; `None` where that is
    /// not known of each stretch between two turns.
    fn zeros(
        &self,
        graph: &mut Graph,
        rises: bool,
        turns: &[TurningPoint],
        seed: Option<u64>,
    ) -> Option<Vec<Id>> {
        let mut zeros = Vec::new();
        let mut signs = Vec::new();
        for turn in turns {
            let sign = self.sign_at(graph, turn, seed)?;
            if sign.is_eq() {
                zeros.push(turn.at);
            }
            signs.push(Some(sign));
        }
        let simple: Vec<Rational> = (-4..=4)
            .map(Rational::integer)
            .chain(self.interval.points())
            .filter(|at| self.interval.holds(at))
            .collect();
        let simple: Vec<Id> = simple.into_iter().map(|at| graph.number(at)).collect();
        for stretch in 0..=turns.len() {
            let before = stretch.checked_sub(1).and_then(|at| signs[at]);
            let after = signs.get(stretch).copied().flatten();
            let is_rising = rises == (stretch % 2 == 0);
            // It goes away from 0 after the turn before it, or came from beyond 0 to the one after it.
            let (first, last) = match is_rising {
                true => (Ordering::Less, Ordering::Greater),
                false => (Ordering::Greater, Ordering::Less),
            };
            let is_clear =
                before.is_some_and(|sign| sign != first) || after.is_some_and(|sign| sign != last);
            if is_clear {
                continue;
            }
            let beside =
                |turn: Option<&TurningPoint>, at: &Ball| turn.map(|turn| turn.value.compare(at));
            let found = simple.iter().copied().find(|&at| {
                let n = graph.literal(at).cloned();
                let inside = n.is_some_and(|n| {
                    let at = Ball::from_rational(&n, BITS);
                    let low = beside(stretch.checked_sub(1).map(|at| &turns[at]), &at);
                    let high = beside(turns.get(stretch), &at);
                    low.is_none_or(|order| order == Some(Ordering::Less))
                        && high.is_none_or(|order| order == Some(Ordering::Greater))
                });
                inside && self.sign_of_point(graph, at, seed) == Some(Ordering::Equal)
            });
            zeros.push(found?);
        }
        Some(zeros)
    }
}

/// Do functions in an expression begin or end at numbers that are no fractions? The end of an interval
/// is one then only nearly.
pub(super) fn has_rounded_ends(graph: &Graph, id: Id) -> bool {
    graph.any_part(&[id], |node| match node {
        Node::Call(f, _) => f.row().line().is_some_and(|line| match line.breaks {
            Breaks::Points(points) => points.iter().any(|point| {
                let at = point.at.exact();
                at.is_none_or(|at| at.rational().is_none())
            }),
            Breaks::Lattice(_) => true,
        }),
        _ => false,
    })
}
