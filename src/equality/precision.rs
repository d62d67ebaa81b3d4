//! Bits that it takes to tell two expressions apart at a point: as many as their smallest and their
//! largest parts call for.

use crate::calculus::value::{Value, Values};
use crate::equality::{FIRST_BITS, Pair};
use crate::expression::{Function, Graph, Id, Node};
use crate::number::ball::Ball;
use std::cmp::Ordering;

/// Parts that are smaller than 2^−this, or larger than 2^this, are not followed.
const MAX_REACH: u64 = 1 << 16;

impl Pair<'_> {
    /// Bits that the smallest and the largest parts call for: e^(−500)·x beside x takes more than
    /// 50 digits to be seen.
    pub(super) fn bits_of(&self, roots: &[Id], values: &Values) -> u64 {
        let parts = self.graph.parts(roots);
        let reach = |&id: &Id| {
            if vanishes(self.graph, values, id) {
                return u64::MAX;
            }
            let own = 2 * reach(values.of(id));
            match *self.graph.node(id) {
                // What is left of it is added to its limit and to nothing else.
                Node::Call(f, a) => own.max(saturation(f, values.of(a)).saturating_mul(9) / 8),
                _ => own,
            }
        };
        let reach = parts.iter().map(reach).max().unwrap_or(0);
        if reach <= self.many_bits() / 2 {
            0
        } else if reach >= 2 * MAX_REACH {
            u64::MAX
        } else {
            self.many_bits() + reach
        }
    }
}

/// Is a part certainly not 0, though its enclosure holds 0? e^(−10^30) is smaller than any enclosure
/// tells.
pub(super) fn vanishes(graph: &Graph, values: &Values, id: Id) -> bool {
    let value = values.of(id);
    let away = |a: Id| values.of(a).sign().is_some_and(Ordering::is_ne);
    let enclosed = |ball: Ball| ball.contains_zero();
    if !value.ball(FIRST_BITS).is_ok_and(enclosed) {
        return false;
    }
    match *graph.node(id) {
        _ if value.sign().is_some() => away(id),
        Node::Call(f, _) => f.row().is_never(0.0),
        Node::Power(a, _) | Node::Quotient(a, _) => away(a),
        Node::Product(a, b) => away(a) && away(b),
        _ => false,
    }
}

/// A k for which the value lies between 2^−k and 2^k, next to the least; 0 where it may be 0.
fn reach(value: &Value) -> u64 {
    const LEAST: u64 = 64;
    if value.is_zero() {
        return 0;
    }
    if let Some(n) = value.rational() {
        return n.numerator().bits().abs_diff(n.denominator().bits());
    }
    let Ok(size) = value.ball(FIRST_BITS).map(|ball| ball.abs()) else {
        return 0;
    };
    if size.contains_zero() {
        return 0;
    }
    let mut reach = LEAST;
    let beyond = |k: u64| {
        let end = |k: i64| Ball::one().shifted(k);
        size.compare(&end(k as i64)) == Some(Ordering::Greater)
            || size.compare(&end(-(k as i64))) == Some(Ordering::Less)
    };
    while reach < MAX_REACH && beyond(reach) {
        reach *= 2;
    }
    reach
}

/// Bits that it takes to see that a function has not reached its limit, where it nears that as an
/// exponential does: 1 − tanh x is about 2·e^(−2x).
fn saturation(f: Function, argument: &Value) -> u64 {
    let Ok(x) = argument.ball(FIRST_BITS).map(|ball| ball.to_f64()) else {
        return 0;
    };
    let end = f.row().line().map(|line| match x > 0.0 {
        true => line.up,
        false => line.down,
    });
    let Some((rate, power)) = end.and_then(|end| end.nears) else {
        return 0;
    };
    let exponent = rate as f64 * x.abs().powi(power as i32);
    // As whole numbers, the largest of them where it is too large for one.
    (exponent * std::f64::consts::LOG2_E) as u64
}
