//! `deriv nudge`: the table of ε, ΔJ and ΔJ/ε in which the slope appears.

use super::diff::quiet;
use super::output::{Failure, Output, Status};
use super::point::{self, Question, flag};
use clap::{Arg, ArgAction, ArgMatches, Command};
use deriv::calculus::quotient::{Line, Place};
use deriv::expression::{Id, Variable};
use deriv::notation::{self, visible};
use deriv::report::diagnostic::Problem;
use deriv::report::json::{self, Map, Value, json};
use deriv::report::nudge::{self, DIGITS, Extra, Layout, Table};
use deriv::report::slope::absence::NoSlope;
use deriv::report::{Text, slope as report};
use deriv::slope::existence::{self, Absence, Asked, Outcome};
use deriv::slope::{self, Effort, Number};

/// The rows that are shown without `--eps`.
const ROWS: [&str; 5] = ["1", "0.1", "0.01", "0.001", "0.0001"];

/// The rows at a corner, where both sides are shown.
const CORNER_ROWS: [&str; 3] = ["0.1", "0.01", "0.001"];

pub(crate) fn command() -> Command {
    Command::new("nudge")
        .arg(point::function())
        .arg(point::at())
        .arg(point::wrt())
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
        .arg(point::width_option())
        .arg(flag("exact", "compute the rows without rounding"))
        .arg(point::digits())
        .arg(point::work())
        .arg(flag("json", "one JSON object").conflicts_with_all(["tsv", "quiet"]))
        .arg(flag("tsv", "rows for a spreadsheet").conflicts_with("quiet"))
        .arg(quiet())
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let mut question = point::question(matches, out)?;
    let place = place(matches, &mut question)?;
    let exact = matches.get_flag("exact");
    // Exact rows are asked for their digits; those of doubles end where their rounding begins.
    let asked = point::effort(matches)?;
    let digits = match matches.contains_id("digits") || exact {
        true => asked.digits,
        false => DIGITS,
    };
    let graph = &mut question.graph;
    let named = match question.variables[..] {
        [] => vec![place.variable],
        _ => question.variables.clone(),
    };
    let definition = report::definition(graph, place.function, &named);
    let at = nudge::at(graph, &place);
    let value = match slope::value(graph, place.function, &place.point, asked) {
        Ok(value) => value,
        Err(trouble) => {
            let absence = NoSlope::without_value(graph, &trouble);
            let text = absence.text(&definition, &at, false);
            let problem = Problem::new(absence.sentence(&definition, &at), None);
            return Err(Failure::Said(text, problem, Status::NoAnswer));
        }
    };
    let formula = slope::formula(graph, place.function, place.variable, 1)
        .map_err(|error| Failure::expression(error, &question.text))?;
    let found = existence::slope(
        graph,
        place.function,
        place.variable,
        1,
        &place.point,
        Asked::Both,
        asked,
    )
    .map_err(|error| Failure::expression(error, &question.text))?;
    let found = match found {
        Outcome::Slope(number) => Ok(number),
        Outcome::None(absence) => Err(absence),
    };
    // On a kink that has a slope all the same the formula may have no value.
    let at_point = match found.as_ref().ok().and_then(Number::rational) {
        Some(slope) => graph.number(slope.clone()),
        None => graph.substitute(formula, &place.point),
    };
    let epsilons = epsilons(matches, &mut question, found.is_err())?;
    let graph = &mut question.graph;
    let line = Line::new(graph, &place);
    let mut rows = Vec::new();
    for eps in epsilons {
        let slope = found.as_ref().ok().map(|number| (number, at_point));
        match nudge::row(graph, &place, &line, eps, slope, (exact, digits)) {
            Some(row) => rows.push(row),
            None => return Err(refused(matches)),
        }
    }
    let table = Table {
        definition,
        at,
        name: graph.name(place.variable).to_owned(),
        nudged: nudge::nudged(graph, &place),
        value,
        slope: found.as_ref().ok().cloned(),
        rows,
        exact,
        digits,
        double: (line.at, line.spacing()),
    };
    print(matches, out, &question, &place, &table, &found)
}

