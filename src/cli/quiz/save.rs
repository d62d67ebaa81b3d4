//! The answers of a session, written to a file as they come.

use crate::input;
use crate::output::Failure;
use crate::written;
use deriv::class::answers::{self, AnswerFormat};
use deriv::notation::visible::visible;
use deriv::quiz::Quiz;
use deriv::quiz::draw::folded;
use deriv::report::json;
use deriv::report::quiz::SavedQuiz;
use std::fs::File;
use std::io;

/// The file that answers are written to: NDJSON, a line for each question that was answered.
pub(super) struct Save {
    pub(super) path: String,
    student: String,
    /// The file as it stands, without the line of the question that is asked.
    before: Vec<u8>,
    /// That question, and its line.
    now: Option<(String, String)>,
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
        let mut before = Vec::new();
        match File::create_new(path) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                before = input::bytes(path, answers::MAX_FILE)?;
                // It has to be one that can be written to before anything is asked.
                let opened = File::options().append(true).open(path);
                opened.map_err(|error| Failure::file(path, &error))?;
            }
            Err(error) => return Err(Failure::file(path, &error)),
        }
        let (student, answered) = match answered(path, &before, student, quiz)? {
            Some(known) => known,
            None => (student.to_owned(), Vec::new()),
        };
        if before.last().is_some_and(|last| *last != b'\n') {
            before.push(b'\n');
        }
        let save = Save {
            path: path.to_owned(),
            student,
            before,
            now: None,
        };
        Ok((save, answered))
    }

    /// Keeps an answer at once; a later one to the same question takes its place.
    pub(super) fn answer(&mut self, question: &str, answer: Option<&str>) -> Result<(), Failure> {
        let Some(answer) = answer else {
            return Ok(());
        };
        let line = json::line(&SavedQuiz::new(&self.student, question, answer));
        match self.now.take() {
            Some((last, _)) if last == question => {}
            Some((_, kept)) => self.before.extend_from_slice(kept.as_bytes()),
            None => {}
        }
        let (_, line) = self.now.insert((question.to_owned(), line));
        written::write(&self.path, |file| {
            file.write_all(&self.before)?;
            file.write_all(line.as_bytes())
        })
    }
}

/// The student as a file knows them, and the questions that it answers, all of them by this student:
/// what others saved is not touched. `None` where the file is empty.
fn answered(
    path: &str,
    bytes: &[u8],
    student: &str,
    quiz: &Quiz,
) -> Result<Option<(String, Vec<usize>)>, Failure> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let class = answers::read(path, bytes, quiz).map_err(Failure::Faults)?;
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
