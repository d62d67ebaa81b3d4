//! A row of the table of slips, and what it breaks.

use crate::expression::formula::{Formula, number};
use crate::expression::{Graph, Id};
use crate::slips::formulas::WholeSlip;
use crate::slips::numbers::NumberSlip;
use crate::slips::rules::BrokenRule;

/// One way to go wrong.
#[derive(Debug)]
pub struct Slip {
    /// Its name, for machines and for part credit in a quiz.
    pub name: &'static str,
    /// What happened, as it follows "likely slip:".
    pub says: &'static str,
    /// What to do, as it follows "hint:"; it gives no answer away. `{inner}` stands for what is
    /// inside the function and `{variable}` for what it is differentiated by; [`fill`](super::fill)
    /// puts them in.
    pub hint: &'static str,
    pub(super) breaks: Misstep,
}

impl Slip {
    /// Whether it integrates, where a derivative is asked for.
    pub fn is_integral(&self) -> bool {
        matches!(self.breaks, Misstep::Undone)
    }

    /// Whether the way with this number, of those that the slip is made in, is a rarer one. The
    /// first of the broken rules is how most make it.
    pub(super) fn is_rare(&self, nth: usize) -> bool {
        match &self.breaks {
            Misstep::Rule(_) | Misstep::Multiple(..) => nth > 0,
            Misstep::Whole(_) | Misstep::Undone | Misstep::Number(_) => false,
        }
    }
}

/// What is done wrongly.
#[derive(Debug)]
pub(super) enum Misstep {
    /// A rule of differentiation, in any of these ways.
    Rule(&'static [BrokenRule]),
    /// The answer as a whole.
    Whole(WholeSlip),
    /// The other way round: the answer's derivative is the function.
    Undone,
    /// A number at the end of the work; no formula goes wrong this way.
    Number(NumberSlip),
    /// The right answer times a number, or one of these rules. Tried last, because most slips of
    /// one sign or factor have a better name.
    Multiple(&'static [WholeFactor], &'static [BrokenRule]),
}

/// A whole number, or one over it.
#[derive(Clone, Copy, Debug)]
pub(super) enum WholeFactor {
    Times(i64),
    Over(i64),
}

impl WholeFactor {
    /// An expression times this.
    pub(super) fn times(self, graph: &mut Graph, id: Id) -> Id {
        let formula = match self {
            WholeFactor::Times(n) => number(n) * Formula::Part(id),
            WholeFactor::Over(n) => Formula::Part(id) / number(n),
        };
        formula.build(graph)
    }
}

/// The slip behind an answer.
#[derive(Clone, Copy, Debug)]
pub struct FoundSlip {
    /// The slip, or the first of two.
    pub slip: &'static Slip,
    /// The other one, where it takes two at once.
    pub second: Option<&'static Slip>,
}
