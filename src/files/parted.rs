//! The records of a file found in a part of it without reading them: lines, values of JSON, tables of TOML. So
//! a large file is cut between two of them, and the parts are read on any thread.

use crate::files::line_ends::count_line_ends;
use crate::files::scan;
use crate::files::source::Place;
use crate::files::toml_tables::TableHeads;
use std::ops::Range;
use std::str::Utf8Error;

/// How the records of a file are parted. In all of these ways what stands behind one starts the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parted {
    /// A line each.
    Lines,
    /// Values of a list of JSON, or of an object with their keys, a comma between two.
    Values {
        /// Whether it is an object.
        keyed: bool,
    },
    /// Tables of TOML: `[[answers]]` each time, or else `[ann]`, `[bob]`.
    Tables {
        /// Whether they are entries of a list.
        listed: bool,
    },
}

/// A record that is not read yet, in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecordPart {
    /// The byte behind the one before it.
    pub(crate) start: usize,
    /// Its bytes, without what parts it from others.
    pub(crate) span: Range<usize>,
    /// The place of the first of them in the file.
    pub(crate) place: Place,
    /// Whether each of them is a character.
    pub(crate) ascii: bool,
    /// Whether all of them stand on one line.
    pub(crate) one_line: bool,
}

impl Parted {
    /// Whether what names a record stands before it.
    pub(crate) fn is_keyed(self) -> bool {
        match self {
            Parted::Lines => false,
            Parted::Values { keyed } => keyed,
            Parted::Tables { listed } => !listed,
        }
    }

    /// The byte behind the last record that ends in a text for certain, which starts behind another; `None`
    /// where none does.
    pub(crate) fn whole(self, text: &[u8]) -> Option<usize> {
        let end = match self {
            Parted::Lines => scan::lines_end(text),
            Parted::Values { .. } => values_end(text),
            Parted::Tables { listed } => {
                // It may end within a character.
                let whole = |error: Utf8Error| std::str::from_utf8(&text[..error.valid_up_to()]);
                let text = std::str::from_utf8(text).or_else(whole).ok()?;
                tables(text, listed).last()
            }
        };
        end.filter(|end| *end > 0)
    }

    /// Whether a record of a text stands apart from the one before it; between values of JSON is a comma.
    pub(crate) fn is_apart(self, text: &str, part: &RecordPart) -> bool {
        match self {
            Parted::Values { .. } => text[part.start..part.span.start].contains(','),
            Parted::Lines | Parted::Tables { .. } => true,
        }
    }

    /// The records of such a text, which starts at a place of the file.
    pub(crate) fn parts(self, text: &str, place: Place) -> RecordParts<'_> {
        let ends = match self {
            Parted::Tables { listed } => tables(text, listed).collect(),
            Parted::Lines | Parted::Values { .. } => Vec::new(),
        };
        RecordParts {
            parted: self,
            text,
            at: 0,
            place,
            returns: text.contains('\r'),
            ends: ends.into_iter(),
        }
    }
}

/// The records of a text one after the other.
pub(crate) struct RecordParts<'t> {
    parted: Parted,
    text: &'t str,
    at: usize,
    /// Of the byte there.
    place: Place,
    /// Whether there are carriage returns in it, of which one alone ends a line for who counts them.
    returns: bool,
    /// Where tables end, but for the last one.
    ends: std::vec::IntoIter<usize>,
}

impl RecordPart {
    /// None of a text.
    pub(crate) const NONE: RecordPart = RecordPart {
        start: 0,
        span: 0..0,
        place: Place::START,
        ascii: true,
        one_line: true,
    };

    /// The place of a byte of it in the text that it stands in; a byte with its place may be remembered from
    /// which the next ones are counted.
    pub(crate) fn place_in(
        &self,
        text: &str,
        at: usize,
        known: &mut Option<(usize, Place)>,
    ) -> Place {
        if self.ascii && self.one_line {
            return Place {
                column: self.place.column + at - self.span.start,
                ..self.place
            };
        }
        let before = known.filter(|(before, _)| (self.span.start..=at).contains(before));
        let (from, place) = before.unwrap_or((self.span.start, self.place));
        let place = place_behind(place, &text[from..at]);
        *known = Some((at, place));
        place
    }
}

