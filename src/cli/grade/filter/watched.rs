//! A stream looked at while it runs: how far it is, and whether what comes in can be read.

use clap::ArgMatches;
use std::io::{self, IsTerminal, Read, Write};
use std::time::{Duration, Instant};

/// An input of which the trouble is remembered.
pub(super) struct Watched<'r> {
    pub(super) input: &'r mut dyn Read,
    pub(super) failed: Option<io::Error>,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.input.read(buffer).map_err(|error| {
            let kind = error.kind();
            if kind != io::ErrorKind::Interrupted {
                self.failed = Some(error);
            }
            io::Error::from(kind)
        })
    }
}

/// A line on stderr that says how far it is.
pub(super) struct ProgressLine {
    shown: bool,
    next: Instant,
}

impl ProgressLine {
    /// With `--progress`, else on a terminal; from the first second on.
    pub(super) fn new(matches: &ArgMatches) -> ProgressLine {
        ProgressLine {
            shown: matches.get_flag("progress")
                || (io::stderr().is_terminal() && !io::stdout().is_terminal()),
            next: Instant::now() + Duration::from_secs(1),
        }
    }

    /// Says how many lines were judged, once a second.
    pub(super) fn tell(&mut self, lines: u64) {
        let now = Instant::now();
        if self.shown && now >= self.next {
            self.next = now + Duration::from_secs(1);
            let end = if io::stderr().is_terminal() {
                "\r"
            } else {
                "\n"
            };
            // Nobody is left to tell if stderr is gone.
            let _ = io::stderr().write_all(format!("{lines} answers{end}").as_bytes());
        }
    }
}
