//! Pairs that have no point in common at which both have values.

use crate::calculus::value::{self, Known};
use crate::equality::branches::{Branch, MAX_PARTS, inside};
use crate::equality::range::{Range, Ranges, allowed};
use crate::equality::signs::{SignedFactors, Signs};
use crate::equality::{Pair, identity, points};
use crate::expression::{Graph, Id, Node, simplify, substitute};
use crate::number::rational::Rational;
use std::collections::HashMap;

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
        under.truncate(MAX_BOUNDED);
        if has_turned_lines(self.graph, &under, &below) {
            return true;
        }
        under.into_iter().any(|under| {
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

/// The same once everything is over one line: two of what is 0 or above, or of products of two of them,
/// have the same factors and different signs, and no factor may be 0, nor what counts without its sign.
fn has_turned_lines(graph: &mut Graph, under: &[Id], below: &[Id]) -> bool {
    let line = |graph: &mut Graph, id: Id| {
        let whole = over_one_line(graph, id);
        let whole = SignedFactors::of(graph, whole);
        in_order(graph, whole)
    };
    let mut divisors = Vec::new();
    for id in below {
        let factors = line(graph, *id).all;
        divisors.extend(factors.iter().map(|factor| factor.part));
    }
    let all: Vec<SignedFactors> = under.iter().map(|id| line(graph, *id)).collect();
    let lower = all.iter().flat_map(|factors| &factors.all);
    divisors.extend(
        lower
            .filter(|factor| factor.below)
            .map(|factor| factor.part),
    );
    let divides = |part: &Id| divisors.contains(part);
    let mut lines: Vec<(Signs, Vec<Id>)> = Vec::new();
    for factors in &all {
        // What counts twice counts without its sign.
        let mut odd: Vec<Id> = Vec::new();
        for factor in factors.all.iter().filter(|factor| factor.odd) {
            match odd.iter().position(|part| *part == factor.part) {
                Some(at) => {
                    odd.remove(at);
                }
                None => odd.push(factor.part),
            }
        }
        odd.sort_unstable();
        let mut even = factors
            .all
            .iter()
            .filter(|factor| !odd.contains(&factor.part));
        if even.all(|factor| divides(&factor.part)) {
            lines.push((factors.sign, odd));
        }
    }
    for at in 0..lines.len() {
        for other in 0..at {
            let ((sign, one), (second, two)) = (&lines[at], &lines[other]);
            if one.iter().all(|part| !two.contains(part) || divides(part)) {
                let alone = one.iter().filter(|part| !two.contains(part));
                let alone = alone.chain(two.iter().filter(|part| !one.contains(part)));
                let mut alone: Vec<Id> = alone.copied().collect();
                alone.sort_unstable();
                lines.push((sign.times(*second), alone));
            }
        }
    }
    lines.iter().enumerate().any(|(at, (sign, odd))| {
        let turned = sign.negative();
        turned != *sign && odd.iter().all(divides) && lines[..at].contains(&(turned, odd.clone()))
    })
}

/// The factors with every difference turned one way, so that `a − x` and `x − a` are told to be one.
fn in_order(graph: &mut Graph, mut factors: SignedFactors) -> SignedFactors {
    for factor in &mut factors.all {
        if let Node::Difference(a, b) = *graph.node(factor.part)
            && a > b
        {
            factor.part = graph.add(Node::Difference(b, a));
            if factor.odd {
                factors.sign = factors.sign.negative();
            }
        }
    }
    factors
}

/// What has the sign of a part and nothing below a line: `a² − x²` times a² for `1 − (x/a)²`.
fn over_one_line(graph: &mut Graph, id: Id) -> Id {
    /// Most parts of what is looked at.
    const MAX_PARTS: usize = 48;
    let parts = graph.parts(&[id]);
    if parts.len() > MAX_PARTS {
        return id;
    }
    let one = graph.number(Rational::one());
    let mut images: HashMap<Id, [Id; 2]> = HashMap::new();
    for id in parts {
        let of = |a: Id| images[&a];
        let image = match *graph.node(id) {
            Node::Negative(a) => {
                let [p, q] = of(a);
                [simplify::negative(graph, p), q]
            }
            Node::Sum(a, b) | Node::Difference(a, b) => {
                let is_sum = matches!(graph.node(id), Node::Sum(..));
                let ([mut p, mut q], [mut r, s]) = (of(a), of(b));
                if q != s {
                    p = simplify::product(graph, p, s);
                    r = simplify::product(graph, r, q);
                    q = simplify::product(graph, q, s);
                }
                let above = match is_sum {
                    true => simplify::sum(graph, p, r),
                    false => simplify::difference(graph, p, r),
                };
                [above, q]
            }
            Node::Product(a, b) => {
                let ([p, q], [r, s]) = (of(a), of(b));
                [
                    simplify::product(graph, p, r),
                    simplify::product(graph, q, s),
                ]
            }
            Node::Quotient(a, b) => {
                let ([p, q], [r, s]) = (of(a), of(b));
                [
                    simplify::product(graph, p, s),
                    simplify::product(graph, q, r),
                ]
            }
            Node::Power(a, b) if graph.literal(b).is_some_and(|n| n.is_integer()) => {
                // The square of a root is what it is taken of, which is not below 0.
                let (a, b) = match (graph.node(a), graph.literal(b)) {
                    (&Node::Call(f, inside), Some(n))
                        if f.row().root_degree() == Some(2) && n.is_even() =>
                    {
                        let half = n * &Rational::ratio(1, 2);
                        (inside, graph.number(half))
                    }
                    _ => (a, b),
                };
                let [p, q] = of(a);
                [p, q].map(|part| match part == one {
                    true => one,
                    false => simplify::power(graph, part, b),
                })
            }
            _ => [id, one],
        };
        images.insert(id, image);
    }
    let [above, below] = images[&id];
    graph.add(Node::Product(above, below))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculus::value::{Known, evaluate};
    use crate::notation::{self, Options};
    use std::cmp::Ordering;

    /// What stands over one line has the sign of the part, and of an even power of a square root, and of
    /// that alone, the root is gone.
    #[test]
    fn what_is_over_one_line_has_the_sign_of_the_part() {
        for (text, has_root) in [
            ("1-(x/a)^2", false),
            ("x/a-1/(x-a)", false),
            ("-x/(a*x-3)", false),
            ("sin(x)^2-1/8", false),
            ("sin(x)^3/a", false),
            ("1-sqrt(a)^2*x", false),
            ("1/sqrt(a)^4-x", false),
            ("sqrt(a)^3-2*x", true),
            ("cbrt(x)^2-a/4", true),
            ("cbrt(x)^3-a/4", true),
        ] {
            let mut graph = Graph::new();
            let part = notation::read(&mut graph, text, &Options::default()).expect(text);
            let made = over_one_line(&mut graph, part);
            let is_root =
                |node: &Node| matches!(node, Node::Call(f, _) if f.row().root_degree().is_some());
            assert_eq!(graph.any_part(&[made], is_root), has_root, "{text}");
            assert!(
                !graph.any_part(
                    &[made],
                    |node| matches!(node, Node::Quotient(_, b) if !graph.is_constant(*b))
                ),
                "{text}"
            );
            let (x, a) = (graph.variable("x"), graph.variable("a"));
            for (own, other) in [(-4, 3), (-1, 2), (1, 5), (4, 1), (7, 2)] {
                let [own, other] = [own, other].map(|n| graph.number(Rational::ratio(n, 3)));
                let point = [(x, own), (a, other)];
                let sign = |id: Id| -> Option<Ordering> {
                    let values = evaluate(&graph, &[id], &point, &[], 128, &Known::new());
                    values.ok()?.of(id).sign()
                };
                assert_eq!(sign(made), sign(part), "{text}");
            }
        }
    }
}
