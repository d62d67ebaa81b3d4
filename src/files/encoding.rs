//! Text of before Unicode: Windows-1252, which spreadsheets write in western Europe and America where
//! they are not asked for UTF-8, and where it is said the code pages that they write elsewhere.

use std::borrow::Cow;

/// How the bytes of a file are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; UTF-16 where a byte order mark says so.
    Unicode,
    /// Windows-1252, of which ISO 8859-1 is a part.
    Windows1252,
    /// Another one of before Unicode, which is never guessed.
    Other(CodePage),
}

/// A way to write text of before Unicode, as WHATWG's Encoding standard has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodePage(&'static encoding_rs::Encoding);

impl Encoding {
    /// Names of the most usual ones; of others those of WHATWG's Encoding standard are known.
    pub const USUAL: &str =
        "utf-8, windows-1252, windows-1250, windows-1251, shift_jis, gbk, big5, euc-kr";

    /// The one with this name.
    pub fn named(name: &str) -> Option<Encoding> {
        let name = name.trim().to_ascii_lowercase();
        // What Windows and Python call those that the standard names otherwise.
        let label = match name.as_str() {
            "utf-8" | "utf8" => return Some(Encoding::Unicode),
            "ansi" => "windows-1252",
            "cp932" | "ms932" => "shift_jis",
            "cp936" => "gbk",
            "cp949" => "euc-kr",
            "cp950" => "big5",
            "cp874" => "windows-874",
            label => label,
        };
        let found = encoding_rs::Encoding::for_label(label.as_bytes())?;
        // What says by itself how it is encoded, and what is none or changes on the way.
        let others = [
            encoding_rs::UTF_8,
            encoding_rs::UTF_16LE,
            encoding_rs::UTF_16BE,
            encoding_rs::REPLACEMENT,
            encoding_rs::X_USER_DEFINED,
            encoding_rs::ISO_2022_JP,
        ];
        match found {
            found if found == encoding_rs::WINDOWS_1252 => Some(Encoding::Windows1252),
            found => (!others.contains(&found)).then_some(Encoding::Other(CodePage(found))),
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Unicode => "UTF-8",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Other(CodePage(page)) => page.name(),
        }
    }

    /// The text of these bytes, which have no byte order mark; `None` where they are none.
    pub(crate) fn text(self, bytes: &[u8]) -> Option<String> {
        match self {
            Encoding::Unicode => std::str::from_utf8(bytes).ok().map(str::to_owned),
            Encoding::Windows1252 => windows_1252(bytes),
            Encoding::Other(page) => page.text(bytes).map(Cow::into_owned),
        }
    }

    /// The bytes of a table that may be encoded so, as UTF-8 where they are no Unicode themselves.
    pub fn unless_unicode(self, bytes: Vec<u8>) -> Vec<u8> {
        let unicode = TextForm::marked(&bytes).is_some() || std::str::from_utf8(&bytes).is_ok();
        let text = (!unicode).then(|| self.text(&bytes)).flatten();
        text.map_or(bytes, String::into_bytes)
    }
}

impl CodePage {
    /// The text of these bytes; `None` where one of them is no character.
    fn text(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        let text = self
            .0
            .decode_without_bom_handling_and_without_replacement(bytes)?;
        // The standard lets bytes that mean nothing stand for control characters.
        let none = |c: char| matches!(c, '\0' | '\u{80}'..='\u{9f}');
        (!text.contains(none)).then_some(text)
    }

    /// How many of these bytes are whole characters for certain: in none of the encodings is a byte below 0x30 a
    /// part of a longer character.
    fn whole(self, bytes: &[u8]) -> usize {
        match self.0.is_single_byte() {
            true => bytes.len(),
            false => bytes
                .iter()
                .rposition(|&byte| byte < 0x30)
                .map_or(0, |at| at + 1),
        }
    }
}

/// The characters of the bytes 0x80 to 0x9F, a blank where there is none; the others are those of
/// Unicode. From the table of WHATWG's Encoding standard, section 9.
const WINDOWS: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// The text of these bytes in Windows-1252; `None` where one of them is no character there.
pub(crate) fn windows_1252(bytes: &[u8]) -> Option<String> {
    let read = bytes.iter().map(|&byte| match byte {
        0x80..=0x9f => Some(WINDOWS[usize::from(byte - 0x80)]).filter(|c| *c != ' '),
        0 => None,
        _ => Some(char::from(byte)),
    });
    read.collect()
}

/// Whether a text that was read as Windows-1252 looks like one.
pub(crate) fn looks_western(text: &str) -> bool {
    let mut looks = WesternLooks::default();
    looks.add(text);
    looks.western()
}

/// Whether a text that was read as Windows-1252 looks like one: of the characters that are not ASCII
/// most are letters as western languages have them, or what spreadsheets put between words. Bytes of
/// another alphabet make runs of capitals and signs.
#[derive(Debug, Clone)]
pub(crate) struct WesternLooks {
    plausible: usize,
    odd: usize,
    before: char,
}

