//! Answers as records: NDJSON, JSON and TOML, also as the interfaces of form tools give them.

use crate::class::answers::MAX_LINE;
use crate::class::answers::assign::File;
use crate::class::answers::flat::{Gathered, is_row};
use crate::class::answers::head_word::HeadWord;
use crate::class::answers::heads::Holds;
use crate::class::answers::words;
use crate::files::json::{self, OneLevel};
use crate::files::room;
use crate::files::source::{Fault, Placed};
use crate::files::toml_tables::{self, TomlTables};
use crate::files::tree::{self, Entries, Tree, TreeNode, get};
use std::ops::Range;

/// Bytes that a tree of values takes for each byte of its text.
const TREE: usize = 20;

impl File<'_, '_, '_> {
    /// A JSON object on each line.
    pub(super) fn lines(&mut self) {
        let text = self.source.text();
        let mut start = 0;
        // Rows of a table, as long as there are no others.
        let mut rows: Option<Gathered> = self.student.is_none().then(Gathered::default);
        let mut before: Vec<Range<usize>> = Vec::new();
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
            match (json::read(self.source, span.clone()), &mut rows) {
                (Ok(tree), Some(rows)) if is_row(self.heads(), &tree) => {
                    rows.record(self.source, &tree);
                    before.push(span);
                }
                (Ok(tree), _) => {
                    rows = None;
                    let before = std::mem::take(&mut before).into_iter();
                    let before = before.flat_map(|span| json::read(self.source, span));
                    before.for_each(|tree| self.record(&tree));
                    self.record(&tree);
                }
                (Err(fault), _) => self.note(fault),
            }
        }
        if let Some(rows) = rows.filter(|_| !before.is_empty()) {
            rows.read(self);
        }
    }

    /// Objects one after the other: rows of a table, if all are, else each for itself.
    fn records(&mut self, records: &[Tree]) {
        match self.student.is_none()
            && !records.is_empty()
            && records.iter().all(|tree| is_row(self.heads(), tree))
        {
            true => self.rows(&records.iter().collect::<Vec<&Tree>>()),
            false => records.iter().for_each(|record| self.record(record)),
        }
    }

    /// All answers of a TOML file, of which no more is held as a tree than one table, where it has
    /// tables of students or of answers and nothing else.
    pub(super) fn toml(&mut self) -> Result<(), Fault> {
        let text = self.source.text();
        match toml_tables::tables(text).filter(|_| self.student.is_none()) {
            Some(TomlTables::Listed(key, starts)) if is_all(&key) => self.toml_records(&starts),
            Some(TomlTables::Named(tables))
                if tables.iter().all(|(key, _)| !is_ours(key))
                    && !matches!(&tables[..], [(key, _)] if is_all(key)) =>
            {
                for (_, part) in tables {
                    if let TreeNode::Table(entries) = tree::toml_part(self.source, part)?.node {
                        self.each(&entries);
                    }
                }
                Ok(())
            }
            _ => {
                if let Err(error) = room::ask(text.len().saturating_mul(TREE)) {
                    return Err(Fault::unavailable(self.source.name(), &error));
                }
                let tree = tree::toml(self.source)?;
                self.whole(&tree);
                Ok(())
            }
        }
    }

    /// As [`records`](Self::records); each starts there.
    fn toml_records(&mut self, starts: &[usize]) -> Result<(), Fault> {
        let source = self.source;
        let record = |at: usize| {
            let end = starts.get(at + 1).copied();
            let part = starts[at]..end.unwrap_or(source.text().len());
            let tree = tree::toml_part(source, part)?;
            Ok(match tree.node {
                TreeNode::Table(entries) => {
                    entries
                        .into_iter()
                        .next()
                        .and_then(|(_, list)| match list.node {
                            TreeNode::List(records) => records.into_iter().next(),
                            _ => None,
                        })
                }
                _ => None,
            })
        };
        let mut table = Gathered::default();
        let mut rows = 0;
        for at in 0..starts.len() {
            let row: Option<Tree> = record(at)?.filter(|tree| is_row(self.heads(), tree));
            let Some(row) = row else { break };
            table.record(source, &row);
            rows = at + 1;
        }
        if rows == starts.len() {
            table.read(self);
            return Ok(());
        }
        for at in 0..starts.len() {
            if let Some(tree) = record(at)? {
                self.record(&tree);
            }
        }
        Ok(())
    }

    /// All answers of a file that is one tree.
    pub(super) fn whole(&mut self, tree: &Tree) {
        match &tree.node {
            TreeNode::List(records) => self.records(records),
            TreeNode::Table(entries) => match &entries[..] {
                [(key, value)] if is_all(&key.value) => match (&value.node, self.student) {
                    (TreeNode::List(records), _) => self.records(records),
                    (TreeNode::Table(students), None) => self.each(students),
                    _ => self.record(tree),
                },
                _ if self.student.is_none() && by_student(entries) => self.each(entries),
                _ => self.record(tree),
            },
            _ => self.shapeless(tree.span.clone()),
        }
    }

    /// All answers of a file that is one JSON value, of which no more is held as a tree than one
    /// student's part.
    pub(super) fn json(&mut self, span: Range<usize>) -> Result<(), Fault> {
        match json::level(self.source, span.clone())? {
            OneLevel::List(records) => self.json_records(records),
            OneLevel::Table(entries) if has(&entries, "responses") => self.form(&entries, span),
            OneLevel::Table(entries) => match &entries[..] {
                [(key, value)] if is_all(&key.value) => {
                    match (json::level(self.source, value.clone())?, self.student) {
                        (OneLevel::List(records), _) => self.json_records(records),
                        (OneLevel::Table(students), None) => self.json_each(&students),
                        _ => self.json_record(span),
                    }
                }
                _ if self.student.is_none() && self.by_student(&entries) => {
                    self.json_each(&entries)
                }
                _ => self.json_record(span),
            },
            OneLevel::Other => {
                self.shapeless(span);
                Ok(())
            }
        }
    }

    fn json_record(&mut self, span: Range<usize>) -> Result<(), Fault> {
        let tree = json::read(self.source, span)?;
        self.record(&tree);
        Ok(())
    }

    /// As [`records`](Self::records).
    fn json_records(&mut self, mut records: Vec<Range<u32>>) -> Result<(), Fault> {
        // Moodle puts its list of rows into a list.
        if let [only] = &records[..]
            && let OneLevel::List(rows) = json::level(self.source, json::bytes(only))?
        {
            records = rows;
        }
        let mut rows = self.student.is_none() && !records.is_empty();
        for record in &records {
            rows = rows && is_row(self.heads(), &json::read(self.source, json::bytes(record))?);
        }
        if !rows {
            return records
                .iter()
                .try_for_each(|record| self.json_record(json::bytes(record)));
        }
        let mut table = Gathered::default();
        for record in &records {
            table.record(self.source, &json::read(self.source, json::bytes(record))?);
        }
        table.read(self);
        Ok(())
    }

    /// As [`each`](Self::each).
    fn json_each(&mut self, students: &[(Placed<String>, Range<usize>)]) -> Result<(), Fault> {
        for (id, answers) in students {
            let answers = json::read(self.source, answers.clone())?;
            self.one_of_each(id, &answers);
        }
        Ok(())
    }

    /// As [`by_student`].
    fn by_student(&self, entries: &[(Placed<String>, Range<usize>)]) -> bool {
        let table = |span: &Range<usize>| self.source.text()[span.clone()].starts_with('{');
        let mut all = entries.iter();
        !entries.is_empty() && all.all(|(key, value)| table(value) && !is_ours(&key.value))
    }

    /// A table whose keys are the students.
    fn each(&mut self, students: &Entries) {
        for (id, answers) in students {
            self.one_of_each(id, answers);
        }
    }

    fn one_of_each(&mut self, id: &Placed<String>, answers: &Tree) {
        let Some((student, _)) = self.student(id) else {
            return;
        };
        match &answers.node {
            TreeNode::Table(entries) => self.entries(student, entries),
            _ => self.shapeless(answers.span.clone()),
        }
    }

    /// One object: a student's answers, or one answer.
    fn record(&mut self, tree: &Tree) {
        if self.is_full() {
            return;
        }
        let TreeNode::Table(entries) = &tree.node else {
            return self.shapeless(tree.span.clone());
        };
        if let Some(TreeNode::List(history)) =
            get(entries, "submission_history").map(|tree| &tree.node)
        {
            return self.history(entries, history);
        }
        let Some(id) = self.whose(tree, entries) else {
            return;
        };
        if let (Some(question), Some(answer)) = (get(entries, "question"), get(entries, "answer")) {
            let Some((student, _)) = self.student(&id) else {
                return;
            };
            let Some(name) = question.text() else {
                let message = "a question is named by a text or a number";
                return self.wrong(question.span.clone(), message, "for example: \"q1\"");
            };
            let name = Placed {
                value: name,
                span: question.span.clone(),
            };
            return self.value(student, &name, answer);
        }
        let Some((mut student, fresh)) = self.student(&id) else {
            return;
        };
        if !fresh && self.attempts().is_some() {
            let Some(next) = self.next_attempt(&id) else {
                return;
            };
            student = next;
        }
        self.entries(student, entries);
    }

    /// Who a record is of; `None` with a fault noted.
    fn whose(&mut self, tree: &Tree, entries: &Entries) -> Option<Placed<String>> {
        let named = self.id_column().and_then(|name| get(entries, name));
        let user = match get(entries, "user").map(|user| &user.node) {
            Some(TreeNode::Table(user)) => &user[..],
            _ => &[],
        };
        let worded = |word: HeadWord| {
            let all = entries.iter().chain(user);
            let found = all.filter(move |(key, value)| {
                words::word(&key.value) == Some(word)
                    && !matches!(value.node, TreeNode::Table(_) | TreeNode::Blank)
            });
            found.map(|(_, value)| value).next()
        };
        let found = HeadWord::NAMING
            .into_iter()
            .find_map(|word| Some((word, worded(word)?)));
        let id = named.map(|value| (HeadWord::Student, value)).or(found);
        let (value, span) = match (id, self.student) {
            (Some((_, value)), None) => match value.text() {
                Some(text) => (text, &value.span),
                None => {
                    let message = "a student is named by a text or a number";
                    self.wrong(value.span.clone(), message, "for example: \"ann\"");
                    return None;
                }
            },
            (Some((HeadWord::Student, value)), Some(stem))
                if value.text().is_none_or(|text| text.trim() != stem) =>
            {
                let message = format!("this is in the file of `{stem}`, and names another student");
                let help = "leave the student out, or rename the file";
                self.wrong(value.span.clone(), message, help);
                return None;
            }
            (_, Some(stem)) => (stem.to_owned(), &tree.span),
            (None, None) => match self.asked_for() {
                Some(asked) => (asked.to_owned(), &tree.span),
                None => {
                    let message = "these answers name no student";
                    self.wrong(tree.span.clone(), message, "add \"student\": \"ann\"");
                    return None;
                }
            },
        };
        Some(Placed {
            value,
            span: span.clone(),
        })
    }

    /// All attempts of a submission as Canvas lists them, each with what is said of all.
    fn history(&mut self, entries: &Entries, history: &[Tree]) {
        let shared = |(key, _): &&(Placed<String>, Tree)| {
            let about = words::word(&key.value);
            let who = !matches!(
                about,
                None | Some(HeadWord::Attempt | HeadWord::Submitted | HeadWord::Started)
            );
            key.value == "user" || who
        };
        for attempt in history {
            let TreeNode::Table(own) = &attempt.node else {
                return self.shapeless(attempt.span.clone());
            };
            let shared = entries
                .iter()
                .filter(shared)
                .filter(|(key, _)| get(own, &key.value).is_none());
            let all: Vec<(Placed<String>, Tree)> = own.iter().chain(shared).cloned().collect();
            self.record(&Tree {
                node: TreeNode::Table(all),
                span: attempt.span.clone(),
            });
        }
    }

    /// Answers by the names of their questions, with what else is said of the student.
    fn entries(&mut self, student: usize, entries: &Entries) {
        for (key, value) in entries {
            let letters = key.value.to_lowercase();
            match (&value.node, letters.as_str()) {
                (TreeNode::Table(answers), "answers") => {
                    for (key, value) in answers {
                        self.value(student, key, value);
                    }
                    continue;
                }
                (TreeNode::List(answers), "submission_data") => {
                    self.submission(student, answers);
                    continue;
                }
                (TreeNode::Table(user), "user") => {
                    self.entries(student, user);
                    continue;
                }
                _ => {}
            }
            let word = words::word(&key.value).filter(|_| self.heads().named(&key.value).is_none());
            let what = match word {
                None if ADMINISTRATIVE.contains(&letters.as_str()) => continue,
                None => {
                    self.value(student, key, value);
                    continue;
                }
                Some(HeadWord::Name) => Holds::Name,
                Some(HeadWord::Email) => Holds::Email,
                Some(HeadWord::Student | HeadWord::Number | HeadWord::Login | HeadWord::Id) => {
                    Holds::OtherId
                }
                Some(HeadWord::Section) => Holds::Section,
                Some(HeadWord::Attempt) => Holds::Attempt,
                Some(HeadWord::Submitted) => Holds::Submitted,
                Some(_) => continue,
            };
            self.describe(student, what, &value.text().unwrap_or_default(), &key.value);
        }
    }

    /// Answers as Canvas gives them: a list of the questions' ids and texts.
    fn submission(&mut self, student: usize, answers: &[Tree]) {
        for answer in answers {
            let text = answer.at(&["text"]).or_else(|| answer.at(&["answer"]));
            let known = |tree: &&Tree| {
                let name = tree.text();
                name.is_some_and(|name| self.heads().named(&name).is_some())
            };
            let names = ["question_id", "id", "question_name", "question_text"];
            let mut names = names.iter().filter_map(|key| answer.at(&[key]));
            let first = names.clone().next();
            let (Some(question), Some(text)) = (names.find(known).or(first), text) else {
                continue;
            };
            let name = Placed {
                value: question.text().unwrap_or_default(),
                span: question.span.clone(),
            };
            self.value(student, &name, text);
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
    pub(super) fn shapeless(&mut self, span: Range<usize>) {
        let message = "expected a student's answers here";
        self.wrong(
            span,
            message,
            "for example: {\"student\": \"ann\", \"answers\": {\"q1\": \"6\"}}",
        );
    }
}

/// What Canvas says of a submission beside its answers.
const ADMINISTRATIVE: &[&str] = &[
    "user_id",
    "assignment_id",
    "quiz_id",
    "submission_id",
    "workflow_state",
    "score",
    "grade",
    "body",
    "late",
    "missing",
    "graded_at",
    "grader_id",
    "submission_type",
    "preview_url",
    "entered_score",
    "entered_grade",
    "kept_score",
    "finished_at",
    "end_at",
    "seconds_late",
    "validation_token",
    "quiz_version",
    "points_deducted",
    "excused",
    "extra_attempts",
    "sortable_name",
    "short_name",
    "created_at",
    "attachments",
    "url",
];

/// Whether a key alone in a file holds all answers.
fn is_all(key: &str) -> bool {
    matches!(key, "answers" | "students" | "student")
}

/// Whether an object has a key, upper and lower case alike.
fn has(entries: &[(Placed<String>, Range<usize>)], wanted: &str) -> bool {
    let mut keys = entries.iter().map(|(key, _)| &key.value);
    keys.any(|key| key.eq_ignore_ascii_case(wanted))
}

/// Whether a key is a word of ours, and no student's id.
fn is_ours(key: &str) -> bool {
    words::word(key).is_some() || key == "user"
}

/// Are the keys of this table students? Then each holds a table, and none is a word of ours.
fn by_student(entries: &Entries) -> bool {
    let table = |value: &Tree| matches!(value.node, TreeNode::Table(_));
    let mut all = entries.iter();
    !entries.is_empty() && all.all(|(key, value)| table(value) && !is_ours(&key.value))
}
