//! Choices, and steps with their order.

use crate::files::table::DeValue;
use crate::files::table::{Notes, Value, listed};
use crate::quiz::keys::example;
use crate::quiz::{Choice, MAX_PARTS, Placed};
use std::collections::HashSet;

/// Choices or steps: a table of letters and texts, or a list that gets the letters A, B, C ...
pub(super) fn lettered(notes: &mut Notes<'_>, key: &str, value: &Value<'_>) -> Option<Vec<Choice>> {
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
            let shown = example(key);
            notes.unfit(key, "a table or a list", value, shown);
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
fn part(
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

/// The right choices: one letter or a list.
pub(super) fn right(
    notes: &mut Notes<'_>,
    choices: &[Choice],
    value: &Value<'_>,
) -> Option<Vec<usize>> {
    let letters = match value.get_ref() {
        DeValue::Array(_) => notes.texts("right", value, MAX_PARTS, "[\"a\", \"c\"]")?,
        _ => vec![notes.text("right", value)?],
    };
    let places: Vec<Option<usize>> = letters
        .iter()
        .map(|letter| part(notes, "choice", choices, letter))
        .collect();
    let mut places: Vec<usize> = places.into_iter().collect::<Option<_>>()?;
    places.sort_unstable();
    places.dedup();
    Some(places)
}

/// Which step comes before which: lists of two or more letters in their order.
pub(super) fn before(
    notes: &mut Notes<'_>,
    steps: &[Choice],
    value: &Value<'_>,
) -> Option<Vec<(usize, usize)>> {
    const EXAMPLE: &str = "[[\"A\", \"B\"]]";
    // Every pair of steps can be stated once; more lists than that repeat themselves.
    let most = MAX_PARTS * MAX_PARTS;
    let chains = notes.list("before", value, most, EXAMPLE)?;
    let mut pairs = Vec::new();
    let mut complete = true;
    for chain in chains {
        let letters = notes.texts("before", chain, MAX_PARTS, EXAMPLE)?;
        let places: Vec<Option<usize>> = letters
            .iter()
            .map(|letter| part(notes, "step", steps, letter))
            .collect();
        complete &= places.iter().all(Option::is_some);
        if let [_] = places[..] {
            let message = "one step alone has no order".to_owned();
            notes.wrong(
                chain.span(),
                message,
                format!("for example: before = {EXAMPLE}"),
            );
        }
        pairs.extend(places.windows(2).filter_map(|pair| pair[0].zip(pair[1])));
    }
    if !complete {
        return None;
    }
    pairs.sort_unstable();
    pairs.dedup();
    if let Some(cycle) = cycle(steps.len(), &pairs) {
        let letters: Vec<&str> = cycle
            .iter()
            .map(|&place| steps[place].letter.value.as_str())
            .collect();
        let message = format!("no order fits: {}", letters.join(" before "));
        notes.wrong(value.span(), message, "leave out one of these");
        return None;
    }
    Some(pairs)
}

/// A way from a step back to itself, its first step at both ends, or `None` where there is none.
fn cycle(count: usize, pairs: &[(usize, usize)]) -> Option<Vec<usize>> {
    // What has nothing before it is taken away until nothing changes (Kahn 1962); each step that
    // is left has one before it that is left too, so that walking backwards must close.
    let mut left = vec![true; count];
    let ahead = |left: &[bool], step: usize| {
        pairs
            .iter()
            .find(|&&(first, then)| then == step && left[first])
            .map(|&(first, _)| first)
    };
    while let Some(free) = (0..count).find(|&step| left[step] && ahead(&left, step).is_none()) {
        left[free] = false;
    }
    let mut walk = vec![left.iter().position(|&left| left)?];
    loop {
        let last = *walk.last().expect("the walk has its start");
        let next = ahead(&left, last).expect("a step that is left has one before it");
        if let Some(start) = walk.iter().position(|&step| step == next) {
            let mut cycle = walk.split_off(start);
            cycle.push(next);
            cycle.reverse();
            return Some(cycle);
        }
        walk.push(next);
    }
}
