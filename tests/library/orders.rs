//! Derivatives of order 2 and more where a formula alone does not tell: on one side, at points that
//! only a limit fills, at corners of a derivative, and where the formula cancels.
//!
//! The truths are from Taylor series that can be looked up (DLMF 4.6, 4.19, 4.35), or by hand.

use deriv::expression::{Graph, Id, Variable};
use deriv::notation::{Options, read};
use deriv::number::rational::Rational;
use deriv::slope::Effort;
use deriv::slope::existence::{Asked, OneSided, Reason, SlopeOutcome, slope};
use std::cmp::Ordering;

struct Asks {
    graph: Graph,
    function: Id,
    variable: Variable,
    point: Vec<(Variable, Id)>,
}

fn asks(function: &str, at: &str) -> Asks {
    let mut graph = Graph::new();
    let options = Options::default();
    let function = read(&mut graph, function, &options).expect("a formula");
    let at = read(&mut graph, at, &options).expect("a number");
    let variable = graph.variable("x");
    let point = vec![(variable, at)];
    Asks {
        graph,
        function,
        variable,
        point,
    }
}

fn found(function: &str, at: &str, order: u32, asked: Asked) -> SlopeOutcome {
    let Asks {
        mut graph,
        function,
        variable,
        point,
    } = asks(function, at);
    let effort = Effort::digits(15);
    let found = slope(&mut graph, function, variable, order, &point, asked, effort);
    found.expect("a formula of that order")
}

#[track_caller]
fn is(function: &str, at: &str, order: u32, asked: Asked, truth: &str) {
    match found(function, at, order, asked) {
        SlopeOutcome::Slope(number) => {
            let fraction = truth.split_once('/').map(|(n, d)| {
                let whole = |text: &str| text.parse().expect("a whole number");
                Rational::ratio(whole(n), whole(d))
            });
            match (fraction, number.rational()) {
                (Some(truth), Some(number)) => assert_eq!(*number, truth, "{function}"),
                _ => assert_eq!(number.decimal.to_string(), truth, "{function} of {order}"),
            }
        }
        SlopeOutcome::None(absence) => panic!("{function} of order {order} at {at}: {absence:?}"),
    }
}

#[test]
fn on_one_side_of_the_end_of_a_domain() {
    use Asked::{Left, Right};
    for (function, at, order, side, truth) in [
        ("x^2.5", "0", 2, Right, "0"),
        ("1-cos(sqrt(x))", "0", 2, Right, "-1/12"),
        ("1-cos(sqrt(x))", "0", 3, Right, "1/120"),
        ("cos(sqrt(x))", "0", 1, Right, "-1/2"),
        ("x^3.5", "0", 3, Right, "0"),
        ("(1-x)^(7/2)", "1", 2, Left, "0"),
        ("x^2*sqrt(x)+3*x^2", "0", 2, Right, "6"),
        ("abs(x)", "0", 2, Right, "0"),
        ("abs(x)*x+abs(x)", "0", 2, Left, "-2"),
        ("x*abs(x)", "0", 2, Left, "-2"),
        ("x*abs(x)", "0", 2, Right, "2"),
        ("max(x,0)^3", "0", 3, Right, "6"),
        ("max(x,0)^3", "0", 3, Left, "0"),
        ("acos(1-x)^2", "0", 2, Right, "2/3"),
        ("x^4*ln(x)", "1", 2, Right, "7"),
        // At other points, where the pieces next to each are told by ranges.
        ("abs(x-1)*(x-1)", "1", 2, Left, "-2"),
        ("abs(x-1)*(x-1)", "1", 2, Right, "2"),
        ("abs(x+1)*(x+1)^2", "-1", 3, Left, "-6"),
        ("abs(x+1)*(x+1)^2", "-1", 3, Right, "6"),
        ("max(x,1)*(x-1)", "1", 2, Left, "0"),
        ("max(x,1)*(x-1)", "1", 2, Right, "2"),
        ("min(x,1)*(x-1)", "1", 2, Left, "2"),
        ("min(x,1)*(x-1)", "1", 2, Right, "0"),
        ("min(x,x^2)*(x-1)", "1", 2, Left, "4"),
        ("min(x,x^2)*(x-1)", "1", 2, Right, "2"),
        ("max(x,2*x)*x", "0", 2, Left, "2"),
        ("max(x,2*x)*x", "0", 2, Right, "4"),
        ("x^2*heaviside(x)", "0", 2, Left, "0"),
        ("x^2*heaviside(x)", "0", 2, Right, "2"),
        ("floor(x)+x^2", "2", 2, Right, "2"),
        ("x^2*floor(x+1/2)", "1/2", 2, Right, "2"),
        ("ceil(x)*x^3", "2", 2, Left, "24"),
        ("relu(x-2)*x", "2", 2, Right, "2"),
        ("abs(sin(x))*sin(x)", "pi", 2, Left, "2"),
        ("abs(sin(x))*sin(x)", "pi", 2, Right, "-2"),
        // One side has no derivative that the other goes on from.
        ("sqrt(relu(x))", "0", 2, Left, "0"),
        ("sqrt(relu(x-1))+x^3", "1", 3, Left, "6"),
        ("x^3+max(x,0)^1.5", "0", 3, Left, "6"),
        ("x^3+cbrt(min(x,0))^4", "0", 3, Right, "6"),
        ("x^3+sqrt(-min(x,0))", "0", 3, Right, "6"),
    ] {
        is(function, at, order, side, truth);
    }
}

