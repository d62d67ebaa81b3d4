//! The rules of differentiation as students break them.
//!
//! Each gives the derivative of one part by the broken rule, or nothing where that rule is not
//! called for; all else stays as the true rules have it.

pub(super) mod bases;
pub(super) mod chain;
pub(super) mod constants;
pub(super) mod powers;
pub(super) mod terms;

use crate::calculus::derivative::{DifferentiatedPart, Rule};
use crate::expression::formula::{Formula, Operator, number};
use crate::expression::functions::Family;
use crate::expression::{Function, Graph, Id, Node};

/// What a rule makes of a part, where it is called for.
type Made = fn(&Graph, &DifferentiatedPart<'_>) -> Option<Formula>;

/// A broken rule.
#[derive(Clone, Copy, Debug)]
pub(super) enum BrokenRule {
    /// It gives another derivative.
    Instead(Made),
    /// The same, at every place that calls for the rule and never at one of several alone.
    Throughout(Made),
    /// It gives the true derivative with its sign turned; where another rule is broken at the same
    /// part, it turns the sign of what that one gives.
    Turned(Made),
    /// The rule of this function, used on another of its family.
    Other(Function),
}

/// What some broken rules make of a part together; nothing where none of them is called for.
pub(super) fn made(
    rules: &[BrokenRule],
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let mut instead = None;
    let mut turned = None;
    for rule in rules {
        match rule {
            BrokenRule::Instead(rule) | BrokenRule::Throughout(rule) => {
                instead = instead.or_else(|| rule(graph, place))
            }
            BrokenRule::Other(other) => {
                instead = instead.or_else(|| rule_of(*other, graph, place));
            }
            BrokenRule::Turned(rule) => turned = turned.or_else(|| rule(graph, place)),
        }
    }
    match (instead, turned) {
        (Some(instead), Some(_)) => Some(-instead),
        (instead, turned) => instead.or(turned),
    }
}

/// Most terms among which a constant is looked for; in a longer sum none is found.
const MAX_TERMS: usize = 64;

fn p(id: Id) -> Formula {
    Formula::Part(id)
}

fn is_variable(graph: &Graph, id: Id) -> bool {
    matches!(graph.node(id), Node::Variable(_))
}

/// Base and exponent where the power rule is called for.
fn power(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<(Id, Id)> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Power, &Node::Power(a, n)) => Some((a, n)),
        _ => None,
    }
}

/// Base and exponent of `c^b`; no base for `exp(b)`.
fn exponential(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<(Option<Id>, Id)> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Exponential, &Node::Power(c, b)) => Some((Some(c), b)),
        (Rule::Function(_) | Rule::Chain(_), node) => Some((None, node.exponent_of_e()?)),
        _ => None,
    }
}

/// The factors where the product rule is called for.
fn product(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<(Id, Id)> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Product, &Node::Product(a, b)) => Some((a, b)),
        _ => None,
    }
}

/// Numerator and denominator where the quotient rule is called for.
fn quotient(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<(Id, Id)> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Quotient, &Node::Quotient(a, b)) => Some((a, b)),
        _ => None,
    }
}

/// A function of the table: each partial derivative (from what `inside` makes of the arguments) is
/// joined with its argument's derivative by `join`, and the terms are added.
fn function(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
    inside: impl Fn(Id) -> Formula,
    join: impl Fn(Formula, Formula) -> Formula,
) -> Option<Formula> {
    let (Rule::Function(function) | Rule::Chain(function)) = place.rule else {
        return None;
    };
    let arguments: Vec<Id> = graph.node(place.part).arguments().collect();
    let parts: Vec<Formula> = arguments.iter().map(|&a| inside(a)).collect();
    let mut sum: Option<Formula> = None;
    for (partial, &argument) in function.row().partials.iter().zip(&arguments) {
        if place.varies(argument) {
            let term = join(partial(&parts)?, place.derivative(argument));
            sum = Some(match sum {
                Some(sum) => sum + term,
                None => term,
            });
        }
    }
    sum
}

