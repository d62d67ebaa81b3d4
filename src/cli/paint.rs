//! Roles become terminal colours: the door to `colored`.

use colored::{Color, ColoredString, Colorize, Styles};
use deriv::report::{Role, Text};
use std::borrow::Cow;

/// When colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

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

/// Whether a stream is coloured: by `--color`, else by the environment, else where it is a
/// terminal.
pub(crate) fn coloured(when: When, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if set("NO_COLOR").is_some() => false,
        When::Auto if set("CLICOLOR_FORCE").is_some_and(|v| v != "0") => true,
        When::Auto if set("CLICOLOR").is_some_and(|v| v == "0") => false,
        When::Auto if set("TERM").is_some_and(|v| v == "dumb") => false,
        When::Auto => terminal,
    }
}

/// The text as bytes for a stream.
pub(crate) fn paint(text: &Text, colour: bool, ascii: bool) -> String {
    if colour {
        colored::control::set_override(true);
    }
    let mut painted = String::new();
    let mut log = Log::default();
    for (role, piece) in &text.pieces {
        let piece = log.harmless(piece);
        let piece = if ascii {
            twins(&piece)
        } else {
            piece.into_owned()
        };
        if !colour || *role == Role::Plain || piece.trim().is_empty() {
            painted.push_str(&piece);
        } else {
            painted.push_str(&styled(*role, &piece).to_string());
        }
    }
    painted
}

/// What a CI system takes for a command of ours in a log: `::` at the start of a line, after blanks,
/// and `##[` anywhere. It comes from names and titles in files, and is broken up by a blank.
#[derive(Default)]
struct Log {
    /// What the line has so far.
    line: Line,
    /// How much of `##[` stands at the end of it.
    hashes: usize,
}

/// The start of a line of a log.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Line {
    /// Blanks at most.
    #[default]
    Blank,
    /// Blanks and a colon.
    Colon,
    /// Something else.
    Words,
}

impl Log {
    /// The next piece of the text without such commands.
    fn harmless<'p>(&mut self, piece: &'p str) -> Cow<'p, str> {
        let mut broken = Cow::Borrowed(piece);
        let mut added = 0;
        for (at, c) in piece.char_indices() {
            let command = (c == ':' && self.line == Line::Colon) || (c == '[' && self.hashes == 2);
            if command {
                broken.to_mut().insert(at + added, ' ');
                added += 1;
            }
            self.hashes = match c {
                '#' => (self.hashes + 1).min(2),
                _ => 0,
            };
            self.line = match (c, self.line) {
                ('\n', _) => Line::Blank,
                (c, Line::Blank) if c.is_whitespace() => Line::Blank,
                (':', Line::Blank) => Line::Colon,
                _ => Line::Words,
            };
        }
        broken
    }
}

fn styled(role: Role, piece: &str) -> ColoredString {
    let colour = |c: Color| piece.color(c);
    match role {
        Role::Plain => ColoredString::from(piece),
        Role::Answer | Role::Heading => {
            let mut bold = ColoredString::from(piece);
            bold.style.add(Styles::Bold);
            bold
        }
        Role::Expression => colour(Color::Cyan),
        Role::Tangent => colour(Color::Yellow),
        Role::Nudge => colour(Color::Magenta),
        Role::Right => colour(Color::Green),
        Role::Wrong => colour(Color::Red),
        Role::Label => piece.dimmed(),
    }
}

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
