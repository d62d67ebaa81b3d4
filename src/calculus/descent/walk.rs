//! The walk itself: certain as long as that is affordable, then in doubles.

use crate::calculus::derivative;
use crate::calculus::double::Tape;
use crate::calculus::value::{Known, Place, Stop, Value, compute, evaluate, place};
use crate::error::Error;
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::ball::{Ball, Undefined};
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;

/// Most steps of one walk: far more than anyone reads, and a second of work in doubles.
pub const MAX_STEPS: usize = 100_000;

/// Most steps that are computed with certainty; on long walks each digit costs more than the last.
const CERTAIN_STEPS: usize = 1_000;

/// Fractions past this size go on as enclosures. A polynomial's fractions grow with each step, and
/// beyond a thousand digits nobody reads them.
const EXACT_BITS: u64 = 4_096;

/// Working precisions tried for enclosures, in bits. Each step loses some bits where the function
/// spreads neighbours apart; most walks do not, and the first one is enough.
const PRECISIONS: [u64; 3] = [160, 640, 2_560];

/// Bits of a position that have to be right, or the walk is tried again with more: 15 digits.
const RIGHT_BITS: i64 = 52;

/// Rates of decay and the guard of the division: Kingma & Ba, Adam, ICLR 2015, Algorithm 1.
const ADAM: (&str, &str, &str) = ("0.9", "0.999", "1e-8");

/// What makes a step from a slope.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// w := w − α·slope
    Plain,
    /// v := β·v + slope, w := w − α·v, with v = 0 at first: Polyak's heavy ball.
    Momentum(Rational),
    /// Steps of about α, whatever the size of the slope.
    Adam,
}

/// How to walk.
#[derive(Clone, Debug)]
pub struct Settings {
    /// α > 0
    pub rate: Rational,
    /// What makes a step.
    pub rule: Rule,
    /// How many steps, at most [`MAX_STEPS`].
    pub steps: usize,
    /// End early where the size of every slope is at most this.
    pub stop: Option<Rational>,
}

/// A number of the walk.
#[derive(Clone, Debug)]
pub enum Number {
    /// Exact or enclosed.
    Certain(Value),
    /// Computed in doubles, with the rounding of all steps before it.
    Rough(f64),
}

impl Number {
    /// The nearest double, or one near it.
    pub fn to_f64(&self) -> f64 {
        match self {
            Number::Rough(x) => *x,
            Number::Certain(value) => match value.rational() {
                Some(n) => n.to_f64(),
                None => value.ball(64).map_or(f64::NAN, |ball| ball.to_f64()),
            },
        }
    }

    /// Are its digits right?
    pub fn is_certain(&self) -> bool {
        matches!(self, Number::Certain(_))
    }

    /// Is it an exact fraction?
    pub fn is_exact(&self) -> bool {
        matches!(self, Number::Certain(value) if value.rational().is_some())
    }

    /// The number as a fraction: itself, or the middle of its enclosure. `None` where it is a double
    /// that is not finite.
    pub fn rational(&self) -> Option<Rational> {
        match self {
            Number::Rough(x) => Rational::from_f64(*x),
            Number::Certain(value) => match value.rational() {
                Some(n) => Some(n.clone()),
                None => value.ball(PRECISIONS[0]).ok()?.midpoint().lower().ok(),
            },
        }
    }

    /// Its digits: of an enclosure as many as are right, of a double as many as asked for.
    pub fn decimal(&self, digits: usize) -> Option<Decimal> {
        match self {
            Number::Certain(value) if value.rational().is_none() => {
                let ball = value.ball(PRECISIONS[2]).ok()?;
                (1..=digits).rev().find_map(|digits| ball.decimal(digits))
            }
            _ => Some(Decimal::exact_or_rounded(&self.rational()?, digits)),
        }
    }

