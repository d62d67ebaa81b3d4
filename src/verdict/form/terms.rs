//! A formula as a sum of products, as it is written.

use crate::expression::collected::{CollectedTerms, MAX_POWER, Monomial, exponent};
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use std::collections::{BTreeMap, BTreeSet};

/// Most terms or factors that are looked at: no answer that people write has so many, and every
/// pair may be compared.
const MAX_PARTS: usize = 200;

/// One factor of a product, as it is written.
#[derive(Clone, Debug)]
pub(super) struct WrittenFactor {
    /// What is raised.
    pub(super) base: Id,
    /// To what power, where that is a number; 1 without one.
    pub(super) exponent: Option<Rational>,
    /// Whether it stands below the fraction line.
    pub(super) below: bool,
}

/// A product, as it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct WrittenProduct {
    /// The numbers, without their signs, and whether they stand below the fraction line.
    pub(super) numbers: Vec<(Rational, bool)>,
    /// Everything else.
    pub(super) factors: Vec<WrittenFactor>,
    /// How many minus signs there are.
    pub(super) negatives: usize,
}

impl WrittenProduct {
    /// The number in front, with its sign.
    pub(super) fn coefficient(&self) -> Option<Rational> {
        let mut all = match self.negatives % 2 {
            0 => Rational::one(),
            _ => Rational::integer(-1),
        };
        for (number, below) in &self.numbers {
            all = match below {
                true => all.divide(number)?,
                false => &all * number,
            };
        }
        Some(all)
    }

    /// Each base with the sum of its exponents; `None` where one of them is no number.
    pub(super) fn powers(&self) -> Option<BTreeMap<Id, Rational>> {
        let mut powers: BTreeMap<Id, Rational> = BTreeMap::new();
        for factor in &self.factors {
            let exponent = factor.exponent.clone()?;
            let exponent = if factor.below { -exponent } else { exponent };
            let sum = powers.entry(factor.base).or_insert_with(Rational::zero);
            *sum = &*sum + &exponent;
        }
        powers.retain(|_, exponent| !exponent.is_zero());
        Some(powers)
    }
}

/// The factors of a product; `None` where there are too many.
pub(super) fn product(graph: &Graph, root: Id) -> Option<WrittenProduct> {
    let mut all = WrittenProduct::default();
    let mut waiting = vec![(root, false)];
    while let Some((id, below)) = waiting.pop() {
        match *graph.node(id) {
            Node::Negative(a) => {
                all.negatives += 1;
                waiting.push((a, below));
            }
            Node::Product(a, b) => waiting.extend([(b, below), (a, below)]),
            Node::Quotient(a, b) => waiting.extend([(b, !below), (a, below)]),
            Node::Number(ref n) => {
                all.negatives += usize::from(n.is_negative());
                all.numbers.push((n.abs(), below));
            }
            Node::Power(base, n) => {
                let known = exponent(graph, n);
                // 2^x and x^y are what they are, by their own node.
                let base = if known.is_some() { base } else { id };
                let exponent = Some(known.unwrap_or_else(Rational::one));
                all.factors.push(WrittenFactor {
                    base,
                    exponent,
                    below,
                });
            }
            _ => all.factors.push(WrittenFactor {
                base: id,
                exponent: Some(Rational::one()),
                below,
            }),
        }
        if all.factors.len() + all.numbers.len() + waiting.len() > MAX_PARTS {
            return None;
        }
    }
    Some(all)
}

/// The terms of a sum, each with the sign before it; `None` where there are too many.
pub(in crate::verdict) fn sum(graph: &Graph, root: Id) -> Option<Vec<(Id, bool)>> {
    sum_of_at_most(graph, root, MAX_PARTS)
}

fn sum_of_at_most(graph: &Graph, root: Id, most: usize) -> Option<Vec<(Id, bool)>> {
    let mut terms = Vec::new();
    let mut waiting = vec![(root, false)];
    while let Some((id, negative)) = waiting.pop() {
        match *graph.node(id) {
            Node::Sum(a, b) => waiting.extend([(b, negative), (a, negative)]),
            Node::Difference(a, b) => waiting.extend([(b, !negative), (a, negative)]),
            Node::Negative(a) => waiting.push((a, !negative)),
            _ => terms.push((id, negative)),
        }
        if terms.len() + waiting.len() > most {
            return None;
        }
    }
    Some(terms)
}

/// A sum, also behind a minus.
pub(super) fn is_sum(graph: &Graph, mut id: Id) -> bool {
    while let Node::Negative(a) = graph.node(id) {
        id = *a;
    }
    matches!(graph.node(id), Node::Sum(..) | Node::Difference(..))
}

/// Whether two terms of a sum differ in nothing but their numbers. Each term is looked at once, so
/// that a sum may have as many as an answer can hold.
pub(super) fn alike(graph: &Graph, root: Id) -> bool {
    let Some(terms) = sum_of_at_most(graph, root, usize::MAX) else {
        return false;
    };
    let mut seen = BTreeSet::new();
    for (term, _) in terms {
        let powers = product(graph, term).and_then(|product| product.powers());
        if let Some(powers) = powers
            && !seen.insert(powers)
        {
            return true;
        }
    }
    false
}

/// Whether a factor that is a sum is multiplied out with the others: one above the fraction line, or a
/// small whole power of one.
pub(super) fn multiplies_out(factor: &WrittenFactor) -> bool {
    let power = factor.exponent.as_ref().and_then(Rational::to_i64);
    !factor.below && power.is_some_and(|n| (1..=MAX_POWER).contains(&n))
}

/// What every term has: the bases with their lowest power, where that is above 0.
pub(super) fn common(terms: &CollectedTerms) -> Monomial {
    let mut all = terms.keys();
    let Some(first) = all.next() else {
        return Monomial::new();
    };
    let mut common = first.clone();
    for monomial in all {
        for (base, least) in &mut common {
            *least = (*least).min(monomial.get(base).copied().unwrap_or(0));
        }
    }
    common.retain(|_, exponent| *exponent > 0);
    common
}

/// The largest whole number in all numbers in front, where they are whole; else 1.
pub(super) fn content(terms: &CollectedTerms) -> i64 {
    let whole = terms.values().map(Rational::to_i64);
    whole
        .collect::<Option<Vec<i64>>>()
        .map_or(1, |all| all.into_iter().fold(0, common_divisor))
        .max(1)
}

/// The largest number that divides both.
pub(super) fn common_divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b > 0 {
        (a, b) = (b, a % b);
    }
    i64::try_from(a).unwrap_or(1)
}
