//! What is special about a curve at a place that enclosures could not settle.
//!
//! Where the place is a short fraction or a multiple of π/12, the one-sided expansions tell; else
//! the values on both sides do.

use crate::expression::functions::Constant;
use crate::expression::{Graph, Id, Node};
use crate::number::double;
use crate::number::rational::Rational;
use crate::number::work;
use crate::picture::evaluator::{BEYOND, Evaluator};
use crate::picture::figure;
use crate::picture::special::{SpecialKind, SpecialPlace};
use crate::slope::existence::{self, Absence, SlopeOutcome};
use crate::slope::one_sided::Reason;
use crate::slope::{self, Effort, Trouble};

/// Work on one place: some hundredths of a second.
const WORK: u64 = 40_000_000;

/// The same in bits.
const EFFORT: Effort = Effort {
    digits: slope::DIGITS,
    extra_bits: 400,
};

/// Largest denominator of a place that is tried as a fraction.
const DENOMINATOR: i64 = 1000;

/// The same of one that is tried before multiples of π.
const FEW: i64 = 24;

/// Digits of a place that is not known exactly.
const DIGITS: usize = 6;

/// How many distances are looked at on each side, each a quarter of the one before.
const DISTANCES: usize = 18;

/// What was found at a place.
pub(super) enum Suspect {
    /// Nothing: the curve goes on.
    Nothing,
    /// The curve has no value there and on neither side.
    Outside,
    /// Something special.
    Special(SpecialPlace),
}

/// Looks at the place between two numbers as near to each other as doubles tell. `width`: of a
/// column. `exact`: may exact means be used? `continuous`: is it known that there is no gap?
pub(super) fn look(
    asked: &mut Evaluator<'_>,
    (low, high): (f64, f64),
    width: f64,
    (exact, continuous): (bool, bool),
) -> Suspect {
    let (left, left_size) = side(asked, low, -width);
    let (right, right_size) = side(asked, high, width);
    let size = left_size.max(right_size);
    let named = named(asked.graph, low, high);
    let at = low + (high - low) / 2.0;
    let (at, place) = match &named {
        Some((_, at, place)) => (*at, place.clone()),
        None => (at, figure(at, DIGITS)),
    };
    let known = named.as_ref().filter(|_| exact);
    let value = match known.and_then(|(id, ..)| value_at(asked, *id)) {
        Some(value) => value,
        None => Some(asked.value(at)).filter(|y| !y.is_nan()),
    };
    let exactly = named.is_some();
    // Where both sides differ nothing more has to be asked.
    let clear = match (left, right) {
        (Side::Grows, _) | (_, Side::Grows) => true,
        (Side::Tends(a), Side::Tends(b)) => !continuous && !alike(a, b, 1e-3 * size),
        _ => false,
    };
    let reason = named
        .filter(|_| exact && !clear)
        .and_then(|(id, _, _)| by_expansion(asked, id));
    let kind = match (reason, left, right) {
        (Some(Told::Smooth), ..) => return Suspect::Nothing,
        (Some(Told::Kind(kind)), ..) => Some(kind),
        (None, Side::Grows, _) | (None, _, Side::Grows) => Some(SpecialKind::Pole),
        (None, Side::Outside, Side::Outside) => None,
        (None, Side::Wavers, _) | (None, _, Side::Wavers) => Some(SpecialKind::Wavers),
        (None, Side::Outside, _) | (None, _, Side::Outside) => Some(SpecialKind::End),
        (None, Side::Tends(a), Side::Tends(b)) if !continuous && !alike(a, b, 1e-6 * size) => {
            Some(SpecialKind::Jump)
        }
        (None, Side::Tends(a), Side::Tends(_)) => match value {
            None => Some(SpecialKind::Hole),
            Some(y) if !continuous && !alike(y, a, 1e-6 * size) => Some(SpecialKind::Jump),
            Some(_) => bent(asked, at, width),
        },
    };
    // What a side seems to tend to is known as far as the values tell; the value is known better.
    let room = match kind {
        Some(SpecialKind::Jump) => 1e-6 * size,
        _ => 1e-3 * size,
    };
    let sides = [left, right].map(|side| match (side, value) {
        (Side::Tends(y), Some(own)) if continuous || alike(y, own, room) => Some(own),
        (Side::Tends(y), _) => Some(y),
        _ => None,
    });
    match kind {
        None if value.is_none() => Suspect::Outside,
        None => Suspect::Nothing,
        Some(kind) => Suspect::Special(SpecialPlace {
            at,
            place,
            exact: exactly,
            // A double beside the place is on one side of the jump.
            value: value.filter(|_| exactly || kind != SpecialKind::Jump),
            kind,
            sides,
        }),
    }
}

