//! What is proved is true: wrong formulas, and formulas that are right on one branch only.

use super::*;
use crate::calculus::derivative::of_order;
use crate::calculus::double::Tape;
use crate::equality::field::Field;
use crate::equality::points::Random;
use crate::notation::{self, Options, Reading};

const QUESTION: ProofQuestion<'_> = ProofQuestion {
    known: &[],
    marked: true,
    seed: 1,
};

/// Random expressions that are tried in every tempting pair.
const ROUNDS: u64 = 25;

fn read(graph: &mut Graph, text: &str) -> Id {
    let options = Options {
        variables: None,
        reading: Reading::InTurn,
        ..Options::default()
    };
    notation::read(graph, text, &options).expect("the test's text is readable")
}

/// Of two proofs of one thing the weaker is told.
#[test]
fn a_chain_is_as_weak_as_its_weakest_proof() {
    let of = |error: f64| ProofBound {
        degree: 1.0,
        height: 1.0,
        fields: 1,
        lanes: 1,
        error,
    };
    for (one, other, weaker) in [(100.0, 80.0, 80.0), (80.0, 100.0, 80.0), (70.0, 70.0, 70.0)] {
        assert_eq!(of(one).or(Some(of(other))).error, weaker);
        assert_eq!(of(one).or(None).error, one);
    }
}

/// The identities alone, without a look at any value, take no wrong formula for a right one.
#[test]
fn no_identity_proves_what_is_wrong() {
    let text = include_str!("../../../tests/truths/different.tsv");
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut proofs = Vec::new();
    for line in lines {
        let columns: Vec<&str> = line.split('\t').collect();
        let mut graph = Graph::new();
        let mut a = read(&mut graph, columns[2]);
        if columns[0] == "derivative" {
            let variable = graph.variable(columns[3]);
            let order = columns[4].parse().expect("an order");
            a = of_order(&mut graph, a, variable, order).expect("a derivative");
        }
        let b = read(&mut graph, columns[5]);
        if proved(&graph, a, b, QUESTION).is_some() {
            proofs.push(line);
        }
    }
    assert_eq!(proofs, Vec::<&str>::new());
}

/// A random expression of x with a handful of operations.
fn expression(random: &mut Random, depth: u64) -> String {
    const LEAVES: [&str; 10] = ["x", "x", "x", "2", "3", "1/2", "pi", "(x+1)", "(x-1)", "-x"];
    if depth == 0 {
        return LEAVES[random.below(LEAVES.len() as u64) as usize].to_owned();
    }
    let a = expression(random, depth - 1);
    let below = random.below(depth);
    let b = expression(random, below);
    match random.below(22) {
        0 | 1 => format!("({a}+{b})"),
        2 => format!("({a}-{b})"),
        3 | 4 => format!("({a}*{b})"),
        5 => format!("({a}/{b})"),
        6 => format!("({a})^2"),
        7 => format!("({a})^3"),
        8 => format!("sqrt({a})"),
        9 => format!("cbrt({a})"),
        10 => format!("abs({a})"),
        11 => format!("ln({a})"),
        12 => format!("exp({a})"),
        13 => format!("sin({a})"),
        14 => format!("cos({a})"),
        15 => format!("tan({a})"),
        16 => format!("atan({a})"),
        17 => format!("asin({a})"),
        18 => format!("sign({a})"),
        19 => format!("max({a},{b})"),
        20 => format!("asinh({a})"),
        _ => format!("({a})^(2/3)"),
    }
}

/// Pairs that are equal on one branch, everywhere, or nowhere, for an expression in the place of `u`.
/// (Jumps are left out: doubles fall off either side of them.)
const TEMPTING: &[(&str, &str)] = &[
    ("sqrt(u^2)", "u"),
    ("sqrt(u^2)", "abs(u)"),
    ("sqrt(u)^2", "u"),
    ("abs(u)", "u"),
    ("abs(u)", "-u"),
    ("sign(u)", "1"),
    ("sign(u)*u", "abs(u)"),
    ("ln(u^2)", "2*ln(u)"),
    ("ln(u^2)", "2*ln(abs(u))"),
    ("exp(ln(u))", "u"),
    ("ln(exp(u))", "u"),
    ("(u^2)^(1/4)", "sqrt(u)"),
    ("(u^2)^(1/3)", "u^(2/3)"),
    ("(u^3)^(1/3)", "u"),
    ("sqrt(u*(u+1))", "sqrt(u)*sqrt(u+1)"),
    ("sqrt(u/(u+1))", "sqrt(u)/sqrt(u+1)"),
    ("sqrt(u^4)", "u^2"),
    ("sqrt(u^6)", "u^3"),
    ("asin(sin(u))", "u"),
    ("atan(tan(u))", "u"),
    ("sin(asin(u))", "u"),
    ("acos(cos(u))", "u"),
    ("acos(cos(u))", "abs(u)"),
    ("cos(asin(u))", "sqrt(1-u^2)"),
    ("atan(u)+atan(1/u)", "pi/2"),
    ("atan(u)+atan(1/u)", "pi/2*sign(u)"),
    ("asin(sqrt(1-u^2))", "acos(u)"),
    ("asin(sqrt(1-u^2))", "acos(abs(u))"),
    ("2*atan(u)", "atan(2*u/(1-u^2))"),
    ("2*asin(u)", "asin(2*u*sqrt(1-u^2))"),
    ("acosh(u)", "asinh(sqrt(u^2-1))"),
    ("acosh(cosh(u))", "u"),
    ("acosh(cosh(u))", "abs(u)"),
    ("asinh(sinh(u))", "u"),
    ("atanh(tanh(u))", "u"),
    ("sqrt(1-cos(u)^2)", "sin(u)"),
    ("sqrt(1-cos(u)^2)", "abs(sin(u))"),
    ("sqrt((1-cos(u))/2)", "sin(u/2)"),
    ("sqrt(u^2+2*u+1)", "u+1"),
    ("max(u,-u)", "abs(u)"),
    ("max(u,0)", "u"),
    ("max(u,u+1)", "u+1"),
    ("hypot(u,u)", "sqrt(2)*u"),
    ("atan2(u,1)", "atan(u)"),
    ("atan2(1,u)", "atan(1/u)"),
    ("u^(2/3)", "cbrt(u)^2"),
    ("u^0.5*u^0.5", "u"),
    ("log(u,u^2)", "1/2"),
    ("asec(u)", "acos(1/u)"),
    ("acoth(u)", "atanh(u)"),
    ("sqrt(-u)", "sqrt(u)"),
    ("ln(-u)+ln(u)", "ln(u^2)"),
    ("ln(u^2+u)", "ln(u)+ln(u+1)"),
    ("abs(u+1)", "abs(u)+1"),
    ("sqrt(u^2+1)", "u+1"),
    ("u^u", "exp(u*ln(u))"),
];

