//! Options that several commands have, and their values.

mod number;

use super::output::Failure;
use clap::{Arg, ArgAction, ArgMatches};
use deriv::slope::{DIGITS, EXTRA_BITS, Effort, MAX_DIGITS};
pub(crate) use number::{counted, orders, whole};

/// The expression on the command line.
pub(crate) fn function() -> Arg {
    Arg::new("function")
        .value_name("FUNCTION")
        .required(true)
        .allow_hyphen_values(true)
        .help("the function, in quotes; - reads one a line from stdin, @FILE one from a file")
}

/// `--at`
pub(crate) fn at() -> Arg {
    let help = "where: 3, -3, pi/2, or x=1,y=2; several times for several points";
    valued("at", "POINT", help).action(ArgAction::Append)
}

/// An option whose value may start with a minus sign.
pub(crate) fn valued(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .allow_hyphen_values(true)
        .help(help)
}

/// `--digits`
pub(crate) fn digits() -> Arg {
    let help = format!("significant digits, 1 to {MAX_DIGITS} [default: {DIGITS}]");
    valued("digits", "N", "").help(help)
}

/// `--work`
pub(crate) fn work() -> Arg {
    let help = format!(
        "working precision spent beyond the digits before giving up [default: {EXTRA_BITS}]"
    );
    valued("work", "BITS", "").help(help)
}

/// `--wrt`
pub(crate) fn wrt() -> Arg {
    Arg::new("wrt")
        .long("wrt")
        .value_name("NAME")
        .help("the variable that is nudged")
}

/// `--order`
pub(crate) fn order() -> Arg {
    valued("order", "N", "order of the derivative [default: 1]")
}

/// A flag.
pub(crate) fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

/// `-q`
pub(crate) fn quiet() -> Arg {
    Arg::new("quiet")
        .short('q')
        .long("quiet")
        .action(ArgAction::SetTrue)
        .help("the bare value, one a line")
}

/// The quiz file.
pub(crate) fn questions() -> Arg {
    Arg::new("quiz")
        .value_name("QUIZ")
        .required(true)
        .help("the questions, a TOML file; `deriv help questions` says how it is written")
}

/// How a result is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    Text,
    Quiet,
    Tsv,
    Json,
}

/// The view that is asked for: of `--json`, `--tsv` and `-q` those that the command has.
pub(crate) fn view(matches: &ArgMatches) -> View {
    let asked = |name| matches!(matches.try_get_one::<bool>(name), Ok(Some(true)));
    let views = [
        ("json", View::Json),
        ("tsv", View::Tsv),
        ("quiet", View::Quiet),
    ];
    let found = views.into_iter().find(|(name, _)| asked(name));
    found.map_or(View::Text, |(_, view)| view)
}

/// Digits and work as asked for.
pub(crate) fn effort(matches: &ArgMatches) -> Result<Effort, Failure> {
    let digits = whole(matches, "digits", 1, MAX_DIGITS as u64)?.map_or(DIGITS, |n| n as usize);
    let extra_bits = whole(matches, "work", 64, 100_000_000)?.unwrap_or(EXTRA_BITS);
    Ok(Effort { digits, extra_bits })
}
