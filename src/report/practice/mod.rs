//! What `quiz` without a file says: each part of the practice as a course that takes lines and gives
//! text, the menu, and the learner's overview.

mod cards;
mod course;
mod drill;
mod interview;
mod lab;
mod order;
mod overview;

pub use cards::CardCourse;
pub use course::{CourseWishes, course};
pub use drill::DrillCourse;
pub use interview::InterviewCourse;
pub use lab::LabCourse;
pub use order::OrderCourse;
pub use overview::{Due, menu, overview};

use crate::practice::progress::{PracticePart, ProgressEntry};
use crate::report::record::{Maybe, record};
use crate::report::{Role, Text, json};

/// What a part of the practice says and does, line by line.
pub trait PracticeCourse {
    /// What is said before the first line is taken.
    fn opening(&self) -> Text;

    /// Takes a line. `time`: seconds since 1970 began.
    fn take(&mut self, line: &str, time: u64) -> Turn;

    /// How it went, at the end.
    fn summary(&self) -> Text;

    /// The command to go on with.
    fn next(&self) -> Option<String>;
}

/// What came of a line.
#[derive(Debug, Default)]
pub struct Turn {
    /// What is said to it, with what is asked next.
    pub text: Text,
    /// What is to be kept of it.
    pub entry: Option<ProgressEntry>,
    /// Whether it was the last one.
    pub end: Option<CourseEnd>,
}

/// How a course ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CourseEnd {
    /// Everything was asked.
    Finished,
    /// The learner left.
    Left,
}

record! {
    /// An answer in the practice, as it is kept: a line for each.
    pub struct Kept {
        /// when, in seconds since 1970 began in Greenwich
        pub time: usize,
        /// the part of the practice: drill, lab, order, cards or interview
        pub part: &'static str,
        /// what was asked: a rule, the name of a lab, the text of a card
        pub item: String,
        /// how it was left: right, helped, later, missed, skipped; undone takes the one before back,
        /// begun is an answer, or a hint, while the question goes on
        pub mark: &'static str,
        /// how hard it was
        pub level: Maybe<&'static str>,
        /// the question as it was put, or the stage of the lab
        pub question: Maybe<String>,
        /// the last answer as it was typed
        pub answer: Maybe<String>,
        /// the session that it belongs to
        pub session: Maybe<String>,
    }
}

/// The line of a file of progress that keeps this entry.
pub fn kept(entry: &ProgressEntry) -> String {
    json::line(&Kept {
        time: usize::try_from(entry.time).unwrap_or(usize::MAX),
        part: entry.part.word(),
        item: entry.item.clone(),
        mark: entry.mark.word(),
        level: Maybe(entry.level.map(|level| level.word())),
        question: Maybe(entry.question.clone()),
        answer: Maybe(entry.answer.clone()),
        session: Maybe(entry.session.clone()),
    })
}

/// What each word does.
fn meanings(words: &[(&str, &str)], width: usize) -> Text {
    let longest = words.iter().map(|(word, _)| word.len()).max().unwrap_or(0);
    let mut text = Text::new();
    for (word, says) in words {
        let line = format!("{word:<longest$}  {says}");
        text.wrapped(&line, 2, width);
    }
    text
}

/// How it went, in lines of at most `width` columns.
fn result(words: &str, width: usize) -> Text {
    let mut lines = Text::new();
    lines.wrapped(words, 0, width);
    let mut text = Text::new();
    text.push(Role::Heading, lines.to_plain().trim_end()).line();
    text
}

/// `3 of 10`
fn of(at: usize, all: usize) -> String {
    format!("{} of {all}", at + 1)
}

/// The command that starts a part.
fn command(part: PracticePart) -> String {
    format!("deriv quiz {}", part.word())
}
