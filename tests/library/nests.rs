//! Formulas nested deep: each part is gone through once, and not once for each part around it.

// Helpers stand outside of the test functions that clippy exempts.
#![allow(clippy::unwrap_used)]

use deriv::descent::{self, Settings, StepRule};
use deriv::expression::{Graph, Id};
use deriv::notation;
use deriv::number::rational::Rational;
use deriv::number::work;
use deriv::picture::curve::survey;
use deriv::verdict::key::Key;

/// `sqrt(1+sqrt(1+…x…))` for `sqrt(1+`, so deep.
fn nest(open: &str, deep: usize) -> String {
    let close = ")".repeat(open.matches('(').count());
    format!("{}x{}", open.repeat(deep), close.repeat(deep))
}

fn read(graph: &mut Graph, text: &str) -> Id {
    notation::read(graph, text, &notation::Options::default()).unwrap()
}

/// What is asked of a nest so deep.
type Asked = fn(open: &str, deep: usize);

/// It as the answer to its own derivative.
fn judged(open: &str, deep: usize) {
    let text = nest(open, deep);
    let mut graph = Graph::new();
    let function = read(&mut graph, &text);
    let x = graph.variable("x");
    let key = Key::derivative(graph, function, x, 1).unwrap();
    key.judge(&text);
}

/// It beside itself in other words.
fn compared(open: &str, deep: usize) {
    let text = nest(open, deep);
    let mut graph = Graph::new();
    let function = read(&mut graph, &text);
    let key = Key::formula(graph, function);
    key.judge(&format!("{text}+x-x^2+x^2-x"));
}

/// Its curve.
fn surveyed(open: &str, deep: usize) {
    let mut graph = Graph::new();
    let function = read(&mut graph, &nest(open, deep));
    let x = graph.variable("x");
    survey(&mut graph, function, x, (-5.0, 5.0), 40);
}

#[test]
fn twice_as_deep_is_about_twice_the_work() {
    // Of up to 2,000 parts branch by branch is looked at, each of which goes through all of them.
    let rows: [(&str, Asked, usize, &[&str]); 3] = [
        ("judged", judged, 2_500, &["abs(1-", "sqrt(1+"]),
        ("compared", compared, 200, &["sqrt(1+", "atan(1+", "1/(3+"]),
        ("surveyed", surveyed, 200, &["sin(", "x*(1+"]),
    ];
    let mut wrong = Vec::new();
    for (what, asked, deep, opens) in rows {
        for open in opens {
            let work = |deep| work::measured(|| asked(open, deep)).1;
            let (half, all) = (work(deep), work(2 * deep));
            if all > 3 * half {
                wrong.push(format!("{what} {open}: {half}, {all}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Fractions grow with each part, until they go on as enclosures: the walk is certain all the same.
#[test]
fn a_walk_on_a_nest_of_fractions_stays_certain() {
    for open in ["x/(1+", "1/(x+", "x*(1+"] {
        let mut graph = Graph::new();
        let function = read(&mut graph, &nest(open, 2_000));
        let from = [(graph.variable("x"), graph.number(Rational::ratio(7, 10)))];
        let settings = Settings {
            rate: Rational::ratio(1, 10),
            rule: StepRule::Plain,
            steps: 3,
            stop: None,
            rows: None,
        };
        let walk = || descent::walk(&mut graph, function, &from, &settings);
        let (walk, work) = work::measured(walk);
        assert_eq!(walk.unwrap().rough_from, None, "{open}");
        assert!(work < work::LIMIT / 4, "{open}: {work}");
    }
}
