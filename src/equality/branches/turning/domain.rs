//! Where in an interval an expression has values and is smooth.

use super::{Turning, line_of};
use crate::equality::branches::interval::{Interval, Need};
use crate::equality::signs::{SignedFactors, Signs};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;

/// Longest number that an end may be: whole numbers and halves are ends themselves.
const END_BITS: u64 = 16;

impl Turning {
    /// The part of an interval on which an expression has values and is smooth; `None` where that is not
    /// known to be one interval.
    pub(super) fn defined(
        &mut self,
        graph: &mut Graph,
        id: Id,
        (variable, mut interval): (Variable, Interval),
        depth: usize,
    ) -> Option<Interval> {
        let needs = interval.needs(graph, &[id], variable)?;
        let mut bent = Vec::new();
        for need in &needs {
            if let Need::Between(argument, ends) = *need
                && interval.cut_to(graph, argument, ends, variable).is_none()
            {
                bent.push((argument, ends));
            }
        }
        if let (Some(low), Some(high)) = (&interval.low, &interval.high)
            && low >= high
        {
            return None;
        }
        let placed = (variable, &interval);
        let mut bent = bent.into_iter();
        if !bent.all(|(argument, ends)| self.is_between(graph, argument, ends, placed, depth)) {
            return None;
        }
        self.has_no_pole(graph, &needs, (variable, &interval), depth)
            .then_some(interval)
    }

    /// Is nothing 0 inside that has to be different from it?
    pub(super) fn has_no_pole(
        &mut self,
        graph: &mut Graph,
        needs: &[Need],
        (variable, interval): (Variable, &Interval),
        depth: usize,
    ) -> bool {
        needs.iter().all(|need| {
            let Need::NotZero(below) = *need else {
                return true;
            };
            let factors = SignedFactors::of(graph, below);
            factors.all.iter().all(|factor| {
                let line = line_of(graph, factor.part, variable);
                line.is_some_and(|(_, root)| !interval.holds(&root)) || {
                    let own = self.inside(graph, factor.part, (variable, interval), depth);
                    !own.has(Signs::ZERO)
                }
            })
        })
    }

    /// Does an argument lie between two ends, and is it none of them, all over an interval? 1 − x² is above
    /// 0 where x is between 0 and 1.
    fn is_between(
        &mut self,
        graph: &mut Graph,
        argument: Id,
        (low, high): (f64, f64),
        (variable, interval): (Variable, &Interval),
        depth: usize,
    ) -> bool {
        [(low, Signs::PLUS), (high, Signs::MINUS)]
            .into_iter()
            .all(|(end, side)| {
                if end.is_infinite() {
                    return true;
                }
                // The double of −1/e is not that number.
                let end = Rational::from_f64(end).filter(|end| end.bits() <= END_BITS);
                let Some(end) = end else {
                    return false;
                };
                let beside = match end.is_zero() {
                    true => argument,
                    false => {
                        let end = graph.number(end);
                        graph.add(Node::Difference(argument, end))
                    }
                };
                let factors = SignedFactors::of(graph, beside);
                let known: Vec<(Id, Signs)> = factors
                    .all
                    .iter()
                    .map(|factor| {
                        let placed = (variable, interval);
                        let own = beside_root(graph, factor.part, placed);
                        (
                            factor.part,
                            own.unwrap_or_else(|| self.inside(graph, factor.part, placed, depth)),
                        )
                    })
                    .collect();
                let of = |part: Id| {
                    known
                        .iter()
                        .find(|(id, _)| *id == part)
                        .map_or(Signs::ANY, |(_, own)| *own)
                };
                factors.signs(of).is_within(side)
            })
    }
}

/// The sign of a straight line in a variable on an interval in which its root does not lie.
pub(super) fn beside_root(
    graph: &Graph,
    part: Id,
    (variable, interval): (Variable, &Interval),
) -> Option<Signs> {
    let (scale, root) = line_of(graph, part, variable)?;
    if interval.holds(&root) {
        return None;
    }
    match interval.is_below(&root) == scale.is_negative() {
        true => Some(Signs::PLUS),
        false => Some(Signs::MINUS),
    }
}
