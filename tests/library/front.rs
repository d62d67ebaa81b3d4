//! The front door: what a program is told, in one line each.

use deriv::expression::{Graph, Variable};
use deriv::notation::{self, Options};
use deriv::slope::existence::Reason;
use deriv::slope::point;
use deriv::verdict::Outcome;
use deriv::{Effort, Error, PointProblem};

#[track_caller]
fn slope(function: &str, at: &str, expected: &str) {
    let slope = deriv::slope(function, at).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(slope.to_string(), expected, "{function} at {at}");
}

#[test]
fn slopes_are_told() {
    slope("w^2", "w = 3", "6");
    slope("w^2", "-3", "-6");
    slope("w²", "w=1/2", "1");
    slope("cos(w)", "pi/2", "-1");
    slope(
        "wx+b",
        "w = 1, x = 2, b = 3",
        "∂J/∂b = 1\n∂J/∂w = 2\n∂J/∂x = 1",
    );
    slope("max(x, y)", "x = max(1, 2); y = 1", "∂J/∂x = 1\n∂J/∂y = 0");
    slope("5", "w = 3", "0");
    slope("sin(w)", "1", "0.54030230586814");
}

#[test]
fn no_slope_is_an_answer_with_its_reason() {
    for (function, at, reason) in [
        ("abs(w)", "0", Reason::Corner),
        ("cbrt(w)", "0", Reason::Vertical),
        ("cbrt(w^2)", "0", Reason::Cusp),
        ("floor(w)", "1", Reason::Jump),
        ("1/w", "0", Reason::Pole),
        ("sin(w)/w", "0", Reason::Hole),
        ("ln(w)", "-1", Reason::Domain),
    ] {
        let found = deriv::slope(function, at).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(found.reason(), Some(reason), "{function}");
        assert_eq!((found.as_f64(), found.exact()), (None, None), "{function}");
        assert_eq!(found.as_vector(), None, "{function}");
        assert!(found.to_string().starts_with("no slope: "), "{found}");
    }
}

#[test]
fn doubles_are_the_nearest_ones() {
    for (function, at, nearest) in [
        ("w^2", "3", 6.0),
        ("w/3", "1", 1.0 / 3.0),
        ("sin(w)", "1", 0.540_302_305_868_139_8),
        ("exp(w)", "1", std::f64::consts::E),
        ("pi*w", "0", std::f64::consts::PI),
        ("w^3", "1e-9", 3e-18),
    ] {
        let found = deriv::slope(function, at).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(found.as_f64(), Some(nearest), "{function}");
    }
}

#[track_caller]
fn point(at: &str, expected: PointProblem, place: Option<std::ops::Range<usize>>) {
    match deriv::slope("x*y", at).expect_err("it is none") {
        Error::Point {
            problem,
            place: found,
            ..
        } => assert_eq!((problem, found), (expected, place), "{at}"),
        other => panic!("{at}: {other:?}"),
    }
}

#[test]
fn what_is_wrong_with_a_point_is_told_with_its_place() {
    let names = ["x", "y"].map(str::to_owned).to_vec();
    let read = |at| deriv::read("x*y").and_then(|function| function.slope_at(at));
    assert!(matches!(
        read("3").unwrap_err(),
        Error::Point { problem: PointProblem::Unnamed(found), .. } if found == names
    ));
    assert!(matches!(
        read("x = 1").unwrap_err(),
        Error::Point { problem: PointProblem::Missing(name), place: None, .. } if name == "y"
    ));
    point("x = 1", PointProblem::Missing("y".into()), None);
    point("x = 1, y =", PointProblem::NoValue, Some(10..10));
    point(
        "x = 1, y = ln(-1)",
        PointProblem::Undefined("ln(-1)".into()),
        Some(11..17),
    );
    point(
        "x = 1, y = 2, x = 3",
        PointProblem::Twice("x".into()),
        Some(18..19),
    );
    let error = read("x = 1, y = 2+").unwrap_err();
    assert_eq!(
        (error.text(), error.place()),
        ("x = 1, y = 2+", Some(13..13))
    );
    let error = read("x = 1, = 2").unwrap_err();
    assert_eq!(error.place(), Some(7..7));
}

#[test]
fn errors_are_errors_with_a_source_and_a_picture() {
    let error = deriv::derivative("2w + ").unwrap_err();
    let shown: &dyn std::error::Error = &error;
    assert!(shown.source().is_some());
    assert_eq!(
        error.diagnostic(),
        "error: expected a number, a name or `(` after `+`\n  |\n  | 2w + \n  |     ^\n  |\n\
         help: the expression goes on after this, or the sign before it is too much\n"
    );
    let error = deriv::read("x*y")
        .and_then(|both| both.by("z"))
        .unwrap_err();
    assert_eq!(error.to_string(), "the function has no variable `z`");
    let error = deriv::check("x*y", "y").unwrap_err();
    assert_eq!(
        error,
        Error::SeveralVariables {
            names: vec!["x".into(), "y".into()]
        }
    );
}