fn print(
    matches: &ArgMatches,
    out: &mut Output,
    question: &Question,
    place: &Place,
    table: &Table,
    found: &Result<Number, Box<Absence>>,
) -> Result<Status, Failure> {
    let graph = &question.graph;
    let trouble = found
        .as_ref()
        .err()
        .map(|absence| NoSlope::new(graph, absence));
    if matches.get_flag("json") {
        let mut object = Map::new();
        object.insert("command".into(), json!("nudge"));
        let expression = notation::write(graph, place.function);
        object.insert("expression".into(), json!(expression));
        let at: Map<String, Value> = (place.point.iter())
            .map(|(v, id)| (graph.name(*v).to_owned(), json!(report::shown(graph, *id))))
            .collect();
        object.insert("at".into(), at.into());
        object.insert("value".into(), json!(table.value.decimal.to_string()));
        object.insert("wrt".into(), json!(table.name));
        let slope = found
            .as_ref()
            .map_or(Value::Null, |number| json!(number.decimal.to_string()));
        object.insert("slope".into(), slope);
        if let Err(absence) = found {
            object.insert("reason".into(), json!(absence.reason.word()));
        }
        object.extend(table.json());
        out.data(&json::line(&object))?;
    } else if matches.get_flag("tsv") {
        out.data(&table.tsv())?;
    } else if matches.get_flag("quiet") {
        out.result(&table.quiet())?;
    } else {
        let symbols = |text: &str| out.symbols(text);
        let layout = Layout {
            width: point::width(matches)?,
            symbols: &symbols,
        };
        let extra = Extra {
            both: matches.get_flag("both"),
            errors: matches.get_flag("errors"),
        };
        match (found, &trouble) {
            (Ok(slope), _) => {
                let text = table.text(slope, extra, layout);
                out.result(&text)?;
            }
            (Err(_), trouble) => {
                let mut text = Text::new();
                if let Some(why) = trouble {
                    text.append(why.head(&table.definition, &table.at));
                }
                text.line().append(table.sides(layout));
                out.result(&text)?;
            }
        }
    }
    Ok(match trouble {
        Some(_) => Status::NoAnswer,
        None => Status::Done,
    })
}

/// The point and the variable that is nudged there.
fn place(matches: &ArgMatches, question: &mut Question) -> Result<Place, Failure> {
    let variables = question.variables.clone();
    let graph = &mut question.graph;
    let chosen = point::chosen(matches, graph, &variables)?;
    let names: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
    let text = visible::visible(&question.text).into_owned();
    let mut point: Vec<(Variable, Id)> = match &question.points[..] {
        [point] => point.clone(),
        [] => {
            let name = names.first().copied().unwrap_or("w");
            let at = match names[..] {
                [] | [_] => "3".to_owned(),
                _ => names
                    .iter()
                    .map(|n| format!("{n}=3"))
                    .collect::<Vec<_>>()
                    .join(","),
            };
            return Err(Failure::usage(
                format!("no value for {name}"),
                format!("say where, for example: deriv nudge \"{text}\" --at {at}"),
            ));
        }
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

fn epsilons(
    matches: &ArgMatches,
    question: &mut Question,
    corner: bool,
) -> Result<Vec<Id>, Failure> {
    let graph = &mut question.graph;
    match matches.get_many::<String>("eps") {
        Some(typed) => typed.map(|text| point::constant(graph, text)).collect(),
        None if corner => CORNER_ROWS
            .iter()
            .map(|text| point::constant(graph, text))
            .collect(),
        None => ROWS
            .iter()
            .map(|text| point::constant(graph, text))
            .collect(),
    }
}

/// Why an ε cannot be used: it is 0, or it has no value.
fn refused(matches: &ArgMatches) -> Failure {
    let mut typed = matches.get_many::<String>("eps").into_iter().flatten();
    let mut graph = deriv::expression::Graph::new();
    let broken = typed.find(|text| {
        let id = point::constant(&mut graph, text);
        let value = id.map(|id| slope::value(&mut graph, id, &[], Effort::default()));
        !matches!(value, Ok(Ok(_)))
    });
    match broken {
        Some(text) => Failure::usage(
            format!("ε = {} has no value", visible::visible(text)),
            "give a number: --eps 0.001",
        ),
        None => Failure::usage(
            "ε must not be 0: the ratio would be 0/0",
            "make it small instead: --eps 0.001",
        ),
    }
}
