//! What can go wrong with an expression: one kind, and the bytes of the text that it concerns.

use crate::expression::Fold;
use crate::notation::visible::visible;
use std::fmt;
use std::ops::Range;

/// An error: what is wrong, and where in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub kind: ReadErrorKind,
    /// The bytes of the text that it concerns; `None` where it concerns no place.
    pub place: Option<Range<usize>>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// There is nothing to read.
    Empty,
    /// Something else should stand here.
    Expected {
        /// What stands before this place, as typed; empty at the start.
        after: String,
        /// What stands here instead, as typed; empty at the end.
        found: String,
    },
    /// A bracket or bar that is never closed.
    Unclosed {
        /// What would close it.
        closing: char,
    },
    /// A closing bracket without an opening one.
    Unopened,
    /// A bracket closed by one of another form.
    Mismatched {
        /// What would close it.
        closing: char,
    },
    /// A function that is not in the table.
    UnknownFunction {
        /// As typed.
        name: String,
        /// A function with a similar name.
        nearest: Option<String>,
    },
    /// A name where the names are known and this is none of them.
    UnknownVariable {
        /// As typed.
        name: String,
        /// The names that are known.
        known: Vec<String>,
    },
    /// A function of the table without its argument.
    NoArgument {
        /// The function.
        name: String,
    },
    /// A function with too many or too few arguments.
    Arguments {
        /// The function.
        name: String,
        /// How many it takes.
        takes: usize,
        /// How many were given.
        given: usize,
    },
    /// Text of which no rule says which of two things it means.
    Ambiguous {
        /// The text in question.
        text: String,
        /// The two readings, written out.
        readings: [String; 2],
    },
    /// Two numbers side by side.
    TwoNumbers,
    /// A number past what is computed with.
    NumberTooLarge,
    /// A character that means nothing here.
    UnknownCharacter(char),
    /// An equals sign in an expression.
    EqualsSign,
    /// The operator of a derivative, `d/dx`.
    Operator {
        /// The variable by which it says that is differentiated.
        by: String,
    },
    /// A comma outside the arguments of a function.
    Comma,
    /// Text longer than the limit, in bytes.
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// Something that grew past a limit.
    TooLarge {
        /// What grew.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// A function that has no derivative rule for this argument.
    NoRule {
        /// The function.
        function: &'static str,
    },
    /// An answer that names something other than the letters it may.
    UnknownLetter {
        /// As typed.
        text: String,
        /// The letters.
        known: Vec<String>,
    },
    /// A column of data where one number is needed.
    ColumnOutside {
        /// The column.
        name: String,
    },
    /// A derivative of a higher order than is computed.
    OrderTooHigh {
        /// As asked.
        order: u32,
        /// The limit.
        limit: u32,
    },
}

impl Error {
    /// An error that concerns no place in a text.
    pub fn new(kind: ReadErrorKind) -> Error {
        Error { kind, place: None }
    }

    /// An error that concerns these bytes of the text.
    pub fn at(kind: ReadErrorKind, place: Range<usize>) -> Error {
        Error {
            kind,
            place: Some(place),
        }
    }

    /// A few words beside the mark, or none.
    pub fn label(&self) -> Option<String> {
        match &self.kind {
            ReadErrorKind::Expected { after, found } if !found.is_empty() && found == after => {
                Some(format!("a second `{}`", visible(found)))
            }
            _ => None,
        }
    }

