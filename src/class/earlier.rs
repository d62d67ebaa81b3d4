//! Results that were written before, as `--json` writes them: to compare with, or to merge. What is said of
//! all students is held, and of these one after the other.

use crate::class::answers::{Attempts, By, ChosenAttempts, Holds, MAX_FILE, Understood};
use crate::files::json;
use crate::files::json_level::{self, JsonLevel, NotJson};
use crate::files::source::{Fault, Place, Snippet};
use crate::files::text_file::{FileLimits, PIECE, TextFile, changed};
use crate::files::tree::{Tree, list};
use crate::number::rational::Rational;
use crate::quiz::Quiz;
use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

/// Most bytes of results, which say more than the answers do.
pub const MAX_RESULTS: usize = 4 * MAX_FILE;

/// A class as it was graded before.
pub struct Earlier<'r> {
    /// The version of the grader.
    pub version: String,
    /// The fingerprint of the quiz.
    pub fingerprint: String,
    /// The quiz's file.
    pub quiz_file: String,
    /// The questions by name.
    pub questions: HashMap<String, EarlierQuestion>,
    /// Which of several attempts counted, where somebody had several.
    pub(super) chosen: Option<ChosenAttempts>,
    /// Files that could not be read.
    pub(super) refused: Vec<Fault>,
    /// How heads were understood; questions by name.
    pub(super) tables: Vec<EarlierTable>,
    /// Who handed in too late.
    late: HashSet<String>,
    /// The byte at which the list of students starts.
    students: Option<usize>,
    text: TextFile<'r>,
}

/// Why results can't be read.
enum Unreadable {
    /// They are not JSON; a value that starts at a byte may be it.
    NotJson(Option<usize>),
    Fault(Box<Fault>),
}

impl From<NotJson> for Unreadable {
    fn from(_: NotJson) -> Unreadable {
        Unreadable::NotJson(None)
    }
}

