//! What is left out does not matter, and what matters is not left out.

use super::*;
use crate::equality::signs::Signs;
use crate::notation::{self, Options, Reading};

fn read(graph: &mut Graph, text: &str) -> Id {
    let options = Options {
        reading: Reading::InTurn,
        ..Options::default()
    };
    notation::read(graph, text, &options).expect(text)
}

/// How many variables are left, of two formulas that are two still.
fn left(graph: &mut Graph, branch: &Branch) -> Option<usize> {
    let found = reduced(graph, branch)?;
    assert_ne!(found.a, found.b);
    let parts = graph.parts(&[found.a, found.b]);
    Some(graph.variables_among(&parts).len())
}

#[test]
fn terms_of_both_and_the_variables_of_one_sum_are_left_out() {
    for (a, b, variables) in [
        ("y+exp(x)", "y+sin(x)", Some(1)),
        ("y+z*exp(x)", "y+z*sin(x)", Some(2)),
        ("sin(x+y)", "cos(x+y)", Some(1)),
        ("sin(x+2*y-z)", "cos(x+2*y-z)", Some(1)),
        ("y+sin(2*x+z)", "y+cos(2*x+z)", Some(1)),
        // Of one variable there is nothing to be left out; others stand beside the sum, or in it as something else.
        ("sin(2*x+1)", "cos(2*x+1)", None),
        ("sin(x+y)+exp(x)", "cos(x+y)", None),
        ("sin(x+y)", "cos(x+y)+exp(y)", None),
        ("sin(x+y^2)", "cos(x+y^2)", None),
    ] {
        let mut graph = Graph::new();
        let [first, second] = [a, b].map(|text| read(&mut graph, text));
        let branch = Branch::whole(first, second, None, false);
        assert_eq!(left(&mut graph, &branch), variables, "{a} | {b}");
    }
}

/// Where a sign is asked of one of the variables, where one is a whole number, or put in, it counts.
#[test]
fn what_is_known_of_a_variable_keeps_it() {
    let mut graph = Graph::new();
    let [a, b, x] = ["sin(x+y)", "cos(x+y)", "x"].map(|text| read(&mut graph, text));
    let plain = Branch::whole(a, b, None, false);
    assert_eq!(left(&mut graph, &plain), Some(1));
    let mut signed = plain.clone();
    signed.signs.push((x, Signs::PLUS));
    assert_eq!(left(&mut graph, &signed), None);
    let variable = graph.variable("x");
    let mut whole = plain.clone();
    whole.symbols.push((variable, x));
    assert_eq!(left(&mut graph, &whole), None);
    let mut solved = plain;
    solved.solved.push((variable, x));
    assert_eq!(left(&mut graph, &solved), None);
}
