//! Answers as students write them: an equation whose right side is meant, LaTeX, Python, units,
//! percent, decimal commas, and text of which no rule says what it means.

pub(crate) mod date;
mod digits;
mod equation;
mod figures;
mod list;

pub use list::{ListPart, parts};

use crate::expression::{Graph, Id};
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::note::Note;
use crate::notation::read::choice::{self, Choices};
use crate::notation::read::latex;
use crate::notation::read::lexing::MAX_TEXT;
use crate::notation::read::scope::Scope;
use crate::notation::read::trace::Traced;
use crate::notation::read::unicode;
use crate::notation::read::{Read, passes};
use crate::notation::write::write;
use figures::figures;

/// What is known before an answer is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct AnswerOptions<'a> {
    /// The names of the variables; any other name is an error.
    pub variables: &'a [String],
    /// Whether numbers are written as in German: `2,5` and `1.000,5`, and a division with `:`.
    pub locale_de: bool,
    /// Whether it may use other names, too.
    pub open: bool,
}

/// What was understood.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The expression; two or more where no rule says which of them is meant.
    pub readings: Vec<Id>,
    /// The readings of the sides before it, where the answer is an equation of several that each
    /// say what it is: `2*3 = 6`.
    pub before: Vec<Vec<Id>>,
    /// Whether the answer stands after `≈`.
    pub rounded: bool,
    /// The digits that it shows, where it is a number typed as a decimal.
    pub shown: Option<ShownDigits>,
    /// The unit after a number, as written.
    pub unit: Option<String>,
    /// Whether a number was given in percent. The reading is the number itself, 1/20 for `5%`.
    pub percent: bool,
    /// Whether a fraction of two numbers was typed that can be cancelled, as `6/4`.
    pub uncancelled: bool,
    /// Whether there may be [`others`], because the notation has an alternative somewhere.
    pub alternatives: bool,
    /// Remarks on how it was taken: `X` as x.
    pub notes: Vec<Note>,
}

/// The digits that a number typed as a decimal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownDigits {
    /// Significant digits, at least and at most: zeros at the end of a whole number may be some.
    pub digits: (u32, u32),
    /// Digits after the point.
    pub decimals: u32,
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
/// use deriv::{expression::Graph, notation::{answer, write}};
/// let mut graph = Graph::new();
/// let variables = ["w".to_owned()];
/// let options = answer::AnswerOptions { variables: &variables, ..Default::default() };
/// let read = answer::read(&mut graph, r"\frac{dJ}{dw} = 2w", &options)?;
/// assert_eq!(write(&graph, read.readings[0]), "2*w");
/// let read = answer::read(&mut graph, "1/2w", &options)?;
/// let texts = read.readings.iter().map(|id| write(&graph, *id));
/// assert_eq!(texts.collect::<Vec<_>>(), ["1/(2*w)", "1/2*w"]);
/// # Ok::<(), deriv::notation::error::Error>(())
/// ```
pub fn read(graph: &mut Graph, text: &str, options: &AnswerOptions<'_>) -> Result<Answer, Error> {
    if text.len() > MAX_TEXT {
        return Err(Error::new(ReadErrorKind::TooLong { limit: MAX_TEXT }));
    }
    let mut notes = Vec::new();
    let mut alternatives = false;
    let found = choice::readings(|choices: &mut Choices| {
        notes.clear();
        let once = read_once(graph, text, options, choices, &mut notes);
        alternatives |= choices.any();
        once
    })?;
    let first = found.first().expect("there is a reading");
    let each = |at: usize| {
        let mut side: Vec<Id> = Vec::new();
        for id in found.iter().filter_map(|taken| taken.sides.get(at)) {
            if !side.contains(id) {
                side.push(*id);
            }
        }
        side
    };
    let last = first.sides.len() - 1;
    let readings = each(last);
    Ok(Answer {
        shown: first.shown.filter(|_| readings.len() == 1),
        readings,
        before: (0..last).map(each).collect(),
        rounded: first.rounded,
        unit: first.unit.clone(),
        percent: first.percent,
        uncancelled: first.uncancelled,
        alternatives,
        notes,
    })
}

