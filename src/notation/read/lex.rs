//! Text to pieces: numbers, names, signs and brackets, each with its place.

use crate::expression::{Constant, Function, Graph};
use crate::notation::error::{Error, Kind};
use crate::notation::nearest::nearest;
use crate::number::rational::Rational;
use std::ops::Range;

/// Longest text that is read, in bytes; a hundred thousand terms fit many times over.
pub const MAX_TEXT: usize = 4 << 20;

/// Longest word that is taken apart into names, in bytes; longer ones are no formula.
const MAX_WORD: usize = 256;

/// One piece of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A number, exactly as typed.
    Number(Rational),
    /// A constant.
    Constant(Constant),
    /// A variable, by name.
    Variable(String),
    /// A function, by a name of the table; `log_3` carries its base.
    Function(Function, Option<Rational>),
    /// A root sign before one number, name or bracket.
    Root(Function),
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
    /// `^`
    Power,
    /// A raised number: `²`.
    Raised(Rational),
    /// `!`
    Factorial,
    /// `,`
    Comma,
    /// `|`
    Bar,
    /// An opening bracket, with the one that closes it.
    Open(char),
    /// A closing bracket.
    Close(char),
}

/// A piece and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The piece.
    pub piece: Piece,
    /// Its bytes in the text.
    pub place: Range<usize>,
    /// Does it come from one written word with the piece before it, as the `x` of `sinx`?
    pub joined: bool,
}

/// Maxima's `%e` and `%pi` at the start, and where it ends.
fn maxima(text: &str) -> Option<(Constant, usize)> {
    let rest = text.strip_prefix('%')?;
    let end = rest.find(|c: char| !is_letter(c) && !c.is_ascii_digit());
    let name = &rest[..end.unwrap_or(rest.len())];
    let constant = Constant::named(name).filter(|_| matches!(name, "e" | "pi"))?;
    Some((constant, 1 + name.len()))
}

/// The pieces of a text. Blanks are dropped.
///
/// `variables`: the names that are known, so that `xy` is `x*y`; `None` where any name will do.
///
/// # Errors
/// A character or a name that means nothing here, a number out of range, a text past [`MAX_TEXT`].
pub fn lex(
    graph: &mut Graph,
    text: &str,
    variables: Option<&[String]>,
) -> Result<Vec<Placed>, Error> {
    if text.len() > MAX_TEXT {
        return Err(Error::new(Kind::TooLong { limit: MAX_TEXT }));
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        if c.is_ascii_digit() || (c == '.' && digit_at(text, at + 1)) {
            at = number_end(text, at);
            let typed = &text[start..at];
            if typed.contains('.') && recurs(&text[at..]) {
                return Err(Error::at(Kind::TwoNumbers, start..at + 1));
            }
            graph.decimals |= typed.contains('.');
            let value = Rational::from_decimal(typed)
                .ok_or_else(|| Error::at(Kind::NumberTooLarge, start..at))?;
            push(&mut pieces, Piece::Number(value), start..at);
            continue;
        }
        if is_letter(c) {
            at += text[at..]
                .find(|c: char| !is_letter(c) && !c.is_ascii_digit())
                .unwrap_or(text.len() - at);
            if let Some((function, end)) = arc(&text[start..], &text[start..at], variables) {
                at = start + end;
                push(&mut pieces, Piece::Function(function, None), start..at);
                continue;
            }
            names(graph, text, start..at, variables, &mut pieces)?;
            continue;
        }
        if let Some((constant, end)) = maxima(&text[start..]) {
            at = start + end;
            push(&mut pieces, Piece::Constant(constant), start..at);
            continue;
        }
        if raised_digit(c).is_some() || c == '⁻' {
            at += text[at..]
                .find(|c| raised_digit(c).is_none() && c != '⁻')
                .unwrap_or(text.len() - at);
            let typed: Option<String> = text[start..at]
                .chars()
                .map(|c| {
                    if c == '⁻' {
                        Some('-')
                    } else {
                        raised_digit(c)
                    }
                })
                .collect();
            let value = typed
                .and_then(|typed| Rational::from_decimal(&typed))
                .ok_or_else(|| Error::at(Kind::NumberTooLarge, start..at))?;
            push(&mut pieces, Piece::Raised(value), start..at);
            continue;
        }
        at += c.len_utf8();
        // MATLAB and Octave write `x.^2` and `x./2` for every part of a list.
        if c == '.' && text[at..].starts_with(['*', '/', '^']) {
            continue;
        }
        let piece = match c {
            '+' | '＋' => Piece::Plus,
            '-' | '−' | '–' | '－' => Piece::Minus,
            '*' if text[at..].starts_with('*') => {
                at += 1;
                Piece::Power
            }
            '*' | '·' | '×' | '⋅' | '∙' | '•' | '∗' => Piece::Times,
            '/' | '÷' | '∕' | '⁄' => Piece::Over,
            '^' => Piece::Power,
            '!' => Piece::Factorial,
            ',' => Piece::Comma,
            '|' => Piece::Bar,
            '(' => Piece::Open(')'),
            '[' => Piece::Open(']'),
            '{' => Piece::Open('}'),
            ')' | ']' | '}' => Piece::Close(c),
            '√' => Piece::Root(Function::Sqrt),
            '∛' => Piece::Root(Function::Cbrt),
            'π' => Piece::Constant(Constant::Pi),
            'τ' => Piece::Constant(Constant::Tau),
            c if vulgar(c).is_some() => {
                let part = vulgar(c).expect("it was just seen");
                // `1½` is one number and a half.
                if let Some(Placed {
                    piece: Piece::Number(whole),
                    place,
                    ..
                }) = pieces.last_mut()
                    && whole.is_integer()
                    && place.end == start
                    && text[..start].ends_with(|c: char| c.is_ascii_digit())
                {
                    *whole = &*whole + &part;
                    place.end = at;
                    continue;
                }
                Piece::Number(part)
            }
            '=' => return Err(Error::at(Kind::EqualsSign, start..at)),
            c => return Err(Error::at(Kind::UnknownCharacter(c), start..at)),
        };
        push(&mut pieces, piece, start..at);
    }
    Ok(pieces)
}

