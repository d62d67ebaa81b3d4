//! Is an operation free of gaps and kinks on a range of its arguments?

use crate::equality::range::{Range, Ranges};
use crate::expression::functions::{Breaks, Domain, Lattice, Limit, Meeting};
use crate::expression::{Function, Graph, Id, Node};
use crate::number::double;

/// How an operation behaves for all numbers of the ranges of its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Continuity {
    /// It may have no value somewhere, or jump.
    Unknown,
    /// It has a value everywhere and no jump; it may have kinks.
    Continuous,
    /// It is smooth.
    Smooth,
}

impl Ranges {
    /// How the operation of a part behaves on the ranges of its arguments.
    pub(crate) fn behaviour(&self, graph: &Graph, id: Id) -> Continuity {
        if !self.is_total(graph, id) {
            return Continuity::Unknown;
        }
        match *graph.node(id) {
            Node::Power(a, b) => {
                let whole = graph.literal(b).is_some_and(|n| n.is_integer());
                match whole || !self.of(a).holds(0.0) {
                    true => Continuity::Smooth,
                    false => Continuity::Continuous,
                }
            }
            Node::Call(f, a) => of_one(f, self.of(a)),
            Node::Call2(f, a, b) => of_two(f, self.of(a), self.of(b)),
            _ => Continuity::Smooth,
        }
    }
}

pub(super) fn of_one(f: Function, x: Range) -> Continuity {
    let Some(line) = f.row().line() else {
        return Continuity::Unknown;
    };
    let at_break = |index: usize| {
        let joined = |above| line.breaks.limit(index, above) == Limit::Own;
        match joined(false) && joined(true) {
            true => Continuity::Continuous,
            false => Continuity::Unknown,
        }
    };
    match &line.breaks {
        Breaks::Points(points) => {
            let met = (0..points.len()).filter(|&k| x.holds(points[k].at.double()));
            // One-sided limits count only where the range goes on beyond the break.
            met.map(|k| {
                let at = points[k].at.double();
                let below = x.low >= at || line.breaks.limit(k, false) == Limit::Own;
                let above = x.high <= at || line.breaks.limit(k, true) == Limit::Own;
                match below && above {
                    true => Continuity::Continuous,
                    false => at_break(k),
                }
            })
            .min()
            .unwrap_or(Continuity::Smooth)
        }
        Breaks::Lattice(lattice) => match meets(lattice, x) {
            true => at_break(0),
            false => Continuity::Smooth,
        },
    }
}

/// May one of the breaks lie in the range?
fn meets(lattice: &Lattice, x: Range) -> bool {
    /// Doubles of breaks and ends are right to much less than this, in periods.
    const ROUNDING: f64 = 1e-12;
    let (low, high) = (lattice.rough_steps(x.low), lattice.rough_steps(x.high));
    let room = ROUNDING * (1.0 + low.abs().max(high.abs()));
    if lattice.one_sided && low > room {
        return false;
    }
    // NaN, where an end is infinite, is no proof.
    let clear = double::floor(low - room) == double::floor(high + room);
    !clear
}

pub(super) fn of_two(f: Function, x: Range, y: Range) -> Continuity {
    let Domain::Plane(plane) = &f.row().domain else {
        return Continuity::Unknown;
    };
    match plane.breaks {
        Meeting::EqualArguments => match x.low > y.high || y.low > x.high {
            true => Continuity::Smooth,
            false => Continuity::Continuous,
        },
        Meeting::Origin => match x.holds(0.0) && y.holds(0.0) {
            true => Continuity::Continuous,
            false => Continuity::Smooth,
        },
        Meeting::Angle => match y.low > 0.0 || !x.holds(0.0) {
            true => Continuity::Smooth,
            false => Continuity::Unknown,
        },
        Meeting::Logarithm => Continuity::Smooth,
        Meeting::Order(_) => Continuity::Unknown,
    }
}
