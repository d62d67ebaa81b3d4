//! Tables as spreadsheets write them, row by row: RFC 4180, with semicolons or tabs as well.
//!
//! The reader is our own because each cell keeps its place, and because a quote that is never
//! closed has to be a fault at the quote and not a cell that swallows the rest of the class.

use crate::files::scan::behind_blanks;
use crate::files::source::Placed;
use crate::files::text_file::TextFile;
use std::ops::Range;

/// A cell with its place.
pub(crate) type PlacedCell = Placed<String>;

/// Longest row of a table in bytes; far above any formula, far below what would hurt.
pub const MAX_ROW: usize = 1 << 20;

/// Why the rest of a table can't be read.
pub(crate) struct UnreadableTable {
    /// The bytes at which reading stopped.
    pub(crate) span: Range<usize>,
    /// The cell of the row, from 0.
    pub(crate) column: usize,
    pub(crate) message: String,
    pub(crate) help: &'static str,
    /// Whether it is a quote that is not closed in the text.
    unclosed: bool,
}

/// The rows of a table, one after the other.
pub(crate) struct SheetRows<'t> {
    text: &'t str,
    /// The byte of the file at which the text starts.
    start: usize,
    separator: u8,
    at: usize,
}

/// The rows of a file of which a part is held, one after the other.
#[derive(Clone, Copy)]
pub(crate) struct FileRows {
    separator: u8,
    at: usize,
}

impl FileRows {
    /// Those of a file from its start on.
    pub(crate) fn new(file: &mut TextFile<'_>) -> FileRows {
        file.rewind();
        let whole = |text: &str| {
            let text = text.trim_start();
            text.contains(['\n', '\r']) || text.len() > MAX_ROW
        };
        while !whole(file.held().text()) && file.more() {}
        let rows = SheetRows::new(file.name(), file.held().text());
        FileRows {
            separator: rows.separator,
            at: rows.at,
        }
    }

    /// What parts cells.
    pub(crate) fn separator(&self) -> u8 {
        self.separator
    }

    /// The byte at which the next one starts.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Those from a byte on.
    pub(crate) fn from(self, at: usize) -> FileRows {
        FileRows { at, ..self }
    }

    /// Reads the next one; what stands before it is no longer held.
    pub(crate) fn next(
        &mut self,
        file: &mut TextFile<'_>,
    ) -> Option<Result<Vec<PlacedCell>, UnreadableTable>> {
        file.go_to(self.at);
        loop {
            let start = file.held().start();
            let mut rows = SheetRows {
                text: file.held().text(),
                start,
                separator: self.separator,
                at: self.at - start,
            };
            let row = rows.next();
            let at = start + rows.at;
            // What ends with the text that is held may go on behind it, unless it is too long already.
            let open = match &row {
                Some(Err(broken)) if !broken.unclosed => {
                    rows.at >= rows.text.len() && at - self.at <= MAX_ROW
                }
                Some(Err(_)) => true,
                _ => rows.at >= rows.text.len(),
            };
            if open && file.more() {
                continue;
            }
            self.at = at;
            return row;
        }
    }
}

impl<'t> SheetRows<'t> {
    /// Those of a file's text; its name may say how cells are parted.
    pub(crate) fn new(name: &str, text: &'t str) -> SheetRows<'t> {
        // Spreadsheets state their separator in a first line of their own.
        let first = text.lines().next().unwrap_or("");
        let stated = first
            .trim_matches('"')
            .strip_prefix("sep=")
            .map(str::as_bytes);
        if let Some([separator @ (b',' | b';' | b'\t' | b'|')]) = stated {
            let rest = text[first.len()..]
                .find('\n')
                .map_or(text.len(), |end| first.len() + end + 1);
            return SheetRows {
                text,
                start: 0,
                separator: *separator,
                at: rest,
            };
        }
        let tabs = name.to_ascii_lowercase().ends_with(".tsv");
        SheetRows {
            text,
            start: 0,
            separator: if tabs { b'\t' } else { separator(text) },
            at: 0,
        }
    }

    /// Whether a comma may stand for a decimal point, since it does not part cells.
    pub(crate) fn has_decimal_commas(&self) -> bool {
        self.separator != b','
    }

    /// Bytes of the text as those of the file.
    fn placed(&self, span: Range<usize>) -> Range<usize> {
        self.start + span.start..self.start + span.end
    }

    /// Reads the cell at `self.at` and moves behind it; says whether the row goes on.
    fn cell(&mut self) -> Result<(PlacedCell, bool), UnreadableTable> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut value = None;
        if bytes.get(start) == Some(&b'"') {
            let end = self.closing(start)?;
            value = Some(self.text[start + 1..end].replace("\"\"", "\""));
            self.at = end + 1;
        } else if let Some(quotes) = behind_blanks(bytes, start, self.separator) {
            value = Some(self.text[quotes.start + 1..quotes.end].replace("\"\"", "\""));
            self.at = quotes.end + 1;
        }
        let rest = self.at;
        let ends = |byte: &u8| *byte == self.separator || matches!(byte, b'\n' | b'\r');
        let length = bytes[rest..]
            .iter()
            .position(ends)
            .unwrap_or(bytes.len() - rest);
        self.at = rest + length;
        if value.is_some() && !self.text[rest..self.at].trim().is_empty() {
            return Err(UnreadableTable {
                column: 0,
                unclosed: false,
                span: self.placed(rest..self.at),
                message: "text follows the closing quote of this cell".to_owned(),
                help: "a quote inside a quoted cell is written twice: \"\"",
            });
        }
        let value = value.unwrap_or_else(|| self.text[rest..self.at].to_owned());
        let value = as_typed(value);
        let cell = Placed {
            value,
            span: self.placed(start..self.at),
        };
        let more = match bytes.get(self.at) {
            Some(b'\r') => {
                self.at += if bytes.get(self.at + 1) == Some(&b'\n') {
                    2
                } else {
                    1
                };
                false
            }
            Some(b'\n') => {
                self.at += 1;
                false
            }
            Some(_) => {
                self.at += 1;
                true
            }
            None => false,
        };
        Ok((cell, more))
    }

