//! Constructors that tidy as they build: named rewrites, none of which changes where an expression
//! has a value.
//!
//! A rewrite that would drop a part (`0*a → 0`, `a - a → 0`) applies only where that part is
//! *total*, defined for all real values of its variables; a quotient is cancelled only as far as
//! its denominator keeps every factor it had. `x^0` with a literal 0 is 1, as everywhere in
//! polynomials.

use crate::expression::functions::Function;
use crate::expression::graph::{Graph, Id, Node};
use crate::number::Integer;
use crate::number::rational::Rational;
use std::collections::HashMap;

/// Longest sum or product that is collected; longer ones are built as they come, so that a
/// derivative of n terms takes n steps and not n².
const MAX_COLLECTED: usize = 48;

/// Largest literal power that is worked out: past it `2^1000` stays as it is written.
const MAX_FOLDED_BITS: u64 = 256;

/// Is it different from 0 wherever it has a value?
fn never_zero(graph: &Graph, id: Id) -> bool {
    match graph.node(id) {
        Node::Number(n) => !n.is_zero(),
        Node::Constant(_) => true,
        Node::Call(Function::Exp | Function::Cosh | Function::Sech, _) => true,
        Node::Power(a, _) => match graph.node(*a) {
            Node::Number(n) => n.sign().is_gt(),
            Node::Constant(_) => true,
            _ => false,
        },
        _ => false,
    }
}

/// A product taken apart: a number and factors with whole or fractional literal exponents.
struct Factors {
    coefficient: Rational,
    /// (base, exponent), the exponent not 0; in the order met.
    powers: Vec<(Id, Rational)>,
}

impl Factors {
    fn of(graph: &Graph, id: Id) -> Option<Factors> {
        let mut factors = Factors {
            coefficient: Rational::one(),
            powers: Vec::new(),
        };
        // (node, is it below the fraction line?), the next one to take apart last.
        let mut waiting = vec![(id, false)];
        while let Some((id, below)) = waiting.pop() {
            if factors.powers.len() + waiting.len() > MAX_COLLECTED {
                return None;
            }
            match graph.node(id) {
                Node::Number(n) if !(below && n.is_zero()) => {
                    let n = if below {
                        n.reciprocal().expect("not 0 below")
                    } else {
                        n.clone()
                    };
                    factors.coefficient = &factors.coefficient * &n;
                }
                Node::Negative(a) => {
                    factors.coefficient = -&factors.coefficient;
                    waiting.push((*a, below));
                }
                Node::Product(a, b) => waiting.extend([(*b, below), (*a, below)]),
                Node::Quotient(a, b) => waiting.extend([(*b, !below), (*a, below)]),
                Node::Power(a, b) if graph.literal(*b).is_some_and(|n| !n.is_zero()) => {
                    let n = graph.literal(*b).expect("checked above");
                    factors.put(*a, if below { -n } else { n.clone() });
                }
                _ => factors.put(id, Rational::integer(if below { -1 } else { 1 })),
            }
        }
        Some(factors)
    }

    fn put(&mut self, base: Id, exponent: Rational) {
        self.powers.push((base, exponent));
    }

    /// Joins powers of one base where the domain stays as it is: whole exponents of one sign, or
    /// cancelling that leaves one factor below the line, or a base that is never 0.
    fn collect(&mut self, graph: &Graph) {
        let mut joined: Vec<(Id, Rational)> = Vec::new();
        for (base, exponent) in self.powers.drain(..) {
            let safe = never_zero(graph, base);
            let partner = joined.iter_mut().find(|(known, other)| {
                *known == base
                    && (safe || exponent.is_integer() && other.is_integer())
                    && (safe || exponent.is_negative() == other.is_negative())
            });
            match partner {
                Some((_, other)) => *other = &*other + &exponent,
                None => joined.push((base, exponent)),
            }
        }
        for at in 0..joined.len() {
            let (base, above) = joined[at].clone();
            let Some(other) = (at + 1..joined.len()).find(|&other| {
                joined[other].0 == base
                    && joined[other].1.is_integer()
                    && above.is_integer()
                    && joined[other].1.is_negative() != above.is_negative()
            }) else {
                continue;
            };
            let (above, below) = if above.is_negative() {
                (joined[other].1.clone(), -above)
            } else {
                (above, -joined[other].1.clone())
            };
            // x^m / x^n: without x above the line if m < n, else with a single x below it.
            let (above, below) = if above < below {
                (Rational::zero(), &below - &above)
            } else {
                (&(&above - &below) + &Rational::one(), Rational::one())
            };
            joined[at].1 = above;
            joined[other].1 = -below;
        }
        joined.retain(|(_, exponent)| !exponent.is_zero());
        self.powers = joined;
    }

