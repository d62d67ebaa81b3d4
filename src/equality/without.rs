//! Two expressions that differ though no enclosure shows it, because their values are too large, too
//! small or too near to each other: what both have is taken off, and what is left is looked at
//! factor by factor.

use crate::equality::compare::Spot;
use crate::equality::opened::by_definition;
use crate::equality::signs::{SignedFactors, Signs};
use crate::equality::{FIRST_BITS, Pair};
use crate::expression::functions::{Course, Line};
use crate::expression::simplify;
use crate::expression::{Function, Graph, Id, Node};
use crate::number::rational::Rational;

/// Most terms of one side that are compared, and functions that are taken off.
const MAX_TERMS: usize = 32;
pub(super) const MAX_ROUNDS: usize = 8;

impl Pair<'_> {
    /// Do two expressions differ at a point at which both have a value? `false` says nothing.
    pub(super) fn differs_in_what_is_left(&mut self, a: Id, b: Id, spot: &Spot) -> bool {
        let total = self.graph.is_total(a) && self.graph.is_total(b);
        let has_values = total
            || self.values(&[a, b], spot, FIRST_BITS).is_ok()
            || self.have_magnitudes(a, b, spot);
        if !has_values {
            return false;
        }
        let left = what_is_left(self.graph, a, b);
        self.is_not_zero(left, spot) || {
            // Functions by their definitions, like terms collected: cosh(u) − sinh(u) is e^(−u).
            let mut opened = [left];
            by_definition(self.graph, &mut opened, |_| true);
            let collected = simplify::simplify(self.graph, opened[0]);
            collected != left && self.is_not_zero(collected, spot)
        }
    }

    /// Is no factor of a part 0 at a point?
    fn is_not_zero(&mut self, part: Id, spot: &Spot) -> bool {
        let factors = SignedFactors::of(self.graph, part);
        factors.sign != Signs::ZERO
            && factors.all.iter().all(|factor| {
                let sign = self.sign_at(factor.part, spot);
                sign.is_some_and(|sign| sign.is_ne())
            })
    }
}

/// What is 0 where two expressions are equal, and nowhere else.
fn what_is_left(graph: &mut Graph, a: Id, b: Id) -> Id {
    let whole = graph.add(Node::Difference(a, b));
    taken_off(graph, a, b).unwrap_or(whole)
}

