//! Every pair of `truths/equal.tsv` is accepted and every pair of `truths/different.tsv` refuted.

use super::truths::{DIFFERENT, EQUAL, hold};
use deriv::calculus::derivative::of_order;
use deriv::equality::{Equality, Judged, equal, is_nowhere, somewhere, varies};
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

/// A proof says how certain it is; what is refuted has no gaps to be told.
#[test]
fn evidence_comes_with_its_verdict() {
    for (first, second, proved, gaps) in [
        ("2*ln(x)", "ln(x^2)", true, true),
        ("(x+1)^2", "x^2+2*x+1", true, false),
        (
            "x*cbrt(cbrt(2)-1)",
            "x*cbrt(1/9)-x*cbrt(2/9)+x*cbrt(4/9)",
            false,
            false,
        ),
        ("2*ln(x)", "ln(x^2)+1", false, false),
        ("2*ln(x)+max(0,x-10^30)", "ln(x^2)", false, false),
        ("(x^2-1)/(x-1)", "x+1", true, true),
        ("sqrt(x)^2", "x", true, true),
    ] {
        let judged = judged(["formula", "", first, "", "", second]);
        assert_eq!(judged.proof.is_some(), proved, "{first} | {second}");
        assert_eq!(!judged.gaps.is_empty(), gaps, "{first} | {second}");
    }
}

#[test]
fn places_with_a_value_are_found() {
    for (text, nowhere, found) in [
        ("ln(-1-x^2)", true, false),
        ("ln(x-5)", false, true),
        ("x^2", false, true),
        ("(-1-x^2)^y", false, false),
        ("sqrt(x-pi)*sqrt(22/7-x)", false, true),
    ] {
        let mut graph = Graph::new();
        let id = read(&mut graph, text);
        assert_eq!(is_nowhere(&graph, id), nowhere, "{text}");
        let at = somewhere(&mut graph, id);
        assert_eq!(at.is_some(), found, "{text}: {at:?}");
        let own = graph.variables(id);
        let mut named = at.into_iter().flatten();
        assert!(named.all(|(variable, _)| own.contains(&variable)), "{text}");
    }
}

/// About how small a difference is that no enclosure shows: 1 − tanh u is 2·e^(−2u).
#[test]
fn differences_out_of_sight_have_a_size() {
    for (first, second, size) in [
        ("tanh(22000)+sin(1)", "1+sin(1)", Some(-19108.97)),
        ("sin(1)-tanh(22000)", "sin(1)-1", Some(-19108.97)),
        ("tanh(-22000)+sin(1)", "sin(1)-1", Some(-19108.97)),
        ("cos(1)+exp(-10^30)", "cos(1)", Some(-4.342944819e29)),
        ("cos(1)+exp(-10^30)^3", "cos(1)", Some(-1.3028834457e30)),
        // Two that are near one another may cancel; of others the larger one is the size of both.
        (
            "cos(1)+exp(-10^30)-exp(-10^31)",
            "cos(1)",
            Some(-4.342944819e29),
        ),
        ("cos(1)+exp(-10^30)-exp(-10^30+1)", "cos(1)", None),
        ("cos(1)+exp(-10^30)-exp(-10^30-10)", "cos(1)", None),
    ] {
        let Equality::Refuted(found) = judged(["formula", "", first, "", "", second]).equality
        else {
            panic!("{first} | {second}");
        };
        let near = |(own, size): (f64, f64)| (own - size).abs() < 1e-6 * size.abs();
        let is_right = match size {
            Some(size) => found.size.is_some_and(|own| near((own, size))),
            None => found.size.is_none(),
        };
        assert!(
            is_right,
            "{first} | {second}: {:?}, not {size:?}",
            found.size
        );
    }
}

#[test]
fn what_has_two_values_varies() {
    for (text, two) in [
        ("x", true),
        ("ln(x)", true),
        ("x^2/10^40", true),
        ("pi", false),
        ("x-x", false),
        ("sin(x)^2+cos(x)^2", false),
        ("ln(-1-x^2)", false),
    ] {
        let mut graph = Graph::new();
        let id = read(&mut graph, text);
        assert_eq!(varies(&mut graph, id), two, "{text}");
    }
}
