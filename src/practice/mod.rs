//! Practice: questions worked through one by one.

pub mod attempt;
pub mod cards;
pub mod drill;
pub mod interview;
pub mod lab;
pub mod order;
pub mod progress;
pub mod session;
