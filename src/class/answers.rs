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

mod answer_table;
mod assign;
pub(crate) mod attempts;
mod flat;
mod form;
mod head_word;
mod heads;
mod index;
mod joined;
mod joined_records;
mod json_look;
mod json_records;
mod lines;
pub(crate) mod moment;
mod objects;
mod own_files;
mod reading;
mod record_windows;
mod records;
mod roles;
mod rows;
mod settled;
mod sheet;
pub(crate) mod test_user;
mod texts;
mod toml_records;
mod vocabulary;
mod who;
mod window_rows;
mod windows;
pub(crate) mod words;

pub use heads::{By, Holds, Understood};
pub use moment::{Moment, Until};

use crate::files::encoding::Encoding;
use crate::files::source::{Fault, Place};
use crate::notation::nearest;
use crate::quiz::{Quiz, draw};
pub use reading::{
    is_answers, read, read_as, read_folder, read_folder_as, read_from, read_weighed,
};
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;
pub(super) use texts::DifferentTexts;

/// Largest file of answers in bytes: a million answers with room to spare.
pub const MAX_FILE: usize = 256 << 20;

/// Longest answer, line of NDJSON or row of a table in bytes; far above any formula, far below
/// what would hurt.
pub const MAX_LINE: usize = 1 << 20;

/// Most students times questions; an answer takes 16 bytes, so this is 160 MB.
pub const MAX_CELLS: usize = 10_000_000;

/// Most ids beside the one by which a student is known.
const MAX_OTHER_IDS: usize = 8;

/// Most files in a folder of answers.
pub const MAX_FILES: usize = 100_000;

/// A class: what everyone handed in.
#[derive(Debug, Clone)]
pub struct Class {
    /// The names of the files that were read: of them no more is kept beside the answers.
    pub sources: Vec<Box<str>>,
    /// The students in the order they appear.
    pub students: Vec<Student>,
    /// What was set aside, to show once.
    pub warnings: Vec<Fault>,
    /// What is wrong with the files of a folder that could not be read: nothing of them is here.
    pub refused: Vec<Fault>,
    /// Rows that are not whole; what is missing in them counts as blank.
    pub broken: usize,
    /// How the heads of tables were understood, in the order of the files.
    pub understood: Vec<Understood>,
    /// The different texts of answers.
    texts: DifferentTexts,
    /// Are all attempts here, of which the best is to be found?
    pub every_attempt: bool,
    /// Which of several attempts counts, where somebody has several.
    pub chosen: Option<ChosenAttempts>,
    /// Whether the times of a file leave open which number is the month.
    times_open: bool,
    /// Whether somebody may have handed in late: without that nobody has to be looked at.
    pub(super) may_be_late: bool,
}

/// How it was chosen between the attempts of a student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChosenAttempts {
    /// The one that counts.
    pub counts: Attempts,
    /// Whether rows counted in their order, since times leave open which number is the month.
    pub in_order: bool,
}

/// Which of several attempts of a student counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempts {
    /// The last one.
    Last,
    /// The first one.
    First,
    /// The one with the most points for certain.
    Best,
}

impl Attempts {
    /// Every choice with its word.
    pub const ALL: [(&'static str, Attempts); 3] = [
        ("last", Attempts::Last),
        ("first", Attempts::First),
        ("best", Attempts::Best),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        let mut all = Attempts::ALL.iter();
        let found = all.find(|(_, attempts)| *attempts == self);
        found.map_or("", |(word, _)| word)
    }

    /// The one with this word.
    pub fn named(word: &str) -> Option<Attempts> {
        let found = Attempts::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, attempts)| *attempts)
    }
}

/// Who finds of each student in a class the row of the best attempt so far, in the order of the class; `None`
/// where that can't be said.
pub type Weigh<'w> = &'w dyn Fn(&Class) -> Option<Vec<usize>>;

/// How files of answers are to be read.
#[derive(Debug, Clone, Default)]
pub struct ReadingOptions {
    /// The head of the column that says who the student is; over what the quiz says.
    pub id_column: Option<String>,
    /// Which attempt counts; over what the quiz says. Without it a second one is a fault.
    pub attempts: Option<Attempts>,
    /// Whose a file is that names nobody.
    pub student: Option<String>,
    /// After this time answers are late.
    pub until: Option<Until>,
    /// How tables are encoded; without it they are UTF-8, or what they look like.
    pub encoding: Option<Encoding>,
    /// Threads that read, 1 at least; what is read is the same on any number of them.
    pub threads: usize,
}

