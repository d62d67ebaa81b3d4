//! Options that are whole numbers, or several in a row.

use crate::output::Failure;
use clap::ArgMatches;
use deriv::calculus::derivative::MAX_ORDER;
use deriv::notation::visible::visible;
use std::ops::RangeInclusive;

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

/// The orders of `--order`: `2`, or all from `1..8`; 1 where it is not given.
///
/// # Errors
/// Orders that are no numbers, below `least` or above the highest.
pub(crate) fn orders(matches: &ArgMatches, least: u32) -> Result<RangeInclusive<u32>, Failure> {
    let Some((first, last)) = matches
        .get_one::<String>("order")
        .and_then(|typed| typed.split_once(".."))
    else {
        let order = whole(matches, "order", least.into(), MAX_ORDER.into())?.unwrap_or(1) as u32;
        return Ok(order..=order);
    };
    let order = |typed: &str| {
        typed
            .parse()
            .ok()
            .filter(|n| (least..=MAX_ORDER).contains(n))
    };
    match (order(first), order(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err(Failure::usage(
            format!("--order is `{}..{}`", visible(first), visible(last)),
            format!("give two whole numbers from {least} to {MAX_ORDER}, the lower one first"),
        )),
    }
}
