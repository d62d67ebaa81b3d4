//! Where numbers lie among the breaks of an operation, and whether it has a value there.

use crate::calculus::value::{self, Value};
use crate::expression::functions::{Breaks, Domain};
use crate::expression::{Function, Id, Node};
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use crate::slope::one_sided::constants::{BITS, Constants};
use std::cmp::Ordering;

/// Where a number lies among the breaks of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// Exactly at the break of this index (0 for breaks without end).
    At(usize),
    /// On the stretch of this index, counted from the left (0 for breaks without end).
    Between(usize),
}

/// Is it constant between its breaks?
pub(super) fn is_step(f: Function) -> bool {
    matches!(
        f,
        Function::Sign | Function::Floor | Function::Ceil | Function::Round
    )
}

/// A value at the point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) id: Id,
    /// Does what has this value tend to it wherever it is defined near the point?
    pub(super) continuous: bool,
}

/// A value at the point: `Ok(None)` where there is none.
pub(super) type At = Result<Option<Number>, Unsettled>;

/// It is not settled whether there is a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unsettled;

impl Constants<'_> {
    /// Where a number lies among the breaks of a function of one argument, and the number itself,
    /// exact if it is a break.
    pub(super) fn located(&mut self, f: Function, x: Id) -> Option<(Position, Id)> {
        let Domain::Line { breaks, .. } = f.row().domain else {
            return None;
        };
        let Breaks::Points(points) = breaks else {
            let candidate = match self.nearest(breaks, x)? {
                Some(candidate) => candidate,
                None => return Some((Position::Between(0), x)),
            };
            return Some(match self.compare(x, candidate)? {
                Ordering::Equal => (Position::At(0), candidate),
                _ => (Position::Between(0), x),
            });
        };
        for (index, &point) in points.iter().enumerate() {
            let point = self.number(point);
            match self.compare(x, point)? {
                Ordering::Less => return Some((Position::Between(index), x)),
                Ordering::Equal => return Some((Position::At(index), point)),
                Ordering::Greater => {}
            }
        }
        Some((Position::Between(points.len()), x))
    }

    /// The break nearest to a number; `Some(None)` where none is near, `None` where the number is
    /// not known well enough.
    fn nearest(&mut self, breaks: Breaks, x: Id) -> Option<Option<Id>> {
        let ball = self.value(x, 1)?.ball(BITS[1]).ok()?;
        let ball = match breaks {
            Breaks::MultiplesOfPi | Breaks::OddMultiplesOfHalfPi => {
                ball.div(&Ball::pi(BITS[1]), BITS[1]).ok()?
            }
            _ => ball,
        };
        let (low, high) = (ball.lower().ok()?, ball.upper().ok()?);
        let half = Rational::ratio(1, 2);
        if &high - &low > Rational::ratio(1, 8) {
            return None;
        }
        let whole = |n: Rational| Rational::new(n.floor(), 1.into()).expect("1 is not 0");
        let n = match breaks {
            Breaks::HalfIntegers | Breaks::OddMultiplesOfHalfPi => &whole(low) + &half,
            _ => whole(&low + &half),
        };
        Some(match breaks {
            Breaks::NonPositiveIntegers if n.sign().is_gt() => None,
            Breaks::MultiplesOfPi | Breaks::OddMultiplesOfHalfPi => {
                let (n, pi) = (self.number(n), self.pi());
                Some(self.product(n, pi))
            }
            _ => Some(self.number(n)),
        })
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
            (Node::Call(f, _), &[a]) => vec![self.located(*f, a)?.1],
            (Node::Call2(f, ..), &[a, b]) => match f.row().domain {
                Domain::EqualArguments => vec![a, b],
                Domain::Origin | Domain::Angle => vec![self.or_zero(a)?, self.or_zero(b)?],
                Domain::Logarithm => {
                    let one = self.number(1);
                    let base = match self.compare(b, one)? {
                        Ordering::Equal => one,
                        _ => self.or_zero(b)?,
                    };
                    vec![self.or_zero(a)?, base]
                }
                Domain::Polygamma | Domain::Line { .. } => {
                    vec![a, self.located(Function::Gamma, b)?.1]
                }
            },
            _ => arguments.to_vec(),
        })
    }

    /// The value of an operation on numbers: `Ok(None)` where it has none, `Err` where that is not
    /// settled. `fixed`: does the exponent of a power not move?
    pub(super) fn applied(&mut self, node: &Node, arguments: &[Id], fixed: bool) -> At {
        if let (Node::Call2(f @ (Function::Min | Function::Max), ..), &[a, b]) = (node, arguments) {
            let first = match self.compare(a, b).ok_or(Unsettled)? {
                Ordering::Less => *f == Function::Min,
                Ordering::Equal => true,
                Ordering::Greater => *f == Function::Max,
            };
            return Ok(Some(Number {
                id: if first { a } else { b },
                continuous: true,
            }));
        }
        let settled = self.settled(node, arguments).ok_or(Unsettled)?;
        let values = settled
            .iter()
            .map(|&a| self.value(a, 0))
            .collect::<Option<Vec<Value>>>()
            .ok_or(Unsettled)?;
        let values: Vec<&Value> = values.iter().collect();
        let place = value::place(self.graph, node, &values, |_| fixed);
        match place {
            value::Place::Outside => Ok(None),
            value::Place::Undecided => Err(Unsettled),
            value::Place::Break | value::Place::Inside => {
                let mut next = settled.iter();
                let node = node.with_arguments(|a| *next.next().unwrap_or(&a));
                let steps = match node {
                    Node::Call(f, _) => is_step(f),
                    Node::Call2(f, ..) => f == Function::Atan2,
                    _ => false,
                };
                Ok(Some(Number {
                    continuous: !steps || place == value::Place::Inside,
                    id: match node {
                        Node::Power(a, b) => self.power(a, b),
                        node => self.built(&node),
                    },
                }))
            }
        }
    }
}
