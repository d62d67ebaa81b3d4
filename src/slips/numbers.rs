//! Slips in a number: a slope, what a nudge does, where a descent step leads.

use super::NudgedNumber;
use crate::calculus::derivative;
use crate::calculus::value::{Known, evaluate};
use crate::expression::functions::Angle;
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::slips::formulas::{DerivativeAsked, Truths, rebuilt, times, with_broken};
use crate::slips::mistakes::{Candidate, CandidateRound, Ground};
use crate::slips::nudged::NudgeNumbers;
use crate::slips::rules::BrokenRule;
use crate::slips::screen::QuickLook;
use crate::slips::{ALL, Exercise, FoundSlip, Misstep, Slip, Work};
use std::cell::RefCell;
use std::collections::HashSet;

/// What a number would be after a slip, as expressions without variables.
pub(super) type NumberSlip = fn(&mut Graph, &Exercise) -> Vec<Id>;

/// Most descent steps that are followed; more are seldom worked out by hand.
const MAX_STEPS: u32 = 100;

/// Most parts of a function, times the steps taken, for which rules are broken: each of some
/// seventy broken rules differentiates all of them.
const MAX_PARTS: usize = 2_000;

/// Decimals that intermediate results are rounded to.
const DECIMALS: [i64; 4] = [1, 2, 3, 4];

/// Fewest significant digits at which a number that was rounded can be told from another one; a
/// shorter one has to be met exactly.
const MIN_DIGITS: usize = 3;

/// Fewest digits of a number that a machine computed in doubles, and how far off such a number may
/// be, as a part of it: a nudge of 1e-6 loses some six of sixteen digits.
const NOISY_DIGITS: usize = 14;
const NOISE: f64 = 1e-9;

/// Working precision of the certified comparison, far beyond any answer's digits.
pub(super) const BITS: u64 = 256;

/// Most decimals for which an answer counts as rounded.
const MAX_DECIMALS: i64 = 40;

/// The slip behind a number.
pub(super) fn find(
    ground: &Ground,
    round: &CandidateRound,
    graph: &mut Graph,
    answer: Id,
) -> Option<FoundSlip> {
    let mut given = Given {
        value: QuickLook::value(graph, answer),
        slack: slack(graph, answer).unwrap_or_else(Rational::zero),
        answer,
        graph,
    };
    let right = ground.values.first();
    if given.is_noisy(&ground.graph, ground.right, right) {
        return super::named("floating-point-noise").map(one);
    }
    if given.fits(&ground.graph, ground.right, right) {
        // As many digits as it has are right, or nearly all: too few for whoever calls it wrong.
        let short = !given.slack.is_zero() && {
            given.slack = Rational::zero();
            !given.fits(&ground.graph, ground.right, right)
        };
        return short.then(|| super::named("rounded-early"))?.map(one);
    }
    let mut candidates = round.candidates.iter().zip(&round.values);
    let explained =
        candidates.find(|(made, values)| given.fits(&round.graph, made.id, values.first()));
    match explained {
        Some((made, _)) => Some(made.found()),
        None => given.barely(right).map(one),
    }
}

fn one(slip: &'static Slip) -> FoundSlip {
    FoundSlip { slip, second: None }
}

/// What every row of the table gives.
pub(super) fn round(ground: &Ground) -> CandidateRound {
    let mut maker = NumberMaker {
        graph: ground.graph.clone(),
        truths: Truths::default(),
        exercise: &ground.exercise,
        right: ground.right,
    };
    // One number says little: the way in which each slip is mostly made goes before rarer ones.
    let mut made: Vec<(bool, &'static Slip, Id)> = Vec::new();
    for slip in ALL {
        let row = maker.row(slip).into_iter().enumerate();
        made.extend(row.filter_map(|(nth, id)| Some((slip.is_rare(nth), slip, id?))));
    }
    made.sort_by_key(|(rare, ..)| *rare);
    let mut known = HashSet::new();
    let mut candidates = Vec::new();
    for (_, slip, id) in made {
        if known.insert(id) {
            candidates.push(Candidate {
                slip,
                second: None,
                id,
                undone: false,
            });
        }
    }
    CandidateRound {
        graph: maker.graph,
        candidates,
        ..CandidateRound::default()
    }
}

struct NumberMaker<'a> {
    graph: Graph,
    truths: Truths,
    exercise: &'a Exercise,
    right: Id,
}

