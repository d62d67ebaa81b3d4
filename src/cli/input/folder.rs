//! A folder with a file or a folder for each student.

use super::limited::read;
use crate::output::problem;
use deriv::class::answers;
use deriv::files::source::{Fault, Severity};
use std::io;
use std::path::Path;

/// Folders inside each other that are looked into: a student's, and what a tool puts around the
/// file in it.
const MAX_DEPTH: usize = 4;

/// Most bytes of all files of a folder; they are read before the first is judged.
const MAX_FOLDER: usize = 1 << 30;

/// Why what can't be read at the top of a folder is not passed over.
const IS_SOMEBODY: &str = "each file or folder here is a student; take it away if this is none";

/// The files of a folder of answers, and what can't be read of them.
#[derive(Default)]
pub(super) struct Files {
    bytes: usize,
    pub(super) found: Vec<(String, Vec<u8>)>,
    /// By their names.
    pub(super) unavailable: Vec<Fault>,
}

impl Files {
    /// What stands in a folder.
    pub(super) fn of(folder: &Path) -> io::Result<Files> {
        let mut files = Files::default();
        files.below(folder, 0)?;
        files.unavailable.sort_by(|a, b| a.file.cmp(&b.file));
        Ok(files)
    }

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
