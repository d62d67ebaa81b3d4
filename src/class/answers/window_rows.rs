//! What a window of a file is, and what is read of it: the rows of a table or the lines of a file, each by itself.

use crate::class::answers::Submission;
use crate::class::answers::heads::Holds;
use crate::class::answers::texts::DifferentTexts;
use crate::files::room::RoomAhead;
use crate::files::source::Place;
use std::num::NonZeroU32;
use std::ops::Range;

/// Bytes that an id takes, about, with what the allocator adds to it and to the answers.
const ID_ROOM: usize = 48;

/// A part of a file: whole rows, if none is broken.
pub(super) struct FileWindow {
    pub(super) text: String,
    /// The byte of the file at which it starts, and its place.
    pub(super) start: usize,
    pub(super) place: Place,
    /// Whether the file ends with it.
    pub(super) last: bool,
    /// Room for its rows.
    pub(super) rows: Vec<WindowRow>,
}

/// The rows of a window.
#[derive(Default)]
pub(super) struct WindowRows {
    pub(super) rows: Vec<WindowRow>,
    /// The byte of the file behind the last one that is whole.
    pub(super) end: usize,
    /// The texts of the answers and of what else is read.
    pub(super) texts: DifferentTexts,
    /// What is told of students: the column or key, and the place of the text.
    pub(super) told: Vec<(u32, NonZeroU32)>,
    /// The keys by which more is told, where columns have no heads.
    pub(super) keys: Vec<(Holds, String)>,
    /// Whether rows may be one answer each.
    pub(super) long: bool,
    /// The text of the window, for the next one.
    pub(super) text: String,
}

/// A row of a window.
pub(super) struct WindowRow {
    /// The byte of the file at which it starts.
    pub(super) start: usize,
    pub(super) says: RowSays,
}

impl WindowRow {
    /// The hash of the id where it is a student's.
    pub(super) fn hash(&self) -> Option<u32> {
        match &self.says {
            RowSays::Plain(row) => Some(row.hash),
            _ => None,
        }
    }
}

/// What is read of a row.
pub(super) enum RowSays {
    /// Nothing: all of its cells are empty.
    Nothing,
    /// Answers of a student, as most rows.
    Plain(PlainRow),
    /// One answer.
    One(OneAnswer),
    /// More than that.
    More,
}

/// Answers of a student, and who that is.
pub(super) struct PlainRow {
    pub(super) id: String,
    pub(super) hash: u32,
    /// The bytes of the file that say who it is, and their place.
    pub(super) whose: Range<usize>,
    pub(super) place: Place,
    /// Where what is told of the student stands.
    pub(super) told: Range<usize>,
    /// An answer, or none, to each question; their texts are those of the window.
    pub(super) answers: Vec<Option<Submission>>,
}

/// The answer of a row to the question that it names, or none; texts are those of the window.
pub(super) struct OneAnswer {
    pub(super) id: NonZeroU32,
    pub(super) asked: NonZeroU32,
    pub(super) answer: Option<Submission>,
    /// The bytes of the file that say who it is, and their place, where that is all that a new student needs.
    pub(super) whose: Option<(Range<usize>, Place)>,
    /// Where what is told of the student stands.
    pub(super) told: Range<usize>,
}

/// Room for rows with answers to so many questions.
pub(super) fn row_room(questions: usize) -> RoomAhead {
    RoomAhead::new(questions * size_of::<Option<Submission>>() + ID_ROOM)
}
