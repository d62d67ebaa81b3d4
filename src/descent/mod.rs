//! Gradient descent: w := w − α·slope, step by step, and what came of it.

mod round;
pub mod settings;
pub mod verdict;
pub mod walk;

pub use settings::{End, MAX_STEPS, Rule, Settings};
pub use verdict::{Curvature, Judged, Stationary, Verdict, curvature, judge, stationary};
pub use walk::{Number, Step, Walk, walk};
