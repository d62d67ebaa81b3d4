//! Enclosures against values to many more bits, at the ends of their arguments and between: none
//! misses a value, and none is much wider than the argument's own width makes it.

#![allow(clippy::unwrap_used)]

use super::referee::{OPERATIONS, apply};
use deriv::number::ball::Ball;
use num_bigint::BigInt;
use std::cmp::Ordering;

struct Draws(u64);

impl Draws {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low) as u64) as i64
    }

    /// Short numbers and long ones, most from 2^−12 to 2^6, some far from them, some near 1 and some near
    /// multiples of what arguments are reduced by.
    fn number(&mut self) -> Ball {
        if self.below(8) == 0 {
            let period = match self.below(2) {
                0 => Ball::integer(2).ln(400).unwrap(),
                _ => Ball::integer(-1).acos(400).unwrap().shifted(-1),
            };
            let times = Ball::integer(self.between(-40, 40) * 2 + 1);
            let bits = [20, 53, 54, 150][self.below(4) as usize];
            let near = period.mul(&times, bits).unwrap().midpoint();
            return match self.below(2) {
                0 => near,
                _ => near.add(&Ball::one().shifted(-self.between(20, 60)), 500),
            };
        }
        let bits = [4, 20, 53, 150][self.below(4) as usize];
        let mut mid = BigInt::from(self.below(1 << 50) | 1 << 50);
        while mid.bits() < bits {
            mid = (mid << 50u32) + self.below(1 << 50);
        }
        let mid = &mid >> (mid.bits() - bits);
        let size = match self.below(8) {
            0 => self.between(-90, 40),
            1 | 2 => -self.between(1, 60),
            _ => self.between(-12, 6),
        };
        let number = Ball::dyadic(mid, size - bits as i64);
        let number = match self.below(8) {
            0 => number
                .shifted(-size - self.between(1, 60))
                .add(&Ball::one(), 500),
            1 => Ball::one().sub(&number.shifted(-size - self.between(1, 60)), 500),
            _ => number,
        };
        if self.below(3) == 0 { -number } else { number }
    }
}

/// Draws for each operation.
const ROUNDS: usize = 96;

/// Bits of those asked for that an exact argument may lose: its radius counts what was cut off and what was
/// worked out before, each as whole units.
const LOST: i64 = 3;

/// How much wider an enclosure may be than its argument makes the values and one rounding.
const WIDER: f64 = 10.0;

/// The operations whose slopes are known to a bit: no wider than twice the values and six roundings.
const BY_SLOPES: &[&str] = &[
    "exp",
    "ln",
    "log1p",
    "sin",
    "cos",
    "tan",
    "cot",
    "sec",
    "csc",
    "log2",
    "log10",
    "sqrt",
    "square",
    "cube",
    "power17",
    "reciprocal",
    "add",
    "sub",
    "mul",
];

/// Bits that a value may lose of its argument's where it is found in one piece, by a formula in which
/// numbers cancel: `FEW_BITS` of src/number/ball/monotone.rs, and the rounding.
const FEW: i64 = 14;

/// The operations that do so, or that take a slope over the whole of a ball.
const IN_ONE_PIECE: &[&str] = &[
    "asec",
    "sinh",
    "cosh",
    "tanh",
    "sech",
    "csch",
    "coth",
    "root12",
    "gamma",
    "digamma",
    "polygamma4",
    "expm1",
    "lambertw",
    "sinc",
];

/// The operations whose values lie from −1 to 1, and so do their enclosures.
const WITHIN_ONE: &[&str] = &["sin", "cos", "sinc"];

/// The size of a ball's radius.
fn radius(ball: &Ball) -> Ball {
    ball.upper_end().sub(&ball.midpoint(), 64)
}

/// What became of the draws of an operation.
#[derive(Default)]
struct Seen {
    known: usize,
    rounded: usize,
    /// How near the truth came to the end of the radius.
    nearest: f64,
}

