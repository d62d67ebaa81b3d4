//! What steps make of enclosures is exact, and decides like any exact number.

use deriv::calculus::value::{Known, evaluate};
use deriv::expression::Graph;
use deriv::notation::{Options, read};
use deriv::slope::{self, Effort};

#[test]
fn a_step_of_an_irrational_number_is_a_whole_number() {
    for (text, expected) in [
        ("round(floor(sqrt(5)) + 1/2)", "2"),
        ("round(floor(sqrt(2)) + 1/2)", "2"),
        ("round(-ceil(sqrt(2)) - 1/2)", "-2"),
        ("round(sign(ln(2)) * 7/2)", "4"),
    ] {
        let mut graph = Graph::new();
        let root = read(&mut graph, text, &Options::default()).unwrap();
        let value = slope::value(&mut graph, root, &[], Effort::default()).unwrap();
        assert_eq!(value.decimal.to_string(), expected, "{text}");
    }
    // The outer step is on its break, whatever the inner one does.
    let mut graph = Graph::new();
    let root = read(&mut graph, "round(floor(x) + 1/2)", &Options::default()).unwrap();
    let at = read(&mut graph, "sqrt(5)", &Options::default()).unwrap();
    let x = graph.variable("x");
    let values = evaluate(&graph, &[root], &[(x, at)], &[x], 96, &Known::new()).unwrap();
    assert_eq!(values.breaks, [root]);
}