    /// The difference of two numbers.
    pub fn minus(&self, other: &Number) -> Number {
        let certain = match (self, other) {
            (Number::Certain(a), Number::Certain(b)) => match (a.rational(), b.rational()) {
                (Some(a), Some(b)) => Some(Value::Exact((a - b).into())),
                _ => {
                    let bits = PRECISIONS[2];
                    let ball = |value: &Value| value.ball(bits).ok();
                    ball(a)
                        .zip(ball(b))
                        .map(|(a, b)| Value::Ball(a.sub(&b, bits)))
                }
            },
            _ => None,
        };
        certain.map_or_else(
            || Number::Rough(self.to_f64() - other.to_f64()),
            Number::Certain,
        )
    }
}

/// Where the walk is after some steps.
#[derive(Clone, Debug)]
pub struct Step {
    /// The position, one number per variable.
    pub point: Vec<Number>,
    /// J there; `None` where it has no value.
    pub value: Option<Number>,
    /// The slope by each variable; empty where there is none.
    pub slope: Vec<Number>,
}

/// How a walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All steps were taken.
    Done,
    /// The slope fell to what was asked for.
    Stopped,
    /// The last position is outside the domain: this part has no value there.
    Outside(Id),
    /// There is a value at the last position but no slope: this part is not smooth there.
    NoSlope(Id),
    /// Past what is computed with.
    TooLarge,
}

/// A walk downhill.
#[derive(Clone, Debug)]
pub struct Walk {
    /// The variables, in the order of the points.
    pub variables: Vec<Variable>,
    /// The positions, from the start.
    pub steps: Vec<Step>,
    /// How it ended.
    pub end: End,
    /// The first step, if any, from which on the numbers are doubles.
    pub rough_from: Option<usize>,
}

/// The formulas of one round: from a state to J, the slopes and the next state.
struct Round {
    function: Id,
    slopes: Vec<Id>,
    /// The state's variables as nodes: the position first, then what the rule remembers.
    state: Vec<Id>,
    memory: Vec<Rational>,
    next: Vec<Id>,
    parts: Vec<Id>,
    /// By node number: is it a part of the function that depends on the position?
    moving: Vec<bool>,
}

impl Round {
    fn new(
        graph: &mut Graph,
        function: Id,
        variables: &[Variable],
        settings: &Settings,
    ) -> Result<Round, Error> {
        let slopes = variables
            .iter()
            .map(|&v| derivative::derivative(graph, function, v))
            .collect::<Result<Vec<_>, _>>()?;
        let mut state: Vec<Id> = variables
            .iter()
            .map(|&v| graph.add(Node::Variable(v)))
            .collect();
        let mut memory = Vec::new();
        let rate = graph.number(settings.rate.clone());
        // Names with a space cannot be typed, so these meet no variable of the function.
        let mut remembered = |graph: &mut Graph, name: &str, first: i64| {
            let variable = graph.variable(&format!(" {name}"));
            state.push(graph.add(Node::Variable(variable)));
            memory.push(Rational::integer(first));
            state[state.len() - 1]
        };
        let (mut moves, mut rest) = (Vec::new(), Vec::new());
        match &settings.rule {
            Rule::Plain => moves.clone_from(&slopes),
            Rule::Momentum(beta) => {
                let beta = graph.number(beta.clone());
                for (at, &slope) in slopes.iter().enumerate() {
                    let velocity = remembered(graph, &format!("velocity {at}"), 0);
                    let kept = graph.add(Node::Product(beta, velocity));
                    moves.push(graph.add(Node::Sum(kept, slope)));
                }
                rest.clone_from(&moves);
            }
            Rule::Adam => adam(graph, &slopes, &mut remembered, &mut moves, &mut rest),
        }
        let mut next: Vec<Id> = Vec::new();
        for (at, &by) in moves.iter().enumerate() {
            let step = graph.add(Node::Product(rate, by));
            next.push(graph.add(Node::Difference(state[at], step)));
        }
        next.extend(rest);
        let mut roots = vec![function];
        roots.extend(slopes.iter().chain(&next));
        let parts = graph.parts(&roots);
        let mut moving = vec![false; graph.len()];
        for id in graph.parts(&[function]) {
            moving[id.index()] = match graph.node(id) {
                Node::Variable(_) => true,
                node => node.arguments().any(|a| moving[a.index()]),
            };
        }
        Ok(Round {
            function,
            slopes,
            state,
            memory,
            next,
            parts,
            moving,
        })
    }

