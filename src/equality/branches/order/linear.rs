//! Sums that can't have the signs of a branch together: where x + y and x − y are above 0, x is.
//! Variables are eliminated one by one (Fourier and Motzkin; Schrijver, "Theory of Linear and Integer
//! Programming", §12.2).

use crate::equality::signs::Signs;
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use crate::number::work;

/// Most sums that are looked at together, and most that elimination may make of them.
const MAX_SUMS: usize = 12;
const MAX_MADE: usize = 64;

/// What one of them costs, in the units of [`work`].
const SUM_WORK: u64 = 32;

/// Most terms of one sum.
const MAX_TERMS: usize = 16;

/// What the orders of a branch say together.
pub(in crate::equality::branches) enum Around {
    Nothing,
    /// There is no point on the branch.
    Nowhere,
    /// The part with this number among the signs is 0.
    Equal(usize),
}

/// A sum of atoms times numbers and of a number, which is not below 0, or above it.
#[derive(Clone, Debug)]
struct Sum {
    terms: Vec<(Id, Rational)>,
    constant: Rational,
    strict: bool,
}

/// What the signs of these parts say together, as far as they are sums.
pub(super) fn solutions(graph: &Graph, signs: &[(Id, Signs)]) -> Around {
    let mut sums = Vec::new();
    for (number, &(part, signs)) in signs.iter().enumerate() {
        let strict = !signs.has(Signs::ZERO);
        let above = signs.is_within(Signs::NOT_NEGATIVE);
        let below = signs.is_within(Signs::NOT_POSITIVE);
        if !above && !below {
            continue;
        }
        let Some(sum) = Sum::of(graph, part, strict) else {
            continue;
        };
        if below {
            sums.push((number, sum.times(&Rational::integer(-1))));
        }
        if above {
            sums.push((number, sum));
        }
    }
    if sums.len() < 3 || sums.len() > MAX_SUMS {
        return Around::Nothing;
    }
    let all: Vec<Sum> = sums.iter().map(|(_, sum)| sum.clone()).collect();
    if has_no_solution(all.clone()) {
        return Around::Nowhere;
    }
    // What can't be above 0 is 0.
    for (at, (number, sum)) in sums.iter().enumerate() {
        if sum.strict || signs[*number].1 == Signs::ZERO {
            continue;
        }
        let mut all = all.clone();
        all[at].strict = true;
        if has_no_solution(all) {
            return Around::Equal(*number);
        }
    }
    Around::Nothing
}

fn has_no_solution(mut sums: Vec<Sum>) -> bool {
    while let Some(atom) = next(&sums) {
        let (with, mut without): (Vec<Sum>, Vec<Sum>) = sums
            .into_iter()
            .partition(|sum| !sum.factor(atom).is_zero());
        let (above, below): (Vec<Sum>, Vec<Sum>) = with
            .into_iter()
            .partition(|sum| sum.factor(atom).sign().is_gt());
        let made = above.len() * below.len();
        work::spend(SUM_WORK * made as u64);
        if without.len() + made > MAX_MADE {
            return false;
        }
        for one in &above {
            for other in &below {
                // Both so large that the atom cancels.
                let first = one.times(&other.factor(atom).abs());
                without.push(first.plus(&other.times(&one.factor(atom))));
            }
        }
        if without.iter().any(Sum::is_false) {
            return true;
        }
        sums = without;
    }
    false
}

/// The atom whose elimination makes the fewest sums.
fn next(sums: &[Sum]) -> Option<Id> {
    let all = sums.iter().flat_map(|sum| &sum.terms);
    let made = |atom: Id| {
        let signs = sums.iter().map(|sum| sum.factor(atom).sign());
        let (mut above, mut below) = (0, 0);
        signs.for_each(|sign| {
            above += usize::from(sign.is_gt());
            below += usize::from(sign.is_lt());
        });
        above * below
    };
    all.map(|(atom, _)| *atom)
        .min_by_key(|atom| (made(*atom), *atom))
}

impl Sum {
    fn of(graph: &Graph, id: Id, strict: bool) -> Option<Sum> {
        let mut sum = Sum {
            terms: Vec::new(),
            constant: Rational::zero(),
            strict,
        };
        let mut waiting = vec![(id, Rational::one())];
        while let Some((id, factor)) = waiting.pop() {
            if sum.terms.len() + waiting.len() > MAX_TERMS {
                return None;
            }
            match *graph.node(id) {
                Node::Number(ref n) => sum.constant = &sum.constant + &(n * &factor),
                Node::Negative(a) => waiting.push((a, -&factor)),
                Node::Sum(a, b) => waiting.extend([(a, factor.clone()), (b, factor)]),
                Node::Difference(a, b) => {
                    let negative = -&factor;
                    waiting.extend([(a, factor), (b, negative)]);
                }
                Node::Product(a, b) => match (graph.literal(a), graph.literal(b)) {
                    (Some(n), _) => waiting.push((b, n * &factor)),
                    (_, Some(n)) => waiting.push((a, n * &factor)),
                    _ => sum.add(id, &factor),
                },
                Node::Quotient(a, b) => match graph.literal(b).and_then(Rational::reciprocal) {
                    Some(n) => waiting.push((a, &n * &factor)),
                    None => sum.add(id, &factor),
                },
                _ => sum.add(id, &factor),
            }
        }
        Some(sum)
    }

    fn add(&mut self, atom: Id, factor: &Rational) {
        match self.terms.iter_mut().find(|(known, _)| *known == atom) {
            Some((_, own)) => *own = &*own + factor,
            None => self.terms.push((atom, factor.clone())),
        }
        self.terms.retain(|(_, factor)| !factor.is_zero());
    }

    fn factor(&self, atom: Id) -> Rational {
        let own = self.terms.iter().find(|(known, _)| *known == atom);
        own.map_or_else(Rational::zero, |(_, factor)| factor.clone())
    }

    fn times(&self, n: &Rational) -> Sum {
        Sum {
            terms: self
                .terms
                .iter()
                .map(|(atom, factor)| (*atom, factor * n))
                .collect(),
            constant: &self.constant * n,
            strict: self.strict,
        }
    }

    fn plus(mut self, other: &Sum) -> Sum {
        for (atom, factor) in &other.terms {
            self.add(*atom, factor);
        }
        self.constant = &self.constant + &other.constant;
        self.strict |= other.strict;
        self
    }

    /// Is it a number that is not what the sum has to be?
    fn is_false(&self) -> bool {
        let wrong = match self.strict {
            true => !self.constant.sign().is_gt(),
            false => self.constant.is_negative(),
        };
        self.terms.is_empty() && wrong
    }
}
