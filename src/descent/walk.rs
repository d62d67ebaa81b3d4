//! The walk itself: certain as long as that is affordable, then in doubles.

use crate::calculus::double::Tape;
use crate::calculus::value::{Known, Stop, Value, evaluate};
use crate::descent::round::{Halt, Round};
use crate::descent::settings::{End, Rule, Settings};
use crate::expression::{Graph, Id, Node, Variable};
use crate::notation::error::Error;
use crate::number::ball::Ball;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;

/// Most work of a walk that is computed with certainty, in parts evaluated at [`FIRST_BITS`]: a second
/// or two. What needs more goes on in doubles.
const CERTAIN_WORK: u64 = 2_000_000;

/// Fractions past this size go on as enclosures. A polynomial's fractions grow with each step, and
/// beyond a thousand digits nobody reads them.
const EXACT_BITS: u64 = 4_096;

/// The working precision of enclosures that is tried first, in bits, and the highest. Each step loses
/// some bits where the function spreads neighbours apart: a chaotic walk about one a step. How many
/// shows when the first attempt has lost its digits; the next one starts with as many more.
const FIRST_BITS: u64 = 160;
const MOST_BITS: u64 = 1 << 17;

/// Bits beyond those that a walk is expected to lose.
const SPARE_BITS: u64 = 64;

/// Bits to which values of the walk are subtracted and shown: some 700 digits.
const SHOWN_BITS: u64 = 2_560;

/// Bits of a position that have to be right, or the walk is tried again with more: 15 digits.
const RIGHT_BITS: i64 = 52;

/// A number of the walk.
#[derive(Clone, Debug)]
pub enum WalkNumber {
    /// Exact or enclosed.
    Certain(Value),
    /// Computed in doubles, with the rounding of all steps before it.
    Rough(f64),
}

impl WalkNumber {
    /// The nearest double, or one near it.
    pub fn to_f64(&self) -> f64 {
        match self {
            WalkNumber::Rough(x) => *x,
            WalkNumber::Certain(value) => match value.rational() {
                Some(n) => n.to_f64(),
                None => value.ball(64).map_or(f64::NAN, |ball| ball.to_f64()),
            },
        }
    }

    /// Are its digits right?
    pub fn is_certain(&self) -> bool {
        matches!(self, WalkNumber::Certain(_))
    }

    /// Is it an exact fraction?
    pub fn is_exact(&self) -> bool {
        matches!(self, WalkNumber::Certain(value) if value.rational().is_some())
    }

    /// The number as a fraction: itself, or the middle of its enclosure. `None` where it is a double
    /// that is not finite.
    pub fn rational(&self) -> Option<Rational> {
        match self {
            WalkNumber::Rough(x) => Rational::from_f64(*x),
            WalkNumber::Certain(value) => match value.rational() {
                Some(n) => Some(n.clone()),
                None => value.ball(FIRST_BITS).ok()?.midpoint().lower().ok(),
            },
        }
    }

    /// Its digits: of an enclosure as many as are right, of a double as many as asked for.
    pub fn decimal(&self, digits: usize) -> Option<Decimal> {
        match self {
            WalkNumber::Certain(value) if value.rational().is_none() => {
                let ball = value.ball(SHOWN_BITS).ok()?;
                (1..=digits).rev().find_map(|digits| ball.decimal(digits))
            }
            _ => Some(Decimal::exact_or_rounded(&self.rational()?, digits)),
        }
    }

    /// The difference of two numbers.
    pub fn minus(&self, other: &WalkNumber) -> WalkNumber {
        let certain = match (self, other) {
            (WalkNumber::Certain(a), WalkNumber::Certain(b)) => {
                match (a.rational(), b.rational()) {
                    (Some(a), Some(b)) => Some(Value::Exact((a - b).into())),
                    _ => {
                        let bits = SHOWN_BITS;
                        let ball = |value: &Value| value.ball(bits).ok();
                        ball(a)
                            .zip(ball(b))
                            .map(|(a, b)| Value::Ball(a.sub(&b, bits)))
                    }
                }
            }
            _ => None,
        };
        certain.map_or_else(
            || WalkNumber::Rough(self.to_f64() - other.to_f64()),
            WalkNumber::Certain,
        )
    }
}

