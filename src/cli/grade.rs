//! `deriv grade`: a class judged from files.

use super::check::{feedback, level};
use super::diff::quiet;
use super::output::{Failure, Output, Status};
use super::point::{self, flag};
use clap::{Arg, ArgMatches, Command};
use deriv::class::answers::{self, Class, Student};
use deriv::class::{answers as files, graded};
use deriv::files::source::{Fault, Severity};
use deriv::number::rational::Rational;
use deriv::quiz::draw;
use deriv::quiz::paper::Papers;
use deriv::quiz::{self, Quiz};
use deriv::report::class::{self as report, Report};
use deriv::report::diagnostic::Problem;
use deriv::report::{Role, Text, json};
use deriv::slope::DIGITS;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Questions that are named in a note.
const NAMED: usize = 8;

pub(crate) fn command() -> Command {
    Command::new("grade")
        .arg(questions())
        .arg(
            Arg::new("answers")
                .value_name("ANSWERS")
                .required_unless_present("key")
                .help("CSV, TOML, JSON or NDJSON; a file, a folder of one file per student, or - for stdin"),
        )
        .arg(flag("key", "check the quiz and print its computed key").conflicts_with("tsv"))
        .arg(
            Arg::new("student")
                .long("student")
                .value_name("ID")
                .help("one student's answers with their verdicts; with --key that student's key"),
        )
        .arg(
            Arg::new("fail-under")
                .long("fail-under")
                .value_name("P")
                .help("exit 1 below a mean of P percent [default: what the quiz says]"),
        )
        .arg(feedback())
        .arg(point::width_option())
        .arg(flag("json", "one JSON object").conflicts_with_all(["tsv", "quiet"]))
        .arg(flag("tsv", "a row for each student and question").conflicts_with("quiet"))
        .arg(quiet().help("the mean in percent alone"))
}

