//! Sums whose terms are a number, a part and its square: intervals alone lose that the part is the
//! same in both.

use crate::equality::range::Range;
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;

/// Longest coefficients that are followed.
const MAX_COEFFICIENT_BITS: u64 = 256;

/// `c[0] + c[1]·u + c[2]·u²` for another part u, or for none.
#[derive(Clone, Debug)]
pub(super) struct Quadratic {
    atom: Option<Id>,
    c: [Rational; 3],
}

impl Quadratic {
    pub(super) fn of(graph: &Graph, id: Id, known: &[Option<Quadratic>]) -> Quadratic {
        let of = |a: Id| known[a.index()].as_ref().expect("arguments come before");
        let made = match *graph.node(id) {
            Node::Number(ref n) => Some(Quadratic::constant(n.clone())),
            Node::Negative(a) => Some(of(a).scaled(&Rational::integer(-1))),
            Node::Sum(a, b) => of(a).plus(of(b)),
            Node::Difference(a, b) => of(a).plus(&of(b).scaled(&Rational::integer(-1))),
            Node::Product(a, b) => of(a).times(of(b)),
            Node::Quotient(a, b) => graph
                .literal(b)
                .and_then(Rational::reciprocal)
                .map(|factor| of(a).scaled(&factor)),
            Node::Power(a, b) if graph.literal(b).is_some_and(|n| *n == Rational::integer(2)) => {
                of(a).times(of(a))
            }
            _ => None,
        };
        let short = |q: &Quadratic| q.c.iter().all(|c| c.bits() <= MAX_COEFFICIENT_BITS);
        made.filter(short).unwrap_or_else(|| Quadratic {
            atom: Some(id),
            c: [Rational::zero(), Rational::one(), Rational::zero()],
        })
    }

    fn constant(n: Rational) -> Quadratic {
        Quadratic {
            atom: None,
            c: [n, Rational::zero(), Rational::zero()],
        }
    }

    fn degree(&self) -> usize {
        (1..=2).rev().find(|&k| !self.c[k].is_zero()).unwrap_or(0)
    }

    fn scaled(&self, factor: &Rational) -> Quadratic {
        let c = [0, 1, 2].map(|k| &self.c[k] * factor);
        Quadratic { atom: self.atom, c }
    }

    /// The part that both are made of; `None` where there are two.
    fn shared(&self, other: &Quadratic) -> Option<Option<Id>> {
        match (self.atom, other.atom) {
            (Some(a), Some(b)) if a != b => None,
            (a, b) => Some(a.or(b)),
        }
    }

    fn plus(&self, other: &Quadratic) -> Option<Quadratic> {
        let c = [0, 1, 2].map(|k| &self.c[k] + &other.c[k]);
        Some(Quadratic {
            atom: self.shared(other)?,
            c,
        })
    }

    fn times(&self, other: &Quadratic) -> Option<Quadratic> {
        let atom = self.shared(other)?;
        if self.degree() + other.degree() > 2 {
            return None;
        }
        let mut c = [Rational::zero(), Rational::zero(), Rational::zero()];
        for (i, a) in self.c.iter().enumerate() {
            for (j, b) in other.c.iter().enumerate().take(3 - i) {
                c[i + j] = &c[i + j] + &(a * b);
            }
        }
        Some(Quadratic { atom, c })
    }

    /// Its own range where that says more than intervals do: a constant, or one side of the vertex,
    /// c₀ − c₁²/(4c₂).
    pub(super) fn range(&self) -> Option<Range> {
        match self.degree() {
            0 => Some(Range::around(&self.c[0])),
            2 if !self.c[1].is_zero() => {
                let square = &self.c[1] * &self.c[1];
                let drop = square.divide(&(&self.c[2] * &Rational::integer(4)))?;
                let vertex = Range::around(&(&self.c[0] - &drop));
                Some(if self.c[2].is_negative() {
                    Range {
                        low: f64::NEG_INFINITY,
                        high: vertex.high,
                    }
                } else {
                    Range {
                        low: vertex.low,
                        high: f64::INFINITY,
                    }
                })
            }
            _ => None,
        }
    }

    /// The part, and between which ends it lies where the sum lies in a range: for straight ones,
    /// and for a number and a multiple of the square.
    pub(super) fn bound(&self, range: Range) -> Option<(Id, Range)> {
        let degree = self.degree();
        if degree == 0 || (degree == 2 && !self.c[1].is_zero()) {
            return None;
        }
        let without = range.sum(Range::around(&self.c[0]).negative());
        let power = without.product(Range::around(&self.c[degree]).reciprocal());
        let own = if degree == 1 { power } else { power.roots() };
        self.atom.map(|atom| (atom, own))
    }
}
