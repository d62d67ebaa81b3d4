//! Every slip is found behind the answers that it makes, and none behind a right answer.

use super::truths::{DIFFERENT, EQUAL, hold, rows};
use deriv::expression::{Graph, Id, Variable};
use deriv::notation::{self, Options};
use deriv::quiz::NudgedNumber;
use deriv::slips::{self, Exercise, FoundSlip, Mistakes, Work};

fn read(graph: &mut Graph, text: &str) -> Id {
    notation::read(graph, text, &Options::default()).expect("the truths can be read")
}

/// `w=3,eps=0.001`: each name with its value as text.
fn settings(context: &str) -> Vec<(&str, &str)> {
    let parts = context.split(',');
    parts
        .map(|part| part.split_once('=').expect("name=value"))
        .collect()
}

fn setting<'a>(settings: &[(&'a str, &'a str)], name: &str) -> &'a str {
    let found = settings.iter().find(|(known, _)| *known == name);
    found.expect("the setting is there").1
}

/// The point among the settings; its first variable is the one that is asked for.
fn point(graph: &mut Graph, settings: &[(&str, &str)]) -> Vec<(Variable, Id)> {
    let names = settings
        .iter()
        .filter(|(name, _)| !["eps", "rate", "find"].contains(name));
    names
        .map(|(name, value)| (graph.variable(name), read(graph, value)))
        .collect()
}

fn exercise(graph: &mut Graph, kind: &str, function: &str, context: &str) -> Exercise {
    let function = read(graph, function);
    let settings = settings(context);
    if kind == "derivative" {
        let variable = graph.variable(setting(&settings, "wrt"));
        let order = setting(&settings, "order").parse();
        return Exercise::derivative(function, variable, order.expect("a whole number"));
    }
    let point = point(graph, &settings);
    let work = match kind {
        "slope" => Work::Slope { order: 1 },
        "nudge" => Work::Nudge {
            eps: read(graph, setting(&settings, "eps")),
            find: match settings.iter().find(|(known, _)| *known == "find") {
                Some((_, "value")) => NudgedNumber::Value,
                Some((_, "change")) => NudgedNumber::Change,
                _ => NudgedNumber::Quotient,
            },
        },
        "step" => Work::Step {
            rate: read(graph, setting(&settings, "rate")),
            steps: 1,
        },
        other => panic!("unknown kind {other}"),
    };
    Exercise {
        function,
        variable: point[0].0,
        point,
        work,
    }
}

fn name(found: Option<FoundSlip>) -> String {
    match found {
        None => "none".to_owned(),
        Some(FoundSlip { slip, second: None }) => slip.name.to_owned(),
        Some(FoundSlip {
            slip,
            second: Some(second),
        }) => {
            let mut both = [slip.name, second.name];
            both.sort_unstable();
            both.join("+")
        }
    }
}

fn found(kind: &str, function: &str, context: &str, answer: &str) -> String {
    let mut graph = Graph::new();
    let exercise = exercise(&mut graph, kind, function, context);
    let answer = read(&mut graph, answer);
    name(slips::find(&graph, &exercise, answer))
}

#[test]
fn every_slip_of_the_truths_is_found() {
    let head = ["slip", "kind", "function", "context", "answer", "right"];
    hold("slips.tsv", head, 180, |row| {
        let [slip, kind, function, context, answer, _] = row;
        let mut expected: Vec<&str> = slip.split('+').collect();
        expected.sort_unstable();
        match found(kind, function, context, answer) {
            found if found == expected.join("+") => Ok(()),
            found => Err(found),
        }
    });
}

