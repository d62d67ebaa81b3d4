//! Expressions from the lines of stdin, each answered before the next is read.

use super::{decoded, text};
use crate::output::{Failure, Output, Status};
use clap::ArgMatches;
use deriv::notation::read::lexing::MAX_TEXT;
use deriv::report::{Role, Text};
use std::io::{BufRead, Read};

/// Of so many lines of stdin that can't be used it is said why; the others are counted.
const TOLD: usize = 5;

/// Answers for FUNCTION: with `-` for each line of stdin, one after the other, so that every line
/// keeps its place; else once.
pub(crate) fn each(
    matches: &ArgMatches,
    out: &mut Output,
    answer: fn(&ArgMatches, String, &mut Output) -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    let typed = matches
        .get_one::<String>("function")
        .expect("it is required");
    if typed != "-" {
        return answer(matches, text(typed)?, out);
    }
    let mut stdin = std::io::stdin().lock();
    let mut status = Status::Done;
    let mut refused = 0;
    for count in 0.. {
        let line = match line(&mut stdin) {
            Ok(Some(line)) => Ok(line),
            // Nothing at all is an expression that is missing.
            Ok(None) if count == 0 => Ok(String::new()),
            Ok(None) => break,
            Err(failure) => Err(failure),
        };
        let before = out.written();
        let answered = line.and_then(|line| answer(matches, line, out));
        let silent = out.written() == before;
        let only = (silent || answered.is_err()) && count == 0 && ended(&mut stdin)?;
        let end = match answered {
            Ok(end) => end,
            Err(failure @ (Failure::Closed | Failure::File { .. })) => return Err(failure),
            Err(failure) if only => return Err(failure),
            Err(failure) => {
                refused += 1;
                match refused > TOLD {
                    true => failure.status(),
                    false => out.fail(failure),
                }
            }
        };
        // An empty line stands where an answer is missing, at each point.
        if silent && !only && !matches.get_flag("json") {
            let points = matches.try_get_many::<String>("at").ok().flatten();
            let points = points.map_or(1, Iterator::count).max(1);
            out.data(&"\n".repeat(points))?;
        }
        status = status.worse(end);
        // Whoever waits for the answer to one line before writing the next one gets it.
        out.flush()?;
    }
    if refused > TOLD {
        let mut text = Text::new();
        text.push(Role::Wrong, "error")
            .push(
                Role::Answer,
                format!(": {} more lines can't be used", refused - TOLD),
            )
            .line();
        out.note(&text);
    }
    Ok(status)
}

/// The next line, without its end; `None` after the last. One that is longer than an expression can
/// be is cut a byte past that length, which is refused where it is read.
fn line(stdin: &mut impl BufRead) -> Result<Option<String>, Failure> {
    let mut bytes = Vec::new();
    let mut limited = stdin.by_ref().take(MAX_TEXT as u64 + 1);
    let read = limited
        .read_until(b'\n', &mut bytes)
        .map_err(|error| Failure::file("stdin", &error))?;
    if read > MAX_TEXT && bytes.last() != Some(&b'\n') {
        stdin
            .skip_until(b'\n')
            .map_err(|error| Failure::file("stdin", &error))?;
    }
    match read {
        0 => Ok(None),
        _ => decoded("stdin", bytes).map(Some),
    }
}

/// Whether there is nothing more to read.
fn ended(stdin: &mut impl BufRead) -> Result<bool, Failure> {
    let more = stdin
        .fill_buf()
        .map_err(|error| Failure::file("stdin", &error))?;
    Ok(more.is_empty())
}
