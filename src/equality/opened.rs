//! Functions that are defined by pieces, in terms of the core functions that make the pieces.

use crate::expression::formula::Formula;
use crate::expression::functions::Definition;
use crate::expression::{Function, Graph, Id, Node};
use std::collections::HashMap;

/// Expressions in which what breaks by its definition is put in terms of that: relu by |x|, so that
/// every branch is one of a core function.
pub(super) fn opened<const N: usize>(graph: &mut Graph, roots: [Id; N]) -> [Id; N] {
    let breaks = |f: Function| {
        f.row()
            .line()
            .is_some_and(|line| line.is_total() && !line.is_smooth())
    };
    by_definition(graph, roots, breaks)
}

/// Expressions in which some functions of one argument are put in terms of their definitions.
pub(super) fn by_definition<const N: usize>(
    graph: &mut Graph,
    roots: [Id; N],
    which: impl Fn(Function) -> bool,
) -> [Id; N] {
    let definition = |f: Function| match f.row().definition {
        Definition::Formula(definition) if which(f) => Some(definition),
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
            Node::Call(f, a) => match definition(f) {
                Some(definition) => definition(&[Formula::Part(a)]).build(graph),
                None => graph.add(node),
            },
            node => graph.add(node),
        };
        images.insert(id, image);
    }
    roots.map(|root| images[&root])
}
