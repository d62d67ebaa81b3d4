//! Pairs that have no point in common at which both have values.

use crate::calculus::value::{self, Known};
use crate::equality::branches::{Branch, MAX_PARTS, inside};
use crate::equality::range::{Range, Ranges, allowed};
use crate::equality::signs::SignedFactors;
use crate::equality::{Pair, identity, points};
use crate::expression::{Graph, Id, Node, substitute};
use crate::number::rational::Rational;

/// Most parts that may not be negative which are compared with each other.
const MAX_BOUNDED: usize = 12;

/// Most points at which two of them are compared.
const MAX_POINTS: usize = 12;

impl Pair<'_> {
    /// Have the two and the function whose slopes they are certainly no point in common at which all
    /// have values?
    pub(in crate::equality) fn is_elsewhere(&mut self) -> bool {
        if self.function.is_none() {
            return false;
        }
        let roots = self.roots();
        let parts = self.graph.parts(&roots);
        if parts.len() > MAX_PARTS {
            return false;
        }
        let mut ranges = Ranges::new(self.graph, &parts, |_| false);
        if !ranges.narrow(self.graph, &parts, &[]) {
            return true;
        }
        let branch = Branch::whole(self.a, self.b, self.within, false);
        let free = self.variables.clone();
        inside::is_empty(self.graph, &branch, &free, &parts, &ranges)
            || self.has_turned_root(&parts)
    }

    /// Has something to be 0 or above, and something else that is a negative multiple of it, and does
    /// one of them stand below a line? Where both are 0 it divides by that.
    fn has_turned_root(&mut self, parts: &[Id]) -> bool {
        let graph = &mut *self.graph;
        let mut under = Vec::new();
        let mut below = Vec::new();
        for &id in parts {
            under.extend(bounded(graph, id));
            match *graph.node(id) {
                Node::Product(a, b) => {
                    if let (Some(a), Some(b)) = (bounded(graph, a), bounded(graph, b)) {
                        under.push(graph.add(Node::Product(a, b)));
                    }
                }
                Node::Quotient(_, b) => {
                    let all = SignedFactors::of(graph, b).all;
                    below.extend(all.iter().map(|factor| factor.part));
                }
                _ => {}
            }
        }
        let mut all: Vec<(Id, SignedFactors, bool)> = Vec::new();
        under.into_iter().take(MAX_BOUNDED).any(|under| {
            let one = SignedFactors::of(self.graph, under);
            let (turned, parts) = (one.sign.negative(), one.parts());
            let divides = parts.iter().all(|(part, _)| below.contains(part));
            let found = !parts.is_empty()
                && all.iter().any(|(other, of, own)| {
                    (divides || *own)
                        && (of.sign == turned && turned != one.sign && of.parts() == parts
                            || self.is_turned(under, *other))
                });
            all.push((under, one, divides));
            found
        })
    }

    /// Is one part a negative number times the other? It is if it is so at one point, and the two
    /// are multiples of each other.
    fn is_turned(&mut self, one: Id, other: Id) -> bool {
        const BITS: u64 = 128;
        let points = points::simple(self.variables.len());
        let two = points.iter().take(MAX_POINTS).find_map(|at| {
            let point = self.spot(at).point;
            let there = [one, other].map(|part| substitute::put(self.graph, part, &point));
            let values = value::evaluate(self.graph, &there, &[], &[], BITS, &Known::new()).ok()?;
            let [a, b] = there.map(|part| values.of(part).sign());
            let (a, b) = a.zip(b).filter(|(a, b)| a.is_ne() && b.is_ne())?;
            Some((a != b, there))
        });
        let Some((true, there)) = two else {
            return false;
        };
        let seed = self.seed();
        let graph = &mut *self.graph;
        let one = graph.add(Node::Product(one, there[1]));
        let other = graph.add(Node::Product(other, there[0]));
        let difference = graph.add(Node::Difference(one, other));
        identity::vanishes(graph, difference, seed)
    }
}

/// What has to be 0 or above for a part to have a value.
fn bounded(graph: &mut Graph, id: Id) -> Option<Id> {
    let (a, low, high) = match *graph.node(id) {
        Node::Call(f, a) => {
            let Range { low, high } = allowed(f);
            let end = |end: f64| end.is_finite().then(|| Rational::from_f64(end)).flatten();
            (a, end(low), end(high))
        }
        Node::Power(a, n) => {
            let even = !graph.literal(n)?.is_odd_below();
            (a, even.then(Rational::zero), None)
        }
        _ => return None,
    };
    let above = low.map(|low| match low.is_zero() {
        true => a,
        false => {
            let low = graph.number(low);
            graph.add(Node::Difference(a, low))
        }
    });
    let below = high.map(|high| {
        let high = graph.number(high);
        graph.add(Node::Difference(high, a))
    });
    match (above, below) {
        (Some(above), Some(below)) => Some(graph.add(Node::Product(above, below))),
        (above, below) => above.or(below),
    }
}
