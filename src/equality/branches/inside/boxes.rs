//! What ranges leave of the space of the variables, as boxes; nothing where a branch is empty.

use crate::equality::branches::Branch;
use crate::equality::points::simplest_between;
use crate::equality::range::{ALL, Range, Ranges};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::double;
use crate::number::rational::Rational;
use crate::number::work;

/// Operations on ranges that this may take.
const MAX_WORK: usize = 200_000;

/// Boxes that are narrower than this, relative to their place, are not cut any more.
const NARROW: f64 = 1e-12;

/// Cuts space into at most `limit` boxes, and leaves out those on which the branch has no point.
pub(super) fn all(
    graph: &mut Graph,
    branch: &Branch,
    free: &[Variable],
    parts: &[Id],
    ranges: &Ranges,
    limit: usize,
) -> Vec<Vec<Range>> {
    let nodes: Vec<Id> = free
        .iter()
        .map(|&variable| graph.add(Node::Variable(variable)))
        .collect();
    let start: Vec<Range> = nodes
        .iter()
        .map(|&node| {
            if parts.contains(&node) {
                ranges.of(node)
            } else {
                ALL
            }
        })
        .collect();
    let mut waiting = std::collections::VecDeque::from([start]);
    let signs = branch.all_signs();
    let mut kept = Vec::new();
    let mut work = 0;
    while let Some(own) = waiting.pop_front() {
        work += 8 * parts.len();
        if waiting.len() + kept.len() >= limit || work > MAX_WORK || work::is_spent() {
            kept.push(own);
            continue;
        }
        let widest = own
            .iter()
            .enumerate()
            .filter_map(|(at, range)| cut(*range).map(|middle| (at, middle, width(*range))))
            .max_by(|a, b| a.2.total_cmp(&b.2));
        let Some((at, middle, _)) = widest else {
            kept.push(own);
            continue;
        };
        let range = own[at];
        for half in [
            Range {
                low: range.low,
                high: middle,
            },
            Range {
                low: middle,
                high: range.high,
            },
        ] {
            let mut own = own.clone();
            own[at] = half;
            let mut inner = ranges.clone();
            for (node, range) in nodes.iter().zip(&own) {
                if parts.contains(node) {
                    inner.set(*node, *range);
                }
            }
            if !inner.narrow(graph, parts, &signs) {
                continue;
            }
            for (node, range) in nodes.iter().zip(&mut own) {
                if parts.contains(node) {
                    *range = inner.of(*node);
                }
            }
            waiting.push_back(own);
        }
    }
    kept
}

/// Where a range is cut; `None` where it is narrow.
fn cut(range: Range) -> Option<f64> {
    const STEP: f64 = 1024.0;
    let Range { low, high } = range;
    if low >= high {
        return None;
    }
    let middle = if low < 0.0 && high > 0.0 {
        0.0
    } else if high <= 0.0 {
        return cut(Range {
            low: -high,
            high: -low,
        })
        .map(|middle| -middle);
    } else if high.is_infinite() {
        if low < 1.0 {
            1.0
        } else {
            (low * STEP).min(f64::MAX)
        }
    } else if low == 0.0 {
        if high < 1e-300 {
            return None;
        }
        if high > 1.0 {
            1.0f64.min(high / 2.0)
        } else {
            high / STEP
        }
    } else if high / low > 4.0 {
        low.sqrt() * high.sqrt()
    } else if high - low > NARROW * high {
        low + (high - low) / 2.0
    } else {
        return None;
    };
    (low < middle && middle < high).then_some(middle)
}

/// How wide a range is, so that what is cut first is what holds most sizes.
fn width(range: Range) -> f64 {
    let place = |x: f64| x.signum() * double::ln(1.0 + x.abs()).min(800.0);
    place(range.high) - place(range.low)
}

