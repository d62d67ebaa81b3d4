//! One answer at a time: what `slope` costs inside the process.
//!
//! Run with `cargo bench --bench point`. The cost of a whole process is counted in instructions,
//! which do not depend on the machine's mood (`benches/README.md` says how).

use deriv::calculus::double::{Input, Tape};
use deriv::expression::Graph;
use deriv::notation::{self, Options};
use deriv::slope::{self, Effort};

fn main() {
    divan::main();
}

/// From text to digits, as the program does it.
fn slope(expression: &str, at: &str, digits: usize) -> String {
    let mut graph = Graph::new();
    let function = notation::read(&mut graph, expression, &Options::default()).expect("it reads");
    let place = notation::read(&mut graph, at, &Options::default()).expect("it reads");
    let variable = graph.variables(function)[0];
    let formula = slope::formula(&mut graph, function, variable, 1).expect("it has one");
    let point = [(variable, place)];
    let effort = Effort::digits(digits);
    let number = slope::smooth_slope(&mut graph, function, formula, variable, &point, effort)
        .expect("smooth");
    number.decimal.to_string()
}

#[divan::bench(args = [
    ("w^2", "3"),
    ("sin(x^2)*exp(-x)+x/(1+x^2)", "1.3"),
    ("exp(sin(x^2))", "1.3"),
    ("ln(1+exp(x))", "0.5"),
    ("atan(x)/sqrt(1+x^2)", "2"),
    ("(1-cos(x))/x^2", "1e-8"),
    ("x^x", "100"),
    ("gamma(x)", "1.3"),
    ("tan(x^2)", "1.3"),
])]
fn fifteen_digits(case: (&str, &str)) -> String {
    slope(divan::black_box(case.0), case.1, 15)
}

#[divan::bench(args = [100, 1000, 10_000, 100_000], sample_count = 5)]
fn many_digits(digits: usize) -> String {
    slope(divan::black_box("exp(sin(x^2))"), "1.3", digits)
}

/// Each as it comes in a class of calculus, at one point, with its derivative formed before: what an
/// enclosure costs that settles fifteen digits.
#[divan::bench(args = [
    "w^2", "1/w", "sqrt(w)", "exp(w)", "ln(w)", "sin(w)", "cos(w)", "tan(w)", "asin(w/2)", "atan(w)",
    "sinh(w)", "tanh(w)", "asinh(w)", "erf(w)", "gamma(w)", "lambertw(w)", "sin(w^2)*exp(-w)+w/(1+w^2)",
])]
fn functions(bencher: divan::Bencher<'_, '_>, expression: &str) {
    let mut graph = Graph::new();
    let function = notation::read(&mut graph, expression, &Options::default()).expect("it reads");
    let place = notation::read(&mut graph, "1.3", &Options::default()).expect("it reads");
    let variable = graph.variables(function)[0];
    let formula = slope::formula(&mut graph, function, variable, 1).expect("it has one");
    let point = [(variable, place)];
    let effort = Effort::digits(15);
    bencher.with_inputs(|| graph.clone()).bench_refs(|graph| {
        slope::smooth_slope(graph, function, formula, variable, &point, effort).expect("smooth")
    });
}

/// Value and slope in doubles, over blocks of so many points.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 10)]
fn in_doubles(bencher: divan::Bencher<'_, '_>, count: usize) {
    let mut graph = Graph::new();
    let text = "sin(x^2)*exp(-x)+x/(1+x^2)";
    let function = notation::read(&mut graph, text, &Options::default()).expect("it reads");
    let variable = graph.variables(function)[0];
    let formula = slope::formula(&mut graph, function, variable, 1).expect("it has one");
    let tape = Tape::new(&graph, &[function, formula], &[variable]);
    let points: Vec<f64> = (0..count).map(|k| k as f64 * 3.0 / count as f64).collect();
    bencher.bench_local(|| tape.sums(&[Input::Each(&points)], count));
}
