//! The point of a question: from its text to a value for each variable.

use crate::expression::{Graph, Id, Variable};
use crate::notation::coordinates::{Assigned, coordinates};
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::visible::visible;
use crate::notation::{self, Options};
use crate::slope::{self, Effort, Trouble};
use std::fmt;
use std::ops::Range;

/// A text that is no point of the function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPoint {
    /// What is wrong with it.
    pub problem: PointProblem,
    /// The bytes of the text that it concerns; `None` where something is missing.
    pub place: Option<Range<usize>>,
}

/// What is wrong with a point.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PointProblem {
    /// A value cannot be read: what is wrong, its place counted in the text of the whole point.
    Unread(Error),
    /// A value has no name before its `=`.
    NoName,
    /// A name has no value after its `=`, or there is nothing at all.
    NoValue,
    /// The value has no name, and the function has these variables.
    Unnamed(Vec<String>),
    /// The variable has two values.
    Twice(String),
    /// This variable of the function has no value.
    Missing(String),
    /// The value is no number: `1/0`, `ln(-1)`.
    Undefined(String),
}

/// The coordinates that a text gives, each with a value and none with an empty name.
///
/// # Errors
/// [`PointProblem::NoName`] or [`PointProblem::NoValue`]: `=3`, `w=`.
pub fn written(text: &str) -> Result<Vec<Assigned>, NoPoint> {
    let all = coordinates(text);
    for each in &all {
        let (problem, place) = match &each.name {
            Some(name) if name.is_empty() => (PointProblem::NoName, name),
            _ if each.value.is_empty() => (PointProblem::NoValue, &each.value),
            _ => continue,
        };
        let place = Some(place.clone());
        return Err(NoPoint { problem, place });
    }
    Ok(all)
}

/// The names that a text gives values to, in order.
pub fn names(text: &str) -> Vec<String> {
    let named = coordinates(text).into_iter().filter_map(|each| each.name);
    named.map(|name| text[name].to_owned()).collect()
}

/// The point with a value for each of `variables`, by name; names beyond these are kept, as they do
/// no harm. A value without a name belongs to the only variable, to `w` where there is none.
///
/// # Errors
/// What is wrong with it, and where.
pub fn resolve(
    graph: &mut Graph,
    text: &str,
    variables: &[Variable],
) -> Result<Vec<(Variable, Id)>, NoPoint> {
    let wrong = |problem, place| Err(NoPoint { problem, place });
    let mut point: Vec<(Variable, Id)> = Vec::new();
    for each in written(text)? {
        let variable = match each.name {
            Some(name) => graph.variable(&text[name]),
            None => match variables {
                [] => graph.variable("w"),
                [only] => *only,
                several => {
                    let names = several.iter().map(|v| graph.name(*v).to_owned());
                    return wrong(PointProblem::Unnamed(names.collect()), Some(each.value));
                }
            },
        };
        if point.iter().any(|(known, _)| *known == variable) {
            let name = graph.name(variable).to_owned();
            return wrong(PointProblem::Twice(name), Some(each.value));
        }
        match value(graph, &text[each.value.clone()]) {
            Ok(id) => point.push((variable, id)),
            Err(PointProblem::Unread(mut error)) => {
                let shifted =
                    |at: Range<usize>| at.start + each.value.start..at.end + each.value.start;
                error.place = error.place.map(shifted);
                let place = error.place.clone();
                return wrong(PointProblem::Unread(error), place);
            }
            Err(problem) => return wrong(problem, Some(each.value)),
        }
    }
    for variable in variables {
        if !point.iter().any(|(known, _)| known == variable) {
            let name = graph.name(*variable).to_owned();
            return wrong(PointProblem::Missing(name), None);
        }
    }
    let order = graph.by_name(point.iter().map(|(variable, _)| *variable).collect());
    let value = |variable: Variable| point.iter().find(|(known, _)| *known == variable);
    Ok(order.into_iter().filter_map(value).copied().collect())
}

/// One value: an expression without variables that is a number.
pub(crate) fn value(graph: &mut Graph, typed: &str) -> Result<Id, PointProblem> {
    let id = constant(graph, typed).map_err(PointProblem::Unread)?;
    if graph.literal(id).is_none() {
        let found = slope::value(graph, id, &[], Effort::digits(1));
        if let Err(Trouble::Outside { .. }) = found {
            return Err(PointProblem::Undefined(typed.to_owned()));
        }
    }
    Ok(id)
}

/// An expression without variables; whether it is a decimal counts for points alone.
///
/// # Errors
/// Where it cannot be read.
pub fn constant(graph: &mut Graph, text: &str) -> Result<Id, Error> {
    let none: [String; 0] = [];
    let options = Options {
        variables: Some(&none),
        ..Options::default()
    };
    let decimals = std::mem::take(&mut graph.decimals);
    let read = notation::read(graph, text, &options);
    graph.decimal_points |= graph.decimals;
    graph.decimals = decimals;
    read
}

/// The variables that are nudged unless one is named: all of the function's; of a function without any
/// the first one that a point names, or `w`.
pub fn nudged(
    graph: &mut Graph,
    variables: &[Variable],
    points: &[Vec<(Variable, Id)>],
) -> Vec<Variable> {
    if !variables.is_empty() {
        return variables.to_vec();
    }
    let named = points.first().and_then(|point| point.first());
    vec![named.map_or_else(|| graph.variable("w"), |(variable, _)| *variable)]
}

impl PointProblem {
    /// The way out, where one can be named.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            PointProblem::Unread(error) => return error.help(),
            PointProblem::NoName | PointProblem::NoValue => {
                "a point is \"3\" or \"x = 1, y = 2\"".into()
            }
            PointProblem::Unnamed(names) => {
                let each: Vec<String> = names.iter().map(|name| format!("{name} = 1")).collect();
                format!("name them: \"{}\"", each.join(", "))
            }
            PointProblem::Twice(_) => "leave one of them out".into(),
            PointProblem::Missing(name) => format!("add it: \"{name} = 1\""),
            PointProblem::Undefined(_) => return None,
        })
    }
}

impl fmt::Display for PointProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PointProblem::Unread(error) => match &error.kind {
                ReadErrorKind::Comma => write!(out, "this is not one value"),
                _ => error.fmt(out),
            },
            PointProblem::NoName => write!(out, "a value without a name before its `=`"),
            PointProblem::NoValue => write!(out, "the point has no value here"),
            PointProblem::Unnamed(names) => write!(
                out,
                "one value for {} variables: {}",
                names.len(),
                names.join(", ")
            ),
            PointProblem::Twice(name) => write!(out, "`{}` has two values", visible(name)),
            PointProblem::Missing(name) => write!(out, "no value for {name}"),
            PointProblem::Undefined(text) => write!(out, "`{}` has no value", visible(text)),
        }
    }
}
