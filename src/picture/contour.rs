//! Lines of equal height of a function of two variables.

use crate::calculus::double::Tape;
use crate::equality::range::{Continuity, Range, Ranges};
use crate::expression::{Graph, Id, Variable};
use crate::number::double;
use crate::picture::ticks::{round_above, ticks};
use crate::picture::{Axis, PicturePoint};

/// Most levels.
const LEVELS: f64 = 8.0;

/// Times that the highest values may be of the middle ones before levels follow the powers of ten.
const STEEP: f64 = 50.0;

/// Lines a cell, on the average, above which they run into each other: `x^2 + y^2` has 0.2,
/// `sin(x)*cos(y)` 0.7, and twice as much is a tangle.
const CROWDED: f64 = 0.8;

/// Lines of equal height.
#[derive(Clone, Debug, PartialEq)]
pub struct Contours {
    /// The heights, with how they are written.
    pub levels: Vec<(f64, String)>,
    /// Lines, each with the number of its level.
    pub lines: Vec<(usize, Vec<PicturePoint>)>,
}

/// The lines of equal height over a window, from a grid of so many cells.
///
/// Nothing is drawn in a cell in which the function is not proved to be without a gap (marching
/// squares: Maple, "Geometric design and space planning using the marching squares and marching cube
/// algorithms", 2003).
pub fn contours(
    graph: &Graph,
    function: Id,
    variables: [Variable; 2],
    window: (&Axis, &Axis),
    cells: (usize, usize),
) -> Contours {
    let tape = Tape::new(graph, &[function], &variables);
    let (columns, rows) = (cells.0.max(2), cells.1.max(2));
    let place = |axis: &Axis, k: usize, n: usize| axis.low + axis.span() * k as f64 / n as f64;
    let xs: Vec<f64> = (0..=columns).map(|k| place(window.0, k, columns)).collect();
    let ys: Vec<f64> = (0..=rows).map(|k| place(window.1, k, rows)).collect();
    let mut room = Vec::new();
    let heights: Vec<Vec<f64>> = ys
        .iter()
        .map(|y| {
            xs.iter()
                .map(|x| tape.first(&[*x, *y], &mut room))
                .collect()
        })
        .collect();
    let levels = apart(levels(&heights), &heights);
    let parts = graph.parts(&[function]);
    let joined = |x: (f64, f64), y: (f64, f64)| {
        let bounds = [(variables[0], x), (variables[1], y)]
            .map(|(variable, (low, high))| (variable, Range { low, high }));
        let ranges = Ranges::bounded(graph, &[function], |_| false, &bounds);
        parts
            .iter()
            .all(|&id| ranges.behaviour(graph, id) >= Continuity::Continuous)
    };
    let mut lines = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let corners = [
                heights[row][column],
                heights[row][column + 1],
                heights[row + 1][column + 1],
                heights[row + 1][column],
            ];
            if corners.iter().any(|y| !y.is_finite()) {
                continue;
            }
            let (low, high) = corners
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), y| {
                    (a.min(*y), b.max(*y))
                });
            let met: Vec<usize> = (0..levels.len())
                .filter(|&k| low < levels[k].0 && levels[k].0 <= high)
                .collect();
            let (x, y) = ((xs[column], xs[column + 1]), (ys[row], ys[row + 1]));
            if met.is_empty() || !joined(x, y) {
                continue;
            }
            let at = [(x.0, y.0), (x.1, y.0), (x.1, y.1), (x.0, y.1)];
            for level in met {
                for segment in segments(at, corners, levels[level].0) {
                    lines.push((level, segment.to_vec()));
                }
            }
        }
    }
    // A height between two others is not met where the function jumps over it, as 1/x does over 0.
    let met: Vec<usize> = (0..levels.len())
        .filter(|level| lines.iter().any(|(of, _)| of == level))
        .collect();
    for (level, _) in &mut lines {
        *level = met.binary_search(level).unwrap_or(0);
    }
    Contours {
        lines: chained(lines),
        levels: met.into_iter().map(|level| levels[level].clone()).collect(),
    }
}

/// Where the line of one height crosses a cell.
fn segments(at: [PicturePoint; 4], heights: [f64; 4], level: f64) -> Vec<[PicturePoint; 2]> {
    let above: Vec<bool> = heights.iter().map(|y| *y >= level).collect();
    let mut crossings = Vec::with_capacity(4);
    for (a, b) in [(0, 1), (1, 2), (2, 3), (3, 0)] {
        if above[a] != above[b] {
            // Both cells of an edge have to find the same point: from its lower end always.
            let (low, high) = match at[a] <= at[b] {
                true => (a, b),
                false => (b, a),
            };
            let t = (level - heights[low]) / (heights[high] - heights[low]);
            crossings.push((
                at[low].0 + t * (at[high].0 - at[low].0),
                at[low].1 + t * (at[high].1 - at[low].1),
            ));
        }
    }
    match crossings[..] {
        [a, b] => vec![[a, b]],
        // A saddle: its middle tells which corners belong together.
        [a, b, c, d] => {
            let middle = heights.iter().sum::<f64>() / 4.0 >= level;
            match middle == above[0] {
                true => vec![[a, b], [c, d]],
                false => vec![[a, d], [b, c]],
            }
        }
        _ => Vec::new(),
    }
}

