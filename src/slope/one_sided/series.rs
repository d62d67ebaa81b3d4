//! Series in a small t > 0 with rational exponents and powers of ln t, cut off after some terms.

use crate::expression::{Id, Node};
use crate::number::rational::Rational;
use crate::number::work;
use crate::slope::one_sided::constants::Constants;
use std::cmp::Ordering;

/// Most terms of a series; what follows joins the remainder.
const MAX_TERMS: usize = 40;

/// What a product of two terms costs, in the units of [`work`]: their exponents are added, and sorted.
const TERM_WORK: u64 = 300;

/// Most powers of the small part that are added up in a composition.
const MAX_POWERS: i64 = 48;

/// `coefficient · t^exponent · (ln t)^logs`
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) exponent: Rational,
    pub(super) logs: i32,
    pub(super) coefficient: Id,
}

impl Term {
    /// Which of two terms is larger for small t comes first.
    fn order(&self, other: &Term) -> Ordering {
        let exponents = self.exponent.cmp(&other.exponent);
        exponents.then(other.logs.cmp(&self.logs))
    }

    fn is_constant(&self) -> bool {
        self.exponent.is_zero() && self.logs == 0
    }
}

/// A sum of terms, the largest for small t first, and a remainder.
#[derive(Clone, Debug, Default)]
pub(super) struct Series {
    pub(super) terms: Vec<Term>,
    /// The remainder is smaller than t to every power below this one; `None` where there is none.
    pub(super) rest: Option<Rational>,
}

/// What a series begins with.
#[derive(Clone, Debug)]
pub(super) enum Lead {
    /// It is 0 throughout.
    Zero,
    /// Nothing is known but that it is as small as its remainder.
    Small,
    /// A term with a coefficient of this sign.
    Term(Term, Ordering),
    /// Whether the first coefficient is 0 is not settled.
    Unknown,
}

/// What a series tends to as t falls to 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesLimit {
    /// This number, an expression without variables.
    Finite(Id),
    /// Without bound, upwards (`Greater`) or downwards (`Less`).
    Infinite(Ordering),
    /// There is no value on this side.
    Outside,
    /// There is none: it wavers.
    None,
    /// It was not found.
    Unknown,
}

/// The smaller remainder exponent.
fn least(a: Option<Rational>, b: Option<Rational>) -> Option<Rational> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Counts the work of a product.
fn spend_terms(one: &Series, other: &Series) {
    work::spend(TERM_WORK * (one.terms.len() * other.terms.len()) as u64);
}

/// How far above its first exponent a product is multiplied out: somewhat further than it is kept,
/// as its first coefficient may turn out to be 0.
fn reach(length: &Rational) -> Rational {
    length + &Rational::one()
}

impl Series {
    /// A number.
    pub(super) fn constant(k: &Constants<'_>, coefficient: Id) -> Series {
        Series::term(k, coefficient, Rational::zero(), 0)
    }

    /// One term.
    pub(super) fn term(
        k: &Constants<'_>,
        coefficient: Id,
        exponent: Rational,
        logs: i32,
    ) -> Series {
        let zero = k.graph.literal(coefficient).is_some_and(Rational::is_zero);
        let term = Term {
            exponent,
            logs,
            coefficient,
        };
        Series {
            terms: if zero { Vec::new() } else { vec![term] },
            rest: None,
        }
    }

    /// Only a remainder.
    pub(super) fn small(rest: Rational) -> Series {
        Series {
            terms: Vec::new(),
            rest: Some(rest),
        }
    }

    /// The exponent that it begins with, or `None` for exactly 0.
    pub(super) fn start(&self) -> Option<Rational> {
        match self.terms.first() {
            Some(term) => Some(term.exponent.clone()),
            None => self.rest.clone(),
        }
    }

