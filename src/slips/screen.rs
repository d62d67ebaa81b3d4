//! Values in doubles at a few points: a quick look before anything is certified.

use crate::calculus::double::{Input, Tape};
use crate::equality;
use crate::expression::{Graph, Id, Variable};
use std::sync::Arc;

/// Places for the first variable: inside and outside the unit interval and on both sides of 0, so
/// that every function of the table has some in its domain.
const PLACES: [f64; 10] = [
    0.37, 0.81, 1.61, 2.43, -0.53, -1.37, 5.19, 11.3, 0.093, -3.71,
];

/// The same places nearer to 0 and further out, for functions that have no value at most of the
/// first ones: asin(9x), ln(x - 30). The last ones turn them round and lie between: asin(3x + 5).
const SCALES: [f64; 15] = [
    1.0, 0.13, 7.7, 0.017, 41.0, -1.0, -2.3, 3.1, 1.29, -1.37, -0.59, 0.61, 2.17, -5.9, -0.27,
];

/// How far these places are scaled down around a point of an expression that has values at none of
/// them: asin(10x - 35) has some from 3.4 to 3.6 alone.
const NEARBY: [f64; 3] = [0.1, 1e-2, 1e-3];

/// Largest difference, relative to the larger value, at which two values are taken for one. It is
/// wide, since what passes is certified afterwards and rounding must not hide a match.
const NEAR: f64 = 1e-7;

/// The same where the terms of a long sum cancel, and most points at which they may.
const CANCELLED: f64 = 1e-3;
const MAX_CANCELLED: usize = 3;

/// Fewest points at which both have to have a value.
const MIN_POINTS: usize = 2;

/// Points at which the right answer should have a value; the others may tell where wrong ones do.
const ENOUGH_POINTS: usize = 4;

/// Half the distance, relative to the place, over which a slope is estimated.
const STEP: f64 = 1e-5;

/// How far off an estimated slope may be, relative to the larger of the two: a slope that is the
/// right one is within 1e-4 wherever a function turns less than once in a hundred steps.
const ROUGHLY: f64 = 1e-2;

/// The points at which expressions are compared.
#[derive(Clone, Debug)]
pub(super) struct QuickLook {
    variables: Vec<Variable>,
    /// Their coordinates, a column for each variable, and how many points there are.
    columns: Arc<Vec<Vec<f64>>>,
    count: usize,
    /// The number of each point among all of them.
    chosen: Vec<usize>,
    /// What the last of all points lie around.
    origin: Vec<f64>,
}

/// The values of one expression at all points, NaN where it has none.
#[derive(Clone, Copy, Debug)]
pub(super) struct QuickValues([f64; PLACES.len()]);

/// A point of `count` variables; its first coordinates are the same whatever comes after them.
fn point(nth: usize, count: usize, origin: &[f64]) -> Vec<f64> {
    let (at, scaled) = (nth % PLACES.len(), nth / PLACES.len());
    let far = SCALES.get(scaled).copied();
    let scale = far.unwrap_or_else(|| NEARBY[scaled - SCALES.len()]);
    // A stride prime to the number of places gives every variable another order.
    let place = |k: usize| PLACES[(at * (2 * k + 1) + 3 * k) % PLACES.len()] + 0.0173 * k as f64;
    let beside = |k: usize| match far {
        Some(_) => 0.0,
        None => origin.get(k).copied().unwrap_or(0.0),
    };
    (0..count).map(|k| beside(k) + scale * place(k)).collect()
}

