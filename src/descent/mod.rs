//! Gradient descent: w := w − α·slope, step by step, and what came of it.

pub mod curvature;
mod evaluation;
pub mod forecast;
pub mod level;
pub mod number;
mod orbit;
mod round;
pub mod settings;
pub mod verdict;
pub mod walk;

pub use curvature::{Curvature, curvature};
pub use forecast::{Forecast, forecast};
pub use level::{Stationary, is_unbroken, stationary};
pub use number::WalkNumber;
pub use settings::{MAX_STEPS, Settings, StepRule, WalkEnd};
pub use verdict::{JudgedWalk, WalkVerdict, judge};
pub use walk::{Saved, Standing, Step, Walk, Watch, walk, walk_watched};
