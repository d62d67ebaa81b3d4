//! The rows of a file joined from windows that were read each by itself, on all cores.

use crate::class::answers::assign::File;
use crate::class::answers::heads::Holds;
use crate::class::answers::window_rows::{
    FileWindow, OneAnswer, PlainRow, RowSays, WindowRow, WindowRows,
};
use crate::class::answers::{Student, Submission};
use crate::files::crew::{Closing, Crew, GivenPart};
use crate::files::room;
use crate::files::source::Place;
use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::ops::{ControlFlow, Range};

/// Rows of which it is fetched at once who is known: as many as a processor waits for together.
const FETCHED: usize = 32;

/// Pieces of a file from which on a second thread reads: of less, starting one costs more than it saves.
const MIN_SHARED: usize = 2;

/// Rows that can be read in windows, from the next one on.
pub(super) trait Windowed {
    /// The byte at which the next one starts.
    fn at(&self) -> usize;

    /// Goes on with the row that starts at a byte.
    fn go_to(&mut self, at: usize, file: &mut File<'_, '_, '_>);

    /// The byte behind the last row that ends in a text, if no row is broken.
    fn whole(&self, text: &[u8]) -> Option<usize>;

    /// Joins the next row, which a window has read.
    fn row(
        &mut self,
        file: &mut File<'_, '_, '_>,
        says: RowSays,
        texts: &mut JoinedTexts<'_>,
    ) -> Joined;

    /// Reads the next row by itself; whether there may be another.
    fn single(&mut self, file: &mut File<'_, '_, '_>) -> ControlFlow<()>;
}

/// What became of a row of a window.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    Done,
    /// It is to be read by itself.
    ReadAgain,
}

/// Reads all rows in windows, on as many threads as there may be; `each` reads one by itself.
pub(super) fn join(
    file: &mut File<'_, '_, '_>,
    rows: &mut dyn Windowed,
    each: &(dyn Fn(FileWindow) -> WindowRows + Sync),
) {
    let threads = match file.source.length() / MIN_SHARED < file.piece() {
        true => 1,
        false => file.threads().max(1),
    };
    let crew = Crew::new();
    let work = || crew.work(&mut |window| each(window));
    room::beside(threads, &work, || {
        let _closing = Closing(&crew);
        let joining = Joining {
            crew: &crew,
            each,
            // So many that nobody waits while this thread joins one.
            most: if threads == 1 { 1 } else { threads + 2 },
            given: VecDeque::new(),
            ahead: rows.at(),
            rows,
            spare: Vec::new(),
        };
        joining.all(file);
    });
}

/// The texts of a window, and which of the class's they are, as far as that was asked for.
pub(super) struct JoinedTexts<'w> {
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
    pub(super) fn student(&mut self, file: &File<'_, '_, '_>, id: NonZeroU32) -> Option<usize> {
        let known = &mut self.students[id.get() as usize - 1];
        // The latest of several attempts is not the same for long.
        let kept = known.filter(|_| file.attempts().is_none());
        *known = kept.or_else(|| file.known(self.window.texts.text(id)));
        *known
    }

    /// The place of a question that is named so.
    pub(super) fn question(
        &mut self,
        file: &mut File<'_, '_, '_>,
        name: NonZeroU32,
    ) -> Option<usize> {
        let known = &mut self.questions[name.get() as usize - 1];
        *known = known.or_else(|| file.question_named(self.window.texts.text(name)));
        *known
    }

    /// A text of the window.
    pub(super) fn text(&self, text: NonZeroU32) -> &str {
        self.window.texts.text(text)
    }

    /// What is told of a student: the column or key, and the text.
    pub(super) fn told(&self, told: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
        let told = self.window.told[told].iter();
        told.map(|&(column, said)| (column as usize, self.text(said)))
    }

    /// What a key says that is told, and its text.
    pub(super) fn key(&self, key: usize) -> (Holds, &str) {
        let (holds, text) = &self.window.keys[key];
        (*holds, text)
    }

    /// Adds a student who is new; `None` with a fault noted.
    pub(super) fn add(&mut self, file: &mut File<'_, '_, '_>, row: PlainRow) -> Option<usize> {
        let mut answers = row.answers;
        for answer in answers.iter_mut().flatten() {
            answer.text = self.of_class(file, answer.text);
        }
        let student = Student {
            answers,
            ..Student::named(row.id, file.index, row.place)
        };
        file.row_as(row.hash, student, row.whose)
    }

