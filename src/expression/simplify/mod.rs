//! Constructors that tidy as they build: named rewrites, none of which changes where an expression
//! has a value.
//!
//! A rewrite that would drop a part (`0*a → 0`, `a - a → 0`) applies only where that part is
//! *total*, defined for all real values of its variables; a quotient is cancelled only as far as
//! its denominator keeps every factor it had. `x^0` with a literal 0 is 1, as everywhere in
//! polynomials.

mod apart;
mod chains;
mod conditions;
mod exponents;
mod factors;
mod few;
mod fractions;
mod limits;
mod numbered;
mod polynomials;
mod roots;
mod shown;
mod sizes;
mod terms;

pub use apart::{apart, with_surd};
pub use chains::Chains;
pub use conditions::Condition;
pub use shown::{Shown, shown, shown_with, size};

use crate::expression::functions::Function;
use crate::expression::graph::{Graph, Id, Index, Node};
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use crate::number::work;
use conditions::Manner;
use factors::{Factors, raised};
use limits::{MAX_ARGUMENT_BITS, MAX_COEFFICIENT_BITS, MAX_COLLECTED, MAX_FOLDED_BITS, MAX_VALUE};
use terms::{Terms, split};

/// What it costs to collect a few factors or terms, in the units of [`work`].
const TIDY_WORK: u64 = 500;

/// `a * b`
pub fn product(graph: &mut Graph, a: Id, b: Id) -> Id {
    build(graph, Node::Product(a, b), &mut Manner::Exact)
}

/// `a / b`
pub fn quotient(graph: &mut Graph, a: Id, b: Id) -> Id {
    build(graph, Node::Quotient(a, b), &mut Manner::Exact)
}

/// `-a`
pub fn negative(graph: &mut Graph, a: Id) -> Id {
    build(graph, Node::Negative(a), &mut Manner::Exact)
}

/// `a ^ b`
pub fn power(graph: &mut Graph, a: Id, b: Id) -> Id {
    build(graph, Node::Power(a, b), &mut Manner::Exact)
}

/// `a + b`
pub fn sum(graph: &mut Graph, a: Id, b: Id) -> Id {
    build(graph, Node::Sum(a, b), &mut Manner::Exact)
}

/// `a - b`
pub fn difference(graph: &mut Graph, a: Id, b: Id) -> Id {
    build(graph, Node::Difference(a, b), &mut Manner::Exact)
}

/// A function of one argument, at 0 and 1 where that is a whole number.
pub fn call(graph: &mut Graph, function: Function, a: Id) -> Id {
    build(graph, Node::Call(function, a), &mut Manner::Exact)
}

/// A function of two arguments.
pub fn call2(graph: &mut Graph, function: Function, a: Id, b: Id) -> Id {
    graph.add(Node::Call2(function, a, b))
}

/// The whole expression, built anew through the constructors above.
pub fn simplify(graph: &mut Graph, root: Id) -> Id {
    let mut images: Index<Id, Id> = Index::default();
    let parts = graph.parts(&[root]);
    let chains = Chains::of(graph, &parts);
    for id in parts {
        let node = graph.node(id).with_arguments(|a| images[&a]);
        let image = match chains.terms(id) {
            Some(terms) => build_sum(graph, node, terms, &mut Manner::Exact),
            None => graph.add(node),
        };
        images.insert(id, image);
    }
    images[&root]
}

/// A sum at the end of a chain of so many terms, collected.
pub fn collected(graph: &mut Graph, sum: Id, terms: usize) -> Id {
    let node = graph.node(sum).clone();
    build_sum(graph, node, terms, &mut Manner::Exact)
}

/// A sum as what all its terms have in common, powers of parts, times the rest, like terms collected;
/// `None` where they have nothing in common, or there are too many.
pub fn with_content_out(graph: &mut Graph, sum: Id) -> Option<(Vec<(Id, Rational)>, Id)> {
    if has_number(graph, sum) {
        return None;
    }
    let mut manner = Manner::Exact;
    let terms = Terms::of(graph, sum, &mut manner)?;
    let mut parts = terms.factors(graph, &mut manner)?;
    factors::rooted(graph, &mut parts);
    let content: Vec<(Id, Rational)> = match &parts[..] {
        [only] => only.powers.to_vec(),
        all => factors::content(graph, all),
    };
    if content.is_empty() {
        return None;
    }
    for part in &mut parts {
        for (base, power) in &content {
            part.take_out(*base, power);
        }
    }
    let rest = Terms::of_factors(graph, parts, &mut manner).build(graph, &mut manner);
    Some((content, rest))
}

/// Is a term of a sum a number, which has nothing in common with the others?
fn has_number(graph: &Graph, sum: Id) -> bool {
    let mut waiting = vec![sum];
    while let Some(id) = waiting.pop() {
        match *graph.node(id) {
            Node::Number(_) => return true,
            Node::Sum(a, b) | Node::Difference(a, b) => waiting.extend([a, b]),
            Node::Negative(a) => waiting.push(a),
            _ => {}
        }
    }
    false
}