impl NumberMaker<'_> {
    /// What each way of making the slip gives.
    fn row(&mut self, slip: &Slip) -> Vec<Option<Id>> {
        let (graph, exercise) = (&mut self.graph, self.exercise);
        match &slip.breaks {
            Misstep::Number(number) => number(graph, exercise).into_iter().map(Some).collect(),
            Misstep::Rule(rules) => self.rules(rules),
            Misstep::Whole(whole) => match exercise.work {
                Work::Slope { order } => {
                    let found = whole(graph, (exercise.function, exercise.variable, order));
                    let values = found.into_iter();
                    values
                        .map(|id| Some(graph.substitute(id, &exercise.point)))
                        .collect()
                }
                _ => Vec::new(),
            },
            Misstep::Multiple(factors, rules) => {
                let multiples = factors.iter().map(|&f| Some(times(graph, self.right, f)));
                let mut found: Vec<Option<Id>> = multiples.collect();
                found.extend(self.rules(rules));
                found
            }
            Misstep::Undone => Vec::new(),
        }
    }

    /// The number with each of these rules broken.
    fn rules(&mut self, rules: &[BrokenRule]) -> Vec<Option<Id>> {
        if size(&self.graph, self.exercise) > MAX_PARTS {
            return Vec::new();
        }
        let truths = RefCell::new(&mut self.truths);
        let by_rule = |&rule: &BrokenRule| {
            with_slope(&mut self.graph, self.exercise, &|graph, question| {
                with_broken(graph, &mut truths.borrow_mut(), question, rule)
            })
        };
        rules.iter().map(by_rule).collect()
    }
}

/// A number as it was given.
struct Given<'a> {
    graph: &'a mut Graph,
    answer: Id,
    value: f64,
    /// Half a unit of its last digit, or 0 where it has to be met exactly.
    slack: Rational,
}

impl Given<'_> {
    /// The right value with wrong digits far behind, as machines add them; its own digits cut off
    /// or rounded are none.
    fn is_noisy(&mut self, from: &Graph, right: Id, value: f64) -> bool {
        let digits = self.graph.literal(self.answer).map_or(0, significant);
        let near = (self.value - value).abs() <= NOISE * value.abs();
        let right = |given: &mut Self| given.fits(from, right, value);
        digits >= NOISY_DIGITS && near && !right(self)
    }

    /// The right value cut off or rounded to fewer digits than tell it from others.
    fn barely(&self, right: f64) -> Option<&'static Slip> {
        let typed = self.graph.literal(self.answer)?;
        let unit = Rational::ratio(1, 10).power(decimals(typed)?)?;
        let typed = typed.to_f64();
        let near =
            (typed - right).abs() < unit.to_f64() && (typed - right).abs() < right.abs() / 10.0;
        near.then(|| super::named("rounded-early"))?
    }

    /// Whether this number of another graph, with that value in doubles, is the one that was given.
    fn fits(&mut self, from: &Graph, candidate: Id, value: f64) -> bool {
        let (x, y) = (value, self.value);
        if !x.is_finite() || !y.is_finite() {
            // No value, or one that no answer by hand has and that is long to compute.
            return false;
        }
        // Doubles tell only what is far off.
        let room = self.slack.to_f64() + 1e-6 * x.abs().max(y.abs());
        if (x - y).abs() > room {
            return false;
        }
        let candidate = self.graph.adopt(from, candidate);
        self.certainly_fits(candidate).unwrap_or(false)
    }

    fn certainly_fits(&mut self, candidate: Id) -> Option<bool> {
        // A stray variable has no value, and then neither has the answer.
        for id in [candidate, self.answer] {
            if !self.graph.variables(id).is_empty() {
                return None;
            }
        }
        let gap = self.graph.add(Node::Difference(candidate, self.answer));
        let values = evaluate(self.graph, &[gap], &[], None, BITS, &Known::new()).ok()?;
        if let Some(gap) = values.of(gap).rational() {
            return Some(gap.abs() <= self.slack);
        }
        let ball = values.of(gap).ball(BITS).ok()?;
        let (low, high) = (ball.lower().ok()?, ball.upper().ok()?);
        Some(if self.slack.is_zero() {
            // Equal to some 70 digits: for a hint about numbers made by hand as good as a proof.
            ball.contains_zero()
        } else {
            high <= self.slack && low >= -&self.slack
        })
    }
}

/// Parts of the function, for every step of a descent.
fn size(graph: &Graph, exercise: &Exercise) -> usize {
    let steps = match exercise.work {
        Work::Derivative { .. } | Work::Slope { .. } | Work::Nudge { .. } => 1,
        Work::Step { steps, .. } => steps as usize,
    };
    graph
        .parts(&[exercise.function])
        .len()
        .saturating_mul(steps)
}

