//! The ball kernel against values from Arb: every enclosure must hold the truth, and be narrow
//! where the arguments are exact. The cases are described in `tests/referee/cases.py`.

#![allow(clippy::unwrap_used)]

use super::truths::ragged;
use deriv::number::ball::{Ball, Undefined};
use num_bigint::BigInt;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Width of a truth in units of its last bit, as `cases.py` writes it.
const WIDTH: u32 = 8;

/// Bits of those asked for that may be missing for exact arguments.
const SLACK: i64 = 20;

pub(super) fn apply(operation: &str, x: &[Ball], bits: u64) -> Result<Ball, Undefined> {
    let a = &x[0];
    match operation {
        "exp" => a.exp(bits),
        "ln" => a.ln(bits),
        "log1p" => a.log1p(bits),
        "sin" => a.sin(bits),
        "cos" => a.cos(bits),
        "tan" => a.tan(bits),
        "cot" => a.cot(bits),
        "sec" => a.sec(bits),
        "csc" => a.csc(bits),
        "asin" => a.asin(bits),
        "acos" => a.acos(bits),
        "atan" => Ok(a.atan(bits)),
        "acot" => a.acot(bits),
        "asec" => a.asec(bits),
        "acsc" => a.acsc(bits),
        "sinh" => a.sinh(bits),
        "cosh" => a.cosh(bits),
        "tanh" => a.tanh(bits),
        "sech" => a.sech(bits),
        "csch" => a.csch(bits),
        "coth" => a.coth(bits),
        "asinh" => a.asinh(bits),
        "acosh" => a.acosh(bits),
        "atanh" => a.atanh(bits),
        "acoth" => a.acoth(bits),
        "asech" => a.asech(bits),
        "acsch" => a.acsch(bits),
        "log2" => a.log2(bits),
        "log10" => a.log10(bits),
        "sqrt" => a.sqrt(bits),
        "cbrt" => Ok(a.cbrt(bits)),
        "root5" => a.root(5, bits),
        "root12" => a.root(12, bits),
        "square" => a.square(bits),
        "cube" => a.powi(3, bits),
        "power17" => a.powi(17, bits),
        "power_minus4" => a.powi(-4, bits),
        "reciprocal" => a.reciprocal(bits),
        "abs" => Ok(a.abs()),
        "floor" => a.floor(),
        "ceil" => a.ceil(),
        "nearest" => a.nearest(),
        "gamma" => a.gamma(bits),
        "digamma" => a.digamma(bits),
        "trigamma" => a.polygamma(1, bits),
        "polygamma4" => a.polygamma(4, bits),
        "erf" => a.erf(bits),
        "expm1" => a.expm1(bits),
        "erfc" => a.erfc(bits),
        "lgamma" => a.lgamma(bits),
        "lambertw" => a.lambertw(bits),
        "logistic" => a.logistic(bits),
        "logit" => a.logit(bits),
        "softplus" => a.softplus(bits),
        "silu" => a.silu(bits),
        "gelu" => a.gelu(bits),
        "sinc" => a.sinc(bits),
        "heaviside" => a.heaviside(),
        "trunc" => a.trunc(),
        "relu" => Ok(a.relu(bits)),
        "add" => Ok(a.add(&x[1], bits)),
        "sub" => Ok(a.sub(&x[1], bits)),
        "mul" => a.mul(&x[1], bits),
        "div" => a.div(&x[1], bits),
        "pow" => a.pow(&x[1], bits),
        "log" => a.log(&x[1], bits),
        "hypot" => a.hypot(&x[1], bits),
        "atan2" => a.atan2(&x[1], bits),
        "min" => Ok(a.min(&x[1], bits)),
        "max" => Ok(a.max(&x[1], bits)),
        other => panic!("no operation is called {other}"),
    }
}

/// Whether the true value, from `mantissa` to `mantissa + WIDTH` units, is in the enclosure.
fn holds(ball: &Ball, mantissa: &BigInt, exponent: i64) -> bool {
    let low = Ball::dyadic(mantissa.clone(), exponent);
    let high = Ball::dyadic(mantissa + WIDTH, exponent);
    let zero = mantissa == &BigInt::ZERO;
    // An exact result lies somewhere within the width of the truth, and 0 is written as it is.
    if zero {
        return ball.contains_zero();
    }
    ball.lower_end().compare(&high) != Some(Ordering::Greater)
        && ball.upper_end().compare(&low) != Some(Ordering::Less)
}

