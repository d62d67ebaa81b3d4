//! Sums in a quotient as polynomials: what the one above and the one below the line have in common is
//! cancelled, so that the derivative of `(x^2 - 1)/(x - 1)` is 1.

use crate::expression::graph::{Graph, Id};
use crate::expression::simplify::conditions::{Condition, Manner, never_zero};
use crate::expression::simplify::factors::{Factors, content};
use crate::expression::simplify::terms::Terms;
use crate::number::rational::Rational;
use crate::number::work;
use std::collections::BTreeMap;

/// Highest exponent that is looked at; what people cancel by hand is far below.
const MAX_EXPONENT: u32 = 16;

/// Longest coefficient, in bits, of a division by hand: those of a common factor are short.
const MAX_BITS: u64 = 256;

/// What a term of a division costs, in the units of [`work`].
const TERM_WORK: u64 = 100;

/// A polynomial in a few bases: the exponents of a term, in the order of the bases, and its
/// coefficient, which is not 0. The last term is the leading one.
#[derive(Clone)]
struct Polynomial(BTreeMap<Vec<u32>, Rational>);

impl Polynomial {
    /// A sum of products in these bases; those that it has besides are put at their end.
    fn of(parts: &[Factors], bases: &mut Vec<Id>) -> Option<BTreeMap<Vec<(usize, u32)>, Rational>> {
        let mut terms = BTreeMap::new();
        for part in parts {
            let mut exponents = Vec::new();
            for (base, exponent) in &part.powers {
                let n = u32::try_from(exponent.to_i64()?).ok()?;
                if n > MAX_EXPONENT {
                    return None;
                }
                let place = bases.iter().position(|known| known == base);
                let place = place.unwrap_or_else(|| {
                    bases.push(*base);
                    bases.len() - 1
                });
                exponents.push((place, n));
            }
            exponents.sort_unstable();
            let all = terms.entry(exponents).or_insert_with(Rational::zero);
            *all = &*all + &part.coefficient;
        }
        terms.retain(|_, coefficient| !coefficient.is_zero());
        Some(terms)
    }

    /// Two sums of products, neither of which is 0, and the bases of both.
    fn pair(above: &[Factors], below: &[Factors]) -> Option<(Polynomial, Polynomial, Vec<Id>)> {
        let mut bases = Vec::new();
        let above = Polynomial::of(above, &mut bases)?;
        let below = Polynomial::of(below, &mut bases)?;
        if above.is_empty() || below.is_empty() {
            return None;
        }
        let dense = |terms: BTreeMap<Vec<(usize, u32)>, Rational>| {
            let each = terms.into_iter().map(|(exponents, coefficient)| {
                let mut all = vec![0; bases.len()];
                for (place, n) in exponents {
                    all[place] = n;
                }
                (all, coefficient)
            });
            Polynomial(each.collect())
        };
        Some((dense(above), dense(below), bases))
    }

    fn is_one(&self) -> bool {
        self.is_constant() && self.0.values().all(Rational::is_one)
    }

    fn is_constant(&self) -> bool {
        self.0
            .keys()
            .all(|exponents| exponents.iter().all(|n| *n == 0))
    }

    /// What it is divided by another one, and what is left: the leading term of the rest is no
    /// multiple of the other's. `None` where the numbers grow or
    /// the work is spent.
    fn divide(&self, by: &Polynomial) -> Option<(Polynomial, Polynomial)> {
        let (lead, first) = by.0.last_key_value()?;
        let (mut quotient, mut rest) = (BTreeMap::new(), self.0.clone());
        while let Some((exponents, coefficient)) = rest.last_key_value() {
            let each = exponents.iter().zip(lead);
            let Some(exponents) = each
                .map(|(n, m)| n.checked_sub(*m))
                .collect::<Option<Vec<u32>>>()
            else {
                break;
            };
            let coefficient = coefficient.divide(first)?;
            work::spend(TERM_WORK * by.0.len() as u64);
            if coefficient.bits() > MAX_BITS || work::is_spent() {
                return None;
            }
            for (others, other) in &by.0 {
                let place: Vec<u32> = exponents.iter().zip(others).map(|(n, m)| n + m).collect();
                let all = rest.entry(place).or_insert_with(Rational::zero);
                *all = &*all - &(&coefficient * other);
            }
            rest.retain(|_, coefficient| !coefficient.is_zero());
            quotient.insert(exponents, coefficient);
        }
        Some((Polynomial(quotient), Polynomial(rest)))
    }

    /// What it is divided by another one, where nothing is left.
    fn quotient(&self, by: &Polynomial) -> Option<Polynomial> {
        let (quotient, rest) = self.divide(by)?;
        rest.0.is_empty().then_some(quotient)
    }

    /// The same with whole coefficients that have nothing in common, the leading one positive.
    fn primitive(mut self) -> Polynomial {
        let mut below = Rational::one();
        for coefficient in self.0.values() {
            below = &below * &Rational::from((coefficient * &below).denominator().into_owned());
        }
        let mut above = Rational::zero();
        for coefficient in self.0.values() {
            above = above.common_divisor(&(coefficient * &below));
        }
        if self
            .0
            .last_key_value()
            .is_some_and(|(_, lead)| lead.is_negative())
        {
            above = -above;
        }
        for coefficient in self.0.values_mut() {
            *coefficient = (&*coefficient * &below).divide(&above).expect("not 0");
        }
        self
    }

    /// The common divisor of two in one base, by Euclid's algorithm (Knuth, The Art of Computer
    /// Programming, 4.6.1).
    fn common(&self, other: &Polynomial) -> Option<Polynomial> {
        let (mut a, mut b) = (self.clone().primitive(), other.clone().primitive());
        while !b.0.is_empty() {
            let (_, rest) = a.divide(&b)?;
            (a, b) = (b, rest.primitive());
        }
        Some(a)
    }

