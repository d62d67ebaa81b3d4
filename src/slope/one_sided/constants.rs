//! The coefficients of a one-sided series: expressions without variables, and what is known of
//! their values.
//!
//! A coefficient is kept as an expression, so that a one-sided slope can be printed to any number
//! of digits and "is it 0?" can be put to the proof; a rational one is one literal.

use crate::calculus::value::{self, Value};
use crate::expression::{Constant, Function, Graph, Id, Node, simplify};
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use crate::number::work;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Working precisions in bits, tried in turn: the first settles nearly all signs, the last tells
/// numbers apart that agree in 1,200 digits.
pub(super) const BITS: [u64; 3] = [128, 512, 4096];

/// Two exponents of which one was rounded to [`BITS`] are taken for possibly equal when they are
/// this near, as a power of 2: far above the rounding, far below what is ever typed.
const NEAR: i64 = 60;

/// Up to this size coefficients are collected and tidied, which makes equal ones look the same;
/// larger ones are built as they come, in time that does not depend on their size.
const MAX_TIDIED: u32 = 24;

/// Most numbers that are put to the proof for one point: each may take long.
const MAX_PROOFS: u32 = 12;

/// A proof or refutation that an expression is 0 wherever it has a value; `None` where neither is
/// found.
pub type ZeroTest<'a> = &'a mut dyn FnMut(&mut Graph, Id) -> Option<bool>;

/// Arithmetic with coefficients.
pub(super) struct Constants<'a> {
    pub(super) graph: &'a mut Graph,
    zero: ZeroTest<'a>,
    values: [HashMap<Id, Option<Value>>; BITS.len()],
    signs: HashMap<Id, Option<Ordering>>,
    /// How many operations and names each coefficient is written with.
    sizes: HashMap<Id, u32>,
    /// How many more numbers are put to the proof.
    proofs: u32,
    /// Largest number of nodes that the graph may grow to.
    limit: usize,
    /// Exponents that stand for irrational numbers, and for which.
    rounded: HashMap<Rational, Id>,
}

