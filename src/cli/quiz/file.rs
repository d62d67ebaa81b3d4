//! `deriv quiz FILE`: a teacher's quiz, on paper, for programs or question by question.

use super::hand_out;
use super::lines::work_through;
use super::save::Save;
use crate::input;
use crate::output::{Failure, Output, Status};
use crate::terminal;
use clap::ArgMatches;
use deriv::notation::visible::visible;
use deriv::practice::session::QuizSession;
use deriv::quiz::Quiz;
use deriv::quiz::paper::Papers;
use deriv::report::diagnostic::fault;
use deriv::report::{Text, json, quiz as report};

/// Shows or asks the questions of a file.
pub(super) fn run(path: &str, matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let [paper, json] = ["paper", "json"].map(|name| matches.get_flag(name));
    let handed_out = word("papers").or(word("export")).is_some();
    if path == "-" && !paper && !json && !handed_out {
        return Err(Failure::usage(
            "quiz and answers can't both come from stdin",
            "give the quiz as a file",
        ));
    }
    let quiz = input::quiz(path)?;
    if let Some(status) = hand_out::run(matches, &quiz, out)? {
        return Ok(status);
    }
    let student = word("student");
    whose(&quiz, student)?;
    let papers = Papers::new(&quiz, student).map_err(Failure::Faults)?;
    for warning in &papers.warnings {
        out.note(&fault(warning));
    }
    let title = papers.title(0);
    let variants: Vec<_> = papers.paper(0).collect();
    let variants = variants.iter().map(AsRef::as_ref);
    if json {
        let asked = report::AskedQuestions::new(title, student, variants);
        out.data(&json::record("quiz", &asked))?;
        return Ok(Status::Done);
    }
    let width = terminal::width(matches)?;
    let head = report::head(title, student);
    if paper {
        out.fitted(&head, 0, width)?;
        out.fitted(&report::paper(variants), 0, width)?;
        return Ok(Status::Done);
    }
    let (mut save, answered) = match (word("save"), student) {
        (Some(path), Some(student)) => {
            let (save, answered) = Save::open(path, student, &quiz)?;
            (Some(save), answered)
        }
        _ => (None, Vec::new()),
    };
    out.fitted(&head, 0, width)?;
    let mut places = 0..;
    let mut session = QuizSession::going_on(variants, &mut |_| {
        places.next().is_some_and(|at| answered.contains(&at))
    });
    work_through(&mut session, save.as_mut(), width, out)?;
    out.fitted(&report::summary(&session), 0, width)?;
    if let Some(save) = save {
        let mut text = Text::new();
        text.plain(format!("saved in {}", visible(&save.path)))
            .line();
        out.result(&text)?;
    }
    Ok(Status::Done)
}

/// Refuses a quiz with own numbers without a student to have them.
fn whose(quiz: &Quiz, student: Option<&str>) -> Result<(), Failure> {
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
    Ok(())
}
