//! Whether nothing is left to collect, cancel or compute.

use crate::expression::collected;
use crate::expression::{Constant, Function, Graph, Id, Node};
use crate::number::rational::Rational;
use crate::slope::{self, Effort};
use crate::verdict::form::terms::is_sum;
use crate::verdict::form::{polynomial, terms};
use std::collections::BTreeSet;
use std::collections::HashSet;

/// Digits to which a number is computed to see whether it is a rational one.
const DIGITS: usize = 15;

const COLLECT: &str = "like terms can be collected";
const CANCEL: &str = "something can be cancelled";
pub(super) const NUMBERS: &str = "numbers can be multiplied or cancelled";
const TOGETHER: &str = "powers of the same base can be put together";
const ONE: &str = "a 0 or 1 can go";
const SIGNS: &str = "minus signs cancel";
const FRACTIONS: &str = "a fraction is left inside a fraction";
const VALUE: &str = "a number can be computed";
const INVERSE: &str = "a function and its inverse cancel";
const PYTHAGORAS: &str = "sin^2 and cos^2 of the same add up to 1";
const BRACKETS: &str = "it gets shorter when brackets are multiplied out";

/// The first thing that is left to do, in the order in which the parts stand on one another.
pub(super) fn fault(graph: &mut Graph, root: Id) -> Option<&'static str> {
    let parts = graph.parts(&[root]);
    // The whole of each sum and product, so that each is looked at once.
    let (mut sums, mut products) = (HashSet::from([root]), HashSet::from([root]));
    for &id in &parts {
        for argument in graph.node(id).arguments() {
            let node = graph.node(id);
            if !matches!(node, Node::Sum(..) | Node::Difference(..)) {
                sums.insert(argument);
            }
            if !matches!(
                node,
                Node::Product(..) | Node::Quotient(..) | Node::Negative(_)
            ) {
                products.insert(argument);
            }
        }
    }
    for id in parts {
        if let Some(why) = node(graph, id) {
            return Some(why);
        }
        let whole = match graph.node(id) {
            Node::Sum(..) | Node::Difference(..) if sums.contains(&id) => sum(graph, id),
            Node::Product(..) | Node::Quotient(..) | Node::Negative(_)
                if products.contains(&id) =>
            {
                product(graph, id)
            }
            _ => None,
        };
        if whole.is_some() {
            return whole;
        }
    }
    None
}

/// What one operation shows by itself.
fn node(graph: &mut Graph, id: Id) -> Option<&'static str> {
    let is = |id: Id, n: i64| {
        graph
            .literal(id)
            .is_some_and(|m| *m == Rational::integer(n))
    };
    let is_logarithm = |id: Id| graph.node(id).inside_logarithm().is_some();
    let euler = |id: Id| matches!(graph.node(id), Node::Constant(Constant::E));
    match *graph.node(id) {
        Node::Sum(a, b) | Node::Difference(a, b) if is(a, 0) || is(b, 0) => Some(ONE),
        Node::Difference(_, b)
            if matches!(graph.node(b), Node::Negative(_))
                || graph.literal(b).is_some_and(Rational::is_negative) =>
        {
            Some(SIGNS)
        }
        Node::Product(a, b) if [a, b].iter().any(|&a| is(a, 0) || is(a, 1)) => Some(ONE),
        Node::Quotient(a, b) if is(b, 1) || is(a, 0) => Some(ONE),
        Node::Quotient(a, b) => {
            let mut above = a;
            while let Node::Negative(inner) = *graph.node(above) {
                above = inner;
            }
            let below = terms::product(graph, b)?;
            let inside = matches!(graph.node(above), Node::Quotient(..))
                || below.factors.iter().any(|factor| factor.below)
                || below.numbers.iter().any(|(_, below)| *below);
            inside.then_some(FRACTIONS)
        }
        Node::Negative(a) if matches!(graph.node(a), Node::Negative(_)) => Some(SIGNS),
        Node::Power(a, n) if is(n, 1) || is(n, 0) || is(a, 1) => Some(ONE),
        Node::Power(a, n) if euler(a) && is_logarithm(n) => Some(INVERSE),
        Node::Power(a, n) => {
            let whole = collected::exponent(graph, n).is_some_and(|n| n.is_integer());
            let raised = match *graph.node(a) {
                Node::Power(_, m) => collected::exponent(graph, m).is_some(),
                Node::Product(..) | Node::Quotient(..) => {
                    terms::product(graph, a).is_some_and(|all| !all.numbers.is_empty())
                }
                _ => false,
            };
            if whole && raised {
                return Some(TOGETHER);
            }
            constant(graph, id)
        }
        Node::Call(..) | Node::Call2(..) => {
            let node = graph.node(id);
            let power = |id: Id| matches!(*graph.node(id), Node::Power(base, _) if euler(base));
            let inverse = match (node.exponent_of_e(), node.inside_logarithm()) {
                (Some(b), _) => is_logarithm(b),
                (_, Some(a)) => graph.node(a).exponent_of_e().is_some() || power(a),
                _ => false,
            };
            match inverse {
                true => Some(INVERSE),
                false => constant(graph, id),
            }
        }
        _ => None,
    }
}

