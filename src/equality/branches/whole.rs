//! Whole numbers of a branch: symbols for steps with any number of values, the few that signs leave,
//! and their rests.

use crate::equality::Pair;
use crate::equality::branches::{Branch, order, substitution};
use crate::equality::linear::LinearSum;
use crate::equality::signs::Signs;
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;

impl Branch {
    /// The branch on which a whole number is another one, or made of others.
    pub(super) fn put_whole(&self, graph: &mut Graph, symbol: Variable, with: Id) -> Branch {
        let put =
            |graph: &mut Graph, roots: &[Id]| substitution::solved(graph, roots, symbol, with);
        let mut branch = self.clone().mapped(graph, put);
        // It keeps the step that it is, and points that lie on the branch are those at which it is that.
        let own = graph.add(Node::Variable(symbol));
        let apart = graph.add(Node::Difference(own, with));
        branch.signs.push((apart, Signs::ZERO));
        branch.proved = false;
        branch
    }
}

impl Pair<'_> {
    /// The branches on which a whole number n is `count·m + rest` with a whole number m, one for each
    /// rest.
    pub(super) fn with_rests(
        &mut self,
        branch: &Branch,
        symbol: Variable,
        count: i64,
    ) -> Vec<Branch> {
        let graph = &mut *self.graph;
        let mut symbols = branch.symbols.iter();
        let step = symbols.find(|(known, _)| *known == symbol);
        let Some(&Node::Call(floor, _)) = step.map(|(_, step)| graph.node(*step)) else {
            return Vec::new();
        };
        let own = graph.add(Node::Variable(symbol));
        let length = graph.number(Rational::integer(count));
        let turns = graph.add(Node::Quotient(own, length));
        let step = graph.add(Node::Call(floor, turns));
        let variable = graph.variable(&format!("whole number {}", branch.symbols.len() + 1));
        let times = graph.add(Node::Variable(variable));
        let whole = substitution::light(graph, Node::Product(length, times));
        let all = (0..count).map(|rest| {
            let rest = graph.number(Rational::integer(rest));
            let with = substitution::light(graph, Node::Sum(whole, rest));
            let mut branch = branch.put_whole(graph, symbol, with);
            branch.symbols.push((variable, step));
            branch
        });
        all.collect()
    }

    /// The branches on which a whole number is one of the few others that signs leave together: n is m
    /// or m + 1 where n − m is from 0 to 1. `None` where they leave more.
    pub(super) fn few_values(&mut self, branch: &Branch) -> Option<Vec<Branch>> {
        let graph = &mut *self.graph;
        let (mut sum, most) = order::few_values(graph, &branch.signs, &branch.symbols)?;
        let at = sum
            .terms
            .iter()
            .position(|(_, factor)| factor.abs().is_one())?;
        let (own, factor) = sum.terms.remove(at);
        let &Node::Variable(symbol) = graph.node(own) else {
            return None;
        };
        // ±n + rest is k.
        let terms = sum.listed(graph);
        let all = (0..=most).map(|k| {
            let k = graph.number(Rational::integer(k));
            let apart = terms.iter().fold(k, |apart, (id, factor)| {
                let factor = graph.number(factor.clone());
                let term = substitution::light(graph, Node::Product(factor, *id));
                substitution::light(graph, Node::Difference(apart, term))
            });
            let with = match factor.is_negative() {
                true => substitution::light(graph, Node::Negative(apart)),
                false => apart,
            };
            branch.put_whole(graph, symbol, with)
        });
        Some(all.collect())
    }

    /// A part as a period times a whole number and a rest, in all steps that are made of it.
    pub(super) fn with_symbol(
        &mut self,
        mut branch: Branch,
        part: Id,
        period: Rational,
        floor: Function,
    ) -> Branch {
        let graph = &mut *self.graph;
        let length = graph.number(period.clone());
        let turns = substitution::light(graph, Node::Quotient(part, length));
        let step = graph.add(Node::Call(floor, turns));
        // The same step may come again with what is put in.
        let known = branch.symbols.iter().find(|(_, known)| *known == step);
        let variable = match known {
            Some((variable, _)) => *variable,
            None => graph.variable(&format!("whole number {}", branch.symbols.len() + 1)),
        };
        let is_new = known.is_none();
        let symbol = graph.add(Node::Variable(variable));
        let whole = substitution::light(graph, Node::Product(length, symbol));
        let rest = graph.add(Node::Difference(part, whole));
        let beyond = graph.add(Node::Difference(rest, length));
        let own = LinearSum::of(graph, part);
        let mut steps = Vec::new();
        for id in graph.parts(&branch.branching()) {
            let a = match *graph.node(id) {
                Node::Call(f, a) if f == floor => a,
                _ => continue,
            };
            let linear = match a == part {
                true => Some((Rational::one(), Rational::zero())),
                // √5 − x and 7 − 2·√5 + 2x
                false => LinearSum::of(graph, a)
                    .zip(own.as_ref())
                    .and_then(|(a, own)| a.over(own)),
            };
            let Some((factor, constant)) = linear else {
                continue;
            };
            let turns = &factor * &period;
            if !turns.is_integer() {
                continue;
            }
            let turns = graph.number(turns);
            let [factor, constant] = [factor, constant].map(|n| graph.number(n));
            let scaled = substitution::light(graph, Node::Product(factor, rest));
            let own = substitution::light(graph, Node::Sum(scaled, constant));
            let rounded = graph.add(Node::Call(floor, own));
            let multiple = substitution::light(graph, Node::Product(turns, symbol));
            steps.push((id, substitution::light(graph, Node::Sum(multiple, rounded))));
        }
        for (id, with) in steps {
            let put =
                |graph: &mut Graph, roots: &[Id]| substitution::replaced(graph, roots, id, with);
            branch = branch.mapped(graph, put);
        }
        if is_new {
            branch.symbols.push((variable, step));
            branch.signs.push((rest, Signs::NOT_NEGATIVE));
            branch.signs.push((beyond, Signs::MINUS));
        }
        branch.fresh = true;
        branch
    }
}