    /// The values of all parts at a state, by node number.
    fn run(&self, graph: &Graph, state: &[Value], bits: u64) -> Result<Vec<Option<Value>>, Halt> {
        let mut values: Vec<Option<Value>> = vec![None; graph.len()];
        for (id, value) in self.state.iter().zip(state) {
            values[id.index()] = Some(value.clone());
        }
        for &id in &self.parts {
            if values[id.index()].is_some() {
                continue;
            }
            let node = graph.node(id);
            let value = match node {
                Node::Number(n) => Value::Exact(n.clone().into()),
                Node::Constant(c) => Value::Exact(c.exact()),
                _ => {
                    let arguments: Vec<&Value> = node
                        .arguments()
                        .map(|a| values[a.index()].as_ref().expect("arguments come first"))
                        .collect();
                    match place(graph, node, &arguments, |a| !self.moving[a.index()]) {
                        Place::Outside => return Err(self.missing(id, values)),
                        Place::Undecided => return Err(Halt::Lost),
                        Place::Break if self.moving[id.index()] => {
                            return Err(self.kink(graph, id, values, bits));
                        }
                        Place::Break | Place::Inside => {}
                    }
                    compute(node, &arguments, bits).map_err(|why| match why {
                        Undefined::Outside | Undefined::Straddles => Halt::Lost,
                        Undefined::TooLarge => Halt::End(End::TooLarge, None),
                    })?
                }
            };
            values[id.index()] = Some(value);
        }
        Ok(values)
    }

    /// A part without a value: of the function, or only of its derivative.
    fn missing(&self, id: Id, values: Vec<Option<Value>>) -> Halt {
        match values[self.function.index()].clone() {
            Some(value) => Halt::End(End::NoSlope(id), Some(value)),
            None => Halt::End(End::Outside(id), None),
        }
    }

    /// A part on its kink: the function may still have its value there.
    fn kink(&self, graph: &Graph, id: Id, values: Vec<Option<Value>>, bits: u64) -> Halt {
        let mut values = values;
        for part in graph.parts(&[self.function]) {
            if values[part.index()].is_some() {
                continue;
            }
            let node = graph.node(part);
            let arguments: Option<Vec<&Value>> = node
                .arguments()
                .map(|a| values[a.index()].as_ref())
                .collect();
            let Some(arguments) = arguments else { continue };
            let value = match node {
                Node::Number(n) => Value::Exact(n.clone().into()),
                Node::Constant(c) => Value::Exact(c.exact()),
                _ => match place(graph, node, &arguments, |a| !self.moving[a.index()]) {
                    Place::Outside => return Halt::End(End::Outside(part), None),
                    _ => match compute(node, &arguments, bits) {
                        Ok(value) => value,
                        Err(_) => return Halt::Lost,
                    },
                },
            };
            values[part.index()] = Some(value);
        }
        Halt::End(End::NoSlope(id), values[self.function.index()].clone())
    }
}

/// The bias corrections 1 − βᵗ are kept as powers that grow by one factor each round.
fn adam(
    graph: &mut Graph,
    slopes: &[Id],
    remembered: &mut impl FnMut(&mut Graph, &str, i64) -> Id,
    moves: &mut Vec<Id>,
    rest: &mut Vec<Id>,
) {
    let mut constant = |text: &str| {
        let n = Rational::from_decimal(text).expect("the constants are decimals");
        graph.number(n)
    };
    let (first, second, guard) = (constant(ADAM.0), constant(ADAM.1), constant(ADAM.2));
    let one = graph.number(1);
    let mut corrections = Vec::new();
    for (name, decay) in [("power 1", first), ("power 2", second)] {
        let power = remembered(graph, name, 1);
        let next = graph.add(Node::Product(power, decay));
        corrections.push(graph.add(Node::Difference(one, next)));
        rest.push(next);
    }
    for (at, &slope) in slopes.iter().enumerate() {
        let square = graph.add(Node::Product(slope, slope));
        let mut means = Vec::new();
        for (name, decay, new) in [("mean", first, slope), ("spread", second, square)] {
            let old = remembered(graph, &format!("{name} {at}"), 0);
            let kept = graph.add(Node::Product(decay, old));
            let share = graph.add(Node::Difference(one, decay));
            let added = graph.add(Node::Product(share, new));
            let next = graph.add(Node::Sum(kept, added));
            rest.push(next);
            means.push(graph.add(Node::Quotient(next, corrections[means.len()])));
        }
        let size = graph.add(Node::Call(Function::Sqrt, means[1]));
        let guarded = graph.add(Node::Sum(size, guard));
        moves.push(graph.add(Node::Quotient(means[0], guarded)));
    }
}

