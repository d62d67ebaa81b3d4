//! Branches on which a part is 0: it is put in where that tells a variable, and kept where it does not.

use crate::equality::branches::inside::Found;
use crate::equality::branches::turning::Turning;
use crate::equality::branches::{Branch, substitution};
use crate::equality::range::Quadratic;
use crate::equality::signs::{SignedFactors, Signs, at_end_of_wave};
use crate::equality::{Difference, Pair};
use crate::expression::functions::{Constant, Parity, Pieces};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use std::collections::HashSet;

impl Branch {
    /// What branches on it: the two, and what is 0, which says where it lies once nothing branches in it.
    pub(super) fn branching(&self) -> Vec<Id> {
        let zeros = self.signs.iter().filter(|(_, signs)| *signs == Signs::ZERO);
        let zeros = zeros.map(|(part, _)| *part);
        [self.a, self.b].into_iter().chain(zeros).collect()
    }

    /// With what a part that is 0 says of itself and of its first term put in, wherever the two have them.
    pub(super) fn with_zero(mut self, graph: &mut Graph, part: Id) -> Branch {
        let zero = graph.number(Rational::zero());
        let (from, to) = equals(graph, part);
        if let Some((partner, with)) = partner_there(graph, from, to) {
            let put = |graph: &mut Graph, roots: &[Id]| {
                substitution::replaced(graph, roots, partner, with)
            };
            self = self.mapped(graph, put);
        }
        let images = substitution::replaced(graph, &[self.a, self.b], part, zero);
        let images = substitution::replaced(graph, &images, from, to);
        (self.a, self.b, self.fresh) = (images[0], images[1], true);
        self
    }
}

/// What is the same where a part is 0: what stands beside a number there, and that number; or the first of
/// its terms, and the rest with its sign turned.
fn equals(graph: &mut Graph, part: Id) -> (Id, Id) {
    if let Some((atom, _, root)) = Quadratic::of_one(graph, part).linear()
        && !graph.node(atom).is_sum()
    {
        return (atom, graph.number(root));
    }
    match *graph.node(part) {
        Node::Difference(a, b) if !graph.parts(&[b]).contains(&a) => (a, b),
        Node::Difference(a, b) => (b, a),
        _ => (part, graph.number(Rational::zero())),
    }
}

