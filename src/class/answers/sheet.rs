//! Tables of answers as spreadsheets write them: RFC 4180, with semicolons or tabs as well.
//!
//! The reader is our own because each cell keeps its place, and because a quote that is never
//! closed has to be a fault at the quote and not a cell that swallows the rest of the class.

use crate::class::answers::MAX_LINE;
use crate::class::answers::assign::File;
use crate::files::source::Placed;
use crate::quiz::{OTHER_WORDS, STUDENT_WORDS};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// A cell with its place.
type Cell = Placed<String>;

/// Most columns of a table.
const MAX_COLUMNS: usize = 10_000;

/// What a column of the table holds.
enum Column {
    /// The student.
    Student,
    /// Something else about the student, by its word.
    About(String),
    /// Answers to a question, with the column's head.
    Question(usize, Arc<str>),
    /// Which question the row answers.
    Name,
    /// The answer to it, with the column's head.
    Answer(Arc<str>),
    /// Nothing that is known.
    Other,
}

/// Reads all rows of a file.
pub(super) fn read(file: &mut File<'_, '_, '_>) {
    let text = file.source.text();
    let mut rows = Rows::new(file.source.name(), text);
    let head = loop {
        match rows.next() {
            None => return,
            Some(Ok(row)) if row.iter().all(|cell| cell.value.trim().is_empty()) => {}
            Some(Ok(row)) => break row,
            Some(Err(broken)) => return file.wrong(broken.span, broken.message, broken.help),
        }
    };
    let Some(columns) = columns(file, &head) else {
        return;
    };
    for row in rows {
        if file.is_full() {
            return;
        }
        match row {
            Ok(row) => self::row(file, &head, &columns, &row),
            Err(broken) => {
                let fault = file
                    .source
                    .fault(broken.span, broken.message)
                    .help(broken.help);
                return file.note(match head.get(broken.column) {
                    Some(cell) => fault.in_field(cell.value.trim()),
                    None => fault,
                });
            }
        }
    }
}

/// What each column holds, from the head of the table; `None` with a fault noted.
fn columns(file: &mut File<'_, '_, '_>, head: &[Cell]) -> Option<Vec<Column>> {
    let words: Vec<String> = head
        .iter()
        .map(|cell| cell.value.trim().to_lowercase())
        .collect();
    let place = |word: &str| words.iter().position(|head| head == word);
    if head.len() > MAX_COLUMNS {
        let message = format!("this table has more than {MAX_COLUMNS} columns");
        file.wrong(
            head[0].span.clone(),
            message,
            "its first line is its head: student,q1,q2",
        );
        return None;
    }
    let long = place("question").zip(place("answer").or_else(|| place("answers")));
    let named = STUDENT_WORDS.iter().find_map(|word| place(word));
    let student = match (named, file.student) {
        (Some(place), _) => Some(place),
        (None, Some(_)) => None,
        // An unknown head over the first column is a student's in another language.
        (None, None) if long.is_none() && !file.is_question(&words[0]) => Some(0),
        (None, None) => {
            let message = "no column says which student answers";
            let help = "its first line is its head: student,q1,q2 or student,question,answer";
            file.wrong(head[0].span.clone(), message, help);
            return None;
        }
    };
    let mut columns: Vec<Column> = Vec::with_capacity(head.len());
    let mut seen = HashSet::new();
    let mut questions = 0;
    for (at, cell) in head.iter().enumerate() {
        let word = words[at].as_str();
        let about = STUDENT_WORDS
            .iter()
            .chain(&OTHER_WORDS)
            .any(|&known| known == word);
        let title: Arc<str> = Arc::from(cell.value.trim());
        let column = match long {
            _ if Some(at) == student => Column::Student,
            Some((name, _)) if at == name => Column::Name,
            Some((_, answer)) if at == answer => Column::Answer(title),
            _ if about => Column::About(words[at].clone()),
            Some(_) => Column::Other,
            None if word.is_empty() => Column::Other,
            None => match file.question(&Placed {
                value: title.to_string(),
                span: cell.span.clone(),
            }) {
                Some(question) => {
                    questions += 1;
                    if !seen.insert(question) {
                        let message = format!("two columns are headed `{}`", cell.value.trim());
                        file.wrong(cell.span.clone(), message, "leave one of them out");
                        return None;
                    }
                    Column::Question(question, title)
                }
                None => Column::Other,
            },
        };
        columns.push(column);
    }
    if long.is_none() && questions == 0 {
        let message = "no column belongs to a question of the quiz";
        let help = "the first line of a table is its head: student,q1,q2";
        let whole = head[0].span.start..head[head.len() - 1].span.end;
        file.wrong(whole, message, help);
        return None;
    }
    Some(columns)
}

