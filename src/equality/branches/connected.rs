//! Is where two smooth formulas have values one piece, as far as analytic functions go?
//!
//! A function that has one value at each complex point, but for poles and other single points, is
//! decided by any piece of the real line. Roots, logarithms and inverse functions have more than
//! one; there the piece has to be whole: what they are taken of is positive on a convex set.

use crate::equality::range::Ranges;
use crate::equality::signs::Factors;
use crate::expression::{Function, Graph, Id, Node};

pub(super) fn is_one_piece(graph: &mut Graph, roots: &[Id]) -> bool {
    let parts = graph.parts(roots);
    let mut ranges = Ranges::new(graph, &parts, |_| false);
    parts.iter().all(|&id| {
        let node = graph.node(id).clone();
        let argument = match node {
            Node::Power(a, b) => match graph.literal(b) {
                Some(n) if n.is_integer() => return true,
                _ if graph.variables(a).is_empty() && graph.variables(b).is_empty() => return true,
                _ if graph.variables(a).is_empty() => return true,
                _ => a,
            },
            Node::Call(f, a) => match many_valued(f) {
                None => return true,
                Some(_) if graph.variables(a).is_empty() => return true,
                Some(Edges::None) => return has_no_pole(graph, &mut ranges, a),
                Some(Edges::Zero) => a,
                Some(Edges::Convex) => {
                    return is_affine(graph, a) && has_no_pole(graph, &mut ranges, a);
                }
                Some(Edges::Apart) => return false,
            },
            Node::Call2(Function::Log, a, b) if graph.variables(b).is_empty() => a,
            Node::Call2(..) => return false,
            _ => return true,
        };
        is_positive_on_one_piece(graph, &mut ranges, argument)
    })
}

/// Where a function with more than one complex value has edges on the real line.
enum Edges {
    None,
    Zero,
    Convex,
    Apart,
}

fn many_valued(f: Function) -> Option<Edges> {
    use Function::*;
    match f {
        Exp | Sin | Cos | Tan | Sec | Csc | Cot | Sinh | Cosh | Tanh | Sech | Csch | Coth | Erf
        | Gamma => None,
        Atan | Acot | Asinh => Some(Edges::None),
        Ln | Log2 | Log10 | Sqrt => Some(Edges::Zero),
        Asin | Acos | Atanh | Acosh => Some(Edges::Convex),
        _ => Some(Edges::Apart),
    }
}

fn is_positive_on_one_piece(graph: &mut Graph, ranges: &mut Ranges, argument: Id) -> bool {
    let factors = Factors::of(graph, argument);
    factors.all.iter().all(|factor| {
        ranges.extend(graph, factor.part);
        let range = ranges.of(factor.part);
        let never_zero = range.low > 0.0 || range.high < 0.0;
        let affine = factor.odd && is_affine(graph, factor.part);
        (never_zero || affine && factors.all.len() == 1) && has_no_pole(graph, ranges, factor.part)
    })
}

/// Sums of variables times numbers.
fn is_affine(graph: &Graph, id: Id) -> bool {
    let parts = graph.parts(&[id]);
    let varies = |id: Id| !graph.variables(id).is_empty();
    parts.iter().all(|&part| match *graph.node(part) {
        _ if !varies(part) => true,
        Node::Variable(_) | Node::Negative(_) | Node::Sum(..) | Node::Difference(..) => true,
        Node::Product(a, b) => !varies(a) || !varies(b),
        Node::Quotient(_, b) => !varies(b),
        _ => false,
    })
}

/// Has it certainly no pole between the points at which it has values?
fn has_no_pole(graph: &mut Graph, ranges: &mut Ranges, id: Id) -> bool {
    let parts = graph.parts(&[id]);
    parts.iter().all(|&part| {
        if graph.is_total(part) || graph.variables(part).is_empty() {
            return true;
        }
        let below = match *graph.node(part) {
            Node::Quotient(_, b) => b,
            Node::Power(a, b) => match graph.literal(b) {
                Some(n) if !n.is_negative() => return true,
                _ => a,
            },
            Node::Call(f, _) => {
                use Function::*;
                return matches!(f, Ln | Log2 | Log10 | Sqrt | Asin | Acos | Atanh | Acosh);
            }
            Node::Call2(..) => return false,
            _ => return true,
        };
        ranges.extend(graph, below);
        let range = ranges.of(below);
        range.low > 0.0 || range.high < 0.0
    })
}
