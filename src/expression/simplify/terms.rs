//! A sum taken apart into terms, like ones collected, and built again.

use crate::expression::graph::{Graph, Id, Index, Node};
use crate::expression::simplify::conditions::{Apart, Condition, Manner};
use crate::expression::simplify::factors::Factors;
use crate::expression::simplify::few::{Few, Stack};
use crate::expression::simplify::limits::{MAX_COEFFICIENT_BITS, MAX_COLLECTED, MAX_SUMS_IN_SUMS};
use crate::expression::simplify::numbered;
use crate::number::rational::Rational;

/// Most parts that are looked for one by one.
const FEW: usize = 12;

/// A sum taken apart: each distinct part once, with its coefficient.
#[derive(Default)]
pub(super) struct Terms {
    parts: Few<(Option<Id>, Rational)>,
    /// Where each part stands, once there are more than a few.
    places: Index<Option<Id>, usize>,
}

impl Terms {
    /// The terms of a sum that is looked at again at every node of it.
    pub(super) fn of(graph: &mut Graph, id: Id, manner: &mut Manner) -> Option<Terms> {
        Terms::at_most(graph, id, MAX_COLLECTED, manner)
    }

    /// The terms of a sum; `None` where they are more than so many, or a coefficient is too long.
    pub(super) fn at_most(
        graph: &mut Graph,
        id: Id,
        most: usize,
        manner: &mut Manner,
    ) -> Option<Terms> {
        let mut terms = Terms::default();
        let all = terms.put_sum(graph, (id, Rational::one()), most, manner);
        let short = |(_, n): &(_, Rational)| n.bits() <= MAX_COEFFICIENT_BITS;
        (all && terms.parts.iter().all(short)).then_some(terms)
    }

    /// Puts the terms of a sum, so many times; says whether they were no more than `most`.
    fn put_sum(
        &mut self,
        graph: &mut Graph,
        sum: (Id, Rational),
        most: usize,
        manner: &mut Manner,
    ) -> bool {
        let mut waiting = Stack::new();
        waiting.push(sum);
        while let Some((id, sign)) = waiting.pop() {
            if self.parts.len() + waiting.len() > most {
                return false;
            }
            match *graph.node(id) {
                Node::Sum(a, b) => waiting.extend([(b, sign.clone()), (a, sign)]),
                Node::Difference(a, b) => waiting.extend([(b, -&sign), (a, sign)]),
                Node::Negative(a) => waiting.push((a, -sign)),
                _ => {
                    let (coefficient, part) = split(graph, id, manner);
                    let coefficient = &coefficient * &sign;
                    // A number times a sum goes into the sum, where it can meet its like.
                    match part.map(|part| graph.node(part).clone()) {
                        Some(Node::Sum(a, b)) => {
                            waiting.extend([(b, coefficient.clone()), (a, coefficient)]);
                        }
                        Some(Node::Difference(a, b)) => {
                            waiting.extend([(b, -&coefficient), (a, coefficient)]);
                        }
                        _ => self.put(part, coefficient),
                    }
                }
            }
        }
        true
    }

    /// A sum whose terms are multiplied out, as far as a few terms come of it.
    pub(super) fn multiplied_out(graph: &mut Graph, id: Id, manner: &mut Manner) -> Option<Terms> {
        /// Highest power of a sum that is multiplied out.
        const MAX_POWER: i64 = 4;
        let sum_in = |graph: &Graph, factors: &Factors| {
            factors.powers.iter().position(|(base, exponent)| {
                graph.node(*base).is_sum()
                    && exponent
                        .to_i64()
                        .is_some_and(|n| (1..=MAX_POWER).contains(&n))
            })
        };
        let mut done = Vec::new();
        let mut waiting = Terms::of(graph, id, manner)?.factors(graph, manner)?;
        waiting.iter().find_map(|factors| sum_in(graph, factors))?;
        while let Some(mut factors) = waiting.pop() {
            if done.len() + waiting.len() > MAX_COLLECTED {
                return None;
            }
            let Some(sum) = sum_in(graph, &factors) else {
                factors.collect(graph, manner);
                done.push(factors);
                continue;
            };
            let base = factors.powers[sum].0;
            factors.powers[sum].1 = &factors.powers[sum].1 - &Rational::one();
            factors.powers.retain(|(_, exponent)| !exponent.is_zero());
            for mut term in Terms::of(graph, base, manner)?.factors(graph, manner)? {
                term.multiply(&factors.coefficient)?;
                term.powers.extend(factors.powers.iter().cloned());
                waiting.push(term);
            }
        }
        // The last one to be taken apart came first.
        done.reverse();
        Some(Terms::of_factors(graph, done, manner))
    }

