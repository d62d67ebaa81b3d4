//! What `grade` is asked: its options, and what they say together.

use crate::feedback;
use crate::options::{self, flag};
use crate::output::Failure;
use clap::{Arg, ArgMatches, Command};
use deriv::class::answers::{Attempts, Moment, Reading, Until};
use deriv::notation::visible::visible;
use deriv::number::rational::Rational;
use deriv::quiz::percent::{NoPercent, percent};

pub(crate) fn command() -> Command {
    Command::new("grade")
        .arg(options::questions())
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
                .allow_hyphen_values(true)
                .value_name("P")
                .help("exit 1 below a mean of P percent of the points, 3 where open answers decide [default: what the quiz says]"),
        )
        .arg(flag("strict", "exit 1 where an answer is unread or undecided, or a row is broken"))
        .args(reading())
        .arg(feedback::option())
        .arg(options::width_option())
        .arg(flag("json", "one JSON object").conflicts_with_all(["tsv", "quiet"]))
        .arg(flag("tsv", "a row for each student and question").conflicts_with("quiet"))
        .arg(options::quiet().help("the mean, or the student's score, in percent alone; with --key the keys"))
}

/// How the answers are read.
fn reading() -> [Arg; 4] {
    [
        Arg::new("id-column")
            .long("id-column")
            .value_name("NAME")
            .help("the head of the column that says who the student is"),
        Arg::new("attempts")
            .long("attempts")
            .value_name("WHICH")
            .value_parser(Attempts::ALL.map(|(word, _)| word))
            .help("which of several rows of a student counts: last, first or best"),
        Arg::new("until")
            .long("until")
            .value_name("TIME")
            .help("name the rows that were handed in later: 2026-11-03T12:00+01:00"),
        flag(
            "columns",
            "show how the heads of the columns are understood, and grade nothing",
        )
        .conflicts_with_all(["key", "fail-under", "strict", "feedback"]),
    ]
}

/// The files and the threshold of the command line.
pub(super) struct Asked<'a> {
    pub(super) quiz: &'a str,
    /// Not needed where the key alone is asked for.
    pub(super) answers: Option<&'a str>,
    pub(super) student: Option<&'a str>,
    /// The percentage that has to be reached.
    pub(super) threshold: Option<Rational>,
    pub(super) strict: bool,
    /// How the answers are read, as far as the command line says.
    pub(super) reading: Reading,
}

impl<'a> Asked<'a> {
    pub(super) fn new(matches: &'a ArgMatches) -> Result<Asked<'a>, Failure> {
        let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
        let asked = Asked {
            quiz: word("quiz").expect("it is required"),
            answers: word("answers"),
            student: word("student"),
            threshold: word("fail-under").map(threshold).transpose()?,
            strict: matches.get_flag("strict"),
            reading: Reading {
                id_column: word("id-column").map(str::to_owned),
                attempts: word("attempts").and_then(Attempts::named),
                student: word("student").map(str::to_owned),
                until: word("until").map(until).transpose()?,
            },
        };
        if (asked.quiz, asked.answers) == ("-", Some("-")) {
            return Err(Failure::usage(
                "quiz and answers can't both come from stdin",
                "give one of them as a file",
            ));
        }
        Ok(asked)
    }
}

/// `--fail-under`: a percentage.
fn threshold(typed: &str) -> Result<Rational, Failure> {
    percent(typed).map_err(|why| match why {
        NoPercent::Share => Failure::usage(
            format!("--fail-under is `{typed}`, which is less than one percent"),
            format!("60 is 60 %; write `{typed}%` if less than one percent is meant"),
        ),
        NoPercent::TooMuch | NoPercent::Unread => Failure::usage(
            format!("--fail-under is `{}`", visible(typed)),
            "give a percentage from 0 to 100",
        ),
    })
}

/// `--until`: a time with its zone.
fn until(typed: &str) -> Result<Until, Failure> {
    Moment::until(typed).ok_or_else(|| {
        Failure::usage(
            format!("--until is `{}`", visible(typed)),
            "give a date, a time and its zone: 2026-11-03T12:00+01:00",
        )
    })
}
