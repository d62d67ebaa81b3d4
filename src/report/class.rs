//! What `grade` says of a class: the table, rows for a spreadsheet, one object for a program.

mod data;
pub mod keys;
mod table;
mod threshold;

use crate::class::answers::{Class, Student};
use crate::class::figures::{Discrimination, Figures};
use crate::class::graded::{Graded, Lesson};
use crate::notation::visible::visible;
use crate::notation::width::{cut, width};
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::quiz::paper::{Papers, Variant};
use crate::quiz::{Question, Quiz};
use crate::report::check::{self, Feedback};

use crate::report::layout::{self, Column, Fill};
use crate::report::{Role, Text};
use crate::verdict::Outcome;
use std::fmt::Write;

/// Below this discrimination a question, or its key, needs a look.
const WEAK: f64 = 0.1;

/// Slips to teach next.
const LESSONS: usize = 3;

/// Answers that are named in the list for manual review; the others are counted.
const NAMED: usize = 12;

/// Widest answer on a student's page, in columns of the terminal.
const WIDEST: usize = 80;

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
    /// The place of the student who is reported on alone; nobody's for the class.
    pub whose: Option<usize>,
}

/// What a question asks, in a few words.
pub fn task(question: &Question) -> String {
    visible(&question.asked()).into_owned()
}

/// A figure with one decimal at most: `8.3`, `10`.
fn figure(x: f64) -> String {
    Rational::from_f64(x).map_or_else(String::new, |n| {
        Decimal::rounded_to_places(&n, 1).to_string()
    })
}

fn plural(n: usize, one: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {one}{s}")
}

/// What a student is called.
fn called(student: &Student) -> String {
    visible(student.name.as_ref().unwrap_or(&student.id)).into_owned()
}

