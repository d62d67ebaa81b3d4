//! The values of a list of JSON, or of an object, one after the other.

use crate::class::answers::assign::File;
use crate::class::answers::flat::{RecordReading, Records, WindowedRecords};
use crate::files::json;
use crate::files::json_level::{JsonLevel, NotJson};
use crate::files::parted::Parted;
use crate::files::source::Fault;
use crate::files::text_file::changed;
use crate::files::tree::{Tree, TreeNode};

/// Those of the list or object that starts at a byte; those of an object as objects of one key.
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
        let value = level.next(source).and_then(|item| {
            let item = item.map(|item| Ok((item.key, level.value(source)?)));
            item.transpose()
        });
        let read = match value {
            Ok(None) => return None,
            Ok(Some((key, value))) => {
                let start = key.as_ref().map_or(value.start, |key| key.span.start);
                let span = start..value.end;
                let read = json::read(source.held(), value);
                read.map(|record| match key {
                    None => record,
                    Some(key) => Tree {
                        node: TreeNode::Table(vec![(key, record)]),
                        span,
                    },
                })
            }
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

impl WindowedRecords for ListedRecords {
    fn parted(&self) -> Parted {
        let list = self.level.as_ref().is_none_or(JsonLevel::is_list);
        Parted::Values { keyed: !list }
    }

    fn reading(&self) -> RecordReading {
        Box::new(|source, value| json::read(source, value).ok())
    }

    fn at(&self) -> usize {
        self.level.as_ref().map_or(self.start, JsonLevel::at)
    }

    fn go_to(&mut self, at: usize, _file: &mut File<'_, '_, '_>) {
        if let Some(level) = &mut self.level {
            level.go_to(at);
        }
    }

    fn one(&mut self, file: &mut File<'_, '_, '_>) -> Option<Option<Tree>> {
        self.next(file).map(Some)
    }
}