impl Default for WesternLooks {
    fn default() -> WesternLooks {
        WesternLooks {
            plausible: 0,
            odd: 0,
            before: ' ',
        }
    }
}

impl WesternLooks {
    /// Looks at more of the text.
    pub(crate) fn add(&mut self, text: &str) {
        for c in text.chars() {
            let before = std::mem::replace(&mut self.before, c);
            let usual = match c {
                _ if c.is_ascii() => continue,
                'ß'..='ö' | 'ø'..='ÿ' | '’' | '–' | '“' | '”' | '…' => {
                    before.is_ascii() || c.is_lowercase()
                }
                'À'..='Ö' | 'Ø'..='Þ' => before.is_ascii(),
                '²' | '³' | '·' | '×' | '÷' | '±' | '°' | 'µ' | '½' | '¼' | '¾' | '\u{a0}'
                | '€' => true,
                'š' | 'ž' | 'œ' | 'Š' | 'Ž' | 'Œ' | 'ª' | 'º' | '¿' | '¡' | '«' | '»' | '‘'
                | '„' => true,
                _ => false,
            };
            // Words of a western language have single accented letters.
            let run = !before.is_ascii() && before.is_alphabetic() && c.is_alphabetic();
            match usual && !run {
                true => self.plausible += 1,
                false => self.odd += 1,
            }
        }
    }

    /// What all of it looks like.
    pub(crate) fn western(&self) -> bool {
        self.plausible > 4 * self.odd
    }
}

/// What turns the bytes of a file into text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextForm {
    Utf8,
    Utf16Little,
    Utf16Big,
    Windows1252,
    Other(CodePage),
}

impl TextForm {
    /// The form that a byte order mark names, or the first bytes, and the bytes of the mark.
    pub(crate) fn marked(bytes: &[u8]) -> Option<(TextForm, usize)> {
        match bytes {
            [0xff, 0xfe, ..] => Some((TextForm::Utf16Little, 2)),
            [0xfe, 0xff, ..] => Some((TextForm::Utf16Big, 2)),
            [0xef, 0xbb, 0xbf, ..] => Some((TextForm::Utf8, 3)),
            // No text starts so but one of two bytes a character, whose mark was left out.
            [first, 0, second, ..] if *first > 0 && *second > 0 => Some((TextForm::Utf16Little, 0)),
            [0, first, 0, ..] if *first > 0 => Some((TextForm::Utf16Big, 0)),
            _ => None,
        }
    }
}

/// Bytes that are no text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoText;

/// The bytes of a file turned into text piece by piece.
#[derive(Debug, Clone)]
pub(crate) struct Decoder {
    form: TextForm,
    /// Bytes of a character that is not whole yet.
    rest: Vec<u8>,
    /// Whether a carriage return waits for what follows it, which with it may end one line.
    returned: bool,
}

impl Decoder {
    pub(crate) fn new(form: TextForm) -> Decoder {
        Decoder {
            form,
            rest: Vec::new(),
            returned: false,
        }
    }

    /// Puts the text of the next bytes behind `text`; `last` where no more follow.
    ///
    /// # Errors
    /// Bytes that are no text.
    pub(crate) fn decode(
        &mut self,
        bytes: &[u8],
        last: bool,
        text: &mut String,
    ) -> Result<(), NoText> {
        if std::mem::take(&mut self.returned) {
            text.push('\r');
        }
        let joined: Vec<u8>;
        let bytes = match self.rest.is_empty() {
            true => bytes,
            false => {
                joined = [&std::mem::take(&mut self.rest), bytes].concat();
                &joined
            }
        };
        let read = match self.form {
            TextForm::Utf8 => utf8(bytes, text)?,
            TextForm::Utf16Little => utf16(bytes, u16::from_le_bytes, text)?,
            TextForm::Utf16Big => utf16(bytes, u16::from_be_bytes, text)?,
            TextForm::Windows1252 => {
                text.push_str(&windows_1252(bytes).ok_or(NoText)?);
                bytes.len()
            }
            TextForm::Other(page) => {
                let whole = if last { bytes.len() } else { page.whole(bytes) };
                text.push_str(&page.text(&bytes[..whole]).ok_or(NoText)?);
                whole
            }
        };
        self.rest.extend_from_slice(&bytes[read..]);
        if last && !self.rest.is_empty() {
            return Err(NoText);
        }
        if !last && text.ends_with('\r') {
            text.pop();
            self.returned = true;
        }
        Ok(())
    }
}

/// Appends the text of as many bytes as are whole characters; how many they are.
fn utf8(bytes: &[u8], text: &mut String) -> Result<usize, NoText> {
    let whole = whole_utf8(bytes)?;
    text.push_str(whole);
    Ok(whole.len())
}

/// The text of these bytes as far as they are whole characters; the last may be cut off.
pub(super) fn whole_utf8(bytes: &[u8]) -> Result<&str, NoText> {
    match simdutf8::compat::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => {
            simdutf8::basic::from_utf8(&bytes[..error.valid_up_to()]).map_err(|_| NoText)
        }
        read => read.map_err(|_| NoText),
    }
}