/// A power or function of numbers that is a number itself: `2^3`, `sqrt(4)`, `ln(1)`.
fn constant(graph: &mut Graph, id: Id) -> Option<&'static str> {
    if !graph.is_constant(id) {
        return None;
    }
    let value = slope::value(graph, id, &[], Effort::digits(DIGITS)).ok()?;
    value.rational().map(|_| VALUE)
}

/// What the terms of a sum show together.
fn sum(graph: &Graph, id: Id) -> Option<&'static str> {
    if terms::alike(graph, id) {
        return Some(COLLECT);
    }
    let written = terms::sum(graph, id)?;
    let products: Vec<terms::WrittenProduct> = written
        .iter()
        .map(|(term, _)| terms::product(graph, *term))
        .collect::<Option<_>>()?;
    if pythagoras(graph, &written, &products) {
        return Some(PYTHAGORAS);
    }
    let brackets = products
        .iter()
        .flat_map(|product| &product.factors)
        .any(|factor| terms::multiplies_out(factor) && is_sum(graph, factor.base));
    let shorter = |all: collected::CollectedTerms| all.len() <= written.len();
    (brackets && collected::multiplied_out(graph, id).is_some_and(shorter)).then_some(BRACKETS)
}

/// Whether there are `k*sin(u)^2` and `k*cos(u)^2`, or others whose squares add to a constant.
fn pythagoras(graph: &Graph, written: &[(Id, bool)], products: &[terms::WrittenProduct]) -> bool {
    let two = Rational::integer(2);
    // What is squared, and the term without it.
    let squares = |function: Function| {
        let terms = written.iter().zip(products);
        terms
            .filter_map(|((_, negative), product)| {
                let mut powers = product.powers()?;
                let square = powers
                    .iter()
                    .find_map(|(&base, n)| match *graph.node(base) {
                        Node::Call(f, inner) if f == function && *n == two => Some((base, inner)),
                        _ => None,
                    });
                let (base, inner) = square?;
                powers.remove(&base);
                let number = product.coefficient()?;
                Some((inner, powers, if *negative { -number } else { number }))
            })
            .collect::<Vec<_>>()
    };
    let all = products.iter().filter_map(|product| product.powers());
    let squared = all.flat_map(|powers| powers.into_keys());
    let functions: BTreeSet<Function> = squared
        .filter_map(|base| match *graph.node(base) {
            Node::Call(f, _) => Some(f),
            _ => None,
        })
        .collect();
    functions.into_iter().any(|function| {
        let adds = function.constant_square().filter(|both| both.sign == 1);
        adds.is_some_and(|both| {
            let others = squares(both.partner);
            !others.is_empty() && squares(function).iter().any(|one| others.contains(one))
        })
    })
}