pub(super) fn exponent_not_reduced(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, n) = power(graph, place)?;
    Some(p(n) * p(place.part) * place.derivative(a))
}

pub(super) fn exponent_raised(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let (a, n) = power(graph, place)?;
    Some(p(n) * p(a).to_the(p(n) + number(1)) * place.derivative(a))
}

pub(super) fn exponent_reduced_twice(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, n) = power(graph, place)?;
    Some(p(n) * p(a).to_the(p(n) - number(2)) * place.derivative(a))
}

pub(super) fn factor_not_brought_down(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, n) = power(graph, place)?;
    Some(p(a).to_the(p(n) - number(1)) * place.derivative(a))
}

pub(super) fn power_rule_on_exponential(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    Some(bare_power_rule(graph, place)? * place.derivative(exponential(graph, place)?.1))
}

pub(super) fn bare_power_rule(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let (base, b) = exponential(graph, place)?;
    let less = p(b) - number(1);
    let raised = match base {
        Some(c) => p(c).to_the(less),
        None => less.exponential(),
    };
    Some(p(b) * raised)
}

/// `x*2^x` for `2^x`: the exponent brought down, and not reduced.
pub(super) fn exponent_as_factor(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let (_, b) = exponential(graph, place)?;
    // `exp(sin(x))*sin(x)` has a factor that was left as it is.
    let called = matches!(graph.node(b), Node::Call(..));
    (!called).then(|| p(b) * p(place.part))
}

pub(super) fn power_rule_on_both(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::LogarithmicPower, &Node::Power(a, b)) => {
            Some(p(b) * p(a).to_the(p(b) - number(1)) * place.derivative(a))
        }
        _ => None,
    }
}

pub(super) fn exponential_rule_on_both(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    match (place.rule, graph.node(place.part)) {
        (Rule::LogarithmicPower, &Node::Power(a, b)) => {
            Some(p(place.part) * p(a).logarithm() * place.derivative(b))
        }
        _ => None,
    }
}

/// `sec(x)` for `sec(x)^2`, and the like: a rule that is a number over a square.
pub(super) fn square_lost(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let &Node::Call(f, a) = graph.node(place.part) else {
        return None;
    };
    let [partial] = f.row().partials else {
        return None;
    };
    let Formula::Binary(Operator::Over, sides) = partial(&[p(a)])? else {
        return None;
    };
    let (above @ Formula::Number(_), Formula::Binary(Operator::ToThe, square)) = *sides else {
        return None;
    };
    let (below @ Formula::Call(..), Formula::Number(2)) = *square else {
        return None;
    };
    place.varies(a).then(|| above / below * place.derivative(a))
}

/// The rule of another function of the family.
fn rule_of(other: Function, graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let &Node::Call(function, a) = graph.node(place.part) else {
        return None;
    };
    let family = function.row().family;
    if other == function
        || family == Family::Alone
        || family != other.row().family
        || !place.varies(a)
    {
        return None;
    }
    let [partial] = other.row().partials else {
        return None;
    };
    Some(partial(&[p(a)])? * place.derivative(a))
}

pub(super) fn product_of_derivatives(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, b) = product(graph, place)?;
    Some(place.derivative(a) * place.derivative(b))
}

pub(super) fn only_first_factor(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let (a, b) = product(graph, place)?;
    Some(place.derivative(a) * p(b))
}

pub(super) fn only_second_factor(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let (a, b) = product(graph, place)?;
    Some(p(a) * place.derivative(b))
}

pub(super) fn product_of_own(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let (a, b) = product(graph, place)?;
    Some(p(a) * place.derivative(a) + p(b) * place.derivative(b))
}

pub(super) fn product_as_sum(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let (a, b) = product(graph, place)?;
    Some(place.derivative(a) + place.derivative(b))
}

pub(super) fn product_first_less_second(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, b) = product(graph, place)?;
    Some(place.derivative(a) * p(b) - p(a) * place.derivative(b))
}

pub(super) fn product_second_less_first(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    product_first_less_second(graph, place).map(|formula| -formula)
}

