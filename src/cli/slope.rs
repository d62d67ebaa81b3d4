//! `deriv slope`: the slope at a point, or why there is none.

mod method;

use super::options::{self, flag};
use super::output::{Failure, Output, Status};
use super::point::{self, PointQuestion};
use super::{stream, typed};
use clap::{Arg, ArgMatches, Command};
use deriv::calculus::derivative::MAX_ORDER;
use deriv::notation::visible;
use deriv::report::json;
use deriv::report::slope::{self as report, Detail, Slope};
use deriv::slope::existence::Asked;

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv slope "w^2" --at 3
6
$ deriv slope "x^2*y" --at x=1,y=2
∂J/∂x = 4
∂J/∂y = 1"#;

pub(crate) fn command() -> Command {
    Command::new("slope")
        .arg(options::function())
        .arg(options::at())
        .arg(options::wrt())
        .arg(options::order())
        .arg(
            Arg::new("side")
                .long("side")
                .value_name("SIDE")
                .value_parser(["left", "right"])
                .help("the slope towards one side alone: left or right"),
        )
        .arg(
            Arg::new("method")
                .long("method")
                .value_name("METHOD")
                .value_parser(["exact", "forward", "backward", "central", "richardson"])
                .conflicts_with_all(["order", "side", "digits", "explain"])
                .help("estimate from values in doubles, with the true error beside it"),
        )
        .arg(options::valued(
            "step",
            "H",
            "the step of --method [default: what balances its two errors]",
        ))
        .arg(options::digits())
        .arg(options::work())
        .arg(flag("explain", "the story behind the answer").conflicts_with("quiet"))
        .arg(flag("json", "one JSON object per point").conflicts_with_all(["quiet", "explain"]))
        .arg(options::quiet())
        .args(stream::arguments())
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    match stream::is_asked(matches) {
        true => stream::run(matches, out),
        false => typed::each(matches, out, one),
    }
}

fn one(matches: &ArgMatches, text: String, out: &mut Output) -> Result<Status, Failure> {
    let mut question = point::question(matches, text, "--at", out)?;
    let effort = options::effort(matches)?;
    let order = options::whole(matches, "order", 1, MAX_ORDER.into())?.unwrap_or(1) as u32;
    let variables = question.variables.clone();
    let points = &question.points;
    let by = point::nudged(matches, &mut question.graph, &variables, points)?;
    if question.points.is_empty() {
        if !variables.is_empty() {
            return Err(point::missing(&question, "slope"));
        }
        // A constant has slope 0 wherever it has a value.
        question.points.push(Vec::new());
    }
    let side = match matches.get_one::<String>("side").map(String::as_str) {
        Some("left") => Asked::Left,
        Some(_) => Asked::Right,
        None => Asked::Both,
    };
    let detail = if matches.get_flag("json") {
        Detail::Keys
    } else if matches.get_flag("explain") {
        Detail::Story
    } else {
        Detail::Slope
    };
    let method = method::method(matches, &mut question.graph)?;
    let mut status = Status::Done;
    for point in &question.points {
        let asked = report::SlopeQuestion {
            function: question.function,
            variables: &question.variables,
            by: &by,
            point,
            order,
            side,
            effort,
            digits: matches.contains_id("digits").then_some(effort.digits),
            detail,
            method,
        };
        let found = Slope::find(&mut question.graph, &asked)
            .map_err(|error| Failure::expression(error, &question.text))?;
        show(matches, out, &question, &found)?;
        if !found.exists() || found.fails_to_estimate() {
            status = Status::NoAnswer;
        }
    }
    Ok(status)
}

/// The answer at one point, in the view that is asked for.
fn show(
    matches: &ArgMatches,
    out: &mut Output,
    question: &PointQuestion,
    found: &Slope,
) -> Result<(), Failure> {
    let (quiet, explain) = (matches.get_flag("quiet"), matches.get_flag("explain"));
    let placed = question.points.len() > 1;
    if matches.get_flag("json") {
        return out.data(&json::record("slope", found));
    }
    if found.method.0.is_some() {
        for told in found.estimated(quiet, placed) {
            out.result(&told.result)?;
            if let Some(note) = told.note {
                out.note(&note);
            }
        }
        return Ok(());
    }
    if explain && found.exists() {
        let typed = visible::visible(&question.text);
        return out.result(&found.story(&typed));
    }
    match quiet {
        true => out.result(&found.quiet(placed))?,
        false => out.result(&found.text(placed))?,
    }
    if let Some(why) = found.why_not(explain) {
        out.note(&why);
    }
    Ok(())
}
