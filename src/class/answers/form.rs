//! Responses as the interface of Google Forms gives them: answers by the ids of the questions, whose titles
//! the form tells where it is in the file too.
//!
//! Responses are gone over twice. No row can be read before all heads are known: a response leaves out what
//! was not answered, so the last one may bring a question, a second column that fits one, or the first
//! address of e-mail, by which all students are told apart from then on; titles may stand behind the
//! responses; and a file that is no JSON at its end has no rows. To hold the rows meanwhile would take what
//! the class takes once more.

use crate::class::answers::assign::File;
use crate::class::answers::flat::{RecordColumns, RecordReading, Records, WindowedRecords, new_in};
use crate::class::answers::json_look::{self, LISTED, Look};
use crate::class::answers::json_records::ListedRecords;
use crate::class::answers::sheet;
use crate::files::json;
use crate::files::json_level::{JsonItem, JsonLevel, NotJson};
use crate::files::parted::Parted;
use crate::files::source::{Fault, Placed};
use crate::files::tree::{Entries, Tree, TreeNode, get, list};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// What is known of a person beside the answers.
const ABOUT: [&str; 4] = [
    "respondentEmail",
    "lastSubmittedTime",
    "createTime",
    "responseId",
];

/// Where the parts of such a file stand in it.
#[derive(Default)]
pub(super) struct FormParts {
    form: Option<Range<usize>>,
    items: Option<Range<usize>>,
    pub(super) responses: Option<Range<usize>>,
    pub(super) heads: FormHeads,
}

/// What responses have answers to, and what else they say, in the order in which it first comes.
#[derive(Default)]
pub(super) struct FormHeads {
    /// The ids of questions, and the keys of what is said beside; whether it is one of these.
    all: Vec<(Placed<String>, bool)>,
    known: HashSet<(String, bool)>,
    /// Where the first one stands that is no response.
    none: Option<Range<usize>>,
    /// What keeps the first one from being read that can't be.
    fault: Option<Fault>,
}

impl FormHeads {
    /// Adds those of a response, if it is one; whether there were new ones.
    fn add(&mut self, response: &Tree) -> Option<bool> {
        let TreeNode::Table(entries) = &response.node else {
            return None;
        };
        let before = self.all.len();
        for (key, _) in about(entries) {
            self.head(key, true);
        }
        for (question, _) in answers(entries) {
            self.head(question, false);
        }
        Some(self.all.len() > before)
    }

    fn head(&mut self, key: &Placed<String>, beside: bool) {
        let known = (key.value.clone(), beside);
        if self.known.insert(known) {
            self.all.push((key.clone(), beside));
        }
    }
}

impl Look for FormHeads {
    fn value(
        &mut self,
        file: &mut File<'_, '_, '_>,
        level: &mut JsonLevel,
        _item: &JsonItem,
    ) -> Result<(), NotJson> {
        let value = level.value(&mut file.source)?;
        let held = file.source.held();
        if !self.looks() {
            let is_json = json::is_json(held.slice(value));
            return is_json.then_some(()).ok_or(NotJson);
        }
        match json::read(held, value.clone()) {
            Ok(response) => {
                if self.add(&response).is_none() {
                    self.none = Some(response.span);
                }
                Ok(())
            }
            Err(_) if !json::is_json(held.slice(value)) => Err(NotJson),
            Err(fault) => {
                self.fault = Some(fault);
                Ok(())
            }
        }
    }

    fn looks(&self) -> bool {
        self.none.is_none() && self.fault.is_none()
    }
}

/// What a response says beside its answers.
fn about(response: &Entries) -> impl Iterator<Item = (&Placed<String>, String)> {
    let said = response
        .iter()
        .filter(|(key, _)| ABOUT.contains(&key.value.as_str()));
    said.filter_map(|(key, value)| Some((key, value.text()?)))
}

/// Its answers by the ids of the questions.
fn answers(response: &Entries) -> &[(Placed<String>, Tree)] {
    match get(response, "answers").map(|answers| &answers.node) {
        Some(TreeNode::Table(answers)) => answers,
        _ => &[],
    }
}

impl FormParts {
    /// Notes where a value stands, if it is one of them.
    pub(super) fn note(&mut self, key: &str, place: Range<usize>) {
        for (part, name) in [
            (&mut self.form, "form"),
            (&mut self.items, "items"),
            (&mut self.responses, "responses"),
        ] {
            if part.is_none() && key.eq_ignore_ascii_case(name) {
                *part = Some(place.clone());
            }
        }
    }
}

/// Titles of questions by their ids.
type Titles = HashMap<String, String>;

/// The responses of a form, each as a row: who, when, and the answers by the titles of the questions.
struct Responses {
    all: ListedRecords,
    titles: Arc<Titles>,
}

