//! Records joined from windows that were read each by itself: answers of students, or one answer each.

use crate::class::answers::assign::File;
use crate::class::answers::flat::WindowedRecords;
use crate::class::answers::joined::{Joined, JoinedTexts, Windowed, join};
use crate::class::answers::record_windows::{self, RecordPlan};
use crate::class::answers::window_rows::{OneAnswer, PlainRow, RowSays};
use crate::files::parted::Parted;
use crate::files::tree::TreeNode;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Records from the next one on that is joined.
struct JoinedRecords<'r> {
    records: &'r mut dyn WindowedRecords,
}

impl File<'_, '_, '_> {
    /// Reads records, each for itself.
    pub(super) fn each_record(&mut self, records: &mut dyn WindowedRecords) {
        records.restart(self);
        let plan = self.record_plan(records.parted());
        let mut rows = JoinedRecords { records };
        match plan {
            Some(plan) => join(self, &mut rows, &|window| {
                record_windows::read(&plan, window)
            }),
            None => while !self.is_full() && rows.single(self).is_continue() {},
        }
    }

    /// How records are read in windows; `None` where each needs more than that.
    fn record_plan(&self, parted: Parted) -> Option<RecordPlan> {
        let plain = self.student.is_none() && !self.source.held().is_guessed();
        plain.then(|| RecordPlan {
            parted,
            heads: Arc::clone(self.heads()),
            id: self.id_column().map(str::to_owned),
            plain_blanks: (0..self.heads().questions)
                .map(|question| self.has_plain_blanks(question))
                .collect(),
            source: self.index,
            hash: self.id_hash(),
        })
    }
}

impl JoinedRecords<'_> {
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

impl Windowed for JoinedRecords<'_> {
    fn at(&self) -> usize {
        self.records.at()
    }

    fn go_to(&mut self, at: usize, file: &mut File<'_, '_, '_>) {
        self.records.go_to(at, file);
    }

    fn whole(&self, text: &[u8]) -> Option<usize> {
        self.records.parted().whole(text)
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
            RowSays::Plain(row) => JoinedRecords::student(file, row, texts),
            RowSays::One(row) => JoinedRecords::answer(file, row, texts),
        }
    }

    fn single(&mut self, file: &mut File<'_, '_, '_>) -> ControlFlow<()> {
        match self.records.one(file) {
            None => return ControlFlow::Break(()),
            Some(None) => {}
            Some(Some(tree)) => match &tree.node {
                TreeNode::Table(students) if self.records.parted().is_keyed() => {
                    file.each(students);
                }
                _ => file.record(&tree),
            },
        }
        ControlFlow::Continue(())
    }
}
