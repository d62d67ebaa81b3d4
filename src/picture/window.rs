//! Which numbers a picture shows.

use crate::number::double;
use crate::picture::PicturePoint;
use crate::picture::curve::Survey;
use crate::picture::ticks::round_above;

/// How far the numbers go to either side of 0 where nothing asks for more.
const USUAL: f64 = 5.0;

/// Points up to here are shown around 0.
const NEAR: f64 = 20.0;

/// Share of the heights that are within the window where the curve grows without bound.
const SHARE: f64 = 0.85;

/// Heights that a curve may have beyond [`SHARE`] of them, in times of those, before they are cut
/// off: past it everything else would be flat.
const STEEP: f64 = 1e4;

/// The same for a curve that goes off like exp(50*w), in times of half of the heights: a larger part
/// would be one wall with everything else flat below it.
const WALL: f64 = 30.0;

/// Share of the heights within which 0 is taken to be their middle.
const EVEN: f64 = 0.25;

/// Parts of the heights from one round number to the next, and how near to one an end is moved to it.
const ROUND: f64 = 8.0;
const NEAR_ROUND: f64 = 0.01;

/// Room for a tangent that leaves the heights of the curve.
const TANGENT_ROOM: f64 = 0.12;

/// From which number to which a function is shown, with the points that have to be seen.
pub fn across(points: &[f64]) -> (f64, f64) {
    let size = points.iter().fold(0.0f64, |size, x| size.max(x.abs()));
    if size <= NEAR {
        let half = match size * 1.25 <= USUAL {
            true => USUAL,
            false => round_above(size * 1.1),
        };
        return (-half, half);
    }
    let low = points.iter().copied().fold(f64::INFINITY, f64::min);
    let high = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (middle, apart) = (low / 2.0 + high / 2.0, high - low);
    // Halves, since the difference may be past all doubles.
    let half = round_above((middle.abs() / 4.0).max(apart * 0.75));
    (middle - half, middle + half)
}

/// The same around a function that has values on a part of it only: that part with some room.
pub fn around_domain(
    (low, high): (f64, f64),
    domain: Option<(f64, f64)>,
    points: &[f64],
) -> (f64, f64) {
    /// A part of the window that is larger than this is as good as all of it.
    const MOST: f64 = 0.6;
    const ROOM: f64 = 0.1;
    let Some((first, last)) = domain else {
        return (low, high);
    };
    let (first, last) = points
        .iter()
        .fold((first, last), |(a, b), x| (a.min(*x), b.max(*x)));
    let span = last - first;
    if span >= MOST * (high - low) || span <= 0.0 {
        return (low, high);
    }
    let room = ROOM * span;
    let round = |x: f64| {
        let unit = round_above(room) / 2.0;
        double::round(x / unit) * unit
    };
    ((first - room).max(low), (last + room).min(high)).map_both(round)
}

/// Whether the largest height is near one end of what is shown; a peak inside is not cut off.
fn grows_outwards(survey: &Survey) -> bool {
    const NEAR_END: f64 = 0.1;
    let (Some(first), Some(last)) = (survey.heights.first(), survey.heights.last()) else {
        return false;
    };
    let largest = survey
        .heights
        .iter()
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    let room = NEAR_END * (last.0 - first.0);
    largest.is_some_and(|top| top.0 < first.0 + room || top.0 > last.0 - room)
}

trait Both {
    fn map_both(self, map: impl Fn(f64) -> f64) -> Self;
}

impl Both for (f64, f64) {
    fn map_both(self, map: impl Fn(f64) -> f64) -> (f64, f64) {
        let mapped = (map(self.0), map(self.1));
        if mapped.0 < mapped.1 { mapped } else { self }
    }
}

/// Ends that are nearly round are: the peak of a sine that was met beside its top is 1.
fn rounded(low: f64, high: f64) -> (f64, f64) {
    let step = round_above((high - low) / ROUND);
    let near = NEAR_ROUND * (high - low);
    let (below, above) = (
        double::floor(low / step) * step,
        double::ceil(high / step) * step,
    );
    (
        if low - below < near { below } else { low },
        if above - high < near { above } else { high },
    )
}

/// From which height to which a curve is shown. `points`: what has to be seen. `tangent`: the heights
/// of a tangent at the left and the right end.
pub fn up(survey: &Survey, points: &[PicturePoint], tangent: Option<(f64, f64)>) -> (f64, f64) {
    let mut heights: Vec<f64> = survey.heights.iter().map(|(_, y)| *y).collect();
    heights.sort_unstable_by(f64::total_cmp);
    let seen = points.iter().map(|(_, y)| *y).filter(|y| y.is_finite());
    let (least, most) = match (heights.first(), heights.last()) {
        (Some(least), Some(most)) => (*least, *most),
        _ => (f64::INFINITY, f64::NEG_INFINITY),
    };
    let (mut low, mut high) = (least, most);
    if !heights.is_empty() {
        let middle = heights[heights.len() / 2];
        let mut away: Vec<f64> = heights.iter().map(|y| (y - middle).abs()).collect();
        away.sort_unstable_by(f64::total_cmp);
        let most_of = |share: f64| away[((away.len() - 1) as f64 * share) as usize];
        let mut share = most_of(SHARE);
        let largest = away[away.len() - 1];
        let steep = share > 0.0 && largest > STEEP * share && grows_outwards(survey);
        if survey.unbounded || steep {
            let half = most_of(0.5);
            if steep && !survey.unbounded && half > 0.0 {
                share = share.min(WALL * half);
            }
            let reach = if steep && !survey.unbounded { 4.0 } else { 2.0 } * share;
            let reach = if reach > 0.0 { reach } else { 1.0 };
            low = least.max(middle - reach);
            high = most.min(middle + reach);
            // What is cut off at both ends is cut off evenly.
            if least < low && most > high && (low + high).abs() < EVEN * (high - low) {
                let half = high.max(-low);
                (low, high) = (-half, half);
            }
        }
    }
    let (mut seen_low, mut seen_high) = (f64::INFINITY, f64::NEG_INFINITY);
    for y in seen {
        seen_low = seen_low.min(y);
        seen_high = seen_high.max(y);
    }
    // A point at the edge of what was cut off gets some room.
    let room = 0.1 * (seen_high - low).max(high - seen_low).max(0.0);
    if seen_low < low {
        low = seen_low - if low.is_finite() { room } else { 0.0 };
    }
    if seen_high > high {
        high = seen_high + if high.is_finite() { room } else { 0.0 };
    }
    if low > high {
        return (-1.0, 1.0);
    }
    // 0 is worth seeing where it is as near as this.
    let near = 0.02 * (high - low);
    low = if low > 0.0 && low < near { 0.0 } else { low };
    high = if high < 0.0 && -high < near {
        0.0
    } else {
        high
    };
    // Flat, or as flat as its digits tell.
    let size = low.abs().max(high.abs());
    if high - low <= 1e-12 * size || high == low {
        let half = if size == 0.0 { 1.0 } else { size * 0.5 };
        return (low - half, high + half);
    }
    (low, high) = rounded(low, high);
    let room = TANGENT_ROOM * (high - low);
    let (below, above) = tangent.map_or((false, false), |(a, b)| (a.min(b) < low, a.max(b) > high));
    (
        low - if below { room } else { 0.0 },
        high + if above { room } else { 0.0 },
    )
}
