//! `deriv` answers one question: nudge `w` by a tiny ε, and how much does `J(w)` change?
pub mod error;
pub mod grading;
pub mod notation;
pub mod number;
pub mod visible;