/// A question by its title, where the form tells it.
fn titled(titles: &Titles, question: &Placed<String>) -> Placed<String> {
    Placed {
        value: titles
            .get(&question.value)
            .unwrap_or(&question.value)
            .clone(),
        span: question.span.clone(),
    }
}

/// The row that a response is.
fn row(response: Tree, titles: &Titles) -> Tree {
    let TreeNode::Table(entries) = &response.node else {
        return response;
    };
    let start = response.span.start;
    let mut row: Vec<(Placed<String>, Tree)> = Vec::new();
    for (key, text) in about(entries) {
        let value = Tree {
            node: TreeNode::Text(text),
            span: start..start + 1,
        };
        row.push((key.clone(), value));
    }
    for (question, answer) in answers(entries) {
        let values = list(answer.at(&["textAnswers", "answers"])).iter();
        let values: Vec<&Tree> = values.filter_map(|value| value.at(&["value"])).collect();
        let texts = values.iter().filter_map(|value| value.text());
        let value = Tree {
            node: TreeNode::Text(texts.collect::<Vec<String>>().join(", ")),
            span: match values[..] {
                [only] => only.span.clone(),
                _ => answer.span.clone(),
            },
        };
        row.push((titled(titles, question), value));
    }
    Tree {
        node: TreeNode::Table(row),
        span: response.span,
    }
}

impl Records for Responses {
    fn restart(&mut self, file: &mut File<'_, '_, '_>) {
        self.all.restart(file);
    }

    fn next(&mut self, file: &mut File<'_, '_, '_>) -> Option<Tree> {
        let response = self.all.next(file)?;
        Some(row(response, &self.titles))
    }
}

impl WindowedRecords for Responses {
    fn parted(&self) -> Parted {
        self.all.parted()
    }

    fn reading(&self) -> RecordReading {
        let titles = Arc::clone(&self.titles);
        let response = self.all.reading();
        Box::new(move |source, span| Some(row(response(source, span)?, &titles)))
    }

    fn at(&self) -> usize {
        self.all.at()
    }

    fn go_to(&mut self, at: usize, file: &mut File<'_, '_, '_>) {
        self.all.go_to(at, file);
    }

    fn one(&mut self, file: &mut File<'_, '_, '_>) -> Option<Option<Tree>> {
        self.next(file).map(Some)
    }
}

impl File<'_, '_, '_> {
    /// Goes over the responses to a form, which start there; where they end.
    pub(super) fn responses(
        &mut self,
        start: usize,
        heads: &mut FormHeads,
    ) -> Result<usize, NotJson> {
        json_look::go_over(self, start, heads, &|window| {
            let mut heads = FormHeads::default();
            new_in(LISTED, window, &mut |response| heads.add(&response))
        })
    }

    /// All answers of the responses to a form.
    pub(super) fn form(&mut self, mut parts: FormParts) -> Result<(), Fault> {
        let heads = std::mem::take(&mut parts.heads);
        let titles = self.titles(&parts)?;
        if let Some(none) = heads.none {
            self.shapeless(none);
            return Ok(());
        }
        if let Some(fault) = heads.fault {
            return Err(fault);
        }
        let mut columns = RecordColumns::default();
        for (key, beside) in heads.all {
            columns.add_key(&match beside {
                true => key,
                false => titled(&titles, &key),
            });
        }
        let responses = parts.responses.clone().unwrap_or_default();
        let mut records = Responses {
            all: ListedRecords::new(responses.start),
            titles: Arc::new(titles),
        };
        let mut heads = columns.head().iter();
        if !heads.any(|head| self.heads().named(&head.value).is_some()) {
            let message = "none of these answers belongs to a question of the quiz";
            let help = "say the question's id in the quiz, column = \"...\", or add the form's `items` to the file";
            self.wrong(responses, message, help);
            return Ok(());
        }
        sheet::records(self, &columns, &mut records);
        records.all.fault.map_or(Ok(()), Err)
    }

    /// The titles of the questions by their ids.
    fn titles(&mut self, parts: &FormParts) -> Result<Titles, Fault> {
        let form = self.part(&parts.form)?;
        let items = match &form {
            Some(form) => form.at(&["items"]).cloned(),
            None => self.part(&parts.items)?,
        };
        let mut titles = HashMap::new();
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
        Ok(titles)
    }

    /// The value that stands there.
    fn part(&mut self, place: &Option<Range<usize>>) -> Result<Option<Tree>, Fault> {
        let Some(place) = place.clone() else {
            return Ok(None);
        };
        self.source.hold(place.clone());
        json::read(self.source.held(), place).map(Some)
    }
}
