//! `deriv quiz`: practice.

mod file;
mod lines;
mod save;

use crate::options::{self, flag};
use crate::output::{Failure, Output, Status};
use clap::{Arg, ArgMatches, Command};

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
