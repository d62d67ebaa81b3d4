//! Results as records, and the views of them.
//!
//! A command fills one record, a plain struct declared by the macro of [`record`] in a file of its
//! own: [`slope::Slope`], [`diff::Diff`], [`nudge::NudgeRecord`], [`descend::Descend`], [`plot::Plot`],
//! [`check::Check`].
//! Beside it stand its views, which read nothing but the
//! record: `text` for people, `quiet` for the bare value, `tsv` for a spreadsheet. JSON needs no
//! code: the fields are the keys, their doc comments what `deriv help json` says of them, and a line
//! in [`keys`] lists the record there.
//!
//! Views give [`Text`], whose pieces have roles; what a role looks like is for the program to say.
//!
//! # To add an output format
//!
//! Touch the file of each record that has it: a method beside `text` and `tsv`. The table of
//! columns that such formats share is [`mod@columns`]. Then the option in `src/cli/` of the command.
//!
//! # To add a key
//!
//! Touch the record: a field with a doc comment, and where it is filled. A test in
//! `tests/program/json.rs` holds what every command writes against the page.

pub mod backward;
pub mod check;
pub mod class;
pub mod columns;
pub mod descend;
pub mod diagnostic;
pub mod diff;
pub mod explore;
pub mod figure;
#[cfg(feature = "formats")]
pub mod formats;
pub mod functions;
pub mod json;
pub mod keys;
pub mod layout;
pub mod nudge;
pub(crate) mod numbers;
pub mod plot;
pub mod points;
pub mod practice;
pub mod quiz;
pub mod record;
pub mod slope;

use crate::notation::width::width as columns;
use std::fmt::Write;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing in particular.
    Plain,
    /// The answer.
    Answer,
    /// A heading.
    Heading,
    /// A curve or an expression.
    Expression,
    /// A tangent, part credit, a warning.
    Tangent,
    /// A nudge.
    Nudge,
    /// Right, downhill.
    Right,
    /// Wrong, an error, uphill.
    Wrong,
    /// Labels, rulers, hints.
    Label,
}

/// `1 question`, `2 questions`
pub(crate) fn counted(n: usize, what: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {what}{s}")
}

/// Text in pieces with roles.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The pieces, in order; line breaks are part of them.
    pub pieces: Vec<(Role, String)>,
}

impl Text {
    /// No text yet.
    pub fn new() -> Text {
        Text::default()
    }

    /// Adds a piece.
    pub fn push(&mut self, role: Role, text: impl AsRef<str>) -> &mut Text {
        let text = text.as_ref();
        match self.pieces.last_mut() {
            Some((last, pieces)) if *last == role => pieces.push_str(text),
            _ => self.pieces.push((role, text.to_owned())),
        }
        self
    }

    /// Adds a plain piece.
    pub fn plain(&mut self, text: impl AsRef<str>) -> &mut Text {
        self.push(Role::Plain, text)
    }

    /// Ends the line.
    pub fn line(&mut self) -> &mut Text {
        self.push(Role::Plain, "\n")
    }

    /// Adds words after `margin` blanks, with line breaks where a line would be wider than `width`
    /// columns; what follows a break is set in by two more.
    pub fn wrapped(&mut self, words: &str, margin: usize, width: usize) -> &mut Text {
        self.filled(words, margin, 2, width)
    }

    /// The same, where what follows a break is set in by `more`.
    pub fn filled(&mut self, words: &str, margin: usize, more: usize, width: usize) -> &mut Text {
        self.plain(" ".repeat(margin));
        self.broken(words, margin, margin + more, width)
    }

    /// Goes on with a line of which `column` columns are written; what follows a break is set in by
    /// two.
    pub fn hung(&mut self, words: &str, column: usize, width: usize) -> &mut Text {
        self.broken(words, column, 2, width)
    }

    fn broken(&mut self, words: &str, start: usize, margin: usize, width: usize) -> &mut Text {
        let mut column = start;
        for (at, word) in words.split(' ').enumerate() {
            let more = columns(word) + 1;
            if at > 0 && column + more > width {
                self.line().plain(" ".repeat(margin));
                column = margin;
            } else if at > 0 {
                self.plain(" ");
                column += 1;
            }
            self.plain(word);
            column += more - 1;
        }
        self.line()
    }

