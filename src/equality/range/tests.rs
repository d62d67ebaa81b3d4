//! Ranges hold the values that they are ranges of.

use super::*;
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
