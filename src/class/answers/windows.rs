//! Rows of a table read in parts, each by itself and so on any thread: what a row says that needs no look at
//! the rows before it. A row of which more is to be told is left to who joins the parts.

use crate::class::answers::flat::{RecordColumns, RecordReading};
use crate::class::answers::heads::Heads;
use crate::class::answers::index::IdHash;
use crate::class::answers::test_user::TestUser;
use crate::class::answers::texts::DifferentTexts;
use crate::class::answers::window_rows::{
    FileWindow, OneAnswer, PlainRow, RowSays, WindowRow, WindowRows, row_room,
};
use crate::class::answers::words;
use crate::class::answers::{MAX_LINE, Submission};
use crate::files::parted::{Parted, RecordPart};
use crate::files::room::RoomAhead;
use crate::files::scan::{CellScan, ScannedCell};
use crate::files::sheet::{MAX_ROW, PlacedCell, cell_text};
use crate::files::source::{Place, Source};
use crate::files::tree::TreeNode;
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

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
    /// What was asked, beside the answer.
    QuestionText,
    /// Which question a row answers, and the answer.
    Asked,
    OneAnswer,
}

/// How the rows of a table are read.
pub(super) struct RowPlan {
    pub(super) separator: u8,
    pub(super) columns: Vec<Use>,
    /// Whether each row is one answer.
    pub(super) long: bool,
    /// The columns that say who the student is, in the order in which they are joined.
    pub(super) whose: Vec<usize>,
    /// For each column with answers the one that says what was asked; nothing where none does.
    pub(super) asked: Vec<Option<usize>>,
    /// What may be asked.
    pub(super) heads: Arc<Heads>,
    /// Whether students have different numbers, which make other texts of one question.
    pub(super) varied: bool,
    /// The student who is none.
    pub(super) test_user: TestUser,
    /// For each question whether a word for no answer is none to it.
    pub(super) plain_blanks: Vec<bool>,
    /// Whether what is not ASCII may mean something else.
    pub(super) guessed: bool,
    /// The place of the file among those of the class.
    pub(super) source: usize,
    /// How ids are hashed by who looks for them.
    pub(super) hash: IdHash,
}

/// A cell that says who the student is, or a part of that.
struct IdCell {
    column: usize,
    text: String,
    span: Range<usize>,
    place: Place,
}

/// What a cell with certain bytes says.
#[derive(Clone, Copy)]
pub(super) enum CellSays {
    Nothing,
    /// A word for no answer.
    Blank(NonZeroU32),
    Text(NonZeroU32),
}

impl CellSays {
    /// The place of its text, if it says anything.
    pub(super) fn text(self) -> Option<NonZeroU32> {
        match self {
            CellSays::Nothing => None,
            CellSays::Blank(text) | CellSays::Text(text) => Some(text),
        }
    }
}

/// What a cell says in which this stands; texts are put among others.
pub(super) fn cell_says(text: &str, texts: &mut DifferentTexts) -> CellSays {
    match text.trim() {
        "" => CellSays::Nothing,
        typed if words::is_blank(typed) => CellSays::Blank(texts.place(typed)),
        typed => CellSays::Text(texts.place(typed)),
    }
}

/// Reads the rows of a window.
pub(super) fn read(plan: &RowPlan, mut window: FileWindow) -> WindowRows {
    let rows = std::mem::take(&mut window.rows);
    let mut reader = WindowReader::new(plan, window.start, cell_text, rows);
    let mut scan = CellScan::new(&window.text, plan.separator, window.place, window.last);
    while scan.at() < window.text.len() && reader.row(&window.text, &mut scan).is_some() {
        reader.rows.end = window.start + scan.at();
    }
    let rows = reader.rows;
    WindowRows {
        text: window.text,
        ..rows
    }
}

