//! A file that was handed in: its text, the places in it, and what is wrong at a place.

use crate::files::encoding::{Encoding, TextForm, looks_western};
use crate::files::line_ends::{count_line_ends, line_ends};
use crate::notation::visible::visible;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

pub use crate::files::snippet::Snippet;

/// A text file with the places of its lines, or the part of one that is held; bytes are counted from the
/// start of the file all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    /// Where the text starts in the file.
    first: PlacedByte,
    /// Byte of the text at which each line starts; a file is below 4 GiB.
    lines: Vec<u32>,
    /// Whether nothing says in which encoding the file is, and it was taken for Windows-1252.
    guessed: bool,
}

/// A place as an editor shows it; both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// The start of a file.
    pub const START: Place = Place { line: 1, column: 1 };
}

/// A byte of a file with its place, from which places behind it are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlacedByte {
    at: usize,
    place: Place,
}

impl PlacedByte {
    /// The first one.
    pub(crate) const START: PlacedByte = PlacedByte {
        at: 0,
        place: Place::START,
    };
}

/// A value with the bytes of its source that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was read.
    pub value: T,
    /// Bytes of the source, with quotes where it had any.
    pub span: Range<usize>,
}

impl Source {
    /// Text that is already decoded, under the name that faults will call it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        // Counted first: a list that grew would take up to three times the room.
        let mut lines = Vec::with_capacity(1 + count_line_ends(&text));
        lines.push(0);
        lines.extend(line_ends(&text, 0).map(|at| at as u32 + 1));
        Source {
            name: name.into(),
            text,
            first: PlacedByte::START,
            lines,
            guessed: false,
        }
    }

    /// Decodes a file: UTF-8 with or without a byte order mark, or UTF-16 with one, as spreadsheets
    /// write "Unicode text".
    ///
    /// # Errors
    /// More than `limit` bytes, or bytes that are not text; the latter with their place.
    pub fn decode<'b>(
        name: &str,
        bytes: impl Into<Cow<'b, [u8]>>,
        limit: usize,
    ) -> Result<Source, Fault> {
        let mut bytes = bytes.into();
        if bytes.len() > limit {
            return Err(too_large(name, limit));
        }
        if let Some(wide) = utf16(&bytes) {
            return wide.map(|text| Source::new(name, text)).map_err(|_| {
                Fault::new(name, "the UTF-16 text in this file is broken").help(SAVE_AS_UTF8)
            });
        }
        if bytes.starts_with(b"\xef\xbb\xbf") {
            match &mut bytes {
                Cow::Borrowed(bytes) => *bytes = &bytes[3..],
                Cow::Owned(bytes) => drop(bytes.drain(..3)),
            }
        }
        // A large file that is given away is not held twice.
        match String::from_utf8(bytes.into_owned()) {
            Ok(text) => Ok(Source::new(name, text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let bytes = error.as_bytes();
                let line_end = bytes[at..].iter().position(|&byte| byte == b'\n');
                let shown = &bytes[..line_end.map_or(bytes.len(), |length| at + length)];
                let source = Source::new(name, String::from_utf8_lossy(shown));
                let message = format!("byte 0x{:02X} is not text in UTF-8", bytes[at]);
                let replaced = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
                Err(source.fault(replaced, message).help(SAVE_AS_UTF8))
            }
        }
    }

    /// Decodes a table: as it is said to be encoded, or else as [`decode`](Self::decode), and where it
    /// is no Unicode as Windows-1252, if it looks like that.
    ///
    /// # Errors
    /// As [`decode`](Self::decode).
    pub fn decode_table<'b>(
        name: &str,
        bytes: impl Into<Cow<'b, [u8]>>,
        limit: usize,
        stated: Option<Encoding>,
    ) -> Result<Source, Fault> {
        let bytes = bytes.into();
        let marked = bytes.starts_with(b"\xef\xbb\xbf") || utf16(&bytes).is_some();
        let unicode = stated == Some(Encoding::Unicode)
            || marked
            || bytes.len() > limit
            || (stated.is_none() && std::str::from_utf8(&bytes).is_ok());
        let read = match unicode {
            true => None,
            false => stated.unwrap_or(Encoding::Windows1252).text(&bytes),
        };
        let read = read.filter(|text| stated.is_some() || looks_western(text));
        match read {
            Some(text) => Ok(Source::new(name, text).guessed(stated.is_none())),
            None => Source::decode(name, bytes, limit),
        }
    }

    /// Whether it was taken for Windows-1252 for want of a word: what is not ASCII may mean another thing.
    pub fn is_guessed(&self) -> bool {
        self.guessed
    }

    /// What the file is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same, in an encoding that was guessed or not.
    pub(super) fn guessed(self, guessed: bool) -> Source {
        Source { guessed, ..self }
    }

    /// The byte of the file at which what is held starts.
    pub(crate) fn start(&self) -> usize {
        self.first.at
    }

    /// The byte of the file at which what is held ends.
    pub(crate) fn end(&self) -> usize {
        self.first.at + self.text.len()
    }

    /// What stands in these bytes of the file; nothing where they are not held.
    pub(crate) fn slice(&self, span: Range<usize>) -> &str {
        let start = self.start();
        let held = span
            .start
            .checked_sub(start)
            .zip(span.end.checked_sub(start));
        held.and_then(|(from, to)| self.text.get(from..to))
            .unwrap_or("")
    }

    /// The same bytes, wherever characters begin; `None` where they are not held.
    pub(crate) fn bytes(&self, span: Range<usize>) -> Option<&[u8]> {
        let from = span.start.checked_sub(self.start())?;
        let to = span.end.checked_sub(self.start())?;
        self.text.as_bytes().get(from..to)
    }

    /// Holds more of the file, which is put behind what is held. A carriage return ends what is put
    /// there only where the file does.
    pub(super) fn grow<E>(
        &mut self,
        more: impl FnOnce(&mut String) -> Result<(), E>,
    ) -> Result<(), E> {
        let before = self.text.len();
        let grown = more(&mut self.text);
        let ends = line_ends(&self.text, before).map(|at| at as u32 + 1);
        self.lines.extend(ends);
        grown
    }

    /// Holds no longer what stands before a byte.
    pub(super) fn forget(&mut self, at: usize) {
        let place = self.place(at);
        let at = self.boundary(at);
        let lines = self.lines.partition_point(|&start| start as usize <= at);
        self.lines.drain(..lines);
        self.lines.iter_mut().for_each(|start| *start -= at as u32);
        self.lines.insert(0, 0);
        self.text.drain(..at);
        self.first = PlacedByte {
            at: self.first.at + at,
            place,
        };
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// The line and column of a byte; past the end it is the place after the last character.
    pub fn place(&self, at: usize) -> Place {
        self.place_held(self.boundary(at))
    }

    /// The same of a byte of what is held.
    fn place_held(&self, at: usize) -> Place {
        let line = self.lines.partition_point(|&start| start as usize <= at) - 1;
        let start = self.lines[line] as usize;
        let first = self.first.place;
        let before = if line == 0 { first.column } else { 1 };
        Place {
            line: first.line + line,
            column: self.text[start..at].chars().count() + before,
        }
    }

    /// As [`place`](Self::place), the quicker the less stands between a byte and the one before it that
    /// was asked for.
    pub(crate) fn place_after(&self, before: &mut PlacedByte, at: usize) -> Place {
        let held = self.boundary(at);
        let near = before
            .at
            .checked_sub(self.first.at)
            .filter(|before| *before <= held);
        // Of the line that is held from its middle on, what is before it is in the first place.
        let next = before.place.line.checked_sub(self.first.place.line);
        let next = next.map(|line| {
            self.lines
                .get(line + 1)
                .map_or(usize::MAX, |&next| next as usize)
        });
        before.place = match near.zip(next) {
            Some((near, next)) if held < next => Place {
                line: before.place.line,
                column: before.place.column + self.text[near..held].chars().count(),
            },
            _ => self.place_held(held),
        };
        before.at = self.first.at + held;
        before.place
    }

    /// A fault that concerns these bytes; the mark ends with the first line.
    pub fn fault(&self, span: Range<usize>, message: impl Into<String>) -> Fault {
        let start = self.boundary(span.start);
        let place = self.place_held(start);
        let line = place.line - self.first.place.line;
        let line_start = self.lines[line] as usize;
        let line_end = self
            .lines
            .get(line + 1)
            .map_or(self.text.len(), |&next| next as usize);
        let line = self.text[line_start..line_end].trim_end_matches(['\n', '\r']);
        let end = self
            .boundary(span.end)
            .clamp(start, (line_start + line.len()).max(start));
        let length = self.text[start..end].chars().count().max(1);
        let before = self.text[line_start..start].chars().count();
        Fault {
            place: Some(place),
            snippet: Some(Snippet::cut(line, before, length)),
            ..Fault::new(&self.name, message)
        }
    }

    /// The bytes of the source that hold part of a value; of a text with escapes, all of it.
    pub fn inside(&self, value: &Placed<String>, part: Range<usize>) -> Range<usize> {
        let whole = value.span.clone();
        match self.slice(whole.clone()).find(&value.value) {
            Some(at) => whole.start + at + part.start..whole.start + at + part.end,
            None => whole,
        }
    }

    /// The nearest character boundary at or before a byte of the file, as a byte of what is held.
    fn boundary(&self, at: usize) -> usize {
        let mut at = at.saturating_sub(self.first.at).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// The fault for a file of more bytes than that.
pub(super) fn too_large(name: &str, limit: usize) -> Fault {
    let message = format!("this file is larger than {} MiB", limit >> 20);
    Fault::new(name, message).help("split it into several files")
}

/// How a text with backslashes is written.
pub(super) const IN_SINGLE_QUOTES: &str = "a text with backslashes stands in single quotes";

const SAVE_AS_UTF8: &str = "save the file as UTF-8 (in a spreadsheet: `CSV UTF-8`)";

/// The text of a file that is UTF-16 by its first bytes, or `None` where they are none of it.
fn utf16(bytes: &[u8]) -> Option<Result<String, std::string::FromUtf16Error>> {
    let (form, mark) = TextForm::marked(bytes)?;
    let unit: fn([u8; 2]) -> u16 = match form {
        TextForm::Utf16Little => u16::from_le_bytes,
        TextForm::Utf16Big => u16::from_be_bytes,
        _ => return None,
    };
    // An odd last byte becomes half of a surrogate pair, which no text ends with.
    let units = bytes[mark..].chunks(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        _ => 0xd800,
    });
    Some(String::from_utf16(&units.collect::<Vec<u16>>()))
}

/// How a program that meets a fault should end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The text can't be read as what it should be: exit status 2.
    Unreadable,
    /// The file itself can't be read or written: exit status 4.
    Unavailable,
    /// Worth knowing; the work goes on.
    Warning,
}

