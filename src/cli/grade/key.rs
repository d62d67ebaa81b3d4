//! `deriv grade --key`: the computed key of a quiz.

use crate::options::{self, View};
use crate::output::{Failure, Output, Status};
use clap::ArgMatches;
use deriv::quiz::Quiz;
use deriv::quiz::paper::Papers;
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
        View::Text => out.result(&keys.text(options::width(matches)?))?,
    }
    for said in keys.notes() {
        out.note(&note(&said));
    }
    Ok(Status::Done)
}
