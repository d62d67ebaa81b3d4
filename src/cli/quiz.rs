//! `deriv quiz`: a quiz worked through in lines, on a terminal or from a pipe.

use super::grade::questions;
use super::input;
use super::options::flag;
use super::output::{Failure, Output, Status, problem};
use super::save::Save;
use clap::{Arg, ArgMatches, Command};
use deriv::class::answers::MAX_LINE;
use deriv::practice::session::{Reply, Session};
use deriv::quiz::paper::Papers;
use deriv::report::diagnostic::fault;
use deriv::report::{Text, json, quiz as report};
use std::io::{self, BufRead, Read};

pub(crate) fn command() -> Command {
    Command::new("quiz")
        .arg(questions())
        .arg(
            Arg::new("student")
                .long("student")
                .value_name("ID")
                .help("whose numbers, where students have different ones"),
        )
        .arg(flag("paper", "print the questions and ask nothing").conflicts_with("save"))
        .arg(
            Arg::new("save")
                .long("save")
                .value_name("FILE")
                .requires("student")
                .help("write the last answer to each question to a new .ndjson file that `grade` reads"),
        )
        .arg(flag("json", "the questions as one JSON object").conflicts_with_all(["paper", "save"]))
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let path = word("quiz").expect("it is required");
    if path == "-" && !matches.get_flag("paper") && !matches.get_flag("json") {
        return Err(Failure::usage(
            "quiz and answers can't both come from stdin",
            "give the quiz as a file",
        ));
    }
    let quiz = input::quiz(path)?;
    let student = word("student");
    if student.is_some_and(|id| id.trim().is_empty()) {
        return Err(Failure::usage(
            "--student is blank",
            "give the student's id",
        ));
    }
    if quiz.is_varied() && student.is_none() {
        return Err(Failure::usage(
            "every student has other numbers in this quiz",
            "say whose: --student ID",
        ));
    }
    let papers = Papers::new(&quiz, student).map_err(Failure::Faults)?;
    for warning in &papers.warnings {
        out.note(&fault(warning));
    }
    let title = papers.title(0);
    if matches.get_flag("json") {
        let asked = report::Asked::new(title, student, papers.paper(0));
        out.data(&json::record("quiz", &asked))?;
        return Ok(Status::Done);
    }
    let head = report::head(title, student);
    if matches.get_flag("paper") {
        out.result(&head)?;
        out.result(&report::paper(papers.paper(0)))?;
        return Ok(Status::Done);
    }
    let mut save = match (word("save"), student) {
        (Some(path), Some(student)) => Some(Save::new(path, student)?),
        _ => None,
    };
    out.result(&head)?;
    let mut session = Session::new(papers.paper(0));
    work_through(&mut session, save.as_mut(), out)?;
    out.result(&report::summary(&session))?;
    if let Some(save) = save {
        let mut text = Text::new();
        let path = deriv::notation::visible::visible(&save.path).into_owned();
        text.plain(format!("saved in {path}")).line();
        out.result(&text)?;
    }
    Ok(Status::Done)
}

/// Asks one question after the other until the last one, `quit`, or the end of the input.
fn work_through(
    session: &mut Session<'_>,
    mut save: Option<&mut Save>,
    out: &mut Output,
) -> Result<(), Failure> {
    let mut input = io::stdin().lock();
    let of = session.len();
    let mut asked = None;
    while let Some((at, variant)) = session.question() {
        if asked != Some(at) {
            out.result(&report::question(at, of, &variant.question))?;
            asked = Some(at);
        }
        let mut prompt = Text::new();
        prompt.plain("> ");
        out.result(&prompt)?;
        out.flush()?;
        let line = line(&mut input)?;
        if line.is_none() {
            out.result(Text::new().line())?;
        }
        let reply = line.as_ref().map_or(Reply::Left, |line| session.take(line));
        out.result(&report::reply(&reply, variant))?;
        let left = matches!(reply, Reply::Left);
        let judged = matches!(reply, Reply::Judged(_));
        let gone_on = session.question().map(|(now, _)| now) != Some(at);
        if gone_on || left {
            if let Some(save) = &mut save {
                let results = session.results().nth(at);
                let answer = results.and_then(|(_, result)| result.answer.as_deref());
                save.answer(&variant.question.name.value, answer)?;
            }
        } else if judged {
            out.result(&report::words(session))?;
        }
        if gone_on {
            out.result(&report::bar(at + 1, of))?;
        }
        out.result(Text::new().line())?;
        if left {
            break;
        }
    }
    Ok(())
}

/// The next line of the input; what is not UTF-8 becomes marks that no answer has. `None` at the
/// end. A line longer than any answer is taken in pieces.
fn line(input: &mut impl BufRead) -> Result<Option<String>, Failure> {
    let mut line = Vec::new();
    let read = input.take(MAX_LINE as u64).read_until(b'\n', &mut line);
    match read {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(String::from_utf8_lossy(&line).into_owned())),
        Err(error) => Err(Failure::File {
            path: "standard input".into(),
            problem: problem(&error),
        }),
    }
}
