//! The rows of a table of nudges: in doubles, and without rounding.

use crate::calculus::quotient::{self, AlongLine, NudgeInDoubles, NudgePlace};
use crate::expression::{Graph, Id, Node};
use crate::number::apart::{as_written, is_lost};
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use crate::report::columns::Cell;
use crate::report::figure::Figure;
use crate::report::record::{Digits, record};
use crate::slope::{self, Effort, Number};

/// Digits to which the exact ratio is known when the rounding of doubles is measured against it.
const REFERENCE_DIGITS: usize = 40;

/// One row: a nudge to the right and one to the left.
#[derive(Clone, Debug)]
pub struct NudgeRow {
    /// ε as it was typed, to the digits of a table where it is no short decimal.
    pub eps: Rational,
    /// ε in doubles.
    pub nudge: NudgeInDoubles,
    /// slope·ε
    pub predicted: Cell,
    /// The slope, where there is one.
    pub slope: Cell,
    /// What doubles make of it.
    pub doubles: NudgeColumns,
    /// Without rounding, where that was asked for.
    pub exact: Option<NudgeColumns>,
    /// What is left of the difference without any rounding: the bend of the curve.
    pub truncation: Cell,
    /// What the rounding of doubles adds.
    pub rounding: Cell,
}

/// The columns that are computed in one way or the other.
#[derive(Clone, Debug)]
pub struct NudgeColumns {
    /// J(w + ε)
    pub there: Cell,
    /// ΔJ
    pub change: Cell,
    /// ΔJ / ε
    pub ratio: Cell,
    /// ΔJ / ε to the left
    pub left: Cell,
}

record! {
    /// A row as keys.
    pub struct RowKeys {
        /// the nudge
        pub eps: Figure,
        /// the slope times the nudge, null without a slope
        pub predicted: Option<Figure>,
        /// without rounding
        pub exact: ExactKeys,
        /// what doubles make of it
        pub doubles: DoubleKeys,
        /// the ratio in doubles minus that without rounding
        pub rounding: Option<Digits>,
    }
}

record! {
    /// Columns without rounding; null where there is no value.
    pub struct ExactKeys {
        /// the function's value at the nudged point
        pub value: Option<Figure>,
        /// that value minus the one at the point
        pub change: Option<Figure>,
        /// the change divided by the nudge
        pub ratio: Option<Figure>,
        /// the ratio minus the slope
        pub off_by: Option<Figure>,
        /// the ratio of the same nudge to the left
        pub left: Option<Figure>,
    }
}

record! {
    /// Columns in doubles; null where there is no value, or none that a double holds.
    pub struct DoubleKeys {
        /// the function's value at the nudged point
        pub value: Option<Digits>,
        /// that value minus the one at the point
        pub change: Option<Digits>,
        /// the change divided by the nudge
        pub ratio: Option<Digits>,
        /// the ratio minus the slope, as they are shown
        pub off_by: Option<Digits>,
        /// the ratio of the same nudge to the left
        pub left: Option<Digits>,
    }
}

fn certified(graph: &mut Graph, id: Id, digits: usize) -> Cell {
    cell(slope::value(graph, id, &[], Effort::digits(digits)).as_ref())
}

fn cell(found: Result<&Number, &slope::Trouble>) -> Cell {
    match found {
        Ok(number) => Cell::certified(number),
        Err(slope::Trouble::Outside { .. }) => Cell::Word("no value"),
        Err(_) => Cell::Word("unknown"),
    }
}

/// The difference of two certified numbers, where what is known of them tells its digits.
fn apart(one: &Number, other: &Number, digits: usize) -> Option<Cell> {
    if let (Some(one), Some(other)) = (one.rational(), other.rational()) {
        return Some(Cell::Number(one - other));
    }
    let bits = one.bits.max(other.bits);
    let ball = |number: &Number| match number.rational() {
        Some(n) => Some(Ball::from_rational(n, bits)),
        None => number.ball.clone(),
    };
    let decimal = ball(one)?.sub(&ball(other)?, bits).decimal(digits)?;
    Some(Cell::rounded(decimal))
}

/// What doubles make of a number, less another number.
fn difference(double: &Cell, other: &Cell) -> Cell {
    let Some(n) = double.number() else {
        return double.clone();
    };
    match other {
        Cell::Number(other) | Cell::Rounded(other) => Cell::Number(n - other),
        // No digit of a double is as far down.
        Cell::Far(far) if far.exponent < 0 && !n.is_zero() => Cell::Rounded(n.clone()),
        Cell::Far(far) => Cell::Far(far.negated()),
        Cell::Word(_) => Cell::Word("unknown"),
    }
}

/// A certified number times a fraction.
fn times(number: &Number, n: &Rational, digits: usize) -> Cell {
    match Cell::certified(number) {
        Cell::Number(slope) => Cell::Number(&slope * n),
        Cell::Rounded(slope) => Cell::Rounded(&slope * n),
        Cell::Far(_) => {
            let bits = number.bits.max(64);
            let product = number
                .ball
                .as_ref()
                .and_then(|ball| ball.mul(&Ball::from_rational(n, bits), bits).ok());
            let known = |product: Ball| (1..=digits).rev().find_map(|d| product.decimal(d));
            product
                .and_then(known)
                .map_or(Cell::Word("unknown"), Cell::Far)
        }
        word @ Cell::Word(_) => word,
    }
}

/// Why a nudge can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNudge {
    /// It is 0: the ratio would be 0/0.
    Zero,
    /// It has no value.
    NoValue,
    /// Its value takes more work than a question may.
    TooMuchWork,
}

