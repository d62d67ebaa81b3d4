//! What the command line asks of one expression.

use crate::output::Failure;
use deriv::expression::{Graph, Id, Variable};

/// An expression and the points that it is asked about.
pub(crate) struct PointQuestion {
    pub(crate) graph: Graph,
    pub(crate) text: String,
    pub(crate) function: Id,
    pub(crate) variables: Vec<Variable>,
    pub(crate) points: Vec<Vec<(Variable, Id)>>,
    /// The option that gives them: `--at` or `--from`.
    pub(crate) option: &'static str,
}

impl PointQuestion {
    /// The one point, where one is given. `why` is what has room for one alone: `a walk has one start`.
    pub(crate) fn only_point(&self, why: &str) -> Result<Option<&[(Variable, Id)]>, Failure> {
        let option = self.option;
        match &self.points[..] {
            [] => Ok(None),
            [point] => Ok(Some(point)),
            _ => Err(Failure::usage(
                format!("{why}, but {option} is given several times"),
                format!("give {option} once; several variables: {option} x=1,y=2"),
            )),
        }
    }
}
