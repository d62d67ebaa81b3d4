//! A stream of answers judged line by line: NDJSON in, NDJSON out, in order, in constant memory.
//!
//! What a filter keeps: one line out for each line in, in the same order, with the
//! student and the id as they stood; a broken line is a line that says so; a verdict depends on the
//! quiz and the line alone; what was read is answered before more is waited for.

mod block;

use crate::class::answers::{MAX_LINE, ReadingOptions, read_as};
use crate::class::graded::judge;
use crate::files::crew::{Closing, Crew};
use crate::files::room;
use crate::files::source::Fault;
use crate::quiz::Quiz;
use crate::quiz::paper::Papers;
use crate::report::check::Feedback;
use crate::report::class::results::AnswerResult;
use crate::report::diagnostic::Problem;
use crate::report::json;
use crate::report::record::record;
use crate::verdict::rules::Telling;
use block::{Lines, answered};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::io::{self, Read, Write};

/// Bytes that are read at once.
const BLOCK: usize = 512 << 10;

/// Fewest bytes for a second thread: below, starting one costs more than it saves.
const MIN_SHARED: usize = 16 << 10;

/// Most bytes of texts of verdicts that a thread keeps, what each takes beside, and most papers of students.
const KEPT: usize = 8 << 20;
const BESIDE: usize = 128;
const PAPERS_KEPT: usize = 200;

/// How a stream ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streamed {
    /// Lines that were answered.
    pub lines: u64,
    /// Lines that could not be read.
    pub broken: u64,
    /// Answers without a verdict.
    pub unsettled: u64,
}

record! {
    /// A line in place of one that could not be read.
    pub struct BrokenLine {
        /// the line's number, from 1
        pub line: u64,
        /// what is wrong with it
        pub error: Problem,
    }
}

/// What is judged, and how much is told.
pub struct Filter<'q> {
    quiz: &'q Quiz,
    /// The paper that all have.
    shared: Option<Papers>,
    feedback: Feedback,
    threads: usize,
    /// Whether the first broken line ends the stream.
    pub stop: bool,
}

/// What a thread remembers from line to line.
#[derive(Default)]
struct Memory {
    /// Verdicts as text, by the key that they hold for and the answer, and whether it is settled.
    verdicts: HashMap<(usize, String), (String, bool)>,
    /// How many bytes they are.
    bytes: usize,
    /// The papers of students with numbers of their own, and the place of their first verdicts.
    papers: HashMap<String, (Papers, usize)>,
    /// Places that were given to papers.
    places: usize,
}

impl Memory {
    /// Forgets all verdicts.
    fn forget(&mut self) {
        self.verdicts.clear();
        self.bytes = 0;
    }
}

/// What became of some lines.
#[derive(Default)]
struct Part {
    text: Vec<u8>,
    done: Streamed,
}

