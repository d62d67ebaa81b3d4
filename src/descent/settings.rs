//! How to walk, and how a walk can end.

use crate::calculus::rows::Rows;
use crate::expression::Id;
use crate::number::rational::Rational;
use std::sync::Arc;

/// Most steps of one walk: far more than anyone reads, and a second of work in doubles.
pub const MAX_STEPS: usize = 100_000;

/// What makes a step from a slope.
#[derive(Clone, Debug, PartialEq)]
pub enum StepRule {
    /// w := w − α·slope
    Plain,
    /// v := β·v + slope, w := w − α·v, with v = 0 at first: Polyak's heavy ball.
    Momentum(Rational),
    /// Steps of about α, whatever the size of the slope.
    Adam,
}

/// How to walk.
#[derive(Clone, Debug)]
pub struct Settings {
    /// α > 0
    pub rate: Rational,
    /// What makes a step.
    pub rule: StepRule,
    /// How many steps, at most [`MAX_STEPS`].
    pub steps: usize,
    /// End early where the size of every slope is at most this.
    pub stop: Option<Rational>,
    /// The rows that sums and means of the function run over.
    pub rows: Option<Arc<Rows>>,
}

/// How a walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalkEnd {
    /// All steps were taken.
    Done,
    /// The slope fell to what was asked for, or is exactly 0, so that the plain rule never moves.
    Stopped,
    /// The last position is outside the domain: this part has no value there.
    Outside(Id),
    /// There is a value at the last position but no slope: this part is not smooth there.
    NoSlope(Id),
    /// This part is not smooth at the last position in some row, and with so many rows it is not
    /// settled whether J has a slope there all the same.
    Unsettled(Id),
    /// Past what is computed with.
    TooLarge,
}
