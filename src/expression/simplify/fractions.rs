//! Fractions over the same line: `x^2/(1 + x) - 1/(1 + x)` is `x - 1`.

use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify::conditions::Manner;
use crate::expression::simplify::factors::Factors;
use crate::expression::simplify::terms::Terms;
use crate::number::rational::Rational;

/// The terms of a sum that are divided by the same powers.
struct Fractions {
    /// (base, exponent), each exponent below 0, in the order of the bases.
    below: Vec<(Id, Rational)>,
    /// What is divided.
    above: Vec<Factors>,
}

impl Fractions {
    /// The terms by what they are divided by, in the order met.
    fn of(terms: Vec<Factors>) -> Vec<Fractions> {
        let mut all: Vec<Fractions> = Vec::new();
        for mut term in terms {
            let each = term.powers.iter().filter(|(_, n)| n.is_negative());
            let mut below: Vec<(Id, Rational)> = each.cloned().collect();
            below.sort_by_key(|(base, _)| *base);
            term.powers.retain(|(_, n)| !n.is_negative());
            match all.iter_mut().find(|known| known.below == below) {
                Some(known) => known.above.push(term),
                None => all.push(Fractions {
                    below,
                    above: vec![term],
                }),
            }
        }
        all
    }

    /// Whether there is anything to join.
    fn are_several(&self) -> bool {
        self.above.len() > 1 && !self.below.is_empty()
    }

    /// One fraction; the terms as they were where there is nothing to join.
    fn joined(self, graph: &mut Graph, manner: &mut Manner) -> Option<Vec<Factors>> {
        let Fractions { below, above } = self;
        if above.len() == 1 || below.is_empty() {
            let each = above.into_iter().map(|mut term| {
                term.powers.extend(below.iter().cloned());
                term
            });
            return Some(each.collect());
        }
        let above = Terms::of_factors(graph, above, manner).build(graph, manner);
        let mut all = Factors::of(graph, above, manner)?;
        all.powers.extend(below);
        all.collect(graph, manner);
        Some(vec![all])
    }
}

impl Terms {
    /// A sum in which fractions over the same line are one; `None` where no two are.
    pub(super) fn over_one_line(graph: &mut Graph, id: Id, manner: &mut Manner) -> Option<Terms> {
        let terms = Terms::of(graph, id, manner)?;
        // What is tidy has one line.
        if !terms.are_two(|part| matches!(graph.node(part), Node::Quotient(..))) {
            return None;
        }
        let terms = terms.factors(graph, manner)?;
        let all = Fractions::of(terms);
        if !all.iter().any(Fractions::are_several) {
            return None;
        }
        let mut terms = Vec::new();
        for fractions in all {
            terms.extend(fractions.joined(graph, manner)?);
        }
        Some(Terms::of_factors(graph, terms, manner))
    }
}
