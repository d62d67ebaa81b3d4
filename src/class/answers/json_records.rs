//! The records of a list of JSON, one after the other.

use crate::class::answers::assign::File;
use crate::class::answers::flat::Records;
use crate::files::json;
use crate::files::json_level::{JsonLevel, NotJson};
use crate::files::source::Fault;
use crate::files::text_file::changed;
use crate::files::tree::Tree;

/// Those of the list that starts at a byte.
pub(super) struct ListedRecords {
    start: usize,
    level: Option<JsonLevel>,
    /// Why there are no more.
    pub(super) fault: Option<Fault>,
}

impl ListedRecords {
    pub(super) fn new(start: usize) -> ListedRecords {
        ListedRecords {
            start,
            level: None,
            fault: None,
        }
    }
}

impl Records for ListedRecords {
    fn restart(&mut self, file: &mut File<'_, '_, '_>) {
        self.level = JsonLevel::open(&mut file.source, self.start).ok();
    }

    fn next(&mut self, file: &mut File<'_, '_, '_>) -> Option<Tree> {
        let source = &mut file.source;
        let level = self.level.as_mut()?;
        // It was gone over before.
        let value = level
            .next(source)
            .and_then(|item| item.map(|_| level.value(source)).transpose());
        let read = match value {
            Ok(None) => return None,
            Ok(Some(value)) => json::read(source.held(), value),
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
