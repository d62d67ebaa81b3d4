//! A quiz as a teacher writes it: TOML by hand, every value with its place.
//!
//! Expressions stay text here; the key is computed from them when answers are judged. `KINDS` is
//! the one list of question kinds and their keys: reading, messages and help walk it.
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
mod key;
mod keys;
pub mod paper;
mod parameters;
mod parts;
mod point;

pub use keys::{Entry, KEYS};
pub use parameters::{MAX_LISTED, MAX_VALUES, Parameter, Values};

use crate::files::source::{Fault, Placed, Source};
pub use crate::files::table::{MAX_FAULTS, MAX_TEXT};
use crate::number::rational::Rational;
pub use crate::slips::Nudged;
pub use crate::verdict::rules::{Choice, Credit, Domain, Form, Locale, Rule, Tolerance};
pub use key::key;
use std::ops::Range;

/// Largest quiz file in bytes: a thousand questions of 16 KB each.
pub const MAX_FILE: usize = 16 << 20;

/// Most questions in a quiz; each is a column of the class table.
pub const MAX_QUESTIONS: usize = 1_000;

/// Most characters in a question's name, which heads a column.
pub const MAX_NAME: usize = 64;

/// Most points for a question, so that sums of a quiz stay short to print.
pub const MAX_POINTS: i64 = 1_000_000;

/// Most choices, steps or points to cover in one question; steps are lettered A to Z.
pub const MAX_PARTS: usize = 26;

/// Highest derivative and longest descent that a question may ask for.
pub const MAX_REPEATS: u32 = 1_000;

/// Most digits or decimals that a question may ask for.
pub const MAX_DIGITS: u32 = 1_000;

/// Words at the head of a column of answers that name the student, the best first.
pub const STUDENT_WORDS: [&str; 9] = [
    "student",
    "student id",
    "student_id",
    "id",
    "login",
    "username",
    "user",
    "email",
    "name",
];

/// Words at the head of a column that say something else about the student or the row.
pub const OTHER_WORDS: [&str; 5] = ["section", "group", "question", "answer", "answers"];

/// A quiz that has been read whole; at least one question.
#[derive(Debug, Clone)]
pub struct Quiz {
    /// The file, for faults that come up later (a function undefined at its point).
    pub source: Source,
    /// Heading of the report.
    pub title: Option<Placed<String>>,
    /// The names of the variables, where the quiz states them; then `xy` is `x*y`.
    pub variables: Vec<Placed<String>>,
    /// Numbers that differ from student to student, the same in all questions.
    pub parameters: Vec<Parameter>,
    /// Other numbers for the same students: another word, or another year.
    pub seed: Option<Placed<String>>,
    /// How the students write decimals.
    pub locale: Locale,
    /// The mean, in percent of the points, that the class has to reach.
    pub pass: Option<Placed<Rational>>,
    /// The questions in the order of the file; names differ in more than case.
    pub questions: Vec<Question>,
}

/// One question: what is asked and how it is judged.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its short name, the head of its column in the answers.
    pub name: Placed<String>,
    /// A title for tables.
    pub title: Option<Placed<String>>,
    /// The question in words.
    pub prompt: Option<Placed<String>>,
    /// What a right answer is worth, 0 or more.
    pub points: Rational,
    /// Numbers of this question alone that differ from student to student.
    pub parameters: Vec<Parameter>,
    /// What is asked.
    pub task: Task,
    /// How near a number has to be.
    pub tolerance: Tolerance,
    /// Which forms of a formula are accepted.
    pub form: Form,
    /// Whether a formula must have the same domain as the key.
    pub domain: Domain,
    /// The part of the points that an answer with a certain slip still earns.
    pub credit: Vec<Credit>,
    /// The bytes of the question's head, for faults of the whole question.
    pub span: Range<usize>,
}

/// What a question asks for, with all that its key is computed from.
#[derive(Debug, Clone)]
pub enum Task {
    /// The slope at a point: a number, or the gradient where there are several variables.
    Slope {
        /// J.
        function: Placed<String>,
        /// The variable; without it the only one, or all of them.
        wrt: Option<Placed<String>>,
        /// Where.
        at: Point,
        /// Which derivative, 1 or more.
        nth: u32,
    },
    /// The derivative as a formula.
    Derivative {
        /// J.
        function: Placed<String>,
        /// The variable, where the function has several.
        wrt: Option<Placed<String>>,
        /// Which derivative, 1 or more.
        nth: u32,
    },
    /// What a nudge of the variable by ε does to J.
    Nudge {
        /// J.
        function: Placed<String>,
        /// The variable that is nudged, where the function has several.
        wrt: Option<Placed<String>>,
        /// Where.
        at: Point,
        /// ε, not blank; an expression.
        eps: Placed<String>,
        /// Which number is asked for.
        find: Nudged,
    },
    /// The point after steps of gradient descent.
    Step {
        /// J.
        function: Placed<String>,
        /// The start.
        from: Point,
        /// α, an expression.
        rate: Placed<String>,
        /// How many steps, 1 or more.
        steps: u32,
    },
    /// A number, given as an expression.
    Number {
        /// The expression that has the right value.
        answer: Placed<String>,
    },
    /// A formula, judged by equality.
    Formula {
        /// The right formula.
        answer: Placed<String>,
    },
    /// Some of several choices.
    Choice {
        /// Letter (or word) and text of each, in the order of the file.
        choices: Vec<Choice>,
        /// Places in `choices` that are right, ascending; an answer names exactly these.
        right: Vec<usize>,
    },
    /// Steps to put in order.
    Order {
        /// Letter (or word) and text of each step, in the order of the file.
        steps: Vec<Choice>,
        /// Pairs of places in `steps`: the first has to come before the second. No cycles.
        before: Vec<(usize, usize)>,
    },
    /// Words, which a person judges.
    Text {
        /// What a full answer covers.
        covers: Vec<Placed<String>>,
    },
}

