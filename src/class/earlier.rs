//! Results that were written before, as `--json` writes them: to compare with, or to merge.

use crate::class::answers::{Class, MAX_FILE, Student};
use crate::class::marks::Mark;
use crate::files::json;
use crate::files::source::{Fault, Source};
use crate::files::tree::{Tree, list};
use crate::number::rational::Rational;
use crate::quiz::Quiz;
use std::collections::HashMap;

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
}

impl Earlier {
    /// Reads a file of results.
    ///
    /// # Errors
    /// A file that is not JSON, or not the results of a class.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Earlier, Vec<Fault>> {
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
        let students = list(tree.at(&["students"])).iter().filter_map(student);
        Ok(Earlier {
            file: name.to_owned(),
            version,
            fingerprint,
            quiz_file: text("quiz_file").unwrap_or_default(),
            questions: questions.collect(),
            students: students.collect(),
        })
    }
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
        };
        Some((text("question")?, given))
    });
    Some(EarlierStudent {
        id: text("student")?,
        name: text("name"),
        section: text("section"),
        answers: answers.collect(),
    })
}

/// The text of a value; nothing of a null.
fn said(tree: &Tree) -> Option<String> {
    match tree.node {
        crate::files::tree::Node::Blank => None,
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

/// Several results of parts of a class as the class that was handed in, with the marks given by hand.
///
/// # Errors
/// Parts of different quizzes, or a student who is in two of them.
pub fn merge(parts: &[Earlier], quiz: &Quiz) -> Result<(Class, Vec<Mark>), Vec<Fault>> {
    let mut class = Class::empty();
    let mut marks = Vec::new();
    let mut places: HashMap<&str, &str> = HashMap::new();
    for (source, part) in parts.iter().enumerate() {
        if part.fingerprint != quiz.fingerprint() {
            let message = format!(
                "these results are of another quiz than {}",
                quiz.source.name()
            );
            let help = "merge parts of one class, graded with one quiz; name it before --merge";
            return Err(vec![Fault::new(&part.file, message).help(help)]);
        }
        class.sources.push(Source::new(&part.file, ""));
        for student in &part.students {
            if let Some(first) = places.insert(&student.id, &part.file) {
                let message = format!("`{}` is in {first} too", student.id);
                let fault = Fault::new(&part.file, message);
                return Err(vec![fault.help("a student belongs to one part")]);
            }
            let mut row = Student::new(&student.id, quiz.questions.len(), source, 0..0);
            row.name = student.name.clone();
            row.section = student.section.clone();
            for (question, asked) in quiz.questions.iter().enumerate() {
                let Some(given) = student.answers.get(&asked.name.value) else {
                    continue;
                };
                let typed = given.text.as_deref();
                row.answers[question] = typed.map(|text| class.placed(text, source, "", 0..0));
                if let (Some(comment), Some(points)) = (&given.by_hand, &given.points) {
                    marks.push(Mark {
                        student: class.students.len(),
                        question,
                        points: points.clone(),
                        comment: comment.clone(),
                    });
                }
            }
            class.students.push(row);
        }
    }
    Ok((class, marks))
}
