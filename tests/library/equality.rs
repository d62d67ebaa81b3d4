//! Every pair of `truths/equal.tsv` is accepted and every pair of `truths/different.tsv` refuted.

use deriv::calculus::derivative::of_order;
use deriv::equality::{Equality, Judged, equal};
use deriv::expression::{Graph, Id};
use deriv::notation::{self, Options, Reading};

fn read(graph: &mut Graph, text: &str) -> Id {
    let options = Options {
        variables: None,
        reading: Reading::InTurn,
    };
    notation::read(graph, text, &options).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Judges one line: kind, rule, function, wrt, order, answer, …
fn judged(columns: &[&str]) -> Judged {
    let mut graph = Graph::new();
    let mut first = read(&mut graph, columns[2]);
    if columns[0] == "derivative" {
        let variable = graph.variable(columns[3]);
        let order = columns[4].parse().expect("the order is a number");
        first = of_order(&mut graph, first, variable, order).expect("it has a derivative");
    }
    let second = read(&mut graph, columns[5]);
    equal(&mut graph, first, second)
}

fn walk(file: &str, mut check: impl FnMut(&[&str], &Judged)) {
    let text = std::fs::read_to_string(format!("tests/truths/{file}")).expect("the file is there");
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    for line in lines {
        let columns: Vec<&str> = line.split('\t').collect();
        check(&columns, &judged(&columns));
    }
}

#[test]
fn right_answers_are_accepted_nearly_all_with_a_proof() {
    let (mut rejected, mut unproved) = (Vec::new(), Vec::new());
    let mut all = 0;
    walk("equal.tsv", |columns, judged| {
        all += 1;
        match judged.equality {
            Equality::Proved => {}
            Equality::Agrees { .. } => unproved.push(columns.join(" | ")),
            ref other => rejected.push(format!("{columns:?}: {other:?}")),
        }
    });
    assert!(all > 500);
    assert!(rejected.is_empty(), "{}", rejected.join("\n"));
    assert!(100 * unproved.len() <= all, "{}", unproved.join("\n"));
}

#[test]
fn wrong_answers_are_refuted_with_a_point() {
    let mut accepted = Vec::new();
    let mut all = 0;
    walk("different.tsv", |columns, judged| {
        all += 1;
        match &judged.equality {
            Equality::Refuted(difference) => {
                assert_ne!(difference.left, difference.right, "{columns:?}");
            }
            other => accepted.push(format!("{columns:?}: {other:?}")),
        }
    });
    assert!(all > 500);
    assert!(accepted.is_empty(), "{}", accepted.join("\n"));
}
