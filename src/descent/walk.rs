//! The walk itself: certain as long as that is affordable, then in doubles.

use crate::calculus::rows::{Doubles, Rows};
use crate::calculus::value::{Known, Stop, Value, evaluate};
use crate::descent::number::WalkNumber;
use crate::descent::round::{Halt, Round};
use crate::descent::settings::{Settings, StepRule, WalkEnd};
use crate::expression::{Graph, Id, Variable};
use crate::notation::error::Error;
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use crate::number::work;
use std::cmp::Ordering;
use std::sync::Arc;

/// Most work of a walk that is computed with certainty, in parts evaluated at [`FIRST_BITS`]: a second
/// or two. What needs more goes on in doubles.
pub(super) const CERTAIN_WORK: u64 = 2_000_000;

/// Most work of such a walk in the units of [`work`]: of what a question may take some is left for what
/// is said of the walk.
const WALK_WORK: u64 = work::LIMIT / 10 * 9;

/// Fractions past this size go on as enclosures. A polynomial's fractions grow with each step, and
/// beyond a thousand digits nobody reads them. Over many rows they are that much shorter, since each
/// row computes with them, but no shorter than an enclosure.
const EXACT_BITS: u64 = 4_096;

/// The working precision of enclosures that is tried first, in bits, and the highest. Each step loses
/// some bits where the function spreads neighbours apart: a chaotic walk about one a step. How many
/// shows when the first attempt has lost its digits; the next one starts with as many more.
pub(super) const FIRST_BITS: u64 = 160;
const MOST_BITS: u64 = 1 << 17;

/// Bits beyond those that a walk is expected to lose.
const SPARE_BITS: u64 = 64;

/// Bits of a position that have to be right, or the walk is tried again with more: 15 digits.
const RIGHT_BITS: i64 = 52;

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
    /// How many steps were taken before the first of these positions, where the walk was resumed.
    pub before: usize,
    /// How it ended.
    pub end: WalkEnd,
    /// The first step, if any, from which on the numbers are doubles.
    pub rough_from: Option<usize>,
    /// The rows that sums and means of the function run over.
    pub rows: Option<Arc<Rows>>,
    /// The state that the next step would lead to, in doubles: the position, then what the rule
    /// remembers. Empty where there is no next step.
    pub(super) next: Vec<f64>,
}

impl Walk {
    /// How many steps lead to the last position, also those before the walk was resumed.
    pub fn taken(&self) -> usize {
        self.before + self.steps.len().saturating_sub(1)
    }
}

/// Where a walk stands: what the next steps follow from.
#[derive(Clone, Debug)]
pub struct Saved {
    /// How many steps were taken.
    pub step: usize,
    /// The position, then what the rule remembers.
    pub state: Vec<WalkNumber>,
}

/// Where a walk stands, for who looks on; the numbers are copied when they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// How many steps were taken. It goes back where they are taken again with more bits.
    pub step: usize,
    state: State<'a>,
}

#[derive(Clone, Copy, Debug)]
enum State<'a> {
    Certain(&'a [Value]),
    Rough(&'a [f64]),
}

impl Standing<'_> {
    /// The same, to be kept.
    pub fn saved(&self) -> Saved {
        let state = match self.state {
            State::Certain(all) => all.iter().cloned().map(WalkNumber::Certain).collect(),
            State::Rough(all) => all.iter().copied().map(WalkNumber::Rough).collect(),
        };
        Saved {
            step: self.step,
            state,
        }
    }
}

/// Who looks on while a walk is made.
pub type Watch<'a> = &'a mut dyn FnMut(Standing<'_>);

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
    walk_watched(graph, function, from, settings, None, &mut |_| {})
}

/// The same, where somebody looks on, and from where a walk of the same function and settings was
/// saved.
///
/// # Errors
/// As [`walk`].
pub fn walk_watched(
    graph: &mut Graph,
    function: Id,
    from: &[(Variable, Id)],
    settings: &Settings,
    saved: Option<&Saved>,
    watch: Watch<'_>,
) -> Result<Walk, Error> {
    let start = Start { from, saved };
    walk_within(graph, function, &start, settings, CERTAIN_WORK, watch)
}

