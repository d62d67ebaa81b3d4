//! Options that are whole numbers.

use crate::output::Failure;
use clap::ArgMatches;
use deriv::notation::visible::visible;

/// A whole number option within its limits.
pub(crate) fn whole(
    matches: &ArgMatches,
    name: &str,
    least: u64,
    most: u64,
) -> Result<Option<u64>, Failure> {
    let typed = matches.get_one::<String>(name).map(String::as_str);
    typed
        .map(|typed| counted(typed, name, least, most))
        .transpose()
}

/// The number that was typed for an option.
pub(crate) fn counted(typed: &str, name: &str, least: u64, most: u64) -> Result<u64, Failure> {
    match typed.parse::<u64>() {
        Ok(n) if (least..=most).contains(&n) => Ok(n),
        _ => Err(Failure::usage(
            format!("--{name} is `{}`", visible(typed)),
            format!("give a whole number from {least} to {most}"),
        )),
    }
}