/// Answers of `slips_student.tsv` that get a name which is not the one that was made: other slips,
/// equally likely, that give the same formula, or nothing where a part that occurs twice went wrong
/// once.
const OTHERWISE: [(&str, &str, &str); 18] = [
    ("exp(4*x)", "(exp((4*x))/4)", "integrated"),
    ("asin(3*x)", "asin((3*x))", "not-differentiated"),
    (
        "asin(3*x)",
        "(1/sqrt((1-((3*x))^2)))",
        "inner-derivative-missing",
    ),
    (
        "(x^2 - 5)/(x^2 + 2)",
        "((((2*x^2)*(x^2+2))-((x^2-5)*(2*x)))/((x^2+2))^2)",
        "none",
    ),
    (
        "(x^2 - 5)/(x^2 + 2)",
        "((((2*x)*(x^2+2))-((x^2-5)*(2*x^2)))/((x^2+2))^2)",
        "none",
    ),
    (
        "(x^2 - 5)/(x^2 + 2)",
        "((((2*x^(2+1))*(x^2+2))-((x^2-5)*(2*x)))/((x^2+2))^2)",
        "none",
    ),
    (
        "(x^2 - 5)/(x^2 + 2)",
        "((((2*x)*(x^2+2))-((x^2-5)*(2*x^(2+1))))/((x^2+2))^2)",
        "none",
    ),
    (
        "(x^2 - 5)/(x^2 + 2)",
        "(((x*(x^2+2))-((x^2-5)*(2*x)))/((x^2+2))^2)",
        "none",
    ),
    (
        "(x^2 - 5)/(x^2 + 2)",
        "((((2*x)*(x^2+2))-((x^2-5)*x))/((x^2+2))^2)",
        "none",
    ),
    ("x^2 + x/(x + 1)", "((2*x)+1)", "quotient-square-missing"),
    ("exp(x) + exp(5*x)", "(exp(x)+(exp((5*x))/5))", "integrated"),
    ("sin(x) + cos(x)", "sin(x) - cos(x)", "cosine-sign"),
    ("3*sin(x) - 5*cos(x)", "-5*sin(x) - 3*cos(x)", "cosine-sign"),
    ("exp(x*y^2)", "(exp((x*y^2))/y^2)", "integrated"),
    (
        "sin(4*x)",
        "(4*((-sin((4*x)))/4))",
        "inner-derivative-missing",
    ),
    ("exp(x^2)", "((exp(x^2)*(2*x))+2)", "inner-derivative-added"),
    (
        "sqrt(x^2 + 3*y)",
        "(2*((1/(2*sqrt((x^2+(3*y)))))*(2*x)))",
        "factor-not-brought-down",
    ),
    (
        "ln(x) + x^3",
        "((-(1/x^2))+(2*x))",
        "factor-not-brought-down",
    ),
];

#[test]
fn slips_on_functions_of_a_textbook_are_told_by_a_true_name() {
    let mut told: std::collections::HashMap<String, Vec<String>> = Default::default();
    let head = ["slip", "function", "context", "answer"];
    hold("slips_student.tsv", head, 1200, |row| {
        let [slips, function, context, answer] = row;
        let found = found("derivative", function, context, answer);
        let otherwise = OTHERWISE.iter().find(|o| (o.0, o.1) == (function, answer));
        match otherwise {
            Some((_, _, known)) if *known == found => {}
            None if slips.split('|').any(|slip| slip == found) => {
                told.entry(found).or_default().push(function.to_owned());
            }
            _ => return Err(found),
        }
        Ok(())
    });
    for (slip, mut functions) in told {
        functions.dedup();
        assert!(
            functions.len() >= 3,
            "{slip} is found on {functions:?} only"
        );
    }
}

/// Of the common errors of textbooks nearly all are named, and none by a name that is not true.
#[test]
fn common_errors_are_named() {
    let (mut named, mut all) = (0, 0);
    let mut unnamed = Vec::new();
    let head = ["slip", "function", "context", "answer"];
    hold("slips_textbook.tsv", head, 240, |row| {
        let [slips, function, context, answer] = row;
        let found = found("derivative", function, context, answer);
        all += 1;
        if found == "none" {
            unnamed.push(format!("{function}: {answer}"));
            return Ok(());
        }
        named += 1;
        let told = slips.split('|').any(|slip| slip == found);
        match told || slips == "*" {
            true => Ok(()),
            false => Err(found),
        }
    });
    assert!(
        100 * named >= 97 * all,
        "{named} of {all} are named, and not\n{}",
        unnamed.join("\n")
    );
}

