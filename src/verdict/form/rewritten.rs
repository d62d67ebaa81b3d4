//! A key brought into the form that its question asks for, where that takes no more than
//! multiplying out, common factors and rational roots.

use crate::equality::{Equality, equal};
use crate::expression::collected::{self, CollectedTerms, Monomial};
use crate::expression::{Graph, Id, simplify};
use crate::number::rational::Rational;
use crate::verdict::form::polynomial::{self, Polynomial};
use crate::verdict::form::terms;
use crate::verdict::rules::Form;

/// The formula in that form, and whether it has it; as it was where no way to it is known.
pub(crate) fn rewritten(graph: &mut Graph, formula: Id, form: Form) -> (Id, bool) {
    if super::fault(graph, formula, form, false).is_none() {
        return (formula, true);
    }
    let Some(terms) = collected::multiplied_out(graph, formula) else {
        return (formula, false);
    };
    for way in [expanded, factored] {
        let made = way(graph, &terms);
        if super::fault(graph, made, form, false).is_none() {
            let judged = equal(graph, made, formula);
            if matches!(judged.equality, Equality::Proved) && judged.gaps.is_empty() {
                return (made, true);
            }
        }
    }
    (formula, false)
}

/// A sum of products, the highest powers first.
fn expanded(graph: &mut Graph, terms: &CollectedTerms) -> Id {
    let mut sum = graph.number(Rational::zero());
    for (monomial, n) in falling(terms) {
        let size = product(graph, &n.abs(), monomial);
        sum = match n.is_negative() {
            true => simplify::difference(graph, sum, size),
            false => simplify::sum(graph, sum, size),
        };
    }
    sum
}

/// The terms, the highest powers first.
fn falling(terms: &CollectedTerms) -> Vec<(&Monomial, &Rational)> {
    let mut all: Vec<(&Monomial, &Rational)> = terms.iter().collect();
    all.sort_by_key(|(monomial, _)| std::cmp::Reverse(monomial.values().sum::<i64>()));
    all
}

/// A number times powers.
fn product(graph: &mut Graph, n: &Rational, monomial: &Monomial) -> Id {
    let mut all = graph.number(n.clone());
    for (&base, &exponent) in monomial {
        let exponent = graph.number(Rational::integer(exponent));
        let power = simplify::power(graph, base, exponent);
        all = simplify::product(graph, all, power);
    }
    all
}

/// What the terms have in common, times what is left of them, that taken apart at its roots.
fn factored(graph: &mut Graph, terms: &CollectedTerms) -> Id {
    let down = falling(terms).first().is_some_and(|(_, n)| n.is_negative());
    let number = terms::content(terms) * if down { -1 } else { 1 };
    let powers = terms::common(terms);
    let mut left = CollectedTerms::new();
    for (monomial, n) in terms {
        let mut monomial = monomial.clone();
        for (base, least) in &powers {
            *monomial.entry(*base).or_insert(0) -= least;
        }
        monomial.retain(|_, exponent| *exponent != 0);
        left.insert(monomial, n * &Rational::ratio(1, number));
    }
    let mut all = product(graph, &Rational::integer(number), &powers);
    let Some((base, polynomial)) = polynomial::of(&left) else {
        let rest = expanded(graph, &left);
        return simplify::product(graph, all, rest);
    };
    for factor in polynomial::linear_factors(polynomial) {
        let factor = expanded(graph, &terms_of(base, &factor));
        all = simplify::product(graph, all, factor);
    }
    all
}

fn terms_of(base: Id, polynomial: &Polynomial) -> CollectedTerms {
    let each = polynomial.iter().zip(0..).filter(|(n, _)| !n.is_zero());
    each.map(|(n, degree)| {
        let power = (degree > 0).then_some((base, degree));
        (power.into_iter().collect(), n.clone())
    })
    .collect()
}
