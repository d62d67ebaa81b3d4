//! The value of an expression at a point: exact where it is exact, else enclosed.

pub use crate::calculus::enclosed::Value;
use crate::calculus::place::{self, ArgumentPlace};
use crate::expression::functions::{Enclosure, Special};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::ball::{Ball, Undefined};
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use crate::number::work;
use std::cell::{Cell, OnceCell};
use std::cmp::Ordering;
use std::collections::HashMap;

/// Roots of this degree and above are taken through exp and ln: an integer root of degree 2047
/// took over a second.
const MAX_ROOT_DEGREE: u32 = 64;

/// Work on a node beside that of its operation, which is counted where it is done.
pub(crate) const NODE_WORK: u64 = 200;

/// Bits of an exact fraction from which its cost is counted, and what may be spent on such: their
/// common factors take the square of their length to find.
const LONG_FRACTION: u64 = 1 << 10;
const MAX_FRACTION_WORK: u64 = 1 << 33;

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
/// `point`: each variable with an expression that has no variables. `moving`: the variables that
/// slopes are taken by; only nodes that depend on it count as sitting on a break. `bits`: working
/// precision of enclosures. `known`: zero proofs and the like.
///
/// # Errors
/// The first part, in evaluation order, that has no value, or where that is not settled; a variable
/// without a value in `point` is not settled.
pub fn evaluate(
    graph: &Graph,
    roots: &[Id],
    point: &[(Variable, Id)],
    moving: &[Variable],
    bits: u64,
    known: &Known,
) -> Result<Values, Stop> {
    work::within(work::limit(bits), || {
        let mut evaluation = Evaluation::new(graph, roots, point, bits, known);
        evaluation.run(None, moving)?;
        Ok(evaluation.values)
    })
}

/// The value of a derivative, and what it stands on, where its function has a value and no node of that
/// sits on a break: it has none where the function is not smooth. Of the function only those parts are
/// evaluated that tell where the others lie: the logarithm of a number above 0 has a value, whatever it is.
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
        evaluation.place(function, &[moving])?;
        if evaluation.values.breaks.is_empty() {
            // What is constant beside the moving variable makes a difference to breaks alone.
            evaluation.moves.fill(false);
            if let Err(stop) = evaluation.run(Some(derivative), &[]) {
                // What was asked about is told before what was made of it.
                evaluation.run(Some(function), &[])?;
                return Err(stop);
            }
        }
        Ok(evaluation.values)
    })
}

/// As [`evaluate`] for one expression and then, where it has a value, for others with it: what they
/// share is evaluated once. What there is of the first, and the values of all.
///
/// # Errors
/// As [`evaluate`], for the first and for the others.
pub fn evaluate_in_turn(
    graph: &Graph,
    (first, others): (Id, [Id; 2]),
    point: &[(Variable, Id)],
    moving: &[Variable],
    bits: u64,
    known: &Known,
) -> Result<Result<Values, Stop>, Stop> {
    work::within(work::limit(bits), || {
        let roots = [first, others[0], others[1]];
        let mut evaluation = Evaluation::new(graph, &roots, point, bits, known);
        evaluation.run(Some(first), moving)?;
        Ok(evaluation.run(None, moving).map(|()| evaluation.values))
    })
}

/// What is asked of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Nothing,
    /// Whether it has a value, and whether it sits on a break.
    Place,
    Value,
}

