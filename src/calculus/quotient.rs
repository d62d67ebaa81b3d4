//! The difference quotient: nudge a variable, see how much the function changes, divide.
//!
//! Nothing here shares code with the derivative, so that each is a check on the other.

use crate::calculus::double::Tape;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::double;

/// Where a function is nudged.
#[derive(Clone, Debug)]
pub struct NudgePlace {
    /// The function.
    pub function: Id,
    /// The variable that is nudged; the others hold still.
    pub variable: Variable,
    /// A value for each variable: an expression without variables.
    pub point: Vec<(Variable, Id)>,
}

/// One nudge in doubles, as a learner's program computes it: each number is rounded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NudgeInDoubles {
    /// ε, in units of the variable; negative to the left.
    pub eps: f64,
    /// Where the nudge leads: w + ε as a double.
    pub end: f64,
    /// J there; NaN where it has no value.
    pub there: f64,
    /// ΔJ = J(w + ε) − J(w)
    pub change: f64,
    /// ΔJ / ε
    pub ratio: f64,
}

impl NudgeInDoubles {
    /// Is the nudge too small for doubles, so that w + ε is w?
    pub fn is_lost(&self, at: f64) -> bool {
        self.end == at && at.is_finite()
    }
}

/// A function in doubles, seen along one variable.
#[derive(Clone, Debug)]
pub struct AlongLine {
    tape: Tape,
    inputs: Vec<f64>,
    moving: usize,
    /// The point, along the variable that moves.
    pub at: f64,
    /// J at the point; NaN where it has no value.
    pub here: f64,
}

impl AlongLine {
    /// The function along the variable that is nudged, through the point.
    pub fn new(graph: &Graph, place: &NudgePlace) -> AlongLine {
        let variables: Vec<Variable> = place.point.iter().map(|(v, _)| *v).collect();
        let values: Vec<Id> = place.point.iter().map(|(_, id)| *id).collect();
        let inputs = Tape::new(graph, &values, &[]).run(&[]);
        let moving = variables
            .iter()
            .position(|&v| v == place.variable)
            .expect("the point has a value for the variable that is nudged");
        let tape = Tape::new(graph, &[place.function], &variables);
        let here = tape.run(&inputs)[0];
        AlongLine {
            at: inputs[moving],
            tape,
            inputs,
            moving,
            here,
        }
    }

    /// J where the variable has the value `w`, the others as at the point.
    pub fn value(&self, w: f64) -> f64 {
        let mut inputs = self.inputs.clone();
        inputs[self.moving] = w;
        self.tape.run(&inputs)[0]
    }

    /// One nudge by `eps`, which is not 0.
    pub fn nudge(&self, eps: f64) -> NudgeInDoubles {
        let end = self.at + eps;
        let there = self.value(end);
        let change = there - self.here;
        NudgeInDoubles {
            eps,
            end,
            there,
            change,
            ratio: change / eps,
        }
    }
}

/// The quotient (J(w + ε) − J(w)) / ε without rounding, as an expression without variables.
///
/// Evaluated in enclosures it loses no digits however small ε is.
pub fn exact_ratio(graph: &mut Graph, place: &NudgePlace, eps: Id) -> Id {
    let change = exact_change(graph, place, eps);
    graph.add(Node::Quotient(change, eps))
}

/// J(w + ε) without rounding, as an expression without variables.
pub fn exact_there(graph: &mut Graph, place: &NudgePlace, eps: Id) -> Id {
    let mut nudged = place.point.clone();
    for (variable, value) in &mut nudged {
        if *variable == place.variable {
            *value = graph.add(Node::Sum(*value, eps));
        }
    }
    graph.substitute(place.function, &nudged)
}

/// J(w + ε) − J(w) without rounding, as an expression without variables.
pub fn exact_change(graph: &mut Graph, place: &NudgePlace, eps: Id) -> Id {
    let there = exact_there(graph, place, eps);
    let here = graph.substitute(place.function, &place.point);
    graph.add(Node::Difference(there, here))
}

/// How a slope is estimated from values of the function alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// (J(w + h) − J(w)) / h
    Forward,
    /// (J(w) − J(w − h)) / h
    Backward,
    /// (J(w + h) − J(w − h)) / 2h
    Central,
    /// Central quotients of falling steps, extrapolated to step 0: Ridders, Advances in
    /// Engineering Software 4 (1982) 75–76.
    Richardson,
}

impl Method {
    /// Every method.
    pub const ALL: [Method; 4] = [
        Method::Forward,
        Method::Backward,
        Method::Central,
        Method::Richardson,
    ];

