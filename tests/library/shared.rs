//! Long formulas told in parts: what the parts stand for is the formula.

use deriv::calculus::derivative;
use deriv::expression::Graph;
use deriv::notation::write::length;
use deriv::notation::write::shared::{MAX_FLAT, named};
use deriv::notation::{Options, read, write};

/// Reads the parts back one after the other and puts them in: the same graph comes out.
#[test]
fn parts_put_in_give_the_formula() {
    for (function, order) in [("tan(w)", 16), ("exp(sin(w^2))", 7), ("p1^w*sin(p1*w)", 12)] {
        let mut graph = Graph::new();
        let id = read(&mut graph, function, &Options::default()).expect("a function");
        let w = graph.variable("w");
        let derivative = derivative::of_order(&mut graph, id, w, order).expect("a derivative");
        let named = named(&graph, &[derivative]).expect("a long formula");
        assert!(named.parts.len() > 3, "{function}");
        let mut values = Vec::new();
        for (name, part) in &named.parts {
            let text = write(&named.graph, *part);
            let part = read(&mut graph, &text, &Options::default()).expect("a part");
            let part = graph.substitute(part, &values);
            values.push((graph.variable(name), part));
        }
        let text = write(&named.graph, named.formulas[0]);
        let formula = read(&mut graph, &text, &Options::default()).expect("a formula");
        assert_eq!(graph.substitute(formula, &values), derivative, "{function}");
    }
}

#[test]
fn short_formulas_and_long_sums_stay_whole() {
    let mut graph = Graph::new();
    let short = read(&mut graph, "sin(w)^2", &Options::default()).expect("it reads");
    assert!(named(&graph, &[short]).is_none());
    let terms: Vec<String> = (1..5_000).map(|n| format!("{n}*w^{n}")).collect();
    let long = read(&mut graph, &terms.join(" + "), &Options::default()).expect("it reads");
    assert!(length(&graph, &[long]) > MAX_FLAT);
    assert!(named(&graph, &[long]).is_none());
}
