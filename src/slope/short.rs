//! The parts of a function and its derivatives at one point after another, in balls of one width.

use crate::calculus::place::is_smooth_everywhere;
use crate::calculus::value::Value;
use crate::equality::range::{Range, is_smooth_along};
use crate::expression::formula::Formula;
use crate::expression::functions::{Cost, Definition, Enclosure, Meeting, ShortWay};
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::ball::{Ball, ShortBall, Undefined};
use std::collections::HashMap;

/// Most parts: beyond, rather few points have every part known.
const MAX_PARTS: usize = 2_000;

/// Bits of constants, and what functions of long balls are asked for: enough for the digits of a
/// double, and what few operations lose of them.
const CONSTANT_BITS: u64 = 128;
const LONG_BITS: u64 = 96;

/// Highest power that is multiplied out; errors grow with it.
const MAX_POWER: u64 = 1 << 16;

/// A function of two long balls.
type LongOfTwo = fn(&Ball, &Ball, u64) -> Result<Ball, Undefined>;

/// What is done for one part, with the places of its arguments.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// A number, or a variable: its value stands there before.
    Given,
    Negative(usize),
    Sum(usize, usize),
    Difference(usize, usize),
    Product(usize, usize),
    Quotient(usize, usize),
    Power(usize, u64),
    Inverse(usize, u64),
    /// To a power that is no whole number, by logarithms: of a number above 0.
    Raised(usize, usize),
    Call(fn(ShortBall) -> ShortBall, usize),
    /// Two functions together; the second value stands at the next place.
    Both(fn(ShortBall) -> (ShortBall, ShortBall), usize),
    /// That second value.
    Second,
    /// By a function of long balls.
    Long(fn(&Ball, u64) -> Result<Ball, Undefined>, usize),
    /// By one of two arguments, the first a number.
    LongOfTwo(LongOfTwo, usize, usize),
    /// No value: the function is smooth at this one.
    Smooth(Function, usize),
}

/// A list of steps, and the values of the last point.
#[derive(Clone, Debug)]
pub(super) struct ShortTape {
    steps: Vec<Step>,
    values: Vec<ShortBall>,
    /// Steps whose values are the same at every point: they have them.
    fixed: Vec<bool>,
    /// The places of the variables that were named, where they occur.
    inputs: Vec<Option<usize>>,
    roots: Vec<usize>,
}

impl ShortTape {
    /// The parts of these expressions, and those of a function that may have no value somewhere or not
    /// be smooth; `None` where one of them is of no kind that this follows.
    pub(super) fn new(
        graph: &Graph,
        roots: &[Id],
        function: Id,
        variables: &[Variable],
    ) -> Option<ShortTape> {
        let mut needed = graph.parts(&[function]);
        needed.retain(|part| !is_smooth_everywhere(graph, graph.node(*part)));
        needed.extend(roots);
        let mut making = Making {
            graph: graph.clone(),
            places: HashMap::new(),
            both: HashMap::new(),
            tape: ShortTape {
                steps: Vec::new(),
                values: Vec::new(),
                fixed: Vec::new(),
                inputs: vec![None; variables.len()],
                roots: Vec::new(),
            },
            variables,
        };
        making.parts_of(&needed)?;
        let places = roots.iter().map(|root| making.places.get(root).copied());
        making.tape.roots = places.collect::<Option<_>>()?;
        Some(making.tape)
    }

    /// Finds the values at a point, given in the order of the variables that were named; says whether
    /// all parts have one and are smooth there.
    pub(super) fn run(&mut self, point: &[ShortBall]) -> bool {
        for (input, value) in self.inputs.iter().zip(point) {
            if let Some(place) = input {
                self.values[*place] = *value;
            }
        }
        (0..self.steps.len()).all(|at| self.fixed[at] || self.step(at))
    }

    /// The value of an expression, by its number.
    pub(super) fn value(&self, root: usize) -> ShortBall {
        self.values[self.roots[root]]
    }

