//! High derivatives at a point by Taylor series, whose digits are certain as those of a formula are.

use crate::calculus::jet::{Jet, NoJet};
use crate::calculus::value::Value;
use crate::expression::{Graph, Id, Variable};
use crate::number::ball::Ball;
use crate::slope::{Effort, Number};

/// Rounds of rising precision before the formula is asked, which may cancel less, or be proved to be
/// 0.
const ROUNDS: u32 = 3;

/// Digits that are looked at to tell whether an enclosure is one of a short decimal, and how many of
/// them are then 0.
const LOOKED_AT: usize = 20;
const ZEROS: usize = 8;

/// The derivative that a jet gives, correctly rounded, and whether it may well be a short decimal without
/// rounding, as a formula could tell: x^5 has the fifth derivative 120 also at √2. `None`
/// where a part is not smooth at the point, or where its digits are not settled.
pub(super) fn derivative(
    jet: &Jet,
    graph: &Graph,
    point: &[(Variable, Id)],
    effort: Effort,
) -> Option<(Number, bool)> {
    let mut bits = effort.first_bits();
    let mut last: Option<Ball> = None;
    for round in 1..=ROUNDS {
        match jet.derivative(graph, point, bits) {
            Err(NoJet::NotSmooth) => return None,
            Err(NoJet::Undecided) => {}
            Ok(value) => {
                if let Value::Exact(exact) = &value
                    && let Some(number) = Number::of(exact.clone(), effort.digits)
                {
                    return Some((number, false));
                }
                let ball = value.ball(bits).ok()?;
                // As for a formula: two rounds enclose one number, or nothing is said.
                if last.as_ref().is_some_and(|last| !last.overlaps(&ball)) {
                    return None;
                }
                let most = effort.digits.max(LOOKED_AT);
                if let (Some(decimal), Some(more)) =
                    (ball.decimal(effort.digits), ball.decimal(most))
                {
                    let exact = match value {
                        Value::Exact(exact) => Some(exact),
                        Value::Ball(_) => None,
                    };
                    let short = exact.is_none() && more.digits.len() + ZEROS <= most;
                    let number = Number {
                        decimal,
                        exact,
                        ball: Some(ball),
                        bits,
                        rounds: round,
                    };
                    return Some((number, short));
                }
                last = Some(ball);
            }
        }
        bits *= 2;
    }
    None
}
