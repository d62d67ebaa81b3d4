//! Places to test a row of the table at, read off its domain: all of them doubles, so that the same
//! point is exact for the certified routes.

use deriv::expression::functions::{Breaks, Domain, Lattice, Line, Meeting, Unit};

/// How near to a break the points come.
pub(crate) const NEAREST: f64 = 1e-6;

/// A place, and whether the function should have a value there.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) arguments: Vec<f64>,
    pub(crate) defined: bool,
    /// Whether it is exactly on a break; then there need be no slope.
    pub(crate) on_break: bool,
}

/// Distances into a stretch that starts at a break and has no end.
const OUTWARDS: [f64; 8] = [NEAREST, 1e-3, 0.1, 0.625, 1.75, 3.3, 7.9, 19.6];

/// Parts of a stretch between two breaks.
const ACROSS: [f64; 7] = [NEAREST, 1e-3, 0.13, 0.47, 0.81, 1.0 - 1e-3, 1.0 - NEAREST];

fn within(from: Option<f64>, to: Option<f64>) -> Vec<f64> {
    match (from, to) {
        (Some(a), Some(b)) => ACROSS.iter().map(|t| a + t * (b - a)).collect(),
        (Some(a), None) => OUTWARDS.iter().map(|t| a + t).collect(),
        (None, Some(b)) => OUTWARDS.iter().map(|t| b - t).collect(),
        (None, None) => OUTWARDS.iter().flat_map(|t| [-t, *t]).collect(),
    }
}

fn places(at: Vec<f64>, defined: bool, on_break: bool) -> impl Iterator<Item = Place> {
    at.into_iter().map(move |x| Place {
        arguments: vec![x],
        defined,
        on_break,
    })
}

/// Breaks without end that are looked at to either side of the first.
const PERIODS: i32 = 4;

pub(crate) fn line(line: &Line) -> Vec<Place> {
    match &line.breaks {
        Breaks::Points(points) => {
            let ends: Vec<f64> = points.iter().map(|point| point.at.double()).collect();
            assert_eq!(line.stretches.len(), ends.len() + 1);
            let mut all = Vec::new();
            for (count, stretch) in line.stretches.iter().enumerate() {
                let from = count.checked_sub(1).map(|before| ends[before]);
                let inside = within(from, ends.get(count).copied());
                all.extend(places(inside, stretch.is_some(), false));
            }
            for (&end, point) in ends.iter().zip(*points) {
                if point.at.unit == Unit::One {
                    all.extend(places(vec![end], point.defined, true));
                }
            }
            all
        }
        Breaks::Lattice(breaks) => {
            assert_eq!(line.stretches.len(), 1 + usize::from(breaks.one_sided));
            lattice(breaks, line.stretches.iter().all(Option::is_some))
        }
    }
}

fn lattice(breaks: &Lattice, defined: bool) -> Vec<Place> {
    let (start, period) = (breaks.offset.double(), breaks.period.double());
    let last = if breaks.one_sided { 0 } else { PERIODS };
    let mut all = Vec::new();
    for k in -PERIODS..last {
        let from = start + period * f64::from(k);
        all.extend(places(
            within(Some(from), Some(from + period)),
            defined,
            false,
        ));
    }
    if breaks.one_sided {
        all.extend(places(within(Some(start), None), defined, false));
    }
    for k in -PERIODS..=last {
        let x = start + period * f64::from(k);
        // Of the multiples of π only 0 is a double.
        if breaks.offset.unit == Unit::One || x == 0.0 {
            all.extend(places(vec![x], breaks.defined, true));
        }
    }
    all
}

/// Coordinates for functions of two arguments, of both signs and of different sizes.
const GRID: [f64; 10] = [-7.5, -1.0, -0.3, -NEAREST, 0.0, NEAREST, 0.3, 1.0, 2.0, 7.5];

fn grid(defined: fn(f64, f64) -> bool, on_break: fn(f64, f64) -> bool) -> Vec<Place> {
    let pairs = GRID.iter().flat_map(|&a| GRID.iter().map(move |&b| (a, b)));
    pairs
        .map(|(a, b)| Place {
            arguments: vec![a, b],
            defined: defined(a, b),
            on_break: on_break(a, b),
        })
        .collect()
}

/// Places of every kind that a domain names.
pub(crate) fn of(domain: &Domain) -> Vec<Place> {
    let plane = match domain {
        Domain::Line(along) => return line(along),
        Domain::Plane(plane) => plane,
    };
    match &plane.breaks {
        Meeting::EqualArguments => grid(|_, _| true, |a, b| a == b),
        Meeting::Origin => grid(|_, _| true, |a, b| a == 0.0 && b == 0.0),
        Meeting::Angle => grid(|y, x| (y, x) != (0.0, 0.0), |y, x| y == 0.0 && x <= 0.0),
        Meeting::Logarithm => grid(|x, base| x > 0.0 && base > 0.0 && base != 1.0, |_, _| false),
        Meeting::Order(breaks) => {
            let orders = [-1.0, 0.0, 0.5, 1.0, 2.0, 5.0];
            let second = lattice(breaks, true);
            orders
                .iter()
                .flat_map(|&n| {
                    second.iter().map(move |place| Place {
                        arguments: vec![n, place.arguments[0]],
                        defined: place.defined && n >= 0.0 && n.fract() == 0.0,
                        on_break: place.on_break,
                    })
                })
                .collect()
        }
    }
}
