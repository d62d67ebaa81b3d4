//! Is where two smooth formulas have values one piece, as far as analytic functions go?
//!
//! A function that has one value at each complex point, but for poles and other single points, is
//! decided by any piece of the real line. Roots, logarithms and inverse functions have more than
//! one; there the piece has to be whole: what they are taken of is positive on a convex set.

use crate::equality::branches::rooted::{self, RootedSum};
use crate::equality::branches::turning::Turning;
use crate::equality::range::Ranges;
use crate::equality::signs::{SignedFactors, Signs};
use crate::expression::functions::{Line, Sheets};
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use std::collections::HashSet;

/// What is known of the parts of two formulas.
struct KnownParts {
    ranges: Ranges,
    /// Those of which it was asked whether there is a pole, and which have none. What is nested in many
    /// roots is asked about once.
    without_pole: HashSet<Id>,
}

pub(super) fn is_one_piece(graph: &mut Graph, roots: &[Id], signs: &[(Id, Signs)]) -> bool {
    // What affine parts cut out of space is convex.
    if signs.iter().any(|(part, _)| !is_affine(graph, *part)) {
        return false;
    }
    let parts = graph.parts(roots);
    let mut known = KnownParts {
        ranges: Ranges::new(graph, &parts, |_| false),
        without_pole: HashSet::new(),
    };
    let is_one = parts.iter().all(|&id| {
        let argument = match *graph.node(id) {
            Node::Power(a, b) => match graph.literal(b) {
                Some(n) if n.is_integer() => return true,
                _ => a,
            },
            Node::Call(f, a) => match f.row().sheets {
                Sheets::One => return true,
                _ if graph.is_constant(a) => return true,
                Sheets::OffTheLine => return has_no_pole(graph, &mut known, a, signs),
                Sheets::FromZero => a,
                Sheets::FromEnds => {
                    return is_affine(graph, a) && has_no_pole(graph, &mut known, a, signs);
                }
                Sheets::Several => return false,
            },
            // A logarithm to a base that is a number.
            Node::Call2(f, a, b) if f.row().sheets == Sheets::FromZero && graph.is_constant(b) => a,
            Node::Call2(..) => return false,
            _ => return true,
        };
        is_positive_on_one_piece(graph, &mut known, argument, signs)
    });
    is_one || is_one_interval(graph, roots, signs)
}

/// The same of formulas in one variable, from where their arguments rise and fall.
fn is_one_interval(graph: &mut Graph, roots: &[Id], signs: &[(Id, Signs)]) -> bool {
    let mut roots = roots.to_vec();
    roots.extend(signs.iter().map(|(part, _)| *part));
    let parts = graph.parts(&roots);
    let mut ranges = Ranges::new(graph, &parts, |_| false);
    ranges.narrow(graph, &parts, signs)
        && Turning::default().is_one_interval(graph, &roots, &ranges)
}

fn is_positive_on_one_piece(
    graph: &mut Graph,
    known: &mut KnownParts,
    argument: Id,
    signs: &[(Id, Signs)],
) -> bool {
    let factors = SignedFactors::of(graph, argument);
    factors.all.iter().all(|factor| {
        let ranges = &mut known.ranges;
        ranges.extend(graph, factor.part);
        let range = ranges.of(factor.part);
        let never_zero = range.is_never_zero() || is_far_sum(graph, ranges, factor.part, signs);
        let affine = factor.odd && is_affine(graph, factor.part);
        // On one side of each of several planes what is left is convex.
        let one_sided = factors.all.len() == 1 || is_one_sided(factor.part, signs);
        (never_zero || affine && one_sided) && has_no_pole(graph, known, factor.part, signs)
    })
}

/// Sums of variables times numbers.
pub(super) fn is_affine(graph: &Graph, id: Id) -> bool {
    let varies = |id: Id| !graph.is_constant(id);
    let is_one = |part: Id| match *graph.node(part) {
        Node::Variable(_) | Node::Negative(_) | Node::Sum(..) | Node::Difference(..) => true,
        Node::Product(a, b) => !varies(a) || !varies(b),
        Node::Quotient(_, b) => !varies(b),
        _ => false,
    };
    // Below what is none nothing has to be looked at.
    let mut parts = graph.parts_through(&[id], |part| varies(part) && is_one(part));
    parts.retain(|part| varies(*part));
    parts.into_iter().all(is_one)
}

