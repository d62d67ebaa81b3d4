//! Cells of a part of a table as they stand in it, without their texts: of very many cells most say what
//! another one said.

use crate::files::source::Place;
use std::ops::Range;

/// The cells of a text, one after the other, as [`SheetRows`](crate::files::sheet::SheetRows) reads them.
pub(crate) struct CellScan<'t> {
    text: &'t str,
    separator: u8,
    /// Whether the file ends with the text.
    last: bool,
    at: usize,
    place: Place,
}

/// A cell that is whole.
pub(crate) struct ScannedCell {
    /// Its bytes in the text, with quotes where it has any.
    pub(crate) span: Range<usize>,
    /// Where they start.
    pub(crate) starts: Place,
    /// Where what it says starts.
    pub(crate) place: Place,
    /// Whether it is the last one of its row.
    pub(crate) ends_row: bool,
}

impl<'t> CellScan<'t> {
    /// Those of a text whose first byte stands at a place of the file.
    pub(crate) fn new(text: &'t str, separator: u8, place: Place, last: bool) -> CellScan<'t> {
        CellScan {
            text,
            separator,
            last,
            at: 0,
            place,
        }
    }

    /// The byte behind the last cell.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The next cell; `None` where the text ends before it does, and where it can't be read.
    pub(crate) fn next(&mut self) -> Option<ScannedCell> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut at = start;
        let mut place = self.place;
        let quoted = bytes.get(at) == Some(&b'"');
        if quoted {
            at = self.closing(start, &mut place)?;
        } else if bytes.get(at) == Some(&b' ')
            && let Some(quotes) = behind_blanks(bytes, start, self.separator)
        {
            let before = &bytes[start..=quotes.end];
            place.column += before
                .iter()
                .filter(|byte| starts_character(**byte))
                .count();
            at = quotes.end + 1;
        }
        let closed = at;
        while let Some(&byte) = bytes.get(at) {
            if byte == self.separator || byte == b'\n' || byte == b'\r' {
                break;
            }
            place.column += usize::from(starts_character(byte));
            at += 1;
        }
        if quoted && !self.text[closed..at].trim().is_empty() {
            return None;
        }
        let span = start..at;
        let inside = quoted && closed == at && at - start > 1;
        let said = Place {
            column: self.place.column + usize::from(inside),
            ..self.place
        };
        let starts = self.place;
        let ends_row = bytes.get(at) != Some(&self.separator);
        match bytes.get(at) {
            None if !self.last => return None,
            None => {}
            Some(b'\r') if at + 1 == bytes.len() && !self.last => return None,
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => at += 2,
            Some(_) => at += 1,
        }
        self.place = match ends_row {
            true => Place {
                line: place.line + 1,
                column: 1,
            },
            false => Place {
                column: place.column + 1,
                ..place
            },
        };
        self.at = at;
        Some(ScannedCell {
            span,
            starts,
            place: said,
            ends_row,
        })
    }

    /// The byte behind the quote that closes the one at `start`, and its place.
    fn closing(&self, start: usize, place: &mut Place) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        place.column += 1;
        loop {
            let byte = *bytes.get(at)?;
            let next = bytes.get(at + 1).copied();
            at += 1;
            if byte == b'\n' || (byte == b'\r' && next != Some(b'\n')) {
                place.line += 1;
                place.column = 1;
                continue;
            }
            place.column += usize::from(starts_character(byte));
            if byte == b'"' {
                match next {
                    Some(b'"') => {
                        at += 1;
                        place.column += 1;
                    }
                    // What follows may be another quote.
                    None if !self.last => return None,
                    _ => return Some(at),
                }
            }
        }
    }
}

/// The quotes around what a cell says behind blanks, ` "x = 4, y = 1"`, as people type it: they stand on one
/// line, and nothing else is in the cell. RFC 4180 would take them for a part of it.
pub(crate) fn behind_blanks(bytes: &[u8], start: usize, separator: u8) -> Option<Range<usize>> {
    if bytes.get(start) != Some(&b' ') {
        return None;
    }
    let blanks = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| **byte == b' ')
            .count()
    };
    let open = start + blanks(start);
    (bytes.get(open) == Some(&b'"')).then_some(())?;
    let mut at = open + 1;
    let close = loop {
        match bytes.get(at)? {
            b'\n' | b'\r' => return None,
            b'"' if bytes.get(at + 1) == Some(&b'"') => at += 2,
            b'"' => break at,
            _ => at += 1,
        }
    };
    let behind = bytes.get(close + 1 + blanks(close + 1));
    let alone = behind.is_none_or(|byte| *byte == separator || matches!(byte, b'\n' | b'\r'));
    alone.then_some(open..close)
}

/// Whether a byte of UTF-8 is the first one of a character.
fn starts_character(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// The byte behind the last line that ends in a text.
pub(crate) fn lines_end(text: &[u8]) -> Option<usize> {
    let end = text.iter().rposition(|&byte| byte == b'\n');
    end.map(|end| end + 1)
}

/// The byte behind the last row that ends in a text, if no row is broken.
pub(crate) fn rows_end(text: &[u8]) -> Option<usize> {
    let quotes = match text.contains(&b'"') {
        true => text.iter().filter(|byte| **byte == b'"').count(),
        false => 0,
    };
    let mut open = quotes % 2 == 1;
    // A carriage return at the end may be half of what ends a row.
    for (at, byte) in text.iter().enumerate().rev() {
        match byte {
            b'"' => open = !open,
            b'\n' if !open => return Some(at + 1),
            b'\r' if !open && text.get(at + 1).is_some_and(|next| *next != b'\n') => {
                return Some(at + 1);
            }
            _ => {}
        }
    }
    None
}
