//! Signs of sums of squares: a polynomial in several parts that is nowhere below 0, or nowhere above,
//! because it is a sum of numbers above 0 times squares.

use crate::equality::linear::LinearSum;
use crate::equality::signs::{Signs, under_root};
use crate::expression::collected::{CollectedTerms, Monomial, multiplied_out};
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use crate::number::work;

/// Most products whose squares are looked for: their table has the square of so many places.
const MAX_ROOTS: usize = 12;

/// Most terms, and bits of the numbers in front of them.
const MAX_TERMS: usize = 60;
const MAX_BITS: u64 = 1_024;

/// What a place of the table costs, in the units of [`work`].
const PLACE_WORK: u64 = 20;

/// The signs of a sum, where squares tell; `None` of others.
pub(super) fn signs(graph: &mut Graph, sum: Id) -> Option<Signs> {
    if !graph.node(sum).is_sum() {
        return None;
    }
    let terms = multiplied_out(graph, sum).filter(is_short)?;
    let terms = with_plain_bases(graph, terms)?;
    let terms = at_one_degree(graph, terms)?;
    if let Some(signs) = of_squares(&terms) {
        return Some(signs);
    }
    let turned = terms.into_iter().map(|(product, n)| (product, -n));
    of_squares(&turned.collect()).map(Signs::negative)
}

fn is_short(terms: &CollectedTerms) -> bool {
    terms.len() <= MAX_TERMS && terms.values().all(|n| n.bits() <= MAX_BITS)
}

/// The signs of a sum of squares: the table of the numbers in front of all products of two roots, made
/// free of everything but its diagonal, has nothing below 0 there (Gram and Cholesky). `None` where it
/// has, or where there is no such table.
fn of_squares(terms: &CollectedTerms) -> Option<Signs> {
    let root = |(product, n): (&Monomial, &Rational)| {
        let half = |(&base, n): (&Id, &i64)| (n % 2 == 0).then_some((base, n / 2));
        let root: Option<Monomial> = product.iter().map(half).collect();
        root.filter(|_| !n.is_negative())
    };
    let mut roots: Vec<Monomial> = terms.iter().filter_map(root).collect();
    // 1 is the last: what is left of it there is how far the sum stays from 0.
    roots.sort_by_key(Monomial::is_empty);
    let count = roots.len();
    if count == 0 || count > MAX_ROOTS {
        return None;
    }
    work::spend(PLACE_WORK * (count * count * count) as u64);
    let mut table = vec![vec![Rational::zero(); count]; count];
    let mut placed = 0;
    for first in 0..count {
        for second in first..count {
            let product = times(&roots[first], &roots[second])?;
            // What more than one pair makes is given to the first of them.
            let is_new = !(0..first).any(|before| {
                (before..count)
                    .any(|other| times(&roots[before], &roots[other]).as_ref() == Some(&product))
            });
            let Some(n) = terms.get(&product).filter(|_| is_new) else {
                continue;
            };
            placed += 1;
            let share = match first == second {
                true => n.clone(),
                false => n * &Rational::ratio(1, 2),
            };
            table[second][first] = share.clone();
            table[first][second] = share;
        }
    }
    if placed < terms.len() {
        return None;
    }
    for at in 0..count {
        let own = table[at][at].clone();
        if own.is_negative() {
            return None;
        }
        if own.is_zero() {
            if table[at][at + 1..].iter().any(|n| !n.is_zero()) {
                return None;
            }
            continue;
        }
        let (done, left) = table.split_at_mut(at + 1);
        let taken = &done[at];
        for row in left {
            let factor = row[at].divide(&own)?;
            for (n, taken) in row.iter_mut().zip(taken).skip(at + 1) {
                *n = &*n - &(&factor * taken);
            }
        }
    }
    let is_apart = roots[count - 1].is_empty() && !table[count - 1][count - 1].is_zero();
    Some(match is_apart {
        true => Signs::PLUS,
        false => Signs::NOT_NEGATIVE,
    })
}

