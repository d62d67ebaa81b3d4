//! Text to expressions and back.
pub mod nearest;
