//! Text of before Unicode: Windows-1252, which spreadsheets write in western Europe and America where
//! they are not asked for UTF-8.

/// How the bytes of a file are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; UTF-16 where a byte order mark says so.
    Unicode,
    /// Windows-1252, of which ISO 8859-1 is a part.
    Windows1252,
}

impl Encoding {
    /// Names by which it may be asked for.
    pub const ALL: [(&'static str, Encoding); 6] = [
        ("utf-8", Encoding::Unicode),
        ("windows-1252", Encoding::Windows1252),
        ("cp1252", Encoding::Windows1252),
        ("ansi", Encoding::Windows1252),
        ("iso-8859-1", Encoding::Windows1252),
        ("latin1", Encoding::Windows1252),
    ];

    /// The one with this name.
    pub fn named(name: &str) -> Option<Encoding> {
        let mut all = Encoding::ALL.iter();
        let found = all.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, encoding)| *encoding)
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

/// Whether a text that was read as Windows-1252 looks like one: of the characters that are not ASCII
/// most are letters as western languages have them, or what spreadsheets put between words. Bytes of
/// another alphabet make runs of capitals and signs.
pub(crate) fn looks_western(text: &str) -> bool {
    let (mut plausible, mut odd) = (0, 0);
    let mut before = ' ';
    for c in text.chars() {
        let usual =
            match c {
                _ if c.is_ascii() => {
                    before = c;
                    continue;
                }
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
            true => plausible += 1,
            false => odd += 1,
        }
        before = c;
    }
    plausible > 4 * odd
}

#[cfg(test)]
mod tests {
    use super::*;

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