/// `arc tan`, in two words, and its bytes.
fn arc(rest: &str, word: &str, variables: Option<&[String]>) -> Option<(Function, usize)> {
    let known = |name: &str| variables.is_some_and(|all| all.iter().any(|v| v == name));
    if !word.eq_ignore_ascii_case("arc") || known(word) {
        return None;
    }
    let after = rest[word.len()..].trim_start();
    let length = after.find(|c: char| !is_letter(c)).unwrap_or(after.len());
    let name = after.get(..length.min(MAX_WORD))?.to_ascii_lowercase();
    let name = format!("arc{name}");
    let function = Function::named(&name).next()?;
    Some((function, rest.len() - after.len() + length))
}

fn push(pieces: &mut Vec<Placed>, piece: Piece, place: Range<usize>) {
    pieces.push(Placed {
        piece,
        place,
        joined: false,
    });
}

fn is_letter(c: char) -> bool {
    (c.is_alphabetic() || c == '_') && c != 'π' && c != 'τ'
}

fn digit_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

pub(crate) fn digits_end(text: &str, at: usize) -> usize {
    at + text.as_bytes()[at..]
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .count()
}

/// Digits, a point with digits, an exponent where a digit follows `e`: the `e` of `2e` is Euler's.
pub(crate) fn number_end(text: &str, start: usize) -> usize {
    let mut at = digits_end(text, start);
    if text[at..].starts_with('.') {
        at = digits_end(text, at + 1);
    }
    if text[at..].starts_with(['e', 'E']) {
        let sign = usize::from(text[at + 1..].starts_with(['+', '-']));
        if digit_at(text, at + 1 + sign) {
            at = digits_end(text, at + 1 + sign);
        }
    }
    at
}

/// Do digits in brackets follow at once? `0.3(3)` is a third to many, and no product to anyone.
fn recurs(rest: &str) -> bool {
    rest.strip_prefix('(').is_some_and(|inner| {
        let digits = digits_end(inner, 0);
        digits > 0 && inner[digits..].starts_with(')')
    })
}

