//! A function asked for its values: in doubles, to the digits of a height, and over a stretch.

use crate::calculus::double::Tape;
use crate::calculus::value::{Known, Stop, Value, Values, evaluate};
use crate::equality::range::{Continuity, Range, Ranges};
use crate::expression::functions::Pieces;
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use crate::number::work;

/// Samples within a column in which the curve may turn; fewer where a formula is very long.
const SAMPLES: usize = 16;

/// What all samples in doubles of one survey may cost, in the units of [`work`], and all searches for a
/// place where the curve turns.
const SAMPLED: u64 = 200_000_000;
const SEARCHED: u64 = 200_000_000;

/// Ranges of parts that are worked out to tell columns without a gap, and of how many stretches at least.
const RANGED: usize = 600_000;
const RANGED_STRETCHES: usize = 16;

/// Turns within one column from which on it is a band.
pub(super) const TURNS: usize = 3;

/// Bits of the enclosures over a stretch, whose width is far above their rounding.
const ENCLOSED_BITS: u64 = 64;

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
    /// Parts that a column is sampled in.
    pub(super) samples: usize,
    /// How many more places are searched at which the curve turns.
    pub(super) searches: usize,
    room: Vec<f64>,
    /// The value that was asked for last: two columns have an end in common.
    last: Option<(f64, f64)>,
}

impl Evaluator<'_> {
    /// Of a function that is looked at in so many columns.
    pub(super) fn new(
        graph: &mut Graph,
        function: Id,
        variable: Variable,
        columns: usize,
    ) -> Evaluator<'_> {
        let id = graph.add(Node::Variable(variable));
        let parts = graph.parts(&[function]);
        let tape = Tape::new(graph, &[function], &[variable]);
        Evaluator {
            graph,
            function,
            variable,
            id,
            parts,
            samples: samples(&tape, columns),
            searches: searches(&tape),
            tape,
            room: Vec::new(),
            last: None,
        }
    }

    /// How many stretches are asked how the function behaves there before each column is asked for itself.
    pub(super) fn ranged(&self) -> usize {
        (RANGED / self.parts.len().max(1)).max(RANGED_STRETCHES)
    }

    /// The value at a double as a double, from an enclosure; NaN where there is none. A value past
    /// all doubles is very large. Where no work is left it is the value in doubles: a curve of a long
    /// formula goes on to its end.
    pub(super) fn value(&mut self, x: f64) -> f64 {
        match self.last {
            Some((at, value)) if at == x => value,
            _ => {
                let value = self.valued(x);
                self.last = Some((x, value));
                value
            }
        }
    }

    fn valued(&mut self, x: f64) -> f64 {
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
        let mut ranges = self.ranges(low, high);
        if ranges.of(self.function).is_nowhere() {
            return None;
        }
        let behaves = |ranges: &Ranges, id: Id| ranges.behaviour(self.graph, id);
        let least = |of: &dyn Fn(Id) -> Continuity| {
            let each = self.parts.iter().map(|id| of(*id));
            each.min().unwrap_or(Continuity::Smooth)
        };
        let plain = least(&|id| behaves(&ranges, id));
        if plain == Continuity::Smooth {
            return Some(plain);
        }
        // Where ranges do not tell, enclosures of the parts may.
        let values = match self.enclosed(low, high) {
            Ok(values) => values,
            Err(Stop::Outside { .. }) => return None,
            Err(_) => return Some(plain),
        };
        for &id in &self.parts {
            if let Ok(ball) = values.of(id).ball(ENCLOSED_BITS)
                && let (Ok(low), Ok(high)) = (ball.lower(), ball.upper())
            {
                let [low, high] = [low.to_f64().next_down(), high.to_f64().next_up()];
                ranges.bound(id, Range { low, high });
            }
        }
        Some(least(&|id| match behaves(&ranges, id) {
            // It has a value everywhere there.
            Continuity::Unknown if self.is_smooth_where_defined(id) => Continuity::Smooth,
            own => own,
        }))
    }

    /// Is an operation smooth wherever it has a value?
    fn is_smooth_where_defined(&self, id: Id) -> bool {
        match *self.graph.node(id) {
            Node::Quotient(..) => true,
            Node::Call(f, _) | Node::Call2(f, ..) => {
                matches!(f.row().pieces, Pieces::None) && f.row().root_degree().is_none()
            }
            _ => false,
        }
    }

    /// Enclosures of all parts for the numbers from one to another.
    fn enclosed(&self, low: f64, high: f64) -> Result<Values, Stop> {
        let ends = [low, high].map(|end| Rational::from_f64(end).unwrap_or_else(Rational::zero));
        let [low, high] = ends.map(|end| Ball::from_rational(&end, ENCLOSED_BITS));
        let all = low.hull(&high, ENCLOSED_BITS);
        let known = Known::from([(self.id, Value::Ball(all))]);
        let by = [self.variable];
        evaluate(self.graph, &self.parts, &[], &by, ENCLOSED_BITS, &known)
    }
}

/// In how many parts each column is sampled: its ends, and twice what is between them.
fn samples(tape: &Tape, columns: usize) -> usize {
    let each = SAMPLED / (columns as u64 * tape.work()).max(1);
    ((each / 2) as usize).clamp(1, SAMPLES)
}

/// How many places at which a curve turns are searched, each in some hundred steps.
pub(super) fn searches(tape: &Tape) -> usize {
    const STEPS: u64 = 150;
    (SEARCHED / (STEPS * tape.work()).max(1)) as usize
}
