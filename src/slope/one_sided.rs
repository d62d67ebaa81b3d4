//! What a function does on either side of a point: whether it has a slope there, and if not, why.
//!
//! Each part of the expression is expanded in the distance t > 0 from the point, as a series with
//! rational exponents, powers of ln t and coefficients that are expressions themselves; limits and
//! one-sided slopes are read off its first terms. A number is called 0 only if that is proved.

mod constants;
mod expand;
mod functions;
mod local;
mod places;
mod series;

pub use constants::ZeroTest;
pub use series::SeriesLimit;

use crate::equality;
use crate::equality::range::{Range, Ranges};
use crate::expression::simplify;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use constants::Constants;
use expand::{Expander, Expansion};
use places::Unsettled;
use series::Series;
use std::cmp::Ordering;

/// How many powers of t beyond the first series are kept: more are tried where fewer cancel.
const LENGTHS: [i64; 3] = [3, 6, 12];

/// Largest expression, in nodes, that is expanded; each costs up to some hundred products.
const MAX_PARTS: usize = 2_000;

/// Most nodes that coefficients may add to the graph: some megabytes, and below a second.
const MAX_GROWTH: usize = 30_000;

/// The slope towards one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sided {
    /// This number, an expression without variables.
    Slope(Id),
    /// The quotient grows without bound, upwards (`Greater`) or downwards (`Less`).
    Infinite(Ordering),
    /// The function does not tend to its value on this side, or has none.
    Jump,
    /// The function has no value on this side.
    Outside,
    /// Not found.
    Unknown,
}

/// What a function does on one side of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// What the function tends to.
    pub limit: SeriesLimit,
    /// What the quotient of differences from the value at the point tends to.
    pub slope: Sided,
}

/// A function at a point and on both sides of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// Towards smaller values of the moving variable.
    pub left: Side,
    /// Towards larger values of the moving variable.
    pub right: Side,
    /// The value at the point, an expression without variables.
    pub value: Option<Id>,
    /// The first part of the expression that has no value at the point.
    pub undefined: Option<Id>,
}

/// Whether there is a slope at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existence {
    /// There is, and this is it.
    Slope(Id),
    /// The sides have different slopes, of which one is finite at least.
    Corner,
    /// Infinite on both sides, with this one sign.
    Vertical(Ordering),
    /// Infinite on both sides, with opposite signs.
    Cusp,
    /// The function does not tend to its value on both sides, or has none and tends to two numbers.
    Jump,
    /// No value at the point; the function grows without bound on one side at least.
    Pole,
    /// No value at the point, where this one would make the function continuous.
    Hole(Id),
    /// The end of the domain, which belongs to it; there is a slope on one side.
    Edge,
    /// Outside the domain.
    Domain,
    /// A value at the point, and none beside it.
    Alone,
    /// No value at the point; what the function tends to on its sides was not found.
    NoValue,
    /// Not settled within the limits.
    Unknown,
}

/// Why there is no slope at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The sides have different slopes, of which one is finite at least.
    Corner,
    /// The curve stands upright.
    Vertical,
    /// Both sides stand upright, one climbing and one falling.
    Cusp,
    /// The function does not tend to its value on both sides.
    Jump,
    /// No value; the function grows without bound on one side at least.
    Pole,
    /// No value, where one would make the function continuous.
    Hole,
    /// The end of the domain, which belongs to it.
    End,
    /// Outside the domain, or alone in it.
    Domain,
    /// Not settled within the limits.
    Undecided,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 9] = [
        Reason::Corner,
        Reason::Vertical,
        Reason::Cusp,
        Reason::Jump,
        Reason::Pole,
        Reason::Hole,
        Reason::End,
        Reason::Domain,
        Reason::Undecided,
    ];

    /// The word for it in machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Corner => "corner",
            Reason::Vertical => "vertical",
            Reason::Cusp => "cusp",
            Reason::Jump => "jump",
            Reason::Pole => "pole",
            Reason::Hole => "hole",
            Reason::End => "end",
            Reason::Domain => "domain",
            Reason::Undecided => "undecided",
        }
    }

    /// Whether the function has a value there, with which each side has a slope or not.
    pub fn has_value(self) -> bool {
        matches!(
            self,
            Reason::Corner | Reason::Vertical | Reason::Cusp | Reason::Jump | Reason::End
        )
    }

    /// Why there is no slope towards one side, where this is why there is none altogether; `None`
    /// where that is not known.
    pub fn of_one_side(self, side: Sided) -> Option<Reason> {
        match side {
            // Where the function ends that is so seen from either side.
            _ if self == Reason::End => Some(self),
            Sided::Infinite(_) => Some(Reason::Vertical),
            Sided::Jump => Some(Reason::Jump),
            Sided::Outside => Some(Reason::End),
            Sided::Slope(_) | Sided::Unknown => None,
        }
    }
}

