//! Records that are the rows of a table, with the heads as keys: they are understood as one.

use crate::class::answers::assign::File;
use crate::class::answers::heads::Heads;
use crate::class::answers::sheet;
use crate::class::answers::words;
use crate::files::json::{self, OneLevel};
use crate::files::sheet::PlacedCell;
use crate::files::source::{Fault, Placed, Source};
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
pub(super) struct Gathered {
    columns: HashMap<String, usize>,
    head: Vec<PlacedCell>,
    rows: Vec<Vec<GatheredCell>>,
}

/// A cell of a table of records, in 24 bytes where the file has its text as it is.
#[derive(Clone, Default)]
struct GatheredCell {
    /// The bytes of the file that it stands in; it is below 4 GiB.
    start: u32,
    end: u32,
    /// Its text, where the file has it in another form: escapes, a list.
    other: Option<Box<str>>,
}

impl GatheredCell {
    fn new(source: &Source, cell: &PlacedCell) -> GatheredCell {
        let same = as_written(source, cell.span.clone()) == cell.value;
        GatheredCell {
            start: cell.span.start as u32,
            end: cell.span.end as u32,
            other: (!same).then(|| cell.value.as_str().into()),
        }
    }

    fn read(&self, source: &Source) -> PlacedCell {
        let span = self.start as usize..self.end as usize;
        let value = match &self.other {
            Some(text) => text.to_string(),
            None => as_written(source, span.clone()).to_owned(),
        };
        PlacedCell { value, span }
    }
}

/// What stands in these bytes of a file, without quotes around it.
fn as_written(source: &Source, span: Range<usize>) -> &str {
    let raw = source.text().get(span).unwrap_or("");
    let inside = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
    inside.unwrap_or(raw)
}

impl Gathered {
    /// Starts a row, which stands there.
    fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Puts a cell into the last row.
    fn cell(&mut self, source: &Source, head: &str, at: &Range<usize>, cell: &PlacedCell) {
        let columns = self.head.len();
        let column = *self.columns.entry(head.to_owned()).or_insert(columns);
        if column == columns {
            self.head.push(PlacedCell {
                value: head.to_owned(),
                span: at.clone(),
            });
        }
        if let Some(row) = self.rows.last_mut() {
            let empty = GatheredCell {
                start: cell.span.start as u32,
                end: cell.span.start as u32,
                other: None,
            };
            row.resize(row.len().max(column + 1), empty);
            row[column] = GatheredCell::new(source, cell);
        }
    }

    /// Adds an object that is a row.
    pub(super) fn record(&mut self, source: &Source, record: &Tree) {
        let TreeNode::Table(entries) = &record.node else {
            return;
        };
        self.row();
        for (key, value) in cells(entries) {
            let cell = PlacedCell {
                value: value.text().unwrap_or_default(),
                span: value.span.clone(),
            };
            self.cell(source, &key.value, &key.span, &cell);
        }
    }

    /// Reads the rows into the class.
    pub(super) fn read(self, file: &mut File<'_, '_, '_>) {
        let (source, columns) = (file.source, self.head.len());
        let row = |cells: &Vec<GatheredCell>| {
            let mut row: Vec<PlacedCell> = cells.iter().map(|cell| cell.read(source)).collect();
            let at = row.last().map_or(0, |cell| cell.span.end);
            row.resize_with(columns, || PlacedCell {
                value: String::new(),
                span: at..at,
            });
            row
        };
        sheet::records(file, &self.head, self.rows.iter().map(row));
    }
}

impl File<'_, '_, '_> {
    /// Objects that are rows.
    pub(super) fn rows(&mut self, records: &[&Tree]) {
        let mut table = Gathered::default();
        for record in records {
            table.record(self.source, record);
        }
        table.read(self);
    }

    /// Responses as the interface of Google Forms gives them: answers by the ids of the questions,
    /// whose titles the form tells where it is in the file too.
    pub(super) fn form(
        &mut self,
        whole: &[(Placed<String>, Range<usize>)],
        span: Range<usize>,
    ) -> Result<(), Fault> {
        let place = |wanted: &str| {
            let mut entries = whole.iter();
            let found = entries.find(|(key, _)| key.value.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| value.clone())
        };
        let tree = |place: Option<Range<usize>>| {
            let tree = place.map(|place| json::read(self.source, place));
            tree.transpose()
        };
        let form = tree(place("form"))?;
        let within = form.as_ref().and_then(|form| form.at(&["items"]).cloned());
        let items = match form.is_some() {
            true => within,
            false => tree(place("items"))?,
        };
        let mut titles: HashMap<String, String> = HashMap::new();
        for item in list(items.as_ref()) {
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
        let responses = place("responses").unwrap_or(span);
        let all = match json::level(self.source, responses.clone())? {
            OneLevel::List(all) => all,
            _ => Vec::new(),
        };
        for response in all {
            let response = json::read(self.source, json::bytes(&response))?;
            let TreeNode::Table(entries) = &response.node else {
                self.shapeless(response.span.clone());
                return Ok(());
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
                    table.cell(self.source, &key.value, &key.span, &cell);
                }
            }
            let answers = match get(entries, "answers").map(|answers| &answers.node) {
                Some(TreeNode::Table(answers)) => &answers[..],
                _ => &[],
            };
            for (question, answer) in answers {
                let values = list(answer.at(&["textAnswers", "answers"]));
                let values: Vec<&Tree> = values
                    .iter()
                    .filter_map(|value| value.at(&["value"]))
                    .collect();
                let texts = values.iter().filter_map(|value| value.text());
                let cell = PlacedCell {
                    value: texts.collect::<Vec<String>>().join(", "),
                    span: match values[..] {
                        [only] => only.span.clone(),
                        _ => answer.span.clone(),
                    },
                };
                let title = titles.get(&question.value).unwrap_or(&question.value);
                table.cell(self.source, title, &question.span, &cell);
            }
        }
        let mut heads = table.head.iter();
        if !heads.any(|head| self.heads().named(&head.value).is_some()) {
            let message = "none of these answers belongs to a question of the quiz";
            let help = "say the question's id in the quiz, column = \"...\", or add the form's `items` to the file";
            self.wrong(responses, message, help);
            return Ok(());
        }
        table.read(self);
        Ok(())
    }
}
