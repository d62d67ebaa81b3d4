//! Between which ends the values of every part lie, whatever its variables are. That tells where
//! a sign is certain, where a step never happens, and that a formula has no value anywhere.
//!
//! Intervals in doubles: an operation whose result is not exact moves its end outwards by one
//! double, a function by more than its error. So an end that is exactly 0 stays 0.

mod functions;
mod narrow;
mod pointwise;
mod quadratic;
mod unbroken;

use crate::expression::functions::Breaks;
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::number::work;
pub(super) use functions::of_formula;
use functions::{of_one, of_two, takes_one, takes_two};
pub(super) use quadratic::Quadratic;
pub(crate) use unbroken::Continuity;

/// Relative error by which the ends of functions are moved; the doubles' own is below 1e-15.
const FUNCTION_ERROR: f64 = 1e-12;

/// Largest single number that is told from others as a double.
const LARGEST_POINT: f64 = 1e9;

/// What the range of a part costs, in the units of [`work`]: a power or two in doubles.
const RANGE_WORK: u64 = 150;

/// All numbers from `low` to `high`, either of which may be infinite; none where `low > high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Range {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

pub(super) const ALL: Range = Range {
    low: f64::NEG_INFINITY,
    high: f64::INFINITY,
};
const NOWHERE: Range = Range {
    low: f64::INFINITY,
    high: f64::NEG_INFINITY,
};
const NOT_NEGATIVE: Range = Range {
    low: 0.0,
    high: f64::INFINITY,
};

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
            let quadratic = Quadratic::of(graph, id, &quadratics);
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

/// Between which ends variables have to lie for the expressions to have a value: from arguments of
/// functions that are straight in one variable, or a number and a multiple of its square.
pub(super) fn bounds(graph: &Graph, roots: &[Id]) -> Vec<(Variable, Range)> {
    let parts = graph.parts(roots);
    let size = parts.iter().map(|id| id.index() + 1).max().unwrap_or(0);
    let mut quadratics: Vec<Option<Quadratic>> = vec![None; size];
    let mut found = Vec::new();
    for id in parts {
        let quadratic = Quadratic::of(graph, id, &quadratics);
        quadratics[id.index()] = Some(quadratic);
        let (argument, allowed) = match *graph.node(id) {
            Node::Call(f, a) => (a, allowed(f)),
            Node::Power(a, b) if graph.literal(b).is_some_and(|n| !n.is_odd_below()) => {
                (a, NOT_NEGATIVE)
            }
            _ => continue,
        };
        let Some(quadratic) = &quadratics[argument.index()] else {
            continue;
        };
        if let Some((atom, range)) = quadratic.bound(allowed)
            && let Node::Variable(variable) = *graph.node(atom)
        {
            found.push((variable, range));
        }
    }
    found
}

/// All that a function takes, and what lies between.
pub(super) fn allowed(f: Function) -> Range {
    let Some(line) = f.row().line() else {
        return ALL;
    };
    let Breaks::Points(_) = line.breaks else {
        return ALL;
    };
    let stretches = line.stretches.iter().enumerate();
    let defined = stretches.filter(|(_, stretch)| stretch.is_some());
    defined.fold(NOWHERE, |range, (k, _)| {
        let (low, high) = line.edges(k).unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        range.hull(Range { low, high })
    })
}

