//! `deriv` answers one question: nudge `w` by a tiny ε, and how much does `J(w)` change?
//!
//! What is typed goes through these folders in this order; each imports only from those before it,
//! and a test says so:
//!
//! 1. [`number`]: exact rationals, enclosures that are refined, decimals as they are printed;
//! 2. [`expression`]: a graph in which equal parts are one node, and the table of functions;
//! 3. [`notation`]: text to expressions and back;
//! 4. [`calculus`]: value, derivative, slope, nudges, descent, equality;
//! 5. [`grading`]: a class's answers against a quiz;
//! 6. [`report`]: results as text with roles, tables, JSON.
//!
//! The program itself is `src/cli/`. The library never prints, asks, exits or reads the environment.

pub mod calculus;
pub mod error;
pub mod expression;
pub mod grading;
pub mod notation;
pub mod number;
pub mod report;
pub mod visible;
