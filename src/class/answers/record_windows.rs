//! Records read in parts of a file, each by itself and so on any thread: lines of NDJSON, values of JSON and
//! tables of TOML that are one answer, or the answers of a student, with texts and numbers under their keys. A
//! record of which more is to be told, or that can't be read, is left to who joins the parts.

mod table;

use crate::class::answers::heads::Heads;
use crate::class::answers::index::IdHash;
use crate::class::answers::records::{KeyMeans, naming};
use crate::class::answers::texts::DifferentTexts;
use crate::class::answers::window_rows::{
    FileWindow, OneAnswer, PlainRow, RowSays, WindowRow, WindowRows, row_room,
};
use crate::class::answers::windows::{CellSays, cell_says};
use crate::class::answers::{MAX_LINE, Submission};
use crate::files::json;
use crate::files::parted::{Parted, RecordPart};
use crate::files::room::RoomAhead;
use crate::files::source::Place;
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

/// How records are read.
pub(super) struct RecordPlan {
    /// How they are parted.
    pub(super) parted: Parted,
    pub(super) heads: Arc<Heads>,
    /// The key that the teacher names for the student.
    pub(super) id: Option<String>,
    /// For each question whether a word for no answer is none to it.
    pub(super) plain_blanks: Vec<bool>,
    /// The place of the file among those of the class.
    pub(super) source: usize,
    /// How ids are hashed by who looks for them.
    pub(super) hash: IdHash,
}

/// What stands in a record: a text with its quotes, a number or a word.
#[derive(Clone, Copy)]
struct Token {
    /// What it says, without blanks around it.
    says: CellSays,
    /// Whether it is no JSON.
    broken: bool,
    /// Whether it is `null`.
    null: bool,
    /// Whether blanks stand around what it says.
    spaced: bool,
    /// What it means as a key, once that was asked for.
    key: Option<usize>,
}

/// A key.
#[derive(Clone, Copy)]
struct RecordKey {
    /// How well it names a student, 0 best.
    naming: Option<usize>,
    /// Whether it is the question's, or the answer's, of one answer.
    asked: bool,
    answer: bool,
    means: KeyMeans,
    /// The question that it names below `answers`.
    named: Option<usize>,
    /// Its place among those that are told of.
    told: usize,
}

/// Reads the records of a window.
pub(super) fn read(plan: &RecordPlan, mut window: FileWindow) -> WindowRows {
    let rows = std::mem::take(&mut window.rows);
    let mut parts = plan.parted.parts(&window.text, window.place);
    let mut reader = RecordReader {
        plan,
        text: &window.text,
        start: window.start,
        at: 0,
        part: RecordPart::NONE,
        placed: None,
        raw: DifferentTexts::default(),
        tokens: Vec::new(),
        before: Vec::new(),
        nth: 0,
        keys: Vec::new(),
        key_texts: HashMap::new(),
        seen: Vec::new(),
        count: 0,
        answers: Vec::new(),
        room: row_room(plan.plain_blanks.len()),
        rows: WindowRows {
            rows,
            long: true,
            ..WindowRows::default()
        },
    };
    for part in &mut parts {
        let start = window.start + part.start;
        let span = part.span.clone();
        // A carriage return alone ends a line for who counts them, and is no end of one here.
        let line = part.one_line && span.len() < MAX_LINE;
        let whole = line || plan.parted != Parted::Lines;
        let told = reader.rows.told.len();
        reader.begin(part);
        let read = if whole { reader.record() } else { None };
        let says = read.unwrap_or_else(|| {
            reader.rows.told.truncate(told);
            match window.text[span].trim().is_empty() {
                true => RowSays::Nothing,
                false => RowSays::More,
            }
        });
        reader.rows.rows.push(WindowRow { start, says });
    }
    let rows = reader.rows;
    WindowRows {
        end: window.start + parts.at(),
        text: window.text,
        ..rows
    }
}

/// A value with its bytes in the window.
type Value = (Token, Range<usize>);

