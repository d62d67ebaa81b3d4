//! Roots of products in which something is squared: that is taken out.

use super::{Look, Next};
use crate::equality::branches::squares::{self, Split};
use crate::equality::range::Quadratic;
use crate::expression::{Id, Node};
use crate::number::rational::Rational;

impl Look<'_> {
    /// The square root of a product in which something is squared: that is taken out.
    pub(super) fn root(&mut self, a: Id, exponent: Id) -> Option<Result<Id, Next>> {
        let exponent = self.graph.literal(exponent)?.clone();
        self.rooted(a, &exponent)
    }

    pub(super) fn rooted(&mut self, a: Id, exponent: &Rational) -> Option<Result<Id, Next>> {
        let Node::Power(base, n) = *self.graph.node(a) else {
            return match *self.graph.node(a) {
                Node::Product(..) | Node::Quotient(..) => self.rooted_factors(a, exponent),
                _ => match squares::of(self.graph, a) {
                    Some(split) => Some(self.rooted_split(&split, exponent)),
                    None => self.rooted_square(a, exponent),
                },
            };
        };
        let n = self.graph.literal(n)?.clone();
        let even = n.is_integer() && !n.is_odd_above();
        even.then(|| {
            self.side(base).map(|side| {
                let base = self.times(side, base);
                let power = self.graph.number(&n * exponent);
                self.graph.add(Node::Power(base, power))
            })
        })
    }

    /// A square that is written out: x² − 2x + 1.
    fn rooted_square(&mut self, a: Id, exponent: &Rational) -> Option<Result<Id, Next>> {
        let (atom, factor, [first, second]) = Quadratic::of_one(self.graph, a).roots()?;
        if first != second {
            // Of other parts the whole may be a square by an identity: cosh² − 1.
            if !matches!(self.graph.node(atom), Node::Variable(_)) {
                return None;
            }
            return self
                .rooted_pair(atom, &factor, [first, second], exponent)
                .map(Ok);
        }
        if !factor.sign().is_gt() {
            return None;
        }
        let root = self.graph.number(first);
        let base = self.graph.add(Node::Difference(atom, root));
        Some(self.side(base).map(|side| {
            let base = self.times(side, base);
            let twice = self.graph.number(exponent * &Rational::integer(2));
            let exponent = self.graph.number(exponent.clone());
            let factor = self.graph.number(factor);
            let factor = self.graph.add(Node::Power(factor, exponent));
            let power = self.graph.add(Node::Power(base, twice));
            self.graph.add(Node::Product(factor, power))
        }))
    }

    /// Squares in a quotient of polynomials: 1 − ((1 − x²)/(1 + x²))² is (2x/(1 + x²))².
    fn rooted_split(&mut self, split: &Split, exponent: &Rational) -> Result<Id, Next> {
        let own = self.graph.number(exponent.clone());
        let mut product = self.graph.add(Node::Power(split.rest, own));
        for &(part, times) in &split.squared {
            let side = self.side(part)?;
            let part = self.times(side, part);
            let power = exponent * &Rational::integer(2 * times);
            let power = self.graph.number(power);
            let power = self.graph.add(Node::Power(part, power));
            product = self.graph.add(Node::Product(product, power));
        }
        Ok(product)
    }

    /// 1 − x² as (1 − x)·(1 + x), where the signs of both are known.
    fn rooted_pair(
        &mut self,
        atom: Id,
        factor: &Rational,
        roots: [Rational; 2],
        exponent: &Rational,
    ) -> Option<Id> {
        let mut sides = if factor.is_negative() { -1 } else { 1 };
        let scale = self.graph.number(factor.abs());
        let exponent = self.graph.number(exponent.clone());
        let mut product = self.graph.add(Node::Power(scale, exponent));
        for root in roots {
            let part = match root.is_zero() {
                true => atom,
                false => {
                    let root = self.graph.number(root);
                    self.graph.add(Node::Difference(atom, root))
                }
            };
            let side = self.side(part).ok()?;
            sides *= side;
            let part = self.times(side, part);
            let power = self.graph.add(Node::Power(part, exponent));
            product = self.graph.add(Node::Product(product, power));
        }
        (sides > 0).then_some(product)
    }

    /// Each factor by itself, where both are never negative or both are never positive.
    fn rooted_factors(&mut self, a: Id, exponent: &Rational) -> Option<Result<Id, Next>> {
        let (first, second, below) = match *self.graph.node(a) {
            Node::Product(a, b) => (a, b, false),
            Node::Quotient(a, b) => (a, b, true),
            _ => return None,
        };
        let side = match self.side(first) {
            Ok(side) => side,
            Err(next) => return Some(Err(next)),
        };
        // The whole is never negative, so the other has the same sign.
        let exponent = self.graph.number(exponent.clone());
        let [first, second] = [first, second].map(|part| {
            let part = self.times(side, part);
            self.graph.add(Node::Power(part, exponent))
        });
        Some(Ok(self.graph.add(if below {
            Node::Quotient(first, second)
        } else {
            Node::Product(first, second)
        })))
    }
}
