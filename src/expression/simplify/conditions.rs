//! What has to hold besides so that a shorter formula says what the longer one said: a factor that was
//! cancelled is not 0, a root that was squared is real.

use crate::expression::functions::Enclosure;
use crate::expression::graph::{Graph, Id, Index, Node};
use crate::expression::simplify::factors::Factors;
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use std::collections::HashSet;

/// Bits to which a constant is enclosed to see that it is not 0.
const SIGN_BITS: u64 = 64;

/// A condition under which a tidied formula has the values of the one that it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// It is different from 0: a factor that was cancelled.
    NotZero(Id),
    /// It is 0 or more: its root was squared.
    NotNegative(Id),
    /// It has a value: a term that was taken away from itself.
    Defined(Id),
}

/// Whether a rewrite may lose a condition.
pub(super) enum Manner {
    /// Never: the formula has a value exactly where it had one.
    Exact,
    /// Each condition that is lost is noted.
    Carrying(Carried),
}

/// What rewrites lost, and what is known of the terms that were looked at on the way.
#[derive(Default)]
pub(super) struct Carried {
    lost: Vec<Condition>,
    /// Terms that were taken apart: the sums around them ask for them again, and the sums around those.
    pub(super) apart: Index<Id, Apart>,
    /// Sums as they were first written, by their terms in the order of the graph: `1 + x` and `x + 1`
    /// are one.
    pub(super) written: Index<Vec<(Option<Id>, Rational)>, Id>,
    /// How many sums, each a factor of a term of the one before, are being taken apart.
    pub(super) depth: usize,
}

/// A term: the number in front, the rest, which a number alone has not, and what was lost between.
#[derive(Clone)]
pub(super) struct Apart {
    pub(super) coefficient: Rational,
    pub(super) rest: Option<Id>,
    pub(super) lost: Vec<Condition>,
}

impl Manner {
    pub(super) fn carries(&self) -> bool {
        matches!(self, Manner::Carrying(_))
    }

    /// The manner that notes what is lost, with nothing lost yet.
    pub(super) fn carrying() -> Manner {
        Manner::Carrying(Carried::default())
    }

    /// The conditions that were lost since they were last taken.
    pub(super) fn take_lost(&mut self) -> Vec<Condition> {
        match self {
            Manner::Exact => Vec::new(),
            Manner::Carrying(carried) => std::mem::take(&mut carried.lost),
        }
    }

    /// Whether this condition may be lost; it is noted where it may.
    pub(super) fn lose(&mut self, condition: Condition) -> bool {
        match self {
            Manner::Exact => false,
            Manner::Carrying(Carried { lost, .. }) => {
                if !lost.contains(&condition) {
                    lost.push(condition);
                }
                true
            }
        }
    }
}

/// Whether it is different from 0 wherever it has a value.
pub(super) fn never_zero(graph: &Graph, id: Id) -> bool {
    /// Factors that are looked at.
    const FACTORS: usize = 32;
    let mut waiting = vec![id];
    for _ in 0..FACTORS {
        match waiting.pop().map(|id| (id, graph.node(id))) {
            None => return true,
            Some((_, Node::Quotient(a, _) | Node::Negative(a))) => waiting.push(*a),
            Some((_, Node::Product(a, b))) => waiting.extend([*b, *a]),
            Some((_, Node::Call(f, a))) if f.row().root_degree().is_some() => waiting.push(*a),
            Some((id, _)) if is_never_zero(graph, id) => {}
            Some(_) => return false,
        }
    }
    false
}

