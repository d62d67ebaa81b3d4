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
