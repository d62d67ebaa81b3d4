//! Who a student is in what is written: an id and a name, or a number where names are held back.

use crate::class::answers::words::letters;
use crate::class::answers::{By, Student};
use crate::number::rational::Rational;
use crate::report::check;
use crate::report::class::Report;
use crate::verdict::{Decided, Outcome};
use std::borrow::Cow;

impl Report<'_> {
    /// The student's id, or a number.
    pub fn id(&self, at: usize) -> Cow<'_, str> {
        match self.anonymous {
            true => Cow::Owned((at + 1).to_string()),
            false => Cow::Borrowed(&self.class.students[at].id),
        }
    }

    /// The student's name, where it is known beside the id.
    pub fn name(&self, at: usize) -> Option<Cow<'_, str>> {
        if self.anonymous {
            return None;
        }
        let student = &self.class.students[at];
        let listed = || {
            self.roster
                .and_then(|roster| roster.name(at))
                .map(Cow::Owned)
        };
        let name = student.name.as_deref().map(Cow::Borrowed).or_else(listed);
        name.filter(|name| **name != student.id)
    }

    /// What a student is called: the name, or the id; made visible.
    pub fn called(&self, at: usize) -> String {
        let called = self.name(at).unwrap_or_else(|| self.id(at));
        crate::notation::visible::visible(&called).into_owned()
    }

    /// The section or group; where names are held back nothing, since a small one tells who it is.
    pub fn section(&self, at: usize) -> Option<&str> {
        if self.anonymous {
            return None;
        }
        let section = self.class.students[at].details().section.as_deref();
        section.or_else(|| self.roster?.section(at))
    }

    /// An id of the student under one of these heads, written as their letters alone: of the roster,
    /// else of the answers, where a head in any language may mean the same. Nothing where names are held back.
    pub fn id_under(&self, at: usize, heads: &[&str], means: fn(&str) -> bool) -> Option<&str> {
        if self.anonymous {
            return None;
        }
        let student = &self.class.students[at];
        let listed = self.roster.and_then(|roster| roster.says(at, heads));
        let is = |head: &str| heads.contains(&letters(head).as_str()) || means(head);
        let beside = || {
            let mut others = student.details().other_ids.iter();
            others.find(|(head, _)| is(head)).map(|(_, id)| id.as_str())
        };
        let own = || {
            let tables = self
                .class
                .understood
                .iter()
                .filter(|table| table.by == By::Columns);
            let mut by = tables.flat_map(|table| table.students_by());
            by.any(is).then_some(student.id.as_str())
        };
        listed.or_else(beside).or_else(own)
    }

    /// The student's address.
    pub fn email(&self, at: usize) -> Option<&str> {
        if self.anonymous {
            return None;
        }
        let student: &Student = &self.class.students[at];
        let own = student
            .details()
            .email
            .as_deref()
            .or_else(|| student.id.contains('@').then_some(&*student.id));
        own.or_else(|| {
            self.roster?
                .says(at, &["email", "emailaddress", "emailadresse"])
        })
    }

    /// Answers of a student that wait for manual review and are worth something.
    pub fn open(&self, at: usize) -> usize {
        let questions = 0..self.quiz.questions.len();
        let open = questions.filter(|&question| self.is_open(at, question));
        open.count()
    }

    /// Whether an answer waits for manual review and is worth something.
    pub fn is_open(&self, at: usize, question: usize) -> bool {
        let review = self.graded.mark(at, question).outcome.needs_review();
        review && !self.quiz.questions[question].worth().is_zero()
    }

    /// The points of an answer, `None` while it waits for manual review.
    pub fn points(&self, at: usize, question: usize) -> Option<Rational> {
        let mark = self.graded.mark(at, question);
        let worth = self.quiz.questions[question].worth();
        (!mark.outcome.needs_review()).then(|| mark.share * &worth)
    }

    /// The answer as it was typed, made visible; nothing where it is blank.
    pub fn answer_shown(&self, at: usize, question: usize) -> String {
        let text = self.class.answer(at, question).unwrap_or("");
        crate::notation::visible::visible(text).into_owned()
    }

    /// What is told of an answer in one line: `wrong: 9 is not the slope`, with the likely slip.
    pub fn told_in_a_line(&self, at: usize, question: usize) -> String {
        let variant = self.papers.variant(at, question);
        let verdict = self.graded.verdict(at, question, &variant.key, self.class);
        let worth = self.quiz.questions[question].worth();
        let told = check::told(&variant.key, &verdict, &worth, self.feedback).to_plain();
        let mut lines: Vec<String> = told.lines().map(|line| line.trim().to_owned()).collect();
        if let Some(error) = &verdict.error {
            lines.push(crate::notation::visible::visible(&error.to_string()).into_owned());
        }
        lines.join("; ")
    }

    /// The verdict's word, or how it was decided over.
    pub fn verdict_word(&self, at: usize, question: usize) -> &'static str {
        let outcome = self.graded.mark(at, question).outcome;
        match (self.graded.decided(at, question), outcome) {
            (Some(Decided::ForNobody), _) => "does not count",
            (_, Outcome::Manual) => "in words",
            (_, Outcome::Partly) => "part credit",
            (_, outcome) => outcome.word(),
        }
    }

    /// What the quiz is called.
    pub fn title(&self) -> String {
        let title = self
            .quiz
            .title
            .as_ref()
            .map_or("quiz", |title| title.value.as_str());
        crate::notation::visible::visible(title).into_owned()
    }
}
