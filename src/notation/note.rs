//! What was taken one way that a person may have meant another, without any doubt that would refuse
//! it: said beside the result.

use crate::notation::visible::visible;
use std::fmt;
use std::ops::Range;

/// A remark on how a text was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// How it was taken.
    pub taken: Taken,
    /// The bytes of the text that it concerns.
    pub place: Range<usize>,
}

/// How something was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A run of letters as one name that nobody declared.
    OneName(String),
    /// `x^1/2` as half of x.
    Power {
        /// As typed.
        text: String,
    },
    /// A letter as another one that looks like it: `X` as `x`.
    Letter {
        /// As typed.
        typed: String,
        /// The name that it stands for.
        name: String,
    },
    /// A Cyrillic letter as the Latin one that looks the same.
    Cyrillic {
        /// As typed.
        typed: String,
        /// The letter that it stands for.
        name: String,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.taken {
            Taken::OneName(name) => write!(out, "`{}` is read as one variable", visible(name)),
            Taken::Power { text } => write!(
                out,
                "`{}` is read as a power that is divided; for a fraction above write brackets",
                visible(text)
            ),
            Taken::Cyrillic { typed, name } => write!(
                out,
                "`{}`, a Cyrillic letter, is read as {}",
                visible(typed),
                visible(name)
            ),
            Taken::Letter { typed, name } => {
                write!(out, "`{}` is read as {}", visible(typed), visible(name))
            }
        }
    }
}
