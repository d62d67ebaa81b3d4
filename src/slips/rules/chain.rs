//! The chain rule as students break it.

use crate::calculus::derivative::{DifferentiatedPart, Rule};
use crate::expression::formula::{Formula, Operator, call, number};
use crate::expression::{Graph, Id, Node};
use crate::number::rational::Rational;
use crate::slips::rules::{function, is_variable, p};
use std::cell::Cell;

pub(in crate::slips) fn inner_missing(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), _) => function(graph, place, p, |outer, _| outer),
        (Rule::Power, &Node::Power(a, n)) if !is_variable(graph, a) => {
            Some(p(n) * p(a).to_the(p(n) - number(1)))
        }
        (Rule::Exponential, &Node::Power(c, b)) if !is_variable(graph, b) => {
            Some(p(place.part) * p(c).logarithm())
        }
        (Rule::Quotient, &Node::Quotient(a, b)) if !place.varies(a) && !is_variable(graph, b) => {
            Some(-p(a) / p(b).squared())
        }
        _ => None,
    }
}

pub(in crate::slips) fn inner_divided(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), _) => function(graph, place, p, |outer, inner| outer / inner),
        (Rule::Power, &Node::Power(a, _))
        | (Rule::Exponential, &Node::Power(_, a))
        | (Rule::Quotient, &Node::Quotient(_, a)) => {
            Some(inner_missing(graph, place)? / place.derivative(a))
        }
        _ => None,
    }
}

/// The inner derivative as a factor twice; an inner derivative of 2 is left to the factor of 2.
pub(in crate::slips) fn inner_twice(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let is_two = |inner: &Formula| match inner {
        Formula::Part(id) => graph
            .literal(*id)
            .is_some_and(|n| n.abs() == Rational::integer(2)),
        _ => false,
    };
    let inside = match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), &Node::Call(_, a)) => a,
        (Rule::Power, &Node::Power(a, _)) | (Rule::Exponential, &Node::Power(_, a)) => a,
        _ => return None,
    };
    let inner = place.derivative(inside);
    (!is_two(&inner)).then(|| Some(inner_missing(graph, place)? * inner.squared()))?
}

/// The inner derivative added in place of multiplied.
pub(in crate::slips) fn inner_added(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), _) => function(graph, place, p, |outer, inner| outer + inner),
        (Rule::Power, &Node::Power(a, _)) | (Rule::Exponential, &Node::Power(_, a)) => {
            Some(inner_missing(graph, place)? + place.derivative(a))
        }
        _ => None,
    }
}

/// The only variable of a part.
fn only_variable(graph: &Graph, id: Id) -> Option<Id> {
    match graph.variables(id)[..] {
        [variable] => {
            let mut parts = graph.parts(&[id]).into_iter();
            parts.find(|&part| *graph.node(part) == Node::Variable(variable))
        }
        _ => None,
    }
}

pub(in crate::slips) fn inner_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    lost(graph, place, |outer, inner| outer * inner)
}

pub(in crate::slips) fn inner_lost_altogether(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    lost(graph, place, |outer, _| outer)
}

/// The outer derivative taken at the variable, in place of at the inner function.
fn lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
    join: impl Fn(Formula, Formula) -> Formula,
) -> Option<Formula> {
    let variable = |a| match graph.node(a) {
        // Of `-x` a sign is lost, not what is inside.
        Node::Negative(b) if is_variable(graph, *b) => None,
        _ => only_variable(graph, a).map(p),
    };
    taken_at(graph, place, &variable, join)
}

pub(in crate::slips) fn inner_first_alone(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let first = |a| part_of(graph, place, a, 0).map(p);
    taken_at(graph, place, &first, |outer, inner| outer * inner)
}

pub(in crate::slips) fn inner_second_alone(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let second = |a| part_of(graph, place, a, 1).map(p);
    taken_at(graph, place, &second, |outer, inner| outer * inner)
}

