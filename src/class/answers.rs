//! What a class handed in: tables (CSV), trees (TOML, JSON), lines (NDJSON), or a folder of files.
//!
//! Every answer stays the text that was typed, with its place. Shapes that are read, in each
//! format:
//!
//! ```text
//! student,q1,q2            a row for each student, a column for each question
//! student,question,answer  a row for each answer
//! {"student": "ann", "answers": {"q1": "6"}}     or "q1" beside "student"
//! {"student": "ann", "question": "q1", "answer": "6"}
//! {"ann": {"q1": "6"}, "bob": {"q1": "9"}}       the same as [ann] in TOML
//! ```
//!
//! In a folder the file's stem is the student, and the student may be left out in it.

mod assign;
mod sheet;

use crate::files::source::{Fault, Source};
use crate::notation::nearest;
use crate::quiz::{Quiz, draw};
use assign::Assignment;
use std::ops::Range;
use std::sync::Arc;

/// Largest file of answers in bytes: a million answers with room to spare.
pub const MAX_FILE: usize = 256 << 20;

/// Longest answer, line of NDJSON or row of a table in bytes; far above any formula, far below
/// what would hurt.
pub const MAX_LINE: usize = 1 << 20;

/// Most students times questions; a blank answer takes 8 bytes, so this is 80 MB.
pub const MAX_CELLS: usize = 10_000_000;

/// Most files in a folder of answers.
pub const MAX_FILES: usize = 100_000;

/// A class: what everyone handed in.
#[derive(Debug, Clone)]
pub struct Class {
    /// The files that were read.
    pub sources: Vec<Source>,
    /// The students in the order they appear.
    pub students: Vec<Student>,
    /// What was set aside, to show once.
    pub warnings: Vec<Fault>,
    /// What is wrong with the files of a folder that could not be read: nothing of them is here.
    pub refused: Vec<Fault>,
    /// Rows that are not whole; what is missing in them counts as blank.
    pub broken: usize,
}

/// A student with an answer, or none, to each question of the quiz.
#[derive(Debug, Clone)]
pub struct Student {
    /// What the file knows the student by; not blank, no two alike.
    pub id: String,
    /// The name, where there is one beside the id.
    pub name: Option<String>,
    /// The section or group.
    pub section: Option<String>,
    /// One for each question in the quiz's order; `None` where it is blank.
    pub answers: Vec<Option<Box<Answer>>>,
    /// Index of the file in [`Class::sources`].
    pub source: usize,
    /// The bytes that name the student first.
    pub span: Range<usize>,
}

/// One answer, not blank.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was typed, without blanks around it. Numbers keep their digits; the parts of a list
    /// are joined with commas.
    pub text: String,
    /// Index of the file in [`Class::sources`].
    pub source: usize,
    /// The bytes of the file that it stands in.
    pub span: Range<usize>,
    /// The head of its column, in a table.
    pub field: Option<Arc<str>>,
}

/// How a file of answers is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Rows of cells, parted by commas, semicolons or tabs.
    Table,
    /// TOML.
    Toml,
    /// One JSON value.
    Json,
    /// A JSON object on each line.
    Lines,
}

impl Class {
    /// The place of a student by id, else by name, else by an id that is the same but for
    /// capitals and blanks.
    pub fn find(&self, wanted: &str) -> Option<usize> {
        let place = |is: &dyn Fn(&Student) -> bool| self.students.iter().position(is);
        let folded = draw::folded(wanted);
        place(&|student| student.id == wanted)
            .or_else(|| place(&|student| student.name.as_deref() == Some(wanted)))
            .or_else(|| place(&|student| draw::folded(&student.id) == folded))
    }

    /// The id that is most like that one.
    pub fn nearest(&self, wanted: &str) -> Option<&str> {
        let ids = self.students.iter().map(|student| student.id.as_str());
        nearest::nearest(wanted, ids)
    }

