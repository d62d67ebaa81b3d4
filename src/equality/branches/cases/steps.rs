//! Steps: the whole numbers that they are, and those of what rises, in which steps can be left out.

use super::{Look, Next, SIDES};
use crate::calculus::double::Tape;
use crate::equality::branches::substitution::{self, light};
use crate::equality::linear::{self, LinearSum};
use crate::equality::primes::greatest_common_divisor;
use crate::equality::range::Quadratic;
use crate::equality::signs::Signs;
use crate::expression::formula::Formula;
use crate::expression::functions::Pieces;
use crate::expression::{Function, Id, Node};
use crate::number::rational::Rational;
use std::mem;

/// Values of one step that are put in one by one; what has more gets a symbol for a whole number.
const MAX_STEP_VALUES: f64 = 16.0;

/// Longest period of steps that belong together.
const MAX_PERIOD: u64 = 64;

/// Values far out, near and in between at which a step is looked at before its ends are proved.
const PLACES: [f64; 12] = [
    0.0, 0.37, -1.21, 2.6, -7.3, 1.0, 40.3, -311.7, 1e4, -1e6, 1e9, 0.01,
];

/// Most values that a step is thought to have of which ranges say nothing.
const MAX_PROVED_VALUES: f64 = 4.0;

/// Longest chain of functions around a step.
const MAX_CHAIN: usize = 8;

