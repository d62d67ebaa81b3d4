//! Derivatives as formulas: what `diff` costs inside the process, without reading and writing.
//!
//! Run with `cargo bench --bench derivative`.

use deriv::calculus::derivative;
use deriv::expression::{Graph, Id};
use deriv::notation::{self, Options};

fn main() {
    divan::main();
}

fn read(expression: &str) -> (Graph, Id) {
    let mut graph = Graph::new();
    let root = notation::read(&mut graph, expression, &Options::default()).expect("it reads");
    (graph, root)
}

/// The derivative as it is shown.
fn shown(bencher: divan::Bencher<'_, '_>, expression: &str, order: u32) {
    let read = read(expression);
    bencher
        .with_inputs(|| read.clone())
        .bench_values(|(mut graph, root)| {
            let variable = graph.variables(root)[0];
            derivative::shown(&mut graph, root, variable, order).expect("it has one")
        });
}

#[divan::bench(args = [
    ("x^2*sin(x)", 1),
    ("exp(sin(x^2))", 1),
    ("exp(sin(x^2))", 8),
    ("exp(sin(x^2))", 20),
    ("x^x", 15),
    ("1/(1+exp(-x))", 15),
    ("x/(1+x^2)", 15),
])]
fn formula(bencher: divan::Bencher<'_, '_>, case: (&str, u32)) {
    shown(bencher, case.0, case.1);
}

/// As it is judged with and evaluated: by the rules, nothing shortened.
#[divan::bench(args = ["x^2*sin(x)", "exp(sin(x^2))"])]
fn by_the_rules(bencher: divan::Bencher<'_, '_>, expression: &str) {
    let read = read(expression);
    bencher
        .with_inputs(|| read.clone())
        .bench_values(|(mut graph, root)| {
            let variable = graph.variables(root)[0];
            derivative::of_order(&mut graph, root, variable, 1).expect("it has one")
        });
}

#[divan::bench(args = [10, 100, 1000], sample_count = 20)]
fn terms(bencher: divan::Bencher<'_, '_>, count: usize) {
    let terms: Vec<String> = (1..=count).map(|k| format!("{k}*sin(x)^{k}")).collect();
    shown(bencher, &terms.join("+"), 1);
}