/// The same of UTF-16.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, text: &mut String) -> Result<usize, NoText> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let count = bytes.len() / 2;
    // The first half of a pair waits for the second.
    let split = units
        .clone()
        .next_back()
        .is_some_and(|last| matches!(last, 0xd800..=0xdbff));
    let whole = count - usize::from(split);
    for read in char::decode_utf16(units.take(whole)) {
        text.push(read.map_err(|_| NoText)?);
    }
    Ok(2 * whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_any_size_are_the_same_text() {
        let text = "wé∂\r\n😀\r2\r";
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
        for (form, bytes) in [
            (TextForm::Utf8, text.as_bytes().to_vec()),
            (TextForm::Utf16Little, wide(u16::to_le_bytes)),
            (TextForm::Utf16Big, wide(u16::to_be_bytes)),
        ] {
            for size in 1..=bytes.len() {
                let mut decoder = Decoder::new(form);
                let mut read = String::new();
                for piece in bytes.chunks(size) {
                    assert_eq!(decoder.decode(piece, false, &mut read), Ok(()));
                    assert!(!read.ends_with('\r'));
                }
                assert_eq!(decoder.decode(b"", true, &mut read), Ok(()));
                assert_eq!(read, text, "{form:?} by {size}");
            }
            let mut decoder = Decoder::new(form);
            let cut = &bytes[..bytes.len() - 7];
            let read = decoder.decode(cut, true, &mut String::new());
            assert_eq!(
                read.is_err(),
                std::str::from_utf8(cut).is_err() || form != TextForm::Utf8
            );
        }
    }

    /// The bytes are those of Python's codecs of these names.
    #[test]
    fn code_pages_are_read_in_pieces_of_any_size() {
        for (name, text, bytes) in [
            ("cp932", "表,ソ0\r\nｱ", &b"\x95\x5c,\x83\x5c0\r\n\xb1"[..]),
            ("shift_jis", "日本", b"\x93\xfa\x96\x7b"),
            ("cp936", "张,三", b"\xd5\xc5,\xc8\xfd"),
            ("gb18030", "\u{9fa6}1", b"\x82\x35\x8f\x331"),
            ("cp950", "陳", b"\xb3\xaf"),
            ("cp949", "김", b"\xb1\xe8"),
            ("euc-jp", "日", b"\xc6\xfc"),
            ("cp1250", "Łódź", b"\xa3\xf3d\x9f"),
            ("cp1251", "Иван", b"\xc8\xe2\xe0\xed"),
            ("iso-8859-2", "Łódź", b"\xa3\xf3d\xbc"),
            ("koi8-r", "Иван", b"\xe9\xd7\xc1\xce"),
        ] {
            let encoding = Encoding::named(name).expect(name);
            let Encoding::Other(page) = encoding else {
                panic!("{name} is none of these");
            };
            assert_eq!(encoding.text(bytes).as_deref(), Some(text), "{name}");
            assert_eq!(encoding.unless_unicode(bytes.to_vec()), text.as_bytes());
            assert_eq!(encoding.unless_unicode(text.into()), text.as_bytes());
            for size in 1..=bytes.len() {
                let mut decoder = Decoder::new(TextForm::Other(page));
                let mut read = String::new();
                for piece in bytes.chunks(size) {
                    assert_eq!(decoder.decode(piece, false, &mut read), Ok(()), "{name}");
                }
                assert_eq!(decoder.decode(b"", true, &mut read), Ok(()), "{name}");
                assert_eq!(read, text, "{name} by {size}");
            }
        }
        for (name, bytes) in [
            ("shift_jis", &b"\x93"[..]),
            ("cp1250", b"\x81"),
            ("gbk", b"a\0b"),
        ] {
            assert_eq!(
                Encoding::named(name).and_then(|it| it.text(bytes)),
                None,
                "{name}"
            );
        }
        for (name, expected) in [
            ("UTF-8", Some(Encoding::Unicode)),
            ("ansi", Some(Encoding::Windows1252)),
            ("latin1", Some(Encoding::Windows1252)),
            ("utf-16", None),
            ("iso-2022-jp", None),
            ("klingon", None),
        ] {
            assert_eq!(Encoding::named(name), expected, "{name}");
        }
    }

    #[test]
    fn western_names_are_told_from_other_alphabets() {
        for (bytes, expected) in [
            (&b"M\xfcller, Fran\xe7ois; S\xf8ren"[..], true),
            (b"2\xb7w, w\xb2", true),
            // Иванов in Windows-1251, 日本 in Shift JIS, Łódź in Windows-1250, Müller in Mac Roman.
            (b"\xc8\xe2\xe0\xed\xee\xe2", false),
            (b"\x93\xfa\x96\x7b", false),
            (b"\xa3\xf3d\x9f", false),
            (b"M\x9fller", false),
        ] {
            let read = windows_1252(bytes).expect("all are characters");
            assert_eq!(looks_western(&read), expected, "{read}");
        }
        assert_eq!(windows_1252(b"\x81"), None);
    }
}
