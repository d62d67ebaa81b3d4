//! `deriv nudge`: the table of ε, ΔJ and ΔJ/ε in which the slope appears.

use super::options::{self, flag};
use super::output::{Failure, Output, Status};
use super::point::{self, Question};
use super::typed;
use clap::{Arg, ArgAction, ArgMatches, Command};
use deriv::calculus::quotient::Place;
use deriv::expression::{Id, Variable};
use deriv::notation::visible;
use deriv::report::json;
use deriv::report::nudge::{self, Extra, Layout, NoTable, Nudge};
use deriv::slope::{self, Effort};

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
            Arg::new("eps")
                .long("eps")
                .value_name("EPS")
                .allow_hyphen_values(true)
                .action(ArgAction::Append)
                .help("the nudge: 0.5, 1e-9, 2^-20; several times for several rows"),
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
        .arg(flag("json", "one JSON object").conflicts_with_all(["tsv", "quiet"]))
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
    let place = place(matches, &mut question)?;
    let effort = options::effort(matches)?;
    let typed: Vec<&String> = matches.get_many("eps").into_iter().flatten().collect();
    let graph = &mut question.graph;
    let epsilons = typed
        .iter()
        .map(|text| point::constant(graph, text, "--eps"));
    let asked = nudge::Question {
        place: &place,
        variables: &question.variables,
        epsilons: epsilons.collect::<Result<_, _>>()?,
        exact: matches.get_flag("exact"),
        digits: matches.contains_id("digits").then_some(effort.digits),
        effort,
        keys: matches.get_flag("json"),
    };
    let found = Nudge::find(graph, &asked).map_err(|why| match why {
        NoTable::Formula(error) => Failure::expression(error, &question.text),
        NoTable::Nudge(at) => refused(typed.get(at).map_or("", |text| text)),
    })?;
    let status = match found.exists() {
        true => Status::Done,
        false => Status::NoAnswer,
    };
    if matches.get_flag("json") {
        out.data(&json::record("nudge", &found))?;
    } else if let Some(why) = found.no_value() {
        out.note(&why);
    } else if matches.get_flag("tsv") {
        out.data(&found.tsv(effort.digits))?;
    } else if matches.get_flag("quiet") {
        out.result(&found.quiet())?;
    } else {
        let symbols = |text: &str| out.symbols(text);
        let layout = Layout {
            width: options::width(matches)?,
            symbols: &symbols,
        };
        let extra = Extra {
            both: matches.get_flag("both"),
            errors: matches.get_flag("errors"),
        };
        let text = found.text(extra, layout);
        out.result(&text)?;
    }
    Ok(status)
}

/// The point and the variable that is nudged there.
fn place(matches: &ArgMatches, question: &mut Question) -> Result<Place, Failure> {
    let variables = question.variables.clone();
    let missing = point::missing(question, "nudge");
    let graph = &mut question.graph;
    let chosen = point::chosen(matches, graph, &variables)?;
    let names: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
    let mut point: Vec<(Variable, Id)> = match &question.points[..] {
        [point] => point.clone(),
        [] => return Err(missing),
        _ => {
            return Err(Failure::usage(
                "a table of nudges is about one point, but --at is given several times",
                "give --at once, with --eps as often as you like",
            ));
        }
    };
    let variable = match (chosen, &variables[..]) {
        (Some(variable), _) => variable,
        (None, [variable]) => *variable,
        (None, []) => point
            .first()
            .map_or_else(|| graph.variable("w"), |(v, _)| *v),
        (None, several) => {
            let first = graph.name(several[0]);
            return Err(Failure::usage(
                format!(
                    "one variable is nudged, but the expression has several: {}",
                    names.join(", ")
                ),
                format!("name it, the others hold still: --wrt {first}"),
            ));
        }
    };
    if !point.iter().any(|(v, _)| *v == variable) {
        let zero = graph.number(0);
        point.push((variable, zero));
    }
    Ok(Place {
        function: question.function,
        variable,
        point,
    })
}

/// Why an ε cannot be used: it is 0, or it has no value.
fn refused(typed: &str) -> Failure {
    let mut graph = deriv::expression::Graph::new();
    let id = point::constant(&mut graph, typed, "--eps");
    let value = id.map(|id| slope::value(&mut graph, id, &[], Effort::default()));
    match value {
        Ok(Ok(_)) => Failure::usage(
            "ε must not be 0: the ratio would be 0/0",
            "make it small instead: --eps 0.001",
        ),
        _ => Failure::usage(
            format!("ε = {} has no value", visible::visible(typed)),
            "give a number: --eps 0.001",
        ),
    }
}
