//! `deriv descend`: gradient descent step by step, with a verdict.

mod arguments;
mod data;
mod resume;
mod settings;
mod show;
mod watch;

use super::output::{Failure, Output, Status};
use super::{point, terminal, typed};
pub(crate) use arguments::{EXAMPLES, command};
use clap::ArgMatches;
use deriv::descent::{self, Standing};
use deriv::expression::Variable;
use deriv::report::descend::Descend;
use deriv::report::diagnostic::Problem;
use deriv::report::slope as report;
use watch::ProgressWatch;

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    typed::each(matches, out, one)
}

fn one(matches: &ArgMatches, text: String, out: &mut Output) -> Result<Status, Failure> {
    let columns = data::columns(matches)?;
    let mut question = point::question_over(matches, text, "--from", columns.as_ref(), out)?;
    let mut settings = settings::settings(matches, &mut question)?;
    settings.rows = match &columns {
        Some(columns) => Some(data::rows(&mut question, columns)?),
        None => None,
    };
    let width = terminal::width(matches)?;
    let from = match question.only_point("a walk has one start")? {
        Some(point) => point.to_vec(),
        None => return Err(point::missing(&question, "descend")),
    };
    let graph = &mut question.graph;
    let drawn =
        matches.contains_id("out") || matches.get_flag("plot") && !matches.get_flag("plain");
    if let (true, Some(rows)) = (drawn, &settings.rows)
        && rows.expanded(graph, question.function).is_none()
    {
        return Err(data::too_many(rows));
    }
    let keys = matches.get_flag("json");
    let mut watch = ProgressWatch::begin(matches, graph, question.function, &from, &settings)?;
    let saved = watch.saved();
    let mut each = |standing: Standing<'_>| watch.look(standing);
    let looking = (saved.as_ref(), &mut each as descent::Watch<'_>);
    let found = Descend::find_watched(graph, question.function, &from, settings, keys, looking)
        .map_err(|error| Failure::expression(error, &question.text))?;
    let kept = watch.end();
    let walk = found.map_err(|absence| {
        let named: Vec<Variable> = from.iter().map(|(v, _)| *v).collect();
        let definition = report::definition(&question.graph, question.function, &named);
        let start = report::place(&question.graph, &from);
        let text = absence.text(&definition, &start, false);
        let problem = Problem::new(absence.sentence(&definition, &start), None);
        Failure::Said(text, problem, Status::NoAnswer)
    })?;
    // What was computed is shown, also where it could not be kept.
    show::show(matches, &mut question, &walk, width, out)?;
    kept.map(|()| Status::Done)
}
