//! The value of an expression at a point: exact where it is exact, else enclosed.

use crate::expression::functions::{
    Breaks, Domain, Enclosure, Line, Mark, Meeting, Position, Special, Unit,
};
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::ball::{Ball, Undefined};
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use crate::number::work;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Roots of this degree and above are taken through exp and ln: an integer root of degree 2047
/// took over a second.
const MAX_ROOT_DEGREE: u32 = 64;

/// Work on a node beside that of its operation, which is counted where it is done.
const NODE_WORK: u64 = 200;

/// Bits of an exact fraction from which its cost is counted, and what may be spent on such: their
/// common factors take the square of their length to find.
const LONG_FRACTION: u64 = 1 << 10;
const MAX_FRACTION_WORK: u64 = 1 << 33;

/// A value: known without rounding, or enclosed.
#[derive(Clone, Debug)]
pub enum Value {
    /// Known without rounding.
    Exact(Exact),
    /// Somewhere in this ball.
    Ball(Ball),
}

impl Value {
    /// As an enclosure at this working precision.
    ///
    /// # Errors
    /// `TooLarge` where e to a power passes the limit of exponents.
    pub fn ball(&self, bits: u64) -> Result<Ball, Undefined> {
        match self {
            Value::Ball(ball) => Ok(ball.clone()),
            Value::Exact(Exact::Rational(n)) => Ok(Ball::from_rational(n, bits)),
            Value::Exact(Exact::Pi(n)) => {
                Ball::pi(bits + 8).mul(&Ball::from_rational(n, bits + 8), bits)
            }
            Value::Exact(Exact::Exp(n)) => Ball::from_rational(n, bits + 64).exp(bits),
        }
    }

    /// Its sign as a comparison with 0, where the enclosure settles it.
    pub fn sign(&self) -> Option<Ordering> {
        match self {
            Value::Exact(exact) => Some(exact.sign()),
            Value::Ball(ball) => ball.sign(),
        }
    }

    /// The rational number that it is known to be, if it is.
    pub fn rational(&self) -> Option<&Rational> {
        match self {
            Value::Exact(exact) => exact.rational(),
            Value::Ball(_) => None,
        }
    }

    /// Is it known to be 0?
    pub fn is_zero(&self) -> bool {
        matches!(self, Value::Exact(exact) if exact.is_zero())
    }

    /// How it compares with a number of the table, where the enclosure settles it.
    fn compare(&self, mark: Mark) -> Option<Ordering> {
        if mark.halves == 0 {
            return self.sign();
        }
        match self {
            Value::Exact(Exact::Rational(value)) if mark.unit == Unit::One => {
                Some(value.cmp(&mark.units()))
            }
            // A multiple of π or a power of e is never a rational number other than those above: a
            // fraction may be as near to it as its length allows, and no nearer.
            other => {
                const BITS: u64 = 96;
                let most = BITS + other.rational().map_or(0, |n| 2 * n.bits());
                let mut bits = BITS;
                loop {
                    let order = other.ball(bits).ok()?.compare(&mark.ball(bits).ok()?);
                    if order.is_some() || bits > most {
                        return order;
                    }
                    bits *= 2;
                }
            }
        }
    }
}

/// Where a node's argument lies with regard to its function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The function is smooth there.
    Inside,
    /// It has a value there but may have no derivative: a kink, a jump, the end of its domain.
    Break,
    /// It has no value there.
    Outside,
    /// The enclosure is too wide to tell.
    Undecided,
}

/// Why there are no values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// This node has no value at the point.
    Outside {
        /// The node.
        node: Id,
    },
    /// It is not settled whether this node has one, or whether it is smooth: the argument is too
    /// near a break.
    Undecided {
        /// The node.
        node: Id,
    },
    /// The value of this node is past a limit.
    TooLarge {
        /// The node.
        node: Id,
    },
    /// At this node the work was done that the question may take.
    TooMuchWork {
        /// The node.
        node: Id,
    },
}

/// The values of all parts of some expressions at a point.
#[derive(Clone, Debug)]
pub struct Values {
    /// In evaluation order; graphs hold much that a question does not need.
    parts: Vec<Id>,
    of: Vec<Option<Value>>,
    /// The nodes that depend on the moving variable and sit exactly on a break, in evaluation order.
    pub breaks: Vec<Id>,
}

