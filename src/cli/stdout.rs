//! Standard output, and the trouble that it meets.

use super::failure::Failure;
use std::io::{self, BufWriter, Stdout, Write};

/// Where the bytes go.
enum Sink {
    Stdout(BufWriter<Stdout>),
    /// To who asks for them.
    Kept(Vec<u8>),
}

/// Where results go, as they are.
pub(super) struct ResultStream {
    sink: Sink,
    /// Bytes that were written so far.
    pub(super) written: usize,
    /// Whether the reader is gone.
    pub(super) closed: bool,
    /// Whether it can't be written to, which was said.
    pub(super) broken: bool,
}

impl ResultStream {
    pub(super) fn new() -> ResultStream {
        ResultStream::to(Sink::Stdout(BufWriter::new(io::stdout())))
    }

    /// Results that are kept.
    pub(super) fn kept() -> ResultStream {
        ResultStream::to(Sink::Kept(Vec::new()))
    }

    fn to(sink: Sink) -> ResultStream {
        ResultStream {
            sink,
            written: 0,
            closed: false,
            broken: false,
        }
    }

    /// What was kept; `None` of what went out.
    pub(super) fn into_text(self) -> Option<String> {
        match self.sink {
            Sink::Stdout(_) => None,
            Sink::Kept(bytes) => String::from_utf8(bytes).ok(),
        }
    }

    fn stream(&mut self) -> &mut dyn Write {
        match &mut self.sink {
            Sink::Stdout(stream) => stream,
            Sink::Kept(bytes) => bytes,
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.written += bytes.len();
        self.on_stream(|stream| stream.write_all(bytes))
    }

    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.on_stream(|stream| stream.flush())
    }

    /// Does it to the stream. Trouble is a failure once: to who goes on all the same nobody listens.
    fn on_stream(
        &mut self,
        does: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        if self.broken {
            return Err(Failure::Closed);
        }
        does(self.stream()).map_err(|error| self.trouble(&error))
    }

    /// Writes what comes bit by bit.
    pub(super) fn streamed(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        // What fails later must not add an object of its own below a part of another.
        self.written += 1;
        self.on_stream(write)
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
