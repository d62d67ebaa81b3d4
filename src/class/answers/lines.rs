//! Answers as NDJSON: a JSON object on each line.

use crate::class::answers::MAX_LINE;
use crate::class::answers::assign::File;
use crate::class::answers::flat::{LinedRecords, ObjectKeys, RecordColumns, Records};
use crate::class::answers::heads::Heads;
use crate::class::answers::joined::{Joined, JoinedTexts, Windowed, join};
use crate::class::answers::line_windows::{self, LinePlan};
use crate::class::answers::sheet;
use crate::class::answers::window_rows::{
    FileWindow, OneAnswer, PlainRow, RowSays, WindowRow, WindowRows,
};
use crate::files::json;
use crate::files::scan;
use crate::files::source::{Fault, Source};
use crate::files::text_file::TextFile;
use crate::files::tree::Tree;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// The lines of a file that are not blank, one after the other.
#[derive(Clone, Copy, Default)]
struct FileLines {
    at: usize,
}

/// A line that is read.
enum FileLine {
    /// Its bytes, which are held.
    Held(Range<usize>),
    /// One that is too long; where it starts.
    Long(usize),
}

impl FileLines {
    /// The next one; what stands before it is no longer held.
    fn next(&mut self, file: &mut TextFile<'_>) -> Option<FileLine> {
        loop {
            let start = self.at;
            file.go_to(start);
            file.byte(start)?;
            let mut left = MAX_LINE + 1;
            let end = file.scan(start, |byte| {
                left -= 1;
                match byte == b'\n' || left == 0 {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            });
            let ended = file.byte(end).is_none_or(|byte| byte == b'\n');
            let end = end + usize::from(file.byte(end) == Some(b'\n'));
            if ended && end - start <= MAX_LINE {
                self.at = end;
                match file.held().slice(start..end).trim().is_empty() {
                    true => continue,
                    false => return Some(FileLine::Held(start..end)),
                }
            }
            if !self.pass(file) {
                return Some(FileLine::Long(start));
            }
        }
    }

    /// Passes a line without holding it; whether it is blank.
    fn pass(&mut self, file: &mut TextFile<'_>) -> bool {
        let mut blank = true;
        loop {
            file.go_to(self.at);
            let rest = file.held().slice(self.at..file.held().end());
            let end = rest.find('\n');
            let line = &rest[..end.unwrap_or(rest.len())];
            blank &= line.trim().is_empty();
            self.at += line.len() + usize::from(end.is_some());
            if end.is_some() || file.byte_at(self.at).is_none() {
                return blank;
            }
        }
    }
}

/// Rows of a table that are lines.
#[derive(Default)]
struct RecordLines {
    lines: FileLines,
}

impl LinedRecords for RecordLines {
    fn at(&self) -> usize {
        self.lines.at
    }

    fn go_to(&mut self, at: usize) {
        self.lines.at = at;
    }

    fn line(&mut self, file: &mut File<'_, '_, '_>) -> Option<Option<Tree>> {
        Some(file.next_line(&mut self.lines)?.ok())
    }
}

impl Records for RecordLines {
    fn restart(&mut self, _file: &mut File<'_, '_, '_>) {
        self.lines = FileLines::default();
    }

    fn next(&mut self, file: &mut File<'_, '_, '_>) -> Option<Tree> {
        loop {
            // What is wrong with a line was noted before.
            if let FileLine::Held(span) = self.lines.next(&mut file.source)?
                && let Ok(tree) = json::read(file.source.held(), span)
            {
                return Some(tree);
            }
        }
    }
}

impl File<'_, '_, '_> {
    /// A JSON object on each line: rows of a table as long as there are no others.
    pub(super) fn lines(&mut self) {
        let heads = Arc::clone(self.heads());
        let mut first = HeadLines {
            lines: FileLines::default(),
            keys: ObjectKeys::new(&heads),
            columns: RecordColumns::default(),
            rows: self.student.is_none(),
        };
        // Most files of lines show at the first one that they are no table.
        if first.rows && first.single(self).is_continue() {
            join(self, &mut first, &|window| new_keys(&heads, window));
        }
        if self.is_full() {
            return;
        }
        if first.rows {
            if !first.columns.head().is_empty() {
                sheet::lined(self, &first.columns, &mut RecordLines::default());
            }
            return;
        }
        // What is wrong with those up to there was noted.
        let mut rows = JoinedLines {
            lines: FileLines::default(),
            noted: first.lines.at,
        };
        match self.line_plan() {
            Some(plan) => join(self, &mut rows, &|window| line_windows::read(&plan, window)),
            None => while !self.is_full() && rows.single(self).is_continue() {},
        }
    }

    /// How lines are read in windows; `None` where each needs more than that.
    fn line_plan(&self) -> Option<LinePlan> {
        let plain = self.student.is_none() && !self.source.held().is_guessed();
        plain.then(|| LinePlan {
            heads: Arc::clone(self.heads()),
            id: self.id_column().map(str::to_owned),
            plain_blanks: (0..self.heads().questions)
                .map(|question| self.has_plain_blanks(question))
                .collect(),
            source: self.index,
            hash: self.id_hash(),
        })
    }

