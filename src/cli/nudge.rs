//! `deriv nudge`: the table of ε, ΔJ and ΔJ/ε in which the slope appears.

mod arguments;

use super::options::{self, View};
use super::output::{Failure, Output, Status};
use super::point::{self, PointQuestion};
use super::{terminal, typed};
pub(crate) use arguments::{EXAMPLES, command};
use clap::ArgMatches;
use deriv::notation::visible;
use deriv::report::json;
use deriv::report::nudge::points::{Nudges, NudgesAsked};
use deriv::report::nudge::rows::NoNudge;
use deriv::report::nudge::{Extra, NoTable, NudgeLayout};

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    typed::each(matches, out, one)
}

fn one(matches: &ArgMatches, text: String, out: &mut Output) -> Result<Status, Failure> {
    let mut question = point::question(matches, text, "--at", out)?;
    if question.points.is_empty() {
        return Err(point::missing(&question, "nudge"));
    }
    let nudges = find(matches, &mut question)?;
    let status = match nudges.exist() {
        true => Status::Done,
        false => Status::NoAnswer,
    };
    let digits = options::effort(matches)?.digits;
    let symbols = |text: &str| out.symbols(text);
    let width = terminal::width(matches)?;
    let layout = NudgeLayout {
        width,
        symbols: &symbols,
    };
    let extra = Extra {
        both: matches.get_flag("both"),
        errors: matches.get_flag("errors"),
    };
    match (options::view(matches), &nudges.0[..]) {
        (View::Json, all) => {
            for nudge in all {
                out.data(&json::record("nudge", nudge))?;
            }
        }
        (view, [only]) => {
            if let Some(why) = only.no_value() {
                out.note(&why);
                return Ok(status);
            }
            match view {
                View::Tsv => out.data(&only.tsv(digits))?,
                View::Quiet => out.result(&only.quiet())?,
                _ => {
                    let text = only.text(extra, layout);
                    out.told(&text, width)?;
                }
            }
        }
        (view, _) => {
            match view {
                View::Tsv => out.data(&nudges.tsv(digits))?,
                View::Quiet => out.result(&nudges.quiet())?,
                _ => {
                    let text = nudges.text(extra, layout);
                    out.told(&text, width)?;
                }
            }
            for why in nudges.absences() {
                out.note(&why);
            }
        }
    }
    Ok(status)
}

/// The tables that are asked for.
fn find(matches: &ArgMatches, question: &mut PointQuestion) -> Result<Nudges, Failure> {
    let variables = question.variables.clone();
    let graph = &mut question.graph;
    let by = point::nudged(matches, graph, &variables, &question.points)?;
    let effort = options::effort(matches)?;
    let typed = matches.get_many::<String>("eps").into_iter().flatten();
    let typed: Vec<&str> = typed.map(String::as_str).collect();
    let epsilons = typed
        .iter()
        .map(|text| point::constant(graph, text, "--eps"));
    let asked = NudgesAsked {
        function: question.function,
        variables: &variables,
        by: &by,
        points: &question.points,
        epsilons: epsilons.collect::<Result<_, _>>()?,
        exact: matches.get_flag("exact"),
        digits: matches.contains_id("digits").then_some(effort.digits),
        effort,
        keys: matches.get_flag("json"),
    };
    Nudges::find(graph, &asked).map_err(|why| match why {
        NoTable::Formula(error) => Failure::expression(error, &question.text),
        NoTable::Nudge(at, why) => refused(typed.get(at).unwrap_or(&""), why),
    })
}

/// Why an ε cannot be used.
fn refused(typed: &str, why: NoNudge) -> Failure {
    match why {
        NoNudge::Zero => Failure::usage(
            "ε must not be 0: the ratio would be 0/0",
            "make it small instead: --eps 0.001",
        ),
        NoNudge::NoValue => Failure::usage(
            format!("ε = {} has no value", visible::visible(typed)),
            "give a number: --eps 0.001",
        ),
        NoNudge::TooMuchWork => Failure::usage(
            format!(
                "ε = {} takes more work than the limit allows",
                visible::visible(typed)
            ),
            "give a number: --eps 0.001",
        ),
    }
}
