//! Every column of the table that says what a function of one argument does, against enclosures.

mod compositions;
mod limits;
mod pieces;

use crate::agreement::points::{self, Place};
use deriv::calculus::value::{Known, Stop, evaluate};
use deriv::expression::formula::Formula;
use deriv::expression::functions::{
    Angle, Break, Breaks, Course, Definition, End, Lattice, Line, Mark, Parity, Turns, Unit, Whole,
};
use deriv::expression::{Function, Graph, Id, Node};
use deriv::number::ball::Ball;
use deriv::number::rational::Rational;
use std::cmp::Ordering;

/// Bits of the enclosures: those of numbers 2^-120 from a break leave 400 and more to see.
const BITS: u64 = 600;

/// Distances from a break, as powers of 2: the nearest makes a logarithm −83.
const NEAR: [i64; 3] = [-20, -60, -120];

/// What grows without bound is past this at the nearest and the farthest points that are looked at.
const LARGE: f64 = 20.0;

/// Why there is no enclosure.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Missing {
    Outside,
    Other,
}

/// The value of what is built from the argument.
fn built(at: &Rational, build: impl Fn(&mut Graph, Id) -> Id) -> Result<Ball, Missing> {
    let mut graph = Graph::new();
    let x = graph.number(at.clone());
    let root = build(&mut graph, x);
    let values = evaluate(&graph, &[root], &[], &[], BITS, &Known::new());
    match values {
        Ok(values) => values.of(root).ball(BITS).map_err(|_| Missing::Other),
        Err(Stop::Outside { .. }) => Err(Missing::Outside),
        Err(_) => Err(Missing::Other),
    }
}

fn value(f: Function, at: &Rational) -> Result<Ball, Missing> {
    built(at, |graph, x| graph.add(Node::Call(f, x)))
}

fn power_of_two(exponent: i64) -> Rational {
    Rational::dyadic(&1.into(), exponent)
}

/// A number of the table to some 150 digits: far nearer than the nearest points are.
fn number(mark: Mark) -> Rational {
    mark.ball(BITS).unwrap().midpoint().lower().unwrap()
}

fn ball(mark: Mark) -> Ball {
    mark.ball(BITS).unwrap()
}

fn distance(a: &Ball, b: &Ball) -> f64 {
    a.sub(b, BITS).abs().to_f64()
}

/// All functions of one argument with their lines.
fn lines() -> impl Iterator<Item = (Function, &'static Line)> {
    Function::ALL
        .iter()
        .filter_map(|&f| Some((f, f.row().line()?)))
}

/// A break, and the one of a lattice with its offset moved by some periods.
fn breaks(line: &Line) -> Vec<(usize, Rational, Break)> {
    match &line.breaks {
        Breaks::Points(points) => points
            .iter()
            .enumerate()
            .map(|(index, point)| (index, number(point.at), *point))
            .collect(),
        Breaks::Lattice(lattice) => {
            let last = if lattice.one_sided { 0 } else { 3 };
            let (offset, period) = (number(lattice.offset), number(lattice.period));
            let one = |k: i64| {
                let at = &offset + &(&period * &Rational::integer(k));
                let as_break = Break {
                    at: lattice.offset,
                    defined: lattice.defined,
                    below: lattice.below,
                    above: lattice.above,
                };
                (0, at, as_break)
            };
            (-3..=last).map(one).collect()
        }
    }
}