/// Where a walk begins.
pub(super) struct Start<'a> {
    /// The position, each variable with an expression that has no variables.
    pub(super) from: &'a [(Variable, Id)],
    /// Where an earlier walk stood, which counts then.
    pub(super) saved: Option<&'a Saved>,
}

impl Start<'_> {
    fn step(&self) -> usize {
        self.saved.map_or(0, |saved| saved.step)
    }

    fn variables(&self) -> Vec<Variable> {
        self.from.iter().map(|(variable, _)| *variable).collect()
    }

    /// The state to begin with, exact or enclosed; `None` where it is doubles.
    fn values(&self, graph: &Graph, round: &Round, bits: u64) -> Result<Option<Vec<Value>>, Stop> {
        if let Some(saved) = self.saved {
            let certain = saved.state.iter().map(|number| match number {
                WalkNumber::Certain(value) => Some(value.clone()),
                WalkNumber::Rough(_) => None,
            });
            return Ok(certain.collect());
        }
        let ids: Vec<Id> = self.from.iter().map(|(_, id)| *id).collect();
        let values = evaluate(graph, &ids, &[], &[], bits, &Known::new())?;
        let mut state: Vec<Value> = ids.iter().map(|&id| values.of(id).clone()).collect();
        state.extend(round.memory.iter().map(|n| Value::Exact(n.clone().into())));
        Ok(Some(state))
    }

    /// The same in doubles.
    fn doubles(&self, graph: &Graph, round: &Round) -> Vec<f64> {
        if let Some(saved) = self.saved {
            return saved.state.iter().map(WalkNumber::to_f64).collect();
        }
        let ids: Vec<Id> = self.from.iter().map(|(_, id)| *id).collect();
        let mut start = Doubles::new(graph, &ids, &[], None).run(&[]);
        start.extend(round.memory.iter().map(Rational::to_f64));
        start
    }
}

/// The same with as much work in certain steps.
pub(super) fn walk_within(
    graph: &mut Graph,
    function: Id,
    start: &Start<'_>,
    settings: &Settings,
    mut left: u64,
    watch: Watch<'_>,
) -> Result<Walk, Error> {
    let variables = start.variables();
    let round = Round::new(graph, function, &variables, settings)?;
    let mut best: Option<Attempt> = None;
    let mut bits = FIRST_BITS;
    // Single values may take more than their number of parts tells.
    let mut spared = WALK_WORK;
    loop {
        let steps = steps_within(left, round.work, bits);
        let (attempt, spent) = work::within(spared, || {
            work::measured(|| certain(graph, &round, start, settings, (bits, steps), watch))
        });
        spared = spared.saturating_sub(spent);
        let (came, finished) = (attempt.steps.len(), attempt.end.is_some());
        let lost = !finished && !attempt.complete;
        left = left.saturating_sub(came as u64 * work(round.work, bits));
        if finished || best.as_ref().is_none_or(|best| came > best.steps.len()) {
            best = Some(attempt);
        }
        if !lost {
            break;
        }
        if spared == 0 {
            break;
        }
        let next = serving_bits(left, round.work, (bits, came), settings.steps);
        if !(..=MOST_BITS).contains(&next) {
            break;
        }
        if steps_within(left, round.work, next) <= came {
            break;
        }
        bits = next;
    }
    let best = best.expect("there is at least one precision");
    let mut walk = Walk {
        variables,
        steps: best.steps,
        before: start.step(),
        end: best.end.unwrap_or(WalkEnd::Done),
        rough_from: None,
        rows: settings.rows.clone(),
        next: best.last.unwrap_or_default(),
    };
    if best.end.is_none() {
        let state = match walk.next.is_empty() {
            true => start.doubles(graph, &round),
            false => std::mem::take(&mut walk.next),
        };
        rough(graph, &round, state, settings, &mut walk, watch);
    }
    Ok(walk)
}

