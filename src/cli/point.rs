//! The question on the command line: the function, its points, the variable that is nudged.

mod asked;
mod function;
mod lacking;
mod values;
mod words;
mod wrt;

use super::output::{Failure, Output};
pub(crate) use asked::PointQuestion;
use clap::ArgMatches;
use deriv::files::columns::Columns;
use deriv::slope::point::{self, written};
pub(crate) use function::function;
use function::function_over;
pub(crate) use lacking::missing;
pub(crate) use values::{constant, number};
pub(crate) use wrt::{chosen, nudged};

/// Reads FUNCTION and every point; how it was taken is said on stderr where another reading is as
/// likely. `option` is what the command calls the option of its points.
pub(crate) fn question(
    matches: &ArgMatches,
    text: String,
    option: &'static str,
    out: &mut Output,
) -> Result<PointQuestion, Failure> {
    question_over(matches, text, option, None, out)
}

/// The same, where the function may have sums and means over the rows of a file.
pub(crate) fn question_over(
    matches: &ArgMatches,
    text: String,
    option: &'static str,
    data: Option<&Columns>,
    out: &mut Output,
) -> Result<PointQuestion, Failure> {
    // Not every command takes a point.
    let points = matches.try_get_many::<String>("at").ok().flatten();
    let points: Vec<&String> = points.into_iter().flatten().collect();
    for point in &points {
        written(point).map_err(|why| words::refused(why, point, option, &[]))?;
    }
    let mut question = function_over(matches, text, &points, option, data, out)?;
    let variables = question.variables.clone();
    for point in points {
        let found = point::resolve(&mut question.graph, point, &variables);
        question.points.push(found.map_err(|why| {
            let graph = &question.graph;
            let names: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
            words::refused(why, point, option, &names)
        })?);
    }
    Ok(question)
}