    /// The way out, if one can be named.
    pub fn help(&self) -> Option<String> {
        Some(match &self.kind {
            ReadErrorKind::Empty => "write an expression in quotes, for example \"w^2\"".into(),
            ReadErrorKind::Expected { after, found } if after == "^" && found == "^" => {
                "a power is written with one `^`: w^2".into()
            }
            ReadErrorKind::Expected { found, .. } if found.is_empty() => {
                "the expression goes on after this, or the sign before it is too much".into()
            }
            ReadErrorKind::Expected { after, .. } if after.is_empty() => {
                "an expression starts with a number, a name or `(`".into()
            }
            ReadErrorKind::Expected { .. } => {
                "take one of the two away, or put something between them".into()
            }
            ReadErrorKind::Unclosed { closing: '|' } => "add `|`, or write abs(...)".into(),
            ReadErrorKind::Unclosed { closing } => format!("add `{closing}`"),
            ReadErrorKind::Unopened => "take it away, or add the bracket that it closes".into(),
            ReadErrorKind::Mismatched { closing } => format!("close it with `{closing}`"),
            ReadErrorKind::UnknownFunction { name, .. } if Fold::named(name).is_some() => {
                format!("{name}(...) runs over rows: `deriv descend` with --data FILE")
            }
            ReadErrorKind::UnknownFunction {
                nearest: Some(name),
                ..
            } => {
                format!("a function with a similar name exists: `{name}`")
            }
            ReadErrorKind::UnknownFunction {
                name,
                nearest: None,
            } => {
                format!(
                    "`deriv help syntax` lists the functions; a product is written {name}*(...)"
                )
            }
            ReadErrorKind::UnknownVariable { known, .. } if known.is_empty() => {
                "no variable is known here: write a number, or numbers such as 2*pi/3".into()
            }
            ReadErrorKind::UnknownVariable { known, .. } => {
                format!("known here: {}", visible(&known.join(", ")))
            }
            ReadErrorKind::NoArgument { name } => format!("write {name}(...)"),
            ReadErrorKind::Arguments { name, takes: 1, .. } => format!("write {name}(x)"),
            ReadErrorKind::Arguments { name, .. } => format!("write {name}(x, y)"),
            ReadErrorKind::Ambiguous { text, readings } => {
                let word = |c: char| c.is_alphanumeric() || c == '_';
                let ways = readings.each_ref().map(|reading| {
                    // A name that is ambiguous as it stands.
                    let mut names = reading.split(|c| !word(c));
                    match text.chars().all(word) && names.any(|name| name == text) {
                        true => "another name for the variable".into(),
                        false => visible(reading),
                    }
                });
                format!("write {} or {}", ways[0], ways[1])
            }
            ReadErrorKind::TwoNumbers => {
                "write `*` between them, or one number without the blank".into()
            }
            ReadErrorKind::NumberTooLarge => format!(
                "numbers up to 1e{0} and down to 1e-{0} are computed with",
                crate::number::rational::MAX_DECIMAL_EXPONENT
            ),
            ReadErrorKind::UnknownCharacter('.' | '…') => {
                "write the fraction, as in `1/3`, or all of the digits that are meant".into()
            }
            ReadErrorKind::UnknownCharacter('°') => {
                "angles are in radians: write `pi/180` for the sign, or the number alone".into()
            }
            ReadErrorKind::UnknownCharacter('∂') => {
                "give the function alone: `deriv diff` finds its derivative, by --wrt".into()
            }
            ReadErrorKind::UnknownCharacter(_) => {
                "`deriv help syntax` shows what can be written".into()
            }
            ReadErrorKind::Operator { by } => format!(
                "give the function alone: `deriv diff` finds its derivative, by --wrt {}",
                visible(by)
            ),
            ReadErrorKind::EqualsSign => {
                "write only the expression, the right side of the equation".into()
            }
            ReadErrorKind::Comma => {
                "a decimal point is written `.`; `,` stands between arguments".into()
            }
            ReadErrorKind::TooLong { .. } | ReadErrorKind::TooLarge { .. } => {
                "use a shorter expression".into()
            }
            ReadErrorKind::NoRule { .. } => {
                "only the last argument may depend on the variable".into()
            }
            ReadErrorKind::UnknownLetter { known, .. } => {
                format!("write one of: {}", visible(&known.join(", ")))
            }
            ReadErrorKind::ColumnOutside { name } => {
                let name = visible(name);
                format!("one number of all rows is mean({name}) or sum({name})")
            }
            ReadErrorKind::OrderTooHigh { .. } => return None,
        })
    }
}

/// A text for a message; nobody reads more of it.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 200;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ReadErrorKind::Empty => write!(out, "there is no expression"),
            ReadErrorKind::Expected { after, .. } if after.is_empty() => {
                write!(out, "expected a number, a name or `(` at the start")
            }
            ReadErrorKind::Expected { after, .. } => {
                write!(
                    out,
                    "expected a number, a name or `(` after `{}`",
                    visible(after)
                )
            }
            ReadErrorKind::Unclosed { closing: '|' } => write!(out, "this bar is never closed"),
            ReadErrorKind::Unclosed { .. } => write!(out, "this bracket is never closed"),
            ReadErrorKind::Unopened => write!(out, "this bracket was never opened"),
            ReadErrorKind::Mismatched { .. } => {
                write!(out, "this bracket closes one of another form")
            }
            ReadErrorKind::UnknownFunction { name, .. } => {
                write!(out, "unknown function `{}`", visible(name))
            }
            ReadErrorKind::UnknownVariable { name, .. } => {
                write!(out, "unknown variable `{}`", visible(name))
            }
            ReadErrorKind::NoArgument { name } => write!(out, "`{name}` needs an argument"),
            ReadErrorKind::Arguments { name, takes, given } => {
                let s = if *takes == 1 { "" } else { "s" };
                let are = if *given == 1 { "is" } else { "are" };
                write!(
                    out,
                    "`{name}` takes {takes} argument{s}, but {given} {are} given"
                )
            }
            ReadErrorKind::Ambiguous { text, .. } => {
                write!(
                    out,
                    "`{}` can be read in two ways",
                    visible(&shortened(text))
                )
            }
            ReadErrorKind::Operator { .. } => {
                write!(out, "a derivative, where a function is expected")
            }
            ReadErrorKind::TwoNumbers => write!(out, "two numbers side by side"),
            ReadErrorKind::NumberTooLarge => write!(out, "this number is out of range"),
            ReadErrorKind::UnknownCharacter(c) => {
                write!(
                    out,
                    "`{}` cannot stand in an expression",
                    visible(&c.to_string())
                )
            }
            ReadErrorKind::EqualsSign => {
                write!(out, "an equation, where an expression is expected")
            }
            ReadErrorKind::Comma => write!(out, "a comma outside the arguments of a function"),
            ReadErrorKind::TooLong { limit } => {
                write!(out, "the text is longer than {limit} bytes")
            }
            ReadErrorKind::TooLarge { what, limit } => {
                write!(out, "{what} grows past {limit} parts")
            }
            ReadErrorKind::NoRule { function } => {
                write!(out, "`{function}` has no derivative by its first argument")
            }
            ReadErrorKind::UnknownLetter { text, .. } => {
                write!(out, "`{}` is none of the letters", visible(text))
            }
            ReadErrorKind::ColumnOutside { name } => write!(
                out,
                "`{}` is a column, outside of sum(...) and mean(...)",
                visible(name)
            ),
            ReadErrorKind::OrderTooHigh { order, limit } => {
                write!(out, "order {order} is past the limit of {limit}")
            }
        }
    }
}

impl std::error::Error for Error {}