/// Segments with common ends as longer lines.
fn chained(segments: Vec<(usize, Vec<PicturePoint>)>) -> Vec<(usize, Vec<PicturePoint>)> {
    use std::collections::HashMap;
    type End = (usize, u64, u64);
    let key = |level: usize, p: PicturePoint| -> End { (level, p.0.to_bits(), p.1.to_bits()) };
    let mut ends: HashMap<End, Vec<usize>> = HashMap::new();
    for (at, (level, points)) in segments.iter().enumerate() {
        for point in points {
            ends.entry(key(*level, *point)).or_default().push(at);
        }
    }
    let mut used = vec![false; segments.len()];
    let mut lines = Vec::new();
    for start in 0..segments.len() {
        if used[start] {
            continue;
        }
        used[start] = true;
        let level = segments[start].0;
        let mut line = segments[start].1.clone();
        for _ in 0..2 {
            while let Some(&last) = line.last() {
                let next = ends
                    .get(&key(level, last))
                    .and_then(|near| near.iter().copied().find(|&at| !used[at]));
                let Some(next) = next else { break };
                used[next] = true;
                let points = &segments[next].1;
                line.push(if points[0] == last {
                    points[1]
                } else {
                    points[0]
                });
            }
            line.reverse();
        }
        lines.push((level, line));
    }
    lines
}

/// The levels whose lines can be told apart: while they would be a tangle every second one is left
/// out, from the middle, which stays.
fn apart(mut levels: Vec<(f64, String)>, heights: &[Vec<f64>]) -> Vec<(f64, String)> {
    let cells: Vec<(f64, f64)> = heights
        .windows(2)
        .flat_map(|rows| rows[0].windows(2).zip(rows[1].windows(2)))
        .map(|(a, b)| {
            let all = a.iter().chain(b);
            all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| {
                (low.min(*y), high.max(*y))
            })
        })
        .collect();
    let crossed = |levels: &[(f64, String)]| {
        let met = |(low, high): &(f64, f64)| {
            let below = levels.partition_point(|(level, _)| level <= high);
            below - levels.partition_point(|(level, _)| level <= low)
        };
        cells.iter().map(met).sum::<usize>()
    };
    while levels.len() > 1 && crossed(&levels) as f64 > CROWDED * cells.len() as f64 {
        let kept = levels.len() / 2 % 2;
        let mut k = 0;
        levels.retain(|_| {
            k += 1;
            (k - 1) % 2 == kept
        });
    }
    levels
}

/// Round heights that are met on the grid, from low to high.
fn levels(heights: &[Vec<f64>]) -> Vec<(f64, String)> {
    let mut all: Vec<f64> = heights.iter().flatten().copied().collect();
    all.retain(|y| y.is_finite());
    all.sort_unstable_by(f64::total_cmp);
    let [low, .., high] = all[..] else {
        return Vec::new();
    };
    let middle = all[all.len() / 2];
    let lower = all[all.len() / 20];
    let upper = all[all.len() - 1 - all.len() / 20];
    if low >= 0.0 && high > STEEP * middle.max(f64::MIN_POSITIVE) || high > 1e3 * upper.abs() {
        let top = double::ceil(double::log10(high.max(f64::MIN_POSITIVE))) as i32;
        let powers = (top - LEVELS as i32..=top).filter_map(|e| {
            let text = format!("1e{e}");
            let level: f64 = text.parse().ok()?;
            let label = crate::picture::figure(level, 3);
            (low < level && level < high).then_some((level, label))
        });
        return powers.collect();
    }
    let (low, high) = match high - low > 4.0 * (upper - lower) && upper > lower {
        true => (lower, upper),
        false => (low, high),
    };
    if high <= low {
        return Vec::new();
    }
    let axis = Axis {
        name: String::new(),
        low,
        high,
    };
    let step = round_above((high - low) / LEVELS);
    let ticks = ticks(&axis, step / (high - low) * 0.9999);
    let inside = ticks.into_iter().filter(|t| t.at > low && t.at < high);
    inside.map(|t| (t.at, t.label)).collect()
}
