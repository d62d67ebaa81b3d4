//! A class as rows for a spreadsheet: one for each student and question.

use crate::report::check::{self, Told};
use crate::report::class::cell::cell;
use crate::report::class::results::AnswerResult;

/// The head of a column, and what stands in it.
type Cells = (&'static str, fn(&AnswerResult) -> String);

/// The columns after those that say who the student is.
const COLUMNS: [Cells; 13] = [
    ("question", |answer| cell(&answer.question)),
    ("answer", |answer| optional(answer.answer.as_deref())),
    ("verdict", |answer| {
        answer.judged.0.verdict.word().to_owned()
    }),
    ("points", |answer| {
        let points = answer.points.as_ref();
        points.map_or(String::new(), check::figure)
    }),
    ("of", |answer| check::figure(&answer.of)),
    ("read_as", |answer| {
        cell(&answer.judged.0.read_as.join(" or "))
    }),
    ("at", |answer| {
        let at = answer.judged.0.at.iter().flat_map(|at| &at.0);
        let at = at.map(|(name, value)| match value.fraction() {
            Some(exact) => format!("{name}={exact}"),
            None => format!("{name}={}", value.decimal),
        });
        cell(&at.collect::<Vec<String>>().join(", "))
    }),
    ("got", |answer| told(answer.judged.0.got.as_ref())),
    ("expected", |answer| told(answer.judged.0.expected.as_ref())),
    ("slip", |answer| optional(answer.judged.0.slip.as_deref())),
    ("hint", |answer| optional(answer.judged.0.hint.as_deref())),
    ("remark", |answer| {
        optional(answer.judged.0.remark.as_deref())
    }),
    ("key", |answer| optional(answer.judged.0.key.as_deref())),
];

fn told(value: Option<&Told>) -> String {
    optional(value.map(|Told(text)| text.as_str()))
}

pub(super) fn optional(text: Option<&str>) -> String {
    text.map(cell).unwrap_or_default()
}

/// The heads of the rows.
pub(super) fn head() -> String {
    let heads = ["student", "name", "section"].into_iter();
    let heads = heads.chain(COLUMNS.iter().map(|(head, _)| *head));
    heads.collect::<Vec<&str>>().join("\t")
}

/// The cells of an answer, after those that say who gave it.
pub(super) fn cells(answer: &AnswerResult) -> String {
    let cells = COLUMNS.iter().map(|(_, text)| text(answer));
    cells.collect::<Vec<String>>().join("\t")
}
