//! What a class is written to: stdout, files in several formats, a page for each student.

use super::asked::Request;
use crate::options::{self, View};
use crate::output::{Failure, Output};
use crate::written;
use clap::ArgMatches;
use deriv::notation::visible::visible;
use deriv::report::Text;
use deriv::report::class::Report;
use deriv::report::formats::{Covers, Format, Target, gradescope_failure, pages};

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
        (None, View::Text) => out.result(&report.text())?,
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

/// Gradescope takes a missing file of results for a broken grader: where nothing could be graded it is
/// written all the same, and says why.
pub(super) fn without_marks(
    asked: &Request<'_>,
    failure: &Failure,
    out: &mut Output,
) -> Result<(), Failure> {
    let why = match failure {
        Failure::Faults(all) => all
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<String>>()
            .join("\n\n"),
        Failure::File { path, problem } => format!("{}: {problem}", visible(path)),
        Failure::Usage { message, .. } => message.clone(),
        _ => return Ok(()),
    };
    let mut targets = asked.targets.iter();
    let Some(target) = targets.find(|target| target.format.name == "gradescope") else {
        return Ok(());
    };
    match target.file.as_str() {
        "-" => out.data(&gradescope_failure(&why)),
        file => written::text(file, &gradescope_failure(&why)),
    }
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
pub(super) fn files(
    asked: &Request<'_>,
    report: &Report<'_>,
    out: &mut Output,
) -> Result<Vec<String>, Failure> {
    let mut wrote = Vec::new();
    for target in asked.targets.iter().filter(|target| target.file != "-") {
        written::write(&target.file, |file| target.format.write(report, file))?;
        wrote.push(target.file.clone());
    }
    left_out(asked, report, out);
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

/// Says which students a gradebook has no score of, because it is not certain.
fn left_out(asked: &Request<'_>, report: &Report<'_>, out: &mut Output) {
    let certain = |target: &&Target| target.format.holds == Covers::CertainScores;
    let mut written = asked.targets.iter().filter(certain);
    let open: Vec<String> = (0..report.graded.students())
        .filter(|&at| report.open(at) > 0)
        .map(|at| report.called(at))
        .collect();
    if let (Some(target), false) = (written.next(), open.is_empty()) {
        let more = open.len().saturating_sub(NAMED);
        let names = open[..open.len().min(NAMED)].join(", ");
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let file = visible(&target.file);
        out.remark(&format!(
            "no score yet in {file}, until their answers are marked: {names}{more}"
        ));
    }
}

/// Students whom a note names.
const NAMED: usize = 8;