impl QuickLook {
    /// The first points, and others in place of some of them where an expression has a value at too
    /// few.
    pub(super) fn of(graph: &mut Graph, root: Id, variables: Vec<Variable>) -> QuickLook {
        let tape = Tape::new(graph, &[root], &variables);
        let mut space = Vec::new();
        let mut has_value = |nth, origin: &[f64]| {
            let value = tape.first(&point(nth, variables.len(), origin), &mut space);
            value.is_finite()
        };
        let mut origin = Vec::new();
        let first: Vec<usize> = (0..PLACES.len()).collect();
        let (mut chosen, mut without): (Vec<usize>, Vec<usize>) =
            first.into_iter().partition(|&nth| has_value(nth, &[]));
        if chosen.len() < ENOUGH_POINTS {
            let further = PLACES.len()..PLACES.len() * SCALES.len();
            let more = further.filter(|&nth| has_value(nth, &[]));
            chosen.extend(more.take(ENOUGH_POINTS - chosen.len()));
            if chosen.len() < ENOUGH_POINTS
                && let Some(at) = equality::somewhere(graph, root)
            {
                let of = |v: &Variable| at.iter().find(|(known, _)| known == v);
                let each = variables.iter().map(of);
                origin = each.map(|x| x.map_or(0.0, |(_, x)| x.to_f64())).collect();
                let near =
                    (0..PLACES.len() * NEARBY.len()).map(|k| k + PLACES.len() * SCALES.len());
                let more = near.filter(|&nth| has_value(nth, &origin));
                chosen.extend(more.take(ENOUGH_POINTS - chosen.len()));
            }
            without.truncate(PLACES.len() - chosen.len());
        }
        chosen.extend(without);
        QuickLook::at(chosen, variables, origin)
    }

    fn at(chosen: Vec<usize>, variables: Vec<Variable>, origin: Vec<f64>) -> QuickLook {
        let points: Vec<Vec<f64>> = chosen
            .iter()
            .map(|&nth| point(nth, variables.len(), &origin))
            .collect();
        let columns = (0..variables.len()).map(|k| points.iter().map(|point| point[k]).collect());
        QuickLook {
            columns: Arc::new(columns.collect()),
            count: chosen.len(),
            chosen,
            variables,
            origin,
        }
    }

    /// Points at which an answer has values, for expressions of this graph, and its values there; none
    /// where it has values at enough of these.
    pub(super) fn elsewhere(
        &self,
        values: &QuickValues,
        graph: &mut Graph,
        answer: Id,
        variables: &[Variable],
    ) -> Option<(QuickLook, QuickValues)> {
        let seen = values.0.iter().filter(|value| value.is_finite()).count();
        if seen >= MIN_POINTS || variables.len() != self.variables.len() {
            return None;
        }
        let there = QuickLook::of(graph, answer, variables.to_vec());
        let values = there.values(graph, &[answer])[0];
        let variables = self.variables.clone();
        Some((QuickLook { variables, ..there }, values))
    }

    pub(super) fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// For expressions without variables: one point is enough.
    pub(super) fn of_numbers() -> QuickLook {
        QuickLook {
            columns: Arc::new(Vec::new()),
            count: 1,
            chosen: Vec::new(),
            variables: Vec::new(),
            origin: Vec::new(),
        }
    }

    /// The same points for an answer in another graph, and for the variables that it adds.
    pub(super) fn within(&self, from: &Graph, graph: &mut Graph, answer: Id) -> QuickLook {
        let mut variables: Vec<Variable> = Vec::new();
        for &variable in &self.variables {
            variables.push(graph.variable(from.name(variable)));
        }
        for more in graph.variables(answer) {
            if !variables.contains(&more) {
                variables.push(more);
            }
        }
        if variables.len() == self.variables.len() {
            return QuickLook {
                variables,
                columns: Arc::clone(&self.columns),
                count: self.count,
                chosen: self.chosen.clone(),
                origin: self.origin.clone(),
            };
        }
        QuickLook::at(self.chosen.clone(), variables, self.origin.clone())
    }

    /// The value of an expression without variables, NaN where it has none.
    pub(super) fn value(graph: &Graph, root: Id) -> f64 {
        Tape::new(graph, &[root], &[]).first(&[], &mut Vec::new())
    }

    /// The values of some expressions.
    pub(super) fn values(&self, graph: &Graph, roots: &[Id]) -> Vec<QuickValues> {
        self.values_on(&self.tape(graph, roots), roots.len())
    }

    /// The tape of some expressions, to be run at the points.
    pub(super) fn tape(&self, graph: &Graph, roots: &[Id]) -> Tape {
        Tape::new(graph, roots, &self.variables)
    }

    /// The values of so many expressions on a tape.
    pub(super) fn values_on(&self, tape: &Tape, count: usize) -> Vec<QuickValues> {
        let inputs: Vec<Input<'_>> = self
            .columns
            .iter()
            .map(|column| Input::Each(column))
            .collect();
        let values = tape.rows(&inputs, self.count);
        let all = values.into_iter().take(count).map(|values| {
            let mut found = [f64::NAN; PLACES.len()];
            found[..values.len()].copy_from_slice(&values);
            QuickValues(found)
        });
        all.collect()
    }

