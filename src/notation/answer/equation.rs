//! Equations: which sides are the answer, and what the others name.

use crate::expression::names::same;
use crate::expression::{Constant, Function};
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::read::choice::{About, Choices};
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
    ("\\mapsto", false),
    ("==", false),
    ("=>", false),
    ("->", false),
    ("=", false),
    ("≈", true),
    ("≃", true),
    ("→", false),
    ("↦", false),
    ("⇒", false),
    (" is ", false),
];

/// The bytes with which one of [`SIGNS`] starts, and brackets.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut at = 0;
    while at < SIGNS.len() {
        stops[SIGNS[at].0.as_bytes()[0] as usize] = true;
        at += 1;
    }
    let brackets = b"()[]{}";
    at = 0;
    while at < brackets.len() {
        stops[brackets[at] as usize] = true;
        at += 1;
    }
    stops
};

/// Environments of LaTeX that only set what is in them.
const ENVIRONMENTS: &[&str] = &[
    "equation",
    "align",
    "aligned",
    "gather",
    "gathered",
    "multline",
    "split",
    "math",
    "displaymath",
    "flalign",
    "eqnarray",
];

/// Most environments, one in the other, that are taken off.
const MAX_ENVIRONMENTS: usize = 4;

/// A side that is an answer.
#[derive(Debug)]
pub(super) struct EquationSide {
    /// Its bytes.
    pub(super) place: Range<usize>,
    /// Whether it stands after `≈`.
    pub(super) rounded: bool,
    /// Whether a colon at its head is a division, and no label.
    pub(super) divided: bool,
}

/// The sides of an equation that are answers, without what only names them; one for a text that is
/// no equation. Full stops and quotes at the ends are left out.
pub(super) fn sides(
    text: &str,
    variables: &[String],
    choices: &mut Choices,
) -> Result<Vec<EquationSide>, Error> {
    let whole = in_environment(text);
    let mut sides = split(text, whole.clone());
    let derivative = |side: &EquationSide| is_derivative(&bare(&text[side.place.clone()]));
    let first_sign = sides[0].place.end;
    // `x(x+1)/2 = …` is an answer on both sides, and `w(w+1) = …` too.
    let product = |left: &str| {
        let name = left.trim().split(['(', '[']).next().unwrap_or_default();
        name.len() < left.trim().len() && variables.iter().any(|variable| variable == name.trim())
    };
    let lead = |left: &str| is_lead(left) && !product(left);
    let first = text[whole.start..first_sign].trim_end_matches(':');
    // `f': x ↦ 2x` names it twice.
    let led = sides.len() > 1
        && (lead(first)
            || first
                .split_once(':')
                .is_some_and(|(name, argument)| lead(name) && lead(argument)));
    if led {
        let open = |side: &EquationSide| text[side.place.clone()].matches('|').count() % 2 == 1;
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
        // `w = 3: 6` says where before it says what; `w = 6:3` divides.
        let place = &mut sides[0].place;
        let name = first.split_whitespace().next_back().unwrap_or_default();
        if variables.iter().any(|known| same(known, name))
            && let Some((at, what)) = text[place.clone()].split_once(": ")
            && !at.ends_with(' ')
        {
            place.start = place.end - what.len();
        }
    } else if sides.len() > 1 && sides.last().is_some_and(derivative) {
        sides.pop();
    }
    if sides.len() > MAX_SIDES {
        return Err(Error::at(
            ReadErrorKind::EqualsSign,
            first_sign..first_sign + 1,
        ));
    }
    // `dy = 2w dw`, where the left side is the differential of one name.
    let differential = led && {
        let name = bare(first);
        name.starts_with('d') && name.len() > 1 && name.chars().all(char::is_alphabetic)
    };
    for side in &mut sides {
        let place = side.place.clone();
        side.divided = divided(text, &place, variables, choices);
        let (place, about) = body(text, place, side.divided);
        side.place = place;
        side.rounded |= about;
        if differential
            && let Some(length) = differential_at_end(&text[side.place.clone()], variables)
        {
            side.place.end -= length;
        }
    }
    Ok(sides)
}

