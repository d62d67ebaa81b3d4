//! Where the lines of a text end.

/// The bytes that end lines, from one on. A carriage return alone ends a line too: old spreadsheets write
/// nothing else.
pub(super) fn line_ends(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    // One character alone is found many bytes at a time.
    let returns = bytes[from..].contains(&b'\r');
    let simple = text[from..].match_indices('\n');
    let simple = simple
        .take_while(move |_| !returns)
        .map(move |(at, _)| from + at);
    let start = if returns { from } else { bytes.len() };
    let mixed = (start..bytes.len()).filter(move |&at| match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    simple.chain(mixed)
}

/// How many they are.
pub(super) fn count_line_ends(text: &str) -> usize {
    match text.as_bytes().contains(&b'\r') {
        true => line_ends(text, 0).count(),
        false => count(text.as_bytes(), b'\n'),
    }
}

/// How many they are at most, whatever stands before and behind.
pub(super) fn bound_of_line_ends(bytes: &[u8]) -> usize {
    let returns = count(bytes, b'\r');
    let feeds = count(bytes, b'\n');
    match returns {
        0 => feeds,
        _ => {
            let pairs = bytes.windows(2).filter(|pair| *pair == b"\r\n").count();
            returns + feeds - pairs
        }
    }
}

/// How often a byte is there: many are compared at once where a count fits in a byte.
fn count(bytes: &[u8], wanted: u8) -> usize {
    let parts = bytes.chunks(usize::from(u8::MAX));
    let counts = parts.map(|part| {
        part.iter()
            .map(|byte| u8::from(*byte == wanted))
            .sum::<u8>()
    });
    counts.map(usize::from).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_end() {
        let long = "w\n".repeat(700);
        for (text, ends) in [
            ("", 0),
            ("a\nb", 1),
            ("a\r\nb\rc\n", 3),
            ("\n\r\n\r", 3),
            (&long, 700),
        ] {
            assert_eq!(count_line_ends(text), ends, "{text:?}");
            assert_eq!(bound_of_line_ends(text.as_bytes()), ends, "{text:?}");
        }
    }
}