impl Severity {
    /// The word that a message starts with.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Unreadable | Severity::Unavailable => "error",
        }
    }
}

/// What a fault says after its first word, as lines.
#[derive(Debug)]
pub struct Said<'f>(&'f Fault);

/// Faults in the order of their places.
pub fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by_key(|fault| fault.place);
    faults
}

/// One thing that is wrong with a file, its place, and the way out.
///
/// `Display` gives the lines that a person reads, without a line break at the end and with
/// everything untrusted made visible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whether work can go on.
    pub severity: Severity,
    /// The file, as the user called it.
    pub file: String,
    /// Where in the file, if it is about one place.
    pub place: Option<Place>,
    /// The name of the column of a table, shown instead of the column's number.
    pub field: Option<String>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// The line with the mark.
    pub snippet: Option<Snippet>,
    /// One line that states the way out.
    pub help: Option<String>,
}

impl Fault {
    /// A fault that concerns the whole file.
    pub fn new(file: &str, message: impl Into<String>) -> Fault {
        Fault {
            severity: Severity::Unreadable,
            file: file.to_owned(),
            place: None,
            field: None,
            message: message.into(),
            snippet: None,
            help: None,
        }
    }

    /// A file that could not be opened, read or written.
    pub fn unavailable(file: &str, error: &std::io::Error) -> Fault {
        Fault {
            severity: Severity::Unavailable,
            ..Fault::new(file, error.to_string())
        }
    }

