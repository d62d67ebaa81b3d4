//! Files of answers read, each by its format: one for the class, or one for each student.

use crate::class::answers::assign::{Assignment, File};
use crate::class::answers::own_files::{InFolder, OwnFile};
use crate::class::answers::{
    AnswerFormat, Class, MAX_FILE, MAX_FILES, MAX_LINE, ReadingOptions, Weigh, sheet,
};
use crate::files::source::{Fault, PlacedByte};
use crate::files::text_file::{FileLimits, ReadAgain, TextFile};
use crate::quiz::{MAX_FAULTS, Quiz};
use std::io::{Cursor, Read, Seek};

/// Reads one file of answers to a quiz; `name` is what messages call it (`-` for stdin).
///
/// # Errors
/// Everything that keeps the file from being read as answers, at most
/// [`MAX_FAULTS`](crate::quiz::MAX_FAULTS); then there is no class at all.
pub fn read(name: &str, bytes: &[u8], quiz: &Quiz) -> Result<Class, Vec<Fault>> {
    read_as(name, bytes, quiz, &ReadingOptions::of(quiz))
}

/// The same, read as the teacher says.
///
/// # Errors
/// As [`read`].
pub fn read_as(
    name: &str,
    bytes: &[u8],
    quiz: &Quiz,
    reading: &ReadingOptions,
) -> Result<Class, Vec<Fault>> {
    read_from(name, &mut Cursor::new(bytes), quiz, reading)
}

/// The same of a file from where it stands on, of which no more is held at a time than a part.
///
/// # Errors
/// As [`read`]; input that can't be read.
pub fn read_from(
    name: &str,
    input: &mut (impl Read + Seek),
    quiz: &Quiz,
    reading: &ReadingOptions,
) -> Result<Class, Vec<Fault>> {
    one_file(Assignment::new(quiz, reading), name, input)
}

/// The same, where attempts are weighed while they are read, so that of many no more is kept than of few.
///
/// # Errors
/// As [`read_from`].
pub fn read_weighed<'q>(
    name: &str,
    input: &mut (impl Read + Seek),
    quiz: &'q Quiz,
    reading: &'q ReadingOptions,
    weigh: Weigh<'q>,
) -> Result<Class, Vec<Fault>> {
    let mut gather = Assignment::new(quiz, reading);
    gather.weigh = Some(weigh);
    one_file(gather, name, input)
}

/// The class of one file.
pub(super) fn one_file(
    mut gather: Assignment<'_>,
    name: &str,
    input: &mut dyn ReadAgain,
) -> Result<Class, Vec<Fault>> {
    gather.file(name, input, None);
    if gather.is_empty() {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let help = match AnswerFormat::of_extension(ending) {
            None | Some(AnswerFormat::Table) => {
                "the first line of a table is its head: student,q1,q2"
            }
            Some(AnswerFormat::Toml) => "for example: [ann] and below it q1 = \"2*w\"",
            Some(AnswerFormat::Json | AnswerFormat::Lines) => {
                "for example: {\"student\": \"ann\", \"question\": \"q1\", \"answer\": \"2*w\"}"
            }
        };
        gather.note(Fault::new(name, "there are no answers in this file").help(help));
    }
    gather.finish()
}

/// Reads a folder with one file for each student, named by the file's stem (`ann.toml`, `bob.csv`),
/// or with a folder for each student in which the answers are a file.
///
/// `files` holds the name (or path) and the bytes of each; they are read in the order of their
/// names. Hidden files are passed over; files of other kinds are, with a warning. A file that can't be
/// read stops nobody else: it is in [`Class::refused`].
///
/// # Errors
/// As [`read`], where no file could be read; `folder` names the folder in them.
pub fn read_folder(
    folder: &str,
    files: Vec<(String, Vec<u8>)>,
    quiz: &Quiz,
) -> Result<Class, Vec<Fault>> {
    read_folder_as(folder, files, quiz, &ReadingOptions::of(quiz))
}

/// The same, read as the teacher says.
///
/// # Errors
/// As [`read_folder`].
pub fn read_folder_as(
    folder: &str,
    mut files: Vec<(String, Vec<u8>)>,
    quiz: &Quiz,
    reading: &ReadingOptions,
) -> Result<Class, Vec<Fault>> {
    let mut gather = Assignment::new(quiz, reading);
    if files.len() > MAX_FILES {
        gather.note(Fault::new(folder, format!("more than {MAX_FILES} files")));
        return gather.finish();
    }
    files.sort();
    let mut all: Vec<InFolder<'_>> = Vec::new();
    // Files of a student's own folder stand together.
    let mut own: Vec<(&str, Vec<&FileRead>)> = Vec::new();
    for file in &files {
        let below = below(folder, &file.0);
        match below.split_once(['/', '\\']) {
            Some((student, _)) => match own.last_mut() {
                Some((last, all)) if *last == student => all.push(file),
                _ => own.push((student, vec![file])),
            },
            None => {
                let (stem, extension) = below.rsplit_once('.').unwrap_or((below, ""));
                if stem.is_empty() {
                    continue;
                }
                if !is_answers(extension) {
                    let help = "answers end in .csv, .tsv, .toml, .json, .ndjson or .txt";
                    let fault = Fault::new(&file.0, "this file was passed over");
                    all.push(InFolder::PassedOver(fault.help(help)));
                } else {
                    all.push(InFolder::Own(OwnFile {
                        name: &file.0,
                        bytes: &file.1,
                        student: stem,
                    }));
                }
            }
        }
    }
    all.extend(own.iter().map(|(student, files)| match handed_in(files) {
        Ok((name, bytes)) => InFolder::Own(OwnFile {
            name,
            bytes,
            student,
        }),
        Err(fault) => InFolder::Refused(fault),
    }));
    gather.own_files(&all);
    if gather.is_empty() {
        gather.note(Fault::new(folder, "there are no answers in this folder"));
    }
    gather.finish()
}

