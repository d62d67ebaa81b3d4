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

/// Has an expression values on all of a range of x, how does it behave, and is that plain?
#[test]
fn what_is_smooth_is_told_by_the_ranges() {
    const SMOOTH: Continuity = Continuity::Smooth;
    const KINKED: Continuity = Continuity::Continuous;
    const BROKEN: Continuity = Continuity::Unknown;
    for (text, x, total, behaves, plain) in [
        ("x+1", (-1.0, 1.0), true, SMOOTH, true),
        ("x^2", (-1.0, 1.0), true, SMOOTH, true),
        ("x^-2", (-1.0, 1.0), false, BROKEN, false),
        ("x^-2", (1.0, 2.0), true, SMOOTH, true),
        ("x^-2", (0.0, 1.0), false, BROKEN, false),
        ("x^(1/3)", (-1.0, 1.0), true, KINKED, false),
        ("x^(1/3)", (-2.0, -1.0), true, SMOOTH, true),
        ("x^(-1/3)", (-1.0, 1.0), false, BROKEN, false),
        ("x^(-1/3)", (-2.0, -1.0), true, SMOOTH, true),
        ("x^(5/3)", (0.0, 1.0), true, KINKED, false),
        ("x^(1/2)", (1.0, 2.0), true, SMOOTH, true),
        ("x^(1/2)", (0.0, 2.0), true, KINKED, false),
        ("x^(1/2)", (-2.0, -1.0), false, BROKEN, false),
        ("x^(3/2)", (-2.0, 1.0), false, BROKEN, false),
        ("x^(-1/2)", (0.0, 2.0), false, BROKEN, false),
        ("x^(-1/2)", (1.0, 2.0), true, SMOOTH, true),
        ("x^(-1/2)", (-2.0, -1.0), false, BROKEN, false),
        ("x^pi", (1.0, 2.0), true, SMOOTH, true),
        ("x^pi", (0.0, 2.0), false, BROKEN, false),
        ("x^pi", (-2.0, -1.0), false, BROKEN, false),
        ("abs(x)", (-1.0, 1.0), true, KINKED, false),
        ("abs(x)", (1.0, 2.0), true, SMOOTH, true),
        ("sign(x)", (-1.0, 1.0), true, BROKEN, false),
        ("sqrt(x)", (-1.0, 2.0), false, BROKEN, false),
        ("sqrt(x)", (0.0, 2.0), true, KINKED, false),
        ("sin(x)", (0.0, 1.0), true, SMOOTH, true),
        ("asin(x)", (2.0, 3.0), false, BROKEN, false),
        ("asin(x)", (0.0, 0.5), true, SMOOTH, true),
        ("1/x", (1.0, 2.0), true, SMOOTH, true),
        ("1/x", (-1.0, 1.0), false, BROKEN, false),
        ("max(x,2)", (3.0, 4.0), true, SMOOTH, false),
        ("max(x,2)", (1.0, 4.0), true, KINKED, false),
        ("log(x,2)", (0.0, 4.0), false, BROKEN, false),
        ("log(x,2)", (1.0, 4.0), true, SMOOTH, false),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, text, &Options::default()).expect("readable");
        let mut ranges = Ranges::empty(id.index() + 1);
        for part in graph.parts(&[id]) {
            if matches!(graph.node(part), Node::Variable(_)) {
                ranges.put(part, from_to(x));
            }
            ranges.update(&graph, part);
        }
        assert_eq!(ranges.is_total(&graph, id), total, "{text} on {x:?}");
        assert_eq!(ranges.behaviour(&graph, id), behaves, "{text} on {x:?}");
        assert_eq!(ranges.is_smooth(&graph, id), plain, "{text} on {x:?}");
    }
}

/// The range that the signs of some parts leave to x; `None` where they leave nothing.
fn narrowed(signs: &[(&str, Signs)]) -> Option<Range> {
    let mut graph = Graph::new();
    let mut read = |text| notation::read(&mut graph, text, &Options::default()).expect("readable");
    let signs: Vec<(Id, Signs)> = signs.iter().map(|(text, s)| (read(text), *s)).collect();
    let x = read("x");
    let roots: Vec<Id> = signs.iter().map(|(id, _)| *id).chain([x]).collect();
    let parts = graph.parts(&roots);
    let mut ranges = Ranges::new(&graph, &parts, |_| false);
    ranges.narrow(&graph, &parts, &signs).then(|| ranges.of(x))
}

