//! A class's answers from text to verdict with feedback, on one thread.
//!
//! The questions are those of `tests/truths`, each made once; the answers are their right and wrong
//! ones, all distinct. Run with `cargo bench --bench verdict`; items are verdicts.

use deriv::expression::Graph;
use deriv::notation::{self, Options};
use deriv::verdict::key::Key;
use deriv::verdict::rules::Telling;
use divan::counter::ItemsCount;
use std::collections::BTreeMap;

fn main() {
    divan::main();
}

/// What a row asks: function, variable, order.
type Question = [String; 3];

/// The answers of a table for each derivative that is asked for, each answer once.
fn answers(file: &str) -> BTreeMap<Question, Vec<String>> {
    let text = std::fs::read_to_string(format!("tests/truths/{file}")).expect("the file is there");
    let mut found: BTreeMap<Question, Vec<String>> = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("derivative")) {
        let columns: Vec<&str> = line.split('\t').collect();
        let question = [2, 3, 4].map(|at| columns[at].to_owned());
        let answers = found.entry(question).or_default();
        if !answers.iter().any(|known| known == columns[5]) {
            answers.push(columns[5].to_owned());
        }
    }
    found
}

fn key([function, variable, order]: &Question) -> Key {
    let mut graph = Graph::new();
    let function = notation::read(&mut graph, function, &Options::default()).expect("it reads");
    let variable = graph.variable(variable);
    let order = order.parse().expect("the order is a number");
    Key::derivative(graph, function, variable, order).expect("it has a derivative")
}

/// The keys with their answers: right, wrong, or of both kinds as they come in one class.
fn class(kind: &str) -> Vec<(Key, Vec<String>)> {
    let mut all: BTreeMap<Question, Vec<String>> = BTreeMap::new();
    for (file, kinds) in [
        ("equal.tsv", ["right", "mixed"]),
        ("different.tsv", ["wrong", "mixed"]),
    ] {
        if kinds.contains(&kind) {
            for (question, answers) in answers(file) {
                all.entry(question).or_default().extend(answers);
            }
        }
    }
    all.into_iter()
        .map(|(question, answers)| (key(&question), answers))
        .collect()
}

fn judged(class: &[(Key, Vec<String>)]) {
    for (key, answers) in class {
        for answer in answers {
            divan::black_box(key.judge(answer));
        }
    }
}

fn items(class: &[(Key, Vec<String>)]) -> ItemsCount {
    ItemsCount::new(
        class
            .iter()
            .map(|(_, answers)| answers.len())
            .sum::<usize>(),
    )
}

/// A large class: what belongs to a question was made for answers before these.
#[divan::bench(args = ["right", "wrong", "mixed"], sample_count = 10)]
fn large_class(bencher: divan::Bencher<'_, '_>, kind: &str) {
    let class = class(kind);
    judged(&class);
    bencher.counter(items(&class)).bench(|| judged(&class));
}

/// The same for who is told no slips: none is looked for.
#[divan::bench(args = ["right", "wrong", "mixed"], sample_count = 10)]
fn without_slips(bencher: divan::Bencher<'_, '_>, kind: &str) {
    let class = class(kind).into_iter();
    let class: Vec<_> = class
        .map(|(key, answers)| {
            (
                key.telling(Telling {
                    slips: false,
                    ..Telling::ALL
                }),
                answers,
            )
        })
        .collect();
    judged(&class);
    bencher.counter(items(&class)).bench(|| judged(&class));
}

/// A handful of answers to each question, with all that is made for them.
#[divan::bench(args = ["right", "wrong", "mixed"], sample_count = 10)]
fn few_answers(bencher: divan::Bencher<'_, '_>, kind: &str) {
    let class = class(kind);
    bencher
        .counter(items(&class))
        .with_inputs(|| class.clone())
        .bench_refs(|class| judged(class));
}
