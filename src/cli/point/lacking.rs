//! What is said where a point is missing, or gives too few values.

use super::PointQuestion;
use crate::output::Failure;
use deriv::expression::Graph;
use deriv::expression::names::same;
use deriv::files::columns::Columns;
use deriv::notation::visible::visible;
use deriv::notation::{self, Options};
use deriv::slope::point::names;

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
pub(super) fn no_value_for(
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