/// The value at a place that is known, where it has one; `None` where that is not decided.
fn value_at(asked: &mut Evaluator<'_>, at: Id) -> Option<Option<f64>> {
    let point = [(asked.variable, at)];
    let value = work::within(WORK, || {
        slope::value_along(
            asked.graph,
            asked.function,
            &[asked.variable],
            &point,
            EFFORT,
        )
    });
    match value {
        Ok(number) => Some(Some(number.to_f64().clamp(-BEYOND, BEYOND))),
        Err(Trouble::Outside { .. }) => Some(None),
        Err(_) => None,
    }
}

/// Whether two numbers are as near to each other as that.
fn alike(a: f64, b: f64, room: f64) -> bool {
    (a - b).abs() <= room.max(1e-9 * a.abs().max(b.abs()))
}

/// What the values do towards a place from one side.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    /// There are none.
    Outside,
    /// They tend to this number.
    Tends(f64),
    /// They grow without bound.
    Grows,
    /// Neither.
    Wavers,
}

/// What the values do from `from` on, and how large they and their changes are.
fn side(asked: &mut Evaluator<'_>, from: f64, step: f64) -> (Side, f64) {
    // Not nearer than doubles tell numbers apart, whose rounding would look like a change.
    let least = 64.0 * f64::EPSILON * from.abs();
    let mut distance = step / 4.0;
    let mut values: Vec<f64> = Vec::with_capacity(DISTANCES);
    for _ in 0..DISTANCES {
        if distance.abs() <= least {
            break;
        }
        values.push(asked.value(from + distance));
        distance /= 4.0;
    }
    let Some(&last) = values.last() else {
        return (Side::Outside, 0.0);
    };
    if last.is_nan() {
        return (Side::Outside, 0.0);
    }
    if last.abs() >= BEYOND {
        return (Side::Grows, 0.0);
    }
    let kept: Vec<f64> = values.into_iter().filter(|y| !y.is_nan()).collect();
    let size = kept.iter().fold(0.0f64, |size, y| size.max(y.abs()));
    let changes: Vec<f64> = kept.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let late = &changes[changes.len().saturating_sub(6)..];
    let small = 1e-9 * size.min(last.abs().max(1e-6 * size));
    // Smaller and smaller changes where there is a limit.
    let shrinks = |pair: &[f64]| pair[1].abs() <= small || pair[1].abs() < 0.9 * pair[0].abs();
    if late.windows(2).all(shrinks) {
        // Of a geometric row what is still to come follows from its last two.
        let rest = match late {
            [.., a, b] if b.abs() > small && (b / a).abs() < 0.9 => b * b / (a - b),
            _ => 0.0,
        };
        return (Side::Tends(last + rest), size);
    }
    let rising = late.iter().all(|change| *change > 0.0);
    let falling = late.iter().all(|change| *change < 0.0);
    match rising || falling {
        true => (Side::Grows, 0.0),
        false => (Side::Wavers, size),
    }
}

/// The corner, cusp or upright tangent that a continuous curve has there, if it has one.
fn bent(asked: &mut Evaluator<'_>, at: f64, width: f64) -> Option<SpecialKind> {
    let middle = asked.value(at);
    let mut slope = |step: f64| (asked.value(at + step) - middle) / step;
    let near = (width * 1e-5).max(1e-7 * at.abs());
    let [left, right] = [-near, near].map(&mut slope);
    let [left_far, right_far] = [-100.0 * near, 100.0 * near].map(&mut slope);
    let steep = |near: f64, far: f64| near.abs() > 4.0 * far.abs() && near.is_finite();
    match (steep(left, left_far), steep(right, right_far)) {
        (true, true) if (left > 0.0) == (right > 0.0) => Some(SpecialKind::Vertical),
        (true, true) => Some(SpecialKind::Cusp),
        (true, false) | (false, true) => Some(SpecialKind::Corner),
        _ => {
            let size = left.abs().max(right.abs());
            ((left - right).abs() > 1e-2 * size && size > 0.0).then_some(SpecialKind::Corner)
        }
    }
}

