//! The coefficients of a one-sided series: expressions without variables, and what is known of
//! their values.
//!
//! A coefficient is kept as an expression, so that a one-sided slope can be printed to any number
//! of digits and "is it 0?" can be put to the proof; a rational one is one literal.

use crate::calculus::value::{self, Value};
use crate::expression::functions::{Breaks, Domain};
use crate::expression::{Constant, Function, Graph, Id, Node, simplify};
use crate::number::ball::Ball;
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Working precisions in bits, tried in turn: the first settles nearly all signs, the last tells
/// numbers apart that agree in 1,200 digits.
const BITS: [u64; 3] = [128, 512, 4096];

/// Two exponents of which one was rounded to [`BITS`] are taken for possibly equal when they are
/// this near, as a power of 2: far above the rounding, far below what is ever typed.
const NEAR: i64 = 60;

/// A proof or refutation that an expression is 0 wherever it has a value; `None` where neither is
/// found.
pub type ZeroTest<'a> = &'a mut dyn FnMut(&mut Graph, Id) -> Option<bool>;

/// Where a number lies among the breaks of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// Exactly at the break of this index (0 for breaks without end).
    At(usize),
    /// On the stretch of this index, counted from the left (0 for breaks without end).
    Between(usize),
}

/// Arithmetic with coefficients.
pub(super) struct Constants<'a> {
    pub(super) graph: &'a mut Graph,
    zero: ZeroTest<'a>,
    values: [HashMap<Id, Option<Value>>; BITS.len()],
    signs: HashMap<Id, Option<Ordering>>,
    /// Exponents that stand for irrational numbers, and for which.
    rounded: HashMap<Rational, Id>,
}

