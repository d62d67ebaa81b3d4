//! The tables of a TOML file found by their heads: each can be read by itself, so that a large file is
//! never held as one tree.

use std::collections::HashSet;
use std::ops::Range;

/// The tables of a file that has nothing else at its top.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum TomlTables {
    /// `[ann]`, `[bob]`: different keys, each with the bytes of its table.
    Named(Vec<(String, Range<usize>)>),
    /// `[[answers]]` again and again: the key, and where each entry starts.
    Listed(String, Vec<usize>),
}

/// The tables of a file, in its order; what belongs to a table is with it. `None` where the file has
/// something else at its top, or where parts of one table stand apart.
pub(crate) fn tables(text: &str) -> Option<TomlTables> {
    let mut heads = TableHeads { text, at: 0 };
    let first = heads.next()??;
    if first.is_entry() {
        let mut starts = vec![first.start];
        for head in heads {
            let head = head?;
            match (head.key == first.key, head.is_entry(), head.deeper) {
                (true, true, _) => starts.push(head.start),
                (true, false, true) => {}
                _ => return None,
            }
        }
        return Some(TomlTables::Listed(first.key.to_owned(), starts));
    }
    let mut seen = HashSet::from([first.key]);
    let mut starts = vec![(first.key, first.start)];
    for head in heads {
        let head = head?;
        let same = starts.last().is_some_and(|(key, _)| *key == head.key);
        match head.is_entry() || !(same || seen.insert(head.key)) {
            true => return None,
            false if same => {}
            false => starts.push((head.key, head.start)),
        }
    }
    let ends = starts.iter().skip(1).map(|(_, start)| *start);
    let ends = ends.chain([text.len()]);
    let tables = starts.iter().zip(ends);
    let tables = tables.map(|((key, start), end)| ((*key).to_owned(), *start..end));
    Some(TomlTables::Named(tables.collect()))
}

/// The head of a table.
struct TableHead<'t> {
    /// Where its line starts.
    start: usize,
    /// The first of its keys.
    key: &'t str,
    /// Are there more?
    deeper: bool,
    /// Has it two brackets?
    doubled: bool,
}

impl TableHead<'_> {
    /// Does it start an entry of a list at the top of the file?
    fn is_entry(&self) -> bool {
        self.doubled && !self.deeper
    }
}

/// The heads in a file one after the other; `None` for what comes before the first, or for a head that
/// is not understood.
struct TableHeads<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for TableHeads<'t> {
    type Item = Option<TableHead<'t>>;

    fn next(&mut self) -> Option<Option<TableHead<'t>>> {
        let first = self.at == 0;
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
    fn head(&mut self, start: usize) -> Option<TableHead<'t>> {
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
        Some(TableHead {
            start,
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
    use super::{TomlTables, tables};

    /// The keys, or the key with a star for a list, each with the text of its part.
    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = tables(text).map(|tables| match tables {
            TomlTables::Named(tables) => tables
                .into_iter()
                .map(|(key, part)| format!("{key}: {}", text[part].replace('\n', " ")))
                .collect::<Vec<String>>()
                .join("| "),
            TomlTables::Listed(key, starts) => format!("{key} {starts:?}"),
        });
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn tables_are_found_by_their_heads() {
        check("[a]\nq = 1\n[b]\n", Some("a: [a] q = 1 | b: [b] "));
        check("# t\n\n [ a ]\n", Some("a:  [ a ] "));
        check(
            "['a b'.c]\n[\"a b\"]\n[d]",
            Some("a b: ['a b'.c] [\"a b\"] | d: [d]"),
        );
        check("[[x]]\nq = 1\n[x.y]\n[[x]]", Some("x [0, 18]"));
        check(
            "[a]\nq = '''\n[b]\n''''\n[c]",
            Some("a: [a] q = ''' [b] '''' | c: [c]"),
        );
        check(
            "[a]\nq = [\n[1], # ]\n[2]]\n[c]",
            Some("a: [a] q = [ [1], # ] [2]] | c: [c]"),
        );
        check(
            "[a]\nq = \"\\\"\"\n[c]",
            Some("a: [a] q = \"\\\"\" | c: [c]"),
        );
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
