//! NDJSON in, NDJSON out: `grade` as a filter.

mod watched;

use super::asked::Request;
use crate::feedback;
use crate::output::{Failure, Output, Status};
use clap::ArgMatches;
use deriv::class::answers::AnswerFormat;
use deriv::notation::visible::visible;
use deriv::quiz::Quiz;
use deriv::report::class::filter::{Filter, Streamed};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use watched::{ProgressLine, Watched};

/// Whether the lines of a stream are judged one by one: the answers are lines of JSON, lines are all
/// that is asked for, and nothing needs the whole class.
pub(super) fn is_asked(matches: &ArgMatches, asked: &Request<'_>) -> bool {
    let lines =
        matches!(&asked.targets[..], [only] if only.file == "-" && only.format.name == "ndjson");
    let needs_all = [
        "fail-under",
        "attempts",
        "id-column",
        "until",
        "encoding",
        "student",
        "marks",
        "review",
        "roster",
        "against",
        "student-pages",
    ];
    let needs_all = needs_all
        .iter()
        .any(|name| matches.get_one::<String>(name).is_some());
    lines
        && !needs_all
        && !asked.anonymous
        && asked.merge.is_empty()
        && !matches.get_flag("columns")
}

/// Runs the filter; `None` where the answers are no lines of JSON, with what was read of stdin.
pub(super) fn run(
    matches: &ArgMatches,
    asked: &Request<'_>,
    quiz: &Quiz,
    answers: &str,
    out: &mut Output,
) -> Result<Option<Status>, Failure> {
    let trouble = |error: &io::Error| Failure::file(answers, error);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut filter =
        Filter::new(quiz, feedback::level(matches), threads).map_err(Failure::Faults)?;
    filter.stop = matches
        .get_one::<String>("on-error")
        .is_some_and(|word| word == "stop");
    let mut input: Box<dyn Read> = match answers {
        "-" => {
            let mut input = io::stdin().lock();
            // A table or one object for the whole class is no stream; lines start with a brace.
            let start = input.fill_buf().map_err(|error| trouble(&error))?;
            let first = start.iter().find(|byte| !byte.is_ascii_whitespace());
            if first.is_some_and(|byte| *byte != b'{') {
                return Ok(None);
            }
            Box::new(input)
        }
        path => {
            let ending = path.rsplit_once('.').map(|(_, ending)| ending);
            if ending.and_then(AnswerFormat::of_extension) != Some(AnswerFormat::Lines)
                || Path::new(path).is_dir()
            {
                return Ok(None);
            }
            Box::new(BufReader::new(
                File::open(path).map_err(|error| trouble(&error))?,
            ))
        }
    };
    let mut progress = ProgressLine::new(matches);
    let mut failed_reading = None;
    let mut done = Streamed::default();
    out.stream(|stream| {
        let mut told = |so_far: &Streamed| progress.tell(so_far.lines);
        // What can't be read is not the same trouble as what can't be written.
        let mut input = Watched {
            input: &mut *input,
            failed: None,
        };
        let result = filter.run(&mut input, stream, &mut told);
        failed_reading = input.failed.take();
        match result {
            Ok(all) => done = all,
            Err(_) if failed_reading.is_some() => {}
            Err(error) => return Err(error),
        }
        Ok(())
    })?;
    if let Some(error) = failed_reading {
        return Err(trouble(&error));
    }
    let stopped = filter.stop && done.broken > 0;
    let strict = asked.strict && (done.broken > 0 || done.unsettled > 0);
    if stopped {
        out.remark(&format!(
            "stopped at the first line of {} that could not be read",
            visible(answers)
        ));
    }
    Ok(Some(match stopped || strict {
        true => Status::NotRight,
        false => Status::Done,
    }))
}