/// A fraction of one character.
pub(crate) fn vulgar(c: char) -> Option<Rational> {
    let (above, below) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some(Rational::ratio(above, below))
}

fn raised_digit(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(c as u32 - '⁴' as u32 + 4, 10)?,
        _ => return None,
    })
}

/// What opens an argument.
const BRACKETS: [char; 3] = ['(', '[', '{'];

/// A written word: a variable, constant or function, or several of them written together.
fn names(
    graph: &mut Graph,
    text: &str,
    place: Range<usize>,
    variables: Option<&[String]>,
    pieces: &mut Vec<Placed>,
) -> Result<(), Error> {
    let name = &text[place.clone()];
    let known = |name: &str| variables.is_some_and(|all| all.iter().any(|v| v == name));
    let after = text[place.end..].trim_start();
    let called = after.starts_with(BRACKETS);
    if known(name) {
        push(pieces, Piece::Variable(name.to_owned()), place);
        return Ok(());
    }
    // Mathematica and SymPy call Euler's number so; where names are known it is no other.
    // `1.2 E-3` is what a calculator shows.
    let calculator = matches!(
        pieces.last(),
        Some(Placed {
            piece: Piece::Number(_),
            ..
        })
    ) && after
        .trim_start_matches(['-', '+', '−'])
        .starts_with(|c: char| c.is_ascii_digit());
    let euler = name == "E" && variables.is_some() && !calculator;
    if let Some(piece) = word(if euler { "e" } else { name }) {
        graph.log |= name == "log";
        push(pieces, piece, place);
        return Ok(());
    }
    let unknown_function = || {
        let all = Function::ALL
            .iter()
            .flat_map(|f| std::iter::once(f.row().name).chain(f.row().aliases.iter().copied()));
        let nearest = nearest(name, all).map(str::to_owned);
        Error::at(
            Kind::UnknownFunction {
                name: shortened(name),
                nearest,
            },
            place.clone(),
        )
    };
    if let Some(parts) = split(name, variables, after) {
        let mut at = place.start;
        for (count, (piece, length)) in parts.into_iter().enumerate() {
            pieces.push(Placed {
                piece,
                place: at..at + length,
                joined: count > 0,
            });
            at += length;
        }
        return Ok(());
    }
    // `w(w + 1)` is a product where w is a letter; f, g and h name functions in every textbook.
    let letter = name.chars().count() == 1 && !matches!(name, "f" | "g" | "h" | "F" | "G" | "J");
    match variables {
        None if called && !letter => Err(unknown_function()),
        Some(_) if called => Err(unknown_function()),
        Some(all) => Err(Error::at(
            Kind::UnknownVariable {
                name: shortened(name),
                known: all.to_vec(),
            },
            place,
        )),
        None => match time_or_cost(name) {
            Some(reading) => Err(Error::at(
                Kind::Ambiguous {
                    text: name.to_owned(),
                    readings: [reading, "another name for the variable".to_owned()],
                },
                place,
            )),
            None => {
                push(pieces, Piece::Variable(name.to_owned()), place);
                Ok(())
            }
        },
    }
}

/// A name for a message; nobody reads more of it.
fn shortened(name: &str) -> String {
    const LETTERS: usize = 40;
    match name.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// A constant or function by its name, in any case: `Sin` is `sin`, but `E` is a variable.
fn word(name: &str) -> Option<Piece> {
    if let Some(constant) = Constant::named(name) {
        return Some(Piece::Constant(constant));
    }
    let lower = name.to_ascii_lowercase();
    if let Some(function) = Function::named(&lower).next() {
        return Some(Piece::Function(function, None));
    }
    let base = lower.strip_prefix("log_")?;
    if base == "e" {
        return Some(Piece::Function(Function::Ln, None));
    }
    let base = base
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| Rational::from_decimal(base))??;
    Some(Piece::Function(Function::Log, Some(base)))
}