/// Has it certainly no pole between the points at which it has values?
fn has_no_pole(graph: &mut Graph, known: &mut KnownParts, id: Id, signs: &[(Id, Signs)]) -> bool {
    let seen = &mut known.without_pole;
    let mut parts = graph.parts_through(&[id], |part| !seen.contains(&part));
    parts.retain(|part| !seen.contains(part));
    parts.into_iter().all(|part| {
        let is_none = is_no_pole(graph, &mut known.ranges, part, signs);
        is_none && seen.insert(part)
    })
}

/// Has a part no pole of its own there?
fn is_no_pole(graph: &mut Graph, ranges: &mut Ranges, part: Id, signs: &[(Id, Signs)]) -> bool {
    if graph.is_total(part) || graph.is_constant(part) {
        return true;
    }
    let below = match *graph.node(part) {
        Node::Quotient(_, b) => b,
        Node::Power(a, b) => match graph.literal(b) {
            Some(n) if !n.is_negative() => return true,
            _ => a,
        },
        // Its numbers are those between two ends.
        Node::Call(f, _) => return f.row().line().is_some_and(Line::is_one_stretch),
        // Of functions of two arguments a logarithm to a number has got so far, which has none.
        _ => return true,
    };
    ranges.extend(graph, below);
    ranges.of(below).is_never_zero() || {
        let factors = SignedFactors::of(graph, below);
        factors.all.iter().all(|factor| {
            is_known(factor.part, signs) || is_off_zero(graph, factor.part, ranges, signs)
        })
    }
}

/// Is a sum of a root and something else nowhere 0 where the signs hold?
fn is_off_zero(graph: &mut Graph, part: Id, ranges: &Ranges, signs: &[(Id, Signs)]) -> bool {
    let known = |graph: &mut Graph, part| rooted::known(graph, part, ranges, signs);
    let rooted = RootedSum::of(graph, part);
    rooted.is_some_and(|sum| !sum.signs(graph, known).has(Signs::ZERO))
}

/// Is it a sum of two that are never negative, of which one is known not to be 0 on the one side on
/// which the branch lies?
fn is_far_sum(graph: &mut Graph, ranges: &Ranges, id: Id, signs: &[(Id, Signs)]) -> bool {
    let Node::Sum(a, b) = *graph.node(id) else {
        return false;
    };
    let is_far = |graph: &mut Graph, part: Id| {
        let own = SignedFactors::of(graph, part);
        let is_far = |part: Id| is_known(part, signs) && is_one_sided(part, signs);
        !own.sign.has(Signs::ZERO) && own.all.iter().all(|factor| is_far(factor.part))
    };
    ranges.sign(a) > 0 && ranges.sign(b) > 0 && (is_far(graph, a) || is_far(graph, b))
}

/// Is it known of a part on which side of 0 it is? What is not 0 alone lies on both.
fn is_known(part: Id, signs: &[(Id, Signs)]) -> bool {
    let mut own = signs.iter().filter(|(known, _)| *known == part);
    own.any(|(_, signs)| [Signs::MINUS, Signs::PLUS].contains(signs))
}

/// Is it known of a part that it is never negative, or never positive?
fn is_one_sided(part: Id, signs: &[(Id, Signs)]) -> bool {
    let mut own = signs.iter().filter(|(known, _)| *known == part);
    own.any(|(_, signs)| {
        signs.is_within(Signs::NOT_NEGATIVE) || signs.is_within(Signs::NOT_POSITIVE)
    })
}

/// A part at whose zeros there is a pole, where one side of it is not known yet.
pub(super) fn pole(graph: &mut Graph, roots: &[Id], signs: &[(Id, Signs)]) -> Option<Id> {
    for id in graph.parts(roots) {
        let below = match *graph.node(id) {
            Node::Quotient(_, b) => b,
            Node::Power(a, b) if graph.literal(b).is_some_and(Rational::is_negative) => a,
            _ => continue,
        };
        for factor in SignedFactors::of(graph, below).all {
            let open = !is_known(factor.part, signs);
            if open && !graph.is_constant(factor.part) && is_affine(graph, factor.part) {
                return Some(factor.part);
            }
        }
    }
    None
}
