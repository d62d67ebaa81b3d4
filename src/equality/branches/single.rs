//! Branches of single points: where all variables are decided, and where a trigonometric polynomial
//! is 0, which comes back with its period.

use crate::calculus::value::Stop;
use crate::equality::branches::inside::Found;
use crate::equality::branches::{Branch, substitution};
use crate::equality::compare::Spot;
use crate::equality::identity;
use crate::equality::primes::greatest_common_divisor;
use crate::equality::range::Quadratic;
use crate::equality::signs::Signs;
use crate::equality::{FIRST_BITS, Pair};
use crate::expression::functions::{Angle, Constant, Definition};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Parts of π that are tried: at their multiples so much is 0.
const PARTS_OF_PI: i64 = 12;

/// Longest period that is walked, in turns.
const MAX_TURNS: i64 = 12;

impl Pair<'_> {
    /// What is at the one point of a branch on which no variable is free.
    pub(super) fn at_point(&mut self, branch: &Branch) -> Found {
        if !branch.symbols.is_empty() {
            return Found::Open;
        }
        let spot = self.spot_of(&[], &[]);
        let spot = self.whole_point(branch, &spot);
        let mut certain = true;
        for (part, signs) in branch.all_signs() {
            match self.sign_at(part, &spot) {
                Some(sign) if !signs.has(Signs::of(sign)) => return Found::Empty,
                Some(_) => {}
                None => certain = false,
            }
        }
        if self.is_left_out(branch, &spot) {
            return Found::Empty;
        }
        match self.apart_at(branch.a, branch.b, &spot) {
            Some(true) if certain => match self.differs_at(branch, &spot) {
                Some(difference) => Found::Difference(difference),
                None => Found::Open,
            },
            Some(true) => Found::Open,
            Some(false) => Found::Agree,
            None => Found::Open,
        }
    }

    /// The point itself: each variable that others decide, with what those are put in.
    pub(super) fn whole_point(&mut self, branch: &Branch, spot: &Spot) -> Spot {
        let mut whole = spot.clone();
        // What was found first may contain what was found after it.
        for &(variable, with) in branch.solved.iter().rev() {
            let value = self.put_in(with, &whole);
            whole.point.push((variable, value));
        }
        whole
    }

    /// Is a point certainly none at which the two are compared?
    fn is_left_out(&mut self, branch: &Branch, spot: &Spot) -> bool {
        let outside = |pair: &mut Self, id: Id| {
            let stopped = pair.values(&[id], spot, FIRST_BITS).err();
            matches!(stopped, Some(Stop::Outside { .. })) || pair.divides_by_zero(id)
        };
        if outside(self, branch.a) || outside(self, branch.b) || self.lacks_value(spot) {
            return true;
        }
        if let Some(within) = self.within {
            let there = self.put_in(within, spot);
            if outside(self, there) {
                return true;
            }
        }
        let seed = self.seed();
        for edge in self.edges.clone() {
            let there = self.put_in(edge, spot);
            if self.sign_at(there, spot) == Some(Ordering::Equal)
                || identity::vanishes(self.graph, there, seed)
            {
                return true;
            }
        }
        false
    }

    fn put_in(&mut self, id: Id, spot: &Spot) -> Id {
        let point = spot.point.iter();
        point.fold(id, |id, &(variable, with)| {
            substitution::solved(self.graph, &[id], variable, with)[0]
        })
    }

    /// What is at the points at which a trigonometric polynomial is 0; `None` where these are not all
    /// known.
    pub(super) fn at_periodic_points(
        &mut self,
        branch: &Branch,
        zero: Id,
        variable: Variable,
    ) -> Option<Found> {
        let mut roots = vec![branch.a, branch.b];
        roots.extend(branch.within);
        roots.extend(self.edges.iter().copied());
        roots.extend(branch.signs.iter().map(|(part, _)| *part));
        let turns = turns(self.graph, &roots, variable)?;
        let degree = degree(self.graph, zero, variable)?;
        let degree = &degree * &Rational::integer(turns);
        let pi = self.graph.add(Node::Constant(Constant::Pi));
        let mut zeros = Vec::new();
        for k in 0..2 * PARTS_OF_PI * turns {
            let factor = self.graph.number(Rational::ratio(k, PARTS_OF_PI));
            let angle = substitution::light(self.graph, Node::Product(factor, pi));
            let there = substitution::solved(self.graph, &[zero], variable, angle)[0];
            let spot = self.spot_of(&[], &[]);
            if self.sign_at(there, &spot) == Some(Ordering::Equal) {
                zeros.push(angle);
            }
        }
        // A polynomial of degree n in sine and cosine is 0 at 2n points of a period at most.
        if Rational::integer(zeros.len() as i64) < &degree * &Rational::integer(2) {
            return None;
        }
        for angle in zeros {
            let put = |graph: &mut Graph, roots: &[Id]| {
                substitution::solved(graph, roots, variable, angle)
            };
            let mut point = branch.clone().mapped(self.graph, put);
            point.solved.push((variable, angle));
            match self.at_point(&point) {
                Found::Empty | Found::Agree => {}
                other => return Some(other),
            }
        }
        Some(Found::Empty)
    }
}

