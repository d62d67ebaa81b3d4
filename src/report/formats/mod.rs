//! The formats that marks are handed on in: one file each, and the list of them.
//!
//! Every text of a student or a quiz goes through [`visible`](crate::notation::visible) first and is
//! then escaped as its format asks for it, so that it acts nowhere.
//!
//! # To add a format
//!
//! Touch two places: a new file here with a function that writes, and its row in the list below.
//! Options, help and messages walk the list.

mod annotations;
mod canvas;
mod classroom;
mod gradebook;
mod gradescope;
mod handed_out;
mod html;
mod json;
mod junit;
mod moodle;
mod ndjson;
mod pages;
mod review;
mod summary;
mod tap;
mod text;
mod tsv;

pub use gradescope::failure as gradescope_failure;
pub use handed_out::{moodle_xml, papers};
pub use pages::{Page, pages};

use crate::report::class::Report;
use std::io::{self, Write};

/// A format that marks are written in.
pub struct Format {
    /// Its word before the file's name.
    pub name: &'static str,
    /// What its files end in.
    pub extension: &'static str,
    /// Whose results it holds.
    pub holds: Covers,
    /// What it is for, for help.
    pub says: &'static str,
    /// Writes it.
    write: Writer,
}

/// Whose results a format holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// Those of the class, or of the students who are reported on.
    Class,
    /// The same, with the scores that are certain alone.
    CertainScores,
    /// Those of one student.
    OneStudent,
}

/// What writes a format.
type Writer = fn(&Report<'_>, &mut dyn Write) -> io::Result<()>;

macro_rules! formats {
    ($($name:literal $extension:literal $file:ident $holds:ident $says:literal;)+) => {
        /// Every format, in the order of help.
        pub const FORMATS: &[Format] = &[
            $(Format {
                name: $name,
                extension: $extension,
                holds: Covers::$holds,
                says: $says,
                write: $file::write,
            }),+
        ];
    };
}

formats! {
    "text" "txt" text Class "the class, or a student, in words";
    "html" "html" html Class "a page: figures, questions, an answer map, a sheet for each student";
    "tsv" "tsv" tsv Class "a row for each student and question, for a spreadsheet";
    "json" "json" json Class "one object, as --json";
    "ndjson" "ndjson" ndjson Class "an object a line for each answer";
    "gradebook" "csv" gradebook Class "a row for each student: score, percent, a column for each question";
    "canvas" "csv" canvas CertainScores "for Canvas to import; --canvas-id names the assignment";
    "moodle" "csv" moodle CertainScores "for Moodle to import, by id, e-mail or username";
    "review" "csv" review Class "the answers for manual review, to be filled in and given to --marks";
    "gradescope" "json" gradescope OneStudent "results.json of one student";
    "junit" "xml" junit Class "JUnit XML: a test for each student and question";
    "github" "txt" annotations Class "annotations of a GitHub workflow, at the place of each answer";
    "summary" "md" summary Class "Markdown for the summary of a GitHub step";
    "classroom" "txt" classroom Class "the result of an autograder for GitHub Classroom";
    "tap" "tap" tap Class "TAP, version 14";
}

/// Where marks are written to, and in which format.
#[derive(Clone)]
pub struct Target {
    /// The format.
    pub format: &'static Format,
    /// The file, `-` for stdout.
    pub file: String,
}

/// Why a target is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoTarget {
    /// The file's ending says nothing, or belongs to several formats: these.
    Ending(Vec<&'static str>),
    /// There is no file's name.
    Nameless,
    /// There is no format of the name that stands before the file's.
    Unknown(String),
}

impl Format {
    /// The one with this name.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes the marks of a report.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        (self.write)(report, out)
    }
}

impl Target {
    /// `FORMAT:FILE`, or a file whose ending one format alone has.
    ///
    /// # Errors
    /// As [`NoTarget`] says.
    pub fn read(text: &str) -> Result<Target, NoTarget> {
        // A drive has one letter, and a path to a name with a colon has a slash before it.
        let is_word = |name: &&str| name.len() > 1 && name.chars().all(|c| c.is_ascii_alphabetic());
        let before = text.split_once(':').filter(|(name, _)| is_word(name));
        let (format, file) = match before {
            Some((name, file)) => {
                let unknown = || NoTarget::Unknown(name.to_owned());
                (Format::named(name).ok_or_else(unknown)?, file)
            }
            None => (of_ending(text)?, text),
        };
        match file.is_empty() {
            true => Err(NoTarget::Nameless),
            false => Ok(Target {
                format,
                file: file.to_owned(),
            }),
        }
    }
}

/// The format that a file's ending means.
fn of_ending(file: &str) -> Result<&'static Format, NoTarget> {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let fit = || {
        FORMATS
            .iter()
            .filter(|format| format.extension.eq_ignore_ascii_case(ending))
    };
    // Text for people is what a plain ending means.
    let plain = ending
        .eq_ignore_ascii_case("txt")
        .then(|| Format::named("text"))
        .flatten();
    let mut all = fit();
    match (plain, all.next(), all.next()) {
        (Some(text), _, _) => Ok(text),
        (None, Some(only), None) => Ok(only),
        _ => Err(NoTarget::Ending(fit().map(|format| format.name).collect())),
    }
}

/// Errors of a package that writes, as those of the stream below.
fn io_error(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_format_and_a_file() {
        let read = |text: &str| Target::read(text).map(|target| (target.format.name, target.file));
        assert_eq!(
            read("canvas:marks.csv"),
            Ok(("canvas", "marks.csv".to_owned()))
        );
        assert_eq!(read("report.html"), Ok(("html", "report.html".to_owned())));
        assert_eq!(
            read("C:\\marks.tap"),
            Ok(("tap", "C:\\marks.tap".to_owned()))
        );
        assert_eq!(read("junit:-"), Ok(("junit", "-".to_owned())));
        assert_eq!(read("a.txt"), Ok(("text", "a.txt".to_owned())));
        assert_eq!(
            read("marks.csv"),
            Err(NoTarget::Ending(vec![
                "gradebook",
                "canvas",
                "moodle",
                "review"
            ]))
        );
        assert_eq!(read("marks"), Err(NoTarget::Ending(vec![])));
        assert_eq!(read("canvas:"), Err(NoTarget::Nameless));
        let unknown = NoTarget::Unknown("junti".to_owned());
        assert_eq!(read("junti:results.xml"), Err(unknown));
    }

    #[test]
    fn formats_have_names_of_their_own() {
        for format in FORMATS {
            assert_eq!(
                FORMATS
                    .iter()
                    .filter(|other| other.name == format.name)
                    .count(),
                1
            );
        }
    }
}
