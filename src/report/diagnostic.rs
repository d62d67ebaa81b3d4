//! An error in a text: what is wrong, the place marked, the way out.

use crate::files::source::{Fault, Severity};
use crate::notation::error::Error;
use crate::notation::visible::push_visible;
use crate::notation::width::width;
use crate::report::record::{Maybe, record};
use crate::report::{Role, Text};
use std::ops::Range;

/// Characters shown on each side of the mark; a longer text is cut with `...`.
const NEIGHBOURHOOD: usize = 30;

record! {
    /// What stands in place of a result that could not be had.
    pub struct Refused {
        /// in place of a result, where the command line, an expression or a file can't be used
        pub error: Problem,
        /// where several things are wrong: all of them, of which `error` is the first
        pub errors: Maybe<Vec<Problem>>,
    }
}

record! {
    /// What is wrong.
    pub struct Problem {
        /// what is wrong
        pub message: String,
        /// where, null where it concerns no place in a text
        pub place: Option<DiagnosticPlace>,
        /// the way out, null where none can be named
        pub help: Option<String>,
    }
}

record! {
    /// A place in a text or a file.
    pub struct DiagnosticPlace {
        /// the text, or its line in a file, cut to the neighbourhood of the place where it is long
        pub text: Maybe<String>,
        /// the column in the text, or in the line, in characters from 1
        pub column: Maybe<usize>,
        /// how many characters it concerns
        pub length: Maybe<usize>,
        /// in a file: its name
        pub file: Maybe<String>,
        /// in a file: the line, from 1
        pub line: Maybe<usize>,
    }
}

impl From<Problem> for Refused {
    fn from(error: Problem) -> Refused {
        Refused::new(error, None)
    }
}

impl Refused {
    /// What is wrong; where it is several things, all of them.
    pub fn new(error: Problem, errors: Option<Vec<Problem>>) -> Refused {
        Refused {
            error,
            errors: Maybe(errors),
        }
    }
}

impl Problem {
    /// A problem without a place.
    pub fn new(message: impl Into<String>, help: Option<String>) -> Problem {
        Problem {
            message: message.into(),
            place: None,
            help,
        }
    }

    /// Something about a whole file.
    pub fn in_file(path: &str, message: impl Into<String>) -> Problem {
        Problem::from(&Fault::new(path, message))
    }

    /// An error in a text.
    pub fn in_text(error: &Error, source: &str) -> Problem {
        let place = error.place.clone().and_then(|place| {
            Some(DiagnosticPlace {
                text: Maybe(Some(source.to_owned())),
                column: Maybe(Some(source.get(..place.start)?.chars().count() + 1)),
                length: Maybe(Some(source.get(place)?.chars().count())),
                file: Maybe(None),
                line: Maybe(None),
            })
        });
        Problem {
            message: error.to_string(),
            place,
            help: error.help(),
        }
    }
}

impl From<&Fault> for Problem {
    fn from(fault: &Fault) -> Problem {
        let snippet = fault.snippet.as_ref();
        let place = Some(DiagnosticPlace {
            text: Maybe(snippet.map(|snippet| snippet.text.clone())),
            column: Maybe(fault.place.map(|place| place.column)),
            length: Maybe(snippet.map(|snippet| snippet.length)),
            file: Maybe(Some(fault.file.clone())),
            line: Maybe(fault.place.map(|place| place.line)),
        });
        Problem {
            message: fault.message.clone(),
            place,
            help: fault.help.clone(),
        }
    }
}

/// The error with the text that it concerns.
pub fn diagnostic(error: &Error, source: &str) -> Text {
    let (label, help) = (error.label(), error.help());
    marked(&error.to_string(), source, &error.place, label, help)
}

/// What is wrong, with these bytes of a text marked and labelled, and the way out.
pub(crate) fn marked(
    message: &str,
    source: &str,
    place: &Option<Range<usize>>,
    label: Option<String>,
    help: Option<String>,
) -> Text {
    let mut text = Text::new();
    text.push(Role::Wrong, "error")
        .push(Role::Answer, format!(": {message}"))
        .line();
    if let Some(place) = place
        && !source.trim().is_empty()
    {
        let (shown, before, marked) = cut(source, place.start, place.end);
        text.push(Role::Label, "  |").line();
        text.push(Role::Label, "  | ").plain(shown).line();
        let mark = "^".repeat(marked.max(1));
        text.push(Role::Label, "  | ")
            .plain(" ".repeat(before))
            .push(Role::Wrong, mark);
        if let Some(label) = label {
            text.push(Role::Wrong, format!(" {label}"));
        }
        text.line().push(Role::Label, "  |").line();
    }
    if let Some(help) = help {
        text.push(Role::Right, "help")
            .plain(format!(": {help}"))
            .line();
    }
    text
}

/// A sentence that is worth knowing.
pub fn note(said: &str) -> Text {
    let mut text = Text::new();
    text.push(Role::Tangent, "note")
        .plain(format!(": {said}"))
        .line();
    text
}

/// What is wrong with files, one after the other with a blank line between.
pub fn faults(all: &[Fault]) -> Text {
    let mut text = Text::new();
    for (at, each) in all.iter().enumerate() {
        if at > 0 {
            text.line();
        }
        text.append(fault(each));
    }
    text
}

/// What is wrong with a file, and where.
pub fn fault(fault: &Fault) -> Text {
    let role = match fault.severity {
        Severity::Warning => Role::Tangent,
        Severity::Unreadable | Severity::Unavailable => Role::Wrong,
    };
    let mut text = Text::new();
    text.push(role, fault.severity.word())
        .plain(fault.said().to_string())
        .line();
    text
}

/// The neighbourhood of some bytes as it is shown, how wide it is before them, and their width.
fn cut(source: &str, start: usize, end: usize) -> (String, usize, usize) {
    let mut shown = String::new();
    let before: Vec<char> = source[..start]
        .chars()
        .rev()
        .take(NEIGHBOURHOOD + 1)
        .collect();
    let whole = before.len() <= NEIGHBOURHOOD;
    if !whole {
        shown.push_str("...");
    }
    for &c in before.iter().take(NEIGHBOURHOOD).rev() {
        push_visible(&mut shown, c);
    }
    let at = width(&shown);
    let mut marked = 0;
    for (count, c) in source[start..].char_indices() {
        if start + count >= end + NEIGHBOURHOOD || marked > 2 * NEIGHBOURHOOD {
            shown.push_str("...");
            break;
        }
        push_visible(&mut shown, c);
        if start + count < end {
            marked = width(&shown) - at;
        }
    }
    (shown, at, marked)
}