    /// Its lines after the word `error` or `warning`.
    pub fn said(&self) -> Said<'_> {
        Said(self)
    }

    /// The same fault with the way out.
    pub fn help(self, help: impl Into<String>) -> Fault {
        Fault {
            help: Some(help.into()),
            ..self
        }
    }

    /// The same fault with the way out, if there is one.
    pub fn help_if(self, help: Option<String>) -> Fault {
        Fault { help, ..self }
    }

    /// The same fault in a named column of a table.
    pub fn in_field(self, field: &str) -> Fault {
        Fault {
            field: Some(field.to_owned()),
            ..self
        }
    }

    /// The same fault as a warning.
    pub fn warning(self) -> Fault {
        Fault {
            severity: Severity::Warning,
            ..self
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self.severity.word();
        write!(f, "{word}{}", self.said())
    }
}

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Said(fault) = self;
        write!(
            f,
            ": {}\n --> {}",
            visible(&fault.message),
            visible(&fault.file)
        )?;
        match (fault.place, &fault.field) {
            (Some(place), Some(field)) => write!(f, ":{}, column {}", place.line, visible(field))?,
            (Some(place), None) => write!(f, ":{}:{}", place.line, place.column)?,
            (None, _) => {}
        }
        if let Some(snippet) = &fault.snippet {
            write!(f, "\n{snippet}")?;
        }
        if let Some(help) = &fault.help {
            write!(f, "\nhelp: {}", visible(help))?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}

