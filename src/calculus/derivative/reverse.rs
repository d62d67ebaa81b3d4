//! The derivatives of one expression by all of its variables at once: reverse accumulation.
//!
//! The expression's derivative by each of its parts is the sum, over the nodes that use it, of the
//! derivative by them times their partial derivative (Griewank & Walther, Evaluating Derivatives,
//! §3.2). Each node is gone over once, so that all derivatives together are a few times as many nodes
//! as the expression, however many variables it has; one by one they would be as many times.

use crate::calculus::derivative::{MAX_NODES, partials};
use crate::expression::{Graph, Id, Node, Variable, simplify};
use crate::notation::error::{Error, ReadErrorKind};

/// The derivatives of `root` by each of `variables`, in their order, as formulas that share their
/// parts: for values, since nothing in them is tidied.
///
/// They have the same values as those of [`super::derivative`], wherever all parts of `root` are
/// smooth; where a part is on a kink they say nothing.
///
/// # Errors
/// As [`super::derivative`].
///
/// ```
/// use deriv::{calculus::derivative, expression::Graph, notation};
/// let mut graph = Graph::new();
/// let root = notation::read(&mut graph, "x^2*y", &notation::Options::default())?;
/// let variables = graph.variables(root);
/// let both = derivative::gradient(&mut graph, root, &variables)?;
/// assert_eq!(notation::write(&graph, both[1]), "x^2");
/// # Ok::<(), deriv::notation::error::Error>(())
/// ```
pub fn gradient(graph: &mut Graph, root: Id, variables: &[Variable]) -> Result<Vec<Id>, Error> {
    let loose = std::mem::replace(&mut graph.loose, true);
    let found = accumulated(graph, root, variables);
    graph.loose = loose;
    found
}

