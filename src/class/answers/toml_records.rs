//! Answers in a file of TOML: tables of students or of answers, of which no more is held than one, or a file
//! that is held whole.

use crate::class::answers::assign::File;
use crate::class::answers::flat::{
    ObjectKeys, RecordColumns, RecordReading, Records, WindowedRecords,
};
use crate::class::answers::records::{is_all, is_ours};
use crate::files::parted::Parted;
use crate::files::room;
use crate::files::source::Fault;
use crate::files::toml_tables::{self, TomlParts, TomlTables};
use crate::files::tree::{self, Tree, TreeNode};

/// Bytes that a tree of values takes for each byte of its text.
const TREE: usize = 20;

/// Tables of a file one after the other, each by itself: the entries of a list, or tables with their names.
struct TomlRecords {
    listed: bool,
    parts: Option<TomlParts>,
    /// Why there are no more.
    fault: Option<Fault>,
}

/// The record that a part of a file is.
fn record(tree: Tree, listed: bool) -> Tree {
    match tree.node {
        TreeNode::Table(mut all) if listed => match all.swap_remove(0).1.node {
            TreeNode::List(mut records) => records.swap_remove(0),
            node => Tree { node, span: 0..0 },
        },
        _ => tree,
    }
}

impl Records for TomlRecords {
    fn restart(&mut self, file: &mut File<'_, '_, '_>) {
        self.parts = Some(TomlParts::new(&mut file.source));
    }

    fn next(&mut self, file: &mut File<'_, '_, '_>) -> Option<Tree> {
        let part = self.parts.as_mut()?.next(&mut file.source)?;
        match tree::toml_part(file.source.held(), part) {
            Ok(tree) => Some(record(tree, self.listed)),
            Err(fault) => {
                self.parts = None;
                // The whole may have a mistake before that of the part.
                file.source.hold_all();
                self.fault = Some(tree::toml_mistake(file.source.held()).unwrap_or(fault));
                None
            }
        }
    }
}

impl WindowedRecords for TomlRecords {
    fn parted(&self) -> Parted {
        Parted::Tables {
            listed: self.listed,
        }
    }

    fn reading(&self) -> RecordReading {
        let listed = self.listed;
        Box::new(move |source, part| {
            let tree = tree::toml_part(source, part).ok()?;
            Some(record(tree, listed))
        })
    }

    fn at(&self) -> usize {
        let parts = self.parts.as_ref();
        parts.map_or(0, TomlParts::at)
    }

    fn go_to(&mut self, at: usize, file: &mut File<'_, '_, '_>) {
        if let Some(parts) = &mut self.parts {
            parts.go_to(&mut file.source, at);
        }
    }

    fn one(&mut self, file: &mut File<'_, '_, '_>) -> Option<Option<Tree>> {
        self.next(file).map(Some)
    }
}

impl File<'_, '_, '_> {
    /// All answers of a TOML file, of which no more is held than one table, where it has tables of
    /// students or of answers and nothing else.
    pub(super) fn toml(&mut self) -> Result<(), Fault> {
        let tables = match self.student {
            None => toml_tables::tables(&mut self.source),
            Some(_) => None,
        };
        let listed = match tables {
            Some(TomlTables::Listed(key)) if is_all(&key) => true,
            Some(TomlTables::Named(keys))
                if keys
                    .iter()
                    .all(|key| !is_ours(key) && (keys.len() > 1 || !is_all(key))) =>
            {
                false
            }
            _ => return self.whole_toml(),
        };
        let mut records = TomlRecords {
            listed,
            parts: None,
            fault: None,
        };
        let columns = match listed {
            true => self.columns(&mut records),
            false => None,
        };
        if let Some(fault) = records.fault {
            return Err(fault);
        }
        self.gone_over(columns.as_ref(), &mut records);
        records.fault.map_or(Ok(()), Err)
    }

    /// The columns of records that are the rows of a table.
    fn columns(&mut self, records: &mut TomlRecords) -> Option<RecordColumns> {
        let mut columns = RecordColumns::default();
        let mut keys = ObjectKeys::new(self.heads());
        records.restart(self);
        while let Some(record) = records.next(self) {
            if !keys.is_row(&record) {
                return None;
            }
            columns.add(&record);
        }
        Some(columns)
    }

    fn whole_toml(&mut self) -> Result<(), Fault> {
        let length = self.source.length();
        if let Err(error) = room::ask(length.saturating_mul(TREE)) {
            return Err(Fault::unavailable(self.source.name(), &error));
        }
        self.source.hold_all();
        let tree = tree::toml(self.source.held())?;
        self.whole(&tree);
        Ok(())
    }
}