/// The fault for the first mistake in TOML that starts at a byte of a file.
pub(crate) fn not_toml(source: &Source, start: usize, error: &toml::de::Error) -> Fault {
    let wording = error.message().lines().collect::<Vec<&str>>().join(", ");
    let (message, help) = match wording.as_str() {
        "duplicate key" => ("this is there twice".to_owned(), "leave one of them out"),
        unquoted if unquoted.contains("must be quoted") => (
            "this is neither a number nor a text".to_owned(),
            "texts and formulas stand in quotes: \"2*w\"",
        ),
        escape if escape.contains("escape") || escape.contains("unicode") => (
            "a backslash in double quotes starts an escape, and this is none".to_owned(),
            IN_SINGLE_QUOTES,
        ),
        other => (
            format!("this is not TOML: {other}"),
            "a line is `key = value`; texts stand in quotes",
        ),
    };
    let span = error.span().unwrap_or(0..0);
    source
        .fault(start + span.start..start + span.end, message)
        .help(help)
}

/// The help that names what was probably meant.
pub fn similar<'a>(
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    crate::notation::nearest::nearest(name, known)
        .map(|near| format!("a {what} with a similar name exists: `{near}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let source = Source::new("f", "aé\r\nb∂c\n");
        assert_eq!(source.place(0), Place { line: 1, column: 1 });
        assert_eq!(source.place(3), Place { line: 1, column: 3 });
        assert_eq!(source.place(9), Place { line: 2, column: 3 });
        assert_eq!(source.place(999), Place { line: 3, column: 1 });
    }

    #[test]
    fn a_fault_marks_its_place() {
        let source = Source::new("quiz.toml", "a = 1\nkind = \"slop\"\n");
        let fault = source
            .fault(13..19, "unknown kind `slop`")
            .help("try `slope`");
        assert_eq!(
            fault.to_string(),
            "error: unknown kind `slop`\n --> quiz.toml:2:8\n  |\n  | kind = \"slop\"\n  |        ^^^^^^\n  |\nhelp: try `slope`"
        );
    }

    #[test]
    fn the_mark_stands_under_its_place_in_every_script() {
        let source = Source::new("f", "name = \"李娜\", kind = \"e\u{301}é\" x");
        let marked = |what: &str| {
            let start = source.text().find(what).expect("it is there");
            let shown = source.fault(start..start + what.len(), "odd").to_string();
            shown.lines().nth(4).expect("marks").to_owned()
        };
        assert_eq!(marked("李娜"), format!("  | {}^^^^", " ".repeat(8)));
        assert_eq!(marked("kind"), format!("  | {}^^^^", " ".repeat(15)));
        assert_eq!(marked("e\u{301}é"), format!("  | {}^^", " ".repeat(23)));
        assert_eq!(marked("x"), format!("  | {}^", " ".repeat(27)));
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let source = Source::new("f", "x".repeat(500) + "\u{1b}!" + &"y".repeat(500));
        let shown = source.fault(500..501, "odd").to_string();
        let lines: Vec<&str> = shown.lines().collect();
        assert!(
            lines.iter().all(|line| line.chars().count() <= 90),
            "{shown}"
        );
        let at = lines[3].find("\\u{1b}").expect("the escape is shown");
        assert_eq!(lines[4].find("^^^^^^"), Some(at));
        assert!(!shown.contains('\u{1b}'));
    }

    #[test]
    fn every_encoding_of_a_spreadsheet_is_read() {
        let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}wé".encode_utf16().flat_map(order).collect()
        };
        for bytes in [b"w\xc3\xa9".to_vec(), b"\xef\xbb\xbfw\xc3\xa9".to_vec()]
            .into_iter()
            .chain([wide(u16::to_le_bytes), wide(u16::to_be_bytes)])
        {
            assert_eq!(
                Source::decode("f", &bytes, 100).map(|s| s.text),
                Ok("wé".to_owned())
            );
        }
        let fault = Source::decode("f", b"ok\nM\xfcller\n", 100).unwrap_err();
        assert_eq!(fault.place, Some(Place { line: 2, column: 2 }));
        assert!(Source::decode("f", b"\xff\xfea\0b", 100).is_err());
        // Without a mark.
        let unmarked =
            [wide(u16::to_le_bytes), wide(u16::to_be_bytes)].map(|bytes| bytes[2..].to_vec());
        for bytes in unmarked {
            let read = Source::decode("f", bytes, 100).map(|s| s.text);
            assert_eq!(read, Ok("wé".to_owned()));
        }
        assert!(Source::decode("f", b"abc", 2).is_err());
    }
}