/// Points all over the stretch of this index: those of its places, next to its ends, far out, and
/// where it turns.
fn samples(line: &Line, stretch: usize) -> Vec<Rational> {
    let mut all: Vec<Rational> = Vec::new();
    let fraction = |x: f64| Rational::from_f64(x).unwrap();
    let places = points::line(line);
    all.extend(
        places
            .iter()
            .filter(|p| !p.on_break)
            .map(|p: &Place| fraction(p.arguments[0])),
    );
    for (_, at, _) in breaks(line) {
        for exponent in NEAR {
            all.extend([&at + &power_of_two(exponent), &at - &power_of_two(exponent)]);
        }
    }
    for far in ["4.5", "30.5", "1000.25", "1000000.25", "1e40", "1e300"] {
        let far = Rational::from_decimal(far).unwrap();
        all.extend([-&far, far]);
    }
    if let Some(turns) = line.stretches[stretch].map(|stretch| stretch.turns) {
        match turns {
            Turns::At(turns) => all.extend(turns.iter().map(|&turn| fraction(turn))),
            Turns::Every { offset, period } => {
                all.extend((-2..=2).map(|k| fraction(offset + period * f64::from(k))));
            }
            Turns::Unknown => {}
        }
    }
    let within = |x: &Rational| match &line.breaks {
        Breaks::Points(points) => {
            let below = stretch
                .checked_sub(1)
                .is_none_or(|k| number(points[k].at) < *x);
            below && points.get(stretch).is_none_or(|end| *x < number(end.at))
        }
        Breaks::Lattice(lattice) => {
            let beyond = lattice.one_sided && *x > number(lattice.offset);
            beyond == (stretch == 1)
        }
    };
    all.retain(within);
    all.sort();
    all.dedup();
    all
}

/// The samples of a stretch with their values, where there are enclosures.
fn sampled(f: Function, line: &Line, stretch: usize) -> Vec<(Rational, Ball)> {
    if line.stretches[stretch].is_none() {
        return Vec::new();
    }
    let samples = samples(line, stretch).into_iter();
    let found = samples.filter_map(|x| match value(f, &x) {
        Ok(value) => Some((x, value)),
        Err(Missing::Outside) if on_lattice(line, &x) => None,
        Err(Missing::Outside) => panic!("{f:?} has no value at {x}"),
        Err(Missing::Other) => None,
    });
    found.collect()
}

/// Far out a sample may sit on a break.
fn on_lattice(line: &Line, x: &Rational) -> bool {
    matches!(&line.breaks, Breaks::Lattice(lattice)
        if lattice.offset.unit == Unit::One && (x - &number(lattice.offset)).is_integer())
}

#[test]
fn values_lie_between_the_ends_and_come_near_them() {
    for (f, line) in lines() {
        for (k, stretch) in line.stretches.iter().enumerate() {
            let Some(stretch) = stretch else {
                for x in samples(line, k) {
                    assert_eq!(value(f, &x).err(), Some(Missing::Outside), "{f:?} at {x}");
                }
                continue;
            };
            let values = sampled(f, line, k);
            assert!(values.len() >= 7, "{f:?}");
            for (end, inward) in [
                (stretch.low, Ordering::Greater),
                (stretch.high, Ordering::Less),
            ] {
                let bound = match end {
                    End::Infinite => {
                        let sign = if inward.is_gt() { -1.0 } else { 1.0 };
                        let past = values.iter().any(|(_, v)| v.to_f64() * sign > LARGE);
                        assert!(past, "{f:?} on stretch {k} is bounded by what is looked at");
                        continue;
                    }
                    End::Open(mark) | End::Closed(mark) => ball(mark),
                    End::Beyond(bound) => Ball::from_f64(bound).unwrap(),
                };
                for (x, v) in &values {
                    let side = v.compare(&bound);
                    let touches = side != Some(inward);
                    let fine = match end {
                        // Far out some are nearer than 600 bits tell.
                        End::Open(_) => !touches || side.is_none(),
                        _ => side != Some(inward.reverse()),
                    };
                    assert!(fine, "{f:?} at {x}: {v:?} and {end:?}");
                }
                let near = values.iter().map(|(_, v)| distance(v, &bound));
                let near = near.fold(f64::INFINITY, f64::min);
                // Of a bound beyond the values only the first digits are the truth.
                let close = if matches!(end, End::Beyond(_)) {
                    1e-2
                } else {
                    1e-5
                };
                assert!(near < close, "{f:?} stays {near} away from {end:?}");
            }
        }
    }
}

/// On which of the stretches of a lattice a number lies.
fn steps(lattice: &Lattice, x: &Rational) -> i64 {
    let steps = (x - &number(lattice.offset)).divide(&number(lattice.period));
    i64::try_from(steps.unwrap().floor()).unwrap_or(i64::MAX / 2_000_000)
}

