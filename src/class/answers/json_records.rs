//! The records of a list of JSON, one after the other.

use crate::class::answers::assign::File;
use crate::class::answers::flat::Records;
use crate::files::ahead::{PartReaders, PartsAhead, ReadPart};
use crate::files::json;
use crate::files::json_level::{JsonLevel, NotJson};
use crate::files::source::Fault;
use crate::files::text_file::changed;
use crate::files::tree::Tree;

/// Those of the list that starts at a byte.
pub(super) struct ListedRecords<'c> {
    start: usize,
    readers: &'c PartReaders<'c>,
    level: Option<(JsonLevel, PartsAhead<'c, NotJson>)>,
    /// Why there are no more.
    pub(super) fault: Option<Fault>,
}

impl<'c> ListedRecords<'c> {
    pub(super) fn new(start: usize, readers: &'c PartReaders<'c>) -> ListedRecords<'c> {
        ListedRecords {
            start,
            readers,
            level: None,
            fault: None,
        }
    }
}

impl Records for ListedRecords<'_> {
    fn restart(&mut self, file: &mut File<'_, '_, '_>) {
        // What is read of it is given up first.
        self.level = None;
        let level = JsonLevel::open(&mut file.source, self.start).ok();
        self.level = level.map(|level| (level, PartsAhead::new(self.readers)));
    }

    fn next(&mut self, file: &mut File<'_, '_, '_>) -> Option<Tree> {
        let source = &mut file.source;
        let (level, ahead) = self.level.as_mut()?;
        // It was gone over before.
        let read = match ahead.next(source, &mut |file| level.find(file)) {
            Ok(None) => return None,
            Ok(Some((_, ReadPart::Tree(record)))) => Ok(record),
            Ok(Some((value, _))) => json::read(source.held(), value),
            Err(NotJson) => Err(changed(source.name())),
        };
        match read {
            Ok(record) => Some(record),
            Err(fault) => {
                self.level = None;
                self.fault = Some(fault);
                None
            }
        }
    }
}
