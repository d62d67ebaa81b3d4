//! The slope at a point, or the truthful reason why there is none.
//!
//! Where all parts of the function are smooth, the derivative is evaluated; where one is not, or
//! has no value, the one-sided expansions of [`super::one_sided`] decide.

pub use crate::slope::one_sided::Reason;

use crate::expression::{Graph, Id, Variable};
use crate::notation::error::Error;
use crate::number::work;
use crate::slope::one_sided::{self, Existence, Sided, Sides};
use crate::slope::{self, Effort, Number, Trouble};
use std::cmp::Ordering;

/// What is found when the slope at a point is asked for.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The slope.
    Slope(Number),
    /// There is none, or it was not settled.
    None(Box<Absence>),
}

/// Why there is no slope, with what is known of both sides.
#[derive(Clone, Debug)]
pub struct Absence {
    /// Why.
    pub reason: Reason,
    /// Towards smaller values.
    pub left: OneSided,
    /// Towards larger values.
    pub right: OneSided,
    /// The value that would fill a hole.
    pub limit: Option<Number>,
    /// The part that has no value, or is not smooth, or could not be settled.
    pub trouble: Trouble,
}

/// The slope towards one side.
#[derive(Clone, Debug)]
pub enum OneSided {
    /// This number.
    Number(Number),
    /// It grows without bound, upwards (`Greater`) or downwards (`Less`).
    Infinite(Ordering),
    /// There is none: a jump, or no value on this side.
    None,
    /// Not settled.
    Unknown,
}

/// Which sides of the point count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// Both.
    #[default]
    Both,
    /// Smaller values alone.
    Left,
    /// Larger values alone.
    Right,
}

/// The derivative of the given order (1 or more) by `variable` at a point.
///
/// `point`: each variable with an expression without variables; all but `variable` are held still.
///
/// # Errors
/// Where the derivative cannot be formed: an order past the limit, a function without a rule.
pub fn slope(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    order: u32,
    point: &[(Variable, Id)],
    asked: Asked,
    effort: Effort,
) -> Result<Outcome, Error> {
    work::within(effort.work(), || {
        found(graph, function, variable, order, point, asked, effort)
    })
}

fn found(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    order: u32,
    point: &[(Variable, Id)],
    asked: Asked,
    effort: Effort,
) -> Result<Outcome, Error> {
    let formula = slope::formula(graph, function, variable, order)?;
    let trouble = match slope::smooth_slope(graph, function, formula, variable, point, effort) {
        Ok(number) => return Ok(Outcome::Slope(number)),
        Err(trouble) => trouble,
    };
    let absent = |reason, trouble| {
        Ok(Outcome::None(Box::new(Absence {
            reason,
            left: OneSided::Unknown,
            right: OneSided::Unknown,
            limit: None,
            trouble,
        })))
    };
    // A part that is too near its break for an enclosure may be proved to sit on it.
    if matches!(
        trouble,
        Trouble::Undecided { node: None, .. }
            | Trouble::TooLarge { .. }
            | Trouble::TooMuchWork { .. }
    ) {
        return absent(Reason::Undecided, trouble);
    }
    // A derivative of higher order is the slope of the one below, which has to exist and to have
    // the value that its formula says.
    let mut below = function;
    for lower in 1..order {
        below = slope::formula(graph, function, variable, lower)?;
        let exists = slope(graph, function, variable, lower, point, Asked::Both, effort)?;
        let Outcome::Slope(real) = exists else {
            return Ok(exists);
        };
        let formal = slope::value(graph, below, point, effort).ok();
        if real.rational().is_none()
            || real.rational() != formal.as_ref().and_then(Number::rational)
        {
            return absent(Reason::Undecided, trouble);
        }
    }
    let (sides, existence) = one_sided::existence(graph, below, variable, point);
    Ok(read(graph, &sides, existence, asked, trouble, effort))
}

fn read(
    graph: &mut Graph,
    sides: &Sides,
    existence: Existence,
    asked: Asked,
    trouble: Trouble,
    effort: Effort,
) -> Outcome {
    let wanted = match (asked, existence) {
        (Asked::Left, _) => Some(sides.left.slope),
        (Asked::Right, _) => Some(sides.right.slope),
        (Asked::Both, Existence::Slope(id)) => Some(Sided::Slope(id)),
        _ => None,
    };
    if let Some(Sided::Slope(id)) = wanted {
        return match slope::value(graph, id, &[], effort) {
            Ok(number) => Outcome::Slope(number),
            Err(trouble) => Outcome::None(Box::new(Absence {
                reason: Reason::Undecided,
                left: OneSided::Unknown,
                right: OneSided::Unknown,
                limit: None,
                trouble,
            })),
        };
    }
    let mut one = |side: Sided| match side {
        Sided::Slope(id) => {
            slope::value(graph, id, &[], effort).map_or(OneSided::Unknown, OneSided::Number)
        }
        Sided::Infinite(sign) => OneSided::Infinite(sign),
        Sided::Jump | Sided::Outside => OneSided::None,
        Sided::Unknown => OneSided::Unknown,
    };
    let (left, right) = (one(sides.left.slope), one(sides.right.slope));
    let limit = match existence {
        Existence::Hole(id) => slope::value(graph, id, &[], effort).ok(),
        _ => None,
    };
    // A slope on both sides that was asked for on one alone, where it is infinite, say.
    let reason = existence.reason().unwrap_or(Reason::Undecided);
    Outcome::None(Box::new(Absence {
        reason,
        left,
        right,
        limit,
        trouble,
    }))
}
