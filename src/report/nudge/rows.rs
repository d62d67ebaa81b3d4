//! The rows of a table of nudges: in doubles, and without rounding.

use crate::calculus::quotient::{self, AlongLine, NudgeInDoubles, NudgePlace};
use crate::expression::{Graph, Id, Node};
use crate::number::apart::{as_written, is_lost};
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
    pub slope: Option<Rational>,
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
    match slope::value(graph, id, &[], Effort::digits(digits)) {
        Ok(number) => match number.rational() {
            Some(n) => Cell::Number(n.clone()),
            None => number
                .fraction()
                .map_or(Cell::Word("unknown"), Cell::Rounded),
        },
        Err(slope::Trouble::Outside { .. }) => Cell::Word("no value"),
        Err(_) => Cell::Word("unknown"),
    }
}

fn difference(a: &Cell, b: Option<&Rational>) -> Cell {
    match (a.number(), b) {
        (Some(a), Some(b)) => Cell::Number(a - b),
        (Some(_), None) => Cell::Word("unknown"),
        (None, _) => a.clone(),
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
    let reference = certified(graph, ratio_id, digits.max(REFERENCE_DIGITS));
    let truncation = match slope {
        Some((_, derivative)) => {
            let off = graph.add(Node::Difference(ratio_id, derivative));
            certified(graph, off, exact.unwrap_or(digits))
        }
        None => Cell::Word("no slope"),
    };
    let rounding = difference(&Cell::double(nudge.ratio), reference.number());
    let exact = exact.map(|digits| {
        let there = quotient::exact_there(graph, place, eps);
        let change = quotient::exact_change(graph, place, eps);
        let back = graph.add(Node::Negative(eps));
        let left = quotient::exact_ratio(graph, place, back);
        NudgeColumns {
            there: certified(graph, there, digits),
            change: certified(graph, change, digits),
            ratio: certified(graph, ratio_id, digits),
            left: certified(graph, left, digits),
        }
    });
    let doubles = NudgeColumns {
        there: Cell::double(nudge.there),
        change: Cell::double(nudge.change),
        ratio: Cell::double(nudge.ratio),
        left: Cell::double(line.nudge(-nudge.eps).ratio),
    };
    let predicted = match slope.map(|(number, _)| (number.rational(), number.fraction())) {
        Some((Some(slope), _)) => Cell::Number(slope * &amount),
        Some((None, Some(slope))) => Cell::Rounded(&slope * &amount),
        _ => Cell::Word("no slope"),
    };
    NudgeRow {
        eps: amount,
        nudge,
        predicted,
        slope: slope.and_then(|(number, _)| number.fraction()),
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
            None => Cell::Word("no slope"),
            Some(slope) => {
                let whole = difference(&self.doubles.ratio, Some(slope));
                let slope = as_written(slope, digits);
                let shown = difference(&Cell::Number(ratio), slope.as_ref());
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
