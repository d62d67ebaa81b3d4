//! Signs of sums of squares: a polynomial in several parts that is nowhere below 0, or nowhere above,
//! because it is a sum of numbers above 0 times squares.

use crate::equality::linear::LinearSum;
use crate::equality::signs::{Signs, under_root};
use crate::expression::collected::{CollectedTerms, Monomial, multiplied_out};
use crate::expression::{Graph, Id, Node, simplify};
use crate::number::rational::Rational;
use crate::number::work;

/// Most products whose squares are looked for: their table has the square of so many places.
const MAX_ROOTS: usize = 12;

/// Most terms, and bits of the numbers in front of them.
const MAX_TERMS: usize = 60;
const MAX_BITS: u64 = 1_024;

/// What a place of the table costs, in the units of [`work`].
const PLACE_WORK: u64 = 20;

/// A sum as a sum of squares times numbers above 0, or as one with its sign turned.
pub(super) struct Squares {
    pub(super) signs: Signs,
    all: Vec<SquaredSum>,
}

/// A sum that is squared: products times numbers.
struct SquaredSum(Vec<(Monomial, Rational)>);

/// The signs of a sum, where squares tell; `None` of others.
pub(super) fn signs(graph: &mut Graph, sum: Id) -> Option<Signs> {
    Squares::of(graph, sum).map(|squares| squares.signs)
}

impl Squares {
    /// `None` of a sum that is not found to be one.
    pub(super) fn of(graph: &mut Graph, sum: Id) -> Option<Squares> {
        if !graph.node(sum).is_sum() {
            return None;
        }
        let terms = multiplied_out(graph, sum).filter(is_short)?;
        let terms = with_plain_bases(graph, terms)?;
        let even = with_pairs(graph, &terms, of_one_alone)?;
        let level = with_pairs(graph, &terms, at_one_degree)?;
        [even, level].iter().find_map(|terms| {
            of_squares(terms).or_else(|| {
                let turned = terms.iter().map(|(product, n)| (product.clone(), -n));
                let squares = of_squares(&turned.collect())?;
                Some(Squares {
                    signs: squares.signs.negative(),
                    ..squares
                })
            })
        })
    }

    /// What is 0 where each square is.
    pub(super) fn parts(&self, graph: &mut Graph) -> Vec<Id> {
        self.all.iter().map(|one| one.sum(graph)).collect()
    }
}

impl SquaredSum {
    fn sum(&self, graph: &mut Graph) -> Id {
        let zero = graph.number(Rational::zero());
        self.0.iter().fold(zero, |sum, (product, n)| {
            let term = graph.number(n.clone());
            let term = product.iter().fold(term, |term, (base, power)| {
                let power = graph.number(Rational::integer(*power));
                let power = simplify::power(graph, *base, power);
                simplify::product(graph, term, power)
            });
            simplify::sum(graph, sum, term)
        })
    }
}

fn is_short(terms: &CollectedTerms) -> bool {
    terms.len() <= MAX_TERMS && terms.values().all(|n| n.bits() <= MAX_BITS)
}

/// A sum of squares: the table of the numbers in front of all products of two roots, made
/// free of everything but its diagonal, has nothing below 0 there (Gram and Cholesky). `None` where it
/// has, or where there is no such table.
fn of_squares(terms: &CollectedTerms) -> Option<Squares> {
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
    // Each line of the table is what is squared.
    let squared = (0..count).filter(|at| !table[*at][*at].is_zero());
    let all = squared.map(|at| {
        let places = roots[at..].iter().zip(&table[at][at..]);
        let terms = places.filter(|(_, n)| !n.is_zero());
        SquaredSum(terms.map(|(root, n)| (root.clone(), n.clone())).collect())
    });
    Some(Squares {
        signs: match is_apart {
            true => Signs::PLUS,
            false => Signs::NOT_NEGATIVE,
        },
        all: all.collect(),
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
        put(&mut all, plain, &n);
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

/// The same where each pair f and g with f² + g² = 1 is written in some way, of those it can be.
fn with_pairs(
    graph: &mut Graph,
    terms: &CollectedTerms,
    written: fn(&CollectedTerms, Id, Id) -> Option<CollectedTerms>,
) -> Option<CollectedTerms> {
    let mut terms = terms.clone();
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
        if let Some(other) = written(&terms, f, g) {
            if !is_short(&other) {
                return None;
            }
            terms = other;
        }
    }
    Some(terms)
}

/// With f alone, where there are only even powers of g: `sin(x)^6 + cos(x)^6 - 1/4` is
/// `3*sin(x)^4 - 3*sin(x)^2 + 3/4`.
fn of_one_alone(terms: &CollectedTerms, f: Id, g: Id) -> Option<CollectedTerms> {
    let power = |product: &Monomial| product.get(&g).copied().unwrap_or(0);
    if terms
        .keys()
        .any(|product| power(product) < 0 || power(product) % 2 != 0)
    {
        return None;
    }
    let mut all = CollectedTerms::new();
    for (product, n) in terms {
        let k = power(product) / 2;
        let mut rest = product.clone();
        rest.remove(&g);
        // (1 − f²)^k
        let minus = Rational::integer(-1);
        for (j, binomial) in binomials(k).enumerate() {
            let j = i64::try_from(j).ok()?;
            let own = times(&rest, &Monomial::from([(f, 2 * j)]))?;
            put(&mut all, own, &(n * &(&binomial * &minus.power(j)?)));
        }
    }
    all.retain(|_, n: &mut Rational| !n.is_zero());
    Some(all)
}

/// With all terms of one degree in f and g, if they differ by even degrees: of `sin(x)^4 + cos(x)^4 - 1` the
/// 1 is `(sin(x)^2 + cos(x)^2)^2`.
fn at_one_degree(terms: &CollectedTerms, f: Id, g: Id) -> Option<CollectedTerms> {
    let degree = |product: &Monomial| {
        let of = |part: Id| product.get(&part).copied().unwrap_or(0);
        (of(f) >= 0 && of(g) >= 0).then(|| of(f) + of(g))
    };
    let degrees: Vec<i64> = terms.keys().map(degree).collect::<Option<_>>()?;
    let most = degrees.iter().copied().max().unwrap_or(0);
    if most < 2 || degrees.iter().any(|degree| (most - degree) % 2 != 0) {
        return None;
    }
    let mut all = CollectedTerms::new();
    for ((product, n), degree) in terms.iter().zip(&degrees) {
        // (f² + g²)^k
        let k = (most - degree) / 2;
        for (j, binomial) in binomials(k).enumerate() {
            let j = i64::try_from(j).ok()?;
            let pair = Monomial::from([(f, 2 * (k - j)), (g, 2 * j)]);
            put(&mut all, times(product, &pair)?, &(n * &binomial));
        }
    }
    all.retain(|_, n: &mut Rational| !n.is_zero());
    Some(all)
}

/// The binomial coefficients of a power.
fn binomials(k: i64) -> impl Iterator<Item = Rational> {
    let next = move |(j, before): &(i64, Rational)| {
        (*j < k).then(|| (j + 1, before * &Rational::ratio(k - j, j + 1)))
    };
    std::iter::successors(Some((0, Rational::one())), next).map(|(_, binomial)| binomial)
}

fn put(terms: &mut CollectedTerms, product: Monomial, n: &Rational) {
    let own = terms.entry(product).or_insert_with(Rational::zero);
    *own = &*own + n;
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
            ("sin(x)^6+cos(x)^6-1/4", Some(Signs::NOT_NEGATIVE)),
            ("sin(x)^6+cos(x)^6-26/100", None),
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
