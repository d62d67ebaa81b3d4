//! Every slip is found behind the answers that it makes, and none behind a right answer.

use deriv::expression::{Graph, Id, Variable};
use deriv::grading::quiz::Nudged;
use deriv::grading::slips::{self, Found, Mistakes, Task};
use deriv::notation::{self, Options};

fn rows(name: &str) -> Vec<Vec<String>> {
    let path = format!("{}/tests/truths/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the truths are there");
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

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
        .filter(|(name, _)| !["eps", "rate"].contains(name));
    names
        .map(|(name, value)| (graph.variable(name), read(graph, value)))
        .collect()
}

fn task(graph: &mut Graph, kind: &str, function: &str, context: &str) -> Task {
    let function = read(graph, function);
    let settings = settings(context);
    if kind == "derivative" {
        return Task::Derivative {
            function,
            variable: graph.variable(setting(&settings, "wrt")),
            order: setting(&settings, "order").parse().expect("a whole number"),
        };
    }
    let at = point(graph, &settings);
    let variable = at[0].0;
    match kind {
        "slope" => Task::Slope {
            function,
            variable,
            order: 1,
            at,
        },
        "nudge" => Task::Nudge {
            function,
            variable,
            at,
            eps: read(graph, setting(&settings, "eps")),
            find: Nudged::Quotient,
        },
        "step" => Task::Step {
            function,
            variable,
            from: at,
            rate: read(graph, setting(&settings, "rate")),
            steps: 1,
        },
        other => panic!("unknown kind {other}"),
    }
}

fn name(found: Option<Found>) -> String {
    match found {
        None => "none".to_owned(),
        Some(Found { slip, second: None }) => slip.name.to_owned(),
        Some(Found {
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
    let task = task(&mut graph, kind, function, context);
    let answer = read(&mut graph, answer);
    name(slips::find(&graph, &task, answer))
}

#[test]
fn every_slip_of_the_truths_is_found() {
    let mut missed = Vec::new();
    for row in rows("slips.tsv") {
        let [slip, kind, function, context, answer, _] = &row[..] else {
            panic!("six columns: {row:?}");
        };
        let mut expected: Vec<&str> = slip.split('+').collect();
        expected.sort_unstable();
        let found = found(kind, function, context, answer);
        if found != expected.join("+") {
            missed.push(format!(
                "{function} ({context}), {answer}: {found}, not {slip}"
            ));
        }
    }
    assert!(missed.is_empty(), "{}\n{missed:#?}", missed.len());
}

#[test]
fn no_slip_is_found_behind_a_right_answer() {
    let mut wrong = Vec::new();
    for row in rows("equal.tsv") {
        let [kind, _, function, wrt, order, answer, _] = &row[..] else {
            panic!("seven columns: {row:?}");
        };
        if kind == "derivative" {
            let context = format!("wrt={wrt},order={order}");
            let found = found(kind, function, &context, answer);
            if found != "none" {
                wrong.push(format!("{function} ({context}), {answer}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{wrong:#?}", wrong.len());
}

/// A question of the truths with all the answers to it.
struct Asked {
    graph: Graph,
    task: Task,
    answers: Vec<Id>,
}

fn asked() -> Vec<Asked> {
    let mut found: Vec<((String, String), Asked)> = Vec::new();
    for row in rows("different.tsv") {
        let [kind, _, function, wrt, order, answer, _, _] = &row[..] else {
            panic!("eight columns: {row:?}");
        };
        if kind != "derivative" {
            continue;
        }
        let name = (function.clone(), format!("wrt={wrt},order={order}"));
        let at = found.iter().position(|(known, _)| *known == name);
        let at = at.unwrap_or_else(|| {
            let mut graph = Graph::new();
            let task = task(&mut graph, kind, &name.0, &name.1);
            let answers = Vec::new();
            found.push((
                name,
                Asked {
                    graph,
                    task,
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
        let alone = |&answer: &Id| name(slips::find(&asked.graph, &asked.task, answer));
        let alone: Vec<String> = asked.answers.iter().map(alone).collect();
        let kept = Mistakes::from(asked.task.clone());
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
    check(
        "x^2*sin(x) + x^3*cos(x)",
        "2x*cos(x) + 3x^2*cos(x) - x^3*sin(x)",
        "product-of-derivatives",
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
