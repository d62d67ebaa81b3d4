//! The values of a list of JSON gone over once, to find out what they are and whether all of them are JSON.

use crate::class::answers::assign::File;
use crate::class::answers::joined::{Joined, JoinedTexts, Windowed, join};
use crate::class::answers::window_rows::{FileWindow, RowSays, WindowRows};
use crate::files::json;
use crate::files::json_level::{JsonItem, JsonLevel, NotJson};
use crate::files::parted::{Parted, RecordPart};
use std::ops::ControlFlow;

/// How the values of a list are parted.
pub(super) const LISTED: Parted = Parted::Values { keyed: false };

/// What is looked for in the values of a list.
pub(super) trait Look {
    /// Takes note of the next value, to which its level has come, and moves behind it.
    fn value(
        &mut self,
        file: &mut File<'_, '_, '_>,
        level: &mut JsonLevel,
        item: &JsonItem,
    ) -> Result<(), NotJson>;

    /// Whether anything is looked for in those that follow but that they are JSON.
    fn looks(&self) -> bool;
}

/// A list that is gone over.
struct Looking<'l> {
    level: JsonLevel,
    look: &'l mut dyn Look,
    ended: bool,
    broken: bool,
}

/// Goes over the list that starts at a byte; where it ends. In windows of it `each` finds those of which note
/// is to be taken.
pub(super) fn go_over(
    file: &mut File<'_, '_, '_>,
    start: usize,
    look: &mut dyn Look,
    each: &(dyn Fn(FileWindow) -> WindowRows + Sync),
) -> Result<usize, NotJson> {
    let mut looking = Looking {
        level: JsonLevel::open(&mut file.source, start)?,
        look,
        ended: false,
        broken: false,
    };
    // A list may be the only value of another one, and no comma stands before the first.
    for _ in 0..2 {
        if !looking.ended {
            looking.next(file);
        }
    }
    while !looking.ended && !file.is_full() {
        match looking.look.looks() {
            true => join(file, &mut looking, each),
            false => join(file, &mut looking, &all_json),
        }
    }
    match looking.broken {
        true => Err(NotJson),
        false => Ok(looking.level.at()),
    }
}

impl Looking<'_> {
    fn next(&mut self, file: &mut File<'_, '_, '_>) {
        let read = self.level.next(&mut file.source).and_then(|item| {
            let value = item.map(|item| self.look.value(file, &mut self.level, &item));
            value.transpose()
        });
        self.broken = read.is_err();
        self.ended = !matches!(read, Ok(Some(())));
    }
}

impl Windowed for Looking<'_> {
    fn at(&self) -> usize {
        self.level.at()
    }

    fn go_to(&mut self, at: usize, _file: &mut File<'_, '_, '_>) {
        self.level.go_to(at);
    }

    fn whole(&self, text: &[u8]) -> Option<usize> {
        LISTED.whole(text)
    }

    fn row(&mut self, _: &mut File<'_, '_, '_>, _: RowSays, _: &mut JoinedTexts<'_>) -> Joined {
        Joined::ReadAgain
    }

    fn single(&mut self, file: &mut File<'_, '_, '_>) -> ControlFlow<()> {
        let looked = self.look.looks();
        self.next(file);
        // Where no more is looked for the windows are gone over in another way.
        match self.ended || looked != self.look.looks() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

/// A window of values up to one that is not JSON.
fn all_json(mut window: FileWindow) -> WindowRows {
    let text = std::mem::take(&mut window.text);
    let mut parts = LISTED.parts(&text, window.place);
    let is_json =
        |part: &RecordPart| LISTED.is_apart(&text, part) && json::is_json(&text[part.span.clone()]);
    let none = parts.find(|part| !is_json(part)).map(|part| part.start);
    let end = window.start + none.unwrap_or(parts.at());
    WindowRows {
        rows: window.rows,
        end,
        text,
        ..WindowRows::default()
    }
}
