//! Answers as students write them: an equation whose right side is meant, LaTeX, Python, units,
//! percent, decimal commas, and text with two honest readings.

use super::lex::{MAX_TEXT, digits_end, number_end};
use super::read::{self, Options, Reading};
use super::tex;
use super::traced::Traced;
use super::write::write;
use crate::error::{Error, Kind};
use crate::expression::{Constant, Function, Graph, Id};
use std::ops::Range;

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
    /// The unit after a number, as written.
    pub unit: Option<String>,
    /// Was a number given in percent? The reading is the number itself, 1/20 for `5%`.
    pub percent: bool,
}

/// Units that may follow a number; combined by `/`, `*`, `·` or a blank, and raised to powers.
const UNITS: &[&str] = &[
    "m", "cm", "mm", "km", "nm", "µm", "s", "ms", "min", "h", "kg", "g", "mg", "t", "N", "kN", "J",
    "kJ", "W", "kW", "V", "mV", "A", "mA", "K", "Pa", "kPa", "Hz", "kHz", "mol", "L", "l", "ml",
    "rad", "unit", "units", "px", "€", "EUR", "USD",
];

/// Longest unit that is looked for, in bytes.
const MAX_UNIT: usize = 32;

/// Longest left side of an equation that is looked at, in bytes; `d/dx` stands at its start.
const MAX_LEAD: usize = 256;

/// Reads an answer into the graph.
///
/// `dJ/dw = 2w`, `J'(w) = 2w`, `= 2w` and `2w.` are all `2w`; of a chain of equals signs the last
/// part counts. `5%` is 1/20, `1.5x10^-3` is 0.0015; the unit of `6 m/s` is set aside.
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
/// # Ok::<(), deriv::error::Error>(())
/// ```
pub fn read(graph: &mut Graph, text: &str, options: &AnswerOptions<'_>) -> Result<Answer, Error> {
    if text.len() > MAX_TEXT {
        return Err(Error::new(Kind::TooLong { limit: MAX_TEXT }));
    }
    let body = right_side(text)?;
    let start = body.start;
    let body = &text[body];
    let answer = if tex::is_tex(body) {
        let plain = tex::plain(body);
        read_figures(graph, plain.text(), options).map_err(|error| plain.error(error))
    } else {
        read_figures(graph, body, options)
    };
    answer.map_err(|mut error| {
        error.place = error.place.map(|p| p.start + start..p.end + start);
        error
    })
}

/// The bytes of what is meant: the right side of an equation, without full stops and quotes.
fn right_side(text: &str) -> Result<Range<usize>, Error> {
    let is_sign = |c: char| matches!(c, '=' | '≈' | '≃');
    let (mut start, mut end) = (0, text.len());
    if let Some(first) = text.find(is_sign) {
        let length = |at: usize| text[at..].chars().next().map_or(0, char::len_utf8);
        let left = text[..first].trim_end_matches(':');
        let last = text.rfind(is_sign).unwrap_or(first);
        let right = &text[last + length(last)..];
        let derivative = |side: &str| is_lead(side) && side.contains(['\'', '′', '’', '/']);
        if is_lead(left) {
            start = last + length(last);
        } else if first == last && derivative(right) {
            end = first;
        } else {
            return Err(Error::at(Kind::EqualsSign, first..first + length(first)));
        }
    }
    if let Some(colon) = text[start..end].find(':')
        && is_lead(&text[start..start + colon])
    {
        start += colon + 1;
    }
    let edge = |c: char| c.is_whitespace() || matches!(c, '$' | '`' | '"' | '“' | '”' | '„');
    let mut body = text[start..end].trim_start_matches(edge);
    let start = end - body.len();
    loop {
        // `\,` is a blank of LaTeX, its comma no punctuation.
        body = match body.strip_suffix("\\,").or(body.strip_suffix("\\;")) {
            Some(shorter) => shorter,
            None if body.ends_with(|c| edge(c) || matches!(c, '.' | ';' | ',')) => {
                let last = body.chars().next_back().map_or(0, char::len_utf8);
                &body[..body.len() - last]
            }
            None => break,
        };
    }
    Ok(start..start + body.len())
}

