//! `slope` at many points: those of stdin with `--at -`, or of a grid; a row for each, as they come.

use super::options;
use super::output::{Failure, Output, Status};
use super::point;
use clap::{Arg, ArgMatches};
use deriv::calculus::derivative::MAX_ORDER;
use deriv::files::points::Unfit;
use deriv::notation::visible::visible;
use deriv::report::points::stream::{Ended, Stream, Writer};
use deriv::report::points::{OnError, RowView, UNREAD};
use deriv::slope::existence::Asked;
use deriv::slope::grid::Grid;
use deriv::slope::many::Many;

/// Whether the points of this command are a stream or a grid.
pub(crate) fn is_asked(matches: &ArgMatches) -> bool {
    let points = matches.get_many::<String>("at").into_iter().flatten();
    points
        .clone()
        .any(|point| point == "-" || Grid::is_one(point))
}

/// The options that only many points have.
pub(crate) fn arguments() -> [Arg; 5] {
    let flag = options::flag;
    [
        Arg::new("column")
            .long("column")
            .value_name("NAME")
            .help("with --at -: the column of CSV or TSV that holds the point"),
        flag(
            "with-point",
            "with many points: each row starts with its point",
        ),
        flag(
            "with-value",
            "with many points: the function's value before the slope",
        ),
        Arg::new("on-error")
            .long("on-error")
            .value_name("WHAT")
            .value_parser(["mark", "skip", "stop"])
            .help("with many points: a row without a slope says why, is left out, or ends the run"),
        flag(
            "fast",
            "with many points: in doubles, to the digits that they leave certain, some 11",
        ),
    ]
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
    let mut question = point::function(matches, text, &[], "--at", out)?;
    let effort = options::effort(matches)?;
    let order = options::whole(matches, "order", 1, MAX_ORDER.into())?.unwrap_or(1) as u32;
    let variables = question.variables.clone();
    let chosen = point::chosen(matches, &mut question.graph, &variables)?;
    if variables.is_empty() {
        return Err(Failure::usage(
            "the function is the same at every point",
            "leave --at out",
        ));
    }
    let by = chosen.map_or_else(|| variables.clone(), |variable| vec![variable]);
    let side = match matches.get_one::<String>("side").map(String::as_str) {
        Some("left") => Asked::Left,
        Some(_) => Asked::Right,
        None => Asked::Both,
    };
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
    told(&stream.map_err(ended)?, out)
}

/// What is said at the end, on stderr.
fn told(stream: &Stream, out: &mut Output) -> Result<Status, Failure> {
    if let Some((line, reason)) = stream.stopped {
        let what = match reason {
            UNREAD => "no point".to_owned(),
            reason => format!("no slope ({reason})"),
        };
        return Err(Failure::no_answer(format!("line {line}: {what}")));
    }
    let all: u64 = stream.without.values().sum();
    if all > 0 {
        let each = stream.without.iter();
        let each: Vec<String> = each.map(|(reason, n)| format!("{n} {reason}")).collect();
        let (lines, each) = (stream.lines, each.join(", "));
        out.remark(&format!("{all} of {lines} rows without a slope: {each}"));
    }
    Ok(Status::Done)
}

fn ended(why: Ended<Failure>) -> Failure {
    match why {
        Ended::Unfit(why) => unfit(why),
        Ended::Unread(error) => Failure::file("stdin", &error),
        Ended::LongLine(line) => Failure::File {
            path: "stdin".into(),
            problem: format!("line {line} is longer than a point can be"),
        },
        Ended::Unwritten(failure) => failure,
    }
}

fn unfit(why: Unfit) -> Failure {
    match why {
        Unfit::NoColumn { name, columns } => Failure::usage(
            format!("no column `{}`", visible(&name)),
            format!(
                "the columns are: {}; --column names the one that holds the point",
                visible(&columns.join(", "))
            ),
        ),
        Unfit::Several(names) => Failure::usage(
            format!(
                "a number a line, but the function has several variables: {}",
                names.join(", ")
            ),
            "give columns under a head of these names, or JSON objects",
        ),
        Unfit::NoHead => Failure::usage(
            "--column names a column, but the lines are numbers",
            "leave it out",
        ),
    }
}
