//! Verdicts on the answers of `tests/truths`: from text to verdict, as the grader does it.
//!
//! Run with `cargo bench --bench equality`; items are verdicts.

use deriv::calculus::derivative::of_order;
use deriv::equality::{Equality, equal};
use deriv::expression::{Graph, Id};
use deriv::notation::{self, Options, Reading};
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

fn read(graph: &mut Graph, text: &str) -> Id {
    let options = Options {
        variables: None,
        reading: Reading::InTurn,
        ..Options::default()
    };
    notation::read(graph, text, &options).expect("the pairs are readable")
}

fn lines(file: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(format!("tests/truths/{file}")).expect("the file is there");
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

fn verdict(columns: &[String]) -> Equality {
    let mut graph = Graph::new();
    let mut first = read(&mut graph, &columns[2]);
    if columns[0] == "derivative" {
        let variable = graph.variable(&columns[3]);
        let order = columns[4].parse().expect("the order is a number");
        first = of_order(&mut graph, first, variable, order).expect("it has a derivative");
    }
    let second = read(&mut graph, &columns[5]);
    equal(&mut graph, first, second).equality
}

#[divan::bench(args = ["equal.tsv", "different.tsv"], sample_count = 10)]
fn verdicts(bencher: divan::Bencher<'_, '_>, file: &str) {
    let lines = lines(file);
    bencher
        .counter(ItemsCount::new(lines.len()))
        .bench(|| lines.iter().map(|line| verdict(line)).collect::<Vec<_>>());
}

/// The slowest of all pairs.
#[divan::bench]
fn slowest(bencher: divan::Bencher<'_, '_>) {
    let mut lines = lines("equal.tsv");
    lines.extend(self::lines("different.tsv"));
    let slowest = lines
        .into_iter()
        .max_by_key(|line| {
            let start = std::time::Instant::now();
            divan::black_box(verdict(line));
            start.elapsed()
        })
        .expect("there are pairs");
    bencher.bench(|| verdict(&slowest));
}
