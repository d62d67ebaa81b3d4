//! A place at which a slope changes its sign.

use crate::calculus::value::{self, Known};
use crate::equality::branches::interval::Interval;
use crate::equality::branches::substitution;
use crate::equality::range::Quadratic;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Bits of the values at turning points and ends.
pub(super) const BITS: u64 = 512;

/// Where a slope changes its sign.
pub(super) struct TurningPoint {
    /// A number.
    pub(super) at: Id,
    pub(super) exact: Option<Rational>,
    pub(super) value: Ball,
}

impl TurningPoint {
    /// Where a factor of a slope does that, and whether it falls there: a variable beside a number.
    pub(super) fn of(
        graph: &mut Graph,
        factor: Id,
        variable: Variable,
    ) -> Option<(TurningPoint, bool)> {
        if let Some((scale, root)) = line_of(graph, factor, variable) {
            let turn = TurningPoint {
                at: graph.number(root.clone()),
                value: Ball::from_rational(&root, BITS),
                exact: Some(root),
            };
            return Some((turn, scale.is_negative()));
        }
        // A straight line beside numbers that are no fractions: it falls where it is below 0 after.
        let (_, at) = substitution::solution(graph, factor, &[variable])?;
        let one = graph.number(Rational::one());
        let after = [(variable, graph.add(Node::Sum(at, one)))];
        let values = value::evaluate(graph, &[factor], &after, &[], BITS, &Known::new());
        let falls = values.ok()?.of(factor).sign()?.is_lt();
        let values = value::evaluate(graph, &[at], &[], &[], BITS, &Known::new());
        let value = values.ok()?.of(at).ball(BITS).ok()?;
        let exact = None;
        Some((TurningPoint { at, exact, value }, falls))
    }

    /// Does it lie below an interval, inside, or above?
    pub(super) fn place(&self, interval: &Interval) -> Option<Ordering> {
        if let Some(exact) = &self.exact {
            return Some(match interval.holds(exact) {
                true => Ordering::Equal,
                false if interval.is_below(exact) => Ordering::Greater,
                false => Ordering::Less,
            });
        }
        let beside = |end: &Rational| self.value.compare(&Ball::from_rational(end, BITS));
        for (end, outside) in [
            (&interval.low, Ordering::Less),
            (&interval.high, Ordering::Greater),
        ] {
            if let Some(end) = end
                && beside(end)? == outside
            {
                return Some(outside);
            }
        }
        Some(Ordering::Equal)
    }
}

/// The factor and the root of a straight line in a variable.
pub(super) fn line_of(graph: &Graph, part: Id, variable: Variable) -> Option<(Rational, Rational)> {
    let (atom, scale, root) = Quadratic::of_one(graph, part).linear()?;
    (*graph.node(atom) == Node::Variable(variable)).then_some((scale, root))
}