fn accumulated(graph: &mut Graph, root: Id, variables: &[Variable]) -> Result<Vec<Id>, Error> {
    let parts = graph.parts(&[root]);
    let own: Vec<Id> = variables
        .iter()
        .map(|&variable| graph.add(Node::Variable(variable)))
        .collect();
    let mut varies = vec![false; graph.len()];
    for id in &own {
        varies[id.index()] = true;
    }
    for id in &parts {
        let mut arguments = graph.node(*id).arguments();
        varies[id.index()] |= arguments.any(|a| varies[a.index()]);
    }
    let mut by: Vec<Option<Id>> = vec![None; graph.len()];
    by[root.index()] = Some(graph.number(1));
    for &part in parts.iter().rev() {
        let Some(outer) = by[part.index()].filter(|_| varies[part.index()]) else {
            continue;
        };
        for (argument, partial) in partials(graph, part, |id| varies[id.index()])? {
            let partial = partial.build(graph);
            let known = by[argument.index()];
            let less = graph.literal(partial).is_some_and(|n| (-n).is_one());
            let share = match less {
                true => outer,
                false => simplify::product(graph, outer, partial),
            };
            by[argument.index()] = Some(match (known, less) {
                (Some(known), true) => simplify::difference(graph, known, share),
                (Some(known), false) => simplify::sum(graph, known, share),
                (None, true) => simplify::negative(graph, share),
                (None, false) => share,
            });
        }
        if graph.len() > MAX_NODES {
            return Err(Error::new(ReadErrorKind::TooLarge {
                what: "the gradient",
                limit: MAX_NODES,
            }));
        }
    }
    let zero = graph.number(0);
    let each = own.iter().map(|id| by[id.index()].unwrap_or(zero));
    Ok(each.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculus::derivative::derivative;
    use crate::calculus::double::Tape;
    use crate::calculus::value::{Known, Stop, evaluate};
    use crate::expression::Function;
    use crate::notation;
    use crate::number::rational::Rational;

    /// The values of the derivatives by the forward rules and by reverse accumulation agree at a
    /// point, or neither has one. Gives how many were compared.
    #[track_caller]
    fn agrees(graph: &mut Graph, root: Id, at: &[(Variable, Id)]) -> usize {
        const BITS: u64 = 128;
        if evaluate(graph, &[root], at, &[], BITS, &Known::new()).is_err() {
            return 0;
        }
        let variables: Vec<Variable> = at.iter().map(|(variable, _)| *variable).collect();
        let Ok(reverse) = gradient(graph, root, &variables) else {
            assert!(
                variables
                    .iter()
                    .any(|&v| derivative(graph, root, v).is_err())
            );
            return 0;
        };
        let mut compared = 0;
        for (&variable, reverse) in variables.iter().zip(reverse) {
            let forward = derivative(graph, root, variable).unwrap();
            let value = |id| match evaluate(graph, &[id], at, &[], BITS, &Known::new()) {
                Ok(values) => values.of(id).ball(BITS).ok(),
                Err(Stop::Outside { .. } | Stop::Undecided { .. }) => None,
                Err(other) => panic!("{other:?}"),
            };
            let (one, other) = (value(forward), value(reverse));
            let text = notation::write(graph, root);
            match (one, other) {
                (Some(one), Some(other)) => {
                    assert!(one.overlaps(&other), "{text}: {one:?} and {other:?}");
                    assert!(
                        other.accuracy() > 80 || other.contains_zero(),
                        "{text}: {other:?}"
                    );
                    compared += 1;
                }
                // On a kink neither says anything.
                (one, other) => assert!(one.is_none() || other.is_none(), "{text}"),
            }
        }
        compared
    }

    #[test]
    fn every_row_and_operator_has_the_same_gradient_both_ways() {
        let mut graph = Graph::new();
        let mut compared = 0;
        for &function in Function::ALL {
            // What stands inside occurs outside too, and twice.
            let text = match function.row().arity() {
                2 => format!("x*{0}(x*y, x + y) + {0}(y, x)^2/y", function.name()),
                _ => format!("x*{0}(x*y) - y/{0}(x - y)", function.name()),
            };
            let root = notation::read(&mut graph, &text, &notation::Options::default()).unwrap();
            for (x, y) in [("0.7", "0.45"), ("1.9", "1.3"), ("3", "2"), ("-1.5", "0.4")] {
                let at = [("x", x), ("y", y)].map(|(name, text)| {
                    let number = graph.number(Rational::from_decimal(text).unwrap());
                    (graph.variable(name), number)
                });
                compared += agrees(&mut graph, root, &at);
            }
        }
        for text in [
            "x^3*y^-2",
            "x^y",
            "x^x",
            "2^(x*y)",
            "x^(1/3)*y",
            "x^0*y",
            "(x*y)^2/(x - y)",
            "0^x*y",
            "-(x - y)*(x - y)",
            "x*x*x",
            "pi*x/y/x",
            "e^(x - y) - (y - x)",
            "7",
            "x - x",
        ] {
            let root = notation::read(&mut graph, text, &notation::Options::default()).unwrap();
            for (x, y) in [(2, 3), (5, 1), (1, 4)] {
                let at =
                    [("x", x), ("y", y)].map(|(name, n)| (graph.variable(name), graph.number(n)));
                compared += agrees(&mut graph, root, &at);
            }
        }
        assert!(compared > 350, "{compared}");
    }

    /// Operations of the tape that gives the value and all derivatives, for each one of the value's.
    #[test]
    fn many_variables_cost_a_few_evaluations() {
        const VARIABLES: usize = 500;
        let mut terms = Vec::new();
        for k in 1..VARIABLES {
            terms.push(format!("sin(x_{k})*x_{}^2 + exp(x_{k}/{k})", k - 1));
        }
        let text = terms.join(" + ");
        let mut graph = Graph::new();
        let root = notation::read(&mut graph, &text, &notation::Options::default()).unwrap();
        let variables = graph.variables(root);
        assert_eq!(variables.len(), VARIABLES);
        let mut roots = vec![root];
        roots.extend(gradient(&mut graph, root, &variables).unwrap());
        let (alone, all) = (graph.parts(&[root]).len(), graph.parts(&roots).len());
        assert!(all < 4 * alone, "{all} for {alone}");
        let at: Vec<f64> = (0..VARIABLES).map(|k| 0.3 + k as f64 / 400.0).collect();
        let values = Tape::new(&graph, &roots, &variables).run(&at);
        for of in [0, 7, 499] {
            let forward = derivative(&mut graph, root, variables[of]).unwrap();
            let forward = Tape::new(&graph, &[forward], &variables).run(&at)[0];
            let off = (values[1 + of] - forward).abs();
            assert!(off <= 1e-13 * forward.abs().max(1.0), "{of}: {off:e}");
        }
    }
}