    /// The terms as products.
    pub(super) fn factors(&self, graph: &Graph, manner: &mut Manner) -> Option<Vec<Factors>> {
        let mut all = Vec::new();
        for (part, coefficient) in &self.parts {
            let mut factors = match part {
                Some(part) => Factors::of(graph, *part, manner)?,
                None => Factors::number(Rational::one()),
            };
            factors.multiply(coefficient)?;
            all.push(factors);
        }
        Some(all)
    }

    /// A sum of products.
    pub(super) fn of_factors(graph: &mut Graph, all: Vec<Factors>, manner: &mut Manner) -> Terms {
        let mut terms = Terms::default();
        for mut factors in all {
            let coefficient = std::mem::replace(&mut factors.coefficient, Rational::one());
            let part = match factors.powers.is_empty() {
                true => None,
                false => Some(factors.build(graph, manner)),
            };
            match part {
                // A product of which one sum is left.
                Some(sum) if graph.node(sum).is_sum() => {
                    terms.put_sum(graph, (sum, coefficient), usize::MAX, manner);
                }
                _ => terms.put(part, coefficient),
            }
        }
        terms
    }

    /// Takes pairs such as sin² and cos² together, whose sum or difference does not vary.
    fn join_squares(&mut self, graph: &mut Graph, manner: &mut Manner) {
        let mut at = 0;
        while at < self.parts.len() {
            match self.constant_pair(graph, at, manner) {
                Some((other, rest, value)) => {
                    let coefficient = &self.parts[at].1 * &value;
                    self.remove(at.max(other));
                    self.remove(at.min(other));
                    self.put(rest, coefficient);
                    at = 0;
                }
                None => at += 1,
            }
        }
    }

    /// Another term which, together with this one, is `value` times what both have in common.
    fn constant_pair(
        &self,
        graph: &mut Graph,
        at: usize,
        manner: &mut Manner,
    ) -> Option<(usize, Option<Id>, Rational)> {
        let (part, coefficient) = &self.parts[at];
        let factors = Factors::of(graph, (*part)?, &mut Manner::Exact)?;
        let two = Rational::integer(2);
        for (place, (base, exponent)) in factors.powers.iter().enumerate() {
            let Node::Call(function, argument) = *graph.node(*base) else {
                continue;
            };
            if !exponent.is_integer() || *exponent < two {
                continue;
            }
            let Some(pair) = function.constant_square() else {
                continue;
            };
            let mut rest = factors.clone();
            rest.powers[place].1 = exponent - &two;
            rest.powers.retain(|(_, exponent)| !exponent.is_zero());
            let wanted = coefficient * &Rational::integer(pair.sign);
            let partner = graph.add(Node::Call(pair.partner, argument));
            let mut other = rest.clone();
            other.powers.push((partner, two.clone()));
            other.collect(graph, &mut Manner::Exact);
            let other = other.build(graph, &mut Manner::Exact);
            if let Some(found) = self.place(Some(other))
                && self.parts[found].1 == wanted
            {
                let rest = match rest.powers.is_empty() {
                    true => None,
                    false => Some(rest.build(graph, manner)),
                };
                return Some((found, rest, pair.value));
            }
        }
        None
    }

