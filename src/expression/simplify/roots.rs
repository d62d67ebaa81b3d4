//! Roots beside what they are taken of, in one product.

use crate::expression::graph::{Graph, Id, Node};
use crate::expression::simplify::conditions::Manner;
use crate::expression::simplify::factors::{Factors, content};
use crate::number::rational::Rational;

impl Factors {
    /// A sum below the line beside its root there is a power of the root: where it has a value stays as
    /// it is.
    pub(super) fn join_below(&mut self, graph: &Graph) {
        for at in 0..self.powers.len() {
            let (root, exponent) = &self.powers[at];
            let Node::Call(f, under) = *graph.node(*root) else {
                continue;
            };
            let Some(degree) = f.row().root_degree() else {
                continue;
            };
            if !graph.node(under).is_sum() || !exponent.is_negative() {
                continue;
            }
            let is_below = |n: &Rational| n.is_integer() && n.is_negative();
            let beside = self.powers.iter();
            let mut beside = beside.filter(|(base, n)| *base == under && is_below(n));
            if let Some((_, n)) = beside.next() {
                self.powers[at].1 = exponent + &(n * &Rational::integer(degree));
                self.powers.retain(|(base, _)| *base != under);
                return;
            }
        }
    }

    /// Puts powers of the roots that a sum has in the place of what stands under them on the other side
    /// of the line: sqrt(2·pi)² for 2·pi.
    pub(super) fn put_roots(&mut self, graph: &Graph, parts: &[Factors], sum: usize) {
        if !self.powers[sum].1.is_one() {
            return;
        }
        for (root, _) in content(graph, parts) {
            let Node::Call(f, under) = *graph.node(root) else {
                continue;
            };
            let (Some(degree), Some(inner)) = (
                f.row().root_degree(),
                Factors::of(graph, under, &mut Manner::Exact),
            ) else {
                continue;
            };
            let is_product = !inner.powers.is_empty() && inner.coefficient.is_integer();
            let coefficient = &self.coefficient * &inner.coefficient;
            let is_below = |(base, n): &(Id, Rational)| {
                let all = &self.exponent_of(*base) + n;
                n.sign().is_gt() && !all.sign().is_gt()
            };
            let is_whole = Rational::from(self.coefficient.denominator().into_owned())
                .divide(&inner.coefficient)
                .is_some_and(|n| n.is_integer());
            if under == self.powers[sum].0
                || !(is_product && is_whole && inner.powers.iter().all(is_below))
                || inner.powers.len() == 1 && inner.coefficient.is_one()
            {
                continue;
            }
            self.coefficient = coefficient;
            let more = inner
                .powers
                .into_iter()
                .chain([(root, -Rational::integer(degree))]);
            self.powers.extend(more);
        }
    }
}