/// Reads one row below the head.
fn row(file: &mut File<'_, '_, '_>, head: &[Cell], columns: &[Column], row: &[Cell]) {
    if row.iter().all(|cell| cell.value.trim().is_empty()) {
        return;
    }
    if let Some(extra) = row
        .iter()
        .skip(columns.len())
        .find(|cell| !cell.value.trim().is_empty())
    {
        let message = format!(
            "this row has {} cells, and the head has {}",
            row.len(),
            columns.len()
        );
        let help = "an answer with a comma in it stands in quotes: \"x=4, y=1\"";
        return file.wrong(extra.span.clone(), message, help);
    }
    let end = row[row.len() - 1].span.end;
    if row.len() < columns.len() {
        let message = format!("this row has {} cells of {}", row.len(), columns.len());
        let help = Some("the missing ones count as blank".to_owned());
        file.broken();
        file.warn(row[0].span.start..end, message, help);
    }
    let cells = || columns.iter().zip(row);
    let own = cells()
        .find(|(column, _)| matches!(column, Column::Student))
        .map(|(_, cell)| cell);
    let id = match (own, file.student) {
        (Some(cell), None) => cell.clone(),
        (Some(cell), Some(stem)) if !cell.value.trim().is_empty() && cell.value.trim() != stem => {
            let message = format!("this is in the file of `{stem}`, and names another student");
            let help = "leave the student out, or rename the file";
            return file.wrong(cell.span.clone(), message, help);
        }
        (_, Some(stem)) => Placed {
            value: stem.to_owned(),
            span: row[0].span.start..end,
        },
        (None, None) => Placed {
            value: String::new(),
            span: row[0].span.start..end,
        },
    };
    let Some((student, fresh)) = file.student(&id) else {
        return;
    };
    let long = columns.iter().any(|column| matches!(column, Column::Name));
    if !fresh && !long {
        let message = format!("a second row for `{}`", id.value.trim());
        let column = columns
            .iter()
            .position(|column| matches!(column, Column::Student));
        let help = format!("the first is on {}; keep one", file.first_line(student));
        let fault = file.source.fault(id.span.clone(), message).help(help);
        return file.note(match column {
            Some(column) => fault.in_field(head[column].value.trim()),
            None => fault,
        });
    }
    let mut asked = None;
    for (column, cell) in cells() {
        match column {
            Column::About(word) => file.describe(student, word, &cell.value),
            Column::Question(question, title) => file.answer(student, *question, cell, Some(title)),
            Column::Name if cell.value.trim().is_empty() => {
                let message = "this row names no question";
                file.wrong(
                    cell.span.clone(),
                    message,
                    "write the name of a question of the quiz",
                );
            }
            Column::Name => asked = file.question(cell),
            Column::Student | Column::Answer(_) | Column::Other => {}
        }
    }
    // The answer may stand left of its question's name, so it comes last.
    let answer = cells().find_map(|(column, cell)| match column {
        Column::Answer(title) => Some((title, cell)),
        _ => None,
    });
    if let (Some(question), Some((title, cell))) = (asked, answer) {
        file.answer(student, question, cell, Some(title));
    }
}

/// Why the rest of a table can't be read.
struct Broken {
    span: Range<usize>,
    /// The cell of the row, from 0.
    column: usize,
    message: String,
    help: &'static str,
}