/// `6x(1 + x^2)^2` with a minus for `(1 - x^2)^3`: a sign turned inside, and the true inner derivative.
pub(in crate::slips) fn inner_turned(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let turned = |id| match *graph.node(id) {
        Node::Sum(a, b) => Some(p(a) - p(b)),
        Node::Difference(a, b) => Some(p(a) + p(b)),
        Node::Negative(a) => Some(p(a)),
        Node::Product(a, _) | Node::Quotient(a, _) if is_below_zero(graph, a) => Some(-p(id)),
        _ => None,
    };
    let of_power = taken_at(graph, place, &turned, |outer, inner| outer * inner);
    of_power.or_else(|| {
        // A number over a power is a power: 2/(1 + x)^3 for 1/(1 - x)^2.
        let &Node::Quotient(above, below) = graph.node(place.part) else {
            return None;
        };
        if place.rule != Rule::Quotient || place.varies(above) {
            return None;
        }
        let (base, n) = match *graph.node(below) {
            Node::Power(base, n) if !place.varies(n) => (base, p(n)),
            _ => (below, number(1)),
        };
        let outer = -n.clone() * p(above) / turned(base)?.to_the(n + number(1));
        Some(outer * place.derivative(base))
    })
}

/// `5x` times 5 for `ln(5x)`: what the outer function gives is turned over.
pub(in crate::slips) fn outer_turned_over(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    function(graph, place, p, |outer, inner| inner / outer)
}

/// `5x` for `ln(5x)`: the same without the inner derivative.
pub(in crate::slips) fn outer_alone_turned_over(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    function(graph, place, p, |outer, _| number(1) / outer)
}

/// Whether it is a number with a minus.
fn is_below_zero(graph: &Graph, id: Id) -> bool {
    matches!(graph.node(id), Node::Negative(_))
        || graph.literal(id).is_some_and(Rational::is_negative)
}

/// One of two terms or factors.
fn part_of(graph: &Graph, place: &DifferentiatedPart<'_>, id: Id, nth: usize) -> Option<Id> {
    let parts = match *graph.node(id) {
        Node::Sum(a, b) | Node::Difference(a, b) | Node::Product(a, b) => [a, b],
        _ => return None,
    };
    let part = parts[nth];
    place.varies(part).then_some(part)
}

/// The outer derivative taken at what `other` makes of the inner function.
fn taken_at(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
    other: &dyn Fn(Id) -> Option<Formula>,
    join: impl Fn(Formula, Formula) -> Formula,
) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), &Node::Call(_, a)) => {
            let taken = other(a)?;
            function(graph, place, |_| taken.clone(), join)
        }
        (Rule::Power, &Node::Power(a, n)) if !is_variable(graph, a) => {
            let taken = other(a)?;
            Some(join(
                p(n) * taken.to_the(p(n) - number(1)),
                place.derivative(a),
            ))
        }
        (Rule::Exponential, &Node::Power(c, b)) if !is_variable(graph, b) => {
            let taken = other(b)?;
            let outer = p(c).to_the(taken) * p(c).logarithm();
            Some(join(outer, place.derivative(b)))
        }
        _ => None,
    }
}

/// `2/(1 + 2x^2)` for `atan(2x)`, `20x^4` for `(2x)^5`: a power that reaches only one factor of what
/// is inside.
pub(in crate::slips) fn brackets_lost(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), _) => {
            let lost = Cell::new(false);
            let made = function(graph, place, p, |outer, inner| {
                without_brackets(graph, outer, &lost) * inner
            });
            made.filter(|_| lost.get())
        }
        (Rule::Power, &Node::Power(a, n)) => {
            let raised = raised_in_part(graph, a, &(p(n) - number(1)))?;
            Some(p(n) * raised * place.derivative(a))
        }
        _ => None,
    }
}