impl Values {
    /// The value of a part.
    ///
    /// # Panics
    /// Where `id` is no part of what was evaluated.
    pub fn of(&self, id: Id) -> &Value {
        self.of[self.rank(id)]
            .as_ref()
            .expect("every part was evaluated")
    }

    fn rank(&self, id: Id) -> usize {
        let found = self.parts.binary_search(&id);
        found.expect("it is a part of what is evaluated")
    }
}

/// Values that parts are known to have: certain rationals although they were computed as enclosures,
/// or enclosures of a variable that is no fraction.
pub type Known = HashMap<Id, Value>;

/// Evaluates `roots` and all their parts at a point.
///
/// `point`: each variable with an expression that has no variables. `moving`: the variable that a
/// slope is taken by; only nodes that depend on it count as sitting on a break. `bits`: working
/// precision of enclosures. `known`: zero proofs and the like.
///
/// # Errors
/// The first part, in evaluation order, that has no value, or where that is not settled; a variable
/// without a value in `point` is not settled.
pub fn evaluate(
    graph: &Graph,
    roots: &[Id],
    point: &[(Variable, Id)],
    moving: Option<Variable>,
    bits: u64,
    known: &Known,
) -> Result<Values, Stop> {
    work::within(work::limit(bits), || {
        let mut evaluation = Evaluation::new(graph, roots, point, bits, known);
        let parts = evaluation.values.parts.clone();
        evaluation.run(&parts, moving)?;
        Ok(evaluation.values)
    })
}

/// As [`evaluate`] for a function and then, where no node of it sits on a break, for its derivative,
/// which has no value where the function is not smooth.
///
/// # Errors
/// As [`evaluate`].
pub fn evaluate_both(
    graph: &Graph,
    (function, derivative): (Id, Id),
    point: &[(Variable, Id)],
    moving: Variable,
    bits: u64,
    known: &Known,
) -> Result<Values, Stop> {
    work::within(work::limit(bits), || {
        let roots = [function, derivative];
        let mut evaluation = Evaluation::new(graph, &roots, point, bits, known);
        evaluation.run(&graph.parts(&[function]), Some(moving))?;
        if evaluation.values.breaks.is_empty() {
            // What is constant beside the moving variable makes a difference to breaks alone.
            evaluation.moves.fill(false);
            let parts = evaluation.values.parts.clone();
            evaluation.run(&parts, None)?;
        }
        Ok(evaluation.values)
    })
}

/// An evaluation under way.
struct Evaluation<'a> {
    graph: &'a Graph,
    point: &'a [(Variable, Id)],
    bits: u64,
    known: &'a Known,
    values: Values,
    /// For each part: does it depend on the moving variable?
    moves: Vec<bool>,
    /// What long exact fractions have cost so far.
    fractions: u64,
}