fn look(operation: &str, balls: &[Ball; 2], bits: u64, seen: &mut Seen) {
    let many = bits + 200;
    let middles = balls.each_ref().map(Ball::midpoint);
    let corners = (0..4).map(|at| {
        let end = |i: usize| match at >> i & 1 {
            0 => balls[i].lower_end(),
            _ => balls[i].upper_end(),
        };
        [end(0), end(1)]
    });
    let truths = corners.map(|corner| apply(operation, &corner, many));
    let (Ok(found), Ok(truths), Ok(middle)) = (
        apply(operation, balls, bits),
        truths.collect::<Result<Vec<Ball>, _>>(),
        apply(operation, &middles, many),
    ) else {
        return;
    };
    let says = || format!("{operation} of {balls:?} to {bits} bits is {found:?}");
    let mut spread = Ball::zero();
    for truth in truths.iter().chain([&middle]) {
        let known = truth.accuracy() > bits as i64 + 100;
        assert!(known || truth.contains_zero(), "{}: {truth:?}", says());
        assert!(found.overlaps(truth), "{} and not {truth:?}", says());
        spread = spread.max(&truth.sub(&middle, 64).abs(), 64);
    }
    if WITHIN_ONE.contains(&operation) {
        let size = found.upper_end().max(&-found.lower_end(), 700);
        assert_ne!(
            size.compare(&Ball::one()),
            Some(Ordering::Greater),
            "{}",
            says()
        );
    }
    seen.known += 1;
    if found.is_exact() {
        return;
    }
    seen.rounded += 1;
    let off = middle.sub(&found.midpoint(), 64).abs();
    let part = off.upper_end().div(&radius(&found), 64).unwrap().to_f64();
    seen.nearest = seen.nearest.max(part);
    let arguments = balls.iter().map(Ball::accuracy).min().unwrap();
    if arguments == i64::MAX {
        // What is too small to be told from 0 has no bits to lose.
        let lost = bits as i64 - found.accuracy();
        assert!(
            lost <= LOST || found.contains_zero(),
            "{}: {lost} bits are lost",
            says()
        );
        return;
    }
    let rounding = found.midpoint().abs().shifted(-(bits as i64));
    let wider = |spreads: i64, roundings: i64| {
        let each = |ball: &Ball, times| ball.mul(&Ball::integer(times), 64).unwrap();
        let least = each(&spread, spreads).add(&each(&rounding, roundings), 64);
        radius(&found).div(&least.upper_end(), 64).unwrap().to_f64()
    };
    let lost = arguments.min(bits as i64) - found.accuracy();
    let few = IN_ONE_PIECE.contains(&operation) && lost <= FEW;
    assert!(
        wider(1, 1) <= WIDER || few,
        "{}: {} times as wide",
        says(),
        wider(1, 1)
    );
    let sharp = !BY_SLOPES.contains(&operation) || wider(2, 6) <= 1.05;
    assert!(sharp, "{}: {} times as wide", says(), wider(2, 6));
}

#[test]
fn hold_their_values_and_little_else() {
    let mut draws = Draws(20_261_130);
    for operation in OPERATIONS {
        let mut seen = Seen::default();
        for round in 0..ROUNDS {
            let bits = [20, 53, 90, 130, 250, 600][draws.below(6) as usize];
            let first = draws.number();
            let second = match draws.below(4) {
                // So near that balls around them may overlap.
                0 => first.add(&draws.number().shifted(-draws.between(1, 60)), 700),
                _ => draws.number(),
            };
            let numbers = [first, second];
            let balls = numbers.map(|number| match round % 4 {
                0 => number,
                _ => {
                    let size = number.to_f64().abs().log2().floor() as i64;
                    let unit = size - 10 - draws.between(1, bits as i64 + 20);
                    let radius = Ball::new(0.into(), draws.below(1000) + 1, unit);
                    number.add(&radius, 700)
                }
            });
            look(operation, &balls, bits, &mut seen);
        }
        let Seen {
            known,
            rounded,
            nearest,
        } = seen;
        assert!(known > ROUNDS / 10, "{operation}: only {known}");
        // There are errors, so that the comparison could have failed; only the size of a number has none
        // of its own.
        let failing = rounded < ROUNDS / 10 || operation == &"abs" || nearest > 0.1;
        assert!(failing, "{operation}: {nearest}");
    }
}

