//! One level of a JSON file after the other, of which no more is held than the value that is read.

use crate::files::json;
use crate::files::source::{Fault, Placed};
use crate::files::text_file::TextFile;
use std::ops::{ControlFlow, Range};

/// Something in a file that is not JSON; [`json::mistake`] says of the whole what and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotJson;

/// The values of a list, or of an object with their keys.
#[derive(Debug, Clone, Copy)]
pub(crate) struct JsonLevel {
    closing: u8,
    /// Its first byte, before which no comma stands.
    first: usize,
    at: usize,
}

/// A value that is not read yet.
pub(crate) struct JsonItem {
    /// Its key in an object.
    pub(crate) key: Option<Placed<String>>,
    /// The byte at which it starts.
    pub(crate) start: usize,
    /// Its first character.
    pub(crate) first: u8,
}

impl JsonLevel {
    /// The level of the list or object that starts at a byte.
    pub(crate) fn open(file: &mut TextFile<'_>, at: usize) -> Result<JsonLevel, NotJson> {
        file.go_to(at);
        let closing = match file.byte(at) {
            Some(b'[') => b']',
            Some(b'{') => b'}',
            _ => return Err(NotJson),
        };
        Ok(JsonLevel {
            closing,
            first: at + 1,
            at: at + 1,
        })
    }

    /// Whether it is a list's.
    pub(crate) fn is_list(&self) -> bool {
        self.closing == b']'
    }

    /// The byte behind what is read of it; behind its bracket once there is no more.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Goes on with what stands from a byte on, at its start or behind a value.
    pub(crate) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The next value; it is to be read with [`value`](Self::value), or passed over.
    pub(crate) fn next(&mut self, file: &mut TextFile<'_>) -> Result<Option<JsonItem>, NotJson> {
        file.go_to(self.at);
        let mut next = blanks(file, self.at);
        if file.byte(next) == Some(self.closing) {
            self.at = next + 1;
            return Ok(None);
        }
        if self.at != self.first {
            expect(file, next, b',')?;
            next = blanks(file, next + 1);
        }
        let key = match self.is_list() {
            true => None,
            false => {
                let end = text_end(file, next)?;
                let value = json::text(file.held().slice(next..end)).ok_or(NotJson)?;
                let key = Placed {
                    value,
                    span: next..end,
                };
                next = blanks(file, end);
                expect(file, next, b':')?;
                next = blanks(file, next + 1);
                Some(key)
            }
        };
        let first = file.byte(next).ok_or(NotJson)?;
        self.at = next;
        Ok(Some(JsonItem {
            key,
            start: next,
            first,
        }))
    }

    /// The bytes of the value that [`next`](Self::next) came to, all of which are held.
    pub(crate) fn value(&mut self, file: &mut TextFile<'_>) -> Result<Range<usize>, NotJson> {
        let span = value(file, self.at)?;
        self.at = span.end;
        Ok(span)
    }
}

/// The bytes of the value that starts there; whether it is one is not looked at.
pub(crate) fn value(file: &mut TextFile<'_>, start: usize) -> Result<Range<usize>, NotJson> {
    let end = match file.byte(start) {
        Some(b'"') => text_end(file, start)?,
        Some(b'{' | b'[') => {
            let (mut open, mut quoted, mut escaped) = (0_usize, false, false);
            let last = file.scan(start, |byte| {
                match (quoted, byte) {
                    (true, _) if escaped => escaped = false,
                    (true, b'\\') => escaped = true,
                    (_, b'"') => quoted = !quoted,
                    (true, _) => {}
                    (false, b'{' | b'[') => open += 1,
                    (false, b'}' | b']') => open -= 1,
                    _ => {}
                }
                match open {
                    0 => ControlFlow::Break(()),
                    _ => ControlFlow::Continue(()),
                }
            });
            file.byte(last).ok_or(NotJson)?;
            last + 1
        }
        _ => file.scan(start, |byte| match byte {
            b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n' => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }),
    };
    Ok(start..end)
}

/// Whether nothing but blanks follows.
pub(crate) fn is_end(file: &mut TextFile<'_>, at: usize) -> bool {
    file.go_to(at);
    let end = blanks(file, at);
    file.byte(end).is_none()
}

/// Goes over all of the value that starts there, which is a list or object, and holds of it no more than a
/// value inside; where it ends.
pub(crate) fn check(file: &mut TextFile<'_>, at: usize) -> Result<usize, NotJson> {
    let mut level = JsonLevel::open(file, at)?;
    while level.next(file)?.is_some() {
        let span = level.value(file)?;
        if !json::is_json(file.held().slice(span)) {
            return Err(NotJson);
        }
    }
    Ok(level.at())
}

/// What is wrong with a file that is not JSON, of which all is held then; a value that starts at `within` may
/// be it.
pub(crate) fn mistake(file: &mut TextFile<'_>, within: Option<usize>) -> Option<Fault> {
    file.hold_all();
    let end = file.held().end();
    let inside = within.and_then(|start| {
        let value = value(file, start).ok()?;
        json::mistake(file.held(), value)
    });
    json::mistake(file.held(), 0..end).or(inside)
}

/// The first byte from there on that is no blank.
pub(crate) fn blanks(file: &mut TextFile<'_>, at: usize) -> usize {
    file.scan(at, |byte| match byte {
        b' ' | b'\t' | b'\r' | b'\n' => ControlFlow::Continue(()),
        _ => ControlFlow::Break(()),
    })
}

fn expect(file: &mut TextFile<'_>, at: usize, byte: u8) -> Result<(), NotJson> {
    (file.byte(at) == Some(byte)).then_some(()).ok_or(NotJson)
}

/// Where the text ends that starts there with a quote.
fn text_end(file: &mut TextFile<'_>, start: usize) -> Result<usize, NotJson> {
    expect(file, start, b'"')?;
    let mut escaped = false;
    let last = file.scan(start + 1, |byte| match byte {
        _ if escaped => {
            escaped = false;
            ControlFlow::Continue(())
        }
        b'\\' => {
            escaped = true;
            ControlFlow::Continue(())
        }
        b'"' => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    file.byte(last).map(|_| last + 1).ok_or(NotJson)
}
