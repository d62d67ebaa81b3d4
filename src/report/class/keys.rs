//! A paper with the computed key of every question, for the teacher.

use crate::notation::visible::visible;
use crate::notation::width::cut;
use crate::quiz::Quiz;
use crate::quiz::paper::Papers;
use crate::report::check;
use crate::report::class::cell::cell;
use crate::report::class::task;
use crate::report::figure::Figure;
use crate::report::json;
use crate::report::layout::{self, Fill, TextColumn};
use crate::report::record::{Aside, record};
use crate::report::{Role, Text};
use crate::slope::DIGITS;

/// Questions that are named in a note.
const NAMED: usize = 8;

/// Widest and narrowest task, in columns of the terminal.
const TASK: std::ops::RangeInclusive<usize> = 8..=40;

record! {
    /// The keys of one paper.
    pub struct Keys {
        /// whose paper it is, null where it is everybody's
        pub student: Option<String>,
        /// the questions in their order
        pub keys: Vec<QuestionKey>,
        /// Whether every student has other numbers than these.
        pub example: Aside<bool>,
        /// Questions of which not all combinations of numbers were tried.
        pub sampled: Aside<Vec<String>>,
    }
}

record! {
    /// A question and its key.
    pub struct QuestionKey {
        /// the question by name
        pub question: String,
        /// what it asks
        pub task: String,
        /// points of the question
        pub points: Figure,
        /// the right answer
        pub key: String,
    }
}

impl Keys {
    /// The keys of the first of these papers; `student` is whose it is, or nobody's.
    pub fn new(quiz: &Quiz, papers: &Papers, student: Option<&str>) -> Keys {
        let entries = papers.paper(0).map(|variant| QuestionKey {
            question: variant.question.name.value.clone(),
            task: task(&variant.question),
            points: Figure::rational(&variant.question.points, DIGITS),
            key: variant.key.shown(DIGITS),
        });
        let name = |&at: &usize| quiz.questions[at].name.value.clone();
        Keys {
            student: student.map(str::to_owned),
            keys: entries.collect(),
            example: Aside(quiz.is_varied() && student.is_none()),
            sampled: Aside(papers.sampled.iter().map(name).collect()),
        }
    }

    /// As a table. Where it would be too wide the tasks are cut.
    pub fn text(&self, width: usize) -> Text {
        let each = |cell: &dyn Fn(&QuestionKey) -> String| self.keys.iter().map(cell).collect();
        let names = each(&|entry| visible(&entry.question).into_owned());
        let names = TextColumn::new("", names, Fill::After)
            .gap(0)
            .role(Role::Heading);
        let keys = each(&|entry| visible(&entry.key).into_owned());
        let keys = TextColumn::new("", keys, Fill::After).role(Role::Answer);
        let room = width.saturating_sub(names.width() + keys.width() + 2);
        let room = room.clamp(*TASK.start(), *TASK.end());
        let tasks = TextColumn::new("", each(&|entry| cut(&entry.task, room)), Fill::After);
        layout::table(&[names, tasks, keys])
    }

    /// The keys alone, one a line.
    pub fn quiet(&self) -> Text {
        let mut text = Text::new();
        for entry in &self.keys {
            text.plain(visible(&entry.key)).line();
        }
        text
    }

    /// A row for each question, with a head.
    pub fn tsv(&self) -> String {
        let mut rows = String::from("question\ttask\tpoints\tkey\n");
        for entry in &self.keys {
            let cells = [
                cell(&entry.question),
                cell(&entry.task),
                check::figure(&entry.points),
                cell(&entry.key),
            ];
            rows.push_str(&cells.join("\t"));
            rows.push('\n');
        }
        rows
    }

    /// For programs.
    pub fn json(&self) -> String {
        json::record("grade", self)
    }

    /// What has to be known of them, a sentence each.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if *self.example {
            notes.push("every student has other numbers: --student ID shows them".to_owned());
        }
        if !self.sampled.is_empty() {
            let named = self.sampled.iter().take(NAMED).map(String::as_str);
            let mut names = named.collect::<Vec<&str>>().join(", ");
            if self.sampled.len() > NAMED {
                names.push_str(", ...");
            }
            let said = "there are too many combinations of numbers to try all of them";
            notes.push(format!("{said}: {}", visible(&names)));
        }
        notes
    }
}