impl Pair<'_> {
    /// Which part that is 0 on the branch tells by now where that is, or that it is nowhere. `kept` are
    /// those that were asked on other branches and tell nothing.
    pub(super) fn settled_zero(
        &mut self,
        branch: &Branch,
        kept: &mut HashSet<Id>,
    ) -> Option<usize> {
        let (graph, variables) = (&mut *self.graph, &self.variables);
        branch.signs.iter().position(|&(part, signs)| {
            let asked = signs == Signs::ZERO && !kept.contains(&part);
            let settled = asked
                && (graph.literal(part).is_some()
                    || substitution::zero_together(graph, part).is_some()
                    || substitution::solution(graph, part, variables).is_some());
            if asked && !settled {
                kept.insert(part);
            }
            settled
        })
    }

    /// The single points that make up a branch on which a part in one variable is 0, where it is told from
    /// its slope that these are all: `e^x − x − 1` is 0 at 0 alone.
    pub(super) fn points_of_zero(
        &mut self,
        branch: &Branch,
        turning: &mut Turning,
        edges: &[Id],
    ) -> Option<Vec<Branch>> {
        let signs = branch.signs.iter().enumerate();
        let zeros = signs.filter(|(_, (_, signs))| *signs == Signs::ZERO);
        let zeros: Vec<(usize, Id)> = zeros.map(|(at, (part, _))| (at, *part)).collect();
        zeros.first()?;
        let parts = branch.parts(self.graph);
        let Some(ranges) = self.narrowed(branch, &parts) else {
            return Some(Vec::new());
        };
        // Not those of whole numbers.
        let (at, variable, zeros) = zeros.into_iter().find_map(|(at, part)| {
            let (variable, zeros) = turning.zeros(self.graph, part, &ranges)?;
            let is_own = self.variables.contains(&variable);
            is_own.then_some((at, variable, zeros))
        })?;
        let mut rest = branch.clone();
        rest.signs.remove(at);
        let variable = self.graph.add(Node::Variable(variable));
        let all = zeros.into_iter().filter_map(|zero| {
            let apart = self.graph.add(Node::Difference(variable, zero));
            self.vanishing(rest.clone(), apart, edges)
        });
        Some(all.collect())
    }

    /// The difference at some of the points of a branch on which waves are 0: where their arguments are, or a
    /// turn from there.
    pub(super) fn differs_at_waves(&mut self, branch: &Branch, edges: &[Id]) -> Option<Difference> {
        self.zero_of_wave(branch)?;
        [0, 1, -1].into_iter().find_map(|turns| {
            let mut first = branch.clone();
            while let Some((at, argument)) = self.zero_of_wave(&first) {
                first.signs.remove(at);
                let turns = self.graph.number(Rational::integer(2 * turns));
                let pi = self.graph.add(Node::Constant(Constant::Pi));
                let turns = substitution::light(self.graph, Node::Product(turns, pi));
                let there = substitution::light(self.graph, Node::Difference(argument, turns));
                first = self.vanishing(first, there, edges)?;
            }
            match self.with_share(0.25, |pair| pair.inside(&first, false)) {
                Found::Difference(difference) => Some(difference),
                _ => None,
            }
        })
    }

    /// The first part that is 0 and a wave, or one less an end of its values, and what is 0 where it is.
    fn zero_of_wave(&mut self, branch: &Branch) -> Option<(usize, Id)> {
        let mut signs = branch.signs.iter().enumerate();
        signs.find_map(|(at, &(part, signs))| {
            let argument = match *self.graph.node(part) {
                _ if signs != Signs::ZERO => None,
                Node::Call(f, u) if f.constant_square().is_some() => {
                    (f.row().parity == Parity::Odd).then_some(u)
                }
                _ => at_end_of_wave(self.graph, part).map(|end| end.apart),
            };
            argument.map(|argument| (at, argument))
        })
    }

    /// The argument of a function by its sign, where the signs of its factors on a branch say that it is 0:
    /// p/q + r is, where p + q·r is.
    pub(super) fn argument_that_is_zero(&mut self, branch: &Branch, part: Id) -> Option<Id> {
        let Node::Call(f, argument) = *self.graph.node(part) else {
            return None;
        };
        if !matches!(f.row().pieces, Pieces::Sign { .. }) {
            return None;
        }
        let factors = SignedFactors::of(self.graph, argument);
        let signs = factors.signs(|part| {
            let known = branch.signs.iter().filter(|(known, _)| *known == part);
            known.fold(Signs::ANY, |all, (_, own)| all.both(*own))
        });
        (signs == Signs::ZERO).then_some(argument)
    }

    /// The branch on which a part is 0, which is put in; `None` where that is not asked.
    pub(super) fn vanishing(
        &mut self,
        mut branch: Branch,
        part: Id,
        edges: &[Id],
    ) -> Option<Branch> {
        // A function has no slope there.
        if edges.contains(&part) {
            return None;
        }
        branch.proved = false;
        let graph = &mut *self.graph;
        if graph.literal(part).is_some() {
            let zero = graph.literal(part).is_some_and(Rational::is_zero);
            return zero.then_some(branch);
        }
        if let Some(parts) = substitution::zero_together(graph, part) {
            branch = branch.with_zero(graph, part);
            for part in parts {
                // The one before may have told a variable of this one.
                let graph = &mut *self.graph;
                let put = |part, &(variable, with): &(Variable, Id)| {
                    substitution::solved(graph, &[part], variable, with)[0]
                };
                let part = branch.solved.iter().fold(part, put);
                branch = self.vanishing(branch, part, edges)?;
            }
            return Some(branch);
        }
        if let Some((variable, with)) = substitution::solution(graph, part, &self.variables) {
            let put = |graph: &mut Graph, roots: &[Id]| {
                substitution::solved(graph, roots, variable, with)
            };
            let mut branch = branch.mapped(graph, put);
            for (_, step) in &mut branch.symbols {
                *step = substitution::solved(graph, &[*step], variable, with)[0];
            }
            // Steps of what is the same now are the same.
            for at in 1..branch.symbols.len() {
                let (symbol, step) = branch.symbols[at];
                let mut before = branch.symbols[..at].iter();
                if let Some((known, _)) = before.find(|(_, known)| *known == step) {
                    let known = graph.add(Node::Variable(*known));
                    let put = |graph: &mut Graph, roots: &[Id]| {
                        substitution::solved(graph, roots, symbol, known)
                    };
                    branch = branch.mapped(graph, put);
                }
            }
            branch.within = branch
                .within
                .map(|within| substitution::solved(graph, &[within], variable, with)[0]);
            branch.domain = substitution::solved(graph, &branch.domain, variable, with);
            for (part, _) in &mut branch.given {
                *part = substitution::solved(graph, &[*part], variable, with)[0];
            }
            branch.solved.push((variable, with));
            return Some(branch);
        }
        // Of a product only one factor may be 0, or none.
        let factors = SignedFactors::of(graph, part);
        if factors.all.is_empty() && !factors.sign.has(Signs::ZERO) {
            return None;
        }
        let mut above = factors.all.iter().filter(|factor| !factor.below);
        if let (Some(only), None) = (above.next(), above.next())
            && only.part != part
        {
            let only = only.part;
            let branch = branch.with_zero(graph, part);
            return self.vanishing(branch, only, edges);
        }
        let end = at_end_of_wave(graph, part).filter(|end| end.is_only);
        let mut branch = branch.with_zero(graph, part);
        if let Some(end) = end {
            return self.vanishing(branch, end.apart, edges);
        }
        branch.signs.push((part, Signs::ZERO));
        Some(branch)
    }
}

/// Of a pair of functions whose squares make a number, where one is a number: the other, or its square,
/// and what that is. Where the sine is 1 the cosine is 0, where it is 0 the square of the cosine is 1.
fn partner_there(graph: &mut Graph, one: Id, value: Id) -> Option<(Id, Id)> {
    let Node::Call(f, u) = *graph.node(one) else {
        return None;
    };
    let both = f.constant_square()?;
    let value = graph.literal(value)?;
    let rest = &both.value - &(value * value);
    let square = &rest * &Rational::integer(both.sign);
    let partner = graph.add(Node::Call(both.partner, u));
    let number = graph.number(square.clone());
    if square.is_zero() {
        return Some((partner, number));
    }
    let two = graph.number(Rational::integer(2));
    Some((graph.add(Node::Power(partner, two)), number))
}
