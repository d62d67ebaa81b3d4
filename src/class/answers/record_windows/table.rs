//! Tables of TOML as most are: a head, and below it a key, an equals sign and a text or a whole number on each
//! line. What is written in another way is left to who knows all of TOML.

use super::{RecordReader, Said, Value};
use std::num::NonZeroU32;
use std::ops::Range;

/// Digits of a whole number that any reader of TOML takes.
const MAX_DIGITS: usize = 18;

impl RecordReader<'_> {
    /// Reads the table that is the record, an entry of a list or what its head names.
    pub(super) fn table(&mut self, listed: bool, said: &mut Said) -> Option<()> {
        self.toml_byte(b'[')?;
        if listed {
            self.toml_byte(b'[')?;
        }
        self.toml_blanks();
        let (token, span) = self.toml_key()?;
        let named = (self.tokens[token], span);
        self.toml_blanks();
        self.toml_byte(b']')?;
        match listed {
            true => self.toml_byte(b']')?,
            false => {
                said.whose = Some((0, named));
                said.keyed = true;
            }
        }
        self.line_ends()?;
        while self.at < self.part.span.end {
            self.toml_blanks();
            if self.line_ends().is_some() {
                continue;
            }
            let (token, _) = self.toml_key()?;
            let key = self.meaning(token)?;
            self.toml_blanks();
            self.toml_byte(b'=')?;
            self.toml_blanks();
            let value = self.toml_value()?;
            self.line_ends()?;
            self.entry(said, key, value)?;
        }
        Some(())
    }

    fn toml_bytes(&self) -> &[u8] {
        &self.text.as_bytes()[self.at..self.part.span.end]
    }

    fn toml_byte(&mut self, byte: u8) -> Option<()> {
        (*self.toml_bytes().first()? == byte).then_some(())?;
        self.at += 1;
        Some(())
    }

    fn toml_blanks(&mut self) {
        let blanks = self.toml_bytes().iter();
        self.at += blanks
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
    }

    /// Passes the end of a line, and blanks before it.
    fn line_ends(&mut self) -> Option<()> {
        self.toml_blanks();
        self.at += match self.toml_bytes() {
            [] => 0,
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => return None,
        };
        Some(())
    }

    /// The key that stands here: its place, and its bytes.
    fn toml_key(&mut self) -> Option<(usize, Range<usize>)> {
        if self.toml_bytes().first() == Some(&b'"') {
            return self.toml_text();
        }
        let bare = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = self.toml_bytes().iter().take_while(bare).count();
        (length > 0).then_some(())?;
        let span = self.at..self.at + length;
        let key = &self.text[span.clone()];
        let place = self.raw.place(key);
        let token = place.get() as usize - 1;
        if token == self.tokens.len() {
            self.add_token(Some(key), false);
        }
        self.at = span.end;
        Some((token, span))
    }

    /// A text in quotes that says the same in JSON.
    fn toml_text(&mut self) -> Option<(usize, Range<usize>)> {
        let (token, span) = self.token()?;
        let raw = self.raw.text(NonZeroU32::new(token as u32 + 1)?);
        // Two quotes may be the first of three.
        let closed = raw != "\"\"" || self.toml_bytes().first() != Some(&b'"');
        (closed && says_the_same(raw)).then_some((token, span))
    }

    /// The value that stands here.
    fn toml_value(&mut self) -> Option<Value> {
        let (token, span) = match self.toml_bytes().first()? {
            b'"' => self.toml_text()?,
            b'1'..=b'9' => {
                let digits = self.toml_bytes().iter();
                let length = digits.take_while(|byte| byte.is_ascii_digit()).count();
                (length <= MAX_DIGITS).then_some(())?;
                let span = self.at..self.at + length;
                let token = self.of_raw(&self.text[span.clone()]);
                self.at = span.end;
                (token, span)
            }
            _ => return None,
        };
        Some((self.tokens[token], span))
    }
}

/// Whether what is a text of JSON is one of TOML that says the same.
fn says_the_same(raw: &str) -> bool {
    let mut escapes = raw.split('\\').skip(1);
    let mut alike = !raw.contains('\u{7f}');
    while let Some(escape) = escapes.next().filter(|_| alike) {
        alike = match escape.as_bytes() {
            // A backslash of its own: what is behind it escapes nothing.
            [] => escapes.next().is_some(),
            [b'"' | b'b' | b'f' | b'n' | b'r' | b't', ..] => true,
            // TOML has no halves of characters.
            [b'u', first, second, ..] => {
                let half = first.eq_ignore_ascii_case(&b'd') && !second.is_ascii_digit();
                !(half || matches!((first, second), (b'd' | b'D', b'8' | b'9')))
            }
            _ => false,
        };
    }
    alike
}
