//! One answer at a time: what `slope` costs inside the process.
//!
//! Run with `cargo bench --bench point`. The cost of a whole process is counted in instructions,
//! which do not depend on the machine's mood (`benches/README.md` says how).

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