    /// Sorts and joins the terms, and cuts what lies more than `length` above the first exponent.
    fn tidied(mut self, k: &mut Constants<'_>, length: &Rational) -> Series {
        self.terms.sort_by(Term::order);
        let mut joined: Vec<Term> = Vec::new();
        for term in self.terms {
            match joined.last_mut() {
                Some(last) if last.order(&term).is_eq() => {
                    last.coefficient = k.sum(last.coefficient, term.coefficient);
                }
                _ => joined.push(term),
            }
        }
        joined.retain(|t| {
            !k.graph
                .literal(t.coefficient)
                .is_some_and(Rational::is_zero)
        });
        let mut rest = self.rest;
        if let Some(first) = joined.first() {
            let end = &first.exponent + length;
            let beyond = joined.iter().position(|t| t.exponent > end);
            let cut = beyond.unwrap_or(joined.len()).min(MAX_TERMS);
            if let Some(term) = joined.get(cut) {
                rest = least(rest, Some(term.exponent.clone()));
            }
        }
        if let Some(rest) = &rest {
            joined.retain(|t| t.exponent < *rest);
        }
        Series {
            terms: joined,
            rest,
        }
    }

    pub(super) fn plus(&self, k: &mut Constants<'_>, other: &Series, length: &Rational) -> Series {
        let sum = Series {
            terms: [&self.terms[..], &other.terms[..]].concat(),
            rest: least(self.rest.clone(), other.rest.clone()),
        };
        sum.tidied(k, length)
    }

    pub(super) fn minus(&self, k: &mut Constants<'_>, other: &Series, length: &Rational) -> Series {
        let other = other.negative(k);
        self.plus(k, &other, length)
    }

    pub(super) fn negative(&self, k: &mut Constants<'_>) -> Series {
        self.mapped(|t| Term {
            coefficient: k.negative(t.coefficient),
            ..t.clone()
        })
    }

    pub(super) fn scaled(&self, k: &mut Constants<'_>, factor: Id) -> Series {
        if k.graph.literal(factor).is_some_and(Rational::is_zero) {
            return Series::default();
        }
        self.mapped(|t| Term {
            coefficient: k.product(t.coefficient, factor),
            ..t.clone()
        })
    }

    fn mapped(&self, map: impl FnMut(&Term) -> Term) -> Series {
        Series {
            terms: self.terms.iter().map(map).collect(),
            rest: self.rest.clone(),
        }
    }

    /// Times `t^exponent · (ln t)^logs`.
    pub(super) fn shifted(&self, exponent: &Rational, logs: i32) -> Series {
        let mut shifted = self.mapped(|t| Term {
            exponent: &t.exponent + exponent,
            logs: t.logs + logs,
            ..t.clone()
        });
        shifted.rest = self.rest.as_ref().map(|rest| rest + exponent);
        shifted
    }

    pub(super) fn times(&self, k: &mut Constants<'_>, other: &Series, length: &Rational) -> Series {
        let (Some(a), Some(b)) = (self.start(), other.start()) else {
            return Series::default();
        };
        spend_terms(self, other);
        let mut terms = Vec::new();
        let reach = reach(length);
        for s in &self.terms {
            for o in &other.terms {
                // Products that are cut off anyway are not multiplied out.
                let exponent = &s.exponent + &o.exponent;
                if &(&exponent - &a) - &b <= reach {
                    terms.push((exponent, s, o));
                }
            }
        }
        let complete = terms.len() == self.terms.len() * other.terms.len();
        let cut = (!complete).then(|| &(&a + &b) + &reach);
        let rest = least(
            self.rest.as_ref().map(|rest| rest + &b),
            other.rest.as_ref().map(|rest| rest + &a),
        );
        let terms = terms.into_iter().map(|(exponent, s, o)| Term {
            exponent,
            logs: s.logs + o.logs,
            coefficient: k.product(s.coefficient, o.coefficient),
        });
        let product = Series {
            terms: terms.collect(),
            rest: least(rest, cut),
        };
        product.tidied(k, length)
    }

    /// What it begins with; coefficients that prove to be 0 are dropped.
    pub(super) fn lead(&mut self, k: &mut Constants<'_>) -> Lead {
        while let Some(first) = self.terms.first().cloned() {
            match k.sign(first.coefficient) {
                Some(Ordering::Equal) => {
                    self.terms.remove(0);
                }
                Some(sign) => {
                    let next = self.terms.get(1);
                    if next.is_some_and(|t| k.alike(&t.exponent, &first.exponent)) {
                        return Lead::Unknown;
                    }
                    return Lead::Term(first, sign);
                }
                None => return Lead::Unknown,
            }
        }
        match self.rest {
            None => Lead::Zero,
            Some(_) => Lead::Small,
        }
    }

