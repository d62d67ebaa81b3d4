//! Slips in what a nudge does: its numbers taken for one another.

use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use crate::slips::exercise::{Exercise, NudgedNumber, Work};
use crate::slips::worked_out::{NudgeNumbers, true_slope};

/// Nudges of learners who were asked for a slope, as powers of ten.
const NUDGES: [i64; 6] = [1, 2, 3, 4, 5, 6];

pub(super) fn value(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    match exercise.work {
        Work::Slope { .. } => vec![graph.substitute(exercise.function, &exercise.point)],
        _ => values(graph, exercise, NudgedNumber::Quotient),
    }
}

pub(super) fn nudged_value(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    values(graph, exercise, NudgedNumber::Change)
}

/// The values at both ends of a nudge that asks for this number.
fn values(graph: &mut Graph, exercise: &Exercise, asked: NudgedNumber) -> Vec<Id> {
    let nudge = asks_for(exercise, &[asked]).then(|| NudgeNumbers::of(graph, exercise));
    let nudge = nudge.flatten();
    nudge.map_or(Vec::new(), |nudge| vec![nudge.before, nudge.after])
}

/// Whether one of these numbers of a nudge is asked for.
fn asks_for(exercise: &Exercise, numbers: &[NudgedNumber]) -> bool {
    matches!(exercise.work, Work::Nudge { find, .. } if numbers.contains(&find))
}

pub(super) fn undivided(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    match exercise.work {
        Work::Nudge {
            find: NudgedNumber::Quotient,
            ..
        } => NudgeNumbers::of(graph, exercise).map_or(Vec::new(), |nudge| vec![nudge.change]),
        Work::Slope { order: 1 } => NUDGES
            .iter()
            .filter_map(|&k| Rational::ratio(1, 10).power(k))
            .map(|eps| {
                let eps = graph.number(eps);
                NudgeNumbers::by(graph, exercise, eps).change
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The slope where the nudge starts, for a nudge that asks for one of these numbers.
fn slope(graph: &mut Graph, exercise: &Exercise, asked: &[NudgedNumber]) -> Option<Id> {
    if !asks_for(exercise, asked) {
        return None;
    }
    let slope = true_slope(graph, (exercise.function, exercise.variable, 1))?;
    Some(graph.substitute(slope, &exercise.point))
}

pub(super) fn limit(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    let asked = [NudgedNumber::Change, NudgedNumber::Quotient];
    slope(graph, exercise, &asked).into_iter().collect()
}

pub(super) fn slope_times_nudge(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    match (
        slope(graph, exercise, &[NudgedNumber::Change]),
        exercise.work,
    ) {
        (Some(slope), Work::Nudge { eps, .. }) => vec![graph.add(Node::Product(slope, eps))],
        _ => Vec::new(),
    }
}

pub(super) fn divided(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    match asks_for(exercise, &[NudgedNumber::Change]) {
        true => NudgeNumbers::of(graph, exercise).map_or(Vec::new(), |nudge| vec![nudge.quotient]),
        false => Vec::new(),
    }
}

pub(super) fn value_before(graph: &mut Graph, exercise: &Exercise) -> Vec<Id> {
    match asks_for(exercise, &[NudgedNumber::Value]) {
        true => NudgeNumbers::of(graph, exercise).map_or(Vec::new(), |nudge| vec![nudge.before]),
        false => Vec::new(),
    }
}
