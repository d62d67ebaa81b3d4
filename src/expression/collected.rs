//! A formula multiplied out: a sum of products of whole powers, each with the number in front of it.

use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use crate::number::work;
use std::collections::{BTreeMap, HashMap};

/// Most terms of one part: no answer that people write has so many.
const MAX_TERMS: usize = 200;

/// Highest power that is multiplied out; `(x+1)^12` has a page of terms.
pub(crate) const MAX_POWER: i64 = 12;

/// What a product of two terms costs, in the units of [`work`].
const TERM_WORK: u64 = 4;

/// The number that an exponent is: `2`, `-1`, `1/2`, `-1/2`.
pub(crate) fn exponent(graph: &Graph, id: Id) -> Option<Rational> {
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

/// A product of whole powers, by what is raised; no exponent is 0.
pub(crate) type Monomial = BTreeMap<Id, i64>;

/// A sum multiplied out: the number in front of each product, none 0.
pub(crate) type CollectedTerms = BTreeMap<Monomial, Rational>;

/// A formula multiplied out, with what is no sum, product or whole power as a name of its own;
/// `None` where that is too long.
pub(crate) fn multiplied_out(graph: &Graph, root: Id) -> Option<CollectedTerms> {
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
        if terms.len() > MAX_TERMS {
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
    if a.len() * b.len() > MAX_TERMS * MAX_TERMS {
        return None;
    }
    work::spend(TERM_WORK * (a.len() * b.len()) as u64);
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