impl<'a> Evaluation<'a> {
    fn new(
        graph: &'a Graph,
        roots: &[Id],
        point: &'a [(Variable, Id)],
        bits: u64,
        known: &'a Known,
    ) -> Evaluation<'a> {
        let mut needed: Vec<Id> = roots.to_vec();
        needed.extend(point.iter().map(|(_, value)| *value));
        let parts = graph.parts(&needed);
        Evaluation {
            graph,
            point,
            bits,
            known,
            moves: vec![false; parts.len()],
            values: Values {
                of: vec![None; parts.len()],
                parts,
                breaks: Vec::new(),
            },
            fractions: 0,
        }
    }

    /// Evaluates what has no value yet: the parts of the point, which come in whatever order they were
    /// read since variables take theirs from them, and `parts`.
    fn run(&mut self, parts: &[Id], moving: Option<Variable>) -> Result<(), Stop> {
        let at: Vec<Id> = self.point.iter().map(|(_, id)| *id).collect();
        let at = self.graph.parts(&at);
        for &id in at.iter().chain(parts) {
            let rank = self.values.rank(id);
            if self.values.of[rank].is_some() {
                continue;
            }
            self.moves[rank] = match self.graph.node(id) {
                Node::Variable(v) => Some(*v) == moving,
                node => node.arguments().any(|a| self.moves[self.values.rank(a)]),
            };
            work::spend(NODE_WORK + self.bits / 64);
            if work::is_spent() {
                return Err(Stop::TooMuchWork { node: id });
            }
            let value = match self.known.get(&id) {
                Some(value) => value.clone(),
                None => self.value(id, self.moves[rank])?,
            };
            self.values.of[rank] = Some(value);
        }
        Ok(())
    }

    /// The value of a node whose arguments have theirs.
    fn value(&mut self, id: Id, moves: bool) -> Result<Value, Stop> {
        let node = self.graph.node(id);
        Ok(match node {
            Node::Number(n) => Value::Exact(n.clone().into()),
            Node::Constant(c) => Value::Exact(c.exact()),
            Node::Variable(v) => {
                // A variable that was given no value leaves what uses it undecided.
                let Some((_, at)) = self.point.iter().find(|(name, _)| name == v) else {
                    return Err(Stop::Undecided { node: id });
                };
                self.values.of(*at).clone()
            }
            _ => {
                let values = &self.values;
                let constant = |a: Id| !self.moves[values.rank(a)];
                let arguments: Vec<&Value> = node.arguments().map(|a| values.of(a)).collect();
                let place = place(self.graph, node, &arguments, constant);
                match place {
                    Place::Outside => return Err(Stop::Outside { node: id }),
                    Place::Undecided => return Err(Stop::Undecided { node: id }),
                    Place::Break | Place::Inside => {}
                }
                let value = compute_within(node, &arguments, self.bits, &mut self.fractions);
                let value = value.map_err(|why| match why {
                    Undefined::Outside => Stop::Outside { node: id },
                    Undefined::Straddles => Stop::Undecided { node: id },
                    Undefined::TooLarge => Stop::TooLarge { node: id },
                    Undefined::TooMuchWork => Stop::TooMuchWork { node: id },
                })?;
                if place == Place::Break && moves {
                    self.values.breaks.push(id);
                }
                value
            }
        })
    }
}

/// Where the arguments of a node lie with regard to its operation. `constant`: is this argument
/// independent of the variable that moves?
pub fn place(
    graph: &Graph,
    node: &Node,
    arguments: &[&Value],
    constant: impl Fn(Id) -> bool,
) -> Place {
    match *node {
        Node::Quotient(..) => match arguments[1].sign() {
            Some(Ordering::Equal) => Place::Outside,
            Some(_) => Place::Inside,
            None => Place::Undecided,
        },
        Node::Power(_, exponent) => {
            let fixed = graph
                .literal(exponent)
                .or_else(|| arguments[1].rational().filter(|_| constant(exponent)));
            power_place(arguments[0], arguments[1], fixed)
        }
        Node::Call(f, _) | Node::Call2(f, _, _) => function_place(f, arguments),
        _ => Place::Inside,
    }
}

fn power_place(base: &Value, exponent: &Value, fixed: Option<&Rational>) -> Place {
    let Some(sign) = base.sign() else {
        let whole = fixed.is_some_and(|n| n.is_integer() && !n.is_negative());
        return if whole {
            Place::Inside
        } else {
            Place::Undecided
        };
    };
    match (fixed, sign) {
        (_, Ordering::Greater) => Place::Inside,
        (Some(n), _) if n.is_integer() && !n.is_negative() => Place::Inside,
        (Some(n), Ordering::Equal) if n.is_negative() => Place::Outside,
        (Some(_), Ordering::Equal) => Place::Break,
        (Some(n), Ordering::Less) if n.is_odd_below() => Place::Inside,
        (_, Ordering::Less) => Place::Outside,
        // 0^b for b > 0 is 0; else it has no value.
        (None, Ordering::Equal) => match exponent.sign() {
            Some(Ordering::Greater) => Place::Break,
            Some(_) => Place::Outside,
            None => Place::Undecided,
        },
    }
}

