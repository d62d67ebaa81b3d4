//! Limits and one-sided slopes of every function of one argument inside others, against its values.

use super::{BITS, LARGE, Missing, NEAR, breaks, distance, lines, number, power_of_two, value};
use deriv::calculus::value::{Known, evaluate};
use deriv::expression::functions::{Line, Unit};
use deriv::expression::{Function, Graph, Id, Node, Variable};
use deriv::number::ball::Ball;
use deriv::number::rational::Rational;
use deriv::slope::one_sided::{Existence, SeriesLimit, Sided, Sides, existence};
use std::cmp::Ordering;

/// What is built from x, at a number.
fn found(at: &Rational, build: impl Fn(&mut Graph, Id) -> Id) -> (Graph, Sides, Existence) {
    let mut graph = Graph::new();
    let variable: Variable = graph.variable("x");
    let x = graph.add(Node::Variable(variable));
    let root = build(&mut graph, x);
    let at = graph.number(at.clone());
    let (sides, existence) = existence(&mut graph, root, variable, &[(variable, at)]);
    (graph, sides, existence)
}

fn of(graph: &Graph, id: Id) -> Ball {
    let values = evaluate(graph, &[id], &[], &[], BITS, &Known::new()).unwrap();
    values.of(id).ball(BITS).unwrap()
}

fn inverse(graph: &mut Graph, x: Id) -> Id {
    let one = graph.number(1);
    graph.add(Node::Quotient(one, x))
}

/// Whether it is defined from -1 to 1, and bounded there, for all that values show.
fn is_bounded(f: Function) -> bool {
    let mut at: Vec<Rational> = (-256..=256).map(|k| Rational::ratio(k, 256)).collect();
    for place in [-1, 0, 1] {
        let place = Rational::integer(place);
        at.extend([&place - &power_of_two(-120), &place + &power_of_two(-120)]);
    }
    at.retain(|x| x.abs() <= Rational::one());
    at.iter()
        .all(|x| value(f, x).is_ok_and(|v| v.to_f64().abs() < LARGE))
}

#[test]
fn what_is_bounded_vanishes_beside_a_factor_that_does() {
    let (mut holes, mut others) = (0, 0);
    for (f, _) in lines() {
        let (graph, sides, existence) = found(&Rational::zero(), |graph, x| {
            let inverse = inverse(graph, x);
            let sine = graph.add(Node::Call(Function::Sin, inverse));
            let call = graph.add(Node::Call(f, sine));
            graph.add(Node::Product(x, call))
        });
        match (is_bounded(f), existence) {
            (true, Existence::Hole(limit)) => {
                assert!(of(&graph, limit).is_zero(), "{f:?}");
                holes += 1;
            }
            (
                false,
                Existence::Domain | Existence::Alone | Existence::NoValue | Existence::Unknown,
            ) => others += 1,
            (bounded, _) => panic!("{f:?}, bounded: {bounded}: {existence:?} from {sides:?}"),
        }
    }
    assert!(holes > 15 && others > 7, "{holes} and {others}");
}

/// Whether a limit fits the values at some points, the last one nearest to the place.
fn fits(graph: &Graph, limit: SeriesLimit, values: &[Result<Ball, Missing>]) -> bool {
    let all: Vec<&Ball> = values.iter().filter_map(|v| v.as_ref().ok()).collect();
    let last = all.last();
    match limit {
        SeriesLimit::Finite(id) => last.is_some_and(|last| distance(last, &of(graph, id)) < 1e-5),
        SeriesLimit::Infinite(Ordering::Less) => last.is_some_and(|last| last.to_f64() < -LARGE),
        SeriesLimit::Infinite(_) => last.is_some_and(|last| last.to_f64() > LARGE),
        SeriesLimit::Outside => values.iter().all(|v| matches!(v, Err(Missing::Outside))),
        SeriesLimit::None => all.windows(2).any(|pair| distance(pair[0], pair[1]) > 0.1),
        SeriesLimit::Unknown => false,
    }
}