#[test]
fn signs_of_parts_bound_the_variable() {
    const UP: Signs = Signs::PLUS;
    const DOWN: Signs = Signs::MINUS;
    let infinite = f64::INFINITY;
    let e = std::f64::consts::E;
    for (signs, low, high) in [
        (&[("x-2", UP)][..], 2.0, infinite),
        (&[("x-2", DOWN)], -infinite, 2.0),
        (&[("x-2", Signs::ZERO)], 2.0, 2.0),
        (&[("x-2", Signs::NOT_NEGATIVE)], 2.0, infinite),
        (&[("x-2", Signs::NOT_ZERO)], -infinite, infinite),
        (&[("3-x", UP)], -infinite, 3.0),
        (&[("3-x", DOWN)], 3.0, infinite),
        (&[("x+2", DOWN)], -infinite, -2.0),
        (&[("2+x", UP)], -2.0, infinite),
        (&[("-x", UP)], -infinite, 0.0),
        (&[("1-(-x)", UP)], -1.0, infinite),
        (&[("2*x-6", UP)], 3.0, infinite),
        (&[("-2*x-6", UP)], -infinite, -3.0),
        (&[("x*pi-pi", DOWN)], -infinite, 1.0),
        (&[("x/4-1", UP)], 4.0, infinite),
        (&[("x*x-4", DOWN)], -2.0, 2.0),
        (&[("x^2-4", DOWN)], -2.0, 2.0),
        (&[("x^2-4", UP), ("x", UP)], 0.0, infinite),
        (&[("x^4-16", DOWN)], -2.0, 2.0),
        (&[("x^3-8", UP)], 2.0, infinite),
        (&[("x^3+8", DOWN)], -infinite, -2.0),
        (&[("x^3-8", DOWN)], -infinite, 2.0),
        (&[("x^5+1", UP)], -1.0, infinite),
        (&[("x^(1/2)-2", UP)], 4.0, infinite),
        (&[("sqrt(x)-2", DOWN)], 0.0, 4.0),
        (&[("x^(3/2)-8", DOWN)], 0.0, 4.0),
        (&[("x^(1/3)-2", UP)], 8.0, infinite),
        (&[("cbrt(x)-2", DOWN)], -infinite, 8.0),
        (&[("cbrt(x)+2", UP)], -8.0, infinite),
        (&[("x^(2/3)-4", DOWN)], -8.0, 8.0),
        (&[("1/x-2", UP)], 0.0, 0.5),
        (&[("1/x+2", DOWN)], -0.5, 0.0),
        (&[("x^-1-2", UP)], 0.0, 0.5),
        (&[("x^-2-4", UP)], -0.5, 0.5),
        (&[("x^-3+8", DOWN)], -0.5, 0.0),
        (&[("x^(-1/2)-2", UP)], 0.0, 0.25),
        (&[("exp(x)-1", UP)], 0.0, infinite),
        (&[("exp(x)-e", DOWN)], -infinite, 1.0),
        (&[("ln(x)-1", DOWN)], 0.0, e),
        (&[("ln(x)-1", UP)], e, infinite),
        (&[("asin(x)", UP)], -1.0, 1.0),
        (&[("cosh(x)-cosh(2)", DOWN)], -2.0, 2.0),
        (&[("cosh(x)-2", UP)], -infinite, infinite),
        (&[("abs(x)-3", DOWN)], -3.0, 3.0),
        (&[("abs(x)-3", UP), ("x", UP)], 0.0, infinite),
        (&[("floor(x)-2", Signs::NOT_POSITIVE)], -infinite, 3.0),
        (&[("floor(x)-2", Signs::NOT_NEGATIVE)], 2.0, infinite),
        (&[("ln(x)+1", Signs::ANY)], 0.0, infinite),
        (&[("x-1", UP), ("x-3", DOWN)], 1.0, 3.0),
        (&[("x+y-1", UP), ("y", DOWN)], 1.0, infinite),
        (&[("y+x-1", DOWN), ("y", UP)], -infinite, 1.0),
        (&[("x-y", UP), ("y-2", UP)], 2.0, infinite),
        (&[("y-x", UP), ("y-2", DOWN)], -infinite, 2.0),
        (&[("x*y-6", UP), ("2-y", UP), ("y", UP)], 3.0, infinite),
        (&[("y*x-6", UP), ("2-y", UP), ("y", UP)], 3.0, infinite),
        (&[("x*y-6", DOWN), ("y-2", UP), ("x", UP)], 0.0, 3.0),
        (&[("x/y-3", UP), ("y-2", UP)], 6.0, infinite),
        (&[("y/x-3", UP), ("y-6", DOWN), ("y", UP)], 0.0, 2.0),
        (&[("y/x-3", DOWN), ("y-6", UP), ("x", UP)], 2.0, infinite),
        (&[("exp(x^3-8)-1", UP)], 2.0, infinite),
        (&[("x^y-2", UP), ("x-3", UP)], 3.0, infinite),
    ] {
        let near = |a: f64, b: f64| a == b || (a - b).abs() < 1e-9 * (1.0 + b.abs());
        let Some(range) = narrowed(signs) else {
            panic!("{signs:?}: nothing is left");
        };
        assert!(
            near(range.low, low) && near(range.high, high),
            "{signs:?}: {range:?}, not {low}..{high}"
        );
        // What holds at the ends holds to the last bit.
        assert!(
            range.low <= low && range.high >= high,
            "{signs:?}: {range:?}"
        );
    }
    for signs in [
        &[("x-1", UP), ("x+1", DOWN)][..],
        &[("x^2+1", Signs::ZERO)],
        &[("x^2+1", DOWN)],
        &[("exp(x)", Signs::NOT_POSITIVE)],
        &[("x-1", Signs::NONE)],
        &[("x-y", UP), ("y-2", UP), ("x-2", DOWN)],
        &[("sqrt(x)-2", UP), ("x-3", DOWN)],
        &[("x^3-8", UP), ("x-1", DOWN)],
        &[("x^(2/3)-4", DOWN), ("x-9", UP)],
        &[("sqrt(x)", UP), ("x", DOWN)],
        &[("x*y-1", UP), ("x", UP), ("y", DOWN)],
    ] {
        assert_eq!(narrowed(signs), None, "{signs:?}");
    }
}

