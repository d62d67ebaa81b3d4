//! What a class is written to: stdout, files in several formats, a page for each student.

use super::asked::Request;
use super::read;
use crate::input;
use crate::options::{self, View};
use crate::output::{Failure, Output};
use crate::written;
use clap::ArgMatches;
use deriv::notation::visible::visible;
use deriv::report::Text;
use deriv::report::class::Report;
use deriv::report::class::changes::Regraded;
use deriv::report::formats::{Covers, Format, Target, pages};

/// Shows and writes a report as the command line asks for.
pub(super) fn all(
    matches: &ArgMatches,
    asked: &Request<'_>,
    report: &Report<'_>,
    out: &mut Output,
) -> Result<(), Failure> {
    one_student(asked, report)?;
    let instead = asked.targets.iter().find(|target| target.file == "-");
    match (instead, options::view(matches)) {
        (Some(target), _) => out.stream(|stream| target.format.write(report, stream))?,
        (None, View::Json) => out.stream(|stream| report.write_json(stream))?,
        (None, View::Tsv) => out.stream(|stream| report.write_tsv(stream))?,
        (None, View::Quiet) => out.result(&report.quiet())?,
        (None, View::Text) => out.told(&report.text(), report.width)?,
    }
    let wrote = files(asked, report, out)?;
    let told = instead.is_none() && options::view(matches) == View::Text && !wrote.is_empty();
    if told {
        let mut text = Text::new();
        let files: Vec<String> = wrote
            .iter()
            .map(|file| visible(file).into_owned())
            .collect();
        text.line()
            .plain(format!("wrote {}", files.join(", ")))
            .line();
        out.result(&text)?;
    }
    Ok(())
}

/// Shows what changed since results of before, and writes the report.
pub(super) fn changes(
    matches: &ArgMatches,
    asked: &Request<'_>,
    report: &Report<'_>,
    before: &str,
    out: &mut Output,
) -> Result<(), Failure> {
    let mut input = input::results(before)?;
    let mut before = read::earlier(before, &mut input)?;
    let regraded = Regraded::new(report, &mut before)?;
    match options::view(matches) {
        View::Json => out.stream(|stream| regraded.write_json(stream))?,
        View::Tsv => out.stream(|stream| regraded.write_tsv(stream))?,
        View::Quiet | View::Text => {
            for part in regraded.text() {
                out.fitted(&part, 0, report.width)?;
            }
        }
    }
    files(asked, report, out)?;
    Ok(())
}

/// Refuses a format for one student where there are several.
fn one_student(asked: &Request<'_>, report: &Report<'_>) -> Result<(), Failure> {
    let alone = report.whose.is_some() || report.graded.students() == 1;
    if !alone
        && asked
            .targets
            .iter()
            .any(|target| target.format.holds == Covers::OneStudent)
    {
        return Err(Failure::usage(
            "Gradescope takes the results of one student, and here are several",
            "say whose: --student ID",
        ));
    }
    Ok(())
}

/// Writes the files that are asked for; says which.
fn files(
    asked: &Request<'_>,
    report: &Report<'_>,
    out: &mut Output,
) -> Result<Vec<String>, Failure> {
    let mut wrote = Vec::new();
    for target in asked.targets.iter().filter(|target| target.file != "-") {
        written::write(&target.file, |file| target.format.write(report, file))?;
        wrote.push(target.file.clone());
    }
    let certain = |target: &&Target| target.format.holds == Covers::CertainScores;
    if let Some(target) = asked.targets.iter().find(certain)
        && let Some(who) = report.left_out()
    {
        let file = visible(&target.file);
        out.remark(&format!(
            "no score yet in {file}, until their answers are marked: {who}"
        ));
    }
    if let (Some(file), Some(format)) = (asked.review, Format::named("review")) {
        written::write(file, |file| format.write(report, file))?;
        wrote.push(file.to_owned());
    }
    if let Some(folder) = asked.student_pages {
        let count = written::pages(folder, pages(report))?;
        wrote.push(format!("{count} pages in {folder}"));
    }
    Ok(wrote)
}