/// The same of what is neither product nor quotient nor root.
fn is_never_zero(graph: &Graph, id: Id) -> bool {
    match graph.node(id) {
        Node::Number(n) => !n.is_zero(),
        Node::Constant(_) => true,
        Node::Call(f, _) if f.row().is_total_and_never_zero() => true,
        Node::Call(f, a) => match (f.row().ball, graph.literal(*a)) {
            // A constant such as ln(2).
            (Enclosure::One(value) | Enclosure::OneOrShort(value, _), Some(n)) => {
                value(&Ball::from_rational(n, SIGN_BITS), SIGN_BITS)
                    .is_ok_and(|value| value.sign().is_some_and(|sign| sign.is_ne()))
            }
            _ => false,
        },
        Node::Power(a, _) => match graph.node(*a) {
            Node::Number(n) => n.sign().is_gt(),
            Node::Constant(_) => true,
            _ => false,
        },
        Node::Sum(a, b) => {
            is_positive_sum(graph, id) || outgrows(graph, *a, *b) || outgrows(graph, *b, *a)
        }
        Node::Difference(a, b) => outgrows(graph, *a, *b) || outgrows(graph, *b, *a),
        _ => false,
    }
}

/// Whether the square of one is, as it is written, that of the other and something above 0 besides:
/// `sqrt(x^2 + 1)` and `x`.
fn outgrows(graph: &Graph, root: Id, other: Id) -> bool {
    let Node::Call(f, under) = *graph.node(root) else {
        return false;
    };
    if f.row().root_degree() != Some(2) {
        return false;
    }
    let factors = |id| Factors::of(graph, id, &mut Manner::Exact);
    let Some(other) = factors(other) else {
        return false;
    };
    let is_square = |term: &Id| {
        factors(*term).is_some_and(|term| {
            term.coefficient == &other.coefficient * &other.coefficient
                && term.powers.len() == other.powers.len()
                && other
                    .powers
                    .iter()
                    .all(|(base, n)| term.exponent_of(*base) == n + n)
        })
    };
    let mut terms = Vec::new();
    let mut waiting = vec![under];
    while let Some(id) = waiting.pop() {
        match graph.node(id) {
            Node::Sum(a, b) => waiting.extend([*b, *a]),
            _ => terms.push(id),
        }
    }
    let Some(at) = terms.iter().position(is_square) else {
        return false;
    };
    terms.remove(at);
    are_positive(graph, terms)
}

/// Whether no term of a sum is below 0, as it is written, and one of them is above: `x^2 + 1`.
fn is_positive_sum(graph: &Graph, id: Id) -> bool {
    are_positive(graph, vec![id])
}

/// The same of some terms.
fn are_positive(graph: &Graph, terms: Vec<Id>) -> bool {
    let mut is_above = false;
    // (what is not below 0, whether it is a term)
    let mut waiting: Vec<(Id, bool)> = terms.into_iter().map(|id| (id, true)).collect();
    while let Some((id, is_term)) = waiting.pop() {
        match graph.node(id) {
            Node::Sum(a, b) if is_term => waiting.extend([(*b, true), (*a, true)]),
            Node::Product(a, b) => waiting.extend([(*b, false), (*a, false)]),
            Node::Number(n) if !n.is_negative() => is_above |= is_term && !n.is_zero(),
            Node::Constant(_) => is_above |= is_term,
            Node::Call(f, _) if f.row().sign() > 0 => {
                is_above |= is_term && f.row().is_total_and_never_zero();
            }
            _ if never_negative(graph, id) => {}
            _ => return false,
        }
    }
    is_above
}

/// The conditions that the formula itself does not imply, each once.
pub(super) fn open(graph: &mut Graph, formula: Id, lost: Vec<Condition>) -> Vec<Condition> {
    if lost.is_empty() {
        return lost;
    }
    let mut known = Known::of(graph, formula);
    let mut open: Vec<Condition> = Vec::new();
    // Whether a part has a value may follow from the signs that are open.
    let is_value = |condition: &Condition| matches!(condition, Condition::Defined(_));
    let (mut values, signs): (Vec<_>, Vec<_>) = lost.into_iter().partition(is_value);
    let signs = signs.into_iter().flat_map(|sign| simpler(graph, sign));
    let (more, signs): (Vec<_>, Vec<_>) = signs.partition(is_value);
    values.extend(more);
    for sign in signs {
        known.admit(graph, sign, &mut open);
    }
    for value in values {
        // As a whole first: what the formula has of it need not be said in other words.
        if !known.implies(graph, value) {
            for condition in simpler(graph, value) {
                known.admit(graph, condition, &mut open);
            }
        }
    }
    // Not 0 and not below 0, one of which the formula says, is said as above 0.
    for condition in open.clone() {
        let (id, other) = match condition {
            Condition::NotZero(id) => (id, Condition::NotNegative(id)),
            Condition::NotNegative(id) => (id, Condition::NotZero(id)),
            Condition::Defined(_) => continue,
        };
        let is_told = match other {
            Condition::NotZero(_) => known.not_zero.contains(&id),
            _ => known.not_negative.contains(&id),
        };
        if is_told && !open.contains(&other) {
            open.push(other);
        }
    }
    // What has a value says something of signs too.
    for value in open.clone() {
        if let Condition::Defined(id) = value {
            let inside = Known::of(graph, id);
            open.retain(|condition| is_value(condition) || !inside.implies(graph, *condition));
        }
    }
    open
}

