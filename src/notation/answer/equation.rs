//! Equations: which sides are the answer, and what the others name.

use crate::error::{Error, Kind};
use crate::expression::{Constant, Function};
use std::ops::Range;

/// Longest left side of an equation that is looked at, in bytes; `d/dx` stands at its start.
const MAX_LEAD: usize = 256;

/// Most sides of an equation that are read; each is judged.
const MAX_SIDES: usize = 8;

/// What stands between two sides, and whether the one after it is rounded. Of two at one place the
/// longer comes first.
const SIGNS: &[(&str, bool)] = &[
    ("\\approx", true),
    ("\\rightarrow", false),
    ("\\Rightarrow", false),
    ("\\to", false),
    ("==", false),
    ("=>", false),
    ("->", false),
    ("=", false),
    ("≈", true),
    ("≃", true),
    ("→", false),
    ("⇒", false),
    (" is ", false),
];

/// A side that is an answer.
#[derive(Debug)]
pub(super) struct Side {
    /// Its bytes.
    pub(super) place: Range<usize>,
    /// Does it stand after `≈`?
    pub(super) rounded: bool,
}

/// The sides of an equation that are answers, without what only names them; one for a text that is
/// no equation. Full stops and quotes at the ends are left out.
pub(super) fn sides(text: &str) -> Result<Vec<Side>, Error> {
    let mut sides = split(text);
    let derivative = |side: &Side| {
        let text = &text[side.place.clone()];
        is_lead(text) && text.contains(['\'', '′', '’', '/', '∂', 'D'])
    };
    let first_sign = sides[0].place.end;
    let led = sides.len() > 1 && is_lead(text[..first_sign].trim_end_matches(':'));
    if led {
        let open = |side: &Side| text[side.place.clone()].matches('|').count() % 2 == 1;
        let mut skipped = 1;
        // `dJ/dw|w=3 = 6`
        while skipped + 1 < sides.len() && open(&sides[skipped - 1]) && !open(&sides[skipped]) {
            skipped += 1;
        }
        // `y' = dy/dx = 2x`
        while skipped + 1 < sides.len() && derivative(&sides[skipped]) {
            skipped += 1;
        }
        sides.drain(..skipped);
    } else if sides.len() > 1 && sides.last().is_some_and(derivative) {
        sides.pop();
    }
    if sides.len() > MAX_SIDES {
        return Err(Error::at(Kind::EqualsSign, first_sign..first_sign + 1));
    }
    for side in &mut sides {
        side.place = body(text, side.place.clone());
    }
    Ok(sides)
}

/// The sides of an equation, whatever they are: at each sign outside of brackets.
fn split(text: &str) -> Vec<Side> {
    let mut sides = Vec::new();
    let mut rounded = false;
    let (mut start, mut at, mut depth) = (0, 0, 0_i64);
    while let Some(c) = text[at..].chars().next() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        let sign = SIGNS
            .iter()
            .find(|(sign, _)| depth <= 0 && text[at..].starts_with(sign));
        let command = |sign: &str| {
            // `\to` is no `\top`.
            sign.starts_with('\\')
                && text[at + sign.len()..].starts_with(|c: char| c.is_ascii_alphabetic())
        };
        match sign.filter(|(sign, _)| !command(sign)) {
            Some(&(sign, then_rounded)) => {
                let place = start..at;
                sides.push(Side { place, rounded });
                rounded = then_rounded;
                at += sign.len();
                start = at;
            }
            None => at += c.len_utf8(),
        }
    }
    let place = start..text.len();
    sides.push(Side { place, rounded });
    sides
}

/// The bytes of what is meant: without a lead before a colon, full stops and quotes.
fn body(text: &str, place: Range<usize>) -> Range<usize> {
    let (mut start, end) = (place.start, place.end);
    if let Some(colon) = text[start..end].find(':')
        && is_lead(&text[start..start + colon])
    {
        start += colon + 1;
    }
    let edge = |c: char| c.is_whitespace() || matches!(c, '$' | '`' | '"' | '“' | '”' | '„' | '∴');
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
    start..start + body.len()
}

/// What stands before an equals sign, without blanks and what only sets it in LaTeX; its start
/// where it is long.
fn bare(left: &str) -> String {
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
    lead
}

/// What stands before a name by which is differentiated.
fn is_difference(c: char) -> bool {
    matches!(c, 'd' | '∂' | 'D' | 'Δ')
}

/// What stands for a derivative after a name or bracket.
const PRIMES: [char; 5] = ['\'', '′', '’', '″', '‴'];

/// Does the left side of an equation name what is asked: `dJ/dw`, `∂J/∂x`, `d/dx (…)`, `D_x J`,
/// `J'(w)`, `y'`, `(w^2)'`, `slope`, `lambda w`, or nothing?
pub(super) fn is_lead(left: &str) -> bool {
    let lead = bare(left);
    if lead.is_empty() || lead.starts_with(['∇', '∴']) || lead.starts_with("∂_") {
        return true;
    }
    if ["D[", "diff(", "Derivative("]
        .iter()
        .any(|call| lead.starts_with(call))
    {
        return true;
    }
    if lead.starts_with(['(', '[']) && lead.ends_with(PRIMES) {
        return true;
    }
    if lead.starts_with(is_difference) {
        let mut below = lead.split('/').skip(1);
        let named = |part: &str| {
            let mut chars = part.chars();
            chars.next().is_some_and(is_difference) && chars.next().is_some_and(char::is_alphabetic)
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
    let unprimed = rest.trim_start_matches(PRIMES);
    let own = Constant::named(name).is_none() && Function::named(name).next().is_none();
    let ends = unprimed.is_empty() || unprimed.starts_with(['(', '[', '|']);
    (own || unprimed.len() < rest.len()) && ends
}

/// Does what stands before a part of an answer name this variable: `x`, `∂J/∂x`, `dJ/dx`, `J_x`,
/// `D_x J`?
pub(super) fn names_variable(left: &str, variable: &str) -> bool {
    let lead = bare(left);
    let starts = |rest: &str| {
        let after = rest.strip_prefix(variable);
        after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    if lead == variable {
        return true;
    }
    if let Some((above, below)) = lead.split_once('/')
        && above.starts_with(is_difference)
    {
        return starts(below.trim_start_matches(is_difference))
            || below.strip_prefix(is_difference).is_some_and(starts);
    }
    let Some((head, below)) = lead.split_once('_') else {
        return false;
    };
    match head {
        "D" | "∂" | "∇" => below.starts_with(variable),
        _ => head.chars().count() <= 1 && starts(below),
    }
}
