//! A part of the practice worked through in lines, and what is kept of it.

use super::asked::PracticeRequest;
use crate::output::{Failure, Output};
use crate::quiz::lines::{ask, column};
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
        let mut text = Text::new();
        if let Some(entry) = turn.entry {
            state.keep(entry, out)?;
            if fresh && state.count == 1 && kept == 0 {
                text.append(place(state, "your progress is kept"));
            }
        }
        text.append(turn.text);
        // At the end of the input the line of the prompt was ended.
        let column = line.as_ref().map_or(0, |_| column());
        say_after(column, &text, asked, out)?;
        end = turn.end.or(line.is_none().then_some(CourseEnd::Left));
    };
    out.result(Text::new().line())?;
    say(&course.summary(), asked, out)?;
    if state.count > kept {
        say(&place(state, "saved"), asked, out)?;
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
    say_after(0, text, asked, out)
}

/// The same on a line of which so many columns are written.
pub(super) fn say_after(
    column: usize,
    text: &Text,
    asked: &PracticeRequest,
    out: &mut Output,
) -> Result<(), Failure> {
    out.fitted(text, column, asked.columns)
}

/// Where answers are kept; nothing where they are not.
pub(super) fn place(state: &State, what: &str) -> Text {
    let mut text = Text::new();
    if let Some(path) = state.shown() {
        text.plain(format!("{what} in {path}")).line();
    }
    text
}

/// Seconds since 1970 began.
pub(super) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