    fn put(&mut self, part: Option<Id>, coefficient: Rational) {
        match self.place(part) {
            Some(at) => self.parts[at].1 = &self.parts[at].1 + &coefficient,
            None => {
                self.parts.push((part, coefficient));
                match self.parts.len() {
                    ..=FEW => {}
                    // None was left out before.
                    all if all == FEW + 1 => {
                        let each = self.parts.iter().enumerate();
                        self.places = each.map(|(at, (part, _))| (*part, at)).collect();
                    }
                    all => {
                        self.places.insert(part, all - 1);
                    }
                }
            }
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.parts
            .iter()
            .filter(|(_, coefficient)| !coefficient.is_zero())
            .count()
    }

    /// Are two of its parts of a kind?
    pub(super) fn are_two(&self, is_one: impl Fn(Id) -> bool) -> bool {
        let parts = self.parts.iter().filter_map(|(part, _)| *part);
        parts.filter(|part| is_one(*part)).take(2).count() == 2
    }

    /// The number that makes other terms, of which there are several, these.
    pub(super) fn as_multiple_of(&self, other: &Terms) -> Option<Rational> {
        let (own, others) = (&self.parts, &other.parts);
        let first = others
            .first()
            .filter(|_| others.len() == own.len() && own.len() > 1)?;
        let times = own[self.place(first.0)?].1.divide(&first.1)?;
        let is_it = |(part, n): &(Option<Id>, Rational)| {
            let at = self.place(*part);
            at.is_some_and(|at| own[at].1 == n * &times)
        };
        (!times.is_zero() && others.iter().all(is_it)).then_some(times)
    }

    /// Where a part stands.
    fn place(&self, part: Option<Id>) -> Option<usize> {
        match self.parts.len() {
            ..=FEW => self.parts.iter().position(|(known, _)| *known == part),
            _ => self.places.get(&part).copied(),
        }
    }

    /// Takes a part out.
    fn remove(&mut self, at: usize) {
        self.parts.remove(at);
        let each = self.parts.iter().enumerate();
        self.places = each.map(|(at, (part, _))| (*part, at)).collect();
    }

    pub(super) fn build(mut self, graph: &mut Graph, manner: &mut Manner) -> Id {
        if manner.carries() && self.parts.len() <= MAX_COLLECTED {
            self.join_squares(graph, manner);
        }
        let mut parts: Few<(Option<Id>, Rational)> = Few::new();
        for (part, coefficient) in self.parts {
            let gone = coefficient.is_zero()
                && part.is_none_or(|part| {
                    graph.is_total(part) || manner.lose(Condition::Defined(part))
                });
            if !gone {
                parts.push((part, coefficient));
            }
        }
        if let Manner::Carrying(carried) = manner
            && parts.len() > 1
            && !carried.written.is_empty()
            && let Some(written) = carried.written.get(&in_order(&parts))
        {
            return *written;
        }
        // A number alone comes last: 2*w + 1; unless everything else is taken away: 1 - w.
        if let Some(at) = parts.iter().position(|(part, _)| part.is_none()) {
            let others_negative = parts
                .iter()
                .all(|(part, c)| part.is_none() || c.is_negative());
            let number = parts.remove(at);
            let first = others_negative && !number.1.is_negative();
            let place = match first {
                true => 0,
                false => before_falling(graph, &parts, &number.1),
            };
            parts.insert(place, number);
        }
        // A term that is taken away does not come first if another one can.
        if parts.first().is_some_and(|(_, c)| c.is_negative())
            && let Some(at) = parts
                .iter()
                .position(|(part, c)| part.is_some() && !c.is_negative())
        {
            let first = parts.remove(at);
            parts.insert(0, first);
        }
        let mut sum: Option<Id> = None;
        for (part, coefficient) in parts {
            sum = Some(match sum {
                None => scaled(graph, part, coefficient, manner),
                Some(sum) if coefficient.is_negative() => {
                    let term = scaled(graph, part, -coefficient, manner);
                    graph.add(Node::Difference(sum, term))
                }
                Some(sum) => {
                    let term = scaled(graph, part, coefficient, manner);
                    graph.add(Node::Sum(sum, term))
                }
            });
        }
        sum.unwrap_or_else(|| graph.number(Rational::zero()))
    }

    /// The first sum of these terms that stood in the formula; its order is kept in the others.
    pub(super) fn first_written(graph: &mut Graph, id: Id, manner: &mut Manner) -> Id {
        let terms = Terms::of(graph, id, &mut Manner::Exact);
        let (Some(terms), Manner::Carrying(carried)) = (terms, manner) else {
            return id;
        };
        match terms.parts.len() {
            ..=1 => id,
            _ => *carried.written.entry(in_order(&terms.parts)).or_insert(id),
        }
    }
}

/// Where a number stands among terms: before the last ones that fall, as 1 in 1 + 1/x^2, unless it would
/// come first with a sign.
fn before_falling(graph: &Graph, parts: &[(Option<Id>, Rational)], number: &Rational) -> usize {
    let others = parts.iter().rev();
    let falling = others.take_while(|(part, _)| part.is_some_and(|part| falls(graph, part)));
    match parts.len() - falling.count() {
        0 if number.is_negative() => parts.len(),
        place => place,
    }
}

/// Is it a number or variables over a line, of a degree below 0: 1/x^2, y/x^2?
fn falls(graph: &Graph, part: Id) -> bool {
    if !matches!(graph.node(part), Node::Quotient(..)) {
        return false;
    }
    let Some(factors) = Factors::of(graph, part, &mut Manner::Exact) else {
        return false;
    };
    let is_plain = |(base, n): &(Id, Rational)| {
        n.is_negative() || matches!(graph.node(*base), Node::Variable(_) | Node::Constant(_))
    };
    let degree = |sum: Rational, (_, n): &(Id, Rational)| &sum + n;
    let powers = &factors.powers;
    powers.iter().all(is_plain) && powers.iter().fold(Rational::zero(), degree).is_negative()
}

/// What the terms of a sum are made of, as they are written.
#[derive(Debug, Default)]
pub(super) struct Makeup {
    /// Sums among their factors.
    pub(super) of_sums: bool,
    /// Fractions or roots among them.
    pub(super) of_fractions: bool,
}

impl Makeup {
    /// What it is of this sum; of a long one all may be.
    pub(super) fn of(graph: &Graph, sum: Id) -> Makeup {
        let mut makeup = Makeup::default();
        // (part, whether it is a term)
        let mut waiting: Stack<(Id, bool)> = Stack::new();
        waiting.push((sum, true));
        for _ in 0..2 * MAX_COLLECTED {
            let Some((id, is_term)) = waiting.pop() else {
                return makeup;
            };
            match *graph.node(id) {
                Node::Sum(a, b) | Node::Difference(a, b) => match is_term {
                    true => waiting.extend([(b, true), (a, true)]),
                    false => makeup.of_sums = true,
                },
                Node::Negative(a) => waiting.push((a, is_term)),
                Node::Product(a, b) => waiting.extend([(b, false), (a, false)]),
                Node::Quotient(a, b) => {
                    makeup.of_fractions = true;
                    waiting.extend([(b, false), (a, false)]);
                }
                Node::Power(a, b) => {
                    let n = graph.literal(b);
                    makeup.of_fractions |= n.is_some_and(|n| !n.is_integer() || n.is_negative());
                    waiting.push((a, false));
                }
                Node::Call(f, _) => makeup.of_fractions |= f.row().root_degree().is_some(),
                _ => {}
            }
        }
        Makeup {
            of_sums: true,
            of_fractions: true,
        }
    }
}

/// Terms in the order of the graph.
fn in_order(parts: &[(Option<Id>, Rational)]) -> Vec<(Option<Id>, Rational)> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|(part, _)| *part);
    parts
}