/// Why a round gives no next state.
enum Halt {
    /// The walk is over; J at the last position, where it has a value.
    End(End, Option<Value>),
    /// The enclosures are too wide to go on.
    Lost,
}

/// Walks downhill from a point, each variable with an expression that has no variables.
///
/// A position is certain as long as exact fractions or enclosures carry it; after that, and after
/// many steps, the walk goes on in doubles. A start outside the domain is a walk of no steps.
///
/// # Errors
/// Where the function has no derivative rule, or its derivative is too large.
pub fn walk(
    graph: &mut Graph,
    function: Id,
    from: &[(Variable, Id)],
    settings: &Settings,
) -> Result<Walk, Error> {
    let variables: Vec<Variable> = from.iter().map(|(v, _)| *v).collect();
    let round = Round::new(graph, function, &variables, settings)?;
    let mut best: Option<Attempt> = None;
    for bits in PRECISIONS {
        let attempt = certain(graph, &round, from, settings, bits);
        let finished = attempt.end.is_some() || attempt.complete;
        let further = best
            .as_ref()
            .is_none_or(|best| finished || attempt.steps.len() > best.steps.len());
        if further {
            best = Some(attempt);
        }
        if finished {
            break;
        }
    }
    let best = best.expect("there is at least one precision");
    let mut walk = Walk {
        variables,
        steps: best.steps,
        end: best.end.unwrap_or(End::Done),
        rough_from: None,
    };
    if best.end.is_none() {
        rough(graph, &round, from, settings, &mut walk, best.last);
    }
    Ok(walk)
}

/// A walk in enclosures, as far as it came.
struct Attempt {
    steps: Vec<Step>,
    /// How it ended; `None` where it goes on in doubles.
    end: Option<End>,
    /// Did it come as far as certain steps may go?
    complete: bool,
    /// The state that leads to the next step, in doubles.
    last: Option<Vec<f64>>,
}

fn certain(
    graph: &Graph,
    round: &Round,
    from: &[(Variable, Id)],
    settings: &Settings,
    bits: u64,
) -> Attempt {
    let mut attempt = Attempt {
        steps: Vec::new(),
        end: None,
        complete: false,
        last: None,
    };
    let ids: Vec<Id> = from.iter().map(|(_, id)| *id).collect();
    let mut state: Vec<Value> = match evaluate(graph, &ids, &[], None, bits, &Known::new()) {
        Ok(values) => ids.iter().map(|&id| values.of(id).clone()).collect(),
        Err(Stop::Outside { node }) => {
            attempt.end = Some(End::Outside(node));
            return attempt;
        }
        Err(_) => return attempt,
    };
    let count = state.len();
    state.extend(round.memory.iter().map(|n| Value::Exact(n.clone().into())));
    loop {
        let position: Vec<Number> = state[..count]
            .iter()
            .cloned()
            .map(Number::Certain)
            .collect();
        if !state[..count].iter().all(is_right) {
            return attempt;
        }
        let values = match round.run(graph, &state, bits) {
            Ok(values) => values,
            Err(Halt::Lost) => return attempt,
            Err(Halt::End(end, value)) => {
                attempt.steps.push(Step {
                    point: position,
                    value: value.map(Number::Certain),
                    slope: Vec::new(),
                });
                attempt.end = Some(end);
                return attempt;
            }
        };
        let of = |id: Id| values[id.index()].clone().expect("it is a part");
        let next: Vec<Value> = round
            .next
            .iter()
            .map(|&id| shortened(of(id), bits))
            .collect();
        let slope: Vec<Number> = round
            .slopes
            .iter()
            .map(|&id| Number::Certain(of(id)))
            .collect();
        let value = Number::Certain(of(round.function));
        let large = position
            .iter()
            .chain([&value])
            .any(|n| !n.to_f64().is_finite());
        let arrived = is_flat(&slope, settings);
        attempt.steps.push(Step {
            point: position,
            value: Some(value),
            slope,
        });
        if large || arrived || attempt.steps.len() > settings.steps {
            attempt.end = Some(match (large, arrived) {
                (true, _) => End::TooLarge,
                (_, true) => End::Stopped,
                _ => End::Done,
            });
            return attempt;
        }
        attempt.last = Some(
            next.iter()
                .map(|value| Number::Certain(value.clone()).to_f64())
                .collect(),
        );
        if attempt.steps.len() > CERTAIN_STEPS {
            attempt.complete = true;
            return attempt;
        }
        state = next;
    }
}