impl Look<'_> {
    /// A step around another leaves that out where it may, before numbers are put in for the inner one.
    pub(super) fn outer_step(&mut self, parts: &[Id]) -> Option<Next> {
        for &id in parts {
            let (f, a) = match *self.graph.node(id) {
                Node::Call(f, a) if matches!(f.row().pieces, Pieces::Step) => (f, a),
                _ => continue,
            };
            match self.without_inner(f, a) {
                Ok(None) => {}
                Ok(Some(inside)) => {
                    let with = self.graph.add(Node::Call(f, inside));
                    let decided = mem::take(&mut self.decided);
                    return Some(Next::Put(id, with, None, decided));
                }
                Err(next) => return Some(next),
            }
        }
        None
    }

    /// g(u) for g(floor(u)) in floor(g(floor(u))), where g rises without a break and is a whole number
    /// at whole numbers alone: between floor(u) and u it can't pass one, since u has passed none.
    ///
    /// Graham, Knuth and Patashnik, "Concrete Mathematics", §3.2, theorem (3.10).
    fn without_inner(&mut self, step: Function, a: Id) -> Result<Option<Id>, Next> {
        let mut at = a;
        let mut rising = true;
        // Arguments of even roots that fall while the whole rises: they are smallest at u.
        let mut falling = Vec::new();
        // Below a logarithm its argument has to be whole and to rise, so that it is 1 or more from
        // floor(u) on: then log(y) is no negative whole number, at which y would be a fraction.
        let mut is_logarithm = None;
        for _ in 0..MAX_CHAIN {
            if let Node::Call(f, u) = *self.graph.node(at)
                && f == step
                && at != a
            {
                if !rising || is_logarithm == Some(false) {
                    return Ok(None);
                }
                for part in falling {
                    let there = substitution::replaced(self.graph, &[part], at, u)[0];
                    match self.is_above(there) {
                        Ok(true) => {}
                        Ok(false) | Err(Next::Empty) => return Ok(None),
                        Err(next) => return Err(next),
                    }
                }
                let inside = substitution::replaced(self.graph, &[a], at, u)[0];
                // −(q − p) for p − q, which is how it is read.
                let turned = self.graph.add(Node::Negative(u));
                return Ok(Some(match *self.graph.node(u) {
                    Node::Difference(q, p) => {
                        let plain = self.graph.add(Node::Difference(p, q));
                        substitution::replaced(self.graph, &[inside], turned, plain)[0]
                    }
                    _ => inside,
                }));
            }
            if let Some((inside, is_even)) = self.root_of(at) {
                if is_logarithm.is_some() {
                    return Ok(None);
                }
                if is_even && !rising {
                    falling.push(inside);
                }
                at = inside;
                continue;
            }
            if let Some(inside) = self.whole_logarithm_of(at) {
                if is_logarithm.is_some() {
                    return Ok(None);
                }
                is_logarithm = Some(rising);
                at = inside;
                continue;
            }
            let (atom, scale, root) = match Quadratic::of_one(self.graph, at).linear() {
                Some(linear) if linear.0 != at => linear,
                _ => return Ok(None),
            };
            // scale·(y − root) is whole only where y is.
            let is_whole = scale.reciprocal().is_some_and(|n| n.is_integer()) && root.is_integer();
            if !is_whole || is_logarithm.is_some() && !scale.is_one() {
                return Ok(None);
            }
            rising ^= scale.is_negative();
            at = atom;
        }
        Ok(None)
    }

    /// What a root is taken of, and is its degree even?
    fn root_of(&self, id: Id) -> Option<(Id, bool)> {
        let (inside, degree) = match *self.graph.node(id) {
            Node::Call(f, a) => (a, Rational::integer(f.row().root_degree()?)),
            Node::Power(a, n) => (a, self.graph.literal(n)?.reciprocal()?),
            _ => return None,
        };
        let is_root = degree.is_integer() && degree.sign().is_gt();
        is_root.then(|| (inside, degree.is_even()))
    }

    /// What a logarithm is taken of whose base is a whole number above 1.
    fn whole_logarithm_of(&mut self, id: Id) -> Option<Id> {
        let natural = |look: &Self, id: Id| match *look.graph.node(id) {
            Node::Call(f, a) if Node::logarithm(a) == Node::Call(f, a) => Some(a),
            _ => None,
        };
        let (inside, base) = match *self.graph.node(id) {
            Node::Call(f, a) => (
                a,
                f.row().base(&[Formula::Part(a)])?.as_it_stands(self.graph),
            ),
            Node::Call2(f, a, b) => {
                let arguments = [Formula::Part(a), Formula::Part(b)];
                (a, f.row().base(&arguments)?.as_it_stands(self.graph))
            }
            Node::Quotient(p, q) => (natural(self, p)?, natural(self, q)?),
            _ => return None,
        };
        let base = self.graph.literal(base)?;
        (base.is_integer() && *base > Rational::one()).then_some(inside)
    }

    /// Two whole numbers, the smallest and the largest that a step of something may be, from the signs of
    /// what it is above and below of: x²/(1 + x²) − 1 is never positive, as no range tells. Doubles only say
    /// which numbers are tried.
    fn ends_by_signs(&mut self, a: Id) -> Option<(f64, f64)> {
        let variables = self.graph.variables(a);
        let is_symbol = |v| self.branch.symbols.iter().any(|(symbol, _)| symbol == v);
        if variables.is_empty() || variables.iter().any(is_symbol) {
            return None;
        }
        let known = self.branch.signs.iter();
        let roots: Vec<Id> = std::iter::once(a)
            .chain(known.map(|(part, _)| *part))
            .collect();
        let tape = Tape::new(self.graph, &roots, &variables);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for first in 0..PLACES.len() {
            let places = (0..variables.len()).map(|k| PLACES[(first + 5 * k) % PLACES.len()]);
            let at: Vec<f64> = places.collect();
            let values = tape.run(&at);
            let mut signs = self.branch.signs.iter().zip(&values[1..]);
            let is_inside = signs.all(|((_, signs), value)| {
                let sign = value.partial_cmp(&0.0);
                sign.is_none_or(|sign| signs.has(Signs::of(sign)))
            });
            let value = values[0];
            if value.is_finite() && is_inside {
                (low, high) = (low.min(value.floor()), high.max(value.floor()));
            }
        }
        if !(high - low <= MAX_PROVED_VALUES && low.abs() < 1e15) {
            return None;
        }
        let beyond = |look: &mut Self, k: f64| {
            let difference = match k == 0.0 {
                true => a,
                false => {
                    let k = look
                        .graph
                        .number(Rational::from_f64(k).expect("it is finite"));
                    look.graph.add(Node::Difference(a, k))
                }
            };
            let factors = look.factors(difference);
            factors
                .signs(|part| look.known(part))
                .both(look.known(difference))
        };
        // What is its own end at a point that was looked at may be one only by rounding.
        let low = [low, low - 1.0]
            .into_iter()
            .find(|&low| beyond(self, low).is_within(Signs::NOT_NEGATIVE))?;
        let high = [high, high + 1.0]
            .into_iter()
            .find(|&high| beyond(self, high).is_within(Signs::NOT_POSITIVE))?;
        Some((low, high))
    }

    /// A step, the largest whole number that is not above `a`.
    pub(super) fn floor(&mut self, step: Function, a: Id) -> Result<Id, Next> {
        if let Some(n) = self.graph.literal(a) {
            let floor = n.floor();
            let n = Rational::new(floor, 1.into()).expect("1 is not 0");
            return Ok(self.graph.number(n));
        }
        let range = self.ranges.of(a);
        let (mut low, mut high) = (range.low.floor(), range.high.floor());
        if (!low.is_finite() || !high.is_finite())
            && let Some(ends) = self.ends_by_signs(a)
        {
            (low, high) = (low.max(ends.0), high.min(ends.1));
        }
        if high - low <= MAX_STEP_VALUES && low.abs() < 1e15 {
            let above = |look: &mut Self, k: f64| {
                let k = look
                    .graph
                    .number(Rational::from_f64(k).expect("it is finite"));
                look.graph.add(Node::Difference(a, k))
            };
            let end = above(self, high);
            if high > low
                && self.is_above(end).is_ok_and(|is_above| !is_above)
                && !self.may_be_zero(end)
            {
                high -= 1.0;
            }
            if low == high {
                let [from, to] = [low, low + 1.0].map(|k| above(self, k));
                let both = [(from, Signs::NOT_NEGATIVE), (to, Signs::MINUS)];
                self.decided.extend(both);
                return Ok(self
                    .graph
                    .number(Rational::from_f64(low).expect("it is finite")));
            }
            let middle = above(self, ((low + high) / 2.0).ceil());
            return Err(match self.is_above(middle) {
                Err(next) => next,
                // Never positive, but it may be 0: that is a step of its own.
                Ok(_) => Next::Split(middle, SIDES),
            });
        }
        if let Some(id) = self.of_whole(step, a) {
            return Ok(id);
        }
        let (part, factor) = match Quadratic::of_one(self.graph, a).linear() {
            Some((part, factor, _)) => (part, factor),
            None => (a, Rational::one()),
        };
        let own = LinearSum::of(self.graph, part);
        // All steps of the same part get one period.
        let whole = |n: &Rational| u64::try_from(&*n.denominator()).unwrap_or(u64::MAX);
        let mut period = whole(&factor);
        for id in self.graph.parts(&self.branch.branching()) {
            let Node::Call(f, other) = *self.graph.node(id) else {
                continue;
            };
            if f != step {
                continue;
            }
            let factor = LinearSum::of(self.graph, other)
                .zip(own.as_ref())
                .and_then(|(other, own)| Some(other.over(own)?.0));
            if let Some(factor) = factor {
                let other = whole(&factor);
                period = (period / greatest_common_divisor(period, other)).saturating_mul(other);
            }
        }
        Err(if period <= MAX_PERIOD {
            let period = Rational::integer(period as i64);
            Next::Whole { part, period, step }
        } else {
            Next::Whole {
                part: a,
                period: Rational::one(),
                step,
            }
        })
    }

    /// floor(n·k + rest) for a symbol n and a whole number k is n·k + floor(rest).
    fn of_whole(&mut self, step: Function, a: Id) -> Option<Id> {
        let mut sum = LinearSum::of(self.graph, a)?;
        // Of a fraction what is left once its own whole number is out.
        let floor = Rational::new(sum.constant.floor(), 1.into())?;
        let part = &sum.constant - &floor;
        sum.constant = floor;
        let terms = sum.listed(self.graph).into_iter();
        let (graph, symbols) = (&*self.graph, &self.branch.symbols);
        let (whole, mut rest): (Vec<_>, Vec<_>) =
            terms.partition(|term| linear::is_whole(graph, term, symbols));
        if !part.is_zero() {
            rest.push((self.graph.number(part), Rational::one()));
        }
        if whole.is_empty() {
            return None;
        }
        let mut sum = |terms: Vec<(Id, Rational)>| {
            let zero = self.graph.number(Rational::zero());
            terms.into_iter().fold(zero, |sum, (id, factor)| {
                let factor = self.graph.number(factor);
                let term = light(self.graph, Node::Product(factor, id));
                light(self.graph, Node::Sum(sum, term))
            })
        };
        let (whole, rest) = (sum(whole), sum(rest));
        let floor = self.graph.add(Node::Call(step, rest));
        Some(light(self.graph, Node::Sum(whole, floor)))
    }
}
