//! A point of a curve in certain numbers: value, slope, tangent, and what a nudge does.

use crate::expression::{Graph, Id, Node, Variable};
use crate::notation::error::Error;
use crate::picture::scene::{NudgedPoint, Touch};
use crate::slope::existence::{self, Absence, Asked, SlopeOutcome};
use crate::slope::{self, Effort, Number, Trouble};

/// Digits in legends and labels.
pub const DIGITS: usize = 6;

/// What is known of a point and of a nudge from it.
#[derive(Clone, Debug)]
pub struct Touched {
    /// The variable's name.
    pub name: String,
    /// The point.
    pub at: Number,
    /// The value there.
    pub value: Result<Number, Trouble>,
    /// The slope there, or why there is none.
    pub slope: Result<Number, Box<Absence>>,
    /// Where the tangent meets 0.
    pub rest: Option<Number>,
    /// The nudge.
    pub nudge: Option<DrawnNudge>,
}

/// A nudge by ε.
#[derive(Clone, Debug)]
pub struct DrawnNudge {
    /// ε, not 0.
    pub epsilon: Number,
    /// The nudged point.
    pub to: Number,
    /// The value there, or why there is none.
    pub value: Result<Number, Trouble>,
    /// How much the value changed.
    pub change: Option<Number>,
    /// The change per ε.
    pub ratio: Option<Number>,
    /// How far the ratio is from the slope.
    pub gap: Option<Number>,
    /// What the tangent says of the change.
    pub predicted: Option<Number>,
}

/// What is known of the point `at`, an expression without variables, and of a nudge by `epsilon`.
/// `Ok(None)` where the point itself, or ε, has no value.
///
/// # Errors
/// Where the derivative cannot be formed.
pub fn touched(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    at: Id,
    epsilon: Option<Id>,
    effort: Effort,
) -> Result<Option<Touched>, Error> {
    let number = |graph: &mut Graph, id: Id| slope::value(graph, id, &[], effort).ok();
    let Some(place) = number(graph, at) else {
        return Ok(None);
    };
    let point = [(variable, at)];
    let value = slope::value_along(graph, function, &[variable], &point, effort);
    let formula = slope::formula(graph, function, variable, 1)?;
    let both = Asked::Both;
    let slope = match existence::slope(graph, function, variable, 1, &point, both, effort)? {
        SlopeOutcome::Slope(number) => Ok(number),
        SlopeOutcome::None(absence) => Err(absence),
    };
    // On a kink that has a slope all the same the formula may have no value.
    let slope_id = match slope.as_ref().ok().and_then(Number::rational) {
        Some(slope) => graph.number(slope.clone()),
        None => graph.substitute(formula, &point),
    };
    let here = graph.substitute(function, &point);
    let rest = match (&value, &slope) {
        (Ok(_), Ok(_)) => {
            let below = graph.add(Node::Product(slope_id, at));
            let rest = graph.add(Node::Difference(here, below));
            number(graph, rest)
        }
        _ => None,
    };
    let nudge = match epsilon {
        None => None,
        Some(epsilon) => {
            let Some(size) = number(graph, epsilon) else {
                return Ok(None);
            };
            let to = graph.add(Node::Sum(at, epsilon));
            let there = graph.substitute(function, &[(variable, to)]);
            let change = graph.add(Node::Difference(there, here));
            let ratio = graph.add(Node::Quotient(change, epsilon));
            let gap = graph.add(Node::Difference(ratio, slope_id));
            let predicted = graph.add(Node::Product(slope_id, epsilon));
            let known = value.is_ok();
            let sloped = known && slope.is_ok();
            let value = slope::value(graph, there, &[], effort);
            let known = known && value.is_ok();
            Some(DrawnNudge {
                epsilon: size,
                to: match number(graph, to) {
                    Some(to) => to,
                    None => return Ok(None),
                },
                change: known.then(|| number(graph, change)).flatten(),
                ratio: known.then(|| number(graph, ratio)).flatten(),
                gap: (known && sloped).then(|| number(graph, gap)).flatten(),
                predicted: sloped.then(|| number(graph, predicted)).flatten(),
                value,
            })
        }
    };
    Ok(Some(Touched {
        name: graph.name(variable).to_owned(),
        at: place,
        value,
        slope,
        rest,
        nudge,
    }))
}

/// A number to at most that many digits, or as many as stand before its point: zeros in their place
/// would look like digits.
pub fn brief(number: &Number, digits: usize) -> String {
    let whole = match number.decimal.exponent {
        before @ 0..=14 => before as usize + 1,
        _ => 1,
    };
    number.shorter(digits.max(whole)).to_string()
}

/// `a*w + b` with the signs as they are written by hand.
fn straight(name: &str, slope: &str, rest: &str) -> String {
    let first = match slope {
        "0" => return rest.to_owned(),
        "1" => name.to_owned(),
        "-1" => format!("-{name}"),
        slope => format!("{slope}*{name}"),
    };
    match (rest, rest.strip_prefix('-')) {
        ("0", _) => first,
        (_, Some(below)) => format!("{first} - {below}"),
        (above, None) => format!("{first} + {above}"),
    }
}

impl Touched {
    /// Whether its digits show what the nudge does: to the place, to the value, and how far the ratio
    /// is from the slope.
    pub fn is_told(&self) -> bool {
        let Some(nudge) = &self.nudge else {
            return true;
        };
        let value = |value: &Result<Number, Trouble>| value.as_ref().ok().cloned();
        let pairs = [
            (
                Some(self.at.clone()),
                Some(nudge.to.clone()),
                Some(&nudge.epsilon),
            ),
            (
                value(&self.value),
                value(&nudge.value),
                nudge.change.as_ref(),
            ),
            (
                self.slope.as_ref().ok().cloned(),
                nudge.ratio.clone(),
                nudge.gap.as_ref(),
            ),
        ];
        pairs.into_iter().all(|pair| match pair {
            (Some(one), Some(other), Some(apart)) => {
                apart.decimal.is_zero() || one.decimal.to_string() != other.decimal.to_string()
            }
            _ => true,
        })
    }

    /// `J = 6*w - 9`
    pub fn tangent(&self) -> Option<String> {
        let slope = brief(self.slope.as_ref().ok()?, DIGITS);
        let rest = brief(self.rest.as_ref()?, DIGITS);
        Some(format!("J = {}", straight(&self.name, &slope, &rest)))
    }

    /// What a picture shows of it; `None` where the function has no value there.
    pub fn touch(&self) -> Option<Touch> {
        let value = self.value.as_ref().ok()?;
        let place =
            |x: &Number, y: &Number| format!("({}, {})", brief(x, DIGITS), brief(y, DIGITS));
        let nudged = self.nudge.as_ref().and_then(|nudge| {
            let value = nudge.value.as_ref().ok()?;
            Some(NudgedPoint {
                at: (nudge.to.to_f64(), value.to_f64()),
                point: format!("Q{}", place(&nudge.to, value)),
                epsilon: brief(&nudge.epsilon, DIGITS),
                change: brief(nudge.change.as_ref()?, DIGITS),
            })
        });
        Some(Touch {
            at: (self.at.to_f64(), value.to_f64()),
            slope: self.slope.as_ref().ok().map(Number::to_f64),
            point: format!("P{}", place(&self.at, value)),
            tangent: self.tangent().unwrap_or_default(),
            nudged,
        })
    }
}
