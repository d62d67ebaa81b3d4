//! Choices or steps as a quiz states them, each with its letter.

use crate::files::table::DeValue;
use crate::files::table::{Notes, TomlValue, listed};
use crate::quiz::keys::QuizKey;
use crate::quiz::{Choice, MAX_PARTS, Placed};
use std::collections::HashSet;

/// Choices or steps: a table of letters and texts, or a list that gets the letters A, B, C ...
pub(super) fn lettered(
    notes: &mut Notes<'_>,
    entry: &QuizKey,
    value: &TomlValue<'_>,
) -> Option<Vec<Choice>> {
    let key = entry.key;
    let parts: Vec<Choice> = match value.get_ref() {
        DeValue::Table(table) => {
            notes.sized(
                key,
                value.span(),
                table.len(),
                MAX_PARTS,
                "{a = \"up\", b = \"down\"}",
            )?;
            let entries = Notes::entries(table);
            let texts = entries.into_iter().filter_map(|(letter, value)| {
                notes.text(key, value).map(|text| Choice { letter, text })
            });
            texts.collect()
        }
        DeValue::Array(_) => {
            let texts = notes.texts(key, value, MAX_PARTS, "[\"up\", \"down\"]")?;
            let letters = ('A'..='Z').map(String::from);
            let parts = letters.zip(texts).map(|(letter, text)| Choice {
                letter: Placed {
                    value: letter,
                    span: text.span.clone(),
                },
                text,
            });
            parts.collect()
        }
        _ => {
            notes.unfit(key, "a table or a list", value, entry.example);
            return None;
        }
    };
    let mut letters: HashSet<String> = HashSet::new();
    for part in &parts {
        let blank = part.letter.value.trim().is_empty();
        let separated = part.letter.value.contains([' ', ',', ';', '\t', '\n']);
        if blank || separated {
            let message = format!("`{}` can't stand for a choice", part.letter.value);
            notes.wrong(part.letter.span.clone(), message, "use letters: a, b, c");
        } else if !letters.insert(part.letter.value.to_lowercase()) {
            let message = format!("two parts have the letter `{}`", part.letter.value);
            let help = "upper and lower case are one letter; rename one of them";
            notes.wrong(part.letter.span.clone(), message, help);
        }
    }
    if parts.len() == 1 {
        let message = format!("`{key}` has a single part");
        notes.wrong(value.span(), message, "give at least two");
    }
    Some(parts)
}

/// The place of a letter among the parts, or a fault.
pub(super) fn part(
    notes: &mut Notes<'_>,
    what: &str,
    parts: &[Choice],
    letter: &Placed<String>,
) -> Option<usize> {
    let wanted = letter.value.trim().to_lowercase();
    let place = parts
        .iter()
        .position(|part| part.letter.value.to_lowercase() == wanted);
    if place.is_none() {
        let message = format!("there is no {what} `{}`", letter.value);
        let letters = listed(parts.iter().map(|part| part.letter.value.as_str()));
        notes.wrong(
            letter.span.clone(),
            message,
            format!("the {what}s are {letters}"),
        );
    }
    place
}
