//! Every pair of `truths/equal.tsv` is accepted and every pair of `truths/different.tsv` refuted.

use super::truths::{DIFFERENT, EQUAL, hold};
use deriv::calculus::derivative::of_order;
use deriv::equality::{Equality, Judged, equal};
use deriv::expression::{Graph, Id};
use deriv::notation::{self, Options, Reading};

fn read(graph: &mut Graph, text: &str) -> Id {
    let options = Options {
        variables: None,
        reading: Reading::InTurn,
        ..Options::default()
    };
    notation::read(graph, text, &options).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Judges one row: kind, rule, function, wrt, order, answer.
fn judged([kind, _, function, wrt, order, answer]: [&str; 6]) -> Judged {
    let mut graph = Graph::new();
    let mut first = read(&mut graph, function);
    if kind == "derivative" {
        let variable = graph.variable(wrt);
        let order = order.parse().expect("the order is a number");
        first = of_order(&mut graph, first, variable, order).expect("it has a derivative");
    }
    let second = read(&mut graph, answer);
    equal(&mut graph, first, second)
}

#[test]
fn right_answers_are_accepted_nearly_all_with_a_proof() {
    let mut unproved = Vec::new();
    let mut all = 0;
    hold("equal.tsv", EQUAL, 500, |[row @ .., _]| {
        all += 1;
        match judged(row).equality {
            Equality::Proved => {}
            Equality::Agrees { .. } => unproved.push(row.join(" | ")),
            other => return Err(format!("{other:?}")),
        }
        Ok(())
    });
    assert!(100 * unproved.len() <= all, "{}", unproved.join("\n"));
}

#[test]
fn wrong_answers_are_refuted_with_a_point() {
    hold(
        "different.tsv",
        DIFFERENT,
        500,
        |[row @ .., _, _]| match judged(row).equality {
            Equality::Refuted(difference) if difference.left != difference.right => Ok(()),
            other => Err(format!("{other:?}")),
        },
    );
}
