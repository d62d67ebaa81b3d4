//! What a learner did: one line of JSON for each answer, and what follows from all of them.
//!
//! The file itself is written by the program; here are its lines as data, and how they are read.

use crate::files::json;
use crate::files::source::{Fault, Source};
use crate::files::tree::{Tree, TreeNode};
use std::fmt;

/// Largest file that is read, in bytes: some hundred thousand answers.
pub const MAX_FILE: usize = 64 << 20;

/// A part of the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PracticePart {
    /// Derivatives to work out.
    Drill,
    /// A failure to trigger, to explain and to repair.
    Lab,
    /// Steps to put in order.
    Order,
    /// Flash cards.
    Cards,
    /// Questions to answer in one's own words.
    Interview,
}

impl PracticePart {
    /// Every part with its word and what it is, in the order of the menu.
    pub const ALL: [(&'static str, PracticePart, &'static str); 5] = [
        ("drill", PracticePart::Drill, "work out derivatives"),
        ("lab", PracticePart::Lab, "break it, then repair it"),
        ("order", PracticePart::Order, "put the steps in order"),
        ("cards", PracticePart::Cards, "flash cards"),
        (
            "interview",
            PracticePart::Interview,
            "explain it in your own words",
        ),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        let row = PracticePart::ALL.iter().find(|(_, part, _)| *part == self);
        row.map_or("", |(word, _, _)| word)
    }

    /// The part with this word.
    pub fn named(word: &str) -> Option<PracticePart> {
        let row = PracticePart::ALL
            .iter()
            .find(|(known, _, _)| *known == word);
        row.map(|(_, part, _)| *part)
    }
}

/// How hard a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// One rule at a time.
    Beginner,
    /// Two rules together, or trade-offs.
    Intermediate,
    /// What a practitioner meets.
    Expert,
}

impl Level {
    /// Every level, the easiest first.
    pub const ALL: [Level; 3] = [Level::Beginner, Level::Intermediate, Level::Expert];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Level::Beginner => "beginner",
            Level::Intermediate => "intermediate",
            Level::Expert => "expert",
        }
    }

    /// The level with this word.
    pub fn named(word: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.word() == word)
    }

    /// The level that a question's name starts with: `expert-chain`.
    pub(super) fn of_name(name: &str) -> Option<Level> {
        Level::named(name.split('-').next().unwrap_or(name))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// How an item was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemMark {
    /// Right at once, without help; a card that was known.
    Right,
    /// Right after a hint, or in parts; a card that was shaky.
    Helped,
    /// Right at a later try.
    Later,
    /// Not right, or the answer was shown; a card that was forgotten.
    Missed,
    /// Left without an answer.
    Skipped,
    /// The answer before it to the same item does not count.
    Undone,
    /// Answered in part: it goes on where it was left.
    Begun,
}

impl ItemMark {
    const ALL: [(&'static str, ItemMark); 7] = [
        ("right", ItemMark::Right),
        ("helped", ItemMark::Helped),
        ("later", ItemMark::Later),
        ("missed", ItemMark::Missed),
        ("skipped", ItemMark::Skipped),
        ("undone", ItemMark::Undone),
        ("begun", ItemMark::Begun),
    ];

    /// Its word in the file.
    pub fn word(self) -> &'static str {
        let row = ItemMark::ALL.iter().find(|(_, mark)| *mark == self);
        row.map_or("", |(word, _)| word)
    }

