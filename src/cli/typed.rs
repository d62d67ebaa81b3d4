//! Expressions as they come in: typed, from stdin, from a file.

use super::input;
use super::output::{Failure, Output, Status};
use clap::ArgMatches;
use deriv::notation::read::lexing::MAX_TEXT;
use deriv::notation::visible;
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
        let before = out.written;
        let answered = line.and_then(|line| answer(matches, line, out));
        let silent = out.written == before;
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

/// The text of an expression: as typed, from stdin (`-`) or from a file (`@FILE`).
pub(crate) fn text(typed: &str) -> Result<String, Failure> {
    let (path, bytes) = if typed == "-" {
        let mut bytes = Vec::new();
        let mut stdin = std::io::stdin().lock().take(MAX_TEXT as u64 + 1);
        ("stdin", stdin.read_to_end(&mut bytes).map(|_| bytes))
    } else if let Some(path) = typed.strip_prefix('@') {
        (path, input::read(path.as_ref(), MAX_TEXT))
    } else {
        if is_option(typed) && !std::env::args_os().any(|argument| argument == "--") {
            return Err(Failure::usage(
                format!("unknown option `{}`", visible::visible(typed)),
                "`deriv help` and the command's name list its options",
            ));
        }
        return Ok(typed.to_owned());
    };
    let bytes = bytes.map_err(|error| Failure::file(path, &error))?;
    decoded(path, bytes)
}

/// Bytes as text, without the end of the last line.
fn decoded(path: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        Failure::usage(
            format!(
                "{}: byte {} is not UTF-8 text",
                visible::visible(path),
                place + 1
            ),
            "save the expression as UTF-8",
        )
    })?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// Whether it looks like an option: two dashes and a word. `--x` is a function, twice negative.
fn is_option(typed: &str) -> bool {
    typed.strip_prefix("--").is_some_and(|word| {
        let name = word.split('=').next().unwrap_or_default();
        let letters = |c: char| c.is_ascii_lowercase() || c == '-';
        name.len() > 1 && name.chars().all(letters)
    })
}
