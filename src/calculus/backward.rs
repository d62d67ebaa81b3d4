//! Backpropagation: the chain rule on a graph, values forward and slopes backward.
//!
//! The slope of the result by each node is the sum, over the nodes that use it, of their slope times
//! the partial derivative of that one operation (Rumelhart, Hinton and Williams, "Learning
//! representations by back-propagating errors", 1986). Each node is gone over once.

use crate::calculus::derivative;
use crate::expression::{Graph, Id, Node, Variable};
use crate::notation::error::Error;
use std::collections::HashMap;

/// A node of the graph with its value and its slope, expressions without variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The node.
    pub id: Id,
    /// Its value at the point.
    pub value: Id,
    /// How much the result changes for each unit by which this node's value does.
    pub slope: Id,
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
    let mut values: HashMap<Id, Id> = HashMap::new();
    for &id in &parts {
        let node = graph.node(id).clone();
        let value = match node {
            Node::Variable(v) => point
                .iter()
                .find(|(known, _)| *known == v)
                .map_or(id, |(_, value)| *value),
            Node::Number(_) | Node::Constant(_) => id,
            _ => {
                let node = node.with_arguments(|argument| values[&argument]);
                graph.add(node)
            }
        };
        values.insert(id, value);
    }
    let zero = graph.number(0);
    let mut slopes: HashMap<Id, Id> = HashMap::from([(root, graph.number(1))]);
    for &id in parts.iter().rev() {
        let node = graph.node(id).clone();
        let arguments: Vec<Id> = node.arguments().collect();
        let outer = slopes.get(&id).copied().unwrap_or(zero);
        if arguments.is_empty() || outer == zero {
            continue;
        }
        // The one operation, on variables of its own: no name that can be typed has a blank.
        let names = ["first argument", "second argument"];
        let own: Vec<Variable> = (0..arguments.len())
            .map(|at| graph.variable(names[at]))
            .collect();
        let mut next = own.iter();
        let mut replaced = Vec::new();
        for &variable in &own {
            replaced.push(graph.add(Node::Variable(variable)));
        }
        let mut at = 0;
        let operation = node.with_arguments(|argument| {
            let is_fixed = matches!(graph.node(argument), Node::Number(_) | Node::Constant(_));
            let own = if is_fixed { argument } else { replaced[at] };
            at += 1;
            own
        });
        let operation = graph.add(operation);
        let place: Vec<(Variable, Id)> = own
            .iter()
            .copied()
            .zip(arguments.iter().map(|a| values[a]))
            .collect();
        for &argument in &arguments {
            let Some(&variable) = next.next() else {
                break;
            };
            if matches!(graph.node(argument), Node::Number(_) | Node::Constant(_)) {
                continue;
            }
            let partial = derivative::derivative(graph, operation, variable)?;
            let partial = graph.substitute(partial, &place);
            let share = graph.add(Node::Product(outer, partial));
            let sum = match slopes.get(&argument) {
                Some(&known) => graph.add(Node::Sum(known, share)),
                None => share,
            };
            slopes.insert(argument, sum);
        }
    }
    let moving = |id: &Id| !matches!(graph.node(*id), Node::Number(_) | Node::Constant(_));
    let moving = parts.into_iter().filter(moving);
    Ok(moving
        .map(|id| Passed {
            id,
            value: values[&id],
            slope: slopes.get(&id).copied().unwrap_or(zero),
        })
        .collect())
}
