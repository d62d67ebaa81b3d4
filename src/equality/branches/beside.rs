//! What is proved on one branch, used on another: where f is g, f − (g + p) is −p, wherever both have
//! values, and p may be far smaller than f and g. A step may be 0 on the branch where they are the same.

use crate::equality::branches::inside::Found;
use crate::equality::branches::{Branch, substitution};
use crate::equality::identity::ProofQuestion;
use crate::equality::signs::Signs;
use crate::equality::{Difference, Pair};
use crate::expression::{Id, Node};
use crate::number::rational::Rational;

/// Most pairs of formulas that are kept, and put in the place of others on one branch.
const MAX_PROVED: usize = 16;
const MAX_PUT: usize = 2;

/// Smooth formulas that were proved to be the same, each on a branch.
#[derive(Default)]
pub(super) struct ProvedPairs(Vec<(Id, Id)>);

impl ProvedPairs {
    pub(super) fn add(&mut self, branch: &Branch) {
        let pair = (branch.a, branch.b);
        if pair.0 != pair.1 && self.0.len() < MAX_PROVED && !self.0.contains(&pair) {
            self.0.push(pair);
        }
    }

    /// A branch with one of its formulas put in another way, if these two are the same.
    fn put(&self, branch: &Branch, without: (Id, Id)) -> Vec<((Id, Id), Branch)> {
        let without = [(branch.a, without.1), (without.0, branch.b)];
        let all = without.into_iter().chain(self.0.iter().copied());
        let all = all.filter_map(|(a, b)| {
            let mut put = branch.clone();
            if a == branch.a && b != branch.b {
                put.a = b;
            } else if b == branch.b && a != branch.a {
                put.b = a;
            } else {
                return None;
            }
            put.domain.extend([branch.a, branch.b]);
            Some(((a, b), put))
        });
        all.take(MAX_PUT).collect()
    }
}

impl Pair<'_> {
    /// A point on a branch at which the two differ, by formulas that are the same whatever the signs.
    pub(super) fn differs_beside(
        &mut self,
        branch: &Branch,
        proved: &ProvedPairs,
    ) -> Option<Difference> {
        let whatever_the_signs = ProofQuestion {
            known: &[],
            marked: false,
            seed: self.seed(),
        };
        let mut without = (branch.a, branch.b);
        let mut branch = branch.clone();
        if let [(variable, _)] = branch.symbols[..] {
            let symbol = self.graph.add(Node::Variable(variable));
            let zero = self.graph.number(Rational::zero());
            let roots = [without.0, without.1];
            let put = substitution::replaced(self.graph, &roots, symbol, zero);
            without = (put[0], put[1]);
            // They are the same where the step is 0.
            branch.signs.push((symbol, Signs::NOT_ZERO));
        }
        let mut all = proved.put(&branch, without).into_iter();
        all.find_map(|((a, b), put)| {
            if !self.is_proved(a, b, whatever_the_signs) {
                return None;
            }
            match self.with_share(0.5, |pair| pair.inside(&put, false)) {
                Found::Difference(difference) => Some(difference),
                _ => None,
            }
        })
    }
}
