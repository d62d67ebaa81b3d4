//! The question on the command line: the function, its points, the variable that is nudged.

use super::output::{Failure, Output};
use clap::ArgMatches;
use deriv::expression::names::same;
use deriv::expression::{Graph, Id, Variable};
use deriv::notation::coordinates::coordinates;
use deriv::notation::error::{Error, Kind};
use deriv::notation::{self, Options, visible};
use deriv::slope::{self, Effort, Trouble};
use std::ops::Range;

/// The points of `--at`, each as (name, text); a bare value has no name.
fn typed_points(matches: &ArgMatches) -> Vec<Vec<(Option<String>, String)>> {
    // Not every command takes a point.
    let Ok(Some(typed)) = matches.try_get_many::<String>("at") else {
        return Vec::new();
    };
    typed.map(|text| assignments(text)).collect()
}

/// `x=1,y=2` as names and values; commas inside brackets separate arguments.
pub(crate) fn assignments(text: &str) -> Vec<(Option<String>, String)> {
    let text_of = |place: Range<usize>| text[place].to_owned();
    coordinates(text)
        .into_iter()
        .map(|each| (each.name.map(&text_of), text_of(each.value)))
        .collect()
}

/// An expression and the points that it is asked about.
pub(crate) struct Question {
    pub(crate) graph: Graph,
    pub(crate) text: String,
    pub(crate) function: Id,
    pub(crate) variables: Vec<Variable>,
    pub(crate) points: Vec<Vec<(Variable, Id)>>,
}

/// Reads FUNCTION and every `--at`; how it was taken is said on stderr where another reading is as
/// likely.
pub(crate) fn question(
    matches: &ArgMatches,
    text: String,
    out: &mut Output,
) -> Result<Question, Failure> {
    let points = typed_points(matches);
    for (name, value) in points.iter().flatten() {
        halved(name.as_deref(), value)?;
    }
    let mut graph = Graph::new();
    // Names that `--at` gives are known, so that xy is x*y; without them any name will do.
    let mut names: Vec<String> = points
        .iter()
        .flatten()
        .filter_map(|(name, _)| name.clone())
        .collect();
    names.sort();
    names.dedup();
    let wrt = matches.try_get_one::<String>("wrt").ok().flatten();
    let from = matches.try_get_many::<String>("from").ok().flatten();
    let from = from
        .into_iter()
        .flatten()
        .flat_map(|text| assignments(text));
    let named: Vec<String> = wrt.cloned().into_iter().collect();
    let named = [named, from.filter_map(|(name, _)| name).collect()].concat();
    let options = Options {
        variables: (!names.is_empty()).then_some(names.as_slice()),
        named: &named,
        ..Options::default()
    };
    let read = notation::read_with_notes(&mut graph, &text, &options);
    let read = read.map_err(|error| match error.kind {
        Kind::UnknownVariable { name, .. } => no_value(&text, &names, &name),
        _ => Failure::expression(error, &text),
    })?;
    for note in &read.notes {
        out.remark(&note.to_string());
    }
    let function = read.id;
    let variables = graph.variables(function);
    let points = points
        .into_iter()
        .map(|point| resolve(&mut graph, point, &variables))
        .collect::<Result<_, _>>()?;
    Ok(Question {
        graph,
        text,
        function,
        variables,
        points,
    })
}

/// What is said where a command needs a point and has none.
pub(crate) fn missing(question: &Question, command: &str, option: &str) -> Failure {
    let names = question.variables.iter();
    let names: Vec<&str> = names.map(|v| question.graph.name(*v)).collect();
    let at = match names[..] {
        [] | [_] => "3".to_owned(),
        _ => names
            .iter()
            .map(|n| format!("{n}=3"))
            .collect::<Vec<_>>()
            .join(","),
    };
    let (what, place) = match option {
        "--from" => ("start", "where from"),
        _ => ("value", "where"),
    };
    let text = visible::visible(&question.text);
    Failure::usage(
        format!("no {what} for {}", names.first().unwrap_or(&"w")),
        format!("say {place}, for example: deriv {command} \"{text}\" {option} {at}"),
    )
}

/// Refuses a name without a value and a value without a name: `w=`, `=3`, the end of `w=3,`.
fn halved(name: Option<&str>, value: &str) -> Result<(), Failure> {
    let (message, help) = match (name, value) {
        (Some(""), _) => (
            format!("--at has no name before `={}`", visible::visible(value)),
            "name the variable: --at w=3; or give the value alone: --at 3",
        ),
        (Some(name), "") => (
            format!("--at has no value for {}", visible::visible(name)),
            "a value follows the name: --at w=3",
        ),
        (None, "") => (
            "--at has a place without a value".to_owned(),
            "give a value for each variable: --at 3 or --at x=1,y=2",
        ),
        _ => return Ok(()),
    };
    Err(Failure::usage(message, help))
}