#[test]
fn no_slip_is_found_behind_a_right_answer() {
    hold("equal.tsv", EQUAL, 500, |row| {
        let [kind, _, function, wrt, order, answer, _] = row;
        if kind != "derivative" {
            return Ok(());
        }
        let context = format!("wrt={wrt},order={order}");
        match found(kind, function, &context, answer) {
            found if found == "none" => Ok(()),
            found => Err(found),
        }
    });
}

/// A question of the truths with all the answers to it.
struct Asked {
    graph: Graph,
    exercise: Exercise,
    answers: Vec<Id>,
}

fn asked() -> Vec<Asked> {
    let mut found: Vec<((String, String), Asked)> = Vec::new();
    for row in rows("different.tsv", DIFFERENT, 500) {
        let [kind, _, function, wrt, order, answer, _, _] = row.texts();
        if kind != "derivative" {
            continue;
        }
        let name = (function.to_owned(), format!("wrt={wrt},order={order}"));
        let at = found.iter().position(|(known, _)| *known == name);
        let at = at.unwrap_or_else(|| {
            let mut graph = Graph::new();
            let exercise = exercise(&mut graph, kind, &name.0, &name.1);
            let answers = Vec::new();
            found.push((
                name,
                Asked {
                    graph,
                    exercise,
                    answers,
                },
            ));
            found.len() - 1
        });
        let asked = &mut found[at].1;
        let answer = read(&mut asked.graph, answer);
        asked.answers.push(answer);
    }
    found.into_iter().map(|(_, asked)| asked).collect()
}

#[test]
fn an_answer_gets_the_same_slip_whatever_was_judged_before_it() {
    let mut compared = 0;
    for asked in asked() {
        let alone = |&answer: &Id| name(slips::find(&asked.graph, &asked.exercise, answer));
        let alone: Vec<String> = asked.answers.iter().map(alone).collect();
        let kept = Mistakes::from(asked.exercise.clone());
        let together = |answer: Id| name(kept.find(&mut asked.graph.clone(), answer));
        std::thread::scope(|scope| {
            let backwards = scope.spawn(|| {
                let answers = asked.answers.iter().rev();
                answers.map(|&answer| together(answer)).collect()
            });
            let forwards: Vec<String> = asked.answers.iter().map(|&a| together(a)).collect();
            let mut backwards: Vec<String> = backwards.join().expect("no panic");
            backwards.reverse();
            assert_eq!(forwards, alone);
            assert_eq!(backwards, alone);
        });
        compared += alone.len();
    }
    assert!(compared > 1000, "{compared}");
}

#[track_caller]
fn check(kind: &str, function: &str, context: &str, answer: &str, expected: &str) {
    let found = found(kind, function, context, answer);
    assert_eq!(found, expected, "{function} ({context}), {answer}");
}

#[test]
fn formulas_beyond_the_truths() {
    let check =
        |function, answer, slip| check("derivative", function, "wrt=x,order=1", answer, slip);
    check(
        "sin(x)*exp(x)",
        "cos(x)*sin(x) + exp(x)*exp(x)",
        "product-wrong-pairs",
    );
    check("sin(x)*ln(x)", "cos(x) + 1/x", "product-as-sum");
    check("x^2*exp(x)", "2x*exp(x) - x^2*exp(x)", "product-sign");
    check("sin(x)/x^2", "cos(x)/x^2", "quotient-term-missing");
    check("sin(7x)", "cos(7x)/7", "inner-derivative-divided");
    check("cos(5x)", "-5sin(x)", "inner-function-lost");
    check("x^x", "x^x*ln(x)", "exponential-rule-on-power");
    check("tan(x)", "sec(x)", "square-lost");
    check("atan(x)", "1/(1 - x^2)", "another-function");
    check("7x^3", "3x^2", "coefficient-dropped");
    check("x^2 + 10x", "2x", "term-missing");
    check("x^2*y", "2x", "other-variable-dropped");
    check("log(x, 3)", "1/(3x)", "log-base-factor-missing");
    check("1/(3x-2)^4", "-4/(3x-2)^5", "inner-derivative-missing");
    // Where a function has values at few of the usual points.
    let missing = |function, answer| check(function, answer, "inner-derivative-missing");
    missing("asin(3x+5)", "1/sqrt(1-(3x+5)^2)");
    missing("acos(4x-9)", "-1/sqrt(1-(4x-9)^2)");
    missing("asin((x-100)/40)", "1/sqrt(1-((x-100)/40)^2)");
    check("acos(3x+5)", "3/sqrt(1-(3x+5)^2)", "sign-lost");
    check(
        "x^2*sin(x) + x^3*cos(x)",
        "2x*cos(x) + 3x^2*cos(x) - x^3*sin(x)",
        "product-of-derivatives",
    );
}