/// A student with an answer, or none, to each question of the quiz.
#[derive(Debug, Clone)]
pub struct Student {
    /// What the file knows the student by; not blank, no two alike but for attempts.
    pub id: String,
    /// The name, where there is one beside the id.
    pub name: Option<String>,
    /// What else is told: in a large class mostly nothing, which takes no room.
    details: Option<Box<StudentDetails>>,
    /// Was it handed in too late?
    pub late: bool,
    /// Where this is a further attempt, the place of the first.
    pub first: Option<usize>,
    /// Whether the answers came one by one, and not in one row.
    pub one_by_one: bool,
    /// One for each question in the quiz's order; `None` where it is blank.
    pub answers: Vec<Option<Submission>>,
    /// Index of the file in [`Class::sources`].
    pub source: usize,
    /// Where the student is named first.
    pub place: Place,
    /// Where this is a further attempt, what is said if it may be another student's.
    pub(super) named: Option<Box<Fault>>,
}

/// What a file tells of a student beside the id and the name.
#[derive(Debug, Clone, Default)]
pub struct StudentDetails {
    /// The section or group.
    pub section: Option<String>,
    /// An address beside the id.
    pub email: Option<String>,
    /// Other ids that the file has, each with the head of its column.
    pub other_ids: Vec<(Arc<str>, String)>,
    /// Which attempt it is, where the file says so.
    pub attempt: Option<u32>,
    /// When it was handed in, as the file says it.
    pub submitted: Option<Box<str>>,
    /// The same as a time, where that was needed and could be read.
    pub moment: Option<Moment>,
}

impl StudentDetails {
    /// Nothing.
    const NONE: StudentDetails = StudentDetails {
        section: None,
        email: None,
        other_ids: Vec::new(),
        attempt: None,
        submitted: None,
        moment: None,
    };
}

/// One answer, not blank: its text, and where it stands. A class of a million holds it in 16 MB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submission {
    /// The place of its text in [`Class::texts`].
    text: NonZeroU32,
    /// Index of the file in [`Class::sources`].
    source: u32,
    line: u32,
    column: u32,
}

impl Submission {
    /// An answer whose text is at a place of another list of texts.
    fn new(text: NonZeroU32, source: usize, place: Place) -> Submission {
        // A file is below 4 GiB, and there are fewer of them.
        Submission {
            text,
            source: source as u32,
            line: place.line as u32,
            column: place.column as u32,
        }
    }

    /// Index of the file in [`Class::sources`].
    pub fn source(&self) -> usize {
        self.source as usize
    }

    /// Where its text starts in the file.
    pub fn place(&self) -> Place {
        Place {
            line: self.line as usize,
            column: self.column as usize,
        }
    }
}

/// How a file of answers is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// Rows of cells, parted by commas, semicolons or tabs.
    Table,
    /// TOML.
    Toml,
    /// One JSON value.
    Json,
    /// A JSON object on each line.
    Lines,
}

impl Student {
    /// A student of whom nothing else is known, with a blank answer to each question.
    pub(crate) fn new(id: &str, questions: usize, source: usize, place: Place) -> Student {
        Student {
            answers: vec![None; questions],
            ..Student::named(id.to_owned(), source, place)
        }
    }

    /// A student of whom nothing else is known, not even the answers.
    fn named(id: String, source: usize, place: Place) -> Student {
        Student {
            id,
            name: None,
            details: None,
            late: false,
            first: None,
            one_by_one: false,
            answers: Vec::new(),
            source,
            place,
            named: None,
        }
    }

    /// What is told beside the id and the name.
    pub fn details(&self) -> &StudentDetails {
        const NONE: &StudentDetails = &StudentDetails::NONE;
        self.details.as_deref().unwrap_or(NONE)
    }

    /// The same, to be added to.
    pub(super) fn details_mut(&mut self) -> &mut StudentDetails {
        self.details.get_or_insert_default()
    }

    /// Notes when it was handed in, if that is known.
    pub(super) fn set_moment(&mut self, moment: Option<Moment>) {
        if self.details.is_some() || moment.is_some() {
            self.details_mut().moment = moment;
        }
    }

    /// Adds another id, if there are not very many.
    pub(super) fn add_id(&mut self, head: Arc<str>, id: &str) {
        let known = &mut self.details_mut().other_ids;
        if known.len() < MAX_OTHER_IDS {
            known.push((head, id.to_owned()));
        }
    }
}

impl Class {
    /// A class without anybody.
    pub(crate) fn empty() -> Class {
        Class {
            sources: Vec::new(),
            students: Vec::new(),
            warnings: Vec::new(),
            refused: Vec::new(),
            broken: 0,
            understood: Vec::new(),
            texts: DifferentTexts::default(),
            every_attempt: false,
            chosen: None,
            times_open: false,
            may_be_late: false,
        }
    }

