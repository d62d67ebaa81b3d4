//! The answers that wait for manual review, with an empty column for their points: filled in, the
//! file is what `--marks` reads.

use crate::report::check;
use crate::report::class::Report;
use crate::report::class::cell::cell;
use crate::report::formats::io_error;
use std::io::{self, Write};

const HEAD: [&str; 10] = [
    "student", "name", "question", "task", "answer", "why", "read_as", "points", "of", "comment",
];

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(HEAD).map_err(io_error)?;
    for at in report.places() {
        for question in 0..report.quiz.questions.len() {
            if !report.is_open(at, question) {
                continue;
            }
            let variant = report.papers.variant(at, question);
            let asked = &variant.question;
            let verdict = report
                .graded
                .verdict(at, question, &variant.key, report.class);
            let row = [
                cell(&report.id(at)),
                report.name(at).map(|name| cell(&name)).unwrap_or_default(),
                cell(&asked.name.value),
                cell(&asked.asked()),
                cell(&report.answer_shown(at, question)),
                cell(&report.told_in_a_line(at, question)),
                cell(&verdict.read_as.join(" or ")),
                String::new(),
                check::points(&report.quiz.questions[question].worth()),
                String::new(),
            ];
            table.write_record(&row).map_err(io_error)?;
        }
    }
    table.flush()
}
