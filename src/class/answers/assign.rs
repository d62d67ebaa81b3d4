//! Answers put in their places: a student, a question, a text; faults and doubts noted on the way.

use crate::class::answers::answer_table::listed;
use crate::class::answers::attempts::{WEIGHED_FROM, choose};
use crate::class::answers::heads::{Heads, Holds, Understood};
use crate::class::answers::index::{IdHash, StudentIndex};
use crate::class::answers::{
    Attempts, Class, MAX_CELLS, MAX_LINE, ReadingOptions, Student, Submission, Weigh, moment, words,
};
use crate::files::source::{Fault, Placed, PlacedByte, similar};
use crate::files::text_file::{PIECE, TextFile};
use crate::notation::answer::date::is_croatian;
use crate::quiz::{MAX_FAULTS, Quiz};
use std::collections::HashSet;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

/// Longest name of a student in bytes.
const MAX_NAME: usize = 1_000;

/// The class so far.
pub(super) struct Assignment<'q> {
    pub(super) quiz: &'q Quiz,
    pub(super) reading: &'q ReadingOptions,
    pub(super) heads: Arc<Heads>,
    /// Is `n/a` a quotient in this quiz?
    letters_na: bool,
    pub(super) class: Class,
    /// Where the rows of each student are.
    pub(super) students: StudentIndex,
    /// Names that are no question's, each mentioned once.
    strangers: HashSet<String>,
    /// Whether any name was a question's.
    pub(super) met: bool,
    pub(super) faults: Vec<Fault>,
    /// Rows of one id that may be two students'.
    pub(super) doubtful: usize,
    /// Times of attempts that were given up, which say which number is the month, each with its file.
    pub(super) told_times: Vec<(usize, Box<str>)>,
    /// Whether there were any.
    gave_up: bool,
    /// Whether any row was a further one of its student: without that no row has to be looked at for it.
    further: bool,
    /// Bytes of a file that are read at once.
    pub(super) piece: usize,
    /// Who finds the best of several attempts while they are read, and from how many rows on.
    pub(super) weigh: Option<Weigh<'q>>,
    pub(super) weighed_from: usize,
}

