//! Powers of one positive base in a product: `e^(2x)·e^(-x)` is `e^x`.

use crate::expression::Constant;
use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify::build;
use crate::expression::simplify::conditions::{Condition, Manner};
use crate::expression::simplify::factors::Factors;
use crate::expression::simplify::terms::Terms;
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
        if group.len() < 2 {
            return false;
        }
        let mut all: Option<Id> = None;
        let mut separate = 0;
        for (_, exponent, times) in &group {
            let Some(terms) = Terms::of(graph, *exponent, manner) else {
                return false;
            };
            separate += terms.count();
            let times = graph.number(times.clone());
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
        if all.count() >= separate {
            return false;
        }
        for (_, exponent, _) in &group {
            if !graph.is_total(*exponent) {
                manner.lose(Condition::Defined(*exponent));
            }
        }
        let exponent = all.build(graph, manner);
        let joined = match *graph.node(self.powers[at].0) {
            Node::Power(base, _) => Node::Power(base, exponent),
            ref call => call.with_arguments(|_| exponent),
        };
        let joined = build(graph, joined, manner);
        for (place, ..) in group.iter().skip(1).rev() {
            self.powers.remove(*place);
        }
        match graph.literal(joined) {
            Some(n) => {
                self.coefficient = &self.coefficient * n;
                self.powers.remove(at);
            }
            None => self.powers[at] = (joined, Rational::one()),
        }
        true
    }
}