    /// The product as people write it: number, variables, the rest; one fraction line.
    fn build(mut self, graph: &mut Graph) -> Id {
        // Within a rank in the order in which they were first met, so that equal products are equal.
        self.powers
            .sort_by_key(|(base, _)| (rank(graph, *base), *base));
        let dropped = self.coefficient.is_zero()
            && self.powers.iter().all(|(base, exponent)| {
                graph.is_total(*base) && !exponent.is_negative() && exponent.is_integer()
            });
        if dropped {
            return graph.number(Rational::zero());
        }
        let as_decimal = graph.decimals && !self.powers.is_empty();
        let (above, below) = if as_decimal && terminates(&self.coefficient) {
            (self.coefficient.clone(), Rational::one())
        } else {
            let part = |n: &Integer| Rational::new(n.clone(), 1.into()).expect("1 is not 0");
            (
                part(self.coefficient.numerator()),
                part(self.coefficient.denominator()),
            )
        };
        let mut numerator = Vec::new();
        let mut denominator = Vec::new();
        for (base, exponent) in self.powers {
            let side = if exponent.is_negative() {
                &mut denominator
            } else {
                &mut numerator
            };
            side.push(raised(graph, base, exponent.abs()));
        }
        let top = line_up(graph, above, numerator);
        if denominator.is_empty() && below.is_one() {
            return top;
        }
        let bottom = line_up(graph, below, denominator);
        graph.add(Node::Quotient(top, bottom))
    }
}

/// Variables and their powers come before sums, and those before functions.
fn rank(graph: &Graph, base: Id) -> u8 {
    match graph.node(base) {
        Node::Number(_) | Node::Constant(_) => 0,
        Node::Variable(_) => 1,
        Node::Sum(..) | Node::Difference(..) => 2,
        _ => 3,
    }
}

/// Can it be written as a short decimal?
fn terminates(n: &Rational) -> bool {
    const SHORT: i64 = 1_000_000;
    (&Rational::integer(SHORT) * n).is_integer()
}

fn raised(graph: &mut Graph, base: Id, exponent: Rational) -> Id {
    if exponent.is_one() {
        return base;
    }
    let exponent = graph.number(exponent);
    graph.add(Node::Power(base, exponent))
}

/// `coefficient * first * second * …`, without a coefficient of 1.
fn line_up(graph: &mut Graph, coefficient: Rational, factors: Vec<Id>) -> Id {
    let mut factors = factors.into_iter();
    let first = match factors.next() {
        None => return graph.number(coefficient),
        Some(first) if coefficient.is_one() => first,
        Some(first) if (-&coefficient).is_one() => graph.add(Node::Negative(first)),
        Some(first) => {
            let coefficient = graph.number(coefficient);
            graph.add(Node::Product(coefficient, first))
        }
    };
    factors.fold(first, |product, factor| {
        graph.add(Node::Product(product, factor))
    })
}

/// `a * b`
pub fn product(graph: &mut Graph, a: Id, b: Id) -> Id {
    for (one, other) in [(a, b), (b, a)] {
        match graph.literal(one) {
            Some(n) if n.is_one() => return other,
            Some(n) if n.is_zero() && graph.is_total(other) => return one,
            _ => {}
        }
    }
    tidy(graph, Node::Product(a, b))
}

/// `a / b`
pub fn quotient(graph: &mut Graph, a: Id, b: Id) -> Id {
    if graph.literal(b).is_some_and(Rational::is_one) {
        return a;
    }
    tidy(graph, Node::Quotient(a, b))
}

/// `-a`
pub fn negative(graph: &mut Graph, a: Id) -> Id {
    if let Node::Difference(b, c) = *graph.node(a) {
        return graph.add(Node::Difference(c, b));
    }
    tidy(graph, Node::Negative(a))
}

