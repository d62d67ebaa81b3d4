//! The slope at a point: its digits, all of them right, or why there is none.

pub mod backward;
pub mod existence;
mod fast;
pub mod grid;
mod joined;
pub mod many;
pub mod one_sided;
pub mod point;
mod short;
mod taylor;

use crate::calculus::derivative;
use crate::calculus::value::{Known, Stop, Value, Values, evaluate, evaluate_both};
use crate::equality;
use crate::expression::functions::{Breaks, Unit};
use crate::expression::{Graph, Id, Node, Variable};
use crate::notation::error::Error;
use crate::number::ball::Ball;
use crate::number::decimal::Decimal;
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use crate::number::work;

/// Digits of a result unless more are asked for.
pub const DIGITS: usize = 15;

/// Most digits that can be asked for.
pub const MAX_DIGITS: usize = 1_000_000;

/// Working precision that is spent beyond what the digits need before a question is given up as
/// undecided, in bits. Cancellation of 6,000 digits is still seen through.
pub const EXTRA_BITS: u64 = 20_000;

/// First working precision for few digits: enough in 98.9 % of cases, as measured.
const FIRST_BITS: u64 = 96;

/// From this precision on an enclosure that still holds 0, or a break, is tried for a proof.
const PROOF_BITS: u64 = 300;

/// How much to spend on an answer.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Significant digits of the answer.
    pub digits: usize,
    /// Bits of working precision beyond those of the digits, before the question is given up.
    pub extra_bits: u64,
}

impl Default for Effort {
    fn default() -> Effort {
        Effort {
            digits: DIGITS,
            extra_bits: EXTRA_BITS,
        }
    }
}

impl Effort {
    /// This many digits, with the usual work limit.
    pub fn digits(digits: usize) -> Effort {
        Effort {
            digits,
            ..Effort::default()
        }
    }

    fn first_bits(self) -> u64 {
        // log2(10) < 3.33; 40 bits for what the operations lose.
        (self.digits as u64 * 333 / 100 + 40).max(FIRST_BITS)
    }

    fn last_bits(self) -> u64 {
        self.digits as u64 * 333 / 100 + self.extra_bits
    }

    /// The work that this may take, in the units of [`work`].
    pub fn work(self) -> u64 {
        work::limit(self.last_bits())
    }
}

/// A number whose printed digits are all right.
#[derive(Clone, Debug)]
pub struct Number {
    /// As it is printed.
    pub decimal: Decimal,
    /// Without rounding, where it is known so.
    pub exact: Option<Exact>,
    /// The enclosure that settled it, where it was not exact.
    pub ball: Option<Ball>,
    /// Working precision of the last round, in bits; 0 where no rounding took place.
    pub bits: u64,
    /// How many rounds of rising precision it took.
    pub rounds: u32,
}

impl Number {
    fn of(exact: Exact, digits: usize) -> Option<Number> {
        let n = exact.rational()?;
        let decimal = Decimal::exact_or_rounded(n, digits);
        Some(Number {
            decimal,
            exact: Some(exact),
            ball: None,
            bits: 0,
            rounds: 1,
        })
    }

    /// A number of which only these digits are known.
    fn rounded(decimal: Decimal) -> Number {
        Number {
            decimal,
            exact: None,
            ball: None,
            bits: 0,
            rounds: 1,
        }
    }

    /// The rational number that it is known to be, if it is one.
    pub fn rational(&self) -> Option<&Rational> {
        self.exact.as_ref().and_then(Exact::rational)
    }

    /// The nearest double, or one near it.
    pub fn to_f64(&self) -> f64 {
        match (self.rational(), &self.ball) {
            (Some(n), _) => n.to_f64(),
            (None, Some(ball)) => ball.to_f64(),
            (None, None) => self.decimal.to_string().parse().unwrap_or(f64::NAN),
        }
    }

    /// It as a fraction: itself where it is known to be one, else its printed digits. `None` where
    /// these are past what a fraction holds.
    pub fn fraction(&self) -> Option<Rational> {
        match self.rational() {
            Some(n) => Some(n.clone()),
            None => Rational::from_decimal(&self.decimal.to_string()),
        }
    }

