//! `deriv quiz`: practice.

mod file;
mod hand_out;
mod lines;
mod practice;
mod save;
mod state;

use crate::input;
use crate::options::{self, flag};
use crate::output::{Failure, Output, Status};
use crate::terminal;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use deriv::notation::visible::visible;

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv quiz fixtures/own-numbers/quiz.toml --student Mara --paper
Every student has other numbers, for Mara

power   derivative of 7*x^5 - 3*x

chain   d/dx of sin(7*x - 3)   2 points

slope   slope of x^2 + 3*x at x = -2

step   1 step down x^2 from 7, rate 0.2

angle   slope of cos(x) at pi/6

nudged   ratio of x^2 at -3 nudged by 0.01"#;

pub(crate) fn command() -> Command {
    Command::new("quiz")
        .arg(options::questions().required(false).help(
            "a file of questions, or drill, lab, order, cards, interview, progress, reset [default: a menu of these]",
        ))
        .arg(
            Arg::new("student")
                .long("student")
                .value_name("ID")
                .help("whose numbers, where students have different ones"),
        )
        .arg(option("students", "FILE", "a list of students: an id a line, or a table with a column of ids").requires("papers"))
        .arg(option("papers", "DIR", "write the papers of these students into a folder: text, Markdown, LaTeX, HTML").requires("students").conflicts_with_all(["student", "paper", "save", "json"]))
        .arg(input::encoding_option().requires("students"))
        .arg(option("export", "FILE", "write the questions for Moodle to import, as XML").conflicts_with_all(["paper", "save", "json", "papers"]))
        .arg(option("variants", "N", "with --export: the numbers of students named 1 to N").requires("export"))
        .arg(flag("paper", "print the questions and ask nothing").conflicts_with("save"))
        .arg(
            Arg::new("save")
                .long("save")
                .value_name("FILE")
                .requires("student")
                .help("write the last answer to each question to an .ndjson file that `grade` reads; one that is there is gone on with"),
        )
        .arg(option("topic", "RULE", "drill: one rule alone: power, chain, ..."))
        .arg(
            option("level", "LEVEL", "drill, interview: beginner, intermediate or expert")
                .value_parser(["beginner", "intermediate", "expert"]),
        )
        .arg(option("count", "N", "how many questions"))
        .arg(option("seed", "TEXT", "drill: the same seed asks the same questions"))
        .arg(flag("new", "drill: a new session, where the last one was left"))
        .arg(option("deck", "FILE", "cards: your own, a text with lines Q: and A:"))
        .arg(option("state", "FILE", "keep your progress in this file"))
        .arg(flag("no-save", "keep nothing"))
        .arg(terminal::width_option())
        .arg(flag("json", "the questions as one JSON object").conflicts_with_all(["paper", "save"]))
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let word = matches.get_one::<String>("quiz").map(String::as_str);
    let given = |name: &&&str| {
        let named = matches.try_contains_id(name).unwrap_or(false);
        named && matches.value_source(name) == Some(ValueSource::CommandLine)
    };
    match word.filter(|word| !practice::is_named(word)) {
        Some(path) => match PRACTICE.iter().find(given) {
            Some(option) => Err(Failure::usage(
                format!(
                    "--{option} belongs to the practice, and `{}` is a file",
                    visible(path)
                ),
                "leave it out, or name a part: drill, lab, order, cards, interview",
            )),
            None => match practice::meant(path) {
                Some(help) => Err(Failure::usage(
                    format!(
                        "`{}` is neither a file nor a part of the practice",
                        visible(path)
                    ),
                    help,
                )),
                None => file::run(path, matches, out),
            },
        },
        None => match FILE.iter().find(given) {
            Some(option) => Err(Failure::usage(
                format!("--{option} belongs to a quiz from a file"),
                "name the file: deriv quiz quiz.toml",
            )),
            None => practice::run(word, matches, out),
        },
    }
}

/// Options of the practice alone, and of a file alone.
const PRACTICE: [&str; 8] = [
    "topic", "level", "count", "seed", "new", "deck", "state", "no-save",
];
const FILE: [&str; 9] = [
    "student", "paper", "save", "json", "students", "papers", "export", "variants", "encoding",
];

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}
