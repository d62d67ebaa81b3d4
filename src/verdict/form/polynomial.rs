//! Polynomials of one variable over the rationals: common factors, and whether one can be taken
//! apart.

use crate::expression::Id;
use crate::expression::collected::CollectedTerms;
use crate::number::rational::Rational;
use crate::verdict::form::terms::common_divisor;

/// Highest degree that is looked at.
const MAX_DEGREE: usize = 24;

/// Largest whole number whose divisors are tried one by one.
const MAX_NUMBER: i64 = 1_000_000;

/// Most quadratic factors that are tried.
const MAX_TRIALS: usize = 20_000;

/// The numbers in front, from the constant up; the last one is not 0.
pub(super) type Polynomial = Vec<Rational>;

/// A sum of powers of one thing as a polynomial, with that thing; `None` where it is none or of
/// degree 0.
pub(super) fn of(terms: &CollectedTerms) -> Option<(Id, Polynomial)> {
    let base = terms.keys().find_map(|monomial| monomial.keys().next())?;
    let mut polynomial = Polynomial::new();
    for (monomial, n) in terms {
        let degree = match monomial.len() {
            0 => 0,
            1 => usize::try_from(*monomial.get(base)?).ok()?,
            _ => return None,
        };
        if degree > MAX_DEGREE {
            return None;
        }
        if polynomial.len() <= degree {
            polynomial.resize(degree + 1, Rational::zero());
        }
        polynomial[degree] = n.clone();
    }
    Some((*base, polynomial))
}

/// A sum of two things in which every term has the same degree, as a polynomial of their quotient:
/// `x^2 - y^2` can be taken apart where `t^2 - 1` can.
pub(super) fn homogeneous(terms: &CollectedTerms) -> Option<Polynomial> {
    let mut bases: Vec<Id> = terms
        .keys()
        .flat_map(|monomial| monomial.keys().copied())
        .collect();
    bases.sort_unstable();
    bases.dedup();
    let [first, second] = bases[..] else {
        return None;
    };
    let mut polynomial = Polynomial::new();
    let mut all = None;
    for (monomial, n) in terms {
        let of = |base| usize::try_from(monomial.get(&base).copied().unwrap_or(0)).ok();
        let (degree, other) = (of(first)?, of(second)?);
        if *all.get_or_insert(degree + other) != degree + other || degree > MAX_DEGREE {
            return None;
        }
        if polynomial.len() <= degree {
            polynomial.resize(degree + 1, Rational::zero());
        }
        polynomial[degree] = n.clone();
    }
    Some(polynomial)
}

/// What is left when one is divided by the other, which is not 0.
fn remainder(mut a: Polynomial, b: &[Rational]) -> Polynomial {
    let lead = &b[b.len() - 1];
    while a.len() >= b.len() {
        let last = &a[a.len() - 1];
        let by = last
            .divide(lead)
            .expect("a polynomial's last number is not 0");
        let shift = a.len() - b.len();
        for (at, n) in b.iter().enumerate() {
            a[shift + at] = &a[shift + at] - &(n * &by);
        }
        while a.last().is_some_and(Rational::is_zero) {
            a.pop();
        }
    }
    a
}

/// Its linear factors over the rationals, and what is left last: their product is the polynomial.
pub(super) fn linear_factors(mut polynomial: Polynomial) -> Vec<Polynomial> {
    let mut factors = Vec::new();
    while polynomial.len() > 2
        && let Some(root) = rational_root(&polynomial)
    {
        let part = |n: &crate::number::Integer| Rational::new(n.clone(), 1.into());
        let (Some(p), Some(q)) = (part(&root.numerator()), part(&root.denominator())) else {
            break;
        };
        // Horner's scheme: what it leaves on the way is the quotient by x - root.
        let mut quotient = Polynomial::new();
        let mut carried = Rational::zero();
        for n in polynomial.iter().skip(1).rev() {
            carried = &(&carried * &root) + n;
            quotient.push(carried.divide(&q).expect("no denominator is 0"));
        }
        quotient.reverse();
        factors.push(vec![-p, q]);
        polynomial = quotient;
    }
    factors.push(polynomial);
    factors
}