#[test]
fn at_points_that_a_limit_fills() {
    for (function, at, order, truth) in [
        ("sinc(x)", "0", 1, "0"),
        ("sinc(x)", "0", 2, "-1/3"),
        ("sinc(x)", "0", 3, "0"),
        ("sinc(x)", "0", 4, "1/5"),
        ("x*sinc(x)", "0", 2, "0"),
        ("x*sinc(x)", "0", 3, "-1"),
        ("sinc(2*x)+x^2", "0", 2, "2/3"),
        ("exp(sinc(x)-1)", "0", 2, "-1/3"),
        ("abs(x)^3", "0", 2, "0"),
        ("x^3*abs(x)", "0", 3, "0"),
        ("sqrt(x^2)^5", "0", 4, "0"),
        ("cos(abs(x))", "0", 2, "-1"),
        ("cos(abs(x))", "0", 4, "1"),
    ] {
        is(function, at, order, Asked::Both, truth);
    }
}

#[test]
fn what_is_lacking_is_told_of_the_derivative_that_lacks_it() {
    for (function, order, reason, lacking, sides) in [
        ("x*abs(x)", 2, Reason::Corner, 2, [Some("-2"), Some("2")]),
        ("x^2*abs(x)", 3, Reason::Corner, 3, [Some("-6"), Some("6")]),
        ("x^(5/3)", 2, Reason::Cusp, 2, [None, None]),
        ("x^(4/3)", 2, Reason::Vertical, 2, [None, None]),
        ("abs(x)", 2, Reason::Corner, 1, [Some("0"), Some("0")]),
        ("abs(x)+x^2", 2, Reason::Corner, 1, [Some("2"), Some("2")]),
        ("cbrt(x)", 2, Reason::Vertical, 1, [None, None]),
        ("x^2.5", 2, Reason::End, 1, [None, Some("0")]),
        ("1/x", 2, Reason::Pole, 1, [None, None]),
    ] {
        let SlopeOutcome::None(absence) = found(function, "0", order, Asked::Both) else {
            panic!("{function} has no derivative of order {order} at 0");
        };
        assert_eq!(absence.reason, reason, "{function}");
        assert_eq!(absence.of.order, lacking, "{function}");
        for (side, truth) in [&absence.left, &absence.right].into_iter().zip(sides) {
            let number = match side {
                OneSided::Number(number) => Some(number.decimal.to_string()),
                _ => None,
            };
            assert_eq!(number.as_deref(), truth, "{function}: {side:?}");
        }
    }
}

