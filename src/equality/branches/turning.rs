//! The signs of a sum in one variable, from where its slope turns: `x + 1 − e^x` is never above 0,
//! because its slope `1 − e^x` is 0 at 0 alone, where it falls.

use crate::calculus::derivative;
use crate::calculus::value::{self, Known};
use crate::equality::range::{Quadratic, Range, Ranges, Signs};
use crate::equality::signs::SignedFactors;
use crate::expression::functions::Pieces;
use crate::expression::simplify;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Largest sum, in nodes, that is looked at; the slope of a longer one is longer still.
const MAX_PARTS: usize = 48;

/// How often the sign of a slope is asked of the slope's own slope.
const MAX_DEPTH: usize = 3;

/// Bits of the values at turning points and ends.
const BITS: u64 = 512;

/// How often an interval around a turning point is halved.
const HALVINGS: usize = 64;

/// Where the variable lies: two ends, `None` where there is none. Of the ends themselves nothing is
/// said.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Interval {
    low: Option<Rational>,
    high: Option<Rational>,
}

/// What was found of parts on intervals.
#[derive(Default)]
pub(super) struct Turning(HashMap<(Id, Interval), Signs>);

impl Turning {
    /// The signs that a sum takes where its variable is in a range; `ANY` where that is not found.
    pub(super) fn signs(&mut self, graph: &mut Graph, sum: Id, ranges: &Ranges) -> Signs {
        if !graph.node(sum).is_sum() || graph.parts(&[sum]).len() > MAX_PARTS {
            return Signs::ANY;
        }
        let [variable] = graph.variables(sum)[..] else {
            return Signs::ANY;
        };
        let node = graph.add(Node::Variable(variable));
        let range = ranges.of(node);
        let Some(interval) = Interval::of(range).and_then(|all| all.defined(graph, sum, variable))
        else {
            return Signs::ANY;
        };
        self.on(graph, sum, variable, interval, MAX_DEPTH)
    }

    fn on(
        &mut self,
        graph: &mut Graph,
        sum: Id,
        variable: Variable,
        interval: Interval,
        depth: usize,
    ) -> Signs {
        let key = (sum, interval);
        if let Some(known) = self.0.get(&key) {
            return *known;
        }
        let curve = Curve {
            sum,
            variable,
            interval: &key.1,
        };
        let found = self.found(graph, &curve, depth).unwrap_or(Signs::ANY);
        self.0.insert(key, found);
        found
    }

    fn found(&mut self, graph: &mut Graph, curve: &Curve, depth: usize) -> Option<Signs> {
        let depth = depth.checked_sub(1)?;
        let slope = curve.slope(graph)?;
        let (rises, turns) = match self.course(graph, slope, curve, depth) {
            Some(course) => course,
            None => return self.bent(graph, slope, curve, depth),
        };
        match &turns[..] {
            [] => Some(curve.at_ends(graph, rises)),
            // It falls down to the point, or rises up to it.
            [at] => Some(one_sided(curve.sign_of(graph, curve.sum, at)?, !rises)),
            _ => None,
        }
    }

    /// Does a slope begin above 0, and where does its sign change?
    fn course(
        &mut self,
        graph: &mut Graph,
        slope: Id,
        curve: &Curve,
        depth: usize,
    ) -> Option<(bool, Vec<Rational>)> {
        let factors = SignedFactors::of(graph, slope);
        let mut rises = factors.sign.single()? > 0;
        let mut turns: Vec<Rational> = Vec::new();
        for factor in factors.all.iter().filter(|factor| factor.odd) {
            let line = Quadratic::of_one(graph, factor.part).linear();
            if let Some((atom, scale, root)) = line
                && *graph.node(atom) == Node::Variable(curve.variable)
            {
                // Before the first turn it is on the side of the low end.
                if curve.interval.holds(&root) {
                    rises ^= scale.sign().is_gt();
                    match turns.iter().position(|known| *known == root) {
                        Some(twice) => {
                            turns.remove(twice);
                        }
                        None => turns.push(root),
                    }
                } else {
                    rises ^= scale.is_negative() != curve.interval.is_below(&root);
                }
                continue;
            }
            let own = curve.interval.range().signs(graph, factor.part, curve.variable);
            let own = match side(own) {
                Some(own) => own,
                None if graph.node(factor.part).is_sum() => {
                    let interval = curve.interval.clone();
                    let interval = interval.defined(graph, factor.part, curve.variable)?;
                    side(self.on(graph, factor.part, curve.variable, interval, depth))?
                }
                None => return None,
            };
            rises ^= !own;
        }
        turns.sort();
        Some((rises, turns))
    }

