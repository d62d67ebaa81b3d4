//! The answers of a session, written to a file as they come.

use crate::output::{Failure, problem};
use deriv::class::answers::Format;
use deriv::notation::visible::visible;
use deriv::report::json;
use deriv::report::quiz::Saved;
use std::fs::File;
use std::io::{self, Write};

/// The file that answers are written to: NDJSON, a line for each question that was left.
pub(super) struct Save {
    pub(super) path: String,
    student: String,
    file: File,
}

impl Save {
    pub(super) fn new(path: &str, student: &str) -> Result<Save, Failure> {
        let ending = path.rsplit_once('.').map(|(_, ending)| ending);
        if ending.and_then(Format::of_extension) != Some(Format::Lines) {
            return Err(Failure::usage(
                format!("`{}` can't be saved", visible(path)),
                "answers are saved as lines of JSON: give the file a name that ends in .ndjson",
            ));
        }
        // What was saved before is not lost.
        let file = File::create_new(path).map_err(|error| Save::failure(path, &error))?;
        Ok(Save {
            path: path.to_owned(),
            student: student.to_owned(),
            file,
        })
    }

    fn failure(path: &str, error: &io::Error) -> Failure {
        Failure::File {
            path: path.to_owned(),
            problem: problem(error),
        }
    }

    pub(super) fn answer(&mut self, question: &str, answer: Option<&str>) -> Result<(), Failure> {
        let Some(answer) = answer else {
            return Ok(());
        };
        let line = json::line(&Saved::new(&self.student, question, answer));
        self.file
            .write_all(line.as_bytes())
            .map_err(|error| Save::failure(&self.path, &error))
    }
}