    /// Its sign for small t; `Err` where that is not settled.
    pub(super) fn sign(&mut self, k: &mut Constants<'_>) -> Result<Ordering, Lead> {
        match self.lead(k) {
            // ln t is below 0.
            Lead::Term(term, sign) if term.logs % 2 != 0 => Ok(sign.reverse()),
            Lead::Term(_, sign) => Ok(sign),
            Lead::Zero => Ok(Ordering::Equal),
            other => Err(other),
        }
    }

    /// What it tends to.
    pub(super) fn limit(&mut self, k: &mut Constants<'_>) -> SeriesLimit {
        let zero = Rational::zero();
        let lead = self.lead(k);
        // A term that vanishes whatever its coefficient is.
        if let Some(first) = self.terms.first() {
            if k.alike(&first.exponent, &zero) {
                return SeriesLimit::Unknown;
            }
            if first.exponent > zero {
                return SeriesLimit::Finite(k.number(0));
            }
        }
        match lead {
            Lead::Zero => SeriesLimit::Finite(k.number(0)),
            Lead::Small if self.rest.as_ref().is_some_and(|rest| *rest > zero) => {
                SeriesLimit::Finite(k.number(0))
            }
            Lead::Term(term, _) if term.is_constant() => SeriesLimit::Finite(term.coefficient),
            Lead::Term(term, _) if term.exponent.is_zero() && term.logs < 0 => {
                SeriesLimit::Finite(k.number(0))
            }
            Lead::Term(..) => match self.sign(k) {
                Ok(sign) => SeriesLimit::Infinite(sign),
                Err(_) => SeriesLimit::Unknown,
            },
            // A constant term is the limit even if it may be 0.
            Lead::Unknown => match self.terms.first() {
                Some(term) if term.is_constant() => SeriesLimit::Finite(term.coefficient),
                _ => SeriesLimit::Unknown,
            },
            Lead::Small => SeriesLimit::Unknown,
        }
    }

    /// The constant term, and all else: `None` where it does not tend to a number.
    pub(super) fn parted(&mut self, k: &mut Constants<'_>) -> Option<(Id, Series)> {
        let SeriesLimit::Finite(limit) = self.limit(k) else {
            return None;
        };
        let mut rest = self.clone();
        rest.terms.retain(|t| !t.is_constant());
        let vanishes = rest.terms.iter().all(|t| t.exponent.sign().is_gt());
        vanishes.then_some((limit, rest))
    }