impl<'a> Constants<'a> {
    pub(super) fn new(graph: &'a mut Graph, zero: ZeroTest<'a>) -> Constants<'a> {
        Constants {
            graph,
            zero,
            values: Default::default(),
            signs: HashMap::new(),
            rounded: HashMap::new(),
        }
    }

    pub(super) fn number(&mut self, n: impl Into<Rational>) -> Id {
        self.graph.number(n)
    }

    pub(super) fn pi(&mut self) -> Id {
        self.graph.add(Node::Constant(Constant::Pi))
    }

    pub(super) fn sum(&mut self, a: Id, b: Id) -> Id {
        self.built(&Node::Sum(a, b))
    }

    pub(super) fn difference(&mut self, a: Id, b: Id) -> Id {
        self.built(&Node::Difference(a, b))
    }

    pub(super) fn product(&mut self, a: Id, b: Id) -> Id {
        self.built(&Node::Product(a, b))
    }

    pub(super) fn quotient(&mut self, a: Id, b: Id) -> Id {
        self.built(&Node::Quotient(a, b))
    }

    pub(super) fn negative(&mut self, a: Id) -> Id {
        self.built(&Node::Negative(a))
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
        let negative = !exponent.is_integer() && self.sign(a) == Some(Ordering::Less);
        if !negative || !exponent.denominator().bit(0) {
            return self.built(&Node::Power(a, b));
        }
        let size = self.negative(a);
        let power = self.built(&Node::Power(size, b));
        if exponent.numerator().bit(0) {
            self.negative(power)
        } else {
            power
        }
    }

    pub(super) fn call(&mut self, f: Function, a: Id) -> Id {
        self.built(&Node::Call(f, a))
    }

    /// An operation on coefficients at which it has a value, as a literal where it is rational.
    pub(super) fn built(&mut self, node: &Node) -> Id {
        if let Node::Call(f, a) = *node
            && let Some(known) = self.classroom(f, a)
        {
            return known;
        }
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

    /// sin and cos at odd multiples of π/4, π/3 and π/6 in square roots, DLMF 4.17(i): there sin(π/4)
    /// and cos(π/4) look the same.
    fn classroom(&mut self, f: Function, a: Id) -> Option<Id> {
        let right_angle = Rational::ratio(1, 2);
        let Some(Value::Exact(Exact::Pi(angle))) = self.value(a, 0) else {
            return None;
        };
        let angle = match f {
            Function::Sin => angle,
            Function::Cos => &angle + &right_angle,
            _ => return None,
        };
        let twelfths = (&angle * &Rational::integer(12)).to_i64()?.rem_euclid(24);
        let (below, radicand) = match twelfths % 12 {
            3 | 9 => (2, 2),
            4 | 8 => (2, 3),
            _ => return None,
        };
        let radicand = self.number(radicand);
        let root = self.graph.add(Node::Call(Function::Sqrt, radicand));
        let sign = if twelfths < 12 { 1 } else { -1 };
        let factor = self.number(Rational::ratio(sign, below));
        Some(self.product(factor, root))
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
            if level == 1 && (self.zero)(self.graph, id) == Some(true) {
                return Some(Ordering::Equal);
            }
        }
        None
    }

    /// Is this expression in the moving variable 0 wherever it has a value?
    pub(super) fn vanishes(&mut self, id: Id) -> bool {
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

    /// May two exponents be equal although they look different, one of them having been rounded?
    pub(super) fn alike(&self, a: &Rational, b: &Rational) -> bool {
        let distance = (a - b).abs();
        !self.rounded.is_empty()
            && !distance.is_zero()
            && distance < Rational::dyadic(&1.into(), -NEAR)
    }

    /// Where a number lies among the breaks of a function of one argument, and the number itself,
    /// exact if it is a break.
    pub(super) fn located(&mut self, f: Function, x: Id) -> Option<(Position, Id)> {
        let Domain::Line { breaks, .. } = f.row().domain else {
            return None;
        };
        let Breaks::Points(points) = breaks else {
            let candidate = match self.nearest(breaks, x)? {
                Some(candidate) => candidate,
                None => return Some((Position::Between(0), x)),
            };
            return Some(match self.compare(x, candidate)? {
                Ordering::Equal => (Position::At(0), candidate),
                _ => (Position::Between(0), x),
            });
        };
        for (index, &point) in points.iter().enumerate() {
            let point = self.number(point);
            match self.compare(x, point)? {
                Ordering::Less => return Some((Position::Between(index), x)),
                Ordering::Equal => return Some((Position::At(index), point)),
                Ordering::Greater => {}
            }
        }
        Some((Position::Between(points.len()), x))
    }

    /// The break nearest to a number; `Some(None)` where none is near, `None` where the number is
    /// not known well enough.
    fn nearest(&mut self, breaks: Breaks, x: Id) -> Option<Option<Id>> {
        let ball = self.value(x, 1)?.ball(BITS[1]).ok()?;
        let ball = match breaks {
            Breaks::MultiplesOfPi | Breaks::OddMultiplesOfHalfPi => {
                ball.div(&Ball::pi(BITS[1]), BITS[1]).ok()?
            }
            _ => ball,
        };
        let (low, high) = (ball.lower().ok()?, ball.upper().ok()?);
        let half = Rational::ratio(1, 2);
        if &high - &low > Rational::ratio(1, 8) {
            return None;
        }
        let whole = |n: Rational| Rational::new(n.floor(), 1.into()).expect("1 is not 0");
        let n = match breaks {
            Breaks::HalfIntegers | Breaks::OddMultiplesOfHalfPi => &whole(low) + &half,
            _ => whole(&low + &half),
        };
        Some(match breaks {
            Breaks::NonPositiveIntegers if n.sign().is_gt() => None,
            Breaks::MultiplesOfPi | Breaks::OddMultiplesOfHalfPi => {
                let (n, pi) = (self.number(n), self.pi());
                Some(self.product(n, pi))
            }
            _ => Some(self.number(n)),
        })
    }

    /// The number, as the literal 0 if it is 0.
    fn or_zero(&mut self, id: Id) -> Option<Id> {
        Some(match self.sign(id)? {
            Ordering::Equal => self.number(0),
            _ => id,
        })
    }

    /// Arguments of an operation, exact where they lie on one of its breaks.
    pub(super) fn settled(&mut self, node: &Node, arguments: &[Id]) -> Option<Vec<Id>> {
        Some(match (node, arguments) {
            (Node::Quotient(..), &[a, b]) => vec![a, self.or_zero(b)?],
            (Node::Power(..), &[a, b]) => match self.graph.literal(b) {
                Some(n) if n.is_integer() && n.sign().is_ge() => vec![a, b],
                _ => vec![self.or_zero(a)?, b],
            },
            (Node::Call(f, _), &[a]) => vec![self.located(*f, a)?.1],
            (Node::Call2(f, ..), &[a, b]) => match f.row().domain {
                Domain::EqualArguments => vec![a, b],
                Domain::Origin | Domain::Angle => vec![self.or_zero(a)?, self.or_zero(b)?],
                Domain::Logarithm => {
                    let one = self.number(1);
                    let base = match self.compare(b, one)? {
                        Ordering::Equal => one,
                        _ => self.or_zero(b)?,
                    };
                    vec![self.or_zero(a)?, base]
                }
                Domain::Polygamma | Domain::Line { .. } => {
                    vec![a, self.located(Function::Gamma, b)?.1]
                }
            },
            _ => arguments.to_vec(),
        })
    }

    /// The value of an operation on numbers: `Ok(None)` where it has none, `Err` where that is not
    /// settled. `fixed`: does the exponent of a power not move?
    pub(super) fn applied(
        &mut self,
        node: &Node,
        arguments: &[Id],
        fixed: bool,
    ) -> Result<Option<Id>, Unsettled> {
        if let (Node::Call2(f @ (Function::Min | Function::Max), ..), &[a, b]) = (node, arguments) {
            let first = match self.compare(a, b).ok_or(Unsettled)? {
                Ordering::Less => *f == Function::Min,
                Ordering::Equal => true,
                Ordering::Greater => *f == Function::Max,
            };
            return Ok(Some(if first { a } else { b }));
        }
        let settled = self.settled(node, arguments).ok_or(Unsettled)?;
        let values = settled
            .iter()
            .map(|&a| self.value(a, 0))
            .collect::<Option<Vec<Value>>>()
            .ok_or(Unsettled)?;
        let values: Vec<&Value> = values.iter().collect();
        let place = value::place(self.graph, node, &values, |_| fixed);
        match place {
            value::Place::Outside => Ok(None),
            value::Place::Undecided => Err(Unsettled),
            value::Place::Break | value::Place::Inside => {
                let mut next = settled.iter();
                let node = node.with_arguments(|a| *next.next().unwrap_or(&a));
                Ok(Some(match node {
                    Node::Power(a, b) => self.power(a, b),
                    node => self.built(&node),
                }))
            }
        }
    }
}

/// The exact value of `sqrt(u)^n` and the like, for u above 0.
fn power_of_root(graph: &Graph, node: &Node, known: &HashMap<Id, Option<Value>>) -> Option<Value> {
    let Node::Power(root, n) = node else {
        return None;
    };
    let (inside, exponent) = match graph.node(*root) {
        Node::Call(Function::Sqrt, u) => (*u, Rational::ratio(1, 2)),
        Node::Call(Function::Cbrt, u) => (*u, Rational::ratio(1, 3)),
        Node::Power(u, m) => (*u, graph.literal(*m)?.clone()),
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

/// It is not settled whether there is a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unsettled;
