//! Ranges of all parts of an expression at many points, step by step for all of them: certified doubles.

use super::functions::{is_smooth_along, meets_break, of_one};
use super::{Range, Ranges, widened};
use crate::calculus::place::is_smooth_everywhere;
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;

impl Ranges {
    /// Ranges of nothing yet, for parts with numbers below this one.
    pub(crate) fn empty(size: usize) -> Ranges {
        Ranges {
            of: vec![None; size],
        }
    }

    /// Sets the range of a variable.
    pub(crate) fn put(&mut self, id: Id, range: Range) {
        self.of[id.index()] = Some(range);
    }

    /// Finds the range of one part from those of its arguments; says whether the part has a value for
    /// all of their numbers and is smooth there, as far as that is plain.
    pub(crate) fn update(&mut self, graph: &Graph, id: Id) -> bool {
        if !matches!(graph.node(id), Node::Variable(_)) {
            let range = self.plain(graph, id);
            self.of[id.index()] = Some(range);
        }
        self.of(id).is_bounded() && self.is_smooth(graph, id)
    }

    pub(super) fn is_smooth(&self, graph: &Graph, id: Id) -> bool {
        let of = |a: Id| self.of(a);
        match *graph.node(id) {
            Node::Power(a, b) => match graph.literal(b) {
                Some(n) if n.is_integer() => !n.is_negative() || !of(a).holds(0.0),
                Some(n) if n.is_odd_below() => !of(a).holds(0.0),
                _ => of(a).low > 0.0,
            },
            Node::Call(f, a) => self.is_total(graph, id) && !meets_break(f, of(a)),
            Node::Call2(..) => false,
            _ => self.is_total(graph, id),
        }
    }
}

/// Points that are looked at together: enough that finding out what a step is costs nothing beside
/// them, and few enough that the ranges of a short formula stay in the first cache.
pub(crate) const TOGETHER: usize = 64;

/// Highest power whose ends are followed.
const MAX_POWER: u64 = 8;

/// What is done for one part, with the places of its arguments.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// A number: its ranges stand there before.
    Given,
    /// A variable: its ranges are put there.
    Input,
    Negative(usize),
    Sum(usize, usize),
    Difference(usize, usize),
    Product(usize, usize),
    /// A number that is a double, and not 0, times a part.
    Scaled(f64, usize),
    /// The same of a power of two, which only moves the exponent.
    Shifted(f64, usize),
    Quotient(usize, usize),
    Power(usize, u64),
    Inverse(usize, u64),
    Call(Function, usize),
}

/// The parts of some expressions, their ranges at some points, and where all of them have a value and
/// are smooth as far as that is plain.
#[derive(Clone, Debug)]
pub(crate) struct Pointwise {
    steps: Vec<Step>,
    ranges: Vec<[Range; TOGETHER]>,
    /// The places of the variables that were named, where they occur.
    inputs: Vec<Option<usize>>,
    roots: Vec<usize>,
    fit: [bool; TOGETHER],
}

impl Pointwise {
    /// The parts of these expressions, and those of a function that may have no value somewhere or not
    /// be smooth; `None` where one of them is of no kind that this follows.
    pub(crate) fn new(
        graph: &Graph,
        roots: &[Id],
        function: Id,
        variables: &[Variable],
    ) -> Option<Pointwise> {
        let mut needed = graph.parts(&[function]);
        needed.retain(|part| !is_smooth_everywhere(graph, graph.node(*part)));
        needed.extend(roots);
        let parts = graph.parts(&needed);
        let place = |id: Id| parts.binary_search(&id).ok();
        let mut steps = Vec::with_capacity(parts.len());
        let mut ranges = Vec::with_capacity(parts.len());
        for &part in &parts {
            let mut given = Range::ALL;
            let two = |a, b| Some((place(a)?, place(b)?));
            let step = match *graph.node(part) {
                Node::Number(ref n) => {
                    given = Range::around(n);
                    Step::Given
                }
                Node::Constant(c) => {
                    given = widened(c.double(), c.double());
                    Step::Given
                }
                Node::Variable(_) => Step::Input,
                Node::Negative(a) => Step::Negative(place(a)?),
                Node::Sum(a, b) => two(a, b).map(|(a, b)| Step::Sum(a, b))?,
                Node::Difference(a, b) => two(a, b).map(|(a, b)| Step::Difference(a, b))?,
                Node::Product(a, b) if a == b => Step::Power(place(a)?, 2),
                Node::Product(a, b) => {
                    let scaled = |(number, part): (Id, Id)| {
                        let scale = graph.literal(number).and_then(as_double)?;
                        // The bits behind the first one are 0.
                        let is_power = scale.to_bits() & ((1 << 52) - 1) == 0 && scale.is_normal();
                        Some(match is_power {
                            true => Step::Shifted(scale, place(part)?),
                            false => Step::Scaled(scale, place(part)?),
                        })
                    };
                    let scaled = scaled((a, b)).or_else(|| scaled((b, a)));
                    let product = || two(a, b).map(|(a, b)| Step::Product(a, b));
                    scaled.or_else(product)?
                }
                Node::Quotient(a, b) => two(a, b).map(|(a, b)| Step::Quotient(a, b))?,
                Node::Power(a, b) => {
                    let power = graph.literal(b).and_then(|n| n.to_i64())?;
                    let size = power.unsigned_abs();
                    match size {
                        0 => {
                            given = Range::around(&Rational::one());
                            Step::Given
                        }
                        1..=MAX_POWER if power > 0 => Step::Power(place(a)?, size),
                        1..=MAX_POWER => Step::Inverse(place(a)?, size),
                        _ => return None,
                    }
                }
                Node::Call(f, a) => Step::Call(f, place(a)?),
                Node::Call2(..) => return None,
            };
            if matches!(step, Step::Given) && !given.is_bounded() {
                return None;
            }
            steps.push(step);
            ranges.push([given; TOGETHER]);
        }
        let input = |v: &Variable| {
            let mut parts = parts.iter();
            parts.position(|id| matches!(graph.node(*id), Node::Variable(u) if u == v))
        };
        Some(Pointwise {
            inputs: variables.iter().map(input).collect(),
            roots: roots
                .iter()
                .map(|root| place(*root))
                .collect::<Option<_>>()?,
            steps,
            ranges,
            fit: [false; TOGETHER],
        })
    }