impl RecordParts<'_> {
    /// The byte behind the last one; where no other follows, the end of the text.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// A part with these bytes, behind which what follows starts at `end`.
    fn part(&mut self, span: Range<usize>, end: usize) -> RecordPart {
        let text = &self.text[span.clone()];
        let bytes = text.as_bytes();
        let one_line = match self.parted {
            // A line holds no other ends of one.
            Parted::Lines => !self.returns || !bytes.contains(&b'\r'),
            _ => !bytes.contains(&b'\n') && (!self.returns || !bytes.contains(&b'\r')),
        };
        let start = self.at;
        let place = match start == span.start {
            true => self.place,
            false => place_behind(self.place, &self.text[start..span.start]),
        };
        let part = RecordPart {
            start,
            place,
            ascii: text.is_ascii(),
            one_line,
            span,
        };
        let behind = match (part.one_line && part.ascii, self.parted) {
            (_, Parted::Lines) if part.one_line => Place {
                line: place.line + 1,
                column: 1,
            },
            (true, _) => {
                let column = place.column + part.span.len();
                let last = Place { column, ..place };
                place_behind(last, &self.text[part.span.end..end])
            }
            _ => place_behind(place, &self.text[part.span.start..end]),
        };
        self.place = behind;
        self.at = end;
        part
    }

    fn line(&mut self) -> Option<RecordPart> {
        let rest = &self.text[self.at..];
        let end = match rest.find('\n') {
            Some(end) => self.at + end + 1,
            None if rest.is_empty() => return None,
            None => self.text.len(),
        };
        let line = &self.text[self.at..end];
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        Some(self.part(self.at..self.at + line.len(), end))
    }

    fn value(&mut self) -> Option<RecordPart> {
        let bytes = self.text.as_bytes();
        let mut start = blanks(bytes, self.at);
        if bytes.get(start) == Some(&b',') {
            start = blanks(bytes, start + 1);
        }
        match bytes.get(start) {
            None => {
                self.at = bytes.len();
                return None;
            }
            Some(b']' | b'}') => return None,
            Some(_) => {}
        }
        let end = value_end(bytes, start);
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        let behind = bytes[start..end].iter().rev().take_while(blank).count();
        Some(self.part(start..end - behind, end))
    }

    fn table(&mut self) -> Option<RecordPart> {
        if self.at == self.text.len() {
            return None;
        }
        let end = self.ends.next().unwrap_or(self.text.len());
        Some(self.part(self.at..end, end))
    }
}

impl Iterator for RecordParts<'_> {
    type Item = RecordPart;

    fn next(&mut self) -> Option<RecordPart> {
        match self.parted {
            Parted::Lines => self.line(),
            Parted::Values { .. } => self.value(),
            Parted::Tables { .. } => self.table(),
        }
    }
}

/// The place behind a text that starts at a place.
fn place_behind(place: Place, text: &str) -> Place {
    match text.rfind(['\n', '\r']) {
        None => Place {
            column: place.column + text.chars().count(),
            ..place
        },
        Some(end) => Place {
            line: place.line + count_line_ends(text),
            column: 1 + text[end + 1..].chars().count(),
        },
    }
}

/// The first byte from there on that is no blank of JSON.
fn blanks(bytes: &[u8], from: usize) -> usize {
    let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    from + bytes[from..].iter().take_while(blank).count()
}

/// The comma behind the value that starts there, or the bracket that closes what it is in; else the end.
fn value_end(bytes: &[u8], from: usize) -> usize {
    let mut open = 0_usize;
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while let Some(byte) = bytes.get(at) {
                    match byte {
                        b'"' => break,
                        b'\\' => at += 2,
                        _ => at += 1,
                    }
                }
            }
            b'{' | b'[' => open += 1,
            b',' if open == 0 => return at,
            b'}' | b']' => match open.checked_sub(1) {
                Some(less) => open = less,
                None => return at,
            },
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The last such comma, or the bracket that closes them all.
fn values_end(bytes: &[u8]) -> Option<usize> {
    let (mut found, mut at) = (None, 0);
    loop {
        let next = blanks(bytes, at);
        let comma = bytes.get(next) == Some(&b',');
        at = value_end(bytes, next + usize::from(comma));
        match bytes.get(at) {
            Some(b',') => found = Some(at),
            Some(_) => return Some(at),
            None => return found,
        }
    }
}

/// Where tables start in a text that starts with one, but for that.
fn tables(text: &str, listed: bool) -> impl Iterator<Item = usize> {
    let mut heads = TableHeads::of_part(text);
    let mut last: Option<String> = None;
    std::iter::from_fn(move || {
        loop {
            let head = heads.next()??;
            let new = match listed {
                true => head.is_entry(),
                false => last.as_ref() != Some(&head.key),
            };
            let first = last.replace(head.key).is_none();
            if new && !first {
                return Some(head.start);
            }
        }
    })
}