    /// It to at most `digits` significant digits, correctly rounded; with all that are known where
    /// these do not tell how it is rounded.
    pub fn shorter(&self, digits: usize) -> Decimal {
        let enclosed = || self.ball.as_ref().and_then(|ball| ball.decimal(digits));
        let shorter = match self.rational() {
            Some(n) => Some(Decimal::exact_or_rounded(n, digits)),
            None => enclosed().or_else(|| self.decimal.shorter(digits)),
        };
        shorter.unwrap_or_else(|| self.decimal.clone())
    }
}

/// Why a number cannot be printed.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// This part of the expression has no value at the point.
    Outside {
        /// The part.
        node: Id,
    },
    /// These parts of the expression sit exactly on a kink, a jump or the end of their domain.
    Breaks {
        /// The parts, innermost first.
        nodes: Vec<Id>,
        /// Parts that were proved to have a certain value on the way.
        known: Known,
    },
    /// It was not settled within the limit whether this part has a value, or is smooth.
    Undecided {
        /// The part; `None` where it is the result that stays unsettled.
        node: Option<Id>,
        /// The result is closer to 0 than 10 to this power, where that is known.
        below: Option<i64>,
    },
    /// The value of this part is past what is computed with.
    TooLarge {
        /// The part.
        node: Id,
    },
    /// At this part the work was done that the question may take.
    TooMuchWork {
        /// The part.
        node: Id,
    },
}

impl Trouble {
    /// What is said of the expression there: `has no value`.
    pub fn says(&self) -> &'static str {
        match self {
            Trouble::Outside { .. } => "has no value",
            Trouble::TooLarge { .. } => "is past what is computed with",
            Trouble::Breaks { .. } | Trouble::Undecided { .. } | Trouble::TooMuchWork { .. } => {
                "could not be worked out"
            }
        }
    }
}

/// The value of an expression at a point, correctly rounded.
///
/// # Errors
/// Why there is none; parts on a kink are no trouble here, only parts without a value.
pub fn value(
    graph: &mut Graph,
    root: Id,
    point: &[(Variable, Id)],
    effort: Effort,
) -> Result<Number, Trouble> {
    value_along(graph, root, &[], point, effort)
}

/// As [`value`], of a function in which these variables move: a power of base 0 whose exponent moves
/// through 0 has no value there, while of two numbers it is 1.
///
/// # Errors
/// As [`value`].
pub fn value_along(
    graph: &mut Graph,
    function: Id,
    moving: &[Variable],
    point: &[(Variable, Id)],
    effort: Effort,
) -> Result<Number, Trouble> {
    let wanted = (function, Wanted::Value(moving));
    work::within(effort.work(), || {
        certified(graph, function, wanted, point, effort)
    })
}

/// The derivative's value at a point where all parts of the function are smooth, correctly rounded.
///
/// `derivative` is what [`derivative::of_order`] gave for `function`.
///
/// # Errors
/// Why there is none, or `Breaks` where the one-sided behaviour decides.
pub fn smooth_slope(
    graph: &mut Graph,
    function: Id,
    derivative: Id,
    variable: Variable,
    point: &[(Variable, Id)],
    effort: Effort,
) -> Result<Number, Trouble> {
    let wanted = (derivative, Wanted::Slope(variable));
    work::within(effort.work(), || {
        certified(graph, function, wanted, point, effort)
    })
}

/// The derivative of the given order as a formula, for [`smooth_slope`].
///
/// # Errors
/// As [`derivative::of_order`].
pub fn formula(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    order: u32,
) -> Result<Id, Error> {
    derivative::of_order(graph, function, variable, order)
}

/// What is asked of a formula at a point.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    /// Its value, where these variables move.
    Value(&'a [Variable]),
    /// Its value as the derivative by this variable, which breaks of the function may keep it from
    /// being.
    Slope(Variable),
}