    /// The sum as it is written, the leading term first.
    fn build(&self, bases: &[Id], graph: &mut Graph, manner: &mut Manner) -> Id {
        let each = self.0.iter().rev().map(|(exponents, coefficient)| {
            let powers = bases.iter().zip(exponents).filter(|(_, n)| **n > 0);
            let powers = powers.map(|(base, n)| (*base, Rational::integer(i64::from(*n))));
            let mut factors = Factors::number(coefficient.clone());
            factors.powers = powers.collect();
            factors
        });
        let all = each.collect();
        Terms::of_factors(graph, all, manner).build(graph, manner)
    }
}

/// A sum among factors.
struct Sum {
    place: usize,
    /// What every term has, or is divided by.
    content: Vec<(Id, Rational)>,
    /// The terms without it.
    parts: Vec<Factors>,
}

impl Sum {
    fn of(graph: &Graph, (place, mut parts): (usize, Vec<Factors>)) -> Sum {
        let content = content(graph, &parts);
        for part in &mut parts {
            for (base, least) in &content {
                part.take_out(*base, least);
            }
        }
        Sum {
            place,
            content,
            parts,
        }
    }
}

/// A sum above the line and one below it: what both have in common, and what is left of each.
struct Cancelled {
    common: Polynomial,
    above: Polynomial,
    below: Polynomial,
    bases: Vec<Id>,
}

impl Cancelled {
    fn of(above: &[Factors], below: &[Factors]) -> Option<Cancelled> {
        let (a, b, bases) = Polynomial::pair(above, below)?;
        let one = || Polynomial(BTreeMap::from([(vec![0; bases.len()], Rational::one())]));
        let (common, above, below) = if let Some(quotient) = a.quotient(&b) {
            (b, quotient, one())
        } else if let Some(quotient) = b.quotient(&a) {
            (a, one(), quotient)
        } else if bases.len() == 1 {
            let common = a.common(&b)?;
            let (above, below) = (a.quotient(&common)?, b.quotient(&common)?);
            (common, above, below)
        } else {
            return None;
        };
        (!common.is_constant()).then_some(Cancelled {
            common,
            above,
            below,
            bases,
        })
    }
}

impl Factors {
    /// Cancels what a sum above the line and one below it have in common; says whether there was any.
    pub(super) fn cancel_polynomials(&mut self, graph: &mut Graph, manner: &mut Manner) -> bool {
        let sums = self
            .powers
            .iter()
            .filter(|(base, _)| graph.node(*base).is_sum());
        let (mut above, mut below) = (false, false);
        for (_, n) in sums {
            above |= !n.is_negative();
            below |= n.is_negative();
        }
        if !(above && below) {
            return false;
        }
        let sums = self.sums(graph, manner).into_iter();
        let sums: Vec<Sum> = sums.map(|sum| Sum::of(graph, sum)).collect();
        for above in &sums {
            for below in &sums {
                let powers = [&self.powers[above.place].1, &self.powers[below.place].1];
                let [n, m] = powers;
                if n.is_negative() || !m.is_negative() {
                    continue;
                }
                let Some(cancelled) = Cancelled::of(&above.parts, &below.parts) else {
                    continue;
                };
                let left = n + m;
                // A long quotient is no gain: (x^9 - 1)/(x - 1).
                let terms = |polynomial: &Polynomial| polynomial.0.len();
                let gone = if left.is_negative() {
                    0
                } else {
                    below.parts.len()
                };
                let before = above.parts.len() + gone;
                if terms(&cancelled.above) + terms(&cancelled.below) > before + 1 {
                    continue;
                }
                self.cancel(graph, (above, below), &cancelled, manner);
                return true;
            }
        }
        false
    }

    /// Puts what is left in the place of both sums.
    fn cancel(
        &mut self,
        graph: &mut Graph,
        (above, below): (&Sum, &Sum),
        cancelled: &Cancelled,
        manner: &mut Manner,
    ) {
        let (n, m) = (
            self.powers[above.place].1.clone(),
            self.powers[below.place].1.clone(),
        );
        // A sum that is cancelled whole keeps the order in which it was written.
        let whole = [(below, &cancelled.below), (above, &cancelled.above)];
        let whole = whole
            .into_iter()
            .find(|(sum, left)| sum.content.is_empty() && left.is_one());
        let common = match whole {
            Some((sum, _)) => self.powers[sum.place].0,
            None => cancelled.common.build(&cancelled.bases, graph, manner),
        };
        for place in [above.place.max(below.place), above.place.min(below.place)] {
            self.powers.remove(place);
        }
        for (sum, n) in [(above, &n), (below, &m)] {
            let content = sum.content.iter();
            self.powers
                .extend(content.map(|(base, least)| (*base, least * n)));
        }
        let left = &n + &m;
        if !left.is_negative() && !never_zero(graph, common) {
            manner.lose(Condition::NotZero(common));
        }
        if left.is_zero() && !graph.is_total(common) {
            manner.lose(Condition::Defined(common));
        }
        for (polynomial, n) in [(&cancelled.above, n), (&cancelled.below, m)] {
            match polynomial.0.last_key_value() {
                Some((_, value)) if polynomial.is_constant() => {
                    let power = n.to_i64().and_then(|n| value.power(n));
                    self.coefficient = &self.coefficient * &power.expect("a whole power of no 0");
                }
                _ => {
                    let rest = polynomial.build(&cancelled.bases, graph, manner);
                    self.powers.push((rest, n));
                }
            }
        }
        if !left.is_zero() {
            self.powers.push((common, left));
        }
    }
}