/// Doubles at many points are a route that shares nothing with the identities.
#[test]
fn what_is_proved_holds_in_doubles() {
    let mut random = Random::new(7);
    let (mut proofs, mut wrong) = (0, Vec::new());
    for round in 0..ROUNDS {
        let inner = expression(&mut random, 1 + round % 3);
        for (left, right) in TEMPTING {
            let place = |text: &str| text.replace('u', &format!("({inner})"));
            let mut graph = Graph::new();
            let (a, b) = (
                read(&mut graph, &place(left)),
                read(&mut graph, &place(right)),
            );
            if proved(&graph, a, b, QUESTION).is_none() {
                continue;
            }
            proofs += 1;
            let x = graph.variable("x");
            let tape = Tape::new(&graph, &[a, b], &[x]);
            for step in -200..=200 {
                let at = f64::from(step) * 0.0371 + 0.0113;
                let values = tape.run(&[at]);
                let (a, b) = (values[0], values[1]);
                // Rounding is at most 1e-6 of the size here, save next to poles and ends.
                if a.is_finite() && b.is_finite() && (a - b).abs() > 1e-4 * (1.0 + a.abs()) {
                    wrong.push(format!(
                        "{} = {} at {at}: {a}, {b}",
                        place(left),
                        place(right)
                    ));
                    break;
                }
            }
        }
    }
    assert!(proofs > 100);
    assert!(
        wrong.is_empty(),
        "{} of {proofs}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What a form shows of a sign: 1 where it is never below 0, −1 where it is never above. What has two
/// signs has none, or a proof would take the wrong branch.
#[test]
fn a_form_shows_a_sign_or_none() {
    let mut missed = Vec::new();
    for (text, sign) in [
        ("2", 1),
        ("0", 0),
        ("pi", 1),
        ("x", 0),
        ("-exp(x)", -1),
        ("-x^2", -1),
        ("-x", 0),
        ("exp(x)+x^2", 1),
        ("exp(x)+x", 0),
        ("exp(x)+(-exp(2*x))", 0),
        ("(-exp(x))+(-x^2)", -1),
        ("exp(x)-x^2", 0),
        ("exp(x)-(-x^2)", 1),
        ("(-exp(x))-x^2", -1),
        ("x-x^2", 0),
        ("x*x", 1),
        ("x*exp(x)", 0),
        ("(-exp(x))*x^2", -1),
        ("(-exp(x))*(-x^2)", 1),
        ("exp(x)/(-exp(2*x))", -1),
        ("x/exp(x)", 0),
        ("x^2", 1),
        ("x^3", 0),
        ("(-exp(x))^2", 1),
        ("(-exp(x))^3", -1),
        ("(-exp(x))^(-3)", -1),
        ("(-exp(x))^(1/3)", -1),
        ("(-exp(x))^(2/3)", 1),
        ("x^(1/2)", 1),
        ("exp(x)^pi", 1),
        ("x^pi", 0),
        ("(-exp(x))^pi", 0),
        // A base with an exponent that moves is looked at where it is above 0.
        ("x^y", 1),
        ("sqrt(x)", 1),
        ("atan(exp(x))", 1),
        ("cbrt(-exp(x))", -1),
        ("atan(x)", 0),
        ("cos(exp(x))", 0),
        ("ln(exp(x))", 0),
        ("hypot(x,y)", 1),
        ("max(x,exp(x))", 0),
    ] {
        let mut graph = Graph::new();
        let id = read(&mut graph, text);
        let mut random = Random::new(1);
        let lanes = Lanes::new(Field::drawn(&mut random), 1, random);
        let proof = FieldProof::new(&graph, id, id, lanes, false, &[]);
        let found = proof.structural_sign(graph.node(id));
        if found != sign {
            missed.push(format!("{text}: {found}"));
        }
    }
    assert_eq!(missed, Vec::<String>::new());
    let below = Node::Number(Rational::integer(-3));
    let mut graph = Graph::new();
    let id = graph.add(below.clone());
    let mut random = Random::new(1);
    let lanes = Lanes::new(Field::drawn(&mut random), 1, random);
    let proof = FieldProof::new(&graph, id, id, lanes, false, &[]);
    assert_eq!(proof.structural_sign(&below), -1);
}
