//! A text file that is read in pieces: a part of it is held at a time, so that a class of a million answers
//! takes no more than its answers.
//!
//! It is gone over once before anything is read of it: how it is encoded, and whether all of it is text, is
//! known from then on. What is no longer held is read again where it is asked for.

use crate::files::encoding::{Decoder, Encoding, NoText, TextForm, WesternLooks, whole_utf8};
use crate::files::line_ends::{bound_of_line_ends, count_line_ends};
use crate::files::room;
use crate::files::snippet::SHOWN;
use crate::files::source::{Fault, Place, PlacedByte, Source, too_large};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::{ControlFlow, Range};

/// Bytes that are read at once.
pub(crate) const PIECE: usize = 1 << 18;

/// Bytes around a place that are held for the line that a fault shows.
const AROUND: usize = 8 * SHOWN;

/// What can be read more than once.
pub(crate) trait ReadAgain: Read + Seek {}

impl<T: Read + Seek> ReadAgain for T {}

/// How a file is to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FileLimits {
    /// Most bytes of a file.
    pub(crate) size: usize,
    /// Bytes that are read at once.
    pub(crate) piece: usize,
}

/// A text file of which a part is held. Bytes are counted in its text.
pub(crate) struct TextFile<'r> {
    held: Source,
    input: &'r mut dyn ReadAgain,
    /// The byte of the input at which the text starts.
    start: u64,
    form: TextForm,
    decoder: Decoder,
    ended: bool,
    piece: usize,
    /// Bytes of all of its text, and lines.
    length: usize,
    lines: usize,
    /// Why it can't be read any further.
    fault: Option<Fault>,
    buffer: Vec<u8>,
}

/// What going over a whole file shows.
struct Survey {
    length: usize,
    lines: usize,
}

