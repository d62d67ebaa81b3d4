//! The tables of a TOML file found by their heads: each can be read by itself, so that a large file is
//! never held as one tree, nor as a text.

use crate::files::text_file::TextFile;
use std::collections::HashSet;
use std::ops::Range;

/// The tables of a file that has nothing else at its top.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum TomlTables {
    /// `[ann]`, `[bob]`: different keys.
    Named(HashSet<String>),
    /// `[[answers]]` again and again: the key.
    Listed(String),
}

/// The tables of a file. `None` where the file has something else at its top, or where parts of one table
/// stand apart.
pub(crate) fn tables(file: &mut TextFile<'_>) -> Option<TomlTables> {
    file.go_to(0);
    let mut heads = FileHeads { at: 0 };
    let first = heads.next(file)??;
    let listed = first.is_entry();
    let mut seen = HashSet::from([first.key.clone()]);
    let mut last = first.key;
    while let Some(head) = heads.next(file) {
        let head = head?;
        file.go_to(head.start);
        let same = head.key == last;
        let fits = match listed {
            true => same && (head.is_entry() || head.deeper),
            false => !head.is_entry() && (same || seen.insert(head.key.clone())),
        };
        if !fits {
            return None;
        }
        last = head.key;
    }
    Some(match listed {
        true => TomlTables::Listed(last),
        false => TomlTables::Named(seen),
    })
}

/// The parts of such a file one after the other, each a table with what belongs to it.
pub(crate) struct TomlParts {
    heads: FileHeads,
    next: Option<TableHead>,
}

impl TomlParts {
    /// All of a file.
    pub(crate) fn new(file: &mut TextFile<'_>) -> TomlParts {
        file.go_to(0);
        let mut heads = FileHeads { at: 0 };
        let next = heads.next(file).flatten();
        TomlParts { heads, next }
    }

    /// The byte at which the next one starts; behind the last one the end.
    pub(crate) fn at(&self) -> usize {
        self.next.as_ref().map_or(self.heads.at, |head| head.start)
    }

    /// Goes on with the one that starts at a byte.
    pub(crate) fn go_to(&mut self, file: &mut TextFile<'_>, at: usize) {
        file.go_to(at);
        self.heads.at = at;
        self.next = self.heads.next(file).flatten();
    }

    /// The bytes of the next part, which are held; what stands before it no longer is.
    pub(crate) fn next(&mut self, file: &mut TextFile<'_>) -> Option<Range<usize>> {
        let part = self.next.take()?;
        file.go_to(part.start);
        while let Some(head) = self.heads.next(file).flatten() {
            if head.is_entry() || head.key != part.key {
                let end = head.start;
                self.next = Some(head);
                return Some(part.start..end);
            }
        }
        Some(part.start..file.length())
    }
}

/// The heads of a file of which a part is held.
struct FileHeads {
    at: usize,
}

impl FileHeads {
    /// As [`TableHeads`]; what stands between two heads is held.
    fn next(&mut self, file: &mut TextFile<'_>) -> Option<Option<TableHead>> {
        loop {
            let start = file.held().start();
            let mut heads = TableHeads {
                text: file.held().text(),
                start,
                at: self.at - start,
                first: self.at == 0,
            };
            let head = heads.next();
            let at = start + heads.at;
            // What ends with the text that is held may go on behind it.
            let whole = matches!(head, Some(Some(_))) && heads.at < heads.text.len();
            if !whole && file.more() {
                continue;
            }
            self.at = at;
            return head;
        }
    }
}

/// The head of a table.
pub(super) struct TableHead {
    /// Where its line starts.
    pub(super) start: usize,
    /// The first of its keys.
    pub(super) key: String,
    /// Are there more?
    deeper: bool,
    /// Has it two brackets?
    doubled: bool,
}

impl TableHead {
    /// Does it start an entry of a list at the top of the file?
    pub(super) fn is_entry(&self) -> bool {
        self.doubled && !self.deeper
    }
}

/// The heads in a text one after the other; `None` for what comes before the first of the file, or for a
/// head that is not understood.
pub(super) struct TableHeads<'t> {
    text: &'t str,
    /// The byte of the file at which the text starts.
    start: usize,
    at: usize,
    /// Whether nothing stands before the text.
    first: bool,
}

impl Iterator for TableHeads<'_> {
    type Item = Option<TableHead>;

    fn next(&mut self) -> Option<Option<TableHead>> {
        let first = std::mem::take(&mut self.first);
        loop {
            let start = self.at;
            self.blanks();
            match self.byte()? {
                b'[' => {
                    let head = self.head(start);
                    self.line();
                    return Some(head);
                }
                b'#' | b'\r' | b'\n' => self.line(),
                _ if first => return Some(None),
                _ => self.line(),
            }
        }
    }
}

