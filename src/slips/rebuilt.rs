//! Expressions with their nodes made anew.

use crate::expression::{Graph, Id, Node};
use std::collections::HashMap;

/// An expression with its nodes made anew, arguments first.
pub(super) fn rebuilt(graph: &mut Graph, root: Id, make: &dyn Fn(&mut Graph, Node) -> Id) -> Id {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(&[root]) {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let image = make(graph, node);
        images.insert(id, image);
    }
    images[&root]
}

/// An expression with one of its parts replaced.
pub(super) fn replaced(graph: &mut Graph, root: Id, part: Id, by: Id) -> Id {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(&[root]) {
        let image = match id == part {
            true => by,
            false => {
                let node = graph.node(id).with_arguments(|a| images[&a]);
                graph.add(node)
            }
        };
        images.insert(id, image);
    }
    images[&root]
}
