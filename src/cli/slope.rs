//! `deriv slope`: the slope at a point, or why there is none.

mod arguments;
mod method;

use super::options;
use super::output::{Failure, Output, Status};
use super::point::{self, PointQuestion};
use super::{stream, terminal, typed};
pub(crate) use arguments::{EXAMPLES, command};
use clap::ArgMatches;
use deriv::notation::visible;
use deriv::report::json;
use deriv::report::slope::{self as report, Detail, Slope};

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    match stream::is_asked(matches) {
        true => stream::run(matches, out),
        false => typed::each(matches, out, one),
    }
}

fn one(matches: &ArgMatches, text: String, out: &mut Output) -> Result<Status, Failure> {
    let mut question = point::question(matches, text, "--at", out)?;
    let effort = options::effort(matches)?;
    let orders = options::orders(matches, 1)?;
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
        let mut before = None;
        for order in orders.clone() {
            let asked = report::SlopeQuestion {
                function: question.function,
                variables: &question.variables,
                by: &by,
                point,
                order,
                among: orders.start() < orders.end(),
                side: super::side::side(matches),
                effort,
                digits: matches.contains_id("digits").then_some(effort.digits),
                detail,
                method,
            };
            let found = Slope::find(&mut question.graph, &asked)
                .map_err(|error| Failure::expression(error, &question.text))?;
            show(matches, out, (&question, &found), before.as_ref())?;
            if !found.exists() || found.fails_to_estimate() {
                status = Status::NoAnswer;
            }
            before = Some(found);
        }
    }
    Ok(status)
}

/// The answer at one point, in the view that is asked for, after that of the order `before`.
fn show(
    matches: &ArgMatches,
    out: &mut Output,
    (question, found): (&PointQuestion, &Slope),
    before: Option<&Slope>,
) -> Result<(), Failure> {
    let (quiet, explain) = (matches.get_flag("quiet"), matches.get_flag("explain"));
    let placed = question.points.len() > 1;
    if matches.get_flag("json") {
        return out.data(&json::record("slope", found));
    }
    if found.method.0.is_some() {
        for told in found.estimated(quiet, placed) {
            match quiet {
                true => out.result(&told.result)?,
                false => out.fitted(&told.result, 0, terminal::width(matches)?)?,
            }
            if let Some(note) = told.note {
                out.note(&note);
            }
        }
        return Ok(());
    }
    if explain && found.exists() {
        let typed = visible::visible(&question.text);
        return out.fitted(&found.story(&typed), 0, terminal::width(matches)?);
    }
    match quiet {
        true => out.result(&found.quiet(placed))?,
        false => out.result(&found.text(placed))?,
    }
    if let Some(why) = found.why_not(explain, before) {
        out.note(&why);
    }
    Ok(())
}
