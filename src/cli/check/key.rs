//! The key of what the command line asks for.

use crate::options;
use crate::output::{Failure, Output, Status};
use crate::point;
use clap::ArgMatches;
use deriv::calculus::derivative::MAX_ORDER;
use deriv::report::diagnostic::Problem;
use deriv::report::slope::absence::NoSlope;
use deriv::report::{Role, Text, slope};
use deriv::verdict::asked::{Unasked, asked};
use deriv::verdict::key::{Key, NoKey};

/// What the command line asks for, with its key; the answer may say which variable it is about.
pub(super) fn key(
    matches: &ArgMatches,
    text: String,
    typed: &str,
    out: &mut Output,
) -> Result<Key, Failure> {
    let mut question = point::question(matches, text, "--at", out)?;
    let order = options::whole(matches, "order", 1, MAX_ORDER.into())?.unwrap_or(1) as u32;
    if matches.get_flag("equal") {
        return Ok(Key::formula(question.graph, question.function).with_any_names());
    }
    let known = question.variables.clone();
    let points = &question.points;
    let variables = point::nudged(matches, &mut question.graph, &known, points)?;
    let point = question.only_point("an answer is checked at one point")?;
    let (graph, function) = (&question.graph, question.function);
    let made = asked(graph.clone(), function, &variables, order, point, typed);
    made.map_err(|why| match why {
        Unasked::Unsaid => {
            let names: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
            Failure::usage(
                format!("the function has several variables: {}", names.join(", ")),
                format!(
                    "say which one is nudged: --wrt {}; or answer with all: \"(..., ...)\"",
                    names[0]
                ),
            )
        }
        Unasked::NoKey(NoKey::Formula(error)) => Failure::expression(error, &question.text),
        Unasked::NoKey(NoKey::Slope(absence, graph)) => {
            let definition = slope::definition(&graph, function, &variables);
            let place = slope::place(&graph, point.unwrap_or_default());
            let absence = NoSlope::new(&graph, function, &absence);
            let told = absence.text(&definition, &place, false);
            let sentence = absence.sentence(&definition, &place);
            let message = "there is no slope to compare with";
            let mut said = Text::new();
            said.push(Role::Wrong, "error")
                .plain(format!(": {message}"))
                .line()
                .append(told);
            let problem = Problem::new(format!("{message}: {sentence}"), None);
            Failure::Said(said, problem, Status::NoAnswer)
        }
    })
}
