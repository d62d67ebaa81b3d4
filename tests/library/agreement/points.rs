//! Places to test a row of the table at, read off its domain: all of them doubles, so that the same
//! point is exact for the certified routes.

use deriv::expression::functions::{Breaks, Domain};
use std::f64::consts::PI;

/// How near to a break the points come.
pub(crate) const NEAREST: f64 = 1e-6;

/// A place, and whether the function should have a value there.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) arguments: Vec<f64>,
    pub(crate) defined: bool,
    /// Is it exactly on a break? Then there need be no slope.
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

fn line(breaks: Breaks, between: &[bool], at: &[bool]) -> Vec<Place> {
    let mut all = Vec::new();
    if let Breaks::Points(points) = breaks {
        let ends: Vec<f64> = points.iter().map(|&p| p as f64).collect();
        for (count, &defined) in between.iter().enumerate() {
            let from = count.checked_sub(1).map(|before| ends[before]);
            all.extend(places(
                within(from, ends.get(count).copied()),
                defined,
                false,
            ));
        }
        for (&end, &defined) in ends.iter().zip(at) {
            all.extend(places(vec![end], defined, true));
        }
        assert_eq!((between.len(), at.len()), (ends.len() + 1, ends.len()));
        return all;
    }
    let (start, period, last) = match breaks {
        Breaks::Integers => (0.0, 1.0, 4),
        Breaks::HalfIntegers => (0.5, 1.0, 4),
        Breaks::MultiplesOfPi => (0.0, PI, 4),
        Breaks::OddMultiplesOfHalfPi => (PI / 2.0, PI, 4),
        Breaks::NonPositiveIntegers => (0.0, 1.0, 0),
        Breaks::Points(_) => unreachable!("handled above"),
    };
    for k in -4..last {
        let from = start + period * f64::from(k);
        all.extend(places(
            within(Some(from), Some(from + period)),
            between[0],
            false,
        ));
    }
    if breaks == Breaks::NonPositiveIntegers {
        all.extend(places(within(Some(0.0), None), between[0], false));
    }
    for k in -4..=last {
        let x = start + period * f64::from(k);
        // Of the multiples of π only 0 is a double.
        let exact = !matches!(breaks, Breaks::OddMultiplesOfHalfPi) && (period != PI || k == 0);
        if exact {
            all.extend(places(vec![x], at[0], true));
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
pub(crate) fn of(domain: Domain) -> Vec<Place> {
    match domain {
        Domain::Line {
            breaks,
            between,
            at,
        } => line(breaks, between, at),
        Domain::EqualArguments => grid(|_, _| true, |a, b| a == b),
        Domain::Origin => grid(|_, _| true, |a, b| a == 0.0 && b == 0.0),
        Domain::Angle => grid(|y, x| (y, x) != (0.0, 0.0), |y, x| y == 0.0 && x <= 0.0),
        Domain::Logarithm => grid(|x, base| x > 0.0 && base > 0.0 && base != 1.0, |_, _| false),
        Domain::Polygamma => {
            let orders = [-1.0, 0.0, 0.5, 1.0, 2.0, 5.0];
            let second = line(Breaks::NonPositiveIntegers, &[true], &[false]);
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