impl<'r> TextFile<'r> {
    /// Opens a file that is UTF-8 or has a byte order mark; a `table` may be encoded as it says, or where
    /// it says nothing in Windows-1252, if it looks like that.
    ///
    /// # Errors
    /// As [`Source::decode`] and [`Source::decode_table`]; input that can't be read.
    pub(crate) fn open(
        name: &str,
        input: &'r mut dyn ReadAgain,
        limits: FileLimits,
        table: Option<Option<Encoding>>,
    ) -> Result<TextFile<'r>, Fault> {
        let unavailable = |error: io::Error| Fault::unavailable(name, &error);
        let start = input.stream_position().map_err(unavailable)?;
        let end = input.seek(SeekFrom::End(0)).map_err(unavailable)?;
        if end.saturating_sub(start) > limits.size as u64 {
            return Err(too_large(name, limits.size));
        }
        input.seek(SeekFrom::Start(start)).map_err(unavailable)?;
        let mut mark = Vec::new();
        (&mut *input)
            .take(3)
            .read_to_end(&mut mark)
            .map_err(unavailable)?;
        let marked = TextForm::marked(&mark);
        let (form, skipped) = marked.unwrap_or((TextForm::Utf8, 0));
        let stated = table.filter(|_| marked.is_none());
        let western = stated.is_some_and(|stated| stated == Some(Encoding::Windows1252));
        let mut file = TextFile {
            held: Source::new(name, ""),
            input,
            start: start + skipped as u64,
            form,
            decoder: Decoder::new(form),
            ended: false,
            piece: limits.piece,
            length: 0,
            lines: 0,
            fault: None,
            buffer: Vec::new(),
        };
        let size = limits.size - skipped.min(limits.size);
        if let Some(Some(stated @ Encoding::Other(page))) = stated {
            let form = TextForm::Other(page);
            let Some(survey) = file.go_over(form, size, &mut |_| ()).map_err(unavailable)? else {
                let message = format!("this file is not text in {}", stated.name());
                let help = "say with --encoding how it is encoded, or save it as UTF-8";
                return Err(Fault::new(name, message).help(help));
            };
            return Ok(file.surveyed(form, survey));
        }
        let survey = match western {
            true => None,
            false => file.survey(form, size).map_err(unavailable)?,
        };
        let survey = match (survey, stated) {
            (None, Some(stated)) if stated != Some(Encoding::Unicode) => {
                let survey = file.western(size, stated.is_none()).map_err(unavailable)?;
                match survey {
                    Some(survey) => {
                        file.form = TextForm::Windows1252;
                        file.held = Source::new(name, "").guessed(stated.is_none());
                        Some(survey)
                    }
                    None if western => file.survey(form, size).map_err(unavailable)?,
                    None => None,
                }
            }
            (survey, _) => survey,
        };
        let Some(survey) = survey else {
            // What is wrong with it, and where, is said of the whole.
            file.input
                .seek(SeekFrom::Start(start))
                .map_err(unavailable)?;
            let mut bytes = Vec::new();
            let limit = limits.size as u64 + 1;
            (&mut *file.input)
                .take(limit)
                .read_to_end(&mut bytes)
                .map_err(unavailable)?;
            return Err(match Source::decode(name, bytes, limits.size) {
                Err(fault) if stated.is_some() => fault.help(
                    "say with --encoding how it is encoded, or save it as UTF-8 (in a spreadsheet: `CSV UTF-8`)",
                ),
                Err(fault) => fault,
                Ok(_) => changed(name),
            });
        };
        let form = file.form;
        Ok(file.surveyed(form, survey))
    }

    /// The same file at its start, once it is known how it is encoded and how long it is.
    fn surveyed(mut self, form: TextForm, survey: Survey) -> TextFile<'r> {
        self.form = form;
        self.length = survey.length;
        self.lines = survey.lines;
        self.rewind();
        self
    }

    /// Goes over all of it; `None` where it is not text in this form, or longer than `size`.
    fn survey(&mut self, form: TextForm, size: usize) -> io::Result<Option<Survey>> {
        match form {
            TextForm::Utf8 => self.survey_utf8(size),
            _ => self.go_over(form, size, &mut |_| ()),
        }
    }

    /// The same of UTF-8, which is looked at where it was read. Lines that end between two pieces may be
    /// counted twice: nobody asks for more than a bound.
    fn survey_utf8(&mut self, size: usize) -> io::Result<Option<Survey>> {
        self.input.seek(SeekFrom::Start(self.start))?;
        let mut survey = Survey {
            length: 0,
            lines: 1,
        };
        self.buffer.clear();
        loop {
            // Before what is read stand the bytes of a character that was not whole.
            let before = self.buffer.len();
            let piece = self.piece as u64;
            let read = (&mut *self.input)
                .take(piece)
                .read_to_end(&mut self.buffer)?;
            let whole = match whole_utf8(&self.buffer) {
                Ok(text) if read > 0 || text.len() == before => text.len(),
                _ => return Ok(None),
            };
            survey.length += whole;
            if survey.length + (before + read - whole) > size {
                return Ok(None);
            }
            survey.lines += bound_of_line_ends(&self.buffer[..whole]);
            self.buffer.drain(..whole);
            if read == 0 {
                return Ok(Some(survey));
            }
        }
    }

    /// The same in Windows-1252, which it is taken for where it looks like that.
    fn western(&mut self, size: usize, guessed: bool) -> io::Result<Option<Survey>> {
        let mut looks = WesternLooks::default();
        let survey = self.go_over(TextForm::Windows1252, size, &mut |text| looks.add(text))?;
        Ok(survey.filter(|_| !guessed || looks.western()))
    }

    fn go_over(
        &mut self,
        form: TextForm,
        size: usize,
        look: &mut dyn FnMut(&str),
    ) -> io::Result<Option<Survey>> {
        self.input.seek(SeekFrom::Start(self.start))?;
        let mut decoder = Decoder::new(form);
        let mut survey = Survey {
            length: 0,
            lines: 1,
        };
        let (mut bytes, mut read) = (0, usize::MAX);
        let mut text = String::new();
        while read > 0 {
            self.buffer.clear();
            let piece = self.piece as u64;
            read = (&mut *self.input)
                .take(piece)
                .read_to_end(&mut self.buffer)?;
            bytes += read;
            text.clear();
            if bytes > size || decoder.decode(&self.buffer, read == 0, &mut text).is_err() {
                return Ok(None);
            }
            look(&text);
            survey.length += text.len();
            survey.lines += count_line_ends(&text);
        }
        Ok(Some(survey))
    }

    /// What is held of it.
    pub(crate) fn held(&self) -> &Source {
        &self.held
    }

    /// What messages call it.
    pub(crate) fn name(&self) -> &str {
        self.held.name()
    }

    /// Whether what is held goes on to its end, as far as is known.
    pub(crate) fn is_at_end(&self) -> bool {
        self.ended
    }

    /// How many lines it has at most.
    pub(crate) fn lines(&self) -> usize {
        self.lines
    }

    /// Bytes of all of its text.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// Why it could not be read to its end.
    pub(crate) fn trouble(&mut self) -> Option<Fault> {
        self.fault.take()
    }

    /// Starts again from its first byte.
    pub(crate) fn rewind(&mut self) {
        let guessed = self.held.is_guessed();
        if self.held.start() > 0 || self.held.end() == 0 {
            self.held = Source::new(self.held.name(), "").guessed(guessed);
            self.decoder = Decoder::new(self.form);
            self.ended = false;
            if let Err(error) = self.input.seek(SeekFrom::Start(self.start)) {
                self.end(Some(Fault::unavailable(self.held.name(), &error)));
            }
        }
    }

    fn end(&mut self, fault: Option<Fault>) {
        self.ended = true;
        self.fault = self.fault.take().or(fault);
    }

    /// Holds more of it; whether there was more. As much again as is held, so that what is looked for
    /// again and again in a part that grows costs no more than the part.
    pub(crate) fn more(&mut self) -> bool {
        let before = self.held.end();
        while !self.ended && self.held.end() == before {
            let held = self.held.text().len();
            let piece = self.piece.max(held);
            // What is read is held twice, and the text grows to double its room.
            if held > self.piece
                && let Err(error) = room::ask(4 * held)
            {
                self.end(Some(Fault::unavailable(self.held.name(), &error)));
                break;
            }
            self.buffer.clear();
            let read = (&mut *self.input)
                .take(piece as u64)
                .read_to_end(&mut self.buffer);
            let last = match read {
                Ok(count) => count == 0,
                Err(error) => {
                    self.end(Some(Fault::unavailable(self.held.name(), &error)));
                    break;
                }
            };
            let (decoder, buffer) = (&mut self.decoder, &self.buffer);
            let grown = self.held.grow(|text| decoder.decode(buffer, last, text));
            let other = match grown {
                Err(NoText) => true,
                Ok(()) if last => self.held.end() != self.length,
                Ok(()) => self.held.end() > self.length,
            };
            if last || other {
                let fault = other.then(|| changed(self.held.name()));
                self.end(fault);
            }
        }
        self.held.end() > before
    }

    /// Need no longer hold what stands before a byte, but for the line that a fault shows.
    pub(crate) fn release(&mut self, before: usize) {
        let start = self.held.start();
        let far = before.saturating_sub(AROUND);
        // What is moved to the front is less than what is given up.
        if far > start && 2 * (far - start) > self.held.text().len().max(self.piece) {
            self.held.forget(far);
        }
    }

    /// Holds what stands at a byte and before it as far as a fault shows it, and forgets what it can.
    pub(crate) fn go_to(&mut self, at: usize) {
        if self.held.start() > at.saturating_sub(AROUND) {
            self.rewind();
        }
        self.release(at);
        while self.held.end() <= at && self.more() {
            self.release(at);
        }
    }

    /// Holds all of it.
    pub(crate) fn hold_all(&mut self) {
        if self.held.start() > 0 {
            self.rewind();
        }
        while self.more() {}
    }

    /// Holds these bytes.
    pub(crate) fn hold(&mut self, span: Range<usize>) {
        self.go_to(span.start);
        while self.held.end() < span.end && self.more() {}
    }

    /// The byte at a place, wherever that is; `None` at the end.
    pub(crate) fn byte_at(&mut self, at: usize) -> Option<u8> {
        self.go_to(at);
        self.byte(at)
    }

    /// The byte at a place that is not before what is held; `None` at the end.
    pub(crate) fn byte(&mut self, at: usize) -> Option<u8> {
        loop {
            let held = at.checked_sub(self.held.start())?;
            if let Some(byte) = self.held.text().as_bytes().get(held) {
                return Some(*byte);
            }
            if !self.more() {
                return None;
            }
        }
    }

    /// Goes over bytes from a place on until one ends it, which is not gone over; the place of that, or of
    /// the end of the file. All of it is held.
    pub(crate) fn scan(
        &mut self,
        from: usize,
        mut ends: impl FnMut(u8) -> ControlFlow<()>,
    ) -> usize {
        let mut at = from;
        loop {
            let held = at.saturating_sub(self.held.start());
            let bytes = self.held.text().as_bytes().get(held..).unwrap_or_default();
            match bytes.iter().position(|&byte| ends(byte).is_break()) {
                Some(length) => return at + length,
                None => at += bytes.len(),
            }
            if !self.more() {
                return at;
            }
        }
    }

    /// A fault that concerns these bytes. Where they, or what is shown before them, are no longer held they are
    /// read again.
    pub(crate) fn fault(&mut self, span: Range<usize>, message: impl Into<String>) -> Fault {
        if span.start.saturating_sub(AROUND) < self.held.start() {
            let name = self.held.name().to_owned();
            let again = Source::new(name, "").guessed(self.held.is_guessed());
            let held = std::mem::replace(&mut self.held, again);
            let (decoder, ended) = (self.decoder.clone(), self.ended);
            let here = self.input.stream_position();
            self.decoder = Decoder::new(self.form);
            self.ended = self.input.seek(SeekFrom::Start(self.start)).is_err();
            self.go_to(span.start);
            let fault = self.marked(span, message.into());
            (self.held, self.decoder, self.ended) = (held, decoder, ended);
            let back = here.and_then(|here| self.input.seek(SeekFrom::Start(here)));
            if let Err(error) = back {
                self.end(Some(Fault::unavailable(self.held.name(), &error)));
            }
            return fault;
        }
        self.marked(span, message.into())
    }

    fn marked(&mut self, span: Range<usize>, message: String) -> Fault {
        let end = span.start + AROUND;
        while self.held.end() < end && self.more() {}
        self.held.fault(span, message)
    }

    /// As [`Source::place_after`].
    pub(crate) fn place_after(&self, before: &mut PlacedByte, at: usize) -> Place {
        self.held.place_after(before, at)
    }
}

/// The fault for a file that is another one when it is read again.
pub(crate) fn changed(name: &str) -> Fault {
    Fault::new(name, "this file changed while it was read").help("grade it again")
}
