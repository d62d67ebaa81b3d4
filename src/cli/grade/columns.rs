//! How the heads of tables were understood: in a line, or as `--columns` shows it.

use crate::options::{self, View};
use crate::output::{Failure, Output, Status};
use crate::terminal;
use clap::ArgMatches;
use deriv::class::answers::{By, Class};
use deriv::quiz::Quiz;
use deriv::report::class::columns::ColumnsRead;
use std::collections::HashSet;

/// What was taken from where, a line for each way in which heads were understood, and who handed in
/// late.
pub(super) fn notes(class: &Class, anonymous: bool) -> Vec<String> {
    let mut said = HashSet::new();
    let told = class
        .understood
        .iter()
        .filter(|table| !table.is_plain() && table.by != By::File);
    let lines = told
        .map(|table| match anonymous {
            true => table.clone().without_names().said(),
            false => table.said(),
        })
        .filter(|line| said.insert(line.clone()));
    let mut notes: Vec<String> = lines
        .map(|line| deriv::notation::visible::visible(&line).into_owned())
        .collect();
    let late: Vec<String> = class
        .late()
        .map(|at| match anonymous {
            true => (at + 1).to_string(),
            false => class.students[at].id.clone(),
        })
        .collect();
    if !late.is_empty() {
        let names = deriv::notation::visible::visible(&late.join(", ")).into_owned();
        notes.push(format!("handed in late: {names}"));
    }
    notes
}

/// `--columns`
pub(super) fn show(
    matches: &ArgMatches,
    quiz: &Quiz,
    class: &Class,
    out: &mut Output,
) -> Result<Status, Failure> {
    let columns = ColumnsRead::new(quiz, class);
    match options::view(matches) {
        View::Json => out.data(&columns.json())?,
        View::Tsv => out.data(&columns.tsv())?,
        View::Quiet | View::Text => {
            out.fitted(&columns.text(), 0, terminal::width(matches)?)?;
        }
    }
    Ok(Status::Done)
}
