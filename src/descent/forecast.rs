//! How long a walk that goes down would still have to go on.

use crate::descent::number::WalkNumber;
use crate::descent::round::Round;
use crate::descent::settings::Settings;
use crate::descent::verdict::{TOLERANCE, slope, steepest};
use crate::descent::walk::Walk;
use crate::expression::{Graph, Id};
use crate::number::rational::Rational;

/// Most steps that are walked on: some seconds of somebody's walk, if they were asked for.
const MOST_STEPS: u64 = 1_000_000;

/// Most parts that are computed for it, in doubles: a tenth of a second.
const WORK: u64 = 10_000_000;

/// Largest share of a slope by which doubles may be off.
const TOLD: f64 = 0.05;

/// A relative distance of some units in the last place of a double.
const BESIDE: f64 = 1e-15;

/// How many more steps a walk needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// So many, above 0.
    pub more: u64,
    /// The size that no slope is above then.
    pub goal: f64,
}

/// The steps that bring every slope of a walk to `--stop`, or to what counts as nearly level: they are
/// taken, in doubles. `None` where they are too many, or lead out of the domain.
pub fn forecast(
    graph: &mut Graph,
    function: Id,
    walk: &Walk,
    settings: &Settings,
) -> Option<Forecast> {
    let goal = settings.stop.as_ref().map(Rational::to_f64);
    let goal = goal.unwrap_or(1000.0 * TOLERANCE);
    let last = walk.steps.last()?;
    let known = slope(last);
    if steepest(&known) <= goal || walk.next.is_empty() {
        return None;
    }
    let round = Round::new(graph, function, &walk.variables, settings).ok()?;
    let tape = round.doubles(graph);
    let count = walk.variables.len();
    let most = MOST_STEPS.min(WORK / round.work.max(1) as u64);
    let mut state = walk.next.clone();
    // Doubles have to tell the slopes where they are known, and near the goal.
    let here = last.point.iter().map(WalkNumber::to_f64);
    let here: Vec<f64> = here.chain(state[count..].iter().copied()).collect();
    let tells = |values: &[f64], known: &[f64], within: f64| {
        let mut pairs = values[1..=count].iter().zip(known);
        pairs.all(|(slope, known)| (slope - known).abs() <= within)
    };
    if !tells(&tape.run(&here), &known, TOLD * steepest(&known)) {
        return None;
    }
    for more in 1..=most {
        let values = tape.run(&state);
        if !values.iter().all(|x| x.is_finite()) {
            return None;
        }
        if steepest(&values[1..=count]) <= goal {
            let beside: Vec<f64> = state.iter().map(|x| x * (1.0 + BESIDE)).collect();
            let told = tells(&tape.run(&beside), &values[1..=count], TOLD * goal);
            return told.then_some(Forecast { more, goal });
        }
        state = values[1 + count..].to_vec();
    }
    None
}
