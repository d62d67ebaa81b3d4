//! From which side a slope is asked for.

use clap::ArgMatches;
use deriv::slope::existence::Asked;

/// `--side`
pub(crate) fn side(matches: &ArgMatches) -> Asked {
    match matches.get_one::<String>("side").map(String::as_str) {
        Some("left") => Asked::Left,
        Some(_) => Asked::Right,
        None => Asked::Both,
    }
}