/// Where the arguments of a function of the table lie.
pub fn function_place(function: Function, arguments: &[&Value]) -> Place {
    let plane = match &function.row().domain {
        Domain::Line(line) => return line_place(line, arguments[0]),
        Domain::Plane(plane) => plane,
    };
    match &plane.breaks {
        Meeting::EqualArguments => match compare(arguments[0], arguments[1]) {
            Some(Ordering::Equal) => Place::Break,
            Some(_) => Place::Inside,
            None => Place::Undecided,
        },
        Meeting::Origin => match (arguments[0].sign(), arguments[1].sign()) {
            (Some(Ordering::Equal), Some(Ordering::Equal)) => Place::Break,
            (Some(Ordering::Less | Ordering::Greater), _)
            | (_, Some(Ordering::Less | Ordering::Greater)) => Place::Inside,
            _ => Place::Undecided,
        },
        Meeting::Angle => match (arguments[0].sign(), arguments[1].sign()) {
            (_, Some(Ordering::Greater)) | (Some(Ordering::Less | Ordering::Greater), _) => {
                Place::Inside
            }
            (Some(Ordering::Equal), Some(Ordering::Less)) => Place::Break,
            (Some(Ordering::Equal), Some(Ordering::Equal)) => Place::Outside,
            _ => Place::Undecided,
        },
        Meeting::Logarithm => {
            let base = [arguments[1].sign(), arguments[1].compare(Mark::whole(1))];
            match (arguments[0].sign(), base) {
                (Some(Ordering::Less | Ordering::Equal), _)
                | (_, [Some(Ordering::Less | Ordering::Equal), _] | [_, Some(Ordering::Equal)]) => {
                    Place::Outside
                }
                (None, _) | (_, [None, _] | [_, None]) => Place::Undecided,
                _ => Place::Inside,
            }
        }
        Meeting::Order(lattice) => {
            let whole = arguments[0]
                .rational()
                .is_some_and(|n| n.is_integer() && !n.is_negative());
            match position(&Breaks::Lattice(*lattice), arguments[1]) {
                _ if !whole => Place::Outside,
                Some(Position::At(_)) => Place::Outside,
                Some(Position::Between(_)) => Place::Inside,
                None => Place::Undecided,
            }
        }
    }
}

fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (a.rational(), b.rational()) {
        return Some(a.cmp(b));
    }
    if let (Value::Exact(a), Value::Exact(b)) = (a, b)
        && a == b
    {
        return Some(Ordering::Equal);
    }
    a.ball(192).ok()?.compare(&b.ball(192).ok()?)
}

fn line_place(line: &Line, x: &Value) -> Place {
    match position(&line.breaks, x) {
        Some(Position::At(index)) if line.breaks.is_defined(index) => Place::Break,
        Some(Position::Between(index)) if line.stretches[index].is_some() => Place::Inside,
        Some(_) => Place::Outside,
        None => Place::Undecided,
    }
}

/// Where a value lies among breaks; `None` where the enclosure is too wide to tell.
fn position(breaks: &Breaks, x: &Value) -> Option<Position> {
    const BITS: u64 = 192;
    match breaks {
        Breaks::Points(points) => {
            for (index, point) in points.iter().enumerate() {
                match x.compare(point.at)? {
                    Ordering::Less => return Some(Position::Between(index)),
                    Ordering::Equal => return Some(Position::At(index)),
                    Ordering::Greater => {}
                }
            }
            Some(Position::Between(points.len()))
        }
        Breaks::Lattice(lattice) => {
            if let Value::Exact(exact) = x
                && let Some(position) = lattice.of_exact(exact)
            {
                return Some(position);
            }
            lattice.of_ball(&x.ball(BITS).ok()?)
        }
    }
}

/// The value of one operation on its arguments, which lie where it is defined.
pub(crate) fn compute(node: &Node, arguments: &[&Value], bits: u64) -> Result<Value, Undefined> {
    compute_within(node, arguments, bits, &mut 0)
}

