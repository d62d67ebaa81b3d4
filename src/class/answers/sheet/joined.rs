//! The rows of a table joined from windows that were read each by itself: what a row says of a class that
//! the rows before it are part of.

use super::Table;
use crate::class::answers::assign::File;
use crate::class::answers::crew::{Closing, Crew, GivenWindow};
use crate::class::answers::heads::{By, Holds};
use crate::class::answers::windows::{
    OneAnswer, RowPlan, RowSays, TableWindow, Use, WindowRow, WindowRows,
};
use crate::class::answers::{Student, Submission};
use crate::files::room;
use crate::files::scan;
use crate::files::sheet::FileRows;
use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::ops::{ControlFlow, Range};

/// Pieces of a file from which on a second thread reads: of less, starting one costs more than it saves.
const MIN_SHARED: usize = 2;

impl Table<'_> {
    /// How its rows are read in windows; `None` where each row needs more than that.
    pub(super) fn plan(&self, file: &File<'_, '_, '_>, rows: FileRows) -> Option<RowPlan> {
        let named = matches!(self.understood.by, By::Columns | By::Guess) && file.student.is_none();
        if !named || self.asked.iter().any(Option::is_some) {
            return None;
        }
        let used = |(_, holds): &(String, Holds)| match holds {
            Holds::Question(question) => Use::Answer(*question),
            Holds::Student => Use::Student,
            Holds::Asked => Use::Asked,
            Holds::Answer => Use::OneAnswer,
            Holds::Ignored => Use::Nothing,
            _ => Use::Told,
        };
        Some(RowPlan {
            separator: rows.separator(),
            columns: self.understood.columns.iter().map(used).collect(),
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
                spare: Vec::new(),
            };
            joining.all(self, file);
        });
    }

    /// A row of a window, the `at`th of the table.
    fn joined_row(
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
        let mut answers = row.answers;
        for answer in answers.iter_mut().flatten() {
            answer.text = texts.of_class(file, answer.text);
        }
        let student = Student {
            answers,
            ..Student::named(row.id, file.index, row.place)
        };
        let Some(student) = file.row_as(row.hash, student, row.whose) else {
            return Joined::Done;
        };
        self.told(file, student, texts.window, row.told);
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
        let known = texts
            .student(file, row.id)
            .zip(texts.question(file, row.asked));
        let Some((student, question)) = known.filter(|_| at >= super::SECOND_HEADS) else {
            return Joined::ReadAgain;
        };
        if row.answer.is_some() && file.has_answer(student, question) {
            return Joined::ReadAgain;
        }
        self.below_summary = false;
        self.told(file, student, texts.window, row.told);
        if let Some(answer) = row.answer {
            let text = texts.of_class(file, answer.text);
            file.put(student, question, Submission { text, ..answer });
        }
        Joined::Done
    }

    /// Tells what a row of a window says of its student.
    fn told(
        &self,
        file: &mut File<'_, '_, '_>,
        student: usize,
        window: &WindowRows,
        told: Range<usize>,
    ) {
        if !told.is_empty() {
            let told = window.told[told].iter();
            let told = told.map(|&(column, said)| (column as usize, window.texts.text(said)));
            self.describe(file, student, told);
        }
    }
}

/// The texts of a window, and which of the class's they are, as far as that was asked for.
struct JoinedTexts<'w> {
    window: &'w WindowRows,
    known: Vec<Option<NonZeroU32>>,
    /// The students and the questions that they name, where each row is one answer.
    students: Vec<Option<usize>>,
    questions: Vec<Option<usize>>,
}

impl JoinedTexts<'_> {
    fn of_class(&mut self, file: &mut File<'_, '_, '_>, text: NonZeroU32) -> NonZeroU32 {
        let known = &mut self.known[text.get() as usize - 1];
        *known.get_or_insert_with(|| file.text(self.window.texts.text(text)))
    }

    /// The place of a student who is known.
    fn student(&mut self, file: &File<'_, '_, '_>, id: NonZeroU32) -> Option<usize> {
        let known = &mut self.students[id.get() as usize - 1];
        *known = known.or_else(|| file.known(self.window.texts.text(id)));
        *known
    }

    /// The place of a question that is named so.
    fn question(&mut self, file: &mut File<'_, '_, '_>, name: NonZeroU32) -> Option<usize> {
        let known = &mut self.questions[name.get() as usize - 1];
        *known = known.or_else(|| file.question_named(self.window.texts.text(name)));
        *known
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
    /// Room of windows that are joined: to ask the system for it again would take its time.
    spare: Vec<(String, Vec<WindowRow>)>,
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
            let (mut text, rows) = self.spare.pop().unwrap_or_default();
            text.push_str(held.slice(self.ahead..self.ahead + length));
            let window = TableWindow {
                text,
                rows,
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
        let mut window = self.crew.rows(given);
        let mut rows = std::mem::take(&mut window.rows);
        let mut texts = JoinedTexts {
            known: vec![None; window.texts.len()],
            students: vec![None; if table.long { window.texts.len() } else { 0 }],
            questions: vec![None; if table.long { window.texts.len() } else { 0 }],
            window: &window,
        };
        for row in rows.drain(..) {
            if file.is_full() {
                return ControlFlow::Break(());
            }
            match table.joined_row(file, self.count, row.says, &mut texts) {
                Joined::Done => self.count += 1,
                Joined::ReadAgain => {
                    self.rows = self.rows.from(row.start);
                    self.single(table, file)?;
                }
            }
        }
        let mut text = std::mem::take(&mut window.text);
        text.clear();
        self.spare.push((text, rows));
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
