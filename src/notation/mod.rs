//! Text to expressions and back: what people type → pieces → operators in full → `meval`'s
//! precedence → graph, and from the graph to text that reads back.
//!
//! To add a spelling: touch one table, and add a row of `tests/truths/readings.tsv`.
//!
//! * Another name of a function: its row in [`crate::expression::functions`]; reader, LaTeX and help
//!   take it from there.
//! * A call that is written with signs here (`nthRoot(x, 3)`, `fact(5)`), or another language's name:
//!   `CALLS` and `NAMES` in `read/programming.rs`.
//! * A command of LaTeX: `sign` in `read/latex.rs`; one with arguments is a `Role` there.
//! * A character that looks like another one: `usual` in `read/unicode.rs`; a form of a Greek letter:
//!   [`crate::expression::names`].
//! * Something with two meanings: ask [`Choices`](mod@read) at that point of the pass, with a new
//!   `About` in `read/choice.rs`, and say in `deriv help syntax` whether a rule settles it.
//! * What people put around an answer: `answer/equation.rs`, around several of them
//!   `answer/list.rs`, in its numbers `answer/figures.rs`.

pub mod answer;
mod conventions;
pub mod coordinates;
pub mod error;
pub mod nearest;
pub mod note;
pub mod read;
pub mod visible;
pub mod width;
pub mod write;

pub use read::{Options, Read, Reading, Style, read, read_with_notes, readings};
pub use write::write;
