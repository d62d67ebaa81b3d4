//! Between which ends the values of every part lie, whatever its variables are. That tells where
//! a sign is certain, where a step never happens, and that a formula has no value anywhere.
//!
//! Intervals in doubles: an operation whose result is not exact moves its end outwards by one
//! double, a function by more than its error. So an end that is exactly 0 stays 0.

mod functions;
mod interval;
mod narrow;
mod pointwise;
mod quadratic;
mod signs;
mod unbroken;

use crate::expression::functions::Breaks;
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::number::work;
pub(crate) use functions::is_smooth_along;
pub(super) use functions::of_formula;
use functions::{of_one, of_two, takes_one, takes_two};
pub(super) use interval::ALL;
pub(crate) use interval::Range;
use interval::{FUNCTION_ERROR, NOT_NEGATIVE, NOWHERE, function_error, widened};
pub(crate) use pointwise::{Pointwise, TOGETHER};
pub(super) use quadratic::Quadratic;
pub(super) use signs::Signs;
pub(crate) use unbroken::Continuity;

/// What the range of a part costs, in the units of [`work`]: a power or two in doubles.
const RANGE_WORK: u64 = 150;

/// The ranges of the parts of some expressions.
#[derive(Clone, Debug)]
pub(crate) struct Ranges {
    of: Vec<Option<Range>>,
}

impl Ranges {
    /// `never_negative`: parts that are known not to be.
    pub(super) fn new(graph: &Graph, roots: &[Id], never_negative: impl Fn(Id) -> bool) -> Ranges {
        Ranges::bounded(graph, roots, never_negative, &[])
    }

    /// The same where some variables are bounded.
    pub(crate) fn bounded(
        graph: &Graph,
        roots: &[Id],
        never_negative: impl Fn(Id) -> bool,
        bounds: &[(Variable, Range)],
    ) -> Ranges {
        let parts = graph.parts(roots);
        work::spend(RANGE_WORK * parts.len() as u64);
        let size = parts.iter().map(|id| id.index() + 1).max().unwrap_or(0);
        let mut ranges = Ranges {
            of: vec![None; size],
        };
        let mut quadratics: Vec<Option<Quadratic>> = vec![None; size];
        for id in parts {
            let mut range = ranges.plain(graph, id);
            let of = |a: Id| {
                quadratics[a.index()]
                    .as_ref()
                    .expect("arguments come before")
            };
            let quadratic = Quadratic::of(graph, id, of);
            if !range.is_nowhere()
                && let Some(narrower) = quadratic.range()
            {
                range = range.within(narrower);
            }
            if let Node::Variable(variable) = graph.node(id) {
                let own = bounds.iter().filter(|(bounded, _)| bounded == variable);
                range = own.fold(range, |range, (_, bound)| range.within(*bound));
            }
            if never_negative(id) {
                range = range.within(NOT_NEGATIVE);
            }
            ranges.of[id.index()] = Some(range);
            quadratics[id.index()] = Some(quadratic);
        }
        ranges
    }

    /// The range of a part.
    pub(crate) fn of(&self, id: Id) -> Range {
        self.of.get(id.index()).copied().flatten().unwrap_or(ALL)
    }

    /// Finds the range of a part that was not among the roots.
    pub(super) fn extend(&mut self, graph: &Graph, id: Id) {
        if self.of.get(id.index()).copied().flatten().is_some() {
            return;
        }
        for part in graph.parts(&[id]) {
            if self.of.len() <= part.index() {
                self.of.resize(part.index() + 1, None);
            }
            if self.of[part.index()].is_none() {
                self.of[part.index()] = Some(self.plain(graph, part));
            }
        }
    }

    /// Narrows the range of a part to what is known of it besides.
    pub(crate) fn bound(&mut self, id: Id, range: Range) {
        let own = self.of(id).within(range);
        if let Some(known) = self.of.get_mut(id.index()) {
            *known = Some(own);
        }
    }

    /// Sets the range of a variable.
    pub(super) fn set(&mut self, id: Id, range: Range) {
        self.of[id.index()] = Some(range);
    }

