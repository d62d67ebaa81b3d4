//! Circular functions of whole turns: `cos(2πx − 2πn)` is `cos(2πx)`, and `sin(πn)` is 0.

use super::{Look, Next};
use crate::calculus::value::{self, Known};
use crate::equality::branches::substitution::{light, terms};
use crate::equality::{identity, linear};
use crate::expression::functions::{Angle, Constant};
use crate::expression::{Function, Graph, Id, Node};
use crate::number::rational::Rational;

/// Longest cycle of whole numbers whose rests are looked at one by one.
const MAX_RESTS: i64 = 12;

impl Look<'_> {
    /// A function of an angle without the whole turns; or the whole number in it that has to be taken by
    /// its rests for that: in `cos(πn)` n is 2m or 2m + 1. `None` where there are none.
    pub(super) fn without_turns(&mut self, f: Function, a: Id) -> Option<Result<Id, Next>> {
        if f.row().angle != Angle::Argument || self.branch.symbols.is_empty() {
            return None;
        }
        let terms = terms(self.graph, a)?;
        // All go once around in a full turn, some in half of one.
        let mut turn = None;
        let (mut rest, mut halves) = (Vec::new(), Vec::new());
        let mut found = false;
        let mut open = None;
        for (id, factor) in terms {
            let term = (id, Rational::one());
            let turns = match linear::is_whole(self.graph, &term, &self.branch.symbols) {
                true => half_turns(self.graph, factor),
                false => None,
            };
            let Some(turns) = turns else {
                rest.push((id, factor));
                continue;
            };
            let turn = match turn {
                Some(turn) => turn,
                None => *turn.insert(if self.is_same_half_around(f) { 1 } else { 2 }),
            };
            let cycle = &turns * &Rational::ratio(1, turn);
            if cycle.is_integer() {
                found = true;
                continue;
            }
            let is_half = turns.is_integer();
            match *self.graph.node(id) {
                Node::Variable(symbol) => {
                    let rests = i64::try_from(&*cycle.denominator()).ok();
                    let rests = rests.filter(|rests| *rests <= MAX_RESTS);
                    open = open.or(rests.map(|rests| Next::Rests(symbol, rests)));
                    halves.push((id, factor, is_half));
                }
                _ => halves.push((id, factor, is_half)),
            }
        }
        let are_half = halves.iter().all(|(.., is_half)| *is_half);
        if rest.is_empty() && are_half {
            // Nothing but half turns: where it is the same at 0 and half a turn on, it is that.
            let pi = self.graph.add(Node::Constant(Constant::Pi));
            let zero = self.number(0);
            let [here, there] = [zero, pi].map(|at| self.graph.add(Node::Call(f, at)));
            let values = value::evaluate(self.graph, &[here, there], &[], &[], 64, &Known::new());
            let own = values.ok().and_then(|values| {
                let own = values.of(here).rational()?.clone();
                (values.of(there).rational() == Some(&own)).then_some(own)
            });
            if let Some(own) = own {
                return Some(Ok(self.graph.number(own)));
            }
        }
        if !found {
            return open.map(Err);
        }
        let zero = self.number(0);
        let halves = halves.into_iter().map(|(id, factor, _)| (id, factor));
        let angle = rest
            .into_iter()
            .chain(halves)
            .fold(zero, |sum, (id, factor)| {
                let term = light(self.graph, Node::Product(factor, id));
                light(self.graph, Node::Sum(sum, term))
            });
        Some(Ok(self.graph.add(Node::Call(f, angle))))
    }

    /// Is a function of an angle the same half a turn on, wherever it has a value? A proof tells.
    fn is_same_half_around(&mut self, f: Function) -> bool {
        let angle = self.graph.add(Node::Variable(self.branch.symbols[0].0));
        let pi = self.graph.add(Node::Constant(Constant::Pi));
        let on = self.graph.add(Node::Sum(angle, pi));
        let [here, there] = [angle, on].map(|at| self.graph.add(Node::Call(f, at)));
        let difference = self.graph.add(Node::Difference(there, here));
        identity::vanishes(self.graph, difference, self.seed)
    }
}

/// A number of half turns, where it is a fraction.
fn half_turns(graph: &mut Graph, angle: Id) -> Option<Rational> {
    let pi = graph.add(Node::Constant(Constant::Pi));
    let turns = graph.add(Node::Quotient(angle, pi));
    let values = value::evaluate(graph, &[turns], &[], &[], 64, &Known::new()).ok()?;
    values.of(turns).rational().cloned()
}
