//! Answers as records: what an object says of a student.

use crate::class::answers::assign::File;
use crate::class::answers::flat::{ObjectKeys, RecordColumns, Records, WindowedRecords};
use crate::class::answers::head_word::HeadWord;
use crate::class::answers::heads::{Heads, Holds};
use crate::class::answers::sheet;
use crate::class::answers::words;
use crate::files::source::Placed;
use crate::files::tree::{Entries, Tree, TreeNode, get};
use std::collections::HashMap;
use std::ops::Range;

/// Records that are there as trees.
struct HeldRecords<'t> {
    all: &'t [Tree],
    at: usize,
}

impl Records for HeldRecords<'_> {
    fn restart(&mut self, _file: &mut File<'_, '_, '_>) {
        self.at = 0;
    }

    fn next(&mut self, _file: &mut File<'_, '_, '_>) -> Option<Tree> {
        self.at += 1;
        self.all.get(self.at - 1).cloned()
    }
}

impl File<'_, '_, '_> {
    /// Objects one after the other: rows of a table, if all are, else each for itself.
    fn records(&mut self, records: &[Tree]) {
        let mut keys = ObjectKeys::new(self.heads());
        if self.student.is_some()
            || records.is_empty()
            || !records.iter().all(|tree| keys.is_row(tree))
        {
            return records.iter().for_each(|record| self.record(record));
        }
        let mut columns = RecordColumns::default();
        for record in records {
            columns.add(record);
        }
        let mut records = HeldRecords {
            all: records,
            at: 0,
        };
        sheet::held_records(self, &columns, &mut records);
    }

    /// Reads objects: as rows of a table where they have columns, else each for itself.
    pub(super) fn gone_over(
        &mut self,
        columns: Option<&RecordColumns>,
        records: &mut dyn WindowedRecords,
    ) {
        match columns {
            Some(columns) => sheet::records(self, columns, records),
            None => self.each_record(records),
        }
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

    /// A table whose keys are the students.
    pub(super) fn each(&mut self, students: &Entries) {
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
    pub(super) fn record(&mut self, tree: &Tree) {
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
        if let Some(key) = said_twice(entries).filter(|key| self.tells(&key.value)) {
            let message = format!(
                "`{}` stands twice here, and says different things",
                key.value
            );
            return self.wrong(key.span.clone(), message, "leave one of them out");
        }
        let Some(id) = self.whose(tree, entries) else {
            return;
        };
        if let (Some(question), Some(answer)) = (get(entries, "question"), get(entries, "answer")) {
            let Some(student) = self.one_by_one(&id) else {
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

    /// Does a key tell who answers, or when, or what was asked?
    fn tells(&self, key: &str) -> bool {
        words::word(key).is_some() || self.id_column() == Some(key)
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
            let means = KeyMeans::of(self.heads(), &key.value);
            let answers = means == KeyMeans::Answers;
            let is = |name: &str| key.value.to_lowercase() == name;
            match (&value.node, means) {
                (TreeNode::Table(all), KeyMeans::Answers) => {
                    for (key, value) in all {
                        self.value(student, key, value);
                    }
                }
                (TreeNode::List(all), _) if answers || is("submission_data") => {
                    self.submission(student, all, answers);
                }
                (TreeNode::Blank, KeyMeans::Answers) => {}
                // What is not understood is nobody's blank answer.
                (_, KeyMeans::Answers) => self.shapeless(value.span.clone()),
                (TreeNode::Table(user), _) if is("user") => self.entries(student, user),
                (_, KeyMeans::Nothing) => {}
                (_, KeyMeans::Question(_) | KeyMeans::Unknown) => self.value(student, key, value),
                (_, KeyMeans::Told(what)) => {
                    let text = value.text().unwrap_or_default();
                    self.describe(student, what, &text, &key.value);
                }
            }
        }
    }

    /// Answers as Canvas gives them: a list of the questions' ids and texts. `each` says whether each of the
    /// list is an answer.
    fn submission(&mut self, student: usize, answers: &[Tree], each: bool) {
        for answer in answers {
            let mut texts = ["text", "answer", "response", "value"].iter();
            let text = texts.find_map(|key| answer.at(&[key]));
            let known = |tree: &&Tree| {
                let name = tree.text();
                name.is_some_and(|name| self.heads().named(&name).is_some())
            };
            let names = [
                "question_id",
                "question",
                "id",
                "name",
                "question_name",
                "question_text",
            ];
            let mut names = names.iter().filter_map(|key| answer.at(&[key]));
            let first = names.clone().next();
            let (Some(question), Some(text)) = (names.find(known).or(first), text) else {
                if each {
                    self.shapeless(answer.span.clone());
                }
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

/// What a key of a student's object means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyMeans {
    /// The answer to a question, by its place.
    Question(usize),
    /// All answers.
    Answers,
    /// More of the student.
    Told(Holds),
    /// Nothing that is used.
    Nothing,
    /// A question that is not known.
    Unknown,
}

impl KeyMeans {
    pub(super) fn of(heads: &Heads, key: &str) -> KeyMeans {
        let question = heads.named(key);
        let word = words::word(key).filter(|_| question.is_none());
        let Some(word) = word else {
            let unused = ADMINISTRATIVE.contains(&key.to_lowercase().as_str());
            return match question {
                _ if unused => KeyMeans::Nothing,
                Some(question) => KeyMeans::Question(question),
                None => KeyMeans::Unknown,
            };
        };
        KeyMeans::Told(match word {
            HeadWord::Answer => return KeyMeans::Answers,
            HeadWord::Name => Holds::Name,
            HeadWord::Email => Holds::Email,
            HeadWord::Student | HeadWord::Number | HeadWord::Login | HeadWord::Id => Holds::OtherId,
            HeadWord::Section => Holds::Section,
            HeadWord::Attempt => Holds::Attempt,
            HeadWord::Submitted => Holds::Submitted,
            HeadWord::First | HeadWord::Last | HeadWord::Started | HeadWord::Question => {
                return KeyMeans::Nothing;
            }
        })
    }
}

/// How well a key names the student, 0 best, where the teacher names that one or none.
pub(super) fn naming(key: &str, id: Option<&str>) -> Option<usize> {
    if id.is_some_and(|id| key.eq_ignore_ascii_case(id)) {
        return Some(0);
    }
    let word = words::word(key)?;
    let rank = HeadWord::NAMING.iter().position(|naming| *naming == word)?;
    Some(1 + rank)
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
pub(super) fn is_all(key: &str) -> bool {
    matches!(key, "answers" | "students" | "student")
}

/// A key that stands a second time, with another value.
fn said_twice(entries: &Entries) -> Option<&Placed<String>> {
    let mut known: HashMap<&str, &Tree> = HashMap::new();
    for (key, value) in entries {
        let before = known.insert(&key.value, value);
        if before.is_some_and(|before| before.text() != value.text()) {
            return Some(key);
        }
    }
    None
}

/// Whether a key is a word of ours, and no student's id.
pub(super) fn is_ours(key: &str) -> bool {
    words::word(key).is_some() || key == "user"
}

/// Are the keys of this table students? Then each holds a table, and none is a word of ours.
fn by_student(entries: &Entries) -> bool {
    let table = |value: &Tree| matches!(value.node, TreeNode::Table(_));
    let mut all = entries.iter();
    !entries.is_empty() && all.all(|(key, value)| table(value) && !is_ours(&key.value))
}
