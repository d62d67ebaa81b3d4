//! One question worked on: answers judged as they come, hints, and the words that are no answers.

use crate::practice::progress::{ItemMark, ProgressEntry};
use crate::quiz::paper::Variant;
use crate::verdict::{Outcome, Verdict};

/// How a question was left, or how it stands.
#[derive(Clone, Debug, Default)]
pub struct Attempt {
    /// The last answer that was judged.
    pub answer: Option<String>,
    /// The verdict on it.
    pub verdict: Option<Verdict>,
    /// How many answers were judged.
    pub tries: usize,
    /// How many of them could not be read: a slip of the fingers is no wrong answer.
    pub unread: usize,
    /// Whether a hint was given.
    pub hinted: bool,
    /// Whether the right answer was shown before there was one.
    pub shown: bool,
    /// Whether it is done with.
    pub left: bool,
    /// How many of the question's own hints were given.
    given: usize,
    /// Whether the hint for the last answer was given.
    told: bool,
}

/// What a line can ask for besides being an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineWord {
    /// How to go on.
    Hint,
    /// The right answer.
    Show,
    /// The next question, without an answer to this one.
    Skip,
    /// What can be said here.
    Help,
    /// The end.
    Quit,
}

/// Every word with its spelling and what it does; whole words, so that none is an answer such as `w`.
pub const WORDS: [(&str, LineWord, &str); 5] = [
    (
        "hint",
        LineWord::Hint,
        "a hint, one after the other; ? does the same",
    ),
    (
        "show",
        LineWord::Show,
        "the right answer, and on to the next question",
    ),
    (
        "skip",
        LineWord::Skip,
        "the next question, without an answer",
    ),
    ("help", LineWord::Help, "this list"),
    ("quit", LineWord::Quit, "leave"),
];

impl LineWord {
    /// The word that a line is; `None` for an answer.
    pub fn of(line: &str) -> Option<LineWord> {
        let line = line.trim();
        let spelled = |(spelling, _, _): &&(&str, LineWord, &str)| *spelling == line;
        match line {
            "?" => Some(LineWord::Hint),
            _ => WORDS.iter().find(spelled).map(|(_, word, _)| *word),
        }
    }
}

/// What became of a line.
#[derive(Clone, Debug)]
pub enum Reply {
    /// An answer and its verdict. The question stays unless the verdict settles it.
    Judged(Box<Verdict>),
    /// A hint; of the question's own, which one of how many.
    Hint(String, Option<(usize, usize)>),
    /// There is none: for the last answer, or because there was no answer yet.
    NoHint {
        /// Whether there was an answer.
        tried: bool,
        /// Whether there were hints before.
        given: bool,
    },
    /// The right answer; the next question follows.
    Shown(String),
    /// The question was left.
    Skipped,
    /// What can be said here.
    Help,
    /// The session was left.
    Left,
    /// A blank line.
    Nothing,
}

/// Digits of an answer that is shown.
const SHOWN_DIGITS: usize = 10;

impl Attempt {
    /// Whether the first answer that could be read was right, without a hint.
    pub fn at_once(&self) -> bool {
        self.is_right() && self.tries == self.unread + 1 && !self.hinted
    }

    /// Whether the last answer was right.
    pub fn is_right(&self) -> bool {
        let outcome = self.verdict.as_ref().map(|verdict| verdict.outcome);
        outcome == Some(Outcome::Right)
    }

    /// What the work comes to, once the question is left.
    pub fn mark(&self) -> ItemMark {
        match self.is_right() {
            true if self.at_once() => ItemMark::Right,
            true if self.hinted => ItemMark::Helped,
            true => ItemMark::Later,
            // What could not be read was no answer.
            false if self.tries > self.unread || self.shown => ItemMark::Missed,
            false => ItemMark::Skipped,
        }
    }

    /// The line of progress for what a line came to while the question goes on: an answer that did
    /// not settle it, or a hint. `None` where there is nothing to keep: what could not be read was
    /// no answer. `left`: how the question would be kept if it were left now.
    pub(super) fn begun(&self, reply: &Reply, left: ProgressEntry) -> Option<ProgressEntry> {
        let answer = match reply {
            Reply::Judged(verdict) if verdict.outcome != Outcome::Unread => self.answer.clone(),
            Reply::Hint(..) => None,
            _ => return None,
        };
        let mark = ItemMark::Begun;
        Some(ProgressEntry {
            mark,
            answer,
            ..left
        })
    }

    /// Takes what an earlier session kept by [`Attempt::begun`]. What would settle the question today
    /// is left out: a learner is not told of it any more.
    pub(super) fn again(&mut self, variant: &Variant, kept: &ProgressEntry) {
        let hint = WORDS.iter().find(|(_, word, _)| *word == LineWord::Hint);
        let hint = hint.map_or("", |(spelling, ..)| *spelling);
        let mut next = self.clone();
        next.take(variant, kept.answer.as_deref().unwrap_or(hint));
        if !next.left {
            *self = next;
        }
    }

    /// The words that do something now.
    pub fn words<'v>(&self, variant: &'v Variant) -> impl Iterator<Item = &'static str> + use<'v> {
        let hint = self.hint(variant).is_some();
        let words = WORDS.iter();
        words
            .filter(move |(_, word, _)| hint || *word != LineWord::Hint)
            .map(|(spelling, _, _)| *spelling)
    }

    /// The next hint: for the last answer where that is known to be a slip or cannot be read, else
    /// the question's own from the first on.
    fn hint(&self, variant: &Variant) -> Option<(String, Option<(usize, usize)>)> {
        let hints = &variant.question.hints;
        let of_answer =
            self.verdict
                .as_ref()
                .and_then(|verdict| match (&verdict.slip, &verdict.error) {
                    (Some(slip), _) => Some(slip.hint.to_string()),
                    (None, Some(error)) => error.help(),
                    (None, None) => None,
                });
        // Where the question has hints, the one for the answer is given once; else there is no other.
        if let Some(hint) = of_answer.filter(|_| !self.told || hints.is_empty()) {
            return Some((hint, None));
        }
        let next = hints.get(self.given)?;
        Some((next.value.clone(), Some((self.given + 1, hints.len()))))
    }

    /// Takes a line: one of [`WORDS`], `?` for a hint, or an answer.
    pub fn take(&mut self, variant: &Variant, line: &str) -> Reply {
        let line = line.trim();
        if line.is_empty() {
            return Reply::Nothing;
        }
        match LineWord::of(line) {
            Some(LineWord::Hint) => {
                let Some((hint, place)) = self.hint(variant) else {
                    return Reply::NoHint {
                        tried: self.tries > 0,
                        given: self.hinted,
                    };
                };
                self.hinted = true;
                match place {
                    Some(_) => self.given += 1,
                    None => self.told = true,
                }
                Reply::Hint(hint, place)
            }
            Some(LineWord::Show) => {
                self.shown = true;
                self.left = true;
                Reply::Shown(variant.key.shown(SHOWN_DIGITS))
            }
            Some(LineWord::Skip) => {
                self.left = true;
                Reply::Skipped
            }
            Some(LineWord::Help) => Reply::Help,
            Some(LineWord::Quit) => Reply::Left,
            None => {
                let verdict = variant.key.judge(line);
                self.tries += 1;
                self.unread += usize::from(verdict.outcome == Outcome::Unread);
                self.told = false;
                self.answer = Some(line.to_owned());
                self.left = matches!(
                    verdict.outcome,
                    Outcome::Right | Outcome::Undecided | Outcome::Manual
                );
                self.verdict = Some(verdict.clone());
                Reply::Judged(Box::new(verdict))
            }
        }
    }
}
