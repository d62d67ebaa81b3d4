//! How a page of help is laid out.

use deriv::notation::width::width;
use deriv::report::{Role, Text};

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
