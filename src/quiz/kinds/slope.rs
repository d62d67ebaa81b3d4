//! The derivative at a point: a number, or the gradient where there are several variables.

use super::{QuestionKind, Task, by, existence};
use crate::expression::Graph;
use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::quiz::fields::Fields;
use crate::quiz::maker::KeyMaker;
use crate::quiz::keys::{self, may, needs};
use crate::quiz::point::named;
use crate::quiz::{Choice, WrittenPoint};
use crate::slope::existence::Reason;
use crate::verdict::key::{AnswerKind, Key, NoKey};

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "slope",
    asks: "the derivative at a point, a number",
    keys: &[
        needs(&keys::FUNCTION),
        may(&keys::WRT),
        may(&keys::NTH),
        may(&keys::ORDER),
        needs(&keys::AT),
    ],
    judged: &[keys::NUMBER, keys::CREDIT],
    complete: true,
    read,
};

#[derive(Clone, Debug)]
struct SlopeTask {
    function: Placed<String>,
    /// The variable; without it the only one, or all of them.
    wrt: Option<Placed<String>>,
    at: WrittenPoint,
    /// Which derivative, 1 or more.
    nth: u32,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let function = fields.expression(notes, &keys::FUNCTION);
    let wrt = fields.wrt(notes);
    let at = fields.point(notes, &keys::AT);
    let nth = fields.nth(notes);
    Some(Box::new(SlopeTask {
        function: function?,
        wrt,
        at: at?,
        nth,
    }))
}

impl Task for SlopeTask {
    fn asked(&self) -> String {
        let what = match self.nth {
            1 => "slope".to_owned(),
            n => format!("derivative {n}"),
        };
        let by = by(self.wrt.as_ref());
        format!("{what}{by} of {} at {}", self.function.value, self.at)
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Number
    }

    fn key(&self, maker: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        let mut graph = Graph::new();
        let (id, variables) = maker.function(
            &mut graph,
            &self.function,
            &named(self.wrt.as_ref(), Some(&self.at)),
        )?;
        let point = maker.point(&mut graph, &self.at, &variables)?;
        let by = match &self.wrt {
            Some(_) => {
                let wrt = self.wrt.as_ref();
                vec![maker.variable(&mut graph, &self.function, wrt, &variables)?]
            }
            None if variables.is_empty() => vec![point[0].0],
            None => variables,
        };
        let made = Key::slopes(graph, id, &by, self.nth, &point);
        made.map_err(|why| {
            let absent = matches!(&why, NoKey::Slope(absence, _) if absence.reason != Reason::Undecided);
            let fault = maker.no_key(why, &self.function, Some(&self.at));
            match absent && by.len() == 1 && self.nth == 1 {
                true => Box::new(or_existence(*fault)),
                false => fault,
            }
        })
    }

    fn expressions(&mut self) -> Vec<&mut Placed<String>> {
        let function = [&mut self.function].into_iter();
        function.chain(self.at.expressions()).collect()
    }

    fn stated(&self) -> Vec<(&'static str, String)> {
        vec![
            ("function", self.function.value.clone()),
            ("at", self.at.to_string()),
        ]
    }

    fn parts(&self) -> &[Choice] {
        &[]
    }

    fn words(&mut self) -> Vec<&mut Placed<String>> {
        Vec::new()
    }
}

/// The fault with the other way out: the question may be meant.
fn or_existence(fault: Fault) -> Fault {
    let ask = format!("ask whether there is one: kind = \"{}\"", existence::KIND.word);
    let help = match &fault.help {
        Some(help) => format!("{help}, or {ask}"),
        None => ask,
    };
    fault.help(help)
}
