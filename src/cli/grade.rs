//! `deriv grade`: a class judged from files.

use super::check::{feedback, level};
use super::input;
use super::options::{self, flag};
use super::output::{Failure, Output, Status};
use clap::{Arg, ArgMatches, Command};
use deriv::class::answers::Class;
use deriv::class::graded;
use deriv::class::reach::Standing;
use deriv::notation::visible::visible;
use deriv::number::rational::Rational;
use deriv::quiz::Quiz;
use deriv::quiz::paper::Papers;
use deriv::report::class::Report;
use deriv::report::class::keys::Keys;
use deriv::report::diagnostic::{fault, note};

pub(crate) fn command() -> Command {
    Command::new("grade")
        .arg(questions())
        .arg(
            Arg::new("answers")
                .value_name("ANSWERS")
                .required_unless_present("key")
                .help("CSV, TOML, JSON or NDJSON; a file, a folder of one file per student, or - for stdin"),
        )
        .arg(
            flag("key", "check the quiz and print its computed key")
                .conflicts_with_all(["answers", "fail-under", "strict", "feedback"]),
        )
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
                .help("exit 1 below a mean of P percent of the points, 3 where open answers decide [default: what the quiz says]"),
        )
        .arg(flag("strict", "exit 1 where an answer is unread or undecided, or a row is broken"))
        .arg(feedback())
        .arg(options::width_option())
        .arg(flag("json", "one JSON object").conflicts_with_all(["tsv", "quiet"]))
        .arg(flag("tsv", "a row for each student and question").conflicts_with("quiet"))
        .arg(options::quiet().help("the mean, or the student's score, in percent alone; with --key the keys"))
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
    let asked = word("fail-under").map(percent).transpose()?;
    let (quiz, answers) = (word("quiz").expect("it is required"), word("answers"));
    if (quiz, answers) == ("-", Some("-")) {
        return Err(Failure::usage(
            "quiz and answers can't both come from stdin",
            "give one of them as a file",
        ));
    }
    let quiz = input::quiz(quiz)?;
    let Some(answers) = answers else {
        return keys(matches, &quiz, out);
    };
    // A quiz without a key is found before the answers are read.
    let shared = Papers::shared(&quiz).map_err(Failure::Faults)?;
    let class = input::class(answers, &quiz)?;
    for warning in class.warnings.iter().chain(&class.refused) {
        out.note(&fault(warning));
    }
    let ids = class.students.iter().map(|student| student.id.as_str());
    let papers = match shared {
        Some(papers) => papers,
        None => Papers::new(&quiz, ids).map_err(Failure::Faults)?,
    };
    let whose = word("student").map(|id| student(&class, id)).transpose()?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let graded = graded::grade(&papers, &class, threads);
    let report = Report {
        quiz: &quiz,
        papers: &papers,
        class: &class,
        graded: &graded,
        feedback: level(matches),
        width: options::width(matches)?,
        threshold: asked.or_else(|| quiz.pass.as_ref().map(|pass| pass.value.clone())),
        whose,
    };
    if matches.get_flag("json") {
        out.data(&report.json())?;
    } else if matches.get_flag("tsv") {
        out.data(&report.tsv())?;
    } else if matches.get_flag("quiet") {
        out.result(&report.quiet())?;
    } else {
        out.result(&report.text())?;
    }
    let strict = report.unsettled().filter(|_| matches.get_flag("strict"));
    let threshold = report.threshold();
    let what = whose.map_or("the mean", |_| "the score");
    let short = threshold.as_ref().and_then(|it| it.shortfall(what));
    for said in short.iter().chain(&strict) {
        out.note(&note(said));
    }
    Ok(match threshold.map(|it| it.standing) {
        _ if !class.refused.is_empty() => Status::File,
        _ if strict.is_some() => Status::NotRight,
        Some(Standing::Missed) => Status::NotRight,
        Some(Standing::Open) => Status::NoAnswer,
        Some(Standing::Reached) | None => Status::Done,
    })
}

/// `--fail-under`: a percentage, of which less than one has to be meant.
fn percent(typed: &str) -> Result<Rational, Failure> {
    let number = typed.strip_suffix('%');
    let percent = Rational::from_decimal(number.unwrap_or(typed).trim());
    let range = Rational::zero()..=Rational::integer(100);
    match percent.filter(|percent| range.contains(percent)) {
        Some(percent) if number.is_none() && !percent.is_zero() && percent < Rational::one() => {
            Err(Failure::usage(
                format!("--fail-under is `{typed}`, which is less than one percent"),
                format!("60 is 60 %; write `{typed}%` if less than one percent is meant"),
            ))
        }
        Some(percent) => Ok(percent),
        None => Err(Failure::usage(
            format!("--fail-under is `{}`", visible(typed)),
            "give a percentage from 0 to 100",
        )),
    }
}

/// The place of a student who is asked for.
fn student(class: &Class, id: &str) -> Result<usize, Failure> {
    class.find(id).ok_or_else(|| {
        let help = match class.nearest(id) {
            Some(near) => format!("a similar one is there: {}", visible(near)),
            None => "the first column of --tsv has the names".to_owned(),
        };
        Failure::usage(format!("no student `{}`", visible(id)), help)
    })
}

/// A student's paper with its key; nobody's shows the first value of every parameter.
fn keys(matches: &ArgMatches, quiz: &Quiz, out: &mut Output) -> Result<Status, Failure> {
    let student = matches.get_one::<String>("student").map(String::as_str);
    let papers = match student {
        Some(id) => Papers::new(quiz, [id]),
        None => Papers::example(quiz),
    };
    let papers = papers.map_err(Failure::Faults)?;
    for warning in &papers.warnings {
        out.note(&fault(warning));
    }
    let keys = Keys::new(quiz, &papers, student);
    if matches.get_flag("json") {
        out.data(&keys.json())?;
    } else if matches.get_flag("tsv") {
        out.data(&keys.tsv())?;
    } else if matches.get_flag("quiet") {
        out.result(&keys.quiet())?;
    } else {
        out.result(&keys.text(options::width(matches)?))?;
    }
    for said in keys.notes() {
        out.note(&note(&said));
    }
    Ok(Status::Done)
}
