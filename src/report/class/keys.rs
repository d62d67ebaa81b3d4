//! A paper with the computed key of every question, for the teacher.

use crate::notation::visible::visible;
use crate::notation::width::cut;
use crate::quiz::Quiz;
use crate::quiz::paper::Papers;
use crate::report::check;
use crate::report::class::data::cell;
use crate::report::class::task;
use crate::report::json::{Map, Value, json};
use crate::report::layout::{self, Column, Fill};
use crate::report::{Role, Text};
use crate::slope::DIGITS;

/// Questions that are named in a note.
const NAMED: usize = 8;

/// Widest and narrowest task, in columns of the terminal.
const TASK: std::ops::RangeInclusive<usize> = 8..=40;

/// A question and its key.
#[derive(Clone, Debug)]
struct Entry {
    question: String,
    task: String,
    points: crate::number::rational::Rational,
    key: String,
}

/// The keys of one paper, and what has to be known of them.
#[derive(Clone, Debug)]
pub struct Keys {
    student: Option<String>,
    entries: Vec<Entry>,
    /// Does every student have other numbers than these?
    example: bool,
    /// Questions of which not all combinations of numbers were tried.
    sampled: Vec<String>,
}

impl Keys {
    /// The keys of the first of these papers; `student` is whose it is, or nobody's.
    pub fn new(quiz: &Quiz, papers: &Papers, student: Option<&str>) -> Keys {
        let entries = papers.paper(0).map(|variant| Entry {
            question: variant.question.name.value.clone(),
            task: task(&variant.question),
            points: variant.question.points.clone(),
            key: variant.key.shown(DIGITS),
        });
        let name = |&at: &usize| quiz.questions[at].name.value.clone();
        Keys {
            student: student.map(str::to_owned),
            entries: entries.collect(),
            example: quiz.is_varied() && student.is_none(),
            sampled: papers.sampled.iter().map(name).collect(),
        }
    }

    /// As a table. Where it would be too wide the tasks are cut.
    pub fn text(&self, width: usize) -> Text {
        let each = |cell: &dyn Fn(&Entry) -> String| self.entries.iter().map(cell).collect();
        let names = each(&|entry| visible(&entry.question).into_owned());
        let names = Column::new("", names, Fill::After)
            .gap(0)
            .role(Role::Heading);
        let keys = each(&|entry| visible(&entry.key).into_owned());
        let keys = Column::new("", keys, Fill::After).role(Role::Answer);
        let room = width.saturating_sub(names.width() + keys.width() + 2);
        let room = room.clamp(*TASK.start(), *TASK.end());
        let tasks = Column::new("", each(&|entry| cut(&entry.task, room)), Fill::After);
        layout::table(&[names, tasks, keys])
    }

    /// The keys alone, one a line.
    pub fn quiet(&self) -> Text {
        let mut text = Text::new();
        for entry in &self.entries {
            text.plain(visible(&entry.key)).line();
        }
        text
    }

    /// A row for each question, with a head.
    pub fn tsv(&self) -> String {
        let mut rows = String::from("question\ttask\tpoints\tkey\n");
        for entry in &self.entries {
            let cells = [
                cell(&entry.question),
                cell(&entry.task),
                check::points(&entry.points),
                cell(&entry.key),
            ];
            rows.push_str(&cells.join("\t"));
            rows.push('\n');
        }
        rows
    }

    /// For programs; `student` is null where it is the paper of everybody.
    pub fn json(&self) -> Map<String, Value> {
        let each = self.entries.iter().map(|entry| {
            json!({
                "question": entry.question,
                "task": entry.task,
                "points": entry.points.to_f64(),
                "key": entry.key,
            })
        });
        let each: Vec<Value> = each.collect();
        let mut object = Map::new();
        object.insert("command".into(), json!("grade"));
        object.insert("student".into(), json!(self.student));
        object.insert("keys".into(), json!(each));
        object
    }

    /// What has to be known of them, a sentence each.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.example {
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