/// The name of a file and its bytes.
type FileRead = (String, Vec<u8>);

/// The path of a file from the folder on.
fn below<'p>(folder: &str, path: &'p str) -> &'p str {
    let rest = path.strip_prefix(folder).unwrap_or(path);
    let rest = rest.trim_start_matches(['/', '\\']);
    match rest.len() == path.len() {
        // A name that does not start with the folder's stands in it all the same.
        true => path.rsplit(['/', '\\']).next().unwrap_or(path),
        false => rest,
    }
}

/// Whether a file that ends so may hold answers.
pub fn is_answers(extension: &str) -> bool {
    AnswerFormat::of_extension(extension).is_some() || extension.eq_ignore_ascii_case("txt")
}

/// The file with the answers in a student's own folder: the one whose stem says so, else the only
/// one that could be.
fn handed_in<'f>(files: &[&'f FileRead]) -> Result<&'f FileRead, Box<Fault>> {
    let parts = |path: &'f str| {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        name.rsplit_once('.').unwrap_or((name, ""))
    };
    let fit: Vec<&FileRead> = files
        .iter()
        .copied()
        .filter(|(path, _)| is_answers(parts(path).1))
        .collect();
    let named = fit.iter().copied().filter(|(path, _)| {
        let stem = parts(path).0.to_lowercase();
        matches!(
            stem.as_str(),
            "answers" | "answer" | "submission" | "response" | "responses"
        )
    });
    let named: Vec<&FileRead> = named.collect();
    match (&named[..], &fit[..]) {
        (&[only], _) | (_, &[only]) => Ok(only),
        (_, []) => {
            let help = "answers end in .csv, .tsv, .toml, .json, .ndjson or .txt";
            let fault = Fault::new(&files[0].0, "there is no file of answers in this folder");
            Err(Box::new(fault.help(help)))
        }
        (_, [first, second, ..]) => {
            let message = format!("two files may hold the answers: this one and {}", second.0);
            let fault = Fault::new(&first.0, message);
            Err(Box::new(
                fault.help("call the right one answers, as in answers.toml"),
            ))
        }
    }
}

/// As much of a file as shows its format: two lines that are not blank.
fn beginning<'f>(file: &'f mut TextFile<'_>) -> &'f str {
    let shows = |text: &str| {
        let lines = text
            .split_inclusive('\n')
            .filter(|line| line.ends_with('\n'));
        let lines = lines
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.take(2).count() == 2 || text.len() > 2 * MAX_LINE
    };
    while !shows(file.held().text()) && file.more() {}
    file.held().text()
}

impl Assignment<'_> {
    /// Reads one file; `student` is whose it is, if its name says so.
    pub(super) fn file(&mut self, name: &str, input: &mut dyn ReadAgain, student: Option<&str>) {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let table = match AnswerFormat::of_extension(ending) {
            None | Some(AnswerFormat::Table) => Some(self.reading.encoding),
            // The others are UTF-8 by what they are.
            Some(_) => None,
        };
        let limits = FileLimits {
            size: MAX_FILE,
            piece: self.piece,
        };
        let mut source = match TextFile::open(name, input, limits, table) {
            Ok(source) => source,
            Err(fault) => return self.note(fault),
        };
        if source.held().is_guessed() {
            let message = "this file is not UTF-8: it is read as Windows-1252";
            let help = "if letters of names look wrong, say with --encoding how it is encoded";
            self.warn(Fault::new(name, message).help(help));
        }
        let index = self.class.sources.len();
        let format = AnswerFormat::of(name, beginning(&mut source));
        let before = self.faults.len();
        let mut file = File {
            gather: self,
            source,
            index,
            student,
            last: PlacedByte::START,
            further: None,
        };
        match format {
            AnswerFormat::Table => sheet::read(&mut file),
            AnswerFormat::Toml => {
                if let Err(fault) = file.toml() {
                    // A file that is no TOML has no answers that anything could be wrong with.
                    file.gather.faults.truncate(before);
                    file.gather.note(fault);
                }
            }
            AnswerFormat::Json => {
                if let Err(fault) = file.json() {
                    file.gather.note(fault);
                }
            }
            AnswerFormat::Lines => file.lines(),
        }
        file.settle();
        if let Some(fault) = file.source.trouble() {
            file.gather.faults.truncate(before);
            file.gather.note(fault);
        }
        // All that is told of it later is its name, and places that are known.
        self.class.sources.push(name.into());
    }

    /// Reads the file of one student. Where something is wrong with it nothing of it is kept.
    pub(super) fn own_file(&mut self, name: &str, bytes: &[u8], student: &str) {
        let (source, students) = (self.class.sources.len(), self.class.students.len());
        let (faults, broken) = (self.faults.len(), self.class.broken);
        self.file(name, &mut Cursor::new(bytes), Some(student));
        if self.faults.len() == faults {
            return;
        }
        // Every file is named, and of the others as much as is read.
        let room = MAX_FAULTS.saturating_sub(self.class.refused.len()).max(1);
        let found = self.faults.drain(faults..).take(room);
        self.class.refused.extend(found);
        self.class.broken = broken;
        if let Some((place, _)) = self.students.places(student, &self.class.students) {
            if place < students {
                let answers = &mut self.class.students[place].answers;
                for answer in answers {
                    if answer
                        .as_ref()
                        .is_some_and(|answer| answer.source() == source)
                    {
                        *answer = None;
                    }
                }
            } else {
                self.students.remove(student, &self.class.students);
                self.class.students.truncate(students);
            }
        }
    }
}