    /// A fault about an answer, marked where it stands.
    pub fn fault(&self, answer: &Answer, message: impl Into<String>) -> Fault {
        let fault = self.sources[answer.source].fault(answer.span.clone(), message);
        match &answer.field {
            Some(field) => fault.in_field(field),
            None => fault,
        }
    }
}

/// Reads one file of answers to a quiz; `name` is what messages call it (`-` for stdin).
///
/// # Errors
/// Everything that keeps the file from being read as answers, at most
/// [`MAX_FAULTS`](crate::quiz::MAX_FAULTS); then there is no class at all.
pub fn read(name: &str, bytes: &[u8], quiz: &Quiz) -> Result<Class, Vec<Fault>> {
    let mut gather = Assignment::new(quiz);
    gather.file(name, bytes, None);
    if gather.is_empty() {
        let help = "the first line of a table is its head: student,q1,q2";
        gather.note(Fault::new(name, "there are no answers in this file").help(help));
    }
    gather.finish()
}

/// Reads a folder with one file for each student, named by the file's stem: `ann.toml`, `bob.csv`.
///
/// `files` holds the name (or path) and the bytes of each; they are read in the order of their
/// names. Hidden files are passed over; files of other kinds are, with a warning. A file that can't be
/// read stops nobody else: it is in [`Class::refused`].
///
/// # Errors
/// As [`read`], where no file could be read; `folder` names the folder in them.
pub fn read_folder(
    folder: &str,
    mut files: Vec<(String, Vec<u8>)>,
    quiz: &Quiz,
) -> Result<Class, Vec<Fault>> {
    let mut gather = Assignment::new(quiz);
    if files.len() > MAX_FILES {
        gather.note(Fault::new(folder, format!("more than {MAX_FILES} files")));
        return gather.finish();
    }
    files.sort();
    for (path, bytes) in &files {
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
        if stem.is_empty() {
            continue;
        }
        match Format::of_extension(extension) {
            None if !extension.eq_ignore_ascii_case("txt") => {
                let help = "answers end in .csv, .tsv, .toml, .json, .ndjson or .txt";
                gather.warn(Fault::new(path, "this file was passed over").help(help));
            }
            _ => gather.own_file(path, bytes, stem),
        }
    }
    if gather.is_empty() {
        gather.note(Fault::new(folder, "there are no answers in this folder"));
    }
    gather.finish()
}

impl Format {
    /// The format that a file's extension promises.
    pub fn of_extension(extension: &str) -> Option<Format> {
        match extension.to_ascii_lowercase().as_str() {
            "csv" | "tsv" => Some(Format::Table),
            "toml" => Some(Format::Toml),
            "json" => Some(Format::Json),
            "ndjson" | "jsonl" => Some(Format::Lines),
            _ => None,
        }
    }

    /// The format of a file: what its extension promises, else what its text looks like.
    pub fn of(name: &str, text: &str) -> Format {
        let extension = name
            .rsplit_once('.')
            .and_then(|(_, end)| Format::of_extension(end));
        extension.unwrap_or_else(|| Format::of_text(text))
    }

    /// The format that a text looks like.
    fn of_text(text: &str) -> Format {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut first = lines.next().unwrap_or("");
        if first.starts_with('{') {
            let whole =
                first.ends_with('}') && lines.next().is_some_and(|next| next.starts_with('{'));
            return if whole { Format::Lines } else { Format::Json };
        }
        if let Some(rest) = first.strip_prefix('[') {
            let next = rest
                .trim_start()
                .chars()
                .next()
                .or_else(|| lines.next()?.chars().next());
            return if matches!(next, Some('{' | ']')) {
                Format::Json
            } else {
                Format::Toml
            };
        }
        while first.starts_with('#') {
            first = lines.next().unwrap_or("");
        }
        let key = first.split(['=', ',', ';', '\t']).next().unwrap_or("");
        match first[key.len()..].starts_with('=') && !key.eq_ignore_ascii_case("sep") {
            true => Format::Toml,
            false if first.starts_with('[') => Format::Toml,
            false => Format::Table,
        }
    }
}

#[cfg(test)]
mod tests;
