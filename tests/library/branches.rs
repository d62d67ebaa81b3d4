//! Two formulas that are the same on one branch and not on another: the other is found wherever it
//! lies, or nothing is said.

use deriv::calculus::derivative::of_order;
use deriv::equality::{Equality, Undecided, equal, equal_within};
use deriv::expression::{Graph, Id};
use deriv::notation::{self, Options};
use std::time::{Duration, Instant};

/// Longest time for a pair. The limit of 2 s is for a build with optimization.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

fn read(graph: &mut Graph, text: &str) -> Id {
    notation::read(graph, text, &Options::default())
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Judges the answer to the derivative of a function by x.
fn derivative(function: &str, answer: &str) -> Equality {
    let mut graph = Graph::new();
    let function = read(&mut graph, function);
    let x = graph.variable("x");
    let key = of_order(&mut graph, function, x, 1).expect("it has a derivative");
    let answer = read(&mut graph, answer);
    equal_within(&mut graph, answer, key, function, x).equality
}

fn formulas(a: &str, b: &str) -> Equality {
    let mut graph = Graph::new();
    let (a, b) = (read(&mut graph, a), read(&mut graph, b));
    equal(&mut graph, a, b).equality
}

#[track_caller]
fn all(judge: fn(&str, &str) -> Equality, pairs: &[(&str, &str)], right: fn(&Equality) -> bool) {
    let mut missed = Vec::new();
    for (a, b) in pairs {
        let start = Instant::now();
        let judged = judge(a, b);
        let took = start.elapsed();
        if !right(&judged) || took > PATIENCE {
            missed.push(format!("{a} | {b}: {judged:?} in {took:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

fn refuted(equality: &Equality) -> bool {
    matches!(equality, Equality::Refuted(_))
}

const DERIVATIVES: &[(&str, &str)] = &[
    // Beyond doubles.
    ("exp(x)", "exp(min(x,1000))"),
    ("x^300", "300*min(x,12000)^299"),
    ("x^20", "20*min(x,10^16)^19"),
    ("cosh(x)", "sinh(max(x,-2000))"),
    ("exp(x)", "exp(x)*(1-floor(x/1000)*max(0,sign(x)))"),
    // Cancelling.
    ("x^2", "2*min(x,100)*(cosh(x)^2-sinh(x)^2)"),
    ("abs(x-200)", "-1*(cosh(x)^2-sinh(x)^2)"),
    // Too small behind a break.
    ("tanh(x)", "1-tanh(min(x,200))^2"),
    // Single points.
    ("x^2", "2*x*sign(x-7)^2"),
];

#[test]
fn branches_of_answers_are_found() {
    all(derivative, DERIVATIVES, refuted);
}

const FORMULAS: &[(&str, &str)] = &[
    ("exp(exp(exp(x)))", "exp(exp(exp(min(x,3))))"),
    ("x", "min(x,300)+exp(x)-exp(x)"),
    ("x", "min(x,476)+0*exp(exp(x))"),
    // Areas, in several variables.
    ("x*y", "x*y+max(0,1/10-(x-pi)^2-(y-e)^2)"),
    ("x*y", "x*y+max(0,100-(x-370)^2-(y-230)^2)"),
    ("x+y", "x+y+max(0,1-abs(x-12.3))*max(0,1-abs(y-17.7))"),
    ("x", "x+max(0,x-20)*exp(-x^2)"),
    ("erf(x)", "erf(min(x,20))"),
    // Breaks at numbers that are no doubles, or far out.
    ("0*x", "max(0,10^-20-abs(x-pi))"),
    ("0*x", "max(0,10^-20-abs(x^2-2))"),
    ("0*x", "floor(ln(1+x^2)/1000)"),
    ("0*x", "max(0,x-10^308)"),
    // An exponent whose reciprocal is too small for a double.
    ("3^x", "3^min(x,10^400)"),
    ("pi^x", "pi^max(x,-10^500)"),
    ("0*x", "max(0,ln(ln(x^2+3))-8)"),
    ("0*x", "max(0,sin(x)+sin(sqrt(2)*x)-1.999999)"),
    ("abs(atanh(1/x))", "acos(cos(atanh(1/x)))"),
    // Single points.
    ("x", "x*sign(x-7)^2"),
    ("1", "sign(x-7)^2"),
    ("x*y", "x*y*sign(x-y)^2"),
    ("x", "x+floor(1-abs(sign(x-7)))"),
    ("0", "floor(sin(x)^2)"),
    ("sign(x^2-2)^2", "1"),
    ("erf(100)", "1"),
    // Doubles next to 0 have few digits.
    (
        "exp(-x^2)*x",
        "exp(-x^2)*x*sign(x-(25+sqrt(4)))^2+(1-sign(x-(25+sqrt(4)))^2)*(1+exp(-x^2)*x)",
    ),
    // Halves go to the even number.
    ("round(x-1/10)", "sign(x-1/10)*floor(abs(x-1/10)+1/2)"),
];

#[test]
fn branches_of_formulas_are_found() {
    all(formulas, FORMULAS, refuted);
}

/// Values that doubles can't hold, on the way or at the end.
/// A root of an even power has the sign of the power, which is not that of the root.
#[test]
fn roots_of_even_powers_are_not_taken_for_roots() {
    let pairs = [
        ("sign(x^(2/5)-1)", "sign(x^2-1)"),
        ("sign(x^(2/5)-4)", "sign(x^2-1024)"),
    ];
    all(formulas, &pairs, |equality| !refuted(equality));
}

#[test]
fn what_overflows_doubles_is_compared() {
    let accepted = |judged: &Equality| matches!(judged, Equality::Proved | Equality::Agrees { .. });
    all(
        formulas,
        &[("17556/55176", "175!*56!/(55!*176!)"), ("180!/179!", "180")],
        accepted,
    );
    all(formulas, &[("180!/179!", "181")], refuted);
}

/// Formulas that have no value at a common point, which is proved.
#[test]
fn an_answer_without_a_common_domain_is_told() {
    let elsewhere =
        |judged: &Equality| matches!(judged, Equality::Undecided(Undecided::FirstElsewhere));
    let turned = [
        ("asec(x)", "1/(x*sqrt(1-x^2))"),
        ("sqrt(x*(1-x))", "1/sqrt(x^2-x-1)"),
        ("asec(2x)", "1/(x*sqrt(1-4x^2))"),
        ("asec(3x)", "1/(x*sqrt(1-9x^2))"),
        ("x*acosh(3x)", "acosh(3x)+3x/sqrt(1-9x^2)"),
        ("asin(3x/7)", "3/sqrt(9x^2-49)"),
        ("asin(e^x)", "e^x/sqrt(e^(2x)-1)"),
        ("sqrt(pi-x)", "-1/(2*sqrt(x-pi))"),
        ("(x^2-3)^(3/4)", "3x/(2*(3-x^2)^(1/4))"),
        ("asin(x/pi)", "1/sqrt(x^2-pi^2)"),
        ("acos(x/e)", "-1/sqrt(x^2-e^2)"),
        ("asin(x/sqrt(2))", "1/sqrt(x^2-2)"),
        ("acosh(pi*x)", "pi/sqrt(1-pi^2*x^2)"),
        ("atanh(3x)", "3/sqrt(9x^2-1)"),
        ("atanh(x/pi)", "pi/sqrt(x^2-pi^2)"),
        ("asec(x/pi)", "pi/(x*sqrt(pi^2-x^2))"),
        ("(x^2-pi)^(5/6)", "5x/(3*(pi-x^2)^(1/6))"),
        ("asin(x/a)", "1/sqrt(x^2-a^2)"),
        ("acos(x/a)", "-1/sqrt(x^2-a^2)"),
        ("acosh(x/a)", "1/sqrt(a^2-x^2)"),
        ("atanh(x/a)", "a/sqrt(x^2-a^2)"),
        ("asin(a*x)", "a/sqrt(a^2*x^2-1)"),
        ("asin(2x/a)", "2/sqrt(4x^2-a^2)"),
        ("asin((x-b)/a)", "1/sqrt((x-b)^2-a^2)"),
        ("ln(x+sqrt(x^2-a^2))", "1/sqrt(a^2-x^2)"),
        ("asin(sqrt(x/a))", "1/(2*sqrt(x*(x-a)))"),
        ("asin(sqrt(x/a))", "1/(2*sqrt(x)*sqrt(x-a))"),
        ("acos(sqrt(x/a))", "-1/(2*sqrt(x^2-a*x))"),
        ("asin(sqrt(1-x/a))", "-1/(2*sqrt(x*(x-a)))"),
        ("atanh(sqrt(x/a))", "1/(2*sqrt(-x*a)*(1-x/a))"),
    ];
    all(derivative, &turned, elsewhere);
    let right = [
        ("asin(x/pi)", "1/sqrt(pi^2-x^2)"),
        ("acosh(pi*x)", "pi/sqrt(pi^2*x^2-1)"),
        ("asin(x/sqrt(2))", "1/sqrt(2-x^2)"),
        ("atanh(3x)", "3/(1-9x^2)"),
        ("asin(x/a)", "1/(a*sqrt(1-x^2/a^2))"),
        ("atanh(x/a)", "a/(a^2-x^2)"),
        ("acosh(x/a)", "1/(a*sqrt(x^2/a^2-1))"),
        ("asin(sqrt(x/a))", "1/(2*a*sqrt(x/a*(1-x/a)))"),
        ("asin(sqrt(x/3))", "1/(2*sqrt(x*(3-x)))"),
    ];
    let accepted = |judged: &Equality| matches!(judged, Equality::Proved | Equality::Agrees { .. });
    all(derivative, &right, accepted);
    // On y = pi all have a value.
    let answer = |more: &str| format!("sqrt(y-pi)+sqrt(pi-y){more}");
    let others = [
        "",
        "*sqrt(20-y)",
        "*sin(y-1)*sin(1-y)/(y-1)",
        "*(y-1)^(1/3)*(1-y)^(1/3)/(y-1)",
        "*(y-1)^3*(1-y)^3/(y-1)",
        "*sqrt(2y-2)/sqrt(y-1)",
        "*sqrt(20-y)/sqrt(y-1)",
    ]
    .map(answer);
    let mut pairs: Vec<(&str, &str)> = others
        .iter()
        .map(|answer| ("x*sqrt(y-pi)", &**answer))
        .collect();
    // Both roots are 0 on a line.
    pairs.extend([
        ("x*sqrt(y-a)", "sqrt(y-a)+sqrt(a-y)"),
        ("x*sqrt(a*y)", "sqrt(-a*y)"),
        ("x*sqrt((a-pi)^2*(y-1))", "sqrt((a-pi)^2*(1-y))/(y-1)"),
    ]);
    let is_not_told = |judged: &Equality| {
        let Equality::Undecided(why) = judged else {
            return !matches!(judged, Equality::Refuted(_));
        };
        *why != Undecided::FirstElsewhere
    };
    all(derivative, &pairs, is_not_told);
    // Between π and a number that is barely larger all have a value.
    let narrow = (
        "sqrt(x-pi)+sqrt(pi+1/10^30-x)",
        "1/(2*sqrt(x-pi))-1/(2*sqrt(pi+1/10^30-x))+1",
    );
    all(derivative, &[narrow], |judged| {
        !matches!(judged, Equality::Undecided(Undecided::FirstElsewhere))
    });
    // What is squared may be 0, or makes no difference.
    let pairs = [
        ("x*sqrt(a*a*y)", "sqrt(-a*y)/(y+1)"),
        ("x*sqrt(a^2*y)", "sqrt(-b^2*y)/y"),
        ("x*sqrt((y-a)*(y-a))", "sqrt(a-y)/(a-y)"),
    ];
    all(derivative, &pairs, refuted);
}

/// What is 0 at all places but far out, with more signs than one lane for each would show.
#[test]
fn a_proof_asks_for_every_choice_of_signs() {
    let product = |factor: &dyn Fn(u64) -> String, count: u64| {
        let factors: Vec<String> = (0..count).map(factor).collect();
        factors.join("*")
    };
    let far = |k: u64| format!("max(0,x-{})", 1_000_000_000 + k);
    let names = ["a", "b", "c", "d", "f", "g", "h", "k"];
    let each = |k: u64| format!("max(0,{}-10^9)", names[k as usize]);
    let sign = |k: u64| format!("sign(x+{})^2", k + 1);
    let root = |k: u64| {
        let c = 1_000_000_000 + k;
        format!("(x*sqrt(x^2-{}*x+{})+x^2-{c}*x)", 2 * c, c * c)
    };
    let wrong = [
        product(&far, 8),
        product(&far, 12),
        product(&each, 8),
        format!("(1-sign(x-77/10)^2)*{}", product(&sign, 8)),
        product(&root, 8),
    ];
    for text in wrong {
        let judged = formulas("0", &text);
        let accepted = matches!(judged, Equality::Proved | Equality::Agrees { .. });
        assert!(!accepted, "{text}: {judged:?}");
    }
}

/// A base of any sign has powers whose exponent is held still.
#[test]
fn powers_of_negative_numbers_are_compared() {
    let accepted = |judged: &Equality| matches!(judged, Equality::Proved | Equality::Agrees { .. });
    let by_x = |function: &str, answer: &str| derivative(function, answer);
    all(
        by_x,
        &[
            ("(-x)^n", "(-1)^n*n*x^(n-1)"),
            ("x^n", "n*x^n/x"),
            ("(-3)^n*x^2", "2*x*(-3)^n"),
            ("0^(x^2+1)", "0"),
            ("0^x", "0"),
            ("(2-x)^(n+1)", "-(n+1)*(2-x)^n"),
            ("floor(sin(x)^2)", "0"),
        ],
        accepted,
    );
    all(
        by_x,
        &[
            ("x^n", "n*abs(x)^(n-1)"),
            ("(-x)^n", "(-1)^n*n*abs(x)^(n-1)"),
            ("(-x)^n", "n*x^(n-1)"),
            ("(-3)^n*x^2", "2*x*3^n"),
        ],
        refuted,
    );
    all(
        formulas,
        &[
            ("(1/(-1-sqrt(2)))^(1/(-x))", "(1-sqrt(2))^(-1/x)"),
            ("(1/(-1-sqrt(2)))^(1/(-x))", "(-1-sqrt(2))^(1/x)"),
            ("(-8)^n", "(-2)^(3*n)"),
        ],
        accepted,
    );
    all(
        formulas,
        &[
            ("(-2)^n", "2^n"),
            ("(1/(-1-sqrt(2)))^(1/(-x))", "(1-sqrt(2))^(1/x)"),
        ],
        refuted,
    );
}

/// Two that no identity known here proves, seen at points on every branch: nothing is called proved.
#[test]
fn what_agrees_at_points_is_not_called_proved() {
    let radical = "cbrt(cbrt(2)-1)";
    let sum = "(x*cbrt(1/9)-x*cbrt(2/9)+x*cbrt(4/9))";
    let pairs = [
        (format!("x*{radical}"), sum.to_owned()),
        (format!("abs(x)*{radical}"), format!("sign(x)*{sum}")),
        (
            format!("x*{radical}*max(x,y)"),
            format!("{sum}*(x+y+abs(x-y))/2"),
        ),
    ];
    let pairs = pairs.each_ref().map(|(a, b)| (&**a, &**b));
    all(formulas, &pairs, |judged| {
        matches!(judged, Equality::Agrees { .. })
    });
}

/// Why nothing is said is told: single points that are not all known, or what takes too long.
#[test]
fn what_is_open_is_told_from_what_is_too_much() {
    let pairs = [
        (
            "exp(exp(exp(exp(x^2+9))))",
            "exp(exp(exp(exp(9+x^2))))",
            Undecided::TooMuchWork,
        ),
        (
            "max(0,x-10^20)*(ceil(x)-floor(x)-1)",
            "0",
            Undecided::SinglePoints,
        ),
        (
            "(1-sign(sin(x)*cos(x)-1/4)^2)*(sin(2*x)-1/2)",
            "0",
            Undecided::SinglePoints,
        ),
        (
            "sin(x)^2+cos(x)^2",
            "1+max(0,sin(x)+sin(pi*x)-2+10^(-12))",
            Undecided::TooMuchWork,
        ),
    ];
    for (a, b, why) in pairs {
        let judged = formulas(a, b);
        let is_told = matches!(judged, Equality::Undecided(told) if told == why);
        assert!(is_told, "{a}, {b}: {judged:?}");
    }
}
