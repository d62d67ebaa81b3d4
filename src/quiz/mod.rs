//! A quiz as a teacher writes it: TOML by hand, every value with its place.
//!
//! Expressions stay text here; the key is computed from them when answers are judged. [`kinds`] has
//! one file for each kind of question, and the list of them that reading, messages and help walk.
//!
//! ```toml
//! title = "The derivative of w^2"
//! variables = ["w"]
//!
//! [[question]]
//! name = "q1"
//! kind = "slope"
//! function = "w^2"
//! at = 3
//! points = 2
//! ```

mod build;
pub mod draw;
mod fields;
mod heads;
mod key;
mod keys;
pub mod kinds;
mod limits;
mod maker;
pub mod paper;
mod parameters;
mod parts;
pub mod percent;
mod point;
mod question;
mod trial;
mod tried;
mod vocabulary;

pub use keys::{KindKey, QuizKey};
pub use kinds::{KINDS, QuestionKind, Task};
pub use parameters::{MAX_LISTED, MAX_VALUES, Parameter, ParameterValues};
pub use vocabulary::keys;

use crate::files::source::{Fault, Placed, Source};
pub use crate::files::table::{MAX_FAULTS, MAX_TEXT};
pub use crate::slips::NudgedNumber;
pub use crate::verdict::rules::{Choice, Credit, DigitsRule, DomainRule, Form, Locale, Tolerance};
pub use heads::{OTHER_WORDS, STUDENT_WORDS};
pub use key::key;
pub use limits::{
    MAX_DIGITS, MAX_FILE, MAX_NAME, MAX_PARTS, MAX_POINTS, MAX_QUESTIONS, MAX_REPEATS,
};
pub use point::{Coordinate, WrittenPoint};
pub(crate) use question::in_one_line;
pub use question::{Question, Quiz, Void};
pub use trial::Trial;
pub use tried::{FailedTrial, failed_trials};

/// Reads a quiz file, named `name` in messages.
///
/// # Errors
/// Everything that is wrong with it, in the order of the file, at most [`MAX_FAULTS`]; a file that
/// is not TOML gives its first mistake only, because the rest would follow from it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Quiz, Vec<Fault>> {
    let source = Source::decode(name, bytes, MAX_FILE).map_err(|fault| vec![fault])?;
    build::quiz(source)
}

#[cfg(test)]
mod tests;
