//! Values that are too large, or too near to 0, for an enclosure: a sign and the logarithm of the size,
//! which tell 2^(10^21 + 1) from 2^(10^21).

use crate::calculus::place::{ArgumentPlace, place};
use crate::calculus::value::{Value, compute, evaluate};
use crate::equality::Pair;
use crate::equality::compare::{Spot, certainly_differ};
use crate::equality::opened::by_definition;
use crate::expression::{Graph, Id, Node};
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Bits of logarithms beside those of the point, and most of both.
const BITS: u64 = 256;
const MAX_BITS: u64 = 8_192;

/// Logarithms up to this are those of numbers that enclosures hold.
const HELD: i64 = 1 << 16;

#[derive(Clone)]
enum Magnitude {
    Held(Value),
    /// Not 0, with the natural logarithm of its size.
    Beyond {
        negative: bool,
        ln: Ball,
    },
}

impl Pair<'_> {
    /// Do two expressions have values at a point that differ in their signs or in the logarithms of
    /// their sizes? `false` says nothing.
    pub(super) fn differs_in_magnitude(&mut self, a: Id, b: Id, spot: &Spot) -> bool {
        let found = self.magnitudes(a, b, spot);
        found.is_some_and(|(a, b, bits)| a.differs(&b, bits))
    }

    /// Have two expressions values at a point, however large? `false` says nothing.
    pub(super) fn have_magnitudes(&mut self, a: Id, b: Id, spot: &Spot) -> bool {
        self.magnitudes(a, b, spot).is_some()
    }

    fn magnitudes(&mut self, a: Id, b: Id, spot: &Spot) -> Option<(Magnitude, Magnitude, u64)> {
        let bits = BITS + 2 * spot.size;
        // What is exact and long is kept short by its limit.
        if bits > MAX_BITS || !self.afford(0, bits) {
            return None;
        }
        let mut roots = [a, b];
        by_definition(self.graph, &mut roots, |_| true);
        let graph = &*self.graph;
        let mut known = Magnitudes(Vec::new());
        for id in graph.parts(&roots) {
            let found = magnitude(graph, id, spot, &known, bits)?;
            known.0.push((id, found));
        }
        let [a, b] = roots.map(|root| known.of(root).clone());
        Some((a, b, bits))
    }
}

/// What parts are, in their order.
struct Magnitudes(Vec<(Id, Magnitude)>);

impl Magnitudes {
    fn of(&self, part: Id) -> &Magnitude {
        let at = self.0.binary_search_by_key(&part, |(id, _)| *id);
        &self.0[at.expect("arguments stand before what uses them")].1
    }
}

/// The value of a part whose arguments have theirs.
fn magnitude(
    graph: &Graph,
    id: Id,
    spot: &Spot,
    known: &Magnitudes,
    bits: u64,
) -> Option<Magnitude> {
    let node = graph.node(id);
    let arguments: Vec<&Magnitude> = node.arguments().map(|a| known.of(a)).collect();
    if arguments.is_empty() {
        let values = evaluate(graph, &[id], &spot.point, &[], bits, &spot.known);
        return Some(Magnitude::Held(values.ok()?.of(id).clone()));
    }
    let held: Option<Vec<Value>> = arguments.iter().map(|a| a.held(bits)).collect();
    if let Some(held) = &held {
        let held: Vec<&Value> = held.iter().collect();
        let place = place(graph, node, &held, |_| false);
        if !matches!(place, ArgumentPlace::Inside | ArgumentPlace::Break) {
            return None;
        }
    }
    if let Some(exponent) = node.exponent_of_e() {
        let ln = known.of(exponent).held(bits)?.ball(bits).ok()?;
        if !is_held(&ln) {
            return Some(Magnitude::Beyond {
                negative: false,
                ln,
            });
        }
    }
    if let Node::Power(_, exponent) = *node
        && let Some((negative, ln)) = arguments[0].logarithm(bits)
    {
        let ln = ln.mul(&arguments[1].held(bits)?.ball(bits).ok()?, bits);
        if held.is_none() || !ln.as_ref().is_ok_and(is_held) {
            let exponent = graph.literal(exponent);
            if negative && !exponent.is_some_and(Rational::is_odd_below) {
                return None;
            }
            let negative = negative && exponent.is_some_and(Rational::is_odd_above);
            return Some(Magnitude::Beyond {
                negative,
                ln: ln.ok()?,
            });
        }
    }
    if let Some(held) = &held {
        let held: Vec<&Value> = held.iter().collect();
        if let Ok(value) = compute(node, &held, bits) {
            return Some(Magnitude::Held(value));
        }
    }
    let logarithms = || {
        let of = |a: &&Magnitude| a.logarithm(bits);
        arguments.iter().map(of).collect::<Option<Vec<_>>>()
    };
    match *node {
        Node::Negative(_) => arguments[0].turned(bits),
        Node::Sum(..) => sum(arguments[0], arguments[1].clone(), bits),
        Node::Difference(..) => sum(arguments[0], arguments[1].turned(bits)?, bits),
        Node::Product(..) if arguments.iter().any(|a| a.is_zero()) => {
            Some(Magnitude::Held(Value::Exact(Rational::zero().into())))
        }
        Node::Quotient(..) if arguments[0].is_zero() => Some(arguments[0].clone()),
        Node::Product(..) | Node::Quotient(..) => {
            let [(first, a), (second, b)] = &logarithms()?[..] else {
                return None;
            };
            let ln = match node {
                Node::Product(..) => a.add(b, bits),
                _ => a.sub(b, bits),
            };
            Some(Magnitude::Beyond {
                negative: first != second,
                ln,
            })
        }
        Node::Call(f, _) if f.row().ln.is_some() => {
            let argument = held.as_ref()?.first()?;
            let ln = f
                .row()
                .ln
                .filter(|_| argument.sign() == Some(Ordering::Greater))?;
            Some(Magnitude::Beyond {
                negative: false,
                ln: ln(&argument.ball(bits).ok()?, bits).ok()?,
            })
        }
        Node::Call(f, _) => {
            let (negative, ln) = arguments[0].logarithm(bits)?;
            if node.inside_logarithm().is_some() && !negative {
                return Some(Magnitude::Held(Value::Ball(ln)));
            }
            if f.row().is_size() {
                return Some(Magnitude::Beyond {
                    negative: false,
                    ln,
                });
            }
            let degree = f.row().root_degree()?;
            if negative && degree % 2 == 0 {
                return None;
            }
            let ln = ln.div(&Ball::integer(degree), bits).ok()?;
            Some(Magnitude::Beyond { negative, ln })
        }
        Node::Call2(f, ..) if f.row().chooses() => {
            let first = arguments[0].compared(arguments[1], bits)?;
            let at = usize::from(!f.row().picks_first(first));
            Some(arguments[at].clone())
        }
        _ => None,
    }
}

