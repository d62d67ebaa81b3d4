//! The key of a question, computed from the question: nobody types it.

use crate::expression::{Graph, Id, Variable};
use crate::notation::error::Error;
use crate::slips::{self, Exercise};
use crate::slope::existence::Absence;
use crate::verdict::outcome::Verdict;
use crate::verdict::rules::{Credit, DomainRule, Form, Locale, Telling, Tolerance};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Digits to which a key that is a number has to be certain before it is used.
pub(crate) const KEY_DIGITS: usize = 30;

/// What is asked, with its key and the rules by which answers are judged.
#[derive(Clone, Debug)]
pub struct Key {
    pub(crate) graph: Graph,
    /// The names that an answer may use.
    pub(crate) known: Vec<String>,
    /// Whether an answer may use any other name too.
    pub(crate) open: bool,
    pub(crate) locale: Locale,
    /// What an answer has to be.
    pub(crate) right: Arc<dyn Right>,
    pub(crate) tolerance: Tolerance,
    pub(crate) form: Form,
    pub(crate) domain: DomainRule,
    pub(crate) credit: Vec<Credit>,
    /// What of a verdict is asked for.
    pub(crate) told: Telling,
    /// Whether an answer that is right in parts earns a part of the points.
    pub(crate) partly: bool,
    /// What the slips make of it.
    pub(crate) mistakes: slips::Memory,
    /// The key as people would write it, where it is a formula and was asked for before, and whether
    /// it has the form that is asked for.
    pub(crate) written: OnceLock<(String, bool)>,
}

/// What kind of answer is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// A formula, or several.
    Formula,
    /// A number, or several.
    Number,
    /// A number, or a phrase such as `does not exist`.
    Phrase,
    /// Letters of choices or steps.
    Letters,
    /// Words, for manual review.
    Words,
}

/// A right answer: how it is compared with others, and how it is spoken of. Expressions are those of
/// the key's graph.
pub trait Right: fmt::Debug + Send + Sync {
    /// Judges an answer that is not blank, before any credit for a slip.
    fn judge(&self, key: &Key, text: &str) -> Verdict;

    /// The right answer as people would write it, numbers to that many significant digits; and has
    /// it the form that is asked for?
    fn written(&self, key: &Key, digits: usize) -> (String, bool);

    /// What kind of answer it is.
    fn answer(&self) -> AnswerKind;

    /// What it is called in a sentence.
    fn noun(&self) -> &'static str;

    /// Where several formulas or numbers are asked for: what one of them is called in a sentence.
    fn part_noun(&self) -> Option<&'static str>;

    /// Whether it is a formula that has no value anywhere; only what is proved counts.
    fn has_no_value(&self, key: &Key) -> bool;

    /// What was to be worked out, where it is one thing whose slips are known.
    fn exercise(&self) -> Option<Exercise> {
        None
    }
}

/// Why there is no key.
#[derive(Debug)]
pub enum NoKey {
    /// The derivative cannot be formed.
    Formula(Error),
    /// There is no slope; the parts that are named belong to this graph.
    Slope(Box<Absence>, Box<Graph>),
}

impl Key {
    pub(crate) fn new(graph: Graph, known: Vec<String>, right: impl Right + 'static) -> Key {
        Key {
            graph,
            known,
            open: false,
            locale: Locale::Point,
            right: Arc::new(right),
            tolerance: Tolerance::default(),
            form: Form::Any,
            domain: DomainRule::Common,
            credit: Vec::new(),
            told: Telling::ALL,
            partly: false,
            mistakes: slips::Memory::default(),
            written: OnceLock::new(),
        }
    }

    /// An answer that is right in parts earns a part of the points.
    pub fn with_parts(self) -> Key {
        Key {
            partly: true,
            ..self
        }
    }

    /// Whether a formula is asked for that has no value anywhere; only what is proved counts.
    pub fn has_no_value(&self) -> bool {
        self.right.has_no_value(self)
    }

    /// No more is worked out of a verdict than is told.
    pub fn telling(self, told: Telling) -> Key {
        Key { told, ..self }
    }

    /// Whether the slip behind a wrong answer is looked for.
    pub(super) fn explains(&self) -> bool {
        self.told.slips || !self.credit.is_empty()
    }

    /// A formula has to have this form.
    pub fn with_form(self, form: Form) -> Key {
        let written = OnceLock::new();
        Key {
            form,
            written,
            ..self
        }
    }

    /// An answer may use names that the key does not use.
    pub fn with_any_names(self) -> Key {
        Key { open: true, ..self }
    }

    /// Answers are written with these decimals.
    pub fn with_locale(self, locale: Locale) -> Key {
        Key { locale, ..self }
    }

    /// The key as people would write it, numbers to that many significant `digits`.
    pub fn shown(&self, digits: usize) -> String {
        match self.is_formula() {
            true => self.written().0.clone(),
            false => self.right.written(self, digits).0,
        }
    }

    /// Whether the key, as it is shown, has the form that is asked for.
    pub fn is_shown_in_form(&self) -> bool {
        !self.is_formula() || self.written().1
    }

    /// A formula as it is written; its digits are its own.
    fn written(&self) -> &(String, bool) {
        self.written.get_or_init(|| self.right.written(self, 0))
    }

    /// What was to be worked out, where it is one thing: the rules behind it and its slips come from
    /// it. Its expressions belong to the graph beside it.
    pub fn exercise(&self) -> Option<(&Graph, Exercise)> {
        Some((&self.graph, self.right.exercise()?))
    }

    /// Wrong answers, each with the name of the slip that makes it: one for each slip that makes one,
    /// none of them equal to the right answer or to another one, as far as can be seen in doubles.
    pub fn slips(&self) -> Vec<(&'static str, String)> {
        let Some(exercise) = self.right.exercise() else {
            return Vec::new();
        };
        self.mistakes.of(&exercise).examples(&self.graph)
    }

    /// Whether it is words, for manual review.
    pub fn is_text(&self) -> bool {
        self.right.answer() == AnswerKind::Words
    }

    /// Whether the value of the key at a point tells what the right answer is.
    pub fn is_number(&self) -> bool {
        self.right.answer() == AnswerKind::Number
    }

    /// Whether numbers and formulas have a decimal comma, as the answers do.
    pub fn has_decimal_comma(&self) -> bool {
        use AnswerKind::{Formula, Number, Phrase};
        self.locale == Locale::Comma && matches!(self.right.answer(), Formula | Number | Phrase)
    }

    /// Whether it is a formula.
    pub fn is_formula(&self) -> bool {
        self.right.answer() == AnswerKind::Formula
    }

    /// Whether several formulas or numbers are asked for, one for each variable.
    pub fn is_several(&self) -> bool {
        self.right.part_noun().is_some()
    }

    /// What the key is called in a sentence.
    pub fn noun(&self) -> &'static str {
        self.right.noun()
    }

    /// What one of several formulas or numbers is called in a sentence.
    pub fn part_noun(&self) -> &'static str {
        self.right.part_noun().unwrap_or("the number")
    }
}

/// The names of the variables of some expressions, and of some more, in alphabetical order.
pub(crate) fn names(graph: &Graph, roots: &[Id], more: &[Variable]) -> Vec<String> {
    let used = roots.iter().flat_map(|root| graph.variables(*root));
    let mut names: Vec<String> = used
        .chain(more.iter().copied())
        .map(|variable| graph.name(variable).to_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