/// After how many turns of a variable do expressions come back, in which it stands in periodic
/// functions alone?
fn turns(graph: &Graph, roots: &[Id], variable: Variable) -> Option<i64> {
    let mut turns = 1i64;
    let mut waiting = roots.to_vec();
    let mut met = Vec::new();
    while let Some(id) = waiting.pop() {
        if met.contains(&id) || !graph.variables(id).contains(&variable) {
            continue;
        }
        met.push(id);
        match *graph.node(id) {
            Node::Variable(_) => return None,
            Node::Call(f, a) if f.row().angle == Angle::Argument => {
                let frequency = frequency(graph, a, variable)?;
                let below = i64::try_from(&*frequency.denominator()).ok()?;
                let common = greatest_common_divisor(turns as u64, below as u64) as i64;
                turns = (turns / common).checked_mul(below)?;
                if turns > MAX_TURNS {
                    return None;
                }
            }
            ref node => waiting.extend(node.arguments()),
        }
    }
    Some(turns)
}

/// The factor of a variable in `factor·x + constant`.
fn frequency(graph: &Graph, id: Id, variable: Variable) -> Option<Rational> {
    let mut total = Rational::zero();
    let mut waiting = vec![(id, Rational::one())];
    while let Some((id, factor)) = waiting.pop() {
        if !graph.variables(id).contains(&variable) {
            continue;
        }
        match *graph.node(id) {
            Node::Negative(a) => waiting.push((a, -&factor)),
            Node::Sum(a, b) => waiting.extend([(a, factor.clone()), (b, factor)]),
            Node::Difference(a, b) => waiting.extend([(a, factor.clone()), (b, -&factor)]),
            _ => {
                let (atom, times, _) = Quadratic::of_one(graph, id).linear()?;
                let alone = matches!(*graph.node(atom), Node::Variable(v) if v == variable);
                total = &total + &(&times * &factor);
                if !alone {
                    return None;
                }
            }
        }
    }
    Some(total)
}

/// A bound on the degree of a trigonometric polynomial in a variable, which may not be whole;
/// of a quotient, that of what is above the line.
fn degree(graph: &Graph, id: Id, variable: Variable) -> Option<Rational> {
    const MAX_PARTS: usize = 64;
    let parts = graph.parts(&[id]);
    if parts.len() > MAX_PARTS {
        return None;
    }
    let mut degrees: Vec<(Id, Rational)> = Vec::new();
    for part in parts {
        let of = |a: Id| {
            degrees
                .iter()
                .find(|(known, _)| *known == a)
                .map(|(_, n)| n.clone())
        };
        let own = match *graph.node(part) {
            _ if !graph.variables(part).contains(&variable) => Some(Rational::zero()),
            // That it is periodic is known of all in which the variable stands.
            Node::Call(f, a) => {
                let frequency = frequency(graph, a, variable)?;
                // The others are quotients of sine and cosine.
                (part == id || matches!(f.row().definition, Definition::Core))
                    .then(|| frequency.abs())
            }
            Node::Sum(a, b) | Node::Difference(a, b) => of(a).zip(of(b)).map(|(a, b)| a.max(b)),
            // The argument of a function is no polynomial itself.
            _ => None,
        };
        if let Some(own) = own {
            degrees.push((part, own));
        }
    }
    let (_, degree) = degrees.into_iter().find(|(known, _)| *known == id)?;
    (!degree.is_zero()).then_some(degree)
}