    /// Sets the range of a variable, by its number among those that were named, at one of the points.
    pub(crate) fn put(&mut self, variable: usize, at: usize, range: Range) {
        if let Some(input) = self.inputs[variable] {
            self.ranges[input][at] = range;
        }
    }

    /// The range of an expression, by its number, at one of the points; `None` where a part of them may
    /// have no value, or may not be smooth.
    pub(crate) fn range(&self, root: usize, at: usize) -> Option<Range> {
        self.fit[at].then(|| self.ranges[self.roots[root]][at])
    }

    /// Finds the ranges at the first points, so many.
    pub(crate) fn run(&mut self, points: usize) {
        self.fit = [true; TOGETHER];
        for at in 0..self.steps.len() {
            let (before, rest) = self.ranges.split_at_mut(at);
            let out = &mut rest[0][..points];
            let fit = &mut self.fit[..points];
            let one = |a: usize| &before[a][..points];
            match self.steps[at] {
                // All of it is bounded.
                Step::Given => continue,
                Step::Input => {}
                Step::Negative(a) => each(out, one(a), Range::negative),
                Step::Sum(a, b) => both(out, one(a), one(b), Range::sum),
                Step::Difference(a, b) => both(out, one(a), one(b), |a, b| a.sum(b.negative())),
                Step::Scaled(scale, a) => each(out, one(a), |a| a.scaled(scale)),
                Step::Shifted(scale, a) => {
                    require(fit, one(a), |a| a.is_shifted_by(scale));
                    each(out, one(a), |a| a.shifted(scale));
                }
                Step::Product(a, b) => both(out, one(a), one(b), Range::product),
                Step::Quotient(a, b) => {
                    require(fit, one(b), |b| !b.holds(0.0));
                    both(out, one(a), one(b), |a, b| a.product(b.reciprocal()));
                }
                Step::Power(a, n) => each(out, one(a), |a| a.power(n)),
                Step::Inverse(a, n) => {
                    require(fit, one(a), |a| !a.holds(0.0));
                    each(out, one(a), |a| a.power(n).reciprocal());
                }
                Step::Call(f, a) => {
                    require(fit, one(a), |a| is_smooth_along(f, a));
                    let fitting = out.iter_mut().zip(one(a)).zip(&*fit);
                    for ((out, a), _) in fitting.filter(|(_, fit)| **fit) {
                        *out = of_one(f, *a);
                    }
                }
            }
            require(fit, out, Range::is_bounded);
        }
    }
}

/// The double that a number is, where it is one and not 0.
fn as_double(n: &Rational) -> Option<f64> {
    let Range { low, high } = Range::around(n);
    (low == high && low != 0.0).then_some(low)
}

fn each(out: &mut [Range], a: &[Range], of: impl Fn(Range) -> Range) {
    for (out, a) in out.iter_mut().zip(a) {
        *out = of(*a);
    }
}

fn both(out: &mut [Range], a: &[Range], b: &[Range], of: impl Fn(Range, Range) -> Range) {
    for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
        *out = of(*a, *b);
    }
}

fn require(fit: &mut [bool], ranges: &[Range], holds: impl Fn(Range) -> bool) {
    for (fit, range) in fit.iter_mut().zip(ranges) {
        *fit &= holds(*range);
    }
}

#[cfg(test)]
mod tests;