/// A point as it was written: one value without a name, or a value for each variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The coordinates; names are `None` only where there is a single one.
    pub values: Vec<Coordinate>,
    /// The bytes of the whole point.
    pub span: Range<usize>,
}

/// As a sentence names it: `3`, or `x = 1, y = 2`.
impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, Coordinate { variable, value }) in self.values.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            match variable {
                Some(name) => write!(f, "{comma}{} = {}", name.value, value.value)?,
                None => write!(f, "{comma}{}", value.value)?,
            }
        }
        Ok(())
    }
}

/// The value of one variable, an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordinate {
    /// The variable, where it is named.
    pub variable: Option<Placed<String>>,
    /// The expression.
    pub value: Placed<String>,
}

/// What one kind of question is called and which keys it knows beside the common ones.
#[derive(Debug)]
pub struct Kind {
    /// The word in the file.
    pub word: &'static str,
    /// Keys it can't do without.
    pub needs: &'static [&'static str],
    /// Keys it may have.
    pub may: &'static [&'static str],
    /// What it asks for, in a few words.
    pub asks: &'static str,
}

/// Keys that every question may have.
pub const COMMON_KEYS: [&str; 6] = ["name", "kind", "title", "prompt", "points", "parameters"];

/// Every kind of question.
pub const KINDS: [Kind; 9] = [
    Kind {
        word: "slope",
        needs: &["function", "at"],
        may: &[
            "wrt", "nth", "order", "abs", "rel", "digits", "decimals", "rule", "exact", "credit",
        ],
        asks: "the derivative at a point, a number",
    },
    Kind {
        word: "derivative",
        needs: &["function"],
        may: &["wrt", "nth", "order", "form", "domain", "credit"],
        asks: "the derivative, a formula",
    },
    Kind {
        word: "nudge",
        needs: &["function", "at", "eps"],
        may: &[
            "wrt", "find", "abs", "rel", "digits", "decimals", "rule", "exact", "credit",
        ],
        asks: "what a small step of the variable does to the function",
    },
    Kind {
        word: "step",
        needs: &["function", "from", "rate"],
        may: &[
            "steps", "abs", "rel", "digits", "decimals", "rule", "exact", "credit",
        ],
        asks: "where steps of gradient descent lead",
    },
    Kind {
        word: "number",
        needs: &["answer"],
        may: &["abs", "rel", "digits", "decimals", "rule", "exact"],
        asks: "a number",
    },
    Kind {
        word: "formula",
        needs: &["answer"],
        may: &["form", "domain"],
        asks: "a formula",
    },
    Kind {
        word: "choice",
        needs: &["choices", "right"],
        may: &[],
        asks: "one or more of several",
    },
    Kind {
        word: "order",
        needs: &["steps", "before"],
        may: &[],
        asks: "steps in a right order",
    },
    Kind {
        word: "text",
        needs: &["covers"],
        may: &[],
        asks: "words, for a person to judge",
    },
];

/// Reads a quiz file, named `name` in messages.
///
/// # Errors
/// Everything that is wrong with it, in the order of the file, at most [`MAX_FAULTS`]; a file that
/// is not TOML gives its first mistake only, because the rest would follow from it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Quiz, Vec<Fault>> {
    let source = Source::decode(name, bytes, MAX_FILE).map_err(|fault| vec![fault])?;
    build::quiz(source)
}

impl Question {
    /// Does it ask for words, which only a person can judge?
    pub fn is_text(&self) -> bool {
        matches!(self.task, Task::Text { .. })
    }

    /// Does it ask for a formula?
    pub fn asks_formula(&self) -> bool {
        matches!(self.task, Task::Derivative { .. } | Task::Formula { .. })
    }

    /// Does it ask for numbers?
    pub fn asks_number(&self) -> bool {
        use Task::{Nudge, Number, Slope, Step};
        matches!(
            self.task,
            Slope { .. } | Nudge { .. } | Step { .. } | Number { .. }
        )
    }
}

impl Quiz {
    /// The place of a question by its name, upper and lower case alike where no name matches
    /// exactly.
    pub fn position(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        let exact = self
            .questions
            .iter()
            .position(|question| question.name.value == name);
        exact.or_else(|| {
            let lower = name.to_lowercase();
            self.questions
                .iter()
                .position(|question| question.name.value.to_lowercase() == lower)
        })
    }

    /// The parameters that a question may use: those of the quiz, then its own.
    pub fn parameters_of<'q>(
        &'q self,
        question: &'q Question,
    ) -> impl Iterator<Item = &'q Parameter> + Clone {
        self.parameters.iter().chain(&question.parameters)
    }

    /// Do students have different numbers?
    pub fn is_varied(&self) -> bool {
        let own = |question: &Question| !question.parameters.is_empty();
        !self.parameters.is_empty() || self.questions.iter().any(own)
    }

    /// The points of all questions together.
    pub fn points(&self) -> Rational {
        self.questions
            .iter()
            .fold(Rational::zero(), |sum, question| &sum + &question.points)
    }
}

#[cfg(test)]
mod tests;