/// What the expansions tell.
enum Told {
    Smooth,
    Kind(SpecialKind),
}

fn by_expansion(asked: &mut Evaluator<'_>, at: Id) -> Option<Told> {
    let point = [(asked.variable, at)];
    let outcome = work::within(WORK, || {
        let both = existence::Asked::Both;
        existence::slope(
            asked.graph,
            asked.function,
            asked.variable,
            1,
            &point,
            both,
            EFFORT,
        )
    });
    match outcome.ok()? {
        SlopeOutcome::Slope(_) => Some(Told::Smooth),
        SlopeOutcome::None(absence) => kind(&absence).map(Told::Kind),
    }
}

fn kind(absence: &Absence) -> Option<SpecialKind> {
    match absence.reason {
        Reason::Corner => Some(SpecialKind::Corner),
        Reason::Vertical => Some(SpecialKind::Vertical),
        Reason::Cusp => Some(SpecialKind::Cusp),
        Reason::Jump => Some(SpecialKind::Jump),
        Reason::Pole => Some(SpecialKind::Pole),
        Reason::Hole => Some(SpecialKind::Hole),
        Reason::End => Some(SpecialKind::End),
        // The values beside it tell how the curve ends there.
        Reason::Domain | Reason::Undecided => None,
    }
}

/// The short fraction, its root, or the multiple of π/12 between two numbers, with its double and its text.
fn named(graph: &mut Graph, low: f64, high: f64) -> Option<(Id, f64, String)> {
    // A long stretch holds some fraction by chance.
    let short = high - low <= 1e-9 * low.abs().max(high.abs()).max(1.0);
    let (id, at) = fraction(graph, low, high, FEW)
        .or_else(|| angle(graph, low, high))
        .or_else(|| root(graph, low, high).filter(|_| short))
        .or_else(|| fraction(graph, low, high, DENOMINATOR).filter(|_| short))?;
    Some((id, at, crate::notation::write(graph, id)))
}

fn fraction(graph: &mut Graph, low: f64, high: f64, most: i64) -> Option<(Id, f64)> {
    (1..=most).find_map(|below| {
        let size = below as f64;
        let above = double::round(low / 2.0 * size + high / 2.0 * size);
        let inside = above.abs() < 1e15 && low <= above / size && above / size <= high;
        let at = inside.then(|| Rational::ratio(above as i64, below))?;
        Some((graph.number(at), above / size))
    })
}

/// The square root of a short fraction, with its sign.
fn root(graph: &mut Graph, low: f64, high: f64) -> Option<(Id, f64)> {
    let middle = low / 2.0 + high / 2.0;
    let squares = [low * low, high * high];
    let room = 8.0 * f64::EPSILON * middle * middle;
    let (least, most) = (squares[0].min(squares[1]), squares[0].max(squares[1]));
    let (square, size) = fraction(graph, least - room, most + room, FEW)?;
    let root = graph.add(Node::square_root(square));
    match middle < 0.0 {
        true => Some((graph.add(Node::Negative(root)), -double::sqrt(size))),
        false => Some((root, double::sqrt(size))),
    }
}

fn angle(graph: &mut Graph, low: f64, high: f64) -> Option<(Id, f64)> {
    let twelfth = std::f64::consts::PI / 12.0;
    let k = double::round((low / 2.0 + high / 2.0) / twelfth);
    let at = k * twelfth;
    let room = 8.0 * f64::EPSILON * at.abs();
    if k == 0.0 || k.abs() > 1e6 || at < low - room || at > high + room {
        return None;
    }
    let times = Rational::ratio(k as i64, 12);
    let (above, below) = (
        times.numerator().into_owned(),
        times.denominator().into_owned(),
    );
    let pi = graph.add(Node::Constant(Constant::Pi));
    let whole = |n| Rational::new(n, 1.into()).expect("1 is not 0");
    let (above, below) = (whole(above), whole(below));
    let mut id = pi;
    if !above.abs().is_one() {
        let above = graph.number(above.clone());
        id = graph.add(Node::Product(above, id));
    } else if above.is_negative() {
        id = graph.add(Node::Negative(id));
    }
    if !below.is_one() {
        let below = graph.number(below);
        id = graph.add(Node::Quotient(id, below));
    }
    Some((id, at))
}
