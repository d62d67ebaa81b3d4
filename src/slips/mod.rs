//! Why an answer is wrong: the table of slips, and the search for the one that explains it.
//!
//! The question's own function is differentiated with one rule broken at a time; a slip is named
//! where that gives the student's answer. A match is screened in doubles and certified afterwards,
//! and what the right answer also fits is never reported.
//!
//! # To add a slip
//!
//! Touch two files. `all.rs` has its row in the list [`ALL`], at the place where it is to be looked
//! for: its name, what is broken, what happened, a hint. What is broken is a function that gives the
//! wrong result: in `rules.rs` (those of the chain rule in `rules/chain.rs`) where it is a rule of
//! differentiation, in `formulas.rs` where it is the answer as a whole, in `numbers.rs` or
//! `nudged.rs` where it is a number. The search, pairs of slips, `credit` in a quiz, help and
//! reports walk the list. Answers that it makes go into `tests/truths/slips.py`, which writes the
//! table that a test reads.

mod all;
mod broken;
mod digits;
mod exercise;
mod formulas;
mod mistakes;
mod nudged;
mod numbers;
mod rebuilt;
mod rounded;
mod rules;
mod screen;
mod slip;
mod worked_out;

use crate::expression::{Graph, Id};
pub use all::{ALL, named};
pub use exercise::{Exercise, NudgedNumber, Work, fill};
pub use mistakes::{Memory, Mistakes};
pub use slip::{FoundSlip, Slip};

/// The slip that explains one wrong answer, as [`Mistakes::find`]; `graph` is left as it is.
pub fn find(graph: &Graph, exercise: &Exercise, answer: Id) -> Option<FoundSlip> {
    Mistakes::from(exercise.clone()).find(&mut graph.clone(), answer)
}
