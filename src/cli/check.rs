//! `deriv check`: one answer judged.

mod arguments;
mod key;

use super::feedback;
use super::options;
use super::output::{Failure, Output, Status};
use super::{terminal, typed};
pub(crate) use arguments::{EXAMPLES, command};
use clap::ArgMatches;
use deriv::number::rational::Rational;
use deriv::quiz::{Form, MAX_POINTS};
use deriv::report::check::{self as report, Check, Feedback};
use deriv::report::diagnostic::diagnostic;
use deriv::report::{Text, json};
use deriv::verdict::Outcome;
use key::key;

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let from_stdin = |name| {
        matches
            .get_one::<String>(name)
            .is_some_and(|typed| typed == "-")
    };
    if from_stdin("function") && from_stdin("answer") {
        return Err(Failure::usage(
            "both FUNCTION and ANSWER are -, but there is one stdin",
            "type one of them, or give it as @FILE",
        ));
    }
    typed::each(matches, out, one)
}

fn one(matches: &ArgMatches, text: String, out: &mut Output) -> Result<Status, Failure> {
    let typed = matches.get_one::<String>("answer").expect("it is required");
    let answer = typed::text(typed)?;
    let worth = options::whole(matches, "points", 1, MAX_POINTS as u64)?.unwrap_or(1);
    let mut key = key(matches, text, &answer, out)?;
    if worth > 1 {
        key = key.with_parts();
    }
    if let Some(word) = matches.get_one::<String>("form") {
        let form = Form::ALL.iter().find(|(known, _)| known == word);
        key = key.with_form(form.map_or(Form::Any, |(_, form)| *form));
    }
    let verdict = key.judge(&answer);
    let level = match matches.get_flag("show") {
        true => Feedback::Full,
        false => feedback::level(matches),
    };
    let status = status(verdict.outcome);
    if matches.get_flag("json") {
        let check = Check::new(&key, &verdict, level);
        out.data(&json::record("check", &check))?;
        return Ok(status);
    }
    if matches.get_flag("quiet") {
        let mut word = Text::new();
        word.plain(verdict.outcome.word()).line();
        out.result(&word)?;
        return Ok(status);
    }
    let worth = Rational::integer(worth as i64);
    let text = report::text(&key, &verdict, &worth, level);
    out.fitted(&text, 0, terminal::width(matches)?)?;
    if let Some(error) = &verdict.error {
        out.note(&diagnostic(error, &answer));
    }
    Ok(status)
}

fn status(outcome: Outcome) -> Status {
    match outcome {
        Outcome::Right => Status::Done,
        Outcome::Partly | Outcome::Wrong | Outcome::Blank => Status::NotRight,
        Outcome::Unread | Outcome::Undecided | Outcome::Manual => Status::NoAnswer,
    }
}
