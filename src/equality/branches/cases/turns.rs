//! Circular functions of whole turns: `cos(2πx − 2πn)` is `cos(2πx)`, and `sin(πn)` is 0.

use super::Look;
use crate::calculus::value::{self, Known};
use crate::equality::branches::substitution::{light, terms};
use crate::equality::linear;
use crate::expression::functions::{Angle, Constant};
use crate::expression::{Function, Graph, Id, Node};
use crate::number::rational::Rational;

impl Look<'_> {
    /// A function of an angle, all of which go once around in a full turn, without the whole turns; `None`
    /// where there are none.
    pub(super) fn without_turns(&mut self, f: Function, a: Id) -> Option<Id> {
        if f.row().angle != Angle::Argument || self.branch.symbols.is_empty() {
            return None;
        }
        let terms = terms(self.graph, a)?;
        let (mut rest, mut halves) = (Vec::new(), Vec::new());
        let mut found = false;
        for (id, factor) in terms {
            let term = (id, Rational::one());
            let turns = match linear::is_whole(self.graph, &term, &self.branch.symbols) {
                true => half_turns(self.graph, factor).filter(Rational::is_integer),
                false => None,
            };
            match turns {
                Some(turns) if turns.is_even() => found = true,
                Some(_) => halves.push((id, factor)),
                None => rest.push((id, factor)),
            }
        }
        if rest.is_empty() && !halves.is_empty() {
            // Nothing but half turns: where it is the same at 0 and half a turn on, it is that.
            let pi = self.graph.add(Node::Constant(Constant::Pi));
            let zero = self.number(0);
            let [here, there] = [zero, pi].map(|at| self.graph.add(Node::Call(f, at)));
            let values = value::evaluate(self.graph, &[here, there], &[], &[], 64, &Known::new());
            let values = values.ok()?;
            let own = values.of(here).rational()?.clone();
            return (values.of(there).rational() == Some(&own)).then(|| self.graph.number(own));
        }
        if !found {
            return None;
        }
        let zero = self.number(0);
        let angle = rest
            .into_iter()
            .chain(halves)
            .fold(zero, |sum, (id, factor)| {
                let term = light(self.graph, Node::Product(factor, id));
                light(self.graph, Node::Sum(sum, term))
            });
        Some(self.graph.add(Node::Call(f, angle)))
    }
}

/// A number of half turns, where it is a fraction.
fn half_turns(graph: &mut Graph, angle: Id) -> Option<Rational> {
    let pi = graph.add(Node::Constant(Constant::Pi));
    let turns = graph.add(Node::Quotient(angle, pi));
    let values = value::evaluate(graph, &[turns], &[], &[], 64, &Known::new()).ok()?;
    values.of(turns).rational().cloned()
}
