//! Backpropagation against the derivative: two routes to the same slopes.

use deriv::expression::{Graph, Node};
use deriv::notation::{self, Options};
use deriv::slope::backward::backward;
use deriv::slope::{self, Effort, point};

/// The slopes by the variables, in the order of their names, as backpropagation finds them.
fn found(function: &str, at: &str) -> String {
    let mut graph = Graph::new();
    let names = point::names(at);
    let options = Options {
        variables: (!names.is_empty()).then_some(&names[..]),
        ..Options::default()
    };
    let id = notation::read(&mut graph, function, &options).expect("a function");
    let variables = graph.variables(id);
    let point = point::resolve(&mut graph, at, &variables).expect("a point");
    let passed = backward(&mut graph, id, &point).expect("rules");
    let moves = |node: &Node| !matches!(node, Node::Number(_) | Node::Constant(_));
    assert!(passed.iter().all(|node| moves(graph.node(node.id))));
    let mut slopes = Vec::new();
    for variable in variables {
        let own = |node: &Node| matches!(node, Node::Variable(v) if *v == variable);
        let node = passed.iter().find(|node| own(graph.node(node.id)));
        let slope = node.expect("it is used").slope;
        slopes.push(match slope {
            Some(slope) => slope::value(&mut graph, slope, &[], Effort::default())
                .map_or("no value".to_owned(), |number| number.decimal.to_string()),
            None => "none".to_owned(),
        });
    }
    slopes.join(" ")
}

#[test]
fn slopes_that_flow_backward_are_the_derivatives() {
    for (function, at) in [
        ("w^2", "3"),
        ("w", "5"),
        ("w*w*w", "2"),
        ("x^2*y", "x=1, y=2"),
        ("sin(w^2)*w", "1.3"),
        ("exp(w)/(1 + exp(w))", "0.3"),
        ("(tanh(w*x + b) - y)^2", "w=0.5, x=2, b=-1, y=1"),
        ("w^w", "2.5"),
        ("2^w - w^(1/3)", "-8"),
        ("atan2(y, x)", "x=1, y=2"),
        ("sqrt(x^2 + y^2)", "x=3, y=4"),
        ("max(0, w*x + b)", "w=1, x=2, b=3"),
        ("max(0, w*x + b)", "w=-1, x=2, b=1"),
        ("abs(w)*w", "-3"),
        ("abs(w)^2", "0"),
        ("min(w, x)^2", "w=1, x=2"),
        ("ln(abs(sin(w)))", "2"),
        ("sigmoid(sigmoid(sigmoid(w)))", "0.5"),
        ("w - w + x", "w=1, x=2"),
        ("-w^2/x", "w=3, x=7"),
        ("gamma(w)", "2.5"),
        ("log(w, b)", "w=8, b=2"),
        ("1/3 + pi*w", "1"),
        ("hypot(w, 3)", "4"),
        ("erf(w)*cosh(w)", "0.7"),
    ] {
        let slopes = deriv::slope(function, at).expect("a slope");
        let each = slopes.slope.all.iter().map(|(_, found)| match found {
            Ok(figure) => figure.decimal.to_string(),
            Err(_) => "none".to_owned(),
        });
        let expected: Vec<String> = each.collect();
        assert_eq!(
            found(function, at),
            expected.join(" "),
            "{function} at {at}"
        );
    }
    // Where an operation has no slope, nothing that goes through it has one.
    assert_eq!(found("abs(w) + x*w", "w=0, x=2"), "none 0");
    assert_eq!(found("floor(w)*x", "w=2, x=3"), "none 2");
    assert_eq!(found("cbrt(w)*x", "w=0, x=0"), "0 0");
}