/// What is said where `--at` gives a value for `names`, but not for all that the text has; `unknown`
/// is where reading stopped.
fn no_value(text: &str, names: &[String], unknown: &str) -> Failure {
    let mut graph = Graph::new();
    let options = Options {
        named: names,
        ..Options::default()
    };
    let all = notation::read(&mut graph, text, &options).map(|id| graph.variables(id));
    let missing = all.ok().and_then(|all| {
        let mut all = all.into_iter().map(|variable| graph.name(variable));
        all.find(|name| !names.iter().any(|known| same(known, name)))
    });
    let name = visible::visible(missing.unwrap_or(unknown));
    let help = format!("say where, for example: --at {},{name}=1", all_at(names));
    Failure::usage(format!("no value for {name}"), help)
}

fn all_at(names: &[String]) -> String {
    let each: Vec<String> = names.iter().map(|name| format!("{name}=1")).collect();
    each.join(",")
}

/// One point, with every variable given its value.
pub(crate) fn resolve(
    graph: &mut Graph,
    point: Vec<(Option<String>, String)>,
    variables: &[Variable],
) -> Result<Vec<(Variable, Id)>, Failure> {
    let names: Vec<String> = variables
        .iter()
        .map(|v| graph.name(*v).to_owned())
        .collect();
    let mut resolved: Vec<(Variable, Id)> = Vec::new();
    for (name, value) in &point {
        let variable = match name {
            Some(name) => graph.variable(name),
            None if variables.len() > 1 => {
                return Err(Failure::usage(
                    format!(
                        "--at gives one value, but the expression has {} variables: {}",
                        count(names.len()),
                        names.join(", ")
                    ),
                    format!(
                        "name them: --at {}=3,{}=1",
                        names[0],
                        names[1..].join("=1,")
                    ),
                ));
            }
            None => match variables.first() {
                Some(&variable) => variable,
                None => graph.variable("w"),
            },
        };
        if resolved.iter().any(|(known, _)| *known == variable) {
            return Err(Failure::usage(
                format!("{} is given twice in one --at", graph.name(variable)),
                "give each variable once; several --at ask about several points",
            ));
        }
        let id = constant(graph, value)?;
        has_value(graph, id, value)?;
        resolved.push((variable, id));
    }
    for variable in variables {
        if !resolved.iter().any(|(known, _)| known == variable) {
            let name = graph.name(*variable).to_owned();
            return Err(Failure::usage(
                format!("no value for {name}"),
                format!("say where, for example: --at {}", all_at(&names)),
            ));
        }
    }
    resolved.sort_by(|a, b| graph.name(a.0).cmp(graph.name(b.0)));
    Ok(resolved)
}

/// Refuses a coordinate that is no number: `1/0`, `ln(-1)`.
fn has_value(graph: &mut Graph, id: Id, typed: &str) -> Result<(), Failure> {
    if graph.literal(id).is_some() {
        return Ok(());
    }
    match slope::value(graph, id, &[], Effort::digits(1)) {
        Err(Trouble::Outside { .. }) => {
            let typed = visible::visible(typed);
            let message = format!("`{typed}` in --at has no value");
            Err(Failure::no_answer(message))
        }
        _ => Ok(()),
    }
}

/// An expression without variables.
pub(crate) fn constant(graph: &mut Graph, text: &str) -> Result<Id, Failure> {
    let none: [String; 0] = [];
    let options = Options {
        variables: Some(&none),
        ..Options::default()
    };
    let decimals = graph.decimals;
    let id = notation::read(graph, text, &options).map_err(|error| match error.kind {
        Kind::UnknownVariable { name, .. } => Failure::expression(
            Error { kind: Kind::UnknownVariable { name, known: vec!["numbers, pi, e".into()] }, place: error.place },
            text,
        ),
        Kind::Comma => Failure::usage(
            format!("`{}` is not one value", visible::visible(text)),
            "a decimal point is written `.`; several points: --at 1 --at 5; several variables: --at x=1,y=5",
        ),
        _ => Failure::expression(error, text),
    })?;
    graph.decimals = decimals;
    Ok(id)
}

fn count(n: usize) -> String {
    match n {
        2 => "two".into(),
        3 => "three".into(),
        n => n.to_string(),
    }
}

/// The variable of `--wrt`, or `None`.
pub(crate) fn chosen(
    matches: &ArgMatches,
    graph: &mut Graph,
    variables: &[Variable],
) -> Result<Option<Variable>, Failure> {
    let Some(name) = matches.get_one::<String>("wrt") else {
        return Ok(None);
    };
    let known: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
    if !known.iter().any(|known| same(known, name)) && !known.is_empty() {
        return Err(Failure::usage(
            format!(
                "the expression has no variable `{}`",
                visible::visible(name)
            ),
            format!("its variables: {}", known.join(", ")),
        ));
    }
    Ok(Some(graph.variable(name)))
}