/// A condition in the words of what is inside, where that says the same; several for what is above 0,
/// and for what has a value where its terms or factors have theirs.
fn simpler(graph: &Graph, condition: Condition) -> Vec<Condition> {
    let mut found = Vec::new();
    let mut waiting = vec![condition];
    let mut seen = HashSet::new();
    while let Some(condition) = waiting.pop() {
        if !seen.insert(condition) {
            continue;
        }
        match condition {
            Condition::NotZero(id) => found.push(Condition::NotZero(radicand(graph, id))),
            Condition::NotNegative(id) if never_negative(graph, id) => {
                waiting.push(Condition::Defined(id));
            }
            Condition::NotNegative(_) => found.push(condition),
            Condition::Defined(id) => match inside(graph, id) {
                Some(inside) => waiting.extend(inside.into_iter().rev()),
                None => found.push(condition),
            },
        }
    }
    found
}

/// What says of the arguments that a node has a value, where that is plain.
fn inside(graph: &Graph, id: Id) -> Option<Vec<Condition>> {
    Some(match *graph.node(id) {
        Node::Call(f, a) => match (f.row().begins_at_zero(), never_negative(graph, a)) {
            (Some(true), true) => vec![Condition::Defined(a)],
            (Some(_), false) if !graph.is_total(a) => return None,
            (Some(true), false) => vec![Condition::NotNegative(a)],
            (Some(false), true) => vec![Condition::NotZero(a)],
            (Some(false), false) => vec![Condition::NotNegative(a), Condition::NotZero(a)],
            (None, _) => return None,
        },
        // 0 has powers with exponents above 0.
        Node::Power(a, n) if graph.literal(a).is_some_and(Rational::is_zero) => {
            if is_positive_sum(graph, n) {
                vec![Condition::Defined(n)]
            } else if graph.is_total(n) {
                vec![Condition::NotNegative(n), Condition::NotZero(n)]
            } else {
                return None;
            }
        }
        Node::Power(a, n) if graph.literal(n).is_some_and(Rational::is_even) => {
            match graph.literal(n).is_some_and(|n| n.is_negative()) {
                true => vec![Condition::Defined(a), Condition::NotZero(a)],
                false => vec![Condition::Defined(a)],
            }
        }
        Node::Quotient(a, b) => vec![
            Condition::Defined(a),
            Condition::Defined(b),
            Condition::NotZero(b),
        ],
        Node::Sum(a, b) | Node::Difference(a, b) | Node::Product(a, b) => {
            vec![Condition::Defined(a), Condition::Defined(b)]
        }
        Node::Negative(a) => vec![Condition::Defined(a)],
        _ => return None,
    })
}

/// Is it never below 0 where it has a value, as it is written: an even power, a size?
fn never_negative(graph: &Graph, id: Id) -> bool {
    match *graph.node(id) {
        Node::Power(_, n) => graph.literal(n).is_some_and(Rational::is_even),
        Node::Call(f, _) => f.row().is_size(),
        _ => false,
    }
}

/// What holds wherever a formula has a value.
#[derive(Default)]
struct Known {
    parts: HashSet<Id>,
    not_zero: HashSet<Id>,
    not_negative: HashSet<Id>,
}

