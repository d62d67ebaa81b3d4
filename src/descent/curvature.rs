//! How J bends along a walk: the second derivative along the slope, and what lies where a walk ends.

use crate::calculus::rows::{self, Doubles};
use crate::calculus::value::Value;
use crate::descent::number::WalkNumber;
use crate::descent::verdict::{dot, slope};
use crate::descent::walk::{Step, Walk};
use crate::expression::{Graph, Id, Node, Variable};
use crate::number::double;
use crate::number::rational::Rational;
use crate::slope::Effort;
use crate::slope::existence::{self, Asked, SlopeOutcome};

/// Share of the largest curvature below which one counts as 0: a walk that arrives stops a little
/// beside the place, and doubles round.
const FLAT: f64 = 1e-6;

/// Digits to which a curvature is worked out.
const CURVATURE_DIGITS: usize = 20;

/// Most variables whose curvature along the slope is worked out: it takes n² derivatives.
const MAX_CURVED: usize = 12;

/// The second derivative along the slope, where it says something.
#[derive(Clone, Debug)]
pub struct Curvature {
    /// Its value.
    pub value: WalkNumber,
    /// Is it that of one variable, and not of one direction among several?
    pub single: bool,
}

/// What lies where the slope is 0, as far as the second derivatives tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stationary {
    /// J grows in every direction.
    Minimum,
    /// J falls in every direction.
    Maximum,
    /// J grows in some directions and falls in others.
    Saddle,
}

/// What lies at the last position of a walk that has arrived: by the signs of the eigenvalues of the
/// second derivatives there, in doubles (Nocedal & Wright, Numerical Optimization, §2.1). `None`
/// where one of them is too near 0 to tell, or they are too much work.
pub fn stationary(graph: &mut Graph, function: Id, walk: &Walk) -> Option<Stationary> {
    let step = walk.steps.last()?;
    if walk.variables.len() > MAX_CURVED {
        return None;
    }
    let rows = hessian(graph, function, walk, step)?;
    let all = eigenvalues(rows);
    let largest = all.iter().fold(0.0f64, |most, value| most.max(value.abs()));
    if !all.iter().all(|value| value.abs() > FLAT * largest) {
        return None;
    }
    Some(match all.iter().filter(|value| **value > 0.0).count() {
        0 => Stationary::Maximum,
        n if n == all.len() => Stationary::Minimum,
        _ => Stationary::Saddle,
    })
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

/// The eigenvalues of a symmetric matrix: Jacobi's rotations (Golub & Van Loan, Matrix Computations,
/// §8.5), each of which takes one entry beside the diagonal away.
fn eigenvalues(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    /// Sweeps over all entries; a handful is enough for doubles.
    const SWEEPS: usize = 30;
    let n = rows.len();
    for _ in 0..SWEEPS {
        for p in 0..n {
            for q in p + 1..n {
                if rows[p][q] == 0.0 {
                    continue;
                }
                let theta = (rows[q][q] - rows[p][p]) / (2.0 * rows[p][q]);
                let t = theta.signum() / (theta.abs() + double::hypot(theta, 1.0));
                let t = if theta == 0.0 { 1.0 } else { t };
                let c = 1.0 / double::hypot(t, 1.0);
                let s = t * c;
                for row in &mut rows {
                    (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
                }
                let (above, below) = rows.split_at_mut(q);
                for (a, b) in above[p].iter_mut().zip(&mut below[0]) {
                    (*a, *b) = (c * *a - s * *b, s * *a + c * *b);
                }
            }
        }
    }
    (0..n).map(|k| rows[k][k]).collect()
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

    #[track_caller]
    fn lies(text: &str, from: &str, steps: usize, expected: Option<Stationary>) {
        let mut graph = Graph::new();
        let mut read =
            |text: &str| notation::read(&mut graph, text, &notation::Options::default()).unwrap();
        let function = read(text);
        let values: Vec<Id> = from.split(',').map(&mut read).collect();
        let from: Vec<(Variable, Id)> = graph.variables(function).into_iter().zip(values).collect();
        let settings = Settings {
            rate: Rational::ratio(1, 10),
            rule: StepRule::Plain,
            steps,
            stop: None,
            rows: None,
        };
        let walk = walk(&mut graph, function, &from, &settings).unwrap();
        assert_eq!(stationary(&mut graph, function, &walk), expected, "{text}");
    }

    #[test]
    fn eigenvalues_are_those_of_known_matrices() {
        let root = std::f64::consts::SQRT_2;
        for (rows, values) in [
            (vec![vec![2.0, 1.0], vec![1.0, 2.0]], vec![1.0, 3.0]),
            (vec![vec![1.0, 2.0], vec![2.0, -2.0]], vec![-3.0, 2.0]),
            (vec![vec![0.0, 3.0], vec![3.0, 0.0]], vec![-3.0, 3.0]),
            (vec![vec![5.0, 0.0], vec![0.0, -7.0]], vec![-7.0, 5.0]),
            (
                vec![
                    vec![2.0, -1.0, 0.0],
                    vec![-1.0, 2.0, -1.0],
                    vec![0.0, -1.0, 2.0],
                ],
                vec![2.0 - root, 2.0, 2.0 + root],
            ),
        ] {
            let mut found = eigenvalues(rows.clone());
            found.sort_unstable_by(f64::total_cmp);
            // Rotations add up to some units in the last place.
            let near = found
                .iter()
                .zip(&values)
                .all(|(a, b)| (a - b).abs() < 1e-12);
            assert!(near && found.len() == values.len(), "{rows:?}: {found:?}");
        }
    }

    #[test]
    fn a_saddle_is_told_from_a_minimum() {
        lies("x^2 - y^2", "1,0", 100, Some(Stationary::Saddle));
        lies("x^2 + 3y^2 + x*y", "1,1", 200, Some(Stationary::Minimum));
        lies("cos(w)", "0", 1, Some(Stationary::Maximum));
        lies("x*y", "0,0", 1, Some(Stationary::Saddle));
        // Sums of squares of independent lines: the signs in front are those of the eigenvalues,
        // whatever the lines are (Sylvester's law of inertia).
        for (text, expected) in [
            ("(3x+y)^2 + (x+y)^2/1000", Stationary::Minimum),
            ("(3x+y)^2 - (x+y)^2/1000", Stationary::Saddle),
            ("(x+y)^2/1000 - (3x+y)^2", Stationary::Saddle),
            ("-(3x+y)^2 - (x+y)^2/1000", Stationary::Maximum),
            ("(x-5y)^2 + (x+y)^2/100", Stationary::Minimum),
            ("(x-5y)^2 - (x+y)^2/100", Stationary::Saddle),
        ] {
            lies(text, "0,0", 1, Some(expected));
        }
        for (text, expected) in [
            ("(x+2y+3z)^2 + (x-y)^2 + (y+2z)^2/1000", Stationary::Minimum),
            ("(x+2y+3z)^2 + (x-y)^2 - (y+2z)^2/1000", Stationary::Saddle),
            ("(x+2y+3z)^2 - (x-y)^2/100 - (y+2z)^2", Stationary::Saddle),
            (
                "-(x+2y+3z)^2 - (x-y)^2 - (y+2z)^2/1000",
                Stationary::Maximum,
            ),
            ("(x+2y+3z)^2/1000 - (x-y)^2 - (y+2z)^2", Stationary::Saddle),
        ] {
            lies(text, "0,0,0", 1, Some(expected));
        }
        lies("x^2 + y^4", "1,0", 100, None);
        lies("w^3", "0", 1, None);
    }

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
