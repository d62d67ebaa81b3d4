//! How a run ends, and what ends it early.

use deriv::files::source::{Fault, Severity};
use deriv::notation::error::Error;
use deriv::report::diagnostic::Problem;
use deriv::report::{Role, Text};
use std::io;
use std::path::Path;

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done.
    Done,
    /// The answer is not right, or the class is under its threshold.
    NotRight,
    /// The command line, an expression or a quiz cannot be read.
    Unreadable,
    /// The mathematics has no answer there.
    NoAnswer,
    /// A file cannot be read or written.
    File,
}

impl Status {
    /// The one that weighs more, where several answers end in one status.
    pub(crate) fn worse(self, other: Status) -> Status {
        let weight = |status| match status {
            Status::Done => 0,
            Status::NotRight => 1,
            Status::NoAnswer => 2,
            Status::Unreadable => 3,
            Status::File => 4,
        };
        match weight(other) > weight(self) {
            true => other,
            false => self,
        }
    }

    pub(crate) fn code(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::NotRight => 1,
            Status::Unreadable => 2,
            Status::NoAnswer => 3,
            Status::File => 4,
        }
    }
}

/// What ends a run early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An expression cannot be read: the error and the text that it concerns.
    Expression(Error, String),
    /// The command line cannot be used: what is wrong, and the way out.
    Usage { message: String, help: String },
    /// A text that says it all, the same for programs, and the status to end with.
    Said(Text, Problem, Status),
    /// Files cannot be used, and nothing was done with them.
    Faults(Vec<Fault>),
    /// A file cannot be read or written.
    File { path: String, problem: String },
    /// The reader of our output is gone.
    Closed,
}

impl Failure {
    /// The status to end with.
    pub(crate) fn status(&self) -> Status {
        match self {
            Failure::Closed => Status::Done,
            Failure::Expression(..) | Failure::Usage { .. } => Status::Unreadable,
            Failure::Said(_, _, status) => *status,
            Failure::Faults(all) => status_of(all),
            Failure::File { .. } => Status::File,
        }
    }

    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Failure {
        Failure::Usage {
            message: message.into(),
            help: help.into(),
        }
    }

    /// The mathematics has no answer there.
    pub(crate) fn no_answer(message: String) -> Failure {
        let mut said = Text::new();
        said.push(Role::Wrong, "error")
            .push(Role::Answer, format!(": {message}"));
        said.line();
        Failure::Said(said, Problem::new(message, None), Status::NoAnswer)
    }

    pub(crate) fn expression(error: Error, text: &str) -> Failure {
        Failure::Expression(error, text.to_owned())
    }

    /// A file that cannot be read or written, as the operating system says.
    pub(crate) fn file(path: impl AsRef<Path>, error: &io::Error) -> Failure {
        Failure::File {
            path: path.as_ref().to_string_lossy().into_owned(),
            problem: problem(error),
        }
    }
}

/// The status that faults in files end a run with.
pub(super) fn status_of(faults: &[Fault]) -> Status {
    let unavailable = |fault: &Fault| fault.severity == Severity::Unavailable;
    match faults.iter().any(unavailable) {
        true => Status::File,
        false => Status::Unreadable,
    }
}

/// What is wrong with a file, without the operating system's number.
pub(crate) fn problem(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text
        .split(" (os error")
        .next()
        .unwrap_or(&text)
        .to_lowercase();
    if text.is_empty() {
        "cannot be read".into()
    } else {
        text
    }
}