/// `20x^3` for `(5x)^4`: the power was read as one of a factor alone.
pub(in crate::slips) fn brackets_not_seen(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (Rule::Power, &Node::Power(a, n)) = (place.rule, graph.node(place.part)) else {
        return None;
    };
    let raised = raised_in_part(graph, a, &(p(n) - number(1)))?;
    // The factor beside the one that is raised stands still.
    let inner = match *graph.node(a) {
        Node::Product(still, inner) | Node::Quotient(inner, still) if !place.varies(still) => inner,
        _ => return None,
    };
    Some(p(n) * raised * place.derivative(inner))
}

/// A formula in which each power of a product is one of its last factor alone; `lost` says whether
/// there was one.
fn without_brackets(graph: &Graph, formula: Formula, lost: &Cell<bool>) -> Formula {
    let inside = |formula| without_brackets(graph, formula, lost);
    match formula {
        Formula::Binary(Operator::ToThe, sides) => {
            if let (Formula::Part(a), exponent) = &*sides
                && let Some(raised) = raised_in_part(graph, *a, exponent)
            {
                lost.set(true);
                return raised;
            }
            inside(sides.0).to_the(sides.1)
        }
        Formula::Binary(operator, sides) => {
            Formula::Binary(operator, Box::new((inside(sides.0), inside(sides.1))))
        }
        Formula::Negative(a) => -inside(*a),
        Formula::Call(f, arguments) => {
            Formula::Call(f, arguments.into_iter().map(inside).collect())
        }
        formula => formula,
    }
}

/// `2·x^n` for `(2x)^n`, `x^n/2` for `(x/2)^n`.
fn raised_in_part(graph: &Graph, base: Id, exponent: &Formula) -> Option<Formula> {
    match *graph.node(base) {
        Node::Product(a, b) => Some(p(a) * p(b).to_the(exponent.clone())),
        Node::Quotient(a, b) => Some(p(a).to_the(exponent.clone()) / p(b)),
        _ => None,
    }
}

pub(in crate::slips) fn inner_inside(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    inside(graph, place, |outer, _| outer)
}

pub(in crate::slips) fn inner_inside_and_out(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    inside(graph, place, |outer, inner| outer * inner)
}

/// The outer derivative taken at the inner derivative, in place of at the inner function.
fn inside(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
    join: impl Fn(Formula, Formula) -> Formula,
) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), _) => {
            let inner = |a| {
                if place.varies(a) {
                    place.derivative(a)
                } else {
                    p(a)
                }
            };
            function(graph, place, inner, join)
        }
        (Rule::Power, &Node::Power(a, n)) if !is_variable(graph, a) => {
            let inner = place.derivative(a);
            Some(join(p(n) * inner.clone().to_the(p(n) - number(1)), inner))
        }
        (Rule::Exponential, &Node::Power(c, b)) if !is_variable(graph, b) => {
            let inner = place.derivative(b);
            let outer = p(c).to_the(inner.clone()) * p(c).logarithm();
            Some(join(outer, inner))
        }
        (Rule::Quotient, &Node::Quotient(a, b)) if !place.varies(a) && !is_variable(graph, b) => {
            let inner = place.derivative(b);
            Some(join(-p(a) / inner.clone().squared(), inner))
        }
        _ => None,
    }
}

/// The inner function differentiated, the outer one left as it was: `2x sin(x^2)` for `sin(x^2)`.
pub(in crate::slips) fn outer_kept(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let inner = inner_of(graph, place)?;
    Some(p(place.part) * place.derivative(inner))
}

/// The same with the inner derivative in the place of the inner function: `cos(x)^2` for `sin(x)^2`.
pub(in crate::slips) fn outer_kept_around(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let inner = place.derivative(inner_of(graph, place)?);
    match *graph.node(place.part) {
        Node::Call(outer, _) => Some(call(outer, inner)),
        Node::Power(_, n) => Some(inner.to_the(p(n))),
        _ => None,
    }
}

/// What is inside a function or a power.
fn inner_of(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Id> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Chain(_), &Node::Call(_, a)) => Some(a),
        (Rule::Power, &Node::Power(a, _)) if !is_variable(graph, a) => Some(a),
        _ => None,
    }
}
