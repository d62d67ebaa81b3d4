//! `deriv grade --key`: the computed key of a quiz.

use crate::options::{self, View};
use crate::output::{Failure, Output, Status};
use crate::terminal;
use clap::ArgMatches;
use deriv::notation::visible::visible;
use deriv::quiz::paper::Papers;
use deriv::quiz::{Quiz, failed_trials};
use deriv::report::class::keys::Keys;
use deriv::report::diagnostic::{fault, note};

/// A student's paper with its key; nobody's shows the first value of every parameter.
pub(super) fn show(
    matches: &ArgMatches,
    quiz: &Quiz,
    student: Option<&str>,
    out: &mut Output,
) -> Result<Status, Failure> {
    let papers = match student {
        Some(id) => Papers::new(quiz, [id]),
        None => Papers::example(quiz),
    };
    let papers = papers.map_err(Failure::Faults)?;
    for warning in &papers.warnings {
        out.note(&fault(warning));
    }
    let keys = Keys::new(quiz, &papers, student);
    match options::view(matches) {
        View::Json => out.data(&keys.json())?,
        View::Tsv => out.data(&keys.tsv())?,
        View::Quiet => out.result(&keys.quiet())?,
        View::Text => out.result(&keys.text(terminal::width(matches)?))?,
    }
    for said in keys.notes() {
        out.note(&note(&said));
    }
    let failed = failed_trials(&papers);
    for trial in &failed {
        let [question, answer, asked] =
            [&trial.question, &trial.answer, &trial.asked].map(|text| visible(text).into_owned());
        let (expected, got) = (&trial.expected, &trial.got);
        out.note(&note(&format!(
            "{question}: `{answer}` is {got}, and the quiz expects {expected} ({asked})"
        )));
    }
    Ok(match failed.is_empty() {
        true => Status::Done,
        false => Status::NotRight,
    })
}
