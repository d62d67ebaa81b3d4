//! `slope` at many points: those of stdin with `--at -`, or of a grid; a row for each, as they come.

mod arguments;
mod words;

use super::options;
use super::output::{Failure, Output, Status};
use super::point;
pub(crate) use arguments::arguments;
use clap::ArgMatches;
use deriv::notation::visible::visible;
use deriv::report::points::stream::Writer;
use deriv::report::points::{OnError, RowView};
use deriv::slope::grid::Grid;
use deriv::slope::many::Many;

/// Whether the points of this command are a stream or a grid.
pub(crate) fn is_asked(matches: &ArgMatches) -> bool {
    let points = matches.get_many::<String>("at").into_iter().flatten();
    points
        .clone()
        .any(|point| point == "-" || Grid::is_one(point))
}

/// Rows for all points, in their order.
pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let typed = matches
        .get_one::<String>("function")
        .expect("it is required");
    let points: Vec<&String> = matches
        .get_many::<String>("at")
        .into_iter()
        .flatten()
        .collect();
    let [at] = points[..] else {
        return Err(Failure::usage(
            "--at gives a stream or a grid beside another point",
            "give them one by one",
        ));
    };
    if typed == "-" && at == "-" {
        return Err(Failure::usage(
            "both the function and the points from stdin",
            "write the function into a file: @FILE",
        ));
    }
    let text = super::typed::text(typed)?;
    // The names that a grid gives are known; a stream has its own, and where a grid lacks one it says so.
    let named = point::function(matches, text.clone(), &[at], "--at", out);
    let mut question = named.or_else(|_| point::function(matches, text, &[], "--at", out))?;
    let effort = options::effort(matches)?;
    let orders = options::orders(matches, 1)?;
    if orders.start() < orders.end() {
        return Err(Failure::usage(
            "a stream of points has slopes of one order",
            "give one: --order 2",
        ));
    }
    let order = *orders.start();
    let variables = question.variables.clone();
    let chosen = point::chosen(matches, &mut question.graph, &variables)?;
    if variables.is_empty() {
        return Err(Failure::usage(
            "the function is the same at every point",
            "leave --at out",
        ));
    }
    let by = chosen.map_or_else(|| variables.clone(), |variable| vec![variable]);
    let side = super::side::side(matches);
    let many = Many::new(
        question.graph,
        question.function,
        variables,
        &by,
        (order, side, effort),
    )
    .map_err(|error| Failure::expression(error, &question.text))?;
    let many = match matches.get_flag("fast") {
        true => many.in_doubles(),
        false => many,
    };
    let view = RowView {
        json: matches.get_flag("json"),
        with_point: matches.get_flag("with-point"),
        with_value: matches.get_flag("with-value"),
        digits: matches.contains_id("digits").then_some(effort.digits),
        on_error: match matches.get_one::<String>("on-error").map(String::as_str) {
            Some("skip") => OnError::Skip,
            Some("stop") => OnError::Stop,
            _ => OnError::Mark,
        },
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut write = |rows: &str| {
        out.data(rows)?;
        out.flush()
    };
    let stream = match at.as_str() {
        "-" => {
            let column = matches.get_one::<String>("column").map(String::as_str);
            Writer::new(many, view, threads, &mut write).read(std::io::stdin().lock(), column)
        }
        text => {
            let grid = Grid::read(text, &many.names()).map_err(|why| {
                Failure::usage(
                    format!("--at `{}`: {}", visible(text), visible(&why.to_string())),
                    "a grid is FROM:TO:STEP, for example --at 0:10:0.01 or --at x=0:1:0.1,y=2",
                )
            })?;
            Writer::new(many, view, threads, &mut write).grid(&grid)
        }
    };
    words::told(&stream.map_err(words::ended)?, out)
}
