//! A student works through a quiz: one question after the other, answers judged as they come.
//!
//! The session knows nothing of terminals: it takes a line and says what became of it.

use crate::practice::attempt::{Attempt, Reply};
use crate::quiz::paper::Variant;

/// A student's way through the questions of a quiz.
#[derive(Debug)]
pub struct QuizSession<'a> {
    questions: Vec<&'a Variant>,
    attempts: Vec<Attempt>,
    /// Which questions were answered in an earlier session.
    earlier: Vec<bool>,
}

impl<'a> QuizSession<'a> {
    /// Before the first question.
    pub fn new(paper: impl Iterator<Item = &'a Variant>) -> QuizSession<'a> {
        QuizSession::going_on(paper, &mut |_| false)
    }

    /// Before the first question that was not `answered` in an earlier session; the others are not
    /// asked again.
    pub fn going_on(
        paper: impl Iterator<Item = &'a Variant>,
        answered: &mut dyn FnMut(&Variant) -> bool,
    ) -> QuizSession<'a> {
        let questions: Vec<&Variant> = paper.collect();
        let mut session = QuizSession {
            earlier: questions.iter().map(|variant| answered(variant)).collect(),
            questions,
            attempts: Vec::new(),
        };
        session.advance();
        session
    }

    /// On to the next question that is to be asked.
    fn advance(&mut self) {
        self.attempts.push(Attempt::default());
        while self.earlier.get(self.attempts.len() - 1) == Some(&true) {
            self.attempts.push(Attempt::default());
        }
    }

    /// How many questions were answered in an earlier session.
    pub fn earlier(&self) -> usize {
        self.earlier.iter().filter(|earlier| **earlier).count()
    }

    /// The question that is asked and its place, from 0; `None` at the end.
    pub fn question(&self) -> Option<(usize, &'a Variant)> {
        let at = self.attempts.len() - 1;
        self.questions.get(at).map(|question| (at, *question))
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.questions.len()
    }

    /// Whether there is no question.
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    /// The questions that were asked, with how each was left or stands.
    pub fn results(&self) -> impl Iterator<Item = (&'a Variant, &Attempt)> {
        self.questions.iter().copied().zip(&self.attempts)
    }

    /// The words that do something now.
    pub fn words(&self) -> Vec<&'static str> {
        match (self.question(), self.attempts.last()) {
            (Some((_, variant)), Some(now)) => now.words(variant).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes a line, as [`Attempt::take`] does.
    pub fn take(&mut self, line: &str) -> Reply {
        let Some((at, variant)) = self.question() else {
            return Reply::Left;
        };
        let reply = self.attempts[at].take(variant, line);
        if self.attempts[at].left {
            self.advance();
        }
        reply
    }
}
