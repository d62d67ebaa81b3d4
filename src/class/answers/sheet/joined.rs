//! The rows of a table joined from windows that were read each by itself: what a row says of a class that
//! the rows before it are part of.

use super::Table;
use crate::class::answers::Submission;
use crate::class::answers::assign::File;
use crate::class::answers::crew::{Closing, Crew, GivenWindow};
use crate::class::answers::heads::{By, Holds};
use crate::class::answers::windows::{RowPlan, RowSays, TableWindow, Use, WindowRow, WindowRows};
use crate::files::room;
use crate::files::scan;
use crate::files::sheet::FileRows;
use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::ops::ControlFlow;

/// Pieces of a file from which on a second thread reads: of less, starting one costs more than it saves.
const MIN_SHARED: usize = 2;

impl Table<'_> {
    /// How its rows are read in windows; `None` where each row needs more than that.
    pub(super) fn plan(&self, file: &File<'_, '_, '_>, rows: FileRows) -> Option<RowPlan> {
        let named = matches!(self.understood.by, By::Columns | By::Guess) && file.student.is_none();
        if !named || self.long || self.asked.iter().any(Option::is_some) {
            return None;
        }
        let used = |(_, holds): &(String, Holds)| match holds {
            Holds::Question(question) => Use::Answer(*question),
            Holds::Student => Use::Student,
            Holds::Ignored | Holds::Asked | Holds::Answer => Use::Nothing,
            _ => Use::Told,
        };
        Some(RowPlan {
            separator: rows.separator(),
            columns: self.understood.columns.iter().map(used).collect(),
            whose: self.whose.clone(),
            plain_blanks: (0..file.heads().questions)
                .map(|question| file.has_plain_blanks(question))
                .collect(),
            guessed: file.source.held().is_guessed(),
            source: file.index,
        })
    }

    /// Reads all rows from one on in windows, on as many threads as there may be.
    pub(super) fn joined(&mut self, file: &mut File<'_, '_, '_>, plan: &RowPlan, rows: FileRows) {
        let threads = match file.source.length() / MIN_SHARED < file.piece() {
            true => 1,
            false => file.threads().max(1),
        };
        let crew = Crew::new(plan);
        room::beside(threads, &|| crew.work(), || {
            let _closing = Closing(&crew);
            let joining = Joining {
                crew: &crew,
                // So many that nobody waits while this thread joins one.
                most: if threads == 1 { 1 } else { threads + 2 },
                given: VecDeque::new(),
                ahead: rows.at(),
                rows,
                count: 0,
            };
            joining.all(self, file);
        });
    }

    /// A row of a window, the `at`th of the table.
    fn joined_row(
        &mut self,
        file: &mut File<'_, '_, '_>,
        at: usize,
        window: &WindowRows,
        row: &WindowRow,
        answers: &mut usize,
        texts: &mut [Option<NonZeroU32>],
    ) -> Joined {
        let (id, whose, told) = match &row.says {
            RowSays::Nothing => return Joined::Done,
            RowSays::More => return Joined::ReadAgain,
            RowSays::Plain { id, whose, told } => (window.texts.text(*id), whose, told),
        };
        let from = *answers;
        *answers += file.heads().questions;
        if at < super::SECOND_HEADS || file.known(id).is_some() {
            return Joined::ReadAgain;
        }
        self.below_summary = false;
        let given = window.answers[from..*answers].iter().map(|answer| {
            answer.map(|answer| {
                let known = &mut texts[answer.text.get() as usize - 1];
                let text = *known.get_or_insert_with(|| file.text(window.texts.text(answer.text)));
                Submission { text, ..answer }
            })
        });
        let given = given.collect();
        let Some(student) = file.row_with(id, whose.clone(), None, given) else {
            return Joined::Done;
        };
        let told = window.told[told.clone()].iter();
        let told = told.map(|&(column, text)| (column as usize, window.texts.text(text)));
        self.describe(file, student, told);
        Joined::Done
    }
}

/// What became of a row of a window.
enum Joined {
    Done,
    /// It is to be read by itself.
    ReadAgain,
}

/// The windows of a table while they are joined.
struct Joining<'c, 'p> {
    crew: &'c Crew<'p>,
    /// Most windows that are given away at once.
    most: usize,
    given: VecDeque<GivenWindow>,
    /// The byte of the file at which the next window starts.
    ahead: usize,
    /// From the next row on that is joined.
    rows: FileRows,
    /// How many rows are before that.
    count: usize,
}

impl Joining<'_, '_> {
    fn all(mut self, table: &mut Table<'_>, file: &mut File<'_, '_, '_>) {
        while !file.is_full() {
            self.give(file);
            let joined = match self.given.pop_front() {
                Some(given) => self.window(table, file, &given),
                None => self.single(table, file),
            };
            if joined.is_break() {
                break;
            }
        }
    }

    /// Gives away as many windows as there may be.
    fn give(&mut self, file: &mut File<'_, '_, '_>) {
        let size = file.piece();
        while self.given.len() < self.most {
            file.source.go_to(self.rows.at());
            while file.source.held().end() < self.ahead + size && file.source.more() {}
            let held = file.source.held();
            let end = held.end().min(self.ahead + size);
            let last = end == held.end() && file.source.is_at_end();
            let Some(bytes) = held.bytes(self.ahead..end) else {
                return;
            };
            let length = match last {
                true => Some(bytes.len()),
                false => scan::rows_end(bytes),
            };
            let Some(length) = length.filter(|length| *length > 0) else {
                return;
            };
            let window = TableWindow {
                text: held.slice(self.ahead..self.ahead + length).to_owned(),
                start: self.ahead,
                place: held.place(self.ahead),
                last,
            };
            self.ahead += length;
            self.given.push_back(self.crew.give(window));
        }
    }

    /// Reads a row by itself.
    fn single(&mut self, table: &mut Table<'_>, file: &mut File<'_, '_, '_>) -> ControlFlow<()> {
        let read = match self.rows.next(&mut file.source) {
            None => return ControlFlow::Break(()),
            Some(Ok(row)) => {
                if !super::is_empty(&row) {
                    table.row(file, self.count, &row);
                }
                ControlFlow::Continue(())
            }
            Some(Err(broken)) => {
                table.broken(file, broken);
                ControlFlow::Break(())
            }
        };
        self.count += 1;
        self.ahead = self.ahead.max(self.rows.at());
        read
    }

    /// Joins the rows of a window.
    fn window(
        &mut self,
        table: &mut Table<'_>,
        file: &mut File<'_, '_, '_>,
        given: &GivenWindow,
    ) -> ControlFlow<()> {
        let window = self.crew.rows(given);
        let mut texts = vec![None; window.texts.len()];
        let mut answers = 0;
        for row in &window.rows {
            if file.is_full() {
                return ControlFlow::Break(());
            }
            match table.joined_row(file, self.count, &window, row, &mut answers, &mut texts) {
                Joined::Done => self.count += 1,
                Joined::ReadAgain => {
                    self.rows = self.rows.from(row.start);
                    self.single(table, file)?;
                }
            }
        }
        self.rows = self.rows.from(window.end);
        if window.end == given.end {
            return ControlFlow::Continue(());
        }
        // A row that is broken, or does not end where it seemed to.
        self.crew.give_up();
        self.given.clear();
        self.ahead = window.end;
        self.single(table, file)
    }
}
