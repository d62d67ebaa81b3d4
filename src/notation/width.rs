//! Columns that a text takes on a terminal: the door to `unicode-width`.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a text: two for each character of a wide script, none for a combining mark (Unicode
/// Standard Annex #11). Where the width of a character depends on the font it counts as one.
pub fn width(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.width(),
    }
}

/// The text within that many columns; what is longer ends with `...`.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used + 3 > columns {
            break;
        }
        kept.push(character);
    }
    format!("{}{}", kept.trim_end(), ".".repeat(columns.min(3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns_and_marks_none() {
        for (text, columns) in [
            ("ann", 3),
            ("é", 1),
            ("e\u{301}", 1),
            ("李娜", 4),
            ("김", 2),
            ("한", 2),
            ("\u{1112}\u{1161}\u{11ab}", 2),
            ("∂J/∂w ½ ✓ ε █", 13),
            ("नमस्ते", 4),
            ("🙂", 2),
        ] {
            assert_eq!(width(text), columns, "{text}");
        }
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abc...");
        assert_eq!(cut("李娜李娜", 8), "李娜李娜");
        assert_eq!(cut("李娜李娜", 7), "李娜...");
        assert_eq!(cut("李娜李娜", 6), "李...");
        assert_eq!(cut("ab cdefg", 6), "ab...");
        assert_eq!(cut("abcdefg", 2), "..");
        assert!(width(&cut("e\u{301}e\u{301}e\u{301}xyz", 5)) <= 5);
    }
}