/// Replays the cases of a file, of which there are at least `least`.
fn replay(file: &str, least: usize) {
    let cases = ragged(file, least);
    let mut wrong = Vec::new();
    let mut refused: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in &cases {
        let line = &row.place;
        let fields: Vec<&str> = row.cells.iter().map(String::as_str).collect();
        let (operation, bits) = (fields[0], fields[1].parse().unwrap());
        let numbers = fields[2..]
            .iter()
            .position(|f| f.contains(':') || *f == "none")
            .unwrap();
        let balls: Vec<Ball> = fields[2..1 + numbers]
            .chunks(3)
            .map(|ball| {
                let radius: u64 = ball[1].parse().unwrap();
                Ball::new(ball[0].parse().unwrap(), radius, ball[2].parse().unwrap())
            })
            .collect();
        let sharp = fields[1 + numbers] == "1";
        let truths = &fields[2 + numbers..];
        let result = apply(operation, &balls, bits);
        let count = refused.entry(operation).or_default();
        count.0 += 1;
        if truths.contains(&"none") {
            if let Ok(ball) = result {
                wrong.push(format!("{ball:?} where there is no value: {line}"));
            }
            continue;
        }
        let ball = match result {
            Ok(ball) => ball,
            Err(why) if sharp => {
                wrong.push(format!("{why:?}: {line}"));
                continue;
            }
            Err(_) => {
                count.1 += 1;
                continue;
            }
        };
        for truth in truths {
            let (mantissa, exponent) = truth.split_once(':').unwrap();
            let mantissa = BigInt::parse_bytes(mantissa.as_bytes(), 16).unwrap();
            if !holds(&ball, &mantissa, exponent.parse().unwrap()) {
                wrong.push(format!("{ball:?} misses {truth}: {line}"));
            }
        }
        if sharp && ball.accuracy() < bits as i64 - SLACK && !ball.contains_zero() {
            wrong.push(format!("only {} bits: {line}", ball.accuracy()));
        }
    }
    // A kernel that refuses whatever is wide would pass the rest.
    for (operation, (all, none)) in refused {
        if none * 4 > all {
            wrong.push(format!("{operation} refused {none} of {all} balls"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cases:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

#[test]
fn recorded_cases() {
    replay("tests/referee/cases.tsv", 3600);
}

/// The live mode of `tests/referee/live.py`, which draws new cases.
#[test]
#[ignore = "needs a file of cases, named by DERIV_REFEREE_CASES"]
fn drawn_cases() {
    let path = std::env::var("DERIV_REFEREE_CASES").expect("DERIV_REFEREE_CASES names a file");
    replay(&path, 1);
}

/// Every operation that [`apply`] knows.
pub(super) const OPERATIONS: &[&str] = &[
    "exp",
    "ln",
    "log1p",
    "sin",
    "cos",
    "tan",
    "cot",
    "sec",
    "csc",
    "asin",
    "acos",
    "atan",
    "acot",
    "asec",
    "acsc",
    "sinh",
    "cosh",
    "tanh",
    "sech",
    "csch",
    "coth",
    "asinh",
    "acosh",
    "atanh",
    "acoth",
    "asech",
    "acsch",
    "log2",
    "log10",
    "sqrt",
    "cbrt",
    "root5",
    "root12",
    "square",
    "cube",
    "power17",
    "power_minus4",
    "reciprocal",
    "abs",
    "floor",
    "ceil",
    "nearest",
    "gamma",
    "digamma",
    "trigamma",
    "polygamma4",
    "erf",
    "expm1",
    "erfc",
    "lgamma",
    "lambertw",
    "logistic",
    "logit",
    "softplus",
    "silu",
    "gelu",
    "sinc",
    "heaviside",
    "trunc",
    "relu",
    "add",
    "sub",
    "mul",
    "div",
    "pow",
    "log",
    "hypot",
    "atan2",
    "min",
    "max",
];

/// Balls of every size and width, up to the limits: an answer or a refusal, but no panic, and
/// nothing that takes memory or time without end.
#[test]
fn extremes() {
    let mut state = 12_345u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for _ in 0..300 {
        let mut draw = || {
            let mid = BigInt::from(next() >> (next() % 64)) << (next() % 200);
            let mid = if next() & 1 == 0 { mid } else { -mid - 1 };
            let radius = [0, 0, 1, next() % 1000, next() >> (next() % 64)][(next() % 5) as usize];
            let edge = (1i64 << 40) - (next() % 300) as i64;
            let far = (next() % (1 << 30)) as i64;
            let near = (next() % 400) as i64 - 300;
            let exponent = [edge, -edge, far, -far, near, near, near][(next() % 7) as usize];
            Ball::new(mid, radius, exponent)
        };
        let balls = [draw(), draw()];
        let bits = [2, 8, 53, 200][(next() % 4) as usize];
        for operation in OPERATIONS {
            if let Ok(ball) = apply(operation, &balls, bits) {
                ball.decimal(17);
                assert!(ball.overlaps(&ball.midpoint()));
            }
        }
    }
}
