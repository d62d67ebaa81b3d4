//! `--resume`: the file from which a walk can go on.

use crate::input;
use crate::output::Failure;
use crate::written;
use deriv::descent::{Saved, Settings, Standing};
use deriv::notation::visible::visible;
use deriv::report::descend::saved::{Identity, NotThis};
use std::path::Path;
use std::time::{Duration, Instant};

/// How often the file is written.
const EVERY: Duration = Duration::from_secs(5);

/// Largest file of a walk that is read, in bytes: hundreds of variables with thousands of digits.
const MAX_SAVED: usize = 64 << 20;

/// The file, and what it holds.
pub(super) struct Resume {
    path: String,
    identity: Identity,
    /// Where an earlier walk stood.
    pub(super) start: Option<Saved>,
    /// Where the walk stood last, and when that was written.
    last: Option<Saved>,
    written: Instant,
    trouble: Option<Failure>,
}

impl Resume {
    /// Reads the file, where it is there.
    pub(super) fn begin(
        path: &str,
        identity: Identity,
        settings: &Settings,
        begun: Instant,
    ) -> Result<Resume, Failure> {
        let shown = visible(path);
        let start = match Path::new(path).exists() {
            false => None,
            true => {
                let bytes = input::bytes(path, MAX_SAVED)?;
                let saved = identity.read(path, &bytes).map_err(|why| match why {
                    NotThis::Fault(fault) => Failure::Faults(vec![*fault]),
                    NotThis::Other(what) => Failure::usage(
                        format!("{shown} is of a walk with another {what}"),
                        "give the command that it was made with, or another file",
                    ),
                })?;
                Some(saved)
            }
        };
        if let Some(start) = start.as_ref().filter(|start| start.step >= settings.steps) {
            return Err(Failure::usage(
                format!("{shown} stands at step {} already", start.step),
                format!(
                    "ask for more: --steps {}",
                    start.step.saturating_mul(2).max(1)
                ),
            ));
        }
        Ok(Resume {
            path: path.to_owned(),
            identity,
            start,
            last: None,
            written: begun,
            trouble: None,
        })
    }

    /// Looks at the next position, and writes it now and then.
    pub(super) fn look(&mut self, standing: &Standing<'_>) {
        self.last = Some(standing.saved());
        if self.written.elapsed() >= EVERY {
            self.write();
        }
    }

    /// Writes where the walk ended.
    pub(super) fn end(mut self) -> Result<(), Failure> {
        self.write();
        self.trouble.map_or(Ok(()), Err)
    }

    fn write(&mut self) {
        self.written = Instant::now();
        let Some(last) = &self.last else { return };
        let text = self.identity.written(last);
        if let Err(trouble) = written::text(&self.path, &text) {
            self.trouble = Some(trouble);
        }
    }
}