/// Whether the values rise, or fall, weakly.
fn follows(values: &[(Rational, Ball)], course: Course) -> bool {
    values.windows(2).all(|pair| {
        let against = match course {
            Course::Rising => Ordering::Less,
            _ => Ordering::Greater,
        };
        pair[1].1.compare(&pair[0].1) != Some(against)
    })
}

#[test]
fn between_turns_and_breaks_values_rise_or_fall() {
    for (f, line) in lines() {
        let mut all: Vec<(Rational, Ball)> = Vec::new();
        for (k, stretch) in line.stretches.iter().enumerate() {
            let Some(stretch) = stretch else { continue };
            let values = sampled(f, line, k);
            all.extend(values.iter().cloned());
            let cut = |x: &Rational| -> Option<i64> {
                let at = x;
                let x = x.to_f64();
                let turn = match stretch.turns {
                    Turns::At(turns) => turns.iter().filter(|&&turn| turn <= x).count() as i64,
                    Turns::Every { offset, period } => ((x - offset) / period).floor() as i64,
                    Turns::Unknown => return None,
                };
                let period = match &line.breaks {
                    Breaks::Points(_) => 0,
                    Breaks::Lattice(l) if l.one_sided && k == 1 => 0,
                    Breaks::Lattice(lattice) => steps(lattice, at),
                };
                Some(turn + 1_000_000 * period)
            };
            // Where it comes back, doubles tell periods apart near 0 alone.
            let comes_back = matches!(stretch.turns, Turns::Every { .. })
                || matches!(line.breaks, Breaks::Lattice(_));
            let near = |x: &Rational| !comes_back || x.to_f64().abs() < 100.0;
            let kept: Vec<(Rational, Ball)> = values.into_iter().filter(|(x, _)| near(x)).collect();
            let sections = kept.chunk_by(|a, b| match (cut(&a.0), cut(&b.0)) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            });
            for section in sections {
                // A turn itself, to the nearest double, is of either side.
                let rises = follows(section, Course::Rising);
                assert!(
                    rises || follows(section, Course::Falling) || section.len() < 3,
                    "{f:?} turns between {} and {}",
                    section[0].0,
                    section[section.len() - 1].0
                );
            }
        }
        all.extend(breaks(line).into_iter().filter_map(|(_, at, _)| {
            let value = value(f, &at).ok()?;
            Some((at, value))
        }));
        all.sort_by(|a, b| a.0.cmp(&b.0));
        match line.course {
            Course::Varying => {}
            course => assert!(follows(&all, course), "{f:?} is not {course:?}"),
        }
    }
}

#[test]
fn parity_is_that_of_the_values() {
    for (f, line) in lines() {
        let (mut even, mut odd, mut compared) = (true, true, 0);
        for k in 0..line.stretches.len() {
            for x in samples(line, k) {
                match (value(f, &x), value(f, &-&x)) {
                    (Ok(a), Ok(b)) => {
                        even &= a.overlaps(&b);
                        odd &= a.overlaps(&-b);
                        compared += 1;
                    }
                    (Err(Missing::Outside), Ok(_)) | (Ok(_), Err(Missing::Outside)) => {
                        (even, odd) = (false, false);
                    }
                    _ => {}
                }
            }
        }
        let found = match (even, odd) {
            (true, false) => Parity::Even,
            (false, true) => Parity::Odd,
            _ => Parity::Neither,
        };
        assert_eq!(f.row().parity, found, "{f:?} of {compared}");
    }
}

#[test]
fn steps_are_constant_between_breaks_and_nothing_else_is() {
    for (f, line) in lines() {
        let mut constant = true;
        for k in 0..line.stretches.len() {
            let values = sampled(f, line, k);
            let inside = |x: &Rational| match &line.breaks {
                Breaks::Points(_) => 0,
                Breaks::Lattice(lattice) => steps(lattice, x),
            };
            let small = |x: &Rational| x.to_f64().abs() < 10.0;
            let values: Vec<_> = values.into_iter().filter(|(x, _)| small(x)).collect();
            for pair in values.windows(2) {
                if inside(&pair[0].0) == inside(&pair[1].0) {
                    constant &= pair[0].1.overlaps(&pair[1].1);
                }
            }
        }
        assert_eq!(f.row().step, constant, "{f:?}");
    }
}

