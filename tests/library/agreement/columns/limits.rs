//! What functions tend to at their breaks and far out, and what they are there.

use super::{
    BITS, LARGE, Missing, NEAR, ball, breaks, built, distance, lines, number, power_of_two, value,
};
use deriv::calculus::value::{Known, evaluate};
use deriv::expression::formula::Formula;
use deriv::expression::functions::{Break, Breaks, Far, Growth, Like, Limit, Line, Mark, Unit};
use deriv::expression::{Function, Graph, Node};
use deriv::number::ball::Ball;
use deriv::number::rational::Rational;
use std::cmp::Ordering;

/// Checks that the function tends to what its row says, on one side of a break.
fn check_limit(
    f: Function,
    line: &Line,
    (index, at, point): &(usize, Rational, Break),
    above: bool,
) {
    let side = |distance: &Rational| if above { at + distance } else { at - distance };
    let limit = line.breaks.limit(*index, above);
    assert_eq!(limit, if above { point.above } else { point.below });
    let values = NEAR.map(|exponent| value(f, &side(&power_of_two(exponent))));
    let last = values[NEAR.len() - 1].clone();
    let shown = format!("{f:?} at {at}, above: {above}: {limit:?}, {last:?}");
    let near = |target: &Ball| {
        let last = last.as_ref().expect("a limit of values");
        assert!(distance(last, target) < 1e-6, "{shown}, not {target:?}");
    };
    let grows = |signs: &[f64]| {
        let last = last.as_ref().expect("a limit of values").to_f64();
        assert!(signs.iter().any(|sign| last * sign > LARGE), "{shown}");
    };
    match limit {
        Limit::Own => {
            assert!(point.defined, "{shown}");
            // An irrational break is met by an enclosure alone.
            let own = match point.at.unit {
                Unit::One => value(f, at).unwrap(),
                _ => built_at_mark(f, point.at),
            };
            near(&own);
        }
        Limit::Stretch => near(&value(f, &line.breaks.beside(at, above)).unwrap()),
        Limit::Value(mark) => near(&ball(mark)),
        Limit::Up => grows(&[1.0]),
        Limit::Down => grows(&[-1.0]),
        Limit::Pole => grows(&[1.0, -1.0]),
        Limit::None => panic!("{shown}: nothing wavers at a break"),
        Limit::Outside => {
            let outside = values.iter().all(|v| matches!(v, Err(Missing::Outside)));
            assert!(outside, "{shown}");
        }
    }
}

/// The value at an irrational number of the table, from a ball around it that its own enclosure
/// takes for one in the domain.
fn built_at_mark(f: Function, mark: Mark) -> Ball {
    let mut graph = Graph::new();
    let x = mark.formula().build(&mut graph);
    let root = graph.add(Node::Call(f, x));
    let values = evaluate(&graph, &[root], &[], &[], BITS, &Known::new());
    values.map_or_else(
        |_| value(f, &(number(mark) + power_of_two(-400))).unwrap(),
        |values| values.of(root).ball(BITS).unwrap(),
    )
}

#[test]
fn limits_at_breaks_are_those_of_values_beside_them() {
    let mut checked = 0;
    for (f, line) in lines() {
        let all = breaks(line);
        for one in &all {
            for above in [false, true] {
                check_limit(f, line, one, above);
                checked += 1;
            }
            let at_break = value(f, &one.1);
            if one.2.at.unit == Unit::One {
                assert_eq!(at_break.is_ok(), one.2.defined, "{f:?} at {}", one.1);
            }
        }
        // A pole is one where both signs occur.
        if let Breaks::Lattice(lattice) = &line.breaks {
            for (above, limit) in [(false, lattice.below), (true, lattice.above)] {
                let signs = all.iter().filter_map(|(_, at, _)| {
                    let step = power_of_two(-120);
                    let x = if above { at + &step } else { at - &step };
                    value(f, &x).ok()?.sign()
                });
                let signs: Vec<Ordering> = signs.collect();
                let both = [Ordering::Less, Ordering::Greater];
                let both = both.iter().all(|sign| signs.contains(sign));
                assert!(limit != Limit::Pole || both, "{f:?}: {limit:?}, {signs:?}");
            }
        }
    }
    assert!(checked > 100, "{checked}");
}

/// The farthest point at which there is an enclosure, with the value.
fn farthest(f: Function, up: bool) -> Option<(Rational, Ball)> {
    let all = ["30.5", "1000.25", "1000000.25", "1e40"].map(|text| {
        let far = Rational::from_decimal(text).unwrap();
        if up { far } else { -far }
    });
    let mut all = all.into_iter().rev();
    all.find_map(|x| Some((x.clone(), value(f, &x).ok()?)))
}

