//! Results that were written before, as `--json` writes them: to compare with, or to merge.

use crate::class::answers::{Attempts, By, ChosenAttempts, Holds, MAX_FILE, Understood};
use crate::files::json;
use crate::files::source::{Fault, Place, Snippet, Source};
use crate::files::tree::{Tree, list};
use crate::number::rational::Rational;
use crate::quiz::Quiz;
use std::collections::{HashMap, HashSet};

/// A class as it was graded before.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// What the file is called.
    pub file: String,
    /// The version of the grader.
    pub version: String,
    /// The fingerprint of the quiz.
    pub fingerprint: String,
    /// The quiz's file.
    pub quiz_file: String,
    /// The questions by name.
    pub questions: HashMap<String, EarlierQuestion>,
    /// The students in their order.
    pub students: Vec<EarlierStudent>,
    /// Which of several attempts counted, where somebody had several.
    pub(super) chosen: Option<ChosenAttempts>,
    /// Files that could not be read.
    pub(super) refused: Vec<Fault>,
    /// How heads were understood; questions by name.
    pub(super) tables: Vec<EarlierTable>,
}

/// A table as its head was understood: its file, rows passed over, and each column's head, what it
/// holds and the question.
#[derive(Clone, Debug)]
pub(super) struct EarlierTable {
    file: String,
    passed_over: usize,
    passed: Vec<String>,
    columns: Vec<(String, String, Option<String>)>,
}

/// A question as it was judged before.
#[derive(Clone, Debug)]
pub struct EarlierQuestion {
    /// The fingerprint of its key.
    pub key: String,
    /// The fingerprint of the rules by which answers were judged.
    pub rules: String,
    /// What it was worth.
    pub points: Option<Rational>,
}

/// A student as graded before.
#[derive(Clone, Debug)]
pub struct EarlierStudent {
    /// The id.
    pub id: String,
    /// The name beside it.
    pub name: Option<String>,
    /// The section or group.
    pub section: Option<String>,
    /// The address beside the id.
    pub(super) email: Option<String>,
    /// Other ids, each with the head of its column.
    pub(super) other_ids: Vec<(String, String)>,
    /// Was it handed in too late?
    pub(super) late: bool,
    /// Which attempt it was, and when it was handed in.
    pub(super) attempt: Option<u32>,
    pub(super) submitted: Option<String>,
    /// Whether the answers came one by one.
    pub(super) one_by_one: bool,
    /// Where the student was named first.
    pub(super) place: Option<EarlierPlace>,
    /// The answers by the names of their questions.
    pub answers: HashMap<String, EarlierAnswer>,
}

/// An answer as graded before.
#[derive(Clone, Debug)]
pub struct EarlierAnswer {
    /// What was typed; nothing where it was blank.
    pub text: Option<String>,
    /// The verdict's word.
    pub verdict: String,
    /// The points, where there were any.
    pub points: Option<Rational>,
    /// What was said by hand, where it was marked so.
    pub by_hand: Option<String>,
    /// Where it stood.
    pub(super) place: Option<EarlierPlace>,
}

/// Where a student or an answer stood; without a file in that of the student.
#[derive(Clone, Debug)]
pub(super) struct EarlierPlace {
    pub(super) file: Option<String>,
    pub(super) place: Place,
}

impl Earlier {
    /// Reads a file of results.
    ///
    /// # Errors
    /// A file that is not JSON, or not the results of a class.
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Earlier, Vec<Fault>> {
        let source = Source::decode(name, bytes, 4 * MAX_FILE).map_err(|fault| vec![fault])?;
        let tree = json::read(&source, 0..source.text().len()).map_err(|fault| vec![fault])?;
        let text = |key: &str| tree.at(&[key]).and_then(Tree::text);
        let (Some(version), Some(fingerprint), Some(_)) =
            (text("version"), text("quiz"), tree.at(&["students"]))
        else {
            let fault = Fault::new(name, "these are not the results of a class");
            return Err(vec![
                fault.help("write them with: deriv grade QUIZ ANSWERS --json"),
            ]);
        };
        let questions = list(tree.at(&["questions"])).iter().filter_map(|tree| {
            let text = |key: &str| tree.at(&[key]).and_then(said);
            let question = EarlierQuestion {
                key: text("key_fingerprint")?,
                rules: text("rules_fingerprint")?,
                points: text("points_exact").as_deref().and_then(fraction),
            };
            Some((text("question")?, question))
        });
        let late: HashSet<String> = list(tree.at(&["late"])).iter().filter_map(said).collect();
        let students = list(tree.at(&["students"])).iter().filter_map(student);
        let students = students.map(|student| EarlierStudent {
            late: late.contains(&student.id),
            ..student
        });
        let refused = list(tree.at(&["refused"])).iter().filter_map(refused);
        let tables = list(tree.at(&["tables"])).iter().filter_map(table);
        Ok(Earlier {
            file: name.to_owned(),
            version,
            fingerprint,
            quiz_file: text("quiz_file").unwrap_or_default(),
            questions: questions.collect(),
            students: students.collect(),
            chosen: tree.at(&["attempts"]).and_then(chosen),
            refused: refused.collect(),
            tables: tables.collect(),
        })
    }
}

