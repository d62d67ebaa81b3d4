//! Ends that are no values of the variable, and where turning points lie.

use super::*;
use crate::notation::{self, Options};

#[test]
fn an_end_is_left_out_where_its_own_line_is_not_0() {
    for (part, signs, left_out) in [
        ("x-3", Signs::PLUS, true),
        ("6-2*x", Signs::NOT_ZERO, true),
        ("x-3", Signs::NOT_NEGATIVE, false),
        ("x-3", Signs::ANY, false),
        ("x-3", Signs::ZERO, false),
        ("x-4", Signs::PLUS, false),
        ("y-3", Signs::PLUS, false),
        ("exp(x)-3", Signs::PLUS, false),
        ("x^2-9", Signs::PLUS, false),
        ("x-y", Signs::PLUS, false),
    ] {
        let mut graph = Graph::new();
        let part_id = notation::read(&mut graph, part, &Options::default()).expect(part);
        let x = graph.variable("x");
        let found = is_left_out(&graph, x, &Rational::integer(3), &[(part_id, signs)]);
        assert_eq!(found, left_out, "{part} {signs:?}");
    }
}

/// Told of fractions and of enclosures; a fraction that is an end lies outside.
#[test]
fn a_turning_point_lies_below_an_interval_inside_or_above() {
    let interval = |low: i64, high: i64| Interval {
        low: Some(Rational::integer(low)),
        high: Some(Rational::integer(high)),
    };
    let mut graph = Graph::new();
    let x = graph.variable("x");
    for (factor, falls) in [("x-3", false), ("6-2*x", true), ("x-pi", false)] {
        let id = notation::read(&mut graph, factor, &Options::default()).expect(factor);
        let (turn, found) = TurningPoint::of(&mut graph, id, x).expect(factor);
        assert_eq!(found, falls, "{factor}");
        for (low, high, place) in [
            (1, 2, Ordering::Greater),
            (2, 4, Ordering::Equal),
            (4, 5, Ordering::Less),
        ] {
            let found = turn.place(&interval(low, high));
            assert_eq!(found, Some(place), "{factor}: {low} to {high}");
        }
        let everywhere = Interval {
            low: None,
            high: None,
        };
        assert_eq!(turn.place(&everywhere), Some(Ordering::Equal), "{factor}");
        for (low, high, place) in [(3, 4, Ordering::Less), (2, 3, Ordering::Greater)] {
            if let Some(exact) = &turn.exact {
                assert_eq!(*exact, Rational::integer(3));
                assert_eq!(turn.place(&interval(low, high)), Some(place), "{factor}");
            }
        }
    }
}

fn between(low: i64, high: i64) -> Interval {
    Interval {
        low: Some(Rational::integer(low)),
        high: Some(Rational::integer(high)),
    }
}

/// Only where what has to lie between two ends does so all over an interval is that one where an expression has
/// values.
#[test]
fn an_interval_is_one_where_an_expression_has_values() {
    for (text, low, high, expected) in [
        ("ln(1-x^2)", 0, 1, Some((0, 1))),
        ("ln(1-x^2)", 0, 2, None),
        ("ln(1-x^2)", -2, 0, None),
        ("ln(x^2-1)", 1, 3, Some((1, 3))),
        ("ln(x^2-1)", 0, 3, None),
        ("asin(x^2/4)", 0, 2, Some((0, 2))),
        ("asin(x^2/4)", 0, 3, None),
        ("atanh(1-x^2)", 0, 1, Some((0, 1))),
        ("atanh(1-x^2)", 0, 2, None),
        ("atanh(1-x^2)", -1, 1, None),
        ("ln(x)", -1, 2, Some((0, 2))),
        ("1/(x^2+1)", -1, 2, Some((-1, 2))),
        ("1/(x-1)", 0, 2, None),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, text, &Options::default()).expect(text);
        let x = graph.variable("x");
        let placed = (x, between(low, high));
        let found = Turning::new(7).defined(&mut graph, id, placed, MAX_DEPTH);
        let found = found.map(|found| (found.low, found.high));
        let expected = expected.map(|(low, high)| {
            let Interval { low, high } = between(low, high);
            (low, high)
        });
        assert_eq!(found, expected, "{text} from {low} to {high}");
    }
}

#[test]
fn a_line_has_one_sign_beside_its_root() {
    for (part, low, high, signs) in [
        ("x-3", 4, 5, Some(Signs::PLUS)),
        ("x-3", 1, 2, Some(Signs::MINUS)),
        ("6-2*x", 4, 5, Some(Signs::MINUS)),
        ("6-2*x", 1, 2, Some(Signs::PLUS)),
        ("x-3", 2, 4, None),
        ("x^2-9", 4, 5, None),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, part, &Options::default()).expect(part);
        let x = graph.variable("x");
        let found = domain::beside_root(&graph, id, (x, &between(low, high)));
        assert_eq!(found, signs, "{part} from {low} to {high}");
    }
}

#[test]
fn ends_that_are_no_fractions_are_known_as_such() {
    for (text, rounded) in [
        ("ln(x)+x", false),
        ("asin(x)-x^2", false),
        ("exp(x)-2*x-1", false),
        ("lambertw(x)+1", true),
        ("x-lambertw(2*x)^2", true),
        ("tan(x)-x", true),
        ("x-pi", false),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, text, &Options::default()).expect(text);
        assert_eq!(zeros::has_rounded_ends(&graph, id), rounded, "{text}");
    }
}

/// All of them, on each side of a turn; none of what may end beside a number that is no fraction.
#[test]
fn zeros_of_a_sum_are_all_found_or_none() {
    for (text, expected) in [
        ("x^2-1", Some(&[-1, 1][..])),
        ("1-x^2", Some(&[-1, 1])),
        ("(x-1)^2-1", Some(&[0, 2])),
        ("x^3-3*x+2", Some(&[-2, 1])),
        ("x^2+1", Some(&[])),
        ("exp(x)-x-1", Some(&[0])),
        ("x^2-10", None),
        ("x+0*lambertw(x)", None),
        ("x^3", None),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, text, &Options::default()).expect(text);
        let parts = graph.parts(&[id]);
        let ranges = Ranges::new(&graph, &parts, |_| false);
        let found = Turning::new(7).zeros(&mut graph, id, &ranges);
        let mut found = found.map(|(_, zeros)| zeros);
        let mut expected = expected
            .map(|all| all.iter().map(|at| graph.number(Rational::integer(*at))))
            .map(Iterator::collect::<Vec<Id>>);
        found
            .iter_mut()
            .chain(&mut expected)
            .for_each(|all| all.sort_unstable());
        assert_eq!(found, expected, "{text}");
    }
}
