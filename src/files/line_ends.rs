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
        false => text.bytes().filter(|byte| *byte == b'\n').count(),
    }
}