    /// Has an operation a value for all numbers of the ranges of its arguments?
    pub(crate) fn is_total(&self, graph: &Graph, id: Id) -> bool {
        let of = |a: Id| self.of(a);
        match *graph.node(id) {
            Node::Quotient(_, b) => !of(b).holds(0.0),
            Node::Power(a, b) => match graph.literal(b) {
                Some(n) if n.is_odd_below() => !n.is_negative() || !of(a).holds(0.0),
                Some(n) if !n.is_negative() => of(a).low >= 0.0,
                _ => of(a).low > 0.0,
            },
            Node::Call(f, a) => takes_one(f, of(a)),
            Node::Call2(f, a, b) => takes_two(f, of(a), of(b)),
            _ => true,
        }
    }

    /// 1 where it is never negative, −1 where it is never positive, else 0.
    pub(super) fn sign(&self, id: Id) -> i8 {
        self.of(id).sign()
    }

    pub(super) fn plain(&self, graph: &Graph, id: Id) -> Range {
        let node = graph.node(id);
        let of = |a: Id| self.of(a);
        if node.arguments().any(|a| of(a).is_nowhere()) {
            return NOWHERE;
        }
        match *node {
            Node::Number(ref n) => Range::around(n),
            Node::Constant(c) => widened(c.double(), c.double()),
            Node::Variable(_) => ALL,
            Node::Negative(a) => of(a).negative(),
            Node::Sum(a, b) => of(a).sum(of(b)),
            Node::Difference(a, b) => of(a).sum(of(b).negative()),
            Node::Product(a, b) if a == b => of(a).power(2),
            Node::Product(a, b) => of(a).product(of(b)),
            Node::Quotient(a, b) => of(a).product(of(b).reciprocal()),
            Node::Power(a, b) => match graph.literal(b) {
                Some(n) => literal_power(of(a), n),
                // A base with an exponent that varies has to be positive, or 0.
                None if !graph.moves(b) => ALL,
                None if of(a).high < 0.0 => NOWHERE,
                None => NOT_NEGATIVE,
            },
            Node::Call(f, a) => of_one(f, of(a)),
            Node::Call2(f, a, b) => of_two(f, of(a), of(b)),
        }
    }
}

/// All that a function takes, and what lies between.
pub(super) fn allowed(f: Function) -> Range {
    taken(f, ALL)
}

/// The numbers of a range that a function takes, and what lies between.
fn taken(f: Function, of: Range) -> Range {
    let Some(line) = f.row().line() else {
        return of;
    };
    let Breaks::Points(_) = line.breaks else {
        return of;
    };
    let stretches = line.stretches.iter().enumerate();
    let defined = stretches.filter(|(_, stretch)| stretch.is_some());
    defined.fold(NOWHERE, |range, (k, _)| {
        let (low, high) = line.edges(k).unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        let own = Range { low, high }.within(of);
        match own.is_nowhere() {
            true => range,
            false => range.hull(own),
        }
    })
}

/// x^n for a number n that is written out.
fn literal_power(base: Range, n: &Rational) -> Range {
    if n.is_zero() {
        return Range {
            low: 1.0,
            high: 1.0,
        };
    }
    let positive = if n.is_negative() { -n } else { n.clone() };
    let odd_below = positive.is_odd_below();
    let odd_above = positive.is_odd_above();
    let power = if let (true, Some(n)) = (positive.is_integer(), positive.to_i64()) {
        base.power(n.unsigned_abs())
    } else if !odd_below && base.high < 0.0 {
        return NOWHERE;
    } else if !odd_below || !odd_above || base.sign() == 1 {
        NOT_NEGATIVE
    } else if base.sign() == -1 {
        NOT_NEGATIVE.negative()
    } else {
        ALL
    };
    // A root of 0 alone is 0.
    let power = match base {
        Range {
            low: 0.0,
            high: 0.0,
        } => base,
        Range { high: 0.0, .. } if !odd_below => Range {
            low: 0.0,
            high: 0.0,
        },
        _ => power,
    };
    if n.is_negative() {
        power.reciprocal()
    } else {
        power
    }
}

#[cfg(test)]
mod tests;
