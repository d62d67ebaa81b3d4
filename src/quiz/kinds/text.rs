//! Words, for manual review.

use super::{QuestionKind, Task};
use crate::expression::Graph;
use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::quiz::fields::Fields;
use crate::quiz::maker::KeyMaker;
use crate::quiz::keys::{QuizKey, needs};
use crate::quiz::{Choice, MAX_PARTS};
use crate::verdict::key::{AnswerKind, Key, Right};
use crate::verdict::{Evidence, Outcome, Verdict};

static COVERS: QuizKey = QuizKey {
    key: "covers",
    example: r#"covers = ["the slope points uphill"]"#,
    says: "what a full answer in words says",
};

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "text",
    asks: "words, for manual review",
    keys: &[needs(&COVERS)],
    judged: &[],
    complete: false,
    read,
};

#[derive(Clone, Debug)]
struct TextTask {
    /// What a full answer covers.
    covers: Vec<Placed<String>>,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    const EXAMPLE: &str = r#"["the slope points uphill"]"#;
    let covers = notes.texts(COVERS.key, fields.get(&COVERS)?, MAX_PARTS, EXAMPLE)?;
    Some(Box::new(TextTask { covers }))
}

impl Task for TextTask {
    fn asked(&self) -> String {
        "in words".to_owned()
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Words
    }

    fn key(&self, _: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        Ok(Key::new(Graph::new(), Vec::new(), Manual))
    }

    fn expressions(&mut self) -> Vec<&mut Placed<String>> {
        Vec::new()
    }

    fn stated(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn parts(&self) -> &[Choice] {
        &[]
    }

    fn words(&mut self) -> Vec<&mut Placed<String>> {
        self.covers.iter_mut().collect()
    }
}

/// Whatever manual review finds right.
#[derive(Debug)]
struct Manual;

impl Right for Manual {
    fn judge(&self, _: &Key, _: &str) -> Verdict {
        Verdict::of(Outcome::Manual, Evidence::None)
    }

    fn written(&self, _: &Key, _: usize) -> (String, bool) {
        ("for manual review".to_owned(), true)
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Words
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