/// Takes a product, quotient or negative apart and builds it tidily; long ones stay as they are.
fn tidy(graph: &mut Graph, node: Node) -> Id {
    let id = graph.add(node);
    if graph.loose {
        return id;
    }
    match Factors::of(graph, id) {
        Some(mut factors) => {
            factors.collect(graph);
            factors.build(graph)
        }
        None => id,
    }
}

/// `a ^ b`
pub fn power(graph: &mut Graph, a: Id, b: Id) -> Id {
    let Some(exponent) = graph.literal(b).cloned() else {
        return graph.add(Node::Power(a, b));
    };
    if exponent.is_one() {
        return a;
    }
    if exponent.is_zero() && graph.is_total(a) {
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
    if exponent.is_negative() {
        let one = graph.number(Rational::one());
        let below = raised(graph, a, -exponent);
        return graph.add(Node::Quotient(one, below));
    }
    graph.add(Node::Power(a, b))
}

/// `a + b`
pub fn sum(graph: &mut Graph, a: Id, b: Id) -> Id {
    add(graph, Node::Sum(a, b), a, b)
}

/// `a - b`
pub fn difference(graph: &mut Graph, a: Id, b: Id) -> Id {
    add(graph, Node::Difference(a, b), a, b)
}

fn add(graph: &mut Graph, node: Node, a: Id, b: Id) -> Id {
    let zero = |graph: &Graph, id| graph.literal(id).is_some_and(Rational::is_zero);
    if zero(graph, b) {
        return a;
    }
    if zero(graph, a) {
        return if matches!(node, Node::Sum(..)) {
            b
        } else {
            negative(graph, b)
        };
    }
    // Running sums of numbers are short cuts through long sums.
    if let (Some(m), Some(n)) = (graph.literal(a), graph.literal(b)) {
        let value = match node {
            Node::Sum(..) => m + n,
            _ => m - n,
        };
        return graph.number(value);
    }
    let id = graph.add(node);
    if graph.loose {
        return id;
    }
    match Terms::of(graph, id) {
        Some(terms) => terms.build(graph),
        None => id,
    }
}

/// A sum taken apart: each distinct part once, with its coefficient.
struct Terms {
    parts: Vec<(Option<Id>, Rational)>,
}

impl Terms {
    fn of(graph: &mut Graph, id: Id) -> Option<Terms> {
        let mut terms = Terms { parts: Vec::new() };
        let mut waiting = vec![(id, Rational::one())];
        while let Some((id, sign)) = waiting.pop() {
            if terms.parts.len() + waiting.len() > MAX_COLLECTED {
                return None;
            }
            match *graph.node(id) {
                Node::Sum(a, b) => waiting.extend([(b, sign.clone()), (a, sign)]),
                Node::Difference(a, b) => waiting.extend([(b, -&sign), (a, sign)]),
                Node::Negative(a) => waiting.push((a, -sign)),
                _ => {
                    let (coefficient, part) = split(graph, id);
                    let coefficient = &coefficient * &sign;
                    // A number times a sum goes into the sum, where it can meet its like.
                    match part.map(|part| graph.node(part).clone()) {
                        Some(Node::Sum(a, b)) => {
                            waiting.extend([(b, coefficient.clone()), (a, coefficient)]);
                        }
                        Some(Node::Difference(a, b)) => {
                            waiting.extend([(b, -&coefficient), (a, coefficient)]);
                        }
                        _ => terms.put(part, coefficient),
                    }
                }
            }
        }
        Some(terms)
    }

    fn put(&mut self, part: Option<Id>, coefficient: Rational) {
        match self.parts.iter_mut().find(|(known, _)| *known == part) {
            Some((_, sum)) => *sum = &*sum + &coefficient,
            None => self.parts.push((part, coefficient)),
        }
    }

    fn build(self, graph: &mut Graph) -> Id {
        let mut parts: Vec<(Option<Id>, Rational)> = Vec::new();
        for (part, coefficient) in self.parts {
            if !coefficient.is_zero() || part.is_some_and(|part| !graph.is_total(part)) {
                parts.push((part, coefficient));
            }
        }
        // A number alone comes last: 2*w + 1; unless everything else is taken away: 1 - w.
        if let Some(at) = parts.iter().position(|(part, _)| part.is_none()) {
            let others_negative = parts
                .iter()
                .all(|(part, c)| part.is_none() || c.is_negative());
            let number = parts.remove(at);
            let first = others_negative && !number.1.is_negative();
            parts.insert(if first { 0 } else { parts.len() }, number);
        }
        // A term that is taken away does not come first if another one can.
        if parts.first().is_some_and(|(_, c)| c.is_negative())
            && let Some(at) = parts
                .iter()
                .position(|(part, c)| part.is_some() && !c.is_negative())
        {
            let first = parts.remove(at);
            parts.insert(0, first);
        }
        let mut sum: Option<Id> = None;
        for (part, coefficient) in parts {
            sum = Some(match sum {
                None => scaled(graph, part, coefficient),
                Some(sum) if coefficient.is_negative() => {
                    let term = scaled(graph, part, -coefficient);
                    graph.add(Node::Difference(sum, term))
                }
                Some(sum) => {
                    let term = scaled(graph, part, coefficient);
                    graph.add(Node::Sum(sum, term))
                }
            });
        }
        sum.unwrap_or_else(|| graph.number(Rational::zero()))
    }
}

/// The number in front of a product, and the rest of it; no rest for a number alone.
fn split(graph: &mut Graph, id: Id) -> (Rational, Option<Id>) {
    if let Some(n) = graph.literal(id) {
        return (n.clone(), None);
    }
    if !matches!(
        graph.node(id),
        Node::Product(..) | Node::Quotient(..) | Node::Negative(_)
    ) {
        return (Rational::one(), Some(id));
    }
    match Factors::of(graph, id) {
        Some(mut factors) if !factors.coefficient.is_zero() => {
            let coefficient = std::mem::replace(&mut factors.coefficient, Rational::one());
            factors.collect(graph);
            if factors.powers.is_empty() {
                return (coefficient, None);
            }
            (coefficient, Some(factors.build(graph)))
        }
        _ => (Rational::one(), Some(id)),
    }
}

fn scaled(graph: &mut Graph, part: Option<Id>, coefficient: Rational) -> Id {
    let Some(part) = part else {
        return graph.number(coefficient);
    };
    if coefficient.is_one() {
        return part;
    }
    let coefficient = graph.number(coefficient);
    let id = graph.add(Node::Product(coefficient, part));
    match Factors::of(graph, id) {
        Some(factors) => factors.build(graph),
        None => id,
    }
}

/// A function of one argument, at 0 and 1 where that is a whole number.
pub fn call(graph: &mut Graph, function: Function, a: Id) -> Id {
    use super::functions::Special;
    if let (Special::One(value), Some(n)) = (function.row().exact, graph.literal(a))
        && n.to_i64().is_some_and(|n| (-1..=1).contains(&n))
        && let Some(value) = value(&n.clone().into())
        && let Some(n) = value.rational().filter(|n| n.is_integer())
    {
        let n = n.clone();
        return graph.number(n);
    }
    match (function, graph.node(a)) {
        // ln(e) = 1.
        (Function::Ln, Node::Constant(super::Constant::E)) => graph.number(Rational::one()),
        _ => graph.add(Node::Call(function, a)),
    }
}

/// A function of two arguments.
pub fn call2(graph: &mut Graph, function: Function, a: Id, b: Id) -> Id {
    graph.add(Node::Call2(function, a, b))
}

/// The whole expression, built anew through the constructors above.
pub fn simplify(graph: &mut Graph, root: Id) -> Id {
    let mut images: HashMap<Id, Id> = HashMap::new();
    for id in graph.parts(&[root]) {
        let node = graph.node(id).clone().with_arguments(|a| images[&a]);
        let image = match node {
            Node::Number(_) | Node::Constant(_) | Node::Variable(_) => id,
            Node::Negative(a) => negative(graph, a),
            Node::Sum(a, b) => sum(graph, a, b),
            Node::Difference(a, b) => difference(graph, a, b),
            Node::Product(a, b) => product(graph, a, b),
            Node::Quotient(a, b) => quotient(graph, a, b),
            Node::Power(a, b) => power(graph, a, b),
            Node::Call(f, a) => call(graph, f, a),
            Node::Call2(f, a, b) => call2(graph, f, a, b),
        };
        images.insert(id, image);
    }
    images[&root]
}