    /// The difference quotients of the expression on a tape, at all points; none where the variable is not looked
    /// at.
    pub(super) fn rough_slopes(&self, tape: &Tape, variable: Variable) -> Vec<RoughSlope> {
        let Some(moved) = self.variables.iter().position(|&known| known == variable) else {
            return Vec::new();
        };
        let steps: Vec<f64> = self.columns[moved].iter().map(|x| STEP * x.abs()).collect();
        // All of them a step up, and then all a step down.
        let mut both: Vec<Vec<f64>> = self.columns.iter().map(|all| all.repeat(2)).collect();
        let (up, down) = both[moved].split_at_mut(steps.len());
        for ((up, down), step) in up.iter_mut().zip(down).zip(&steps) {
            (*up, *down) = (*up + step, *down - step);
        }
        let inputs: Vec<Input<'_>> = both.iter().map(|column| Input::Each(column)).collect();
        let values = tape.rows(&inputs, 2 * steps.len());
        let Some((high, low)) = values.first().map(|all| all.split_at(steps.len())) else {
            return Vec::new();
        };
        let all = high.iter().zip(low).zip(&steps);
        let slope = |((high, low), step): ((&f64, &f64), &f64)| RoughSlope {
            quotient: (high - low) / (2.0 * step),
            // What cancels between the two ends is not known to better than this.
            noise: f64::EPSILON * high.abs().max(low.abs()) / step,
        };
        all.map(slope).collect()
    }
}

/// A slope as doubles see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct RoughSlope {
    quotient: f64,
    noise: f64,
}

impl QuickValues {
    /// Whether these are the values of one expression, as far as doubles tell, wherever both have
    /// one.
    pub(super) fn alike(&self, other: &QuickValues) -> bool {
        let (mut seen, mut cancelled) = (0, 0);
        for (&x, &y) in self.0.iter().zip(&other.0) {
            if !x.is_finite() || !y.is_finite() {
                continue;
            }
            let size = x.abs().max(y.abs());
            if (x - y).abs() <= NEAR * size {
                seen += 1;
            } else if (x - y).abs() <= CANCELLED * size {
                cancelled += 1;
            } else {
                return false;
            }
        }
        seen >= MIN_POINTS && cancelled <= MAX_CANCELLED
    }

    /// Whether these may be the values of one expression: so where there is no point at which both
    /// have one.
    pub(super) fn same(&self, other: &QuickValues) -> bool {
        let near = |x: f64, y: f64| (x - y).abs() <= NEAR * x.abs().max(y.abs());
        let both = self.0.iter().zip(&other.0);
        both.filter(|(x, y)| x.is_finite() && y.is_finite())
            .all(|(&x, &y)| near(x, y))
    }

    /// The number `k` with `one + (k - 1)*(two - one)` equal to this at all points, if there is one.
    pub(super) fn factor_between(&self, one: &QuickValues, two: &QuickValues) -> Option<f64> {
        let mut found: Vec<f64> = Vec::new();
        for at in 0..PLACES.len() {
            let factor = 1.0 + (self.0[at] - one.0[at]) / (two.0[at] - one.0[at]);
            if factor.is_finite() {
                found.push(factor);
            }
        }
        let first = *found.first()?;
        let all = found
            .iter()
            .all(|k| (k - first).abs() <= NEAR * first.abs());
        (all && found.len() >= MIN_POINTS).then_some(first)
    }

    /// Whether these can be the values of a slope. Says no only where difference quotients are far from
    /// them nearly everywhere.
    pub(super) fn may_be(&self, slopes: &[RoughSlope]) -> bool {
        let both = slopes.iter().zip(&self.0);
        let alike = both.filter(|(seen, slope)| {
            let room = ROUGHLY * seen.quotient.abs().max(slope.abs()) + 4.0 * seen.noise;
            (seen.quotient - **slope).abs() <= room
        });
        alike.take(MIN_POINTS).count() == MIN_POINTS
    }

    /// The value at the first point: the only one of an expression without variables.
    pub(super) fn first(&self) -> f64 {
        self.0[0]
    }
}