/// What ε is, to the digits of a table where it is no fraction.
///
/// # Errors
/// Where it has no value, none that is known, or is 0.
pub fn amount(graph: &mut Graph, eps: Id) -> Result<Rational, NoNudge> {
    let value = match slope::value(graph, eps, &[], Effort::digits(REFERENCE_DIGITS)) {
        Ok(number) => number.fraction().ok_or(NoNudge::TooMuchWork)?,
        Err(slope::Trouble::Outside { .. }) => return Err(NoNudge::NoValue),
        Err(_) => return Err(NoNudge::TooMuchWork),
    };
    match value.is_zero() {
        true => Err(NoNudge::Zero),
        false => Ok(value),
    }
}

/// Computes one row in doubles, and without rounding to that many `digits` if they are given.
/// `eps` is ε with its [`amount`]; `derivative` is the derivative at the point and `slope` its value,
/// where there is one.
pub fn row(
    graph: &mut Graph,
    place: &NudgePlace,
    line: &AlongLine,
    (eps, amount): (Id, Rational),
    slope: Option<(&Number, Id)>,
    (digits, exact): (usize, Option<usize>),
) -> NudgeRow {
    let nudge = line.nudge(amount.to_f64());
    let ratio_id = quotient::exact_ratio(graph, place, eps);
    // The digits that a row has, or as many as tell how far doubles are off.
    let most = exact.unwrap_or(digits);
    let effort = Effort::digits(most.max(REFERENCE_DIGITS));
    let ratio = slope::value(graph, ratio_id, &[], effort);
    let reference = cell(ratio.as_ref());
    let truncation = match (slope, &ratio) {
        (Some((number, derivative)), Ok(ratio)) => {
            apart(ratio, number, most).unwrap_or_else(|| {
                let off = graph.add(Node::Difference(ratio_id, derivative));
                certified(graph, off, most)
            })
        }
        // Without a ratio there is nothing to take the slope from.
        (Some(_), Err(_)) => reference.clone(),
        (None, _) => Cell::Word("no slope"),
    };
    let rounding = difference(&Cell::double(nudge.ratio), &reference);
    let exact = exact.map(|digits| {
        let there = quotient::exact_there(graph, place, eps);
        let change = quotient::exact_change(graph, place, eps);
        let back = graph.add(Node::Negative(eps));
        let left = quotient::exact_ratio(graph, place, back);
        NudgeColumns {
            there: certified(graph, there, digits),
            change: match &ratio {
                Ok(_) => certified(graph, change, digits),
                Err(_) => reference.clone(),
            },
            ratio: match &ratio {
                Ok(number) if number.rational().is_none() => Cell::rounded(number.shorter(digits)),
                _ => reference.clone(),
            },
            left: certified(graph, left, digits),
        }
    });
    let doubles = NudgeColumns {
        there: Cell::double(nudge.there),
        change: Cell::double(nudge.change),
        ratio: Cell::double(nudge.ratio),
        left: Cell::double(line.nudge(-nudge.eps).ratio),
    };
    let predicted = slope.map_or(Cell::Word("no slope"), |(number, _)| {
        times(number, &amount, number.decimal.digits.len().max(digits))
    });
    NudgeRow {
        eps: amount,
        nudge,
        predicted,
        slope: slope.map_or(Cell::Word("no slope"), |(number, _)| {
            Cell::certified(number)
        }),
        doubles,
        exact,
        truncation,
        rounding,
    }
}

impl NudgeRow {
    /// The columns without rounding where `exact` asks for them, else those in doubles.
    pub fn columns(&self, exact: bool) -> &NudgeColumns {
        match &self.exact {
            Some(columns) if exact => columns,
            _ => &self.doubles,
        }
    }

    /// The ratio minus the slope. Columns agree with each other as they are read: what is shown to
    /// that many digits is what is subtracted.
    pub fn off(&self, digits: usize, exact: bool) -> Cell {
        if exact {
            return self.truncation.clone();
        }
        let ratio = self.doubles.ratio.number();
        let Some(ratio) = ratio.and_then(|ratio| as_written(ratio, digits)) else {
            return self.doubles.ratio.clone();
        };
        match &self.slope {
            word @ Cell::Word(_) => word.clone(),
            Cell::Far(_) => difference(&self.doubles.ratio, &self.slope),
            Cell::Number(slope) | Cell::Rounded(slope) => {
                let whole = difference(&self.doubles.ratio, &self.slope);
                let slope = as_written(slope, digits).map_or(Cell::Word("unknown"), Cell::Number);
                let shown = difference(&Cell::Number(ratio), &slope);
                // Where what is shown has lost the difference, it is told all the same.
                match (whole.number(), shown.number()) {
                    (Some(whole), Some(shown)) if is_lost(whole, shown) => {
                        Cell::Rounded(whole.clone())
                    }
                    _ => shown,
                }
            }
        }
    }

    /// The row for programs, to that many digits.
    pub fn keys(&self, digits: usize) -> RowKeys {
        let (doubles, exact) = (&self.doubles, self.columns(true));
        RowKeys {
            eps: Figure::rational(&self.eps, digits),
            predicted: self.predicted.figure(digits),
            exact: ExactKeys {
                value: exact.there.figure(digits),
                change: exact.change.figure(digits),
                ratio: exact.ratio.figure(digits),
                off_by: self.truncation.figure(digits),
                left: exact.left.figure(digits),
            },
            doubles: DoubleKeys {
                value: doubles.there.digits(digits),
                change: doubles.change.digits(digits),
                ratio: doubles.ratio.digits(digits),
                off_by: self.off(digits, false).digits(digits),
                left: doubles.left.digits(digits),
            },
            rounding: self.rounding.digits(digits),
        }
    }
}