/// The same of a window of records that are rows with the heads as keys.
pub(super) fn read_records(
    plan: &RowPlan,
    columns: &RecordColumns,
    (parted, reading): (Parted, &RecordReading),
    mut window: FileWindow,
) -> WindowRows {
    let rows = std::mem::take(&mut window.rows);
    let mut reader = WindowReader::new(plan, window.start, str::to_owned, rows);
    let source = Source::new("", window.text);
    let mut parts = parted.parts(source.text(), window.place);
    for part in &mut parts {
        let record = source.slice(part.span.clone());
        if record.trim().is_empty() {
            continue;
        }
        let certain = record.len() < MAX_LINE && (part.ascii || !plan.guessed);
        let read = certain.then(|| reading(&source, part.span.clone()));
        let row = match read.flatten() {
            Some(record) if matches!(record.node, TreeNode::Table(_)) => columns.row(&record),
            _ => Vec::new(),
        };
        let told = reader.rows.told.len();
        let empty = |cell: &PlacedCell| cell.value.trim().is_empty();
        let says = match (row.is_empty(), row.iter().all(empty)) {
            (true, _) => None,
            (false, true) => Some(RowSays::Nothing),
            (false, false) => reader.record(&source, &part, &row, told),
        };
        let says = says.unwrap_or_else(|| {
            reader.rows.told.truncate(told);
            RowSays::More
        });
        reader.rows.rows.push(WindowRow {
            start: window.start + part.start,
            says,
        });
    }
    WindowRows {
        end: window.start + parts.at(),
        ..reader.rows
    }
}

struct WindowReader<'w> {
    plan: &'w RowPlan,
    /// The byte of the file at which the window starts.
    start: usize,
    /// What a cell with certain bytes says.
    text: fn(&str) -> String,
    /// The bytes of the cells that are read, with quotes, and what each says.
    raw: DifferentTexts,
    says: Vec<CellSays>,
    /// What the columns with the student's id say in a row, and the answers in it.
    said: Vec<IdCell>,
    answers: Vec<Option<Submission>>,
    /// The same by their columns with the questions of these, where the row says what was asked; and what
    /// it says, and which question is asked in a text.
    given: Vec<(usize, usize, CellSays, Place)>,
    beside: Vec<(usize, NonZeroU32)>,
    asked: HashMap<NonZeroU32, Option<usize>>,
    room: RoomAhead,
    rows: WindowRows,
}

