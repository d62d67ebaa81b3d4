//! `--data`: the rows that sums and means of the function run over.

use crate::input;
use crate::output::Failure;
use crate::point::PointQuestion;
use clap::ArgMatches;
use deriv::calculus::rows::{Column, MAX_EXPANDED, Rows};
use deriv::expression::Variable;
use deriv::files::columns::{Columns, MAX_FILE};
use deriv::notation::visible::visible;
use std::sync::Arc;

/// The head of the file, where one is given.
pub(super) fn columns(matches: &ArgMatches) -> Result<Option<Columns>, Failure> {
    let Some(path) = matches.get_one::<String>("data") else {
        return Ok(None);
    };
    let function = matches.get_one::<String>("function").map(String::as_str);
    if path == "-" && function == Some("-") {
        return Err(Failure::usage(
            "both the function and the data from stdin",
            "write one of them into a file: @FILE, --data FILE",
        ));
    }
    let bytes = input::bytes(path, MAX_FILE)?;
    let name = match path.as_str() {
        "-" => "stdin",
        path => path,
    };
    let columns = Columns::read(name, &bytes);
    columns
        .map(Some)
        .map_err(|fault| Failure::Faults(vec![fault]))
}

/// The rows of the columns that the function uses.
pub(super) fn rows(question: &mut PointQuestion, columns: &Columns) -> Result<Arc<Rows>, Failure> {
    let graph = &question.graph;
    if graph.folds(&[question.function]).is_empty() {
        return Err(Failure::usage(
            "--data is given, but the function has no sum(...) or mean(...)",
            "its columns stand in them: \"mean((a*x + b - y)^2)\"",
        ));
    }
    let free = graph.free(question.function).into_iter();
    let used: Vec<Variable> = free.filter(|v| !question.variables.contains(v)).collect();
    let names: Vec<&str> = used.iter().map(|v| graph.name(*v)).collect();
    let (count, numbers) = columns.numbers(&names).map_err(Failure::Faults)?;
    let each = used.into_iter().zip(numbers);
    let each = each.map(|(variable, numbers)| Column {
        variable,
        doubles: numbers.doubles,
        exact: numbers.exact,
    });
    Ok(Arc::new(Rows::new(columns.name(), count, each.collect())))
}

/// Refuses a picture of a function over so many rows.
pub(super) fn too_many(rows: &Rows) -> Failure {
    let (count, file) = (rows.count(), visible(rows.name()));
    Failure::usage(
        format!(
            "the {count} rows of {file} are too many for a picture: written out, the function has \
             more than {MAX_EXPANDED} parts"
        ),
        "leave --plot and --out away: the table shows J falling",
    )
}
