//! Intervals, their points, and what expressions need on them.

use super::*;
use crate::notation::{self, Options};

fn read(graph: &mut Graph, text: &str) -> Id {
    notation::read(graph, text, &Options::default()).expect(text)
}

fn between(low: Option<i64>, high: Option<i64>) -> Interval {
    let [low, high] = [low, high].map(|end| end.map(Rational::integer));
    Interval { low, high }
}

#[test]
fn an_interval_is_cut_at_the_nearest_ends() {
    let all = between(None, None);
    for (cuts, left) in [
        (&[(2, true)][..], between(Some(2), None)),
        (&[(2, false)], between(None, Some(2))),
        (
            &[(2, true), (1, true), (3, false)],
            between(Some(2), Some(3)),
        ),
        (&[(2, true), (3, true), (3, true)], between(Some(3), None)),
        (&[(2, false), (3, false)], between(None, Some(2))),
        (
            &[(2, false), (1, false), (1, false)],
            between(None, Some(1)),
        ),
    ] {
        let mut own = all.clone();
        for &(at, above) in cuts {
            own.cut(Rational::integer(at), above);
        }
        assert_eq!(own, left, "{cuts:?}");
    }
    let infinite = f64::INFINITY;
    for (text, ends, left) in [
        ("2x-6", (0.0, infinite), Some(between(Some(3), None))),
        ("3-x", (0.0, infinite), Some(between(None, Some(3)))),
        ("x/2", (-1.0, 1.0), Some(between(Some(-2), Some(2)))),
        ("1-x", (-1.0, 1.0), Some(between(Some(0), Some(2)))),
        ("x", (-infinite, infinite), Some(between(None, None))),
        ("x^2", (0.0, 1.0), None),
        ("y-1", (0.0, 1.0), None),
        ("sin(x)-1", (0.0, 1.0), None),
    ] {
        let mut graph = Graph::new();
        let argument = read(&mut graph, text);
        let x = graph.variable("x");
        let mut own = all.clone();
        let cut = own.cut_to(&graph, argument, ends, x);
        assert_eq!(cut.map(|()| own), left, "{text}");
    }
    for (low, high, is) in [
        (1.0, 2.0, Some(between(Some(1), Some(2)))),
        (-infinite, 2.0, Some(between(None, Some(2)))),
        (1.0, infinite, Some(between(Some(1), None))),
        (1.0, 1.0, None),
        (2.0, 1.0, None),
    ] {
        assert_eq!(Interval::of(Range { low, high }), is, "{low} {high}");
    }
    let own = between(Some(1), Some(3));
    for (n, holds, is_below) in [(0, false, false), (1, false, false), (2, true, false)] {
        let n = Rational::integer(n);
        assert_eq!(
            (own.holds(&n), own.is_below(&n)),
            (holds, is_below),
            "{n:?}"
        );
    }
    for n in [3, 4] {
        let n = Rational::integer(n);
        assert!(!own.holds(&n) && own.is_below(&n), "{n:?}");
    }
    assert!(all.holds(&Rational::zero()) && !all.is_below(&Rational::zero()));
}

#[test]
fn points_lie_inside_in_their_order_from_end_to_end() {
    let tiny = Rational::ratio(1, 4096);
    let far = Rational::integer(4096);
    let whole = Rational::integer;
    for (own, count, first, last) in [
        (between(None, None), 51, -&far, far.clone()),
        (
            between(Some(3), None),
            25,
            &whole(3) + &tiny,
            &whole(3) + &far,
        ),
        (
            between(None, Some(3)),
            25,
            &whole(3) - &far,
            &whole(3) - &tiny,
        ),
        (
            between(Some(1), Some(5)),
            23,
            &whole(1) + &(&whole(4) * &tiny),
            &whole(5) - &(&whole(4) * &tiny),
        ),
    ] {
        let points = own.points();
        assert_eq!(points.len(), count, "{own:?}");
        assert!(points.iter().all(|point| own.holds(point)), "{own:?}");
        assert!(points.windows(2).all(|two| two[0] < two[1]), "{own:?}");
        assert_eq!((&points[0], &points[count - 1]), (&first, &last), "{own:?}");
    }
    // The half is among them.
    assert!(between(Some(1), Some(5)).points().contains(&whole(3)));
}

#[test]
fn signs_of_parts_follow_the_interval() {
    let mut graph = Graph::new();
    let x = graph.variable("x");
    for (text, low, high, signs) in [
        ("x", Some(1), Some(2), Signs::PLUS),
        ("x", Some(-2), Some(-1), Signs::MINUS),
        // Of the ends themselves nothing is said.
        ("x", Some(0), Some(1), Signs::ANY),
        ("x-3", None, Some(2), Signs::MINUS),
        ("exp(x)", None, None, Signs::NOT_NEGATIVE),
        ("x^2-1", Some(2), None, Signs::PLUS),
    ] {
        let part = read(&mut graph, text);
        let found = between(low, high).signs(&graph, part, x);
        assert_eq!(found, signs, "{text} on {low:?} {high:?}");
    }
}

/// On an interval from 1/2 to 2: what must not be 0, and what must lie between which ends.
#[test]
fn expressions_need_what_keeps_them_smooth() {
    let own = Interval {
        low: Some(Rational::ratio(1, 2)),
        high: Some(Rational::integer(2)),
    };
    let infinite = f64::INFINITY;
    let above = Some((0.0, infinite));
    for (text, needs) in [
        ("x^2+y", Some(&[][..])),
        ("1/(x-1)", Some(&[("x-1", None)])),
        ("(x-1)^-2", Some(&[("x-1", None)])),
        ("x^(1/2)", Some(&[])),
        ("x^(1/3)", Some(&[])),
        ("x^pi", Some(&[])),
        ("(x-1)^(1/2)", Some(&[("x-1", above)])),
        ("(x-1)^(-3/2)", Some(&[("x-1", above)])),
        ("(x-1)^(1/3)", None),
        ("(x-1)^pi", None),
        ("sin(x)", Some(&[])),
        ("ln(x)", Some(&[])),
        ("ln(x-1)", Some(&[("x-1", above)])),
        ("asin(x)", Some(&[("x", Some((-1.0, 1.0)))])),
        ("asin(x*0.25)", Some(&[])),
        ("acoth(3x)", Some(&[])),
        ("acoth(2x)", Some(&[("2x", Some((1.0, infinite)))])),
        ("acoth(x*0.25)", None),
        ("csch(x-1)", None),
        ("csch(x)", Some(&[])),
        // It has a value everywhere, but is not smooth.
        ("cbrt(x-1)", None),
        ("cbrt(x)", Some(&[])),
        ("abs(x)", None),
        ("floor(x/9)", None),
        ("tan(x*0.1)", Some(&[])),
        ("tan(x)", None),
        ("max(x,9)", None),
        ("1/x+ln(x-1)", Some(&[("x", None), ("x-1", above)])),
    ] {
        let mut graph = Graph::new();
        let root = read(&mut graph, text);
        let x = graph.variable("x");
        let found = own.needs(&graph, &[root], x);
        assert_eq!(found.is_some(), needs.is_some(), "{text}");
        let (found, needs) = (found.unwrap_or_default(), needs.unwrap_or_default());
        assert_eq!(found.len(), needs.len(), "{text}");
        for (found, (part, ends)) in found.iter().zip(needs) {
            let part = read(&mut graph, part);
            let same = match (found, ends) {
                (Need::NotZero(own), None) => *own == part,
                (Need::Between(own, found), Some(ends)) => *own == part && found == ends,
                _ => false,
            };
            assert!(same, "{text}");
        }
    }
}