/// Points of a box; `far`: also those of every size where it has no end.
pub(super) fn points(own: &[Range], far: bool) -> Vec<Vec<Rational>> {
    let mut lists: Vec<Vec<Rational>> = own.iter().map(|range| along(*range, far)).collect();
    let most = lists.iter().map(Vec::len).max().unwrap_or(0);
    if lists.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    // Neighbours in the lists first, then each list at its own pace.
    let count = own.len();
    let pace = |number: usize, at: usize| match number {
        0 => at,
        number => at * (number + 1) + at / 7 * number,
    };
    let rounds = if count == 1 { most } else { 2 * most.max(4) };
    (0..rounds)
        .map(|at| {
            lists
                .iter_mut()
                .enumerate()
                .map(|(number, list)| list[pace(number, at) % list.len()].clone())
                .collect()
        })
        .collect()
}

fn along(range: Range, far: bool) -> Vec<Rational> {
    let mut found: Vec<Rational> = Vec::new();
    let Range { low, high } = range;
    found.extend(simplest_between(low, high));
    let exact = |x: f64| Rational::from_f64(x);
    if low.is_finite() && high.is_finite() {
        found.extend(exact(low / 2.0 + high / 2.0));
        let part = high / 16.0 - low / 16.0;
        found.extend(exact(low + part));
        found.extend(exact(high - part));
    }
    // Around an end, and ever further from it.
    let sides = [(low, 1.0), (high, -1.0)];
    for (end, way) in sides {
        let Some(base) = exact(end) else { continue };
        found.push(base.clone());
        let powers: &[i64] = if far {
            &[0, -8, -20, -40, -80, 4, 10]
        } else {
            &[0, -20]
        };
        for &power in powers {
            let step = Rational::integer(2).power(power).expect("it is small");
            let step = if way > 0.0 { step } else { -&step };
            found.push(&base + &step);
        }
    }
    if far {
        for (end, way) in [(high, 1), (low, -1)] {
            if end.is_infinite() {
                for power in [5, 6, 7, 8, 9, 10, 11, 12].map(|k| 1i64 << k) {
                    let size = Rational::integer(2).power(power);
                    found.extend(size.map(|size| if way > 0 { size } else { -&size }));
                }
            }
        }
        if low <= 0.0 && high >= 0.0 {
            for power in [-10, -40, -100, -400, -1200] {
                let size = Rational::integer(2).power(power).expect("it is small");
                found.extend([-&size, size]);
            }
        }
    }
    let inside = |n: &Rational| {
        let x = n.to_f64();
        low <= x && x <= high
    };
    found.retain(inside);
    found.dedup();
    found
}

/// How far a box is from numbers of ordinary size.
pub(super) fn size(own: &[Range]) -> f64 {
    let far = |x: f64| double::ln(x.abs().max(1e-3)).abs();
    own.iter()
        .map(|range| far(range.low).min(far(range.high)))
        .sum()
}

/// Is a box so narrow that what lies in it may be narrower than doubles are?
pub(super) fn is_narrow(own: &[Range]) -> bool {
    own.iter().all(|range| {
        let size = range.low.abs().max(range.high.abs());
        range.high - range.low <= 1e-3 * size
    })
}

/// A box around a double.
pub(super) fn around(x: f64) -> Range {
    let reach = 1e-6 * (1e-3 + x.abs());
    Range {
        low: x - reach,
        high: x + reach,
    }
}

/// The middle of a narrow box, and ends a little further out; `None` where it is not narrow.
pub(super) fn widened(own: &[Range]) -> Option<(Vec<Rational>, Vec<[Rational; 2]>)> {
    let mut middle = Vec::new();
    let mut ends = Vec::new();
    for range in own {
        let low = range.low.max(-1e300);
        let high = range.high.min(1e300);
        let reach = 1e-14 * (low.abs().max(high.abs())) + f64::MIN_POSITIVE;
        middle.push(Rational::from_f64(low / 2.0 + high / 2.0)?);
        ends.push([
            Rational::from_f64(low - reach)?,
            Rational::from_f64(high + reach)?,
        ]);
    }
    Some((middle, ends))
}
