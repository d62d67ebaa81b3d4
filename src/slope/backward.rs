//! Backpropagation: the chain rule on a graph, values forward and slopes backward.
//!
//! The slope of the result by each node is the sum, over the nodes that use it, of their slope times
//! the partial derivative of that one operation (Rumelhart, Hinton and Williams, "Learning
//! representations by back-propagating errors", 1986). Each node is gone over once.

use crate::calculus::derivative;
use crate::expression::{Graph, Id, Node, Variable};
use crate::notation::error::Error;
use crate::slope::existence::{self, Asked, SlopeOutcome};
use crate::slope::{self, Effort};
use std::collections::HashMap;

/// A node of the graph with its value and its slope, expressions without variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The node.
    pub id: Id,
    /// Its value at the point.
    pub value: Id,
    /// How much the result changes for each unit by which this node's value does; `None` where an
    /// operation on the way has no slope at its place.
    pub slope: Option<Id>,
}

/// Values forward and slopes backward through the nodes of an expression, in evaluation order;
/// numbers and constants are left out, since nothing can move them. `point` has a value for every
/// variable.
///
/// # Errors
/// Where an operation has no derivative rule.
pub fn backward(
    graph: &mut Graph,
    root: Id,
    point: &[(Variable, Id)],
) -> Result<Vec<Passed>, Error> {
    let parts = graph.parts(&[root]);
    let values = forward(graph, &parts, point);
    let zero = graph.number(0);
    // `None` where a slope on the way does not exist.
    let mut slopes: HashMap<Id, Option<Id>> = HashMap::from([(root, Some(graph.number(1)))]);
    for &id in parts.iter().rev() {
        let Some(&outer) = slopes.get(&id) else {
            continue;
        };
        // What the result does not feel is not asked any further.
        if outer.is_some_and(|outer| is_zero(graph, outer)) {
            continue;
        }
        let node = graph.node(id).clone();
        for (argument, partial) in partials(graph, &node, &values)? {
            let share = outer.zip(partial);
            let share = share.map(|(outer, partial)| graph.add(Node::Product(outer, partial)));
            let sum = match (slopes.get(&argument), share) {
                (None, share) => share,
                (Some(&known), share) => known
                    .zip(share)
                    .map(|(known, share)| graph.add(Node::Sum(known, share))),
            };
            slopes.insert(argument, sum);
        }
    }
    let passed = parts.into_iter().filter(|&id| !is_fixed(graph, id));
    Ok(passed
        .map(|id| Passed {
            id,
            value: values[&id],
            slope: slopes.get(&id).copied().unwrap_or(Some(zero)),
        })
        .collect())
}

fn is_fixed(graph: &Graph, id: Id) -> bool {
    matches!(graph.node(id), Node::Number(_) | Node::Constant(_))
}

fn is_zero(graph: &mut Graph, id: Id) -> bool {
    let value = slope::value(graph, id, &[], Effort::digits(1));
    value.is_ok_and(|value| value.rational().is_some_and(|n| n.is_zero()))
}

/// The value of each part, an expression without variables.
fn forward(graph: &mut Graph, parts: &[Id], point: &[(Variable, Id)]) -> HashMap<Id, Id> {
    let mut values: HashMap<Id, Id> = HashMap::new();
    for &id in parts {
        let node = graph.node(id).clone();
        let value = match node {
            Node::Variable(v) => {
                let given = point.iter().find(|(known, _)| *known == v);
                given.map_or(id, |(_, value)| *value)
            }
            _ => {
                let node = node.with_arguments(|argument| values[&argument]);
                graph.add(node)
            }
        };
        values.insert(id, value);
    }
    values
}

/// The partial derivatives of one operation by its arguments, at their values; `None` where it has
/// no slope there.
fn partials(
    graph: &mut Graph,
    node: &Node,
    values: &HashMap<Id, Id>,
) -> Result<Vec<(Id, Option<Id>)>, Error> {
    // The operation stands on variables of its own: no name that can be typed has a blank.
    const NAMES: [&str; 2] = ["first argument", "second argument"];
    let arguments: Vec<Id> = node.arguments().collect();
    let mut own = Vec::new();
    for (&argument, name) in arguments.iter().zip(NAMES) {
        let variable = graph.variable(name);
        let id = match is_fixed(graph, argument) {
            true => argument,
            false => graph.add(Node::Variable(variable)),
        };
        own.push((argument, variable, id));
    }
    let mut replaced = own.iter();
    let operation =
        node.with_arguments(|argument| replaced.next().map_or(argument, |(_, _, id)| *id));
    let operation = graph.add(operation);
    let place: Vec<(Variable, Id)> = own
        .iter()
        .map(|(argument, variable, _)| (*variable, values[argument]))
        .collect();
    let mut partials = Vec::new();
    for (argument, variable, id) in own {
        if id == argument {
            continue;
        }
        let found = existence::slope(
            graph,
            operation,
            variable,
            1,
            &place,
            Asked::Both,
            Effort::digits(1),
        )?;
        let partial = match found {
            SlopeOutcome::Slope(_) => {
                let formula = derivative::derivative(graph, operation, variable)?;
                Some(graph.substitute(formula, &place))
            }
            SlopeOutcome::None(_) => None,
        };
        partials.push((argument, partial));
    }
    Ok(partials)
}