struct RecordReader<'w> {
    plan: &'w RecordPlan,
    /// The text of the window, and the byte of the file at which it starts.
    text: &'w str,
    start: usize,
    at: usize,
    /// The record that is read.
    part: RecordPart,
    /// A byte of it with its place, from which those behind it are counted.
    placed: Option<(usize, Place)>,
    /// What stands in records, and what each of that says.
    raw: DifferentTexts,
    tokens: Vec<Token>,
    /// The places of what stood in the record before, and how much of this one is read: most say much that
    /// the one before said in the same place.
    before: Vec<usize>,
    nth: usize,
    keys: Vec<RecordKey>,
    key_texts: HashMap<String, usize>,
    /// For each of them the last record that has it, of so many.
    seen: Vec<usize>,
    count: usize,
    answers: Vec<Option<Submission>>,
    room: RoomAhead,
    rows: WindowRows,
}

/// What an object says.
#[derive(Default)]
struct Said {
    /// Who the student is, and how well that is named.
    whose: Option<(usize, Value)>,
    /// Whether a key outside of it says that.
    keyed: bool,
    asked: Option<Value>,
    answer: Option<Value>,
    /// Whether there are answers, and none that has to be looked at.
    answered: bool,
    odd: bool,
    /// Whether what is an answer's in one that is one answer is a table.
    tabled: bool,
    /// How much was told before it.
    told: usize,
}