impl<'t> TableHeads<'t> {
    /// Those of a part of a file, which starts with one.
    pub(super) fn of_part(text: &'t str) -> TableHeads<'t> {
        TableHeads {
            text,
            start: 0,
            at: 0,
            first: false,
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn starts_with(&self, what: &str) -> bool {
        self.text.as_bytes()[self.at..].starts_with(what.as_bytes())
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\t') = self.byte() {
            self.at += 1;
        }
    }

    /// The head that starts with a bracket here, up to its first key.
    fn head(&mut self, start: usize) -> Option<TableHead> {
        let doubled = self.starts_with("[[");
        self.at += if doubled { 2 } else { 1 };
        self.blanks();
        let rest = &self.text[self.at..];
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let key = match quote {
            Some(quote) => {
                let inside = &rest[1..];
                let key = &inside[..inside.find([quote, '\n', '\\'])?];
                let closed = inside[key.len()..].starts_with(quote);
                self.at += key.len() + 2;
                Some(key).filter(|_| closed)?
            }
            None => {
                let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
                let key = &rest[..rest.find(|c: char| !bare(c))?];
                self.at += key.len();
                Some(key).filter(|key| !key.is_empty())?
            }
        };
        self.blanks();
        let deeper = match self.byte()? {
            b'.' => true,
            b']' => false,
            _ => return None,
        };
        let key = key.to_owned();
        Some(TableHead {
            start: self.start + start,
            key,
            deeper,
            doubled,
        })
    }

    /// Moves behind the line, and behind those that a value goes on in.
    fn line(&mut self) {
        let mut open = 0_usize;
        while let Some(byte) = self.byte() {
            match byte {
                b'"' | b'\'' => {
                    self.quoted(byte);
                    continue;
                }
                b'#' => {
                    let rest = &self.text[self.at..];
                    self.at += rest.find('\n').unwrap_or(rest.len());
                    continue;
                }
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if byte == b'\n' && open == 0 {
                return;
            }
        }
    }

    /// Moves behind a text in quotes; one that is not closed ends with its line.
    fn quoted(&mut self, quote: u8) {
        let bytes = self.text.as_bytes();
        let long = bytes[self.at..].starts_with(&[quote; 3]);
        self.at += if long { 3 } else { 1 };
        while let Some(byte) = self.byte() {
            match byte {
                b'\\' if quote == b'"' => self.at += 1,
                b'\n' if !long => return,
                _ if byte == quote && !long => {
                    self.at += 1;
                    return;
                }
                // Before the three that close it two more may belong to the text.
                _ if byte == quote && bytes[self.at..].starts_with(&[quote; 3]) => {
                    let quotes = bytes[self.at..].iter().take_while(|byte| **byte == quote);
                    self.at += quotes.take(5).count();
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{TomlParts, TomlTables, tables};
    use crate::files::text_file::{FileLimits, PIECE, TextFile};
    use std::io::Cursor;

    /// The key with a star for a list, then the text of each part, whatever is held at once.
    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        for piece in [1, 5, PIECE] {
            let mut input = Cursor::new(text.as_bytes());
            let limits = FileLimits { size: 1000, piece };
            let mut file = TextFile::open("f", &mut input, limits, None).expect("a text");
            let found = tables(&mut file).map(|tables| {
                let mut parts = TomlParts::new(&mut file);
                let mut found = Vec::new();
                while let Some(part) = parts.next(&mut file) {
                    found.push(file.held().slice(part).replace('\n', " "));
                }
                match tables {
                    TomlTables::Named(keys) => assert_eq!(keys.len(), found.len()),
                    TomlTables::Listed(key) => found.insert(0, format!("{key}*")),
                }
                found.join("| ")
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn tables_are_found_by_their_heads() {
        check("[a]\nq = 1\n[b]\n", Some("[a] q = 1 | [b] "));
        check("# t\n\n [ a ]\n", Some(" [ a ] "));
        check(
            "['a b'.c]\n[\"a b\"]\n[d]",
            Some("['a b'.c] [\"a b\"] | [d]"),
        );
        check(
            "[[x]]\nq = 1\n[x.y]\n[[x]]",
            Some("x*| [[x]] q = 1 [x.y] | [[x]]"),
        );
        check(
            "[a]\nq = '''\n[b]\n''''\n[c]",
            Some("[a] q = ''' [b] '''' | [c]"),
        );
        check(
            "[a]\nq = [\n[1], # ]\n[2]]\n[c]",
            Some("[a] q = [ [1], # ] [2]] | [c]"),
        );
        check("[a]\nq = \"\\\"\"\n[c]", Some("[a] q = \"\\\"\" | [c]"));
        for other in [
            "",
            "q = 1\n[a]\n",
            "[a]\n[b]\n[a.c]\n",
            "[a]\n[[b]]\n",
            "[[a]]\n[a]\n",
            "[\"\\u0061\"]\n",
            "[a b]\n",
            "[a",
        ] {
            check(other, None);
        }
    }
}
