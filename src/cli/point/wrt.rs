//! `--wrt`: the variables that are nudged.

use crate::output::Failure;
use clap::ArgMatches;
use deriv::expression::names::same;
use deriv::expression::{Graph, Id, Variable};
use deriv::notation::visible;
use deriv::slope::point;

/// The variable of `--wrt`, or `None`.
pub(crate) fn chosen(
    matches: &ArgMatches,
    graph: &mut Graph,
    variables: &[Variable],
) -> Result<Option<Variable>, Failure> {
    let Some(name) = matches.get_one::<String>("wrt") else {
        return Ok(None);
    };
    let known: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
    if !known.iter().any(|known| same(known, name)) && !known.is_empty() {
        return Err(Failure::usage(
            format!(
                "the expression has no variable `{}`",
                visible::visible(name)
            ),
            format!("its variables: {}", known.join(", ")),
        ));
    }
    Ok(Some(graph.variable(name)))
}

/// The variables that are nudged: that of `--wrt`, else as [`point::nudged`] says.
pub(crate) fn nudged(
    matches: &ArgMatches,
    graph: &mut Graph,
    variables: &[Variable],
    points: &[Vec<(Variable, Id)>],
) -> Result<Vec<Variable>, Failure> {
    Ok(match chosen(matches, graph, variables)? {
        Some(variable) => vec![variable],
        None => point::nudged(graph, variables, points),
    })
}
