//! How a page of help is laid out.

use crate::output::{Failure, Output, Status};
use deriv::notation::width::width as columns;
use deriv::report::{Role, Text};
use std::ffi::OsString;

/// What a page is made for.
pub(crate) struct HelpPage {
    /// Columns of its lines.
    pub(crate) width: usize,
    /// Runs a command line: examples are real at every width.
    pub(crate) run: fn(Vec<OsString>, &mut Output) -> Result<Status, Failure>,
}

/// Shows a page in lines that fit the terminal. Where there are no symbols, the pictures of its examples
/// are drawn as they would be there.
pub(super) fn shown(text: &Text, width: usize, out: &mut Output) -> Result<Status, Failure> {
    let mut page = Text::new();
    let symbols = out.symbols("ε") == "ε";
    for (role, piece) in &text.pieces {
        match symbols {
            true => page.push(*role, piece),
            false => page.push(*role, drawn_in_ascii(piece)),
        };
    }
    out.fitted(&page, 0, width)?;
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
const MEANING: usize = 30;

/// Narrower pages have what something means below it, set in by this.
const BESIDE: usize = 60;
const BELOW: usize = 6;

/// Something as it is written and, beside it or below, what it means; within `width` columns.
pub(super) fn row(text: &mut Text, width: usize, written: &str, meaning: &str) {
    row_to(text, width, MEANING, written, meaning);
}

/// The same with what it means from another column on.
pub(super) fn row_to(text: &mut Text, width: usize, from: usize, written: &str, meaning: &str) {
    let width = width.min(WIDTH);
    let longest = meaning.split(' ').map(columns).max().unwrap_or(0);
    let beside = width >= BESIDE && from + longest <= width;
    let from = if beside { from } else { BELOW };
    if !written.is_empty() {
        text.plain(" ".repeat(MARGIN))
            .push(Role::Expression, written);
    }
    let mut column = match written.is_empty() {
        true => 0,
        false => MARGIN + columns(written),
    };
    if column > 0 && (column >= from || !beside) {
        text.line();
        column = 0;
    }
    let mut meant = Text::new();
    meant.filled(meaning, from, 0, width);
    // Of the blanks before it some are written.
    text.plain(&meant.to_plain()[column..]);
}
