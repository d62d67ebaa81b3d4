//! Between which ends the values of the table's functions lie. What is not in the list may be
//! anything.

use crate::equality::range::{ALL, FUNCTION_ERROR, NOT_NEGATIVE, NOWHERE, Range, widened};
use crate::expression::Function;
use crate::expression::functions::{Breaks, Domain, Double};

/// Has a function of one argument no value for any number of the range? By the breaks of its row.
fn misses_domain(f: Function, x: Range) -> bool {
    let Domain::Line {
        breaks: Breaks::Points(points),
        between,
        at,
    } = f.row().domain
    else {
        return false;
    };
    let ends: Vec<f64> = points.iter().map(|&p| p as f64).collect();
    let on_point = ends
        .iter()
        .zip(at)
        .any(|(&end, &defined)| defined && x.low <= end && end <= x.high);
    let on_piece = (0..between.len()).any(|k| {
        let low = if k == 0 {
            f64::NEG_INFINITY
        } else {
            ends[k - 1]
        };
        let high = ends.get(k).copied().unwrap_or(f64::INFINITY);
        between[k] && x.low < high && x.high > low
    });
    !on_point && !on_piece
}

/// Between which ends the values of a function of one argument lie.
pub(super) fn of_one(f: Function, x: Range) -> Range {
    use Function::*;
    use std::f64::consts::{FRAC_PI_2, PI};
    if misses_domain(f, x) {
        return NOWHERE;
    }
    let row = f.row();
    let value = |x: f64| match row.double {
        Double::One(value) => value(x),
        Double::Two(_) => f64::NAN,
    };
    let between = |low: f64, high: f64| Range {
        low: low - low.abs() * FUNCTION_ERROR,
        high: high + high.abs() * FUNCTION_ERROR,
    };
    match f {
        Sqrt => x.within(NOT_NEGATIVE).rising(value).within(NOT_NEGATIVE),
        Ln | Log2 | Log10 => Range {
            low: if x.low <= 0.0 {
                f64::NEG_INFINITY
            } else {
                widened(value(x.low), 0.0).low
            },
            high: widened(0.0, value(x.high)).high,
        },
        Exp => x.rising(value).within(NOT_NEGATIVE),
        Sin | Cos => Range {
            low: -1.0,
            high: 1.0,
        },
        Cosh => x.abs().rising(value).within(Range {
            low: 1.0,
            high: f64::INFINITY,
        }),
        Sech => Range {
            low: 0.0,
            high: 1.0,
        },
        Tanh | Erf => x.rising(value).within(Range {
            low: -1.0,
            high: 1.0,
        }),
        Cbrt | Sinh | Asinh | Atan => x.rising(value),
        Asin | Acsc => signed(x, between(-FRAC_PI_2, FRAC_PI_2)),
        Acos | Asec | Acot => between(0.0, PI),
        Acosh | Asech => NOT_NEGATIVE,
        Atanh | Acoth | Csch | Coth | Acsch => signed(x, ALL),
        Abs => x.abs(),
        Sign => {
            let sign = |x: f64| f64::from(i8::from(x > 0.0) - i8::from(x < 0.0));
            Range {
                low: sign(x.low),
                high: sign(x.high),
            }
        }
        Floor | Ceil | Round => Range {
            low: value(x.low),
            high: value(x.high),
        },
        // The least value, near 1.46, is 0.8856… (DLMF 5.4.19).
        Gamma if x.low >= 0.0 => Range {
            low: 0.88,
            high: f64::INFINITY,
        },
        _ => ALL,
    }
}

/// The half of a range that has the sign of the argument.
fn signed(x: Range, range: Range) -> Range {
    match x.sign() {
        1 => range.within(NOT_NEGATIVE),
        -1 => range.within(NOT_NEGATIVE.negative()),
        _ => range,
    }
}

/// The same for two arguments.
pub(super) fn of_two(f: Function, x: Range, y: Range) -> Range {
    match f {
        Function::Min => Range {
            low: x.low.min(y.low),
            high: x.high.min(y.high),
        },
        Function::Max => Range {
            low: x.low.max(y.low),
            high: x.high.max(y.high),
        },
        Function::Hypot => NOT_NEGATIVE,
        Function::Atan2 => widened(-std::f64::consts::PI, std::f64::consts::PI),
        Function::Log if x.high <= 0.0 || y.high <= 0.0 => NOWHERE,
        Function::Log if y.low == 1.0 && y.high == 1.0 => NOWHERE,
        _ => ALL,
    }
}