#[test]
fn signs_are_sets_of_signs() {
    let single = [Signs::MINUS, Signs::ZERO, Signs::PLUS];
    let set = |held: &dyn Fn(i64) -> bool| {
        let held = (-1..=1).filter(|k| held(*k));
        held.fold(Signs::NONE, |set, k| set.either(Signs::of(k.cmp(&0))))
    };
    let all: Vec<(u8, Signs)> = (0..8)
        .map(|bits| (bits, set(&|k| bits >> (k + 1) & 1 == 1)))
        .collect();
    let holds = |bits: u8, k: i64| bits >> (k + 1) & 1 == 1;
    for &(a, one) in &all {
        assert_eq!(one.is_empty(), a == 0);
        assert_eq!(one.negative(), set(&|k| holds(a, -k)), "{one:?}");
        let squares = |k: i64| k == 0 && holds(a, 0) || k == 1 && (holds(a, 1) || holds(a, -1));
        assert_eq!(one.squared(), set(&squares), "{one:?}");
        let known = [1, 2, 4].iter().position(|bits| *bits == a);
        assert_eq!(one.single(), known.map(|k| k as i64 - 1), "{one:?}");
        for &(b, other) in &all {
            let product = |k: i64| {
                (-1..=1).any(|m| (-1..=1).any(|n| m * n == k && holds(a, m) && holds(b, n)))
            };
            assert_eq!(one.times(other), set(&product), "{one:?} {other:?}");
            assert_eq!(one.both(other), set(&|k| holds(a & b, k)));
            assert_eq!(one.either(other), set(&|k| holds(a | b, k)));
            assert_eq!(one.is_within(other), a & !b == 0);
            assert_eq!(one.has(other), b & !a == 0);
        }
    }
    for (low, high, signs) in [
        (-2.0, -1.0, Signs::MINUS),
        (-2.0, 0.0, Signs::NOT_POSITIVE),
        (0.0, 0.0, Signs::ZERO),
        (0.0, 2.0, Signs::NOT_NEGATIVE),
        (1.0, 2.0, Signs::PLUS),
        (-1.0, 1.0, Signs::ANY),
    ] {
        assert_eq!(
            Signs::of_range(from_to((low, high))),
            signs,
            "{low}..{high}"
        );
    }
    assert_eq!(single.map(Signs::single), [Some(-1), Some(0), Some(1)]);
}

