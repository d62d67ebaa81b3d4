//! Steps to put in order: the questions of a quiz, those that are not done yet first.

use crate::files::source::Fault;
use crate::practice::attempt::{Attempt, Reply};
use crate::practice::progress::{ItemMark, PracticePart, Progress, ProgressEntry};
use crate::quiz;
use crate::quiz::paper::{Papers, Variant};

/// The exercises of the lesson, in the order of the file.
///
/// # Errors
/// What is wrong with the file; a test sees to it that nothing is.
pub fn lesson() -> Result<Vec<Variant>, Vec<Fault>> {
    let text = include_str!("../../fixtures/lesson/orders.toml");
    let quiz = quiz::read("fixtures/lesson/orders.toml", text.as_bytes())?;
    let papers = Papers::of_nobody(&quiz)?;
    Ok(papers
        .paper(0)
        .map(|variant| variant.into_owned())
        .collect())
}

/// A session of ordering.
#[derive(Debug)]
pub struct Ordering {
    all: Vec<Variant>,
    /// The places of the exercises of this session.
    plan: Vec<usize>,
    at: usize,
    attempt: Attempt,
    marks: Vec<ItemMark>,
}

impl Ordering {
    /// At most `count` exercises: those that are not done yet, or all again where all are done. One
    /// that was left half-way comes first, with what was answered.
    pub fn new(all: Vec<Variant>, progress: &Progress, count: Option<usize>) -> Ordering {
        let names = all.iter().map(|order| order.question.name.value.as_str());
        let mut plan = progress.left(PracticePart::Order, names);
        let begun = progress.begun(PracticePart::Order);
        let begun = begun.and_then(|(name, answers)| {
            let named = |order: &Variant| order.question.name.value == name;
            Some((all.iter().position(named)?, answers))
        });
        let mut attempt = Attempt::default();
        if let Some((at, answers)) = begun {
            plan.retain(|other| *other != at);
            plan.insert(0, at);
            for answer in answers {
                attempt.again(&all[at], answer);
            }
        }
        plan.truncate(count.unwrap_or(plan.len()));
        Ordering {
            all,
            plan,
            at: 0,
            attempt,
            marks: Vec::new(),
        }
    }

    /// How many exercises the lesson has.
    pub fn of(&self) -> usize {
        self.all.len()
    }

    /// The exercise that is asked, and its place among all of the lesson; `None` at the end.
    pub fn question(&self) -> Option<(usize, &Variant)> {
        let at = *self.plan.get(self.at)?;
        Some((at, &self.all[at]))
    }

    /// The work on it.
    pub fn attempt(&self) -> &Attempt {
        &self.attempt
    }

    /// How the exercises of this session were left.
    pub fn marks(&self) -> &[ItemMark] {
        &self.marks
    }

    /// Takes a line: with it comes what is to be kept of it.
    pub fn take(&mut self, line: &str, time: u64) -> (Reply, Option<ProgressEntry>) {
        let Some(at) = self.plan.get(self.at) else {
            return (Reply::Left, None);
        };
        let variant = &self.all[*at];
        let reply = self.attempt.take(variant, line);
        let mark = self.attempt.mark();
        let name = &variant.question.name.value;
        let entry = ProgressEntry {
            answer: self.attempt.answer.clone(),
            ..ProgressEntry::new(time, PracticePart::Order, name, mark)
        };
        if !self.attempt.left {
            let begun = self.attempt.begun(&reply, entry);
            return (reply, begun);
        }
        self.marks.push(mark);
        self.at += 1;
        self.attempt = Attempt::default();
        (reply, Some(entry))
    }
}