/// Where an argument is reduced by a period that it is a multiple of, but for less than a double tells.
#[test]
fn hold_beside_multiples_of_a_period() {
    let mut seen = Seen::default();
    let ln2 = Ball::integer(2).ln(300).unwrap();
    let right_angle = Ball::integer(-1).acos(300).unwrap().shifted(-1);
    // The farther out, the more multiples there are for which a double is one off.
    for (period, most, operations) in [(ln2, 400, &["exp"][..]), (right_angle, 40, &["sin", "cos"])]
    {
        for times in (-most..=most).filter(|times| *times != 0) {
            let multiple = period.mul(&Ball::integer(times), 200).unwrap().midpoint();
            for (off, radius) in [(55, 0), (-110, 0), (120, 0), (300, 1)] {
                let distance = Ball::integer(if off < 0 { -1 } else { 1 }).shifted(-i64::abs(off));
                let radius = Ball::new(0.into(), radius, -40);
                let ball = multiple.add(&distance, 400).add(&radius, 400);
                for operation in operations {
                    look(operation, &[ball.clone(), ball.clone()], 90, &mut seen);
                }
            }
        }
    }
    assert!(seen.known > 3000, "{}", seen.known);
}

/// Functions that have a value everywhere.
const TOTAL: &[&str] = &[
    "exp", "sin", "cos", "atan", "acot", "sinh", "cosh", "tanh", "sech", "asinh", "cbrt", "root5",
    "square", "cube", "power17", "abs", "erf", "expm1", "erfc", "logistic", "softplus", "silu",
    "gelu", "sinc", "relu",
];

/// How much wider the values of a wide ball may come out than they lie apart.
const WIDE: f64 = 40.0;

/// Balls around 0, around the bottoms of valleys, and others in which a function turns.
#[test]
fn hold_the_values_of_wide_balls() {
    let intervals = [
        (-3.0, 1.0),
        (-0.5, 0.25),
        (-1e-9, 2e-9),
        (1.0, 2.0),
        (1.25, 1.75),
        (0.75, 3.5),
        (-2.0, -0.5),
        (-1.5, -1.0),
        (-1.0, 1.0),
        (0.0, 0.5),
        (0.125, 0.875),
        (-40.0, 3.0),
        (2.0, 5.0),
    ];
    let of = |x: f64| Ball::from_f64(x).unwrap();
    let mut known = 0;
    for operation in OPERATIONS {
        for (low, high) in intervals {
            let ball = of(low).hull(&of(high), 64);
            let found = match apply(operation, &[ball.clone(), ball.clone()], 60) {
                Ok(found) => found,
                Err(why) => {
                    assert!(
                        !TOTAL.contains(operation),
                        "{operation} of {ball:?}: {why:?}"
                    );
                    continue;
                }
            };
            known += 1;
            let says = || format!("{operation} of {ball:?} is {found:?}");
            let points = (0..=32).map(|at| of(low + (high - low) * f64::from(at) / 32.0));
            let points: Vec<Ball> = points.collect();
            let mut values = Vec::new();
            for one in &points {
                for other in points.iter().step_by(8) {
                    if let Ok(value) = apply(operation, &[one.clone(), other.clone()], 200) {
                        assert!(found.overlaps(&value), "{} and not {value:?}", says());
                        values.push(value);
                    }
                }
            }
            let apart = values
                .iter()
                .map(|value| value.sub(&found.midpoint(), 64).abs());
            let farthest = apart.reduce(|a, b| a.max(&b, 64)).unwrap();
            let unit = found.midpoint().abs().shifted(-50);
            let wide = radius(&found).div(&farthest.add(&unit, 64).upper_end(), 64);
            assert!(
                found.is_exact() || wide.unwrap().to_f64() < WIDE,
                "{}",
                says()
            );
        }
    }
    assert!(known > 500, "{known}");
    // The bottoms are known to 32 bits, as errors are.
    for (operation, low, high, bottom) in [
        ("lgamma", 1.0, 2.0, -0.121_486_290_535_849_6),
        ("silu", -3.0, 1.0, -0.278_464_542_761_073_8),
        ("gelu", -3.0, 1.0, -0.169_971_207_479_903_8),
    ] {
        let ball = of(low).hull(&of(high), 64);
        let found = apply(operation, &[ball.clone(), ball], 60).unwrap();
        let off = found.lower_end().to_f64() - bottom;
        assert!((-1e-8..=0.0).contains(&off), "{operation}: {off}");
    }
}
