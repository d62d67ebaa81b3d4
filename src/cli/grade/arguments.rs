//! The options of `deriv grade`.

use crate::input;
use crate::options::{self, flag};
use crate::{feedback, terminal};
use clap::{Arg, ArgAction, Command};
use deriv::class::answers::Attempts;

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv grade fixtures/gradients/quiz.toml --key
g1  d/dx of x^2*y                     2*x*y
g2  d/dy of x^2*y                     x^2
g3  gradient of x^2 + y^2 at (3, -1)  x = 6, y = -2
g4  d/da of (a*x + b - y)^2           2*x*(a*x + b - y)
g5  d/db of (a*x + b - y)^2           2*(a*x + b - y)
g6  one descent step of x^2 + 4*y^2   x = 0.8, y = 0.2
g7  where the gradient points         c"#;

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
        .arg(terminal::width_option())
        .arg(flag("json", "one JSON object").conflicts_with_all(["tsv", "quiet"]))
        .arg(flag("tsv", "a row for each student and question").conflicts_with("quiet"))
        .arg(options::quiet().help("the mean, or the student's score, in percent alone; with --key the keys"))
}

/// How the answers are read.
fn reading() -> [Arg; 5] {
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
        input::encoding_option(),
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
fn outputs() -> [Arg; 10] {
    [
        flag("progress", "say on stderr how many answers are judged; by default on a terminal after a second"),
        file("on-error", "WHAT", "of a stream of lines: go on with the next one [default], or stop at a broken one")
            .value_parser(["continue", "stop"]),
        file("out", "FORMAT:FILE", "also write the marks to a file; several times for several; `deriv help formats` lists them")
            .action(ArgAction::Append),
        file("format", "FORMAT", "the format of the one output: on stdout, or in --out FILE")
            .conflicts_with_all(["json", "tsv", "quiet"]),
        flag("anonymous", "numbers for names, in every output"),
        flag("places", "in JSON also where each answer stands: what is merged of it then names files and lines"),
        file("roster", "FILE", "a gradebook with all students: their names and ids, and who is missing"),
        file("canvas-id", "ID", "the id of the assignment in Canvas"),
        file("student-pages", "DIR", "write a page for each student into a folder"),
        file("date", "TEXT", "the day that stands in the report [default: none, so that the same answers give the same bytes]"),
    ]
}