    /// Adds a student whose answers come one by one, and who is new; `None` with a fault noted.
    pub(super) fn add_one(
        &mut self,
        file: &mut File<'_, '_, '_>,
        id: NonZeroU32,
        (span, place): (Range<usize>, Place),
    ) -> Option<usize> {
        let name = self.text(id);
        let student = Student::new(name, file.heads().questions, file.index, place);
        let added = file.row_as(file.id_hash().of(name), student, span)?;
        file.comes_one_by_one(added);
        self.students[id.get() as usize - 1] = Some(added);
        Some(added)
    }

    /// Puts the answer of a row in its place, if the question is known and the place is free.
    pub(super) fn put(
        &mut self,
        file: &mut File<'_, '_, '_>,
        student: usize,
        row: &OneAnswer,
    ) -> Joined {
        let Some(question) = self.question(file, row.asked) else {
            return Joined::ReadAgain;
        };
        let Some(answer) = row.answer else {
            return Joined::Done;
        };
        if file.has_answer(student, question) {
            return Joined::ReadAgain;
        }
        let text = self.of_class(file, answer.text);
        file.put(student, question, Submission { text, ..answer });
        Joined::Done
    }
}

/// The windows of a file while they are joined.
struct Joining<'c, 'r> {
    crew: &'c Crew<FileWindow, WindowRows>,
    each: &'c (dyn Fn(FileWindow) -> WindowRows + Sync),
    /// Most windows that are given away at once.
    most: usize,
    /// Those that are, with the byte of the file at which each ends.
    given: VecDeque<(usize, GivenPart<WindowRows>)>,
    /// The byte of the file at which the next window starts.
    ahead: usize,
    /// From the next one on that is joined.
    rows: &'r mut dyn Windowed,
    /// Room of windows that are joined: to ask the system for it again would take its time.
    spare: Vec<(String, Vec<WindowRow>)>,
}

impl Joining<'_, '_> {
    fn all(mut self, file: &mut File<'_, '_, '_>) {
        while !file.is_full() {
            self.give(file);
            let joined = match self.given.pop_front() {
                Some((end, given)) => self.window(file, end, &given),
                None => self.single(file),
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
                false => self.rows.whole(bytes),
            };
            let Some(length) = length.filter(|length| *length > 0) else {
                return;
            };
            let (mut text, rows) = self.spare.pop().unwrap_or_default();
            text.push_str(held.slice(self.ahead..self.ahead + length));
            let window = FileWindow {
                text,
                rows,
                start: self.ahead,
                place: held.place(self.ahead),
                last,
            };
            self.ahead += length;
            let given = self.crew.give(window);
            self.given.push_back((self.ahead, given));
        }
    }

    /// Reads a row by itself.
    fn single(&mut self, file: &mut File<'_, '_, '_>) -> ControlFlow<()> {
        let read = self.rows.single(file);
        self.ahead = self.ahead.max(self.rows.at());
        read
    }

    /// Joins the rows of a window, which goes on to `end` if no row is broken.
    fn window(
        &mut self,
        file: &mut File<'_, '_, '_>,
        end: usize,
        given: &GivenPart<WindowRows>,
    ) -> ControlFlow<()> {
        let each = self.each;
        let mut window = self.crew.result(given, &mut |window| each(window));
        let mut rows = std::mem::take(&mut window.rows);
        let named = if window.long { window.texts.len() } else { 0 };
        let mut texts = JoinedTexts {
            known: vec![None; window.texts.len()],
            students: vec![None; named],
            questions: vec![None; named],
            window: &window,
        };
        let hashes: Vec<u32> = rows.iter().filter_map(WindowRow::hash).collect();
        let mut hashes = hashes.into_iter();
        for (at, row) in rows.drain(..).enumerate() {
            if file.is_full() {
                return ControlFlow::Break(());
            }
            if at % FETCHED == 0 {
                file.fetch(hashes.by_ref().take(FETCHED));
            }
            if self.rows.row(file, row.says, &mut texts) == Joined::ReadAgain {
                self.rows.go_to(row.start, file);
                self.single(file)?;
            }
        }
        let mut text = std::mem::take(&mut window.text);
        text.clear();
        self.spare.push((text, rows));
        self.rows.go_to(window.end, file);
        if window.end == end {
            return ControlFlow::Continue(());
        }
        // A row that is broken, or does not end where it seemed to.
        self.crew.give_up();
        self.given.clear();
        self.ahead = window.end;
        self.single(file)
    }
}