/// The quiz file.
pub(crate) fn questions() -> Arg {
    Arg::new("quiz")
        .value_name("QUIZ")
        .required(true)
        .help("the questions, a TOML file; `deriv help questions` says how it is written")
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let limit = match word("fail-under") {
        Some(typed) => Some(percent(typed)?),
        None => None,
    };
    let path = word("quiz").expect("it is required");
    if path == "-" && word("answers") == Some("-") {
        return Err(Failure::usage(
            "quiz and answers can't both come from stdin",
            "give one of them as a file",
        ));
    }
    let quiz = quiz::read(path, &bytes(path, quiz::MAX_FILE)?).map_err(|all| faults(&all))?;
    if matches.get_flag("key") {
        return print_keys(matches, &quiz, word("student"), out);
    }
    // A quiz without a key is found before the answers are read.
    let shared = Papers::shared(&quiz).map_err(|all| faults(&all))?;
    let path = word("answers").expect("it is required without --key");
    let class = class(path, &quiz)?;
    for warning in &class.warnings {
        out.note(&fault(warning));
    }
    let ids = class.students.iter().map(|student| student.id.as_str());
    let papers = match shared {
        Some(papers) => papers,
        None => Papers::new(&quiz, ids).map_err(|all| faults(&all))?,
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let graded = graded::grade(&papers, &class, threads);
    let report = Report {
        quiz: &quiz,
        papers: &papers,
        class: &class,
        graded: &graded,
        feedback: level(matches),
        width: point::width(matches)?,
    };
    if let Some(id) = word("student") {
        return print_student(matches, &report, id, out);
    }
    let mean = report.mean_percent();
    if matches.get_flag("json") {
        out.data(&json::line(&report.json()))?;
    } else if matches.get_flag("tsv") {
        out.data(&report.tsv())?;
    } else if matches.get_flag("quiet") {
        let mean = mean
            .and_then(Rational::from_f64)
            .map(|mean| deriv::number::decimal::Decimal::rounded_to_places(&mean, 1).to_string());
        let mut text = Text::new();
        text.plain(mean.unwrap_or_else(|| "n/a".into())).line();
        out.result(&text)?;
    } else {
        out.result(&report.text())?;
    }
    let limit = limit.or_else(|| quiz.pass.as_ref().map(|pass| pass.value.to_f64()));
    match (mean, limit) {
        (Some(mean), Some(limit)) if mean < limit => {
            note(
                out,
                &format!("the mean is {mean:.1}% of the points, below {limit}%"),
            );
            Ok(Status::NotRight)
        }
        _ => Ok(Status::Done),
    }
}

fn percent(typed: &str) -> Result<f64, Failure> {
    let number = Rational::from_decimal(typed.trim_end_matches('%'));
    match number.map(|number| number.to_f64()) {
        Some(percent) if (0.0..=100.0).contains(&percent) => Ok(percent),
        _ => Err(Failure::usage(
            format!(
                "--fail-under is `{}`",
                deriv::notation::visible::visible(typed)
            ),
            "give a percentage from 0 to 100",
        )),
    }
}

/// A student's paper with its key; nobody's shows the first value of every parameter.
fn print_keys(
    matches: &ArgMatches,
    quiz: &Quiz,
    student: Option<&str>,
    out: &mut Output,
) -> Result<Status, Failure> {
    let papers = match student {
        Some(id) => Papers::new(quiz, [id]),
        None => Papers::example(quiz),
    };
    let papers = papers.map_err(|all| faults(&all))?;
    for warning in &papers.warnings {
        out.note(&fault(warning));
    }
    if matches.get_flag("json") {
        let keys = report::keys_json(student, papers.paper(0), DIGITS);
        out.data(&json::line(&keys))?;
        return Ok(Status::Done);
    }
    out.result(&report::keys(papers.paper(0), DIGITS))?;
    if quiz.is_varied() && student.is_none() {
        note(
            out,
            "every student has other numbers: --student ID shows them",
        );
    }
    if !papers.sampled.is_empty() {
        let names = papers
            .sampled
            .iter()
            .map(|&at| quiz.questions[at].name.value.as_str());
        let mut names = names.take(NAMED).collect::<Vec<&str>>().join(", ");
        if papers.sampled.len() > NAMED {
            names.push_str(", ...");
        }
        let names = deriv::notation::visible::visible(&names);
        let said =
            format!("there are too many combinations of numbers to try all of them: {names}");
        note(out, &said);
    }
    Ok(Status::Done)
}

/// A line on stderr that is worth knowing.
fn note(out: &mut Output, said: &str) {
    let mut note = Text::new();
    note.push(Role::Tangent, "note")
        .plain(format!(": {said}"))
        .line();
    out.note(&note);
}

fn print_student(
    matches: &ArgMatches,
    report: &Report<'_>,
    id: &str,
    out: &mut Output,
) -> Result<Status, Failure> {
    let students = &report.class.students;
    let place = |is: &dyn Fn(&Student) -> bool| students.iter().position(is);
    let folded = draw::folded(id);
    let at = place(&|student| student.id == id)
        .or_else(|| place(&|student| student.name.as_deref() == Some(id)))
        .or_else(|| place(&|student| draw::folded(&student.id) == folded));
    let Some(at) = at else {
        let near = deriv::notation::nearest::nearest(id, students.iter().map(|s| s.id.as_str()));
        let help = near.map_or(
            "the first column of --tsv has the names".to_owned(),
            |near| {
                format!(
                    "a similar one is there: {}",
                    deriv::notation::visible::visible(near)
                )
            },
        );
        let id = deriv::notation::visible::visible(id);
        return Err(Failure::usage(format!("no student `{id}`"), help));
    };
    if matches.get_flag("json") {
        out.data(&json::line(&report.student_json(at)))?;
    } else {
        out.result(&report.student(at))?;
    }
    Ok(Status::Done)
}

/// The bytes of a file, a little more than the limit at most, so that its reader can refuse it.
pub(crate) fn bytes(path: &str, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = limit as u64 + 1;
    let read = match path {
        "-" => io::stdin().lock().take(most).read_to_end(&mut bytes),
        _ => File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
    };
    read.map_err(|error| unavailable(path, &error))?;
    Ok(bytes)
}

fn unavailable(path: &str, error: &io::Error) -> Failure {
    Failure::File {
        path: path.to_owned(),
        problem: point::problem(error),
    }
}

/// What a class handed in: a file, stdin, or a folder with a file for each student.
fn class(path: &str, quiz: &Quiz) -> Result<Class, Failure> {
    if path == "-" || !Path::new(path).is_dir() {
        let read = answers::read(path, &bytes(path, files::MAX_FILE)?, quiz);
        return read.map_err(|all| faults(&all));
    }
    let folder = std::fs::read_dir(path).map_err(|error| unavailable(path, &error))?;
    let mut found = Vec::new();
    for entry in folder {
        let file = entry.map_err(|error| unavailable(path, &error))?.path();
        if file.is_file() {
            let name = file.to_string_lossy().into_owned();
            let hidden = file
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if !hidden {
                let read = bytes(&name, files::MAX_FILE)?;
                found.push((name, read));
            }
        }
        if found.len() > files::MAX_FILES {
            break;
        }
    }
    answers::read_folder(path, found, quiz).map_err(|all| faults(&all))
}

/// Faults as text: nothing was graded.
pub(crate) fn faults(all: &[Fault]) -> Failure {
    let mut text = Text::new();
    for (at, each) in all.iter().enumerate() {
        if at > 0 {
            text.line();
        }
        text.append(fault(each));
    }
    let unavailable = all
        .iter()
        .any(|fault| fault.severity == Severity::Unavailable);
    let status = match unavailable {
        true => Status::File,
        false => Status::Unreadable,
    };
    let problem = match all.first() {
        Some(fault) => Problem::from(fault),
        None => Problem::new("nothing was graded", None),
    };
    Failure::Said(text, problem, status)
}

pub(crate) fn fault(fault: &Fault) -> Text {
    let said = fault.to_string();
    let (word, rest) = said.split_once(':').unwrap_or((&said, ""));
    let role = match fault.severity {
        Severity::Warning => Role::Tangent,
        Severity::Unreadable | Severity::Unavailable => Role::Wrong,
    };
    let mut text = Text::new();
    text.push(role, word).plain(format!(":{rest}")).line();
    text
}
