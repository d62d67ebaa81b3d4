//! Gradient descent: w := w − α·slope, step by step, and what came of it.

mod round;
pub mod verdict;
pub mod walk;

pub use verdict::{Curvature, Judged, Verdict, curvature, judge};
pub use walk::{End, MAX_STEPS, Number, Rule, Settings, Step, Walk, walk};
