//! Backpropagation as a table: values forward, slopes backward.

use crate::calculus::backward::{Passed, backward};
use crate::expression::{Graph, Id, Node, Variable};
use crate::notation;
use crate::notation::error::Error;
use crate::notation::width::width as columns;
use crate::report::layout::{self, Column, Fill};
use crate::report::{Role, Text};
use crate::slope::{self, Effort};

/// Digits of values and slopes.
const DIGITS: usize = 10;

/// The graph of a function at a point: a row for each operation, with the nodes that it works on by
/// name, its value and its slope.
///
/// # Errors
/// Where an operation has no derivative rule.
pub fn text(
    graph: &mut Graph,
    function: Id,
    point: &[(Variable, Id)],
    width: usize,
) -> Result<Text, Error> {
    let passed = backward(graph, function, point)?;
    let names: Vec<String> = names(graph, &passed);
    let named = |id: Id| {
        passed
            .iter()
            .position(|node| node.id == id)
            .map(|at| names[at].clone())
    };
    let mut rows = Vec::new();
    for (node, name) in passed.iter().zip(&names) {
        let what = match graph.node(node.id) {
            Node::Variable(_) => name.clone(),
            _ => format!("{name} = {}", operation(graph, node.id, &named)),
        };
        let [value, slope] = [node.value, node.slope].map(|id| number(graph, id));
        rows.push((what, value, slope));
    }
    Ok(table(&rows, width))
}

/// A name for each node: a variable has its own, the result is J, the others are numbered.
fn names(graph: &Graph, passed: &[Passed]) -> Vec<String> {
    let taken: Vec<&str> = passed
        .iter()
        .filter_map(|node| match graph.node(node.id) {
            Node::Variable(variable) => Some(graph.name(*variable)),
            _ => None,
        })
        .collect();
    let letter = ["n", "m", "k"];
    let letter = letter
        .iter()
        .find(|letter| !taken.iter().any(|name| name.starts_with(*letter)));
    let letter = letter.unwrap_or(&"node");
    let mut count = 0;
    let mut names = Vec::new();
    for (at, node) in passed.iter().enumerate() {
        names.push(match graph.node(node.id) {
            Node::Variable(variable) => graph.name(*variable).to_owned(),
            _ if at + 1 == passed.len() && !taken.contains(&"J") => "J".to_owned(),
            _ => {
                count += 1;
                format!("{letter}{count}")
            }
        });
    }
    names
}

/// One operation, with names in place of what it works on.
fn operation(graph: &Graph, id: Id, named: &dyn Fn(Id) -> Option<String>) -> String {
    let mut own = Graph::new();
    let node = graph.node(id).clone();
    let node = node.with_arguments(|argument| match named(argument) {
        Some(name) => {
            let variable = own.variable(&name);
            own.add(Node::Variable(variable))
        }
        None => own.adopt(graph, argument),
    });
    let id = own.add(node);
    notation::write(&own, id)
}

fn number(graph: &mut Graph, id: Id) -> String {
    match slope::value(graph, id, &[], Effort::digits(DIGITS)) {
        Ok(number) if number.decimal.exact => number.decimal.to_string(),
        Ok(number) => format!("≈ {}", number.decimal),
        Err(_) => "none".to_owned(),
    }
}

/// Rows of nodes: what each is, its value, its slope. What a node is gets cut to what the width
/// leaves.
pub fn table(rows: &[(String, String, String)], width: usize) -> Text {
    /// Fewest characters of a node.
    const LEAST: usize = 8;
    let cells =
        |of: fn(&(String, String, String)) -> &String| rows.iter().map(of).cloned().collect();
    let value = Column::new("value", cells(|(_, value, _)| value), Fill::Before);
    let slope = Column::new("slope", cells(|(_, _, slope)| slope), Fill::Before);
    let slope = slope.role(Role::Answer);
    let room = width
        .saturating_sub(2 + value.width() + slope.width())
        .max(LEAST);
    let cut = |(what, _, _): &(String, String, String)| match columns(what) > room {
        true => what.chars().take(room - 3).collect::<String>() + "...",
        false => what.clone(),
    };
    let node = Column::new("node", rows.iter().map(cut).collect(), Fill::After);
    let mut text = layout::table(&[node.role(Role::Expression), value, slope]);
    let line = "values go down the table, slopes go up it";
    text.push(Role::Label, format!("  {line}")).line();
    text
}
