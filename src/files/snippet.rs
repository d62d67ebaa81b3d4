//! The line of a file that a fault is about, with a mark.

use crate::notation::visible::{push_visible, visible};
use crate::notation::width::width;
use std::fmt;

/// Characters of a line that a fault shows around the mark, so that it fits 80 columns.
pub(super) const SHOWN: usize = 72;

/// One line of a file with a mark under a part of it, cut to the neighbourhood of the mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The part of the line, made visible.
    pub text: String,
    /// Characters of `text` before the mark.
    pub start: usize,
    /// Characters under the mark, 1 or more.
    pub length: usize,
}

impl Snippet {
    /// Cuts `line` around the mark, which starts after `start` characters of it.
    pub(super) fn cut(line: &str, start: usize, length: usize) -> Snippet {
        let count = line.chars().count();
        let from = if count <= SHOWN {
            0
        } else {
            start.saturating_sub(SHOWN / 3)
        };
        let mut text = String::from(if from > 0 { "..." } else { "" });
        let (mut mark, mut end) = (None, None);
        for (at, character) in line.chars().enumerate().skip(from).take(SHOWN) {
            if at == start {
                mark = Some(text.chars().count());
            }
            if at == start + length {
                end = Some(text.chars().count());
            }
            // A tab stays one blank wide, or an indented line would be hard to recognise.
            match character {
                '\t' => text.push(' '),
                other => push_visible(&mut text, other),
            }
        }
        let shown = text.chars().count();
        if from + SHOWN < count {
            text.push_str("...");
        }
        let mark = mark.unwrap_or(shown);
        Snippet {
            text,
            start: mark,
            length: end.unwrap_or(shown).saturating_sub(mark).max(1),
        }
    }
}

impl Snippet {
    /// One that was shown before: the part of its line, the column of its mark and the characters under that,
    /// as somebody says. A line that was cut stands behind dots.
    pub(crate) fn again(text: &str, column: usize, length: usize) -> Snippet {
        /// Characters that one of a line takes at most where it is made visible.
        const VISIBLE: usize = 10;
        let text: String = visible(text).chars().take(SHOWN * VISIBLE).collect();
        let count = text.chars().count();
        let most = if text.starts_with("...") {
            "...".len() + SHOWN / 3
        } else {
            count
        };
        let start = column.saturating_sub(1).min(most);
        let length = length.clamp(1, count.saturating_sub(start).max(1));
        Snippet {
            text,
            start,
            length,
        }
    }
}

impl fmt::Display for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = |from: usize, count: usize| -> usize {
            width(&self.text.chars().skip(from).take(count).collect::<String>())
        };
        let indent = " ".repeat(columns(0, self.start));
        let marks = columns(self.start, self.length);
        // Past the end of the line a mark stands by itself.
        let marks = "^".repeat(marks.max(1));
        write!(f, "  |\n  | {}\n  | {indent}{marks}\n  |", self.text)
    }
}
