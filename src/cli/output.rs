//! Where results and errors go.

use super::failure::status_of;
pub(crate) use super::failure::{Failure, Status, problem};
use super::paint::{self, When};
use deriv::report::diagnostic::{self, Problem, Refused, diagnostic};
use deriv::report::json;
use deriv::report::{Role, Text};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

/// The two streams, and how text looks on each.
pub(crate) struct Output {
    when: When,
    ascii: bool,
    /// The command, where the command line asks for JSON.
    json: Option<String>,
    result: io::BufWriter<io::Stdout>,
    /// Bytes that were written to stdout so far.
    pub(super) written: usize,
    closed: bool,
    broken: bool,
    /// Trouble that a note met: it is said at the end.
    unsaid: Option<Failure>,
}

impl Output {
    /// Colour and symbols as the command line and the environment ask for. The command line is
    /// looked through before it is read, so that its own errors look right too.
    pub(crate) fn from_environment(arguments: &[OsString]) -> Output {
        let words: Vec<&str> = arguments.iter().filter_map(|a| a.to_str()).collect();
        let mut when = When::Auto;
        for (at, word) in words.iter().enumerate() {
            let value = match word.strip_prefix("--color") {
                Some("") => words.get(at + 1).copied(),
                Some(rest) => rest.strip_prefix('='),
                None => None,
            };
            match value {
                Some("always") => when = When::Always,
                Some("never") => when = When::Never,
                _ => {}
            }
        }
        let plain = words.iter().any(|w| matches!(*w, "--ascii" | "--plain"));
        // After `--` there are values alone.
        let options = || words.iter().skip(1).take_while(|word| **word != "--");
        let values = || [""].into_iter().chain(options().copied());
        let command = || {
            let mut pairs = values().zip(options());
            let pair = pairs.find(|(before, word)| !word.starts_with('-') && *before != "--color");
            pair.map(|(_, word)| word)
        };
        let json = options().any(|word| *word == "--json");
        let json = json.then(|| command().map_or(String::new(), |word| (*word).to_owned()));
        let term = std::env::var("TERM").unwrap_or_default();
        let ascii = plain || matches!(term.as_str(), "dumb" | "linux") || !utf8_locale();
        Output {
            when,
            ascii,
            json,
            result: io::BufWriter::new(io::stdout()),
            written: 0,
            closed: false,
            broken: false,
            unsaid: None,
        }
    }

    /// Writes a result to stdout.
    pub(crate) fn result(&mut self, text: &Text) -> Result<(), Failure> {
        let colour = paint::coloured(self.when, io::stdout().is_terminal());
        let painted = paint::paint(text, colour, self.ascii);
        self.write(painted.as_bytes())
    }

    /// The text as it looks on stdout, for who writes there by himself.
    pub(crate) fn painted(&self, text: &Text) -> String {
        let colour = paint::coloured(self.when, io::stdout().is_terminal());
        paint::paint(text, colour, self.ascii)
    }

    /// The text as it looks on this stream: symbols, or their ASCII twins. For what is aligned.
    pub(crate) fn symbols(&self, text: &str) -> String {
        if self.ascii {
            paint::twins(text)
        } else {
            text.to_owned()
        }
    }

    /// Shows what was written so far, before an answer is waited for.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.result.flush().map_err(|error| self.trouble(&error))
    }

    /// Writes data for a program to stdout, as it is.
    pub(crate) fn data(&mut self, text: &str) -> Result<(), Failure> {
        self.write(text.as_bytes())
    }

    /// Writes data for a program to stdout as it comes.
    pub(crate) fn stream(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        // What fails later must not add an object of its own below a part of another.
        self.written += 1;
        write(&mut self.result).map_err(|error| self.trouble(&error))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.written += bytes.len();
        self.result
            .write_all(bytes)
            .map_err(|error| self.trouble(&error))
    }

    fn trouble(&mut self, error: &io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            self.closed = true;
            return Failure::Closed;
        }
        self.broken = true;
        Failure::file("standard output", error)
    }

    /// Writes what is not a result to stderr, after what came before it.
    pub(crate) fn note(&mut self, text: &Text) {
        if let Err(failure) = self.flush() {
            self.unsaid = Some(failure);
        }
        let colour = paint::coloured(self.when, io::stderr().is_terminal());
        let painted = paint::paint(text, colour, self.ascii);
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
        let mut text = Text::new();
        let mut errors = None;
        let (problem, status) = match failure {
            Failure::Closed => return Status::Done,
            Failure::Expression(error, source) => {
                text = diagnostic(&error, &source);
                (Problem::in_text(&error, &source), Status::Unreadable)
            }
            Failure::Usage { message, help } => {
                text.push(Role::Wrong, "error")
                    .push(Role::Answer, format!(": {message}"))
                    .line();
                if !help.is_empty() {
                    text.push(Role::Right, "help")
                        .plain(format!(": {help}"))
                        .line();
                }
                let help = (!help.is_empty()).then_some(help);
                (Problem::new(message, help), Status::Unreadable)
            }
            Failure::Said(said, problem, status) => {
                text = said;
                (problem, status)
            }
            Failure::Faults(all) => {
                text = diagnostic::faults(&all);
                let several = all.len() > 1;
                errors = several.then(|| all.iter().map(Problem::from).collect());
                let status = status_of(&all);
                let first = all.first().map(Problem::from);
                let nothing = || Problem::new("nothing was done", None);
                (first.unwrap_or_else(nothing), status)
            }
            Failure::File { path, problem } => {
                let in_file = Problem::in_file(&path, problem.clone());
                let path = deriv::notation::visible::visible(&path).into_owned();
                let message = format!("{path}: {problem}");
                text.push(Role::Wrong, "error")
                    .push(Role::Answer, format!(": {message}"));
                text.line();
                (in_file, Status::File)
            }
        };
        if let Some(command) = &self.json
            && !self.broken
        {
            let line = json::record(command, &Refused::new(problem, errors));
            // Trouble here was met before, or is met again at the end.
            let _ = self.data(&line);
        }
        // Results that came before the trouble stay in front of it.
        let _ = self.result.flush();
        self.note(&text);
        status
    }

    /// Flushes stdout. Trouble that was said before is not said again.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        if let Some(failure) = self.unsaid.take().filter(|_| !self.closed) {
            return Err(failure);
        }
        if self.closed || self.broken {
            return Ok(());
        }
        match self.result.flush() {
            Err(error) => match self.trouble(&error) {
                Failure::Closed => Ok(()),
                failure => Err(failure),
            },
            Ok(()) => Ok(()),
        }
    }
}

fn utf8_locale() -> bool {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    // Without any locale set, as in most containers, UTF-8 is what terminals and files expect.
    named.is_none_or(|name| {
        let name = name.to_ascii_lowercase();
        name.contains("utf-8") || name.contains("utf8") || name == "c" || name == "posix"
    })
}
