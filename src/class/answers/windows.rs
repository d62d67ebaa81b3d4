//! Rows of a table read in parts, each by itself and so on any thread: what a row says that needs no look at
//! the rows before it. A row of which more is to be told is left to who joins the parts.

use crate::class::answers::Submission;
use crate::class::answers::texts::DifferentTexts;
use crate::class::answers::words;
use crate::files::scan::{CellScan, ScannedCell};
use crate::files::sheet::{MAX_ROW, cell_text};
use crate::files::source::Place;
use std::num::NonZeroU32;
use std::ops::Range;

/// What a column of a table is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Nothing,
    /// Who the student is, or a part of that.
    Student,
    /// What else is said of the student.
    Told,
    /// Answers to a question.
    Answer(usize),
}

/// How the rows of a table are read.
pub(super) struct RowPlan {
    pub(super) separator: u8,
    pub(super) columns: Vec<Use>,
    /// The columns that say who the student is, in the order in which they are joined.
    pub(super) whose: Vec<usize>,
    /// For each question whether a word for no answer is none to it.
    pub(super) plain_blanks: Vec<bool>,
    /// Whether what is not ASCII may mean something else.
    pub(super) guessed: bool,
    /// The place of the file among those of the class.
    pub(super) source: usize,
}

/// A part of a table: whole rows, if none is broken.
pub(super) struct TableWindow {
    pub(super) text: String,
    /// The byte of the file at which it starts, and its place.
    pub(super) start: usize,
    pub(super) place: Place,
    /// Whether the file ends with it.
    pub(super) last: bool,
}

/// The rows of a window.
pub(super) struct WindowRows {
    pub(super) rows: Vec<WindowRow>,
    /// The byte of the file behind the last one that is whole.
    pub(super) end: usize,
    /// The texts of the answers and of what else is read.
    pub(super) texts: DifferentTexts,
    /// What is told of students: the column, and the place of the text.
    pub(super) told: Vec<(u32, NonZeroU32)>,
    /// For each plain row an answer, or none, to each question; their texts are those of the window.
    pub(super) answers: Vec<Option<Submission>>,
}

/// A row of a window.
pub(super) struct WindowRow {
    /// The byte of the file at which it starts.
    pub(super) start: usize,
    pub(super) says: RowSays,
}

/// What is read of a row.
pub(super) enum RowSays {
    /// Nothing: all of its cells are empty.
    Nothing,
    /// Answers of a student, as most rows.
    Plain {
        id: NonZeroU32,
        /// The bytes of the file that say who it is.
        whose: Range<usize>,
        /// Where what is told of the student stands.
        told: Range<usize>,
    },
    /// More than that.
    More,
}

/// What a cell with certain bytes says.
#[derive(Clone, Copy)]
enum CellSays {
    Nothing,
    /// A word for no answer.
    Blank(NonZeroU32),
    Text(NonZeroU32),
}

/// Reads the rows of a window.
pub(super) fn read(plan: &RowPlan, window: &TableWindow) -> WindowRows {
    let mut reader = WindowReader {
        plan,
        window,
        raw: DifferentTexts::default(),
        says: Vec::new(),
        said: Vec::new(),
        rows: WindowRows {
            rows: Vec::new(),
            end: window.start,
            texts: DifferentTexts::default(),
            told: Vec::new(),
            answers: Vec::new(),
        },
    };
    let mut scan = CellScan::new(&window.text, plan.separator, window.place, window.last);
    while scan.at() < window.text.len() && reader.row(&mut scan).is_some() {
        reader.rows.end = window.start + scan.at();
    }
    reader.rows
}

struct WindowReader<'w> {
    plan: &'w RowPlan,
    window: &'w TableWindow,
    /// The bytes of the cells that are read, with quotes, and what each says.
    raw: DifferentTexts,
    says: Vec<CellSays>,
    /// What the columns with the student's id say in a row.
    said: Vec<(usize, CellSays, Range<usize>)>,
    rows: WindowRows,
}

