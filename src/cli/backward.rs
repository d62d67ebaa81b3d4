//! `deriv diff --steps --graph --at POINT`: values forward and slopes backward.

use super::output::{Failure, Output, Status};
use super::plot::is_drawn;
use super::point::{self, PointQuestion};
use super::{terminal, written};
use clap::ArgMatches;
use deriv::notation::visible::visible;
use deriv::report::backward::Backward;
use deriv::report::json;

/// Most operations that are shown: with more, nobody follows them.
const MOST: usize = 200;

/// Shows the graph of the question at its point.
pub(super) fn run(
    matches: &ArgMatches,
    question: &mut PointQuestion,
    out: &mut Output,
) -> Result<Status, Failure> {
    let path = matches.get_one::<String>("out");
    if let Some(path) = path {
        is_drawn(path)?;
    }
    let point = match question.only_point("a graph has one value at each node")? {
        Some(point) => point.to_vec(),
        None if question.variables.is_empty() => Vec::new(),
        None => return Err(point::missing(question, "diff")),
    };
    let graph = &mut question.graph;
    let parts = graph.parts(&[question.function]).len();
    if parts > MOST {
        return Err(Failure::usage(
            format!("the graph has {parts} nodes, more than {MOST}"),
            "take a shorter formula; its slopes are quick: deriv slope FUNCTION --at POINT",
        ));
    }
    let found = Backward::find(graph, question.function, &point)
        .map_err(|error| Failure::expression(error, &question.text))?;
    let missing = |node: &deriv::report::backward::GraphNode| node.slope.is_none();
    let status = match found.graph.iter().any(missing) {
        true => Status::NoAnswer,
        false => Status::Done,
    };
    if let Some(path) = path {
        written::text(path, &found.svg())?;
        out.remark(&format!("wrote {}", visible(path)));
    } else if matches.get_flag("json") {
        out.data(&json::record("diff", &found))?;
    } else {
        let width = terminal::width(matches)?;
        out.told(&found.text(width), width)?;
    }
    Ok(status)
}
