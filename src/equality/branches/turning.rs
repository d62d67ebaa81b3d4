//! The signs of a sum in one variable, from where its slope turns: `x + 1 − e^x` is never above 0,
//! because its slope `1 − e^x` is 0 at 0 alone, where it falls.

mod domain;
mod turning_point;
mod zeros;

use crate::calculus::derivative;
use crate::calculus::value::{self, Known, Stop};
use crate::equality::branches::interval::{Interval, Need};
use crate::equality::branches::rooted::{self, RootedSum};
use crate::equality::branches::{definite, wave};
use crate::equality::identity;
use crate::equality::range::{Range, Ranges, Signs};
use crate::equality::signs::SignedFactors;
use crate::expression::simplify;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use std::cmp::Ordering;
use std::collections::HashMap;
use turning_point::{BITS, TurningPoint, line_of};

/// Largest sum, in nodes, that is looked at; the slope of a longer one is longer still.
const MAX_PARTS: usize = 48;

/// How often the sign of a slope is asked of the slope's own slope.
const MAX_DEPTH: usize = 3;

/// How often an interval around a turning point is halved.
const HALVINGS: usize = 64;

/// What was found of parts on intervals.
#[derive(Default)]
pub(super) struct Turning {
    /// What proofs start from, where there are any.
    seed: Option<u64>,
    /// What each sum is.
    kinds: HashMap<Id, Kind>,
    /// Those with a square root in them.
    rooted: HashMap<Id, Option<RootedSum>>,
    /// What was found of sums where their variable is in a range, by its ends.
    sums: HashMap<(Id, [u64; 2]), Option<Found>>,
    known: HashMap<(Id, Interval), Signs>,
}

/// The signs of a sum inside an interval, and at those of its ends that are numbers.
struct Found {
    variable: Variable,
    inside: Signs,
    ends: Vec<(Rational, Signs)>,
}

/// What a sum is.
#[derive(Clone, Copy)]
enum Kind {
    /// One whose form tells its signs: a wave beside a number, a sum of squares.
    Signed(Signs),
    /// One of a single variable, which is this node.
    Of(Variable, Id),
    Other,
}

impl Kind {
    fn of(graph: &mut Graph, sum: Id, seed: Option<u64>) -> Kind {
        let signed = wave::signs(graph, sum, seed).or_else(|| definite::signs(graph, sum));
        if let Some(signs) = signed {
            return Kind::Signed(signs);
        }
        if graph.parts(&[sum]).len() > MAX_PARTS {
            return Kind::Other;
        }
        match graph.variables(sum)[..] {
            [variable] => Kind::Of(variable, graph.add(Node::Variable(variable))),
            _ => Kind::Other,
        }
    }
}

impl Turning {
    /// With proofs of what is 0 where it turns.
    pub(super) fn new(seed: u64) -> Turning {
        Turning {
            seed: Some(seed),
            ..Turning::default()
        }
    }

    /// The signs that a sum takes on a branch with these ranges; `ANY` where they are not found.
    pub(super) fn signs(
        &mut self,
        graph: &mut Graph,
        sum: Id,
        ranges: &Ranges,
        signs: &[(Id, Signs)],
    ) -> Signs {
        if !graph.node(sum).is_sum() {
            return Signs::ANY;
        }
        let rooted = self.rooted.entry(sum);
        if let Some(rooted) = rooted.or_insert_with(|| RootedSum::of(graph, sum)).clone() {
            let rooted = rooted.signs(graph, |graph, part| {
                match rooted::known(graph, part, ranges, signs) {
                    Signs::ANY => self.signs(graph, part, ranges, signs),
                    known => known,
                }
            });
            if rooted != Signs::ANY {
                return rooted;
            }
        }
        let seed = self.seed;
        let kind = self.kinds.entry(sum);
        let (variable, node) = match *kind.or_insert_with(|| Kind::of(graph, sum, seed)) {
            Kind::Signed(signs) => return signs,
            Kind::Of(variable, node) => (variable, node),
            Kind::Other => return Signs::ANY,
        };
        let range = ranges.of(node);
        let key = (sum, [range.low, range.high].map(f64::to_bits));
        if !self.sums.contains_key(&key) {
            let found = self.look(graph, sum, variable, range);
            self.sums.insert(key, found);
        }
        let Some(found) = &self.sums[&key] else {
            return Signs::ANY;
        };
        found.ends.iter().fold(found.inside, |all, (end, own)| {
            match own.is_within(all) || is_left_out(graph, found.variable, end, signs) {
                true => all,
                false => all.either(*own),
            }
        })
    }

