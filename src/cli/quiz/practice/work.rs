//! A part of the practice worked through in lines, and what is kept of it.

use super::asked::PracticeRequest;
use crate::output::{Failure, Output};
use crate::quiz::lines::ask;
use crate::quiz::state::State;
use deriv::practice::progress::{PracticePart, Progress};
use deriv::report::Text;
use deriv::report::practice::{CourseEnd, Due, course};
use std::io::BufRead;
use std::time::{SystemTime, UNIX_EPOCH};

/// Works through a part until its end, `quit`, or the end of the input.
pub(super) fn work(
    part: PracticePart,
    asked: &PracticeRequest,
    state: &mut State,
    input: &mut impl BufRead,
    out: &mut Output,
) -> Result<CourseEnd, Failure> {
    let mut course =
        course(part, &asked.wishes, &state.progress, now()).map_err(Failure::Faults)?;
    let opening = course.opening();
    say(&opening, asked, out)?;
    let mut end = (opening.pieces.is_empty()).then_some(CourseEnd::Finished);
    let kept = state.count;
    let fresh = state.progress.entries.is_empty();
    let end = loop {
        if let Some(end) = end {
            break end;
        }
        // The end of the input leaves as the word does.
        let line = ask(input, out)?;
        let turn = course.take(line.as_deref().unwrap_or("quit"), now());
        if let Some(entry) = turn.entry {
            state.keep(entry, out)?;
            if fresh && state.count == 1 && kept == 0 {
                say_where(state, "your progress is kept", out)?;
            }
        }
        say(&turn.text, asked, out)?;
        end = turn.end.or(line.is_none().then_some(CourseEnd::Left));
    };
    out.result(Text::new().line())?;
    say(&course.summary(), asked, out)?;
    if state.count > kept {
        say_where(state, "saved", out)?;
    }
    if let Some(next) = course.next() {
        out.result(Text::new().plain(format!("next: {next}")).line())?;
    }
    Ok(end)
}

/// What there is to do in each part.
pub(super) fn due(progress: &Progress, time: u64) -> Result<Due, Failure> {
    Due::new(progress, time).map_err(Failure::Faults)
}

/// Says a text in lines that fit, as this stream writes its symbols.
pub(super) fn say(text: &Text, asked: &PracticeRequest, out: &mut Output) -> Result<(), Failure> {
    let mut written = Text::new();
    for (role, piece) in &text.pieces {
        written.push(*role, out.symbols(piece));
    }
    out.result(&written.fitted(asked.columns))
}

/// Says where answers are kept, if they are.
pub(super) fn say_where(state: &State, what: &str, out: &mut Output) -> Result<(), Failure> {
    match state.shown() {
        Some(path) => out.result(Text::new().plain(format!("{what} in {path}")).line()),
        None => Ok(()),
    }
}

/// Seconds since 1970 began.
pub(super) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
