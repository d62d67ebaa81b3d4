//! An error in a text: what is wrong, the place marked, the way out.

use crate::notation::error::Error;
use crate::notation::visible::push_visible;
use crate::report::{Role, Text};

/// Characters shown on each side of the mark; a longer text is cut with `...`.
const NEIGHBOURHOOD: usize = 30;

/// The error with the text that it concerns.
pub fn diagnostic(error: &Error, source: &str) -> Text {
    let mut text = Text::new();
    text.push(Role::Wrong, "error")
        .push(Role::Answer, format!(": {error}"))
        .line();
    if let Some(place) = &error.place
        && !source.trim().is_empty()
    {
        let (shown, before, marked) = cut(source, place.start, place.end);
        text.push(Role::Label, "  |").line();
        text.push(Role::Label, "  | ").plain(shown).line();
        let mark = "^".repeat(marked.max(1));
        text.push(Role::Label, "  | ")
            .plain(" ".repeat(before))
            .push(Role::Wrong, mark);
        if let Some(label) = error.label() {
            text.push(Role::Wrong, format!(" {label}"));
        }
        text.line().push(Role::Label, "  |").line();
    }
    if let Some(help) = error.help() {
        text.push(Role::Right, "help")
            .plain(format!(": {help}"))
            .line();
    }
    text
}

/// The neighbourhood of some bytes as it is shown, how wide it is before them, and their width.
fn cut(source: &str, start: usize, end: usize) -> (String, usize, usize) {
    let mut shown = String::new();
    let before: Vec<char> = source[..start]
        .chars()
        .rev()
        .take(NEIGHBOURHOOD + 1)
        .collect();
    let whole = before.len() <= NEIGHBOURHOOD;
    if !whole {
        shown.push_str("...");
    }
    for &c in before.iter().take(NEIGHBOURHOOD).rev() {
        push_visible(&mut shown, c);
    }
    let at = width(&shown);
    let mut marked = 0;
    for (count, c) in source[start..].char_indices() {
        if start + count >= end + NEIGHBOURHOOD || marked > 2 * NEIGHBOURHOOD {
            shown.push_str("...");
            break;
        }
        push_visible(&mut shown, c);
        if start + count < end {
            marked = width(&shown) - at;
        }
    }
    (shown, at, marked)
}

/// Columns that a text takes: one for each character that stands by itself.
fn width(text: &str) -> usize {
    // Combining marks take no column; wide scripts take two, which terminals disagree about.
    text.chars()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'))
        .count()
}
