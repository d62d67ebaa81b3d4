//! How the heads of tables of answers were understood.

use crate::class::answers::{Class, Holds, Understood};
use crate::notation::visible::visible;
use crate::quiz::Quiz;
use crate::report::class::cell::cell;
use crate::report::json;
use crate::report::layout::{self, Fill, TextColumn};
use crate::report::record::record;
use crate::report::{Role, Text};

record! {
    /// What `grade --columns` says.
    pub struct ColumnsRead {
        /// the tables, in the order of their files
        pub tables: Vec<TableRead>,
    }
}

record! {
    /// How the head of a table was understood.
    pub struct TableRead {
        /// the file
        pub file: String,
        /// the heads of the columns by which students are told apart; none where each row is one
        pub students_by: Vec<String>,
        /// how many columns hold answers
        pub answer_columns: usize,
        /// rows that are no student's: averages, a second head
        pub rows_passed_over: usize,
        /// what the first of them are called that are no heads
        pub passed_over: Vec<String>,
        /// the columns in their order
        pub columns: Vec<ColumnRead>,
    }
}

record! {
    /// A column.
    pub struct ColumnRead {
        /// its head
        pub head: String,
        /// what it holds: student, name, section, answers and so on, or ignored
        pub holds: String,
        /// the question that it answers, by name
        pub question: Option<String>,
    }
}

/// The tables of a class for programs.
fn tables(quiz: &Quiz, class: &Class) -> Vec<TableRead> {
    let tables = class.understood.iter().map(|table| table_read(quiz, table));
    tables.collect()
}

/// Those of which there is something to say: in a plain one each head says what it is.
/// `Max` may be a student's name all the same, and is held back with the others.
pub(super) fn told(quiz: &Quiz, class: &Class, anonymous: bool) -> Vec<TableRead> {
    let tables = class.understood.iter().filter(|table| !table.is_plain());
    let read = tables.map(|table| match anonymous {
        true => table_read(quiz, &table.clone().without_names()),
        false => table_read(quiz, table),
    });
    read.collect()
}

fn table_read(quiz: &Quiz, table: &Understood) -> TableRead {
    let columns = table.columns.iter().map(|(head, holds)| ColumnRead {
        head: head.clone(),
        holds: holds.word().to_owned(),
        question: match holds {
            Holds::Question(place) => Some(quiz.questions[*place].name.value.clone()),
            _ => None,
        },
    });
    TableRead {
        file: table.file.clone(),
        students_by: table.students_by().into_iter().map(str::to_owned).collect(),
        answer_columns: table.answer_columns(),
        rows_passed_over: table.passed_over,
        passed_over: table.passed.clone(),
        columns: columns.collect(),
    }
}

impl ColumnsRead {
    /// Those of a class.
    pub fn new(quiz: &Quiz, class: &Class) -> ColumnsRead {
        ColumnsRead {
            tables: tables(quiz, class),
        }
    }

    /// A line for each column, under the file.
    pub fn text(&self) -> Text {
        let mut text = Text::new();
        if self.tables.is_empty() {
            text.plain("no tables: keys say what they hold").line();
        }
        for table in &self.tables {
            text.push(Role::Heading, visible(&table.file)).line();
            let heads = table
                .columns
                .iter()
                .map(|column| visible(&column.head).into_owned());
            let holds = table.columns.iter().map(|column| match &column.question {
                Some(question) => format!("answers to {}", visible(question)),
                None => column.holds.clone(),
            });
            let columns = [
                TextColumn::new("", heads.collect(), Fill::After),
                TextColumn::new("", holds.collect(), Fill::After).gap(3),
            ];
            text.append(layout::table(&columns));
        }
        text
    }

    /// A row for each column, with a head.
    pub fn tsv(&self) -> String {
        let mut rows = String::from("file\thead\tholds\tquestion\n");
        for table in &self.tables {
            for column in &table.columns {
                let question = column.question.as_deref().map(cell).unwrap_or_default();
                let cells = [
                    cell(&table.file),
                    cell(&column.head),
                    column.holds.clone(),
                    question,
                ];
                rows.push_str(&cells.join("\t"));
                rows.push('\n');
            }
        }
        rows
    }

    /// For programs.
    pub fn json(&self) -> String {
        json::record("grade", self)
    }
}