/// The two terms of the quotient rule's numerator, and the denominator of the quotient.
fn quotient_terms(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<(Formula, Formula, Formula)> {
    let (a, b) = quotient(graph, place)?;
    let first = place.varies(a).then(|| place.derivative(a) * p(b));
    let second = p(a) * place.derivative(b);
    Some((first.unwrap_or(number(0)), second, p(b)))
}

/// The same where both terms are there; with one alone a turned sign is just a sign.
fn both_terms(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<(Formula, Formula, Formula)> {
    let (a, _) = quotient(graph, place)?;
    place.varies(a).then(|| quotient_terms(graph, place))?
}

pub(super) fn quotient_turned(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let (first, second, b) = both_terms(graph, place)?;
    Some((second - first) / b.squared())
}

pub(super) fn quotient_plus(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let (first, second, b) = both_terms(graph, place)?;
    Some((first + second) / b.squared())
}

pub(super) fn quotient_unsquared(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let (first, second, b) = quotient_terms(graph, place)?;
    Some((first - second) / b)
}

pub(super) fn quotient_without_denominator(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (first, second, _) = quotient_terms(graph, place)?;
    Some(first - second)
}

/// Divided by the square of the numerator, in place of the denominator.
pub(super) fn quotient_by_numerator(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, _) = quotient(graph, place)?;
    let (first, second, _) = both_terms(graph, place)?;
    Some((first - second) / p(a).squared())
}

/// The same with the terms the other way round.
pub(super) fn quotient_turned_by_numerator(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    quotient_by_numerator(graph, place).map(|formula| -formula)
}

/// The product rule on the numerator and the denominator.
pub(super) fn quotient_as_product(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (first, second, _) = both_terms(graph, place)?;
    Some(first + second)
}

/// `2*x` for `1/x^2`: what is below the line is differentiated as if it stood above.
pub(super) fn quotient_upside_down(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, b) = quotient(graph, place)?;
    (!place.varies(a)).then(|| p(a) * place.derivative(b))
}

pub(super) fn quotient_of_derivatives(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, b) = quotient(graph, place)?;
    Some(match place.varies(a) {
        true => place.derivative(a) / place.derivative(b),
        false => p(a) / place.derivative(b),
    })
}

pub(super) fn quotient_first_term(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (a, b) = quotient(graph, place)?;
    place.varies(a).then(|| place.derivative(a) / p(b))
}

pub(super) fn quotient_second_term(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (_, second, b) = both_terms(graph, place)?;
    Some(-second / b.squared())
}

pub(super) fn sine_sign(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    match graph.node(place.part) {
        // sin^2 + cos^2 is 1, and of the two rules one has a minus.
        Node::Call(f, _) if f.constant_square().is_some_and(|square| square.sign > 0) => {
            function(graph, place, p, |outer, inner| -outer * inner)
        }
        _ => None,
    }
}

pub(super) fn function_sign(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    function(graph, place, p, |outer, inner| -outer * inner)
}

pub(super) fn minus_lost(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    match *graph.node(place.part) {
        Node::Negative(a) if place.varies(a) => Some(place.derivative(a)),
        Node::Difference(a, b) if place.varies(b) => {
            Some(place.derivative(a) + place.derivative(b))
        }
        _ => None,
    }
}

pub(super) fn plus_turned(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    match *graph.node(place.part) {
        Node::Sum(a, b) if place.varies(b) => Some(place.derivative(a) - place.derivative(b)),
        _ => None,
    }
}

/// Whether the part is a term of the whole, and not inside a product or a function. Constants are
/// kept where they stand alone.
fn is_term(graph: &Graph, place: &DifferentiatedPart<'_>) -> bool {
    is_term_of(graph, place.root, place.part)
}

/// Whether a part is a term of the whole.
pub(super) fn is_term_of(graph: &Graph, root: Id, part: Id) -> bool {
    let mut waiting = vec![root];
    let mut seen = 0;
    while let Some(id) = waiting.pop() {
        seen += 1;
        if id == part || seen > MAX_TERMS {
            return id == part;
        }
        if let Node::Sum(..) | Node::Difference(..) | Node::Negative(_) = graph.node(id) {
            waiting.extend(graph.node(id).arguments());
        }
    }
    false
}

