//! One or more of several choices: an answer names exactly those that are right.

use super::{QuestionKind, Task};
use crate::expression::Graph;
use crate::files::source::{Fault, Placed};
use crate::files::table::{DeValue, Notes, TomlValue};
use crate::quiz::fields::Fields;
use crate::quiz::maker::KeyMaker;
use crate::quiz::keys::{QuizKey, needs};
use crate::quiz::parts::{lettered, part};
use crate::quiz::{Choice, MAX_PARTS};
use crate::verdict::key::{AnswerKind, Key, Right};
use crate::verdict::listed::{letters, named};
use crate::verdict::{Evidence, Outcome, Verdict};

static CHOICES: QuizKey = QuizKey {
    key: "choices",
    example: r#"choices = {a = "up", b = "down"}"#,
    says: "what there is to choose from",
};

static RIGHT: QuizKey = QuizKey {
    key: "right",
    example: r#"right = "b""#,
    says: "the right choice, or a list of them",
};

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "choice",
    asks: "one or more of several",
    keys: &[needs(&CHOICES), needs(&RIGHT)],
    judged: &[],
    complete: false,
    read,
};

#[derive(Clone, Debug)]
struct ChoiceTask {
    /// Letter (or word) and text of each, in the order of the file.
    choices: Vec<Choice>,
    /// Places in `choices` that are right, ascending.
    right: Vec<usize>,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let choices = lettered(notes, &CHOICES, fields.get(&CHOICES)?)?;
    let right = right(notes, &choices, fields.get(&RIGHT)?)?;
    Some(Box::new(ChoiceTask { choices, right }))
}

/// The right choices: one letter or a list.
fn right(notes: &mut Notes<'_>, choices: &[Choice], value: &TomlValue<'_>) -> Option<Vec<usize>> {
    let letters = match value.get_ref() {
        DeValue::Array(_) => notes.texts(RIGHT.key, value, MAX_PARTS, "[\"a\", \"c\"]")?,
        _ => vec![notes.text(RIGHT.key, value)?],
    };
    let places: Vec<Option<usize>> = letters
        .iter()
        .map(|letter| part(notes, "choice", choices, letter))
        .collect();
    let mut places: Vec<usize> = places.into_iter().collect::<Option<_>>()?;
    places.sort_unstable();
    places.dedup();
    Some(places)
}

impl Task for ChoiceTask {
    fn asked(&self) -> String {
        "a choice".to_owned()
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Letters
    }

    fn key(&self, _: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        Ok(Key::new(Graph::new(), Vec::new(), self.clone()))
    }

    fn expressions(&mut self) -> Vec<&mut Placed<String>> {
        Vec::new()
    }

    fn stated(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn parts(&self) -> &[Choice] {
        &self.choices
    }

    fn words(&mut self) -> Vec<&mut Placed<String>> {
        self.choices
            .iter_mut()
            .map(|choice| &mut choice.text)
            .collect()
    }
}

impl Right for ChoiceTask {
    fn judge(&self, _: &Key, text: &str) -> Verdict {
        let mut named = match named(&self.choices, text) {
            Ok(named) => named,
            Err(error) => return Verdict::unread(error),
        };
        let read_as = vec![letters(&self.choices, &named)];
        named.sort_unstable();
        named.dedup();
        let verdict = if named == self.right {
            Verdict::of(Outcome::Right, Evidence::Proved)
        } else {
            Verdict::of(Outcome::Wrong, Evidence::Refuted)
        };
        let remark = match verdict.outcome {
            Outcome::Wrong => count_fault(&named, &self.right),
            _ => None,
        };
        Verdict {
            read_as,
            remark,
            ..verdict
        }
    }

    fn written(&self, _: &Key, _: usize) -> (String, bool) {
        (letters(&self.choices, &self.right), true)
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Letters
    }

    fn noun(&self) -> &'static str {
        "the right one"
    }

    fn part_noun(&self) -> Option<&'static str> {
        None
    }

    fn has_no_value(&self, _: &Key) -> bool {
        false
    }
}

/// How many are missing and how many too many, where several are right or named; which ones would
/// be the answer.
fn count_fault(named: &[usize], right: &[usize]) -> Option<String> {
    if named.len() < 2 && right.len() < 2 {
        return None;
    }
    let are = |n: usize| if n == 1 { "is" } else { "are" };
    let missing = right.iter().filter(|at| !named.contains(at)).count();
    let wrong = named.iter().filter(|at| !right.contains(at)).count();
    let missing =
        (missing > 0).then(|| format!("{missing} of the right ones {} missing", are(missing)));
    let wrong = (wrong > 0).then(|| format!("{wrong} {} not right", are(wrong)));
    let both: Vec<String> = missing.into_iter().chain(wrong).collect();
    Some(both.join(", "))
}
