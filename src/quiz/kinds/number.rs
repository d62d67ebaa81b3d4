//! A number, given as an expression.

use super::{QuestionKind, Task};
use crate::expression::Graph;
use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::quiz::Choice;
use crate::quiz::fields::Fields;
use crate::quiz::maker::KeyMaker;
use crate::quiz::keys::{self, needs};
use crate::verdict::key::{AnswerKind, Key};
use crate::verdict::number::Wanted;

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "number",
    asks: "a number",
    keys: &[needs(&keys::ANSWER)],
    judged: &[keys::NUMBER],
    complete: false,
    read,
};

#[derive(Clone, Debug)]
struct NumberTask {
    /// The expression that has the right value.
    answer: Placed<String>,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let answer = fields.expression(notes, &keys::ANSWER)?;
    Some(Box::new(NumberTask { answer }))
}

impl Task for NumberTask {
    fn asked(&self) -> String {
        "a number".to_owned()
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Number
    }

    fn key(&self, maker: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        let mut graph = Graph::new();
        let key = maker.constant(&mut graph, &self.answer)?;
        maker.certain(&mut graph, key, &self.answer)?;
        let wanted = vec![Wanted {
            name: None,
            key,
            exercise: None,
        }];
        Ok(Key::numbers(graph, Vec::new(), wanted))
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
