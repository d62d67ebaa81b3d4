//! A formula as a sum of products: as it is written, and multiplied out.

use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most terms or factors that are looked at: no answer that people write has so many, and every
/// pair may be compared.
const MAX_PARTS: usize = 200;

/// Highest power that is multiplied out; `(x+1)^12` has a page of terms.
const MAX_POWER: i64 = 12;

/// The number that an exponent is: `2`, `-1`, `1/2`, `-1/2`.
pub(super) fn exponent(graph: &Graph, id: Id) -> Option<Rational> {
    match *graph.node(id) {
        Node::Negative(a) => match graph.node(a) {
            Node::Negative(_) => None,
            _ => exponent_unsigned(graph, a).map(|n| -&n),
        },
        _ => exponent_unsigned(graph, id),
    }
}

/// A number or a fraction of two; the one above may carry a sign.
fn exponent_unsigned(graph: &Graph, id: Id) -> Option<Rational> {
    match *graph.node(id) {
        Node::Number(ref n) => Some(n.clone()),
        Node::Quotient(a, b) => {
            let above = match *graph.node(a) {
                Node::Negative(a) => -graph.literal(a)?,
                _ => graph.literal(a)?.clone(),
            };
            above.divide(graph.literal(b)?)
        }
        _ => None,
    }
}

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

/// A product of whole powers, by what is raised; no exponent is 0.
pub(super) type Monomial = BTreeMap<Id, i64>;

/// A sum multiplied out: the number in front of each product, none 0.
pub(super) type CollectedTerms = BTreeMap<Monomial, Rational>;

/// A formula multiplied out, with what is no sum, product or whole power as a name of its own;
/// `None` where that is too long.
pub(super) fn multiplied_out(graph: &Graph, root: Id) -> Option<CollectedTerms> {
    let mut all: HashMap<Id, CollectedTerms> = HashMap::new();
    let atom = |id: Id, exponent: i64| -> CollectedTerms {
        CollectedTerms::from([(Monomial::from([(id, exponent)]), Rational::one())])
    };
    for id in graph.parts(&[root]) {
        let of = |id: Id| all.get(&id).cloned().unwrap_or_default();
        let terms = match *graph.node(id) {
            Node::Number(ref n) if n.is_zero() => CollectedTerms::new(),
            Node::Number(ref n) => CollectedTerms::from([(Monomial::new(), n.clone())]),
            Node::Negative(a) => times(
                &of(a),
                &CollectedTerms::from([(Monomial::new(), Rational::integer(-1))]),
            )?,
            Node::Sum(a, b) => plus(of(a), &of(b), &Rational::one()),
            Node::Difference(a, b) => plus(of(a), &of(b), &Rational::integer(-1)),
            Node::Product(a, b) => times(&of(a), &of(b))?,
            Node::Quotient(a, b) => {
                let below = inverse(&of(b)).unwrap_or_else(|| atom(b, -1));
                times(&of(a), &below)?
            }
            Node::Power(a, n) => {
                let whole = exponent(graph, n).filter(Rational::is_integer);
                match whole.and_then(|n| n.to_i64()) {
                    Some(n) if n >= 0 && (n <= MAX_POWER || of(a).len() < 2) => power(&of(a), n)?,
                    Some(n) => match inverse(&of(a)) {
                        Some(below) => power(&below, n.checked_neg()?)?,
                        None => atom(a, n),
                    },
                    None => atom(id, 1),
                }
            }
            _ => atom(id, 1),
        };
        if terms.len() > MAX_PARTS {
            return None;
        }
        all.insert(id, terms);
    }
    all.remove(&root)
}

fn plus(mut a: CollectedTerms, b: &CollectedTerms, by: &Rational) -> CollectedTerms {
    for (monomial, n) in b {
        let sum = a.entry(monomial.clone()).or_insert_with(Rational::zero);
        *sum = &*sum + &(n * by);
    }
    a.retain(|_, n| !n.is_zero());
    a
}

fn times(a: &CollectedTerms, b: &CollectedTerms) -> Option<CollectedTerms> {
    if a.len() * b.len() > MAX_PARTS * MAX_PARTS {
        return None;
    }
    let mut all = CollectedTerms::new();
    for (one, n) in a {
        for (other, m) in b {
            let mut monomial = one.clone();
            for (&base, exponent) in other {
                let sum = monomial.entry(base).or_insert(0);
                *sum = sum.checked_add(*exponent)?;
            }
            monomial.retain(|_, exponent| *exponent != 0);
            let sum = all.entry(monomial).or_insert_with(Rational::zero);
            *sum = &*sum + &(n * m);
        }
    }
    all.retain(|_, n: &mut Rational| !n.is_zero());
    Some(all)
}

fn power(a: &CollectedTerms, n: i64) -> Option<CollectedTerms> {
    /// Bits of a coefficient that is still looked at.
    const MAX_BITS: u64 = 4096;
    if let [(monomial, number)] = &a.iter().collect::<Vec<_>>()[..] {
        let bits = number.bits().checked_mul(n.unsigned_abs())?;
        if bits > MAX_BITS && !number.is_one() {
            return None;
        }
        let raised = monomial
            .iter()
            .map(|(&base, exponent)| Some((base, exponent.checked_mul(n)?)))
            .collect::<Option<Monomial>>()?;
        let raised = raised.into_iter().filter(|(_, exponent)| *exponent != 0);
        return Some(CollectedTerms::from([(raised.collect(), number.power(n)?)]));
    }
    let mut all = CollectedTerms::from([(Monomial::new(), Rational::one())]);
    for _ in 0..n {
        all = times(&all, a)?;
    }
    Some(all)
}

/// One over a single product.
fn inverse(a: &CollectedTerms) -> Option<CollectedTerms> {
    let (monomial, number) = a.iter().next().filter(|_| a.len() == 1)?;
    let turned = monomial
        .iter()
        .map(|(&base, exponent)| Some((base, exponent.checked_neg()?)))
        .collect::<Option<Monomial>>()?;
    Some(CollectedTerms::from([(turned, number.reciprocal()?)]))
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
