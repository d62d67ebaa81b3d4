//! Files as they come in: from a path, a folder, or stdin.

use super::output::{Failure, problem};
use deriv::class::answers::{self, Class};
use deriv::files::source::{Fault, Severity};
use deriv::quiz::{self, Quiz};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a file, a little more than the limit at most, so that its reader can refuse it.
fn read(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The same, where `-` is stdin.
fn bytes(path: &str, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = match path {
        "-" => {
            let input = io::stdin()
                .lock()
                .take(limit as u64 + 1)
                .read_to_end(&mut bytes);
            input.map(|_| bytes)
        }
        _ => read(Path::new(path), limit),
    };
    read.map_err(|error| refused(path, &error))
}

fn refused(path: &str, error: &io::Error) -> Failure {
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
    let folder = std::fs::read_dir(path).map_err(|error| refused(path, &error))?;
    let (mut found, mut unavailable) = (Vec::new(), Vec::new());
    for entry in folder {
        let file = entry.map_err(|error| refused(path, &error))?.path();
        let name = file.file_name().map(|name| name.to_string_lossy());
        if file.is_file() && name.is_some_and(|name| !name.starts_with('.')) {
            let name = file.to_string_lossy().into_owned();
            match read(&file, answers::MAX_FILE) {
                Ok(bytes) => found.push((name, bytes)),
                Err(error) => unavailable.push(Fault {
                    severity: Severity::Unavailable,
                    ..Fault::new(&name, problem(&error))
                }),
            }
        }
        if found.len() > answers::MAX_FILES {
            break;
        }
    }
    unavailable.sort_by(|a, b| a.file.cmp(&b.file));
    // A student's file that can't be read stops nobody else.
    match answers::read_folder(path, found, quiz) {
        Ok(mut class) => {
            class.refused.extend(unavailable);
            Ok(class)
        }
        Err(all) if unavailable.is_empty() => Err(Failure::Faults(all)),
        Err(_) => Err(Failure::Faults(unavailable)),
    }
}
