//! What lies where a walk arrived: a level place close by, proved from enclosures of the first and second
//! derivatives around the last position.

use crate::calculus::rows;
use crate::calculus::value::Value;
use crate::descent::curvature::MAX_CURVED;
use crate::descent::evaluation::{Evaluation, WalkPlan};
use crate::descent::number::WalkNumber;
use crate::descent::round::moving;
use crate::descent::walk::{CERTAIN_WORK, FIRST_BITS, Step, Walk};
use crate::expression::{Graph, Id, Node};
use crate::number::ball::Ball;
use crate::number::double;

/// How near a level place has to be, relative to the position or to 1, to be where a walk arrived.
const NEAR: f64 = 1e-3;

/// How many times as far as Newton's step a level place is looked for.
const REACH: f64 = 2.0;

/// What Jacobi's rotations round, relative to the largest entry: some hundred units in the last place.
const ROUNDED: f64 = 1e-12;

/// Most pairs of positions that are looked at one by one.
const MOST_PAIRS: usize = 200;

/// What lies where the slope is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stationary {
    /// J grows in every direction.
    Minimum,
    /// J falls in every direction.
    Maximum,
    /// J grows in some directions and falls in others.
    Saddle,
}

/// What lies near the last position of a walk; `None` where it is not proved that the slope is 0 at a
/// place as near as a walk that arrived is.
///
/// With H the second derivatives, A those at the position in doubles, m the least size of A's
/// eigenvalues, g the slopes and q·m a bound of |H − A| within r of the position: where |g| ≤ (1 − q)·m·r,
/// x − A⁻¹g(x) maps that ball into itself and contracts it, so the slope is 0 at one place in it
/// (Ortega & Rheinboldt, Iterative Solution of Nonlinear Equations, §12.3). There H has as many
/// eigenvalues above 0 as A has, since no eigenvalue moves by more than |H − A| (Weyl).
pub fn stationary(graph: &mut Graph, function: Id, walk: &Walk) -> Option<Stationary> {
    let step = walk.steps.last()?;
    let around = Around::new(graph, function, walk)?;
    let (slopes, curvatures) = around.at(graph, step, 0.0)?;
    let slope = length(&slopes.iter().map(WalkNumber::most).collect::<Vec<_>>());
    let middles: Vec<f64> = curvatures.iter().map(WalkNumber::to_f64).collect();
    let all = eigenvalues(middles.chunks(slopes.len()).map(<[f64]>::to_vec).collect());
    let sizes = || all.iter().map(|value| value.abs());
    let least = sizes().fold(f64::INFINITY, f64::min);
    let largest = sizes().fold(0.0, f64::max);
    let position = step.point.iter().map(|n| n.to_f64().abs());
    let reach = REACH * slope / least;
    if !(largest.is_finite() && reach <= NEAR * position.fold(1.0, f64::max)) {
        return None;
    }
    let (_, nearby) = around.at(graph, step, reach)?;
    let off: Vec<f64> = nearby
        .iter()
        .zip(&middles)
        .map(|(near, &middle)| near.minus(&WalkNumber::exactly(middle)).most())
        .collect();
    let left = least - length(&off) - ROUNDED * largest;
    if !(left > 0.0 && slope <= left * reach) {
        return None;
    }
    Some(match all.iter().filter(|value| **value > 0.0).count() {
        0 => Stationary::Maximum,
        n if n == all.len() => Stationary::Minimum,
        _ => Stationary::Saddle,
    })
}

/// Whether J goes on without a break from each position to the next, so that where the slope turned
/// back between two of them there is a lowest point between them.
pub fn is_unbroken(graph: &mut Graph, function: Id, walk: &Walk) -> bool {
    let Some(around) = Around::of(graph, function, Vec::new(), walk) else {
        return false;
    };
    let hull = |steps: &[Step]| {
        let ball = |number: &WalkNumber| number.ball(FIRST_BITS);
        let mut all: Vec<Ball> = steps[0].point.iter().map(ball).collect::<Option<_>>()?;
        for step in &steps[1..] {
            for (whole, number) in all.iter_mut().zip(&step.point) {
                *whole = whole.hull(&ball(number)?, FIRST_BITS);
            }
        }
        Some(all)
    };
    let goes_on = |steps: &[Step]| hull(steps).is_some_and(|all| around.over(graph, all).is_some());
    let pairs = walk.steps.len() - 1;
    goes_on(&walk.steps) || pairs <= MOST_PAIRS && walk.steps.windows(2).all(goes_on)
}