impl<'a> Constants<'a> {
    /// Arithmetic in this graph, to which up to `growth` nodes may be added.
    pub(super) fn new(graph: &'a mut Graph, zero: ZeroTest<'a>, growth: usize) -> Constants<'a> {
        Constants {
            limit: graph.len() + growth,
            graph,
            zero,
            values: Default::default(),
            signs: HashMap::new(),
            sizes: HashMap::new(),
            proofs: MAX_PROOFS,
            rounded: HashMap::new(),
        }
    }

    /// Whether the graph has grown as far as it may, or the question has no work left.
    pub(super) fn is_spent(&self) -> bool {
        self.graph.len() > self.limit || work::is_spent()
    }

    pub(super) fn number(&mut self, n: impl Into<Rational>) -> Id {
        self.graph.number(n)
    }

    pub(super) fn pi(&mut self) -> Id {
        self.graph.add(Node::Constant(Constant::Pi))
    }

    pub(super) fn sum(&mut self, a: Id, b: Id) -> Id {
        if !self.is_large(a, b) {
            return self.built(&Node::Sum(a, b));
        }
        let ((m, x), (n, y)) = (self.split(a), self.split(b));
        if m.is_zero() || n.is_zero() {
            return if m.is_zero() { b } else { a };
        }
        if x == y {
            let factor = self.number(&m + &n);
            return self.product(factor, x);
        }
        // One order and one sign, so that the sums of both sides look alike.
        let ((m, x), (n, y)) = if x < y {
            ((m, x), (n, y))
        } else {
            ((n, y), (m, x))
        };
        let ratio = n.divide(&m).expect("factors that were split off are not 0");
        let ratio = self.number(ratio);
        let y = self.product(ratio, y);
        let sum = self.graph.add(Node::Sum(x, y));
        let m = self.number(m);
        self.product(m, sum)
    }

    pub(super) fn difference(&mut self, a: Id, b: Id) -> Id {
        if !self.is_large(a, b) {
            return self.built(&Node::Difference(a, b));
        }
        let b = self.negative(b);
        self.sum(a, b)
    }

    pub(super) fn product(&mut self, a: Id, b: Id) -> Id {
        if !self.is_large(a, b) {
            return self.built(&Node::Product(a, b));
        }
        let ((m, x), (n, y)) = (self.split(a), self.split(b));
        let factor = &m * &n;
        if factor.is_zero() {
            return self.number(factor);
        }
        let is_number = |k: &Constants<'_>, id: Id| k.graph.literal(id).is_some();
        let rest = match (is_number(self, x), is_number(self, y)) {
            (true, _) => y,
            (_, true) => x,
            _ => self.graph.add(Node::Product(x.min(y), x.max(y))),
        };
        if factor.is_one() {
            return rest;
        }
        let factor = self.number(factor);
        self.graph.add(Node::Product(factor, rest))
    }

    pub(super) fn quotient(&mut self, a: Id, b: Id) -> Id {
        if !self.is_large(a, b) {
            return self.built(&Node::Quotient(a, b));
        }
        let (n, y) = self.split(b);
        let inverse = n.reciprocal().expect("nothing is divided by 0");
        let inverse = self.number(inverse);
        let quotient = if self.graph.literal(y).is_some() {
            a
        } else {
            self.graph.add(Node::Quotient(a, y))
        };
        self.product(inverse, quotient)
    }

    pub(super) fn negative(&mut self, a: Id) -> Id {
        let minus = self.number(-1);
        self.product(minus, a)
    }

    /// The rational number in front, and the rest; 1 is the rest of a number alone.
    fn split(&mut self, id: Id) -> (Rational, Id) {
        match *self.graph.node(id) {
            Node::Number(ref n) => {
                let n = n.clone();
                (n, self.number(1))
            }
            Node::Negative(a) => (-Rational::one(), a),
            Node::Product(n, a) => match self.graph.literal(n) {
                Some(n) => (n.clone(), a),
                None => (Rational::one(), id),
            },
            _ => (Rational::one(), id),
        }
    }

    /// Whether two coefficients together are too large to be tidied.
    fn is_large(&mut self, a: Id, b: Id) -> bool {
        self.size(a).saturating_add(self.size(b)) > MAX_TIDIED
    }

    fn size(&mut self, id: Id) -> u32 {
        let mut waiting = vec![id];
        while let Some(&top) = waiting.last() {
            let node = self.graph.node(top);
            let before = waiting.len();
            waiting.extend(node.arguments().filter(|a| !self.sizes.contains_key(a)));
            if waiting.len() > before {
                continue;
            }
            let inside = node.arguments().map(|a| self.sizes[&a]);
            let size = inside.fold(1, u32::saturating_add);
            self.sizes.insert(top, size);
            waiting.pop();
        }
        self.sizes[&id]
    }

    /// `a ^ b`, in a form in which equal powers look the same: a small whole power as a product,
    /// a real root of a negative number as that of a positive one.
    pub(super) fn power(&mut self, a: Id, b: Id) -> Id {
        const MAX_MULTIPLIED: i64 = 8;
        let Some(exponent) = self.graph.literal(b).cloned() else {
            return self.built(&Node::Power(a, b));
        };
        if let Some(n @ 2..=MAX_MULTIPLIED) = exponent.to_i64() {
            return (1..n).fold(a, |product, _| self.product(product, a));
        }
        if exponent.is_integer() {
            return self.built(&Node::Power(a, b));
        }
        // There is a power of a number below 0 only where the exponent is odd below.
        if self.sign(a) != Some(Ordering::Less) {
            return self.root(a, &exponent);
        }
        let size = self.negative(a);
        let power = self.root(size, &exponent);
        if exponent.is_odd_above() {
            self.negative(power)
        } else {
            power
        }
    }

    /// `a ^ exponent` for a number not below 0, as a whole power times a root.
    fn root(&mut self, a: Id, exponent: &Rational) -> Id {
        let whole = Rational::new(exponent.floor(), 1.into()).expect("1 is not 0");
        let part = exponent - &whole;
        let degree = [2, 3].into_iter();
        let mut degree = degree.filter(|degree| *part.denominator() == (*degree).into());
        let name = degree
            .next()
            .and_then(|degree| Function::of_power(1, degree));
        let (Some(f), true) = (name, whole.abs() < Rational::integer(8)) else {
            let exponent = self.number(exponent.clone());
            return self.built(&Node::Power(a, exponent));
        };
        let root = self.call(f, a);
        let root = if *part.numerator() == 1.into() {
            root
        } else {
            self.product(root, root)
        };
        if whole.is_zero() {
            return root;
        }
        let whole = self.number(whole);
        let front = self.power(a, whole);
        self.product(front, root)
    }

    pub(super) fn call(&mut self, f: Function, a: Id) -> Id {
        self.built(&Node::Call(f, a))
    }

    /// An operation on coefficients at which it has a value, as a literal where it is rational.
    pub(super) fn built(&mut self, node: &Node) -> Id {
        let graph = &mut *self.graph;
        let id = match *node {
            Node::Negative(a) => simplify::negative(graph, a),
            Node::Sum(a, b) => simplify::sum(graph, a, b),
            Node::Difference(a, b) => simplify::difference(graph, a, b),
            Node::Product(a, b) => simplify::product(graph, a, b),
            Node::Quotient(a, b) => simplify::quotient(graph, a, b),
            Node::Power(a, b) => simplify::power(graph, a, b),
            Node::Call(f, a) => simplify::call(graph, f, a),
            Node::Call2(f, a, b) => simplify::call2(graph, f, a, b),
            Node::Number(_) | Node::Constant(_) | Node::Variable(_) => graph.add(node.clone()),
        };
        self.folded(id)
    }

    /// The same number as a literal or a multiple of π, where it is known to be one.
    pub(super) fn folded(&mut self, id: Id) -> Id {
        if self.graph.literal(id).is_some() {
            return id;
        }
        match self.value(id, 0) {
            Some(Value::Exact(Exact::Rational(n))) => self.number(n),
            Some(Value::Exact(Exact::Pi(n))) => {
                let (n, pi) = (self.number(n), self.pi());
                simplify::product(self.graph, n, pi)
            }
            // A step of a number that is only enclosed is a whole number all the same.
            Some(Value::Ball(ball)) if ball.is_exact() => match ball.lower() {
                Ok(n) => self.number(n),
                Err(_) => id,
            },
            _ => id,
        }
    }

    /// The value at one of the precisions, where there is one.
    pub(super) fn value(&mut self, id: Id, level: usize) -> Option<Value> {
        let known = &mut self.values[level];
        let mut waiting = vec![id];
        while let Some(&top) = waiting.last() {
            if known.contains_key(&top) {
                waiting.pop();
                continue;
            }
            let node = self.graph.node(top);
            let before = waiting.len();
            waiting.extend(node.arguments().filter(|a| !known.contains_key(a)));
            if waiting.len() > before {
                continue;
            }
            let value = match node {
                Node::Number(n) => Some(Value::Exact(n.clone().into())),
                Node::Constant(c) => Some(Value::Exact(c.exact())),
                Node::Variable(_) => None,
                _ => power_of_root(self.graph, node, known).or_else(|| {
                    let arguments = node.arguments().map(|a| known[&a].as_ref());
                    let arguments: Option<Vec<&Value>> = arguments.collect();
                    value::compute(node, &arguments?, BITS[level]).ok()
                }),
            };
            known.insert(top, value);
            waiting.pop();
        }
        known[&id].clone()
    }

    /// The sign, as a comparison with 0; `None` where it is not settled.
    pub(super) fn sign(&mut self, id: Id) -> Option<Ordering> {
        if let Some(n) = self.graph.literal(id) {
            return Some(n.sign());
        }
        if let Some(&sign) = self.signs.get(&id) {
            return sign;
        }
        let sign = self.settled_sign(id);
        self.signs.insert(id, sign);
        sign
    }

    fn settled_sign(&mut self, id: Id) -> Option<Ordering> {
        for level in 0..BITS.len() {
            if let Some(sign) = self.value(id, level).and_then(|value| value.sign()) {
                return Some(sign);
            }
            // The proof is dearer than a few more bits and cheaper than thousands of them.
            if level == 1 {
                if self.proofs == 0 {
                    return None;
                }
                if self.vanishes(id) {
                    return Some(Ordering::Equal);
                }
            }
        }
        None
    }

    /// Whether it is proved that this expression is 0 wherever it has a value.
    pub(super) fn vanishes(&mut self, id: Id) -> bool {
        if self.proofs == 0 {
            return false;
        }
        self.proofs -= 1;
        (self.zero)(self.graph, id) == Some(true)
    }

    /// How two coefficients compare.
    pub(super) fn compare(&mut self, a: Id, b: Id) -> Option<Ordering> {
        if a == b {
            return Some(Ordering::Equal);
        }
        let difference = self.difference(a, b);
        self.sign(difference)
    }

    /// The coefficient as an exponent: itself where it is rational, else rounded.
    pub(super) fn exponent(&mut self, id: Id) -> Option<Rational> {
        if let Some(Value::Exact(Exact::Rational(n))) = self.value(id, 0) {
            return Some(n);
        }
        let middle = self.value(id, 1)?.ball(BITS[1]).ok()?.midpoint();
        let middle = middle.lower().ok()?;
        let known = *self.rounded.entry(middle.clone()).or_insert(id);
        (known == id).then_some(middle)
    }

    /// Whether two exponents may be equal although they look different, one of them having been
    /// rounded.
    pub(super) fn alike(&self, a: &Rational, b: &Rational) -> bool {
        let distance = (a - b).abs();
        !self.rounded.is_empty()
            && !distance.is_zero()
            && distance < Rational::dyadic(&1.into(), -NEAR)
    }
}

/// The exact value of `sqrt(u)^n` and the like, for u above 0.
fn power_of_root(graph: &Graph, node: &Node, known: &HashMap<Id, Option<Value>>) -> Option<Value> {
    let Node::Power(root, n) = node else {
        return None;
    };
    let (inside, exponent) = match graph.node(*root) {
        Node::Call(f, u) => (*u, Rational::ratio(1, f.row().root_degree()?)),
        _ => return None,
    };
    let exponent = &exponent * graph.literal(*n)?;
    let Some(Value::Exact(inside)) = known.get(&inside)? else {
        return None;
    };
    let above = inside.sign().is_gt();
    let power = inside.power(&exponent.into()).filter(|_| above)?;
    Some(Value::Exact(power))
}
