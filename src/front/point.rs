//! The point of a question, from its text to expressions.

use crate::expression::{Graph, Id, Variable};
use crate::front::error::{Error, PointProblem};
use crate::notation::coordinates::coordinates;
use crate::notation::{self, Options};
use crate::slope::{self, Effort, Trouble};
use std::ops::Range;

/// The names that the point gives values to, in order.
pub(super) fn names(text: &str) -> Vec<String> {
    let named = coordinates(text).into_iter().filter_map(|each| each.name);
    named.map(|name| text[name].to_owned()).collect()
}

/// The point with a value for each of `variables`; names beyond these are kept, as they do no harm.
pub(super) fn resolve(
    graph: &mut Graph,
    text: &str,
    variables: &[Variable],
) -> Result<Vec<(Variable, Id)>, Error> {
    let wrong = |problem, place| {
        Err(Error::Point {
            text: text.to_owned(),
            problem,
            place,
        })
    };
    let mut point: Vec<(Variable, Id)> = Vec::new();
    for each in coordinates(text) {
        let variable = match each.name {
            Some(name) if name.is_empty() => return wrong(PointProblem::NoName, Some(name)),
            Some(name) => graph.variable(&text[name]),
            None if each.value.is_empty() => return wrong(PointProblem::NoValue, Some(each.value)),
            None => match variables {
                [] => graph.variable("w"),
                [only] => *only,
                several => {
                    let names = several.iter().map(|v| graph.name(*v).to_owned());
                    return wrong(PointProblem::Unnamed(names.collect()), Some(each.value));
                }
            },
        };
        if each.value.is_empty() {
            return wrong(PointProblem::NoValue, Some(each.value));
        }
        if point.iter().any(|(known, _)| *known == variable) {
            let name = graph.name(variable).to_owned();
            return wrong(PointProblem::Twice(name), Some(each.value));
        }
        match value(graph, text, each.value.clone()) {
            Ok(id) => point.push((variable, id)),
            Err(problem) => {
                let place = match &problem {
                    PointProblem::Unread(error) => error.place.clone(),
                    _ => Some(each.value),
                };
                return wrong(problem, place);
            }
        }
    }
    for variable in variables {
        if !point.iter().any(|(known, _)| known == variable) {
            let name = graph.name(*variable).to_owned();
            return wrong(PointProblem::Missing(name), None);
        }
    }
    point.sort_by(|a, b| graph.name(a.0).cmp(graph.name(b.0)));
    Ok(point)
}

/// One value: an expression without variables that is a number.
fn value(graph: &mut Graph, text: &str, place: Range<usize>) -> Result<Id, PointProblem> {
    let none: [String; 0] = [];
    let options = Options {
        variables: Some(&none),
        ..Options::default()
    };
    let typed = &text[place.clone()];
    let read = notation::read(graph, typed, &options);
    let id = read.map_err(|mut error| {
        if let Some(within) = &mut error.place {
            *within = within.start + place.start..within.end + place.start;
        }
        PointProblem::Unread(error)
    })?;
    if graph.literal(id).is_none() {
        let found = slope::value(graph, id, &[], Effort::digits(1));
        if let Err(Trouble::Outside { .. }) = found {
            return Err(PointProblem::Undefined(typed.to_owned()));
        }
    }
    Ok(id)
}
