//! What is proved is true: wrong formulas, and formulas that are right on one branch only.

use super::*;
use crate::calculus::derivative::of_order;
use crate::calculus::double::Tape;
use crate::equality::field::Field;
use crate::equality::points::Random;
use crate::equality::trials::bits_of;
use crate::expression::Still;
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

/// What identities prove without a look at branches, which would settle most of it as well.
const ALONE: &[(&str, &str)] = &[
    // Ranges.
    ("floor(sin(x)/3+1/2)", "0"),
    ("max(sin(x),2)", "2"),
    ("min(x+1,x)", "x"),
    // Whole numbers.
    ("floor(floor(x))", "floor(x)"),
    ("floor(-floor(x))", "-floor(x)"),
    ("ceil(2*floor(x)+3)", "2*floor(x)+3"),
    ("floor(floor(x)-floor(y))", "floor(x)-floor(y)"),
    ("floor(abs(floor(x)))", "abs(floor(x))"),
    ("trunc(x)", "sign(x)*floor(abs(x))"),
    // Numbers of which doubles do not tell the sign.
    (
        "abs(sqrt(2)-1.4142135623730950488)",
        "sqrt(2)-1.4142135623730950488",
    ),
    (
        "abs(sqrt(2)-1.4142135623730950489)",
        "1.4142135623730950489-sqrt(2)",
    ),
    // Angles of several parts of a turn, and what is 0 under a root.
    ("sin(x+2*pi/3)", "sqrt(3)/2*cos(x)-sin(x)/2"),
    ("cos(x-4*pi/5)", "-cos(x+pi/5)"),
    ("asin(x+1-x)", "pi/2"),
    // Factors.
    ("ln(x*y/z)", "ln(x)+ln(y)-ln(z)"),
    (
        "ln((x+1)^5*(y+2)^7/(z+3)^3)",
        "5*ln(x+1)+7*ln(y+2)-3*ln(z+3)",
    ),
    ("sqrt(sinh(x))*abs(x)", "sqrt(sinh(x))*x"),
    ("abs(x^7)", "x^6*abs(x)"),
    // Functions without identities.
    ("polygamma(20,(x+1)^2)", "polygamma(20,x^2+2*x+1)"),
    ("erf(x-y)", "-erf(y-x)"),
];

/// The same, also where a sign is 0.
const EVERYWHERE: &[(&str, &str)] = &[
    ("x*sign(x)", "abs(x)"),
    ("sign(-x)", "-sign(x)"),
    ("sign(x*y*z)", "sign(x)*sign(y)*sign(z)"),
    ("sign(x*y/(1+z^2))", "sign(x)*sign(y)"),
    ("sign(x^7)", "sign(x)"),
    ("sign(abs(x*y))", "sign(abs(x)*abs(y))"),
    ("sign(x*(2+sin(x)))", "sign(x)"),
    ("sign(sqrt(2)*x)", "sign(x)"),
    ("sign(sinh(x))", "sign(x)"),
    ("sign(x*exp(y))", "sign(x)"),
];