    /// Takes a step; says whether something is known there.
    fn step(&mut self, at: usize) -> bool {
        let values = &self.values;
        let value = match self.steps[at] {
            Step::Given | Step::Second => values[at],
            Step::Negative(a) => values[a].negative(),
            Step::Sum(a, b) => values[a].plus(values[b]),
            Step::Difference(a, b) => values[a].minus(values[b]),
            Step::Product(a, b) => values[a].times(values[b]),
            Step::Quotient(a, b) => values[a].over(values[b]),
            Step::Power(a, n) => values[a].power(n),
            Step::Inverse(a, n) => ShortBall::whole(1).over(values[a].power(n)),
            Step::Raised(a, b) => values[a].ln().times(values[b]).exp(),
            Step::Call(of, a) => of(values[a]),
            Step::Both(of, a) => {
                let (first, second) = of(values[a]);
                self.values[at + 1] = second;
                first
            }
            Step::Long(of, a) => shortened(values[a].to_ball().map(|a| of(&a, LONG_BITS))),
            Step::LongOfTwo(of, a, b) => {
                let both = values[a].to_ball().zip(values[b].to_ball());
                shortened(both.map(|(a, b)| of(&a, &b, LONG_BITS)))
            }
            Step::Smooth(function, a) => {
                let ends = values[a].ends();
                return ends
                    .is_some_and(|(low, high)| is_smooth_along(function, Range { low, high }));
            }
        };
        self.values[at] = value;
        !value.is_unknown()
    }
}

/// What a function of long balls gives.
fn shortened(found: Option<Result<Ball, Undefined>>) -> ShortBall {
    match found {
        Some(Ok(value)) => ShortBall::from(&value),
        _ => ShortBall::UNKNOWN,
    }
}

/// A tape that is being made.
struct Making<'a> {
    /// With the definitions of functions that have no way of their own.
    graph: Graph,
    places: HashMap<Id, usize>,
    /// Where two functions of an argument are found together, by the address of what finds them.
    both: HashMap<(usize, usize), usize>,
    tape: ShortTape,
    variables: &'a [Variable],
}

