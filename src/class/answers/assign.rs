//! Answers put in their places: a student, a question, a text; faults and doubts noted on the way.

use crate::class::answers::{Answer, Class, Format, MAX_CELLS, MAX_FILE, MAX_LINE, Student, sheet};
use crate::files::source::{Fault, Placed, Source, similar};
use crate::files::tree::{Node, Tree};
use crate::files::{json, tree};
use crate::quiz::{MAX_FAULTS, OTHER_WORDS, Quiz, STUDENT_WORDS};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// Longest name of a student in bytes.
const MAX_NAME: usize = 1_000;

/// The class so far.
pub(super) struct Assignment<'q> {
    quiz: &'q Quiz,
    /// Places of the questions by name, as written and in lower case.
    questions: HashMap<String, usize>,
    class: Class,
    /// Places of the students by id.
    students: HashMap<String, usize>,
    /// Names that are no question's, each mentioned once.
    strangers: HashSet<String>,
    faults: Vec<Fault>,
}

impl<'q> Assignment<'q> {
    pub(super) fn new(quiz: &'q Quiz) -> Assignment<'q> {
        let mut questions = HashMap::new();
        for (place, question) in quiz.questions.iter().enumerate() {
            questions.insert(question.name.value.to_lowercase(), place);
        }
        let class = Class {
            sources: Vec::new(),
            students: Vec::new(),
            warnings: Vec::new(),
            refused: Vec::new(),
            broken: 0,
        };
        Assignment {
            quiz,
            questions,
            class,
            students: HashMap::new(),
            strangers: HashSet::new(),
            faults: Vec::new(),
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
        if !missing.is_empty() {
            let file = self.class.sources.first().map_or("", Source::name);
            let message = format!("nobody answered {}", missing.join(", "));
            self.warn(Fault::new(file, message));
        }
        Ok(self.class)
    }

    /// Reads one file; `student` is whose it is, if its name says so.
    pub(super) fn file(&mut self, name: &str, bytes: &[u8], student: Option<&str>) {
        let source = match Source::decode(name, bytes, MAX_FILE) {
            Ok(source) => source,
            Err(fault) => return self.note(fault),
        };
        let index = self.class.sources.len();
        let format = Format::of(name, source.text());
        // The text is borrowed while answers are added, so the source joins the class afterwards.
        let mut file = File {
            gather: self,
            source: &source,
            index,
            student,
        };
        match format {
            Format::Table => sheet::read(&mut file),
            Format::Toml => match tree::toml(&source) {
                Ok(tree) => file.whole(&tree),
                Err(fault) => file.gather.note(fault),
            },
            Format::Json => match json::read(&source, 0..source.text().len()) {
                Ok(tree) => file.whole(&tree),
                Err(fault) => file.gather.note(fault),
            },
            Format::Lines => file.lines(),
        }
        self.class.sources.push(source);
    }

    /// Reads the file of one student. Where something is wrong with it nothing of it is kept.
    pub(super) fn own_file(&mut self, name: &str, bytes: &[u8], student: &str) {
        let (source, students) = (self.class.sources.len(), self.class.students.len());
        let (faults, broken) = (self.faults.len(), self.class.broken);
        self.file(name, bytes, Some(student));
        if self.faults.len() == faults {
            return;
        }
        // Every file is named, and of the others as much as is read.
        let room = MAX_FAULTS.saturating_sub(self.class.refused.len()).max(1);
        let found = self.faults.drain(faults..).take(room);
        self.class.refused.extend(found);
        self.class.broken = broken;
        if let Some(&place) = self.students.get(student) {
            if place < students {
                let answers = &mut self.class.students[place].answers;
                for answer in answers {
                    if answer
                        .as_ref()
                        .is_some_and(|answer| answer.source == source)
                    {
                        *answer = None;
                    }
                }
            } else {
                self.students.remove(student);
                self.class.students.truncate(students);
            }
        }
    }

    /// The place of a question by its name.
    pub(super) fn question(&self, name: &str) -> Option<usize> {
        self.questions.get(&name.trim().to_lowercase()).copied()
    }
}

/// One file while it is read.
pub(super) struct File<'g, 'q, 's> {
    gather: &'g mut Assignment<'q>,
    pub(super) source: &'s Source,
    index: usize,
    /// Whose file it is, if its name says so.
    pub(super) student: Option<&'s str>,
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

    /// Is this the name of a question?
    pub(super) fn is_question(&self, name: &str) -> bool {
        self.gather.question(name).is_some()
    }

    /// The place of a question by its name; a name that is none is mentioned once.
    pub(super) fn question(&mut self, name: &Placed<String>) -> Option<usize> {
        let place = self.gather.question(&name.value);
        if place.is_none() && self.gather.strangers.len() < MAX_FAULTS {
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
        place
    }

    /// The place of a student, who is added if new, and whether that was so.
    pub(super) fn student(&mut self, id: &Placed<String>) -> Option<(usize, bool)> {
        let name = id.value.trim();
        if let Some(&place) = self.gather.students.get(name) {
            return Some((place, false));
        }
        let questions = self.gather.quiz.questions.len();
        let place = self.gather.class.students.len();
        let (message, help) = if name.is_empty() {
            (
                "these answers name no student".to_owned(),
                "write who gave them",
            )
        } else if name.len() > MAX_NAME {
            (
                format!("a student's name is longer than {MAX_NAME} bytes"),
                "shorten it",
            )
        } else if (place + 1) * questions > MAX_CELLS {
            (
                format!("students times questions pass {MAX_CELLS}"),
                "grade the class in parts",
            )
        } else {
            self.gather.students.insert(name.to_owned(), place);
            self.gather.class.students.push(Student {
                id: name.to_owned(),
                name: None,
                section: None,
                answers: vec![None; questions],
                source: self.index,
                span: id.span.clone(),
            });
            return Some((place, true));
        };
        self.wrong(id.span.clone(), message, help);
        None
    }

    /// The line of a byte, with its file where that is another one.
    fn line(&self, source: usize, at: usize) -> String {
        match self.gather.class.sources.get(source) {
            Some(other) => format!("line {} of {}", other.place(at).line, other.name()),
            None => format!("line {}", self.source.place(at).line),
        }
    }

    /// The line that names a student first.
    pub(super) fn first_line(&self, student: usize) -> String {
        let student = &self.gather.class.students[student];
        self.line(student.source, student.span.start)
    }

    /// Says more about a student; blank text says nothing.
    pub(super) fn describe(&mut self, student: usize, word: &str, text: &str) {
        let text = text.trim();
        let student = &mut self.gather.class.students[student];
        if text.is_empty() || text.len() > MAX_NAME || text == student.id {
            return;
        }
        match word {
            "name" => student.name = Some(text.to_owned()),
            "section" | "group" => student.section = Some(text.to_owned()),
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
        if typed.is_empty() {
            return;
        }
        if typed.len() > MAX_LINE {
            let message = format!("this answer is longer than {} KiB", MAX_LINE >> 10);
            return self.wrong(text.span.clone(), message, "shorten it");
        }
        let source = self.index;
        if let Some(first) = &self.gather.class.students[student].answers[question] {
            let (first, span) = (first.source, first.span.start);
            let help = format!("the first is on {}; keep one", self.line(first, span));
            let message = format!(
                "`{}` answers `{}` twice",
                self.gather.class.students[student].id,
                self.gather.quiz.questions[question].name.value
            );
            let mut fault = self.source.fault(text.span.clone(), message).help(help);
            fault.field = field.map(|field| field.to_string());
            return self.note(fault);
        }
        let answer = Answer {
            text: typed.to_owned(),
            source,
            span: text.span.clone(),
            field: field.cloned(),
        };
        self.gather.class.students[student].answers[question] = Some(Box::new(answer));
    }

    /// A JSON object on each line.
    fn lines(&mut self) {
        let text = self.source.text();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = start..start + line.len();
            start = span.end;
            if self.is_full() {
                return;
            }
            if line.trim().is_empty() {
                continue;
            }
            if line.len() > MAX_LINE {
                let message = format!("this line is longer than {} KiB", MAX_LINE >> 10);
                self.wrong(
                    span.start..span.start + 1,
                    message,
                    "one object stands on each line",
                );
                continue;
            }
            match json::read(self.source, span) {
                Ok(tree) => self.record(&tree),
                Err(fault) => self.note(fault),
            }
        }
    }

    /// All answers of a file that is one tree.
    fn whole(&mut self, tree: &Tree) {
        match &tree.node {
            Node::List(records) => records.iter().for_each(|record| self.record(record)),
            Node::Table(entries) => match &entries[..] {
                [(key, value)]
                    if matches!(key.value.as_str(), "answers" | "students" | "student") =>
                {
                    match (&value.node, self.student) {
                        (Node::List(records), _) => {
                            records.iter().for_each(|record| self.record(record));
                        }
                        (Node::Table(students), None) => self.each(students),
                        _ => self.record(tree),
                    }
                }
                _ if self.student.is_none() && by_student(entries) => self.each(entries),
                _ => self.record(tree),
            },
            _ => self.shapeless(tree.span.clone()),
        }
    }

    /// A table whose keys are the students.
    fn each(&mut self, students: &[(Placed<String>, Tree)]) {
        for (id, answers) in students {
            let Some((student, _)) = self.student(id) else {
                continue;
            };
            match &answers.node {
                Node::Table(entries) => self.entries(student, entries),
                _ => self.shapeless(answers.span.clone()),
            }
        }
    }

    /// One object: a student's answers, or one answer.
    fn record(&mut self, tree: &Tree) {
        if self.is_full() {
            return;
        }
        let Node::Table(entries) = &tree.node else {
            return self.shapeless(tree.span.clone());
        };
        let get = |word: &str| {
            entries
                .iter()
                .find(|(key, _)| key.value.eq_ignore_ascii_case(word))
                .map(|(_, v)| v)
        };
        let id = STUDENT_WORDS
            .iter()
            .find_map(|word| Some((*word, get(word)?)));
        let id = match (id, self.student) {
            (Some((_, value)), None) => match value.text() {
                Some(text) => Placed {
                    value: text,
                    span: value.span.clone(),
                },
                None => {
                    let message = "a student is named by a text or a number";
                    return self.wrong(value.span.clone(), message, "for example: \"ann\"");
                }
            },
            (Some((word, value)), Some(stem))
                if word == "student" && value.text().is_none_or(|t| t.trim() != stem) =>
            {
                let message = format!("this is in the file of `{stem}`, and names another student");
                return self.wrong(
                    value.span.clone(),
                    message,
                    "leave the student out, or rename the file",
                );
            }
            (_, Some(stem)) => Placed {
                value: stem.to_owned(),
                span: tree.span.clone(),
            },
            (None, None) => {
                let message = "these answers name no student";
                return self.wrong(tree.span.clone(), message, "add \"student\": \"ann\"");
            }
        };
        let Some((student, _)) = self.student(&id) else {
            return;
        };
        let (Some(question), Some(answer)) = (get("question"), get("answer")) else {
            return self.entries(student, entries);
        };
        let Some(name) = question.text() else {
            let message = "a question is named by a text or a number";
            return self.wrong(question.span.clone(), message, "for example: \"q1\"");
        };
        self.value(
            student,
            &Placed {
                value: name,
                span: question.span.clone(),
            },
            answer,
        );
    }

    /// Answers by the names of their questions, with what else is said of the student.
    fn entries(&mut self, student: usize, entries: &[(Placed<String>, Tree)]) {
        for (key, value) in entries {
            let word = key.value.to_lowercase();
            match &value.node {
                Node::Table(answers) if word == "answers" => {
                    for (key, value) in answers {
                        self.value(student, key, value);
                    }
                }
                _ if STUDENT_WORDS
                    .iter()
                    .chain(&OTHER_WORDS)
                    .any(|&known| known == word) =>
                {
                    self.describe(student, &word, &value.text().unwrap_or_default());
                }
                _ => self.value(student, key, value),
            }
        }
    }

    /// One answer of a tree.
    fn value(&mut self, student: usize, question: &Placed<String>, value: &Tree) {
        let Some(question) = self.question(question) else {
            return;
        };
        match value.text() {
            Some(text) => {
                let text = Placed {
                    value: text,
                    span: value.span.clone(),
                };
                self.answer(student, question, &text, None);
            }
            None => {
                let message = "an answer is a text, a number or a flat list of them";
                self.wrong(value.span.clone(), message, "for example: \"2*w\"");
            }
        }
    }

    /// Notes that a tree has none of the shapes that are read.
    fn shapeless(&mut self, span: Range<usize>) {
        let message = "expected a student's answers here";
        self.wrong(
            span,
            message,
            "for example: {\"student\": \"ann\", \"answers\": {\"q1\": \"6\"}}",
        );
    }
}

/// Are the keys of this table students? Then each holds a table, and none is a word of ours.
fn by_student(entries: &[(Placed<String>, Tree)]) -> bool {
    let ours = |key: &str| {
        STUDENT_WORDS
            .iter()
            .chain(&OTHER_WORDS)
            .any(|word| key.eq_ignore_ascii_case(word))
    };
    !entries.is_empty()
        && entries
            .iter()
            .all(|(key, value)| matches!(value.node, Node::Table(_)) && !ours(&key.value))
}