impl Existence {
    /// Why there is no slope, unless there is one.
    pub fn reason(self) -> Option<Reason> {
        Some(match self {
            Existence::Slope(_) => return None,
            Existence::Corner => Reason::Corner,
            Existence::Vertical(_) => Reason::Vertical,
            Existence::Cusp => Reason::Cusp,
            Existence::Jump => Reason::Jump,
            Existence::Pole => Reason::Pole,
            Existence::Hole(_) => Reason::Hole,
            Existence::Edge => Reason::End,
            Existence::Domain | Existence::Alone | Existence::NoValue => Reason::Domain,
            Existence::Unknown => Reason::Undecided,
        })
    }
}

/// What `root` does at a point and on both sides of it, and whether it has a slope there; with the
/// proofs of [`equality::is_zero`]. The arguments are those of [`sides`].
pub fn existence(
    graph: &mut Graph,
    root: Id,
    moving: Variable,
    point: &[(Variable, Id)],
) -> (Sides, Existence) {
    let sides = sides(graph, root, moving, point, &mut equality::is_zero);
    let existence = sides.existence(graph, &mut equality::is_zero);
    (sides, existence)
}

/// A function as it is left and right of a point, where what branches in it is settled.
pub fn locals(graph: &mut Graph, root: Id, moving: Variable, point: &[(Variable, Id)]) -> [Id; 2] {
    [false, true].map(|above| {
        let opened = local::opened(graph, root);
        let mut zero = equality::is_zero;
        let mut constants = Constants::new(graph, &mut zero, MAX_GROWTH);
        let ranges = ranges(&mut constants, opened, moving, point, above);
        let local = local::local(graph, opened, &ranges);
        // What comes of pieces may cancel: x + |x|.
        simplify::simplify(graph, local)
    })
}

/// The same of a derivative, `roots` left and right of the point, of which `below` is what the function
/// that it is the derivative of does: at the point its value is the slope of that, which the formula may
/// lack (`sinc'` at 0) or have no right to, and on a side where that has no slope it has none.
pub fn existence_above(
    graph: &mut Graph,
    roots: [Id; 2],
    moving: Variable,
    point: &[(Variable, Id)],
    below: &Sides,
) -> (Sides, Existence) {
    let ends = [below.left.slope, below.right.slope];
    let mut zero = equality::is_zero;
    let sides = sides_from(graph, roots, moving, point, Some(ends), &mut zero);
    let existence = sides.existence(graph, &mut zero);
    (sides, existence)
}

/// What `root` does at a point and on both sides of it, as `moving` moves and all else is held.
///
/// `point` gives each variable an expression without variables, `moving` included. `zero` is asked
/// whether an expression is 0 wherever it has a value. New nodes are added to the graph; those in
/// the answer have no variables and are evaluated like any expression.
///
/// A value is strict: every part of the expression needs one.
pub fn sides(
    graph: &mut Graph,
    root: Id,
    moving: Variable,
    point: &[(Variable, Id)],
    zero: ZeroTest<'_>,
) -> Sides {
    sides_from(graph, [root; 2], moving, point, None, zero)
}

