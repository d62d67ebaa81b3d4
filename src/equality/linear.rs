//! Sums of parts times numbers.

use crate::expression::{Graph, Id, Node, Variable, simplify};
use crate::number::rational::Rational;

/// Most terms of one sum.
const MAX_TERMS: usize = 16;

/// A sum of atoms times numbers and of a number, which is not below 0, or above it.
#[derive(Clone, Debug)]
pub(super) struct LinearSum {
    pub(super) terms: Vec<(Id, Rational)>,
    pub(super) constant: Rational,
    pub(super) strict: bool,
}

impl LinearSum {
    pub(super) fn of(graph: &mut Graph, id: Id) -> Option<LinearSum> {
        let mut sum = LinearSum {
            terms: Vec::new(),
            constant: Rational::zero(),
            strict: false,
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
                    _ => sum.add_product(graph, id, &factor),
                },
                Node::Quotient(a, b) => match graph.literal(b).and_then(Rational::reciprocal) {
                    Some(n) => waiting.push((a, &n * &factor)),
                    None => sum.add_product(graph, id, &factor),
                },
                _ => sum.add(id, &factor),
            }
        }
        Some(sum)
    }

    /// Its terms, with the number as one times 1.
    pub(super) fn listed(mut self, graph: &mut Graph) -> Vec<(Id, Rational)> {
        if !self.constant.is_zero() {
            let one = graph.number(Rational::one());
            self.terms.push((one, self.constant));
        }
        self.terms
    }

    /// The sum itself, with like terms together.
    pub(super) fn built(self, graph: &mut Graph) -> Id {
        let constant = graph.number(self.constant);
        self.terms
            .into_iter()
            .fold(constant, |sum, (atom, factor)| {
                let factor = graph.number(factor);
                let term = simplify::product(graph, factor, atom);
                simplify::sum(graph, sum, term)
            })
    }

    /// What makes its factors whole numbers without a common divisor, where all its terms are whole numbers
    /// times these; 2n − 4m has 1/2.
    pub(super) fn whole_scale(
        &self,
        graph: &Graph,
        symbols: &[(Variable, Id)],
    ) -> Option<Rational> {
        let one = Rational::one();
        let mut below = Rational::one();
        for (atom, factor) in &self.terms {
            if !is_whole(graph, &(*atom, one.clone()), symbols) {
                return None;
            }
            let own = Rational::new(factor.denominator().into_owned(), 1.into())?;
            let common = below.common_divisor(&own);
            below = &below * &own.divide(&common)?;
        }
        let whole = self.terms.iter().map(|(_, factor)| factor * &below);
        let common = whole.reduce(|one, other| one.common_divisor(&other))?;
        below.divide(&common.abs())
    }

    /// The factor f and the number c for which it is `f·part + c`, if there are such.
    pub(super) fn over(&self, part: &LinearSum) -> Option<(Rational, Rational)> {
        let (atom, own) = part.terms.first()?;
        let factor = self.factor(*atom).divide(own)?;
        let rest = self.clone().plus(&part.times(&-&factor));
        (!factor.is_zero() && rest.terms.is_empty()).then_some((factor, rest.constant))
    }

    /// Makes it larger than 0, which for a whole number is 1 at least.
    pub(super) fn raise(&mut self, is_whole: bool) {
        match is_whole {
            true => self.constant = &self.constant - &Rational::one(),
            false => self.strict = true,
        }
    }

    pub(super) fn add_product(&mut self, graph: &mut Graph, id: Id, factor: &Rational) {
        let (n, rest) = simplify::with_surd(graph, id).unwrap_or((Rational::one(), id));
        let factor = &n * factor;
        match graph.literal(rest) {
            Some(n) => self.constant = &self.constant + &(n * &factor),
            None => self.add(rest, &factor),
        }
    }

    pub(super) fn add(&mut self, atom: Id, factor: &Rational) {
        match self.terms.iter_mut().find(|(known, _)| *known == atom) {
            Some((_, own)) => *own = &*own + factor,
            None => self.terms.push((atom, factor.clone())),
        }
        self.terms.retain(|(_, factor)| !factor.is_zero());
    }

    pub(super) fn factor(&self, atom: Id) -> Rational {
        let own = self.terms.iter().find(|(known, _)| *known == atom);
        own.map_or_else(Rational::zero, |(_, factor)| factor.clone())
    }

    pub(super) fn times(&self, n: &Rational) -> LinearSum {
        LinearSum {
            terms: self
                .terms
                .iter()
                .map(|(atom, factor)| (*atom, factor * n))
                .collect(),
            constant: &self.constant * n,
            strict: self.strict,
        }
    }

    pub(super) fn plus(mut self, other: &LinearSum) -> LinearSum {
        for (atom, factor) in &other.terms {
            self.add(*atom, factor);
        }
        self.constant = &self.constant + &other.constant;
        self.strict |= other.strict;
        self
    }

    /// Is it a number that is not what the sum has to be?
    pub(super) fn is_false(&self) -> bool {
        let wrong = match self.strict {
            true => !self.constant.sign().is_gt(),
            false => self.constant.is_negative(),
        };
        self.terms.is_empty() && wrong
    }
}

/// Is every value of an atom times a number a whole number?
pub(super) fn is_whole(
    graph: &Graph,
    (atom, factor): &(Id, Rational),
    symbols: &[(Variable, Id)],
) -> bool {
    factor.is_integer()
        && match *graph.node(*atom) {
            Node::Variable(v) => symbols.iter().any(|(symbol, _)| *symbol == v),
            Node::Number(ref n) => n.is_integer(),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::{self, Options};

    /// A sum of whole numbers n and m is a multiple of one over this, and of no larger part of one.
    #[test]
    fn sums_of_whole_numbers_have_a_scale() {
        for (text, above, below) in [
            ("n", 1, 1),
            ("2*n-4*m", 1, 2),
            ("n/2+m/3", 6, 1),
            ("n/6-m/4", 12, 1),
            ("n/6+m/3", 6, 1),
            ("3*n/2+9*m/4", 4, 3),
            ("2*n/3+4*m/9+7", 9, 2),
            ("n/2+m/2", 2, 1),
        ] {
            let mut graph = Graph::new();
            let sum = notation::read(&mut graph, text, &Options::default()).expect(text);
            let sum = LinearSum::of(&mut graph, sum).expect(text);
            let symbols: Vec<(Variable, Id)> = sum
                .terms
                .iter()
                .filter_map(|(atom, _)| match *graph.node(*atom) {
                    Node::Variable(v) => Some((v, *atom)),
                    _ => None,
                })
                .collect();
            let scale = sum.whole_scale(&graph, &symbols);
            assert_eq!(scale, Some(Rational::ratio(above, below)), "{text}");
            assert_eq!(sum.whole_scale(&graph, &symbols[1..]), None, "{text}");
        }
    }
}
