//! `deriv nudge`: the table of ε, ΔJ and ΔJ/ε in which the slope appears.

use super::options::{self, View, flag};
use super::output::{Failure, Output, Status};
use super::point::{self, PointQuestion};
use super::typed;
use clap::{ArgAction, ArgMatches, Command};
use deriv::notation::visible;
use deriv::report::json;
use deriv::report::nudge::points::{Nudges, NudgesAsked};
use deriv::report::nudge::rows::NoNudge;
use deriv::report::nudge::{Extra, NoTable, NudgeLayout};

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv nudge "w^2" --at 3
slope = 6
  J(w) = w^2 is 9 at w = 3; each row nudges w by ε

       ε     J(3 + ε)          ΔJ     6·ε  ΔJ / ε  off by
  1       16           7           6       7       1
  0.1      9.61        0.61        0.6     6.1     0.1
  0.01     9.0601      0.0601      0.06    6.01    0.01
  0.001    9.006001    0.006001    0.006   6.001   0.001
  0.0001   9.00060001  0.00060001  0.0006  6.0001  0.0001

  ε shrinks 10 times, the ratio comes 10 times closer to the slope
$ deriv nudge "w^2" --at 3 --eps 0.001 -q
6.001"#;

pub(crate) fn command() -> Command {
    Command::new("nudge")
        .arg(options::function())
        .arg(options::at())
        .arg(options::wrt())
        .arg(
            options::valued(
                "eps",
                "EPS",
                "the nudge: 0.5, 1e-9, 2^-20; several times for several rows",
            )
            .action(ArgAction::Append),
        )
        .arg(flag("both", "the nudge to the left as well"))
        .arg(flag(
            "errors",
            "what comes from the size of the nudge, and what from rounding",
        ))
        .arg(options::width_option())
        .arg(flag("exact", "compute the rows without rounding"))
        .arg(options::digits())
        .arg(options::work())
        .arg(
            flag("json", "one JSON object for each point and variable")
                .conflicts_with_all(["tsv", "quiet"]),
        )
        .arg(
            flag(
                "tsv",
                "rows for a spreadsheet, in doubles or as --exact says",
            )
            .conflicts_with("quiet"),
        )
        .arg(options::quiet())
}

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
    let layout = NudgeLayout {
        width: options::width(matches)?,
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
                    out.result(&text)?;
                }
            }
        }
        (view, _) => {
            match view {
                View::Tsv => out.data(&nudges.tsv(digits))?,
                View::Quiet => out.result(&nudges.quiet())?,
                _ => {
                    let text = nudges.text(extra, layout);
                    out.result(&text)?;
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
    }
}
