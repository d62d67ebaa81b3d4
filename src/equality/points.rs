//! The points at which two expressions are compared: small whole numbers first.

use crate::calculus::double::Tape;
use crate::expression::functions::Line;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use std::borrow::Cow;
use std::sync::OnceLock;

/// Coordinates from the simplest on, as (numerator, denominator). Small whole numbers make
/// counterexamples that can be checked by hand; 0 comes after 1, 2 and 3 because so many wrong
/// formulas are right there.
const SIMPLE: [(i64, i64); 34] = [
    (1, 1),
    (2, 1),
    (3, 1),
    (0, 1),
    (-1, 1),
    (-2, 1),
    (1, 2),
    (-1, 2),
    (3, 2),
    (5, 1),
    (-3, 1),
    (1, 3),
    (2, 3),
    (-1, 3),
    (1, 10),
    (3, 10),
    (-3, 10),
    (7, 10),
    (-9, 10),
    (4, 1),
    (10, 1),
    (-5, 1),
    (-10, 1),
    (5, 2),
    (-5, 2),
    (13, 10),
    (20, 1),
    (50, 1),
    (100, 1),
    (-100, 1),
    (1000, 1),
    (1, 100),
    (-1, 1000),
    (-1000, 1),
];

/// How many points with several variables are formed from [`SIMPLE`].
const SIMPLE_COMBINATIONS: usize = 48;

/// Parts whose argument is looked at for breaks; more do not occur in what a person types.
const MAX_BREAKS: usize = 24;

/// A deterministic generator: the same points on every run and machine. SplitMix64, by Steele, Lea
/// and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `below` − 1, for a small `below`.
    pub(super) fn below(&mut self, below: u64) -> u64 {
        self.next() % below
    }
}

/// Most variables whose simple points are kept.
const MAX_KEPT: usize = 4;

/// Simple points and the doubles next to them.
struct Simple {
    exact: Vec<Vec<Rational>>,
    doubles: Vec<Vec<f64>>,
}

impl Simple {
    fn of(count: usize) -> Simple {
        let exact = combined(count);
        let doubles = exact.iter();
        let doubles = doubles.map(|at| at.iter().map(Rational::to_f64).collect());
        let doubles = doubles.collect();
        Simple { exact, doubles }
    }

    /// Those of a few variables are made once.
    fn kept(count: usize) -> Option<&'static Simple> {
        static KEPT: [OnceLock<Simple>; MAX_KEPT + 1] = [const { OnceLock::new() }; MAX_KEPT + 1];
        let kept = KEPT.get(count)?;
        Some(kept.get_or_init(|| Simple::of(count)))
    }
}

/// Simple points of `count` variables, the simplest first; one empty point for none.
pub(super) fn simple(count: usize) -> Cow<'static, [Vec<Rational>]> {
    match Simple::kept(count) {
        Some(kept) => Cow::Borrowed(&kept.exact),
        None => Cow::Owned(combined(count)),
    }
}

/// The same points in doubles.
pub(super) fn simple_doubles(count: usize) -> Cow<'static, [Vec<f64>]> {
    match Simple::kept(count) {
        Some(kept) => Cow::Borrowed(&kept.doubles),
        None => Cow::Owned(Simple::of(count).doubles),
    }
}

fn combined(count: usize) -> Vec<Vec<Rational>> {
    let coordinate = |at: usize| {
        let (p, q) = SIMPLE[at % SIMPLE.len()];
        Rational::ratio(p, q)
    };
    match count {
        0 => vec![Vec::new()],
        1 => (0..SIMPLE.len()).map(|at| vec![coordinate(at)]).collect(),
        // Neighbouring coordinates, so that no two variables are equal at first; then each variable
        // runs through the list at its own pace.
        _ => (0..SIMPLE_COMBINATIONS)
            .map(|n| {
                (0..count)
                    .map(|j| coordinate(n + j + j * (n / SIMPLE.len().min(12)) * 3))
                    .collect()
            })
            .collect(),
    }
}