    /// Of a sum that is bent one way everywhere: its lowest point is where the slope turns, wherever
    /// that is.
    fn bent(&mut self, graph: &mut Graph, slope: Id, curve: &Curve, depth: usize) -> Option<Signs> {
        let bend = Curve {
            sum: slope,
            ..*curve
        };
        let bend = bend.slope(graph)?;
        let (upwards, turns) = self.course(graph, bend, curve, depth)?;
        if !turns.is_empty() {
            return None;
        }
        if upwards {
            return curve.lowest(graph, slope);
        }
        let [sum, slope] = [curve.sum, slope].map(|id| graph.add(Node::Negative(id)));
        let turned = Curve { sum, ..*curve };
        Some(turned.lowest(graph, slope)?.negative())
    }
}

/// A sum of one variable on an interval.
#[derive(Clone, Copy)]
struct Curve<'a> {
    sum: Id,
    variable: Variable,
    interval: &'a Interval,
}

impl Curve<'_> {
    /// Its derivative, tidied.
    fn slope(&self, graph: &mut Graph) -> Option<Id> {
        let slope = derivative::of_order(graph, self.sum, self.variable, 1).ok()?;
        let slope = simplify::shown(graph, slope).formula;
        (graph.parts(&[slope]).len() <= 4 * MAX_PARTS).then_some(slope)
    }

    /// The sign of a part at a point, where it is certain.
    fn sign_of(&self, graph: &mut Graph, part: Id, at: &Rational) -> Option<Ordering> {
        let at = graph.number(at.clone());
        let point = [(self.variable, at)];
        let values = value::evaluate(graph, &[part], &point, None, BITS, &Known::new());
        values.ok()?.of(part).sign()
    }

    /// The signs of what only rises, or only falls, from its ends.
    fn at_ends(&self, graph: &mut Graph, rises: bool) -> Signs {
        let mut signs = Signs::ANY;
        for (end, is_low) in [(&self.interval.low, true), (&self.interval.high, false)] {
            let sign = end
                .as_ref()
                .and_then(|end| self.sign_of(graph, self.sum, end));
            // What rises is nowhere below its value at the low end.
            let above = is_low == rises;
            if let Some(sign) = sign {
                signs = signs.both(one_sided(sign, above));
            }
        }
        signs
    }

    /// The signs of what is bent upwards, so that it lies above its tangents.
    fn lowest(&self, graph: &mut Graph, slope: Id) -> Option<Signs> {
        let mut before: Option<Rational> = None;
        let mut after: Option<Rational> = None;
        for at in self.interval.points() {
            let Some(sign) = self.sign_of(graph, slope, &at) else {
                continue;
            };
            match sign {
                Ordering::Less => before = Some(at),
                Ordering::Equal => {
                    let sign = self.sign_of(graph, self.sum, &at)?;
                    return Some(one_sided(sign, true));
                }
                Ordering::Greater => {
                    after = Some(at);
                    break;
                }
            }
        }
        let (mut before, mut after) = (before?, after?);
        let half = Rational::ratio(1, 2);
        for _ in 0..HALVINGS {
            // Between both it lies above the tangent at the first, beyond them above its value there.
            let width = graph.number(&after - &before);
            let drop = graph.add(Node::Product(slope, width));
            let tangent = graph.add(Node::Sum(self.sum, drop));
            if self.sign_of(graph, tangent, &before)?.is_gt() {
                return Some(Signs::PLUS);
            }
            if !self.sign_of(graph, self.sum, &before)?.is_gt() {
                return None;
            }
            let middle = &(&before + &after) * &half;
            match self.sign_of(graph, slope, &middle)? {
                Ordering::Greater => after = middle,
                _ => before = middle,
            }
        }
        None
    }
}

/// The signs of what is nowhere below (`above`), or nowhere above, something of this sign.
fn one_sided(sign: Ordering, above: bool) -> Signs {
    match (sign, above) {
        (Ordering::Greater, true) => Signs::PLUS,
        (Ordering::Equal, true) => Signs::NOT_NEGATIVE,
        (Ordering::Less, false) => Signs::MINUS,
        (Ordering::Equal, false) => Signs::NOT_POSITIVE,
        _ => Signs::ANY,
    }
}

/// Is it nowhere below 0, or nowhere above?
fn side(signs: Signs) -> Option<bool> {
    match signs.is_within(Signs::NOT_NEGATIVE) {
        true => Some(true),
        false => signs.is_within(Signs::NOT_POSITIVE).then_some(false),
    }
}

impl Interval {
    /// `None` of a range without an inside.
    fn of(range: Range) -> Option<Interval> {
        let interval = Interval {
            low: Rational::from_f64(range.low),
            high: Rational::from_f64(range.high),
        };
        (range.low < range.high).then_some(interval)
    }

    /// The range that it lies in.
    fn range(&self) -> Range {
        let end = |end: &Option<Rational>, none: f64| end.as_ref().map_or(none, Rational::to_f64);
        let [low, high] = [(&self.low, f64::NEG_INFINITY), (&self.high, f64::INFINITY)]
            .map(|(own, none)| end(own, none));
        Range {
            low: low.next_down(),
            high: high.next_up(),
        }
    }

