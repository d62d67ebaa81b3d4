//! What random choices start from: a keyed hash of the expressions, so that verdicts are the same on
//! every run and machine, and nobody can write a text for the choices that follow from it.

use crate::expression::functions::Constant;
use crate::expression::{Graph, Id, Node};
use siphasher::sip::SipHasher24;
use std::hash::Hasher;

/// The key is no secret: what counts is that the hash has no structure.
const KEY: (u64, u64) = (0x6465_7269_7620_6571, 0x7561_6c69_7479_2031);

/// The hash of some expressions: of their parts in evaluation order, with names and numbers.
pub(super) fn of(graph: &Graph, roots: &[Id]) -> u64 {
    let mut hasher = SipHasher24::new_with_keys(KEY.0, KEY.1);
    let parts = graph.parts(roots);
    let mut places: Vec<u64> = vec![0; parts.last().map_or(0, |last| last.index() + 1)];
    for (number, id) in parts.into_iter().enumerate() {
        places[id.index()] = number as u64;
        let node = graph.node(id);
        let (kind, text): (u8, &str) = match node {
            Node::Number(n) => {
                for part in [n.numerator(), n.denominator()] {
                    let bytes = part.to_signed_bytes_le();
                    hasher.write_u64(bytes.len() as u64);
                    hasher.write(&bytes);
                }
                (0, "")
            }
            Node::Constant(c) => (1, Constant::name(*c)),
            Node::Variable(v) => (2, graph.name(*v)),
            Node::Negative(_) => (3, ""),
            Node::Sum(..) => (4, ""),
            Node::Difference(..) => (5, ""),
            Node::Product(..) => (6, ""),
            Node::Quotient(..) => (7, ""),
            Node::Power(..) => (8, ""),
            Node::Call(f, _) | Node::Call2(f, ..) => (9, f.name()),
        };
        hasher.write_u8(kind);
        hasher.write_u64(text.len() as u64);
        hasher.write(text.as_bytes());
        for argument in node.arguments() {
            hasher.write_u64(places[argument.index()]);
        }
    }
    for root in roots {
        hasher.write_u64(places[root.index()]);
    }
    hasher.finish()
}
