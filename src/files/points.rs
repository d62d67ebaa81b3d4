//! Points as a stream gives them: a number a line, columns under a head, or an object a line.

use crate::expression::names::same;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// How the lines of a stream give a value to each variable, as its first line tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineLayout {
    /// A line is the value of the only variable.
    Values,
    /// Fields between separators; for each variable, the field that holds it.
    Columns {
        /// What stands between fields: a comma, a semicolon or a tab.
        separator: char,
        /// The place of each variable's field, from 0, in the order of the variables.
        places: Vec<usize>,
    },
    /// An object of JSON, whose keys are the variables, in their order.
    Objects {
        /// The keys.
        keys: Vec<String>,
    },
}

/// Why a stream cannot be understood from its first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The head has no column of this name, but these.
    NoColumn {
        /// The name.
        name: String,
        /// The columns that there are.
        columns: Vec<String>,
    },
    /// A number a line gives no value to these variables.
    Several(Vec<String>),
    /// A column was named, and the lines are no columns.
    NoHead,
}

/// Why a line gives no point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PointFault {
    /// It is no object of JSON, or a number of it is none.
    NoObject,
    /// This variable has no value.
    Missing(String),
    /// Nothing stands there.
    Empty,
}

impl fmt::Display for PointFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PointFault::NoObject => out.write_str("no JSON object"),
            PointFault::Missing(name) => write!(out, "no value for {name}"),
            PointFault::Empty => out.write_str("empty"),
        }
    }
}

impl LineLayout {
    /// The layout of a stream that starts with this line, and whether that line is a head.
    ///
    /// `column`: the name of the column that holds the only variable, where it was given.
    ///
    /// # Errors
    /// Where a variable has no column.
    pub fn of(
        first: &str,
        variables: &[&str],
        column: Option<&str>,
    ) -> Result<(LineLayout, bool), Unfit> {
        let first = first.trim_start_matches('\u{feff}').trim();
        let wanted = |name: &&str| match (variables, column) {
            ([_], Some(column)) => column.to_owned(),
            _ => (*name).to_owned(),
        };
        let wanted: Vec<String> = variables.iter().map(wanted).collect();
        if first.starts_with('{') {
            return Ok((LineLayout::Objects { keys: wanted }, false));
        }
        let separator = ['\t', ';', ','].into_iter().find(|s| first.contains(*s));
        let heads = fields(first, separator.unwrap_or('\t'));
        let place = |name: &String| {
            let mut heads = heads.iter();
            heads.position(|head| head.trim() == name || same(head.trim(), name))
        };
        let places: Option<Vec<usize>> = wanted.iter().map(place).collect();
        match (places, separator, column) {
            (Some(places), _, _) if !wanted.is_empty() => {
                let separator = separator.unwrap_or('\t');
                Ok((LineLayout::Columns { separator, places }, true))
            }
            (_, None, Some(_)) if heads.len() < 2 && first.parse::<f64>().is_ok() => {
                Err(Unfit::NoHead)
            }
            (_, None, None) if variables.len() < 2 => Ok((LineLayout::Values, false)),
            (_, None, None) => Err(Unfit::Several(wanted)),
            _ => {
                let missing = wanted.iter().find(|name| place(name).is_none());
                Err(Unfit::NoColumn {
                    name: missing.cloned().unwrap_or_default(),
                    columns: heads.iter().map(|head| head.trim().to_owned()).collect(),
                })
            }
        }
    }

