//! Where progress is kept, and how it is read and written.

use crate::input;
use crate::output::{Failure, Output, problem};
use deriv::notation::visible::visible;
use deriv::practice::progress::{MAX_FILE, Progress, ProgressEntry};
use deriv::report::diagnostic::fault;
use deriv::report::practice::kept;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
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
            None => place(&|name| std::env::var_os(name)),
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
            None => {
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                let mut options = OpenOptions::new();
                let mut file = options.append(true).create(true).read(true).open(path)?;
                // A line that was cut short stays a line of its own.
                if !ends_with_a_line(path)? {
                    file.write_all(b"\n")?;
                }
                self.file.insert(file)
            }
        };
        file.write_all(line.as_bytes())
    }

    /// Where it is kept, as a person writes it; `None` where it is not.
    pub(super) fn shown(&self) -> Option<String> {
        let path = self.path.as_ref()?;
        let home = std::env::var_os("HOME").map(PathBuf::from);
        let inside = home.as_ref().and_then(|home| path.strip_prefix(home).ok());
        let shown = match inside {
            Some(rest) => format!("~/{}", rest.to_string_lossy()),
            None => path.to_string_lossy().into_owned(),
        };
        Some(visible(&shown).into_owned())
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

fn ends_with_a_line(path: &Path) -> io::Result<bool> {
    let bytes = input::read(path, MAX_FILE)?;
    Ok(bytes.last().is_none_or(|last| *last == b'\n'))
}

/// The file for progress: in `XDG_STATE_HOME`, else in `~/.local/state` (XDG Base Directory
/// Specification 0.8), on Windows in `LOCALAPPDATA`.
fn place(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name: &str| {
        let path = variable(name).map(PathBuf::from);
        // The specification wants relative paths ignored.
        path.filter(|path| path.is_absolute())
    };
    let state = folder("XDG_STATE_HOME")
        .or_else(|| folder("HOME").map(|home| home.join(".local").join("state")))
        .or_else(|| folder("LOCALAPPDATA"))?;
    Some(state.join("deriv").join("progress.jsonl"))
}
