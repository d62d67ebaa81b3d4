//! Answers in one JSON value: a list of records, students by their ids, or what a form tool's interface
//! gives. It is gone over once to see that it is JSON and what it is; of its text no more is held than one
//! record.

use crate::class::answers::assign::File;
use crate::class::answers::flat::{ObjectKeys, RecordColumns, new_keys};
use crate::class::answers::form::FormParts;
use crate::class::answers::joined::{Joined, JoinedTexts, Windowed, join};
use crate::class::answers::json_records::ListedRecords;
use crate::class::answers::records::{is_all, is_ours};
use crate::class::answers::window_rows::{FileWindow, RowSays, WindowRows};
use crate::files::json;
use crate::files::json_level::{self, JsonLevel, NotJson};
use crate::files::parted::{Parted, RecordPart};
use crate::files::source::Fault;
use crate::files::text_file::changed;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What a file of JSON is.
enum JsonShape {
    Records(JsonList),
    /// An object whose keys are students.
    Students(usize),
    /// The answer of a form tool's interface.
    Form(FormParts),
    /// One record, all of the value.
    Record,
    /// Neither a list nor an object.
    Other,
}

/// A list of records.
struct JsonList {
    start: usize,
    end: usize,
    count: usize,
    /// The columns, where the records are rows of one table.
    rows: Option<RecordColumns>,
    /// What keeps a record from being read.
    fault: Option<Fault>,
    /// The list that is its first value.
    within: Option<Box<JsonList>>,
}

/// A list while it is found out what it holds.
struct ListLook {
    level: JsonLevel,
    /// Whether its first value may be a list.
    outermost: bool,
    keys: ObjectKeys,
    /// The columns, where all records so far are rows of one table.
    rows: Option<RecordColumns>,
    /// How many of its values were read one by one.
    count: usize,
    fault: Option<Fault>,
    within: Option<Box<JsonList>>,
    ended: bool,
    /// Whether it is not JSON.
    broken: bool,
}

impl ListLook {
    /// Whether more of its values may be rows.
    fn looks_at_rows(&self) -> bool {
        self.rows.is_some() && self.fault.is_none()
    }

    /// Reads the next value.
    fn read(&mut self, file: &mut File<'_, '_, '_>) {
        match self.next(file) {
            Ok(more) => self.ended = !more,
            Err(NotJson) => self.broken = true,
        }
        self.ended |= self.broken;
    }

    /// The same; whether there was one.
    fn next(&mut self, file: &mut File<'_, '_, '_>) -> Result<bool, NotJson> {
        let Some(item) = self.level.next(&mut file.source)? else {
            return Ok(false);
        };
        self.count += 1;
        if self.outermost && self.count == 1 && item.first == b'[' {
            let within = file.list(item.start, false)?;
            self.level.go_to(within.end);
            self.within = Some(Box::new(within));
            self.rows = None;
            return Ok(true);
        }
        let looks_at_rows = self.looks_at_rows();
        let value = self.level.value(&mut file.source)?;
        let held = file.source.held();
        if !looks_at_rows {
            let is_json = json::is_json(held.slice(value));
            return is_json.then_some(true).ok_or(NotJson);
        }
        match json::read(held, value.clone()) {
            Ok(record) if self.keys.is_row(&record) => {
                if let Some(columns) = &mut self.rows {
                    columns.add(&record);
                }
            }
            Ok(_) => self.rows = None,
            Err(_) if !json::is_json(held.slice(value)) => return Err(NotJson),
            Err(fault) => self.fault = Some(fault),
        }
        Ok(true)
    }
}

impl Windowed for ListLook {
    fn at(&self) -> usize {
        self.level.at()
    }

    fn go_to(&mut self, at: usize, _file: &mut File<'_, '_, '_>) {
        self.level.go_to(at);
    }

    fn whole(&self, text: &[u8]) -> Option<usize> {
        Parted::Values { keyed: false }.whole(text)
    }