#[test]
fn slips_of_question_libraries() {
    let check =
        |function, answer, slip| check("derivative", function, "wrt=x,order=1", answer, slip);
    check(
        "sin(x)/x",
        "(x*cos(x) - sin(x))/sin(x)^2",
        "quotient-by-numerator",
    );
    check("x^2/(x+1)", "(2x*(x+1) - x^2)/x^4", "quotient-by-numerator");
    check(
        "ln(x)/x^3",
        "(3x^2*ln(x) - x^2)/ln(x)^2",
        "quotient-by-numerator",
    );
    check("2*x-3*x^2", "2*x + 1", "coefficients-with-signs-dropped");
    check(
        "5x^3 - 4x^2 - 7x",
        "3x^2 + 2x + 1",
        "coefficients-with-signs-dropped",
    );
    check("e^(5x)", "5e^x", "inner-function-lost");
    check("exp(7x)", "7exp(x)", "inner-function-lost");
    check("3^(2x)", "2*3^x*ln(3)", "inner-function-lost");
    check("(3x+1)^4", "12x^3", "inner-function-lost");
    check(
        "sin(x)/x^2",
        "cos(x)*x^2 + 2x*sin(x)",
        "quotient-as-product",
    );
    check("(x+1)/(x-2)", "(x-2) + (x+1)", "quotient-as-product");
    check("(1-x^2)^3", "6*x*(x^2+1)^2", "inner-sign");
    check("sqrt(x^2-9)", "x/sqrt(x^2+9)", "inner-sign");
    check("ln(3-x)", "1/(3+x)", "inner-sign");
    check("1/x^2", "2x", "reciprocal-differentiated");
    check("3/(x^2+1)", "6x", "reciprocal-differentiated");
    check("sin(x^2+3x)", "cos(x^2)*(2x+3)", "inner-function-lost");
    check("(x^3-5x)^4", "4*(x^3)^3*(3x^2-5)", "inner-function-lost");
}

/// Where two slips give the same number, the one that is made more often is told.
#[test]
fn the_commoner_of_two_slips_is_told() {
    check("step", "w^2", "w=-3,rate=0.1", "2.4", "sign-lost");
    check("step", "w^2", "w=-3,rate=0.1", "-3.6", "step-sign");
    check("slope", "x^2", "x=3", "-6", "sign-lost");
    check("slope", "1/x", "x=2", "1/4", "sign-lost");
}

#[test]
fn slips_that_are_rare_in_the_truths() {
    let check =
        |function, answer, slip| check("derivative", function, "wrt=x,order=1", answer, slip);
    check("(x^2+1)^5", "5(x^2+1)^4 + 2x", "inner-derivative-added");
    check("sin(3x)", "cos(3x) + 3", "inner-derivative-added");
    check("exp(x^2)", "exp(x^2) + 2x", "inner-derivative-added");
    check("x^2 + e^3", "2x + 3e^2", "constant-differentiated");
    check("x + ln(5)", "1 + 1/5", "constant-differentiated");
    check("sin(x) + pi^2", "cos(x) + 2pi", "constant-differentiated");
    check("x^3*y^2", "6x^2*y", "other-variable-too");
    check("x*sin(y)", "cos(y)", "other-variable-too");
    check("x^4*exp(y)", "4x^3", "other-variable-dropped");
    check("2^x", "x*2^x", "power-rule-on-exponential");
    check("exp(5x)", "5x*exp(5x)", "power-rule-on-exponential");
    check("3/(x^2+1)", "-3/(2x)^2", "inner-derivative-inside");
    check("asin(9x)", "1/sqrt(1-81x^2)", "inner-derivative-missing");
    check("ln(5x-200)", "1/(5x-200)", "inner-derivative-missing");
}

