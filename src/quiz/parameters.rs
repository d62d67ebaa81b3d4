//! Parameters of a quiz: numbers that differ from student to student.
//!
//! ```toml
//! [parameters]
//! a = {from = 2, to = 9}                       # a whole number
//! b = {from = -2, to = 2, step = 0.5, except = 0}
//! n = [2, 3, 5]                                # one of these
//! p = ["pi/6", "pi/4", "pi/3"]
//! c = "a + 1"                                  # made from those above it
//! ```
//!
//! A question may have a table of its own; its parameters are drawn for it alone.

use crate::expression::{Constant, Function};
use crate::files::source::similar;
use crate::files::table::{DeTable, DeValue};
use crate::files::table::{Notes, TomlValue, listed};
use crate::number::rational::Rational;
use crate::quiz::point::variable;
use crate::quiz::{KINDS, MAX_PARTS, Placed};

/// Most values of a range: far more than students in a class, few enough to be looked through.
pub const MAX_VALUES: i64 = 100_000;

/// Most values in a list, and most that a range leaves out.
pub const MAX_LISTED: usize = 1_000;

/// A number, or a part of a formula, that differs from student to student.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in expressions, and as `{name}` in texts.
    pub name: Placed<String>,
    /// What it may be.
    pub values: ParameterValues,
}

/// What a parameter may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterValues {
    /// `from`, `from + step`, ... up to `to`.
    Range {
        /// The first.
        from: Rational,
        /// The distance from one to the next, above 0.
        step: Rational,
        /// How many, 1 to [`MAX_VALUES`].
        count: i64,
        /// Those left out: expressions in the parameters above.
        except: Vec<Placed<String>>,
        /// Whether values are written as decimals.
        decimals: bool,
    },
    /// One of these expressions.
    List(Vec<Placed<String>>),
    /// An expression in the parameters above.
    Formula(Placed<String>),
}

/// Reads a table of parameters; `above` are the names that are taken.
pub(super) fn parameters(
    notes: &mut Notes<'_>,
    value: &TomlValue<'_>,
    above: &[Placed<String>],
) -> Vec<Parameter> {
    let DeValue::Table(table) = value.get_ref() else {
        notes.unfit(
            "parameters",
            "a table",
            value,
            "parameters = {a = {from = 2, to = 9}}",
        );
        return Vec::new();
    };
    if notes
        .sized("parameters", value.span(), table.len(), MAX_PARTS, EXAMPLE)
        .is_none()
    {
        return Vec::new();
    }
    let mut parameters = Vec::new();
    for (name, value) in Notes::entries(table) {
        variable(notes, &name);
        let taken = above.iter().any(|known| known.value == name.value);
        let constant =
            Constant::named(&name.value).is_some() || Function::named(&name.value).next().is_some();
        let key = KINDS
            .iter()
            .any(|kind| kind.needs().any(|key| key == name.value));
        let what = match (taken, constant, key) {
            (true, ..) => Some("a variable or parameter of the quiz"),
            (_, true, _) => Some("the name of a constant or a function"),
            // A text names these in braces too.
            (.., true) => Some("a key of a question"),
            _ => None,
        };
        if let Some(what) = what {
            let message = format!("`{}` is {what} already", name.value);
            notes.wrong(name.span.clone(), message, "give it another name");
        }
        if let Some(values) = values(notes, &name.value, value) {
            parameters.push(Parameter { name, values });
        }
    }
    parameters
}

const EXAMPLE: &str = "{a = {from = 2, to = 9}}";

fn values(notes: &mut Notes<'_>, name: &str, value: &TomlValue<'_>) -> Option<ParameterValues> {
    match value.get_ref() {
        DeValue::Table(table) => range(notes, name, value, table),
        DeValue::Array(_) => {
            let list = notes.list(name, value, MAX_LISTED, "[2, 3, 5]")?;
            let texts = list.into_iter().map(|item| notes.expression(name, item));
            Some(ParameterValues::List(texts.collect::<Option<_>>()?))
        }
        _ => {
            let text = notes.expression(name, value)?;
            if let Some((from, to)) = dotted(&text.value) {
                let message = format!("`{}` is a text, not a range", text.value);
                let help = format!("a range is written {name} = {{from = {from}, to = {to}}}");
                notes.wrong(text.span, message, help);
                return None;
            }
            Some(ParameterValues::Formula(text))
        }
    }
}

/// The ends of `2..9`, `2...9` or `2:9`.
fn dotted(text: &str) -> Option<(&str, &str)> {
    let (from, to) = text
        .split_once("...")
        .or_else(|| text.split_once(".."))
        .or_else(|| text.split_once('…'))
        .or_else(|| text.split_once(':'))?;
    let (from, to) = (from.trim(), to.trim().trim_start_matches('='));
    let number = |text: &str| Rational::from_decimal(text).is_some();
    (number(from) && number(to)).then_some((from, to))
}

/// `{from = 2, to = 9, step = 1, except = [5]}`
fn range(
    notes: &mut Notes<'_>,
    name: &str,
    value: &TomlValue<'_>,
    table: &DeTable<'_>,
) -> Option<ParameterValues> {
    const KEYS: [&str; 4] = ["from", "to", "step", "except"];
    let (mut from, mut to, mut step, mut except) = (None, None, None, Vec::new());
    let mut decimals = false;
    for (key, value) in Notes::entries(table) {
        let mut number = |notes: &mut Notes<'_>| {
            let text = notes.expression(&key.value, value)?;
            decimals |= text.value.contains('.');
            let number = Rational::from_decimal(&text.value);
            if number.is_none() {
                let message = format!("`{}` needs a number in decimal digits", key.value);
                let help = format!("for example: {name} = {{from = 2, to = 9}}");
                notes.wrong(text.span, message, help);
            }
            number
        };
        match key.value.as_str() {
            "from" => from = Some(number(notes)?),
            "to" => to = Some(number(notes)?),
            "step" => step = Some(number(notes)?),
            "except" => match value.get_ref() {
                DeValue::Array(_) => {
                    for item in notes.list("except", value, MAX_LISTED, "[0, 1]")? {
                        except.push(notes.expression("except", item)?);
                    }
                }
                _ => except.push(notes.expression("except", value)?),
            },
            unknown => {
                let help = similar("key", unknown, KEYS)
                    .unwrap_or_else(|| format!("keys of a range: {}", listed(KEYS)));
                notes.wrong(key.span, format!("unknown key `{unknown}`"), help);
                return None;
            }
        }
    }
    let step = step.unwrap_or_else(Rational::one);
    let example = format!("for example: {name} = {{from = 2, to = 9}}");
    let (Some(from), Some(to)) = (from, to) else {
        let message = format!("the range of `{name}` needs `from` and `to`");
        notes.wrong(value.span(), message, example);
        return None;
    };
    let steps = (&to - &from).divide(&step);
    let count = steps.and_then(|steps| i64::try_from(steps.floor()).ok());
    let message = match count {
        Some(0..MAX_VALUES) if !step.is_negative() => {
            return Some(ParameterValues::Range {
                from,
                step,
                count: count.expect("it was just matched") + 1,
                except,
                decimals,
            });
        }
        _ if step.is_zero() || step.is_negative() => {
            format!("the step of `{name}` has to be above 0")
        }
        Some(..0) => format!("the range of `{name}` is empty: `from` is above `to`"),
        _ => format!("the range of `{name}` has more than {MAX_VALUES} values"),
    };
    notes.wrong(value.span(), message, example);
    None
}