    fn row(&mut self, _: &mut File<'_, '_, '_>, _: RowSays, _: &mut JoinedTexts<'_>) -> Joined {
        Joined::ReadAgain
    }

    fn single(&mut self, file: &mut File<'_, '_, '_>) -> ControlFlow<()> {
        let looked_at_rows = self.looks_at_rows();
        self.read(file);
        // Of values that are no rows it is asked in another way whether they are JSON.
        match self.ended || looked_at_rows != self.looks_at_rows() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

/// A window of values up to one that is not JSON.
fn all_json(parted: Parted, mut window: FileWindow) -> WindowRows {
    let text = std::mem::take(&mut window.text);
    let mut parts = parted.parts(&text, window.place);
    let is_json =
        |part: &RecordPart| parted.is_apart(&text, part) && json::is_json(&text[part.span.clone()]);
    let none = parts.find(|part| !is_json(part)).map(|part| part.start);
    let end = window.start + none.unwrap_or(parts.at());
    WindowRows {
        rows: window.rows,
        end,
        text,
        ..WindowRows::default()
    }
}

/// A file is not JSON; where this was met inside of a value, the byte at which that starts.
struct NoShape(Option<usize>);

impl File<'_, '_, '_> {
    /// All answers of a file that is one JSON value.
    pub(super) fn json(&mut self) -> Result<(), Fault> {
        let start = json_level::blanks(&mut self.source, 0);
        let shape = self.shape(start);
        let shape = shape.map_err(|NoShape(within)| self.not_json(within))?;
        match shape {
            JsonShape::Records(list) => self.json_records(list),
            JsonShape::Students(start) => self.json_students(start),
            JsonShape::Form(parts) => self.form(parts),
            JsonShape::Record => self.json_record(start),
            JsonShape::Other => {
                let whole = 0..self.source.length();
                self.shapeless(whole);
                Ok(())
            }
        }
    }

    /// What is wrong with a file that is not JSON; a value that starts at `within` may be it.
    fn not_json(&mut self, within: Option<usize>) -> Fault {
        json_level::mistake(&mut self.source, within)
            .unwrap_or_else(|| Fault::new(self.source.name(), "this is not JSON"))
    }

    /// Goes over all of the value that starts there.
    fn shape(&mut self, start: usize) -> Result<JsonShape, NoShape> {
        let outside = |_: NotJson| NoShape(None);
        let (shape, end) = match self.source.byte(start) {
            Some(b'[') => {
                let list = self.list(start, true).map_err(outside)?;
                let end = list.end;
                (JsonShape::Records(list), end)
            }
            Some(b'{') => self.object(start)?,
            _ => {
                let value = json_level::value(&mut self.source, start).map_err(outside)?;
                let end = value.end;
                let held = self.source.held();
                if !json::is_json(held.slice(value)) {
                    return Err(NoShape(None));
                }
                (JsonShape::Other, end)
            }
        };
        match json_level::is_end(&mut self.source, end) {
            true => Ok(shape),
            false => Err(NoShape(None)),
        }
    }

    /// The shape of the object that starts there, and its end.
    fn object(&mut self, start: usize) -> Result<(JsonShape, usize), NoShape> {
        let outside = |_: NotJson| NoShape(None);
        let mut level = JsonLevel::open(&mut self.source, start).map_err(outside)?;
        let mut count = 0;
        let mut by_student = true;
        let mut all = None;
        let mut parts = FormParts::default();
        while let Some(item) = level.next(&mut self.source).map_err(outside)? {
            let key = item.key.map(|key| key.value).unwrap_or_default();
            count += 1;
            by_student &= item.first == b'{' && !is_ours(&key);
            let inside = |_: NotJson| NoShape(Some(item.start));
            let end = match item.first {
                b'[' if count == 1 && is_all(&key) => {
                    let list = self.list(item.start, true).map_err(inside)?;
                    let end = list.end;
                    all = Some(JsonShape::Records(list));
                    end
                }
                b'{' if count == 1 && is_all(&key) => {
                    let end = json_level::check(&mut self.source, item.start).map_err(inside)?;
                    all = Some(match self.student {
                        None => JsonShape::Students(item.start),
                        Some(_) => JsonShape::Record,
                    });
                    end
                }
                b'[' if key.eq_ignore_ascii_case("responses") && parts.responses.is_none() => {
                    self.responses(item.start, &mut parts).map_err(inside)?
                }
                b'[' | b'{' if key.eq_ignore_ascii_case("responses") => {
                    json_level::check(&mut self.source, item.start).map_err(inside)?
                }
                _ => {
                    let value = level.value(&mut self.source).map_err(outside)?;
                    if !json::is_json(self.source.held().slice(value.clone())) {
                        return Err(NoShape(None));
                    }
                    value.end
                }
            };
            level.go_to(end);
            parts.note(&key, item.start..end);
        }
        let shape = match all.filter(|_| count == 1) {
            _ if parts.responses.is_some() => JsonShape::Form(parts),
            Some(all) => all,
            None if self.student.is_none() && by_student && count > 0 => JsonShape::Students(start),
            None => JsonShape::Record,
        };
        Ok((shape, level.at()))
    }

    /// Goes over the responses to a form, which start there; where they end.
    fn responses(&mut self, start: usize, parts: &mut FormParts) -> Result<usize, NotJson> {
        let mut level = JsonLevel::open(&mut self.source, start)?;
        while level.next(&mut self.source)?.is_some() {
            let value = level.value(&mut self.source)?;
            let held = self.source.held();
            let response = json::read(held, value.clone());
            if response.is_err() && !json::is_json(held.slice(value)) {
                return Err(NotJson);
            }
            parts.heads.add(response);
        }
        Ok(level.at())
    }

    /// What the list that starts there holds.
    fn list(&mut self, start: usize, outermost: bool) -> Result<JsonList, NotJson> {
        let parted = Parted::Values { keyed: false };
        let heads = Arc::clone(self.heads());
        let mut look = ListLook {
            level: JsonLevel::open(&mut self.source, start)?,
            outermost,
            keys: ObjectKeys::new(&heads),
            count: 0,
            rows: self.student.is_none().then(RecordColumns::default),
            fault: None,
            within: None,
            ended: false,
            broken: false,
        };
        // A list may be the only value of another one.
        for _ in 0..2 {
            if !look.ended {
                look.read(self);
            }
        }
        while !look.ended && !look.broken && !self.is_full() {
            match look.looks_at_rows() {
                true => join(self, &mut look, &|window| new_keys(&heads, parted, window)),
                false => join(self, &mut look, &|window| all_json(parted, window)),
            }
        }
        match look.broken {
            true => Err(NotJson),
            false => Ok(JsonList {
                start,
                end: look.level.at(),
                count: look.count,
                rows: look.rows,
                fault: look.fault,
                within: look.within,
            }),
        }
    }

    /// As [`records`](Self::records).
    fn json_records(&mut self, mut list: JsonList) -> Result<(), Fault> {
        // Moodle puts its list of rows into a list.
        if let Some(within) = list.within.take_if(|_| list.count == 1) {
            list = *within;
        }
        if let Some(fault) = list.fault {
            return Err(fault);
        }
        let mut records = ListedRecords::new(list.start);
        let columns = list.rows.filter(|_| list.count > 0);
        self.gone_over(columns.as_ref(), &mut records);
        records.fault.map_or(Ok(()), Err)
    }

    /// As [`each`](Self::each).
    fn json_students(&mut self, start: usize) -> Result<(), Fault> {
        let mut records = ListedRecords::new(start);
        self.each_record(&mut records);
        records.fault.map_or(Ok(()), Err)
    }

    fn json_record(&mut self, start: usize) -> Result<(), Fault> {
        self.source.go_to(start);
        let value = json_level::value(&mut self.source, start);
        let value = value.map_err(|_| changed(self.source.name()))?;
        let tree = json::read(self.source.held(), value)?;
        self.record(&tree);
        Ok(())
    }
}
