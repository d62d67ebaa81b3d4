//! Answers as students write them: an equation whose right side is meant, LaTeX, Python, units,
//! percent, decimal commas, and text with two honest readings.

mod digits;
mod equation;
mod figures;
mod list;

pub use list::{Part, parts};

use crate::expression::{Graph, Id};
use crate::notation::error::{Error, Kind};
use crate::notation::read::latex;
use crate::notation::read::lex::MAX_TEXT;
use crate::notation::read::trace::Traced;
use crate::notation::read::unicode::{self, Names};
use crate::notation::read::{self, Options, Reading};
use crate::notation::write::write;
use figures::figures;

/// What is known before an answer is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct AnswerOptions<'a> {
    /// The names of the variables; any other name is an error.
    pub variables: &'a [String],
    /// Are numbers written as in German: `2,5` and `1.000,5`?
    pub locale_de: bool,
}

/// What was understood.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The expression and its text; two or more where the answer has several honest readings.
    pub readings: Vec<(Id, String)>,
    /// The readings of the sides before it, where the answer is an equation of several that each
    /// say what it is: `2*3 = 6`.
    pub before: Vec<Vec<(Id, String)>>,
    /// Does the answer stand after `≈`?
    pub rounded: bool,
    /// The digits that it shows, where it is a number typed as a decimal.
    pub shown: Option<Shown>,
    /// The unit after a number, as written.
    pub unit: Option<String>,
    /// Was a number given in percent? The reading is the number itself, 1/20 for `5%`.
    pub percent: bool,
}

/// The digits that a number typed as a decimal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Significant digits, at least and at most: zeros at the end of a whole number may be some.
    pub digits: (u32, u32),
    /// Digits after the point.
    pub decimals: u32,
}

impl Answer {
    /// An answer with one reading and nothing beside it.
    pub fn of(id: Id, text: String) -> Answer {
        Answer {
            readings: vec![(id, text)],
            before: Vec::new(),
            rounded: false,
            shown: None,
            unit: None,
            percent: false,
        }
    }
}

/// Units that may follow a number; combined by `/`, `*`, `·` or a blank, and raised to powers.
const UNITS: &[&str] = &[
    "m", "cm", "mm", "km", "nm", "µm", "s", "ms", "min", "h", "kg", "g", "mg", "t", "N", "kN", "J",
    "kJ", "W", "kW", "V", "mV", "A", "mA", "K", "Pa", "kPa", "Hz", "kHz", "mol", "L", "l", "ml",
    "rad", "unit", "units", "px", "€", "EUR", "USD",
];

/// Longest unit that is looked for, in bytes.
const MAX_UNIT: usize = 32;

/// Reads an answer into the graph.
///
/// `dJ/dw = 2w`, `J'(w) = 2w`, `= 2w` and `2w.` are all `2w`; of a chain of equals signs every side
/// is read. `5%` is 1/20, `1.5x10^-3` is 0.0015; the unit of `6 m/s` is set aside.
///
/// # Errors
/// What is wrong, and the bytes of `text` that it concerns. Words are unknown variables.
///
/// ```
/// use deriv::{expression::Graph, notation::answer};
/// let mut graph = Graph::new();
/// let variables = ["w".to_owned()];
/// let options = answer::AnswerOptions { variables: &variables, locale_de: false };
/// let read = answer::read(&mut graph, r"\frac{dJ}{dw} = 2w", &options)?;
/// assert_eq!(read.readings[0].1, "2*w");
/// let read = answer::read(&mut graph, "1/2w", &options)?;
/// assert_eq!((read.readings[0].1.as_str(), read.readings[1].1.as_str()), ("1/(2*w)", "1/2*w"));
/// # Ok::<(), deriv::notation::error::Error>(())
/// ```
pub fn read(graph: &mut Graph, text: &str, options: &AnswerOptions<'_>) -> Result<Answer, Error> {
    if text.len() > MAX_TEXT {
        return Err(Error::new(Kind::TooLong { limit: MAX_TEXT }));
    }
    let names = Names {
        variables: Some(options.variables),
        any_case: true,
    };
    match unicode::plain(text, names) {
        Some(plain) => read_sides(graph, plain.text(), options).map_err(|error| plain.error(error)),
        None => read_sides(graph, text, options),
    }
}

/// Reads the sides of an equation, one where it is none.
fn read_sides(graph: &mut Graph, text: &str, options: &AnswerOptions<'_>) -> Result<Answer, Error> {
    let sides = equation::sides(text, options.variables)?;
    let mut answers = Vec::new();
    for side in &sides {
        let body = &text[side.place.clone()];
        let read = if latex::is_latex(body) {
            let plain = latex::plain(body);
            read_figures(graph, plain.text(), options).map_err(|error| plain.error(error))
        } else {
            read_figures(graph, body, options)
        };
        let start = side.place.start;
        answers.push(read.map_err(|mut error| {
            error.place = error.place.map(|p| p.start + start..p.end + start);
            error
        })?);
    }
    let mut answer = answers.pop().expect("a text has at least one side");
    answer.rounded = sides.last().is_some_and(|side| side.rounded);
    answer.before = answers.into_iter().map(|side| side.readings).collect();
    Ok(answer)
}

