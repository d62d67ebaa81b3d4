//! Symbols and their plain twins, for streams that take ASCII alone.

/// Symbols and their plain twins.
const TWINS: &[(char, &str)] = &[
    ('ε', "eps"),
    ('Δ', "d"),
    ('∂', "d"),
    ('α', "rate"),
    ('·', "*"),
    ('≈', "~"),
    ('→', "->"),
    ('✓', "right"),
    ('½', "part"),
    ('✗', "wrong"),
    ('–', "blank"),
    ('●', "O"),
    ('○', "o"),
    ('┊', "|"),
    ('−', "-"),
    ('π', "pi"),
    ('█', "#"),
    ('░', "."),
];

/// Symbols in front of the word that is their twin: the word is enough.
const SAID: [&str; 5] = ["✓ right", "½ part credit", "✗ wrong", "– blank", "? un"];

/// The text with each symbol as its plain twin.
pub(crate) fn twins(piece: &str) -> String {
    let lines = piece.split_inclusive('\n');
    let worded: String = lines
        .map(|line| worded(line).unwrap_or_else(|| line.to_owned()))
        .collect();
    let mut plain = String::with_capacity(piece.len());
    for c in worded.chars() {
        match TWINS.iter().find(|(symbol, _)| *symbol == c) {
            Some((_, twin)) => plain.push_str(twin),
            None if c.is_ascii() => plain.push(c),
            None => plain.push_str(&c.escape_unicode().to_string()),
        }
    }
    plain
}

/// A line that starts with a verdict, without its symbol.
fn worded(line: &str) -> Option<String> {
    let verdict = line.trim_start_matches(' ');
    let margin = &line[..line.len() - verdict.len()];
    let said = SAID.iter().any(|said| verdict.starts_with(said));
    let (_, words) = verdict.split_once(' ').filter(|_| said)?;
    Some(format!("{margin}{words}"))
}