pub(super) fn constant_kept(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    (place.rule == Rule::Constant && is_term(graph, place)).then(|| p(place.part))
}

pub(super) fn constant_as_one(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    // With another variable in it, it is no number that is easily taken for one.
    let plain = graph.is_constant(place.part);
    (place.rule == Rule::Constant && plain && is_term(graph, place)).then(|| number(1))
}

pub(super) fn function_kept(_: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    match place.rule {
        Rule::Function(_) | Rule::Chain(_) | Rule::Exponential => Some(p(place.part)),
        _ => None,
    }
}

/// A term of a sum that was forgotten while the others were differentiated.
pub(super) fn term_kept(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    let plain = matches!(
        place.rule,
        Rule::Power | Rule::Factor | Rule::Product | Rule::Quotient
    );
    (plain && place.part != place.root && is_term(graph, place)).then(|| p(place.part))
}

/// The part that varies of a product with a constant factor, and that factor.
fn factor(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<(Id, Id)> {
    match (place.rule, graph.node(place.part)) {
        (Rule::Factor, &Node::Product(a, b)) if place.varies(a) => Some((a, b)),
        (Rule::Factor, &Node::Product(a, b) | &Node::Quotient(b, a)) => Some((b, a)),
        _ => None,
    }
}

pub(super) fn coefficient_dropped(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    // `3/x` as `-1/x^2`: the factor stands above the line.
    if let Some((above, below)) = quotient(graph, place)
        && is_coefficient(graph, above)
    {
        return Some(-place.derivative(below) / p(below).squared());
    }
    let (varying, constant) = factor(graph, place)?;
    graph
        .variables(constant)
        .is_empty()
        .then(|| place.derivative(varying))
}

/// Whether it is a number of which more than its sign is lost where it is dropped.
fn is_coefficient(graph: &Graph, id: Id) -> bool {
    let unit = graph.literal(id).is_some_and(|n| n.abs().is_one());
    !unit && graph.is_constant(id)
}

/// Every coefficient dropped, and the sign in front of it with it: `2*x - 3*x^2` as `1 + 2*x`.
pub(super) fn coefficient_dropped_with_sign(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let constant = |id: Id| !place.varies(id) && graph.is_constant(id);
    let scaled = |id: Id| match *graph.node(id) {
        Node::Product(a, b) => constant(a) || constant(b),
        Node::Quotient(_, b) => constant(b),
        _ => false,
    };
    match *graph.node(place.part) {
        Node::Difference(a, b) if place.varies(b) && scaled(b) => {
            Some(place.derivative(a) + place.derivative(b))
        }
        Node::Negative(a) if place.varies(a) && scaled(a) => Some(place.derivative(a)),
        _ => coefficient_dropped(graph, place),
    }
}

/// `x^2*y` as `2*x`: a factor of other variables is dropped.
pub(super) fn other_variable_dropped(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    let (varying, constant) = factor(graph, place)?;
    let dropped = !graph.is_constant(constant);
    dropped.then(|| place.derivative(varying))
}

pub(super) fn first_term_missing(graph: &Graph, place: &DifferentiatedPart<'_>) -> Option<Formula> {
    match *graph.node(place.part) {
        Node::Sum(a, b) if place.varies(a) && place.varies(b) => Some(place.derivative(b)),
        Node::Difference(a, b) if place.varies(a) && place.varies(b) => Some(-place.derivative(b)),
        _ => None,
    }
}

pub(super) fn second_term_missing(
    graph: &Graph,
    place: &DifferentiatedPart<'_>,
) -> Option<Formula> {
    match *graph.node(place.part) {
        Node::Sum(a, b) | Node::Difference(a, b) if place.varies(a) && place.varies(b) => {
            Some(place.derivative(a))
        }
        _ => None,
    }
}
