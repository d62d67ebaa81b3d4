//! Functions that are defined by pieces, in terms of the core functions that make the pieces.

use crate::expression::formula::Formula;
use crate::expression::functions::Definition;
use crate::expression::{Function, Graph, Id, Node};
use std::collections::HashMap;

/// Expressions in which what breaks by its definition is put in terms of that: relu by |x|, so that
/// every branch is one of a core function.
pub(super) fn opened<const N: usize>(graph: &mut Graph, roots: [Id; N]) -> [Id; N] {
    let definition = |f: Function| match (f.row().line(), f.row().definition) {
        (Some(line), Definition::Formula(definition)) if line.is_total() && !line.is_smooth() => {
            Some(definition)
        }
        _ => None,
    };
    let parts = graph.parts(&roots);
    let opens = |id: &Id| matches!(*graph.node(*id), Node::Call(f, _) if definition(f).is_some());
    if !parts.iter().any(opens) {
        return roots;
    }
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in parts {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let image = match node {
            Node::Call(f, a) if definition(f).is_some() => {
                let definition = definition(f).expect("just seen");
                definition(&[Formula::Part(a)]).build(graph)
            }
            node => graph.add(node),
        };
        images.insert(id, image);
    }
    roots.map(|root| images[&root])
}