#[test]
fn answers_are_judged() {
    for (function, answer, outcome) in [
        ("w^2", "2w", Outcome::Right),
        ("w^2", "w", Outcome::Wrong),
        ("w^2", "", Outcome::Blank),
        ("w^2", "2w +", Outcome::Unread),
        ("x^2*y", "(2xy, x^2)", Outcome::Right),
        ("x^2*y", "∂J/∂y = x^2", Outcome::Right),
        ("x^2*y", "dJ/dx = x^2", Outcome::Wrong),
    ] {
        let checked = deriv::check(function, answer).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(checked.verdict.outcome, outcome, "{function}: {answer}");
        assert_eq!(checked.is_right(), outcome == Outcome::Right);
        assert!(!checked.to_string().is_empty());
    }
}

#[test]
fn a_function_is_asked_from_many_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let cube = deriv::read("w^3").unwrap_or_else(|error| panic!("{error}"));
    shared(&cube);
    shared(&cube.slope_at("1"));
    shared(&cube.derivative());
    shared(&cube.check("3w^2"));
    std::thread::scope(|scope| {
        let asked = (1..9).map(|at| {
            let cube = &cube;
            scope.spawn(move || cube.slope_at(&at.to_string()).map(|slope| slope.as_f64()))
        });
        let asked: Vec<_> = asked.collect();
        for (at, slope) in (1..9).zip(asked) {
            let slope = slope.join().unwrap_or_else(|_| panic!("no panic"));
            assert_eq!(slope, Ok(Some(f64::from(3 * at * at))));
        }
    });
}

#[test]
fn the_work_is_limited() {
    // Cancellation that 20,000 bits see through, and 64 do not.
    let far = deriv::read("sin(w) - sin(w + 10^-200)").unwrap_or_else(|error| panic!("{error}"));
    let found = far.slope_at("1").unwrap_or_else(|error| panic!("{error}"));
    assert!(found.as_f64().is_some());
    let hasty = far.with_effort(Effort {
        digits: 15,
        extra_bits: 64,
    });
    let found = hasty
        .slope_at("1")
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(found.reason(), Some(Reason::Undecided));
}

/// What is nudged unless a name is given: what the function has, else what the point names, else w.
#[test]
fn what_is_nudged_has_a_name() {
    for (function, at, names) in [
        ("y*x^2", Some("x=1, y=2"), "x y"),
        ("t^2", None, "t"),
        ("5", Some("u=3"), "u"),
        ("5", None, "w"),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, function, &Options::default()).expect(function);
        let variables = graph.variables(id);
        let named: Vec<Variable> = match &variables[..] {
            [] => vec![graph.variable("u")],
            known => known.to_vec(),
        };
        let points: Vec<_> = at
            .map(|at| point::resolve(&mut graph, at, &named).expect("a point"))
            .into_iter()
            .collect();
        let nudged = point::nudged(&mut graph, &variables, &points);
        let found: Vec<&str> = nudged
            .iter()
            .map(|variable| graph.name(*variable))
            .collect();
        assert_eq!(found.join(" "), names, "{function}");
    }
}

/// Every problem of a point, as it is said, with the way out.
#[test]
fn each_problem_of_a_point_is_said_with_the_way_out() {
    let both = "a point is \"3\" or \"x = 1, y = 2\"";
    for (function, at, said, help) in [
        (
            "x",
            "x = 1, = 2",
            "a value without a name before its `=`",
            Some(both),
        ),
        (
            "x*y",
            "x = 1, y =",
            "the point has no value here",
            Some(both),
        ),
        (
            "x*y",
            "3",
            "one value for 2 variables: x, y",
            Some("name them: \"x = 1, y = 1\""),
        ),
        (
            "x",
            "x = 1, x = 2",
            "`x` has two values",
            Some("leave one of them out"),
        ),
        ("x*y", "x = 1", "no value for y", Some("add it: \"y = 1\"")),
        ("x", "ln(-1)", "`ln(-1)` has no value", None),
        (
            "x",
            "1,5",
            "this is not one value",
            Some("a decimal point is written `.`; `,` stands between arguments"),
        ),
        (
            "x",
            "2^^3",
            "expected a number, a name or `(` after `^`",
            Some("a power is written with one `^`: w^2"),
        ),
    ] {
        let Err(Error::Point { problem, .. }) = deriv::slope(function, at) else {
            panic!("{function} at {at}");
        };
        assert_eq!(problem.to_string(), said, "{function} at {at}");
        assert_eq!(problem.help().as_deref(), help, "{function} at {at}");
    }
}
