//! What is said of a point that is missing or is none.

use super::PointQuestion;
use crate::output::Failure;
use deriv::expression::Graph;
use deriv::expression::names::same;
use deriv::files::columns::Columns;
use deriv::notation::coordinates::{Assigned, coordinates};
use deriv::notation::error::{Error, ReadErrorKind};
use deriv::notation::visible::visible;
use deriv::notation::{self, Options};
use deriv::slope::point::{NoPoint, PointProblem, names};

/// What is said where a command needs a point and has none.
pub(crate) fn missing(question: &PointQuestion, command: &str) -> Failure {
    let option = question.option;
    let names = question.variables.iter();
    let names: Vec<&str> = names.map(|v| question.graph.name(*v)).collect();
    let at = match names[..] {
        [] | [_] => "3".to_owned(),
        _ => all_at(&names, 3),
    };
    let (what, place) = match option {
        "--from" => ("start", "where from"),
        _ => ("value", "where"),
    };
    let text = visible(&question.text);
    Failure::usage(
        format!("no {what} for {}", names.first().unwrap_or(&"w")),
        format!("say {place}, for example: deriv {command} \"{text}\" {option} {at}"),
    )
}

/// `x=1,y=1`
fn all_at(names: &[impl AsRef<str>], value: u32) -> String {
    let each = names.iter().map(|name| {
        let name = visible(name.as_ref());
        format!("{name}={value}")
    });
    each.collect::<Vec<_>>().join(",")
}

/// Why a text is no point of a function with these variables.
pub(super) fn refused(why: NoPoint, text: &str, option: &str, variables: &[&str]) -> Failure {
    let all = coordinates(text);
    let within = |each: &&Assigned| {
        let place = why.place.clone().unwrap_or_default();
        let whole = each.name.as_ref().unwrap_or(&each.value).start..=each.value.end;
        whole.contains(&place.start) && whole.contains(&place.end)
    };
    let at = all.iter().find(within);
    let piece = |of: &dyn Fn(&Assigned) -> Option<std::ops::Range<usize>>| {
        let place = at.and_then(of).unwrap_or_default();
        visible(&text[place]).into_owned()
    };
    let value = || piece(&|each| Some(each.value.clone()));
    match why.problem {
        PointProblem::NoName => Failure::usage(
            format!("{option} has no name before `={}`", value()),
            format!("name the variable: {option} w=3; or give the value alone: {option} 3"),
        ),
        PointProblem::NoValue if at.is_some_and(|each| each.name.is_some()) => {
            let name = piece(&|each| each.name.clone());
            Failure::usage(
                format!("{option} has no value for {name}"),
                format!("a value follows the name: {option} w=3"),
            )
        }
        PointProblem::NoValue => Failure::usage(
            format!("{option} has a place without a value"),
            format!("give a value for each variable: {option} 3 or {option} x=1,y=2"),
        ),
        PointProblem::Unnamed(names) => Failure::usage(
            format!(
                "{option} gives one value, but the expression has {} variables: {}",
                count(names.len()),
                names.join(", ")
            ),
            format!(
                "name them: {option} {}=3,{}=1",
                names[0],
                names[1..].join("=1,")
            ),
        ),
        PointProblem::Twice(name) => Failure::usage(
            format!("{name} is given twice in one {option}"),
            match option {
                "--at" => "give each variable once; several --at ask about several points",
                _ => "give each variable once",
            },
        ),
        PointProblem::Missing(name) => no_value_for(&name, variables, &[text], option),
        PointProblem::Undefined(typed) => {
            Failure::no_answer(format!("`{}` in {option} has no value", visible(&typed)))
        }
        PointProblem::Unread(mut error) => {
            // The value is shown alone.
            let value = at.map_or(0..text.len(), |each| each.value.clone());
            error.place = error
                .place
                .map(|at| at.start - value.start..at.end - value.start);
            unread(error, &text[value], option)
        }
        _ => Failure::usage(why.problem.to_string(), ""),
    }
}

/// Why a text is no expression without variables; it was given by this option.
pub(super) fn unread(error: Error, text: &str, option: &str) -> Failure {
    match error.kind {
        ReadErrorKind::UnknownVariable { name, .. } => {
            let known = vec!["numbers, pi, e".into()];
            let kind = ReadErrorKind::UnknownVariable { name, known };
            let place = error.place;
            Failure::expression(Error { kind, place }, text)
        }
        ReadErrorKind::Comma => {
            let message = format!("`{}` is not one value", visible(text));
            let point = "a decimal point is written `.`";
            let help = match option {
                "--at" => format!(
                    "{point}; several points: --at 1 --at 5; several variables: --at x=1,y=5"
                ),
                "--from" => format!("{point}; several variables: --from x=1,y=5"),
                _ => format!("{point}, as in {option} 0.5"),
            };
            Failure::usage(message, help)
        }
        _ => Failure::expression(error, text),
    }
}

/// The names that a function over rows may have, and where each comes from.
pub(super) fn known(given: &[String], data: &Columns) -> Vec<String> {
    let file = data.name();
    let others = data.others();
    let each = [
        (given.to_vec(), "by --from".to_owned()),
        (data.names(), format!("in the head of {file}")),
        (others, "there are no names: rename them".to_owned()),
    ];
    let some = each.into_iter().filter(|(names, _)| !names.is_empty());
    some.map(|(names, whence)| format!("{} {whence}", names.join(", ")))
        .collect()
}

/// What is said where the points give values, but not for all variables that the text has; `unknown`
/// is where reading stopped.
pub(super) fn no_value(text: &str, points: &[&String], unknown: &str, option: &str) -> Failure {
    let mut graph = Graph::new();
    let named: Vec<String> = points.iter().flat_map(|point| names(point)).collect();
    // With the names that are given, so that xy stays x*y; else as it reads without them.
    let mut variables = |named: &[String]| {
        let options = Options {
            named,
            ..Options::default()
        };
        let read = notation::read(&mut graph, text, &options).ok()?;
        let all = graph.variables(read).into_iter();
        Some(all.map(|v| graph.name(v).to_owned()).collect::<Vec<_>>())
    };
    let all = variables(&named).or_else(|| variables(&[]));
    let mut all = all.unwrap_or_else(|| named.clone());
    let given = |name: &String| named.iter().any(|known| same(known, name));
    let missing = all.iter().find(|name| !given(name)).cloned();
    if missing.is_none() {
        all.push(unknown.to_owned());
    }
    let missing = missing.unwrap_or_else(|| unknown.to_owned());
    no_value_for(&missing, &all, points, option)
}

/// This variable of several has no value at these points, which may name what the function lacks.
fn no_value_for(
    missing: &str,
    variables: &[impl AsRef<str>],
    points: &[impl AsRef<str>],
    option: &str,
) -> Failure {
    let given = points.iter().flat_map(|point| names(point.as_ref()));
    let is_one = |name: &String| variables.iter().any(|known| same(known.as_ref(), name));
    let stranger = given.into_iter().find(|name| !is_one(name));
    let missing = visible(missing);
    let message = match stranger {
        Some(name) => format!(
            "no value for {missing}, and the expression has no variable `{}`",
            visible(&name)
        ),
        None => format!("no value for {missing}"),
    };
    let at = all_at(variables, 1);
    Failure::usage(message, format!("say where, for example: {option} {at}"))
}

fn count(n: usize) -> String {
    match n {
        2 => "two".into(),
        3 => "three".into(),
        n => n.to_string(),
    }
}