/// Does the left side of an equation name what is asked: `dJ/dw`, `∂J/∂x`, `d/dx (…)`, `J'(w)`,
/// `y'`, `slope`, `lambda w`, or nothing?
fn is_lead(left: &str) -> bool {
    let mut end = left.len().min(MAX_LEAD);
    while !left.is_char_boundary(end) {
        end -= 1;
    }
    let mut lead = left[..end].to_owned();
    for (tex, plain) in [
        ("\\partial", "∂"),
        ("\\prime", "'"),
        ("\\Delta", "Δ"),
        ("\\nabla", "∇"),
        ("\\mathrm", ""),
        ("\\text", ""),
        ("\\dfrac", ""),
        ("\\tfrac", ""),
        ("\\frac", ""),
        ("\\left", ""),
        ("\\right", ""),
        ("\\,", ""),
        ("}{", "/"),
        ("^'", "'"),
        ("^{'", "'"),
    ] {
        lead = lead.replace(tex, plain);
    }
    lead.retain(|c| !c.is_whitespace() && !matches!(c, '$' | '{' | '}' | '\\' | '`' | '"'));
    if lead.is_empty() || lead.starts_with('∇') {
        return true;
    }
    let difference = |c: char| matches!(c, 'd' | '∂' | 'D' | 'Δ');
    if lead.starts_with(difference) {
        let mut below = lead.split('/').skip(1);
        let named = |part: &str| {
            let mut chars = part.chars();
            chars.next().is_some_and(difference) && chars.next().is_some_and(char::is_alphabetic)
        };
        if below.any(named) {
            return true;
        }
    }
    let length = lead
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(lead.len());
    let (name, rest) = lead.split_at(length);
    if !name.starts_with(char::is_alphabetic) {
        return false;
    }
    let unprimed = rest.trim_start_matches(['\'', '′', '’', '″', '‴']);
    let own = Constant::named(name).is_none() && Function::named(name).next().is_none();
    let ends = unprimed.is_empty() || unprimed.starts_with(['(', '[', '|']);
    (own || unprimed.len() < rest.len()) && ends
}

/// Reads text without LaTeX, its numbers as the locale writes them.
fn read_figures(
    graph: &mut Graph,
    text: &str,
    options: &AnswerOptions<'_>,
) -> Result<Answer, Error> {
    let one = figures(text, options.locale_de, true);
    let mut answer = read_unit(graph, &one.text, options).map_err(|e| one.text.error(e))?;
    answer.percent = one.percent;
    if one.doubtful {
        // `1.000` is a thousand, or it was typed on a calculator.
        let other = figures(text, options.locale_de, false);
        let other = read_unit(graph, &other.text, options).map_err(|e| other.text.error(e))?;
        for reading in other.readings {
            if !answer.readings.contains(&reading) {
                answer.readings.push(reading);
            }
        }
    }
    Ok(answer)
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

/// A text with its numbers rewritten.
struct Figures {
    text: Traced,
    /// Was one of them in percent?
    percent: bool,
    /// Could a point stand between thousands or before decimals?
    doubtful: bool,
}

/// Rewrites decimal commas (where the locale has them), percent, and `1.5x10^-3`.
///
/// `thousands`: is a point before three digits one between thousands, where it could be either?
fn figures(text: &str, locale_de: bool, thousands: bool) -> Figures {
    let mut out = Figures {
        text: Traced::of_length(text.len()),
        percent: false,
        doubtful: false,
    };
    let mut in_name = false;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = at + c.len_utf8();
        if !in_name && c.is_ascii_digit() {
            at = figure(text, at, locale_de, thousands, &mut out);
            continue;
        }
        if c == ';' && locale_de {
            out.text.put(",", at..end);
        } else {
            out.text.copy(text, at..end);
        }
        // The digits of `x1` are no figures of their own.
        in_name = c.is_alphabetic() || c == '_' || (in_name && c.is_ascii_digit());
        at = end;
    }
    out
}

