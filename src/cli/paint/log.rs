//! Text from files in a log, where a CI system would take it for a command.

use std::borrow::Cow;

/// What Azure Pipelines has between `##` and `[`.
const VSO: [char; 3] = ['v', 's', 'o'];

/// What a CI system takes for a command of ours in a log: `::` at the start of a line, after blanks,
/// and `##[` and `##vso[` anywhere. It comes from names and titles in files, and is broken up by a blank.
#[derive(Default)]
pub(super) struct Log {
    /// What the line has so far.
    line: Line,
    /// How much of `##[` stands at the end of it.
    hashes: usize,
    /// How much of `vso` stands there behind `##`.
    word: usize,
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
    pub(super) fn harmless<'p>(&mut self, piece: &'p str) -> Cow<'p, str> {
        let mut broken = Cow::Borrowed(piece);
        let mut added = 0;
        for (at, c) in piece.char_indices() {
            let command = (c == ':' && self.line == Line::Colon)
                || (c == '[' && (self.hashes == 2 || self.word == VSO.len()));
            if command {
                broken.to_mut().insert(at + added, ' ');
                added += 1;
            }
            let begins = self.word > 0 || self.hashes == 2;
            self.word = match VSO.get(self.word) {
                Some(next) if begins && c == *next => self.word + 1,
                _ => 0,
            };
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
