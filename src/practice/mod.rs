//! Practice: what a learner works through, line by line.
//!
//! A teacher's quiz is a [`session`]; the lesson itself has five parts: [`drill`], [`lab`], [`order`],
//! [`cards`] and [`interview`]. Each is a machine that takes a line and says what became of it, and
//! gives the [`progress`] that is to be kept; none knows of terminals, files or the clock.
//!
//! # To add to the lesson
//!
//! Touch one file of `fixtures/lesson/`: a quiz whose questions have parameters in `drill/`, a `[[lab]]`
//! in `labs.toml`, a question of kind `order` in `orders.toml` or of kind `text` in `interview.toml`,
//! or `Q:` and `A:` in `cards.md`. Tests walk all of them.

pub mod attempt;
pub mod cards;
pub mod drill;
pub mod explore;
pub mod interview;
pub mod lab;
pub mod order;
pub mod progress;
pub mod session;
