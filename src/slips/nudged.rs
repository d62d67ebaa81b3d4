//! Slips in what a nudge does: its numbers taken for one another.

use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::slips::Task;
use crate::slips::numbers::true_slope;

/// Which number of a nudge is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nudged {
    /// J(w+ε).
    Value,
    /// ΔJ = J(w+ε) − J(w).
    Change,
    /// ΔJ/ε.
    Quotient,
}

/// Nudges of learners who were asked for a slope, as powers of ten.
const NUDGES: [i64; 6] = [1, 2, 3, 4, 5, 6];

/// The numbers of a nudge.
pub(super) struct Nudge {
    pub(super) before: Id,
    pub(super) after: Id,
    pub(super) change: Id,
    pub(super) quotient: Id,
}

impl Nudge {
    pub(super) fn of(graph: &mut Graph, task: &Task) -> Option<Nudge> {
        let Task::Nudge {
            function,
            variable,
            at,
            eps,
            ..
        } = task
        else {
            return None;
        };
        Some(Nudge::by(graph, *function, *variable, at, *eps))
    }

    fn by(
        graph: &mut Graph,
        function: Id,
        variable: Variable,
        at: &[(Variable, Id)],
        eps: Id,
    ) -> Nudge {
        let before = graph.substitute(function, at);
        let mut there = at.to_vec();
        for (known, value) in &mut there {
            if *known == variable {
                *value = graph.add(Node::Sum(*value, eps));
            }
        }
        let after = graph.substitute(function, &there);
        let change = graph.add(Node::Difference(after, before));
        let quotient = graph.add(Node::Quotient(change, eps));
        Nudge {
            before,
            after,
            change,
            quotient,
        }
    }
}

pub(super) fn value(graph: &mut Graph, task: &Task) -> Vec<Id> {
    match task {
        Task::Slope { function, at, .. } => vec![graph.substitute(*function, at)],
        Task::Nudge {
            find: Nudged::Quotient,
            ..
        } => values(graph, task),
        _ => Vec::new(),
    }
}

pub(super) fn nudged_value(graph: &mut Graph, task: &Task) -> Vec<Id> {
    match task {
        Task::Nudge {
            find: Nudged::Change,
            ..
        } => values(graph, task),
        _ => Vec::new(),
    }
}

fn values(graph: &mut Graph, task: &Task) -> Vec<Id> {
    Nudge::of(graph, task).map_or(Vec::new(), |nudge| vec![nudge.before, nudge.after])
}

pub(super) fn undivided(graph: &mut Graph, task: &Task) -> Vec<Id> {
    match task {
        Task::Nudge {
            find: Nudged::Quotient,
            ..
        } => Nudge::of(graph, task).map_or(Vec::new(), |nudge| vec![nudge.change]),
        Task::Slope {
            function,
            variable,
            order: 1,
            at,
        } => NUDGES
            .iter()
            .filter_map(|&k| Rational::ratio(1, 10).power(k))
            .map(|eps| {
                let eps = graph.number(eps);
                Nudge::by(graph, *function, *variable, at, eps).change
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The slope where the nudge starts, for a nudge that asks for one of these numbers.
fn slope(graph: &mut Graph, task: &Task, asked: &[Nudged]) -> Option<Id> {
    match task {
        Task::Nudge {
            function,
            variable,
            at,
            find,
            ..
        } if asked.contains(find) => {
            let slope = true_slope(graph, (*function, *variable, 1))?;
            Some(graph.substitute(slope, at))
        }
        _ => None,
    }
}

pub(super) fn limit(graph: &mut Graph, task: &Task) -> Vec<Id> {
    let asked = [Nudged::Change, Nudged::Quotient];
    slope(graph, task, &asked).into_iter().collect()
}

pub(super) fn slope_times_nudge(graph: &mut Graph, task: &Task) -> Vec<Id> {
    match (slope(graph, task, &[Nudged::Change]), task) {
        (Some(slope), Task::Nudge { eps, .. }) => vec![graph.add(Node::Product(slope, *eps))],
        _ => Vec::new(),
    }
}

pub(super) fn divided(graph: &mut Graph, task: &Task) -> Vec<Id> {
    match task {
        Task::Nudge {
            find: Nudged::Change,
            ..
        } => Nudge::of(graph, task).map_or(Vec::new(), |nudge| vec![nudge.quotient]),
        _ => Vec::new(),
    }
}

pub(super) fn value_before(graph: &mut Graph, task: &Task) -> Vec<Id> {
    match task {
        Task::Nudge {
            find: Nudged::Value,
            ..
        } => Nudge::of(graph, task).map_or(Vec::new(), |nudge| vec![nudge.before]),
        _ => Vec::new(),
    }
}
