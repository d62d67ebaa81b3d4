//! Ranges at many points are those at each of them.

use super::*;
use crate::notation::{self, Options};

fn from_to((low, high): (f64, f64)) -> Range {
    Range { low, high }
}

/// Points one by one, part by part, against all points together.
#[test]
fn ranges_of_many_points_are_those_of_each() {
    let ranges = [
        (-2.0, -1.0),
        (-1.0, 1.0),
        (-0.5, 0.0),
        (0.0, 0.0),
        (0.0, 0.5),
        (0.25, 0.25),
        (0.5, 2.0),
        (1.0, 1.0),
        (1.5, 3.0),
        (1e100, 1e100),
        (1e300, 1e307),
        (-3.0, f64::INFINITY),
    ];
    let (mut fits, mut gaps) = (0, 0);
    for text in [
        "x+1",
        "-x",
        "x-y",
        "1/10-x",
        "pi*x",
        "0*x",
        "3*x",
        "x*3",
        "x*4",
        "-x/2",
        "(-1/2)*x",
        "x*x",
        "x*y",
        "(1/3)*x",
        "x/y",
        "x/4",
        "1/x",
        "x^2",
        "x^7",
        "x^8",
        "x^-1",
        "x^-3",
        "sin(x)",
        "ln(x)",
        "sqrt(x)",
        "abs(x)+y",
        "tan(x)*y",
        "exp(x)-exp(y)",
        "1/(x-y)+ln(x*y)",
        "(x+y)^2/(1+x^2)",
    ] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, text, &Options::default()).expect(text);
        let names = ["x", "y"].map(|name| graph.variable(name));
        let nodes: Vec<Id> = graph.parts(&[id]);
        let pointwise = Pointwise::new(&graph, &[id], id, &names);
        let mut together = pointwise.unwrap_or_else(|| panic!("{text} is followed"));
        for x in ranges {
            let points = || ranges.iter().enumerate();
            for (at, y) in points() {
                together.put(0, at, from_to(x));
                together.put(1, at, from_to(*y));
            }
            together.run(ranges.len());
            for (at, y) in points() {
                let mut single = Ranges::empty(id.index() + 1);
                let mut fit = true;
                for &part in &nodes {
                    if let Node::Variable(v) = *graph.node(part) {
                        single.put(part, from_to(if v == names[0] { x } else { *y }));
                    }
                    fit &= single.update(&graph, part);
                }
                let found = together.range(0, at);
                let expected = fit.then(|| single.of(id));
                assert_eq!(found, expected, "{text} at {x:?} {y:?}");
                match fit {
                    true => fits += 1,
                    false => gaps += 1,
                }
            }
        }
    }
    assert!(fits > 2000 && gaps > 800, "{fits} {gaps}");
    for text in ["x^9", "x^-9", "x^(1/2)", "max(x,1)", "x^y", "1e400*x"] {
        let mut graph = Graph::new();
        let id = notation::read(&mut graph, text, &Options::default()).expect(text);
        let names = [graph.variable("x")];
        assert!(
            Pointwise::new(&graph, &[id], id, &names).is_none(),
            "{text}"
        );
    }
    // Parts of the function that cannot break need not be followed.
    for (function, root, followed, fit) in [
        ("x^100", "x", true, true),
        ("abs(x)", "x", true, false),
        ("max(x,1)", "x", false, false),
        ("1/x", "x", true, false),
        ("x^-3", "x", true, false),
        ("x^(1/2)", "x", false, false),
        ("sin(x^100)", "x", true, true),
    ] {
        let mut graph = Graph::new();
        let mut read = |text| notation::read(&mut graph, text, &Options::default()).expect(text);
        let (function, root) = (read(function), read(root));
        let names = [graph.variable("x")];
        let pointwise = Pointwise::new(&graph, &[root], function, &names);
        assert_eq!(pointwise.is_some(), followed, "{function:?}");
        if let Some(mut pointwise) = pointwise {
            pointwise.put(0, 0, from_to((-1.0, 1.0)));
            pointwise.run(1);
            assert_eq!(pointwise.range(0, 0).is_some(), fit, "{function:?}");
        }
    }
}
