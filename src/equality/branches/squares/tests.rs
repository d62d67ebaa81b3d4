//! What is squared in a sum is found, and the product is the sum.

use super::*;
use crate::equality::{Equality, equal};
use crate::notation::{self, Options};

fn read(graph: &mut Graph, text: &str) -> Id {
    notation::read(graph, text, &Options::default()).expect(text)
}

#[track_caller]
fn same(graph: &mut Graph, a: Id, b: Id, text: &str) {
    let judged = equal(graph, a, b).equality;
    assert!(matches!(judged, Equality::Proved), "{text}: {judged:?}");
}

#[test]
fn squares_are_taken_out_of_sums() {
    for (text, squared, rest) in [
        ("x^2-6x+9", &[("x-3", 1)][..], "1"),
        ("4x^2-8x+4", &[("x-1", 1)], "4"),
        ("x^2/4-x+1", &[("x-2", 1)], "1/4"),
        ("-x^2+2x-1", &[("x-1", 1)], "-1"),
        ("x^3-24x^2+189x-490", &[("x-7", 1)], "x-10"),
        (
            "x^5-38x^4+574x^3-4312x^2+16121x-24010",
            &[("x-7", 2)],
            "x-10",
        ),
        ("x^5-2x^4+x^3", &[("x-1", 1), ("x", 1)], "x"),
        ("x^6-3x^4+3x^2-1", &[("x^2-1", 1)], "x^2-1"),
        ("(x+1)^3*x-(x+1)^3", &[("x+1", 1)], "(x+1)*(x-1)"),
        ("sin(x)^2-2sin(x)+1", &[("sin(x)-1", 1)], "1"),
        ("1-((1-x^2)/(1+x^2))^2", &[("x^3+x", 1), ("x^2+1", -2)], "4"),
        ("1+1/x^2-2/x", &[("x-1", 1), ("x", 2), ("x", -3)], "1"),
        ("(x-1)^-2-1/9+1/9", &[("x-1", 1), ("x-1", -2)], "1"),
        ("x^12-2x^11+x^10", &[("x-1", 1), ("x", 5)], "1"),
        (
            "x^12*x^10-2*x^12*x^9+x^12*x^8",
            &[("x-1", 1), ("x", 10)],
            "1",
        ),
        ("1e40*x^2-2e20*x+1", &[("x-1e-20", 1)], "1e40"),
        ("x-4*sqrt(x-4)", &[("sqrt(x-4)-2", 1)], "1"),
    ] {
        taken_out(2, text, squared, rest);
    }
}

#[test]
fn powers_of_odd_degree_are_taken_out_of_sums() {
    for (degree, text, powers, rest) in [
        (3, "8x^3+12x^2+6x+1", &[("x+1/2", 1)][..], "8"),
        (3, "1-3x+3x^2-x^3", &[("x-1", 1)], "-1"),
        (3, "x^4+3x^3+3x^2+x", &[("x+1", 1)], "x"),
        (3, "x^7-x^6", &[("x", 2)], "x-1"),
        (
            3,
            "1+3/x+3/x^2+1/x^3",
            &[("x+1", 1), ("x", 2), ("x", -3)],
            "1",
        ),
        (5, "x^6-5x^5+10x^4-10x^3+5x^2-x", &[("x-1", 1)], "x"),
    ] {
        taken_out(degree, text, powers, rest);
    }
}

#[track_caller]
fn taken_out(degree: i64, text: &str, squared: &[(&str, i64)], rest: &str) {
    let mut graph = Graph::new();
    let sum = read(&mut graph, text);
    let split = of(&mut graph, sum, degree).unwrap_or_else(|| panic!("{text} has a power"));
    assert_eq!(split.squared.len(), squared.len(), "{text}");
    let wanted = read(&mut graph, rest);
    same(&mut graph, split.rest, wanted, text);
    let mut product = split.rest;
    for (&(part, times), &(wanted, power)) in split.squared.iter().zip(squared) {
        assert_eq!(times, power, "{text}");
        let wanted = read(&mut graph, wanted);
        same(&mut graph, part, wanted, text);
        let power = graph.number(Rational::integer(degree * times));
        let power = graph.add(Node::Power(part, power));
        product = graph.add(Node::Product(product, power));
    }
    same(&mut graph, product, sum, text);
}

#[test]
fn sums_without_squares_or_too_long_are_left() {
    for text in [
        "x^2+1",
        "x^2-1",
        "x-1",
        "x-x+3",
        "x*(x-1)^2",
        "x^2+2x*y+y^2",
        "sin(x)^2-2x*sin(x)+x^2",
        "x^2-2x*pi+pi^2",
        "x^13-2x^12+x^11",
        "x^12*x^11-2*x^12*x^10+x^12*x^9",
        "1e200*x^2-2e100*x+1",
        "2^x-2",
        "x/0-2",
    ] {
        let mut graph = Graph::new();
        let sum = read(&mut graph, text);
        assert!(of(&mut graph, sum, 2).is_none(), "{text}");
    }
}