/// Sums of a part and its square: what they are made of, and what that says of their values.
#[test]
fn squares_and_their_parts_are_told() {
    let whole = Rational::integer;
    let half = |n| Rational::ratio(n, 2);
    let parted = |text: &str| {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, text, &Options::default()).expect("readable");
        Quadratic::of_one(&graph, id)
    };
    for (text, factor, root) in [
        ("2x-6", whole(2), whole(3)),
        ("(3-x)/2", half(-1), whole(3)),
        ("-(x+1/2)", whole(-1), half(-1)),
        ("x-3+x", whole(2), half(3)),
        ("4*(x^2+1)-4*x^2+x", whole(1), whole(-4)),
        ("sin(x)*3-6", whole(3), whole(2)),
        ("x*y-1", whole(1), whole(1)),
        ("(x-1)*(x-2)*(x-3)", whole(1), whole(0)),
        ("x^2*x", whole(1), whole(0)),
    ] {
        let found = parted(text);
        let (_, by, at) = found
            .linear()
            .unwrap_or_else(|| panic!("{text}: {found:?}"));
        assert_eq!((by, at), (factor, root), "{text}");
        assert!(
            found.roots().is_none() && found.vertex().is_none(),
            "{text}"
        );
    }
    for (text, factor, roots, middle, square) in [
        (
            "x^2-3x+2",
            whole(1),
            Some([whole(1), whole(2)]),
            half(3),
            Rational::ratio(1, 4),
        ),
        (
            "2x^2-8",
            whole(2),
            Some([whole(-2), whole(2)]),
            whole(0),
            whole(4),
        ),
        (
            "1-x*x",
            whole(-1),
            Some([whole(-1), whole(1)]),
            whole(0),
            whole(1),
        ),
        (
            "-x^2+3x-2",
            whole(-1),
            Some([whole(1), whole(2)]),
            half(3),
            Rational::ratio(1, 4),
        ),
        (
            "x^2-6x+9",
            whole(1),
            Some([whole(3), whole(3)]),
            whole(3),
            whole(0),
        ),
        ("x^2-2", whole(1), None, whole(0), whole(2)),
        ("x^2+2x+3", whole(1), None, whole(-1), whole(-2)),
        (
            "3*(x-1)^2-12",
            whole(3),
            Some([whole(-1), whole(3)]),
            whole(1),
            whole(4),
        ),
        (
            "(x-1)*(2x+4)",
            whole(2),
            Some([whole(-2), whole(1)]),
            half(-1),
            Rational::ratio(9, 4),
        ),
    ] {
        let found = parted(text);
        let (_, by, center, size) = found.vertex().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(
            (by, center, size),
            (factor.clone(), middle, square),
            "{text}"
        );
        let told = found.roots().map(|(_, by, ends)| (by, ends));
        assert_eq!(told, roots.map(|ends| (factor, ends)), "{text}");
        assert!(found.linear().is_none(), "{text}");
    }
    let infinite = f64::INFINITY;
    for (text, low, high) in [
        ("x^2-6x+10", 1.0, infinite),
        ("6x-x^2-10", -infinite, -1.0),
        ("2x^2+3x+4", 2.875, infinite),
        ("x^2+x^2-2x", -0.5, infinite),
        ("x-x+3", 3.0, 3.0),
        ("(x+1)^2-x^2-2x", 1.0, 1.0),
        ("x^2-4", -4.0, infinite),
        ("x+1", -infinite, infinite),
    ] {
        assert_eq!(range(text), from_to((low, high)), "{text}");
    }
}
