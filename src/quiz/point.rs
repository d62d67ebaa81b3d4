//! Points of a quiz and the names of their variables.

use crate::files::table::DeValue;
use crate::files::table::{Notes, TomlValue};
use crate::notation::coordinates::{Assigned, coordinates};
use crate::quiz::{MAX_PARTS, Placed};
use std::fmt;
use std::ops::Range;

/// A point as it was written: one value without a name, or a value for each variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenPoint {
    /// The coordinates; names are `None` only where there is a single one.
    pub values: Vec<Coordinate>,
    /// The bytes of the whole point.
    pub span: Range<usize>,
}

/// The value of one variable, an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordinate {
    /// The variable, where it is named.
    pub variable: Option<Placed<String>>,
    /// The expression.
    pub value: Placed<String>,
}

/// The variables that a question names: the one that is nudged, and those of its point.
pub(super) fn named(wrt: Option<&Placed<String>>, at: Option<&WrittenPoint>) -> Vec<String> {
    let point = at.iter().flat_map(|at| &at.values);
    let point = point.filter_map(|coordinate| coordinate.variable.as_ref());
    wrt.into_iter()
        .chain(point)
        .map(|name| name.value.clone())
        .collect()
}

/// As a sentence names it: `3`, or `x = 1, y = 2`.
impl fmt::Display for WrittenPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, Coordinate { variable, value }) in self.values.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            match variable {
                Some(name) => write!(f, "{comma}{} = {}", name.value, value.value)?,
                None => write!(f, "{comma}{}", value.value)?,
            }
        }
        Ok(())
    }
}

impl WrittenPoint {
    /// The expressions of its values.
    pub(super) fn expressions(&mut self) -> impl Iterator<Item = &mut Placed<String>> {
        self.values
            .iter_mut()
            .map(|coordinate| &mut coordinate.value)
    }
}

/// Notes a name that can't be a variable's.
pub(super) fn variable(notes: &mut Notes<'_>, name: &Placed<String>) {
    let mut letters = name.value.chars();
    let starts = letters.next().is_some_and(char::is_alphabetic);
    if !starts || !letters.all(|letter| letter.is_alphanumeric() || letter == '_') {
        let message = format!("`{}` can't be the name of a variable", name.value);
        notes.wrong(
            name.span.clone(),
            message,
            "a name has letters, digits and `_`: w, x, w_1",
        );
    }
}

/// A point: `3`, `"pi/2"`, `{x = 1, y = 2}` or `"x=1, y=2"`.
pub(super) fn point(
    notes: &mut Notes<'_>,
    key: &str,
    value: &TomlValue<'_>,
) -> Option<WrittenPoint> {
    let example = format!("{key} = 3, {key} = \"pi/2\" or {key} = {{x = 1, y = 2}}");
    let mut values = Vec::new();
    match value.get_ref() {
        DeValue::Table(table) => {
            notes.sized(key, value.span(), table.len(), MAX_PARTS, "{x = 1, y = 2}")?;
            for (name, value) in Notes::entries(table) {
                variable(notes, &name);
                let value = notes.expression(key, value)?;
                values.push(Coordinate {
                    variable: Some(name),
                    value,
                });
            }
        }
        DeValue::Array(_) => {
            notes.unfit(key, "one point", value, &example);
            return None;
        }
        _ => {
            let whole = notes.expression(key, value)?;
            if whole.value.contains('=') {
                values = assigned(notes, key, &whole)?;
            } else {
                values.push(Coordinate {
                    variable: None,
                    value: whole,
                });
            }
        }
    }
    Some(WrittenPoint {
        values,
        span: value.span(),
    })
}

/// The coordinates of `"x=1, y=2"`, each with its name.
fn assigned(notes: &mut Notes<'_>, key: &str, whole: &Placed<String>) -> Option<Vec<Coordinate>> {
    let mut values: Vec<Coordinate> = Vec::new();
    let text = &whole.value;
    for Assigned { name, value } in coordinates(text) {
        let placed = |part: &Range<usize>| Placed {
            value: text[part.clone()].to_owned(),
            span: notes.source.inside(whole, part.clone()),
        };
        let start = name.as_ref().map_or(value.start, |name| name.start);
        let named = name.filter(|name| !name.is_empty() && !value.is_empty());
        let Some(name) = named.filter(|_| !text[value.clone()].contains('=')) else {
            let piece = placed(&(start..value.end));
            let message = format!("`{}` is not of the form name=value", piece.value);
            let help = format!("for example: {key} = \"x=1, y=2\"");
            notes.wrong(piece.span, message, help);
            return None;
        };
        let (name, value) = (placed(&name), placed(&value));
        variable(notes, &name);
        let known = |other: &Coordinate| match &other.variable {
            Some(other) => other.value == name.value,
            None => false,
        };
        if values.iter().any(known) {
            let message = format!("`{}` has two values", name.value);
            notes.wrong(name.span, message, "leave one of them out");
            return None;
        }
        values.push(Coordinate {
            variable: Some(name),
            value,
        });
    }
    notes.sized(
        key,
        whole.span.clone(),
        values.len(),
        MAX_PARTS,
        "\"x=1, y=2\"",
    )?;
    Some(values)
}
