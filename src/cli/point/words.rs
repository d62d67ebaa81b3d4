//! What is said of a point that is none.

use super::lacking::no_value_for;
use crate::output::Failure;
use deriv::notation::coordinates::{Assigned, coordinates};
use deriv::notation::error::{Error, ReadErrorKind};
use deriv::notation::visible::visible;
use deriv::slope::point::{NoPoint, PointProblem};

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

fn count(n: usize) -> String {
    match n {
        2 => "two".into(),
        3 => "three".into(),
        n => n.to_string(),
    }
}
