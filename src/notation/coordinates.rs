//! The coordinates of a point as people write it: `3`, `pi/2`, `x = 1, y = 2`.

use std::ops::Range;

/// One coordinate: bytes of the text, without the blanks around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The variable, where one is named; empty where nothing stands before the `=`.
    pub name: Option<Range<usize>>,
    /// Its value, an expression.
    pub value: Range<usize>,
}

/// The coordinates in `text`, in order: what `,` or `;` keeps apart outside of brackets. A text
/// without `=` is a single value, commas and all.
///
/// ```
/// use deriv::notation::coordinates::coordinates;
/// let text = "x = 1, y = max(1, 2)";
/// let values: Vec<&str> = coordinates(text).into_iter().map(|c| &text[c.value]).collect();
/// assert_eq!(values, ["1", "max(1, 2)"]);
/// ```
pub fn coordinates(text: &str) -> Vec<Assigned> {
    let mut found = Vec::new();
    let named = text.contains('=');
    let (mut depth, mut start) = (0i64, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' | ';' if depth == 0 && named => {
                found.push(assigned(text, start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(assigned(text, start..text.len()));
    found
}

fn assigned(text: &str, part: Range<usize>) -> Assigned {
    match text[part.clone()].find('=') {
        Some(at) => Assigned {
            name: Some(trimmed(text, part.start..part.start + at)),
            value: trimmed(text, part.start + at + 1..part.end),
        },
        None => Assigned {
            name: None,
            value: trimmed(text, part),
        },
    }
}

/// The range without the blanks at its ends.
fn trimmed(text: &str, part: Range<usize>) -> Range<usize> {
    let piece = &text[part.clone()];
    let start = part.end - piece.trim_start().len();
    start..start + piece.trim().len()
}
