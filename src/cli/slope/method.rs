//! `--method` and its `--step`.

use crate::output::Failure;
use crate::point;
use clap::ArgMatches;
use deriv::calculus::double::Tape;
use deriv::calculus::quotient::Method;
use deriv::expression::Graph;
use deriv::notation::visible::visible;

/// The method in doubles with its step, `None` for the exact slope.
pub(super) fn method(
    matches: &ArgMatches,
    graph: &mut Graph,
) -> Result<Option<(Method, Option<f64>)>, Failure> {
    let name = matches.get_one::<String>("method");
    let method = Method::ALL
        .into_iter()
        .find(|method| name.is_some_and(|name| name == method.name()));
    let step = matches.get_one::<String>("step");
    match (method, step) {
        (Some(method), Some(typed)) => Ok(Some((method, Some(size(graph, typed)?)))),
        (Some(method), None) => Ok(Some((method, None))),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Failure::usage(
            "--step goes with a method that has a step",
            "name one: --method central",
        )),
    }
}

/// The step: a number above 0.
fn size(graph: &mut Graph, typed: &str) -> Result<f64, Failure> {
    let id = point::constant(graph, typed, "--step")?;
    let step = Tape::new(graph, &[id], &[]).run(&[])[0];
    match step > 0.0 && step.is_finite() {
        true => Ok(step),
        false => Err(Failure::usage(
            format!("--step is `{}`", visible(typed)),
            "give a number above 0 that doubles hold, for example 1e-6",
        )),
    }
}