#[test]
fn decimals_that_were_cut_in_a_formula() {
    let check =
        |function, answer, slip| check("derivative", function, "wrt=x,order=1", answer, slip);
    for (function, answer) in [
        ("3^x", "1.1*3^x"),
        ("3^x", "1.09*3^x"),
        ("3^x", "1.09861229*3^x"),
        ("7^(2x)", "3.89182030*7^(2x)"),
        ("x^(1/3)", "0.33*x^(-2/3)"),
        ("x^(1/3)", "0.33*x^(-0.67)"),
        ("log10(x)", "0.43/x"),
        ("log10(x)", "1/(2.3*x)"),
        ("2^x + x^2", "0.69*2^x + 2x"),
        ("x*2^x", "2^x + 0.69*x*2^x"),
        ("pi*x^2", "6.28x"),
        ("x^2*y/3", "0.67*x*y"),
    ] {
        check(function, answer, "rounded-early");
    }
    // Off by more than the digits say, or from a number that nobody had to cut.
    for (function, answer) in [
        ("3^x", "1.2*3^x"),
        ("3^x", "1.09*3^x + 0.01"),
        ("x^2", "2.001x"),
        ("x^2", "1.99x"),
        ("x^2", "2x + 0.001"),
        ("x*sqrt(x)", "1.0001*(3/2*sqrt(x))"),
        ("x^3", "2.9x^2"),
    ] {
        check(function, answer, "none");
    }
}

#[test]
fn two_slips_at_once() {
    let check =
        |function, answer, slip| check("derivative", function, "wrt=x,order=1", answer, slip);
    check("cos(2x)", "sin(2x)", "cosine-sign+inner-derivative-missing");
    check(
        "sin(3x)/x",
        "(x*cos(3x) + sin(3x))/x^2",
        "inner-derivative-missing+quotient-sign",
    );
}

#[test]
fn numbers_beyond_the_truths() {
    // A slope by a broken rule: 2*3^2, and the derivative by the other variable.
    check("slope", "w^2", "w=3", "18", "exponent-not-reduced");
    check("slope", "x^2*y", "x=3,y=5", "9", "wrong-variable");
    check(
        "slope",
        "sin(x)^2",
        "x=1",
        "1.68294",
        "inner-derivative-missing",
    );
    check("slope", "w^2", "w=3", "0.006001", "not-divided-by-eps");
    check("slope", "x^3", "x=2", "-12", "sign-lost");
    check("nudge", "w^2", "w=3,eps=0.001", "6", "slope-not-quotient");
    check(
        "nudge",
        "w^2",
        "w=3,eps=0.001",
        "9.006001",
        "value-not-slope",
    );
    for (find, answer, slip) in [
        ("change", "0.6", "slope-times-nudge"),
        ("change", "6", "slope-not-quotient"),
        ("change", "6.1", "divided-by-eps"),
        ("change", "9.61", "value-not-change"),
        ("change", "0.6099999999999994", "floating-point-noise"),
        ("change", "0.61", "none"),
        ("value", "9", "value-before-nudge"),
        ("value", "9.6", "rounded-early"),
        ("value", "0.61", "start-forgotten"),
        ("quotient", "6.099999999999994", "floating-point-noise"),
        ("quotient", "9", "value-not-slope"),
    ] {
        let context = format!("w=3,eps=0.1,find={find}");
        check("nudge", "w^2", &context, answer, slip);
    }
    check(
        "slope",
        "w^2",
        "w=3",
        "6.000000000000001",
        "floating-point-noise",
    );
    check(
        "slope",
        "w^2/6",
        "w=1",
        "0.3333333333333333",
        "rounded-early",
    );
    check(
        "slope",
        "w^2/6",
        "w=1",
        "0.3333333333333337",
        "floating-point-noise",
    );
    check("step", "w^2", "w=3,rate=0.1", "0.6", "start-forgotten");
    check("step", "w^2", "w=3,rate=0.1", "1.92", "step-count");
    check(
        "step",
        "w^3",
        "w=2,rate=0.01",
        "1.76",
        "exponent-not-reduced",
    );
}

