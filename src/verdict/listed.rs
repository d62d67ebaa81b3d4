//! Letters of choices or steps, as an answer names them.

use crate::notation::error::{Error, ReadErrorKind};
use crate::verdict::rules::Choice;

/// Words that may stand between letters, or before one.
const BESIDE: &[&str] = &[
    "and",
    "then",
    "und",
    "et",
    "option",
    "choice",
    "answer",
    "letter",
    "antwort",
    "auswahl",
    "réponse",
    "choix",
    "opción",
    "respuesta",
    "opção",
    "resposta",
    "opzione",
    "risposta",
    "optie",
    "antwoord",
    "alternative",
    "alternativ",
];

/// The letters at these places, with commas between them.
pub(crate) fn letters(parts: &[Choice], named: &[usize]) -> String {
    let each: Vec<&str> = named
        .iter()
        .map(|&at| parts[at].letter.value.as_str())
        .collect();
    each.join(", ")
}

/// The places of the letters that an answer names, in its order: `b`, `B)`, `b, c`, `b and c`,
/// `b > c`, `option b`, `bc` where all letters are single ones, or the texts of choices as forms join them:
/// `left, right`, `left;right;`.
pub(crate) fn named(parts: &[Choice], text: &str) -> Result<Vec<usize>, Error> {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let whole = text.trim().trim_end_matches('.');
    let by_text = |part: &Choice| same(part.text.value.trim().trim_end_matches('.'), whole);
    if let Some(at) = parts.iter().position(by_text) {
        return Ok(vec![at]);
    }
    if let Some(all) = by_texts(parts, text) {
        return Ok(all);
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
        } else if BESIDE.iter().any(|known| same(word, known)) {
        } else {
            let letters = word.chars().map(|c| find(c.encode_utf8(&mut [0; 4])));
            match letters.collect::<Option<Vec<usize>>>().filter(|_| single) {
                Some(several) => named.extend(several),
                None => {
                    let kind = ReadErrorKind::UnknownLetter {
                        text: word.to_owned(),
                        known: parts.iter().map(|part| part.letter.value.clone()).collect(),
                    };
                    return Err(Error::at(kind, place));
                }
            }
        }
    }
    match named.is_empty() {
        true => Err(Error::at(ReadErrorKind::Empty, 0..0)),
        false => Ok(named),
    }
}

/// The places of the choices whose texts, each perhaps behind its letter, make up an answer; `None`
/// where something else is in it, or where it may be made up in two ways since one text starts like
/// another.
fn by_texts(parts: &[Choice], text: &str) -> Option<Vec<usize>> {
    let compared = |text: &str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    let texts: Vec<(String, String)> = parts
        .iter()
        .map(|part| {
            let letter = part.letter.value.to_lowercase();
            let text = compared(&part.text.value);
            (letter, text.trim_end_matches('.').to_owned())
        })
        .collect();
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
    // Choices may stand below each other.
    let text = compared(&text.trim().replace(['\n', '\r'], ";"));
    let covered = |longest: bool| {
        let mut places = Vec::new();
        let mut rest = text.trim_matches(between);
        while !rest.is_empty() {
            let ends = texts.iter().enumerate().filter_map(|(at, (letter, text))| {
                let bare = rest
                    .strip_prefix(letter.as_str())
                    .and_then(|rest| rest.strip_prefix([')', '.', ':']))
                    .map_or(rest, str::trim_start);
                let after = [bare, rest]
                    .into_iter()
                    .find_map(|rest| rest.strip_prefix(text.as_str()))
                    .filter(|_| !text.is_empty())?;
                let after = after.strip_prefix('.').unwrap_or(after);
                let whole = after.is_empty() || after.starts_with([',', ';']);
                whole.then_some((after.len(), at))
            });
            let (left, at) = match longest {
                true => ends.min(),
                false => ends.max(),
            }?;
            places.push(at);
            rest = rest[rest.len() - left..].trim_start_matches(between);
        }
        (!places.is_empty()).then_some(places)
    };
    match (covered(true), covered(false)) {
        (Some(long), Some(short)) => (long == short).then_some(long),
        (long, short) => long.or(short),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::source::Placed;

    #[test]
    fn choices_are_named_by_letters_or_by_their_texts() {
        let placed = |text: &str| Placed {
            value: text.to_owned(),
            span: 0..0,
        };
        let parts: Vec<Choice> = [
            ("a", "|x|"),
            ("b", "x^2"),
            ("c", "cbrt(x), for all x"),
            ("d", "None of these."),
            ("e", "up"),
            ("f", "up, then down"),
        ]
        .into_iter()
        .map(|(letter, text)| Choice {
            letter: placed(letter),
            text: placed(text),
        })
        .collect();
        for (answer, expected) in [
            ("b", Some("b")),
            ("B) , c.", Some("b, c")),
            ("bd", Some("b, d")),
            ("Option b", Some("b")),
            ("option B and option c.", Some("b, c")),
            ("Antwort f", Some("f")),
            ("option", None),
            ("|x|, cbrt(x), for all x", Some("a, c")),
            ("|x|;x^2;", Some("a, b")),
            ("none of  these; X^2", Some("d, b")),
            ("a) |x|; d. None of these.", Some("a, d")),
            ("x^2\ncbrt(x), for all x", Some("b, c")),
            ("up, then down, x^2", Some("f, b")),
            ("up, x^2", Some("e, b")),
            ("cbrt(x)", None),
            ("x^2, x^3", None),
        ] {
            let named = named(&parts, answer).ok();
            let named = named.map(|places| letters(&parts, &places));
            assert_eq!(named.as_deref(), expected, "{answer}");
        }
    }
}
