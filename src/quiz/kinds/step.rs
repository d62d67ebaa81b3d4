//! The point after steps of gradient descent.

use super::{QuestionKind, Task};
use crate::expression::{Graph, Id, Node, Variable};
use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::quiz::fields::Fields;
use crate::quiz::key::{KeyMaker, in_words};
use crate::quiz::keys::{self, Entry, may, needs};
use crate::quiz::{Choice, MAX_REPEATS, Point};
use crate::slips::{Exercise, Work};
use crate::slope::existence::Reason;
use crate::slope::{self, Effort};
use crate::verdict::key::{AnswerKind, Key, NoKey, names, slope_at};
use crate::verdict::number::Wanted;

static FROM: Entry = Entry {
    key: "from",
    example: "from = 3",
    says: "where the descent starts",
};

static RATE: Entry = Entry {
    key: "rate",
    example: "rate = 0.1",
    says: "the learning rate",
};

static STEPS: Entry = Entry {
    key: "steps",
    example: "steps = 5",
    says: "how many steps [default: 1]",
};

pub(super) const KIND: QuestionKind = QuestionKind {
    word: "step",
    asks: "where steps of gradient descent lead",
    keys: &[
        needs(&keys::FUNCTION),
        needs(&FROM),
        needs(&RATE),
        may(&STEPS),
    ],
    judged: &[keys::NUMBER, keys::CREDIT],
    complete: true,
    read,
};

#[derive(Clone, Debug)]
struct StepTask {
    function: Placed<String>,
    /// The start.
    from: Point,
    /// α, an expression.
    rate: Placed<String>,
    /// How many steps, 1 or more.
    steps: u32,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let function = fields.expression(notes, "function");
    let from = fields.point(notes, "from");
    let rate = fields.expression(notes, "rate");
    let steps = match fields.get("steps") {
        Some(value) => notes.count("steps", value, 1..=MAX_REPEATS)?,
        None => 1,
    };
    Some(Box::new(StepTask {
        function: function?,
        from: from?,
        rate: rate?,
        steps,
    }))
}

impl Task for StepTask {
    fn asked(&self) -> String {
        let s = if self.steps == 1 { "" } else { "s" };
        format!(
            "{} step{s} down {} from {}, rate {}",
            self.steps, self.function.value, self.from, self.rate.value
        )
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Number
    }

    fn key(&self, maker: &KeyMaker<'_>) -> Result<Key, Box<Fault>> {
        let mut graph = Graph::new();
        let (function, variables) = maker.function(&mut graph, &self.function)?;
        let start = maker.point(&mut graph, &self.from, &variables)?;
        let rate = maker.constant(&mut graph, &self.rate)?;
        maker.certain(&mut graph, rate, &self.rate)?;
        let mut at = start.clone();
        for taken in 0..self.steps {
            let mut next = Vec::new();
            for (variable, value) in &at {
                let slope = slope_at(&mut graph, function, *variable, 1, &at)
                    .map_err(|why| self.no_step(maker, why, taken))?;
                let change = graph.add(Node::Product(rate, slope));
                let moved = graph.add(Node::Difference(*value, change));
                next.push((*variable, exact_if_rational(&mut graph, moved)));
            }
            at = next;
        }
        let mut wanted = Vec::new();
        for &(variable, key) in &at {
            maker.certain_at(&mut graph, key, &self.function, &self.from)?;
            let name = (at.len() > 1).then(|| graph.name(variable).to_owned());
            let steps = self.steps;
            let exercise = Some(Exercise {
                function,
                variable,
                point: start.clone(),
                work: Work::Step { rate, steps },
            });
            wanted.push(Wanted {
                name,
                key,
                exercise,
            });
        }
        let variables: Vec<Variable> = start.iter().map(|(variable, _)| *variable).collect();
        let known = names(&graph, &[function], &variables);
        Ok(Key::numbers(graph, known, wanted))
    }

    fn expressions(&mut self) -> Vec<&mut Placed<String>> {
        let own = [&mut self.function, &mut self.rate].into_iter();
        own.chain(self.from.expressions()).collect()
    }

    fn stated(&self) -> Vec<(&'static str, String)> {
        vec![
            ("function", self.function.value.clone()),
            ("from", self.from.to_string()),
            ("rate", self.rate.value.clone()),
        ]
    }

    fn parts(&self) -> &[Choice] {
        &[]
    }

    fn words(&mut self) -> Vec<&mut Placed<String>> {
        Vec::new()
    }
}

impl StepTask {
    /// Why the descent cannot go on after that many steps.
    fn no_step(&self, maker: &KeyMaker<'_>, why: NoKey, taken: u32) -> Box<Fault> {
        if taken == 0 {
            return maker.no_key(why, &self.function, Some(&self.from));
        }
        let function = &self.function.value;
        let help = "choose another start, a smaller rate or fewer steps".to_owned();
        let message = match why {
            NoKey::Slope(absence, _) if absence.reason == Reason::Undecided => {
                let of = format!("the slope of `{function}` after step {taken}");
                in_words(&absence.trouble, &of).0
            }
            _ => format!("step {taken} leads to where `{function}` has no slope"),
        };
        maker.fault(self.from.span.clone(), message, help)
    }
}

/// The number that an expression is, where it is a rational one: keeps long descents small.
fn exact_if_rational(graph: &mut Graph, id: Id) -> Id {
    let number = slope::value(graph, id, &[], Effort::digits(1));
    match number.ok().as_ref().and_then(|number| number.rational()) {
        Some(n) => {
            let n = n.clone();
            graph.number(n)
        }
        None => id,
    }
}