impl<'w> WindowReader<'w> {
    fn new(
        plan: &'w RowPlan,
        start: usize,
        text: fn(&str) -> String,
        rows: Vec<WindowRow>,
    ) -> WindowReader<'w> {
        WindowReader {
            plan,
            start,
            text,
            raw: DifferentTexts::default(),
            says: Vec::new(),
            said: Vec::new(),
            answers: Vec::new(),
            given: Vec::new(),
            beside: Vec::new(),
            asked: HashMap::new(),
            room: row_room(plan.plain_blanks.len()),
            rows: WindowRows {
                rows,
                end: start,
                long: plan.long,
                ..WindowRows::default()
            },
        }
    }

    /// Reads what the cells of a row say, from the first on; nothing where more is to be told. `None` where it
    /// is not whole.
    fn says_of<'c>(
        &mut self,
        cells: impl Iterator<Item = (&'c str, ScannedCell)>,
        told: usize,
    ) -> Option<Option<RowSays>> {
        self.answers.clear();
        self.answers.resize(self.plan.plain_blanks.len(), None);
        self.said.clear();
        self.given.clear();
        self.beside.clear();
        match self.plan.long {
            true => self.one(cells, told),
            false => match self.cells(cells) {
                Some(true) => Some(self.put_asked().and_then(|()| self.plain(told))),
                read => read.map(|_| None),
            },
        }
    }

    /// Reads a row of records, which is a part of a window.
    fn record(
        &mut self,
        source: &Source,
        part: &RecordPart,
        row: &[PlacedCell],
        told: usize,
    ) -> Option<RowSays> {
        let mut known = None;
        let mut place = |at: usize| part.place_in(source.text(), at, &mut known);
        let cells = row.iter().enumerate().map(|(at, cell)| {
            let starts = place(cell.span.start);
            let raw = source.slice(cell.span.clone());
            let quoted = raw.len() > 1 && raw.starts_with('"') && raw.ends_with('"');
            let cell_place = Place {
                column: starts.column + usize::from(quoted),
                ..starts
            };
            let scanned = ScannedCell {
                span: cell.span.clone(),
                starts,
                place: cell_place,
                ends_row: at + 1 == row.len(),
            };
            (cell.value.as_str(), scanned)
        });
        self.says_of(cells, told)?
    }

    /// Reads a row of a table; `None` where it is not whole.
    fn row(&mut self, window: &str, scan: &mut CellScan<'_>) -> Option<()> {
        let start = scan.at();
        let told = self.rows.told.len();
        let cells = std::iter::from_fn(|| {
            let cell = scan.next()?;
            Some((&window[cell.span.clone()], cell))
        });
        let mut read = self.says_of(cells, told);
        let bytes = &window.as_bytes()[start..scan.at()];
        let certain = bytes.len() <= MAX_ROW && (bytes.is_ascii() || !self.plan.guessed);
        let certain = read.is_some() && certain;
        let says = read.as_mut().and_then(Option::take).filter(|_| certain);
        let says = says.unwrap_or_else(|| {
            self.rows.told.truncate(told);
            let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == self.plan.separator;
            match bytes.iter().all(blank) {
                true => RowSays::Nothing,
                false => RowSays::More,
            }
        });
        read?;
        self.rows.rows.push(WindowRow {
            start: self.start + start,
            says,
        });
        Some(())
    }

    /// Reads the cells of a row; whether it has as many as the head, nothing in it looks like a summary,
    /// and there are answers. `None` where it is not whole.
    fn cells<'c>(
        &mut self,
        mut cells: impl Iterator<Item = (&'c str, ScannedCell)>,
    ) -> Option<bool> {
        let (mut plain, mut answered, mut begun) = (true, false, false);
        let mut column = 0;
        loop {
            let (bytes, cell) = cells.next()?;
            let ends_row = cell.ends_row;
            let what = self.plan.columns.get(column).copied();
            match what {
                None => plain = false,
                Some(_) if !plain => {}
                Some(Use::Nothing) if begun => {}
                Some(Use::Student) => {
                    let text = trimmed((self.text)(bytes));
                    if !begun && !text.is_empty() {
                        begun = true;
                        plain = may_be_student(&text);
                    }
                    plain &= !self.plan.test_user.may_be(&text);
                    self.said.push(IdCell {
                        column,
                        text,
                        span: cell.span,
                        place: cell.starts,
                    });
                }
                Some(what) => {
                    let says = self.says(bytes);
                    if !begun && let CellSays::Blank(text) | CellSays::Text(text) = says {
                        begun = true;
                        plain = may_be_student(self.rows.texts.text(text));
                    }
                    match (what, says) {
                        (Use::Told, CellSays::Blank(text) | CellSays::Text(text)) => {
                            let said = self.rows.texts.text(text);
                            plain &= !self.plan.test_user.may_be(said);
                            self.rows.told.push((column as u32, text));
                        }
                        (Use::QuestionText, CellSays::Text(text)) => {
                            self.beside.push((column, text));
                        }
                        (Use::Answer(question), says) if !self.plan.asked.is_empty() => {
                            answered |= matches!(says, CellSays::Text(_));
                            self.given.push((column, question, says, cell.place));
                        }
                        (Use::Answer(question), CellSays::Text(text)) => {
                            answered = true;
                            let source = self.plan.source;
                            self.answers[question] =
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

    /// Reads the cells of a row that is one answer; as [`cells`](Self::cells), and nothing where more is to be
    /// told of it.
    fn one<'c>(
        &mut self,
        mut cells: impl Iterator<Item = (&'c str, ScannedCell)>,
        told: usize,
    ) -> Option<Option<RowSays>> {
        let (mut plain, mut begun) = (true, false);
        let (mut asked, mut answer) = (None, None);
        let mut ids: Vec<(usize, NonZeroU32)> = Vec::new();
        let mut column = 0;
        loop {
            let (bytes, cell) = cells.next()?;
            let ends_row = cell.ends_row;
            let what = self.plan.columns.get(column).copied();
            plain &= what.is_some();
            if plain && let Some(what) = what {
                let says = self.says(bytes);
                if let CellSays::Blank(text) | CellSays::Text(text) = says {
                    if !begun {
                        begun = true;
                        plain = may_be_student(self.rows.texts.text(text));
                    }
                    if matches!(what, Use::Student | Use::Told) {
                        let said = self.rows.texts.text(text);
                        plain &= !self.plan.test_user.may_be(said);
                    }
                    match (what, says) {
                        (Use::Student, _) => ids.push((column, text)),
                        (Use::Told, _) => self.rows.told.push((column as u32, text)),
                        (Use::Asked, _) => asked = Some(text),
                        (Use::OneAnswer, CellSays::Text(_)) => {
                            answer = Some(Submission::new(text, self.plan.source, cell.place));
                        }
                        (Use::OneAnswer, _) => plain &= self.plan.plain_blanks.iter().all(|it| *it),
                        _ => {}
                    }
                }
            }
            column += 1;
            if ends_row {
                break;
            }
        }
        let whose = self.plan.whose.iter();
        let parts = whose.filter_map(|at| ids.iter().find(|(column, _)| column == at));
        let parts: Vec<NonZeroU32> = parts.map(|(_, text)| *text).collect();
        let id = match &parts[..] {
            [] => None,
            [only] => Some(*only),
            several => {
                let texts = several.iter().map(|text| self.rows.texts.text(*text));
                let joined = texts.collect::<Vec<&str>>().join(" ");
                Some(self.rows.texts.place(&joined))
            }
        };
        plain &= column == self.plan.columns.len();
        let told = told..self.rows.told.len();
        Some(id.zip(asked).filter(|_| plain).map(|(id, asked)| {
            RowSays::One(OneAnswer {
                id,
                asked,
                answer,
                whose: None,
                told,
            })
        }))
    }

    /// Puts the answers of a row in the places of the questions that stand beside them; `None` where more is
    /// to be told of it.
    fn put_asked(&mut self) -> Option<()> {
        for &(column, question, says, place) in &self.given {
            let question = match self.plan.asked[column] {
                None => question,
                Some(at) => {
                    let (_, text) = self.beside.iter().find(|(column, _)| *column == at)?;
                    let named = self.asked.entry(*text).or_insert_with(|| {
                        let text = self.rows.texts.text(*text);
                        self.plan.heads.named(text)
                    });
                    named.or(self.plan.varied.then_some(question))?
                }
            };
            match says {
                CellSays::Nothing => {}
                CellSays::Blank(_) => self.plan.plain_blanks[question].then_some(())?,
                CellSays::Text(text) => {
                    let answer = Submission::new(text, self.plan.source, place);
                    let before = self.answers[question].replace(answer);
                    before.is_none().then_some(())?;
                }
            }
        }
        Some(())
    }

    /// What a cell says, which is looked at once for all with the same bytes.
    fn says(&mut self, bytes: &str) -> CellSays {
        if bytes.is_empty() {
            return CellSays::Nothing;
        }
        let place = self.raw.place(bytes).get() as usize - 1;
        if place == self.says.len() {
            let says = cell_says(&(self.text)(bytes), &mut self.rows.texts);
            self.says.push(says);
        }
        self.says[place]
    }

    /// A row as a student's, if the student is named and what the row says is certain.
    fn plain(&mut self, told: usize) -> Option<RowSays> {
        let whose = self.plan.whose.first();
        let first = self.said.iter();
        let mut first = first.filter(|cell| whose == Some(&cell.column));
        let first = first.next().or(self.said.first())?;
        let (span, place) = (first.span.clone(), first.place);
        let mut ids: Vec<String> = Vec::with_capacity(self.plan.whose.len());
        for &at in &self.plan.whose {
            let mut said = self.said.iter_mut();
            if let Some(cell) = said.find(|cell| cell.column == at && !cell.text.is_empty()) {
                ids.push(std::mem::take(&mut cell.text));
            }
        }
        let id = match &ids[..] {
            [] => return None,
            [_] => ids.pop()?,
            several => several.join(" "),
        };
        let start = self.start;
        self.room.next();
        Some(RowSays::Plain(PlainRow {
            hash: self.plan.hash.of(&id),
            id,
            whose: start + span.start..start + span.end,
            place,
            told: told..self.rows.told.len(),
            answers: self.answers.clone(),
        }))
    }
}

/// A text without blanks around it.
fn trimmed(text: String) -> String {
    match text.trim().len() == text.len() {
        true => text,
        false => text.trim().to_owned(),
    }
}

/// Whether a row that begins so is surely a student's.
fn may_be_student(text: &str) -> bool {
    !words::is_summary(text) && !words::may_be_summary(text)
}
