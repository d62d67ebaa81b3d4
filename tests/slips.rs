//! Every slip is found behind the answers that it makes, and none behind a right answer.

use deriv::expression::{Graph, Id, Variable};
use deriv::grading::quiz::Nudged;
use deriv::grading::slips::{self, Found, Task};
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

#[test]
fn names_are_told_apart_and_every_slip_has_words() {
    let mut names = std::collections::HashSet::new();
    for slip in slips::ALL {
        assert!(names.insert(slip.name), "{} is there twice", slip.name);
        assert!(!slip.says.is_empty() && !slip.hint.is_empty());
        assert_eq!(slips::named(slip.name).map(|s| s.name), Some(slip.name));
    }
}
