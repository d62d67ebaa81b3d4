//! A long formula told in parts: what occurs several times gets a name.

use crate::expression::{Graph, Id, Node};
use crate::notation::write::{length, own_length};
use std::collections::{HashMap, HashSet};

/// Longest formula that is written in one piece, in bytes: some ten screens.
pub const MAX_FLAT: u64 = 20_000;

/// Shortest part, in bytes, that is worth a name.
const MIN_PART: u64 = 16;

/// Naming has to make the whole this many times shorter, or it is not worth the reading: a sum of
/// ten thousand different terms stays a sum.
const MIN_GAIN: u64 = 4;

/// Formulas in terms of named parts.
#[derive(Debug)]
pub struct NamedParts {
    /// The expressions below; names stand in it as variables.
    pub graph: Graph,
    /// Each part with its name; a part uses only those before it.
    pub parts: Vec<(String, Id)>,
    /// The formulas, in the order in which they were given.
    pub formulas: Vec<Id>,
}

/// The formulas with everything that occurs more than once under a name, where they are longer than
/// [`MAX_FLAT`] bytes and that helps.
pub fn named(graph: &Graph, formulas: &[Id]) -> Option<NamedParts> {
    let flat = length(graph, formulas);
    if flat <= MAX_FLAT {
        return None;
    }
    let parts = graph.parts(formulas);
    let mut uses: HashMap<Id, usize> = HashMap::new();
    for argument in parts.iter().flat_map(|id| graph.node(*id).arguments()) {
        *uses.entry(argument).or_default() += 1;
    }
    let taken: HashSet<&str> = parts
        .iter()
        .filter_map(|id| match graph.node(*id) {
            Node::Variable(v) => Some(graph.name(*v)),
            _ => None,
        })
        .collect();
    let free = |n: usize| {
        let names = ["p", "q", "part_"].iter();
        let mut names = names.map(|letter| format!("{letter}{n}"));
        names.find(|name| !taken.contains(name.as_str()))
    };
    let mut named = NamedParts {
        graph: graph.clone(),
        parts: Vec::new(),
        formulas: Vec::new(),
    };
    let mut images: HashMap<Id, Id> = HashMap::new();
    // The bytes of each image, short ones exactly and others from their arguments.
    let mut lengths: HashMap<Id, u64> = HashMap::new();
    let mut whole = 0;
    for id in parts {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let leaf = node.arguments().next().is_none();
        let image = named.graph.add(node);
        let inner: u64 = named
            .graph
            .node(image)
            .arguments()
            .map(|a| lengths[&a])
            .sum();
        let bytes = match leaf {
            true => own_length(&named.graph, image),
            false => inner + 4,
        };
        lengths.insert(image, bytes);
        images.insert(id, image);
        let shared = uses.get(&id).is_some_and(|uses| *uses > 1);
        if shared && !leaf && bytes >= MIN_PART {
            let name = free(named.parts.len() + 1)?;
            let variable = named.graph.variable(&name);
            let short = named.graph.add(Node::Variable(variable));
            lengths.insert(short, name.len() as u64);
            images.insert(id, short);
            named.parts.push((name, image));
            whole += bytes;
        }
    }
    named.formulas = formulas.iter().map(|id| images[id]).collect();
    whole += named.formulas.iter().map(|id| lengths[id]).sum::<u64>();
    (whole.saturating_mul(MIN_GAIN) < flat).then_some(named)
}