/// The same where they have something in common that can be taken off.
fn taken_off(graph: &mut Graph, mut a: Id, mut b: Id) -> Option<Id> {
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
        // So do those of quotients of one number, and of negatives.
        let inner = match (graph.node(a), graph.node(b)) {
            (&Node::Negative(u), &Node::Negative(v)) => Some((u, v)),
            (&Node::Quotient(p, u), &Node::Quotient(q, v)) if p == q => {
                let n = graph.literal(p);
                n.is_some_and(|n| !n.is_zero()).then_some((u, v))
            }
            _ => None,
        };
        if let Some(inner) = inner {
            (a, b) = inner;
            left = Some(graph.add(Node::Difference(a, b)));
            continue;
        }
        // Whole powers are equal where the bases are, or one is the other's negative.
        if let (&Node::Power(u, n), &Node::Power(v, m)) = (graph.node(a), graph.node(b))
            && n == m
            && let Some(n) = graph.literal(n)
            && n.is_integer()
            && n.sign().is_gt()
        {
            let is_even = !n.is_odd_above();
            let difference = graph.add(Node::Difference(u, v));
            return Some(match is_even {
                false => difference,
                true => {
                    let sum = graph.add(Node::Sum(u, v));
                    graph.add(Node::Product(difference, sum))
                }
            });
        }
        let (mut first, mut second) = (SignedTerms::of(graph, a)?, SignedTerms::of(graph, b)?);
        // Beside 0 the other is what is left.
        let one_sided = left.is_none() && (first.is_nothing() || second.is_nothing());
        if !first.taken_off(&mut second) && !one_sided {
            break;
        }
        let [one, other] = [first, second].map(|terms| terms.sum(graph));
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

fn is_zero(graph: &Graph, id: Id) -> bool {
    graph.literal(id).is_some_and(Rational::is_zero)
}

/// A product with its factors in one order, however it was written.
fn in_order(graph: &mut Graph, product: Id) -> Id {
    const MAX_FACTORS: usize = 8;
    let mut factors = Vec::new();
    let mut waiting = vec![product];
    while let Some(id) = waiting.pop() {
        match *graph.node(id) {
            Node::Product(a, b) if factors.len() + waiting.len() < MAX_FACTORS => {
                waiting.extend([a, b]);
            }
            _ => factors.push(id),
        }
    }
    factors.sort_unstable();
    let product_of = factors
        .into_iter()
        .reduce(|a, b| graph.add(Node::Product(a, b)));
    product_of.unwrap_or(product)
}

fn is_injective(f: Function) -> bool {
    let steady = |line: &Line| line.is_smooth() && line.course != Course::Varying;
    !f.row().step && f.row().line().is_some_and(steady)
}

/// A sum: its number, and its other terms, each with whether it is taken off.
pub(super) struct SignedTerms {
    number: Rational,
    others: Vec<(Id, bool)>,
}

impl SignedTerms {
    /// `None` of more than are compared.
    pub(super) fn of(graph: &mut Graph, id: Id) -> Option<SignedTerms> {
        let mut found = SignedTerms {
            number: Rational::zero(),
            others: Vec::new(),
        };
        let mut waiting = vec![(id, false)];
        while let Some((id, off)) = waiting.pop() {
            if found.others.len() + waiting.len() > MAX_TERMS {
                return None;
            }
            match *graph.node(id) {
                Node::Negative(a) => waiting.push((a, !off)),
                Node::Sum(a, b) => waiting.extend([(a, off), (b, off)]),
                Node::Difference(a, b) => waiting.extend([(a, off), (b, !off)]),
                // It has a value, and is 0.
                Node::Product(a, b) if is_zero(graph, a) || is_zero(graph, b) => {}
                Node::Number(ref n) if off => found.number = &found.number - n,
                Node::Number(ref n) => found.number = &found.number + n,
                Node::Product(..) => found.others.push((in_order(graph, id), off)),
                _ => found.others.push((id, off)),
            }
        }
        Some(found)
    }

    fn is_nothing(&self) -> bool {
        self.number.is_zero() && self.others.is_empty()
    }

    /// Takes off what both sides have, and what one of them adds and takes off; says whether there
    /// was anything.
    fn taken_off(&mut self, other: &mut SignedTerms) -> bool {
        let count = |one: &SignedTerms, other: &SignedTerms| one.others.len() + other.others.len();
        let before = count(self, other);
        self.cancel();
        other.cancel();
        self.others.retain(|term| {
            let at = other.others.iter().position(|other| other == term);
            at.map(|at| other.others.remove(at)).is_none()
        });
        let numbers = !self.number.is_zero() && !other.number.is_zero();
        if numbers {
            self.number = &self.number - &other.number;
            other.number = Rational::zero();
        }
        numbers || count(self, other) < before
    }

    /// Takes off what is added and taken off: min(x, 9) + e^x − e^x.
    pub(super) fn cancel(&mut self) {
        let mut at = 0;
        while let Some(&(id, off)) = self.others.get(at) {
            let rest = &self.others[at + 1..];
            match rest.iter().position(|other| *other == (id, !off)) {
                Some(other) => {
                    self.others.remove(at + 1 + other);
                    self.others.remove(at);
                }
                None => at += 1,
            }
        }
    }

    /// All of them, the number first.
    pub(super) fn listed(self, graph: &mut Graph) -> Vec<(Id, bool)> {
        let mut listed = Vec::new();
        if !self.number.is_zero() {
            let size = graph.number(self.number.abs());
            listed.push((size, self.number.is_negative()));
        }
        listed.extend(self.others);
        listed
    }

    /// `None` of nothing.
    fn sum(self, graph: &mut Graph) -> Option<Id> {
        let listed = self.listed(graph);
        listed.into_iter().fold(None, |whole, (id, off)| {
            Some(match (whole, off) {
                (None, false) => id,
                (None, true) => graph.add(Node::Negative(id)),
                (Some(sum), false) => graph.add(Node::Sum(sum, id)),
                (Some(sum), true) => graph.add(Node::Difference(sum, id)),
            })
        })
    }
}

#[cfg(test)]
mod tests;