/// Whether two have a factor in common that is no number.
pub(super) fn share_a_factor(a: &[Rational], b: &[Rational]) -> bool {
    let (mut a, mut b) = (a.to_vec(), b.to_vec());
    while !b.is_empty() {
        let rest = remainder(a, &b);
        a = b;
        b = rest;
    }
    a.len() > 1
}

/// Whether it can be taken apart into two of lower degree. All linear and quadratic factors over the
/// rationals are found, so that up to degree 5 the answer is certain.
pub(super) fn splits(polynomial: &[Rational]) -> bool {
    if polynomial.len() <= 2 {
        return false;
    }
    let Some(whole) = whole(polynomial) else {
        return false;
    };
    rational_root(polynomial).is_some()
        || (polynomial.len() > 4 && has_quadratic(polynomial, &whole))
}

/// A rational root, where there is one and the numbers are small.
fn rational_root(polynomial: &[Rational]) -> Option<Rational> {
    let whole = whole(polynomial)?;
    let (first, last) = (whole[0], whole[whole.len() - 1]);
    if first == 0 {
        return Some(Rational::zero());
    }
    let (above, below) = (divisors(first), divisors(last));
    for p in &above {
        for q in &below {
            for p in [*p, -p] {
                let root = Rational::ratio(p, *q);
                if value(polynomial, &root).is_zero() {
                    return Some(root);
                }
            }
        }
    }
    None
}

/// Kronecker's way: a factor takes whole values that divide those of the polynomial, and three of
/// them make a quadratic.
fn has_quadratic(polynomial: &[Rational], whole: &[i64]) -> bool {
    let at = |x: i64| value(polynomial, &Rational::integer(x));
    let scale = Rational::integer(whole[0])
        .divide(&polynomial[0])
        .unwrap_or_else(Rational::one);
    let values = [0, 1, -1].map(|x| (&at(x) * &scale).to_i64());
    let [Some(zero), Some(one), Some(minus)] = values else {
        return false;
    };
    let (zeros, ones, minuses) = (divisors(zero), divisors(one), divisors(minus));
    if zeros.len() * ones.len() * minuses.len() * 4 > MAX_TRIALS {
        return false;
    }
    let last = whole[whole.len() - 1];
    for &c in &zeros {
        for one in ones.iter().flat_map(|n| [*n, -n]) {
            for minus in minuses.iter().flat_map(|n| [*n, -n]) {
                // a + b + c and a - b + c
                if (one + minus) % 2 != 0 {
                    continue;
                }
                let (a, b) = ((one + minus) / 2 - c, (one - minus) / 2);
                if a == 0 || last % a != 0 {
                    continue;
                }
                let factor = [c, b, a].map(Rational::integer);
                if remainder(polynomial.to_vec(), &factor).is_empty() {
                    return true;
                }
            }
        }
    }
    false
}

/// The same polynomial with whole numbers without a common divisor, where they are small.
fn whole(polynomial: &[Rational]) -> Option<Vec<i64>> {
    let mut scale = 1_i64;
    for n in polynomial {
        let below = Rational::new(n.denominator().into_owned(), 1.into())?.to_i64()?;
        scale = (scale / common_divisor(scale, below)).checked_mul(below)?;
    }
    let all: Option<Vec<i64>> = polynomial
        .iter()
        .map(|n| (n * &Rational::integer(scale)).to_i64())
        .collect();
    let all = all?;
    let common = all.iter().fold(0, |common, n| common_divisor(common, *n));
    Some(all.into_iter().map(|n| n / common.max(1)).collect())
}

/// The positive divisors of a number that is not 0; none where it is large.
fn divisors(n: i64) -> Vec<i64> {
    let n = n.abs();
    if n > MAX_NUMBER {
        return Vec::new();
    }
    let small: Vec<i64> = (1..)
        .take_while(|d| d * d <= n)
        .filter(|d| n % d == 0)
        .collect();
    let mut all: Vec<i64> = small.iter().flat_map(|d| [*d, n / d]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn value(polynomial: &[Rational], x: &Rational) -> Rational {
    let rest = polynomial.iter().rev();
    rest.fold(Rational::zero(), |sum, n| &(&sum * x) + n)
}
