//! How J bends along a walk: the second derivative along the slope.

use crate::calculus::rows::{self, Doubles};
use crate::calculus::value::Value;
use crate::descent::number::WalkNumber;
use crate::descent::verdict::{dot, slope};
use crate::descent::walk::{Step, Walk};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::rational::Rational;
use crate::slope::Effort;
use crate::slope::existence::{self, Asked, SlopeOutcome};

/// Digits to which a curvature is worked out.
const CURVATURE_DIGITS: usize = 20;

/// Most variables whose curvature along the slope is worked out: it takes n² derivatives.
pub(super) const MAX_CURVED: usize = 12;

/// The second derivative along the slope, where it says something.
#[derive(Clone, Debug)]
pub struct Curvature {
    /// Its value.
    pub value: WalkNumber,
    /// Is it that of one variable, and not of one direction among several?
    pub single: bool,
}

/// The second derivatives at a position, in doubles, row by row.
fn hessian(graph: &mut Graph, function: Id, walk: &Walk, step: &Step) -> Option<Vec<Vec<f64>>> {
    let mut seconds = Vec::new();
    for &first in &walk.variables {
        let slope = rows::derivative(graph, function, first).ok()?;
        for &second in &walk.variables {
            seconds.push(rows::derivative(graph, slope, second).ok()?);
        }
    }
    let point: Vec<f64> = step.point.iter().map(WalkNumber::to_f64).collect();
    let values = Doubles::new(graph, &seconds, &walk.variables, walk.rows.clone()).run(&point);
    let lines = values.chunks(walk.variables.len()).map(<[f64]>::to_vec);
    values
        .iter()
        .all(|value| value.is_finite())
        .then(|| lines.collect())
}

/// The second derivative along the slope at the first or the last position of a walk.
///
/// With one variable it is J″, exact where that is exact; with several gᵀHg/gᵀg in doubles, g the
/// slopes and H the second derivatives (Nocedal & Wright, Numerical Optimization, §2.2). `None`
/// where there is none, or it is too much work.
pub fn curvature(graph: &mut Graph, function: Id, walk: &Walk, step: &Step) -> Option<Curvature> {
    if walk.variables.len() > MAX_CURVED || step.slope.is_empty() {
        return None;
    }
    if let [variable] = walk.variables[..] {
        let exact_at = step.point[0].is_exact().then(|| step.point[0].rational());
        // Over more rows than are written out it is taken in doubles.
        let single = match &walk.rows {
            Some(rows) => rows.expanded(graph, function),
            None => Some(function),
        };
        let value = match (exact_at, single) {
            (Some(at), Some(function)) => exact(graph, function, variable, at?)?,
            _ => WalkNumber::Rough(hessian(graph, function, walk, step)?[0][0]),
        };
        return value.to_f64().is_finite().then_some(Curvature {
            value,
            single: true,
        });
    }
    let along = slope(step);
    let rows = hessian(graph, function, walk, step)?;
    let bent: f64 = rows
        .iter()
        .zip(&along)
        .map(|(row, g)| g * dot(row, &along))
        .sum();
    let value = bent / dot(&along, &along);
    value.is_finite().then_some(Curvature {
        value: WalkNumber::Rough(value),
        single: false,
    })
}

/// The second derivative where there is one: on a kink the formula alone does not tell.
fn exact(graph: &mut Graph, function: Id, variable: Variable, at: Rational) -> Option<WalkNumber> {
    let point = [(variable, graph.add(Node::Number(at)))];
    let effort = Effort::digits(CURVATURE_DIGITS);
    let found = existence::slope(graph, function, variable, 2, &point, Asked::Both, effort);
    match found.ok()? {
        SlopeOutcome::Slope(number) => match (number.exact, number.ball) {
            (Some(exact), _) => Some(WalkNumber::Certain(Value::Exact(exact))),
            (None, ball) => ball.map(|ball| WalkNumber::Certain(Value::Ball(ball))),
        },
        SlopeOutcome::None(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descent::settings::{Settings, StepRule};
    use crate::descent::walk::walk;
    use crate::notation;

    #[test]
    fn curvature_of_one_and_of_several() {
        let mut graph = Graph::new();
        let read = |graph: &mut Graph, text: &str| {
            notation::read(graph, text, &notation::Options::default()).unwrap()
        };
        let function = read(&mut graph, "x^2 + 3y^2");
        let one = read(&mut graph, "1");
        let variables = graph.variables(function);
        let from: Vec<(Variable, Id)> = variables.iter().map(|&v| (v, one)).collect();
        let settings = Settings {
            rate: Rational::ratio(1, 10),
            rule: StepRule::Plain,
            steps: 1,
            stop: None,
            rows: None,
        };
        let walked = walk(&mut graph, function, &from, &settings).unwrap();
        let bent = curvature(&mut graph, function, &walked, &walked.steps[0]).unwrap();
        // g = (2, 6), H = diag(2, 6): (2·4 + 6·36)/40.
        assert_eq!(bent.value.to_f64(), 5.6);
    }
}
