//! Parts that are the same number whatever their variables are, by an identity: cosh(x)² − sinh(x)²
//! far out, where no enclosure would show it.

use crate::calculus::double::Tape;
use crate::equality::branches::substitution;
use crate::equality::identity::ProofQuestion;
use crate::equality::range::Ranges;
use crate::equality::{Pair, points};
use crate::expression::{Id, Node};
use std::collections::HashSet;

/// Most parts that are asked for.
const MOST: usize = 4;

/// Values of one part this near to each other, relative to their size, may be one number.
const NEAR: f64 = 1e-9;

impl Pair<'_> {
    /// Expressions with such numbers put in.
    pub(super) fn with_numbers(&mut self, mut roots: Vec<Id>) -> Vec<Id> {
        let mut parts = self.graph.parts(&roots);
        let ranges = Ranges::new(self.graph, &roots, |_| false);
        let mut total: HashSet<Id> = HashSet::new();
        for &id in &parts {
            let mut arguments = self.graph.node(id).arguments();
            let takes_all =
                self.graph.takes_all(self.graph.node(id)) || ranges.is_total(self.graph, id);
            if takes_all && arguments.all(|a| total.contains(&a)) {
                total.insert(id);
            }
        }
        parts.retain(|&id| {
            let made = matches!(
                self.graph.node(id),
                Node::Sum(..)
                    | Node::Difference(..)
                    | Node::Product(..)
                    | Node::Quotient(..)
                    | Node::Power(..)
            );
            made && total.contains(&id)
        });
        if parts.is_empty() || self.variables.is_empty() {
            return roots;
        }
        let tape = Tape::new(self.graph, &parts, &self.variables);
        let place = |first: f64, step: f64| {
            let count = self.variables.len();
            let at: Vec<f64> = (0..count).map(|k| first + step * k as f64).collect();
            tape.run(&at)
        };
        let (here, there) = (place(0.37, 0.61), place(-1.21, 0.83));
        let both = parts.iter().zip(here.iter().zip(&there));
        let near = |(_, (a, b)): &(&Id, (&f64, &f64))| (*a - *b).abs() <= NEAR * a.abs().max(1.0);
        // The largest of them first.
        let alike: Vec<(Id, f64)> = both
            .rev()
            .filter(near)
            .map(|(id, (a, _))| (*id, *a))
            .collect();
        let varies = |id: Id, pair: &Self| !pair.graph.is_constant(id);
        let mut put_in = 0;
        for (id, value) in alike {
            if put_in == MOST || !varies(id, self) {
                continue;
            }
            let Some(number) = points::nearby(value) else {
                continue;
            };
            put_in += 1;
            let number = self.graph.number(number);
            let question = ProofQuestion {
                known: &[],
                marked: true,
                seed: self.seed(),
            };
            // Where a sign is 0, too.
            let proved = self.proved(id, number, question);
            if proved.is_some_and(|proved| proved.everywhere) {
                roots = substitution::replaced(self.graph, &roots, id, number);
            }
        }
        roots
    }
}
