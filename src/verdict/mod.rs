//! One answer judged: the verdict, the evidence for it, and what went wrong.
//!
//! A verdict never rests on a guess: right is a proof or agreement to 50 digits, wrong is a point
//! where enclosures of the two values are apart, and what is neither is undecided.

pub mod asked;
mod constant;
pub(crate) mod form;
mod formula;
mod gradient;
mod judgement;
pub mod key;
pub(crate) mod listed;
pub(crate) mod number;
mod outcome;
mod parts;
mod rounding;
pub mod rules;
mod sentence;
mod several;

pub use asked::{Given, given};
pub use outcome::{Decided, Evidence, Exactly, Outcome, Parts, Slipped, Verdict};
