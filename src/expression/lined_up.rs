//! Products that stand as they are built: a number in front, then powers of different parts in their
//! order. Nothing in them joins, so that tidying one finds nothing to do; and that is known when a
//! node is added, from the nodes below it.

use crate::expression::functions::Pieces;
use crate::expression::id::Id;
use crate::expression::node::Node;

/// Whether a node is such a product, or a power that may stand in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinedUp {
    /// It is none, or that is not plain.
    No,
    /// It is one.
    Plain,
    /// It is one with a power of e in it, which joins another one.
    WithPowerOfE,
}

impl LinedUp {
    /// What it is of a node, where it is known of all nodes before.
    pub(super) fn of(node: &Node, nodes: &[Node], lined_up: impl Fn(Id) -> LinedUp) -> LinedUp {
        match *node {
            Node::Number(_) | Node::Sum(..) | Node::Difference(..) | Node::Quotient(..) => {
                LinedUp::No
            }
            // Beside a power of it e stands as a factor of its own.
            Node::Constant(_) | Node::Variable(_) => LinedUp::Plain,
            // Roots, sizes and signs join what stands in them.
            Node::Call(f, _) | Node::Call2(f, ..) => {
                let joins = !matches!(f.row().pieces, Pieces::None);
                match joins || f.row().root_degree().is_some() {
                    true => LinedUp::No,
                    false if node.exponent_of_e().is_some() => LinedUp::WithPowerOfE,
                    false => LinedUp::Plain,
                }
            }
            Node::Power(a, n) => {
                let is_power = matches!(&nodes[n.index()], Node::Number(n) if n.short().is_some_and(|(n, d)| d == 1 && n > 1));
                match is_power && lined_up(a) == LinedUp::Plain && is_part(&nodes[a.index()]) {
                    true => LinedUp::Plain,
                    false => LinedUp::No,
                }
            }
            Node::Negative(a) if is_factor(&nodes[a.index()]) => lined_up(a),
            Node::Negative(_) => LinedUp::No,
            Node::Product(a, b) => {
                let (first, second) = (&nodes[a.index()], &nodes[b.index()]);
                let last = lined_up(b);
                if last == LinedUp::No || !is_factor(second) {
                    return LinedUp::No;
                }
                if let Node::Number(n) = first {
                    let stands = match n.short() {
                        Some((n, d)) => d == 1 && n.abs() > 1,
                        None => n.is_integer(),
                    };
                    return if stands { last } else { LinedUp::No };
                }
                let before = match *first {
                    Node::Product(_, before) | Node::Negative(before) => before,
                    _ => a,
                };
                let key = |factor: Id| {
                    let base = match nodes[factor.index()] {
                        Node::Power(base, _) => base,
                        _ => factor,
                    };
                    (rank(&nodes[base.index()]), base)
                };
                match (lined_up(a), last) {
                    (LinedUp::No, _) | (LinedUp::WithPowerOfE, LinedUp::WithPowerOfE) => {
                        LinedUp::No
                    }
                    _ if key(before) >= key(b) => LinedUp::No,
                    (LinedUp::Plain, last) => last,
                    (first, _) => first,
                }
            }
        }
    }
}

/// Is it no operation, so that a power of it is one of a single part?
fn is_part(node: &Node) -> bool {
    matches!(
        node,
        Node::Constant(_) | Node::Variable(_) | Node::Call(..) | Node::Call2(..)
    )
}

/// May it stand in such a product?
fn is_factor(node: &Node) -> bool {
    is_part(node) || matches!(node, Node::Power(..))
}

/// Where a base stands in a product: variables and their powers come before sums, and those before
/// functions.
pub(super) fn rank(base: &Node) -> u8 {
    match base {
        Node::Number(_) | Node::Constant(_) => 0,
        Node::Variable(_) => 1,
        Node::Sum(..) | Node::Difference(..) => 2,
        _ => 3,
    }
}
