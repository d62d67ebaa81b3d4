//! The question in a graph of its own, and what wrong answers to it may be.

use crate::calculus::derivative;
use crate::expression::{Graph, Id};
use crate::slips::exercise::{Exercise, Work};
use crate::slips::screen::{QuickLook, QuickValues};
use crate::slips::slip::{FoundSlip, Slip};
use crate::slips::worked_out;

/// The question in a graph of its own, and its right answer.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) graph: Graph,
    pub(super) exercise: Exercise,
    pub(super) right: Id,
    /// The values of the right answer.
    pub(super) values: QuickValues,
    pub(super) screen: QuickLook,
}

/// Candidates of one kind, in the order in which they are looked through.
#[derive(Clone, Debug, Default)]
pub(super) struct CandidateRound {
    /// All candidates are expressions of this graph.
    pub(super) graph: Graph,
    pub(super) candidates: Vec<Candidate>,
    /// The values of each.
    pub(super) values: Vec<QuickValues>,
    /// Parts that may still be made or walked over.
    pub(super) left: usize,
}

/// What a wrong answer may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The slip that makes it, or the first of two.
    pub(super) slip: &'static Slip,
    /// The other one.
    pub(super) second: Option<&'static Slip>,
    /// What it gives.
    pub(super) id: Id,
    /// Whether it is the answer's derivative that is this, and not the answer.
    pub(super) undone: bool,
}

impl Candidate {
    pub(super) fn found(&self) -> FoundSlip {
        FoundSlip {
            slip: self.slip,
            second: self.second,
        }
    }

    /// Adds the pair if it is not known yet; two ways to break one rule are one slip.
    pub(super) fn note(&self, found: &mut Vec<FoundSlip>) {
        let names = |f: &FoundSlip| (f.slip.name, f.second.map(|second| second.name));
        let new = self.found();
        if !found.iter().any(|known| names(known) == names(&new)) {
            found.push(new);
        }
    }
}

impl Ground {
    pub(super) fn new(graph: &Graph, exercise: &Exercise) -> Option<Ground> {
        let mut own = Graph::new();
        let exercise = exercise.adopted(&mut own, graph);
        let (right, screen) = match exercise.work {
            Work::Derivative { order } => {
                let (function, variable) = (exercise.function, exercise.variable);
                let right = derivative::of_order(&mut own, function, variable, order).ok()?;
                let variables = own.variables(function);
                (right, QuickLook::of(&mut own, right, variables))
            }
            _ => (
                worked_out::right(&mut own, &exercise)?,
                QuickLook::of_numbers(),
            ),
        };
        let values = screen.values(&own, &[right])[0];
        Some(Ground {
            graph: own,
            exercise,
            right,
            values,
            screen,
        })
    }
}