/// What the factors of a product show together.
fn product(graph: &Graph, id: Id) -> Option<&'static str> {
    let all = terms::product(graph, id)?;
    if all.negatives > 1 {
        return Some(SIGNS);
    }
    let numbers = |below: bool| -> Vec<&Rational> {
        let side = all
            .numbers
            .iter()
            .filter(|(n, side)| *side == below && !n.is_one());
        side.map(|(n, _)| n).collect()
    };
    let (above, below) = (numbers(false), numbers(true));
    let number = match (&above[..], &below[..]) {
        ([_, _, ..], _) | (_, [_, _, ..]) => return Some(NUMBERS),
        ([above], [below]) => {
            let whole = (above.to_i64(), below.to_i64());
            match whole {
                (Some(a), Some(b)) => {
                    if terms::common_divisor(a, b) > 1 {
                        return Some(NUMBERS);
                    }
                }
                _ => return Some(NUMBERS),
            }
            whole
        }
        _ => {
            let one = |side: &[&Rational]| side.first().map_or(Some(1), |n| n.to_i64());
            (one(&above), one(&below))
        }
    };
    for (at, factor) in all.factors.iter().enumerate() {
        let others = &all.factors[at + 1..];
        if others
            .iter()
            .any(|other| same_base(graph, factor.base, other.base))
        {
            return Some(TOGETHER);
        }
        let root = |root: Id, of: Id| matches!(*graph.node(root), Node::Call(f, inner) if inner == of && f.row().root_degree() == Some(2));
        let cancels = |other: &terms::WrittenFactor| {
            factor.below != other.below
                && (root(factor.base, other.base) || root(other.base, factor.base))
        };
        if others.iter().any(cancels) {
            return Some(CANCEL);
        }
    }
    cancels(graph, &all, number).then_some(CANCEL)
}

/// One base, or powers of e.
fn same_base(graph: &Graph, a: Id, b: Id) -> bool {
    let exponential = |id: Id| match *graph.node(id) {
        Node::Constant(Constant::E) => true,
        Node::Power(base, _) => matches!(graph.node(base), Node::Constant(Constant::E)),
        ref node => node.exponent_of_e().is_some(),
    };
    a == b || (exponential(a) && exponential(b))
}

/// Whether a sum on one side of the fraction line shares something with the other side.
fn cancels(graph: &Graph, all: &terms::WrittenProduct, number: (Option<i64>, Option<i64>)) -> bool {
    let upright = |factor: &terms::WrittenFactor| {
        factor
            .exponent
            .as_ref()
            .is_some_and(|n| n.is_integer() && !n.is_negative())
    };
    let sums: Vec<(bool, collected::CollectedTerms)> = all
        .factors
        .iter()
        .filter(|factor| upright(factor) && is_sum(graph, factor.base))
        .filter_map(|factor| Some((factor.below, collected::multiplied_out(graph, factor.base)?)))
        .collect();
    for (below, terms) in &sums {
        let other = if *below { number.0 } else { number.1 };
        if other.is_some_and(|n| terms::common_divisor(n, terms::content(terms)) > 1) {
            return true;
        }
        let common = terms::common(terms);
        let opposite = all
            .factors
            .iter()
            .filter(|factor| factor.below != *below && upright(factor));
        if opposite
            .clone()
            .any(|factor| common.contains_key(&factor.base))
        {
            return true;
        }
        let Some((base, polynomial)) = polynomial::of(terms) else {
            continue;
        };
        for (_, other) in sums.iter().filter(|(side, _)| side != below) {
            let shared = polynomial::of(other).is_some_and(|(of, other)| {
                of == base && polynomial::share_a_factor(&polynomial, &other)
            });
            if shared {
                return true;
            }
        }
    }
    false
}