/// As [`compute`]; `fractions` counts what long exact fractions have cost so far.
fn compute_within(
    node: &Node,
    arguments: &[&Value],
    bits: u64,
    fractions: &mut u64,
) -> Result<Value, Undefined> {
    let long = arguments
        .iter()
        .filter_map(|a| a.rational())
        .map(Rational::bits)
        .max();
    if let Some(long) = long.filter(|&long| long > LONG_FRACTION) {
        *fractions = fractions.saturating_add(long * long);
    }
    if *fractions <= MAX_FRACTION_WORK
        && let Some(exact) = exact(node, arguments)
    {
        return Ok(Value::Exact(exact));
    }
    // A rational that outgrew its limit is a ball from here on.
    let balls = arguments
        .iter()
        .map(|a| a.ball(bits))
        .collect::<Result<Vec<Ball>, _>>()?;
    let (a, b) = (&balls[0], balls.get(1).unwrap_or(&balls[0]));
    let ball = match *node {
        Node::Negative(_) => Ball::zero().sub(a, bits),
        Node::Sum(..) => a.add(b, bits),
        Node::Difference(..) => a.sub(b, bits),
        Node::Product(one, other) if one == other => a.square(bits)?,
        Node::Product(..) => a.mul(b, bits)?,
        Node::Quotient(..) => a.div(b, bits)?,
        Node::Power(..) => power(arguments, a, b, bits)?,
        Node::Call(f, _) | Node::Call2(f, _, _) => match f.row().ball {
            Enclosure::One(value) => value(a, bits)?,
            Enclosure::Two(value) => value(a, b, bits)?,
        },
        Node::Number(_) | Node::Constant(_) | Node::Variable(_) => {
            unreachable!("leaves have no arguments")
        }
    };
    // A step of an enclosure is a whole number without rounding, and steps of it may sit on a break.
    if let Node::Call(f, _) = node
        && f.row().step
        && ball.is_exact()
        && let Ok(whole) = ball.lower()
    {
        return Ok(Value::Exact(whole.into()));
    }
    Ok(Value::Ball(ball))
}

fn exact(node: &Node, arguments: &[&Value]) -> Option<Exact> {
    let of = |at: usize| match arguments.get(at) {
        Some(Value::Exact(exact)) => Some(exact),
        _ => None,
    };
    match *node {
        // x - x is 0 whatever x is; 0 times anything that has a value is 0.
        Node::Difference(a, b) if a == b => Some(Rational::zero().into()),
        Node::Quotient(a, b) if a == b => Some(Rational::one().into()),
        Node::Product(..) if arguments.iter().any(|a| a.is_zero()) => Some(Rational::zero().into()),
        Node::Negative(_) => of(0)?.negative(),
        Node::Sum(..) => of(0)?.sum(of(1)?),
        Node::Difference(..) => of(0)?.sum(&of(1)?.negative()?),
        Node::Product(..) => of(0)?.product(of(1)?),
        Node::Quotient(..) => of(0)?.quotient(of(1)?),
        Node::Power(..) if of(1).is_some_and(Exact::is_zero) => Some(Rational::one().into()),
        Node::Power(..) => of(0)?.power(of(1)?),
        Node::Call(f, _) | Node::Call2(f, _, _) => match f.row().exact {
            Special::One(value) => value(of(0)?),
            Special::Two(value) => value(of(0)?, of(1)?),
            Special::None => None,
        },
        Node::Number(_) | Node::Constant(_) | Node::Variable(_) => None,
    }
}

/// `a ^ b`: whole powers by multiplication, small roots directly, else through exp and ln.
fn power(arguments: &[&Value], a: &Ball, b: &Ball, bits: u64) -> Result<Ball, Undefined> {
    let Some(exponent) = arguments[1].rational() else {
        return a.pow(b, bits);
    };
    if let Some(n) = exponent.to_i64() {
        return a.powi(n, bits);
    }
    let odd = exponent.is_odd_below();
    let degree = u32::try_from(&*exponent.denominator())
        .ok()
        .filter(|&q| q < MAX_ROOT_DEGREE);
    let times = i64::try_from(&*exponent.numerator()).ok();
    if let (Some(degree), Some(times)) = (degree, times) {
        return a.root(degree, bits + 8)?.powi(times, bits);
    }
    let negative = a.sign() == Some(Ordering::Less);
    if negative && !odd {
        return Err(Undefined::Outside);
    }
    let size = a.abs().pow(b, bits)?;
    let flips = negative && exponent.is_odd_above();
    Ok(if flips {
        Ball::zero().sub(&size, bits)
    } else {
        size
    })
}
