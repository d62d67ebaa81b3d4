//! How much is told of a wrong answer: an option of `check` and `grade`.

use clap::{Arg, ArgMatches};
use deriv::report::check::Feedback;

/// `--feedback`
pub(crate) fn option() -> Arg {
    Arg::new("feedback")
        .long("feedback")
        .value_name("LEVEL")
        .value_parser(Feedback::ALL.map(|(word, _)| word))
        .help("what is told of a wrong answer [default: hint]")
}

/// The level that is asked for.
pub(crate) fn level(matches: &ArgMatches) -> Feedback {
    let word = matches.get_one::<String>("feedback");
    let level = Feedback::ALL
        .iter()
        .find(|(known, _)| word.is_some_and(|word| word == known));
    level.map_or(Feedback::Hint, |(_, level)| *level)
}
