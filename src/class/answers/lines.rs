//! Answers as NDJSON: a JSON object on each line.

use crate::class::answers::MAX_LINE;
use crate::class::answers::assign::File;
use crate::class::answers::flat::{
    ObjectKeys, RecordColumns, RecordReading, Records, WindowedRecords, new_keys,
};
use crate::class::answers::joined::{Joined, JoinedTexts, Windowed, join};
use crate::class::answers::sheet;
use crate::class::answers::window_rows::RowSays;
use crate::files::json;
use crate::files::parted::Parted;
use crate::files::source::Fault;
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

/// The lines of a file that are records.
#[derive(Default)]
struct RecordLines {
    lines: FileLines,
    /// The byte up to which is noted what is wrong with them.
    noted: usize,
}

impl WindowedRecords for RecordLines {
    fn parted(&self) -> Parted {
        Parted::Lines
    }

    fn reading(&self) -> RecordReading {
        Box::new(|source, line| json::read(source, line).ok())
    }

    fn at(&self) -> usize {
        self.lines.at
    }

    fn go_to(&mut self, at: usize, _file: &mut File<'_, '_, '_>) {
        self.lines.at = at;
    }

    fn one(&mut self, file: &mut File<'_, '_, '_>) -> Option<Option<Tree>> {
        let read = file.next_line(&mut self.lines)?;
        Some(match read {
            Ok(tree) => Some(tree),
            Err(fault) => {
                if self.lines.at > self.noted {
                    file.note(fault);
                }
                None
            }
        })
    }
}

impl Records for RecordLines {
    fn restart(&mut self, _file: &mut File<'_, '_, '_>) {
        self.lines = FileLines::default();
    }

    fn next(&mut self, file: &mut File<'_, '_, '_>) -> Option<Tree> {
        loop {
            if let Some(tree) = self.one(file)? {
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
            join(self, &mut first, &|window| {
                new_keys(&heads, Parted::Lines, window)
            });
        }
        if self.is_full() {
            return;
        }
        // What is wrong with those up to there was noted.
        let mut records = RecordLines {
            lines: FileLines::default(),
            noted: first.lines.at,
        };
        match first.rows {
            true if first.columns.head().is_empty() => {}
            true => sheet::records(self, &first.columns, &mut records),
            false => self.each_record(&mut records),
        }
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

    fn go_to(&mut self, at: usize, _file: &mut File<'_, '_, '_>) {
        self.lines.at = at;
    }

    fn whole(&self, text: &[u8]) -> Option<usize> {
        Parted::Lines.whole(text)
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
