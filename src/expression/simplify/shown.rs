//! The form in which a formula is shown: a shorter one wherever cancelling, joining or multiplying out
//! makes one, with the conditions that it lost.

use crate::expression::graph::{Graph, Id, Index, Node};
use crate::expression::simplify::conditions::{Condition, Manner, open};
use crate::expression::simplify::terms::Terms;
use crate::expression::simplify::{Chains, build_sum};

/// Largest formula, in nodes, that is shortened; a longer one is told in parts, and each of its nodes
/// is looked at some fifty nodes deep.
const MAX_SHORTENED: usize = 4_000;

/// How often a formula with roots is shortened anew.
const MAX_ROUNDS: usize = 4;

/// A formula as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The formula.
    pub formula: Id,
    /// What has to hold besides, because the formula itself does not imply it.
    pub conditions: Vec<Condition>,
}

/// The shortest form that is found of an expression; the same one where none is shorter.
pub fn shown(graph: &mut Graph, root: Id) -> Shown {
    shown_with(graph, root, Vec::new())
}

/// The same of an expression that lost some conditions before.
pub fn shown_with(graph: &mut Graph, root: Id, mut lost: Vec<Condition>) -> Shown {
    let mut formula = root;
    for _ in 0..MAX_ROUNDS {
        let parts = graph.parts(&[formula]);
        if parts.len() > MAX_SHORTENED {
            break;
        }
        // A power of a root that became a whole one can meet terms that were put in order before.
        let is_root = |id: &Id| matches!(graph.node(*id), Node::Call(f, _) if f.row().root_degree().is_some());
        let has_roots = parts.iter().any(is_root);
        let before = formula;
        formula = shortened(graph, parts, before, &mut lost);
        if formula == before || !has_roots {
            break;
        }
    }
    Shown {
        formula,
        conditions: open(graph, formula, lost),
    }
}

/// The shortest form of each part, from the leaves up.
fn shortened(graph: &mut Graph, parts: Vec<Id>, root: Id, lost: &mut Vec<Condition>) -> Id {
    let mut sizes = Sizes::default();
    let mut images: Index<Id, Id> = Index::default();
    let mut manner = Manner::carrying();
    let chains = Chains::of(graph, &parts);
    for id in parts {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let is_new = node != *graph.node(id);
        let image = match chains.terms(id) {
            Some(terms) => {
                let (image, conditions) =
                    shortest(graph, (node, terms), is_new, &mut manner, &mut sizes);
                lost.extend(conditions);
                image
            }
            None => graph.add(node),
        };
        images.insert(id, image);
    }
    images[&root]
}

/// The shortest form of a node on arguments that are short themselves, or that are the steps of one
/// sum of so many terms, and the conditions that it lost; one that nobody wrote is put in order too.
fn shortest(
    graph: &mut Graph,
    (node, terms): (Node, usize),
    is_new: bool,
    manner: &mut Manner,
    sizes: &mut Sizes,
) -> (Id, Vec<Condition>) {
    let is_sum = matches!(node, Node::Sum(..) | Node::Difference(..));
    // A sign that comes out of a function can meet another one, and is as long outside as inside.
    let is_call = matches!(node, Node::Call(..));
    let mut best = graph.add(node.clone());
    let mut size = sizes.of(graph, best);
    let mut conditions = Vec::new();
    for multiplied_out in [false, true] {
        let found = match multiplied_out {
            false => build_sum(graph, node.clone(), terms, manner),
            true if is_sum => {
                let whole = graph.add(node.clone());
                match Terms::multiplied_out(graph, whole, manner) {
                    Some(terms) => terms.build(graph, manner),
                    None => {
                        manner.take_lost();
                        continue;
                    }
                }
            }
            true => continue,
        };
        let lost = manner.take_lost();
        let found_size = sizes.of(graph, found);
        if found_size < size || (is_call || is_new) && found_size == size {
            (best, size) = (found, found_size);
            conditions = lost;
        }
    }
    (best, conditions)
}

/// How many nodes a formula has when it is written out; it does not wrap around.
pub fn size(graph: &Graph, id: Id) -> u64 {
    Sizes::default().of(graph, id)
}

/// How many nodes formulas have when they are written out, each counted once.
#[derive(Default)]
struct Sizes(Vec<Option<u64>>);

impl Sizes {
    fn of(&mut self, graph: &Graph, id: Id) -> u64 {
        if self.0.len() <= id.index() {
            self.0.resize(id.index() + 1, None);
        }
        let mut waiting = vec![id];
        while let Some(&next) = waiting.last() {
            if self.0[next.index()].is_some() {
                waiting.pop();
                continue;
            }
            let missing: Vec<Id> = graph
                .node(next)
                .arguments()
                .filter(|a| self.0[a.index()].is_none())
                .collect();
            if missing.is_empty() {
                let arguments = graph.node(next).arguments();
                let all: u64 = arguments.fold(1, |all: u64, a| {
                    all.saturating_add(self.0[a.index()].unwrap_or(0))
                });
                self.0[next.index()] = Some(all);
                waiting.pop();
            } else {
                waiting.extend(missing);
            }
        }
        self.0[id.index()].unwrap_or(0)
    }
}
