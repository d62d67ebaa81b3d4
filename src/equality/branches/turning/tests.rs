//! Ends that are no values of the variable.

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
