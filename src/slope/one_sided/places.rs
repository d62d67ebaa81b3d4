//! Where numbers lie among the breaks of an operation, and whether it has a value there.

use crate::calculus::place;
use crate::calculus::value::Value;
use crate::expression::functions::{Breaks, Domain, Mark, Meeting, Position, Unit};
use crate::expression::{Id, Node};
use crate::slope::one_sided::constants::{BITS, Constants};
use std::cmp::Ordering;

/// A value at the point: `Ok(None)` where there is none.
pub(super) type At = Result<Option<Id>, Unsettled>;

/// It is not settled whether there is a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unsettled;

impl Constants<'_> {
    /// Where a number lies among breaks, and the number itself, exact if it is a break.
    pub(super) fn located(&mut self, breaks: &Breaks, x: Id) -> Option<(Position, Id)> {
        match breaks {
            Breaks::Points(points) => {
                for (index, point) in points.iter().enumerate() {
                    let mark = point.at.formula().build(self.graph);
                    match self.compare(x, mark)? {
                        Ordering::Less => return Some((Position::Between(index), x)),
                        Ordering::Equal => return Some((Position::At(index), mark)),
                        Ordering::Greater => {}
                    }
                }
                Some((Position::Between(points.len()), x))
            }
            Breaks::Lattice(lattice) => {
                let ball = self.value(x, 1)?.ball(BITS[1]).ok()?;
                let Some(units) = lattice.nearest(&ball, BITS[1])? else {
                    return Some((Position::Between(0), x));
                };
                let candidate = self.number(units);
                let candidate = match lattice.offset.unit {
                    Unit::One => candidate,
                    unit => {
                        let unit = Mark::halves(2, unit).formula().build(self.graph);
                        self.product(candidate, unit)
                    }
                };
                // A lattice has no gaps, and so nobody asks which of its stretches this is.
                Some(match self.compare(x, candidate)? {
                    Ordering::Equal => (Position::At(0), candidate),
                    _ => (Position::Between(0), x),
                })
            }
        }
    }

    /// The number, as the literal 0 if it is 0.
    fn or_zero(&mut self, id: Id) -> Option<Id> {
        Some(match self.sign(id)? {
            Ordering::Equal => self.number(0),
            _ => id,
        })
    }

    /// Arguments of an operation, exact where they lie on one of its breaks.
    pub(super) fn settled(&mut self, node: &Node, arguments: &[Id]) -> Option<Vec<Id>> {
        Some(match (node, arguments) {
            (Node::Quotient(..), &[a, b]) => vec![a, self.or_zero(b)?],
            (Node::Power(..), &[a, b]) => match self.graph.literal(b) {
                Some(n) if n.is_integer() && n.sign().is_ge() => vec![a, b],
                _ => vec![self.or_zero(a)?, b],
            },
            (Node::Call(f, _), &[a]) => match &f.row().domain {
                Domain::Line(line) => vec![self.located(&line.breaks, a)?.1],
                Domain::Plane(_) => vec![a],
            },
            (Node::Call2(f, ..), &[a, b]) => match &f.row().domain {
                Domain::Line(_) => vec![a, b],
                Domain::Plane(plane) => match &plane.breaks {
                    Meeting::EqualArguments => vec![a, b],
                    Meeting::Origin | Meeting::Angle => vec![self.or_zero(a)?, self.or_zero(b)?],
                    Meeting::Logarithm => {
                        let one = self.number(1);
                        let base = match self.compare(b, one)? {
                            Ordering::Equal => one,
                            _ => self.or_zero(b)?,
                        };
                        vec![self.or_zero(a)?, base]
                    }
                    Meeting::Order(lattice) => {
                        vec![a, self.located(&Breaks::Lattice(*lattice), b)?.1]
                    }
                },
            },
            _ => arguments.to_vec(),
        })
    }

    /// The value of an operation on numbers: `Ok(None)` where it has none, `Err` where that is not
    /// settled. `fixed`: does the exponent of a power not move?
    pub(super) fn applied(&mut self, node: &Node, arguments: &[Id], fixed: bool) -> At {
        if let (Node::Call2(f, ..), &[a, b]) = (node, arguments)
            && f.row().chooses()
        {
            let order = self.compare(a, b).ok_or(Unsettled)?;
            return Ok(Some(if f.row().picks_first(order) { a } else { b }));
        }
        let settled = self.settled(node, arguments).ok_or(Unsettled)?;
        let values = settled
            .iter()
            .map(|&a| self.value(a, 0))
            .collect::<Option<Vec<Value>>>()
            .ok_or(Unsettled)?;
        let values: Vec<&Value> = values.iter().collect();
        let place = place::place(self.graph, node, &values, |_| fixed);
        match place {
            place::ArgumentPlace::Outside => Ok(None),
            place::ArgumentPlace::Undecided => Err(Unsettled),
            place::ArgumentPlace::Break | place::ArgumentPlace::Inside => {
                let mut next = settled.iter();
                let node = node.with_arguments(|a| *next.next().unwrap_or(&a));
                Ok(Some(match node {
                    Node::Power(a, b) => self.power(a, b),
                    node => self.built(&node),
                }))
            }
        }
    }
}
