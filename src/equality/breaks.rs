//! The pieces on which two expressions run smoothly: where parts of them break, found in doubles
//! along lines, and a point between each two breaks. What is smooth and agrees at some points may
//! be taken to agree on the whole piece; what breaks may differ on any of them, however narrow it
//! is or far out it lies.
//!
//! Doubles only choose where to look, as everywhere: a break that they miss is one that is not
//! looked at, never a wrong value.

mod scan;

use crate::calculus::double::Tape;
use crate::expression::functions::{Breaks, Domain};
use crate::expression::{Function, Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use scan::Scan;
use std::f64::consts::PI;

/// Most parts of expressions that are searched; a step of the search runs through all of them.
const MAX_PARTS: usize = 2_000;

/// Operations on doubles that one search may take: some 10 ms.
const MAX_WORK: usize = 2_000_000;

/// Arguments that are watched; more do not occur in what a person types.
const MAX_WATCHED: usize = 128;

/// Breaks of one argument that are followed: those of sin and floor never end.
const MAX_BREAKS: usize = 20;

/// Variables that have a line of their own.
const MAX_AXES: usize = 4;

/// Nearer to 0 than this, doubles that are squared are 0, and breaks are found that are none.
const SMALLEST_STEP: f64 = 1e-60;

/// An extreme value this near to a break, relative to its size, counts as touching it.
const TOUCH: f64 = 1e-9;

/// What a search found.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// Points at which doubles tell the two apart, simple ones first.
    pub(super) apart: Vec<Vec<Rational>>,
    /// Points between breaks, and on those that are simple fractions, at which both have a value.
    pub(super) inside: Vec<Vec<Rational>>,
    /// Points at which only one of the two has a value.
    pub(super) one_sided: Vec<Vec<Rational>>,
    /// Places near which steps sit exactly on their break.
    pub(super) steps: Vec<Step>,
    /// Was everything searched?
    pub(super) complete: bool,
    /// Is there anything that breaks?
    pub(super) breaks: bool,
}

/// A point next to an irrational one at which some parts are exactly on a step.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) near: Vec<Rational>,
    /// The steps, with their values at the irrational point.
    pub(super) known: Vec<(Id, Rational)>,
}

/// Values at which an argument breaks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Target {
    At(f64),
    /// At `offset + k·distance` for all whole k.
    Lattice {
        distance: f64,
        offset: f64,
    },
}

impl Target {
    /// The one that is next to a value.
    fn next_to(self, value: f64) -> f64 {
        match self {
            Target::At(target) => target,
            Target::Lattice { distance, offset } => {
                ((value - offset) / distance).round() * distance + offset
            }
        }
    }
}

/// What happens at a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Step,
    Pole,
    Other,
}

/// An argument, or the difference of two, that is watched for a break.
#[derive(Clone, Copy, Debug)]
struct Watched {
    first: usize,
    second: Option<usize>,
    target: Target,
    /// The part that jumps there.
    step: Option<Id>,
    /// Is there no value there?
    pole: bool,
}

impl Watched {
    fn of(&self, row: &[f64]) -> f64 {
        row[self.first] - self.second.map_or(0.0, |second| row[second])
    }
}

/// A straight line of points: `base + t·direction`.
struct Line {
    base: Vec<Rational>,
    direction: Vec<Rational>,
    base_double: Vec<f64>,
    direction_double: Vec<f64>,
}

impl Line {
    fn new(base: Vec<Rational>, direction: Vec<Rational>) -> Line {
        Line {
            base_double: base.iter().map(Rational::to_f64).collect(),
            direction_double: direction.iter().map(Rational::to_f64).collect(),
            base,
            direction,
        }
    }

    fn at(&self, t: f64) -> Vec<f64> {
        let ends = self.base_double.iter().zip(&self.direction_double);
        ends.map(|(base, direction)| base + t * direction).collect()
    }

    fn exact(&self, t: &Rational) -> Vec<Rational> {
        let ends = self.base.iter().zip(&self.direction);
        ends.map(|(base, direction)| base + &(t * direction))
            .collect()
    }
}

/// Each variable by itself while the others rest, and all together.
fn lines(count: usize) -> Vec<Line> {
    const REST: [(i64, i64); 5] = [(3, 2), (7, 3), (5, 4), (2, 7), (9, 5)];
    const SLANT: [(i64, i64); 5] = [(1, 1), (2, 3), (5, 4), (-3, 7), (8, 5)];
    let of = |list: [(i64, i64); 5], at: usize| {
        let (p, q) = list[at % list.len()];
        Rational::ratio(p, q)
    };
    if count == 1 {
        return vec![Line::new(vec![Rational::zero()], vec![Rational::one()])];
    }
    let mut lines = Vec::new();
    for axis in 0..count.min(MAX_AXES) {
        for sign in [1, -1] {
            let rest = |at: usize| match at {
                at if at == axis => Rational::zero(),
                at => &of(REST, at) * &Rational::integer(sign),
            };
            let unit = |at: usize| Rational::integer(i64::from(at == axis));
            lines.push(Line::new(
                (0..count).map(rest).collect(),
                (0..count).map(unit).collect(),
            ));
        }
    }
    for signs in [1i64, -1] {
        let slant = |at: usize| match at {
            0 => of(SLANT, 0),
            at => &of(SLANT, at) * &Rational::integer(signs),
        };
        lines.push(Line::new(
            vec![Rational::zero(); count],
            (0..count).map(slant).collect(),
        ));
    }
    lines
}

