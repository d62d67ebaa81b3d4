//! Text to pieces: numbers, names, signs and brackets, each with its place.

use crate::expression::{Constant, Function};
use crate::notation::error::{Error, ReadErrorKind};
use crate::notation::read::characters::{
    MAX_WORD, digit_at, digits_end, is_letter, number_end, vulgar, word_length,
};
use crate::notation::read::choice::About;
use crate::notation::read::lexer::Lexer;
use crate::notation::read::piece::{Piece, PlacedPiece};
use crate::notation::read::scope::Scope;
use crate::number::rational::Rational;

/// Longest text that is read, in bytes; a hundred thousand terms fit many times over.
pub const MAX_TEXT: usize = 4 << 20;

/// Maxima's `%e` and `%pi` at the start, and where it ends.
fn maxima(text: &str) -> Option<(Constant, usize)> {
    let rest = text.strip_prefix('%')?;
    let end = rest.find(|c: char| !is_letter(c) && !c.is_ascii_digit());
    let name = &rest[..end.unwrap_or(rest.len())];
    let constant = Constant::named(name).filter(|_| matches!(name, "e" | "pi"))?;
    Some((constant, 1 + name.len()))
}

/// Where the `e` of `2e+1` stands, which may be Euler's number beside a sum; nobody writes a factor 1 in front
/// of that, so that `1e-9` is a number.
fn signed_exponent(number: &str) -> Option<usize> {
    let (factor, exponent) = number.split_once('e')?;
    (factor != "1" && exponent.starts_with(['+', '-'])).then_some(factor.len())
}

impl Lexer<'_, '_> {
    /// Finds the pieces of the text. Blanks are dropped. `colon`: is `:` a division wherever it
    /// stands, and not between numbers and brackets alone?
    ///
    /// # Errors
    /// A character or a name that means nothing here, a number out of range.
    pub(super) fn run(&mut self, colon: bool) -> Result<(), Error> {
        let text = self.text;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let start = at;
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            if c.is_ascii_digit() || (c == '.' && digit_at(text, at + 1)) {
                at = number_end(text, at);
                if let Some(letter) = signed_exponent(&text[start..at])
                    && self.choices.other(About::Euler, start..at)
                {
                    at = start + letter;
                }
                let typed = &text[start..at];
                if typed.contains('.') && recurs(&text[at..]) {
                    return Err(Error::at(ReadErrorKind::TwoNumbers, start..at + 1));
                }
                // `1e-7` is a decimal, too.
                self.style.decimals |= typed.contains(['.', 'e', 'E']);
                let value = Rational::from_decimal(typed)
                    .ok_or_else(|| Error::at(ReadErrorKind::NumberTooLarge, start..at))?;
                self.push(Piece::Number(value), start..at);
                continue;
            }
            if is_letter(c) {
                at += word_length(&text[at..]);
                if let Some((function, end)) = arc(&text[start..], &text[start..at], &self.scope) {
                    at = start + end;
                    self.push(Piece::Function(function), start..at);
                    continue;
                }
                self.word(start..at)?;
                continue;
            }
            if let Some((constant, end)) = maxima(&text[start..]) {
                at = start + end;
                self.push(Piece::Constant(constant), start..at);
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
                    .ok_or_else(|| Error::at(ReadErrorKind::NumberTooLarge, start..at))?;
                self.push(Piece::Raised(value), start..at);
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
                ':' if colon || between_numbers(&text[..start], &text[at..]) => Piece::Over,
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
                    if let Some(PlacedPiece {
                        piece: Piece::Number(whole),
                        place,
                        ..
                    }) = self.pieces.last_mut()
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
                '=' => return Err(Error::at(ReadErrorKind::EqualsSign, start..at)),
                c => return Err(Error::at(ReadErrorKind::UnknownCharacter(c), start..at)),
            };
            self.push(piece, start..at);
        }
        Ok(())
    }
}

/// Whether a sign stands between numbers or brackets, as the division in `(x+1):2`.
fn between_numbers(before: &str, after: &str) -> bool {
    let before = before.trim_end().chars().next_back();
    let after = after.trim_start().chars().next();
    before.is_some_and(|c| c.is_ascii_digit() || matches!(c, ')' | ']' | '}'))
        && after.is_some_and(|c| c.is_ascii_digit() || matches!(c, '(' | '[' | '{'))
}

/// `arc tan`, in two words, and its bytes.
fn arc(rest: &str, word: &str, scope: &Scope<'_>) -> Option<(Function, usize)> {
    if !word.eq_ignore_ascii_case("arc") || scope.known(word).is_some() {
        return None;
    }
    let after = rest[word.len()..].trim_start();
    let length = after.find(|c: char| !is_letter(c)).unwrap_or(after.len());
    let name = after.get(..length.min(MAX_WORD))?.to_ascii_lowercase();
    let name = format!("arc{name}");
    let function = Function::named(&name).next()?;
    Some((function, rest.len() - after.len() + length))
}

/// Whether digits in brackets follow at once: `0.3(3)` is a third to many, no product to anyone.
fn recurs(rest: &str) -> bool {
    rest.strip_prefix('(').is_some_and(|inner| {
        let digits = digits_end(inner, 0);
        digits > 0 && inner[digits..].starts_with(')')
    })
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