/// The last position of a walk.
#[derive(Clone, Debug)]
pub enum Arrival {
    /// Exact or enclosed, one number per variable.
    At(Vec<Value>),
    /// The walk ended after this many steps.
    Ended(usize, WalkEnd),
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
    let start = Start { from, saved: None };
    let round = Round::new(graph, function, &start.variables(), settings)?;
    Ok(work::within(work::LIMIT, || {
        arrived(graph, &round, &start, settings, correct_bits)
    }))
}

fn arrived(
    graph: &mut Graph,
    round: &Round,
    start: &Start<'_>,
    settings: &Settings,
    correct_bits: i64,
) -> Arrival {
    let (mut bits, mut left) = (FIRST_BITS, CERTAIN_WORK);
    while bits <= MOST_BITS {
        let most = steps_within(left, round.work, bits);
        let attempt = certain(graph, round, start, settings, (bits, most), &mut |_| {});
        let came = attempt.steps.len();
        left = left.saturating_sub(came as u64 * work(round.work, bits));
        bits = more_bits(bits, came, settings.steps);
        match attempt.end {
            Some(WalkEnd::Done | WalkEnd::Stopped) => {}
            Some(end) => return Arrival::Ended(came.saturating_sub(1), end),
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
            return Arrival::At(values);
        }
    }
    Arrival::Lost
}

/// The precision to try next, where so many steps of all had their digits with these bits: as many
/// bits for every step as those took, and twice as many at least.
fn more_bits(bits: u64, came: usize, steps: usize) -> u64 {
    let each = bits.div_ceil(came.max(1) as u64);
    let wanted = RIGHT_BITS as u64 + SPARE_BITS + each.saturating_mul(steps as u64 + 1);
    wanted.clamp(2 * bits, (2 * bits).max(MOST_BITS))
}