/// Where the walk is after some steps.
#[derive(Clone, Debug)]
pub struct Step {
    /// The position, one number per variable.
    pub point: Vec<WalkNumber>,
    /// J there; `None` where it has no value.
    pub value: Option<WalkNumber>,
    /// The slope by each variable; empty where there is none.
    pub slope: Vec<WalkNumber>,
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
    walk_within(graph, function, from, settings, CERTAIN_WORK)
}

/// The same with as much work in certain steps.
pub(super) fn walk_within(
    graph: &mut Graph,
    function: Id,
    from: &[(Variable, Id)],
    settings: &Settings,
    mut left: u64,
) -> Result<Walk, Error> {
    let variables: Vec<Variable> = from.iter().map(|(v, _)| *v).collect();
    let round = Round::new(graph, function, &variables, settings)?;
    let mut best: Option<Attempt> = None;
    let mut bits = FIRST_BITS;
    loop {
        let steps = steps_within(left, round.parts.len(), bits);
        let attempt = certain(graph, &round, from, settings, (bits, steps));
        let (came, finished) = (attempt.steps.len(), attempt.end.is_some());
        let lost = !finished && !attempt.complete;
        left = left.saturating_sub(came as u64 * work(round.parts.len(), bits));
        if finished || best.as_ref().is_none_or(|best| came > best.steps.len()) {
            best = Some(attempt);
        }
        if !lost {
            break;
        }
        let next = more_bits(bits, came, settings.steps);
        // Where the work does not allow all steps, as many bits as serve those that it does.
        let next = (2 * bits..=next)
            .rev()
            .step_by((next - 2 * bits).div_ceil(8).max(1) as usize)
            .find(|&bits| steps_within(left, round.parts.len(), bits) > came);
        match next {
            Some(next) if next <= MOST_BITS => bits = next,
            _ => break,
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

/// The last position of a walk.
#[derive(Clone, Debug)]
pub enum Arrival {
    /// Exact or enclosed, one number per variable.
    At(Vec<Value>),
    /// The walk ended after this many steps.
    Ended(usize, End),
    /// It takes more precision than is spent on it.
    Lost,
}

/// The last position of a walk, each number exact or with that many correct bits: the precision
/// rises until it has them, and nothing is computed in doubles.
///
/// # Errors
/// As [`walk`].
pub fn arrival(
    graph: &mut Graph,
    function: Id,
    from: &[(Variable, Id)],
    settings: &Settings,
    correct_bits: i64,
) -> Result<Arrival, Error> {
    let variables: Vec<Variable> = from.iter().map(|(v, _)| *v).collect();
    let round = Round::new(graph, function, &variables, settings)?;
    let (mut bits, mut left) = (FIRST_BITS, CERTAIN_WORK);
    while bits <= MOST_BITS {
        let most = steps_within(left, round.parts.len(), bits);
        let attempt = certain(graph, &round, from, settings, (bits, most));
        let came = attempt.steps.len();
        left = left.saturating_sub(came as u64 * work(round.parts.len(), bits));
        bits = more_bits(bits, came, settings.steps);
        match attempt.end {
            Some(End::Done | End::Stopped) => {}
            Some(end) => return Ok(Arrival::Ended(came.saturating_sub(1), end)),
            None if attempt.complete => break,
            None => continue,
        }
        let last = attempt.steps.into_iter().next_back();
        let point = last.into_iter().flat_map(|step| step.point);
        let values: Option<Vec<Value>> = point
            .map(|number| match number {
                WalkNumber::Certain(Value::Ball(ball)) if ball.accuracy() < correct_bits => None,
                WalkNumber::Certain(value) => Some(value),
                WalkNumber::Rough(_) => None,
            })
            .collect();
        if let Some(values) = values {
            return Ok(Arrival::At(values));
        }
    }
    Ok(Arrival::Lost)
}

/// The precision to try next, where so many steps of all had their digits with these bits: as many
/// bits for every step as those took, and twice as many at least.
fn more_bits(bits: u64, came: usize, steps: usize) -> u64 {
    let each = bits.div_ceil(came.max(1) as u64);
    let wanted = RIGHT_BITS as u64 + SPARE_BITS + each.saturating_mul(steps as u64 + 1);
    wanted.clamp(2 * bits, (2 * bits).max(MOST_BITS))
}

/// The work of one step, in parts evaluated at [`FIRST_BITS`]; long products take time squared.
fn work(parts: usize, bits: u64) -> u64 {
    let longer = bits.div_ceil(FIRST_BITS);
    (parts as u64).saturating_mul(longer + longer * longer / 16)
}

/// The steps that this much work allows.
fn steps_within(left: u64, parts: usize, bits: u64) -> usize {
    (left / work(parts, bits).max(1)) as usize
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
    graph: &mut Graph,
    round: &Round,
    from: &[(Variable, Id)],
    settings: &Settings,
    (bits, most): (u64, usize),
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
    let variables: Vec<Variable> = from.iter().map(|(v, _)| *v).collect();
    state.extend(round.memory.iter().map(|n| Value::Exact(n.clone().into())));
    loop {
        let position: Vec<WalkNumber> = state[..count]
            .iter()
            .cloned()
            .map(WalkNumber::Certain)
            .collect();
        if !state[..count].iter().all(is_right) {
            return attempt;
        }
        let (value, slope, next): (Value, Vec<Value>, Vec<Value>) =
            match round.run(graph, &state, bits) {
                Ok(values) => {
                    let of = |id: &Id| values[id.index()].clone().expect("it is a part");
                    (
                        of(&round.function),
                        round.slopes.iter().map(of).collect(),
                        round.next.iter().map(of).collect(),
                    )
                }
                Err(Halt::Lost) => return attempt,
                Err(Halt::End(end, value)) => {
                    match over_kink(graph, round, &variables, &state, (end, &value), bits) {
                        Some(over) => over,
                        None => {
                            attempt.steps.push(Step {
                                point: position,
                                value: value.map(WalkNumber::Certain),
                                slope: Vec::new(),
                            });
                            attempt.end = Some(end);
                            return attempt;
                        }
                    }
                }
            };
        let next: Vec<Value> = next
            .into_iter()
            .map(|value| shortened(value, bits))
            .collect();
        let slope: Vec<WalkNumber> = slope.into_iter().map(WalkNumber::Certain).collect();
        let value = WalkNumber::Certain(value);
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
                .map(|value| WalkNumber::Certain(value.clone()).to_f64())
                .collect(),
        );
        if attempt.steps.len() >= most {
            attempt.complete = true;
            return attempt;
        }
        state = next;
    }
}

/// J, the slopes and the next state on a kink that has a slope all the same.
fn over_kink(
    graph: &mut Graph,
    round: &Round,
    variables: &[Variable],
    state: &[Value],
    (end, value): (End, &Option<Value>),
    bits: u64,
) -> Option<(Value, Vec<Value>, Vec<Value>)> {
    let End::NoSlope(_) = end else { return None };
    let slopes = round.sided(graph, variables, state)?;
    let next = round.updated(graph, state, &slopes, bits)?;
    Some((value.clone()?, slopes, next))
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

fn is_flat(slope: &[WalkNumber], settings: &Settings) -> bool {
    let level = |n: &WalkNumber| n.is_exact() && n.to_f64() == 0.0;
    if settings.rule == Rule::Plain && slope.iter().all(level) {
        return true;
    }
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
        let numbers = |all: &[f64]| {
            all.iter()
                .copied()
                .map(WalkNumber::Rough)
                .collect::<Vec<_>>()
        };
        let (value, slope) = (values[0], &values[1..=count]);
        let mut step = Step {
            point: numbers(&state[..count]),
            value: (!value.is_nan()).then_some(WalkNumber::Rough(value)),
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
