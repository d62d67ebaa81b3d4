//! `deriv diff`: the derivative as a formula.

mod arguments;

use super::options;
use super::output::{Failure, Output, Status};
use super::{backward, point, terminal, typed};
pub(crate) use arguments::{EXAMPLES, command};
use clap::ArgMatches;
use deriv::expression::Variable;
use deriv::notation::write::MAX_WRITTEN;
use deriv::report::diff::{Diff, DiffQuestion, NoFormula};
use deriv::report::json;

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    typed::each(matches, out, one)
}

fn one(matches: &ArgMatches, text: String, out: &mut Output) -> Result<Status, Failure> {
    let mut question = point::question(matches, text, "--at", out)?;
    if matches.get_flag("graph") {
        return backward::run(matches, &mut question, out);
    }
    if let Some(option) = ["at", "out"].iter().find(|name| matches.contains_id(name)) {
        return Err(Failure::usage(
            format!("--{option} goes with --graph: the derivative as a formula is for every point"),
            "its value at one is: deriv slope FUNCTION --at 3",
        ));
    }
    let orders = options::orders(matches, 0)?;
    let graph = &mut question.graph;
    let chosen = point::chosen(matches, graph, &question.variables)?;
    let by: Vec<Variable> = match chosen {
        Some(variable) => vec![variable],
        None if question.variables.is_empty() => vec![graph.variable("w")],
        None => question.variables.clone(),
    };
    let quiet = matches.get_flag("quiet");
    let among = orders.start() < orders.end();
    for order in orders {
        let asked = DiffQuestion {
            function: question.function,
            by: &by,
            order,
            latex: matches.get_flag("latex"),
            // Programs that take a bare value get the formula in one piece.
            whole: quiet,
            steps: matches.get_flag("steps") && !quiet,
            among,
        };
        let found =
            Diff::find(&mut question.graph, asked).map_err(|why| refused(why, &question.text))?;
        show(matches, out, &found)?;
    }
    Ok(Status::Done)
}

/// Why there is no formula.
fn refused(why: NoFormula, text: &str) -> Failure {
    match why {
        NoFormula::Unformed(error) => Failure::expression(error, text),
        NoFormula::TooLong => Failure::usage(
            format!("the formula is longer than {} MiB", MAX_WRITTEN >> 20),
            "its value at a point is quick: deriv slope FUNCTION --at POINT --order N",
        ),
        NoFormula::Nowhere(function) => Failure::no_answer(format!(
            "{function} has no value anywhere, so no derivative"
        )),
    }
}

/// One derivative in the view that is asked for.
fn show(matches: &ArgMatches, out: &mut Output, found: &Diff) -> Result<(), Failure> {
    if !found.conditions.is_empty() {
        out.remark(&format!("for {}", found.conditions.join(", ")));
    }
    if matches.get_flag("json") {
        out.data(&json::record("diff", found))
    } else if matches.get_flag("quiet") {
        out.result(&found.quiet())
    } else if matches.get_flag("steps") {
        out.fitted(&found.text(), 0, terminal::width(matches)?)
    } else {
        // A formula that is pasted elsewhere stays on its line.
        out.result(&found.text())
    }
}
