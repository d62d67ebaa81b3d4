//! Answers in one JSON value: a list of records, students by their ids, or what a form tool's interface
//! gives. It is gone over once to see that it is JSON and what it is; of its text no more is held than one
//! record.

use crate::class::answers::assign::File;
use crate::class::answers::flat::{ObjectKeys, RecordColumns, new_keys};
use crate::class::answers::form::FormParts;
use crate::class::answers::json_look::{self, LISTED, Look};
use crate::class::answers::json_records::ListedRecords;
use crate::class::answers::records::{is_all, is_ours};
use crate::files::json;
use crate::files::json_level::{self, JsonItem, JsonLevel, NotJson};
use crate::files::source::Fault;
use crate::files::text_file::changed;
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

/// What a list holds, while that is found out.
struct ListLook {
    /// Whether its first value may be a list.
    outermost: bool,
    keys: ObjectKeys,
    /// The columns, where all records so far are rows of one table.
    rows: Option<RecordColumns>,
    /// How many of its values were read one by one.
    count: usize,
    fault: Option<Fault>,
    within: Option<Box<JsonList>>,
}

impl Look for ListLook {
    fn value(
        &mut self,
        file: &mut File<'_, '_, '_>,
        level: &mut JsonLevel,
        item: &JsonItem,
    ) -> Result<(), NotJson> {
        self.count += 1;
        if self.outermost && self.count == 1 && item.first == b'[' {
            let within = file.list(item.start, false)?;
            level.go_to(within.end);
            self.within = Some(Box::new(within));
            self.rows = None;
            return Ok(());
        }
        let value = level.value(&mut file.source)?;
        let held = file.source.held();
        let Some(columns) = self.rows.as_mut().filter(|_| self.fault.is_none()) else {
            let is_json = json::is_json(held.slice(value));
            return is_json.then_some(()).ok_or(NotJson);
        };
        match json::read(held, value.clone()) {
            Ok(record) if self.keys.is_row(&record) => {
                columns.add(&record);
            }
            Ok(_) => self.rows = None,
            Err(_) if !json::is_json(held.slice(value)) => return Err(NotJson),
            Err(fault) => self.fault = Some(fault),
        }
        Ok(())
    }

    fn looks(&self) -> bool {
        self.rows.is_some() && self.fault.is_none()
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
                b'[' if key.eq_ignore_ascii_case("responses") && parts.responses.is_none() => self
                    .responses(item.start, &mut parts.heads)
                    .map_err(inside)?,
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

    /// What the list that starts there holds.
    fn list(&mut self, start: usize, outermost: bool) -> Result<JsonList, NotJson> {
        let heads = Arc::clone(self.heads());
        let mut look = ListLook {
            outermost,
            keys: ObjectKeys::new(&heads),
            count: 0,
            rows: self.student.is_none().then(RecordColumns::default),
            fault: None,
            within: None,
        };
        let new = |window| new_keys(&heads, LISTED, window);
        let end = json_look::go_over(self, start, &mut look, &new)?;
        Ok(JsonList {
            start,
            end,
            count: look.count,
            rows: look.rows,
            fault: look.fault,
            within: look.within,
        })
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