impl<'q> Filter<'q> {
    /// A filter for a quiz, on up to that many threads.
    ///
    /// # Errors
    /// As [`Papers::new`]: a question without an answer.
    pub fn new(
        quiz: &'q Quiz,
        feedback: Feedback,
        threads: usize,
    ) -> Result<Filter<'q>, Vec<Fault>> {
        Ok(Filter {
            shared: Papers::shared(quiz)?.map(|papers| told(papers, feedback)),
            quiz,
            feedback,
            threads: threads.max(1),
            stop: false,
        })
    }

    /// Answers every line of `input`; `told` hears how far it is after each block.
    ///
    /// # Errors
    /// Those of `input` and `out`.
    pub fn run(
        &self,
        input: &mut dyn Read,
        out: &mut dyn Write,
        told: &mut dyn FnMut(&Streamed),
    ) -> io::Result<Streamed> {
        let mut lines = LineBlocks {
            input,
            waiting: Vec::new(),
            block: vec![0; BLOCK],
            passing: false,
        };
        let mut answers = Answers {
            out,
            told,
            done: Streamed::default(),
            number: 0,
            stop: self.stop,
        };
        let mut memory = Memory::default();
        let mut room = Part::default();
        // Of few lines none are given to other threads.
        let first = loop {
            match lines.next()? {
                NextLines::Whole(text, _) if self.threads > 1 && text.len() >= MIN_SHARED => {
                    break text;
                }
                NextLines::Whole(text, ended) => {
                    let part = self.part(&text, answers.number, &mut memory, room);
                    answers.number += part.done.lines;
                    let stopped = answers.write(std::slice::from_ref(&part))?;
                    room = part;
                    if stopped || ended {
                        return Ok(answers.done);
                    }
                }
                NextLines::Long => {
                    if answers.too_long()? {
                        return Ok(answers.done);
                    }
                }
                NextLines::Ended => return Ok(answers.done),
            }
        };
        let crew = Crew::new();
        let answer = |lines: Lines<Part>, memory: &mut Memory| {
            let Lines { text, number, room } = lines;
            self.part(text.bytes(), number, memory, room)
        };
        let work = || {
            let mut memory = Memory::default();
            crew.work(&mut |lines| answer(lines, &mut memory));
        };
        room::beside(self.threads, &work, || {
            let _closing = Closing(&crew);
            let mut next = NextLines::Whole(first, false);
            let mut spare = Vec::new();
            loop {
                let stopped = match next {
                    NextLines::Whole(text, ended) => {
                        let (number, threads) = (&mut answers.number, self.threads);
                        let each = &mut |lines| answer(lines, &mut memory);
                        let parts = answered(&crew, text, number, threads, &mut spare, each);
                        let stopped = answers.write(&parts)?;
                        spare.extend(parts);
                        stopped || ended
                    }
                    NextLines::Long => answers.too_long()?,
                    NextLines::Ended => true,
                };
                if stopped {
                    return Ok(answers.done);
                }
                next = lines.next()?;
            }
        })
    }

    /// Answers lines, the first of which has the number after `number`.
    /// They are put where others were that are written.
    fn part(&self, whole: &[u8], mut number: u64, memory: &mut Memory, mut part: Part) -> Part {
        part.text.clear();
        part.done = Streamed::default();
        if whole.is_empty() {
            return part;
        }
        // What stands behind the last line break is a line where there is something.
        let text = whole.strip_suffix(b"\n").unwrap_or(whole);
        for line in text.split(|&byte| byte == b'\n') {
            number += 1;
            let answered = match line.len() > MAX_LINE {
                true => Err(too_long()),
                false => self.line(line, &mut part, memory),
            };
            match answered {
                Ok(()) => part.done.lines += 1,
                Err(problem) => {
                    part.broken(number, problem);
                    if self.stop {
                        break;
                    }
                }
            }
        }
        part
    }

    /// Answers one line.
    fn line(&self, line: &[u8], part: &mut Part, memory: &mut Memory) -> Result<(), Problem> {
        // Other records than ours go the long way, through the reader of a class.
        if let Ok(record) = serde_json::from_slice::<Line<'_>>(line)
            && let (Some(student), Some(question), Some(answer)) =
                (record.student, record.question, record.answer)
            && let (Some(name), Some(text)) = (plain(question), plain(answer))
            && let Some(place) = self.quiz.position(&name)
        {
            let text = if crate::class::answers::words::is_blank(&text)
                && self.quiz.questions[place].task.parts().is_empty()
            {
                ""
            } else {
                text.trim()
            };
            part.text.extend_from_slice(b"{\"student\":");
            part.text.extend_from_slice(student.get().as_bytes());
            if let Some(id) = record.id {
                part.text.extend_from_slice(b",\"id\":");
                part.text.extend_from_slice(id.get().as_bytes());
            }
            part.text.push(b',');
            let whose = plain(student).unwrap_or_else(|| student.get().to_owned());
            let settled = self
                .verdict(&whose, place, text, &mut part.text, memory)
                .map_err(|fault| Problem::from(&fault))?;
            part.done.unsettled += u64::from(!settled);
            part.text.extend_from_slice(b"}\n");
            return Ok(());
        }
        self.whole(line, part, memory)
    }

    /// Answers a record of any shape that a class may be read from: all of its answers in a list.
    fn whole(&self, line: &[u8], part: &mut Part, memory: &mut Memory) -> Result<(), Problem> {
        let class = read_as("line.ndjson", line, self.quiz, &ReadingOptions::default()).map_err(
            |faults| {
                let problem = faults.first().map(Problem::from);
                problem.unwrap_or_else(|| Problem::new("this line can't be read", None))
            },
        )?;
        let Some(student) = class.students.first() else {
            return Err(Problem::new("there are no answers in this line", None));
        };
        let mut text = json::line(&student.id).trim_end().to_owned().into_bytes();
        text.splice(0..0, b"{\"student\":".iter().copied());
        text.extend_from_slice(b",\"answers\":[");
        let mut unsettled = 0;
        for place in 0..student.answers.len() {
            let Some(answer) = class.answer(0, place) else {
                continue;
            };
            text.extend_from_slice(if text.ends_with(b"[") { b"{" } else { b",{" });
            let settled = self
                .verdict(&student.id, place, answer, &mut text, memory)
                .map_err(|fault| Problem::from(&fault))?;
            unsettled += u64::from(!settled);
            text.push(b'}');
        }
        text.extend_from_slice(b"]}\n");
        part.done.unsettled += unsettled;
        part.text.extend_from_slice(&text);
        Ok(())
    }

    /// Appends the keys of a verdict; says whether it is settled.
    fn verdict(
        &self,
        student: &str,
        question: usize,
        text: &str,
        out: &mut Vec<u8>,
        memory: &mut Memory,
    ) -> Result<bool, Fault> {
        let questions = self.quiz.questions.len();
        let (papers, start) = match &self.shared {
            Some(papers) => (papers, 0),
            None => {
                if memory.papers.len() >= PAPERS_KEPT && !memory.papers.contains_key(student) {
                    memory.papers.clear();
                    memory.forget();
                }
                if !memory.papers.contains_key(student) {
                    let made = Papers::new(self.quiz, [student]);
                    let papers = made.map_err(|mut faults| faults.remove(0))?;
                    let papers = told(papers, self.feedback);
                    memory.places += questions;
                    memory
                        .papers
                        .insert(student.to_owned(), (papers, memory.places));
                }
                let (papers, start) = &memory.papers[student];
                (papers, *start)
            }
        };
        let key = (start + question, text.to_owned());
        if let Some((made, settled)) = memory.verdicts.get(&key) {
            out.extend_from_slice(made.as_bytes());
            return Ok(*settled);
        }
        let variant = papers.variant(0, question);
        let verdict = judge(&variant.key, text);
        let worth = self.quiz.questions[question].worth();
        let typed = (!text.is_empty()).then(|| text.to_owned());
        let result = AnswerResult::new(&variant, &verdict, &worth, typed, self.feedback);
        let object = json::object(&result);
        // Without its own braces.
        let made = &object[1..object.len() - 1];
        let settled = !verdict.outcome.needs_review();
        out.extend_from_slice(made.as_bytes());
        if memory.bytes >= KEPT {
            memory.forget();
        }
        memory.bytes += made.len() + text.len() + BESIDE;
        memory.verdicts.insert(key, (made.to_owned(), settled));
        Ok(settled)
    }
}

