//! The kinds of question: one file each, and the list of them.
//!
//! # To add a kind of question
//!
//! Touch two files. In a new file of this folder stand its keys with their help, how it is read, a
//! type that is a [`Task`], and the row [`QuestionKind`] that names them all; in the list below
//! stands the file's name. Reading, messages, `deriv help questions`, papers, parameters and reports
//! walk the list and ask the task, so that nothing else has to know of it; what is left out of a
//! task does not compile. Where its right answer is none of those in [`verdict`](crate::verdict) (a
//! formula, a gradient, numbers), its file has a type that is a
//! [`Right`](crate::verdict::key::Right) as well. A quiz in `fixtures/` shows it at work.

use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::quiz::Choice;
use crate::quiz::fields::Fields;
use crate::quiz::keys::{KindKey, QuizKey};
use crate::quiz::maker::KeyMaker;
use crate::verdict::key::{AnswerKind, Key};
use std::fmt;

macro_rules! kinds {
    ($($file:ident;)+) => {
        $(mod $file;)+

        /// Every kind of question, in the order of help and messages.
        pub static KINDS: &[QuestionKind] = &[$($file::KIND),+];
    };
}

kinds! {
    slope;
    derivative;
    gradient;
    existence;
    nudge;
    step;
    number;
    formula;
    choice;
    order;
    text;
}

/// A kind of question: its word, its keys, its line of help, and how it is read.
#[derive(Debug)]
pub struct QuestionKind {
    /// The word in the file.
    pub word: &'static str,
    /// What it asks for, in a few words.
    pub asks: &'static str,
    /// Its keys beside those of every question, in the order of help.
    pub keys: &'static [KindKey],
    /// The rules by which its answers are judged: groups of keys that it may have.
    pub judged: &'static [&'static [QuizKey]],
    /// Whether [`Task::asked`] says all that is asked; else a prompt stands in its place.
    pub complete: bool,
    /// Reads the keys of a question; one that is missing has been noted before.
    pub(super) read: fn(&Fields<'_, '_>, &mut Notes<'_>) -> Option<Box<dyn Task>>,
}

impl QuestionKind {
    /// The keys that it can't do without.
    pub fn needs(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.those(true).map(|entry| entry.key)
    }

    /// The keys that it may have.
    pub fn may(&self) -> impl Iterator<Item = &'static str> + Clone {
        let judged = self.judged.iter().copied().flatten();
        self.those(false).chain(judged).map(|entry| entry.key)
    }

    /// Its own keys, those that are needed or the others.
    pub(super) fn those(&self, needed: bool) -> impl Iterator<Item = &'static QuizKey> + Clone {
        let keys = self.keys.iter().filter(move |key| key.needed == needed);
        keys.map(|key| key.entry)
    }
}

/// What a question asks for, with all that its key is computed from.
pub trait Task: fmt::Debug + Send + Sync + Boxed {
    /// What is asked, in a few words: `slope of w^2 at 3`.
    fn asked(&self) -> String;

    /// What kind of answer it asks for.
    fn answer(&self) -> AnswerKind;

    /// The key, computed from the question.
    ///
    /// # Errors
    /// An expression that cannot be read, and a question that has no answer, with its place.
    fn key(&self, maker: &KeyMaker<'_>) -> Result<Key, Box<Fault>>;

    /// Every expression: these are what parameters are put into.
    fn expressions(&mut self) -> Vec<&mut Placed<String>>;

    /// What its texts may name in braces beside the parameters: a key and its value.
    fn stated(&self) -> Vec<(&'static str, String)>;

    /// What stands below the question, letter by letter.
    fn parts(&self) -> &[Choice];

    /// Every text in words, in which parameters may be named.
    fn words(&mut self) -> Vec<&mut Placed<String>>;
}

/// A task of any kind, cloned.
pub trait Boxed {
    /// The same task again.
    fn boxed(&self) -> Box<dyn Task>;
}

impl<T: Task + Clone + 'static> Boxed for T {
    fn boxed(&self) -> Box<dyn Task> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn Task> {
    fn clone(&self) -> Box<dyn Task> {
        (**self).boxed()
    }
}

/// ` by x`, where the variable is named.
fn by(wrt: Option<&Placed<String>>) -> String {
    wrt.map_or_else(String::new, |name| format!(" by {}", name.value))
}