impl WindowReader<'_> {
    /// Reads a row; `None` where it is not whole.
    fn row(&mut self, scan: &mut CellScan<'_>) -> Option<()> {
        let start = scan.at();
        let (told, answers) = (self.rows.told.len(), self.rows.answers.len());
        let questions = self.plan.plain_blanks.len();
        self.rows.answers.resize(answers + questions, None);
        self.said.clear();
        let read = self.cells(scan, answers);
        let bytes = &self.window.text.as_bytes()[start..scan.at()];
        let certain = bytes.len() <= MAX_ROW && (bytes.is_ascii() || !self.plan.guessed);
        let says = match read {
            Some(true) if certain => self.plain(told),
            _ => None,
        };
        let says = says.unwrap_or_else(|| {
            self.rows.told.truncate(told);
            self.rows.answers.truncate(answers);
            let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == self.plan.separator;
            match bytes.iter().all(blank) {
                true => RowSays::Nothing,
                false => RowSays::More,
            }
        });
        read?;
        self.rows.rows.push(WindowRow {
            start: self.window.start + start,
            says,
        });
        Some(())
    }

    /// Reads the cells of a row; whether it has as many as the head, nothing in it looks like a summary,
    /// and there are answers. `None` where it is not whole.
    fn cells(&mut self, scan: &mut CellScan<'_>, answers: usize) -> Option<bool> {
        let (mut plain, mut answered, mut begun) = (true, false, false);
        let mut column = 0;
        loop {
            let cell = scan.next()?;
            let ends_row = cell.ends_row;
            let what = self.plan.columns.get(column).copied();
            match what {
                None => plain = false,
                Some(_) if !plain => {}
                Some(Use::Nothing) if begun => {}
                Some(what) => {
                    let says = self.says(&cell);
                    if !begun && let CellSays::Blank(text) | CellSays::Text(text) = says {
                        begun = true;
                        let text = self.rows.texts.text(text);
                        plain = !words::is_summary(text) && !words::may_be_summary(text);
                    }
                    match (what, says) {
                        (Use::Student, _) => self.said.push((column, says, cell.span)),
                        (Use::Told, CellSays::Blank(text) | CellSays::Text(text)) => {
                            self.rows.told.push((column as u32, text));
                        }
                        (Use::Answer(question), CellSays::Text(text)) => {
                            answered = true;
                            let source = self.plan.source;
                            self.rows.answers[answers + question] =
                                Some(Submission::new(text, source, cell.place));
                        }
                        (Use::Answer(question), CellSays::Blank(_)) => {
                            plain &= self.plan.plain_blanks[question];
                        }
                        _ => {}
                    }
                }
            }
            column += 1;
            if ends_row {
                return Some(plain && answered && column == self.plan.columns.len());
            }
        }
    }

    /// What a cell says, which is looked at once for all with the same bytes.
    fn says(&mut self, cell: &ScannedCell) -> CellSays {
        let bytes = &self.window.text[cell.span.clone()];
        if bytes.is_empty() {
            return CellSays::Nothing;
        }
        let place = self.raw.place(bytes).get() as usize - 1;
        if place == self.says.len() {
            let text = cell_text(bytes);
            let typed = text.trim();
            let says = match typed {
                "" => CellSays::Nothing,
                _ if words::is_blank(typed) => CellSays::Blank(self.rows.texts.place(typed)),
                _ => CellSays::Text(self.rows.texts.place(typed)),
            };
            self.says.push(says);
        }
        self.says[place]
    }

    /// A row as a student's, if the student is named and what the row says is certain.
    fn plain(&mut self, told: usize) -> Option<RowSays> {
        let row = self.said.first().map(|(_, _, span)| span.clone())?;
        let own = |at: usize| self.said.iter().find(|(column, _, _)| *column == at);
        let own = self.plan.whose.iter().filter_map(|&at| own(at));
        let mut ids = own.clone().filter_map(|(_, says, _)| match says {
            CellSays::Nothing => None,
            CellSays::Blank(text) | CellSays::Text(text) => Some(*text),
        });
        let id = match (ids.next()?, ids.next()) {
            (only, None) => only,
            (first, Some(second)) => {
                let all = [first, second].into_iter().chain(ids);
                let all: Vec<&str> = all.map(|text| self.rows.texts.text(text)).collect();
                let joined = all.join(" ");
                self.rows.texts.place(&joined)
            }
        };
        let whose = self
            .said
            .iter()
            .find(|(column, _, _)| *column == self.plan.whose[0]);
        let whose = whose.map_or(row, |(_, _, span)| span.clone());
        let start = self.window.start;
        Some(RowSays::Plain {
            id,
            whose: start + whose.start..start + whose.end,
            told: told..self.rows.told.len(),
        })
    }
}