/// The papers, whose slips are looked for where they are told.
fn told(papers: Papers, feedback: Feedback) -> Papers {
    let slips = feedback >= Feedback::Slip;
    papers.telling(Telling {
        slips,
        ..Telling::ALL
    })
}

fn too_long() -> Problem {
    let message = format!("this line is longer than {} KiB", MAX_LINE >> 10);
    Problem::new(message, Some("one object stands on each line".to_owned()))
}

/// What is read next of a stream.
enum NextLines {
    /// Whole lines, and whether the stream ends with them.
    Whole(Vec<u8>, bool),
    /// A line that is too long, which is passed over.
    Long,
    Ended,
}

/// A stream read in blocks of whole lines.
struct LineBlocks<'i> {
    input: &'i mut dyn Read,
    /// The beginning of a line.
    waiting: Vec<u8>,
    block: Vec<u8>,
    /// Whether a line that is too long is passed over to its end.
    passing: bool,
}

impl LineBlocks<'_> {
    fn next(&mut self) -> io::Result<NextLines> {
        loop {
            let count = match self.input.read(&mut self.block) {
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let ended = count == 0;
            let mut fresh = &self.block[..count];
            if self.passing {
                match fresh.iter().position(|&byte| byte == b'\n') {
                    Some(end) => {
                        self.passing = false;
                        fresh = &fresh[end + 1..];
                    }
                    None if ended => return Ok(NextLines::Ended),
                    None => continue,
                }
            }
            match fresh.iter().rposition(|&byte| byte == b'\n') {
                Some(end) => {
                    self.waiting.extend_from_slice(&fresh[..=end]);
                    let rest = fresh[end + 1..].to_vec();
                    let whole = std::mem::replace(&mut self.waiting, rest);
                    return Ok(NextLines::Whole(whole, ended));
                }
                None if ended => {
                    return Ok(NextLines::Whole(std::mem::take(&mut self.waiting), true));
                }
                None => {
                    self.waiting.extend_from_slice(fresh);
                    if self.waiting.len() > MAX_LINE {
                        self.waiting.clear();
                        self.passing = true;
                        return Ok(NextLines::Long);
                    }
                }
            }
        }
    }
}

