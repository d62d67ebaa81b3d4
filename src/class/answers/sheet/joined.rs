//! The rows of a table in windows: what a row says of a class that the rows before it are part of.

use super::Table;
use crate::class::answers::assign::File;
use crate::class::answers::flat::{RecordColumns, WindowedRecords};
use crate::class::answers::heads::{By, Holds};
use crate::class::answers::joined::{Joined, JoinedTexts, Windowed, join};
use crate::class::answers::window_rows::{OneAnswer, RowSays};
use crate::class::answers::windows::{self, RowPlan, Use};
use crate::files::scan;
use crate::files::sheet::FileRows;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// The rows of a table from the next one on that is joined.
struct TableRows<'t, 'h> {
    table: &'t mut Table<'h>,
    rows: FileRows,
    /// How many rows are before that.
    count: usize,
}

impl Table<'_> {
    /// How its rows are read in windows; `None` where each row needs more than that.
    pub(super) fn plan(&self, file: &File<'_, '_, '_>, separator: u8) -> Option<RowPlan> {
        let named = matches!(self.understood.by, By::Columns | By::Guess) && file.student.is_none();
        if !named {
            return None;
        }
        let used = |(at, (_, holds)): (usize, &(String, Holds))| match holds {
            Holds::Question(question) => Use::Answer(*question),
            Holds::Student => Use::Student,
            Holds::Asked => Use::Asked,
            Holds::Answer => Use::OneAnswer,
            Holds::Ignored if self.asked.contains(&Some(at)) => Use::QuestionText,
            Holds::Ignored => Use::Nothing,
            _ => Use::Told,
        };
        let columns: Vec<Use> = self
            .understood
            .columns
            .iter()
            .enumerate()
            .map(used)
            .collect();
        // What was asked may be told by a column that is read for something else.
        let mut beside = self.asked.iter().flatten();
        if !beside.all(|at| columns[*at] == Use::QuestionText) {
            return None;
        }
        Some(RowPlan {
            separator,
            columns,
            asked: match self.asked.iter().any(Option::is_some) {
                true => self.asked.clone(),
                false => Vec::new(),
            },
            heads: Arc::clone(file.heads()),
            varied: file.is_varied(),
            test_user: self.test_user.clone(),
            long: self.long,
            whose: self.whose.clone(),
            plain_blanks: (0..file.heads().questions)
                .map(|question| file.has_plain_blanks(question))
                .collect(),
            guessed: file.source.held().is_guessed(),
            source: file.index,
            hash: file.id_hash(),
        })
    }

    /// Reads all rows from one on in windows, on as many threads as there may be.
    pub(super) fn joined(&mut self, file: &mut File<'_, '_, '_>, plan: &RowPlan, rows: FileRows) {
        let mut rows = TableRows {
            table: self,
            rows,
            count: 0,
        };
        join(file, &mut rows, &|window| windows::read(plan, window));
    }

    /// The same of records from the next one on.
    pub(super) fn joined_records(
        &mut self,
        file: &mut File<'_, '_, '_>,
        plan: &RowPlan,
        columns: &RecordColumns,
        records: &mut dyn WindowedRecords,
    ) {
        let (parted, reading) = (records.parted(), records.reading());
        let mut rows = RecordRows {
            table: self,
            columns,
            records,
            count: 0,
        };
        let each = |window| windows::read_records(plan, columns, (parted, &reading), window);
        join(file, &mut rows, &each);
    }

    /// A row of a window, of which so many were before.
    fn joined_row(
        &mut self,
        file: &mut File<'_, '_, '_>,
        count: &mut usize,
        says: RowSays,
        texts: &mut JoinedTexts<'_>,
    ) -> Joined {
        let joined = self.joined_at(file, *count, says, texts);
        *count += usize::from(joined == Joined::Done);
        joined
    }

    /// The `at`th row of the table.
    fn joined_at(
        &mut self,
        file: &mut File<'_, '_, '_>,
        at: usize,
        says: RowSays,
        texts: &mut JoinedTexts<'_>,
    ) -> Joined {
        let row = match says {
            RowSays::Nothing => return Joined::Done,
            RowSays::More => return Joined::ReadAgain,
            RowSays::One(answer) => return self.joined_answer(file, at, answer, texts),
            RowSays::Plain(row) => row,
        };
        if at < super::SECOND_HEADS || file.known_as(row.hash, &row.id).is_some() {
            return Joined::ReadAgain;
        }
        self.below_summary = false;
        let told = row.told.clone();
        if let Some(student) = texts.add(file, row) {
            self.told(file, student, texts, told);
        }
        Joined::Done
    }

    /// The answer of a row to a question that is known, of a student who is.
    fn joined_answer(
        &mut self,
        file: &mut File<'_, '_, '_>,
        at: usize,
        row: OneAnswer,
        texts: &mut JoinedTexts<'_>,
    ) -> Joined {
        let student = texts.student(file, row.id);
        let Some(student) = student.filter(|_| at >= super::SECOND_HEADS) else {
            return Joined::ReadAgain;
        };
        let joined = texts.put(file, student, &row);
        if joined == Joined::Done {
            self.below_summary = false;
            self.told(file, student, texts, row.told);
        }
        joined
    }

    /// Tells what a row of a window says of its student.
    fn told(
        &self,
        file: &mut File<'_, '_, '_>,
        student: usize,
        texts: &JoinedTexts<'_>,
        told: Range<usize>,
    ) {
        if !told.is_empty() {
            let told = texts.told(told);
            self.describe(file, student, told);
        }
    }
}