#[test]
fn identities_prove_by_themselves() {
    let mut missed = Vec::new();
    let everywhere = EVERYWHERE.iter().map(|pair| (pair, true));
    for (&(a, b), everywhere) in ALONE.iter().map(|pair| (pair, false)).chain(everywhere) {
        let mut graph = Graph::new();
        let (x, y) = (read(&mut graph, a), read(&mut graph, b));
        match proved(&graph, x, y, QUESTION) {
            Some(found) if found.everywhere || !everywhere => {}
            found => missed.push(format!("{a} = {b}: {found:?}")),
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// Signs that are known on a branch; wrong pairs that a rule too many would prove; powers of numbers of
/// either sign.
#[test]
fn what_is_known_is_used_and_nothing_else() {
    let mut graph = Graph::new();
    let x = read(&mut graph, "x");
    let mut ask = |a: &str, b: &str, known: &[(Id, i8)]| {
        let (a, b) = (read(&mut graph, a), read(&mut graph, b));
        graph.still = Still::All;
        let question = ProofQuestion {
            known,
            marked: false,
            seed: 1,
        };
        proved(&graph, a, b, question).is_some()
    };
    for (a, b, sign) in [
        ("abs(x)", "x", 1),
        ("abs(x)", "-x", -1),
        ("abs(x^3*y)", "-x^3*abs(y)", -1),
    ] {
        assert!(ask(a, b, &[(x, sign)]), "{a} = {b}");
        assert!(!ask(a, b, &[]) && !ask(a, b, &[(x, -sign)]), "{a}, {b}");
    }
    for (a, b) in [
        ("y^(n/3)*y^((-n)/3)", "1"),
        ("(-y)^n", "(-1)^n*y^n"),
        ("y^(n+m)", "y^n*y^m"),
        ("x^pi*x", "x^(pi+1)"),
    ] {
        assert!(ask(a, b, &[]), "{a} = {b}");
    }
    for (a, b) in [
        ("y^(n/2)*abs(y)^(n/2)", "y^n"),
        ("y^(n*0.5)*abs(y)^(n*0.5)", "y^n"),
        ("y^(n+0.5)*abs(y)^0.5", "y^(n+1)"),
        ("y^(n+1/2)*abs(y)^(1/2)", "y^n*abs(y)"),
        ("sign(floor(x))", "floor(x)"),
        ("floor(floor(x)/2)", "floor(x)/2"),
    ] {
        assert!(!ask(a, b, &[]), "{a}, {b}");
    }
    // The sign of a power hangs on an exponent that varies.
    for (a, b) in [("sign((-2)^n)", "-1"), ("sign(y^n)", "sign(y)")] {
        let [a_id, b_id] = [a, b].map(|text| read(&mut graph, text));
        assert!(proved(&graph, a_id, b_id, QUESTION).is_none(), "{a}, {b}");
    }
}

/// Degrees add up, and so do the logarithms of coefficients; each root and each root of unity that is
/// adjoined multiplies the height.
#[test]
fn bounds_follow_the_operations() -> Result<(), NoProof> {
    let near = |found: (f64, f64), wanted: (f64, f64)| {
        let (degree, height) = (found.0 - wanted.0, found.1 - wanted.1);
        assert!(
            degree.abs() + height.abs() < 1e-9,
            "{found:?}, not {wanted:?}"
        );
    };
    let mut lanes = Lanes::new(Field::known(), 24, Random::new(1));
    let (_, x) = lanes.generator(1)?;
    let [two, three] = [2, 3].map(|n| lanes.signed(n));
    let (two, three) = (two?, three?);
    near(lanes.bound(x, x), (2.0, 1.0 + 2.0));
    let six = lanes.multiply(two, three)?;
    near(lanes.bound(six, two), (0.0, 3.33 + 2.0));
    let double = lanes.multiply(two, x)?;
    let cube = lanes.power(double, 3)?;
    near(lanes.bound(cube, x), (4.0, 3.17 + 2.0));
    let sum = lanes.add(cube, x)?;
    near(lanes.bound(sum, x), (5.0, 3.17 + 0.17 + 2.0));
    let below = lanes.inverse(six)?;
    near(lanes.bound(below, two), (0.0, 4.0 + 0.09 + 2.0));
    // Numbers with an eighth of a turn, then with a twelfth: 4 and 8 of their kind.
    lanes.unity(UNITY as i64 / 8)?;
    near(lanes.bound(x, x), (2.0, 4.0 * 3.0));
    lanes.unity(UNITY as i64 / 12)?;
    near(lanes.bound(x, x), (2.0, 8.0 * 3.0));
    let four = lanes.signed(4)?;
    lanes.root(four, 2, false)?;
    near(lanes.bound(x, x), (2.0, 2.0 * 8.0 * (3.0 + 2.0)));
    for (n, bits) in [(0, 0.0), (1, 0.0), (2, 1.0), (3, 2.0), (5, 3.0), (64, 6.0)] {
        assert_eq!(bits_of(n), bits, "{n}");
    }
    Ok(())
}

/// Which root it is nobody knows; each choice of signs has lanes enough, or there are too few.
#[test]
fn lanes_are_enough_for_each_choice() -> Result<(), NoProof> {
    let mut lanes = Lanes::new(Field::known(), 24, Random::new(1));
    let (_, square) = lanes.generator(2)?;
    let [one, other] = [lanes.root(square, 2, true)?, lanes.root(square, 2, true)?];
    assert!(!lanes.same(one, other) && !lanes.opposite(one, other));
    for _ in 0..3 {
        lanes.signs()?;
    }
    assert_eq!(
        (lanes.fewest(), lanes.signs()),
        (3, Err(NoProof::MoreLanes))
    );
    for seed in 0..200 {
        let mut lanes = Lanes::new(Field::known(), 40, Random::new(seed));
        lanes.signs()?;
        lanes.signs()?;
        let (_, x) = lanes.generator(1)?;
        if lanes.root(x, 2, true).is_ok() {
            assert!(lanes.fewest() >= 3, "{seed}");
        }
    }
    Ok(())
}

#[test]
fn a_bound_is_told() {
    let bound = ProofBound {
        degree: 7.0,
        height: 12.4,
        fields: 2,
        lanes: 24,
        error: 99.9,
    };
    let text = "degree 7, height 2^12, 2 fields with 24 points for each choice of signs: wrong with a \
                chance below 2^-99";
    assert_eq!(bound.to_string(), text);
}
