//! Records that are the rows of a table, with the heads as keys: they are understood as one.

use crate::class::answers::MAX_LINE;
use crate::class::answers::assign::File;
use crate::class::answers::head_word::HeadWord;
use crate::class::answers::heads::Heads;
use crate::class::answers::window_rows::{FileWindow, RowSays, WindowRow, WindowRows};
use crate::class::answers::words;
use crate::files::json;
use crate::files::parted::Parted;
use crate::files::sheet::PlacedCell;
use crate::files::source::{Placed, Source};
use crate::files::tree::{Entries, Tree, TreeNode};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The keys of objects, each of which is looked at once.
pub(super) struct ObjectKeys {
    questions: Arc<Heads>,
    known: HashMap<String, KeyLooks>,
}

/// What a key is: our own word for the student, a word of heads, a question.
#[derive(Clone, Copy)]
struct KeyLooks {
    own: bool,
    word: bool,
    asked: bool,
}

impl ObjectKeys {
    pub(super) fn new(questions: &Arc<Heads>) -> ObjectKeys {
        ObjectKeys {
            questions: Arc::clone(questions),
            known: HashMap::new(),
        }
    }

    /// Whether an object is a row: texts under heads, or under `answers`, each head once, and not all of
    /// them questions. None is our own word for the student, by which objects are told apart without
    /// looking at others.
    pub(super) fn is_row(&mut self, tree: &Tree) -> bool {
        let TreeNode::Table(entries) = &tree.node else {
            return false;
        };
        let mut heads: Vec<&str> = Vec::new();
        let mut asked = true;
        for (key, value) in cells(entries) {
            let looks = self.looks(&key.value);
            let nested = looks.word && matches!(value.node, TreeNode::Table(_));
            if looks.own || nested || !value.is_text() {
                return false;
            }
            asked &= looks.asked;
            heads.push(&key.value);
        }
        heads.sort_unstable();
        !asked && heads.windows(2).all(|pair| pair[0] != pair[1])
    }

    fn looks(&mut self, key: &str) -> KeyLooks {
        if let Some(known) = self.known.get(key) {
            return *known;
        }
        let looks = KeyLooks {
            own: key.eq_ignore_ascii_case("student"),
            word: words::word(key).is_some(),
            asked: self.questions.named(key).is_some(),
        };
        self.known.insert(key.to_owned(), looks);
        looks
    }
}

/// The answers that stand together under `answers`, or a word like it.
fn answers_under((key, value): &(Placed<String>, Tree)) -> Option<&[(Placed<String>, Tree)]> {
    match &value.node {
        TreeNode::Table(answers) if words::word(&key.value) == Some(HeadWord::Answer) => {
            Some(answers)
        }
        _ => None,
    }
}

/// What an object says, with what stands under `answers`.
fn cells(entries: &Entries) -> impl Iterator<Item = &(Placed<String>, Tree)> {
    let own = entries
        .iter()
        .filter(|entry| answers_under(entry).is_none());
    let answers = entries.iter().find_map(answers_under);
    own.chain(answers.unwrap_or_default())
}

/// The columns of a table of records: their keys in the order in which they first come.
#[derive(Default)]
pub(super) struct RecordColumns {
    places: HashMap<String, usize>,
    head: Vec<PlacedCell>,
}

impl RecordColumns {
    /// The heads of the table.
    pub(super) fn head(&self) -> &[PlacedCell] {
        &self.head
    }

    /// Adds those of an object that is a row; whether there were new ones.
    pub(super) fn add(&mut self, record: &Tree) -> bool {
        let TreeNode::Table(entries) = &record.node else {
            return false;
        };
        let before = self.head.len();
        for (key, _) in cells(entries) {
            self.add_key(key);
        }
        self.head.len() > before
    }

    /// Adds the column of a key, if it is new.
    pub(super) fn add_key(&mut self, key: &Placed<String>) {
        if !self.places.contains_key(&key.value) {
            self.places.insert(key.value.clone(), self.head.len());
            self.head.push(key.clone());
        }
    }

    /// The cells of an object that is a row, one under each head.
    pub(super) fn row(&self, record: &Tree) -> Vec<PlacedCell> {
        let mut row: Vec<PlacedCell> = Vec::with_capacity(self.head.len());
        let empty = |at: usize| PlacedCell {
            value: String::new(),
            span: at..at,
        };
        let entries = match &record.node {
            TreeNode::Table(entries) => &entries[..],
            _ => &[],
        };
        for (key, value) in cells(entries) {
            let Some(&column) = self.places.get(&key.value) else {
                continue;
            };
            let length = row.len().max(column + 1);
            row.resize_with(length, || empty(value.span.start));
            row[column] = PlacedCell {
                value: value.text().unwrap_or_default(),
                span: value.span.clone(),
            };
        }
        let end = row.last().map_or(0, |cell| cell.span.end);
        row.resize_with(self.head.len(), || empty(end));
        row
    }
}

/// Objects of a file that are rows, one after the other.
pub(super) trait Records {
    /// Goes back to the first.
    fn restart(&mut self, file: &mut File<'_, '_, '_>);

    /// The next one; its text is held until the one after it is asked for.
    fn next(&mut self, file: &mut File<'_, '_, '_>) -> Option<Tree>;
}

/// Records that can be read in windows of a file.
pub(super) trait WindowedRecords: Records {
    /// How they are parted.
    fn parted(&self) -> Parted;

    /// How one of them is read, wherever that is done; nothing where it can't be.
    fn reading(&self) -> RecordReading;

    /// The byte at which the next one starts.
    fn at(&self) -> usize;

    /// Goes on with the one that starts at a byte.
    fn go_to(&mut self, at: usize, file: &mut File<'_, '_, '_>);

    /// Reads the next one; `None` at the end, and nothing of one that is none.
    fn one(&mut self, file: &mut File<'_, '_, '_>) -> Option<Option<Tree>>;
}

/// How a record is read that stands at these bytes.
pub(super) type RecordReading = Box<dyn Fn(&Source, Range<usize>) -> Option<Tree> + Sync>;

/// The records of a window that bring something new, for who reads it; it says of each whether it does, and
/// nothing of one that ends the window.
pub(super) fn new_in(
    parted: Parted,
    mut window: FileWindow,
    brings: &mut dyn FnMut(Tree) -> Option<bool>,
) -> WindowRows {
    let source = Source::new("", std::mem::take(&mut window.text));
    let mut rows = std::mem::take(&mut window.rows);
    let mut parts = parted.parts(source.text(), window.place);
    let mut end = None;
    for part in &mut parts {
        if source.slice(part.span.clone()).trim().is_empty() {
            continue;
        }
        let apart = part.span.len() < MAX_LINE && parted.is_apart(source.text(), &part);
        let read = apart.then(|| json::read(&source, part.span.clone()).ok());
        let Some(new) = read.flatten().and_then(&mut *brings) else {
            end = Some(part.start);
            break;
        };
        if new {
            rows.push(WindowRow {
                start: window.start + part.start,
                says: RowSays::More,
            });
        }
    }
    WindowRows {
        rows,
        end: window.start + end.unwrap_or(parts.at()),
        ..WindowRows::default()
    }
}

/// The same of rows of a table: those with keys that none before them has, up to one that is no row.
pub(super) fn new_keys(heads: &Arc<Heads>, parted: Parted, window: FileWindow) -> WindowRows {
    let mut keys = ObjectKeys::new(heads);
    let mut columns = RecordColumns::default();
    new_in(parted, window, &mut |tree| {
        keys.is_row(&tree).then(|| columns.add(&tree))
    })
}
