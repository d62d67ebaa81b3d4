//! Derivatives as formulas: what `diff` costs inside the process, without reading and writing.
//!
//! Run with `cargo bench --bench derivative`.

use deriv::calculus::derivative;
use deriv::calculus::double::Tape;
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
    ("exp(sin(x^2))", 2),
    ("exp(sin(x^2))", 4),
    ("exp(sin(x^2))", 16),
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

#[divan::bench(args = [100, 200, 1000, 10_000, 100_000], sample_count = 5)]
fn terms(bencher: divan::Bencher<'_, '_>, count: usize) {
    let terms: Vec<String> = (1..=count).map(|k| format!("{k}*sin(x)^{k}")).collect();
    shown(bencher, &terms.join("+"), 1);
}

/// A function of so many variables, each of which meets the next one.
fn wide(count: usize) -> String {
    let term = |k: usize| format!("sin(x_{k})*x_{}^2 + exp(x_{k}/{k})", k - 1);
    (1..count).map(term).collect::<Vec<_>>().join(" + ")
}

/// The value alone, and with all derivatives: the ratio is what a gradient costs.
#[divan::bench(args = [(10, false), (10, true), (500, false), (500, true)])]
fn gradient_in_doubles(bencher: divan::Bencher<'_, '_>, (count, all): (usize, bool)) {
    let (mut graph, root) = read(&wide(count));
    let variables = graph.variables(root);
    let mut roots = vec![root];
    if all {
        roots.extend(derivative::gradient(&mut graph, root, &variables).expect("it has one"));
    }
    let tape = Tape::new(&graph, &roots, &variables);
    let at: Vec<f64> = (0..count).map(|k| 0.3 + k as f64 / 400.0).collect();
    let mut values = Vec::new();
    bencher.bench_local(|| tape.outputs(&at, &mut values).sum::<f64>());
}

/// Forming the gradient itself.
#[divan::bench(args = [10, 500])]
fn gradient_formed(bencher: divan::Bencher<'_, '_>, count: usize) {
    let (graph, root) = read(&wide(count));
    let variables = graph.variables(root);
    bencher
        .with_inputs(|| graph.clone())
        .bench_values(|mut graph| {
            derivative::gradient(&mut graph, root, &variables).expect("it has one")
        });
}
