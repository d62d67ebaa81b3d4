//! Roots of products in which something is squared: that is taken out. And the points at which a
//! root has a value though it has none next to them: √((x−7)²·(x−10)) is 0 at 7.

use super::{Look, Next, POINT_OR_NOT};
use crate::equality::branches::squares::{self, Split};
use crate::equality::branches::substitution::light;
use crate::equality::range::{Range, allowed};
use crate::equality::signs::Signs;
use crate::expression::{Id, Node};
use crate::number::rational::Rational;

impl Look<'_> {
    /// A factor at whose zeros a part may have a value that it has not next to them: one that does not
    /// change the sign of what has to be 0 or above, where the others may be negative. `all`: also
    /// one of whose sides nothing is known, since a proof may know it.
    pub(super) fn alone(&mut self, id: Id, all: bool) -> Option<Next> {
        for bounded in self.bounded(id) {
            let bounded = self.with_squares(bounded);
            let factors = self.factors(bounded);
            let odd = factors.all.iter().filter(|factor| factor.odd);
            let sign = odd.fold(factors.sign, |signs, factor| {
                signs.times(factor.own(|part| self.known(part)))
            });
            if !sign.has(Signs::MINUS) {
                continue;
            }
            let several = factors.all.len() > 1;
            let open = factors.all.iter().find(|factor| {
                let own = factor.own(|part| self.known(part));
                let one_sided = all || !own.has(Signs::NOT_ZERO);
                let stays = match factor.odd {
                    true if several => one_sided,
                    odd => !odd,
                };
                stays && own.has(Signs::ZERO) && own != Signs::ZERO
            });
            if let Some(factor) = open {
                return Some(Next::Split(factor.part, POINT_OR_NOT));
            }
        }
        None
    }

    /// A sum as a product in which what is squared can be seen.
    pub(super) fn with_squares(&mut self, id: Id) -> Id {
        let Some(split) = squares::of(self.graph, id, 2) else {
            return id;
        };
        let squared = split.squared.into_iter();
        squared.fold(split.rest, |product, (part, times)| {
            let power = self.graph.number(Rational::integer(2 * times));
            let power = self.graph.add(Node::Power(part, power));
            self.graph.add(Node::Product(product, power))
        })
    }

    /// What has to be 0 or above for a part to have a value, and may be 0.
    fn bounded(&mut self, id: Id) -> Vec<Id> {
        match *self.graph.node(id) {
            Node::Power(a, b) => match self.graph.literal(b) {
                Some(n) if n.is_odd_below() || n.is_negative() => Vec::new(),
                None if self.graph.moves(b) || self.graph.is_constant(b) => vec![a],
                None => Vec::new(),
                Some(_) => vec![a],
            },
            Node::Call(f, a) => {
                let Range { low, high } = allowed(f);
                // Where a logarithm ends it has no value.
                let mut end = |at: f64| {
                    let closed = at.fract() == 0.0 && f.row().double_of_one(at).is_finite();
                    let n = closed.then(|| Rational::from_f64(at))??;
                    Some(self.graph.number(n))
                };
                let [low, high] = [low, high].map(&mut end);
                let above = low.map(|low| self.graph.add(Node::Difference(a, low)));
                let below = high.map(|high| self.graph.add(Node::Difference(high, a)));
                above.into_iter().chain(below).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The square root of a product in which something is squared: that is taken out.
    pub(super) fn root(&mut self, a: Id, exponent: Id) -> Option<Result<Id, Next>> {
        let exponent = self.graph.literal(exponent)?.clone();
        self.rooted(a, &exponent)
    }

    pub(super) fn rooted(&mut self, a: Id, exponent: &Rational) -> Option<Result<Id, Next>> {
        let even = !exponent.is_odd_below();
        let (base, n) = match *self.graph.node(a) {
            Node::Power(base, n) if even => (base, n),
            Node::Product(..) | Node::Quotient(..) if even => {
                return self.rooted_factors(a, exponent);
            }
            _ => {
                let below = i64::try_from(&*exponent.denominator()).ok()?;
                let degree = if even { 2 } else { below };
                let split = squares::of(self.graph, a, degree)?;
                return Some(self.rooted_split(&split, exponent, degree));
            }
        };
        let n = self.graph.literal(n)?.clone();
        let even = n.is_even();
        even.then(|| {
            self.is_above(base).map(|is_above| {
                let base = self.size(is_above, base);
                let power = self.graph.number(&n * exponent);
                light(self.graph, Node::Power(base, power))
            })
        })
    }

    /// Squares in a quotient of polynomials: 1 − ((1 − x²)/(1 + x²))² is (2x/(1 + x²))². Roots of odd
    /// degree are those of factors of either sign.
    fn rooted_split(
        &mut self,
        split: &Split,
        exponent: &Rational,
        degree: i64,
    ) -> Result<Id, Next> {
        let own = self.graph.number(exponent.clone());
        let mut product = self.graph.add(Node::Power(split.rest, own));
        for &(part, times) in &split.squared {
            let part = match degree % 2 {
                0 => {
                    let is_above = self.is_above(part)?;
                    self.size(is_above, part)
                }
                _ => part,
            };
            let power = exponent * &Rational::integer(degree * times);
            let power = self.graph.number(power);
            let power = self.graph.add(Node::Power(part, power));
            product = self.graph.add(Node::Product(product, power));
        }
        Ok(product)
    }

    /// Each factor by itself, where both are never negative or both are never positive.
    fn rooted_factors(&mut self, a: Id, exponent: &Rational) -> Option<Result<Id, Next>> {
        let (first, second, below) = match *self.graph.node(a) {
            Node::Product(a, b) => (a, b, false),
            Node::Quotient(a, b) => (a, b, true),
            _ => return None,
        };
        let is_above = match self.is_above(first) {
            Ok(is_above) => is_above,
            Err(next) => return Some(Err(next)),
        };
        let factors = self.factors(first);
        if factors.signs(|part| self.known(part)) == Signs::ZERO {
            return Some(Ok(self.number(0)));
        }
        // The whole is never negative, so the other has the same sign; where this one is 0 and the
        // other is not, it stands alone.
        let exponent = self.graph.number(exponent.clone());
        let [first, second] = [first, second].map(|part| {
            let part = self.size(is_above, part);
            self.graph.add(Node::Power(part, exponent))
        });
        Some(Ok(self.graph.add(if below {
            Node::Quotient(first, second)
        } else {
            Node::Product(first, second)
        })))
    }
}
