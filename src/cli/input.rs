//! Files as they come in: from a path, a folder, or stdin.

use super::output::{Failure, problem};
use deriv::class::answers::{self, Class};
use deriv::quiz::{self, Quiz};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a file, a little more than the limit at most, so that its reader can refuse it.
fn bytes(path: &str, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = limit as u64 + 1;
    let read = match path {
        "-" => io::stdin().lock().take(most).read_to_end(&mut bytes),
        _ => File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
    };
    read.map_err(|error| unavailable(path, &error))?;
    Ok(bytes)
}

fn unavailable(path: &str, error: &io::Error) -> Failure {
    Failure::File {
        path: path.to_owned(),
        problem: problem(error),
    }
}

/// A quiz, from a file or stdin.
pub(crate) fn quiz(path: &str) -> Result<Quiz, Failure> {
    quiz::read(path, &bytes(path, quiz::MAX_FILE)?).map_err(Failure::Faults)
}

/// What a class handed in: a file, stdin, or a folder with a file for each student.
pub(crate) fn class(path: &str, quiz: &Quiz) -> Result<Class, Failure> {
    if path == "-" || !Path::new(path).is_dir() {
        let bytes = bytes(path, answers::MAX_FILE)?;
        return answers::read(path, &bytes, quiz).map_err(Failure::Faults);
    }
    let folder = std::fs::read_dir(path).map_err(|error| unavailable(path, &error))?;
    let mut found = Vec::new();
    for entry in folder {
        let file = entry.map_err(|error| unavailable(path, &error))?.path();
        let name = file.file_name().map(|name| name.to_string_lossy());
        if file.is_file() && name.is_some_and(|name| !name.starts_with('.')) {
            let name = file.to_string_lossy().into_owned();
            let bytes = bytes(&name, answers::MAX_FILE)?;
            found.push((name, bytes));
        }
        if found.len() > answers::MAX_FILES {
            break;
        }
    }
    answers::read_folder(path, found, quiz).map_err(Failure::Faults)
}