/// As [`sides`] of a function that is one of two left and right, with the values that it has at the point
/// on either side where its own does not count.
fn sides_from(
    graph: &mut Graph,
    roots: [Id; 2],
    moving: Variable,
    point: &[(Variable, Id)],
    ends: Option<[Sided; 2]>,
    zero: ZeroTest<'_>,
) -> Sides {
    let unknown = Side {
        limit: SeriesLimit::Unknown,
        slope: Sided::Unknown,
    };
    let mut sides = Sides {
        left: unknown,
        right: unknown,
        value: None,
        undefined: None,
    };
    let at = point.iter().find(|(name, _)| *name == moving);
    let parts = graph.parts(&roots);
    let root = roots[0];
    let Some(&(_, at)) = at.filter(|_| parts.len() <= MAX_PARTS) else {
        return sides;
    };
    let mut constants = Constants::new(graph, zero, MAX_GROWTH);
    let at = constants.folded(at);
    let mut expander = Expander::new(&mut constants, moving, point, LENGTHS[0]);
    let numbers = expander.numbers(root, Some(at));
    let values = match ends {
        None => {
            sides.undefined = parts.into_iter().find(|id| matches!(numbers[id], Ok(None)));
            sides.value = numbers[&root].ok().flatten();
            if let Err(Unsettled) = numbers[&root] {
                return sides;
            }
            [sides.value; 2]
        }
        Some(ends) => ends.map(|end| match end {
            Sided::Slope(id) => Some(id),
            _ => None,
        }),
    };
    if ends.is_some() {
        sides.value = values[0].or(values[1]);
    }
    for (index, above) in [false, true].into_iter().enumerate() {
        let (value, root) = (values[index], roots[index]);
        let side = if above {
            &mut sides.right
        } else {
            &mut sides.left
        };
        match ends.map(|ends| ends[index]) {
            None | Some(Sided::Slope(_)) => {}
            Some(Sided::Unknown) => continue,
            Some(_) => {
                side.slope = Sided::Jump;
                continue;
            }
        }
        let ranges = ranges(&mut constants, root, moving, point, above);
        for length in LENGTHS {
            let expander = Expander::new(&mut constants, moving, point, length);
            let mut expander = expander.within(&ranges);
            let leaf = expander.beginning(at, above);
            let expansion = expander.expand(root, &leaf);
            *side = read(&mut constants, expansion, value, above);
            let settled = match value {
                Some(_) => side.slope != Sided::Unknown,
                None => side.limit != SeriesLimit::Unknown,
            };
            if settled || constants.is_spent() {
                break;
            }
        }
        // A function with a slope here has values on this side, and its derivative has: the rules have none.
        if ends.is_some() && side.slope == Sided::Outside {
            *side = unknown;
        }
    }
    sides
}

/// Between which ends all parts lie where the moving variable is within some tiny distance of the
/// point, on one side of it.
fn ranges(
    k: &mut Constants<'_>,
    root: Id,
    moving: Variable,
    point: &[(Variable, Id)],
    above: bool,
) -> Ranges {
    const REACH: f64 = 1e-12;
    const LEAST: f64 = 1e-30;
    let mut bounds = Vec::new();
    for &(variable, at) in point {
        let ball = k
            .value(at, 0)
            .and_then(|value| value.ball(constants::BITS[0]).ok());
        let Some((Ok(low), Ok(high))) = ball.map(|ball| (ball.lower(), ball.upper())) else {
            continue;
        };
        let mut range = Range::around(&low).hull(Range::around(&high));
        if variable == moving {
            let reach = LEAST + REACH * range.low.abs().max(range.high.abs());
            match above {
                true => range.high += reach,
                false => range.low -= reach,
            }
        }
        bounds.push((variable, range));
    }
    Ranges::bounded(k.graph, &[root], |_| false, &bounds)
}

/// Reads limit and slope off an expansion.
fn read(k: &mut Constants<'_>, expansion: Expansion, value: Option<Id>, above: bool) -> Side {
    let mut series = match expansion {
        Expansion::Series(series) => series,
        Expansion::Huge(sign) | Expansion::Grows(sign) | Expansion::Slow(sign) => {
            return Side {
                limit: SeriesLimit::Infinite(sign),
                slope: Sided::Jump,
            };
        }
        Expansion::Wavers => {
            return Side {
                limit: SeriesLimit::None,
                slope: Sided::Jump,
            };
        }
        Expansion::Outside => {
            return Side {
                limit: SeriesLimit::Outside,
                slope: Sided::Outside,
            };
        }
        Expansion::Unknown => {
            return Side {
                limit: SeriesLimit::Unknown,
                slope: Sided::Unknown,
            };
        }
    };
    let limit = series.limit(k);
    let slope = match value {
        Some(value) => slope(k, &series, value, above),
        None if limit == SeriesLimit::Unknown => Sided::Unknown,
        None => Sided::Jump,
    };
    Side { limit, slope }
}

