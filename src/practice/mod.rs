//! Practice: questions worked through one by one.

pub mod attempt;
pub mod drill;
pub mod progress;
pub mod session;
