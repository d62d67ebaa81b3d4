//! How a run ends.

use deriv::files::source::{Fault, Severity};

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

    pub(crate) const fn code(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::NotRight => 1,
            Status::Unreadable => 2,
            Status::NoAnswer => 3,
            Status::File => 4,
        }
    }

    /// The status that faults in files end a run with.
    pub(super) fn of(faults: &[Fault]) -> Status {
        let unavailable = |fault: &Fault| fault.severity == Severity::Unavailable;
        match faults.iter().any(unavailable) {
            true => Status::File,
            false => Status::Unreadable,
        }
    }
}