/// Which attempts counted.
fn chosen(tree: &Tree) -> Option<ChosenAttempts> {
    let text = |key: &str| tree.at(&[key]).and_then(said);
    Some(ChosenAttempts {
        counts: Attempts::named(&text("counts")?)?,
        in_order: text("in_order").is_some_and(|said| said == "true"),
    })
}

fn student(tree: &Tree) -> Option<EarlierStudent> {
    let text = |key: &str| tree.at(&[key]).and_then(said);
    let answers = list(tree.at(&["answers"])).iter().filter_map(|answer| {
        let text = |key: &str| answer.at(&[key]).and_then(said);
        let by_hand = text("marked_by_hand").is_some_and(|marked| marked == "true");
        let points = text("points_exact").or_else(|| text("points"));
        let given = EarlierAnswer {
            text: text("answer"),
            verdict: text("verdict")?,
            points: points.as_deref().and_then(fraction),
            by_hand: by_hand.then(|| text("comment").unwrap_or_default()),
            place: answer.at(&["source"]).and_then(place),
        };
        Some((text("question")?, given))
    });
    Some(EarlierStudent {
        id: text("student")?,
        name: text("name"),
        section: text("section"),
        email: text("email"),
        other_ids: list(tree.at(&["other_ids"]))
            .iter()
            .filter_map(|other| {
                let text = |key: &str| other.at(&[key]).and_then(said);
                Some((text("head")?, text("id")?))
            })
            .collect(),
        late: false,
        attempt: text("attempt").and_then(|attempt| attempt.parse().ok()),
        submitted: text("submitted"),
        one_by_one: text("one_by_one").is_some_and(|said| said == "true"),
        place: tree.at(&["source"]).and_then(place),
        answers: answers.collect(),
    })
}

fn place(tree: &Tree) -> Option<EarlierPlace> {
    let count = |key: &str| said(tree.at(&[key])?)?.parse().ok();
    Some(EarlierPlace {
        file: tree.at(&["file"]).and_then(said),
        place: Place {
            line: count("line")?,
            column: count("column")?,
        },
    })
}

/// A file that could not be read.
fn refused(tree: &Tree) -> Option<Fault> {
    let text = |path: &[&str]| tree.at(path).and_then(said);
    let count = |key: &str| text(&["place", key])?.parse::<usize>().ok();
    let fault = Fault::new(
        &text(&["place", "file"]).unwrap_or_default(),
        text(&["message"])?,
    );
    let place = count("line").zip(count("column"));
    let snippet = text(&["place", "text"]).zip(count("length"));
    Some(Fault {
        place: place.map(|(line, column)| Place { line, column }),
        snippet: snippet.map(|(text, length)| Snippet {
            start: place.map_or(0, |(_, column)| column - 1),
            text,
            length,
        }),
        help: text(&["help"]),
        ..fault
    })
}

fn table(tree: &Tree) -> Option<EarlierTable> {
    let text = |tree: &Tree, key: &str| tree.at(&[key]).and_then(said);
    let columns = list(tree.at(&["columns"])).iter().filter_map(|column| {
        let question = text(column, "question");
        Some((text(column, "head")?, text(column, "holds")?, question))
    });
    Some(EarlierTable {
        file: text(tree, "file")?,
        passed_over: text(tree, "rows_passed_over")?.parse().ok()?,
        passed: list(tree.at(&["passed_over"]))
            .iter()
            .filter_map(said)
            .collect(),
        columns: columns.collect(),
    })
}

impl EarlierTable {
    pub(super) fn understood(&self, source: usize, quiz: &Quiz) -> Understood {
        let place = |name: &str| {
            let mut names = quiz.questions.iter().map(|question| &question.name.value);
            names.position(|known| known == name)
        };
        let columns: Vec<(String, Holds)> = self
            .columns
            .iter()
            .map(|(head, holds, question)| {
                let question = question.as_deref().and_then(place);
                (head.clone(), Holds::named(holds, question))
            })
            .collect();
        let told = columns.iter().any(|(_, holds)| *holds == Holds::Student);
        Understood {
            file: self.file.clone(),
            source,
            by: if told { By::Columns } else { By::File },
            columns,
            passed_over: self.passed_over,
            passed: self.passed.clone(),
        }
    }
}

/// The text of a value; nothing of a null.
fn said(tree: &Tree) -> Option<String> {
    match tree.node {
        crate::files::tree::TreeNode::Blank => None,
        _ => tree.text(),
    }
}

/// `3`, `0.5` or `1/3`.
fn fraction(text: &str) -> Option<Rational> {
    match text.split_once('/') {
        Some((above, below)) => {
            Rational::from_decimal(above)?.divide(&Rational::from_decimal(below)?)
        }
        None => Rational::from_decimal(text),
    }
}
