//! The point after steps of gradient descent.

use super::{QuestionKind, Task};
use crate::calculus::value::Value;
use crate::descent::walk::{self, Arrival};
use crate::descent::{WalkEnd, StepRule, Settings};
use crate::expression::{Graph, Id, Node, Variable};
use crate::files::source::{Fault, Placed};
use crate::files::table::Notes;
use crate::number::rational::Rational;
use crate::quiz::fields::Fields;
use crate::quiz::maker::{KeyMaker, in_words};
use crate::quiz::keys::{self, QuizKey, may, needs};
use crate::quiz::point::named;
use crate::quiz::{Choice, MAX_REPEATS, WrittenPoint};
use crate::slips::{Exercise, Work};
use crate::slope::existence::Reason;
use crate::slope::{self, Effort};
use crate::verdict::key::{AnswerKind, Key, NoKey, names};
use crate::verdict::number::{Wanted, slope_at};

static FROM: QuizKey = QuizKey {
    key: "from",
    example: "from = 3",
    says: "where the descent starts",
};

static RATE: QuizKey = QuizKey {
    key: "rate",
    example: "rate = 0.1",
    says: "the learning rate",
};

static STEPS: QuizKey = QuizKey {
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

/// Longest fraction, in bits, and most subexpressions of a number that is kept as it is: more than
/// anyone writes. A polynomial's fractions grow with every step.
const LONGEST_FRACTION: u64 = 4_096;
const MOST_NODES: usize = 500;

/// Correct bits of a number that is enclosed: 60 digits, far more than an answer has.
const CORRECT_BITS: i64 = 200;

/// What to do where the steps lead nowhere.
const NO_STEP: &str = "choose another start, a smaller rate or fewer steps";

#[derive(Clone, Debug)]
struct StepTask {
    function: Placed<String>,
    /// The start.
    from: WrittenPoint,
    /// α, an expression.
    rate: Placed<String>,
    /// How many steps, 1 or more.
    steps: u32,
}

fn read(fields: &Fields<'_, '_>, notes: &mut Notes<'_>) -> Option<Box<dyn Task>> {
    let function = fields.expression(notes, &keys::FUNCTION);
    let from = fields.point(notes, &FROM);
    let rate = fields.expression(notes, &RATE);
    let steps = match fields.get(&STEPS) {
        Some(value) => notes.count(STEPS.key, value, 1..=MAX_REPEATS)?,
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
        let (function, variables) = maker.function(&mut graph, &self.function, &named(None, Some(&self.from)))?;
        let start = maker.point(&mut graph, &self.from, &variables)?;
        let rate = maker.constant(&mut graph, &self.rate)?;
        maker.certain(&mut graph, rate, &self.rate)?;
        let at = match self.exactly(maker, &mut graph, function, &start, rate)? {
            Some(at) => at,
            None => self.enclosed(maker, &mut graph, function, &start, rate)?,
        };
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
    /// Where the steps lead, as expressions; nothing where these become longer than anyone writes.
    fn exactly(
        &self,
        maker: &KeyMaker<'_>,
        graph: &mut Graph,
        function: Id,
        start: &[(Variable, Id)],
        rate: Id,
    ) -> Result<Option<Vec<(Variable, Id)>>, Box<Fault>> {
        let mut at = start.to_vec();
        for taken in 0..self.steps {
            let mut next = Vec::new();
            for (variable, value) in &at {
                let slope = slope_at(graph, function, *variable, 1, &at)
                    .map_err(|why| self.no_step(maker, why, taken))?;
                let change = graph.add(Node::Product(rate, slope));
                let moved = graph.add(Node::Difference(*value, change));
                next.push((*variable, exact_if_rational(graph, moved)));
            }
            at = next;
            if is_long(graph, &at) {
                return Ok(None);
            }
        }
        Ok(Some(at))
    }

    /// Where the steps lead, to [`CORRECT_BITS`].
    fn enclosed(
        &self,
        maker: &KeyMaker<'_>,
        graph: &mut Graph,
        function: Id,
        start: &[(Variable, Id)],
        rate: Id,
    ) -> Result<Vec<(Variable, Id)>, Box<Fault>> {
        let no_key = |message: String| {
            let help = NO_STEP.to_owned();
            maker.fault(self.from.span.clone(), message, help)
        };
        let (text, steps) = (&self.function.value, self.steps);
        if maker.tolerance.exact {
            let message = format!("after {steps} steps the exact number is too long to be written");
            return Err(no_key(message));
        }
        // Steps of rate 1 down α·J are those of rate α down J, whatever number α is.
        let scaled = graph.add(Node::Product(rate, function));
        let settings = Settings {
            rate: Rational::one(),
            rule: StepRule::Plain,
            steps: steps as usize,
            stop: None,
            rows: None,
        };
        let arrival = walk::arrival(graph, scaled, start, &settings, CORRECT_BITS)
            .map_err(|error| maker.no_key(NoKey::Formula(error), &self.function, None))?;
        let values = match arrival {
            Arrival::At(values) => values,
            Arrival::Ended(taken, WalkEnd::TooLarge) => {
                let what = format!("the value after step {taken} is too large to compute");
                return Err(no_key(what));
            }
            Arrival::Ended(taken, _) => {
                let what = format!("step {taken} leads to where `{text}` has no slope");
                return Err(no_key(what));
            }
            Arrival::Lost => {
                let what = format!("the value after {steps} steps takes more work than the limit");
                return Err(no_key(what));
            }
        };
        let mut at = Vec::new();
        for (&(variable, _), value) in start.iter().zip(&values) {
            let Some(number) = near(value) else {
                let what = format!("the value after {steps} steps is too large to compute");
                return Err(no_key(what));
            };
            at.push((variable, graph.number(number)));
        }
        Ok(at)
    }

    /// Why the descent cannot go on after that many steps.
    fn no_step(&self, maker: &KeyMaker<'_>, why: NoKey, taken: u32) -> Box<Fault> {
        if taken == 0 {
            return maker.no_key(why, &self.function, Some(&self.from));
        }
        let function = &self.function.value;
        let help = NO_STEP.to_owned();
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

/// Whether one of these numbers is longer than anyone writes.
fn is_long(graph: &Graph, at: &[(Variable, Id)]) -> bool {
    let ids: Vec<Id> = at.iter().map(|(_, id)| *id).collect();
    let long = |id: &Id| graph.literal(*id).is_some_and(|n| n.bits() > LONGEST_FRACTION);
    ids.iter().any(long) || graph.parts(&ids).len() > MOST_NODES
}

/// The number that an expression is, where it is a rational one: keeps long descents small.
fn exact_if_rational(graph: &mut Graph, id: Id) -> Id {
    let number = slope::value(graph, id, &[], Effort::digits(1)).ok();
    match number.as_ref().and_then(slope::Number::rational) {
        Some(n) => graph.number(n.clone()),
        None => id,
    }
}

/// A fraction that stands for a number: itself, or the lower end of its enclosure, which is no short
/// fraction by chance as its middle may be. `None` where it is too large.
fn near(value: &Value) -> Option<Rational> {
    match value.rational() {
        Some(exact) => Some(exact.clone()),
        None => value.ball(CORRECT_BITS as u64).ok()?.lower().ok(),
    }
}
