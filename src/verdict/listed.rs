//! Letters of choices or steps, as an answer names them.

use crate::notation::error::{Error, Kind};
use crate::verdict::rules::Choice;

/// The letters at these places, with commas between them.
pub(crate) fn letters(parts: &[Choice], named: &[usize]) -> String {
    let each: Vec<&str> = named
        .iter()
        .map(|&at| parts[at].letter.value.as_str())
        .collect();
    each.join(", ")
}

/// The places of the letters that an answer names, in its order: `b`, `B)`, `b, c`, `b and c`,
/// `b > c`, `bc` where all letters are single ones, or the text of one choice.
pub(crate) fn named(parts: &[Choice], text: &str) -> Result<Vec<usize>, Error> {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let whole = text.trim().trim_end_matches('.');
    let by_text = |part: &Choice| same(part.text.value.trim().trim_end_matches('.'), whole);
    if let Some(at) = parts.iter().position(by_text) {
        return Ok(vec![at]);
    }
    let find = |word: &str| parts.iter().position(|part| same(&part.letter.value, word));
    let single = parts
        .iter()
        .all(|part| part.letter.value.chars().count() == 1);
    let mut named = Vec::new();
    let mut start = 0;
    let between = |c: char| c.is_whitespace() || "(),;.:/>|→-–&+[]{}<\"'".contains(c);
    while start < text.len() {
        let rest = &text[start..];
        let Some(skip) = rest.find(|c: char| !between(c)) else {
            break;
        };
        start += skip;
        let rest = &text[start..];
        let end = rest.find(between).unwrap_or(rest.len());
        let word = &rest[..end];
        let place = start..start + end;
        start += end;
        if let Some(at) = find(word) {
            named.push(at);
        } else if same(word, "and") || same(word, "then") {
        } else {
            let letters = word.chars().map(|c| find(c.encode_utf8(&mut [0; 4])));
            match letters.collect::<Option<Vec<usize>>>().filter(|_| single) {
                Some(several) => named.extend(several),
                None => {
                    let kind = Kind::UnknownLetter {
                        text: word.to_owned(),
                        known: parts.iter().map(|part| part.letter.value.clone()).collect(),
                    };
                    return Err(Error::at(kind, place));
                }
            }
        }
    }
    match named.is_empty() {
        true => Err(Error::at(Kind::Empty, 0..0)),
        false => Ok(named),
    }
}