    /// How it is written.
    pub fn name(self) -> &'static str {
        match self {
            Method::Forward => "forward",
            Method::Backward => "backward",
            Method::Central => "central",
            Method::Richardson => "richardson",
        }
    }
}

/// A slope found by doubles alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The slope, roughly.
    pub value: f64,
    /// The step it rests on; for extrapolation the smallest one of the row that was chosen.
    pub step: f64,
    /// What the method itself believes to be its error: an estimate, no bound.
    pub error: f64,
}

/// Why there is no estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEstimate {
    /// The function has no value at the point, or beside it.
    NoValue,
    /// The step, or the half of it by which the error is estimated, is lost to the rounding of doubles.
    StepLost,
    /// A value is past what a double holds.
    TooLarge,
}

/// How often Richardson's table halves its step: from |w|/4 down to |w|·6e-8, below which the
/// rounding noise alone is larger than what extrapolation gains.
const HALVINGS: usize = 22;

/// Columns of Richardson's table; further ones only carry noise on.
const COLUMNS: usize = 8;

/// The slope of `function` at `at`, estimated from its values in doubles.
///
/// `step` > 0, in units of the variable; without one the step that balances truncation and rounding
/// for a function of ordinary size is taken: √u·max(|at|, 1) one-sided and ∛u·max(|at|, 1) central,
/// u = 2⁻⁵² (Nocedal & Wright, Numerical Optimization, §8.1), or |at|/4 as the first step of the
/// extrapolation.
///
/// # Errors
/// Where the function has no value at the points that are needed, or the step is lost.
pub fn estimate(
    method: Method,
    function: &dyn Fn(f64) -> f64,
    at: f64,
    step: Option<f64>,
) -> Result<Estimate, NoEstimate> {
    let size = at.abs().max(1.0);
    let unit = f64::EPSILON;
    let step = step.unwrap_or(match method {
        Method::Forward | Method::Backward => unit.sqrt() * size,
        Method::Central => double::cbrt(unit) * size,
        Method::Richardson if at == 0.0 => 0.25,
        Method::Richardson => at.abs() / 4.0,
    });
    let found = match method {
        Method::Forward => Some(one_sided(function, at, step)),
        Method::Backward => Some(one_sided(function, at, -step)),
        Method::Central => Some(central_with_error(function, at, step)),
        Method::Richardson => richardson(function, at, step),
    };
    let lost = taken(at, step / 2.0) == 0.0 || taken(at, -step / 2.0) == 0.0;
    if lost {
        return Err(NoEstimate::StepLost);
    }
    let finite = |found: &Estimate| found.value.is_finite() && found.error.is_finite();
    found.filter(finite).ok_or_else(|| {
        let needed = [at - step, at, at + step].map(function);
        match needed.iter().any(|value| value.is_nan()) {
            true => NoEstimate::NoValue,
            false => NoEstimate::TooLarge,
        }
    })
}

/// The step that is really taken, as w + h is rounded.
fn taken(at: f64, step: f64) -> f64 {
    (at + step) - at
}

fn one_sided(function: &dyn Fn(f64) -> f64, at: f64, step: f64) -> Estimate {
    let here = function(at);
    let quotient = |step: f64| {
        let step = taken(at, step);
        (function(at + step) - here) / step
    };
    let value = quotient(step);
    // The error is J″·h/2 to first order, and halving the step takes away half of it.
    let truncation = 2.0 * (value - quotient(step / 2.0)).abs();
    let largest = here.abs().max(function(at + step).abs());
    Estimate {
        value,
        step: step.abs(),
        error: truncation + 2.0 * f64::EPSILON * largest / step.abs(),
    }
}

/// The central quotient and the rounding noise in it.
fn central(function: &dyn Fn(f64) -> f64, at: f64, step: f64) -> (f64, f64) {
    let (left, right) = (at - step, at + step);
    let (below, above) = (function(left), function(right));
    let noise = f64::EPSILON * below.abs().max(above.abs()) / step;
    ((above - below) / (right - left), noise)
}

fn central_with_error(function: &dyn Fn(f64) -> f64, at: f64, step: f64) -> Estimate {
    let (value, noise) = central(function, at, step);
    let (finer, finer_noise) = central(function, at, step / 2.0);
    // The error is J‴·h²/6 to first order; halving the step takes away three quarters of it.
    let truncation = 4.0 / 3.0 * (value - finer).abs();
    Estimate {
        value,
        step,
        error: truncation + noise + finer_noise,
    }
}