/// The value, correctly rounded; where it cancels to nothing as it is written, in another way.
fn certified(
    graph: &mut Graph,
    function: Id,
    (result, wanted): (Id, Wanted<'_>),
    point: &[(Variable, Id)],
    effort: Effort,
) -> Result<Number, Trouble> {
    let outcome = rounded(graph, function, (result, wanted), point, effort);
    match outcome {
        Err(Trouble::Undecided {
            node: None,
            below: Some(_),
        }) => match joined::joined(graph, result) {
            Some(other) => rounded(graph, function, (other, wanted), point, effort).or(outcome),
            None => outcome,
        },
        outcome => outcome,
    }
}

/// Ziv's strategy: the precision rises until only one rounding is left.
fn rounded(
    graph: &mut Graph,
    function: Id,
    (result, wanted): (Id, Wanted<'_>),
    point: &[(Variable, Id)],
    effort: Effort,
) -> Result<Number, Trouble> {
    let mut known = Known::new();
    let mut tried: Vec<Id> = Vec::new();
    let mut bits = effort.first_bits();
    let mut rounds = 1;
    let mut last: Option<Ball> = None;
    loop {
        let spent = bits > effort.last_bits();
        let outcome = match wanted {
            Wanted::Slope(by) => evaluate_both(graph, (function, result), point, by, bits, &known),
            Wanted::Value(moving) => {
                evaluate(graph, &[function, result], point, moving, bits, &known)
            }
        };
        match (outcome, wanted) {
            (Ok(values), Wanted::Slope(_)) if !values.breaks.is_empty() => {
                return Err(Trouble::Breaks {
                    nodes: values.breaks,
                    known,
                });
            }
            (Ok(values), _) => {
                let value = values.of(result);
                if let Value::Exact(exact) = value
                    && let Some(number) = Number::of(exact.clone(), effort.digits)
                {
                    return Ok(number);
                }
                let ball = value
                    .ball(bits)
                    .map_err(|_| Trouble::TooLarge { node: result })?;
                // A cheap check on everything below: two rounds enclose the same number, or nothing is
                // said at all.
                if last.as_ref().is_some_and(|last| !last.overlaps(&ball)) {
                    return Err(Trouble::Undecided {
                        node: None,
                        below: None,
                    });
                }
                if let Some(decimal) = ball.decimal(effort.digits) {
                    let exact = match value {
                        Value::Exact(exact) => Some(exact.clone()),
                        Value::Ball(_) => None,
                    };
                    return Ok(Number {
                        decimal,
                        exact,
                        ball: Some(ball),
                        bits,
                        rounds,
                    });
                }
                if is_due(result, &tried, bits) {
                    tried.push(result);
                    if let Some(exact) = proved(graph, result, &ball, point, effort.digits)
                        && let Some(number) = Number::of(exact.into(), effort.digits)
                    {
                        return Ok(Number {
                            bits,
                            rounds,
                            ..number
                        });
                    }
                }
                if spent {
                    return Err(Trouble::Undecided {
                        node: None,
                        below: magnitude(&ball),
                    });
                }
                last = Some(ball);
            }
            (Err(Stop::Outside { node }), _) => return Err(Trouble::Outside { node }),
            (Err(Stop::TooLarge { node }), _) => return Err(Trouble::TooLarge { node }),
            (Err(Stop::TooMuchWork { node }), _) => {
                // What the rounds before have told is worth more than where the last one ended.
                let below = last.as_ref().filter(|ball| ball.contains_zero());
                return Err(match below.and_then(magnitude) {
                    Some(below) => Trouble::Undecided {
                        node: None,
                        below: Some(below),
                    },
                    None => Trouble::TooMuchWork { node },
                });
            }
            (Err(Stop::Undecided { node }), _) => {
                if is_due(node, &tried, bits) {
                    tried.push(node);
                    if let Some((part, at)) = on_break(graph, node, point, bits, &known) {
                        known.insert(part, Value::Exact(at.into()));
                        continue;
                    }
                }
                if spent {
                    return Err(Trouble::Undecided {
                        node: Some(node),
                        below: None,
                    });
                }
            }
        }
        bits *= 2;
        rounds += 1;
    }
}

/// Is it time for a proof about this node, the only one?
fn is_due(node: Id, tried: &[Id], bits: u64) -> bool {
    bits >= PROOF_BITS && !tried.contains(&node)
}

/// The power of ten that the ball stays below, counted from 0.
fn magnitude(ball: &Ball) -> Option<i64> {
    let end = |end: Result<Rational, _>| {
        let decimal = Decimal::exact_or_rounded(&end.ok()?, 1);
        Some(if decimal.is_zero() {
            i64::MIN
        } else {
            decimal.exponent + 1
        })
    };
    Some(end(ball.lower())?.max(end(ball.upper())?)).filter(|&k| k != i64::MIN)
}

/// The short decimal that the enclosure hovers around, where it is proved that it is the value: 0,
/// or a number half-way between two decimals of the asked length.
fn proved(
    graph: &mut Graph,
    result: Id,
    ball: &Ball,
    point: &[(Variable, Id)],
    digits: usize,
) -> Option<Rational> {
    let candidate = if ball.contains_zero() {
        Rational::zero()
    } else {
        let middle = ball.midpoint().lower().ok()?;
        let text = Decimal::exact_or_rounded(&middle, digits + 2).to_string();
        Rational::from_decimal(&text)?
    };
    let at_point = graph.substitute(result, point);
    let number = graph.number(candidate.clone());
    let difference = graph.add(Node::Difference(at_point, number));
    is_zero(graph, difference).then_some(candidate)
}

fn is_zero(graph: &mut Graph, id: Id) -> bool {
    equality::is_zero(graph, id) == Some(true)
}

/// The argument of `node` and the break that it is proved to sit on.
fn on_break(
    graph: &mut Graph,
    node: Id,
    point: &[(Variable, Id)],
    bits: u64,
    known: &Known,
) -> Option<(Id, Rational)> {
    let arguments: Vec<Id> = graph.node(node).arguments().collect();
    let suspects: Vec<Id> = match graph.node(node) {
        Node::Quotient(_, b) => vec![*b],
        Node::Power(a, _) => vec![*a],
        Node::Call2(f, a, b) if f.row().chooses() => {
            let (a, b) = (*a, *b);
            let difference = graph.add(Node::Difference(a, b));
            let values = evaluate(graph, &[a, b], point, &[], bits, known).ok()?;
            let at = graph.substitute(difference, point);
            // Both get one value only where it is a rational one.
            let value = values.of(a).rational().or(values.of(b).rational())?.clone();
            let other = if values.of(a).rational().is_some() {
                b
            } else {
                a
            };
            return is_zero(graph, at).then_some((other, value));
        }
        _ => arguments,
    };
    for suspect in suspects {
        let Ok(values) = evaluate(graph, &[suspect], point, &[], bits, known) else {
            continue;
        };
        // What is known without rounding needs no proof.
        if values.of(suspect).rational().is_some() {
            continue;
        }
        let Some(at) = candidate(graph, node, values, suspect) else {
            continue;
        };
        let at_point = graph.substitute(suspect, point);
        let number = graph.number(at.clone());
        let difference = graph.add(Node::Difference(at_point, number));
        if is_zero(graph, difference) {
            return Some((suspect, at));
        }
    }
    None
}

/// The break nearest to the argument's enclosure, where it is a rational number.
fn candidate(graph: &Graph, node: Id, values: Values, suspect: Id) -> Option<Rational> {
    const BITS: u64 = 64;
    let middle = values.of(suspect).ball(BITS).ok()?.midpoint();
    if let Node::Call(f, _) = graph.node(node)
        && let Some(Breaks::Lattice(lattice)) = f.row().line().map(|line| line.breaks)
    {
        return match lattice.offset.unit {
            Unit::One => lattice.nearest(&middle, BITS)?,
            Unit::Pi | Unit::InverseE => None,
        };
    }
    let half = Rational::ratio(1, 2);
    Rational::new((middle.lower().ok()? + half).floor(), 1.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ball_around_0_stays_below_its_power_of_ten() {
        for (mid, radius, exponent, power) in [
            (0, 1, 0, Some(1)),
            (0, 9, 0, Some(1)),
            (0, 11, 0, Some(2)),
            (0, 1, -10, Some(-2)),
            (0, 1, -11, Some(-3)),
            (1, 3, -10, Some(-2)),
            (0, 0, 0, None),
        ] {
            let ball = Ball::new(mid.into(), radius, exponent);
            assert_eq!(magnitude(&ball), power, "{ball:?}");
        }
    }
}
