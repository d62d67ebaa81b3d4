//! Where results and errors go.

mod fitted;
mod kept;

pub(crate) use super::failure::{Failure, problem};
use super::looks::Looks;
use super::paint;
use super::said::FailureText;
pub(crate) use super::status::Status;
use super::stdout::ResultStream;
use deriv::report::diagnostic::Refused;
use deriv::report::json;
use deriv::report::{Role, Text};
use std::io::{self, IsTerminal, Write};

/// The two streams, and how text looks on each.
pub(crate) struct Output {
    looks: Looks,
    results: ResultStream,
    /// Trouble that a note met: it is said at the end.
    unsaid: Option<Failure>,
}

impl Output {
    /// The streams of this run.
    pub(crate) fn new(looks: Looks) -> Output {
        Output {
            looks,
            results: ResultStream::new(),
            unsaid: None,
        }
    }

    /// Bytes that were written to stdout so far.
    pub(crate) fn written(&self) -> usize {
        self.results.written
    }

    /// Writes a result to stdout.
    pub(crate) fn result(&mut self, text: &Text) -> Result<(), Failure> {
        let painted = self.painted(text);
        self.results.write(painted.as_bytes())
    }

    /// The text as it looks on stdout, for who writes there by himself.
    pub(crate) fn painted(&self, text: &Text) -> String {
        let colour = paint::coloured(self.looks.when, io::stdout().is_terminal());
        paint::paint(text, colour, self.looks.ascii)
    }

    /// The text as it looks on this stream: symbols, or their ASCII twins. For what is aligned.
    pub(crate) fn symbols(&self, text: &str) -> String {
        if self.looks.ascii {
            paint::twins(text)
        } else {
            text.to_owned()
        }
    }

    /// Shows what was written so far, before an answer is waited for.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.results.flush()
    }

    /// Writes data for a program to stdout, as it is.
    pub(crate) fn data(&mut self, text: &str) -> Result<(), Failure> {
        self.results.write(text.as_bytes())
    }

    /// Writes data for a program to stdout as it comes.
    pub(crate) fn stream(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        self.results.streamed(write)
    }

    /// Writes what is not a result to stderr, after what came before it.
    pub(crate) fn note(&mut self, text: &Text) {
        match self.flush() {
            Ok(()) | Err(Failure::Closed) => {}
            Err(failure) => self.unsaid = Some(failure),
        }
        let colour = paint::coloured(self.looks.when, io::stderr().is_terminal());
        let painted = paint::paint(text, colour, self.looks.ascii);
        // Nobody is left to tell if stderr is gone.
        let _ = io::stderr().write_all(painted.as_bytes());
    }

    /// A line on stderr that is worth knowing: `note: ...`.
    pub(crate) fn remark(&mut self, said: &str) {
        let mut text = Text::new();
        text.push(Role::Tangent, "note").plain(format!(": {said}"));
        text.line();
        self.note(&text);
    }

    /// Says on stderr what ended the run, and with which status.
    pub(crate) fn fail(&mut self, failure: Failure) -> Status {
        let status = failure.status();
        let Some(said) = failure.said() else {
            return status;
        };
        let FailureText {
            text,
            problem,
            errors,
        } = said;
        if let Some(command) = &self.looks.json
            && !self.results.broken
        {
            let line = json::record(command, &Refused::new(problem, errors));
            // Trouble here was met before, or is met again at the end.
            let _ = self.data(&line);
        }
        // ResultStream that came before the trouble stay in front of it.
        let _ = self.flush();
        self.note(&text);
        status
    }

    /// Flushes stdout. Trouble that was said before is not said again.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        match self.unsaid.take().filter(|_| !self.results.closed) {
            Some(failure) => Err(failure),
            None => self.results.finish(),
        }
    }
}