/// The entry of the table with the least sum of distance to its neighbours and rounding noise,
/// which is carried through the same weights as the values.
fn richardson(function: &dyn Fn(f64) -> f64, at: f64, first: f64) -> Option<Estimate> {
    let mut best: Option<Estimate> = None;
    let mut above: Vec<(f64, f64)> = Vec::new();
    for halving in 0..=HALVINGS {
        let step = first / f64::from(1u32 << halving);
        let mut row = vec![central(function, at, step)];
        for column in 1..=COLUMNS.min(above.len()) {
            let weight = f64::from(1u32 << (2 * column));
            let ((finer, noise), (coarser, coarser_noise)) = (row[column - 1], above[column - 1]);
            let value = (weight * finer - coarser) / (weight - 1.0);
            let noise = (weight * noise + coarser_noise) / (weight - 1.0);
            let error = (value - finer).abs().max((value - coarser).abs()) + noise;
            let better = best.is_none_or(|best| error < best.error);
            if value.is_finite() && error.is_finite() && better {
                best = Some(Estimate { value, step, error });
            }
            row.push((value, noise));
        }
        above = row;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    fn place(graph: &mut Graph, text: &str, at: &str) -> NudgePlace {
        let mut read = |text| notation::read(graph, text, &notation::Options::default()).unwrap();
        let (function, at) = (read(text), read(at));
        let variable = graph.variables(function)[0];
        NudgePlace {
            function,
            variable,
            point: vec![(variable, at)],
        }
    }

    #[test]
    fn nudges_are_those_of_doubles() {
        let mut graph = Graph::new();
        let place = place(&mut graph, "w^2", "3");
        let line = AlongLine::new(&graph, &place);
        let nudge = line.nudge(0.5);
        assert_eq!((nudge.there, nudge.change, nudge.ratio), (12.25, 3.25, 6.5));
        assert!(line.nudge(1e-16).is_lost(line.at));
        assert_eq!(line.nudge(1e-16).ratio, 0.0);
        // Rounding shows: the true ratio is 6.0000000000001.
        assert!((line.nudge(1e-13).ratio - 6.0).abs() > 1e-4);
    }

    #[test]
    fn the_exact_quotient_keeps_its_digits() {
        let mut graph = Graph::new();
        let place = place(&mut graph, "w^2", "3");
        let eps = notation::read(&mut graph, "1e-40", &notation::Options::default()).unwrap();
        let ratio = exact_ratio(&mut graph, &place, eps);
        let values = super::super::value::evaluate(
            &graph,
            &[ratio],
            &[],
            &[],
            64,
            &super::super::value::Known::new(),
        )
        .unwrap();
        let exact = values.of(ratio).rational().unwrap().to_string();
        assert_eq!(
            exact,
            format!(
                "60000000000000000000000000000000000000001/1{}",
                "0".repeat(40)
            )
        );
    }

    /// The true error is within the estimate; the factor 1 is what the measurements promise.
    #[test]
    fn estimates_know_their_error() {
        let mut graph = Graph::new();
        for (text, at, slope) in [
            ("sin(w)", "1", 1f64.cos()),
            ("exp(w)", "2", 2f64.exp()),
            ("w^3", "2", 12.0),
            ("ln(w)", "0.01", 100.0),
            ("1/(1+w^2)", "0", 0.0),
            ("sqrt(w)", "9", 1.0 / 6.0),
            ("tan(w)", "1.5", 1.5f64.cos().powi(-2)),
        ] {
            let place = place(&mut graph, text, at);
            let line = AlongLine::new(&graph, &place);
            for method in Method::ALL {
                let found = estimate(method, &|w| line.value(w), line.at, None).unwrap();
                let off = (found.value - slope).abs();
                assert!(off <= found.error, "{text}: {method:?} {found:?} off {off}");
                let digits = if method == Method::Richardson {
                    1e-12
                } else {
                    1e-3
                };
                assert!(off <= digits * slope.abs().max(1.0), "{text} {found:?}");
            }
        }
    }

    #[test]
    fn no_values_no_estimate() {
        for method in Method::ALL {
            let found = estimate(method, &|_| f64::NAN, 1.0, None);
            assert_eq!(found, Err(NoEstimate::NoValue));
            let found = estimate(method, &|w| w, 1.0, Some(1e-17));
            assert_eq!(found, Err(NoEstimate::StepLost));
            let found = estimate(method, &|w| w * w, 1.0, Some(1e200));
            assert_eq!(found, Err(NoEstimate::TooLarge));
        }
    }
}