/// A node on arguments that are tidy themselves, or that are the steps of one sum of so many terms.
fn build_sum(graph: &mut Graph, node: Node, terms: usize, manner: &mut Manner) -> Id {
    match node {
        Node::Sum(a, b) | Node::Difference(a, b) => {
            add(graph, node, a, b, terms + MAX_COLLECTED, manner)
        }
        _ => build(graph, node, manner),
    }
}

/// A node on arguments that are tidy themselves.
fn build(graph: &mut Graph, node: Node, manner: &mut Manner) -> Id {
    match node {
        Node::Number(_) | Node::Constant(_) | Node::Variable(_) => graph.add(node),
        Node::Call2(..) => match at_numbers(graph, &node, manner) {
            Some(value) => graph.number(value),
            None => graph.add(node),
        },
        Node::Sum(a, b) | Node::Difference(a, b) => add(graph, node, a, b, MAX_COLLECTED, manner),
        Node::Product(a, b) => {
            for (one, other) in [(a, b), (b, a)] {
                match graph.literal(one) {
                    Some(n) if n.is_one() => return other,
                    Some(n) if n.is_zero() && graph.is_total(other) => return one,
                    _ => {}
                }
            }
            tidy(graph, node, manner)
        }
        Node::Quotient(a, b) => match graph.literal(b) {
            Some(n) if n.is_one() => a,
            _ => tidy(graph, node, manner),
        },
        Node::Negative(a) => match *graph.node(a) {
            Node::Difference(b, c) => match split(graph, b, manner).0.is_negative() {
                // Both signs are turned: b + c of −(−b − c).
                true => {
                    let b = build(graph, Node::Negative(b), manner);
                    add(graph, Node::Sum(c, b), c, b, MAX_COLLECTED, manner)
                }
                false => graph.add(Node::Difference(c, b)),
            },
            _ => tidy(graph, node, manner),
        },
        Node::Power(a, b) => power_of(graph, a, b, manner),
        Node::Call(f, a) => call_of(graph, f, a, manner),
    }
}

/// Takes a product, quotient or negative apart and builds it tidily; long ones stay as they are, and
/// so do all where the question has no work left.
fn tidy(graph: &mut Graph, node: Node, manner: &mut Manner) -> Id {
    let id = graph.add(node);
    if graph.is_lined_up(id) {
        return id;
    }
    work::spend(TIDY_WORK);
    if graph.loose || work::is_spent() {
        return id;
    }
    match Factors::of(graph, id, manner) {
        Some(mut factors) => {
            factors.collect(graph, manner);
            factors.build(graph, manner)
        }
        None => id,
    }
}

fn power_of(graph: &mut Graph, a: Id, b: Id, manner: &mut Manner) -> Id {
    let Some(exponent) = graph.literal(b).cloned() else {
        // 0^b is 0 where it has a value.
        if graph.literal(a).is_some_and(Rational::is_zero) {
            let power = graph.add(Node::Power(a, b));
            return match manner.lose(Condition::Defined(power)) {
                true => a,
                false => power,
            };
        }
        let is_e = *graph.node(a) == Node::Constant(super::Constant::E);
        let undone = is_e.then(|| graph.node(b).inside_logarithm()).flatten();
        return match undone {
            Some(inner) if graph.is_total(b) || manner.lose(Condition::Defined(b)) => inner,
            _ => graph.add(Node::Power(a, b)),
        };
    };
    if exponent.is_one() {
        return a;
    }
    if exponent.is_zero() && (graph.is_total(a) || manner.lose(Condition::Defined(a))) {
        return graph.number(Rational::one());
    }
    if let (Some(base), Some(n)) = (graph.literal(a), exponent.to_i64())
        && n.unsigned_abs().saturating_mul(base.bits()) <= MAX_FOLDED_BITS
        && let Some(value) = base.power(n)
    {
        return graph.number(value);
    }
    // (a^m)^n is a^(m·n) for whole m, n above 0.
    if let Node::Power(inner, m) = *graph.node(a)
        && let Some(m) = graph.literal(m)
        && [m, &exponent]
            .iter()
            .all(|n| n.is_integer() && !n.is_negative() && !n.is_zero())
    {
        let exponent = m * &exponent;
        return raised(graph, inner, exponent);
    }
    if manner.carries() {
        let node = Node::Power(a, b);
        return tidy(graph, node, manner);
    }
    if exponent.is_negative() {
        let one = graph.number(Rational::one());
        let below = raised(graph, a, -exponent);
        return graph.add(Node::Quotient(one, below));
    }
    graph.add(Node::Power(a, b))
}