impl Making<'_> {
    /// Steps for all parts of these.
    fn parts_of(&mut self, roots: &[Id]) -> Option<()> {
        for part in self.graph.parts(roots) {
            if !self.places.contains_key(&part) {
                let place = self.part(part)?;
                self.places.insert(part, place);
            }
        }
        Some(())
    }

    /// The place of a part whose arguments have theirs.
    fn part(&mut self, id: Id) -> Option<usize> {
        if self.tape.steps.len() > MAX_PARTS {
            return None;
        }
        let at = |id: Id| self.places[&id];
        let step = match *self.graph.node(id) {
            Node::Number(ref n) => return Some(self.given(ShortBall::rational(n), true)),
            Node::Constant(c) => {
                let value = Value::Exact(c.exact()).ball(CONSTANT_BITS).ok()?;
                return Some(self.given(ShortBall::from(&value), true));
            }
            Node::Variable(variable) => {
                let input = self.variables.iter().position(|named| *named == variable)?;
                let place = self.given(ShortBall::UNKNOWN, false);
                self.tape.inputs[input] = Some(place);
                return Some(place);
            }
            Node::Negative(a) => Step::Negative(at(a)),
            Node::Sum(a, b) => Step::Sum(at(a), at(b)),
            Node::Difference(a, b) => Step::Difference(at(a), at(b)),
            Node::Product(a, b) => Step::Product(at(a), at(b)),
            Node::Quotient(a, b) => Step::Quotient(at(a), at(b)),
            Node::Power(a, b) => match self.graph.literal(b) {
                Some(n) if n.is_integer() => {
                    let n = n.to_i64()?;
                    match n.unsigned_abs() {
                        0 => return Some(self.given(ShortBall::whole(1), true)),
                        size if size > MAX_POWER => return None,
                        size if n > 0 => Step::Power(at(a), size),
                        size => Step::Inverse(at(a), size),
                    }
                }
                _ => Step::Raised(at(a), at(b)),
            },
            Node::Call(f, a) => return self.call(f, a),
            // Where its parts are smooth it is.
            Node::Call2(f, a, b) => match (f.row().definition, f.row().ball) {
                (Definition::Formula(formula), _) => return self.defined(formula, &[a, b]),
                // Smooth wherever it has a value.
                (Definition::Core, Enclosure::Two(of))
                    if f.row().plane().is_some_and(|plane| {
                        matches!(plane.breaks, Meeting::Order(_)) && self.graph.literal(a).is_some()
                    }) =>
                {
                    Step::LongOfTwo(of, at(a), at(b))
                }
                _ => return None,
            },
        };
        Some(self.push(step))
    }

    fn call(&mut self, f: Function, a: Id) -> Option<usize> {
        let (argument, row) = (self.places[&a], f.row());
        let line = row.line()?;
        if !line.is_smooth() {
            self.push(Step::Smooth(f, argument));
        }
        match (row.ball, row.definition) {
            (Enclosure::OneOrShort(_, ShortWay::One(of)), _) => {
                Some(self.push(Step::Call(of, argument)))
            }
            (Enclosure::OneOrShort(_, ShortWay::First(of)), _) => Some(self.both(of, argument)),
            (Enclosure::OneOrShort(_, ShortWay::Second(of)), _) => {
                Some(self.both(of, argument) + 1)
            }
            (Enclosure::One(_), Definition::Formula(formula)) if row.cost == Cost::Light => {
                self.defined(formula, &[a])
            }
            (Enclosure::One(of) | Enclosure::OneOrShort(of, ShortWay::Left), _) => {
                Some(self.push(Step::Long(of, argument)))
            }
            (Enclosure::Two(_), _) => None,
        }
    }

    /// The place of a function of some arguments by its definition.
    fn defined(&mut self, formula: fn(&[Formula]) -> Formula, arguments: &[Id]) -> Option<usize> {
        let arguments: Vec<Formula> = arguments.iter().map(|id| Formula::Part(*id)).collect();
        let formula = formula(&arguments).as_it_stands(&mut self.graph);
        self.parts_of(&[formula])?;
        Some(self.places[&formula])
    }

    /// The place of the first of two functions, found together once.
    fn both(&mut self, of: fn(ShortBall) -> (ShortBall, ShortBall), argument: usize) -> usize {
        let key = (of as usize, argument);
        if let Some(place) = self.both.get(&key) {
            return *place;
        }
        let place = self.push(Step::Both(of, argument));
        self.push(Step::Second);
        self.both.insert(key, place);
        place
    }

    fn given(&mut self, value: ShortBall, fixed: bool) -> usize {
        self.tape.steps.push(Step::Given);
        self.tape.values.push(value);
        self.tape.fixed.push(fixed);
        self.tape.steps.len() - 1
    }

    /// A step more, which is taken at once where it is the same at every point.
    fn push(&mut self, step: Step) -> usize {
        let tape = &mut self.tape;
        let is_fixed = |at: usize| tape.fixed[at];
        let fixed = match step {
            Step::Given | Step::Both(..) | Step::Second | Step::Smooth(..) => false,
            Step::Negative(a)
            | Step::Power(a, _)
            | Step::Inverse(a, _)
            | Step::Call(_, a)
            | Step::Long(_, a) => is_fixed(a),
            Step::Sum(a, b)
            | Step::Difference(a, b)
            | Step::Product(a, b)
            | Step::Quotient(a, b)
            | Step::LongOfTwo(_, a, b)
            | Step::Raised(a, b) => is_fixed(a) && is_fixed(b),
        };
        tape.steps.push(step);
        tape.values.push(ShortBall::UNKNOWN);
        let at = tape.steps.len() - 1;
        let known = fixed && tape.step(at);
        tape.fixed.push(known);
        at
    }
}
