//! What functions are next to their poles, in terms of what they are elsewhere.

use crate::expression::formula::{Formula, number};
use crate::expression::functions::Function;

/// Furthest pole of gamma from 0 that is shifted to the right of 0, one factor for each step.
const MAX_SHIFT: i64 = 64;

/// Gamma next to a pole, 0 or below: DLMF 5.5.1.
pub(super) fn gamma_near_pole(a: &[Formula], pole: Option<i64>) -> Option<Formula> {
    let pole = pole.filter(|&pole| pole >= -MAX_SHIFT)?;
    let x = &a[0];
    let shifted = Formula::Call(Function::Gamma, vec![x.clone() + number(1 - pole)]);
    Some((pole..=0).fold(shifted, |product, k| product / (x.clone() - number(k))))
}

/// `polygamma(order, x)` next to a pole, 0 or below: DLMF 5.15.5.
pub(super) fn polygamma_near_pole(a: &[Formula], pole: Option<i64>) -> Option<Formula> {
    const MAX_ORDER: i64 = 12;
    let (&Formula::Number(order @ 0..=MAX_ORDER), x) = (&a[0], &a[1]) else {
        return None;
    };
    let pole = pole.filter(|&pole| pole >= -MAX_SHIFT)?;
    let factorial: i64 = (1..=order).product();
    let factor = if order % 2 == 0 {
        factorial
    } else {
        -factorial
    };
    let shifted = Formula::Call(
        Function::Polygamma,
        vec![number(order), x.clone() + number(1 - pole)],
    );
    Some((pole..=0).fold(shifted, |sum, k| {
        sum - number(factor) / (x.clone() - number(k)).to_the(number(order + 1))
    }))
}