/// The same where the work may not allow all steps: the bits at which it ends as soon as they do.
fn serving_bits(left: u64, parts: usize, (bits, came): (u64, usize), steps: usize) -> u64 {
    let right = RIGHT_BITS as u64;
    // As many bits a step as it took so far.
    let served = |more: u64| came as u64 * (more - right) / (bits - right);
    let lasts = |more: u64| steps_within(left, parts, more) as u64 >= served(more);
    let (mut low, mut high) = (2 * bits, more_bits(bits, came, steps));
    while low < high {
        let middle = high - (high - low) / 2;
        if lasts(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
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
    end: Option<WalkEnd>,
    /// Did it come as far as certain steps may go?
    complete: bool,
    /// The state that leads to the next step, in doubles.
    last: Option<Vec<f64>>,
}

fn certain(
    graph: &mut Graph,
    round: &Round,
    start: &Start<'_>,
    settings: &Settings,
    (bits, most): (u64, usize),
    watch: Watch<'_>,
) -> Attempt {
    let mut attempt = Attempt {
        steps: Vec::new(),
        end: None,
        // Rows of which only doubles are known, or too many for one step.
        complete: most == 0 || round.rows.as_ref().is_some_and(|rows| !rows.are_exact()),
        last: None,
    };
    if attempt.complete {
        return attempt;
    }
    let mut state = match start.values(graph, round, bits) {
        Ok(Some(state)) => state,
        Ok(None) => {
            attempt.complete = true;
            return attempt;
        }
        Err(Stop::Outside { node }) => {
            attempt.end = Some(WalkEnd::Outside(node));
            return attempt;
        }
        Err(_) => return attempt,
    };
    let variables = start.variables();
    let count = variables.len();
    let rows = round.rows.as_ref().map_or(1, |rows| rows.count().max(1));
    let exact_bits = (EXACT_BITS / rows as u64).max(FIRST_BITS);
    loop {
        let position: Vec<WalkNumber> = state[..count]
            .iter()
            .cloned()
            .map(WalkNumber::Certain)
            .collect();
        if !state[..count].iter().all(is_right) {
            return attempt;
        }
        watch(Standing {
            step: start.step() + attempt.steps.len(),
            state: State::Certain(&state),
        });
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
                        Ok(over) => over,
                        Err(end) => {
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
            .map(|value| shortened(value, exact_bits, bits))
            .collect();
        let slope: Vec<WalkNumber> = slope.into_iter().map(WalkNumber::Certain).collect();
        let value = WalkNumber::Certain(value);
        attempt.last = Some(
            next.iter()
                .map(|value| WalkNumber::Certain(value.clone()).to_f64())
                .collect(),
        );
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
        if large || arrived || start.step() + attempt.steps.len() > settings.steps {
            attempt.end = Some(match (large, arrived) {
                (true, _) => WalkEnd::TooLarge,
                (_, true) => WalkEnd::Stopped,
                _ => WalkEnd::Done,
            });
            return attempt;
        }
        if attempt.steps.len() >= most {
            attempt.complete = true;
            return attempt;
        }
        state = next;
    }
}

/// J, the slopes and the next state on a kink that has a slope all the same; else how the walk ends.
fn over_kink(
    graph: &mut Graph,
    round: &Round,
    variables: &[Variable],
    state: &[Value],
    (end, value): (WalkEnd, &Option<Value>),
    bits: u64,
) -> Result<(Value, Vec<Value>, Vec<Value>), WalkEnd> {
    let WalkEnd::NoSlope(part) = end else {
        return Err(end);
    };
    let function = round.written_out(graph).ok_or(WalkEnd::Unsettled(part))?;
    let slopes = round.sided(graph, function, variables, state).ok_or(end)?;
    let next = round.updated(graph, state, &slopes, bits).ok_or(end)?;
    Ok((value.clone().ok_or(end)?, slopes, next))
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
fn shortened(value: Value, exact_bits: u64, bits: u64) -> Value {
    match value.rational() {
        Some(n) if n.bits() > exact_bits => Value::Ball(Ball::from_rational(n, bits)),
        _ => value,
    }
}

fn is_flat(slope: &[WalkNumber], settings: &Settings) -> bool {
    let level = |n: &WalkNumber| n.is_exact() && n.sign() == Some(Ordering::Equal);
    if settings.rule == StepRule::Plain && slope.iter().all(level) {
        return true;
    }
    let within = |stop| slope.iter().all(|s: &WalkNumber| s.is_within(stop));
    settings.stop.as_ref().is_some_and(within)
}

/// Goes on in doubles from a state.
fn rough(
    graph: &Graph,
    round: &Round,
    mut state: Vec<f64>,
    settings: &Settings,
    walk: &mut Walk,
    watch: Watch<'_>,
) {
    let count = walk.variables.len();
    let tape = round.doubles(graph);
    walk.rough_from = Some(walk.before + walk.steps.len());
    while walk.before + walk.steps.len() <= settings.steps {
        watch(Standing {
            step: walk.before + walk.steps.len(),
            state: State::Rough(&state),
        });
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
            Some(WalkEnd::Outside(round.function))
        } else if slope.iter().any(|s| s.is_nan()) {
            Some(WalkEnd::NoSlope(round.function))
        } else if values
            .iter()
            .chain(&state[..count])
            .any(|x| x.is_infinite())
        {
            Some(WalkEnd::TooLarge)
        } else if is_flat(&step.slope, settings) {
            Some(WalkEnd::Stopped)
        } else {
            None
        };
        if matches!(end, Some(WalkEnd::Outside(_) | WalkEnd::NoSlope(_))) {
            step.slope.clear();
        }
        walk.steps.push(step);
        if let Some(end) = end {
            walk.end = end;
            return;
        }
        state = values[1 + count..].to_vec();
    }
    walk.next = state;
    walk.end = WalkEnd::Done;
}
