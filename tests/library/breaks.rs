//! Pairs with breaks in places that nobody would look at, and right ones as textbooks have them:
//! none is judged wrongly, and of the right ones none stays undecided. Where two formulas differ they do
//! so at the point that is told.

use deriv::calculus::derivative::of_order;
use deriv::equality::{Equality, equal, equal_within};
use deriv::expression::{Graph, Id, Variable};
use deriv::notation::{self, Options, Reading};
use std::time::{Duration, Instant};

/// Longest time for a pair. The limit of 2 s is for a build with optimization.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });

/// Different pairs that may stay undecided, of more than two hundred.
const MAX_UNDECIDED: usize = 6;

fn read(graph: &mut Graph, text: &str) -> Id {
    let options = Options {
        reading: Reading::InTurn,
        ..Options::default()
    };
    notation::read(graph, text, &options).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn judged(asked: &str, first: &str, second: &str) -> Equality {
    let mut graph = Graph::new();
    let first = read(&mut graph, first);
    let x = graph.variable("x");
    if asked == "derivative" {
        let key = of_order(&mut graph, first, x, 1).expect("it has a derivative");
        let answer = read(&mut graph, second);
        return equal_within(&mut graph, answer, key, first, x).equality;
    }
    let second = read(&mut graph, second);
    let judged = equal(&mut graph, first, second).equality;
    if let Equality::Refuted(difference) = &judged
        && !difference.near
    {
        let point: Vec<(Variable, Id)> = difference
            .at
            .iter()
            .map(|(variable, n)| (*variable, graph.number(n.clone())))
            .collect();
        let [a, b] = [first, second].map(|id| graph.substitute(id, &point));
        let there = equal(&mut graph, a, b).equality;
        let is_same = matches!(there, Equality::Proved | Equality::Agrees { .. });
        assert!(!is_same, "the two are the same at the point that is told");
    }
    judged
}

#[test]
fn pairs_by_hand_are_judged_rightly() {
    let text = include_str!("../truths/breaks.tsv");
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let (mut wrong, mut undecided, mut met) = (Vec::new(), Vec::new(), 0);
    for row in rows {
        let columns: Vec<&str> = row.split('\t').collect();
        let [asked, first, second, truth] = columns[..] else {
            panic!("{row}");
        };
        met += 1;
        let start = Instant::now();
        let judged = judged(asked, first, second);
        let slow = start.elapsed() > PATIENCE;
        match (judged, truth) {
            (Equality::Proved | Equality::Agrees { .. }, "same") if !slow => {}
            (Equality::Refuted(_), "different") if !slow => {}
            (Equality::Undecided(why), "different") if !slow => {
                undecided.push(format!("{row}: {why:?}"));
            }
            (judged, _) => wrong.push(format!("{row}: {judged:?} in {:?}", start.elapsed())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(undecided.len() <= MAX_UNDECIDED, "{}", undecided.join("\n"));
    assert!(met > 400, "{met}");
}
