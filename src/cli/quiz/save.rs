//! The answers of a session, written to a file as they come.

use crate::input;
use crate::output::Failure;
use deriv::class::answers::{self, AnswerFormat};
use deriv::notation::visible::visible;
use deriv::quiz::Quiz;
use deriv::quiz::draw::folded;
use deriv::report::json;
use deriv::report::quiz::SavedQuiz;
use std::fs::File;
use std::io::{self, Write};

/// The file that answers are written to: NDJSON, a line for each question that was left.
pub(super) struct Save {
    pub(super) path: String,
    student: String,
    file: File,
}

impl Save {
    /// A new file; or one with answers of this student to this quiz, which is gone on with. The
    /// questions that it answers come with it, by their places.
    pub(super) fn open(
        path: &str,
        student: &str,
        quiz: &Quiz,
    ) -> Result<(Save, Vec<usize>), Failure> {
        let ending = path.rsplit_once('.').map(|(_, ending)| ending);
        if ending.and_then(AnswerFormat::of_extension) != Some(AnswerFormat::Lines) {
            return Err(Failure::usage(
                format!("`{}` can't be saved", visible(path)),
                "answers are saved as lines of JSON: give the file a name that ends in .ndjson",
            ));
        }
        let failure = |error: io::Error| Failure::file(path, &error);
        let new = || (student.to_owned(), Vec::new());
        let (file, (student, answered)) = match File::create_new(path) {
            Ok(file) => (file, new()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let before = answered(path, student, quiz)?.unwrap_or_else(new);
                let file = File::options().append(true).open(path).map_err(failure)?;
                (file, before)
            }
            Err(error) => return Err(failure(error)),
        };
        let save = Save {
            path: path.to_owned(),
            student,
            file,
        };
        Ok((save, answered))
    }

    pub(super) fn answer(&mut self, question: &str, answer: Option<&str>) -> Result<(), Failure> {
        let Some(answer) = answer else {
            return Ok(());
        };
        let line = json::line(&SavedQuiz::new(&self.student, question, answer));
        self.file
            .write_all(line.as_bytes())
            .map_err(|error| Failure::file(&self.path, &error))
    }
}

/// The student as a file knows them, and the questions that it answers, all of them by this student:
/// what others saved is not touched. `None` where the file is empty.
fn answered(
    path: &str,
    student: &str,
    quiz: &Quiz,
) -> Result<Option<(String, Vec<usize>)>, Failure> {
    let bytes = input::bytes(path, answers::MAX_FILE)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let class = answers::read(path, &bytes, quiz).map_err(Failure::Faults)?;
    match &class.students[..] {
        [only] if folded(&only.id) == folded(student) => {
            let places = only.answers.iter().enumerate();
            let given = places.filter(|(_, answer)| answer.is_some());
            Ok(Some((only.id.clone(), given.map(|(at, _)| at).collect())))
        }
        _ => Err(Failure::File {
            path: path.to_owned(),
            problem: format!("it holds answers of others than {}", visible(student)),
        }),
    }
}