/// The bytes of the `dw` at the end of a product.
fn differential_at_end(side: &str, variables: &[String]) -> Option<usize> {
    let known = |name: &str| variables.iter().any(|variable| variable == name);
    // Of a known variable, or of any letter.
    let letter = side.chars().next_back().filter(|c| c.is_alphabetic());
    let letter = letter.map(String::from);
    let start = variables.iter().chain(&letter).find_map(|variable| {
        let start = side
            .strip_suffix(variable.as_str())?
            .strip_suffix('d')?
            .len();
        let word = side[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        (!word && !known(&side[start..])).then_some(start)
    })?;
    // Of `w^2 + 2w dw` the sum is not all in the product.
    let mut depth = 0_i64;
    let sum = side[..start].trim().char_indices().any(|(at, c)| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        depth == 0 && at > 0 && matches!(c, '+' | '-' | '−')
    });
    // `2w*dw`, `2w \cdot dw`: the sign before it goes with it.
    let left = side[..start].trim_end();
    let signs = ["*", "·", "×", "\\cdot", "\\times", "\\,"];
    let product = signs.iter().find_map(|sign| left.strip_suffix(sign));
    (!sum).then(|| side.len() - product.unwrap_or(left).len())
}

/// The bytes inside of `\begin{align*} … \end{align*}`, and inside of dollars around it.
fn in_environment(text: &str) -> Range<usize> {
    let edge = |c: char| c.is_whitespace() || c == '$';
    let mut whole = 0..text.len();
    for _ in 0..MAX_ENVIRONMENTS {
        let piece = &text[whole.clone()];
        let inner = piece.trim_matches(edge);
        let Some(rest) = inner.strip_prefix("\\begin{") else {
            break;
        };
        let name = rest.split('}').next().unwrap_or_default();
        let stem = name.strip_suffix('*').unwrap_or(name);
        let end = format!("\\end{{{name}}}");
        let Some(within) = rest[name.len()..]
            .strip_prefix('}')
            .and_then(|within| within.strip_suffix(&end))
            .filter(|within| ENVIRONMENTS.contains(&stem) && !within.contains(&end))
        else {
            break;
        };
        let blank = piece.len() - piece.trim_start_matches(edge).len();
        let start = whole.start + blank + "\\begin{".len() + name.len() + 1;
        whole = start..start + within.len();
    }
    whole
}

/// May a sign between two sides start with it?
fn is_sign(byte: u8) -> bool {
    STOPS[usize::from(byte)] && !matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}')
}

/// The sides of an equation, whatever they are: at each sign outside of brackets.
fn split(text: &str, whole: Range<usize>) -> Vec<EquationSide> {
    let text = &text[..whole.end];
    let mut sides = Vec::new();
    let mut rounded = false;
    let (mut start, mut at, mut depth) = (whole.start, whole.start, 0_i64);
    let bytes = text.as_bytes();
    while let Some(next) = bytes[at..]
        .iter()
        .position(|byte| STOPS[usize::from(*byte)])
    {
        at += next;
        let first = bytes[at];
        match first {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            _ => {}
        }
        let sign = SIGNS
            .iter()
            .filter(|(sign, _)| sign.as_bytes()[0] == first && depth <= 0)
            .find(|(sign, _)| text[at..].starts_with(sign));
        let command = |sign: &str| {
            // `\to` is no `\top`.
            sign.starts_with('\\')
                && text[at + sign.len()..].starts_with(|c: char| c.is_ascii_alphabetic())
        };
        match sign.filter(|(sign, _)| !command(sign)) {
            Some(&(sign, then_rounded)) => {
                let place = start..at;
                sides.push(EquationSide {
                    place,
                    rounded,
                    divided: false,
                });
                rounded = then_rounded;
                at += sign.len();
                start = at;
            }
            // Whatever stops here and is no sign has one byte, or others behind that stop nowhere.
            None => at += 1,
        }
    }
    let place = start..text.len();
    sides.push(EquationSide {
        place,
        rounded,
        divided: false,
    });
    sides
}

