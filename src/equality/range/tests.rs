//! Ranges hold the values that they are ranges of.

use super::functions::takes_two;
use super::*;
use crate::expression::Function;
use crate::notation::{self, Options};

#[track_caller]
fn range(text: &str) -> Range {
    let mut graph = Graph::new();
    let id = notation::read(&mut graph, text, &Options::default()).expect("readable");
    Ranges::new(&graph, &[id], |_| false).of(id)
}

#[test]
fn signs_that_are_certain() {
    for text in [
        "x^2",
        "x^2+x+1",
        "x^2-2x+1",
        "(x-1)*(x-1)",
        "1+sin(x)",
        "e^x",
        "cosh(x)-1",
        "2-tanh(x)",
        "abs(x)+1",
        "(x-3)^4",
        "x^(2/3)",
        "acos(x)",
        "sqrt(x)",
        "x^2*e^x",
    ] {
        assert_eq!(range(text).sign(), 1, "{text}: {:?}", range(text));
    }
    for text in [
        "x",
        "x^3",
        "x^2-1",
        "sin(x)",
        "1-e^x",
        "ln(x)",
        "1/x",
        "x^2-2x+0.999999",
    ] {
        assert_eq!(range(text).sign(), 0, "{text}: {:?}", range(text));
    }
    assert_eq!(range("-x^2").sign(), -1);
}

#[test]
fn variables_are_bounded_by_what_functions_take() {
    for (text, low, high) in [
        ("ln(2x-1)", 0.5, f64::INFINITY),
        ("asin(x-3)", 2.0, 4.0),
        ("sqrt(4-x^2)", -2.0, 2.0),
        ("acosh(-x)", f64::NEG_INFINITY, -1.0),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, text, &Options::default()).expect("readable");
        let bounds = bounds(&graph, &[id]);
        let [(_, range)] = bounds[..] else {
            panic!("{text}: {bounds:?}")
        };
        let near = |a: f64, b: f64| a == b || (a - b).abs() < 1e-9;
        assert!(
            near(range.low, low) && near(range.high, high),
            "{text}: {range:?}"
        );
    }
}

#[test]
fn formulas_without_a_value_anywhere() {
    for text in [
        "2x/0",
        "1/(x-x)",
        "ln(-x^2)",
        "sqrt(-1-x^2)",
        "ln(-x^2+2x-1)",
        "asin(2+x^2)",
        "asin(2)",
        "1/sqrt(-(x-1)*(x-1))",
        "acosh(sin(x)/2)",
        "ln(-e^x)",
        "(-1-x^2)^x",
        "sqrt(cos(x)-2)",
        "log(x,1)",
        "ln(0)",
        "ln(x-x)",
        "atanh(1+x^2)",
        "(-x^2)^(-1/2)",
        "acoth(sin(x))",
    ] {
        assert!(range(text).is_nowhere(), "{text}: {:?}", range(text));
    }
    for text in [
        "sqrt(-x^2)",
        "ln(x)+ln(-x)",
        "1/x",
        "ln(1-x^2)",
        "asin(1+x^2)",
        "x^x",
    ] {
        assert!(!range(text).is_nowhere(), "{text}: {:?}", range(text));
    }
}

fn from_to((low, high): (f64, f64)) -> Range {
    Range { low, high }
}

/// Has a function of two arguments a value for all numbers of two ranges?
#[test]
fn functions_of_two_take_what_their_plane_has() {
    for (name, x, y, takes) in [
        ("max", (-1.0, 1.0), (-1.0, 1.0), true),
        ("hypot", (-1.0, 1.0), (-1.0, 1.0), true),
        ("atan2", (-1.0, 1.0), (-1.0, 1.0), false),
        ("atan2", (1.0, 2.0), (-1.0, 1.0), true),
        ("atan2", (-1.0, 1.0), (1.0, 2.0), true),
        ("atan2", (1.0, 2.0), (1.0, 2.0), true),
        ("log", (0.5, 2.0), (2.0, 3.0), true),
        ("log", (0.5, 2.0), (0.25, 0.5), true),
        ("log", (0.0, 2.0), (2.0, 3.0), false),
        ("log", (-1.0, 2.0), (2.0, 3.0), false),
        ("log", (1.0, 2.0), (0.0, 0.5), false),
        ("log", (1.0, 2.0), (-1.0, 0.5), false),
        ("log", (1.0, 2.0), (0.5, 2.0), false),
        ("log", (-2.0, -1.0), (-1.0, 2.0), false),
        ("polygamma", (1.0, 1.0), (1.0, 2.0), false),
    ] {
        let f = *Function::ALL.iter().find(|f| f.name() == name).expect(name);
        assert_eq!(
            takes_two(f, from_to(x), from_to(y)),
            takes,
            "{name} {x:?} {y:?}"
        );
    }
}

/// Has an expression values on all of a range of x, and is it smooth there?
#[test]
fn what_is_smooth_is_told_by_the_ranges() {
    for (text, x, smooth) in [
        ("x+1", (-1.0, 1.0), true),
        ("x^2", (-1.0, 1.0), true),
        ("x^-2", (-1.0, 1.0), false),
        ("x^-2", (1.0, 2.0), true),
        ("x^-2", (0.0, 1.0), false),
        ("x^(1/3)", (-1.0, 1.0), false),
        ("x^(1/3)", (-2.0, -1.0), true),
        ("x^(5/3)", (0.0, 1.0), false),
        ("x^(1/2)", (1.0, 2.0), true),
        ("x^(1/2)", (0.0, 2.0), false),
        ("x^(1/2)", (-2.0, -1.0), false),
        ("x^pi", (1.0, 2.0), true),
        ("x^pi", (0.0, 2.0), false),
        ("abs(x)", (-1.0, 1.0), false),
        ("abs(x)", (1.0, 2.0), true),
        ("sqrt(x)", (-1.0, 2.0), false),
        ("sin(x)", (0.0, 1.0), true),
        ("asin(x)", (2.0, 3.0), false),
        ("asin(x)", (0.0, 0.5), true),
        ("1/x", (1.0, 2.0), true),
        ("1/x", (-1.0, 1.0), false),
        ("max(x,2)", (3.0, 4.0), false),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, text, &Options::default()).expect("readable");
        let mut ranges = Ranges::empty(id.index() + 1);
        let mut told = false;
        for part in graph.parts(&[id]) {
            if matches!(graph.node(part), Node::Variable(_)) {
                ranges.put(part, from_to(x));
            }
            ranges.update(&graph, part);
            told = ranges.is_smooth(&graph, part);
        }
        assert_eq!(told, smooth, "{text} on {x:?}");
    }
}