#[test]
fn whole_numbers_are_told() {
    let whole = |v: &Ball| v.is_exact() && v.lower().is_ok_and(|v| v.is_integer());
    for (f, line) in lines() {
        let mut all: Vec<(Rational, Ball)> = (0..line.stretches.len())
            .flat_map(|k| sampled(f, line, k))
            .collect();
        all.extend(breaks(line).into_iter().filter_map(|(_, at, _)| {
            let value = value(f, &at).ok()?;
            Some((at, value))
        }));
        // What is longer than the enclosures is rounded.
        let short = all.iter().filter(|(x, _)| x.to_f64().abs() < 1e9);
        let always = short.into_iter().all(|(_, v)| whole(v));
        let own = (-5..=5).all(|n| {
            let n = Rational::integer(n);
            value(f, &n).is_ok_and(|v| v.is_exact() && v.lower() == Ok(n))
        });
        match f.row().whole {
            Whole::Always => assert!(always && !own, "{f:?}"),
            Whole::Rounded => assert!(always && own, "{f:?}"),
            Whole::OfWhole => {
                for n in -5..=5 {
                    let value = value(f, &Rational::integer(n)).unwrap();
                    assert!(whole(&value), "{f:?} at {n}");
                }
                assert!(!always, "{f:?} always is");
            }
            Whole::No => assert!(!always, "{f:?} always is"),
        }
    }
}

#[test]
fn definitions_have_the_value() {
    let mut compared = 0;
    for &f in Function::ALL {
        let row = f.row();
        let mut missing = 0;
        for place in points::of(&row.domain) {
            if !place.defined {
                continue;
            }
            let mut graph = Graph::new();
            let arguments: Vec<Id> = place
                .arguments
                .iter()
                .map(|&x| graph.number(Rational::from_f64(x).unwrap()))
                .collect();
            let parts: Vec<Formula> = arguments.iter().map(|&id| Formula::Part(id)).collect();
            let formula = match row.definition {
                Definition::Core => continue,
                Definition::Power(p, q) => {
                    let power = graph.number(Rational::ratio(p, q));
                    parts[0].clone().to_the(Formula::Part(power))
                }
                Definition::Formula(definition) => definition(&parts),
            };
            let defined = formula.build(&mut graph);
            let own = graph.add(match *arguments {
                [a] => Node::Call(f, a),
                [a, b] => Node::Call2(f, a, b),
                _ => unreachable!("one or two arguments"),
            });
            let of = |root: Id| {
                let values = evaluate(&graph, &[root], &[], &[], BITS, &Known::new());
                values.map(|values| values.of(root).ball(BITS).unwrap())
            };
            match (of(own), of(defined)) {
                (Ok(own), Ok(defined)) => {
                    assert!(
                        own.overlaps(&defined),
                        "{f:?} at {place:?}: {own:?}, {defined:?}"
                    );
                    compared += 1;
                }
                (Ok(_), Err(Stop::Outside { .. })) => missing += 1,
                // Too near 0 to tell at so few bits.
                (Ok(_), Err(_)) => {}
                (Err(why), _) => panic!("{f:?} at {place:?}: {why:?}"),
            }
        }
        assert!(
            missing <= 1,
            "{f:?}: its definition has no value at {missing} places"
        );
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn angles_are_angles() {
    let turn = number(Mark::halves(4, Unit::Pi));
    for (f, line) in lines() {
        let ends: Vec<End> = line
            .stretches
            .iter()
            .flatten()
            .flat_map(|stretch| [stretch.low, stretch.high])
            .collect();
        let of_pi = |end: &End| match end {
            End::Open(mark) | End::Closed(mark) => mark.unit == Unit::Pi,
            _ => false,
        };
        let values = f.row().angle == Angle::Value;
        assert_eq!(values, ends.iter().any(of_pi), "{f:?}");
        let x = Rational::ratio(3, 7);
        let (Ok(once), Ok(again)) = (value(f, &x), value(f, &(&x + &turn))) else {
            assert_ne!(f.row().angle, Angle::Argument, "{f:?}");
            continue;
        };
        let back = distance(&once, &again) < 1e-100 && !f.row().step;
        assert_eq!(f.row().angle == Angle::Argument, back, "{f:?}");
    }
}
