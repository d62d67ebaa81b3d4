//! Where an answer stands. Results say it where it is asked for, so that parts that are merged still do:
//! without it they are the same bytes however a class was cut into files.

use crate::files::source::Place;
use crate::report::class::Report;
use crate::report::record::{Maybe, record};

record! {
    /// Where a student or an answer stands.
    pub struct AnswerPlace {
        /// the file; of an answer only where it is another one than the student's
        pub file: Maybe<String>,
        /// the line, from 1
        pub line: usize,
        /// the character in the line, from 1
        pub column: usize,
    }
}

impl Report<'_> {
    /// The file and the place of an answer, or of its student where there is none; nothing where files
    /// are not named.
    pub fn place_of(&self, at: usize, question: usize) -> Option<(&str, Place)> {
        let student = &self.class.students[at];
        let answer = student.answers[question].as_ref();
        let (source, place) = answer.map_or((student.source, student.place), |answer| {
            (answer.source(), answer.place())
        });
        Some((self.file(source)?, place))
    }

    /// Where a student is named first, if that is told.
    pub(super) fn student_place(&self, at: usize) -> Option<AnswerPlace> {
        let student = &self.class.students[at];
        let file = self.file(student.source).filter(|_| self.places_told)?;
        Some(AnswerPlace::new(Some(file.to_owned()), student.place))
    }

    /// Where an answer stands that is not blank, if that is told.
    pub(super) fn answer_place(&self, at: usize, question: usize) -> Option<AnswerPlace> {
        let student = &self.class.students[at];
        let answer = student.answers[question]?;
        let file = self.file(answer.source()).filter(|_| self.places_told)?;
        let other = (answer.source() != student.source).then(|| file.to_owned());
        Some(AnswerPlace::new(other, answer.place()))
    }

    /// Whether files are named: where names are held back only the one file of several students, since that of
    /// one may be called like the student.
    pub(super) fn names_files(&self) -> bool {
        let named = self.class.sources.iter().filter(|file| is_named(file));
        !self.anonymous || (named.count() == 1 && self.class.students.len() > 1)
    }

    fn file(&self, source: usize) -> Option<&str> {
        let told = self.names_files();
        let file = self.class.sources.get(source).filter(|_| told)?;
        is_named(file).then_some(file)
    }
}

/// Whether it is known which file it is: parts that are merged may not say.
fn is_named(file: &str) -> bool {
    !file.is_empty()
}

impl AnswerPlace {
    fn new(file: Option<String>, place: Place) -> AnswerPlace {
        AnswerPlace {
            file: Maybe(file),
            line: place.line,
            column: place.column,
        }
    }
}