/// Points whose coordinates are all the same, none for a single variable: x − y is 0 there.
pub(super) fn diagonal(count: usize) -> Vec<Vec<Rational>> {
    let same = |n: i64| vec![Rational::integer(n); count];
    if count < 2 {
        return Vec::new();
    }
    vec![same(1), same(0), same(-1)]
}

/// Seeded points: both signs, sizes from 10⁻⁶ to 10⁶, every third one of ordinary size.
pub(super) fn spread(count: usize, points: usize, seed: u64) -> Vec<Vec<Rational>> {
    let mut random = Random::new(seed);
    let mut coordinate = |ordinary: bool| {
        let numerator = (1 + random.below(9_999)) as i64;
        let sign = if random.below(2) == 0 { 1 } else { -1 };
        let power = if ordinary { 3 } else { random.below(11) };
        // 10⁴ · 10⁻ᵖ as a quotient of whole numbers; 7 keeps the point off decimal lattices.
        let (above, below) = if power <= 4 {
            (10i64.pow(4 - power as u32), 7)
        } else {
            (1, 7 * 10i64.pow(power as u32 - 4))
        };
        Rational::ratio(sign * numerator * above, below * 100)
    };
    (0..points)
        .map(|n| (0..count).map(|_| coordinate(n % 3 == 0)).collect())
        .collect()
}

/// Seeded points that are larger or smaller than those of [`spread`], as doubles hold them.
pub(super) fn beyond_spread(count: usize, seed: u64) -> Vec<Vec<Rational>> {
    const POWERS: std::ops::RangeInclusive<i32> = 5..=15;
    let mut random = Random::new(seed);
    let mut coordinate = |power: i32| {
        let size = ((1 + random.below(1 << 20)) as i64) << (4 * power - 20).max(0);
        match random.below(4) {
            0 => Rational::ratio(1, size),
            1 => Rational::ratio(-1, size),
            2 => Rational::integer(size),
            _ => Rational::integer(-size),
        }
    };
    let powers = POWERS.flat_map(|power| [power; 4]);
    powers
        .map(|power| (0..count).map(|_| coordinate(power)).collect())
        .collect()
}

/// Points on and around the places where parts of the expressions break (zeros of denominators,
/// kinks, ends of domains), where these are easily found: arguments that run straight in one
/// variable.
pub(super) fn around_breaks(
    graph: &Graph,
    roots: &[Id],
    variables: &[Variable],
) -> Vec<Vec<Rational>> {
    let [variable] = variables else {
        return Vec::new();
    };
    let mut arguments: Vec<Id> = Vec::new();
    for id in graph.parts(roots) {
        match *graph.node(id) {
            Node::Quotient(_, b) => arguments.push(b),
            Node::Power(a, b) if graph.literal(b).is_none_or(|n| !n.is_integer()) => {
                arguments.push(a);
            }
            Node::Call(f, a) if !f.row().line().is_some_and(Line::is_smooth) => {
                arguments.push(a);
            }
            Node::Call2(_, a, b) => arguments.extend([a, b]),
            _ => {}
        }
        if arguments.len() >= MAX_BREAKS {
            break;
        }
    }
    arguments.dedup();
    let tape = Tape::new(graph, &arguments, &[*variable]);
    let [low, middle, high] = [-1.0, 0.0, 1.0].map(|x| tape.run(&[x]));
    let mut points = Vec::new();
    for at in 0..arguments.len() {
        let slope = high[at] - middle[at];
        let straight = (slope - (middle[at] - low[at])).abs() <= 1e-9 * slope.abs();
        if !straight || slope == 0.0 {
            continue;
        }
        // Where the argument is 0, and the ends ±1 of other domains.
        for target in [0.0, 1.0, -1.0, 0.5] {
            let Some(x) = nearby((target - middle[at]) / slope) else {
                continue;
            };
            points.push(vec![x.clone()]);
            if target == 0.0 {
                let (third, third_below) = (Rational::ratio(1, 3), Rational::ratio(-1, 3));
                points.extend([vec![&x + &third], vec![&x + &third_below]]);
            }
        }
    }
    points
}