    /// The byte of the quote that closes the one at `start`.
    fn closing(&self, start: usize) -> Result<usize, UnreadableTable> {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        loop {
            match bytes[at..].iter().position(|&byte| byte == b'"') {
                Some(length) if bytes.get(at + length + 1) == Some(&b'"') => at += length + 2,
                Some(length) => return Ok(at + length),
                None => {
                    return Err(UnreadableTable {
                        column: 0,
                        unclosed: true,
                        span: self.placed(start..start + 1),
                        message: "this quote is never closed".to_owned(),
                        help: "close it; a quote inside a quoted cell is written twice: \"\"",
                    });
                }
            }
        }
    }
}

impl Iterator for SheetRows<'_> {
    type Item = Result<Vec<PlacedCell>, UnreadableTable>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let mut row = Vec::new();
        loop {
            match self.cell() {
                Ok((cell, more)) => {
                    let cell_at = cell.span.start;
                    row.push(cell);
                    if self.at - start > MAX_ROW {
                        let message = format!("this row is longer than {} KiB", MAX_ROW >> 10);
                        let help = "the rows of a table stand on lines of their own";
                        return Some(Err(UnreadableTable {
                            column: row.len() - 1,
                            unclosed: false,
                            span: cell_at..cell_at + 1,
                            message,
                            help,
                        }));
                    }
                    if !more {
                        return Some(Ok(row));
                    }
                }
                Err(broken) => {
                    return Some(Err(UnreadableTable {
                        column: row.len(),
                        ..broken
                    }));
                }
            }
        }
    }
}

/// What a cell says, of which these are the bytes, with quotes where it has any.
pub(crate) fn cell_text(raw: &str) -> String {
    let behind = behind_blanks(raw.as_bytes(), 0, b'\n');
    let raw = behind.map_or(raw, |quotes| &raw[quotes.start..]);
    let quoted = raw.strip_prefix('"');
    let quoted = quoted.and_then(|rest| rest.trim_end().strip_suffix('"'));
    as_typed(match quoted {
        Some(inside) => inside.replace("\"\"", "\""),
        None => raw.to_owned(),
    })
}

/// What a spreadsheet may take for the start of a formula; a wide sign is one to some.
pub(crate) const FORMULAS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell as it was typed, where a spreadsheet wrote it as text: `="3/4"`, `'3/4`. A quote before a
/// sign that would start a formula is ours as well, whatever follows.
fn as_typed(value: String) -> String {
    let inner = value
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    if let Some(inner) = inner {
        return inner.replace("\"\"", "\"");
    }
    match value.strip_prefix('\'') {
        Some(rest) if !rest.is_empty() && !rest.contains('\'') => rest.to_owned(),
        Some(rest) if rest.starts_with(FORMULAS) && !rest.ends_with('\'') => rest.to_owned(),
        _ => value,
    }
}

/// The separator that the first line uses most, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    let first = text
        .trim_start()
        .bytes()
        .take_while(|byte| !matches!(byte, b'\n' | b'\r'));
    for byte in first {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    // A bar parts cells where nothing else does; elsewhere it stands around a quantity.
    if counts[..3].iter().any(|&(_, count)| count > 0) {
        counts[3].1 = 0;
    }
    // Of equal counts the last one wins, so the comma is put last.
    counts.reverse();
    counts
        .into_iter()
        .max_by_key(|&(_, count)| count)
        .map_or(b',', |(separator, _)| separator)
}

#[cfg(test)]
mod tests {
    use super::{FileRows, MAX_ROW};
    use crate::files::text_file::{FileLimits, PIECE, TextFile};
    use std::io::Cursor;

    #[test]
    fn a_row_that_is_too_long_is_not_read_to_its_end() {
        let text = format!("a,b\nc,{}\nd,e\n", "x".repeat(8 * MAX_ROW));
        let mut input = Cursor::new(text.as_bytes());
        let limits = FileLimits {
            size: text.len(),
            piece: PIECE,
        };
        let mut file = TextFile::open("f.csv", &mut input, limits, Some(None)).expect("a text");
        let mut rows = FileRows::new(&mut file);
        assert!(matches!(rows.next(&mut file), Some(Ok(row)) if row.len() == 2));
        let broken = rows
            .next(&mut file)
            .and_then(Result::err)
            .expect("too long");
        assert_eq!((broken.span, broken.column), (6..7, 1));
        assert!(file.held().text().len() < 4 * MAX_ROW);
    }
}
