//! FUNCTION as it is typed, with what the command line says of its names.

use super::{PointQuestion, lacking};
use crate::output::{Failure, Output};
use clap::ArgMatches;
use deriv::expression::names::same;
use deriv::expression::{Conventions, Graph};
use deriv::files::columns::Columns;
use deriv::notation::error::{Error, ReadErrorKind};
use deriv::notation::{self, Options};
use deriv::slope::point::names;

/// `--log` and `--angle`, of commands that have them.
fn conventions(matches: &ArgMatches) -> Conventions {
    let word = |name| matches.try_get_one::<String>(name).ok().flatten();
    Conventions {
        log_base: word("log").and_then(|base| base.parse().ok()),
        degrees: word("angle").is_some_and(|unit| unit == "degrees"),
    }
}

/// Reads FUNCTION alone; names that the points give are variables.
pub(crate) fn function(
    matches: &ArgMatches,
    text: String,
    points: &[&String],
    option: &'static str,
    out: &mut Output,
) -> Result<PointQuestion, Failure> {
    function_over(matches, text, points, option, None, out)
}

/// The same, where the function may have sums and means over the rows of a file.
pub(super) fn function_over(
    matches: &ArgMatches,
    text: String,
    points: &[&String],
    option: &'static str,
    data: Option<&Columns>,
    out: &mut Output,
) -> Result<PointQuestion, Failure> {
    let mut graph = Graph::new();
    graph.conventions = conventions(matches);
    // Names that the points give are known, so that xy is x*y; without them any name will do.
    let mut known: Vec<String> = points.iter().flat_map(|point| names(point)).collect();
    known.sort();
    known.dedup();
    let wrt = matches.try_get_one::<String>("wrt").ok().flatten();
    let named: Vec<String> = wrt.cloned().into_iter().collect();
    if let Some(fault) = data.and_then(|data| data.taken(&known, "a number of --from")) {
        return Err(Failure::Faults(vec![fault]));
    }
    let columns = data.map(Columns::names);
    let options = Options {
        variables: (!known.is_empty()).then_some(known.as_slice()),
        named: &named,
        columns: columns.as_deref(),
        ..Options::default()
    };
    let read = notation::read_with_notes(&mut graph, &text, &options);
    let read = read.map_err(|error| match error.kind {
        ReadErrorKind::UnknownVariable { name, .. } if data.is_some() => {
            let known = data.map_or_else(Vec::new, |data| lacking::known(&known, data));
            let kind = ReadErrorKind::UnknownVariable { name, known };
            let place = error.place;
            Failure::expression(Error { kind, place }, &text)
        }
        ReadErrorKind::UnknownVariable { name, .. } => {
            lacking::no_value(&text, points, &name, option)
        }
        _ => Failure::expression(error, &text),
    })?;
    for note in &read.notes {
        out.remark(&note.to_string());
    }
    let function = read.id;
    let mut variables = graph.free(function);
    let is_column = |name: &str| {
        let mut columns = columns.iter().flatten();
        columns.any(|column| same(column, name))
    };
    variables.retain(|variable| !is_column(graph.name(*variable)));
    Ok(PointQuestion {
        graph,
        text,
        function,
        variables,
        points: Vec::new(),
        option,
    })
}
