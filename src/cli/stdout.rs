//! Standard output, and the trouble that it meets.

use super::failure::Failure;
use std::io::{self, BufWriter, Stdout, Write};

/// Where results go, as they are.
pub(super) struct ResultStream {
    stream: BufWriter<Stdout>,
    /// Bytes that were written so far.
    pub(super) written: usize,
    /// Whether the reader is gone.
    pub(super) closed: bool,
    /// Whether it can't be written to, which was said.
    pub(super) broken: bool,
}

impl ResultStream {
    pub(super) fn new() -> ResultStream {
        ResultStream {
            stream: BufWriter::new(io::stdout()),
            written: 0,
            closed: false,
            broken: false,
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.written += bytes.len();
        let wrote = self.stream.write_all(bytes);
        wrote.map_err(|error| self.trouble(&error))
    }

    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.stream.flush().map_err(|error| self.trouble(&error))
    }

    /// Writes what comes bit by bit.
    pub(super) fn stream(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        // What fails later must not add an object of its own below a part of another.
        self.written += 1;
        write(&mut self.stream).map_err(|error| self.trouble(&error))
    }

    /// Flushes at the end of the run. Trouble that was said before is not said again.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        if self.closed || self.broken {
            return Ok(());
        }
        match self.flush() {
            Err(Failure::Closed) => Ok(()),
            ended => ended,
        }
    }

    fn trouble(&mut self, error: &io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            self.closed = true;
            return Failure::Closed;
        }
        self.broken = true;
        Failure::file("standard output", error)
    }
}