/// What is answered of a stream.
struct Answers<'o> {
    out: &'o mut dyn Write,
    told: &'o mut dyn FnMut(&Streamed),
    done: Streamed,
    /// Lines before the next one.
    number: u64,
    /// Whether the first broken line ends the stream.
    stop: bool,
}

impl Answers<'_> {
    /// Writes what became of lines; whether that ends the stream.
    fn write(&mut self, parts: &[Part]) -> io::Result<bool> {
        for part in parts {
            self.out.write_all(&part.text)?;
            self.done.add(&part.done);
            // Behind the broken line that ends the stream nothing is answered.
            if self.stop && part.done.broken > 0 {
                break;
            }
        }
        self.out.flush()?;
        (self.told)(&self.done);
        Ok(self.stop && self.done.broken > 0)
    }

    /// Answers a line that is too long.
    fn too_long(&mut self) -> io::Result<bool> {
        self.number += 1;
        let mut part = Part::default();
        part.broken(self.number, too_long());
        self.out.write_all(&part.text)?;
        self.done.add(&part.done);
        Ok(self.stop)
    }
}

impl Part {
    fn broken(&mut self, line: u64, error: Problem) {
        let said = json::line(&json::Bare(&BrokenLine { line, error }));
        self.text.extend_from_slice(said.as_bytes());
        self.done.lines += 1;
        self.done.broken += 1;
    }
}

impl Streamed {
    fn add(&mut self, other: &Streamed) {
        self.lines += other.lines;
        self.broken += other.broken;
        self.unsettled += other.unsettled;
    }
}

/// A line as our own streams have it; what else stands in it is passed over.
struct Line<'l> {
    student: Option<&'l RawValue>,
    id: Option<&'l RawValue>,
    question: Option<&'l RawValue>,
    answer: Option<&'l RawValue>,
}

impl<'de> serde_core::de::Deserialize<'de> for Line<'de> {
    fn deserialize<D: serde_core::de::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> serde_core::de::Visitor<'de> for Object {
            type Value = Line<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde_core::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Line<'de>, A::Error> {
                let mut line = Line {
                    student: None,
                    id: None,
                    question: None,
                    answer: None,
                };
                let mut twice = false;
                while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                    let field = match key.as_str() {
                        "student" => &mut line.student,
                        "id" => &mut line.id,
                        "question" => &mut line.question,
                        "answer" => &mut line.answer,
                        _ => continue,
                    };
                    twice |= field.replace(value).is_some();
                }
                // The reader of a class says what is wrong with it.
                if twice {
                    line.student = None;
                }
                Ok(line)
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// The text of a value that is a text or a number; nothing of a null is an empty one.
fn plain(value: &RawValue) -> Option<String> {
    let raw = value.get();
    match raw.as_bytes().first()? {
        b'"' => serde_json::from_str(raw).ok(),
        b'{' | b'[' => None,
        b'n' => Some(String::new()),
        _ => Some(raw.to_owned()),
    }
}
