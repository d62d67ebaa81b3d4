//! Records that are the rows of a table, with the heads as keys: they are understood as one.

use crate::class::answers::assign::File;
use crate::class::answers::heads::Heads;
use crate::class::answers::sheet;
use crate::class::answers::words;
use crate::files::sheet::PlacedCell;
use crate::files::source::Placed;
use crate::files::tree::{Entries, Tree, TreeNode, get, list};
use std::collections::HashMap;
use std::ops::Range;

/// Whether an object is a row: texts under heads, or under `answers`, each head once, and not all of
/// them questions. None is our own word for the student, by which objects are told apart without
/// looking at others.
pub(super) fn is_row(questions: &Heads, tree: &Tree) -> bool {
    let TreeNode::Table(entries) = &tree.node else {
        return false;
    };
    let mut heads: Vec<&str> = Vec::new();
    let mut asked = true;
    for (key, value) in cells(entries) {
        let own = key.value.eq_ignore_ascii_case("student");
        let nested = words::word(&key.value).is_some() && matches!(value.node, TreeNode::Table(_));
        if own || nested || value.text().is_none() {
            return false;
        }
        asked &= questions.named(&key.value).is_some();
        heads.push(&key.value);
    }
    heads.sort_unstable();
    !asked && heads.windows(2).all(|pair| pair[0] != pair[1])
}

/// What an object says, with what stands under `answers`.
fn cells(entries: &Entries) -> impl Iterator<Item = &(Placed<String>, Tree)> {
    let own = entries.iter().filter(|(key, value)| {
        !(key.value.eq_ignore_ascii_case("answers") && matches!(value.node, TreeNode::Table(_)))
    });
    let answers = match get(entries, "answers").map(|answers| &answers.node) {
        Some(TreeNode::Table(answers)) => &answers[..],
        _ => &[],
    };
    own.chain(answers)
}

/// A table while its rows are gathered.
#[derive(Default)]
struct Gathered {
    columns: HashMap<String, usize>,
    head: Vec<PlacedCell>,
    rows: Vec<Vec<PlacedCell>>,
}

impl Gathered {
    /// Starts a row, which stands there.
    fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Puts a cell into the last row.
    fn cell(&mut self, head: &str, at: &Range<usize>, cell: PlacedCell) {
        let columns = self.head.len();
        let column = *self.columns.entry(head.to_owned()).or_insert(columns);
        if column == columns {
            self.head.push(PlacedCell {
                value: head.to_owned(),
                span: at.clone(),
            });
        }
        if let Some(row) = self.rows.last_mut() {
            row.resize_with(row.len().max(column + 1), || PlacedCell {
                value: String::new(),
                span: cell.span.start..cell.span.start,
            });
            row[column] = cell;
        }
    }

    fn read(mut self, file: &mut File<'_, '_, '_>) {
        let columns = self.head.len();
        for row in &mut self.rows {
            let at = row.last().map_or(0, |cell| cell.span.end);
            row.resize_with(columns, || PlacedCell {
                value: String::new(),
                span: at..at,
            });
        }
        sheet::records(file, &self.head, self.rows);
    }
}

impl File<'_, '_, '_> {
    /// Objects that are rows.
    pub(super) fn rows(&mut self, records: &[&Tree]) {
        let mut table = Gathered::default();
        for record in records {
            let TreeNode::Table(entries) = &record.node else {
                continue;
            };
            table.row();
            for (key, value) in cells(entries) {
                let cell = PlacedCell {
                    value: value.text().unwrap_or_default(),
                    span: value.span.clone(),
                };
                table.cell(&key.value, &key.span, cell);
            }
        }
        table.read(self);
    }

    /// Responses as the interface of Google Forms gives them: answers by the ids of the questions,
    /// whose titles the form tells where it is in the file too.
    pub(super) fn form(&mut self, whole: &Entries) {
        let form = match get(whole, "form").map(|form| &form.node) {
            Some(TreeNode::Table(form)) => form,
            _ => whole,
        };
        let mut titles: HashMap<String, String> = HashMap::new();
        for item in list(get(form, "items")) {
            let one = item.at(&["questionItem", "question", "questionId"]);
            titles.extend(
                one.and_then(Tree::text)
                    .zip(item.at(&["title"]).and_then(Tree::text)),
            );
            for row in list(item.at(&["questionGroupItem", "questions"])) {
                let id = row.at(&["questionId"]).and_then(Tree::text);
                titles.extend(id.zip(row.at(&["rowQuestion", "title"]).and_then(Tree::text)));
            }
        }
        let mut table = Gathered::default();
        for response in list(get(whole, "responses")) {
            let TreeNode::Table(entries) = &response.node else {
                return self.shapeless(response.span.clone());
            };
            table.row();
            let about = [
                "respondentEmail",
                "lastSubmittedTime",
                "createTime",
                "responseId",
            ];
            for (key, value) in entries {
                let text = value.text().filter(|_| about.contains(&key.value.as_str()));
                if let Some(value) = text {
                    let span = response.span.start..response.span.start + 1;
                    let cell = PlacedCell { value, span };
                    table.cell(&key.value, &key.span, cell);
                }
            }
            let answers = match get(entries, "answers").map(|answers| &answers.node) {
                Some(TreeNode::Table(answers)) => &answers[..],
                _ => &[],
            };
            for (question, answer) in answers {
                let values = list(answer.at(&["textAnswers", "answers"]));
                let values = values
                    .iter()
                    .filter_map(|value| value.at(&["value"])?.text());
                let cell = PlacedCell {
                    value: values.collect::<Vec<String>>().join(", "),
                    span: answer.span.clone(),
                };
                let title = titles.get(&question.value).unwrap_or(&question.value);
                table.cell(title, &question.span, cell);
            }
        }
        let mut heads = table.head.iter();
        if !heads.any(|head| self.heads().named(&head.value).is_some()) {
            let span = get(whole, "responses").map_or(0..0, |responses| responses.span.clone());
            let message = "none of these answers belongs to a question of the quiz";
            let help = "say the question's id in the quiz, column = \"...\", or add the form's `items` to the file";
            return self.wrong(span, message, help);
        }
        table.read(self);
    }
}
