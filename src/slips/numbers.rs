//! Slips in a number: a slope, what a nudge does, where a descent step leads.

use crate::expression::functions::Angle;
use crate::expression::{Constant, Graph, Id, Node};
use crate::number::rational::Rational;
use crate::slips::digits::decimals;
use crate::slips::exercise::{Exercise, NudgedNumber, Work};
use crate::slips::rebuilt::rebuilt;
use crate::slips::worked_out::{NudgeNumbers, descend, right, true_slope, value_of};

/// What a number would be after a slip, as expressions without variables.
pub(super) type NumberSlip = fn(&mut Graph, &Exercise) -> Vec<Id>;

/// Decimals that intermediate results are rounded to.
const DECIMALS: [i64; 4] = [1, 2, 3, 4];

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
    let pi = graph.add(Node::Constant(Constant::Pi));
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
    let round = graph.nearest_whole(large);
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
