//! What `grade` says of a class: the table, rows for a spreadsheet, one object for a program.

pub(crate) mod cell;
pub mod changes;
pub mod columns;
pub mod filter;
pub mod keys;
mod made;
mod placed;
pub mod results;
pub(crate) mod rows;
mod table;
mod text;
mod threshold;
mod who;
pub mod written;

use crate::class::answers::Class;
use crate::class::graded::Graded;
use crate::class::roster::Roster;
use crate::notation::visible::visible;
use crate::notation::width::cut;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::quiz::paper::{Papers, Variant};
use crate::quiz::{Question, Quiz};
use crate::report::check::{self, Feedback};
use crate::report::{Role, Text};
use std::fmt::Write;

/// Widest answer on a student's page, in columns of the terminal.
const WIDEST: usize = 80;

/// Students whom a sentence lists.
const LISTED: usize = 8;

/// A class with everything that a report draws on.
#[derive(Debug)]
pub struct Report<'a> {
    /// The quiz.
    pub quiz: &'a Quiz,
    /// The questions as each student has them, with their keys.
    pub papers: &'a Papers,
    /// What was handed in.
    pub class: &'a Class,
    /// The verdicts.
    pub graded: &'a Graded,
    /// How much is told of an answer that is not right.
    pub feedback: Feedback,
    /// Columns of the table, where the names of the questions leave room for the tasks.
    pub width: usize,
    /// The percentage of the points that has to be reached.
    pub threshold: Option<Rational>,
    /// Whether names are held back.
    pub anonymous: bool,
    /// Whether results for programs say where each answer stands.
    pub places_told: bool,
    /// The list of all students, where there is one.
    pub roster: Option<&'a Roster>,
    /// The id of the assignment in Canvas.
    pub canvas_id: Option<&'a str>,
    /// The day that stands in the report.
    pub date: Option<&'a str>,
    /// The place of the student who is reported on alone; nobody's for the class.
    pub whose: Option<usize>,
}

/// What a question asks, in a few words.
pub fn task(question: &Question) -> String {
    visible(&question.asked()).into_owned()
}

/// A figure with one decimal at most: `8.3`, `10`.
pub(crate) fn figure(x: f64) -> String {
    Rational::from_f64(x).map_or_else(String::new, |n| {
        Decimal::rounded_to_places(&n, 1).to_string()
    })
}

impl Report<'_> {
    /// Points of all questions that the program judges.
    fn judged_points(&self) -> Rational {
        let questions = self.quiz.questions.iter().enumerate();
        questions
            .filter(|(at, question)| !question.is_text() || self.graded.is_decided(*at))
            .fold(Rational::zero(), |sum, (_, question)| {
                &sum + &question.worth()
            })
    }

    /// The mean, or the student's score, in percent of the points that the program judges; `None`
    /// where there are none.
    fn percent(&self) -> Option<f64> {
        let points = self.judged_points().to_f64();
        let reached = match self.whose {
            Some(student) => self.graded.score(student, self.quiz),
            None => self.graded.figures(self.quiz)?.mean,
        };
        (points > 0.0).then(|| 100.0 * reached / points)
    }

    /// Who has no score in a gradebook, because it is not certain; `None` where everyone has.
    pub fn left_out(&self) -> Option<String> {
        let open = (0..self.graded.students()).filter(|&at| self.open(at) > 0);
        let open: Vec<String> = open.map(|at| self.called(at)).collect();
        let more = open.len().saturating_sub(LISTED);
        let listed = open[..open.len() - more].join(", ");
        match (listed.is_empty(), more) {
            (true, _) => None,
            (_, 0) => Some(listed),
            (_, more) => Some(format!("{listed} and {more} more")),
        }
    }

    /// The mean, or the student's score, in percent with one decimal at most.
    pub fn quiet(&self) -> Text {
        let mut text = Text::new();
        let percent = self.percent().map_or("n/a".to_owned(), figure);
        text.plain(percent).line();
        text
    }

    /// The class, or the student, as a reader meets it.
    pub fn text(&self) -> Text {
        match self.whose {
            Some(student) => self.page(student),
            None => self.results().text(self.width),
        }
    }

    /// One student's answers with their verdicts.
    pub(crate) fn page(&self, at: usize) -> Text {
        let mut text = Text::new();
        let score = figure(self.graded.score(at, self.quiz));
        let all = self.judged_points();
        text.push(Role::Heading, self.called(at))
            .plain(format!(": {score} of {}", check::in_points(&all)))
            .line();
        for question in 0..self.quiz.questions.len() {
            let variant = self.papers.variant(at, question);
            let Variant {
                question: asked,
                key,
            } = &*variant;
            text.line()
                .push(Role::Heading, visible(&asked.name.value))
                .plain(format!("  {}", task(asked)))
                .line();
            if let Some(answer) = self.class.answer(at, question) {
                text.push(Role::Label, "  answer: ")
                    .plain(cut(&visible(answer), WIDEST))
                    .line();
            }
            let verdict = self.graded.verdict(at, question, key, self.class);
            let told = check::told(
                key,
                &verdict,
                &self.quiz.questions[question].worth(),
                self.feedback,
            );
            let mut lines = told.to_plain();
            if let Some(error) = &verdict.error {
                writeln!(lines, "{error}").expect("a string takes every write");
            }
            lines.push_str(&check::shown(key, &verdict, self.feedback).to_plain());
            for line in lines.lines() {
                text.plain(format!("  {line}")).line();
            }
        }
        text
    }
}
