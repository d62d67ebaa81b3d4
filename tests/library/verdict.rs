//! Questions with right and wrong answers, judged whole: read, compared, explained.

use deriv::expression::Graph;
use deriv::notation::{self, Options};
use deriv::verdict::key::Key;
use deriv::verdict::{Evidence, Outcome, Verdict};

/// The verdict on one row of the tables of truths: kind, rule, function, variable, order, answer.
fn judged(columns: &[&str]) -> Verdict {
    let mut graph = Graph::new();
    let function = notation::read(&mut graph, columns[2], &Options::default())
        .unwrap_or_else(|error| panic!("{}: {error}", columns[2]));
    let key = if columns[0] == "equal" {
        Key::formula(graph, function).with_any_names()
    } else {
        let variable = graph.variable(columns[3]);
        let order = columns[4].parse().expect("an order");
        Key::derivative(graph, function, variable, order).expect("a derivative")
    };
    key.judge(columns[5])
}

/// Judges every row of a table.
fn walk(table: &str, mut each: impl FnMut(&str, Verdict)) {
    let rows = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1);
    for row in rows {
        let columns: Vec<&str> = row.split('\t').collect();
        each(row, judged(&columns));
    }
}

#[test]
fn no_right_answer_is_called_wrong_or_given_a_slip() {
    let (mut all, mut right) = (0, 0);
    let mut faults = Vec::new();
    walk(include_str!("../truths/equal.tsv"), |row, verdict| {
        all += 1;
        right += usize::from(verdict.outcome == Outcome::Right);
        if verdict.outcome != Outcome::Right || verdict.slip.is_some() {
            faults.push(format!("{row}: {verdict:?}"));
        }
    });
    assert!(all > 500);
    assert_eq!(right, all, "{}", faults.join("\n"));
}

#[test]
fn no_wrong_answer_is_accepted_and_each_is_refuted_with_two_values() {
    let mut all = 0;
    let mut faults = Vec::new();
    walk(include_str!("../truths/different.tsv"), |row, verdict| {
        all += 1;
        let told = verdict.evidence == Evidence::Refuted
            && verdict.got.is_some()
            && verdict.got != verdict.expected;
        // An answer with two readings of which one is right is asked about.
        let asked = verdict.outcome == Outcome::Unread && verdict.read_as.len() == 2;
        if !(verdict.outcome == Outcome::Wrong && told || asked) {
            faults.push(format!("{row}: {verdict:?}"));
        }
    });
    assert!(all > 500);
    assert_eq!(faults.len(), 0, "{}", faults.join("\n"));
}
