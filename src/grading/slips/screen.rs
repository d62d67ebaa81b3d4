//! Values in doubles at a few points: a quick look before anything is certified.

use crate::calculus::double::Tape;
use crate::expression::{Graph, Id, Variable};

/// Places for the first variable: inside and outside the unit interval and on both sides of 0, so
/// that every function of the table has some in its domain.
const PLACES: [f64; 10] = [
    0.37, 0.81, 1.61, 2.43, -0.53, -1.37, 5.19, 11.3, 0.093, -3.71,
];

/// Largest difference, relative to the larger value, at which two values are taken for one. It is
/// wide, since what passes is certified afterwards and rounding must not hide a match.
const NEAR: f64 = 1e-7;

/// Fewest points at which both have to have a value.
const MIN_POINTS: usize = 2;

/// Half the distance, relative to the place, over which a slope is estimated.
const STEP: f64 = 1e-5;

/// How far off an estimated slope may be, relative to the larger of the two: a slope that is the
/// right one is within 1e-4 wherever a function turns less than once in a hundred steps.
const ROUGHLY: f64 = 1e-2;

/// The points at which expressions are compared.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    variables: Vec<Variable>,
    points: Vec<Vec<f64>>,
}

/// The values of one expression at all points, NaN where it has none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Values([f64; PLACES.len()]);

impl Screen {
    /// Points spread over the values of these variables; the points of the first few are the same
    /// whatever comes after them.
    pub(super) fn spread(variables: Vec<Variable>) -> Screen {
        // A stride prime to the number of places gives every variable another order.
        let place = |at: usize, k: usize| {
            PLACES[(at * (2 * k + 1) + 3 * k) % PLACES.len()] + 0.0173 * k as f64
        };
        let point = |at: usize| (0..variables.len()).map(|k| place(at, k)).collect();
        Screen {
            points: (0..PLACES.len()).map(point).collect(),
            variables,
        }
    }

    /// For expressions without variables: one point is enough.
    pub(super) fn of_numbers() -> Screen {
        Screen {
            points: vec![Vec::new()],
            variables: Vec::new(),
        }
    }

    /// The same points for an answer in another graph, and for the variables that it adds.
    pub(super) fn within(&self, from: &Graph, graph: &mut Graph, answer: Id) -> Screen {
        let mut variables: Vec<Variable> = Vec::new();
        for &variable in &self.variables {
            variables.push(graph.variable(from.name(variable)));
        }
        for more in graph.variables(answer) {
            if !variables.contains(&more) {
                variables.push(more);
            }
        }
        Screen::spread(variables)
    }

    /// The value of an expression without variables, NaN where it has none.
    pub(super) fn value(graph: &Graph, root: Id) -> f64 {
        Tape::new(graph, &[root], &[]).first(&[], &mut Vec::new())
    }

    /// The values of some expressions.
    pub(super) fn values(&self, graph: &Graph, roots: &[Id]) -> Vec<Values> {
        let tape = Tape::new(graph, roots, &self.variables);
        let mut found = vec![Values([f64::NAN; PLACES.len()]); roots.len()];
        let mut space = Vec::new();
        for (at, point) in self.points.iter().enumerate() {
            let values = tape.outputs(point, &mut space);
            for (found, value) in found.iter_mut().zip(values) {
                found.0[at] = value;
            }
        }
        found
    }

    /// Can these be the values of an expression's slope? Says no only where its difference
    /// quotients are far from them nearly everywhere.
    pub(super) fn may_have_slope(
        &self,
        graph: &Graph,
        root: Id,
        variable: Variable,
        slopes: &Values,
    ) -> bool {
        let Some(moved) = self.variables.iter().position(|&known| known == variable) else {
            return false;
        };
        let tape = Tape::new(graph, &[root], &self.variables);
        let mut space = Vec::new();
        let mut alike = 0;
        for (point, &slope) in self.points.iter().zip(&slopes.0) {
            let step = STEP * point[moved].abs();
            let mut at = |by: f64| {
                let mut point = point.clone();
                point[moved] += by;
                tape.first(&point, &mut space)
            };
            let (high, low) = (at(step), at(-step));
            let quotient = (high - low) / (2.0 * step);
            // What cancels between the two ends is not known to better than this.
            let noise = f64::EPSILON * high.abs().max(low.abs()) / step;
            let room = ROUGHLY * quotient.abs().max(slope.abs()) + 4.0 * noise;
            if (quotient - slope).abs() <= room {
                alike += 1;
            }
            if alike >= MIN_POINTS {
                return true;
            }
        }
        false
    }
}

impl Values {
    /// Are these the values of one expression, as far as doubles tell, wherever both have one?
    pub(super) fn alike(&self, other: &Values) -> bool {
        let mut seen = 0;
        for (&x, &y) in self.0.iter().zip(&other.0) {
            if !x.is_finite() || !y.is_finite() {
                continue;
            }
            if (x - y).abs() > NEAR * x.abs().max(y.abs()) {
                return false;
            }
            seen += 1;
        }
        seen >= MIN_POINTS
    }

    /// The value at the first point: the only one of an expression without variables.
    pub(super) fn first(&self) -> f64 {
        self.0[0]
    }
}