/// The rows of a table, one after the other.
struct Rows<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
}

impl<'t> Rows<'t> {
    fn new(name: &str, text: &'t str) -> Rows<'t> {
        // Spreadsheets state their separator in a first line of their own.
        let first = text.lines().next().unwrap_or("");
        let stated = first.strip_prefix("sep=").map(str::as_bytes);
        if let Some([separator @ (b',' | b';' | b'\t' | b'|')]) = stated {
            let rest = text[first.len()..]
                .find('\n')
                .map_or(text.len(), |end| first.len() + end + 1);
            return Rows {
                text,
                separator: *separator,
                at: rest,
            };
        }
        let tabs = name.to_ascii_lowercase().ends_with(".tsv");
        Rows {
            text,
            separator: if tabs { b'\t' } else { separator(text) },
            at: 0,
        }
    }

    /// Reads the cell at `self.at` and moves behind it; says whether the row goes on.
    fn cell(&mut self) -> Result<(Cell, bool), Broken> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut value = None;
        if bytes.get(start) == Some(&b'"') {
            let end = self.closing(start)?;
            value = Some(self.text[start + 1..end].replace("\"\"", "\""));
            self.at = end + 1;
        }
        let rest = self.at;
        let ends = |byte: &u8| *byte == self.separator || matches!(byte, b'\n' | b'\r');
        let length = bytes[rest..]
            .iter()
            .position(ends)
            .unwrap_or(bytes.len() - rest);
        self.at = rest + length;
        if value.is_some() && !self.text[rest..self.at].trim().is_empty() {
            return Err(Broken {
                column: 0,
                span: rest..self.at,
                message: "text follows the closing quote of this cell".to_owned(),
                help: "a quote inside a quoted cell is written twice: \"\"",
            });
        }
        let value = value.unwrap_or_else(|| self.text[rest..self.at].to_owned());
        let cell = Placed {
            value,
            span: start..self.at,
        };
        let more = match bytes.get(self.at) {
            Some(b'\r') => {
                self.at += if bytes.get(self.at + 1) == Some(&b'\n') {
                    2
                } else {
                    1
                };
                false
            }
            Some(b'\n') => {
                self.at += 1;
                false
            }
            Some(_) => {
                self.at += 1;
                true
            }
            None => false,
        };
        Ok((cell, more))
    }

    /// The byte of the quote that closes the one at `start`.
    fn closing(&self, start: usize) -> Result<usize, Broken> {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        loop {
            match bytes[at..].iter().position(|&byte| byte == b'"') {
                Some(length) if bytes.get(at + length + 1) == Some(&b'"') => at += length + 2,
                Some(length) => return Ok(at + length),
                None => {
                    return Err(Broken {
                        column: 0,
                        span: start..start + 1,
                        message: "this quote is never closed".to_owned(),
                        help: "close it; a quote inside a quoted cell is written twice: \"\"",
                    });
                }
            }
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Vec<Cell>, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let mut row = Vec::new();
        loop {
            match self.cell() {
                Ok((cell, more)) => {
                    let cell_at = cell.span.start;
                    row.push(cell);
                    if self.at - start > MAX_LINE {
                        let message = format!("this row is longer than {} KiB", MAX_LINE >> 10);
                        let help = "the rows of a table stand on lines of their own";
                        return Some(Err(Broken {
                            column: row.len() - 1,
                            span: cell_at..cell_at + 1,
                            message,
                            help,
                        }));
                    }
                    if !more {
                        return Some(Ok(row));
                    }
                }
                Err(broken) => {
                    return Some(Err(Broken {
                        column: row.len(),
                        ..broken
                    }));
                }
            }
        }
    }
}

/// The separator that the first line uses most, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    let first = text
        .trim_start()
        .bytes()
        .take_while(|byte| !matches!(byte, b'\n' | b'\r'));
    for byte in first {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    // Of equal counts the last one wins, so the comma is put last.
    counts.reverse();
    counts
        .into_iter()
        .max_by_key(|&(_, count)| count)
        .map_or(b',', |(separator, _)| separator)
}