/// Whether the colon after a variable at the head is a division; a rule says that it is none.
fn divided(text: &str, place: &Range<usize>, variables: &[String], choices: &mut Choices) -> bool {
    let Some(colon) = label(&text[place.clone()]) else {
        return false;
    };
    let end = place.start + colon;
    let name = text[place.start..end].trim();
    variables.iter().any(|known| same(known, name))
        && choices.other(About::Label, place.start..end + 1)
}

/// The bytes of what is meant: without a lead before a colon, full stops, quotes and a comment;
/// and whether a sign before it says that it is rounded.
fn body(text: &str, place: Range<usize>, divided: bool) -> (Range<usize>, bool) {
    let (mut start, end) = (place.start, place.end);
    start += worded(&text[start..end]);
    if let Some(colon) = label(&text[start..end]).filter(|_| !divided) {
        start += colon + 1;
    }
    let edge = |c: char| {
        c.is_whitespace() || matches!(c, '$' | '`' | '"' | '“' | '”' | '„' | '«' | '»' | '∴')
    };
    let mut body = text[start..end].trim_start_matches(edge);
    let rounded = body.starts_with('~');
    body = body.trim_start_matches('~').trim_start();
    body = body.strip_prefix("return ").unwrap_or(body).trim_start();
    let quoted = ['\'', '‘'].iter().any(|quote| body.starts_with(*quote));
    if quoted {
        body = body.trim_start_matches(['\'', '‘']);
    }
    let start = end - body.len();
    // A programmer's remark.
    body = body.split('#').next().unwrap_or_default();
    if quoted {
        body = body.trim_end().trim_end_matches(['\'', '’']);
    }
    loop {
        // `\,` is a blank of LaTeX, its comma no punctuation; `0.333...` goes on.
        body = match body.strip_suffix("\\,").or(body.strip_suffix("\\;")) {
            Some(shorter) => shorter,
            None if body.ends_with("..") => break,
            None if body.ends_with(|c| edge(c) || matches!(c, '.' | ';' | ',')) => {
                let last = body.chars().next_back().map_or(0, char::len_utf8);
                &body[..body.len() - last]
            }
            None => break,
        };
    }
    (start..start + body.len(), rounded)
}

/// Where the colon stands that ends a name of what follows it: `slope: 6`, `x: 4`. `\\:` is a blank.
pub(super) fn label(text: &str) -> Option<usize> {
    let colon = text.find(':').filter(|at| !text[..*at].ends_with('\\'))?;
    is_lead(&text[..colon]).then_some(colon)
}

/// The bytes of a lead in words at the start: `\text{The derivative is }`.
fn worded(text: &str) -> usize {
    let lead = text.trim_start_matches(|c: char| c.is_whitespace() || c == '$');
    let word = ["\\text{", "\\textrm{", "\\textbf{", "\\mathrm{", "\\mbox{"];
    let Some(inner) = word.iter().find_map(|word| lead.strip_prefix(word)) else {
        return 0;
    };
    let said = inner.split('}').next().unwrap_or_default();
    let name = said.trim_end();
    let name = name.strip_suffix([':', '=']).or(name.strip_suffix(" is"));
    let after = inner[said.len()..].strip_prefix('}');
    match (name.filter(|name| is_lead(name)), after) {
        (Some(_), Some(after)) => text.len() - after.len(),
        _ => 0,
    }
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
    lead.retain(|c| !c.is_whitespace() && !matches!(c, '$' | '{' | '}' | '\\' | '`' | '"' | '&'));
    lead
}

/// What stands before a name by which is differentiated.
fn is_difference(c: char) -> bool {
    matches!(c, 'd' | '∂' | 'D' | 'Δ')
}

