//! The rules that are drilled: a quiz each, whose parameters make the questions.
//!
//! # To add a rule
//!
//! Touch two files: its quiz in `fixtures/lesson/drill/`, and its row here. The level of a question
//! is the word before the first hyphen of its name.

use crate::files::source::Fault;
use crate::practice::progress::Level;
use crate::quiz::{self, Quiz};

/// A rule to drill.
#[derive(Debug)]
pub struct DrillRule {
    /// Its word, for `--topic`.
    pub name: &'static str,
    /// What it is called in a sentence.
    pub title: &'static str,
    /// The file of its questions.
    file: &'static str,
    text: &'static str,
}

macro_rules! rules {
    ($($name:literal $title:literal;)+) => {
        /// Every rule, in the order in which they are taught.
        pub static RULES: &[DrillRule] = &[$(DrillRule {
            name: $name,
            title: $title,
            file: concat!("fixtures/lesson/drill/", $name, ".toml"),
            text: include_str!(concat!("../../../fixtures/lesson/drill/", $name, ".toml")),
        }),+];
    };
}

rules! {
    "power" "power rule";
    "sum" "sum rule";
    "product" "product rule";
    "quotient" "quotient rule";
    "chain" "chain rule";
    "exponential" "exponentials";
    "logarithm" "logarithms";
    "trigonometric" "sine and cosine";
    "inverse" "inverse functions";
    "variables" "several variables";
    "slopes" "slopes at a point";
    "descent" "descent steps";
}

/// The place of the rule with this name in [`RULES`].
pub fn named(name: &str) -> Option<usize> {
    RULES.iter().position(|rule| rule.name == name)
}

impl DrillRule {
    /// Its quiz, whose questions have parameters.
    ///
    /// # Errors
    /// What is wrong with the file; a test sees to it that nothing is.
    pub fn quiz(&self) -> Result<Quiz, Vec<Fault>> {
        quiz::read(self.file, self.text.as_bytes())
    }
}

/// The places of the questions of a level.
pub(super) fn of_level(quiz: &Quiz, level: Level) -> Vec<usize> {
    let questions = quiz.questions.iter().enumerate();
    let of_level =
        questions.filter(|(_, question)| Level::of_name(&question.name.value) == Some(level));
    of_level.map(|(at, _)| at).collect()
}