impl Known {
    fn of(graph: &mut Graph, formula: Id) -> Known {
        let mut known = Known::default();
        for part in graph.parts(&[formula]) {
            known.parts.insert(part);
            match *graph.node(part) {
                Node::Quotient(_, below) => known.put_not_zero(graph, below),
                Node::Power(base, exponent) => {
                    let Some(n) = graph.literal(exponent).cloned() else {
                        continue;
                    };
                    if n.is_negative() {
                        known.put_not_zero(graph, base);
                    }
                    if is_even_root(&n) {
                        known.not_negative.insert(base);
                    }
                }
                Node::Call(f, a) => {
                    let (at_zero, below) = f.row().around_zero();
                    if !at_zero {
                        known.put_not_zero(graph, a);
                    }
                    if !below {
                        known.not_negative.insert(a);
                    }
                }
                _ => {}
            }
        }
        known
    }

    /// Adds a condition to those that are open, unless it is known to hold.
    fn admit(&mut self, graph: &mut Graph, condition: Condition, open: &mut Vec<Condition>) {
        if self.implies(graph, condition) {
            return;
        }
        // What is told of a part says that it has a value.
        let (Condition::NotZero(told) | Condition::NotNegative(told) | Condition::Defined(told)) =
            condition;
        self.parts.extend(graph.parts(&[told]));
        match condition {
            Condition::NotZero(id) => self.put_not_zero(graph, id),
            Condition::NotNegative(id) => {
                self.not_negative.insert(id);
            }
            Condition::Defined(_) => {}
        }
        open.push(condition);
    }

    /// A product is not 0 where none of its factors is.
    fn put_not_zero(&mut self, graph: &mut Graph, id: Id) {
        self.not_zero.extend([id, radicand(graph, id)]);
        if let Some(factors) = Factors::of(graph, id, &mut Manner::Exact) {
            let above = factors.powers.iter().filter(|(_, n)| !n.is_negative());
            for (base, _) in above {
                self.not_zero.extend([*base, radicand(graph, *base)]);
            }
        }
    }

    fn implies(&self, graph: &Graph, condition: Condition) -> bool {
        match condition {
            Condition::NotZero(id) => never_zero(graph, id) || self.not_zero.contains(&id),
            Condition::NotNegative(id) => {
                self.not_negative.contains(&id)
                    || is_positive_sum(graph, id)
                    || graph.literal(id).is_some_and(|n| !n.is_negative())
            }
            Condition::Defined(id) => graph.parts(&[id]).into_iter().all(|part| {
                graph.is_total(part)
                    || self.parts.contains(&part)
                    || match *graph.node(part) {
                        Node::Quotient(_, b) => {
                            self.implies(graph, Condition::NotZero(radicand(graph, b)))
                        }
                        Node::Call(f, a) if f.row().root_degree().is_some_and(|n| n % 2 == 0) => {
                            self.implies(graph, Condition::NotNegative(a))
                        }
                        Node::Negative(_)
                        | Node::Sum(..)
                        | Node::Difference(..)
                        | Node::Product(..) => true,
                        Node::Power(a, n) => {
                            graph.literal(a).is_some_and(Rational::is_zero)
                                && is_positive_sum(graph, n)
                        }
                        // A number such as ln(2).
                        Node::Call(_, a) => graph.literal(a).is_some() && never_zero(graph, part),
                        _ => false,
                    }
            }),
        }
    }
}

/// What a root or a power is 0 with.
fn radicand(graph: &Graph, mut id: Id) -> Id {
    loop {
        id = match *graph.node(id) {
            Node::Call(f, a) if f.row().root_degree().is_some() => a,
            Node::Negative(a) => a,
            Node::Power(a, n)
                if graph
                    .literal(n)
                    .is_some_and(|n| !n.is_negative() && !n.is_zero()) =>
            {
                a
            }
            _ => return id,
        };
    }
}

/// Whether a power with this exponent is real from 0 up only.
pub(super) fn is_even_root(exponent: &Rational) -> bool {
    !exponent.is_odd_below()
}
