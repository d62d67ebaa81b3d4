//! TAP, version 14: a line for each student and question.

use crate::report::class::Report;
use crate::report::formats::annotations::log_text;
use crate::verdict::Outcome;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let questions = report.quiz.questions.len();
    let count = report.places().len() * questions + report.class.refused.len();
    writeln!(out, "TAP version 14\n1..{count}")?;
    let mut number = 0;
    for at in report.places() {
        for question in 0..questions {
            number += 1;
            let name = &report.quiz.questions[question].name.value;
            let name = description(&format!("{}: {name}", report.called(at)));
            let outcome = report.graded.mark(at, question).outcome;
            let said = report.told_in_a_line(at, question);
            match outcome {
                Outcome::Right => writeln!(out, "ok {number} - {name}")?,
                Outcome::Blank | Outcome::Undecided | Outcome::Manual => {
                    writeln!(out, "ok {number} - {name} # SKIP {}", description(&said))?;
                }
                Outcome::Partly | Outcome::Wrong | Outcome::Unread => {
                    writeln!(out, "not ok {number} - {name}")?;
                    let said = serde_json::Value::String(log_text(&said));
                    writeln!(out, "  ---\n  message: {said}\n  ...")?;
                }
            }
        }
    }
    for (at, fault) in report.class.refused.iter().enumerate() {
        number += 1;
        let name = match report.anonymous {
            true => format!("file {}", at + 1),
            false => fault.file.clone(),
        };
        writeln!(
            out,
            "not ok {number} - {} can't be read",
            description(&name)
        )?;
    }
    Ok(())
}

/// A description: what would start a directive or an escape is escaped.
fn description(text: &str) -> String {
    log_text(text).replace('\\', "\\\\").replace('#', "\\#")
}
