//! What `grade` is asked: its options, and what they say together.

use crate::feedback;
use crate::options::{self, flag};
use crate::output::Failure;
use clap::{Arg, ArgAction, ArgMatches, Command};
use deriv::class::answers::{Attempts, Moment, ReadingOptions, Until};
use deriv::notation::nearest::nearest;
use deriv::notation::visible::visible;
use deriv::number::rational::Rational;
use deriv::quiz::percent::{NoPercent, percent};
use deriv::report::formats::{FORMATS, Format, NoTarget, Target};

pub(crate) fn command() -> Command {
    Command::new("grade")
        .arg(options::questions().required(false).required_unless_present("merge"))
        .arg(
            Arg::new("answers")
                .value_name("ANSWERS")
                .required_unless_present_any(["key", "merge"])
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
        .args(marks())
        .args(outputs())
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

/// Marks by hand.
fn marks() -> [Arg; 4] {
    [
        file("against", "OLD.json", "list what changed since the results in this file, written with --json, and why"),
        file("merge", "PART.json", "the results of parts of a class, written with --json, as one: no other files are given")
            .num_args(1..)
            .conflicts_with_all(["answers", "key", "columns", "marks"]),
        file(
            "marks",
            "FILE",
            "points given by hand: a table of student,question,points,comment",
        ),
        file(
            "review",
            "FILE",
            "write the answers for manual review, with an empty points column",
        ),
    ]
}

fn file(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// What is written, and how.
fn outputs() -> [Arg; 9] {
    [
        flag("progress", "say on stderr how many answers are judged; by default on a terminal after a second"),
        file("on-error", "WHAT", "of a stream of lines: go on with the next one [default], or stop at a broken one")
            .value_parser(["continue", "stop"]),
        file("out", "FORMAT:FILE", "also write the marks to a file; several times for several; `deriv help formats` lists them")
            .action(ArgAction::Append),
        file("format", "FORMAT", "the format of the one output: on stdout, or in --out FILE")
            .conflicts_with_all(["json", "tsv", "quiet"]),
        flag("anonymous", "numbers for names, in every output"),
        file("roster", "FILE", "a gradebook with all students: their names and ids, and who is missing"),
        file("canvas-id", "ID", "the id of the assignment in Canvas"),
        file("student-pages", "DIR", "write a page for each student into a folder"),
        file("date", "TEXT", "the day that stands in the report [default: none, so that the same answers give the same bytes]"),
    ]
}

/// The files and the threshold of the command line.
pub(super) struct Request<'a> {
    /// Not needed where results are merged, which name it.
    pub(super) quiz: Option<&'a str>,
    /// Not needed where the key alone is asked for.
    pub(super) answers: Option<&'a str>,
    pub(super) student: Option<&'a str>,
    /// The percentage that has to be reached.
    pub(super) threshold: Option<Rational>,
    pub(super) strict: bool,
    /// Results of before.
    pub(super) against: Option<&'a str>,
    /// Results of parts of the class.
    pub(super) merge: Vec<&'a str>,
    /// The file of marks by hand.
    pub(super) marks: Option<&'a str>,
    /// The file that is to hold the answers for manual review.
    pub(super) review: Option<&'a str>,
    pub(super) roster: Option<&'a str>,
    /// What is written beside stdout, or in its place.
    pub(super) targets: Vec<Target>,
    pub(super) anonymous: bool,
    pub(super) canvas_id: Option<&'a str>,
    pub(super) student_pages: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    /// How the answers are read, as far as the command line says.
    pub(super) reading: ReadingOptions,
}

impl<'a> Request<'a> {
    pub(super) fn new(matches: &'a ArgMatches) -> Result<Request<'a>, Failure> {
        let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
        let asked = Request {
            quiz: word("quiz"),
            answers: word("answers"),
            student: word("student"),
            threshold: word("fail-under").map(threshold).transpose()?,
            strict: matches.get_flag("strict"),
            against: word("against"),
            merge: matches
                .get_many::<String>("merge")
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect(),
            marks: word("marks"),
            review: word("review"),
            roster: word("roster"),
            targets: targets(matches)?,
            anonymous: matches.get_flag("anonymous"),
            canvas_id: word("canvas-id"),
            student_pages: word("student-pages"),
            date: word("date"),
            reading: ReadingOptions {
                id_column: word("id-column").map(str::to_owned),
                attempts: word("attempts").and_then(Attempts::named),
                student: word("student").map(str::to_owned),
                until: word("until").map(until).transpose()?,
            },
        };
        if (asked.quiz, asked.answers) == (Some("-"), Some("-")) {
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

/// `--out` and `--format`.
fn targets(matches: &ArgMatches) -> Result<Vec<Target>, Failure> {
    let format = matches.get_one::<String>("format");
    let format = format.map(|name| {
        Format::named(name).ok_or_else(|| {
            let names = FORMATS.iter().map(|format| format.name);
            let help = match nearest(name, names.clone()) {
                Some(near) => format!("a format with a similar name exists: `{near}`"),
                None => format!("one of: {}", names.collect::<Vec<&str>>().join(", ")),
            };
            Failure::usage(format!("there is no format `{}`", visible(name)), help)
        })
    });
    let format = format.transpose()?;
    let outs: Vec<&String> = matches.get_many("out").into_iter().flatten().collect();
    let targets: Vec<Target> = match (format, &outs[..]) {
        (Some(format), []) => vec![Target {
            format,
            file: "-".to_owned(),
        }],
        (Some(format), [file]) => vec![Target {
            format,
            file: (*file).clone(),
        }],
        (Some(_), _) => {
            let help =
                "write the format before each file: --out canvas:marks.csv --out report.html";
            return Err(Failure::usage(
                "--format is for one output, and there are several",
                help,
            ));
        }
        (None, outs) => outs
            .iter()
            .map(|text| target(text))
            .collect::<Result<_, _>>()?,
    };
    for (at, target) in targets.iter().enumerate() {
        if targets[..at].iter().any(|other| other.file == target.file) {
            let file = visible(&target.file);
            return Err(Failure::usage(
                format!("two outputs go to `{file}`"),
                "give each a file of its own",
            ));
        }
    }
    Ok(targets)
}

/// `FORMAT:FILE`, or a file whose ending says the format.
fn target(text: &str) -> Result<Target, Failure> {
    Target::read(text).map_err(|why| {
        let shown = visible(text);
        let (message, help) = match why {
            NoTarget::Nameless => (format!("`{shown}` names no file"), "as in --out canvas:marks.csv; - is stdout".to_owned()),
            NoTarget::Ending(fit) if fit.is_empty() => (
                format!("`{shown}` does not say in which format"),
                "write the format before it, as in --out junit:results.xml; `deriv help formats` lists them".to_owned(),
            ),
            NoTarget::Ending(fit) => (
                format!("`{shown}` may be in several formats"),
                format!("write one before it: {}", fit.iter().map(|name| format!("{name}:{shown}")).collect::<Vec<String>>().join(", ")),
            ),
        };
        Failure::usage(message, help)
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
