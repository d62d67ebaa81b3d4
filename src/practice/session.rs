//! A student works through a quiz: one question after the other, answers judged as they come.
//!
//! The session knows nothing of terminals: it takes a line and says what became of it.

use crate::quiz::paper::Variant;
use crate::verdict::{Outcome, Verdict};

/// A student's way through the questions of a quiz.
#[derive(Debug)]
pub struct Session<'a> {
    questions: Vec<&'a Variant>,
    results: Vec<Result>,
}

/// How a question was left, or how it stands.
#[derive(Clone, Debug, Default)]
pub struct Result {
    /// The last answer that was judged.
    pub answer: Option<String>,
    /// The verdict on it.
    pub verdict: Option<Verdict>,
    /// How many answers were judged.
    pub tries: usize,
    /// Was a hint given?
    pub hinted: bool,
    /// Was the right answer shown before there was one?
    pub shown: bool,
}

/// What a line can ask for besides being an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// How to go on.
    Hint,
    /// The right answer.
    Show,
    /// The next question, without an answer to this one.
    Skip,
    /// The end.
    Quit,
}

/// Every word with its spelling; whole words, so that none is an answer such as `w`.
pub const WORDS: [(&str, Word); 4] = [
    ("hint", Word::Hint),
    ("show", Word::Show),
    ("skip", Word::Skip),
    ("quit", Word::Quit),
];

/// What became of a line.
#[derive(Debug)]
pub enum Reply<'s> {
    /// An answer and its verdict. The question stays unless the verdict settles it.
    Judged(&'s Verdict),
    /// A hint.
    Hint(String),
    /// There is none: for the last answer, or because there was no answer yet.
    NoHint {
        /// Was there an answer?
        tried: bool,
    },
    /// The right answer; the next question follows.
    Shown(String),
    /// The question was left.
    Skipped,
    /// The session was left.
    Left,
    /// A blank line.
    Nothing,
}

/// Digits of an answer that is shown.
const SHOWN_DIGITS: usize = 10;

impl<'a> Session<'a> {
    /// Before the first question.
    pub fn new(paper: impl Iterator<Item = &'a Variant>) -> Session<'a> {
        Session {
            questions: paper.collect(),
            results: vec![Result::default()],
        }
    }

    /// The question that is asked and its place, from 0; `None` at the end.
    pub fn question(&self) -> Option<(usize, &'a Variant)> {
        let at = self.results.len() - 1;
        self.questions.get(at).map(|question| (at, *question))
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.questions.len()
    }

    /// Is there no question?
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    /// The questions that were asked, with how each was left or stands.
    pub fn results(&self) -> impl Iterator<Item = (&'a Variant, &Result)> {
        self.questions.iter().copied().zip(&self.results)
    }

    /// The words that do something now.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        let hint = self.hint().is_some();
        let words = WORDS.iter();
        words
            .filter(move |(_, word)| hint || *word != Word::Hint)
            .map(|(spelling, _)| *spelling)
    }

    fn hint(&self) -> Option<String> {
        let verdict = self.results.last()?.verdict.as_ref()?;
        match (&verdict.slip, &verdict.error) {
            (Some(slip), _) => Some(slip.hint.clone()),
            (None, Some(error)) => error.help(),
            (None, None) => None,
        }
    }

    /// Takes a line: one of [`WORDS`], `?` for a hint, or an answer.
    pub fn take(&mut self, line: &str) -> Reply<'_> {
        let line = line.trim();
        let Some((_, variant)) = self.question() else {
            return Reply::Left;
        };
        let word = match line {
            "" => return Reply::Nothing,
            "?" => Some(Word::Hint),
            line => WORDS
                .iter()
                .find(|(spelling, _)| *spelling == line)
                .map(|(_, word)| *word),
        };
        match word {
            Some(Word::Hint) => {
                let hint = self.hint();
                let now = self.now();
                now.hinted |= hint.is_some();
                let tried = now.tries > 0;
                hint.map_or(Reply::NoHint { tried }, Reply::Hint)
            }
            Some(Word::Show) => {
                self.now().shown = true;
                self.next();
                Reply::Shown(variant.key.shown(SHOWN_DIGITS))
            }
            Some(Word::Skip) => {
                self.next();
                Reply::Skipped
            }
            Some(Word::Quit) => Reply::Left,
            None => {
                let verdict = variant.key.judge(line);
                let settled = matches!(
                    verdict.outcome,
                    Outcome::Right | Outcome::Undecided | Outcome::Manual
                );
                let at = self.results.len() - 1;
                let now = self.now();
                now.tries += 1;
                now.answer = Some(line.to_owned());
                now.verdict = Some(verdict);
                if settled {
                    self.next();
                }
                let verdict = self.results[at].verdict.as_ref();
                Reply::Judged(verdict.expect("it was just put there"))
            }
        }
    }

    fn now(&mut self) -> &mut Result {
        self.results.last_mut().expect("there is always one")
    }

    fn next(&mut self) {
        self.results.push(Result::default());
    }
}