impl<'q> Assignment<'q> {
    pub(super) fn new(quiz: &'q Quiz, reading: &'q ReadingOptions) -> Assignment<'q> {
        Assignment::with_heads(quiz, reading, Arc::new(Heads::new(quiz)))
    }

    /// The same where it is known what may head the columns of the questions.
    pub(super) fn with_heads(
        quiz: &'q Quiz,
        reading: &'q ReadingOptions,
        heads: Arc<Heads>,
    ) -> Assignment<'q> {
        let stated = |name: &str| quiz.variables.iter().any(|variable| variable.value == name);
        Assignment {
            quiz,
            reading,
            heads,
            letters_na: stated("n") && stated("a"),
            class: Class::empty(),
            students: StudentIndex::default(),
            strangers: HashSet::new(),
            met: false,
            faults: Vec::new(),
            doubtful: 0,
            told_times: Vec::new(),
            gave_up: false,
            further: false,
            piece: PIECE,
            weigh: None,
            weighed_from: WEIGHED_FROM,
        }
    }

    /// Notes a fault; past [`MAX_FAULTS`] it is dropped.
    pub(super) fn note(&mut self, fault: Fault) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(fault);
        }
    }

    /// Notes something to mention; past [`MAX_FAULTS`] it is dropped.
    pub(super) fn warn(&mut self, fault: Fault) {
        if self.class.warnings.len() < MAX_FAULTS {
            self.class.warnings.push(fault.warning());
        }
    }

    /// Is there neither a student nor a fault?
    pub(super) fn is_empty(&self) -> bool {
        let faultless = self.faults.is_empty() && self.class.refused.is_empty();
        self.class.students.is_empty() && faultless
    }

    /// Were so many faults noted that reading on would add none?
    pub(super) fn is_full(&self) -> bool {
        self.faults.len() >= MAX_FAULTS
    }

    /// The class, or what keeps it from being one.
    pub(super) fn finish(mut self) -> Result<Class, Vec<Fault>> {
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        if self.class.students.is_empty() && !self.class.refused.is_empty() {
            return Err(self.class.refused);
        }
        self.times();
        self.doubts();
        choose(&mut self.class, self.reading.attempts);
        if let Some(counts) = self.reading.attempts.filter(|_| self.gave_up) {
            self.class.choose_between(counts, self.class.times_open);
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        let answered = |place: usize| {
            self.class
                .students
                .iter()
                .any(|student| student.answers[place].is_some())
        };
        let missing: Vec<&str> = (0..self.quiz.questions.len())
            .filter(|&place| !answered(place))
            .map(|place| self.quiz.questions[place].name.value.as_str())
            .collect();
        // Answers to other questions are no blank answers to these. A table without a column for any of
        // them was refused at its head.
        let elsewhere = !self.met && self.class.understood.is_empty();
        if elsewhere && missing.len() == self.quiz.questions.len() && !self.strangers.is_empty() {
            let file = self.class.sources.first().map_or("", |name| &**name);
            let mut names: Vec<&str> = self.strangers.iter().map(String::as_str).collect();
            names.sort_unstable();
            let message = "none of these answers belongs to a question of the quiz";
            let help = format!(
                "say in the quiz which name is a question's: column = \"...\"; there are {}",
                listed(&names)
            );
            return Err(vec![Fault::new(file, message).help(help)]);
        }
        if !missing.is_empty() {
            let file = self.class.sources.first().map_or("", |name| &**name);
            let message = format!("nobody answered {}", missing.join(", "));
            self.warn(Fault::new(file, message));
        }
        Ok(self.class)
    }

    /// The class, if it is one student's and there is nothing to tell of it that others may change, and
    /// whether any name was a question's.
    pub(super) fn alone(self) -> Option<(Class, bool)> {
        let untold = self.faults.is_empty()
            && self.class.warnings.is_empty()
            && self.class.refused.is_empty()
            && self.strangers.is_empty()
            && self.told_times.is_empty()
            && self.doubtful == 0;
        let one = self.class.students.len() == 1 && !self.had_attempts();
        let open = self.class.chosen.is_some() || self.class.times_open;
        (untold && one && !open).then_some((self.class, self.met))
    }

    /// Whether there were several attempts of somebody.
    pub(super) fn had_attempts(&self) -> bool {
        let mut rows = self.class.students.iter();
        self.gave_up || (self.further && rows.any(|row| row.first.is_some()))
    }

    /// Notes that an attempt does not count.
    pub(super) fn given_up(&mut self, row: Student) {
        self.gave_up = true;
        let submitted = row.details.and_then(|details| details.submitted);
        if let Some(text) = submitted.filter(|text| moment::tells(text)) {
            let told = |text: &str| (moment::says_order(text), is_croatian(&text.to_lowercase()));
            let known = self.told_times.iter().filter(|(at, _)| *at == row.source);
            let mut known = known.map(|(_, text)| told(text));
            if !known.any(|known| known == told(&text)) {
                self.told_times.push((row.source, text));
            }
        }
    }

    /// Notes that a student's file can't be used; nobody else is stopped by it.
    pub(super) fn refuse(&mut self, fault: Fault) {
        self.class.refused.push(fault);
    }
}

/// A further row of a student while it is read.
pub(super) struct FurtherRow {
    /// The bytes that name the student.
    pub(super) named: Range<usize>,
    /// Whether the first row is the only other one that is kept.
    pub(super) second: bool,
}

/// One file while it is read.
pub(super) struct File<'g, 'q, 's> {
    pub(super) gather: &'g mut Assignment<'q>,
    pub(super) source: TextFile<'s>,
    pub(super) index: usize,
    /// Whose file it is, if its name says so.
    pub(super) student: Option<&'s str>,
    /// The place that was asked for last.
    pub(super) last: PlacedByte,
    /// The row that is read, where it is a further one of a student.
    pub(super) further: Option<FurtherRow>,
}

