//! What a head may say about the student or the row.

/// What a head says about the student or the row; the first ones name the student best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum HeadWord {
    /// `student`, as our own files have it.
    Student,
    /// A number that the school gave.
    Number,
    /// An address.
    Email,
    /// What the student logs in as.
    Login,
    /// `id` alone, which may be a running number.
    Id,
    /// The whole name.
    Name,
    /// The name's parts.
    First,
    Last,
    /// The section or group.
    Section,
    /// Which attempt a row is.
    Attempt,
    /// When it was handed in.
    Submitted,
    /// Another time.
    Started,
    /// Which question a row answers.
    Question,
    /// The answer to it.
    Answer,
}

impl HeadWord {
    /// The words that name a student by themselves, the most trusted first.
    pub(super) const NAMING: [HeadWord; 6] = [
        HeadWord::Student,
        HeadWord::Number,
        HeadWord::Email,
        HeadWord::Login,
        HeadWord::Id,
        HeadWord::Name,
    ];
}
