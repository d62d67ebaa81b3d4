//! Powers of one positive base in a product: `e^(2x)·e^(-x)` is `e^x`.

use crate::expression::Constant;
use crate::expression::graph::{Graph, Id, Index, Node};
use crate::expression::simplify::build;
use crate::expression::simplify::conditions::{Condition, Manner};
use crate::expression::simplify::factors::Factors;
use crate::expression::simplify::terms::{Terms, split};
use crate::number::rational::Rational;

/// A positive number that a variable exponent stands on.
#[derive(PartialEq)]
enum Base {
    E,
    Number(Rational),
}

/// The base and the exponent of a power whose base is a positive number and whose exponent is none.
fn power_of_number(graph: &Graph, id: Id) -> Option<(Base, Id)> {
    let node = graph.node(id);
    if let Some(exponent) = node.exponent_of_e() {
        return Some((Base::E, exponent));
    }
    let Node::Power(base, exponent) = *node else {
        return None;
    };
    match graph.node(base) {
        Node::Constant(Constant::E) => Some((Base::E, exponent)),
        Node::Number(n) if n.sign().is_gt() => Some((Base::Number(n.clone()), exponent)),
        _ => None,
    }
}

impl Factors {
    /// Is it a power of a positive number, whose exponent is none?
    pub(super) fn is_power_of_number(graph: &Graph, id: Id) -> bool {
        power_of_number(graph, id).is_some()
    }

    /// Joins the powers of one positive number whose exponents, added up, have fewer terms; says
    /// whether it did any.
    pub(super) fn join_exponents(&mut self, graph: &mut Graph, manner: &mut Manner) -> bool {
        let mut changed = false;
        let mut at = 0;
        while at < self.powers.len() {
            changed |= self.join_exponents_from(at, graph, manner);
            at += 1;
        }
        changed
    }

    /// Joins those after a factor with it.
    fn join_exponents_from(&mut self, at: usize, graph: &mut Graph, manner: &mut Manner) -> bool {
        let Some((base, _)) = power_of_number(graph, self.powers[at].0) else {
            return false;
        };
        // (place, exponent as it stands, and what it is raised to)
        let mut group: Vec<(usize, Id, Rational)> = Vec::new();
        for (place, (power, times)) in self.powers.iter().enumerate().skip(at) {
            if let Some((other, exponent)) = power_of_number(graph, *power)
                && other == base
            {
                group.push((place, exponent, times.clone()));
            }
        }
        // (2^(3·x))^2 is 2^(6·x); of (2^x)^2 the base stays, which sums around it have too.
        let is_raised = match &group[..] {
            [(_, exponent, times)] => {
                let is_whole = times.is_integer() && !times.abs().is_one();
                is_whole && !split(graph, *exponent, &mut Manner::Exact).0.is_one()
            }
            _ => false,
        };
        if group.len() < 2 && !is_raised {
            return false;
        }
        let mut all: Option<Id> = None;
        let mut separate = 0;
        for (_, exponent, times) in &group {
            let Some(terms) = Terms::of(graph, *exponent, manner) else {
                return false;
            };
            separate += terms.count();
            // A power below the line stays there.
            let times = match is_raised {
                true => times.abs(),
                false => times.clone(),
            };
            let times = graph.number(times);
            let term = graph.add(Node::Product(times, *exponent));
            all = Some(match all {
                Some(all) => graph.add(Node::Sum(all, term)),
                None => term,
            });
        }
        let Some(all) = all else {
            return false;
        };
        let all = match Terms::multiplied_out(graph, all, manner) {
            Some(terms) => terms,
            None => match Terms::of(graph, all, manner) {
                Some(terms) => terms,
                None => return false,
            },
        };
        if all.count() >= separate && !is_raised {
            return false;
        }
        let mut is_below = is_raised && group[0].2.is_negative();
        for (_, exponent, _) in &group {
            if !graph.is_total(*exponent) {
                manner.lose(Condition::Defined(*exponent));
            }
        }
        let mut exponent = all.build(graph, manner);
        // What is left of a power below the line stays there too.
        let was_below = group.iter().any(|(_, _, times)| times.is_negative());
        if was_below && split(graph, exponent, &mut Manner::Exact).0.is_negative() {
            exponent = build(graph, Node::Negative(exponent), manner);
            is_below = true;
        }
        let joined = with_exponent(graph, self.powers[at].0, exponent, manner);
        for (place, ..) in group.iter().skip(1).rev() {
            self.powers.remove(*place);
        }
        match graph.literal(joined) {
            Some(n) => {
                self.coefficient = &self.coefficient * n;
                self.powers.remove(at);
            }
            None if is_below => self.powers[at] = (joined, -Rational::one()),
            None => self.powers[at] = (joined, Rational::one()),
        }
        true
    }