impl File<'_, '_, '_> {
    /// Notes that something is wrong at these bytes, with the way out.
    pub(super) fn wrong(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
        let fault = self.source.fault(span, message).help(help);
        self.gather.note(fault);
    }

    /// Notes a fault that is already made.
    pub(super) fn note(&mut self, fault: Fault) {
        self.gather.note(fault);
    }

    /// Mentions something at these bytes.
    pub(super) fn warn(&mut self, span: Range<usize>, message: String, help: Option<String>) {
        let fault = self.source.fault(span, message).help_if(help);
        self.gather.warn(fault);
    }

    /// Counts a row that is not whole.
    pub(super) fn broken(&mut self) {
        self.gather.class.broken += 1;
    }

    /// Would reading on add no fault?
    pub(super) fn is_full(&self) -> bool {
        self.gather.is_full()
    }

    /// What may head the column of a question.
    pub(super) fn heads(&self) -> &Arc<Heads> {
        &self.gather.heads
    }

    /// The name of a question by its place.
    pub(super) fn question_name(&self, place: usize) -> &str {
        &self.gather.quiz.questions[place].name.value
    }

    /// The column that the teacher names for the student.
    pub(super) fn id_column(&self) -> Option<&str> {
        let quiz = self.gather.quiz.id.as_ref().map(|id| id.value.as_str());
        self.gather.reading.id_column.as_deref().or(quiz)
    }

    /// The student who is asked for, whose the file is where it names nobody.
    pub(super) fn asked_for(&self) -> Option<&str> {
        self.gather.reading.student.as_deref()
    }

    /// Do students have different numbers?
    pub(super) fn is_varied(&self) -> bool {
        self.gather.quiz.is_varied()
    }

    /// Keeps how the head of a table was understood.
    pub(super) fn understood(&mut self, understood: Understood) {
        self.gather.class.understood.push(understood);
    }

    /// Does the teacher say which attempt counts?
    pub(super) fn attempts(&self) -> Option<Attempts> {
        self.gather.reading.attempts
    }

    /// The place of a question by its name; a name that is none is mentioned once.
    pub(super) fn question(&mut self, name: &Placed<String>) -> Option<usize> {
        let place = self.question_named(&name.value);
        if place.is_none() {
            self.stranger(name);
        }
        place
    }

    /// The same of a name that is mentioned elsewhere where it is none.
    pub(super) fn question_named(&mut self, name: &str) -> Option<usize> {
        let place = self.gather.heads.named(name);
        self.gather.met |= place.is_some();
        place
    }

    /// Notes that a name was a question's.
    pub(super) fn meet(&mut self) {
        self.gather.met = true;
    }

    /// Notes that the answers of a student come one by one.
    pub(super) fn comes_one_by_one(&mut self, student: usize) {
        self.gather.class.students[student].one_by_one = true;
    }

    /// What a question is worth.
    pub(super) fn worth(&self, question: usize) -> &crate::number::rational::Rational {
        &self.gather.quiz.questions[question].points
    }

    /// Is there an answer of a student to a question?
    pub(super) fn has_answer(&self, student: usize, question: usize) -> bool {
        self.gather.class.students[student].answers[question].is_some()
    }

    /// Puts an answer in its place, which is free.
    pub(super) fn put(&mut self, student: usize, question: usize, answer: Submission) {
        self.gather.class.students[student].answers[question] = Some(answer);
    }

    /// Mentions a name that is no question's, once.
    pub(super) fn stranger(&mut self, name: &Placed<String>) {
        if self.gather.strangers.len() < MAX_FAULTS {
            let fresh = self.gather.strangers.insert(name.value.clone());
            if fresh {
                let quiz = self.gather.quiz;
                let known = quiz
                    .questions
                    .iter()
                    .map(|question| question.name.value.as_str());
                let help = similar("question", &name.value, known);
                let message = format!("the quiz has no question `{}`", name.value);
                self.warn(name.span.clone(), message, help);
            }
        }
    }

    /// The place of a student, who is added if new, and whether that was so.
    pub(super) fn student(&mut self, id: &Placed<String>) -> Option<(usize, bool)> {
        let name = id.value.trim();
        if let Some(latest) = self.known(name) {
            return Some((latest, false));
        }
        self.row(name, id.span.clone(), None)
            .map(|place| (place, true))
    }

    /// The place of a student whose answers come one by one.
    pub(super) fn one_by_one(&mut self, id: &Placed<String>) -> Option<usize> {
        let (place, fresh) = self.student(id)?;
        if fresh {
            self.comes_one_by_one(place);
        }
        Some(place)
    }

    /// The place for another row: that of a student who is new or, where rows may be attempts, the
    /// next attempt of a student. `refuse` notes that a second row is one too many.
    pub(super) fn attempt(
        &mut self,
        id: &Placed<String>,
        refuse: impl FnOnce(&mut Self, usize),
    ) -> Option<usize> {
        let (place, fresh) = self.student(id)?;
        if fresh {
            return Some(place);
        }
        if self.attempts().is_none() {
            refuse(self, place);
            return None;
        }
        self.next_attempt(id)
    }

    /// The place for the next attempt of a student who is known.
    pub(super) fn next_attempt(&mut self, id: &Placed<String>) -> Option<usize> {
        self.weigh();
        let name = id.value.trim();
        let rows = &self.gather.class.students;
        let (first, _) = self.gather.students.places(name, rows)?;
        self.row(name, id.span.clone(), Some(first))
    }

    /// Refuses a text whose meaning depends on an encoding that was guessed. Nobody is judged on what
    /// may have been read wrongly.
    fn is_certain(&mut self, text: &str, span: &Range<usize>) -> bool {
        let certain = !self.source.held().is_guessed() || text.is_ascii();
        if !certain {
            self.wrong(span.clone(), words::UNCERTAIN, words::SAY_ENCODING);
        }
        certain
    }

    /// The place of a student who is known by such an id, of several attempts the latest.
    pub(super) fn known(&self, name: &str) -> Option<usize> {
        self.known_as(self.id_hash().of(name), name)
    }

    /// The same where the hash of the id is known.
    pub(super) fn known_as(&self, hash: u32, name: &str) -> Option<usize> {
        let rows = &self.gather.class.students;
        self.gather.students.latest(hash, name, rows)
    }

    /// Fetches what is known of ids with these hashes, which are asked for next.
    pub(super) fn fetch(&self, hashes: impl Iterator<Item = u32>) {
        self.gather.students.fetch(hashes);
    }

    /// How ids are hashed.
    pub(super) fn id_hash(&self) -> IdHash {
        self.gather.students.hash()
    }

    /// Adds a row to the class; `first` is the place of the same student's first attempt.
    fn row(&mut self, name: &str, span: Range<usize>, first: Option<usize>) -> Option<usize> {
        let place = self.source.place_after(&mut self.last, span.start);
        let row = Student {
            first,
            ..Student::new(name, self.gather.quiz.questions.len(), self.index, place)
        };
        self.row_as(self.id_hash().of(name), row, span)
    }

    /// The same of a row that is made; the hash of its id, and the bytes that say it.
    pub(super) fn row_as(&mut self, hash: u32, row: Student, span: Range<usize>) -> Option<usize> {
        self.settle();
        // A student's numbers are drawn from the id.
        if self.is_varied() && !self.is_certain(&row.id, &span) {
            return None;
        }
        let place = self.gather.class.students.len();
        let (message, help) = if row.id.is_empty() {
            (
                "these answers name no student".to_owned(),
                "write who gave them",
            )
        } else if row.id.len() > MAX_NAME {
            (
                format!("a student's name is longer than {MAX_NAME} bytes"),
                "shorten it",
            )
        } else if (place + 1) * row.answers.len() > MAX_CELLS {
            (
                format!("students times questions pass {MAX_CELLS}"),
                "grade the class in parts",
            )
        } else {
            let first = row.first;
            let gather = &mut *self.gather;
            gather.further |= first.is_some();
            gather.class.students.push(row);
            let before = gather.students.set(hash, place, &gather.class.students);
            self.further = first.map(|first| FurtherRow {
                named: span.clone(),
                second: before == Some(first),
            });
            return Some(place);
        };
        self.wrong(span, message, help);
        None
    }

    /// A line, with its file where that is another one.
    fn line(&self, source: usize, line: usize) -> String {
        match self.gather.class.sources.get(source) {
            Some(other) => format!("line {line} of {other}"),
            None => format!("line {line}"),
        }
    }

    /// The line that names a student first.
    pub(super) fn first_line(&self, student: usize) -> String {
        let student = &self.gather.class.students[student];
        self.line(student.source, student.place.line)
    }

    /// Says more about a student; blank text says nothing.
    pub(super) fn describe(&mut self, student: usize, what: Holds, text: &str, head: &str) {
        let says = matches!(
            what,
            Holds::Attempt
                | Holds::Submitted
                | Holds::Name
                | Holds::Email
                | Holds::OtherId
                | Holds::Section
        );
        let text = text.trim();
        if !says || words::is_blank(text) || text.len() > MAX_NAME {
            return;
        }
        let student = &mut self.gather.class.students[student];
        match what {
            Holds::Attempt => student.details_mut().attempt = text.parse().ok(),
            Holds::Submitted => student.details_mut().submitted = Some(text.into()),
            _ if text == student.id => {}
            Holds::Name => student.name = Some(text.to_owned()),
            Holds::Email => student.details_mut().email = Some(text.to_owned()),
            Holds::OtherId => student.add_id(head.into(), text),
            Holds::Section => student.details_mut().section = Some(text.to_owned()),
            _ => {}
        }
    }

    /// Puts an answer in its place; a blank one leaves it empty.
    pub(super) fn answer(
        &mut self,
        student: usize,
        question: usize,
        text: &Placed<String>,
        field: Option<&Arc<str>>,
    ) {
        let typed = text.value.trim();
        if words::is_blank(typed) && !self.is_a_choice(question, typed) {
            return;
        }
        if typed.len() > MAX_LINE {
            let message = format!("this answer is longer than {} KiB", MAX_LINE >> 10);
            return self.wrong(text.span.clone(), message, "shorten it");
        }
        if !self.is_certain(typed, &text.span) {
            return;
        }
        let source = self.index;
        let taken = self.gather.class.students[student].answers[question].as_ref();
        let attempts = self.gather.reading.attempts;
        if let Some(counts) = attempts.filter(|counts| taken.is_some() && *counts != Attempts::Best)
        {
            self.gather.class.choose_between(counts, false);
            if counts == Attempts::First {
                return;
            }
        }
        let taken = self.gather.class.students[student].answers[question].as_ref();
        if let Some(first) = taken.filter(|_| attempts != Some(Attempts::Last)) {
            let (first, line) = (first.source(), first.place().line);
            let counts = match attempts {
                Some(_) => "one answer a row has no best attempt: say last or first",
                None => "keep one, or say which counts: --attempts last or first",
            };
            let help = format!("the first is on {}; {counts}", self.line(first, line));
            let message = format!(
                "`{}` answers `{}` twice",
                self.gather.class.students[student].id,
                self.gather.quiz.questions[question].name.value
            );
            let mut fault = self.source.fault(text.span.clone(), message).help(help);
            fault.field = field.map(|field| field.to_string());
            return self.note(fault);
        }
        let raw = self.source.held().slice(text.span.clone());
        let quoted = raw.len() > 1 && raw.starts_with('"') && raw.ends_with('"');
        let start = text.span.start + usize::from(quoted);
        let place = self.source.place_after(&mut self.last, start);
        let class = &mut self.gather.class;
        let answer = class.placed(typed, source, place);
        class.students[student].answers[question] = Some(answer);
    }

    /// Is what says that there is no answer never one to this question?
    pub(super) fn has_plain_blanks(&self, question: usize) -> bool {
        let quiz = self.gather.quiz;
        quiz.questions[question].task.parts().is_empty() && !self.gather.letters_na
    }

    /// The place of a text of an answer.
    pub(super) fn text(&mut self, typed: &str) -> NonZeroU32 {
        self.gather.class.texts.place(typed)
    }

    /// Bytes that are read at once.
    pub(super) fn piece(&self) -> usize {
        self.gather.piece
    }

    /// Threads that read.
    pub(super) fn threads(&self) -> usize {
        self.gather.reading.threads
    }

    /// Is what says elsewhere that there is no answer one to this question?
    fn is_a_choice(&self, question: usize, typed: &str) -> bool {
        let parts = self.gather.quiz.questions[question].task.parts();
        let same = |text: &str| text.trim().eq_ignore_ascii_case(typed);
        let named = parts
            .iter()
            .any(|part| same(&part.text.value) || same(&part.letter.value));
        !typed.is_empty() && (named || (self.gather.letters_na && typed == "n/a"))
    }
}
