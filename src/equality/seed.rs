//! What random choices start from: a keyed hash of the expressions, so that verdicts are the same on
//! every run and machine, and nobody can write a text for the choices that follow from it.

use crate::expression::functions::Constant;
use crate::expression::{Graph, Id, Node};
use siphasher::sip::SipHasher24;
use std::hash::Hasher;

/// The key is no secret: what counts is that the hash has no structure.
const KEY: (u64, u64) = (0x6465_7269_7620_6571, 0x7561_6c69_7479_2031);

/// The hash of some expressions: of their parts in evaluation order, with names and numbers. It is
/// that of all bytes in one piece, which takes a fraction of the time of word after word.
pub(super) fn of(graph: &Graph, roots: &[Id]) -> u64 {
    /// Bytes of an ordinary part: its kind, and words for a length and two arguments.
    const PART: usize = 32;
    let parts = graph.parts(roots);
    let mut bytes: Vec<u8> = Vec::with_capacity(PART * (parts.len() + 1));
    let mut places: Vec<u64> = vec![0; parts.last().map_or(0, |last| last.index() + 1)];
    for (number, id) in parts.into_iter().enumerate() {
        places[id.index()] = number as u64;
        let node = graph.node(id);
        let (kind, text): (u8, &str) = match node {
            Node::Number(n) => {
                match n.short_parts() {
                    Some((above, below)) => {
                        put_whole(&mut bytes, above);
                        put_whole(&mut bytes, below);
                    }
                    None => {
                        for part in [n.numerator(), n.denominator()] {
                            let digits = part.to_signed_bytes_le();
                            put_bytes(&mut bytes, &digits);
                        }
                    }
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
        bytes.push(kind);
        put_bytes(&mut bytes, text.as_bytes());
        for argument in node.arguments() {
            bytes.extend_from_slice(&places[argument.index()].to_le_bytes());
        }
    }
    for root in roots {
        bytes.extend_from_slice(&places[root.index()].to_le_bytes());
    }
    let mut hasher = SipHasher24::new_with_keys(KEY.0, KEY.1);
    hasher.write(&bytes);
    hasher.finish()
}

/// Bytes behind their number.
fn put_bytes(bytes: &mut Vec<u8>, more: &[u8]) {
    bytes.extend_from_slice(&(more.len() as u64).to_le_bytes());
    bytes.extend_from_slice(more);
}

/// The bytes of a whole number, as few as hold it with its sign.
fn put_whole(bytes: &mut Vec<u8>, n: i32) {
    let all = n.to_le_bytes();
    let holds = |count: &usize| {
        let rest = 8 * (4 - count);
        n << rest >> rest == n
    };
    let count = (1..4).find(holds).unwrap_or(4);
    put_bytes(bytes, &all[..count]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Integer;

    /// Short numbers are hashed as any others are.
    #[test]
    fn whole_numbers_have_one_form() {
        let edges = [7, 8, 15, 16, 23, 24, 30].map(|bits| 1i32 << bits);
        let around = edges.into_iter().flat_map(|n| [n - 1, n, n + 1]);
        for n in around.chain([0, 1, i32::MAX]) {
            for n in [n, -n] {
                let (mut short, mut long) = (Vec::new(), Vec::new());
                put_whole(&mut short, n);
                put_bytes(&mut long, &Integer::from(n).to_signed_bytes_le());
                assert_eq!(short, long, "{n}");
            }
        }
    }
}
