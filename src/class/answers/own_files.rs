//! Files of one student each, read on all cores and joined in their order.

use crate::class::answers::assign::Assignment;
use crate::class::answers::heads::{Heads, Understood};
use crate::class::answers::{Class, MAX_CELLS, ReadingOptions, Student, Submission};
use crate::files::crew::{Closing, Crew};
use crate::files::room;
use crate::files::source::Fault;
use crate::quiz::Quiz;
use std::collections::VecDeque;
use std::io::Cursor;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

/// Files that are given to a thread at once, and fewest of them for a second one.
const AT_ONCE: usize = 8;
const MIN_SHARED: usize = 2 * AT_ONCE;

/// The file of a student.
pub(super) struct OwnFile<'f> {
    pub(super) name: &'f str,
    pub(super) bytes: &'f [u8],
    pub(super) student: &'f str,
}

/// What stands in a folder of students.
pub(super) enum InFolder<'f> {
    Own(OwnFile<'f>),
    /// A file that is none with answers.
    PassedOver(Fault),
    /// A student's folder that can't be used.
    Refused(Box<Fault>),
}

/// How files are read that say nothing of each other.
struct ReadAlone<'q> {
    quiz: &'q Quiz,
    reading: &'q ReadingOptions,
    heads: Arc<Heads>,
}

/// What a file says that has one student and nothing to tell of, and whether it names a question.
type Alone = (Class, bool);

impl ReadAlone<'_> {
    /// Reads a file by itself; `None` where the others have to be known.
    fn read(&self, file: &InFolder<'_>) -> Option<Alone> {
        let InFolder::Own(file) = file else {
            return None;
        };
        let heads = Arc::clone(&self.heads);
        let mut gather = Assignment::with_heads(self.quiz, self.reading, heads);
        gather.file(file.name, &mut Cursor::new(file.bytes), Some(file.student));
        gather.alone()
    }
}

impl Assignment<'_> {
    /// Reads the files of students, on as many threads as there may be.
    pub(super) fn own_files(&mut self, files: &[InFolder<'_>]) {
        let threads = match files.len() < MIN_SHARED {
            true => 1,
            false => self.reading.threads.max(1),
        };
        if threads == 1 {
            for file in files {
                self.in_folder(file, None);
            }
            return;
        }
        let alone = ReadAlone {
            quiz: self.quiz,
            reading: self.reading,
            heads: Arc::clone(&self.heads),
        };
        let crew: Crew<Range<usize>, Vec<Option<Alone>>> = Crew::new();
        let read = |part: Range<usize>| {
            let files = files[part].iter();
            files.map(|file| alone.read(file)).collect::<Vec<_>>()
        };
        let work = || crew.work(&mut |part| read(part));
        room::beside(threads, &work, || {
            let _closing = Closing(&crew);
            let mut given = VecDeque::new();
            let mut ahead = 0;
            loop {
                // So many that nobody waits while this thread joins one.
                while given.len() < threads + 2 && ahead < files.len() {
                    let part = ahead..files.len().min(ahead + AT_ONCE);
                    ahead = part.end;
                    given.push_back((part.clone(), crew.give(part)));
                }
                let Some((part, first)) = given.pop_front() else {
                    break;
                };
                let found = crew.result(&first, &mut |part| read(part));
                for (file, found) in files[part].iter().zip(found) {
                    self.in_folder(file, found);
                }
            }
        });
    }

    /// Notes what stands in a folder; of a student's file what it says by itself, where that is known.
    fn in_folder(&mut self, file: &InFolder<'_>, found: Option<Alone>) {
        match file {
            InFolder::PassedOver(fault) => self.warn(fault.clone()),
            InFolder::Refused(fault) => self.refuse(Fault::clone(fault)),
            InFolder::Own(file) => {
                if found.and_then(|found| self.join(found)).is_none() {
                    self.own_file(file.name, file.bytes, file.student);
                }
            }
        }
    }

    /// Adds what a file says by itself; `None` where it is to be read beside the others.
    fn join(&mut self, (found, met): Alone) -> Option<()> {
        let [row] = <[Student; 1]>::try_from(found.students).ok()?;
        let place = self.class.students.len();
        let hash = self.students.hash().of(&row.id);
        let known = self.students.latest(hash, &row.id, &self.class.students);
        if known.is_some() || (place + 1) * row.answers.len() > MAX_CELLS {
            return None;
        }
        let source = self.class.sources.len();
        let texts = (1..=found.texts.len()).filter_map(|at| NonZeroU32::new(at as u32));
        let texts = texts.map(|text| self.class.texts.place(found.texts.text(text)));
        let texts: Vec<NonZeroU32> = texts.collect();
        let answers = row.answers.into_iter().map(|answer| {
            let answer = answer?;
            let text = texts[answer.text.get() as usize - 1];
            Some(Submission::new(text, source, answer.place()))
        });
        let row = Student {
            answers: answers.collect(),
            source,
            ..row
        };
        self.class.students.push(row);
        self.students.set(hash, place, &self.class.students);
        self.class.sources.extend(found.sources);
        self.class.broken += found.broken;
        let understood = found.understood.into_iter();
        let understood = understood.map(|table| Understood { source, ..table });
        self.class.understood.extend(understood);
        self.met |= met;
        Some(())
    }
}
