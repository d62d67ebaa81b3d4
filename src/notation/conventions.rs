//! What `log` and angles mean to those who write them: put in when a formula is read, and taken out
//! when it is written, so that what is printed can be pasted back.

use crate::expression::functions::Angle;
use crate::expression::{Constant, Function, Graph, Id, Node, simplify};
use crate::number::rational::Rational;
use std::collections::HashMap;

/// Degrees in a half turn.
const HALF_TURN: i64 = 180;

/// A function of one argument, `typed` as it was, by the conventions of the graph.
pub(super) fn call(graph: &mut Graph, function: Function, typed: &str, argument: Id) -> Id {
    let word = typed.trim_start_matches('\\');
    if let (Function::Ln, Some(base)) = (function, graph.conventions.log_base)
        && word.eq_ignore_ascii_case("log")
    {
        let base = graph.number(Rational::integer(base.into()));
        return graph.add(Node::Call2(Function::Log, argument, base));
    }
    if !graph.conventions.degrees {
        return graph.add(Node::Call(function, argument));
    }
    match function.row().angle {
        Angle::None => graph.add(Node::Call(function, argument)),
        Angle::Argument => {
            let radian = degree(graph, false);
            let argument = graph.add(Node::Product(argument, radian));
            graph.add(Node::Call(function, argument))
        }
        Angle::Value => {
            let call = graph.add(Node::Call(function, argument));
            let turned = degree(graph, true);
            graph.add(Node::Product(call, turned))
        }
    }
}

/// A degree in radians, or a radian in degrees.
fn degree(graph: &mut Graph, radian: bool) -> Id {
    let pi = graph.add(Node::Constant(Constant::Pi));
    let half = graph.number(Rational::integer(HALF_TURN));
    graph.add(match radian {
        true => Node::Quotient(half, pi),
        false => Node::Quotient(pi, half),
    })
}

/// The expression as those write it who mean degrees, in a graph where it is written as it stands.
pub(super) fn in_degrees(graph: &Graph, root: Id) -> (Graph, Id) {
    let mut shown = graph.clone();
    shown.conventions.degrees = false;
    let mut made: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(&[root]) {
        let node = graph.node(id).with_arguments(|argument| made[&argument]);
        let angle = match node {
            Node::Call(function, _) => function.row().angle,
            _ => Angle::None,
        };
        let new = match (angle, node) {
            (Angle::Argument, Node::Call(function, argument)) => {
                let turned = degree(&mut shown, true);
                let argument = simplify::product(&mut shown, argument, turned);
                let argument = simplify::simplify(&mut shown, argument);
                shown.add(Node::Call(function, argument))
            }
            (Angle::Value, node) => {
                let call = shown.add(node);
                let radian = degree(&mut shown, false);
                shown.add(Node::Product(call, radian))
            }
            (_, node) => shown.add(node),
        };
        made.insert(id, new);
    }
    let root = made[&root];
    let root = simplify::simplify(&mut shown, root);
    (shown, root)
}