/// Derivatives of J, to be enclosed around positions.
struct Around<'a> {
    walk: &'a Walk,
    plan: WalkPlan,
    moving: Vec<bool>,
    /// The position's variables as nodes.
    variables: Vec<Id>,
    /// What is enclosed: the slopes, then the second derivatives row by row.
    wanted: Vec<Id>,
}

impl<'a> Around<'a> {
    fn new(graph: &mut Graph, function: Id, walk: &'a Walk) -> Option<Around<'a>> {
        if walk.variables.len() > MAX_CURVED {
            return None;
        }
        let slopes = rows::gradient(graph, function, &walk.variables).ok()?;
        let mut wanted = slopes.clone();
        for slope in slopes {
            for &variable in &walk.variables {
                wanted.push(rows::derivative(graph, slope, variable).ok()?);
            }
        }
        Around::of(graph, function, wanted, walk)
    }

    /// `None` where it is too much work.
    fn of(graph: &mut Graph, function: Id, wanted: Vec<Id>, walk: &'a Walk) -> Option<Around<'a>> {
        let mut roots = vec![function];
        roots.extend(&wanted);
        let work = match &walk.rows {
            Some(rows) => rows.work(graph, &roots),
            None => graph.parts(&roots).len(),
        };
        if work as u64 > CERTAIN_WORK {
            return None;
        }
        let variables = walk.variables.iter();
        let variables: Vec<Id> = variables.map(|&v| graph.add(Node::Variable(v))).collect();
        Some(Around {
            plan: WalkPlan::new(graph, &roots, walk.rows.as_deref()),
            moving: moving(graph, function, &variables),
            variables,
            wanted,
            walk,
        })
    }

    /// What is wanted, the slopes apart, wherever no variable is further than `reach` from a position.
    fn at(
        &self,
        graph: &Graph,
        step: &Step,
        reach: f64,
    ) -> Option<(Vec<WalkNumber>, Vec<WalkNumber>)> {
        let reach = Ball::from_f64(reach)?;
        let wide = |number: &WalkNumber| {
            let ball = number.ball(FIRST_BITS)?;
            let ends = [ball.sub(&reach, FIRST_BITS), ball.add(&reach, FIRST_BITS)];
            Some(ends[0].hull(&ends[1], FIRST_BITS))
        };
        let point = step.point.iter().map(wide).collect::<Option<_>>()?;
        let mut slopes = self.over(graph, point)?;
        let curvatures = slopes.split_off(self.variables.len());
        Some((slopes, curvatures))
    }

    /// What is wanted, over a box on all of which J has a value and no kink.
    fn over(&self, graph: &Graph, point: Vec<Ball>) -> Option<Vec<WalkNumber>> {
        let known = self.variables.iter().copied();
        let known = known.zip(point.into_iter().map(Value::Ball));
        let evaluation = Evaluation::new(graph, &self.moving, true, FIRST_BITS);
        let values = evaluation
            .of(&self.plan, self.walk.rows.as_deref(), known)
            .ok()?;
        let of = |id: &Id| values[id.index()].clone().map(WalkNumber::Certain);
        self.wanted.iter().map(of).collect()
    }
}

/// The length of a vector.
fn length(of: &[f64]) -> f64 {
    of.iter().fold(0.0, |length, x| double::hypot(length, *x))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descent::settings::{Settings, StepRule};
    use crate::descent::walk::walk;
    use crate::expression::Variable;
    use crate::notation;
    use crate::number::rational::Rational;

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
}
