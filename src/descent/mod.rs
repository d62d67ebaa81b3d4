//! Gradient descent: w := w − α·slope, step by step, and what came of it.

pub mod curvature;
mod round;
pub mod settings;
pub mod verdict;
pub mod walk;

pub use curvature::{Curvature, Stationary, curvature, stationary};
pub use settings::{End, MAX_STEPS, Rule, Settings};
pub use verdict::{Judged, WalkVerdict, judge};
pub use walk::{Step, Walk, WalkNumber, walk};