    /// `Σ coefficient(n) · self^n` for a series that tends to 0, up to what `length` asks for.
    ///
    /// `coefficient` gives `None` where no more are known, and the number 0 for good where the sum
    /// ends.
    pub(super) fn composed(
        &self,
        k: &mut Constants<'_>,
        length: &Rational,
        finite: bool,
        mut coefficient: impl FnMut(&mut Constants<'_>, i64) -> Option<Id>,
    ) -> Option<Series> {
        let first = coefficient(k, 0)?;
        let mut sum = Series::constant(k, first);
        let Some(start) = self.start() else {
            return Some(sum);
        };
        let one = k.number(1);
        let mut power = Series::constant(k, one);
        for n in 1.. {
            if k.is_spent() {
                return None;
            }
            let at = &start * &Rational::integer(n);
            let factor = match at > *length || n > MAX_POWERS {
                true => None,
                false => coefficient(k, n),
            };
            let Some(factor) = factor else {
                sum.rest = least(sum.rest, Some(at));
                break;
            };
            if finite && k.graph.literal(factor).is_some_and(Rational::is_zero) {
                return Some(sum);
            }
            power = power.times(k, self, length);
            let term = power.scaled(k, factor);
            sum = sum.plus(k, &term, length);
        }
        Some(sum.tidied(k, length))
    }

    /// It divided by its first term, less 1: what tends to 0 in `first · (1 + w)`.
    pub(super) fn relative(&self, k: &mut Constants<'_>, first: &Term) -> Option<Series> {
        let mut others = self.clone();
        others.terms.remove(0);
        let one = k.number(1);
        let inverse = k.quotient(one, first.coefficient);
        let w = others
            .scaled(k, inverse)
            .shifted(&-&first.exponent, -first.logs);
        let vanishes = w.terms.iter().all(|t| t.exponent.sign().is_gt());
        vanishes.then_some(w)
    }

    /// `first^power · (1 + w)^power` by the binomial series, DLMF 4.6.7.
    ///
    /// `exponent` is the power as a rational number, `id` as a coefficient; the first coefficient
    /// has a real power.
    pub(super) fn raised(
        &self,
        k: &mut Constants<'_>,
        first: &Term,
        exponent: &Rational,
        id: Id,
        length: &Rational,
    ) -> Option<Series> {
        let logs = if first.logs == 0 {
            0
        } else {
            let logs = &Rational::integer(first.logs.into()) * exponent;
            i32::try_from(logs.to_i64()?).ok()?
        };
        let w = self.relative(k, first)?;
        let mut binomial = k.number(1);
        let sum = w.composed(k, length, true, |k, n| {
            if n > 0 {
                let less = k.number(n - 1);
                let above = k.difference(id, less);
                let count = k.number(n);
                let factor = k.quotient(above, count);
                binomial = k.product(binomial, factor);
            }
            Some(binomial)
        })?;
        let front = k.power(first.coefficient, id);
        let scaled = sum.scaled(k, front);
        Some(scaled.shifted(&(&first.exponent * exponent), logs))
    }

    /// `ln(first) + ln(1 + w)`, for a first coefficient above 0.
    pub(super) fn logarithm(
        &self,
        k: &mut Constants<'_>,
        first: &Term,
        length: &Rational,
    ) -> Option<Series> {
        if first.logs != 0 {
            return None;
        }
        let w = self.relative(k, first)?;
        let sum = w.composed(k, length, false, |k, n| {
            Some(if n == 0 {
                k.number(0)
            } else {
                k.number(Rational::ratio(if n % 2 == 0 { -1 } else { 1 }, n))
            })
        })?;
        let front = k.built(&Node::logarithm(first.coefficient));
        let front = Series::constant(k, front);
        let exponent = k.number(first.exponent.clone());
        let logarithm = Series::term(k, exponent, Rational::zero(), 1);
        let sum = sum.plus(k, &front, length);
        Some(sum.plus(k, &logarithm, length))
    }

    /// The integral from 0 to t; `None` where it does not exist or has powers of ln t.
    pub(super) fn integral(&self, k: &mut Constants<'_>) -> Option<Series> {
        let one = Rational::one();
        let mut terms = Vec::new();
        for t in &self.terms {
            let exponent = &t.exponent + &one;
            if t.logs != 0 || exponent.sign().is_le() {
                return None;
            }
            let divisor = k.number(exponent.clone());
            terms.push(Term {
                coefficient: k.quotient(t.coefficient, divisor),
                logs: 0,
                exponent,
            });
        }
        let rest = self.rest.as_ref().map(rest_of_integral);
        if rest.as_ref().is_some_and(|rest| rest.sign().is_le()) {
            return None;
        }
        Some(Series { terms, rest })
    }

    /// `Σ c·self^q` over the terms of a series in another variable, which this one, above 0 and
    /// falling to 0, is put in place of.
    pub(super) fn substituted(
        &self,
        k: &mut Constants<'_>,
        first: &Term,
        outer: &Series,
        length: &Rational,
    ) -> Option<Series> {
        let mut sum = Series {
            terms: Vec::new(),
            rest: outer.rest.as_ref().map(|rest| rest * &first.exponent),
        };
        for term in &outer.terms {
            if term.logs != 0 {
                return None;
            }
            let exponent = k.number(term.exponent.clone());
            let power = self.raised(k, first, &term.exponent, exponent, length)?;
            let power = power.scaled(k, term.coefficient);
            sum = sum.plus(k, &power, length);
        }
        Some(sum)
    }
}

/// The order of what is left of an integral, from that of what is left of the function.
fn rest_of_integral(rest: &Rational) -> Rational {
    rest + &Rational::one()
}