fn times(a: &Monomial, b: &Monomial) -> Option<Monomial> {
    let mut product = a.clone();
    for (&base, n) in b {
        let sum = product.entry(base).or_insert(0);
        *sum = sum.checked_add(*n)?;
    }
    product.retain(|_, n| *n != 0);
    Some(product)
}

/// The same with √3² as 3, and e^(x + y/2) as (e^(x/2))²·e^(y/2).
fn with_plain_bases(graph: &mut Graph, terms: CollectedTerms) -> Option<CollectedTerms> {
    let mut all = CollectedTerms::new();
    for (product, mut n) in terms {
        let mut plain = Monomial::new();
        for (base, power) in product {
            let under = under_root(graph, base).and_then(|inside| graph.literal(inside));
            if let Some(under) = under {
                n = &n * &under.power(power.div_euclid(2))?;
                plain = times(&plain, &Monomial::from([(base, power.rem_euclid(2))]))?;
                continue;
            }
            for (base, times_taken) in powers_of_e(graph, base).unwrap_or(vec![(base, 1)]) {
                let power = power.checked_mul(times_taken)?;
                plain = times(&plain, &Monomial::from([(base, power)]))?;
            }
        }
        let own = all.entry(plain).or_insert_with(Rational::zero);
        *own = &*own + &n;
    }
    all.retain(|_, n: &mut Rational| !n.is_zero());
    is_short(&all).then_some(all)
}

/// A power of e of a sum of halves, as whole powers of those of half a term: of e^x there is a root too.
fn powers_of_e(graph: &mut Graph, power: Id) -> Option<Vec<(Id, i64)>> {
    let exponent = graph.node(power).exponent_of_e()?;
    let sum = LinearSum::of(graph, exponent)?;
    let (half, two) = (graph.number(Rational::ratio(1, 2)), Rational::integer(2));
    let each = sum.listed(graph).into_iter().map(|(part, factor)| {
        let part = graph.add(Node::Product(half, part));
        let own = graph.node(power).with_arguments(|_| part);
        Some((graph.add(own), (&factor * &two).to_i64()?))
    });
    each.collect()
}

