//! `deriv quiz` without a file: the lesson as practice.

mod asked;
mod menu;
mod work;

use super::lines::ask;
use super::state::State;
use crate::output::{Failure, Output, Status};
use asked::PracticeRequest;
use clap::ArgMatches;
use deriv::notation::nearest::nearest;
use deriv::practice::drill;
use deriv::practice::progress::PracticePart;
use deriv::report::Text;
use deriv::report::practice::overview;
use menu::choose;
use std::io::{BufRead, stdin};
use work::{due, now, place, say, work};

/// What can be asked for beside the parts.
const OTHERS: [&str; 2] = ["progress", "reset"];

/// Whether this is the name of a part, or of what can be done with the progress.
pub(super) fn is_named(word: &str) -> bool {
    PracticePart::named(word).is_some() || OTHERS.contains(&word)
}

/// What may be meant by a word that is neither a part nor a file: a rule of the drill, or a part
/// with a similar name.
pub(super) fn meant(word: &str) -> Option<String> {
    if word == "-" || std::path::Path::new(word).exists() {
        return None;
    }
    if drill::named(word).is_some() {
        return Some(format!(
            "a rule is drilled by: deriv quiz drill --topic {word}"
        ));
    }
    let parts = PracticePart::ALL.iter().map(|(word, ..)| *word);
    let near = nearest(word, parts.chain(OTHERS))?;
    Some(format!("a part with a similar name exists: `{near}`"))
}

/// Practises: the part that is named, else the one that is chosen from the menu.
pub(super) fn run(
    word: Option<&str>,
    matches: &ArgMatches,
    out: &mut Output,
) -> Result<Status, Failure> {
    let asked = PracticeRequest::read(word, matches, out)?;
    let named = matches.get_one::<String>("state").map(String::as_str);
    let mut state = State::open(named, !matches.get_flag("no-save"), out)?;
    let mut input = stdin().lock();
    match word {
        Some("progress") => {
            let mut text = overview(&due(&state.progress, now())?, asked.wishes.width);
            text.append(place(&state, "kept"));
            say(&text, &asked, out)?;
        }
        Some("reset") => reset(&mut state, &mut input, out)?,
        Some(word) => {
            if let Some(part) = PracticePart::named(word) {
                work(part, &asked, &mut state, &mut input, out)?;
            }
        }
        None => choose(&asked, &mut state, &mut input, out)?,
    }
    Ok(Status::Done)
}

/// Forgets the progress, if the learner means it.
fn reset(state: &mut State, input: &mut impl BufRead, out: &mut Output) -> Result<(), Failure> {
    let (count, path) = (state.progress.entries.len(), state.shown());
    let mut text = Text::new();
    let Some(path) = path.filter(|_| count > 0) else {
        text.plain("there is no progress to forget").line();
        return out.result(&text);
    };
    let s = if count == 1 { "" } else { "s" };
    text.plain(format!(
        "forget {count} answer{s} in {path}? (yes, or anything else to keep them)"
    ));
    out.result(text.line())?;
    let answer = ask(input, out)?;
    let mut text = Text::new();
    if answer.is_some_and(|answer| answer.trim() == "yes") {
        state.reset()?;
        text.plain("forgotten").line();
    } else {
        text.plain("kept").line();
    }
    out.result(&text)
}
