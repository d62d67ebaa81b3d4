//! Questions with right and wrong answers, judged whole: read, compared, explained.

use super::truths::{DIFFERENT, EQUAL, hold};
use deriv::expression::Graph;
use deriv::notation::{self, Options};
use deriv::verdict::key::Key;
use deriv::verdict::rules::Telling;
use deriv::verdict::{Evidence, Outcome, Verdict};

/// The verdict on one row: kind, rule, function, variable, order, answer.
fn judged(row: [&str; 6]) -> Verdict {
    key(row).judge(row[5])
}

/// What one row asks.
fn key([kind, _, function, wrt, order, _]: [&str; 6]) -> Key {
    let mut graph = Graph::new();
    let read = notation::read(&mut graph, function, &Options::default())
        .unwrap_or_else(|error| panic!("{function}: {error}"));
    if kind == "equal" {
        return Key::formula(graph, read).with_any_names();
    }
    let variable = graph.variable(wrt);
    let order = order.parse().expect("an order");
    Key::derivative(graph, read, variable, order).expect("a derivative")
}

#[test]
fn no_right_answer_is_called_wrong_or_given_a_slip() {
    hold("equal.tsv", EQUAL, 500, |[row @ .., _]| {
        let verdict = judged(row);
        match verdict.outcome == Outcome::Right && verdict.slip.is_none() {
            true => Ok(()),
            false => Err(format!("{verdict:?}")),
        }
    });
}

#[test]
fn no_wrong_answer_is_accepted_and_each_is_refuted_with_two_values() {
    hold("different.tsv", DIFFERENT, 500, |[row @ .., _, _]| {
        let verdict = judged(row);
        let told = verdict.evidence == Evidence::Refuted
            && verdict.got.is_some()
            && verdict.got != verdict.expected;
        // An answer with two readings of which one is right is asked about.
        let asked = verdict.outcome == Outcome::Unread && verdict.read_as.len() == 2;
        match verdict.outcome == Outcome::Wrong && told || asked {
            true => Ok(()),
            false => Err(format!("{verdict:?}")),
        }
    });
}

/// Where nobody is told a slip none is looked for, and everything else stays as it is.
#[test]
fn a_verdict_without_slips_is_the_same_but_for_them() {
    hold("different.tsv", DIFFERENT, 500, |[row @ .., _, _]| {
        let mut whole = judged(row);
        let without = Telling {
            slips: false,
            ..Telling::ALL
        };
        let without = key(row).telling(without).judge(row[5]);
        whole.slip = None;
        match format!("{whole:?}") == format!("{without:?}") {
            true => Ok(()),
            false => Err(format!("{whole:?}\n{without:?}")),
        }
    });
}

/// Who integrates writes a constant; with any other name of its own an answer is unread.
#[test]
fn a_constant_of_integration_is_no_unknown_name() {
    for (function, answer, slip) in [
        ("4x^3", "x^4 + C", Some("integrated")),
        ("cos(x)", "sin(x) + c", Some("integrated")),
        ("2x", "x^2 + k", Some("integrated")),
        ("4x^3", "12x^2 + C", None),
        ("4x^3", "x^4 + C*x", None),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, function, &Options::default()).expect("a function");
        let variable = graph.variable("x");
        let key = Key::derivative(graph, id, variable, 1).expect("a derivative");
        let verdict = key.judge(answer);
        let found = verdict.slip.as_ref().map(|slip| &*slip.name);
        assert_eq!(found, slip, "{answer}: {verdict:?}");
        let outcome = match slip {
            Some(_) => Outcome::Wrong,
            None => Outcome::Unread,
        };
        assert_eq!(verdict.outcome, outcome, "{answer}");
    }
}

/// Where neither the answer nor the key has a variable, the function's own breaks still are where the
/// slope may be missing.
#[test]
fn constants_are_compared_within_functions_that_break() {
    for (function, answer, outcome) in [
        ("sign(w)", "1", Outcome::Wrong),
        ("sign(w)", "0", Outcome::Right),
        ("floor(w)", "1/2", Outcome::Wrong),
        ("ceil(3t)", "0", Outcome::Right),
        ("round(x)+max(x,2*x)-max(x,2*x)", "1", Outcome::Wrong),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, function, &Options::default()).expect("a function");
        let variable = graph.variables(id)[0];
        let key = Key::derivative(graph, id, variable, 1).expect("a derivative");
        let verdict = key.judge(answer);
        assert_eq!(
            verdict.outcome, outcome,
            "{function}, {answer}: {verdict:?}"
        );
    }
}

/// A wrong answer fails at a point that has all variables, in their order.
#[test]
fn the_point_of_failure_names_every_variable() {
    for (function, answer, names) in [
        ("x^2", "x", "x"),
        ("y*x^2", "y*x", "x y"),
        ("b*a*x^2", "a*x+b", "a b x"),
        ("y*sqrt(x)", "y/sqrt(x)", "x y"),
    ] {
        let verdict = judged(["derivative", "", function, "x", "1", answer]);
        assert_eq!(verdict.outcome, Outcome::Wrong, "{function}: {verdict:?}");
        let found: Vec<&str> = verdict.at.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(found.join(" "), names, "{function}: {verdict:?}");
    }
}