/// Function names that start a word, the longest first.
fn leading_function(word: &str) -> Option<(Function, usize)> {
    Function::ALL
        .iter()
        .flat_map(|&f| {
            std::iter::once(f.row().name)
                .chain(f.row().aliases.iter().copied())
                .map(move |n| (f, n.len(), n))
        })
        .filter(|(f, _, name)| f.row().arity() == 1 && word.starts_with(name))
        .map(|(f, length, _)| (f, length))
        .max_by_key(|&(_, length)| length)
}

/// Several names written together: `xy`, `sinx`, `sin2x`, `xsin` before a bracket.
fn split(name: &str, variables: Option<&[String]>, after: &str) -> Option<Vec<(Piece, usize)>> {
    match variables {
        _ if name.len() > MAX_WORD => None,
        Some(variables) => split_known(name, variables),
        None => split_unknown(name, after),
    }
}

fn number_at(word: &str) -> Option<(Piece, usize)> {
    let length = digits_end(word, 0);
    Rational::from_decimal(&word[..length]).map(|n| (Piece::Number(n), length))
}

/// Into known names, numbers, constants and functions; at each place the longest name first.
fn split_known(name: &str, variables: &[String]) -> Option<Vec<(Piece, usize)>> {
    let mut parts: Vec<(Piece, usize)> = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let variable = variables
            .iter()
            .filter(|v| !v.is_empty() && rest.starts_with(v.as_str()))
            .max_by_key(|v| v.len())
            .map(|v| (Piece::Variable(v.clone()), v.len()));
        let function = leading_function(rest).map(|(f, length)| (Piece::Function(f, None), length));
        let constant = Constant::ALL
            .iter()
            .find(|c| rest.starts_with(c.name()))
            .map(|&c| (Piece::Constant(c), c.name().len()));
        // A number may stand after a function (`sin2x`), and after a variable (`x2`), where it has
        // two readings.
        let number = match parts.last() {
            Some((Piece::Function(..), _)) => number_at(rest),
            Some((Piece::Variable(name), _)) if !name.ends_with(|c: char| c.is_ascii_digit()) => {
                number_at(rest)
            }
            _ => None,
        };
        let part = function.or(variable).or(constant).or(number)?;
        rest = &rest[part.1..];
        parts.push(part);
    }
    Some(parts)
}

/// Letters that are variables in every textbook, so that `sinx` cannot be a name of its own.
const USUAL: &[&str] = &["x", "y", "z", "w", "u", "v"];

/// Into usual letters, functions and their numbers, where a function is among them.
fn split_unknown(name: &str, after: &str) -> Option<Vec<(Piece, usize)>> {
    let mut parts: Vec<(Piece, usize)> = Vec::new();
    let mut rest = name;
    let mut functions = 0;
    while let Some(letter) = rest.chars().next() {
        let length = letter.len_utf8();
        let last = parts.last().map(|(piece, _)| piece);
        let after_number = matches!(last, Some(Piece::Number(_)));
        let usual = USUAL.contains(&&rest[..length]) || !letter.is_ascii();
        let part = if let Some((function, length)) = leading_function(rest) {
            functions += 1;
            (Piece::Function(function, None), length)
        } else if rest == "e" && after.starts_with('^') {
            // `xe^x`: a name `xe` would be raised so by nobody.
            functions += 1;
            (Piece::Constant(Constant::E), 1)
        } else if letter.is_alphabetic() && (usual || (after_number && rest.len() == length)) {
            (Piece::Variable(rest[..length].to_owned()), length)
        } else if matches!(last, Some(Piece::Function(..))) {
            number_at(rest)?
        } else {
            return None;
        };
        rest = &rest[part.1..];
        parts.push(part);
    }
    // `xlog` alone is a name; before an argument it is a product.
    let ends = !matches!(parts.last(), Some((Piece::Function(..), _)))
        || after.starts_with(|c: char| c.is_alphanumeric() || "([{|√∛^²³".contains(c));
    (functions > 0 && ends).then_some(parts)
}

/// `cost` may be a name, or the cosine of a time.
fn time_or_cost(name: &str) -> Option<String> {
    let function = Function::named(name.strip_suffix('t')?).next()?;
    (function.row().arity() == 1).then(|| format!("{}(t)", function.name()))
}
