//! The slope at a point, or the truthful reason why there is none.
//!
//! Where all parts of the function are smooth, the derivative is evaluated; where one is not, or
//! has no value, the one-sided expansions of [`super::one_sided`] decide.

pub use crate::slope::one_sided::Reason;

use crate::calculus::derivative;
use crate::calculus::jet::Jet;
use crate::expression::{Graph, Id, Variable};
use crate::notation::error::Error;
use crate::number::work;
use crate::slope::one_sided::{self, Existence, Sided, Sides};
use crate::slope::{self, Effort, Number, Trouble, taylor};
use std::cmp::Ordering;

/// Nodes by which a derivative's formula may grow before its value is found by a Taylor series.
pub(super) const SHORT: usize = 500;

/// What is found when the slope at a point is asked for.
#[derive(Clone, Debug)]
pub enum SlopeOutcome {
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
    /// Of what.
    pub of: Lacking,
    /// Towards smaller values.
    pub left: OneSided,
    /// Towards larger values.
    pub right: OneSided,
    /// The value that would fill a hole.
    pub limit: Option<Number>,
    /// Whether there is a value at the point, and none beside it.
    pub alone: bool,
    /// The part that has no value, or is not smooth, or could not be settled.
    pub trouble: Trouble,
}

impl Absence {
    /// Whether it is known what the function does on both sides; else it may have a finer reason
    /// than that it has no value.
    pub fn tells_both_sides(&self) -> bool {
        let unknown = |side: &OneSided| matches!(side, OneSided::Unknown);
        !unknown(&self.left) && !unknown(&self.right)
    }
}

