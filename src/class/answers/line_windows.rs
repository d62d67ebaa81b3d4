//! Lines of NDJSON read in parts, each by itself and so on any thread: an object that is one answer, or the
//! answers of a student, with texts and numbers under its keys. A line of which more is to be told, or that is
//! not JSON, is left to who joins the parts.

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
use crate::files::room::RoomAhead;
use crate::files::source::Place;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

/// How lines are read.
pub(super) struct LinePlan {
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

/// What stands in a line: a text with its quotes, a number or a word.
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
struct LineKey {
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

/// Reads the lines of a window.
pub(super) fn read(plan: &LinePlan, mut window: FileWindow) -> WindowRows {
    let rows = std::mem::take(&mut window.rows);
    let mut reader = LineReader {
        plan,
        text: &window.text,
        start: window.start,
        at: 0,
        line: Line::default(),
        raw: DifferentTexts::default(),
        tokens: Vec::new(),
        before: Vec::new(),
        nth: 0,
        keys: Vec::new(),
        answers: Vec::new(),
        room: row_room(plan.plain_blanks.len()),
        rows: WindowRows {
            rows,
            end: window.start + window.text.len(),
            texts: DifferentTexts::default(),
            told: Vec::new(),
            keys: Vec::new(),
            long: true,
            text: String::new(),
        },
    };
    let returns = window.text.contains('\r');
    let mut place = window.place;
    let mut at = 0;
    for whole in window.text.split_inclusive('\n') {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let line = line.strip_suffix('\r').unwrap_or(line);
        // A carriage return alone ends a line for who counts them.
        let more = match returns {
            true => line.bytes().filter(|&byte| byte == b'\r').count(),
            false => 0,
        };
        reader.line = Line {
            span: at..at + line.len(),
            place,
            ascii: line.is_ascii(),
        };
        reader.at = at;
        reader.nth = 0;
        let told = reader.rows.told.len();
        let short = whole.len() <= MAX_LINE && more == 0;
        let says = if short { reader.object() } else { None };
        let says = says.unwrap_or_else(|| {
            reader.rows.told.truncate(told);
            match line.trim().is_empty() {
                true => RowSays::Nothing,
                false => RowSays::More,
            }
        });
        reader.rows.rows.push(WindowRow {
            start: window.start + at,
            says,
        });
        place = Place {
            line: place.line + 1 + more,
            column: 1,
        };
        at += whole.len();
    }
    let rows = reader.rows;
    WindowRows {
        text: window.text,
        ..rows
    }
}

/// The line that is read.
struct Line {
    span: Range<usize>,
    place: Place,
    ascii: bool,
}

impl Default for Line {
    fn default() -> Line {
        Line {
            span: 0..0,
            place: Place::START,
            ascii: true,
        }
    }
}

/// A value with its bytes in the window.
type Value = (Token, Range<usize>);

struct LineReader<'w> {
    plan: &'w LinePlan,
    /// The text of the window, and the byte of the file at which it starts.
    text: &'w str,
    start: usize,
    at: usize,
    line: Line,
    /// What stands in lines, and what each of that says.
    raw: DifferentTexts,
    tokens: Vec<Token>,
    /// The places of what stood in the line before, and how much of this one is read: most lines say much
    /// that the one before said in the same place.
    before: Vec<usize>,
    nth: usize,
    keys: Vec<LineKey>,
    answers: Vec<Option<Submission>>,
    room: RoomAhead,
    rows: WindowRows,
}

impl LineReader<'_> {
    /// Passes blanks; the byte behind them, on this line.
    fn next(&mut self) -> Option<u8> {
        let bytes = &self.text.as_bytes()[..self.line.span.end];
        while let Some(b' ' | b'\t' | b'\r') = bytes.get(self.at) {
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

    /// The object of the line; `None` where it is not JSON, and where more is to be told of it.
    fn object(&mut self) -> Option<RowSays> {
        let told = self.rows.told.len();
        self.passes(b'{')?;
        let mut whose: Option<(usize, Value)> = None;
        let (mut asked, mut answer): (Option<Value>, Option<Value>) = (None, None);
        let (mut answered, mut shaped, mut tabled) = (false, true, false);
        self.answers.clear();
        self.answers.resize(self.plan.plain_blanks.len(), None);
        let mut first = true;
        while self.goes_on(std::mem::take(&mut first))? {
            let key = self.key()?;
            if self.next()? == b'{' {
                let answers = key.means == KeyMeans::Answers && key.naming.is_none();
                answers.then_some(())?;
                answered |= self.nested()?;
                tabled |= key.answer;
                continue;
            }
            let value = self.value()?;
            if let Some(rank) = key.naming {
                (!value.0.null).then_some(())?;
                // Of two that say it alike the keys have to be looked at.
                let alike = whose.as_ref().is_some_and(|(best, _)| rank == *best);
                (!alike).then_some(())?;
                if whose.as_ref().is_none_or(|(best, _)| rank < *best) {
                    whose = Some((rank, value.clone()));
                }
            }
            match key.means {
                KeyMeans::Question(question) => {
                    shaped &= self.answer(question, &value).is_some();
                    answered = true;
                }
                KeyMeans::Told(_) => {
                    if let CellSays::Text(text) = value.0.says {
                        self.rows.told.push((key.told as u32, text));
                    }
                }
                KeyMeans::Answers => shaped &= value.0.null,
                KeyMeans::Nothing => {}
                KeyMeans::Unknown => shaped = false,
            }
            for (is, said) in [(key.asked, &mut asked), (key.answer, &mut answer)] {
                if is {
                    said.is_none().then_some(())?;
                    *said = Some(value.clone());
                }
            }
        }
        if self.next().is_some() {
            return None;
        }
        let (_, (id, span)) = whose?;
        let id = id.says.text()?;
        let place = self.place(span.start);
        let bytes = self.start + span.start..self.start + span.end;
        match (asked, answer) {
            (Some(_), None) if tabled => None,
            (Some(asked), Some(answer)) => {
                self.rows.told.truncate(told);
                self.one(id, (bytes, place), asked.0, &answer)
            }
            _ if shaped && answered => {
                self.room.next();
                let id = self.rows.texts.text(id).to_owned();
                Some(RowSays::Plain(PlainRow {
                    hash: self.plan.hash.of(&id),
                    id,
                    whose: bytes,
                    place,
                    told: told..self.rows.told.len(),
                    answers: self.answers.clone(),
                }))
            }
            _ => None,
        }
    }

    /// A line that is one answer.
    fn one(
        &self,
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
    fn submission(&self, text: NonZeroU32, span: &Range<usize>) -> Submission {
        let quoted = self.text.as_bytes()[span.start] == b'"';
        let place = self.place(span.start + usize::from(quoted));
        Submission::new(text, self.plan.source, place)
    }

    /// The place of a byte of the line.
    fn place(&self, at: usize) -> Place {
        let before = self.line.span.start..at;
        let column = match self.line.ascii {
            true => before.len(),
            false => self.text[before].chars().count(),
        };
        Place {
            column: self.line.place.column + column,
            ..self.line.place
        }
    }

    /// The key that stands here, with its colon.
    fn key(&mut self) -> Option<LineKey> {
        (self.next()? == b'"').then_some(())?;
        let token = self.token()?.0;
        self.passes(b':')?;
        if let Some(known) = self.tokens[token].key {
            return Some(self.keys[known]);
        }
        let text = json::text(self.raw.text(NonZeroU32::new(token as u32 + 1)?))?;
        let heads = &self.plan.heads;
        let means = KeyMeans::of(heads, &text);
        if let KeyMeans::Told(holds) = means {
            self.rows.keys.push((holds, text.clone()));
        }
        let key = LineKey {
            naming: naming(&text, self.plan.id.as_deref()),
            asked: text.eq_ignore_ascii_case("question"),
            answer: text.eq_ignore_ascii_case("answer"),
            named: heads.named(&text),
            told: self.rows.keys.len().saturating_sub(1),
            means,
        };
        self.tokens[token].key = Some(self.keys.len());
        self.keys.push(key);
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
        let line = &self.text[..self.line.span.end];
        let start = self.at;
        let nth = self.nth;
        self.nth += 1;
        if let Some(&before) = self.before.get(nth) {
            let raw = self.raw.text(NonZeroU32::new(before as u32 + 1)?);
            // What ends with a quote goes on nowhere.
            if raw.starts_with('"') && line.as_bytes()[start..].starts_with(raw.as_bytes()) {
                self.at += raw.len();
                return (!self.tokens[before].broken).then_some((before, start..self.at));
            }
        }
        let (place, end) = self.fresh_token(line, start)?;
        match self.before.get_mut(nth) {
            Some(before) => *before = place,
            None => self.before.push(place),
        }
        self.at = end;
        (!self.tokens[place].broken).then_some((place, start..end))
    }

    /// The same without a look at the line before: its place and where it ends.
    fn fresh_token(&mut self, line: &str, start: usize) -> Option<(usize, usize)> {
        let bytes = line.as_bytes();
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
                let ends = |byte: &u8| b",]} \t\r".contains(byte);
                at += bytes[at..].iter().position(ends)?;
            }
        }
        let raw = &line[start..at];
        let place = self.raw.place(raw).get() as usize - 1;
        if place == self.tokens.len() {
            let text = match raw.starts_with('"') {
                true => json::text(raw),
                false => json::is_json(raw).then(|| raw.to_owned()),
            };
            let null = raw == "null";
            let text = text.map(|text| if null { String::new() } else { text });
            self.tokens.push(Token {
                says: text.as_deref().map_or(CellSays::Nothing, |text| {
                    cell_says(text, &mut self.rows.texts)
                }),
                null,
                spaced: text
                    .as_deref()
                    .is_some_and(|text| text.trim().len() != text.len()),
                broken: text.is_none(),
                key: None,
            });
        }
        Some((place, at))
    }
}