/// An enclosure without a certain digit tells the two apart, and is no number to show.
#[test]
fn no_digit_of_a_value_is_invented() {
    let mut graph = Graph::new();
    let id = notation::read(&mut graph, "1000*w", &Options::default()).expect("a function");
    let variable = graph.variable("w");
    let key = Key::derivative(graph, id, variable, 1).expect("a derivative");
    let verdict = key.judge("cos(10^1000000*w)");
    assert_eq!(verdict.outcome, Outcome::Wrong);
    assert_eq!(verdict.got, None, "{verdict:?}");
}

/// What breaks by its definition has the branches of that.
#[test]
fn functions_defined_by_pieces_are_refuted_on_every_piece() {
    for (first, second, outcome) in [
        ("x", "x*(2*heaviside(x-7)-1)^2", Outcome::Wrong),
        ("x*y", "x*y + relu(1/10-(x-pi)^2-(y-e)^2)", Outcome::Wrong),
        ("x", "x + relu(x-70000)", Outcome::Wrong),
        ("relu(x)", "(x+abs(x))/2", Outcome::Right),
        ("abs(x)", "relu(x)+relu(-x)", Outcome::Right),
        ("heaviside(x-3)", "(1+sign(x-3))/2", Outcome::Right),
        ("trunc(x)", "sign(x)*floor(abs(x))", Outcome::Right),
        ("trunc(x)", "floor(x)", Outcome::Wrong),
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, first, &Options::default()).expect("a formula");
        let verdict = Key::formula(graph, id).with_any_names().judge(second);
        assert_eq!(verdict.outcome, outcome, "{first}, {second}: {verdict:?}");
    }
}

/// A spreadsheet makes dates of fractions; what is right is right all the same.
#[test]
fn a_date_is_unread() {
    let of = |function, answer| judged(["derivative", "", function, "x", "1", answer]);
    for (function, answer) in [
        ("3/4*x", "3/4/2026"),
        ("3/4*x", "03/04/26"),
        ("3/4*x", "2026-04-03"),
        ("3/4*x", "03-Apr"),
        ("1/2*x^2", "1-Feb"),
    ] {
        let verdict = of(function, answer);
        assert_eq!(verdict.outcome, Outcome::Unread, "{answer}: {verdict:?}");
        let remark = verdict.remark.unwrap_or_default();
        assert!(remark.starts_with("this is a date"), "{remark}");
        assert_eq!(verdict.typed, answer);
    }
    assert_eq!(of("3/4*x", "3/4").outcome, Outcome::Right);
    assert_eq!(of("2019*x", "2026-04-03").outcome, Outcome::Right);
    assert_eq!(of("3/4*x", "3/5/7").outcome, Outcome::Wrong);
}

/// A sum earns a part of its points where some of its terms are differentiated right.
#[test]
fn terms_that_are_right_earn_their_share() {
    use Outcome::{Partly, Right, Wrong};
    let sum = |powers: std::ops::RangeInclusive<u32>| {
        let terms: Vec<String> = powers.map(|n| format!("w^{n}")).collect();
        terms.join("+")
    };
    let slopes = |powers: std::ops::RangeInclusive<u32>| {
        let terms: Vec<String> = powers.map(|n| format!("{n}*w^{}", n - 1)).collect();
        terms.join("+")
    };
    // As many terms as are matched, and one more, in the function and in the answer.
    let (twelve, thirteen) = (sum(2..=13), sum(2..=14));
    let eleven = slopes(2..=12);
    let rows: [(&str, &str, Outcome, &str); 13] = [
        ("w^3+w^2+w", "3w^2+2w+1", Right, "1"),
        ("w^3+w^2+w", "3w^2+2w+5", Partly, "2/3"),
        ("w^3+w^2+w", "3w^2", Partly, "1/3"),
        ("w^2+w", "2w+7", Partly, "1/2"),
        ("w^2-w", "2w+1", Partly, "1/2"),
        // Of a number there is nothing to differentiate, nor of what is held still.
        ("w^2+w+5", "2w", Partly, "1/2"),
        ("w^2+w+a+b+c+d+f+g+h+k+m+n+p+q+r", "2w", Partly, "1/2"),
        // All are right and there is one too many; none is; there is one.
        ("w^2+w", "2w+1+sin(w)", Wrong, "0"),
        ("w^2+w", "7+cos(w)", Wrong, "0"),
        ("w^2", "2w+1", Wrong, "0"),
        (&twelve, &eleven, Partly, "11/12"),
        (&thirteen, &eleven, Wrong, "0"),
        ("w^5+w", &twelve, Wrong, "0"),
    ];
    for (function, answer, outcome, share) in rows {
        let key = key(["derivative", "", function, "w", "1", ""]).with_parts();
        let verdict = key.judge(answer);
        assert_eq!(
            verdict.outcome, outcome,
            "{function}, {answer}: {verdict:?}"
        );
        assert_eq!(verdict.share.to_string(), share, "{function}, {answer}");
        let instead = verdict.parts.is_some_and(|parts| parts.instead);
        let others = outcome == Partly
            && (answer.contains('5') || answer.contains('7') || function == "w^2-w");
        assert_eq!(instead, others && answer != eleven, "{function}, {answer}");
    }
    let key = key(["derivative", "", "w^5+w", "w", "1", ""]).with_parts();
    for (count, outcome) in [(12, Partly), (13, Wrong)] {
        let others: Vec<String> = (2..=count).map(|n| format!("sin({n}w)")).collect();
        let verdict = key.judge(&format!("5w^4+{}", others.join("+")));
        assert_eq!(verdict.outcome, outcome, "{count}: {verdict:?}");
    }
}