/// What functions are called in textbooks.
const LETTERS: [char; 7] = ['f', 'g', 'h', 'F', 'J', 'z', 'u'];

/// What stands for a derivative after a name or bracket.
const PRIMES: [char; 6] = ['\'', '′', '’', '´', '″', '‴'];

/// Whether the left side of an equation names what is asked, or nothing: `dJ/dw`, `∂J/∂x`,
/// `d/dx (…)`, `D_x J`, `J'(w)`, `y'`, `(w^2)'`, `slope`, `lambda w`.
pub(super) fn is_lead(left: &str) -> bool {
    let lead = bare(left);
    if lead.is_empty() || lead.starts_with(['∇', '∴']) || lead.starts_with("∂_") {
        return true;
    }
    let said = lead.to_lowercase();
    let said = said.strip_prefix("the").unwrap_or(&said);
    if is_derivative(&lead) || said.starts_with("derivativeof") || said.starts_with("slopeof") {
        return true;
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
    // `sec^2 = …`, a function and its power without an argument.
    let power = rest.strip_prefix('^').unwrap_or_default();
    if !own && !power.is_empty() && power.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    let ends = unprimed.is_empty() || unprimed.starts_with("^(") || is_argument(unprimed);
    (own || unprimed.len() < rest.len()) && ends
}

/// Brackets around all of it, or a bar that says where: `(w)`, `(w)|_3`, `|w`.
fn is_argument(text: &str) -> bool {
    if text.starts_with('|') {
        return true;
    }
    let mut depth = 0_i64;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let rest = &text[at + c.len_utf8()..];
            return at > 0 && (rest.is_empty() || rest.starts_with('|'));
        }
    }
    false
}

/// Whether it is a derivative's name for sure, of a bare text: `dJ/dw`, `∂_x J`, `f'(w)`, `(w^2)'`.
fn is_derivative(lead: &str) -> bool {
    let call = [
        "D[",
        "D(",
        "diff(",
        "Derivative(",
        "∂_",
        "D_",
        "(d/d",
        "[d/d",
        "(∂/∂",
    ];
    if call.iter().any(|call| lead.starts_with(call)) {
        return true;
    }
    if lead.starts_with(['(', '[']) && lead.ends_with(PRIMES) {
        return true;
    }
    let name = lead.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    if name.len() < lead.len() && name.starts_with(PRIMES) {
        let rest = name.trim_start_matches(PRIMES);
        return rest.is_empty() || is_argument(rest);
    }
    let named = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(is_difference) && chars.next().is_some_and(char::is_alphabetic)
    };
    lead.starts_with(is_difference) && lead.split('/').skip(1).any(named)
}

/// The variable by which the left side of an equation says that is differentiated: x of
/// `∂J/∂x = …`, also where the question asks for another.
pub(super) fn nudged<'a>(text: &str, variables: &'a [String]) -> Option<&'a str> {
    // Nearly all are no equations.
    if !text.bytes().any(is_sign) {
        return None;
    }
    let sides = split(text, in_environment(text));
    let first = &text[sides[0].place.clone()];
    if sides.len() < 2 || !is_lead(first) {
        return None;
    }
    let lead = bare(first);
    let mut named = variables
        .iter()
        .filter(|variable| lead != **variable && names_variable(first, variable));
    // Of `∂²J/∂x∂y` it is more than one.
    let one = named.next().filter(|_| named.next().is_none())?;
    (lead.matches(is_difference).count() <= 2).then_some(one)
}

/// Whether what stands before a part of an answer names this variable: `x`, `∂J/∂x`, `dJ/dx`,
/// `J_x`, `fx`, `D_x J`.
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
        // `fx`
        return lead.strip_prefix(LETTERS).is_some_and(starts);
    };
    match head {
        "D" | "∂" | "∇" => below.starts_with(variable),
        _ => head.chars().count() <= 1 && starts(below),
    }
}
