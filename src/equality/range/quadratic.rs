//! Sums whose terms are a number, a part and its square: intervals alone lose that the part is the
//! same in both.

use crate::equality::range::Range;
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use crate::number::work;

/// Longest coefficients that are followed.
const MAX_COEFFICIENT_BITS: u64 = 2_048;

/// What that of one part costs, in the units of [`work`].
const QUADRATIC_WORK: u64 = 100;

/// `c[0] + c[1]·u + c[2]·u²` for another part u, or for none.
#[derive(Clone, Debug)]
pub(in crate::equality) struct Quadratic {
    atom: Option<Id>,
    c: [Rational; 3],
}

impl Quadratic {
    /// That of a part whose arguments, where it [stands on them](Quadratic::is_of_arguments), have theirs.
    pub(super) fn of<'q>(graph: &Graph, id: Id, of: impl Fn(Id) -> &'q Quadratic) -> Quadratic {
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
            Node::Power(a, b) if is_two(graph, b) => of(a).times(of(a)),
            _ => None,
        };
        let short = |q: &Quadratic| q.c.iter().all(|c| c.bits() <= MAX_COEFFICIENT_BITS);
        made.filter(short).unwrap_or_else(|| Quadratic {
            atom: Some(id),
            c: [Rational::zero(), Rational::one(), Rational::zero()],
        })
    }

    /// That of one part.
    pub(in crate::equality) fn of_one(graph: &Graph, id: Id) -> Quadratic {
        // What is below a part that is no sum or product is not looked at: the argument of a root, say.
        let parts = graph.parts_through(&[id], |part| Quadratic::is_of_arguments(graph, part));
        work::spend(QUADRATIC_WORK * parts.len() as u64);
        let mut known: Vec<Quadratic> = Vec::with_capacity(parts.len());
        for &part in &parts {
            let of = |a: Id| &known[parts.binary_search(&a).expect("arguments come before")];
            let own = Quadratic::of(graph, part, of);
            known.push(own);
        }
        known.pop().expect("it is a part of itself")
    }

    /// Is that of a part made of those of its arguments?
    fn is_of_arguments(graph: &Graph, id: Id) -> bool {
        match *graph.node(id) {
            Node::Negative(_) | Node::Sum(..) | Node::Difference(..) | Node::Product(..) => true,
            Node::Quotient(_, b) => graph.literal(b).is_some(),
            Node::Power(_, b) => is_two(graph, b),
            _ => false,
        }
    }

    /// `factor·(u − root)` as u, factor and root, where it is that.
    pub(in crate::equality) fn linear(&self) -> Option<(Id, Rational, Rational)> {
        let atom = self.atom.filter(|_| self.degree() == 1)?;
        let root = (-&self.c[0]).divide(&self.c[1])?;
        Some((atom, self.c[1].clone(), root))
    }

    /// `factor·(u − first)·(u − second)` for rational roots, the smaller one first.
    pub(in crate::equality) fn roots(&self) -> Option<(Id, Rational, [Rational; 2])> {
        let atom = self.atom.filter(|_| self.degree() == 2)?;
        let [c, b, a] = &self.c;
        let four = &(a * c) * &Rational::integer(4);
        let root = (&(b * b) - &four).root(2)?;
        let twice = a * &Rational::integer(2);
        let first = (&-b - &root).divide(&twice)?;
        let second = (&-b + &root).divide(&twice)?;
        let ends = if first <= second {
            [first, second]
        } else {
            [second, first]
        };
        Some((atom, a.clone(), ends))
    }

    /// `factor·((u − middle)² − square)` as u, factor, middle and square, where it is that.
    pub(in crate::equality) fn vertex(&self) -> Option<(Id, Rational, Rational, Rational)> {
        let atom = self.atom.filter(|_| self.degree() == 2)?;
        let [c, b, a] = &self.c;
        let middle = (-b).divide(&(a * &Rational::integer(2)))?;
        let square = &(&middle * &middle) - &c.divide(a)?;
        Some((atom, a.clone(), middle, square))
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
            2 => {
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
}

fn is_two(graph: &Graph, id: Id) -> bool {
    let two = Rational::integer(2);
    graph.literal(id).is_some_and(|n| *n == two)
}
