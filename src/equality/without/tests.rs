//! What two expressions have in common is taken off; what is left is 0 where they are equal, and there
//! alone.

use super::*;
use crate::equality::{Equality, equal};
use crate::notation::{self, Options};

fn read(graph: &mut Graph, text: &str) -> Id {
    notation::read(graph, text, &Options::default()).expect(text)
}

#[test]
fn what_both_have_is_taken_off() {
    for (a, b, left) in [
        ("exp(x)", "exp(y)", "x-y"),
        ("exp(tanh(x))", "exp(tanh(y))", "x-y"),
        ("atan(2+exp(x))", "atan(2+exp(y))", "x-y"),
        ("softplus(x)+1", "softplus(y)+1", "x-y"),
        ("x^3", "y^3", "x-y"),
        ("x^4", "y^4", "(x-y)*(x+y)"),
        ("exp(x^6)", "exp(y^6)", "(x-y)*(x+y)"),
        ("1/x", "1/y", "x-y"),
        ("3/exp(x)", "3/exp(y)", "x-y"),
        ("x/z", "x/y", "x/z-x/y"),
        ("3/exp(x)", "5/exp(y)", "3/exp(x)-5/exp(y)"),
        ("-x^2", "-y^2", "(x-y)*(x+y)"),
        ("x+y", "x+z", "y-z"),
        ("x-y", "z-y", "x-z"),
        ("x-y", "x-z", "z-y"),
        ("x-(y-z)", "z+w", "x-y-w"),
        ("x-(-y)", "y+z", "x-z"),
        ("x+y", "x", "y"),
        ("x", "x-y", "y"),
        ("x+y", "0", "x+y"),
        ("0", "x-3", "x-3"),
        ("x+5", "y+3", "x+2-y"),
        ("x-5", "y+3", "x-8-y"),
        ("3-x", "5-y", "-2-x+y"),
        ("x+5", "y", "x+5-y"),
        ("min(x,9)+exp(x)-exp(x)", "y", "min(x,9)-y"),
        ("min(x,9)-exp(x)+exp(x)+z", "y", "min(x,9)+z-y"),
        ("y", "x+z+exp(x)-exp(x)", "y-x-z"),
        ("x+0*y", "x+w", "w"),
        ("exp(x)+y+2", "exp(x)+y+3", "1"),
        // Not each of its values comes from one argument, or an argument has no value.
        ("sin(x)", "sin(y)", "sin(x)-sin(y)"),
        ("cosh(x)", "cosh(y)", "cosh(x)-cosh(y)"),
        ("gelu(x)", "gelu(y)", "gelu(x)-gelu(y)"),
        ("floor(x)", "floor(y)", "floor(x)-floor(y)"),
        ("sign(x)", "sign(y)", "sign(x)-sign(y)"),
        ("abs(x)", "abs(y)", "abs(x)-abs(y)"),
        ("relu(x)", "relu(y)", "relu(x)-relu(y)"),
        ("x^-3", "y^-3", "x^-3-y^-3"),
        ("x^(1/2)", "y^(1/2)", "x^(1/2)-y^(1/2)"),
        ("x^2", "y^3", "x^2-y^3"),
        ("exp(x)", "tanh(y)", "exp(x)-tanh(y)"),
    ] {
        let mut graph = Graph::new();
        let [a_id, b_id, wanted] = [a, b, left].map(|text| read(&mut graph, text));
        let found = what_is_left(&mut graph, a_id, b_id);
        // Up to its sign, and with nothing that it need not have.
        let negative = graph.add(Node::Negative(wanted));
        let [most, own] = [negative, found].map(|id| graph.parts(&[id]).len());
        assert!(own <= most + 1, "{a} | {b}: {own} parts, not {most}");
        let mut is = |wanted| matches!(equal(&mut graph, found, wanted).equality, Equality::Proved);
        assert!(is(wanted) || is(negative), "{a} | {b}: not {left}");
    }
}

#[test]
fn sums_that_are_too_long_are_left() {
    for (count, followed) in [(MAX_TERMS + 1, true), (MAX_TERMS + 2, false)] {
        let mut graph = Graph::new();
        let names: Vec<String> = (0..count).map(|k| format!("a_{k}")).collect();
        let sum = read(&mut graph, &names.join("+"));
        let terms = SignedTerms::of(&mut graph, sum);
        assert_eq!(terms.is_some(), followed, "{count}");
        if let Some(terms) = terms {
            let all = terms.listed(&mut graph);
            assert!(all.len() == count && all.iter().all(|(_, off)| !off));
        }
    }
}

/// Whether there was anything to take off, and what is left on either side.
#[test]
fn what_is_taken_off_is_counted() {
    for (a, b, any, left) in [
        ("x+y-x+z", "w", true, ["y+z", "w"]),
        ("x-x", "7", true, ["0", "7"]),
        ("w", "x+y-x+z", true, ["w", "y+z"]),
        ("x+3", "y", false, ["x+3", "y"]),
        ("x+3", "y+5", true, ["x-2", "y"]),
        ("x+y", "y+z", true, ["x", "z"]),
        ("x+y", "z", false, ["x+y", "z"]),
    ] {
        let mut graph = Graph::new();
        let [one, other] = [a, b].map(|text| read(&mut graph, text));
        let mut of = |id: Id| SignedTerms::of(&mut graph, id).expect("they are few");
        let (mut one, mut other) = (of(one), of(other));
        assert_eq!(one.taken_off(&mut other), any, "{a} | {b}");
        for (terms, left) in [one, other].into_iter().zip(left) {
            assert_eq!(terms.is_nothing(), left == "0", "{a} | {b}");
            let zero = graph.number(Rational::zero());
            let found = terms.sum(&mut graph).unwrap_or(zero);
            let wanted = read(&mut graph, left);
            let judged = equal(&mut graph, found, wanted).equality;
            assert!(matches!(judged, Equality::Proved), "{a} | {b}: not {left}");
        }
    }
}

/// Only where both have a value; and a part that no enclosure tells from 0 may certainly not be 0.
#[test]
fn what_is_left_tells_where_both_have_a_value() {
    for (a, b, at, differ) in [
        ("exp(exp(x))", "exp(exp(x))+max(0,x-200)", 1_000, true),
        ("exp(exp(x))", "exp(exp(x))+max(0,x-2000)", 1_000, false),
        (
            "exp(exp(x))",
            "exp(exp(x))+ln(-x)-ln(-x)+max(0,x-200)",
            1_000,
            false,
        ),
        (
            "exp(exp(x))+ln(-x)-ln(-x)+max(0,x-200)",
            "exp(exp(x))",
            1_000,
            false,
        ),
        ("exp(exp(x))+x", "exp(exp(x))+x+1/exp(exp(x))", 1_000, true),
    ] {
        let mut graph = Graph::new();
        let [a_id, b_id] = [a, b].map(|text| read(&mut graph, text));
        let mut pair = Pair::new(&mut graph, a_id, b_id, None);
        let spot = pair.spot(&[Rational::integer(at)]);
        let found = pair.differs_in_what_is_left(a_id, b_id, &spot);
        assert_eq!(found, differ, "{a} | {b}");
    }
}
