//! A long walk: a word on stderr for who waits, and a file from which it can go on.

use super::resume::Resume;
use crate::output::Failure;
use clap::ArgMatches;
use deriv::descent::{Saved, Settings, Standing};
use deriv::expression::{Graph, Id, Variable};
use deriv::report::descend::saved::Identity;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Who looks on.
pub(super) struct ProgressWatch {
    begun: Instant,
    /// When something is said next, on a terminal.
    next: Option<Duration>,
    steps: usize,
    resume: Option<Resume>,
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
        watch.resume = Some(Resume::begin(
            path,
            Identity::new(graph, function, from, settings),
            settings,
            begun,
        )?);
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
            resume.look(&standing);
        }
    }

    /// Writes where the walk ended.
    pub(super) fn end(self) -> Result<(), Failure> {
        self.resume.map_or(Ok(()), Resume::end)
    }
}
