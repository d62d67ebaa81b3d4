//! Answers as NDJSON: a JSON object on each line.

use crate::class::answers::MAX_LINE;
use crate::class::answers::assign::File;
use crate::class::answers::flat::{RecordColumns, Records, is_row};
use crate::class::answers::sheet;
use crate::files::json;
use crate::files::source::Fault;
use crate::files::text_file::TextFile;
use crate::files::tree::Tree;
use std::ops::{ControlFlow, Range};

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
struct LineRecords {
    lines: FileLines,
}

impl Records for LineRecords {
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
        let mut lines = FileLines::default();
        let mut columns = RecordColumns::default();
        let mut rows = self.student.is_none();
        while rows && let Some(read) = self.next_line(&mut lines) {
            match read {
                Ok(tree) if is_row(self.heads(), &tree) => columns.add(&tree),
                Ok(_) => rows = false,
                Err(fault) => self.note(fault),
            }
            if self.is_full() {
                return;
            }
        }
        let mut records = LineRecords::default();
        if rows {
            if !columns.head().is_empty() {
                sheet::records(self, &columns, &mut records);
            }
            return;
        }
        // What is wrong with those up to there was noted.
        let noted = lines.at;
        let mut lines = FileLines::default();
        while !self.is_full()
            && let Some(read) = self.next_line(&mut lines)
        {
            match read {
                Ok(tree) => self.record(&tree),
                Err(fault) if lines.at > noted => self.note(fault),
                Err(_) => {}
            }
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