/// The simplest fraction that is `x` to double precision; `None` if there is no simple one.
pub(super) fn nearby(x: f64) -> Option<Rational> {
    const LARGEST_DENOMINATOR: i64 = 10_000;
    const LARGEST: f64 = 1e12;
    if x.is_nan() || x.abs() > LARGEST {
        return None;
    }
    // Continued fraction of x.
    let (mut p, mut q, mut p_before, mut q_before) = (x.floor() as i64, 1i64, 1i64, 0i64);
    let mut rest = x - x.floor();
    while (p as f64 / q as f64 - x).abs() > 1e-12 * x.abs().max(1.0) {
        let inverse = 1.0 / rest;
        let whole = inverse.floor();
        rest = inverse - whole;
        let step = whole as i64;
        let next = |a: i64, b: i64| step.checked_mul(a).and_then(|s| s.checked_add(b));
        (p, p_before) = (next(p, p_before)?, p);
        (q, q_before) = (next(q, q_before)?, q);
        if q > LARGEST_DENOMINATOR {
            return None;
        }
    }
    Some(Rational::ratio(p, q))
}

/// The simplest fraction between two doubles, found by their continued fractions; `None` where
/// they are too near to each other or too large to have a simple one.
pub(super) fn simplest_between(low: f64, high: f64) -> Option<Rational> {
    const LARGEST: f64 = 1e15;
    const ROUNDS: usize = 24;
    if low.is_nan() || high.is_nan() || low >= high {
        return None;
    }
    if low < 0.0 && high > 0.0 {
        return Some(Rational::zero());
    }
    if high <= 0.0 {
        return simplest_between(-high, -low).map(|n| -&n);
    }
    let inside = |n: &Rational| (low..high).contains(&n.to_f64()) && n.to_f64() > low;
    let (mut low, mut high) = (low, high);
    let mut whole = Vec::new();
    for _ in 0..ROUNDS {
        let floor = low.floor();
        if floor > LARGEST || high - low <= low * f64::EPSILON {
            return None;
        }
        if floor + 1.0 < high {
            let mut simplest = Rational::integer(floor as i64 + 1);
            for &n in whole.iter().rev() {
                simplest = &Rational::integer(n) + &simplest.reciprocal()?;
            }
            return Some(simplest).filter(inside);
        }
        whole.push(floor as i64);
        (low, high) = (1.0 / (high - floor), 1.0 / (low - floor));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_simplest_points_come_first() {
        let first: Vec<String> = simple(2)[0].iter().map(Rational::to_string).collect();
        assert_eq!(first, ["1", "2"]);
        assert_eq!(simple(0).len(), 1);
        assert_eq!(simple(3)[0].len(), 3);
    }

    #[test]
    fn spread_points_are_small_and_large_and_of_both_signs() {
        let points = spread(1, 60, 0x0064_6572_6976);
        let sizes: Vec<f64> = points.iter().map(|p| p[0].to_f64()).collect();
        assert!(sizes.iter().any(|x| *x > 1e4) && sizes.iter().any(|x| *x < -1e4));
        assert!(sizes.iter().any(|x| x.abs() < 1e-3));
    }

    #[test]
    fn simple_fractions_between_doubles() {
        let between = |low, high| simplest_between(low, high).map(|n: Rational| n.to_string());
        assert_eq!(between(0.3, 0.4).as_deref(), Some("1/3"));
        assert_eq!(between(-7.2, -6.9).as_deref(), Some("-7"));
        assert_eq!(between(-1.0, 2.0).as_deref(), Some("0"));
        assert_eq!(between(0.61, 0.62).as_deref(), Some("8/13"));
        assert_eq!(between(1.0, f64::INFINITY).as_deref(), Some("2"));
        assert_eq!(between(0.0, 0.01).as_deref(), Some("1/101"));
        assert_eq!(between(1e300, 1.1e300), None);
    }

    #[test]
    fn fractions_are_found_behind_doubles() {
        assert_eq!(nearby(-7.0 / 3.0), Some(Rational::ratio(-7, 3)));
        assert_eq!(nearby(1000.0), Some(Rational::integer(1000)));
        assert_eq!(nearby(std::f64::consts::PI), None);
    }
}