    /// The mark with this word.
    pub fn named(word: &str) -> Option<ItemMark> {
        let row = ItemMark::ALL.iter().find(|(known, _)| *known == word);
        row.map(|(_, mark)| *mark)
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressEntry {
    /// When, in seconds since 1970 began in Greenwich.
    pub time: u64,
    /// Where it belongs.
    pub part: PracticePart,
    /// What was asked: a rule of the drill, the name of a lab, the text of a card.
    pub item: String,
    /// How it was left.
    pub mark: ItemMark,
    /// How hard it was, where there are levels.
    pub level: Option<Level>,
    /// The question as it was put, or the stage of a lab, where the item alone does not tell it.
    pub question: Option<String>,
    /// The last answer, as it was typed.
    pub answer: Option<String>,
    /// The session that it belongs to, where sessions can be resumed.
    pub session: Option<String>,
}

impl ProgressEntry {
    /// An entry of this part with nothing beside what is needed.
    pub fn new(time: u64, part: PracticePart, item: &str, mark: ItemMark) -> ProgressEntry {
        ProgressEntry {
            time,
            part,
            item: item.to_owned(),
            mark,
            level: None,
            question: None,
            answer: None,
            session: None,
        }
    }

    /// The day, counted in whole days since 1970 began.
    pub fn day(&self) -> u64 {
        day(self.time)
    }
}

/// The day of a moment, counted in whole days since 1970 began.
pub fn day(time: u64) -> u64 {
    const SECONDS: u64 = 24 * 60 * 60;
    time / SECONDS
}

/// Everything that a learner did, in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// The answers; what was taken back is left out, with what took it back.
    pub entries: Vec<ProgressEntry>,
}

impl Progress {
    /// Reads a file of progress. A line that is damaged is left out and gives a warning.
    ///
    /// # Errors
    /// A file that is no text, or longer than [`MAX_FILE`].
    pub fn read(name: &str, bytes: &[u8]) -> Result<(Progress, Vec<Fault>), Fault> {
        let source = Source::decode(name, bytes, MAX_FILE)?;
        let (mut progress, mut warnings) = (Progress::default(), Vec::new());
        let mut start = 0;
        for line in source.text().split_inclusive('\n') {
            let span = start..start + line.trim_end().len();
            start += line.len();
            if line.trim().is_empty() {
                continue;
            }
            match json::read(&source, span.clone())
                .ok()
                .as_ref()
                .and_then(entry)
            {
                Some(entry) => progress.add(entry),
                None => {
                    let fault = source.fault(span, "this line of progress is damaged");
                    let help = "it is left out; the others count";
                    warnings.push(fault.help(help).warning());
                }
            }
        }
        Ok((progress, warnings))
    }

    /// Adds an answer; one that takes another back removes it.
    pub fn add(&mut self, entry: ProgressEntry) {
        if entry.mark != ItemMark::Undone {
            self.entries.push(entry);
            return;
        }
        let taken_back =
            |known: &ProgressEntry| known.part == entry.part && known.item == entry.item;
        if let Some(at) = self.entries.iter().rposition(taken_back) {
            self.entries.remove(at);
        }
    }

    /// The answers of one part.
    pub fn of(&self, part: PracticePart) -> impl DoubleEndedIterator<Item = &ProgressEntry> {
        self.entries.iter().filter(move |entry| entry.part == part)
    }

    /// The last answer that an item was left with.
    pub fn last(&self, part: PracticePart, item: &str) -> Option<&ProgressEntry> {
        let left = |entry: &&ProgressEntry| entry.item == item && entry.mark != ItemMark::Begun;
        self.of(part).rev().find(left)
    }

    /// The item that was last answered in part and not left since, with those answers.
    pub fn begun(&self, part: PracticePart) -> Option<(&str, Vec<&ProgressEntry>)> {
        let last = self
            .of(part)
            .rev()
            .find(|entry| entry.mark == ItemMark::Begun)?;
        let of_item = self.of(part).filter(|entry| entry.item == last.item);
        let mut since: Vec<&ProgressEntry> = of_item
            .rev()
            .take_while(|entry| entry.mark == ItemMark::Begun)
            .collect();
        since.reverse();
        (!since.is_empty()).then_some((last.item.as_str(), since))
    }

    /// The places of the items that are not done yet, or of all where all are done.
    pub fn left<'n>(&self, part: PracticePart, items: impl Iterator<Item = &'n str>) -> Vec<usize> {
        let done: Vec<bool> = items.map(|item| self.is_done(part, item)).collect();
        let again = done.iter().all(|done| *done);
        (0..done.len()).filter(|at| again || !done[*at]).collect()
    }

    /// Whether this item was right the last time, perhaps after help.
    pub fn is_done(&self, part: PracticePart, item: &str) -> bool {
        let done = |mark| matches!(mark, ItemMark::Right | ItemMark::Helped | ItemMark::Later);
        self.last(part, item).is_some_and(|entry| done(entry.mark))
    }
}

fn entry(tree: &Tree) -> Option<ProgressEntry> {
    let TreeNode::Table(keys) = &tree.node else {
        return None;
    };
    let of = |key: &str| {
        keys.iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, value)| &value.node)
    };
    let text = |key: &str| match of(key)? {
        TreeNode::Text(text) => Some(text.clone()),
        _ => None,
    };
    Some(ProgressEntry {
        time: text("time")?.parse().ok()?,
        part: PracticePart::named(&text("part")?)?,
        item: text("item")?,
        mark: ItemMark::named(&text("mark")?)?,
        level: text("level").and_then(|word| Level::named(&word)),
        question: text("question"),
        answer: text("answer"),
        session: text("session"),
    })
}