    /// Does a number lie inside?
    fn holds(&self, n: &Rational) -> bool {
        !self.is_below(n) && self.low.as_ref().is_none_or(|low| low < n)
    }

    /// Does all of it lie below a number?
    fn is_below(&self, n: &Rational) -> bool {
        self.high.as_ref().is_some_and(|high| high <= n)
    }

    /// The part of it that lies above a number, or below.
    fn cut(&mut self, at: Rational, above: bool) {
        let end = if above { &mut self.low } else { &mut self.high };
        let is_nearer = |known: &Rational| if above { *known < at } else { at < *known };
        if end.as_ref().is_none_or(is_nearer) {
            *end = Some(at);
        }
    }

    /// Some points inside, in their order.
    fn points(&self) -> Vec<Rational> {
        const STEPS: i64 = 12;
        let two = Rational::integer(2);
        let powers: Vec<Rational> = (-STEPS..=STEPS).filter_map(|k| two.power(k)).collect();
        match (&self.low, &self.high) {
            (None, None) => {
                let below = powers.iter().rev().map(|n| -n);
                let above = powers.iter().cloned();
                below.chain([Rational::zero()]).chain(above).collect()
            }
            (Some(low), None) => powers.iter().map(|n| low + n).collect(),
            (None, Some(high)) => powers.iter().rev().map(|n| high - n).collect(),
            (Some(low), Some(high)) => {
                let width = high - low;
                let small = powers.iter().filter(|n| **n < Rational::one());
                let small: Vec<Rational> = small.map(|n| n * &width).collect();
                let below = small.iter().map(|n| low + n);
                // The half is among the first.
                let above = small.iter().rev().skip(1).map(|n| high - n);
                below.chain(above).collect()
            }
        }
    }

    /// The part of it on which an expression has values and is smooth; `None` where that is not known
    /// to be one interval.
    fn defined(mut self, graph: &mut Graph, id: Id, variable: Variable) -> Option<Interval> {
        let parts = graph.parts(&[id]);
        let ranges = Ranges::bounded(graph, &[id], |_| false, &[(variable, self.range())]);
        let mut poles = Vec::new();
        for part in parts {
            let (argument, low, high) = match *graph.node(part) {
                Node::Quotient(_, below) => {
                    poles.push(below);
                    continue;
                }
                Node::Power(base, exponent) => match graph.literal(exponent) {
                    Some(n) if n.is_integer() && !n.is_negative() => continue,
                    Some(n) if n.is_integer() => {
                        poles.push(base);
                        continue;
                    }
                    _ if ranges.of(base).low > 0.0 => continue,
                    Some(n) if !n.is_odd_below() => (base, 0.0, f64::INFINITY),
                    _ => return None,
                },
                Node::Call(f, a) => {
                    let line = f.row().line()?;
                    if !matches!(f.row().pieces, Pieces::None) || f.row().step {
                        return None;
                    }
                    if line.is_total() && line.is_smooth() {
                        continue;
                    }
                    let only = line.stretches.iter().position(Option::is_some);
                    let (low, high) = line.is_one_stretch().then(|| line.edges(only?))??;
                    (a, low, high)
                }
                Node::Call2(..) => return None,
                _ => continue,
            };
            let own = ranges.of(argument);
            if low < own.low && own.high < high {
                continue;
            }
            let (atom, scale, root) = Quadratic::of_one(graph, argument).linear()?;
            if *graph.node(atom) != Node::Variable(variable) {
                return None;
            }
            for (end, above) in [(low, true), (high, false)] {
                if let Some(end) = Rational::from_f64(end) {
                    let at = &root + &end.divide(&scale)?;
                    self.cut(at, above != scale.is_negative());
                }
            }
        }
        if let (Some(low), Some(high)) = (&self.low, &self.high)
            && low >= high
        {
            return None;
        }
        for pole in poles {
            let factors = SignedFactors::of(graph, pole);
            for factor in factors.all {
                let own = self.range().signs(graph, factor.part, variable);
                let line = Quadratic::of_one(graph, factor.part).linear();
                let is_outside = line.is_some_and(|(atom, _, root)| {
                    *graph.node(atom) == Node::Variable(variable) && !self.holds(&root)
                });
                if own.has(Signs::ZERO) && !is_outside {
                    return None;
                }
            }
        }
        Some(self)
    }
}

impl Range {
    /// The signs of a part where the variable lies in the range.
    fn signs(self, graph: &Graph, part: Id, variable: Variable) -> Signs {
        let ranges = Ranges::bounded(graph, &[part], |_| false, &[(variable, self)]);
        Signs::of_range(ranges.of(part))
    }
}