impl RecordReader<'_> {
    /// Goes to a record.
    fn begin(&mut self, part: RecordPart) {
        self.at = part.span.start;
        self.placed = None;
        self.part = part;
        self.nth = 0;
        self.count += 1;
        self.answers.clear();
        self.answers.resize(self.plan.plain_blanks.len(), None);
    }

    /// The record; `None` where it can't be read, and where more is to be told of it.
    fn record(&mut self) -> Option<RowSays> {
        let mut said = Said {
            told: self.rows.told.len(),
            ..Said::default()
        };
        match self.plan.parted {
            Parted::Lines => self.object(&mut said)?,
            Parted::Values { keyed } => {
                if keyed {
                    self.next()?;
                    said.whose = Some((0, self.value()?));
                    said.keyed = true;
                    self.passes(b':')?;
                }
                self.object(&mut said)?;
            }
            Parted::Tables { listed } => self.table(listed, &mut said)?,
        }
        self.row(said)
    }

    /// Passes blanks; the byte behind them, in this record.
    fn next(&mut self) -> Option<u8> {
        let bytes = &self.text.as_bytes()[..self.part.span.end];
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn passes(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())?;
        self.at += 1;
        Some(())
    }

    /// Whether there is another entry of the object that is read, its first one or one behind a comma.
    fn goes_on(&mut self, first: bool) -> Option<bool> {
        match (self.next()?, first) {
            (b'}', _) => {
                self.at += 1;
                Some(false)
            }
            (b',', false) => {
                self.at += 1;
                Some(true)
            }
            (_, first) => first.then_some(true),
        }
    }

    /// Reads the object that ends the record; `None` where it is not JSON, and where more is to be told of it.
    fn object(&mut self, said: &mut Said) -> Option<()> {
        self.passes(b'{')?;
        let mut first = true;
        while self.goes_on(std::mem::take(&mut first))? {
            let key = self.key()?;
            if self.next()? == b'{' {
                let answers = key.means == KeyMeans::Answers && key.naming.is_none();
                answers.then_some(())?;
                said.answered |= self.nested()?;
                said.tabled |= key.answer;
                continue;
            }
            let value = self.value()?;
            self.entry(said, key, value)?;
        }
        self.next().is_none().then_some(())
    }

    /// Notes what stands under a key; `None` where more is to be told of that.
    fn entry(&mut self, said: &mut Said, key: RecordKey, value: Value) -> Option<()> {
        if let Some(rank) = key.naming.filter(|_| !said.keyed) {
            (!value.0.null).then_some(())?;
            // Of two that say it alike the keys have to be looked at.
            let alike = said.whose.as_ref().is_some_and(|(best, _)| rank == *best);
            (!alike).then_some(())?;
            if said.whose.as_ref().is_none_or(|(best, _)| rank < *best) {
                said.whose = Some((rank, value.clone()));
            }
        }
        match key.means {
            KeyMeans::Question(question) => {
                said.odd |= self.answer(question, &value).is_none();
                said.answered = true;
            }
            KeyMeans::Told(_) => {
                if let CellSays::Text(text) = value.0.says {
                    self.rows.told.push((key.told as u32, text));
                }
            }
            KeyMeans::Answers => said.odd |= !value.0.null,
            KeyMeans::Nothing => {}
            KeyMeans::Unknown => said.odd = true,
        }
        if !said.keyed {
            let one = [(key.asked, &mut said.asked), (key.answer, &mut said.answer)];
            for (_, place) in one.into_iter().filter(|(is, _)| *is) {
                place.is_none().then_some(())?;
                *place = Some(value.clone());
            }
        }
        Some(())
    }

    /// The row that an object is.
    fn row(&mut self, said: Said) -> Option<RowSays> {
        let (_, (id, span)) = said.whose?;
        let id = id.says.text()?;
        let place = self.place(span.start);
        let bytes = self.start + span.start..self.start + span.end;
        match (said.asked, said.answer) {
            (Some(_), None) if said.tabled => None,
            (Some(asked), Some(answer)) => {
                self.rows.told.truncate(said.told);
                self.one(id, (bytes, place), asked.0, &answer)
            }
            _ if said.answered && !said.odd => {
                self.room.next();
                let id = self.rows.texts.text(id).to_owned();
                Some(RowSays::Plain(PlainRow {
                    hash: self.plan.hash.of(&id),
                    id,
                    whose: bytes,
                    place,
                    told: said.told..self.rows.told.len(),
                    answers: self.answers.clone(),
                }))
            }
            _ => None,
        }
    }

    /// A record that is one answer.
    fn one(
        &mut self,
        id: NonZeroU32,
        whose: (Range<usize>, Place),
        asked: Token,
        answer: &Value,
    ) -> Option<RowSays> {
        let asked = asked.says.text().filter(|_| !asked.spaced)?;
        let answer = match answer.0.says {
            CellSays::Nothing => None,
            CellSays::Text(text) => Some(self.submission(text, &answer.1)),
            CellSays::Blank(_) => {
                let plain = self.plan.plain_blanks.iter().all(|plain| *plain);
                plain.then_some(None)?
            }
        };
        let told = self.rows.told.len();
        Some(RowSays::One(OneAnswer {
            id,
            asked,
            answer,
            whose: Some(whose),
            told: told..told,
        }))
    }

    /// The answers in an object that starts here; whether there are any.
    fn nested(&mut self) -> Option<bool> {
        self.at += 1;
        let mut first = true;
        while self.goes_on(first)? {
            first = false;
            let question = self.key()?.named?;
            let value = self.value()?;
            self.answer(question, &value)?;
        }
        Some(!first)
    }

    /// Puts an answer in its place; `None` where it is taken, or may be a word for no answer.
    fn answer(&mut self, question: usize, value: &Value) -> Option<()> {
        match value.0.says {
            CellSays::Nothing => {}
            CellSays::Blank(_) => self.plan.plain_blanks[question].then_some(())?,
            CellSays::Text(text) => {
                let answer = self.submission(text, &value.1);
                let before = self.answers[question].replace(answer);
                before.is_none().then_some(())?;
            }
        }
        Some(())
    }

    /// An answer that is the value in these bytes.
    fn submission(&mut self, text: NonZeroU32, span: &Range<usize>) -> Submission {
        let quoted = self.text.as_bytes()[span.start] == b'"';
        let place = self.place(span.start + usize::from(quoted));
        Submission::new(text, self.plan.source, place)
    }

    /// The place of a byte of the record.
    fn place(&mut self, at: usize) -> Place {
        self.part.place_in(self.text, at, &mut self.placed)
    }

    /// The key that stands here, with its colon.
    fn key(&mut self) -> Option<RecordKey> {
        (self.next()? == b'"').then_some(())?;
        let token = self.token()?.0;
        self.passes(b':')?;
        self.meaning(token)
    }

    /// What a key means; `None` where it stands in this record a second time.
    fn meaning(&mut self, token: usize) -> Option<RecordKey> {
        if let Some(known) = self.tokens[token].key {
            let last = std::mem::replace(&mut self.seen[known], self.count);
            return (last != self.count).then_some(self.keys[known]);
        }
        let raw = self.raw.text(NonZeroU32::new(token as u32 + 1)?);
        let text = match raw.starts_with('"') {
            true => json::text(raw)?,
            false => raw.to_owned(),
        };
        // The same key may be written in another way.
        if let Some(&known) = self.key_texts.get(&text) {
            self.tokens[token].key = Some(known);
            return self.meaning(token);
        }
        let heads = &self.plan.heads;
        let means = KeyMeans::of(heads, &text);
        if let KeyMeans::Told(holds) = means {
            self.rows.keys.push((holds, text.clone()));
        }
        let key = RecordKey {
            naming: naming(&text, self.plan.id.as_deref()),
            asked: text.eq_ignore_ascii_case("question"),
            answer: text.eq_ignore_ascii_case("answer"),
            named: heads.named(&text),
            told: self.rows.keys.len().saturating_sub(1),
            means,
        };
        self.tokens[token].key = Some(self.keys.len());
        self.key_texts.insert(text, self.keys.len());
        self.keys.push(key);
        self.seen.push(self.count);
        Some(key)
    }

    /// The value that stands here, if it is a text, a number or a word.
    fn value(&mut self) -> Option<Value> {
        self.next()?;
        let (token, span) = self.token()?;
        Some((self.tokens[token], span))
    }

    /// The place of what stands here, and its bytes; `None` where it is not JSON or more than that.
    fn token(&mut self) -> Option<(usize, Range<usize>)> {
        let record = &self.text[..self.part.span.end];
        let start = self.at;
        let nth = self.nth;
        self.nth += 1;
        if let Some(&before) = self.before.get(nth) {
            let raw = self.raw.text(NonZeroU32::new(before as u32 + 1)?);
            // What ends with a quote goes on nowhere.
            if raw.starts_with('"') && record.as_bytes()[start..].starts_with(raw.as_bytes()) {
                self.at += raw.len();
                return (!self.tokens[before].broken).then_some((before, start..self.at));
            }
        }
        let (place, end) = self.fresh_token(record, start)?;
        match self.before.get_mut(nth) {
            Some(before) => *before = place,
            None => self.before.push(place),
        }
        self.at = end;
        (!self.tokens[place].broken).then_some((place, start..end))
    }

    /// The same without a look at the record before: its place and where it ends.
    fn fresh_token(&mut self, record: &str, start: usize) -> Option<(usize, usize)> {
        let bytes = record.as_bytes();
        let mut at = start;
        match bytes.get(at)? {
            b'{' | b'[' => return None,
            b'"' => {
                at += 1;
                loop {
                    match bytes.get(at)? {
                        b'"' => break,
                        b'\\' => at += 2,
                        _ => at += 1,
                    }
                }
                at += 1;
            }
            _ => {
                let ends = |byte: &u8| b",]} \t\r\n".contains(byte);
                at += bytes[at..].iter().position(ends)?;
            }
        }
        Some((self.of_raw(&record[start..at]), at))
    }

    /// The place of what is written so.
    fn of_raw(&mut self, raw: &str) -> usize {
        let place = self.raw.place(raw).get() as usize - 1;
        if place == self.tokens.len() {
            let text = match raw.starts_with('"') {
                true => json::text(raw),
                false => json::is_json(raw).then(|| raw.to_owned()),
            };
            let null = raw == "null";
            let text = text.map(|text| if null { String::new() } else { text });
            self.add_token(text.as_deref(), null);
        }
        place
    }

    /// Adds what says a text, if it says anything.
    fn add_token(&mut self, text: Option<&str>, null: bool) {
        let says = |text| cell_says(text, &mut self.rows.texts);
        self.tokens.push(Token {
            says: text.map_or(CellSays::Nothing, says),
            null,
            spaced: text.is_some_and(|text| text.trim().len() != text.len()),
            broken: text.is_none(),
            key: None,
        });
    }
}