/// How many decimals a number was typed with, where it is a decimal.
pub(super) fn decimals(typed: &Rational) -> Option<i64> {
    let ten = Rational::integer(10);
    (0..=MAX_DECIMALS).find(|&k| {
        ten.power(k)
            .is_some_and(|unit| (&unit * typed).is_integer())
    })
}

/// Digits of a decimal without zeros in front; 0 where it is none.
fn significant(typed: &Rational) -> usize {
    let unit = decimals(typed).and_then(|places| Rational::integer(10).power(places));
    let whole = unit.map(|unit| (&unit * &typed.abs()).numerator().to_string());
    whole.map_or(0, |digits| digits.len())
}

/// Half a unit of the last digit, where there are enough digits for that to mean anything.
fn slack(graph: &Graph, answer: Id) -> Option<Rational> {
    let typed = graph.literal(answer)?;
    let places = decimals(typed)?;
    let unit = Rational::integer(10).power(places)?;
    if significant(typed) < MIN_DIGITS {
        return None;
    }
    unit.reciprocal().map(|last| &Rational::ratio(1, 2) * &last)
}

/// The right number, as an expression without variables.
pub(super) fn right(graph: &mut Graph, exercise: &Exercise) -> Option<Id> {
    match exercise.work {
        Work::Nudge { find, .. } => {
            let nudge = NudgeNumbers::of(graph, exercise)?;
            Some(match find {
                NudgedNumber::Value => nudge.after,
                NudgedNumber::Change => nudge.change,
                NudgedNumber::Quotient => nudge.quotient,
            })
        }
        _ => with_slope(graph, exercise, &|graph, (function, variable, order)| {
            derivative::of_order(graph, function, variable, order).ok()
        }),
    }
}

/// The number that a slope or a step has with the derivative that `slope` makes.
fn with_slope(
    graph: &mut Graph,
    exercise: &Exercise,
    slope: &dyn Fn(&mut Graph, DerivativeAsked) -> Option<Id>,
) -> Option<Id> {
    match exercise.work {
        Work::Slope { order } => {
            let id = slope(graph, (exercise.function, exercise.variable, order))?;
            Some(graph.substitute(id, &exercise.point))
        }
        Work::Step { steps, .. } => {
            descend(graph, exercise, steps, slope, &|graph, w, slope, rate| {
                let change = graph.add(Node::Product(rate, slope));
                graph.add(Node::Difference(w, change))
            })
        }
        _ => None,
    }
}

/// The value of the variable asked for after some steps: `step` makes the next value from the last
/// one, the slope there and the rate.
fn descend(
    graph: &mut Graph,
    exercise: &Exercise,
    steps: u32,
    slope: &dyn Fn(&mut Graph, DerivativeAsked) -> Option<Id>,
    step: &dyn Fn(&mut Graph, Id, Id, Id) -> Id,
) -> Option<Id> {
    let Work::Step { rate, .. } = exercise.work else {
        return None;
    };
    if steps > MAX_STEPS {
        return None;
    }
    let mut slopes = Vec::new();
    for (variable, _) in &exercise.point {
        slopes.push(slope(graph, (exercise.function, *variable, 1))?);
    }
    let mut point = exercise.point.clone();
    for _ in 0..steps {
        let mut next = point.clone();
        for (at, slope) in slopes.iter().enumerate() {
            let slope = graph.substitute(*slope, &point);
            next[at].1 = step(graph, point[at].1, slope, rate);
        }
        point = next;
    }
    value_of(exercise.variable, &point)
}

/// The value of a variable at a point.
fn value_of(variable: Variable, point: &[(Variable, Id)]) -> Option<Id> {
    let found = point.iter().find(|(known, _)| *known == variable);
    found.map(|(_, value)| *value)
}

pub(super) fn true_slope(
    graph: &mut Graph,
    (function, variable, order): DerivativeAsked,
) -> Option<Id> {
    derivative::of_order(graph, function, variable, order).ok()
}