/// Does what stands before a part of an answer name this variable: `x`, `∂J/∂x`, `dJ/dx`, `J_x`,
/// `fx`, `D_x J`?
pub fn names_variable(left: &str, variable: &str) -> bool {
    equation::names_variable(left, variable)
}

/// The variable by which an answer's left side says that is differentiated: x of `∂J/∂x = …`.
pub fn nudged<'a>(text: &str, variables: &'a [String]) -> Option<&'a str> {
    equation::nudged(text, variables)
}

/// Reads text without LaTeX, its numbers as the locale writes them.
fn read_figures(
    graph: &mut Graph,
    text: &str,
    options: &AnswerOptions<'_>,
) -> Result<Answer, Error> {
    let one = figures(text, options.locale_de, true);
    let read = read_unit(graph, &one.text, options).map_err(|e| one.text.error(e));
    if !one.doubtful {
        let percent = one.percent;
        let number = one.text.text();
        let number = &number[..unit(number).unwrap_or(number.len())];
        let shown = Shown::of(number);
        return read.map(|answer| Answer {
            percent,
            shown,
            ..answer
        });
    }
    // `1.000` is a thousand, or it was typed on a calculator.
    let other = figures(text, options.locale_de, false);
    let other = read_unit(graph, &other.text, options).map_err(|e| other.text.error(e));
    match (read, other) {
        (Ok(mut answer), Ok(other)) => {
            answer.percent = one.percent;
            for reading in other.readings {
                if !answer.readings.contains(&reading) {
                    answer.readings.push(reading);
                }
            }
            Ok(answer)
        }
        (Ok(answer), Err(_)) | (Err(_), Ok(answer)) => Ok(answer),
        (Err(error), Err(_)) => Err(error),
    }
}

/// Reads text in our own notation or a programming language's, with or without a unit.
fn read_unit(
    graph: &mut Graph,
    text: &Traced,
    options: &AnswerOptions<'_>,
) -> Result<Answer, Error> {
    let text = text.text();
    let answer = |graph: &Graph, ids: Vec<Id>, unit: Option<&str>| Answer {
        readings: ids.iter().map(|&id| (id, write(graph, id))).collect(),
        before: Vec::new(),
        rounded: false,
        shown: None,
        unit: unit.map(str::to_owned),
        percent: false,
    };
    let error = match readings(graph, text, options.variables) {
        Ok(ids) => return Ok(answer(graph, ids, None)),
        Err(error) => error,
    };
    let Some(start) = unit(text) else {
        return Err(error);
    };
    match readings(graph, &text[..start], options.variables) {
        Ok(ids) if ids.iter().all(|&id| graph.variables(id).is_empty()) => {
            Ok(answer(graph, ids, Some(text[start..].trim())))
        }
        _ => Err(error),
    }
}

/// The honest readings of a text, one or two.
fn readings(graph: &mut Graph, text: &str, variables: &[String]) -> Result<Vec<Id>, Error> {
    let mut taken = |reading| {
        let options = Options {
            variables: Some(variables),
            reading,
        };
        read::read(graph, text, &options)
    };
    match taken(Reading::Refused) {
        Ok(id) => Ok(vec![id]),
        Err(error) if matches!(error.kind, Kind::Ambiguous { .. }) => {
            let mut ids: Vec<Id> = [Reading::Together, Reading::InTurn]
                .into_iter()
                .filter_map(|reading| taken(reading).ok())
                .collect();
            ids.dedup();
            if ids.is_empty() { Err(error) } else { Ok(ids) }
        }
        Err(error) => Err(error),
    }
}

/// Where the unit starts that ends this text.
fn unit(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let mut at = text.len().saturating_sub(MAX_UNIT);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let after_number = |at: usize| {
        let before = text[..at].trim_end().chars().next_back();
        before.is_some_and(|c| c.is_ascii_digit() || matches!(c, ')' | '.'))
    };
    text[at..]
        .char_indices()
        .map(|(n, _)| at + n)
        .find(|&at| after_number(at) && is_unit(&text[at..]))
}

/// `m`, `m/s^2`, `kg·m/s²`
fn is_unit(text: &str) -> bool {
    text.split(['/', '*', '·', ' '])
        .filter(|part| !part.is_empty())
        .all(|part| {
            let end = part
                .find(|c: char| !(c.is_alphabetic() || c == '€'))
                .unwrap_or(part.len());
            let (name, power) = part.split_at(end);
            let power = power.strip_prefix('^').unwrap_or(power);
            let power = power.strip_prefix(['-', '⁻']).unwrap_or(power);
            let digits = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
            UNITS.contains(&name) && power.chars().all(digits)
        })
        && text.starts_with(|c: char| c.is_alphabetic() || c == '€')
}
