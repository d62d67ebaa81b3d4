//! A function asked for its values: in doubles, to the digits of a height, and over a stretch.

use crate::calculus::double::Tape;
use crate::calculus::value::{Known, Value, evaluate};
use crate::equality::range::{Continuity, Range, Ranges};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::number::work;

/// Samples within a column in which the curve may turn.
pub(super) const SAMPLES: usize = 16;

/// Turns within one column from which on it is a band.
pub(super) const TURNS: usize = 3;

/// What stands for a value past all doubles.
pub(super) const BEYOND: f64 = 1e300;

/// What asks a function for its values.
pub(super) struct Evaluator<'g> {
    pub(super) graph: &'g mut Graph,
    pub(super) function: Id,
    pub(super) variable: Variable,
    id: Id,
    parts: Vec<Id>,
    pub(super) tape: Tape,
    room: Vec<f64>,
}

impl Evaluator<'_> {
    pub(super) fn new(graph: &mut Graph, function: Id, variable: Variable) -> Evaluator<'_> {
        let id = graph.add(Node::Variable(variable));
        let parts = graph.parts(&[function]);
        let tape = Tape::new(graph, &[function], &[variable]);
        Evaluator {
            graph,
            function,
            variable,
            id,
            parts,
            tape,
            room: Vec::new(),
        }
    }

    /// The value at a double as a double, from an enclosure; NaN where there is none. A value past
    /// all doubles is very large. Where no work is left it is the value in doubles: a curve of a long
    /// formula goes on to its end.
    pub(super) fn value(&mut self, x: f64) -> f64 {
        const BITS: [u64; 3] = [64, 256, 2048];
        /// Bits of a height that have to be right.
        const RIGHT: i64 = 30;
        let Some(at) = Rational::from_f64(x) else {
            return f64::NAN;
        };
        let mut known = Known::new();
        known.insert(self.id, Value::Exact(at.into()));
        for bits in BITS {
            // Without work left going over a long formula would be in vain, once for each height.
            if work::is_spent() {
                break;
            }
            let by = [self.variable];
            let Ok(values) = evaluate(self.graph, &[self.function], &[], &by, bits, &known) else {
                continue;
            };
            let Ok(ball) = values.of(self.function).ball(bits) else {
                continue;
            };
            if ball.accuracy() >= RIGHT || bits == BITS[2] || ball.to_f64().abs() < 1e-300 {
                return ball.to_f64().clamp(-BEYOND, BEYOND);
            }
        }
        // Past what is computed with, or outside.
        let double = self.rough(x);
        match double.is_infinite() || work::is_spent() {
            true => double.clamp(-BEYOND, BEYOND),
            false => f64::NAN,
        }
    }

    /// The value in doubles.
    pub(super) fn rough(&mut self, x: f64) -> f64 {
        self.tape.first(&[x], &mut self.room)
    }

    fn ranges(&self, low: f64, high: f64) -> Ranges {
        work::spend(4000 * self.parts.len() as u64);
        let bounds = [(self.variable, Range { low, high })];
        Ranges::bounded(self.graph, &[self.function], |_| false, &bounds)
    }

    /// The heights from one number to another lie in this.
    pub(super) fn range(&self, low: f64, high: f64) -> Range {
        self.ranges(low, high).of(self.function)
    }

    /// How the function behaves from one number to another; `None` where it has no values at all.
    pub(super) fn behaviour(&self, low: f64, high: f64) -> Option<Continuity> {
        let ranges = self.ranges(low, high);
        if ranges.of(self.function).is_nowhere() {
            return None;
        }
        let each = self.parts.iter();
        let behaviour = each
            .map(|&id| ranges.behaviour(self.graph, id))
            .min()
            .unwrap_or(Continuity::Smooth);
        Some(behaviour)
    }
}
