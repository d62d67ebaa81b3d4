//! What `diff --graph` says: backpropagation, values forward and slopes backward.

use crate::expression::{Graph, Id, Node, Variable, simplify};
use crate::notation;
use crate::notation::error::Error;
use crate::notation::width::cut;
use crate::picture::flow::{self, FlowNode};
use crate::report::figure::Figure;
use crate::report::layout::{self, Fill, TextColumn};
use crate::report::record::{Aside, ByName, record};
use crate::report::slope::{at, definition, place};
use crate::report::{Role, Text};
use crate::slope::Effort;
use crate::slope::backward::{Passed, backward};

/// Digits of values and slopes in words, the fewest where a table has to fit its width, and those in
/// the boxes of a picture.
const DIGITS: usize = 10;
const FEWEST_DIGITS: usize = 6;
const BOX_DIGITS: usize = 6;

record! {
    /// The graph of a function at a point, with values and slopes.
    pub struct Backward {
        /// the function as it was read
        pub expression: String,
        /// the point, by name
        pub at: ByName<Option<Figure>>,
        /// the operations in the order of evaluation, variables first used first; the last one is J
        pub graph: Vec<GraphNode>,
        /// `J(w) = w^2`
        pub definition: Aside<String>,
        /// `w = 3`
        pub place: Aside<String>,
    }
}

record! {
    /// A node of a graph: a variable, or an operation.
    pub struct GraphNode {
        /// its name: that of the variable, `J` for the result, else numbered
        pub node: String,
        /// the operation, its nodes by name; null for a variable
        pub operation: Option<String>,
        /// the nodes that it works on
        pub from: Vec<String>,
        /// its value
        pub value: Option<Figure>,
        /// how much J changes for each unit of it, null where there is no slope
        pub slope: Option<Figure>,
    }
}

impl Backward {
    /// Values forward and slopes backward. `point` has a value for every variable.
    ///
    /// # Errors
    /// Where an operation has no derivative rule.
    pub fn find(
        graph: &mut Graph,
        function: Id,
        point: &[(Variable, Id)],
    ) -> Result<Backward, Error> {
        let passed = backward(graph, function, point)?;
        let names = names(graph, &passed);
        let effort = Effort::default();
        let mut nodes = Vec::new();
        for (node, name) in passed.iter().zip(&names) {
            let named = |id: Id| {
                let at = passed.iter().position(|known| known.id == id)?;
                Some(names[at].as_str())
            };
            let mut from: Vec<String> = Vec::new();
            for argument in graph.node(node.id).arguments() {
                let name = named(argument).map(str::to_owned);
                from.extend(name.filter(|name| !from.contains(name)));
            }
            let operation = match graph.node(node.id) {
                Node::Variable(_) => None,
                _ => Some(operation(graph, node.id, &named)),
            };
            let value = simplify::simplify(graph, node.value);
            let slope = node.slope.map(|slope| simplify::simplify(graph, slope));
            nodes.push(GraphNode {
                node: name.clone(),
                operation,
                from,
                value: Figure::constant(graph, value, effort),
                slope: slope.and_then(|slope| Figure::constant(graph, slope, effort)),
            });
        }
        let moving: Vec<Variable> = point.iter().map(|(variable, _)| *variable).collect();
        Ok(Backward {
            expression: notation::write(graph, function),
            at: at(graph, point, effort, None),
            graph: nodes,
            definition: Aside(definition(graph, function, &moving)),
            place: Aside(place(graph, point)),
        })
    }

    /// For people: a row for each node.
    pub fn text(&self, width: usize) -> Text {
        let mut text = Text::new();
        text.push(Role::Expression, &*self.definition);
        text.plain(format!(" at {}", *self.place)).line();
        let rows = |digits| {
            let row = |node: &GraphNode| {
                let words = |figure| words(figure, digits);
                (node.label(), words(&node.value), words(&node.slope))
            };
            self.graph.iter().map(row).collect()
        };
        let ways = (FEWEST_DIGITS..=DIGITS).rev().map(rows);
        text.append(table(ways, width));
        text
    }

    /// As a picture.
    pub fn svg(&self) -> String {
        let place = |name: &String| self.graph.iter().position(|node| node.node == *name);
        let nodes = self.graph.iter().map(|node| FlowNode {
            label: node.label(),
            value: words(&node.value, BOX_DIGITS),
            slope: words(&node.slope, BOX_DIGITS),
            from: node.from.iter().filter_map(place).collect(),
        });
        let nodes: Vec<FlowNode> = nodes.collect();
        let title = format!("{} at {}", *self.definition, *self.place);
        let sentences = nodes
            .iter()
            .map(|node| format!("{}: value {}, slope {}", node.label, node.value, node.slope));
        let description = sentences.collect::<Vec<_>>().join("; ");
        flow::draw(&title, &description, &nodes)
    }
}

impl GraphNode {
    /// `n1 = w*x`, or the variable alone.
    fn label(&self) -> String {
        match &self.operation {
            Some(operation) => format!("{} = {operation}", self.node),
            None => self.node.clone(),
        }
    }
}

/// A number in words to that many digits, marked where it was rounded.
fn words(figure: &Option<Figure>, digits: usize) -> String {
    let Some(figure) = figure else {
        return "none".to_owned();
    };
    match figure.decimal.shorter(digits) {
        Some(short) => format!("≈ {short}"),
        None if figure.decimal.exact => figure.decimal.to_string(),
        None => format!("≈ {}", figure.decimal),
    }
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
    let is_free = |letter: &&&str| !taken.iter().any(|name| name.starts_with(**letter));
    let letter = ["n", "m", "k"].iter().find(is_free).unwrap_or(&"node");
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
fn operation<'n>(graph: &Graph, id: Id, named: &dyn Fn(Id) -> Option<&'n str>) -> String {
    let mut own = Graph::new();
    let node = graph.node(id).clone();
    let node = node.with_arguments(|argument| match named(argument) {
        Some(name) => {
            let variable = own.variable(name);
            own.add(Node::Variable(variable))
        }
        None => own.adopt(graph, argument),
    });
    let id = own.add(node);
    notation::write(&own, id)
}

/// A row of a node: what it is, its value, its slope.
pub type NodeRow = (String, String, String);

/// The rows of the nodes, of the ways to write them the first that fits. What a node is gets cut to
/// what the width leaves.
pub fn table(ways: impl IntoIterator<Item = Vec<NodeRow>>, width: usize) -> Text {
    /// Fewest characters of a node that is cut: its name and an operation of two others.
    const LEAST: usize = 14;
    let columns = |rows: Vec<NodeRow>| {
        let cells = |of: fn(&NodeRow) -> &String| rows.iter().map(of).cloned().collect();
        let value = TextColumn::new("value", cells(|(_, value, _)| value), Fill::Before);
        let slope = TextColumn::new("slope", cells(|(_, _, slope)| slope), Fill::Before);
        let slope = slope.role(Role::Answer);
        let room = width.saturating_sub(2 + value.width() + slope.width());
        let nodes = rows.iter().map(|(what, ..)| cut(what, room.max(LEAST)));
        let node = TextColumn::new("node", nodes.collect(), Fill::After);
        vec![node.role(Role::Expression), value, slope]
    };
    let mut text = layout::within(ways.into_iter().map(columns), 1, width);
    let line = "values go down the table, slopes go up it";
    text.push(Role::Label, format!("  {line}")).line();
    text
}
