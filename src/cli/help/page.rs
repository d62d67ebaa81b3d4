//! How a page of help is laid out.

use crate::output::{Failure, Output, Status};
use crate::terminal;
use deriv::notation::width::width;
use deriv::report::{Role, Text};

/// Shows a page in lines that fit the terminal. Where there are no symbols, the pictures of its examples
/// are drawn as they would be there.
pub(super) fn shown(text: &Text, out: &mut Output) -> Result<Status, Failure> {
    let mut page = Text::new();
    let symbols = out.symbols("ε") == "ε";
    for (role, piece) in &text.pieces {
        match symbols {
            true => page.push(*role, piece),
            false => page.push(*role, drawn_in_ascii(piece)),
        };
    }
    out.fitted(&page, 0, terminal::columns())?;
    Ok(Status::Done)
}

/// Braille and lines in ASCII. What somebody typed is never written like this: another sign must
/// not become one that means something.
fn drawn_in_ascii(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    // The twin of the symbol is the word before it.
    for c in text.replace("rate α", "rate").chars() {
        match c {
            '\u{2800}' => drawn.push(' '),
            '\u{2801}'..='\u{28ff}' => drawn.push('*'),
            '─' | '╌' => drawn.push('-'),
            '│' => drawn.push('|'),
            '\u{2500}'..='\u{257f}' => drawn.push('+'),
            _ => drawn.push(c),
        }
    }
    drawn
}

/// A heading.
pub(super) fn heading(text: &str) -> Text {
    let mut heading = Text::new();
    heading.push(Role::Heading, text).line();
    heading
}

/// Widest line of a table, blanks before it, and the column of what something means.
pub(super) const WIDTH: usize = 80;
pub(super) const MARGIN: usize = 2;
pub(super) const MEANING: usize = 30;

/// Something as it is written and, beside it or below, what it means; within [`WIDTH`] columns.
pub(super) fn row(text: &mut Text, written: &str, meaning: &str) {
    text.plain(" ".repeat(MARGIN))
        .push(Role::Expression, written);
    let written = MARGIN + width(written);
    let mut column = match written < MEANING {
        true => written,
        false => {
            text.line();
            0
        }
    };
    for (at, word) in meaning.split(' ').enumerate() {
        let width = width(word);
        if at > 0 && column + 1 + width <= WIDTH {
            text.plain(" ");
            column += 1;
        } else {
            if at > 0 {
                text.line();
                column = 0;
            }
            text.plain(" ".repeat(MEANING - column));
            column = MEANING;
        }
        text.plain(word);
        column += width;
    }
    text.line();
}