/// The derivative that is not there, of which any higher one that was asked for is a derivative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// By which variable.
    pub variable: Variable,
    /// Its order: what it is the slope of has the order below.
    pub order: u32,
    /// The order that was asked for.
    pub wanted: u32,
    /// The side that was asked for.
    pub asked: Asked,
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
) -> Result<SlopeOutcome, Error> {
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
) -> Result<SlopeOutcome, Error> {
    let mut by_series = None;
    let formula = match derivative::of_order_within(graph, function, variable, order, SHORT)? {
        Some(formula) => formula,
        None => {
            let jet = Jet::new(graph, function, variable, order as usize);
            match jet.and_then(|jet| taylor::derivative(&jet, graph, point, effort)) {
                Some((number, false)) => return Ok(SlopeOutcome::Slope(number)),
                other => by_series = other.map(|(number, _)| number),
            }
            slope::formula(graph, function, variable, order)?
        }
    };
    let smooth = slope::smooth_slope(graph, function, formula, variable, point, effort);
    let trouble = match (smooth, by_series) {
        (Ok(number), _) | (Err(_), Some(number)) => return Ok(SlopeOutcome::Slope(number)),
        (Err(trouble), None) => trouble,
    };
    let absent = |reason, trouble| {
        Ok(SlopeOutcome::None(Box::new(Absence {
            reason,
            of: Lacking {
                variable,
                order,
                wanted: order,
                asked,
            },
            left: OneSided::Unknown,
            right: OneSided::Unknown,
            limit: None,
            alone: false,
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
    let sided = sided(graph, function, variable, order, point)?;
    Ok(read(graph, &sided, variable, asked, trouble, effort))
}

/// What the derivatives of a function do on both sides of a point, up to that of some order.
#[derive(Clone, Copy, Debug)]
pub struct Behaviour {
    /// Both sides of the derivative below: their slopes are the one-sided derivatives of the order
    /// that was asked for.
    pub sides: Sides,
    /// Whether the derivative of that order exists, or what the first one that doesn't lacks.
    pub existence: Existence,
    /// The order of the derivative that `existence` speaks of.
    pub order: u32,
    /// The order that was asked for.
    pub wanted: u32,
    /// Of the left and of the right side the first derivative that is not there, and what its slope does.
    pub lacking: [Option<(u32, Sided)>; 2],
}

/// What decides where the formula of the derivative does not: a derivative is the slope of the one
/// below, on both sides or on one, with the value that this has at the point.
///
/// # Errors
/// Where the derivative cannot be formed.
pub fn sided(
    graph: &mut Graph,
    function: Id,
    variable: Variable,
    order: u32,
    point: &[(Variable, Id)],
) -> Result<Behaviour, Error> {
    let (mut sides, existence) = one_sided::existence(graph, function, variable, point);
    let mut first = (existence, 1);
    let finite = |side: Sided| matches!(side, Sided::Slope(_));
    let mut lacking = [None; 2];
    let mut lack = |order: u32, sides: &Sides| {
        for (known, side) in lacking
            .iter_mut()
            .zip([sides.left.slope, sides.right.slope])
        {
            if known.is_none() && !finite(side) {
                *known = Some((order, side));
            }
        }
    };
    lack(1, &sides);
    let locals = match order {
        1 => [function; 2],
        _ => one_sided::locals(graph, function, variable, point),
    };
    for above in 2..=order {
        if !finite(sides.left.slope) && !finite(sides.right.slope) {
            // Nor is there one of a higher order: what is infinite has no slope.
            for side in [&mut sides.left.slope, &mut sides.right.slope] {
                if let Sided::Infinite(_) = side {
                    *side = Sided::Jump;
                }
            }
            break;
        }
        let mut below = locals;
        for local in &mut below {
            *local = slope::formula(graph, *local, variable, above - 1)?;
        }
        let (next, existence) = one_sided::existence_above(graph, below, variable, point, &sides);
        sides = next;
        lack(above, &sides);
        if let (Existence::Slope(_), _) = first {
            first = (existence, above);
        }
    }
    let (existence, first) = first;
    Ok(Behaviour {
        sides,
        existence,
        order: first,
        wanted: order,
        lacking,
    })
}

fn read(
    graph: &mut Graph,
    behaviour: &Behaviour,
    variable: Variable,
    asked: Asked,
    trouble: Trouble,
    effort: Effort,
) -> SlopeOutcome {
    let Behaviour {
        mut sides,
        existence,
        mut order,
        ..
    } = *behaviour;
    let wanted = match (asked, existence) {
        (Asked::Left, _) => Some(sides.left.slope),
        (Asked::Right, _) => Some(sides.right.slope),
        (Asked::Both, Existence::Slope(id)) => Some(Sided::Slope(id)),
        _ => None,
    };
    // One side that is asked for tells its own story: the first derivative that it lacks.
    let mut reason = existence.reason();
    let (side, lacking) = match asked {
        Asked::Left => (Some(&mut sides.left.slope), behaviour.lacking[0]),
        Asked::Right => (Some(&mut sides.right.slope), behaviour.lacking[1]),
        Asked::Both => (None, None),
    };
    if let (Some(known), Some(side), Some((first, slope))) = (reason, side, lacking)
        && known.has_value()
        && let Some(own) = known.of_one_side(slope)
    {
        (*side, order, reason) = (slope, first, Some(own));
    }
    let of = Lacking {
        variable,
        order,
        wanted: behaviour.wanted,
        asked,
    };
    if let Some(Sided::Slope(id)) = wanted {
        return match slope::value(graph, id, &[], effort) {
            Ok(number) => SlopeOutcome::Slope(number),
            Err(trouble) => SlopeOutcome::None(Box::new(Absence {
                reason: Reason::Undecided,
                of,
                left: OneSided::Unknown,
                right: OneSided::Unknown,
                limit: None,
                alone: false,
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
    // A slope on both sides that was asked for on one alone, where it is infinite, say; or what was asked
    // for is not known, whatever there is on the other side.
    let reason = match wanted {
        Some(Sided::Unknown) => None,
        _ => reason,
    };
    let reason = reason.unwrap_or(Reason::Undecided);
    SlopeOutcome::None(Box::new(Absence {
        reason,
        of,
        left,
        right,
        limit,
        alone: existence == Existence::Alone,
        trouble,
    }))
}
