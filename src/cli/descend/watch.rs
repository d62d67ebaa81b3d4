//! A long walk: a word on stderr for who waits, and a file from which it can go on.

use crate::output::Failure;
use crate::written;
use clap::ArgMatches;
use deriv::descent::{Saved, Settings, Standing};
use deriv::expression::{Graph, Id, Variable};
use deriv::notation::visible::visible;
use deriv::report::descend::saved::{Identity, NotThis};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the file is written.
const EVERY: Duration = Duration::from_secs(5);

/// Largest file of a walk that is read, in bytes: hundreds of variables with thousands of digits.
const MAX_SAVED: usize = 64 << 20;

/// Who looks on.
pub(super) struct ProgressWatch {
    begun: Instant,
    /// When something is said next, on a terminal.
    next: Option<Duration>,
    steps: usize,
    resume: Option<Resume>,
}

struct Resume {
    path: String,
    identity: Identity,
    start: Option<Saved>,
    /// Where the walk stood last, and when that was written.
    last: Option<Saved>,
    written: Instant,
    trouble: Option<Failure>,
}

impl ProgressWatch {
    /// Reads the file of `--resume`, where it is there.
    pub(super) fn begin(
        matches: &ArgMatches,
        graph: &Graph,
        function: Id,
        from: &[(Variable, Id)],
        settings: &Settings,
    ) -> Result<ProgressWatch, Failure> {
        let begun = Instant::now();
        let waits = std::io::stderr().is_terminal() && !matches.get_flag("quiet");
        let mut watch = ProgressWatch {
            begun,
            next: waits.then_some(Duration::from_secs(1)),
            steps: settings.steps,
            resume: None,
        };
        let Some(path) = matches.get_one::<String>("resume") else {
            return Ok(watch);
        };
        let shown = visible(path);
        let identity = Identity::new(graph, function, from, settings);
        let start = match std::path::Path::new(path).exists() {
            false => None,
            true => {
                let bytes = crate::input::bytes(path, MAX_SAVED)?;
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
        watch.resume = Some(Resume {
            path: path.clone(),
            identity,
            start,
            last: None,
            written: begun,
            trouble: None,
        });
        Ok(watch)
    }

    /// Where an earlier walk stood.
    pub(super) fn saved(&self) -> Option<Saved> {
        self.resume.as_ref()?.start.clone()
    }

    /// Looks at the next position.
    pub(super) fn look(&mut self, standing: Standing<'_>) {
        if let Some(next) = self.next {
            let passed = self.begun.elapsed();
            if passed >= next {
                // The next word comes after as long again.
                self.next = Some(passed * 2);
                let (step, steps) = (standing.step, self.steps);
                // Nobody may be listening any more.
                let _ = writeln!(
                    std::io::stderr(),
                    "note: step {step} of {steps}, {} s so far",
                    passed.as_secs()
                );
            }
        }
        if let Some(resume) = &mut self.resume {
            resume.last = Some(standing.saved());
            if resume.written.elapsed() >= EVERY {
                resume.write();
            }
        }
    }

    /// Writes where the walk ended.
    pub(super) fn end(self) -> Result<(), Failure> {
        let Some(mut resume) = self.resume else {
            return Ok(());
        };
        resume.write();
        resume.trouble.map_or(Ok(()), Err)
    }
}

impl Resume {
    fn write(&mut self) {
        self.written = Instant::now();
        let Some(last) = &self.last else { return };
        let text = self.identity.written(last);
        if let Err(trouble) = written::text(&self.path, &text) {
            self.trouble = Some(trouble);
        }
    }
}