    /// Takes out of sums the powers of one number that cancel against one beside them, whatever the
    /// multiples of the exponent: `(e^(3x) + 2e^(2x))/e^(4x)` is `(e^x + 2)/e^(2x)`. Says whether it did any.
    pub(super) fn cancel_exponents(&mut self, graph: &mut Graph, manner: &mut Manner) -> bool {
        let is_power = |(base, _): &(Id, Rational)| power_of_number(graph, *base).is_some();
        if !self.powers.iter().any(is_power) {
            return false;
        }
        for (at, parts) in self.sums(graph, manner) {
            for place in 0..self.powers.len() {
                let Some(outer) = Multiple::of(graph, &self.powers[place]) else {
                    continue;
                };
                let own: Vec<Rational> = parts
                    .iter()
                    .map(|part| outer.times_in(graph, part))
                    .collect();
                // A term without it stays as it was typed: 1 + e^(-x).
                let above = own.iter().min().filter(|least| least.sign().is_gt());
                let below = own.iter().max().filter(|most| most.is_negative());
                let Some(least) = above.or(below).cloned() else {
                    continue;
                };
                let gained = &least * &self.powers[at].1;
                let is_opposite = gained.is_negative() != outer.times.is_negative();
                if place == at || !is_opposite {
                    continue;
                }
                let mut rest = Vec::new();
                for (mut part, times) in parts.into_iter().zip(own) {
                    let mut of_it = |power: &(Id, Rational)| {
                        Multiple::of(graph, power).is_some_and(|other| other.is_like(&outer))
                    };
                    let kept = part.powers.iter().filter(|power| !of_it(power));
                    part.powers = kept.cloned().collect();
                    let times = &times - &least;
                    if !times.is_zero() {
                        let power = outer.raised(graph, self.powers[place].0, times, manner);
                        part.powers.push((power, Rational::one()));
                    }
                    rest.push(part);
                }
                let rest = Terms::of_factors(graph, rest, manner).build(graph, manner);
                self.powers[at].0 = rest;
                let left = &outer.times + &gained;
                // What stood below the line stays there.
                let is_below = self.powers[place].1.is_negative();
                let (left, side) = match is_below {
                    true => (-left, -Rational::one()),
                    false => (left, Rational::one()),
                };
                match left.is_zero() {
                    true => {
                        self.powers.remove(place);
                    }
                    false => {
                        let power = outer.raised(graph, self.powers[place].0, left, manner);
                        self.powers[place] = (power, side);
                    }
                }
                return true;
            }
        }
        false
    }
}

/// The formula with 2^(2·x) for each (2^x)^2, which nobody writes.
pub(super) fn without_towers(graph: &mut Graph, formula: Id) -> Id {
    let parts = graph.parts(&[formula]);
    let tower = |graph: &Graph, id: Id| match *graph.node(id) {
        Node::Power(inner, n) if graph.literal(n).is_some_and(Rational::is_integer) => {
            let (_, exponent) = power_of_number(graph, inner)?;
            matches!(graph.node(inner), Node::Power(..)).then_some((inner, n, exponent))
        }
        _ => None,
    };
    if !parts.iter().any(|part| tower(graph, *part).is_some()) {
        return formula;
    }
    let mut images: Index<Id, Id> = Index::default();
    for part in parts {
        let node = graph.node(part).with_arguments(|a| images[&a]);
        let image = graph.add(node);
        let image = match tower(graph, image) {
            Some((inner, n, exponent)) => {
                let all = build(graph, Node::Product(n, exponent), &mut Manner::Exact);
                with_exponent(graph, inner, all, &mut Manner::Exact)
            }
            None => image,
        };
        images.insert(part, image);
    }
    images[&formula]
}

/// A power of a positive number whose exponent is so many times another one.
struct Multiple {
    base: Base,
    times: Rational,
    unit: Id,
}

impl Multiple {
    fn of(graph: &mut Graph, (power, raised): &(Id, Rational)) -> Option<Multiple> {
        let (base, exponent) = power_of_number(graph, *power)?;
        let (times, unit) = split(graph, exponent, &mut Manner::Exact);
        Some(Multiple {
            base,
            times: &times * raised,
            unit: unit?,
        })
    }

    fn is_like(&self, other: &Multiple) -> bool {
        self.unit == other.unit && self.base == other.base
    }

    /// How often a product has the exponent, all its powers of this kind together.
    fn times_in(&self, graph: &mut Graph, product: &Factors) -> Rational {
        let powers = product.powers.iter();
        let all = powers.filter_map(|power| Multiple::of(graph, power));
        let like = all.filter(|other| other.is_like(self));
        like.fold(Rational::zero(), |sum, other| &sum + &other.times)
    }

    /// The power, written as another one is, with the exponent so many times.
    fn raised(&self, graph: &mut Graph, like: Id, times: Rational, manner: &mut Manner) -> Id {
        let times = graph.number(times);
        let exponent = build(graph, Node::Product(times, self.unit), manner);
        with_exponent(graph, like, exponent, manner)
    }
}

/// A power of a number, written as another one is, with this exponent.
fn with_exponent(graph: &mut Graph, like: Id, exponent: Id, manner: &mut Manner) -> Id {
    let power = match *graph.node(like) {
        Node::Power(base, _) => Node::Power(base, exponent),
        ref call => call.with_arguments(|_| exponent),
    };
    build(graph, power, manner)
}