fn check_far(f: Function, line: &Line, up: bool) {
    let end: &Far = if up { &line.up } else { &line.down };
    let shown = format!("{f:?}, up: {up}: {:?}", end.limit);
    if end.limit == Limit::Outside {
        assert!(farthest(f, up).is_none(), "{shown}");
        return;
    }
    let (x, last) = farthest(f, up).unwrap_or_else(|| panic!("{shown}: nothing"));
    match end.limit {
        Limit::Value(mark) => {
            // A logarithm has come down to 1e-2 at 1e40; nothing in the table is as slow.
            assert!(
                distance(&last, &ball(mark)) < 1e-6,
                "{shown}: {last:?} at {x}"
            );
        }
        Limit::Up => assert!(last.to_f64() > LARGE, "{shown}: {last:?} at {x}"),
        Limit::Down => assert!(last.to_f64() < -LARGE, "{shown}: {last:?} at {x}"),
        Limit::None => {
            let sign = if up { 1 } else { -1 };
            let far = (0..40).map(|k| Rational::ratio(sign * (2_000 + 7 * k), 100));
            let values: Vec<f64> = far
                .filter_map(|x| Some(value(f, &x).ok()?.to_f64()))
                .collect();
            let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(low, high), &v| {
                (low.min(v), high.max(v))
            });
            assert!(
                high - low > 0.5 || values.len() < 40,
                "{shown}: {low} to {high}"
            );
        }
        other => panic!("{f:?} tends to {other:?} far out"),
    }
    if let (Some((rate, power)), Limit::Value(mark)) = (end.nears, end.limit) {
        let x = Rational::integer(if up { 12 } else { -12 });
        let off = value(f, &x).unwrap().sub(&ball(mark), BITS).abs();
        let exponent = -off.ln(64).unwrap().to_f64();
        let said = rate as f64 * 12f64.powi(power as i32);
        // The factors before the exponential are below e^4 there.
        assert!(
            (exponent - said).abs() < 4.0,
            "{shown}: e^-{exponent}, not e^-{said}"
        );
    }
    if let Like::Growth(growth) = &end.like {
        check_growth(f, growth, None, &|k| {
            let x = Rational::integer(10).power(k).unwrap();
            (
                if up { x } else { -x },
                Rational::integer(10).power(-k).unwrap(),
            )
        });
    }
}

/// Checks that a formula is the function, up to its remainder. `at`: the point at a distance of
/// about 10^-k, and that distance.
fn check_growth(
    f: Function,
    growth: &Growth,
    place: Option<i64>,
    at: &dyn Fn(i64) -> (Rational, Rational),
) {
    for k in [1, 2, 4, 6] {
        let (x, distance) = at(k);
        let Ok(value) = value(f, &x) else { continue };
        let formula = built(&x, |graph, x| {
            let formula = (growth.formula)(&[Formula::Part(x)], place).expect("a short formula");
            formula.build(graph)
        });
        let Ok(formula) = formula else {
            assert!(growth.rest.is_none(), "{f:?} at {x}");
            continue;
        };
        match growth.rest {
            None => assert!(
                value.overlaps(&formula),
                "{f:?} at {x}: {value:?}, {formula:?}"
            ),
            Some((p, q)) => {
                let off = self::distance(&value, &formula);
                let said = distance.to_f64().powf(p as f64 / q as f64);
                assert!(off <= 4.0 * said, "{f:?} at {x}: off by {off}, not {said}");
            }
        }
    }
}

#[test]
fn far_out_functions_are_what_their_rows_say() {
    for (f, line) in lines() {
        for up in [false, true] {
            check_far(f, line, up);
        }
    }
}

#[test]
fn next_to_breaks_functions_are_what_their_rows_say() {
    let mut checked = 0;
    for (f, line) in lines() {
        let Some(growth) = &f.row().near else {
            continue;
        };
        for (index, at, _) in breaks(line) {
            for above in [false, true] {
                if line.breaks.limit(index, above) == Limit::Outside {
                    continue;
                }
                let place = at.to_i64();
                check_growth(f, growth, place, &|k| {
                    let step = Rational::integer(10).power(-k).unwrap();
                    (if above { &at + &step } else { &at - &step }, step)
                });
                checked += 1;
            }
        }
    }
    assert!(checked > 7, "{checked}");
}
