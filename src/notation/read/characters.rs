//! Letters, digits and numbers at a place of a text.

use crate::number::rational::Rational;

/// Longest word that is taken apart into names, in bytes; longer ones are no formula.
pub(super) const MAX_WORD: usize = 256;

pub(super) fn is_letter(c: char) -> bool {
    (c.is_alphabetic() || c == '_') && c != 'π' && c != 'τ'
}

pub(super) fn digit_at(text: &str, at: usize) -> bool {
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

/// The bytes of the word that starts here.
pub(super) fn word_length(text: &str) -> usize {
    text.find(|c: char| !is_letter(c) && !c.is_ascii_digit())
        .unwrap_or(text.len())
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