/// The number in front of a product, and the rest of it; no rest for a number alone.
///
/// The terms of a sum among its factors are looked at in the same way, what may be lost; each term is
/// taken apart once, and no deeper than [`MAX_SUMS_IN_SUMS`].
pub(super) fn split(graph: &mut Graph, id: Id, manner: &mut Manner) -> (Rational, Option<Id>) {
    if let Some(n) = graph.literal(id) {
        return (n.clone(), None);
    }
    let is_product = match *graph.node(id) {
        Node::Product(..) | Node::Quotient(..) | Node::Negative(_) => true,
        // x^(-1) meets 1/x.
        Node::Power(_, n) => graph.literal(n).is_some_and(Rational::is_negative),
        _ => false,
    };
    if !is_product {
        return (Rational::one(), Some(id));
    }
    if graph.is_lined_up(id) {
        let (number, rest) = numbered::split(graph, id);
        return (number, Some(rest));
    }
    let Manner::Carrying(carried) = manner else {
        return taken_apart(graph, id, manner);
    };
    let known = match carried.apart.get(&id) {
        Some(known) => known.clone(),
        None if carried.depth == MAX_SUMS_IN_SUMS => return (Rational::one(), Some(id)),
        None => {
            carried.depth += 1;
            let before = manner.take_lost();
            let (coefficient, rest) = taken_apart(graph, id, manner);
            let lost = manner.take_lost();
            let found = Apart {
                coefficient,
                rest,
                lost,
            };
            if let Manner::Carrying(carried) = manner {
                carried.depth -= 1;
                carried.apart.insert(id, found.clone());
            }
            for condition in before {
                manner.lose(condition);
            }
            found
        }
    };
    for condition in known.lost {
        manner.lose(condition);
    }
    (known.coefficient, known.rest)
}

fn taken_apart(graph: &mut Graph, id: Id, manner: &mut Manner) -> (Rational, Option<Id>) {
    match Factors::of(graph, id, manner) {
        Some(mut factors) if !factors.coefficient.is_zero() => {
            let coefficient = std::mem::replace(&mut factors.coefficient, Rational::one());
            factors.collect(graph, manner);
            if factors.powers.is_empty() {
                return (coefficient, None);
            }
            (coefficient, Some(factors.build(graph, manner)))
        }
        _ => (Rational::one(), Some(id)),
    }
}

fn scaled(graph: &mut Graph, part: Option<Id>, coefficient: Rational, manner: &mut Manner) -> Id {
    let Some(part) = part else {
        return graph.number(coefficient);
    };
    if coefficient.is_one() {
        return part;
    }
    if graph.is_lined_up(part)
        && let Some(product) = numbered::times(graph, &coefficient, part)
    {
        return product;
    }
    let coefficient = graph.number(coefficient);
    let id = graph.add(Node::Product(coefficient, part));
    match Factors::of(graph, id, manner) {
        Some(factors) => factors.build(graph, manner),
        None => id,
    }
}
