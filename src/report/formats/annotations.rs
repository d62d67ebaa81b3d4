//! Annotations of a GitHub workflow, at the file, line and column of each answer.
//!
//! GitHub shows about ten of each kind a step: the worst come first, and what is left over is
//! counted. Data escapes `%`, CR and LF, properties `:` and `,` too; the old form of a command,
//! `##[error]`, counts anywhere in a line and is broken up.

use crate::report::class::Report;
use crate::verdict::Outcome;
use std::io::{self, Write};

/// Annotations of one kind that GitHub shows.
const SHOWN: usize = 10;

/// The kinds, the worst first: the command, and the verdicts that it tells.
const KINDS: [(&str, &[Outcome]); 3] = [
    ("error", &[Outcome::Unread, Outcome::Wrong]),
    (
        "warning",
        &[Outcome::Undecided, Outcome::Manual, Outcome::Partly],
    ),
    ("notice", &[Outcome::Blank]),
];

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (kind, fault) in report
        .class
        .refused
        .iter()
        .take(SHOWN)
        .map(|fault| ("error", fault))
    {
        match report.anonymous {
            true => writeln!(
                out,
                "::{kind} title=a file could not be read::it names a student"
            )?,
            false => {
                let place = fault.place.map_or_else(String::new, |place| {
                    format!(",line={},col={}", place.line, place.column)
                });
                let file = property(&fault.file);
                writeln!(out, "::{kind} file={file}{place}::{}", data(&fault.message))?;
            }
        }
    }
    for (kind, outcomes) in KINDS {
        let (mut shown, mut more) = (0, 0);
        for outcome in outcomes {
            for at in report.places() {
                for question in 0..report.quiz.questions.len() {
                    if report.graded.mark(at, question).outcome != *outcome {
                        continue;
                    }
                    if shown == SHOWN {
                        more += 1;
                        continue;
                    }
                    shown += 1;
                    let name = &report.quiz.questions[question].name.value;
                    let title = property(&format!("{} {name}", report.called(at)));
                    let place =
                        report
                            .place_of(at, question)
                            .map_or_else(String::new, |(file, place)| {
                                format!(
                                    "file={},line={},col={},",
                                    property(file),
                                    place.line,
                                    place.column
                                )
                            });
                    let said = data(&report.told_in_a_line(at, question));
                    writeln!(out, "::{kind} {place}title={title}::{said}")?;
                }
            }
        }
        if more > 0 {
            writeln!(out, "::{kind} title=more::and {more} more in the summary")?;
        }
    }
    Ok(())
}

/// Text that acts nowhere in a log: nothing hidden, and no command inside it.
pub(super) fn log_text(text: &str) -> String {
    crate::notation::visible::visible(text).into_owned()
}

fn data(text: &str) -> String {
    log_text(text).replace('%', "%25")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
