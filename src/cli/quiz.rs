//! `deriv quiz`: practice.

mod file;
mod lines;
mod save;

use crate::options::{self, flag};
use crate::output::{Failure, Output, Status};
use clap::{Arg, ArgMatches, Command};

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
        .arg(options::questions())
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
    let path = matches.get_one::<String>("quiz").expect("it is required");
    file::run(path, matches, out)
}
