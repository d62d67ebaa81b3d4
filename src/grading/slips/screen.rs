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

/// The points at which expressions are compared.
pub(super) struct Screen {
    variables: Vec<Variable>,
    points: Vec<Vec<f64>>,
    /// Working space of the tapes.
    space: Vec<f64>,
}

impl Screen {
    /// Points spread over the values of these variables.
    pub(super) fn spread(variables: Vec<Variable>) -> Screen {
        // A stride prime to the number of places gives every variable another order.
        let place = |at: usize, k: usize| {
            PLACES[(at * (2 * k + 1) + 3 * k) % PLACES.len()] + 0.0173 * k as f64
        };
        let point = |at: usize| (0..variables.len()).map(|k| place(at, k)).collect();
        Screen {
            points: (0..PLACES.len()).map(point).collect(),
            variables,
            space: Vec::new(),
        }
    }

    /// The value of an expression without variables, NaN where it has none.
    pub(super) fn value(graph: &Graph, root: Id) -> f64 {
        Tape::new(graph, &[root], &[]).first(&[], &mut Vec::new())
    }

    /// The values at all points, NaN where there is none.
    pub(super) fn values(&mut self, graph: &Graph, root: Id) -> Vec<f64> {
        let tape = Tape::new(graph, &[root], &self.variables);
        let values = self.points.iter().map(|at| tape.first(at, &mut self.space));
        values.collect()
    }

    /// Has an expression these values, as far as doubles tell, wherever both have one?
    pub(super) fn alike(&mut self, graph: &Graph, root: Id, values: &[f64]) -> bool {
        let tape = Tape::new(graph, &[root], &self.variables);
        let mut seen = 0;
        for (point, &y) in self.points.iter().zip(values) {
            let x = tape.first(point, &mut self.space);
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
}