/// Rewrites the number that starts here; gives its end.
fn figure(text: &str, start: usize, locale_de: bool, thousands: bool, out: &mut Figures) -> usize {
    let mut number = Traced::of_length(text.len());
    let end = if locale_de {
        german(text, start, thousands, &mut number, &mut out.doubtful)
    } else {
        let end = number_end(text, start);
        number.copy(text, start..end);
        end
    };
    if let Some(after) = percent(text, end) {
        out.percent = true;
        out.text.put("(", start..start + 1);
        out.text.append(&number);
        out.text.put("/100)", end..after);
        return after;
    }
    if let Some((ten, after)) = power_of_ten(text, end) {
        out.text.put("(", start..start + 1);
        out.text.append(&number);
        out.text.put("*", end..ten);
        out.text.copy(text, ten..after);
        out.text.put(")", ten..after);
        return after;
    }
    out.text.append(&number);
    end
}

/// A number in German: points between thousands, a comma before decimals.
fn german(
    text: &str,
    start: usize,
    thousands: bool,
    number: &mut Traced,
    doubtful: &mut bool,
) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| digits_end(text, from.min(text.len())).saturating_sub(from);
    let mut at = start + digits(start);
    let first = start..at;
    let mut groups = vec![first];
    if at - start <= 3 && bytes[start] != b'0' {
        const GROUP: usize = 3;
        while bytes.get(at) == Some(&b'.') && digits(at + 1) == GROUP {
            groups.push(at + 1..at + 1 + GROUP);
            at += 1 + GROUP;
        }
    }
    let comma = match &text[at..] {
        rest if rest.starts_with("{,}") => 3,
        rest if rest.starts_with(',') => 1,
        _ => 0,
    };
    let comma = if digits(at + comma) > 0 { comma } else { 0 };
    let open = groups.len() == 2 && comma == 0;
    *doubtful |= open;
    if open && !thousands {
        at = number_end(text, start);
        number.copy(text, start..at);
        return at;
    }
    let grouped = groups.len() > 1;
    for group in groups {
        number.copy(text, group);
    }
    if comma > 0 {
        number.put(".", at..at + comma);
        let end = at + comma + digits(at + comma);
        number.copy(text, at + comma..end);
        at = end;
    } else if !grouped {
        let end = number_end(text, start);
        number.copy(text, at..end);
        return end;
    }
    exponent(text, at, number)
}

/// Copies the `e-3` that ends a number.
fn exponent(text: &str, at: usize, number: &mut Traced) -> usize {
    let rest = &text[at..];
    if !rest.starts_with(['e', 'E']) {
        return at;
    }
    let sign = usize::from(rest[1..].starts_with(['+', '-']));
    let digits = rest[1 + sign..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let end = if digits > 0 {
        at + 1 + sign + digits
    } else {
        at
    };
    number.copy(text, at..end);
    end
}

/// The end of a percent sign here that no operand follows (Python's `%` stands between two).
fn percent(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let after = rest.trim_start().strip_prefix('%')?;
    let next = after.trim_start().chars().next();
    let ends = next.is_none_or(|c| matches!(c, ')' | '+' | '-' | '−' | '*' | '·' | '/' | ','));
    ends.then(|| text.len() - after.len())
}

/// `x10^-3` after a number: where the 10 starts, and the end of the power.
fn power_of_ten(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text[at..].trim_start().strip_prefix(['x', 'X'])?;
    let rest = rest.trim_start().strip_prefix("10")?;
    let ten = text.len() - rest.len() - 2;
    let raised = |c: char| matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻');
    let length = rest.find(|c| !raised(c)).unwrap_or(rest.len());
    if length > 0 {
        return Some((ten, text.len() - rest.len() + length));
    }
    let power = rest.strip_prefix("**").or(rest.strip_prefix('^'))?;
    let (inner, closing) = match power.chars().next()? {
        '(' => (&power[1..], ")"),
        '{' => (&power[1..], "}"),
        _ => (power, ""),
    };
    let signless = inner.strip_prefix(['-', '−', '+']).unwrap_or(inner);
    let digits = signless.bytes().take_while(u8::is_ascii_digit).count();
    let after = signless[digits..].strip_prefix(closing)?;
    (digits > 0).then(|| (ten, text.len() - after.len()))
}