    /// The next line, read.
    fn next_line(&mut self, lines: &mut FileLines) -> Option<Result<Tree, Fault>> {
        Some(match lines.next(&mut self.source)? {
            FileLine::Held(span) => json::read(self.source.held(), span),
            FileLine::Long(start) => {
                let message = format!("this line is longer than {} KiB", MAX_LINE >> 10);
                let fault = self.source.fault(start..start + 1, message);
                Err(fault.help("one object stands on each line"))
            }
        })
    }
}

/// Lines while it is found out whether they are the rows of a table, and of which columns.
struct HeadLines {
    lines: FileLines,
    keys: ObjectKeys,
    columns: RecordColumns,
    /// Whether all were rows so far.
    rows: bool,
}

impl Windowed for HeadLines {
    fn at(&self) -> usize {
        self.lines.at
    }

    fn go_to(&mut self, at: usize) {
        self.lines.at = at;
    }

    fn whole(&self, text: &[u8]) -> Option<usize> {
        scan::lines_end(text)
    }

    fn row(&mut self, _: &mut File<'_, '_, '_>, _: RowSays, _: &mut JoinedTexts<'_>) -> Joined {
        Joined::ReadAgain
    }

    fn single(&mut self, file: &mut File<'_, '_, '_>) -> ControlFlow<()> {
        match file.next_line(&mut self.lines) {
            None => return ControlFlow::Break(()),
            Some(Ok(tree)) if self.keys.is_row(&tree) => {
                self.columns.add(&tree);
            }
            Some(Ok(_)) => {
                self.rows = false;
                return ControlFlow::Break(());
            }
            Some(Err(fault)) => file.note(fault),
        }
        ControlFlow::Continue(())
    }
}

/// The lines of a window with keys that no line before them in it has, up to one that is no row.
fn new_keys(heads: &Arc<Heads>, mut window: FileWindow) -> WindowRows {
    let source = Source::new("", std::mem::take(&mut window.text));
    let mut keys = ObjectKeys::new(heads);
    let mut columns = RecordColumns::default();
    let mut rows = std::mem::take(&mut window.rows);
    let mut end = 0;
    for line in source.text().split_inclusive('\n') {
        let span = end..end + line.len();
        if !line.trim().is_empty() {
            let short = line.len() <= MAX_LINE;
            let read = short.then(|| json::read(&source, span.clone()).ok());
            match read.flatten() {
                Some(tree) if keys.is_row(&tree) => {
                    if columns.add(&tree) {
                        rows.push(WindowRow {
                            start: window.start + end,
                            says: RowSays::More,
                        });
                    }
                }
                _ => break,
            }
        }
        end = span.end;
    }
    WindowRows {
        rows,
        end: window.start + end,
        ..WindowRows::default()
    }
}

/// Lines that are records, from the next one on that is joined.
struct JoinedLines {
    lines: FileLines,
    /// The byte up to which is noted what is wrong with them.
    noted: usize,
}

impl JoinedLines {
    /// Joins the answers of a student who is new.
    fn student(file: &mut File<'_, '_, '_>, row: PlainRow, texts: &mut JoinedTexts<'_>) -> Joined {
        if file.known_as(row.hash, &row.id).is_some() {
            return Joined::ReadAgain;
        }
        let told = row.told.clone();
        if let Some(student) = texts.add(file, row) {
            file.meet();
            for (key, text) in texts.told(told) {
                let (holds, head) = texts.key(key);
                file.describe(student, holds, text, head);
            }
        }
        Joined::Done
    }

    /// Joins one answer.
    fn answer(file: &mut File<'_, '_, '_>, row: OneAnswer, texts: &mut JoinedTexts<'_>) -> Joined {
        if let Some(student) = texts.student(file, row.id) {
            return texts.put(file, student, &row);
        }
        let whose = row.whose.clone();
        let Some(whose) = whose.filter(|_| texts.question(file, row.asked).is_some()) else {
            return Joined::ReadAgain;
        };
        match texts.add_one(file, row.id, whose) {
            Some(student) => texts.put(file, student, &row),
            None => Joined::Done,
        }
    }
}

impl Windowed for JoinedLines {
    fn at(&self) -> usize {
        self.lines.at
    }

    fn go_to(&mut self, at: usize) {
        self.lines.at = at;
    }

    fn whole(&self, text: &[u8]) -> Option<usize> {
        scan::lines_end(text)
    }

    fn row(
        &mut self,
        file: &mut File<'_, '_, '_>,
        says: RowSays,
        texts: &mut JoinedTexts<'_>,
    ) -> Joined {
        match says {
            RowSays::Nothing => Joined::Done,
            RowSays::More => Joined::ReadAgain,
            RowSays::Plain(row) => JoinedLines::student(file, row, texts),
            RowSays::One(row) => JoinedLines::answer(file, row, texts),
        }
    }

    fn single(&mut self, file: &mut File<'_, '_, '_>) -> ControlFlow<()> {
        match file.next_line(&mut self.lines) {
            None => return ControlFlow::Break(()),
            Some(Ok(tree)) => file.record(&tree),
            Some(Err(fault)) if self.lines.at > self.noted => file.note(fault),
            Some(Err(_)) => {}
        }
        ControlFlow::Continue(())
    }
}
