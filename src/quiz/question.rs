//! A quiz and its questions, as they were read.

use crate::expression::Conventions;
use crate::files::source::{Placed, Source};
use crate::number::rational::Rational;
use crate::quiz::kinds::{QuestionKind, Task};
use crate::quiz::parameters::Parameter;
use crate::quiz::trial::Trial;
use crate::verdict::key::AnswerKind;
use crate::verdict::rules::{Credit, DomainRule, Form, Locale, Tolerance};
use std::ops::Range;

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
    /// What they mean by `log` and by angles.
    pub conventions: Conventions,
    /// The mean, in percent of the points, that the class has to reach.
    pub pass: Option<Placed<Rational>>,
    /// The head of the column of answers that says who the student is.
    pub id: Option<Placed<String>>,
    /// Which of several attempts counts: last, first or best.
    pub attempts: Option<Placed<String>>,
    /// The questions in the order of the file; names differ in more than case.
    pub questions: Vec<Question>,
}

/// What becomes of a question that should not have been asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Void {
    /// Everyone has all of its points.
    Full,
    /// It counts for nobody.
    None,
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
    /// What helps, from a first idea to the first step; given one after the other when asked for.
    pub hints: Vec<Placed<String>>,
    /// What a right answer is worth, 0 or more.
    pub points: Rational,
    /// The head of its column in the answers, where the teacher says it.
    pub column: Option<Placed<String>>,
    /// Answers with the verdicts that they have to get, by which the teacher tries the question.
    pub trials: Vec<Trial>,
    /// Whether it counts for everyone, or for nobody, whatever was answered.
    pub void: Option<Void>,
    /// Numbers of this question alone that differ from student to student.
    pub parameters: Vec<Parameter>,
    /// Its kind.
    pub kind: &'static QuestionKind,
    /// What is asked.
    pub task: Box<dyn Task>,
    /// How near a number has to be.
    pub tolerance: Tolerance,
    /// Which forms of a formula are accepted.
    pub form: Form,
    /// Whether a formula must have the same domain as the key.
    pub domain: DomainRule,
    /// The part of the points that an answer with a certain slip still earns.
    pub credit: Vec<Credit>,
    /// The bytes of the question's head, for faults of the whole question.
    pub span: Range<usize>,
}

impl Question {
    /// What it asks, in a few words: its title, else what its kind makes of it, in whose place the
    /// prompt stands where that says more.
    pub fn asked(&self) -> String {
        let prompt = self.prompt.as_ref().filter(|_| !self.kind.complete);
        match self.title.as_ref().or(prompt) {
            Some(text) => in_one_line(&text.value),
            None => self.task.asked(),
        }
    }

    /// What a right answer is worth in the end: nothing where the question counts for nobody.
    pub fn worth(&self) -> Rational {
        match self.void {
            Some(Void::None) => Rational::zero(),
            Some(Void::Full) | None => self.points.clone(),
        }
    }

    /// Whether it asks for words, for manual review.
    pub fn is_text(&self) -> bool {
        self.task.answer() == AnswerKind::Words
    }

    /// Whether it asks for a formula.
    pub fn asks_formula(&self) -> bool {
        self.task.answer() == AnswerKind::Formula
    }

    /// Whether it asks for numbers.
    pub fn asks_number(&self) -> bool {
        matches!(self.task.answer(), AnswerKind::Number | AnswerKind::Phrase)
    }
}

/// A text of several lines in one.
pub(crate) fn in_one_line(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let lines = text.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
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

    /// Whether students have different numbers.
    pub fn is_varied(&self) -> bool {
        let own = |question: &Question| !question.parameters.is_empty();
        !self.parameters.is_empty() || self.questions.iter().any(own)
    }

    /// The points of all questions together that count.
    pub fn points(&self) -> Rational {
        self.questions
            .iter()
            .fold(Rational::zero(), |sum, question| &sum + &question.worth())
    }
}