/// Other readings of an answer than those of [`read`], where a rule settles what is meant but many
/// would write it for something else: `x^(3/2)` of `x^3/2`, `sec(x)^2` of `sec x^2`. A few, the
/// likelier first; none of a text that cannot be read.
///
/// ```
/// use deriv::{expression::Graph, notation::answer};
/// let mut graph = Graph::new();
/// let variables = ["x".to_owned()];
/// let options = answer::AnswerOptions { variables: &variables, ..Default::default() };
/// let others = answer::others(&mut graph, "2.5x^3/2", &options);
/// assert_eq!(others[0].1, "2.5*x^1.5");
/// ```
pub fn others(graph: &mut Graph, text: &str, options: &AnswerOptions<'_>) -> Vec<(Id, String)> {
    /// Most other readings; each is compared with the key.
    const MOST: usize = 16;
    if text.len() > MAX_TEXT {
        return Vec::new();
    }
    let mut notes = Vec::new();
    let mut run = |choices: &mut Choices| read_once(graph, text, options, choices, &mut notes);
    let Ok(known) = choice::readings(&mut run) else {
        return Vec::new();
    };
    let found = choice::others(text.len(), &known, MOST, &mut run);
    let mut ids: Vec<Id> = Vec::new();
    for id in found.iter().filter_map(|taken| taken.sides.last()) {
        let read = known.iter().any(|taken| taken.sides.last() == Some(id));
        if !read && !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids.into_iter().map(|id| (id, write(graph, id))).collect()
}

/// An answer under one choice of each alternative.
struct Once {
    /// Its sides; one where it is no equation.
    sides: Vec<Id>,
    rounded: bool,
    shown: Option<ShownDigits>,
    unit: Option<String>,
    percent: bool,
    uncancelled: bool,
}

impl PartialEq for Once {
    fn eq(&self, other: &Once) -> bool {
        self.sides == other.sides
    }
}

/// Reads an answer once.
fn read_once(
    graph: &mut Graph,
    text: &str,
    options: &AnswerOptions<'_>,
    choices: &mut Choices,
    notes: &mut Vec<Note>,
) -> Result<Once, Error> {
    let scope = Scope {
        variables: Some(options.variables),
        named: &[],
        columns: None,
    };
    match unicode::plain(text, &scope, Some(notes)) {
        Some(plain) => {
            read_sides(graph, plain.text(), options, choices).map_err(|error| plain.error(error))
        }
        None => read_sides(graph, text, options, choices),
    }
}

/// Reads the sides of an equation, one where it is none.
fn read_sides(
    graph: &mut Graph,
    text: &str,
    options: &AnswerOptions<'_>,
    choices: &mut Choices,
) -> Result<Once, Error> {
    let sides = equation::sides(text, options.variables, choices)?;
    let mut once = Once {
        sides: Vec::new(),
        rounded: sides.last().is_some_and(|side| side.rounded),
        shown: None,
        unit: None,
        percent: false,
        uncancelled: false,
    };
    for side in &sides {
        let colon = options.locale_de || side.divided;
        let body = &text[side.place.clone()];
        let read = if latex::is_latex(body) {
            let plain = latex::plain(body);
            read_figures(graph, plain.text(), options, colon, choices, &mut once)
                .map_err(|error| plain.error(error))
        } else {
            read_figures(graph, body, options, colon, choices, &mut once)
        };
        let start = side.place.start;
        once.sides.push(read.map_err(|mut error| {
            error.place = error.place.map(|p| p.start + start..p.end + start);
            error
        })?);
    }
    Ok(once)
}

/// Whether what stands before a part of an answer names this variable: `x`, `∂J/∂x`, `dJ/dx`,
/// `J_x`, `fx`, `D_x J`.
pub fn names_variable(left: &str, variable: &str) -> bool {
    equation::names_variable(left, variable)
}

/// The variable by which an answer's left side says that is differentiated: x of `∂J/∂x = …`.
pub fn nudged<'a>(text: &str, variables: &'a [String]) -> Option<&'a str> {
    equation::nudged(text, variables)
}

/// Reads text without LaTeX, its numbers as the locale writes them. `colon`: is it a division?
fn read_figures(
    graph: &mut Graph,
    text: &str,
    options: &AnswerOptions<'_>,
    colon: bool,
    choices: &mut Choices,
    once: &mut Once,
) -> Result<Id, Error> {
    let figures = figures(text, options.locale_de, choices);
    let text = figures.text.as_ref().map_or(text, Traced::text);
    let read = read_unit(graph, text, options, colon, choices);
    let (read, unit) = read.map_err(|error| match &figures.text {
        Some(rewritten) => rewritten.error(error),
        None => error,
    })?;
    let number = &text[..text.len() - unit.map_or(0, str::len)];
    once.shown = ShownDigits::of(number);
    once.unit = unit.map(|unit| unit.trim().to_owned());
    once.percent = figures.percent;
    once.uncancelled |= read.style.uncancelled;
    Ok(read.id)
}

/// Reads text in our own notation or a programming language's, and the unit after it if there is one.
fn read_unit<'a>(
    graph: &mut Graph,
    text: &'a str,
    options: &AnswerOptions<'_>,
    colon: bool,
    choices: &mut Choices,
) -> Result<(Read, Option<&'a str>), Error> {
    let closed = Scope {
        variables: Some(options.variables),
        named: &[],
        columns: None,
    };
    let error = match passes(graph, text, closed, colon, choices) {
        Ok(read) => return Ok((read, None)),
        Err(error) => error,
    };
    // A variable in the other case is no unit: 2t where T is asked for.
    let is_variable = |start: usize| {
        let name = text[start..].trim();
        options
            .variables
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    };
    if let Some(start) = unit(text)
        && !is_variable(start)
        && let Ok(read) = passes(graph, &text[..start], closed, colon, choices)
        && graph.is_constant(read.id)
    {
        return Ok((read, Some(&text[start..])));
    }
    if options.open && matches!(error.kind, ReadErrorKind::UnknownVariable { .. }) {
        let open = Scope {
            variables: None,
            named: options.variables,
            columns: None,
        };
        return passes(graph, text, open, colon, choices).map(|read| (read, None));
    }
    Err(error)
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
