//! What a program is told where a question cannot be answered: what is wrong, in which text, where.

use crate::notation;
use crate::notation::visible::visible;
use crate::report::diagnostic;
use crate::slope::point::{NoPoint, PointProblem};
use std::fmt;
use std::ops::Range;

/// Why a question could not be answered. That there is no slope at a point is no error but an
/// answer: [`Slope`](crate::Slope) says why.
///
/// ```
/// let error = deriv::slope("2w + ", "w = 3").unwrap_err();
/// assert_eq!(error.to_string(), "expected a number, a name or `(` after `+`");
/// assert_eq!((error.text(), error.place()), ("2w + ", Some(4..4)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The function, or an answer, cannot be read or differentiated.
    Expression {
        /// The text.
        text: String,
        /// What is wrong with it, and where.
        error: notation::error::Error,
    },
    /// The point is none for this function.
    Point {
        /// The text of the point.
        text: String,
        /// What is wrong with it.
        problem: PointProblem,
        /// The bytes of the text that it concerns; `None` where something is missing.
        place: Option<Range<usize>>,
    },
    /// The function has no variable of this name.
    NoVariable {
        /// As it was given.
        name: String,
        /// Those that it has.
        known: Vec<String>,
    },
    /// The function has several variables, and the answer is a single formula that does not say which
    /// one is nudged.
    SeveralVariables {
        /// Their names.
        names: Vec<String>,
    },
    /// The derivative's formula is longer than is written; it can still be evaluated at a point.
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// The function has no value anywhere, so no derivative.
    Nowhere {
        /// The function with its name: `J(x) = 1/(x - x)`.
        function: String,
    },
}

impl Error {
    pub(crate) fn expression(error: notation::error::Error, text: &str) -> Error {
        Error::Expression {
            text: text.to_owned(),
            error,
        }
    }

    pub(crate) fn point(NoPoint { problem, place }: NoPoint, text: &str) -> Error {
        let text = text.to_owned();
        Error::Point {
            text,
            problem,
            place,
        }
    }

    /// The text that it concerns: the function, the point or the answer as it was given; empty where
    /// it concerns none.
    pub fn text(&self) -> &str {
        match self {
            Error::Expression { text, .. } | Error::Point { text, .. } => text,
            _ => "",
        }
    }

    /// The bytes of [`text`](Error::text) that it concerns, where it concerns a place.
    pub fn place(&self) -> Option<Range<usize>> {
        match self {
            Error::Expression { error, .. } => error.place.clone(),
            Error::Point { place, .. } => place.clone(),
            _ => None,
        }
    }

    /// The way out, where one can be named.
    pub fn help(&self) -> Option<String> {
        match self {
            Error::Expression { error, .. } => error.help(),
            Error::Point { problem, .. } => problem.help(),
            Error::NoVariable { known, .. } => Some(format!("its variables: {}", known.join(", "))),
            Error::SeveralVariables { names } => Some(format!(
                "say which one is nudged: by {}; or answer with all: \"(..., ...)\"",
                names.first().map_or("x", String::as_str)
            )),
            Error::TooLong { .. } => Some("its value at a point is quick".into()),
            Error::Nowhere { .. } => None,
        }
    }

    /// The whole message for people: the text with the place marked, and the way out.
    ///
    /// ```
    /// let error = deriv::read("2w + ").unwrap_err();
    /// assert!(error.diagnostic().contains("| 2w + \n"));
    /// ```
    pub fn diagnostic(&self) -> String {
        let label = match self {
            Error::Expression { error, .. } => error.label(),
            _ => None,
        };
        let (text, place) = (self.text(), self.place());
        diagnostic::marked(&self.to_string(), text, &place, label, self.help()).to_plain()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Expression { error, .. } => error.fmt(out),
            Error::Point { problem, .. } => problem.fmt(out),
            Error::NoVariable { name, .. } => {
                write!(out, "the function has no variable `{}`", visible(name))
            }
            Error::SeveralVariables { names } => {
                write!(
                    out,
                    "the function has several variables: {}",
                    names.join(", ")
                )
            }
            Error::TooLong { limit } => {
                write!(out, "the formula is longer than {} MiB", limit >> 20)
            }
            Error::Nowhere { function } => write!(out, "{function} has no value anywhere"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Expression { error, .. } => Some(error),
            Error::Point {
                problem: PointProblem::Unread(error),
                ..
            } => Some(error),
            _ => None,
        }
    }
}