    fn look(
        &mut self,
        graph: &mut Graph,
        sum: Id,
        variable: Variable,
        range: Range,
    ) -> Option<Found> {
        let interval = Interval::of(range)?;
        let interval = self.defined(graph, sum, (variable, interval), MAX_DEPTH)?;
        let inside = self.on(graph, sum, variable, interval.clone(), MAX_DEPTH);
        if inside == Signs::ANY {
            return None;
        }
        let ends = [interval.low, interval.high].into_iter().flatten();
        let ends = ends.map(|end| {
            let own = sign_at_end(graph, sum, variable, &end);
            (end, own)
        });
        Some(Found {
            variable,
            inside,
            ends: ends.collect(),
        })
    }

    /// Are expressions in one variable analytic on one interval of a branch with these ranges, and
    /// without a value beyond?
    pub(super) fn is_one_interval(
        &mut self,
        graph: &mut Graph,
        roots: &[Id],
        ranges: &Ranges,
    ) -> bool {
        let parts = graph.parts(roots);
        let [variable] = graph.variables_among(&parts)[..] else {
            return false;
        };
        let node = graph.add(Node::Variable(variable));
        let Some(mut interval) = Interval::of(ranges.of(node)) else {
            return false;
        };
        let Some(needs) = interval.needs(graph, roots, variable) else {
            return false;
        };
        // What only rises, or only falls, lies between two ends on one interval.
        let is_interval = needs.iter().all(|need| match *need {
            Need::Between(argument, ends) => {
                interval.cut_to(graph, argument, ends, variable).is_some()
                    || self.is_steady(graph, argument, ranges)
            }
            Need::NotZero(_) => true,
        });
        is_interval && self.has_no_pole(graph, &needs, (variable, &interval), MAX_DEPTH)
    }

    /// Does an expression in one variable only rise, or only fall, where it has values on a branch with
    /// these ranges, which is one interval?
    fn is_steady(&mut self, graph: &mut Graph, id: Id, ranges: &Ranges) -> bool {
        let Some((variable, interval)) = self.placed(graph, id, ranges) else {
            return false;
        };
        let curve = Curve {
            sum: id,
            variable,
            interval: &interval,
        };
        let course = curve
            .slope(graph)
            .and_then(|slope| self.course(graph, slope, &curve, MAX_DEPTH - 1));
        course.is_some_and(|(_, turns)| turns.is_empty())
    }

    /// The signs of a part inside an interval, from ranges and from where it turns.
    fn inside(
        &mut self,
        graph: &mut Graph,
        part: Id,
        (variable, interval): (Variable, &Interval),
        depth: usize,
    ) -> Signs {
        let own = interval.signs(graph, part, variable);
        if depth == 0 || own.single().is_some() || !graph.node(part).is_sum() {
            return own;
        }
        let placed = (variable, interval.clone());
        match self.defined(graph, part, placed, depth - 1) {
            Some(interval) => own.both(self.on(graph, part, variable, interval, depth)),
            None => own,
        }
    }

    /// The variable of an expression that has one, and where it lies.
    fn placed(
        &mut self,
        graph: &mut Graph,
        id: Id,
        ranges: &Ranges,
    ) -> Option<(Variable, Interval)> {
        if graph.parts(&[id]).len() > MAX_PARTS {
            return None;
        }
        let [variable] = graph.variables(id)[..] else {
            return None;
        };
        let node = graph.add(Node::Variable(variable));
        let interval = Interval::of(ranges.of(node))?;
        let interval = self.defined(graph, id, (variable, interval), MAX_DEPTH)?;
        Some((variable, interval))
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
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let curve = Curve {
            sum,
            variable,
            interval: &key.1,
        };
        let found = self.found(graph, &curve, depth).unwrap_or(Signs::ANY);
        self.known.insert(key, found);
        found
    }

    fn found(&mut self, graph: &mut Graph, curve: &Curve, depth: usize) -> Option<Signs> {
        let depth = depth.checked_sub(1)?;
        let slope = curve.slope(graph)?;
        let (rises, turns) = match self.course(graph, slope, curve, depth) {
            Some(course) => course,
            None => return self.bent(graph, slope, curve, depth),
        };
        let moves = !turns.is_empty() || curve.moves(graph, slope);
        moves.then(|| curve.between_turns(graph, rises, &turns, self.seed))
    }

