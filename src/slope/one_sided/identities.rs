//! What functions are near their poles and towards infinity, in terms of functions whose behaviour
//! there is known: ln, exp, roots and quotients.
//!
//! Each holds only where it is said to; the value at the point itself never comes from here.

use crate::expression::formula::{Formula, call, number};
use crate::expression::functions::{Constant, Function};
use Function::{
    Abs, Acos, Acosh, Acot, Acoth, Acsc, Acsch, Asec, Asech, Asin, Asinh, Atan, Atanh, Cos, Cosh,
    Cot, Coth, Csc, Csch, Erf, Exp, Gamma, Ln, Polygamma, Sec, Sech, Sign, Sin, Sinh, Sqrt, Tan,
    Tanh,
};

/// Furthest pole of gamma from 0 that is shifted to the right of 0, one factor for each step.
pub(super) const MAX_SHIFT: i64 = 64;

/// The function as a quotient of others, or next to the poles and logarithmic ends of its domain.
///
/// `pole`: the break of gamma, 0 or below, if that is what it is and it is a small number.
/// Sources: DLMF 4.14.4 to 4.14.7, 4.28.4 to 4.28.7, 4.37.7 to 4.37.9, 4.37.24, 5.5.1.
pub(super) fn near_pole(function: Function, x: &Formula, pole: Option<i64>) -> Option<Formula> {
    let x = || x.clone();
    let ln_abs = |a| call(Ln, call(Abs, a));
    Some(match function {
        Tan => call(Sin, x()) / call(Cos, x()),
        Cot => call(Cos, x()) / call(Sin, x()),
        Sec => number(1) / call(Cos, x()),
        Csc => number(1) / call(Sin, x()),
        Csch => number(1) / call(Sinh, x()),
        Coth => call(Cosh, x()) / call(Sinh, x()),
        Tanh => call(Sinh, x()) / call(Cosh, x()),
        Sech => number(1) / call(Cosh, x()),
        Atanh | Acoth => (ln_abs(number(1) + x()) - ln_abs(number(1) - x())) / number(2),
        Acsch => call(Asinh, number(1) / x()),
        Asech => call(Acosh, number(1) / x()),
        Gamma => {
            let pole = pole.filter(|&pole| pole >= -MAX_SHIFT)?;
            let shifted = call(Gamma, x() + number(1 - pole));
            (pole..=0).fold(shifted, |product, k| product / (x() - number(k)))
        }
        _ => return None,
    })
}

/// `polygamma(order, x)` next to its pole, DLMF 5.15.5.
pub(super) fn polygamma_near_pole(order: i64, x: &Formula, pole: i64) -> Option<Formula> {
    const MAX_ORDER: i64 = 12;
    if pole < -MAX_SHIFT || !(0..=MAX_ORDER).contains(&order) {
        return None;
    }
    let factorial: i64 = (1..=order).product();
    let factor = if order % 2 == 0 {
        factorial
    } else {
        -factorial
    };
    let shifted = Formula::Call(Polygamma, vec![number(order), x.clone() + number(1 - pole)]);
    Some((pole..=0).fold(shifted, |sum, k| {
        sum - number(factor) / (x.clone() - number(k)).to_the(number(order + 1))
    }))
}

/// The function where its argument grows without bound, upwards (`up`) or downwards; `None` where
/// it is not known or has no limit.
///
/// Sources: DLMF 4.23.4 to 4.23.6, 4.28.1 to 4.28.7, 4.37.7 to 4.37.9, 4.37.16, 4.37.19.
pub(super) fn towards_infinity(function: Function, x: &Formula, up: bool) -> Option<Formula> {
    let x = || x.clone();
    let over = || number(1) / x();
    let sign = number(if up { 1 } else { -1 });
    let away = || if up { x() } else { -x() };
    let e2 = || call(Exp, number(2) * away());
    let (grows, falls) = (call(Exp, away()), call(Exp, -away()));
    let right_angle = || Formula::Constant(Constant::Pi) / number(2);
    Some(match function {
        Atan => sign * right_angle() - call(Atan, over()),
        Acot => right_angle() - sign * right_angle() + call(Atan, over()),
        Tanh => sign * (number(1) - number(2) / (e2() + number(1))),
        Coth => sign * (number(1) + number(2) / (e2() - number(1))),
        Cosh => (grows + falls) / number(2),
        Sinh => sign * (grows - falls) / number(2),
        Sech => number(2) / (grows + falls),
        Csch => sign * number(2) / (grows - falls),
        Asinh => sign * call(Ln, away() + call(Sqrt, x().squared() + number(1))),
        Acosh if up => call(Ln, x() + call(Sqrt, x().squared() - number(1))),
        Asec => call(Acos, over()),
        Acsc => call(Asin, over()),
        Acoth => call(Atanh, over()),
        Acsch => call(Asinh, over()),
        Sign => sign,
        Abs => away(),
        _ => return None,
    })
}

/// Is it known to stay between two numbers whatever its argument does?
pub(super) fn is_bounded(function: Function) -> bool {
    matches!(function, Sin | Cos | Atan | Sign | Tanh | Erf)
}
