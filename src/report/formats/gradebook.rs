//! A plain gradebook: a row for each student, a column for each question.

use crate::notation::visible::visible;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::check;
use crate::report::class::Report;
use crate::report::class::cell::cell;
use crate::report::formats::io_error;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    let heads = [
        "student", "name", "section", "score", "out_of", "percent", "open",
    ];
    let questions = report.quiz.questions.iter();
    let questions = questions.map(|question| cell(&question.name.value));
    let head = heads.iter().map(|&head| head.to_owned()).chain(questions);
    table.write_record(head).map_err(io_error)?;
    let total = report.quiz.points();
    for at in report.places() {
        let score = report.graded.exact_score(at, report.quiz);
        let mut row = vec![
            cell(&report.id(at)),
            report.name(at).map(|name| cell(&name)).unwrap_or_default(),
            report.section(at).map(cell).unwrap_or_default(),
            check::points(&score),
            check::points(&total),
            percent(&score, &total),
            report.open(at).to_string(),
        ];
        let points = (0..report.quiz.questions.len()).map(|question| report.points(at, question));
        row.extend(points.map(|points| points.as_ref().map(check::points).unwrap_or_default()));
        table.write_record(&row).map_err(io_error)?;
    }
    // Who handed in nothing has a row without marks.
    for student in report.missing() {
        let said = |text: Option<&str>| text.map(cell).unwrap_or_default();
        let mut row = vec![
            cell(&visible(&student.id)),
            said(student.name.as_deref()),
            said(student.section.as_deref()),
            String::new(),
            check::points(&total),
        ];
        row.resize(heads.len() + report.quiz.questions.len(), String::new());
        table.write_record(&row).map_err(io_error)?;
    }
    table.flush()
}

/// A part of the points in percent, with two decimals at most.
pub(super) fn percent(score: &Rational, total: &Rational) -> String {
    let share = (score * &Rational::integer(100)).divide(total);
    share.map_or_else(String::new, |share| {
        Decimal::rounded_to_places(&share, 2).to_string()
    })
}