/// Where the steps lead by another step.
fn stepping(
    graph: &mut Graph,
    exercise: &Exercise,
    step: &dyn Fn(&mut Graph, Id, Id, Id) -> Id,
) -> Vec<Id> {
    match exercise.work {
        Work::Step { steps, .. } => descend(graph, exercise, steps, &true_slope, step)
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

pub(super) fn uphill(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    stepping(graph, exercise, &|graph, w, slope, rate| {
        let change = graph.add(Node::Product(rate, slope));
        graph.add(Node::Sum(w, change))
    })
}

pub(super) fn unrated(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    stepping(graph, exercise, &|graph, w, slope, _| {
        graph.add(Node::Difference(w, slope))
    })
}

pub(super) fn change(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    match exercise.work {
        Work::Step { .. } => {
            let end = right(graph, exercise);
            let start = value_of(exercise.variable, &exercise.point);
            match (end, start) {
                (Some(end), Some(start)) => vec![
                    graph.add(Node::Difference(end, start)),
                    graph.add(Node::Difference(start, end)),
                ],
                _ => Vec::new(),
            }
        }
        Work::Nudge {
            find: NudgedNumber::Value,
            ..
        } => NudgeNumbers::of(graph, exercise).map_or(Vec::new(), |nudge| vec![nudge.change]),
        _ => Vec::new(),
    }
}

pub(super) fn miscounted(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    let Work::Step { steps, .. } = exercise.work else {
        return Vec::new();
    };
    let counts = [steps.saturating_add(1), steps.saturating_sub(1)];
    let counts = counts.into_iter().filter(|&n| n > 0);
    counts
        .filter_map(|n| {
            descend(graph, exercise, n, &true_slope, &|graph, w, slope, rate| {
                let change = graph.add(Node::Product(rate, slope));
                graph.add(Node::Difference(w, change))
            })
        })
        .collect()
}

/// The right number with every angle in degrees.
pub(super) fn degrees(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    let Some(right) = right(graph, exercise) else {
        return Vec::new();
    };
    let pi = graph.add(Node::Constant(crate::expression::Constant::Pi));
    let half_turn = graph.number(Rational::integer(180));
    let degree = graph.add(Node::Quotient(pi, half_turn));
    let angle = |node: &Node| match node {
        Node::Call(f, _) | Node::Call2(f, ..) => f.row().angle,
        _ => Angle::None,
    };
    let id = rebuilt(graph, right, &|graph, node| match (angle(&node), node) {
        (Angle::Argument, Node::Call(f, a)) => {
            let angle = graph.add(Node::Product(a, degree));
            graph.add(Node::Call(f, angle))
        }
        (Angle::Value, node) => {
            let angle = graph.add(node);
            graph.add(Node::Quotient(angle, degree))
        }
        (_, node) => graph.add(node),
    });
    if id == right { Vec::new() } else { vec![id] }
}

/// What is told before any candidate is made.
pub(super) fn none(_: &mut Graph, _: &Exercise) -> Vec<Id> {
    Vec::new()
}

/// `id` rounded to `k` decimals.
fn to_decimals(graph: &mut Graph, id: Id, k: i64) -> Id {
    let unit = Rational::integer(10).power(k).expect("10 is not 0");
    let unit = graph.number(unit);
    let large = graph.add(Node::Product(id, unit));
    let round = graph.add(Node::Call(Function::Round, large));
    graph.add(Node::Quotient(round, unit))
}

/// The number with intermediate results rounded to a few decimals.
pub(super) fn rounded(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    let Some(right) = right(graph, exercise) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for k in DECIMALS {
        let id = rebuilt(graph, right, &|graph, node| {
            let endless = match &node {
                Node::Number(n) => decimals(n).is_none(),
                Node::Constant(_) | Node::Call(..) | Node::Call2(..) | Node::Quotient(..) => true,
                Node::Power(_, n) => graph.literal(*n).is_none_or(|n| !n.is_integer()),
                _ => false,
            };
            let id = graph.add(node);
            match endless {
                true => to_decimals(graph, id, k),
                false => id,
            }
        });
        found.push(id);
        match exercise.work {
            Work::Step { .. } => {
                found.extend(stepping(graph, exercise, &|graph, w, slope, rate| {
                    let change = graph.add(Node::Product(rate, slope));
                    let next = graph.add(Node::Difference(w, change));
                    to_decimals(graph, next, k)
                }))
            }
            Work::Nudge { eps, find } => {
                let Some(nudge) = NudgeNumbers::of(graph, exercise) else {
                    continue;
                };
                let after = to_decimals(graph, nudge.after, k);
                let before = to_decimals(graph, nudge.before, k);
                let change = graph.add(Node::Difference(after, before));
                found.push(match find {
                    NudgedNumber::Value => after,
                    NudgedNumber::Change => change,
                    NudgedNumber::Quotient => graph.add(Node::Quotient(change, eps)),
                });
            }
            _ => {}
        }
    }
    found
}
