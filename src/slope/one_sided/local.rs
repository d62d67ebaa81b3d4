//! A function as it is on one side of a point, where what branches in it is settled: relu(x) is 0 left of
//! −1, floor(x) is 2 right of 2.
//!
//! The rules have no derivative of √relu(x) there, since they divide by the root; the function has.

use crate::equality::range::{Range, Ranges};
use crate::expression::formula::Formula;
use crate::expression::functions::{Definition, Pieces};
use crate::expression::{Function, Graph, Id, Node};
use crate::number::rational::Rational;
use std::collections::HashMap;

/// The function with those that are one formula of others in terms of these.
pub(super) fn opened(graph: &mut Graph, root: Id) -> Id {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(&[root]) {
        let node = graph.node(id).clone();
        let formula = match node {
            Node::Call(f, _) | Node::Call2(f, ..) => match (f.row().pieces, f.row().definition) {
                (Pieces::Formula(formula), _) => Some(formula),
                (_, Definition::Formula(formula)) if f.row().breaks_on_the_line() => Some(formula),
                _ => None,
            },
            _ => None,
        };
        let image = match formula {
            Some(formula) => {
                let parts: Vec<Formula> = node
                    .arguments()
                    .map(|a| Formula::Part(images[&a]))
                    .collect();
                formula(&parts).as_it_stands(graph)
            }
            None => graph.add(node.with_arguments(|a| images[&a])),
        };
        images.insert(id, image);
    }
    images[&root]
}

/// The function with the pieces that the ranges of its parts leave put in.
pub(super) fn local(graph: &mut Graph, root: Id, ranges: &Ranges) -> Id {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(&[root]) {
        let node = graph.node(id).clone();
        let whole = node.with_arguments(|a| images[&a]);
        let image = match node {
            Node::Call(f, a) => {
                let parts = [Formula::Part(images[&a])];
                piece(graph, f, &parts, [ranges.of(a); 2], ranges.of(id))
            }
            Node::Call2(f, a, b) => {
                let parts = [a, b].map(|argument| Formula::Part(images[&argument]));
                piece(
                    graph,
                    f,
                    &parts,
                    [a, b].map(|argument| ranges.of(argument)),
                    ranges.of(id),
                )
            }
            _ => None,
        };
        let image = image.unwrap_or_else(|| graph.add(whole));
        images.insert(id, image);
    }
    images[&root]
}

/// What a function is for arguments in these ranges, if it is one thing.
fn piece(
    graph: &mut Graph,
    f: Function,
    parts: &[Formula],
    [a, b]: [Range; 2],
    own: Range,
) -> Option<Id> {
    let formula = match f.row().pieces {
        // Ends of ranges hold the point itself: there both pieces agree where 0 has none of its own.
        Pieces::Sign {
            above, zero: None, ..
        } if a.low >= 0.0 => above,
        Pieces::Sign {
            below, zero: None, ..
        } if a.high <= 0.0 => below,
        Pieces::Sign { above, .. } if a.low > 0.0 => above,
        Pieces::Sign { below, .. } if a.high < 0.0 => below,
        Pieces::Order { above, .. } if a.low >= b.high => above,
        Pieces::Order { below, .. } if a.high <= b.low => below,
        _ if f.row().step && own.low == own.high => {
            let step = Rational::from_f64(own.low)?;
            return Some(graph.number(step));
        }
        _ => return None,
    };
    Some(formula(parts).as_it_stands(graph))
}
