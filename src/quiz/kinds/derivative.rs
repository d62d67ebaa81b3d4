//! The derivative as a formula.

use super::{QuestionKind, Task, by};
use crate::expression::Graph;
use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::quiz::Choice;
use crate::quiz::fields::Fields;
use crate::quiz::maker::KeyMaker;
use crate::quiz::keys::{self, may, needs};
use crate::quiz::point::named;
use crate::verdict::key::{AnswerKind, Key};

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "derivative",
    asks: "the derivative, a formula",
    keys: &[
        needs(&keys::FUNCTION),
        may(&keys::WRT),
        may(&keys::NTH),
        may(&keys::ORDER),
    ],
    judged: &[keys::FORMULA, keys::CREDIT],
    complete: true,
    read,
};

#[derive(Clone, Debug)]
struct DerivativeTask {
    function: Placed<String>,
    /// The variable; without it the only one, or all of them.
    wrt: Option<Placed<String>>,
    /// Which derivative, 1 or more.
    nth: u32,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let function = fields.expression(notes, &keys::FUNCTION);
    let wrt = fields.wrt(notes);
    let nth = fields.nth(notes);
    Some(Box::new(DerivativeTask {
        function: function?,
        wrt,
        nth,
    }))
}

impl Task for DerivativeTask {
    fn asked(&self) -> String {
        let function = &self.function.value;
        match (&self.wrt, self.nth) {
            (Some(wrt), 1) => format!("d/d{} of {function}", wrt.value),
            (None, 1) => format!("derivative of {function}"),
            (wrt, n) => format!("derivative {n}{} of {function}", by(wrt.as_ref())),
        }
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Formula
    }

    fn key(&self, maker: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        let (function, wrt) = (&self.function, self.wrt.as_ref());
        let mut graph = Graph::new();
        let (id, variables) = maker.function(&mut graph, function, &named(wrt, None))?;
        let made = if wrt.is_none() && variables.len() > 1 {
            Key::gradient(graph, id, &variables, self.nth)
        } else {
            let by = maker.variable(&mut graph, function, wrt, &variables)?;
            Key::derivative(graph, id, by, self.nth)
        };
        let key = made.map_err(|why| maker.no_key(why, function, None))?;
        maker.somewhere(key, function, "no slope")
    }

    fn expressions(&mut self) -> Vec<&mut Placed<String>> {
        vec![&mut self.function]
    }

    fn stated(&self) -> Vec<(&'static str, String)> {
        vec![("function", self.function.value.clone())]
    }

    fn parts(&self) -> &[Choice] {
        &[]
    }

    fn words(&mut self) -> Vec<&mut Placed<String>> {
        Vec::new()
    }
}
