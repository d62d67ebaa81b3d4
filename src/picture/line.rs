//! Lines on a grid of dots.

use crate::number::double;
use crate::picture::PicturePoint;

/// The part of a line from `a` to `b` that lies within a box from 0 to `width` and from 0 to
/// `height` (Liang and Barsky, "A New Concept and Method for Line Clipping", 1984).
pub(super) fn clipped(
    a: PicturePoint,
    b: PicturePoint,
    width: f64,
    height: f64,
) -> Option<(PicturePoint, PicturePoint)> {
    // Ends far outside are brought near first: their differences would be past all doubles.
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    if !(dx.is_finite() && dy.is_finite()) {
        return None;
    }
    // Both beyond one edge: of ends far outside the rounding below would not tell.
    let beyond = |a: f64, b: f64, most: f64| a.max(b) < 0.0 || a.min(b) > most;
    if beyond(a.0, b.0, width) || beyond(a.1, b.1, height) {
        return None;
    }
    let (mut first, mut last) = (0.0f64, 1.0f64);
    for (step, room) in [
        (-dx, a.0),
        (dx, width - a.0),
        (-dy, a.1),
        (dy, height - a.1),
    ] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else {
            let at = room / step;
            match step < 0.0 {
                true => first = first.max(at),
                false => last = last.min(at),
            }
        }
    }
    if first > last {
        return None;
    }
    // Of ends far outside the rounding is larger than the box.
    let at = |t: f64| {
        (
            (a.0 + t * dx).clamp(0.0, width),
            (a.1 + t * dy).clamp(0.0, height),
        )
    };
    let inside = |(x, y): PicturePoint| (0.0..=width).contains(&x) && (0.0..=height).contains(&y);
    let from = if inside(a) { a } else { at(first) };
    let to = if inside(b) { b } else { at(last) };
    Some((from, to))
}

/// The dots of a line between two places, in steps of a dot along its longer side.
pub(super) fn dots(a: PicturePoint, b: PicturePoint) -> impl Iterator<Item = (i64, i64)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let steps = double::ceil(dx.abs().max(dy.abs())).max(1.0);
    (0..=steps as i64).map(move |k| {
        let t = k as f64 / steps;
        (nearest(a.0 + dx * t), nearest(a.1 + dy * t))
    })
}

/// The dot nearest to a place, of two the later.
pub(super) fn nearest(x: f64) -> i64 {
    double::floor(x + 0.5) as i64
}
