//! What a curve reaches between two places, where that is beyond its heights at both.
//!
//! Samples in doubles find a peak that takes a good part of a column. Of a thinner one the enclosure
//! tells that there may be more: then the half that may reach farthest is looked at first, and of that
//! again (branch and bound; Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009, §11).

use crate::number::{double, work};
use crate::picture::PicturePoint;
use crate::picture::evaluator::{Evaluator, TURNS};

/// An enclosure that reaches farther beyond what is seen than so many times that is asked where.
const MUCH: f64 = 16.0;

/// Halvings of one search. A peak that is thinner than a column by this power of 2 is not found.
const HALVINGS: usize = 64;

/// Halvings of all searches of a survey: with formulas whose enclosures are wide all would be in vain.
pub(super) const MOST_HALVINGS: usize = 640;

/// Share of a peak that may be missing.
const NEAR: f64 = 1e-3;

/// What is beyond the ends of a stretch.
pub(super) struct Beyond {
    /// The lowest and the highest point, where they are beyond both ends; from left to right.
    pub(super) points: Vec<PicturePoint>,
    /// Whether the curve turns so rarely that it can be followed from one to the next.
    pub(super) followed: bool,
}

/// Looks between two points of the curve, in which it has no gap.
pub(super) fn between(
    asked: &mut Evaluator<'_>,
    from: PicturePoint,
    to: PicturePoint,
    halvings: &mut usize,
) -> Beyond {
    let mut samples = vec![from];
    for k in 1..asked.samples {
        let x = from.0 + (to.0 - from.0) * k as f64 / asked.samples as f64;
        let y = asked.rough(x);
        if from.0 < x && x < to.0 && y.is_finite() {
            samples.push((x, y));
        }
    }
    samples.push(to);
    let rises: Vec<bool> = samples.windows(2).map(|p| p[1].1 >= p[0].1).collect();
    let turns = rises.windows(2).filter(|p| p[0] != p[1]).count();
    let mut points = Vec::new();
    for sign in [-1.0, 1.0] {
        let height = |point: &PicturePoint| sign * point.1;
        let farther = |a: &&PicturePoint, b: &&PicturePoint| height(a).total_cmp(&height(b));
        let (Some(&best), Some(&other)) = (
            samples.iter().max_by(farther),
            samples.iter().min_by(farther),
        ) else {
            continue;
        };
        let best = searched(asked, (from.0, to.0), sign, (best, other), halvings);
        let best = topped(asked, (from.0, to.0), sign, best);
        let inside = from.0 < best.0 && best.0 < to.0;
        // Rounding of doubles is no peak.
        let value = if inside {
            asked.value(best.0)
        } else {
            f64::NAN
        };
        if sign * value > height(&from).max(height(&to)) {
            points.push((best.0, value));
        }
    }
    double::sort_by_first(&mut points);
    Beyond {
        points,
        followed: turns < TURNS,
    }
}

/// The point that reaches farthest upwards, or downwards where `sign` is −1: the best of the samples,
/// unless the enclosure says that there may be much more.
fn searched(
    asked: &mut Evaluator<'_>,
    (low, high): (f64, f64),
    sign: f64,
    (mut best, other): (PicturePoint, PicturePoint),
    halvings: &mut usize,
) -> PicturePoint {
    let reach = |asked: &Evaluator<'_>, low: f64, high: f64| {
        let range = asked.range(low, high);
        if sign > 0.0 { range.high } else { -range.low }
    };
    if work::is_spent() {
        return best;
    }
    let seen = (best.1 - other.1).abs();
    let bound = reach(asked, low, high);
    if !bound.is_finite() || bound - sign * best.1 <= MUCH * seen {
        return best;
    }
    let mut open = vec![(bound, low, high)];
    for _ in 0..HALVINGS {
        let farthest = open
            .iter()
            .enumerate()
            .max_by(|a, b| a.1.0.total_cmp(&b.1.0));
        let Some((at, &(bound, low, high))) = farthest else {
            break;
        };
        let enough = sign * best.1 + NEAR * (best.1 - other.1).abs();
        if bound <= enough || *halvings == 0 || work::is_spent() {
            break;
        }
        *halvings -= 1;
        open.swap_remove(at);
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            continue;
        }
        let y = asked.rough(middle);
        if y.is_finite() && sign * y > sign * best.1 {
            best = (middle, y);
        }
        for (low, high) in [(low, middle), (middle, high)] {
            open.push((reach(asked, low, high), low, high));
        }
    }
    best
}

/// The top beside a sample that was the best, by thirds.
fn topped(
    asked: &mut Evaluator<'_>,
    (low, high): (f64, f64),
    sign: f64,
    best: PicturePoint,
) -> PicturePoint {
    /// Each leaves two thirds.
    const THIRDS: usize = 60;
    if best.0 <= low || best.0 >= high || asked.searches == 0 {
        return best;
    }
    asked.searches -= 1;
    let beside = (high - low) / asked.samples as f64;
    let (mut low, mut high) = ((best.0 - beside).max(low), (best.0 + beside).min(high));
    for _ in 0..THIRDS {
        let third = (high - low) / 3.0;
        let (a, b) = (low + third, high - third);
        match sign * asked.rough(a) >= sign * asked.rough(b) {
            true => high = b,
            false => low = a,
        }
    }
    let x = low + (high - low) / 2.0;
    let y = asked.rough(x);
    match y.is_finite() && sign * y >= sign * best.1 {
        true => (x, y),
        false => best,
    }
}
