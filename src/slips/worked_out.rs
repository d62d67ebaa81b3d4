//! The number that is asked for, worked out step by step: as it should be, or with another slope.

use crate::calculus::derivative;
use crate::expression::{Graph, Id, Node, Variable};
use crate::slips::broken::DerivativeAsked;
use crate::slips::exercise::{Exercise, NudgedNumber, Work};

/// Most descent steps that are followed; more are seldom worked out by hand.
const MAX_STEPS: u32 = 100;

/// The numbers of a nudge.
pub(super) struct NudgeNumbers {
    pub(super) before: Id,
    pub(super) after: Id,
    pub(super) change: Id,
    pub(super) quotient: Id,
}

impl NudgeNumbers {
    pub(super) fn of(graph: &mut Graph, exercise: &Exercise) -> Option<NudgeNumbers> {
        match exercise.work {
            Work::Nudge { eps, .. } => Some(NudgeNumbers::by(graph, exercise, eps)),
            _ => None,
        }
    }

    pub(super) fn by(graph: &mut Graph, exercise: &Exercise, eps: Id) -> NudgeNumbers {
        let (function, at) = (exercise.function, &exercise.point);
        let before = graph.substitute(function, at);
        let mut there = at.clone();
        for (known, value) in &mut there {
            if *known == exercise.variable {
                *value = graph.add(Node::Sum(*value, eps));
            }
        }
        let after = graph.substitute(function, &there);
        let change = graph.add(Node::Difference(after, before));
        let quotient = graph.add(Node::Quotient(change, eps));
        NudgeNumbers {
            before,
            after,
            change,
            quotient,
        }
    }
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
pub(super) fn with_slope(
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
pub(super) fn descend(
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
pub(super) fn value_of(variable: Variable, point: &[(Variable, Id)]) -> Option<Id> {
    let found = point.iter().find(|(known, _)| *known == variable);
    found.map(|(_, value)| *value)
}

pub(super) fn true_slope(
    graph: &mut Graph,
    (function, variable, order): DerivativeAsked,
) -> Option<Id> {
    derivative::of_order(graph, function, variable, order).ok()
}