/// The same with all terms of one degree in f and g where f² + g² is 1, if they differ by even degrees:
/// of `sin(x)^4 + cos(x)^4 - 1` the 1 is `(sin(x)^2 + cos(x)^2)^2`.
fn at_one_degree(graph: &mut Graph, mut terms: CollectedTerms) -> Option<CollectedTerms> {
    let mut bases: Vec<Id> = terms.keys().flat_map(|all| all.keys().copied()).collect();
    bases.sort_unstable();
    bases.dedup();
    let mut seen: Vec<Id> = Vec::new();
    for f in bases {
        let Node::Call(function, u) = *graph.node(f) else {
            continue;
        };
        let square = function.constant_square();
        let Some(square) = square.filter(|square| square.sign.is_positive()) else {
            continue;
        };
        let g = graph.add(Node::Call(square.partner, u));
        if !square.value.is_one() || seen.contains(&f) {
            continue;
        }
        seen.push(g);
        let degree = |product: &Monomial| {
            let of = |part: Id| product.get(&part).copied().unwrap_or(0);
            (of(f) >= 0 && of(g) >= 0).then(|| of(f) + of(g))
        };
        let degrees: Option<Vec<i64>> = terms.keys().map(degree).collect();
        let Some(degrees) = degrees else { continue };
        let most = degrees.iter().copied().max().unwrap_or(0);
        if most < 2 || degrees.iter().any(|degree| (most - degree) % 2 != 0) {
            continue;
        }
        let mut raised = CollectedTerms::new();
        for ((product, n), degree) in terms.iter().zip(&degrees) {
            // (f² + g²)^k by its binomial coefficients.
            let k = (most - degree) / 2;
            let mut binomial = Rational::one();
            for j in 0..=k {
                let pair = Monomial::from([(f, 2 * (k - j)), (g, 2 * j)]);
                let own = raised
                    .entry(times(product, &pair)?)
                    .or_insert_with(Rational::zero);
                *own = &*own + &(n * &binomial);
                binomial = &binomial * &Rational::ratio(k - j, j + 1);
            }
        }
        raised.retain(|_, n: &mut Rational| !n.is_zero());
        if !is_short(&raised) {
            return None;
        }
        terms = raised;
    }
    Some(terms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::{self, Options};

    #[test]
    fn sums_of_squares_have_a_sign() {
        for (text, found) in [
            ("x^2+x*y+y^2", Some(Signs::NOT_NEGATIVE)),
            ("x^2+x*y+y^2+1", Some(Signs::PLUS)),
            ("x^2+x+1", Some(Signs::PLUS)),
            ("x^2+x+1/4", Some(Signs::NOT_NEGATIVE)),
            ("x^2+x+1/5", None),
            ("x*y+y*z+z*x-x^2-y^2-z^2", Some(Signs::NOT_POSITIVE)),
            ("x*y+y*z+z*x-x^2-y^2-z^2-1/10^9", Some(Signs::MINUS)),
            ("x*y+y*z+101/100*z*x-x^2-y^2-z^2", None),
            ("x^4+y^4-2*x^2*y^2", Some(Signs::NOT_NEGATIVE)),
            ("x^4+y^4-21/10*x^2*y^2", None),
            ("(x-pi)^2+(y-e)^2", Some(Signs::NOT_NEGATIVE)),
            ("(x-y)^2+(y-z)^2+(z-x)^2", Some(Signs::NOT_NEGATIVE)),
            ("x*y-(x+y)^2/4", Some(Signs::NOT_POSITIVE)),
            (
                "exp(x)^2-2*exp(x)*sin(y)+sin(y)^2",
                Some(Signs::NOT_NEGATIVE),
            ),
            ("(sqrt(3)*x)^2+y^2/3-2*x*y", Some(Signs::NOT_NEGATIVE)),
            ("(sqrt(3)*x)^2+y^2/4-2*x*y", None),
            ("exp(2*x)+exp(2*y)-2*exp(x+y)", Some(Signs::NOT_NEGATIVE)),
            ("exp(2*x)+exp(2*y)-2*exp(x-y)", None),
            ("2*exp((x+y)/2)-exp(x)-exp(y)", Some(Signs::NOT_POSITIVE)),
            ("exp(2*x)-2*exp(x)+1", Some(Signs::NOT_NEGATIVE)),
            ("x^2+1/x^2-2", Some(Signs::NOT_NEGATIVE)),
            ("sin(x)*cos(x)-1/2", Some(Signs::NOT_POSITIVE)),
            ("sin(x)*cos(x)-49/100", None),
            ("sin(x)^4+cos(x)^4-1", Some(Signs::NOT_POSITIVE)),
            ("sin(x)^4+cos(x)^4-1/2", Some(Signs::NOT_NEGATIVE)),
            ("sin(x)^4+cos(x)^4-51/100", None),
            ("sin(x)^6+cos(x)^6-1", Some(Signs::NOT_POSITIVE)),
            ("sin(x)^2-1", Some(Signs::NOT_POSITIVE)),
            // Degrees that differ by one, other arguments, sinh² and cosh².
            ("sin(x)^2+cos(x)-1", None),
            ("sin(x)*cos(y)-1/2", None),
            ("sinh(x)*cosh(x)-1/2", None),
            ("x+y", None),
            ("x^3+1", None),
            ("x^2-x^3", None),
            ("x*y", None),
        ] {
            let mut graph = Graph::new();
            let sum = notation::read(&mut graph, text, &Options::default()).expect(text);
            assert_eq!(signs(&mut graph, sum), found, "{text}");
        }
    }
}