fn is_held(ln: &Ball) -> bool {
    ln.abs().compare(&Ball::integer(HELD)) == Some(Ordering::Less)
}

/// ln(e^a ± e^b) = a + ln(1 ± e^(b − a)).
fn sum(one: &Magnitude, other: Magnitude, bits: u64) -> Option<Magnitude> {
    if one.is_zero() {
        return Some(other);
    }
    if other.is_zero() {
        return Some(one.clone());
    }
    let (mut first, mut second) = (one.logarithm(bits)?, other.logarithm(bits)?);
    let mut less = second.1.sub(&first.1, bits);
    if less.sign() == Some(Ordering::Greater) {
        (first, second) = (second, first);
        less = second.1.sub(&first.1, bits);
    }
    let same = first.0 == second.0;
    let is_small = less.compare(&Ball::integer(-(bits as i64))) == Some(Ordering::Less);
    let rest = if is_small {
        let end = Ball::one().shifted(2 - bits as i64);
        Ball::zero().sub(&end, bits).hull(&end, bits)
    } else {
        let part = less.exp(bits).ok()?;
        match same {
            true => part.log1p(bits).ok()?,
            false => Ball::zero().sub(&part, bits).log1p(bits).ok()?,
        }
    };
    Some(Magnitude::Beyond {
        negative: first.0,
        ln: first.1.add(&rest, bits),
    })
}

impl Magnitude {
    fn is_zero(&self) -> bool {
        matches!(self, Magnitude::Held(value) if value.is_zero())
    }

    /// Its value, where an enclosure holds it.
    fn held(&self, bits: u64) -> Option<Value> {
        match self {
            Magnitude::Held(value) => Some(value.clone()),
            Magnitude::Beyond { negative, ln } if is_held(ln) => {
                let size = ln.exp(bits).ok()?;
                Some(Value::Ball(match negative {
                    true => Ball::zero().sub(&size, bits),
                    false => size,
                }))
            }
            Magnitude::Beyond { .. } => None,
        }
    }

    /// Is it below 0, and the logarithm of its size; `None` where it may be 0.
    fn logarithm(&self, bits: u64) -> Option<(bool, Ball)> {
        match self {
            Magnitude::Held(value) => {
                let negative = match value.sign()? {
                    Ordering::Less => true,
                    Ordering::Equal => return None,
                    Ordering::Greater => false,
                };
                let size = value.ball(bits).ok()?.abs();
                Some((negative, size.ln(bits).ok()?))
            }
            Magnitude::Beyond { negative, ln } => Some((*negative, ln.clone())),
        }
    }

    fn turned(&self, bits: u64) -> Option<Magnitude> {
        Some(match self {
            // Exactly 0 it stays.
            Magnitude::Held(value) if value.is_zero() => self.clone(),
            Magnitude::Held(value) => {
                Magnitude::Held(Value::Ball(Ball::zero().sub(&value.ball(bits).ok()?, bits)))
            }
            Magnitude::Beyond { negative, ln } => Magnitude::Beyond {
                negative: !negative,
                ln: ln.clone(),
            },
        })
    }

    /// Their order, where it is certain.
    fn compared(&self, other: &Magnitude, bits: u64) -> Option<Ordering> {
        match sum(self, other.turned(bits)?, bits)? {
            Magnitude::Held(value) => value.sign(),
            Magnitude::Beyond { negative: true, .. } => Some(Ordering::Less),
            Magnitude::Beyond { .. } => Some(Ordering::Greater),
        }
    }

    fn differs(&self, other: &Magnitude, bits: u64) -> bool {
        if let (Magnitude::Held(a), Magnitude::Held(b)) = (self, other) {
            return certainly_differ(a, b, bits);
        }
        if self.is_zero() || other.is_zero() {
            return true;
        }
        match (self.logarithm(bits), other.logarithm(bits)) {
            (Some((first, a)), Some((second, b))) => first != second || !a.overlaps(&b),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