    /// Notes that somebody has several attempts, of which this one counts.
    pub(crate) fn choose_between(&mut self, counts: Attempts, in_order: bool) {
        self.chosen = Some(ChosenAttempts { counts, in_order });
    }

    /// Keeps these rows alone, of which no two are one student's.
    pub fn keep(&mut self, rows: &[usize]) {
        let mut all: Vec<Option<Student>> = std::mem::take(&mut self.students)
            .into_iter()
            .map(Some)
            .collect();
        let kept = rows.iter().filter_map(|&row| all.get_mut(row)?.take());
        self.students = kept.map(|row| Student { first: None, ..row }).collect();
        self.every_attempt = false;
    }

    /// The places of those who handed in too late.
    pub fn late(&self) -> impl Iterator<Item = usize> {
        let students = self.students.iter().enumerate();
        let students = students.take_while(|_| self.may_be_late);
        let late = students.filter(|(_, student)| student.late);
        late.map(|(at, _)| at)
    }

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

    /// What a student typed for a question, without blanks around it; `None` where it is blank.
    /// Numbers keep their digits; the parts of a list are joined with commas.
    pub fn answer(&self, student: usize, question: usize) -> Option<&str> {
        let answer = self.students[student].answers[question]?;
        Some(self.texts.text(answer.text))
    }

    /// The place of that text among all of the class, 0 where it is blank: equal answers have the same.
    pub(crate) fn text_place(&self, student: usize, question: usize) -> u32 {
        let answer = self.students[student].answers[question];
        answer.map_or(0, |answer| answer.text.get())
    }

    /// The same of several questions.
    pub(crate) fn text_places(
        &self,
        student: usize,
        questions: Range<usize>,
    ) -> impl Iterator<Item = u32> {
        let answers = self.students[student].answers[questions].iter();
        answers.map(|answer| answer.map_or(0, |answer| answer.text.get()))
    }

    /// The text at such a place, which is not 0.
    pub(crate) fn text_at(&self, place: u32) -> &str {
        NonZeroU32::new(place).map_or("", |place| self.texts.text(place))
    }

    /// How many different texts there are: their places go from 1 to that.
    pub(crate) fn different_texts(&self) -> usize {
        self.texts.len()
    }

    /// An answer with this text, without blanks around it, that starts at a place of a file.
    pub(super) fn placed(&mut self, typed: &str, source: usize, place: Place) -> Submission {
        Submission::new(self.texts.place(typed), source, place)
    }
}

impl ReadingOptions {
    /// What the quiz itself says.
    pub fn of(quiz: &Quiz) -> ReadingOptions {
        ReadingOptions {
            attempts: quiz
                .attempts
                .as_ref()
                .and_then(|word| Attempts::named(&word.value)),
            ..ReadingOptions::default()
        }
    }
}

impl AnswerFormat {
    /// The format that a file's extension promises.
    pub fn of_extension(extension: &str) -> Option<AnswerFormat> {
        match extension.to_ascii_lowercase().as_str() {
            "csv" | "tsv" => Some(AnswerFormat::Table),
            "toml" => Some(AnswerFormat::Toml),
            "json" => Some(AnswerFormat::Json),
            "ndjson" | "jsonl" => Some(AnswerFormat::Lines),
            _ => None,
        }
    }

    /// The format of a file: what its extension promises, else what its text looks like.
    pub fn of(name: &str, text: &str) -> AnswerFormat {
        let extension = name
            .rsplit_once('.')
            .and_then(|(_, end)| AnswerFormat::of_extension(end));
        extension.unwrap_or_else(|| AnswerFormat::of_text(text))
    }

    /// The format that a text looks like.
    fn of_text(text: &str) -> AnswerFormat {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut first = lines.next().unwrap_or("");
        if first.starts_with('{') {
            let whole =
                first.ends_with('}') && lines.next().is_some_and(|next| next.starts_with('{'));
            return if whole {
                AnswerFormat::Lines
            } else {
                AnswerFormat::Json
            };
        }
        if let Some(rest) = first.strip_prefix('[') {
            let next = rest
                .trim_start()
                .chars()
                .next()
                .or_else(|| lines.next()?.chars().next());
            return if matches!(next, Some('{' | ']')) {
                AnswerFormat::Json
            } else {
                AnswerFormat::Toml
            };
        }
        while first.starts_with('#') {
            first = lines.next().unwrap_or("");
        }
        let key = first.split(['=', ',', ';', '\t']).next().unwrap_or("");
        match first[key.len()..].starts_with('=') && !key.eq_ignore_ascii_case("sep") {
            true => AnswerFormat::Toml,
            false if first.starts_with('[') => AnswerFormat::Toml,
            false => AnswerFormat::Table,
        }
    }
}

#[cfg(test)]
mod tests;
