//! Where progress is kept, and how it is read and written.

mod added_to;
mod place;

use crate::input;
use crate::output::{Failure, Output, problem};
use deriv::notation::visible::visible;
use deriv::practice::progress::{MAX_FILE, Progress, ProgressEntry};
use deriv::report::diagnostic::fault;
use deriv::report::practice::kept;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The learner's progress, and the file that it is kept in.
pub(super) struct State {
    /// What was done so far.
    pub(super) progress: Progress,
    /// The file; `None` where nothing is kept.
    path: Option<PathBuf>,
    /// Whether the learner named it.
    named: bool,
    file: Option<File>,
    /// Answers that were kept in this run.
    pub(super) count: usize,
}

impl State {
    /// Reads the progress: from the file that is named, else from the place for such files.
    pub(super) fn open(
        named: Option<&str>,
        save: bool,
        out: &mut Output,
    ) -> Result<State, Failure> {
        let path = match named {
            Some(path) => Some(PathBuf::from(path)),
            None => place::place(&|name| std::env::var_os(name)),
        };
        if path.is_none() && save {
            out.remark("progress is not kept: there is no home directory; --state FILE keeps it");
        }
        let mut state = State {
            progress: Progress::default(),
            path,
            named: named.is_some(),
            file: None,
            count: 0,
        };
        if let Some(path) = &state.path {
            let shown = path.to_string_lossy().into_owned();
            match input::read(path, MAX_FILE) {
                Ok(bytes) => {
                    let read = Progress::read(&shown, &bytes);
                    let (progress, warnings) =
                        read.map_err(|fault| Failure::Faults(vec![fault]))?;
                    state.progress = progress;
                    for warning in &warnings {
                        out.note(&fault(warning));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(Failure::file(path, &error)),
            }
        }
        if !save {
            state.path = None;
        }
        Ok(state)
    }

    /// Keeps an answer: one line, written at once. Says where, the first time that this file is made.
    pub(super) fn keep(&mut self, entry: ProgressEntry, out: &mut Output) -> Result<(), Failure> {
        let line = kept(&entry);
        self.progress.add(entry);
        let Some(path) = self.path.clone() else {
            return Ok(());
        };
        match self.write(&path, &line) {
            Ok(()) => {
                self.count += 1;
                Ok(())
            }
            Err(error) if self.named => Err(Failure::file(&path, &error)),
            Err(error) => {
                // Practice goes on where nothing can be kept, as on a system that is read only.
                let shown = path.to_string_lossy();
                let (shown, why) = (visible(&shown), problem(&error));
                out.remark(&format!("progress is not kept: {shown}: {why}"));
                self.path = None;
                Ok(())
            }
        }
    }

    fn write(&mut self, path: &Path, line: &str) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(added_to::opened(path)?),
        };
        file.write_all(line.as_bytes())
    }

    /// Where it is kept, as a person writes it; `None` where it is not.
    pub(super) fn shown(&self) -> Option<String> {
        self.path.as_deref().map(place::shown)
    }

    /// Forgets everything.
    pub(super) fn reset(&mut self) -> Result<(), Failure> {
        self.file = None;
        self.progress = Progress::default();
        match &self.path {
            Some(path) => fs::remove_file(path).map_err(|error| Failure::file(path, &error)),
            None => Ok(()),
        }
    }
}