impl Windowed for TableRows<'_, '_> {
    fn at(&self) -> usize {
        self.rows.at()
    }

    fn go_to(&mut self, at: usize, _file: &mut File<'_, '_, '_>) {
        self.rows = self.rows.from(at);
    }

    fn whole(&self, text: &[u8]) -> Option<usize> {
        scan::rows_end(text)
    }

    fn row(
        &mut self,
        file: &mut File<'_, '_, '_>,
        says: RowSays,
        texts: &mut JoinedTexts<'_>,
    ) -> Joined {
        self.table.joined_row(file, &mut self.count, says, texts)
    }

    fn single(&mut self, file: &mut File<'_, '_, '_>) -> ControlFlow<()> {
        let read = match self.rows.next(&mut file.source) {
            None => return ControlFlow::Break(()),
            Some(Ok(row)) => {
                if !super::is_empty(&row) {
                    self.table.row(file, self.count, &row);
                }
                ControlFlow::Continue(())
            }
            Some(Err(broken)) => {
                self.table.broken(file, broken);
                ControlFlow::Break(())
            }
        };
        self.count += 1;
        read
    }
}

/// The rows of a table that are records, from the next one on that is joined.
struct RecordRows<'t, 'h> {
    table: &'t mut Table<'h>,
    columns: &'t RecordColumns,
    records: &'t mut dyn WindowedRecords,
    /// How many rows are before that.
    count: usize,
}

impl Windowed for RecordRows<'_, '_> {
    fn at(&self) -> usize {
        self.records.at()
    }

    fn go_to(&mut self, at: usize, file: &mut File<'_, '_, '_>) {
        self.records.go_to(at, file);
    }

    fn whole(&self, text: &[u8]) -> Option<usize> {
        self.records.parted().whole(text)
    }

    fn row(
        &mut self,
        file: &mut File<'_, '_, '_>,
        says: RowSays,
        texts: &mut JoinedTexts<'_>,
    ) -> Joined {
        self.table.joined_row(file, &mut self.count, says, texts)
    }

    fn single(&mut self, file: &mut File<'_, '_, '_>) -> ControlFlow<()> {
        match self.records.one(file) {
            None => return ControlFlow::Break(()),
            // What is wrong with it was noted.
            Some(None) => {}
            Some(Some(record)) => {
                let row = self.columns.row(&record);
                if !super::is_empty(&row) {
                    self.table.row(file, self.count, &row);
                }
                self.count += 1;
            }
        }
        ControlFlow::Continue(())
    }
}