/// An evaluation under way.
struct Evaluation<'a> {
    graph: &'a Graph,
    point: &'a [(Variable, Id)],
    bits: u64,
    known: &'a Known,
    values: Values,
    /// Enclosures of exact values: those of powers of e and multiples of π take a series each.
    balls: Vec<OnceCell<Ball>>,
    /// For each part: does it depend on the moving variable?
    moves: Vec<bool>,
    /// What long exact fractions have cost so far.
    fractions: Cell<u64>,
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
            balls: vec![OnceCell::new(); parts.len()],
            moves: vec![false; parts.len()],
            values: Values {
                of: vec![None; parts.len()],
                parts,
                breaks: Vec::new(),
            },
            fractions: Cell::new(0),
        }
    }

    /// Evaluates what has no value yet: the parts of the point, which come in whatever order they were
    /// read since variables take theirs from them, and then those of `root`, or all.
    fn run(&mut self, root: Option<Id>, moving: &[Variable]) -> Result<(), Stop> {
        self.run_point(moving)?;
        let asked = match root {
            Some(root) => self.asked([root], Asked::Value),
            None => vec![Asked::Value; self.moves.len()],
        };
        self.run_among(&asked, moving)
    }

    /// Finds out whether a function has a value, and which of its nodes sit on a break.
    fn place(&mut self, function: Id, moving: &[Variable]) -> Result<(), Stop> {
        self.run_point(moving)?;
        let asked = self.asked([function], Asked::Place);
        self.run_among(&asked, moving)
    }

    fn run_point(&mut self, moving: &[Variable]) -> Result<(), Stop> {
        let asked = self.asked(self.point.iter().map(|(_, id)| *id), Asked::Value);
        self.run_among(&asked, moving)
    }

    /// What is asked of each part where this is asked of the roots.
    fn asked(&self, roots: impl IntoIterator<Item = Id>, of_roots: Asked) -> Vec<Asked> {
        let mut asked = vec![Asked::Nothing; self.moves.len()];
        for root in roots {
            asked[self.values.rank(root)] = of_roots;
        }
        for at in (0..asked.len()).rev() {
            if asked[at] == Asked::Nothing {
                continue;
            }
            let node = self.graph.node(self.values.parts[at]);
            let of_arguments = match asked[at] {
                Asked::Place if place::is_smooth_everywhere(self.graph, node) => Asked::Place,
                Asked::Place => Asked::Value,
                as_of_it => as_of_it,
            };
            for argument in node.arguments() {
                let argument = &mut asked[self.values.rank(argument)];
                *argument = of_arguments.max(*argument);
            }
        }
        asked
    }

    fn run_among(&mut self, asked: &[Asked], moving: &[Variable]) -> Result<(), Stop> {
        for (rank, &asked) in asked.iter().enumerate() {
            if asked == Asked::Nothing || self.values.of[rank].is_some() {
                continue;
            }
            let id = self.values.parts[rank];
            self.moves[rank] = match self.graph.node(id) {
                Node::Variable(v) => moving.contains(v),
                node => node.arguments().any(|a| self.moves[self.values.rank(a)]),
            };
            work::spend(NODE_WORK + self.bits / 64);
            if work::is_spent() {
                return Err(Stop::TooMuchWork { node: id });
            }
            self.values.of[rank] = match self.known.get(&id) {
                Some(value) => Some(value.clone()),
                None => self.value(id, self.moves[rank], asked)?,
            };
        }
        Ok(())
    }

    /// The value of a node, where it is asked for; what its place is told by has its value.
    fn value(&mut self, id: Id, moves: bool, asked: Asked) -> Result<Option<Value>, Stop> {
        let node = self.graph.node(id);
        Ok(Some(match node {
            Node::Number(n) => Value::Exact(n.clone().into()),
            Node::Constant(c) => Value::Exact(c.exact()),
            Node::Variable(v) => {
                // A variable that was given no value leaves what uses it undecided.
                let Some((_, at)) = self.point.iter().find(|(name, _)| name == v) else {
                    return Err(Stop::Undecided { node: id });
                };
                self.values.of(*at).clone()
            }
            _ if asked == Asked::Place && place::is_smooth_everywhere(self.graph, node) => {
                return Ok(None);
            }
            _ => {
                let mut ranks = [0; 2];
                let mut count = 0;
                for argument in node.arguments() {
                    ranks[count] = self.values.rank(argument);
                    count += 1;
                }
                let of = |rank: usize| self.values.of[rank].as_ref().expect("it has its value");
                let arguments = &[of(ranks[0]), of(ranks[count - 1])][..count];
                let constant = |a: Id| !self.moves[self.values.rank(a)];
                let place = place::place(self.graph, node, arguments, constant);
                match place {
                    ArgumentPlace::Outside => return Err(Stop::Outside { node: id }),
                    ArgumentPlace::Undecided => return Err(Stop::Undecided { node: id }),
                    ArgumentPlace::Break if moves => self.values.breaks.push(id),
                    ArgumentPlace::Break | ArgumentPlace::Inside => {}
                }
                if asked == Asked::Place {
                    return Ok(None);
                }
                let ball = |at: usize| self.ball(ranks[at]);
                let fractions = &mut self.fractions.get();
                let value = compute_within(node, arguments, self.bits, fractions, ball);
                self.fractions.set(*fractions);
                value.map_err(|why| match why {
                    Undefined::Outside => Stop::Outside { node: id },
                    Undefined::Straddles => Stop::Undecided { node: id },
                    Undefined::TooLarge => Stop::TooLarge { node: id },
                    Undefined::TooMuchWork => Stop::TooMuchWork { node: id },
                })?
            }
        }))
    }

    /// The enclosure of a part that has its value.
    fn ball(&self, rank: usize) -> Result<Ball, Undefined> {
        let value = self.values.of[rank].as_ref().expect("it has its value");
        if let Value::Ball(ball) = value {
            return Ok(ball.clone());
        }
        if let Some(known) = self.balls[rank].get() {
            return Ok(known.clone());
        }
        let ball = value.ball(self.bits)?;
        Ok(self.balls[rank].get_or_init(|| ball).clone())
    }
}

/// The value of one operation on its arguments, which lie where it is defined.
pub(crate) fn compute(node: &Node, arguments: &[&Value], bits: u64) -> Result<Value, Undefined> {
    compute_counted(node, arguments, bits, &mut 0)
}

/// As [`compute`], as one of many: `fractions` counts what long exact fractions have cost so far, and past a
/// limit they go on as enclosures.
pub(crate) fn compute_counted(
    node: &Node,
    arguments: &[&Value],
    bits: u64,
    fractions: &mut u64,
) -> Result<Value, Undefined> {
    compute_within(node, arguments, bits, fractions, |at| {
        arguments[at].ball(bits)
    })
}

/// As [`compute`]; `fractions` counts what long exact fractions have cost so far, `ball` encloses an
/// argument.
fn compute_within(
    node: &Node,
    arguments: &[&Value],
    bits: u64,
    fractions: &mut u64,
    ball: impl Fn(usize) -> Result<Ball, Undefined>,
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
    let a = &ball(0)?;
    let other = match arguments.len() {
        1 => None,
        _ => Some(ball(1)?),
    };
    let b = other.as_ref().unwrap_or(a);
    let ball = match *node {
        Node::Negative(_) => Ball::zero().sub(a, bits),
        Node::Sum(..) => a.add(b, bits),
        Node::Difference(..) => a.sub(b, bits),
        Node::Product(one, other) if one == other => a.square(bits)?,
        Node::Product(..) => a.mul(b, bits)?,
        Node::Quotient(..) => a.div(b, bits)?,
        Node::Power(..) => power(arguments, a, b, bits)?,
        Node::Call(f, _) | Node::Call2(f, _, _) => match f.row().ball {
            Enclosure::One(value) | Enclosure::OneOrShort(value, _) => value(a, bits)?,
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