    /// The text with line breaks where a line would be wider than `width` columns; what follows a
    /// break stands below what it goes on with, behind the last gap of its line, or is set in by two
    /// more than its line. What has no blank, such as a path, stays whole, and so does a command, which
    /// is there to be pasted: a line behind `$`, and one that starts with `deriv` up to a gap.
    pub fn fitted(&self, width: usize) -> Text {
        self.broken_lines(0, width, &|_| false)
    }

    /// The same of a text that starts on a line of which `column` columns are written.
    pub fn fitted_after(&self, column: usize, width: usize) -> Text {
        self.broken_lines(column, width, &|_| false)
    }

    /// The same of sentences alone: a line with a gap in it is a row of a table and stays whole.
    pub fn sentences_fitted(&self, width: usize) -> Text {
        self.broken_lines(0, width, &|line| line.trim().contains("  "))
    }

    fn broken_lines(&self, column: usize, width: usize, is_row: &dyn Fn(&str) -> bool) -> Text {
        let plain = self.to_plain();
        let mut rows = plain.split('\n').map(is_row);
        let mut is_row = rows.next().unwrap_or(false);
        let mut fitted = Text::new();
        // Of the line: columns that are written, whether a word is among them, its margin, and where
        // what follows a break stands.
        let (mut column, mut begun, mut margin) = (column, false, 0);
        let (mut hang, mut whole_line, mut command) = (0, false, false);
        // Blanks, with their role, are written when a word follows them on the line.
        let mut blanks = (Role::Plain, 0);
        let pieces = self.pieces.iter();
        let words: Vec<(Role, &str)> = pieces
            .flat_map(|(role, piece)| {
                let words = piece.split_inclusive([' ', '\n']);
                words.map(|word| (*role, word))
            })
            .collect();
        for (at, &(role, word)) in words.iter().enumerate() {
            let bare = word.trim_end_matches([' ', '\n']);
            // A word may go on in the next piece.
            let whole = bare.len() < word.len() || bare.is_empty();
            let more = words[at + 1..].iter().take(usize::from(!whole));
            let more: usize = more.map(|(_, next)| columns(next.trim_end())).sum();
            let joined = at > 0 && !words[at - 1].1.ends_with([' ', '\n']);
            // A command that has no room for what stands behind its gap goes without it.
            let gap = command && blanks.1 > 1;
            let rest = || {
                let line = words[at..].iter().map(|(_, word)| *word);
                let last = words[at..]
                    .iter()
                    .position(|(_, word)| word.ends_with('\n'));
                line.take(last.map_or(usize::MAX, |last| last + 1))
                    .map(|word| columns(word.trim_end_matches('\n')))
                    .sum::<usize>()
            };
            let long = column + columns(bare) + more > width || gap && column + rest() > width;
            let held = whole_line || joined || command && !gap;
            if long && begun && !held && !bare.is_empty() {
                command = false;
                fitted.line();
                blanks = (Role::Plain, hang);
                column = hang;
            } else if begun && !bare.is_empty() && blanks.1 > 1 && column <= width / 2 {
                hang = column;
            }
            if !begun && !bare.is_empty() {
                hang = margin + 2;
                (whole_line, command) = (is_row || bare == "$", whole && bare == "deriv");
            }
            begun |= !bare.is_empty();
            let ends = word.ends_with('\n');
            let behind = word.len() - bare.len() - usize::from(ends);
            if !begun {
                margin += behind;
            }
            if !bare.is_empty() {
                fitted.push(blanks.0, " ".repeat(blanks.1)).push(role, bare);
                blanks = (role, 0);
            }
            blanks.1 += behind;
            column += columns(bare) + behind;
            if ends {
                // A prompt ends with a blank.
                fitted.push(blanks.0, " ".repeat(blanks.1)).push(role, "\n");
                is_row = rows.next().unwrap_or(false);
                (column, begun, margin, blanks.1) = (0, false, 0, 0);
            }
        }
        fitted.push(blanks.0, " ".repeat(blanks.1));
        fitted
    }

    /// Adds all of another text.
    pub fn append(&mut self, other: Text) -> &mut Text {
        self.pieces.extend(other.pieces);
        self
    }

    /// The text alone.
    pub fn to_plain(&self) -> String {
        let mut plain = String::new();
        for (_, text) in &self.pieces {
            write!(plain, "{text}").expect("a string takes every write");
        }
        plain
    }
}