impl From<Fault> for Unreadable {
    fn from(fault: Fault) -> Unreadable {
        Unreadable::Fault(Box::new(fault))
    }
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

impl<'r> Earlier<'r> {
    /// Reads what a file of results says of all students, and looks at what it says of each.
    ///
    /// # Errors
    /// A file that is not JSON, or not the results of a class.
    pub fn read(name: &str, input: &'r mut (impl Read + Seek)) -> Result<Earlier<'r>, Box<Fault>> {
        let limits = FileLimits {
            size: MAX_RESULTS,
            piece: PIECE,
        };
        let mut earlier = Earlier {
            version: String::new(),
            fingerprint: String::new(),
            quiz_file: String::new(),
            questions: HashMap::new(),
            chosen: None,
            refused: Vec::new(),
            tables: Vec::new(),
            late: HashSet::new(),
            students: None,
            text: TextFile::open(name, input, limits, None)?,
        };
        let read = earlier.head();
        if let Some(fault) = earlier.text.trouble() {
            return Err(Box::new(fault));
        }
        let fault = match read {
            Ok(true) => return Ok(earlier),
            Ok(false) => None,
            Err(Unreadable::Fault(fault)) => return Err(fault),
            Err(Unreadable::NotJson(within)) => json_level::mistake(&mut earlier.text, within),
        };
        Err(Box::new(fault.unwrap_or_else(|| {
            let fault = Fault::new(name, "these are not the results of a class");
            fault.help("write them with: deriv grade QUIZ ANSWERS --json")
        })))
    }

    /// What the file is called.
    pub fn name(&self) -> &str {
        self.text.name()
    }

    /// Goes over all of the file; whether it has what results have.
    fn head(&mut self) -> Result<bool, Unreadable> {
        let start = json_level::blanks(&mut self.text, 0);
        let mut level = JsonLevel::open(&mut self.text, start)?;
        let (mut version, mut quiz, mut students) = (None, None, false);
        while let Some(item) = level.next(&mut self.text)? {
            let key = item.key.map(|key| key.value).unwrap_or_default();
            students |= key == "students";
            let listed = item.first == b'[';
            let end = match key.as_str() {
                "students" if listed => {
                    self.students = Some(item.start);
                    None
                }
                "questions" | "late" | "refused" | "tables" if listed => {
                    Some(self.list(&key, item.start)?)
                }
                "version" | "quiz" | "quiz_file" | "attempts" => {
                    let value = level.value(&mut self.text)?;
                    let tree = json::read(self.text.held(), value)?;
                    match key.as_str() {
                        "version" => version = tree.text(),
                        "quiz" => quiz = tree.text(),
                        "quiz_file" => self.quiz_file = tree.text().unwrap_or_default(),
                        _ => self.chosen = chosen(&tree),
                    }
                    continue;
                }
                _ => None,
            };
            let end = match (end, item.first) {
                (Some(end), _) => end,
                (None, b'[' | b'{') => json_level::check(&mut self.text, item.start)
                    .map_err(|NotJson| Unreadable::NotJson(Some(item.start)))?,
                (None, _) => {
                    let value = level.value(&mut self.text)?;
                    match json::is_json(self.text.held().slice(value.clone())) {
                        true => value.end,
                        false => return Err(Unreadable::NotJson(None)),
                    }
                }
            };
            level.go_to(end);
        }
        if !json_level::is_end(&mut self.text, level.at()) {
            return Err(Unreadable::NotJson(None));
        }
        let known = version.zip(quiz).filter(|_| students);
        known.map_or(Ok(false), |(version, quiz)| {
            (self.version, self.fingerprint) = (version, quiz);
            Ok(true)
        })
    }

    /// Reads one of the lists that are held, which starts there; where it ends.
    fn list(&mut self, key: &str, start: usize) -> Result<usize, Unreadable> {
        let mut level = JsonLevel::open(&mut self.text, start)?;
        while level.next(&mut self.text)?.is_some() {
            let value = level.value(&mut self.text)?;
            let tree = json::read(self.text.held(), value)?;
            match key {
                "questions" => self.questions.extend(question(&tree)),
                "late" => self.late.extend(said(&tree)),
                "refused" => self.refused.extend(refused(&tree)),
                _ => self.tables.extend(table(&tree)),
            }
        }
        Ok(level.at())
    }

    /// Gives each student in their order.
    ///
    /// # Errors
    /// Those of `give`, which end it; a file that is no longer what it was.
    pub fn each_student(
        &mut self,
        mut give: impl FnMut(EarlierStudent) -> Result<(), Box<Fault>>,
    ) -> Result<(), Box<Fault>> {
        let Some(start) = self.students else {
            return Ok(());
        };
        // It was gone over before.
        let changed = |name: &str| Box::new(changed(name));
        let mut level = JsonLevel::open(&mut self.text, start);
        loop {
            let text = &mut self.text;
            let part = level.as_mut().map_err(|broken| *broken);
            let part = part.and_then(|level| match level.next(text)? {
                Some(_) => level.value(text).map(Some),
                None => Ok(None),
            });
            let value = match part {
                Ok(Some(value)) => value,
                Ok(None) => return text.trouble().map_or(Ok(()), |fault| Err(Box::new(fault))),
                Err(NotJson) => return Err(changed(text.name())),
            };
            if let Some(mut student) = student(&json::read(text.held(), value)?) {
                student.late = self.late.contains(&student.id);
                give(student)?;
            }
        }
    }
}

/// A question with its name.
fn question(tree: &Tree) -> Option<(String, EarlierQuestion)> {
    let text = |key: &str| tree.at(&[key]).and_then(said);
    let question = EarlierQuestion {
        key: text("key_fingerprint")?,
        rules: text("rules_fingerprint")?,
        points: text("points_exact").as_deref().and_then(fraction),
    };
    Some((text("question")?, question))
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
    Some(EarlierPlace {
        file: tree.at(&["file"]).and_then(said),
        place: line_and_column(tree)?,
    })
}

/// A line and a column, which count from 1; nothing where one of them is 0.
fn line_and_column(tree: &Tree) -> Option<Place> {
    let count = |key: &str| said(tree.at(&[key])?)?.parse().ok();
    let place = Place {
        line: count("line")?,
        column: count("column")?,
    };
    (place.line > 0 && place.column > 0).then_some(place)
}

/// A file that could not be read.
fn refused(tree: &Tree) -> Option<Fault> {
    let text = |path: &[&str]| tree.at(path).and_then(said);
    let fault = Fault::new(
        &text(&["place", "file"]).unwrap_or_default(),
        text(&["message"])?,
    );
    let place = tree.at(&["place"]).and_then(line_and_column);
    let length = text(&["place", "length"]).and_then(|length| length.parse().ok());
    let shown = text(&["place", "text"]).zip(length).zip(place);
    Some(Fault {
        place,
        snippet: shown.map(|((text, length), place)| Snippet::again(&text, place.column, length)),
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

#[cfg(test)]
mod tests;
