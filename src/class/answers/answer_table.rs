//! The columns of a table of answers while it is found out what they hold.

use crate::class::answers::head_word::HeadWord;
use crate::class::answers::heads::Holds;
use crate::class::answers::{moment, words};
use crate::files::sheet::PlacedCell;
use std::collections::{HashMap, HashSet};

/// The columns while it is found out what they hold.
pub(super) struct AnswerTable<'t> {
    pub(super) heads: Vec<&'t str>,
    /// The first rows, but for those that are no student's.
    pub(super) rows: Vec<&'t [PlacedCell]>,
    pub(super) holds: Vec<Option<Holds>>,
    pub(super) words: Vec<Option<HeadWord>>,
}

impl AnswerTable<'_> {
    /// The cells of a column in the first rows that are students', without blanks around them.
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.rows.iter();
        rows.map(move |row| row.get(column).map_or("", |cell| cell.value.trim()))
    }

    /// Does every row say something there that may be somebody?
    pub(super) fn is_full(&self, column: usize) -> bool {
        self.cells(column).all(tells)
    }

    /// Does at least every second row say something there?
    pub(super) fn is_used(&self, column: usize) -> bool {
        let rows = self.cells(column).count();
        2 * self.cells(column).filter(|cell| tells(cell)).count() >= rows
    }

    /// Does it hold addresses of e-mail and nothing else?
    fn is_addresses(&self, column: usize) -> bool {
        let mut cells = self.cells(column).filter(|cell| tells(cell)).peekable();
        cells.peek().is_some() && cells.all(words::is_address)
    }

    /// What the columns say that have no answers, where their heads leave it open.
    pub(super) fn look_inside(&mut self) {
        let named = |word: HeadWord| self.words.contains(&Some(word));
        // A list with `Name` and `First name` means the last one.
        if named(HeadWord::First) && !named(HeadWord::Last) {
            for (head, word) in self.heads.iter().zip(&mut self.words) {
                if *word == Some(HeadWord::Name)
                    && SHORT_NAMES.contains(&words::letters(head).as_str())
                {
                    *word = Some(HeadWord::Last);
                }
            }
        }
        // `Nom` is the last name in French, and beside `Cognoms` the first.
        if !self.words.contains(&Some(HeadWord::First)) {
            let last: Vec<usize> = self.with_word(HeadWord::Last).collect();
            let first = last.iter().filter(|_| last.len() > 1);
            let first = first
                .copied()
                .find(|&at| words::letters(self.heads[at]) == "nom");
            if let Some(at) = first {
                self.words[at] = Some(HeadWord::First);
            }
        }
        // One with `Name` and `Surname` means the first one, unless the other is a part of it.
        let place = |word: HeadWord| self.with_word(word).next();
        let both = place(HeadWord::Name).zip(place(HeadWord::Last));
        let first = both.filter(|&(name, last)| {
            let mut names = self.cells(name).zip(self.cells(last));
            place(HeadWord::First).is_none()
                && SHORT_NAMES.contains(&words::letters(self.heads[name]).as_str())
                && !names.all(|(name, last)| name.contains(last))
        });
        if let Some((name, _)) = first {
            self.words[name] = Some(HeadWord::First);
        }
        for at in 0..self.heads.len() {
            if self.words[at].is_none() && self.holds[at].is_none() {
                self.words[at] = if words::holds_number(self.heads[at]) {
                    Some(HeadWord::Number)
                } else if self.is_addresses(at) && !words::is_of_another(self.heads[at]) {
                    Some(HeadWord::Email)
                } else {
                    None
                };
            }
        }
    }

    /// Is it the same in most rows (`anonymous`)? Addresses and numbers are not: one student may
    /// have handed in most rows.
    pub(super) fn is_constant(&self, column: usize) -> bool {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for cell in self.cells(column) {
            *counts.entry(cell).or_default() += 1;
        }
        let (rows, different) = (counts.values().sum::<usize>(), counts.len());
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.is_some_and(|(cell, count)| {
            let id = cell.contains(|c: char| c == '@' || c.is_ascii_digit());
            let enough = rows > 2 && (different == 1 || rows > 4);
            enough && 2 * count > rows && !id
        })
    }

    /// Is it different in each row?
    pub(super) fn is_different(&self, column: usize) -> bool {
        let mut known = HashSet::new();
        self.cells(column).all(|cell| known.insert(cell))
    }

    /// Does it hold times?
    pub(super) fn is_times(&self, column: usize) -> bool {
        let mut cells = self
            .cells(column)
            .filter(|cell| !words::is_blank(cell))
            .peekable();
        cells.peek().is_some() && cells.all(moment::is_time)
    }

    /// Does it count the rows? Rows that were deleted leave gaps; in a table that says when each was
    /// begun any number that grows is a form's own.
    pub(super) fn is_running(&self, column: usize) -> bool {
        let numbers = self.cells(column).map(|cell| cell.parse::<u64>().ok());
        let Some(numbers) = numbers.collect::<Option<Vec<u64>>>() else {
            return false;
        };
        let grows = numbers.windows(2).all(|pair| pair[0] < pair[1]);
        let most = 2 * self.rows.len() as u64 + RUNNING_GAPS;
        let begun = self.words.contains(&Some(HeadWord::Started));
        grows && numbers.last().is_some_and(|&last| begun || last <= most)
    }

    /// Is it a form's own count of its rows, which says nothing of who a student is?
    pub(super) fn is_count(&self, column: usize) -> bool {
        let timed = || (0..self.heads.len()).any(|at| self.is_times(at));
        let id = matches!(self.words[column], None | Some(HeadWord::Id));
        id && self.is_running(column) && timed()
    }

    /// Does it say points of points, `1.00 / 3`?
    pub(super) fn is_scores(&self, column: usize) -> bool {
        let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().is_ok();
        let mut cells = self.cells(column).filter(|cell| tells(cell)).peekable();
        let score = |cell: &str| {
            let parts = cell.split_once('/');
            parts.is_some_and(|(points, of)| number(points) && number(of))
        };
        cells.peek().is_some() && cells.all(score)
    }

    pub(super) fn with_word(&self, word: HeadWord) -> impl Iterator<Item = usize> + '_ {
        let places = 0..self.heads.len();
        places.filter(move |&at| self.words[at] == Some(word) && self.holds[at].is_none())
    }
}

/// Rows that may have been deleted from a short table.
const RUNNING_GAPS: u64 = 10;

/// `Name`, which may be the last one, or the first.
const SHORT_NAMES: &[&str] = &[
    "name", "naam", "navn", "namn", "nimi", "név", "jméno", "名字", "이름",
];

/// Does a cell say something that may be somebody?
fn tells(cell: &str) -> bool {
    !words::is_blank(cell) && !words::is_nobody(cell)
}

/// Where a head stands.
pub(super) fn whole(head: &[PlacedCell]) -> std::ops::Range<usize> {
    head[0].span.start..head[head.len() - 1].span.end
}

/// Heads that a message lists.
pub(super) fn listed(heads: &[&str]) -> String {
    let named = heads.iter().filter(|head| !head.is_empty()).take(40);
    named
        .map(|head| format!("`{head}`"))
        .collect::<Vec<String>>()
        .join(", ")
}

/// Heads by which tools tell of the row, and which nobody takes for a question.
pub(super) fn is_administrative(head: &str) -> bool {
    let letters = words::letters(head);
    let grade = head.contains('/') && head.ends_with(|c: char| c.is_ascii_digit());
    let number = head.parse::<f64>().is_ok();
    words::is_administrative(&letters) || grade || number
}
