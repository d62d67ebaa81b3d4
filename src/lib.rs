//! `deriv` answers one question: nudge `w` by a tiny ε, and how much does `J(w)` change?
//!
//! Programs ask it by the front door:
//!
//! ```
//! assert_eq!(deriv::slope("w^2", "w = 3")?.to_string(), "6");
//! assert_eq!(deriv::derivative("w^3")?.to_string(), "3*w^2");
//! assert!(deriv::check("w^2", "2w")?.is_right());
//! # Ok::<(), deriv::Error>(())
//! ```
//!
//! [`fn@slope`], [`derivative`] and [`check`] take text and give records, whose fields are the keys
//! of the program's JSON; [`read`] reads a function once, to ask it often. That there is no slope at
//! a point is an answer with its reason; whatever cannot be read is an [`Error`] with its place.
//!
//! # The house
//!
//! What is typed goes through these folders in this order; each imports only from those before it,
//! and a test says so:
//!
//! 1. [`number`]: exact rationals, enclosures that are refined, decimals as they are printed;
//! 2. [`expression`]: a graph in which equal parts are one node, and the table of functions;
//! 3. [`notation`]: text to expressions and back;
//! 4. [`calculus`]: value, derivative, difference quotient;
//! 5. [`equality`]: are two expressions equal? With evidence;
//! 6. [`mod@slope`]: the slope at a point, one-sided behaviour, or why there is none;
//! 7. [`descent`]: gradient descent and what came of it;
//! 8. [`picture`]: axes, curves and marks, drawn in characters or as SVG;
//! 9. [`files`]: text files with places, and what is wrong where;
//! 10. [`slips`]: wrong derivatives by one broken rule, and the search among them;
//! 11. [`verdict`]: one answer read and judged against its key;
//! 12. [`quiz`]: a quiz as a teacher writes it, with its keys and its papers;
//! 13. [`class`]: many answers, and the figures of the class;
//! 14. [`practice`]: drills, labs, ordering, cards, interviews, and what a learner did;
//! 15. [`report`]: one record a command, and its views: text with roles, tables, JSON;
//! 16. [`front`]: the questions of the program for other programs.
//!
//! The program itself is `src/cli/`. The library never prints, asks, exits or reads the environment.
//!
//! # Where to add something
//!
//! | what | where it is described |
//! |---|---|
//! | a function | [`expression::functions`]: a row of the table |
//! | a spelling | [`notation`]: one file a pass |
//! | a slip | [`slips`]: a row, and the broken rule |
//! | a kind of question | [`quiz::kinds`]: one file |
//! | an output format | [`report`]: a view beside the others |
//! | a subcommand | `src/cli/main.rs`: one file, and a row |
//!
//! # Features
//!
//! These are on by default; a program that uses the library needs none of them.
//!
//! * `cli`: the program, with the packages that only it needs.
//! * `formats`, part of `cli`: the formats that marks are handed on in.
//! * `meval`: the order of operators by `meval`; without it by our own climbing, to the same effect.
//!
//! Off by default: `page`, with which `deriv explore --out` writes the page for the browser, which is
//! built first (`page/README.md`).
//!
//! Reading of files (TOML, JSON) is no feature: what a program does not call, the linker leaves out.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

pub mod calculus;
pub mod class;
pub mod descent;
pub mod equality;
pub mod expression;
pub mod files;
pub mod front;
pub mod notation;
pub mod number;
pub mod picture;
pub mod practice;
pub mod quiz;
pub mod report;
pub mod slips;
pub mod slope;
pub mod verdict;

#[doc(inline)]
pub use front::{
    Checked, Error, Expression, PointProblem, check, derivative, read, read_in, slope,
};
pub use report::diff::Diff;
pub use report::slope::Slope;
pub use slope::Effort;

/// The README, whose example of the library is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
