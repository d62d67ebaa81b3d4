//! Marks that were given by hand: a row for each student and question, as `--review` writes them.

use crate::class::answers::{Class, MAX_FILE};
use crate::files::sheet::{PlacedCell, SheetRows};
use crate::files::source::{Fault, Source, similar};
use crate::notation::visible::visible;
use crate::number::rational::Rational;
use crate::quiz::{MAX_FAULTS, Quiz, draw};
use std::collections::HashMap;

/// Points for an answer, given by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandMark {
    /// The place of the student in the class.
    pub student: usize,
    /// The place of the question in the quiz.
    pub question: usize,
    /// From 0 to what the question is worth.
    pub points: Rational,
    /// What was said of the answer; may be nothing.
    pub comment: String,
}

/// The columns that are read; others, such as the answer itself, are passed over.
struct Columns {
    student: usize,
    question: usize,
    points: usize,
    comment: Option<usize>,
}

/// The marks of the rows of a class that were kept, at their new places.
pub fn kept(marks: Vec<HandMark>, rows: &[usize]) -> Vec<HandMark> {
    let places: HashMap<usize, usize> = rows.iter().copied().zip(0..).collect();
    let kept = marks.into_iter().filter_map(|mark| {
        let student = *places.get(&mark.student)?;
        Some(HandMark { student, ..mark })
    });
    kept.collect()
}

/// Reads the marks of a class; rows without points are still to be marked, and passed over.
///
/// # Errors
/// Everything that is wrong with them, each with its place: a student or a question that is not
/// there, points that are no number or more than the question is worth, two marks for one answer.
pub fn read(
    name: &str,
    bytes: &[u8],
    quiz: &Quiz,
    class: &Class,
) -> Result<Vec<HandMark>, Vec<Fault>> {
    let source = Source::decode_table(name, bytes, MAX_FILE, None).map_err(|fault| vec![fault])?;
    let students = by_id(class);
    let mut faults = Vec::new();
    let mut marks = Vec::new();
    let mut first: HashMap<(usize, usize), usize> = HashMap::new();
    let mut head: Option<(Vec<PlacedCell>, Columns)> = None;
    for row in SheetRows::new(name, source.text()) {
        if faults.len() >= MAX_FAULTS {
            break;
        }
        let row = match row {
            Ok(row) => row,
            Err(broken) => {
                faults.push(source.fault(broken.span, broken.message).help(broken.help));
                break;
            }
        };
        if row.iter().all(|cell| cell.value.trim().is_empty()) {
            continue;
        }
        let Some((head, columns)) = &head else {
            match columns(&source, &row) {
                Ok(columns) => head = Some((row, columns)),
                Err(fault) => return Err(vec![*fault]),
            }
            continue;
        };
        let cell = |at: usize| row.get(at).map_or("", |cell| cell.value.trim());
        if cell(columns.points).is_empty() {
            continue;
        }
        let fault = |at: usize, message: String, help: String| {
            let fault = source.fault(row[at].span.clone(), message).help(help);
            fault.in_field(head[at].value.trim())
        };
        let Some(&student) = students.get(&draw::folded(cell(columns.student))) else {
            let message = format!("nobody in the class is `{}`", cell(columns.student));
            let help = class.nearest(cell(columns.student)).map_or_else(
                || "students stand here as the answers name them".to_owned(),
                |near| format!("a similar one is there: `{near}`"),
            );
            faults.push(fault(columns.student, message, help));
            continue;
        };
        let Some(question) = quiz.position(cell(columns.question)) else {
            let message = format!("the quiz has no question `{}`", cell(columns.question));
            let names = quiz
                .questions
                .iter()
                .map(|question| question.name.value.as_str());
            let help = similar("question", cell(columns.question), names)
                .unwrap_or_else(|| "questions stand here by their names".to_owned());
            faults.push(fault(columns.question, message, help));
            continue;
        };
        let worth = &quiz.questions[question].points;
        let typed = cell(columns.points);
        let points = Rational::from_decimal(&typed.replace(',', "."));
        let range = Rational::zero()..=worth.clone();
        let Some(points) = points.filter(|points| range.contains(points)) else {
            let most = crate::number::decimal::Decimal::exact_or_rounded(worth, 6);
            let message = format!("`{typed}` are no points for `{}`", cell(columns.question));
            faults.push(fault(
                columns.points,
                message,
                format!("from 0 to {most}; leave it empty to mark it later"),
            ));
            continue;
        };
        let line = source.place(row[0].span.start).line;
        if let Some(before) = first.insert((student, question), line) {
            let message = format!(
                "`{}` is marked twice in `{}`",
                cell(columns.student),
                cell(columns.question)
            );
            faults.push(fault(
                columns.student,
                message,
                format!("the first is on line {before}; keep one"),
            ));
            continue;
        }
        let comment = columns.comment.map_or("", cell).to_owned();
        marks.push(HandMark {
            student,
            question,
            points,
            comment,
        });
    }
    if head.is_none() && faults.is_empty() {
        faults.push(Fault::new(name, "there are no marks in this file").help(HEAD));
    }
    match faults.is_empty() {
        true => Ok(marks),
        false => Err(faults),
    }
}

const HEAD: &str = "its first line is its head: student,question,points,comment";

fn columns(source: &Source, head: &[PlacedCell]) -> Result<Columns, Box<Fault>> {
    let place = |word: &str| {
        head.iter()
            .position(|cell| cell.value.trim().eq_ignore_ascii_case(word))
    };
    let needed = |word: &str| {
        place(word).ok_or_else(|| {
            let span = head[0].span.start..head[head.len() - 1].span.end;
            Box::new(
                source
                    .fault(span, format!("no column is headed `{word}`"))
                    .help(HEAD),
            )
        })
    };
    Ok(Columns {
        student: needed("student")?,
        question: needed("question")?,
        points: needed("points")?,
        comment: place("comment"),
    })
}

/// The places of students by their ids, also as a file shows them in which nothing is hidden.
fn by_id(class: &Class) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for shown in [false, true] {
        for (place, student) in class.students.iter().enumerate() {
            let id = match shown {
                true => visible(&student.id),
                false => student.id.as_str().into(),
            };
            places.entry(draw::folded(&id)).or_insert(place);
        }
    }
    places
}