/// A sum of two, whose terms are collected where they are `most` or fewer.
fn add(graph: &mut Graph, node: Node, a: Id, b: Id, most: usize, manner: &mut Manner) -> Id {
    let zero = |graph: &Graph, id| graph.literal(id).is_some_and(Rational::is_zero);
    if zero(graph, b) {
        return a;
    }
    if zero(graph, a) {
        return if matches!(node, Node::Sum(..)) {
            b
        } else {
            build(graph, Node::Negative(b), manner)
        };
    }
    // Running sums of numbers are short cuts through long sums.
    if let (Some(m), Some(n)) = (graph.literal(a), graph.literal(b)) {
        let value = match node {
            Node::Sum(..) => m + n,
            _ => m - n,
        };
        return match value.bits() <= MAX_COEFFICIENT_BITS {
            true => graph.number(value),
            false => graph.add(node),
        };
    }
    let id = graph.add(node);
    work::spend(TIDY_WORK);
    if graph.loose || work::is_spent() {
        return id;
    }
    match Terms::at_most(graph, id, most, manner) {
        Some(terms) => terms.build(graph, manner),
        None => id,
    }
}

/// The value of a function at numbers, where that is a number as short as one that people write. A
/// rule that is applied keeps all but the whole values at 0 and 1, since what was typed stays visible.
fn at_numbers(graph: &Graph, node: &Node, manner: &Manner) -> Option<Rational> {
    use super::functions::{Double, Special};
    let number = |a: Id| graph.literal(a).filter(|n| n.bits() <= MAX_ARGUMENT_BITS);
    // Beside numbers, multiples of π.
    let turns = |a: Id| {
        let factors = Factors::of(graph, a, &mut Manner::Exact)?;
        let [(base, power)] = &factors.powers[..] else {
            return None;
        };
        let is_pi = *graph.node(*base) == Node::Constant(super::Constant::Pi) && power.is_one();
        is_pi.then_some(Exact::Pi(factors.coefficient))
    };
    match *node {
        Node::Call(f, a) => {
            let (Special::One(exact), Double::One(double)) = (f.row().exact, f.row().double) else {
                return None;
            };
            if manner.carries() && graph.literal(a).is_none() {
                return exact(&turns(a)?)?.rational().cloned();
            }
            let n = number(a)?;
            let is_simple = n.to_i64().is_some_and(|n| (-1..=1).contains(&n));
            // Doubles only say whether it is worth while: 10^5! is not.
            if !(is_simple || manner.carries() && double(n.to_f64()).abs() < MAX_VALUE) {
                return None;
            }
            let value = exact(&n.clone().into())?.rational()?.clone();
            (manner.carries() || value.is_integer()).then_some(value)
        }
        Node::Call2(f, a, b) if manner.carries() => {
            let Special::Two(exact) = f.row().exact else {
                return None;
            };
            let (m, n) = (number(a)?.clone().into(), number(b)?.clone().into());
            exact(&m, &n)?.rational().cloned()
        }
        _ => None,
    }
}

/// A function of one argument.
fn call_of(graph: &mut Graph, function: Function, a: Id, manner: &mut Manner) -> Id {
    use super::functions::Parity;
    if let Some(value) = at_numbers(graph, &Node::Call(function, a), manner) {
        return graph.number(value);
    }
    // f(-a) is f(a) or -f(a).
    if manner.carries()
        && let parity @ (Parity::Even | Parity::Odd) = function.row().parity
        && let Some(opposite) = opposite(graph, a, manner)
    {
        let call = graph.add(Node::Call(function, opposite));
        return match parity {
            Parity::Odd => build(graph, Node::Negative(call), manner),
            _ => call,
        };
    }
    if let Some(inner) = undone(graph, function, a, manner) {
        return inner;
    }
    let node = Node::Call(function, a);
    let inside = node.inside_logarithm().map(|a| graph.node(a));
    match inside {
        // ln(e) = 1.
        Some(Node::Constant(super::Constant::E)) => graph.number(Rational::one()),
        _ => graph.add(node),
    }
}

/// a, where the argument is g(a) and a is this function of it.
fn undone(graph: &Graph, function: Function, argument: Id, manner: &mut Manner) -> Option<Id> {
    use super::functions::Back;
    let Node::Call(inner, a) = *graph.node(argument) else {
        return None;
    };
    let undoes = inner.row().back == Back::Rising(function);
    let may = undoes && manner.carries();
    (may && (graph.is_total(argument) || manner.lose(Condition::Defined(argument)))).then_some(a)
}

/// The negative of a product that starts with a minus.
fn opposite(graph: &mut Graph, id: Id, manner: &mut Manner) -> Option<Id> {
    if graph.is_lined_up(id) {
        return numbered::opposite(graph, id);
    }
    let mut factors = Factors::of(graph, id, &mut Manner::Exact)?;
    if !factors.coefficient.is_negative() {
        return None;
    }
    factors.coefficient = -&factors.coefficient;
    Some(factors.build(graph, manner))
}