#[test]
fn a_right_number_has_no_slip() {
    check("slope", "w^2", "w=2", "4", "none");
    check("slope", "exp(x)", "x=0", "1", "none");
    check("slope", "sin(x)", "x=1", "cos(1)", "none");
    check("step", "w^2", "w=3,rate=0.1", "2.4", "none");
    check("nudge", "w^2", "w=3,eps=0.001", "6.001", "none");
}

#[test]
fn what_no_slip_explains_stays_unexplained() {
    check("derivative", "x^2", "wrt=x,order=1", "sin(x) + 17", "none");
    check("derivative", "x^2", "wrt=x,order=1", "2x + 1e-11", "none");
    check("derivative", "floor(x)", "wrt=x,order=1", "1/0", "none");
    check("slope", "w^2", "w=3", "1234.5", "none");
    check("slope", "ln(w)", "w=-1", "5", "none");
    check("slope", "w^2", "w=3", "2w", "none");
    check("derivative", "x^2", "wrt=x,order=0", "x", "none");
    // Nothing of a sum is left, and a constant with another variable is not taken for 1.
    check("derivative", "y^7+3y", "wrt=y,order=2", "0", "none");
    check("derivative", "x^2+3y", "wrt=y,order=1", "4", "none");
}

#[test]
fn long_and_deep_questions_end() {
    let sum: Vec<String> = (1..2000).map(|k| format!("x^{k}")).collect();
    check("derivative", &sum.join("+"), "wrt=x,order=1", "0", "none");
    let deep = format!("{}x{}", "sin(".repeat(300), ")".repeat(300));
    check("derivative", &deep, "wrt=x,order=1", "1", "none");
    check("derivative", "x^x^x^x", "wrt=x,order=3", "x", "none");
    check("step", "w^4", "w=3,rate=0.1", "1e9", "none");
    check("slope", &sum.join("+"), "x=2", "1e9", "none");
}

#[test]
fn names_are_told_apart_and_every_slip_has_words() {
    let mut names = std::collections::HashSet::new();
    for slip in slips::ALL {
        assert!(names.insert(slip.name), "{} is there twice", slip.name);
        assert!(!slip.says.is_empty() && !slip.hint.is_empty());
        assert_eq!(slips::named(slip.name).map(|s| s.name), Some(slip.name));
    }
}

#[test]
fn the_function_itself_is_not_its_integral() {
    let name = |function: &str, order: u32, answer: &str| {
        let mut graph = Graph::new();
        let mut read =
            |text: &str| notation::read(&mut graph, text, &Options::default()).expect("it reads");
        let (function, answer) = (read(function), read(answer));
        let variable = graph.variable("x");
        let exercise = Exercise::derivative(function, variable, order);
        slips::find(&graph, &exercise, answer).map(|found| found.slip.name)
    };
    // Other names may be as true: exp(3x) is what leaving out the inner derivative twice gives.
    for function in ["exp(3*x)", "sinh(2*x)", "tan(x)*sec(x)", "exp(sin(x))"] {
        let found = name(function, 2, function);
        assert!(
            found.is_some_and(|name| name != "integrated"),
            "{function}: {found:?}"
        );
    }
    let sum = "exp(-x^2/2) + x^3";
    assert_eq!(name(sum, 2, sum), Some("not-differentiated"));
    assert_eq!(name("exp(3*x)", 2, "exp(3*x)/3"), Some("integrated"));
    assert_eq!(name("exp(3*x)", 1, "exp(3*x)/3"), Some("integrated"));
    assert_eq!(name("x^3", 2, "x^4/4"), Some("integrated"));
}
