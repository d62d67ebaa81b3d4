//! Files as they come in: from a path, a folder, or stdin.

use super::output::{Failure, problem};
use deriv::class::answers::{self, Class, ReadingOptions};
use deriv::files::source::{Fault, Severity};
use deriv::quiz::{self, Quiz};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a file, a little more than the limit at most, so that its reader can refuse it.
pub(crate) fn read(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The same, where `-` is stdin.
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

/// The bytes of another file of the class: marks, a roster.
pub(crate) fn beside(path: &str) -> Result<Vec<u8>, Failure> {
    bytes(path, answers::MAX_FILE)
}

/// The bytes of results that were written before, which say more than the answers do.
pub(crate) fn results(path: &str) -> Result<Vec<u8>, Failure> {
    bytes(path, 4 * answers::MAX_FILE)
}

/// What a class handed in: a file, stdin, or a folder with a file or a folder for each student.
pub(crate) fn class(path: &str, quiz: &Quiz, reading: &ReadingOptions) -> Result<Class, Failure> {
    if path == "-" || !Path::new(path).is_dir() {
        let bytes = bytes(path, answers::MAX_FILE)?;
        return answers::read_as(path, bytes, quiz, reading).map_err(Failure::Faults);
    }
    let mut files = Files::default();
    files
        .below(Path::new(path), 0)
        .map_err(|error| Failure::file(path, &error))?;
    let Files {
        found,
        mut unavailable,
        ..
    } = files;
    unavailable.sort_by(|a, b| a.file.cmp(&b.file));
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

/// Folders inside each other that are looked into: a student's, and what a tool puts around the
/// file in it.
const MAX_DEPTH: usize = 4;

/// Most bytes of all files of a folder; they are read before the first is judged.
const MAX_FOLDER: usize = 1 << 30;

/// Why what can't be read at the top of a folder is not passed over.
const IS_SOMEBODY: &str = "each file or folder here is a student; take it away if this is none";

/// The files of a folder of answers, and what can't be read of them.
#[derive(Default)]
struct Files {
    bytes: usize,
    found: Vec<(String, Vec<u8>)>,
    unavailable: Vec<Fault>,
}

impl Files {
    /// Reads what stands in a folder. A link to a folder is not followed, so that none leads back.
    fn below(&mut self, folder: &Path, depth: usize) -> io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let file = entry?.path();
            if file
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'))
            {
                continue;
            }
            let name = shown(&file);
            let read = if file.is_file() {
                let read = match depth == 0 || is_answers(&file) {
                    true => read(&file, answers::MAX_FILE),
                    // Other files in a student's folder are named at most, never read.
                    false => Ok(Vec::new()),
                };
                read.and_then(|bytes| {
                    self.bytes += bytes.len();
                    if self.bytes > MAX_FOLDER {
                        let message = format!(
                            "the files of this folder are together larger than {} MiB",
                            MAX_FOLDER >> 20
                        );
                        return Err(io::Error::other(message));
                    }
                    self.found.push((name.clone(), bytes));
                    Ok(())
                })
            } else if file.is_dir() && !file.is_symlink() && depth < MAX_DEPTH {
                let before = (self.found.len(), self.unavailable.len());
                let read = self.below(&file, depth + 1);
                if depth == 0 && before == (self.found.len(), self.unavailable.len()) {
                    let fault = Fault::new(&name, "there is nothing in this folder");
                    self.unavailable.push(fault.help(IS_SOMEBODY));
                }
                read
            } else if depth == 0 && (file.is_symlink() || is_answers(&file)) {
                let message = match (file.is_dir(), file.is_symlink()) {
                    (true, _) => "a link to a folder is not followed",
                    (false, true) => "this link leads to no file",
                    (false, false) => "this is no ordinary file",
                };
                let fault = Fault::new(&name, message);
                self.unavailable.push(fault.help(IS_SOMEBODY));
                continue;
            } else {
                continue;
            };
            if let Err(error) = read {
                self.unavailable.push(Fault {
                    severity: Severity::Unavailable,
                    ..Fault::new(&name, problem(&error))
                });
            }
            if self.found.len() > answers::MAX_FILES {
                break;
            }
        }
        Ok(())
    }
}

/// Whether a file in a student's folder may hold the answers.
fn is_answers(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| answers::is_answers(&extension.to_string_lossy()))
}

/// A path as text; behind the mark for what is no text stands the byte, so that different names stay
/// different.
fn shown(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            shown.push_str(&format!("{}{byte:02x}", char::REPLACEMENT_CHARACTER));
        }
    }
    shown
}