    /// Puts the texts of the values on one line into `values`, in the order of the variables.
    ///
    /// # Errors
    /// What is wrong with the line; `values` is then of no use.
    pub fn values<'a>(
        &self,
        line: &'a str,
        values: &mut Vec<Cow<'a, str>>,
    ) -> Result<(), PointFault> {
        values.clear();
        let line = line.trim();
        match self {
            LineLayout::Values => match line.is_empty() {
                true => return Err(PointFault::Empty),
                false => values.push(Cow::Borrowed(line)),
            },
            LineLayout::Columns { separator, places } => {
                let mut put = |field: Option<Cow<'a, str>>| {
                    let field = trimmed(field.unwrap_or_default());
                    match field.is_empty() {
                        true => Err(PointFault::Empty),
                        false => {
                            values.push(field);
                            Ok(())
                        }
                    }
                };
                match places[..] {
                    [place] if !line.contains('"') => {
                        put(line.split(*separator).nth(place).map(Cow::Borrowed))?;
                    }
                    _ => {
                        let fields = fields(line, *separator);
                        for place in places {
                            put(fields.get(*place).cloned())?;
                        }
                    }
                }
            }
            LineLayout::Objects { keys } => {
                let object: BTreeMap<String, &RawValue> =
                    serde_json::from_str(line).map_err(|_| PointFault::NoObject)?;
                for key in keys {
                    let found = object.iter().find(|(name, _)| same(name, key));
                    let (_, raw) = found.ok_or_else(|| PointFault::Missing(key.clone()))?;
                    values.push(match raw.get() {
                        text if text.starts_with('"') => {
                            let text: Result<String, _> = serde_json::from_str(text);
                            Cow::Owned(text.map_err(|_| PointFault::NoObject)?)
                        }
                        "null" => return Err(PointFault::Missing(key.clone())),
                        number => Cow::Borrowed(number),
                    });
                }
            }
        }
        Ok(())
    }
}

/// The fields of one line; what stands in quotes holds separators, and two quotes there are one.
fn fields(line: &str, separator: char) -> Vec<Cow<'_, str>> {
    if !line.contains('"') {
        return line.split(separator).map(Cow::Borrowed).collect();
    }
    let mut all = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut rest = line.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            _ if character == separator && !quoted => {
                all.push(Cow::Owned(std::mem::take(&mut field)));
            }
            _ => field.push(character),
        }
    }
    all.push(Cow::Owned(field));
    all
}

fn trimmed(field: Cow<'_, str>) -> Cow<'_, str> {
    match field {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(first: &str, variables: &[&str], column: Option<&str>, line: &str, expected: &str) {
        let mut values = Vec::new();
        let said = match LineLayout::of(first, variables, column) {
            Err(unfit) => format!("{unfit:?}"),
            Ok((layout, is_head)) => match layout.values(line, &mut values) {
                Ok(()) => format!("{}{}", if is_head { "head " } else { "" }, values.join("|")),
                Err(broken) => broken.to_string(),
            },
        };
        assert!(said.starts_with(expected), "{first:?} {line:?}: {said}");
    }

    #[test]
    fn a_first_line_tells_how_the_others_are_read() {
        check("3", &["w"], None, " 4.5\r", "4.5");
        check("pi/2", &["w"], None, "", "empty");
        check("w", &["w"], None, "7", "head 7");
        check("x,y", &["x", "y"], None, "1,2", "head 1|2");
        check("y;x", &["x", "y"], None, "1;2", "head 2|1");
        check("id\tx", &["x"], None, "a\t-3", "head -3");
        check(
            "\u{feff}id,load",
            &["x"],
            Some("load"),
            "\"a,b\",\"5\"",
            "head 5",
        );
        check("theta,b", &["θ"], None, "1,2", "head 1");
        check("id,x", &["x"], None, "a,", "empty");
        check("id,x", &["x"], None, "a", "empty");
        check(
            "{\"x\":1}",
            &["x", "y"],
            None,
            "{\"y\":2.50,\"x\":1e400}",
            "1e400|2.50",
        );
        check("{", &["x"], None, "{\"x\":\"pi/2\"}", "pi/2");
        check("{", &["x"], None, "{\"x\":null}", "no value for x");
        check("{", &["x"], None, "{\"x\":1", "no JSON object");
        check("1", &["x", "y"], None, "", "Several");
        check("1,2", &["x", "y"], None, "", "NoColumn");
        check(
            "a,b",
            &["x"],
            Some("c"),
            "",
            "NoColumn { name: \"c\", columns: [\"a\", \"b\"] }",
        );
        check("1", &["x"], Some("c"), "", "NoHead");
    }
}
