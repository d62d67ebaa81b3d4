//! What ends a run early.

use super::status::Status;
use deriv::files::source::Fault;
use deriv::notation::error::Error;
use deriv::report::diagnostic::Problem;
use deriv::report::{Role, Text};
use std::io;
use std::path::Path;

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
            Failure::Faults(all) => Status::of(all),
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
        let said = error(&message);
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

impl From<Box<Fault>> for Failure {
    fn from(fault: Box<Fault>) -> Failure {
        Failure::Faults(vec![*fault])
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

/// `error: ...`
pub(super) fn error(message: &str) -> Text {
    let mut text = Text::new();
    text.push(Role::Wrong, "error")
        .push(Role::Answer, format!(": {message}"))
        .line();
    text
}