/// The limit of (f − value)/t, with the sign of the side.
fn slope(k: &mut Constants<'_>, series: &Series, value: Id, above: bool) -> Sided {
    let value = Series::constant(k, value);
    let mut rise = series.minus(k, &value, &Rational::integer(LENGTHS[2]));
    match rise.limit(k) {
        SeriesLimit::Finite(limit) => match k.sign(limit) {
            Some(Ordering::Equal) => {}
            Some(_) => return Sided::Jump,
            None => return Sided::Unknown,
        },
        SeriesLimit::Infinite(_) | SeriesLimit::None => return Sided::Jump,
        SeriesLimit::Outside | SeriesLimit::Unknown => return Sided::Unknown,
    }
    // What the limit proved to be 0 is no term.
    rise.terms.retain(|t| !t.exponent.is_zero());
    match rise.shifted(&Rational::integer(-1), 0).limit(k) {
        SeriesLimit::Finite(slope) if above => Sided::Slope(slope),
        SeriesLimit::Finite(slope) => Sided::Slope(k.negative(slope)),
        SeriesLimit::Infinite(sign) if above => Sided::Infinite(sign),
        SeriesLimit::Infinite(sign) => Sided::Infinite(sign.reverse()),
        SeriesLimit::None | SeriesLimit::Outside | SeriesLimit::Unknown => Sided::Unknown,
    }
}

impl Sides {
    /// The slope, or why there is none. `graph` and `zero` as for [`sides`].
    pub fn existence(&self, graph: &mut Graph, zero: ZeroTest<'_>) -> Existence {
        let mut constants = Constants::new(graph, zero, MAX_GROWTH);
        let k = &mut constants;
        if self.value.is_some() {
            self.where_defined(k)
        } else if self.undefined.is_some() {
            self.where_undefined(k)
        } else {
            Existence::Unknown
        }
    }

    fn where_defined(&self, k: &mut Constants<'_>) -> Existence {
        use Sided::{Infinite, Jump, Outside, Slope, Unknown};
        match (self.left.slope, self.right.slope) {
            (Jump, _) | (_, Jump) => Existence::Jump,
            (Unknown, _) | (_, Unknown) => Existence::Unknown,
            (Outside, Outside) => Existence::Alone,
            (Outside, _) | (_, Outside) => Existence::Edge,
            (Infinite(a), Infinite(b)) if a == b => Existence::Vertical(a),
            (Infinite(_), Infinite(_)) => Existence::Cusp,
            (Slope(a), Slope(b)) => match k.compare(a, b) {
                Some(Ordering::Equal) => Existence::Slope(shorter(k.graph, a, b)),
                Some(_) => Existence::Corner,
                None => Existence::Unknown,
            },
            (Slope(_), Infinite(_)) | (Infinite(_), Slope(_)) => Existence::Corner,
        }
    }

    fn where_undefined(&self, k: &mut Constants<'_>) -> Existence {
        match (self.left.limit, self.right.limit) {
            (SeriesLimit::Infinite(_), _) | (_, SeriesLimit::Infinite(_)) => Existence::Pole,
            (SeriesLimit::Unknown, _) | (_, SeriesLimit::Unknown) => Existence::NoValue,
            (SeriesLimit::Outside | SeriesLimit::None, _)
            | (_, SeriesLimit::Outside | SeriesLimit::None) => Existence::Domain,
            (SeriesLimit::Finite(a), SeriesLimit::Finite(b)) => match k.compare(a, b) {
                Some(Ordering::Equal) => Existence::Hole(shorter(k.graph, a, b)),
                Some(_) => Existence::Jump,
                None => Existence::Unknown,
            },
        }
    }
}

/// Of two expressions with one value, a literal if there is one.
fn shorter(graph: &Graph, a: Id, b: Id) -> Id {
    match graph.node(b) {
        Node::Number(_) => b,
        _ => a,
    }
}