#[test]
fn what_each_side_does_is_told() {
    use Asked::{Both, Left, Right};
    let word = |side: &OneSided| match side {
        OneSided::Number(number) => number.decimal.to_string(),
        OneSided::Infinite(Ordering::Greater) => "inf".to_owned(),
        OneSided::Infinite(_) => "-inf".to_owned(),
        OneSided::None => "none".to_owned(),
        OneSided::Unknown => "unknown".to_owned(),
    };
    for (function, at, order, asked, reason, lacking, [left, right], limit) in [
        (
            "sin(x)/x",
            "0",
            1,
            Both,
            Reason::Hole,
            1,
            ["none", "none"],
            Some("1"),
        ),
        ("1/x", "0", 1, Both, Reason::Pole, 1, ["none", "none"], None),
        (
            "sin(1/x)",
            "0",
            1,
            Both,
            Reason::Domain,
            1,
            ["none", "none"],
            None,
        ),
        (
            "sin(1/x)*sin(x)",
            "0",
            1,
            Both,
            Reason::Hole,
            1,
            ["none", "none"],
            Some("0"),
        ),
        (
            "heaviside(x)*sin(1/x)",
            "0",
            1,
            Both,
            Reason::Domain,
            1,
            ["none", "unknown"],
            None,
        ),
        // The rules divide by 0 on the right, where the function is x^3.
        (
            "x^3+sqrt(max(x,x^2)-x)",
            "0",
            2,
            Right,
            Reason::Undecided,
            1,
            ["none", "unknown"],
            None,
        ),
        (
            "2*sin(1/x)",
            "0",
            1,
            Both,
            Reason::Domain,
            1,
            ["unknown", "unknown"],
            None,
        ),
        (
            "x/(1+sin(1/x))",
            "0",
            1,
            Both,
            Reason::Domain,
            1,
            ["unknown", "unknown"],
            None,
        ),
        (
            "cbrt(x)^2",
            "0",
            1,
            Both,
            Reason::Cusp,
            1,
            ["-inf", "inf"],
            None,
        ),
        ("x^2.5", "0", 2, Left, Reason::End, 1, ["none", "0"], None),
        ("x^1.5", "0", 2, Left, Reason::End, 1, ["none", "inf"], None),
        (
            "x^1.5",
            "0",
            2,
            Right,
            Reason::End,
            2,
            ["none", "inf"],
            None,
        ),
        (
            "x^2.5",
            "0",
            3,
            Right,
            Reason::End,
            3,
            ["none", "inf"],
            None,
        ),
        (
            "sqrt(x)",
            "0",
            2,
            Right,
            Reason::End,
            1,
            ["none", "inf"],
            None,
        ),
        (
            "(x-1)^2.5",
            "1",
            2,
            Both,
            Reason::End,
            1,
            ["none", "0"],
            None,
        ),
    ] {
        let SlopeOutcome::None(absence) = found(function, at, order, asked) else {
            panic!("{function} has no derivative of order {order} at {at}");
        };
        let says = format!("{function} of {order}: {absence:?}");
        assert_eq!(
            (absence.reason, absence.of.order),
            (reason, lacking),
            "{says}"
        );
        assert_eq!(
            [word(&absence.left), word(&absence.right)],
            [left, right],
            "{says}"
        );
        let found = absence
            .limit
            .as_ref()
            .map(|limit| limit.decimal.to_string());
        assert_eq!(found.as_deref(), limit, "{says}");
        let told = left != "unknown" && right != "unknown";
        assert_eq!(absence.tells_both_sides(), told, "{says}");
    }
}

/// A value that two sides have in different forms is the one that is a number.
#[test]
fn what_is_a_number_is_told_as_one() {
    for function in [
        "x*(1+(sin(1)^2+cos(1)^2-1)*heaviside(-x))",
        "x*(1+(sin(1)^2+cos(1)^2-1)*heaviside(x))",
    ] {
        let SlopeOutcome::Slope(slope) = found(function, "0", 1, Asked::Both) else {
            panic!("{function} has a slope");
        };
        assert_eq!(slope.rational(), Some(&Rational::one()), "{function}");
    }
}

#[test]
fn what_cancels_as_it_is_written_is_written_otherwise() {
    // e^-1e6, e^-300 and 4·e^-2e6 to 15 digits, from any calculator with many digits.
    for (function, at, order, truth) in [
        ("logistic(x)", "1e6", 1, "3.29683147808856e-434295"),
        ("logistic(x)", "-1e6", 1, "3.29683147808856e-434295"),
        ("logistic(x)", "1e6", 2, "-3.29683147808856e-434295"),
        ("logistic(3*x)", "100000", 1, "1.35690761321061e-130288"),
        ("ln(logistic(x))", "1e6", 1, "3.29683147808856e-434295"),
        ("tanh(x)", "1e6", 1, "4.34763911796624e-868589"),
        ("x*(coth(10^6)-1)", "1", 1, "2.17381955898312e-868589"),
    ] {
        is(function, at, order, Asked::Both, truth);
    }
}
