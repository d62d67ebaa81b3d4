//! A formula as it stands, judged by equality.

use super::{QuestionKind, Task};
use crate::expression::Graph;
use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::quiz::Choice;
use crate::quiz::fields::Fields;
use crate::quiz::maker::KeyMaker;
use crate::quiz::keys::{self, needs};
use crate::verdict::key::{AnswerKind, Key};

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "formula",
    asks: "a formula",
    keys: &[needs(&keys::ANSWER)],
    judged: &[keys::FORMULA],
    complete: false,
    read,
};

#[derive(Clone, Debug)]
struct FormulaTask {
    /// The right formula.
    answer: Placed<String>,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let answer = fields.expression(notes, &keys::ANSWER)?;
    Some(Box::new(FormulaTask { answer }))
}

impl Task for FormulaTask {
    fn asked(&self) -> String {
        "a formula".to_owned()
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Formula
    }

    fn key(&self, maker: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        let mut graph = Graph::new();
        let (id, _) = maker.function(&mut graph, &self.answer, &[])?;
        maker.somewhere(Key::formula(graph, id), &self.answer, "no value")
    }

    fn expressions(&mut self) -> Vec<&mut Placed<String>> {
        vec![&mut self.answer]
    }

    fn stated(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn parts(&self) -> &[Choice] {
        &[]
    }

    fn words(&mut self) -> Vec<&mut Placed<String>> {
        Vec::new()
    }
}
