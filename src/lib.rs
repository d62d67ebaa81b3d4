//! `deriv` answers one question: nudge `w` by a tiny ε, and how much does `J(w)` change?
//!
//! What is typed goes through these folders in this order; each imports only from those before it,
//! and a test says so:
//!
//! 1. [`number`]: exact rationals, enclosures that are refined, decimals as they are printed;
//! 2. [`expression`]: a graph in which equal parts are one node, and the table of functions;
//! 3. [`notation`]: text to expressions and back;
//! 4. [`calculus`]: value, derivative, difference quotient;
//! 5. [`equality`]: are two expressions equal? With evidence;
//! 6. [`slope`]: the slope at a point, one-sided behaviour, or why there is none;
//! 7. [`descent`]: gradient descent and what came of it;
//! 8. [`files`]: text files with places, and what is wrong where;
//! 9. [`slips`]: wrong derivatives by one broken rule, and the search among them;
//! 10. [`verdict`]: one answer read and judged against its key;
//! 11. [`quiz`]: a quiz as a teacher writes it, with its keys and its papers;
//! 12. [`class`]: many answers, and the figures of the class;
//! 13. [`practice`]: a quiz worked through question by question;
//! 14. [`report`]: results as text with roles, tables, JSON.
//!
//! The program itself is `src/cli/`. The library never prints, asks, exits or reads the environment.

pub mod calculus;
pub mod class;
pub mod descent;
pub mod equality;
pub mod expression;
pub mod files;
pub mod notation;
pub mod number;
pub mod practice;
pub mod quiz;
pub mod report;
pub mod slips;
pub mod slope;
pub mod verdict;