    /// Does a slope begin above 0, and where does its sign change?
    fn course(
        &mut self,
        graph: &mut Graph,
        slope: Id,
        curve: &Curve,
        depth: usize,
    ) -> Option<(bool, Vec<TurningPoint>)> {
        let factors = SignedFactors::of(graph, slope);
        let mut rises = match factors.sign {
            Signs::PLUS => true,
            Signs::MINUS => false,
            _ => return None,
        };
        let mut turns: Vec<TurningPoint> = Vec::new();
        for factor in factors.all.iter().filter(|factor| factor.odd) {
            if let Some((turn, falls)) = TurningPoint::of(graph, factor.part, curve.variable)
                && let Some(place) = turn.place(curve.interval)
            {
                // Before the first turn it is on the side of the low end.
                rises ^= falls == place.is_lt();
                if place.is_eq() {
                    match turns.iter().position(|known| known.at == turn.at) {
                        Some(twice) => {
                            turns.remove(twice);
                        }
                        None => turns.push(turn),
                    }
                }
                continue;
            }
            let placed = (curve.variable, curve.interval);
            let own = self.inside(graph, factor.part, placed, depth).side()?;
            rises ^= !own;
        }
        turns.sort_unstable_by(|a, b| a.value.compare(&b.value).unwrap_or(Ordering::Equal));
        let mut pairs = turns.windows(2);
        let are_in_order = pairs.all(|two| two[0].value.compare(&two[1].value).is_some());
        are_in_order.then_some((rises, turns))
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

/// Is a number no value of the variable where these signs hold?
fn is_left_out(graph: &Graph, variable: Variable, n: &Rational, signs: &[(Id, Signs)]) -> bool {
    signs
        .iter()
        .any(|(part, signs)| match signs.has(Signs::ZERO) {
            true => false,
            false => line_of(graph, *part, variable).is_some_and(|(_, root)| root == *n),
        })
}

/// The sign at a point that may be outside of where there is a value; none there.
fn sign_at_end(graph: &mut Graph, id: Id, variable: Variable, at: &Rational) -> Signs {
    let at = graph.number(at.clone());
    match value::evaluate(graph, &[id], &[(variable, at)], &[], BITS, &Known::new()) {
        Ok(values) => values.of(id).sign().map_or(Signs::ANY, Signs::of),
        Err(Stop::Outside { .. }) => Signs::NONE,
        Err(_) => Signs::ANY,
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
        let values = value::evaluate(graph, &[part], &point, &[], BITS, &Known::new());
        values.ok()?.of(part).sign()
    }

    /// Is a slope certainly not 0 everywhere? What it is the slope of only rises or falls then, where
    /// the slope has one sign.
    fn moves(&self, graph: &mut Graph, slope: Id) -> bool {
        let points = self.interval.points();
        points.iter().any(|at| {
            self.sign_of(graph, slope, at)
                .is_some_and(|sign| sign.is_ne())
        })
    }

    /// The sign of the sum at a turn, also where only a proof tells that it is 0.
    fn sign_at(
        &self,
        graph: &mut Graph,
        turn: &TurningPoint,
        seed: Option<u64>,
    ) -> Option<Ordering> {
        self.sign_of_point(graph, turn.at, seed)
    }

    fn sign_of_point(&self, graph: &mut Graph, at: Id, seed: Option<u64>) -> Option<Ordering> {
        let point = [(self.variable, at)];
        let values = value::evaluate(graph, &[self.sum], &point, &[], BITS, &Known::new()).ok()?;
        if let Some(sign) = values.of(self.sum).sign() {
            return Some(sign);
        }
        let there = graph.substitute(self.sum, &point);
        identity::vanishes(graph, there, seed?).then_some(Ordering::Equal)
    }

    /// The signs between the ends of what rises, or falls, up to the first turn: where it is lowest and
    /// highest is at turns and ends.
    fn between_turns(
        &self,
        graph: &mut Graph,
        rises: bool,
        turns: &[TurningPoint],
        seed: Option<u64>,
    ) -> Signs {
        let last = rises != (turns.len() % 2 == 1);
        let end = |end: &Option<Rational>| self.sign_of(graph, self.sum, end.as_ref()?);
        let ends = [&self.interval.low, &self.interval.high].map(end);
        let turns: Vec<Option<Ordering>> = turns
            .iter()
            .map(|turn| self.sign_at(graph, turn, seed))
            .collect();
        let mut signs = Signs::ANY;
        for above in [true, false] {
            let own = |sign: Option<Ordering>| match above {
                true => sign,
                false => sign.map(Ordering::reverse),
            };
            // Inside it is beyond what it is at an end.
            let is_at_low = rises == above;
            let is_at_high = last != above;
            let ends = [(is_at_low, ends[0]), (is_at_high, ends[1])];
            let mut ends = ends.into_iter().filter(|(counts, _)| *counts);
            let first = usize::from(is_at_low);
            let mut extremes = turns.iter().skip(first).step_by(2).map(|sign| own(*sign));
            let least = extremes.try_fold(Ordering::Greater, |least, sign| Some(least.min(sign?)));
            let is_beyond = ends.all(|(_, sign)| own(sign).is_some_and(Ordering::is_ge));
            if let Some(least) = least.filter(|_| is_beyond) {
                signs = signs.both(one_sided(
                    if above { least } else { least.reverse() },
                    above,
                ));
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

#[cfg(test)]
mod tests;
