//! Numbers that the slips make of one question, and the one that was given.

use crate::calculus::value::{Known, evaluate};
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use crate::slips::all::{ALL, named};
use crate::slips::broken::{Truths, with_broken};
use crate::slips::digits::{BITS, decimals, significant, slack};
use crate::slips::exercise::{Exercise, Work};
use crate::slips::mistakes::candidates::{Candidate, CandidateRound, Ground};
use crate::slips::rules::BrokenRule;
use crate::slips::screen::QuickLook;
use crate::slips::slip::{FoundSlip, Misstep, Slip};
use crate::slips::worked_out::with_slope;
use std::cell::RefCell;
use std::collections::HashSet;

/// Most parts of a function, times the steps taken, for which rules are broken: each of some
/// seventy broken rules differentiates all of them.
const MAX_PARTS: usize = 2_000;

/// Fewest digits of a number that a machine computed in doubles, and how far off such a number may
/// be, as a part of it: a nudge of 1e-6 loses some six of sixteen digits.
const NOISY_DIGITS: usize = 14;
const NOISE: f64 = 1e-9;

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
        return named("floating-point-noise").map(one);
    }
    if given.fits(&ground.graph, ground.right, right) {
        // As many digits as it has are right, or nearly all: too few for whoever calls it wrong.
        let short = !given.slack.is_zero() && {
            given.slack = Rational::zero();
            !given.fits(&ground.graph, ground.right, right)
        };
        return short.then(|| named("rounded-early"))?.map(one);
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
    let (rare, common): (Vec<_>, Vec<_>) = made.into_iter().partition(|(rare, ..)| *rare);
    let mut known = HashSet::new();
    let mut candidates = Vec::new();
    for (_, slip, id) in common.into_iter().chain(rare) {
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
                let multiples = factors.iter().map(|&f| Some(f.times(graph, self.right)));
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
        near.then(|| named("rounded-early"))?
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
            if !self.graph.is_constant(id) {
                return None;
            }
        }
        let gap = self.graph.add(Node::Difference(candidate, self.answer));
        let values = evaluate(self.graph, &[gap], &[], &[], BITS, &Known::new()).ok()?;
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