impl Report<'_> {
    fn names(&self) -> Vec<String> {
        self.quiz
            .questions
            .iter()
            .map(|question| visible(&question.name.value).into_owned())
            .collect()
    }

    /// Points of all questions that the program judges.
    fn judged_points(&self) -> Rational {
        self.quiz
            .questions
            .iter()
            .filter(|question| !question.is_text())
            .fold(Rational::zero(), |sum, question| &sum + &question.points)
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
            Some(student) => self.student(student),
            None => self.whole(),
        }
    }

    fn whole(&self) -> Text {
        let mut text = Text::new();
        let Some(figures) = self.graded.figures(self.quiz) else {
            text.plain("no students").line();
            return text;
        };
        self.head(&figures, &mut text);
        self.table(&figures, &mut text);
        self.teach(&figures, &mut text);
        self.people(&mut text);
        text
    }

    fn head(&self, figures: &Figures, text: &mut Text) {
        let all = self.quiz.points();
        let judged = self.judged_points();
        let points = match check::points(&all).as_str() {
            "1" => "1 point".to_owned(),
            n => format!("{n} points"),
        };
        let students = plural(figures.students, "student");
        let questions = plural(self.quiz.questions.len(), "question");
        text.push(Role::Heading, format!("{students}, {questions}, {points}"));
        if judged != all {
            let left = check::points(&(&all - &judged));
            let said = format!("({left} for manual review)");
            let beside = [&students, &questions, &points].map(|part| width(part) + 2);
            match beside.iter().sum::<usize>() + width(&said) > self.width {
                true => text.line().plain(format!("  {said}")),
                false => text.plain(format!(" {said}")),
            };
        }
        text.line();
        let mut each = vec![("mean", figures.mean), ("median", figures.median)];
        each.extend(figures.deviation.map(|deviation| ("std. dev.", deviation)));
        each.extend([("lowest", figures.lowest), ("highest", figures.highest)]);
        let each: Vec<String> = each
            .into_iter()
            .map(|(name, value)| format!("{name} {}", figure(value)))
            .collect();
        text.wrapped(&each.join("   "), 2, self.width);
    }

    fn teach(&self, figures: &Figures, text: &mut Text) {
        let names = self.names();
        let lessons = self.graded.lessons(names.len());
        let lessons = &lessons[..lessons.len().min(LESSONS)];
        if !lessons.is_empty() {
            text.line().push(Role::Heading, "teach next").line();
        }
        let each = |cell: fn(&Report<'_>, &Lesson) -> String| -> Vec<String> {
            lessons.iter().map(|lesson| cell(self, lesson)).collect()
        };
        let named = each(|report, lesson| {
            visible(&report.quiz.questions[lesson.question].name.value).into_owned()
        });
        let of = lessons.iter();
        let of = of.map(|lesson| format!("{} of {}", lesson.count, figures.students));
        let columns = [
            Column::new("", named, Fill::After),
            Column::new("", each(|_, lesson| lesson.slip.says.clone()), Fill::After),
            Column::new("", of.collect(), Fill::After),
        ];
        match layout::total(&columns) > self.width {
            true => {
                for lesson in 0..lessons.len() {
                    let [name, says, of] = [0, 1, 2].map(|at| &columns[at].cells[lesson]);
                    text.wrapped(&format!("{name}  {says}: {of}"), 2, self.width);
                }
            }
            false => {
                text.append(layout::table(&columns));
            }
        }
        let weak: Vec<&str> = figures
            .questions
            .iter()
            .zip(&names)
            .filter(|(item, _)| matches!(item.discrimination, Discrimination::Value(discrimination) if discrimination < WEAK))
            .map(|(_, name)| name.as_str())
            .collect();
        if !weak.is_empty() {
            text.line().push(Role::Heading, "look again").line();
            let why =
                format!("does not go with the rest of the score (discrimination below {WEAK}):");
            text.wrapped(&format!("{why} {}", weak.join(", ")), 2, self.width);
        }
    }

    fn people(&self, text: &mut Text) {
        let names = self.names();
        let mut lines = Vec::new();
        for (outcome, what) in [
            (Outcome::Unread, "could not be read"),
            (Outcome::Undecided, "could not be decided"),
        ] {
            let mut who = Vec::new();
            for (at, student) in self.class.students.iter().enumerate() {
                for (question, name) in names.iter().enumerate() {
                    if self.graded.verdict(at, question).outcome == outcome {
                        who.push(format!("{} {name}", called(student)));
                    }
                }
            }
            if who.is_empty() {
                continue;
            }
            let mut line = format!("{} {what}: ", plural(who.len(), "answer"));
            let more = who.len().saturating_sub(NAMED);
            who.truncate(NAMED);
            line.push_str(&who.join(", "));
            if more > 0 {
                write!(line, " and {more} more (--tsv names them all)")
                    .expect("a string takes every write");
            }
            lines.push(line);
        }
        let words: Vec<String> = (0..names.len())
            .map(|question| (question, self.graded.counts(question).manual))
            .filter(|(_, count)| *count > 0)
            .map(|(question, count)| format!("{} ({count})", names[question]))
            .collect();
        if !words.is_empty() {
            lines.push(format!("answers in words: {}", words.join(", ")));
        }
        if lines.is_empty() {
            return;
        }
        text.line().push(Role::Heading, "manual review").line();
        for line in lines {
            text.wrapped(&line, 2, self.width);
        }
    }

    /// One student's answers with their verdicts.
    fn student(&self, at: usize) -> Text {
        let student = &self.class.students[at];
        let mut text = Text::new();
        let score = figure(self.graded.score(at, self.quiz));
        let all = self.judged_points();
        let s = if all.is_one() { "" } else { "s" };
        let all = check::points(&all);
        text.push(Role::Heading, called(student))
            .plain(format!(": {score} of {all} point{s}"))
            .line();
        for question in 0..self.quiz.questions.len() {
            let Variant {
                question: asked,
                key,
            } = self.papers.variant(at, question);
            text.line()
                .push(Role::Heading, visible(&asked.name.value))
                .plain(format!("  {}", task(asked)))
                .line();
            if let Some(answer) = &student.answers[question] {
                text.push(Role::Label, "  answer: ")
                    .plain(cut(&visible(&answer.text), WIDEST))
                    .line();
            }
            let verdict = self.graded.verdict(at, question);
            let told = check::told(key, verdict, &asked.points, self.feedback);
            let mut lines = told.to_plain();
            if let Some(error) = &verdict.error {
                writeln!(lines, "{error}").expect("a string takes every write");
            }
            lines.push_str(&check::shown(key, verdict, self.feedback).to_plain());
            for line in lines.lines() {
                text.plain(format!("  {line}")).line();
            }
        }
        text
    }
}
