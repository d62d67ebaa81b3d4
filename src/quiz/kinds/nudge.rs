//! What a nudge of the variable by ε does to J.

use super::{QuestionKind, Task};
use crate::expression::{Graph, Node};
use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::quiz::fields::Fields;
use crate::quiz::maker::KeyMaker;
use crate::quiz::keys::{self, QuizKey, may, needs};
use crate::quiz::point::named;
use crate::quiz::{Choice, NudgedNumber, WrittenPoint};
use crate::slips::{Exercise, Work};
use crate::verdict::key::{AnswerKind, Key, names};
use crate::verdict::number::Wanted;

static EPS: QuizKey = QuizKey {
    key: "eps",
    example: "eps = 0.001",
    says: "the nudge",
};

static FIND: QuizKey = QuizKey {
    key: "find",
    example: r#"find = "change""#,
    says: "value: J(w + eps); change: less J(w); quotient: over eps [default]",
};

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "nudge",
    asks: "what a small step of the variable does to the function",
    keys: &[
        needs(&keys::FUNCTION),
        may(&keys::WRT),
        needs(&keys::AT),
        needs(&EPS),
        may(&FIND),
    ],
    judged: &[keys::NUMBER, keys::CREDIT],
    complete: true,
    read,
};

#[derive(Clone, Debug)]
struct NudgeTask {
    function: Placed<String>,
    /// The variable that is nudged, where the function has several.
    wrt: Option<Placed<String>>,
    at: WrittenPoint,
    /// ε, not blank; an expression.
    eps: Placed<String>,
    /// Which number is asked for.
    find: NudgedNumber,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let words = [
        ("value", NudgedNumber::Value),
        ("change", NudgedNumber::Change),
        ("quotient", NudgedNumber::Quotient),
    ];
    let function = fields.expression(notes, &keys::FUNCTION);
    let wrt = fields.wrt(notes);
    let at = fields.point(notes, &keys::AT);
    let find = fields.get(&FIND);
    let find = find.and_then(|value| notes.word(FIND.key, value, &words));
    let eps = fields.expression(notes, &EPS);
    Some(Box::new(NudgeTask {
        function: function?,
        wrt,
        at: at?,
        eps: eps?,
        find: find.unwrap_or(NudgedNumber::Quotient),
    }))
}

impl Task for NudgeTask {
    fn asked(&self) -> String {
        let what = match self.find {
            NudgedNumber::Value => "value",
            NudgedNumber::Change => "change",
            NudgedNumber::Quotient => "ratio",
        };
        let nudged = self.wrt.as_ref().map(|name| format!(", {}", name.value));
        format!(
            "{what} of {} at {}{} nudged by {}",
            self.function.value,
            self.at,
            nudged.unwrap_or_default(),
            self.eps.value
        )
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Number
    }

    fn key(&self, maker: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        let mut graph = Graph::new();
        let (function, variables) = maker.function(
            &mut graph,
            &self.function,
            &named(self.wrt.as_ref(), Some(&self.at)),
        )?;
        let variable =
            maker.variable(&mut graph, &self.function, self.wrt.as_ref(), &variables)?;
        let point = maker.point(&mut graph, &self.at, &variables)?;
        let eps = maker.constant(&mut graph, &self.eps)?;
        let size = maker.number(&mut graph, eps, &self.eps, "`eps`")?;
        if size.decimal.is_zero() {
            let message = "a nudge of 0 changes nothing".to_owned();
            let help = "for example: eps = 0.001".to_owned();
            return Err(maker.fault(self.eps.span.clone(), message, help));
        }
        let mut nudged = point.clone();
        for (name, value) in &mut nudged {
            if *name == variable {
                *value = graph.add(Node::Sum(*value, eps));
            }
        }
        let before = graph.substitute(function, &point);
        let after = graph.substitute(function, &nudged);
        let change = graph.add(Node::Difference(after, before));
        let key = match self.find {
            NudgedNumber::Value => after,
            NudgedNumber::Change => change,
            NudgedNumber::Quotient => graph.add(Node::Quotient(change, eps)),
        };
        maker.certain_at(&mut graph, key, &self.function, &self.at)?;
        let find = self.find;
        let exercise = Some(Exercise {
            function,
            variable,
            point,
            work: Work::Nudge { eps, find },
        });
        let known = names(&graph, &[function], &[variable]);
        let name = None;
        let wanted = vec![Wanted {
            name,
            key,
            exercise,
        }];
        Ok(Key::numbers(graph, known, wanted))
    }

    fn expressions(&mut self) -> Vec<&mut Placed<String>> {
        let own = [&mut self.function, &mut self.eps].into_iter();
        own.chain(self.at.expressions()).collect()
    }

    fn stated(&self) -> Vec<(&'static str, String)> {
        vec![
            ("function", self.function.value.clone()),
            ("at", self.at.to_string()),
            ("eps", self.eps.value.clone()),
        ]
    }

    fn parts(&self) -> &[Choice] {
        &[]
    }

    fn words(&mut self) -> Vec<&mut Placed<String>> {
        Vec::new()
    }
}
