//! Files as they come in: from a path, a folder, or stdin.

mod again;
mod encoded;
mod folder;
mod limited;

use super::output::Failure;
pub(crate) use again::Again;
use deriv::class::answers::{self, Class, ReadingOptions, Weigh};
use deriv::class::earlier;
use deriv::files::encoding::Encoding;
use deriv::quiz::{self, Quiz};
pub(crate) use encoded::{encoding, encoding_option};
use folder::Files;
pub(crate) use limited::read;
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a file, where `-` is stdin.
pub(crate) fn bytes(path: &str, limit: usize) -> Result<Vec<u8>, Failure> {
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
    read.map_err(|error| Failure::file(path, &error))
}

/// A quiz, from a file or stdin.
pub(crate) fn quiz(path: &str) -> Result<Quiz, Failure> {
    quiz::read(path, &bytes(path, quiz::MAX_FILE)?).map_err(Failure::Faults)
}

/// The bytes of another table of the class, in UTF-8 where they are encoded as is said: marks, a roster.
pub(crate) fn beside(path: &str, encoding: Option<Encoding>) -> Result<Vec<u8>, Failure> {
    let bytes = bytes(path, answers::MAX_FILE)?;
    Ok(match encoding {
        Some(encoding) => encoding.unless_unicode(bytes),
        None => bytes,
    })
}

/// Results that were written before.
pub(crate) fn results(path: &str) -> Result<Again, Failure> {
    Again::open(path, earlier::MAX_RESULTS).map_err(|error| Failure::file(path, &error))
}

/// What a class handed in: a file, stdin, or a folder with a file or a folder for each student.
/// Attempts in a file are weighed while it is read.
pub(crate) fn class<'q>(
    path: &str,
    quiz: &'q Quiz,
    reading: &'q ReadingOptions,
    weigh: Weigh<'q>,
) -> Result<Class, Failure> {
    if path == "-" || !Path::new(path).is_dir() {
        let input = Again::open(path, answers::MAX_FILE);
        let mut input = input.map_err(|error| Failure::file(path, &error))?;
        let read = answers::read_weighed(path, &mut input, quiz, reading, weigh);
        return read.map_err(Failure::Faults);
    }
    let Files {
        found, unavailable, ..
    } = Files::of(Path::new(path)).map_err(|error| Failure::file(path, &error))?;
    // A student's file that can't be read stops nobody else.
    match answers::read_folder_as(path, found, quiz, reading) {
        Ok(mut class) => {
            class.refused.extend(unavailable);
            Ok(class)
        }
        Err(all) if unavailable.is_empty() => Err(Failure::Faults(all)),
        Err(_) => Err(Failure::Faults(unavailable)),
    }
}