/// Where a line is looked at first: sizes from 10⁻³⁰⁰ to 10³⁰⁰, closer together from 10⁻¹² to 10¹²,
/// and closest up to 12.
fn grid() -> Vec<f64> {
    const FAR: [i32; 8] = [15, 18, 21, 30, 50, 100, 200, 300];
    let mut sizes: Vec<f64> = Vec::new();
    for power in -12..=12 {
        sizes.extend([1.0, 2.3, 5.1].map(|m| m * 10f64.powi(power)));
    }
    for power in FAR {
        sizes.extend([10f64.powi(power), 10f64.powi(-power)]);
    }
    sizes.extend((1..48).map(|k| f64::from(k) / 4.0 + 1.0 / 64.0));
    let mut grid: Vec<f64> = sizes.iter().flat_map(|&size| [size, -size]).collect();
    grid.push(0.0);
    grid.sort_by(f64::total_cmp);
    grid
}

/// Searches along lines.
pub(super) fn search(graph: &Graph, roots: [Id; 3], variables: &[Variable]) -> Pieces {
    let mut pieces = Pieces::default();
    let parts = graph.parts(&roots);
    let mut outputs = roots.to_vec();
    let watched = watched(graph, &parts, variables, &mut outputs);
    pieces.breaks = !watched.is_empty();
    if variables.is_empty() || parts.len() > MAX_PARTS || watched.len() > MAX_WATCHED {
        pieces.complete = variables.is_empty();
        return pieces;
    }
    let tape = Tape::new(graph, &outputs, variables);
    let lines = lines(variables.len());
    let grid = grid();
    // What is left over goes to the lines that follow.
    let mut left = MAX_WORK / parts.len().max(1);
    pieces.complete = left > lines.len() * grid.len();
    for (number, line) in lines.iter().enumerate() {
        let share = left / (lines.len() - number);
        let mut scan = Scan {
            tape: &tape,
            line,
            rows: Vec::new(),
            breaks: Vec::new(),
            left: share,
        };
        scan.run(&grid, &watched);
        left -= share - scan.left;
        scan.collect(graph, &watched, &mut pieces);
    }
    let size = |at: &Vec<Rational>| at.iter().map(Rational::bits).sum::<u64>();
    pieces.apart.sort_by_key(size);
    pieces
}

/// What is watched, its arguments added to the outputs of a tape.
fn watched(
    graph: &Graph,
    parts: &[Id],
    variables: &[Variable],
    outputs: &mut Vec<Id>,
) -> Vec<Watched> {
    let mut found = Vec::new();
    let mut output = |id: Id| {
        outputs
            .iter()
            .position(|known| *known == id)
            .unwrap_or_else(|| {
                outputs.push(id);
                outputs.len() - 1
            })
    };
    let varies = |id: Id| graph.variables(id).iter().any(|v| variables.contains(v));
    for &id in parts {
        let mut add = |first: Id, second: Option<Id>, target: Target, kind: Kind| {
            if varies(first) || second.is_some_and(varies) {
                let (first, second) = (output(first), second.map(&mut output));
                let same = |known: &Watched| {
                    (known.first, known.second, known.target) == (first, second, target)
                };
                if kind != Kind::Step && found.iter().any(same) {
                    return;
                }
                found.push(Watched {
                    first,
                    second,
                    target,
                    step: (kind == Kind::Step).then_some(id),
                    pole: kind == Kind::Pole,
                });
            }
        };
        match *graph.node(id) {
            Node::Quotient(_, b) => add(b, None, Target::At(0.0), Kind::Pole),
            Node::Power(a, b) => {
                let kind = match graph.literal(b) {
                    Some(n) if n.is_integer() && !n.is_negative() => continue,
                    Some(n) if !n.is_negative() => Kind::Other,
                    _ => Kind::Pole,
                };
                add(a, None, Target::At(0.0), kind);
            }
            Node::Call2(Function::Min | Function::Max, a, b) => {
                add(a, Some(b), Target::At(0.0), Kind::Other);
            }
            Node::Call2(_, a, b) => {
                add(a, None, Target::At(0.0), Kind::Other);
                add(b, None, Target::At(0.0), Kind::Other);
                add(b, None, Target::At(1.0), Kind::Other);
            }
            Node::Call(f, a) => {
                let Domain::Line { breaks, at, .. } = f.row().domain else {
                    continue;
                };
                let lattice = |distance: f64, offset: f64| Target::Lattice { distance, offset };
                match breaks {
                    Breaks::Points(points) => {
                        for (&point, &defined) in points.iter().zip(at) {
                            let kind = match (f, defined) {
                                (_, false) => Kind::Pole,
                                (Function::Sign, true) => Kind::Step,
                                _ => Kind::Other,
                            };
                            add(a, None, Target::At(point as f64), kind);
                        }
                    }
                    Breaks::Integers => add(a, None, lattice(1.0, 0.0), Kind::Step),
                    Breaks::HalfIntegers => add(a, None, lattice(1.0, 0.5), Kind::Step),
                    Breaks::NonPositiveIntegers => add(a, None, lattice(1.0, 0.0), Kind::Pole),
                    Breaks::MultiplesOfPi => add(a, None, lattice(PI, 0.0), Kind::Pole),
                    Breaks::OddMultiplesOfHalfPi => add(a, None, lattice(PI, PI / 2.0), Kind::Pole),
                }
                // Smooth, but all that happens does so where the argument is of ordinary size.
                if matches!(f, Function::Tanh | Function::Erf | Function::Atan) {
                    for end in [-1.0, 1.0] {
                        add(a, None, Target::At(end), Kind::Other);
                    }
                }
            }
            _ => {}
        }
    }
    found
}