impl Range {
    /// All that lies in either, and between.
    pub(crate) fn hull(self, other: Range) -> Range {
        Range {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    /// Is this number in it?
    fn holds(self, x: f64) -> bool {
        self.low <= x && x <= self.high
    }

    /// Are both ends numbers?
    pub(crate) fn is_bounded(self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    /// Every number.
    pub(super) const ALL: Range = ALL;

    pub(crate) fn is_nowhere(self) -> bool {
        self.low > self.high
    }

    /// 1 where no number of it is negative, −1 where none is positive, else 0.
    pub(super) fn sign(self) -> i8 {
        match (self.low >= 0.0, self.high <= 0.0) {
            (true, false) => 1,
            (false, true) => -1,
            _ => 0,
        }
    }

    /// Is there only one number in it?
    pub(super) fn is_point(self) -> bool {
        self.low == self.high && self.low.abs() <= LARGEST_POINT
    }

    pub(crate) fn around(n: &Rational) -> Range {
        let double = n.to_f64();
        let whole = n.to_i64().is_some_and(|n| double as i64 == n);
        if (whole && double.abs() < LARGEST_POINT) || Rational::from_f64(double).as_ref() == Some(n)
        {
            return Range {
                low: double,
                high: double,
            };
        }
        Range {
            low: double.next_down(),
            high: double.next_up(),
        }
    }

    pub(super) fn within(self, other: Range) -> Range {
        Range {
            low: self.low.max(other.low),
            high: self.high.min(other.high),
        }
    }

    fn negative(self) -> Range {
        Range {
            low: -self.high,
            high: -self.low,
        }
    }

    fn sum(self, other: Range) -> Range {
        Range {
            low: down(self.low + other.low, exact_sum(self.low, other.low)),
            high: up(self.high + other.high, exact_sum(self.high, other.high)),
        }
    }

    /// The numbers whose square lies in the range.
    fn roots(self) -> Range {
        if self.high < 0.0 {
            return NOWHERE;
        }
        let root = self.high.sqrt();
        let exact = exact_product(root, root) && root * root == self.high;
        let end = up(root, exact);
        Range {
            low: -end,
            high: end,
        }
    }

    fn product(self, other: Range) -> Range {
        if self.is_nowhere() || other.is_nowhere() {
            return NOWHERE;
        }
        let mut range = NOWHERE;
        for a in [self.low, self.high] {
            for b in [other.low, other.high] {
                // 0 times an end that is infinite is 0: the end stands for numbers, not for itself.
                let zero = a == 0.0 || b == 0.0;
                let product = if zero { 0.0 } else { a * b };
                let exact = zero || exact_product(a, b);
                range.low = range.low.min(down(product, exact));
                range.high = range.high.max(up(product, exact));
            }
        }
        match self.sign() * other.sign() {
            1 => range.within(NOT_NEGATIVE),
            -1 => range.within(NOT_NEGATIVE.negative()),
            _ => range,
        }
    }

    /// 1/x; nothing for the range that is 0 alone.
    fn reciprocal(self) -> Range {
        if self.is_nowhere() || (self.low == 0.0 && self.high == 0.0) {
            return NOWHERE;
        }
        match self.sign() {
            1 => Range {
                low: down(1.0 / self.high, exact_inverse(self.high)).max(0.0),
                high: match self.low {
                    0.0 => f64::INFINITY,
                    low => up(1.0 / low, exact_inverse(low)),
                },
            },
            -1 => self.negative().reciprocal().negative(),
            _ => ALL,
        }
    }

    fn abs(self) -> Range {
        match self.sign() {
            1 => self,
            -1 => self.negative(),
            _ => Range {
                low: 0.0,
                high: self.high.max(-self.low).max(0.0),
            },
        }
    }

    /// x^n for whole n ≥ 1; of high powers only the sign is told.
    fn power(self, n: u64) -> Range {
        const MAX_FOLLOWED: u64 = 8;
        let even = n.is_multiple_of(2);
        if n > MAX_FOLLOWED {
            return match self.sign() {
                _ if even => NOT_NEGATIVE,
                1 => NOT_NEGATIVE,
                -1 => NOT_NEGATIVE.negative(),
                _ => ALL,
            };
        }
        let end = |x: f64, up: bool| {
            let (mut power, mut exact) = (x, true);
            for _ in 1..n {
                exact &= exact_product(power, x);
                power *= x;
            }
            // Each of the roundings is below one part in 2^53.
            // What is too small for a double is not 0.
            let moved = if exact || x == 0.0 {
                0.0
            } else {
                power.abs() * FUNCTION_ERROR + f64::MIN_POSITIVE
            };
            if up { power + moved } else { power - moved }
        };
        let base = if even { self.abs() } else { self };
        let range = Range {
            low: end(base.low, false),
            high: end(base.high, true),
        };
        if even {
            range.within(NOT_NEGATIVE)
        } else {
            range
        }
    }

    /// Both ends by a rising function.
    fn rising(self, f: impl Fn(f64) -> f64) -> Range {
        let high = f(self.high);
        // What is too small for a double is not 0: e^(−800).
        let lost = high == 0.0 && self.high != 0.0 && self.high != 1.0;
        widened(f(self.low), if lost { f64::MIN_POSITIVE } else { high })
    }
}

/// The lower end for a rounded result: what is not exact moves down by one double.
fn down(rounded: f64, exact: bool) -> f64 {
    if rounded.is_nan() {
        f64::NEG_INFINITY
    } else if exact {
        rounded
    } else {
        rounded.next_down()
    }
}

fn up(rounded: f64, exact: bool) -> f64 {
    -down(-rounded, exact)
}

/// Is the sum of two doubles a double? Knuth, The Art of Computer Programming 2, 4.2.2, theorem B.
fn exact_sum(a: f64, b: f64) -> bool {
    if a.is_infinite() || b.is_infinite() {
        return true;
    }
    let sum = a + b;
    let second = sum - a;
    let first = sum - second;
    (a - first) + (b - second) == 0.0
}

/// Is the product of two doubles a double? Near the smallest ones that is not asked.
fn exact_product(a: f64, b: f64) -> bool {
    const SMALLEST_ASKED: f64 = 1e-200;
    if a.is_infinite() || b.is_infinite() {
        return true;
    }
    let product = a * b;
    product.abs() > SMALLEST_ASKED && a.mul_add(b, -product) == 0.0
}

/// Is 1/x a double?
fn exact_inverse(x: f64) -> bool {
    exact_product(1.0 / x, x) && (1.0 / x) * x == 1.0 || x.is_infinite()
}

/// Ends that a function of doubles gave, moved by its error.
fn widened(low: f64, high: f64) -> Range {
    let low = match low {
        low if low.is_nan() => f64::NEG_INFINITY,
        low if low == f64::INFINITY => f64::MAX,
        low => low,
    };
    let high = match high {
        high if high.is_nan() => f64::INFINITY,
        high if high == f64::NEG_INFINITY => f64::MIN,
        high => high,
    };
    Range {
        low: low - function_error(low),
        high: high + function_error(high),
    }
}

/// How far a function of doubles is off this value at most.
fn function_error(x: f64) -> f64 {
    // Doubles next to 0 have few digits.
    const FEW_DIGITS: f64 = 1e-290;
    if x == 0.0 || !x.is_finite() {
        0.0
    } else if x.abs() < FEW_DIGITS {
        x.abs() * FUNCTION_ERROR + 1e-320
    } else {
        x.abs() * FUNCTION_ERROR
    }
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