/// Is the position known to as many digits as are printed? Near 0 it is the absolute error that
/// counts.
fn is_right(value: &Value) -> bool {
    match value {
        Value::Exact(_) => true,
        Value::Ball(ball) => {
            let end = ball
                .lower_end()
                .to_f64()
                .abs()
                .max(ball.upper_end().to_f64().abs());
            ball.accuracy() >= RIGHT_BITS || end < f64::EPSILON * f64::EPSILON
        }
    }
}

/// A fraction that has grown too long, as an enclosure.
fn shortened(value: Value, bits: u64) -> Value {
    match value.rational() {
        Some(n) if n.bits() > EXACT_BITS => Value::Ball(Ball::from_rational(n, bits)),
        _ => value,
    }
}

fn is_flat(slope: &[Number], settings: &Settings) -> bool {
    settings.stop.as_ref().is_some_and(|stop| {
        let stop = stop.to_f64();
        slope.iter().all(|s| s.to_f64().abs() <= stop)
    })
}

/// Goes on in doubles from a state, or from the start where not even that is certain.
fn rough(
    graph: &Graph,
    round: &Round,
    from: &[(Variable, Id)],
    settings: &Settings,
    walk: &mut Walk,
    state: Option<Vec<f64>>,
) {
    let count = from.len();
    let mut state = state.unwrap_or_else(|| {
        let ids: Vec<Id> = from.iter().map(|(_, id)| *id).collect();
        let mut start = Tape::new(graph, &ids, &[]).run(&[]);
        start.extend(round.memory.iter().map(Rational::to_f64));
        start
    });
    let inputs: Vec<Variable> = round
        .state
        .iter()
        .map(|&id| match graph.node(id) {
            Node::Variable(v) => *v,
            other => unreachable!("{other:?} is no variable of the state"),
        })
        .collect();
    let mut roots = vec![round.function];
    roots.extend(round.slopes.iter().chain(&round.next));
    let tape = Tape::new(graph, &roots, &inputs);
    walk.rough_from = Some(walk.steps.len());
    while walk.steps.len() <= settings.steps {
        let values = tape.run(&state);
        let numbers = |all: &[f64]| all.iter().copied().map(Number::Rough).collect::<Vec<_>>();
        let (value, slope) = (values[0], &values[1..=count]);
        let mut step = Step {
            point: numbers(&state[..count]),
            value: (!value.is_nan()).then_some(Number::Rough(value)),
            slope: numbers(slope),
        };
        let end = if value.is_nan() {
            Some(End::Outside(round.function))
        } else if slope.iter().any(|s| s.is_nan()) {
            Some(End::NoSlope(round.function))
        } else if values
            .iter()
            .chain(&state[..count])
            .any(|x| x.is_infinite())
        {
            Some(End::TooLarge)
        } else if is_flat(&step.slope, settings) {
            Some(End::Stopped)
        } else {
            None
        };
        if matches!(end, Some(End::Outside(_) | End::NoSlope(_))) {
            step.slope.clear();
        }
        walk.steps.push(step);
        if let Some(end) = end {
            walk.end = end;
            return;
        }
        state = values[1 + count..].to_vec();
    }
    walk.end = End::Done;
}