#[test]
fn limits_far_out_are_found() {
    for (f, _) in lines() {
        let (graph, sides, _) = found(&Rational::zero(), |graph, x| {
            let inverse = inverse(graph, x);
            graph.add(Node::Call(f, inverse))
        });
        for (side, sign) in [(sides.left, -1), (sides.right, 1)] {
            let far = ["7.3", "10.1", "30.5", "1000.25", "1000000.25", "1e40"];
            let far = far.map(|far| Rational::from_decimal(far).unwrap());
            // Where poles follow one another, one is next to a whole number.
            let beside = Rational::integer(9) + power_of_two(NEAR[2]);
            let all = std::iter::once(beside).chain(far);
            let sign = Rational::integer(sign);
            let values: Vec<_> = all.map(|far| value(f, &(&far * &sign))).collect();
            assert!(
                fits(&graph, side.limit, &values),
                "{f:?}: {:?}, {values:?}",
                side.limit
            );
        }
    }
}

fn check_break(f: Function, line: &Line, at: &Rational) {
    let (graph, sides, _) = found(at, |graph, x| graph.add(Node::Call(f, x)));
    for (side, above) in [(sides.left, false), (sides.right, true)] {
        let values = NEAR.map(|exponent| {
            let step = power_of_two(exponent);
            value(f, &if above { at + &step } else { at - &step })
        });
        let shown = format!("{f:?} at {at}, above: {above}: {side:?}");
        assert!(fits(&graph, side.limit, &values), "{shown}, {values:?}");
        let (Ok(own), [_, _, Ok(near)]) = (value(f, at), &values) else {
            continue;
        };
        let rise = near.sub(&own, BITS).shifted(-NEAR[2]);
        let slope = if above { rise } else { -rise };
        match side.slope {
            Sided::Slope(id) => assert!(distance(&of(&graph, id), &slope) < 1e-9, "{shown}"),
            Sided::Infinite(sign) => {
                let steep = slope.abs().to_f64() > LARGE;
                assert!(steep && slope.sign() == Some(sign), "{shown}: {slope:?}");
            }
            Sided::Jump => assert!(distance(near, &own) > 1e-5, "{shown}"),
            Sided::Outside | Sided::Unknown => panic!("{shown}: {slope:?}"),
        }
    }
    assert!(!line.is_smooth());
}

#[test]
fn limits_and_slopes_at_breaks_are_found() {
    let mut checked = 0;
    for (f, line) in lines() {
        for (_, at, point) in breaks(line) {
            if point.at.unit == Unit::One || number(point.at).is_zero() && at.is_zero() {
                check_break(f, line, &at);
                checked += 1;
            }
        }
    }
    assert!(checked > 40, "{checked}");
}

#[test]
fn a_corner_beside_each_function_has_its_value_for_slopes() {
    let mut checked = 0;
    for (f, _) in lines() {
        for (p, q) in [(3, 10), (17, 10), (-3, 5), (-13, 10), (9, 4)] {
            let c = Rational::ratio(p, q);
            let Ok(value) = value(f, &c) else { continue };
            let (graph, sides, existence) = found(&Rational::zero(), |graph, x| {
                let c = graph.number(c.clone());
                let moved = graph.add(Node::Sum(c, x));
                let call = graph.add(Node::Call(f, moved));
                let size = graph.add(Node::Call(Function::Abs, x));
                graph.add(Node::Product(size, call))
            });
            let shown = format!("{f:?} at {c}: {existence:?} from {sides:?}");
            for (side, value) in [(sides.left, -value.clone()), (sides.right, value.clone())] {
                let Sided::Slope(slope) = side.slope else {
                    panic!("{shown}");
                };
                assert!(distance(&of(&graph, slope), &value) < 1e-9, "{shown}");
            }
            checked += 1;
        }
    }
    assert!(checked > 80, "{checked}");
}
