//! How much room the terminal has: the door to `terminal_size`.

use super::options::{counted, valued, whole};
use super::output::Failure;
use clap::{Arg, ArgMatches};

/// Columns of a table where stdout is no terminal.
const COLUMNS: usize = 80;

/// Fewest columns that tables are made for; on a narrower terminal their lines wrap.
const LEAST_COLUMNS: usize = 40;

/// Most columns of a table on a wide terminal: longer lines are hard to follow.
const MOST_COLUMNS: usize = 100;

/// Columns that may be asked for.
const LEAST: u64 = LEAST_COLUMNS as u64;
const MOST: u64 = 1000;

/// `--width`
pub(crate) fn width_option() -> Arg {
    let help = "columns of a line [default: those of the terminal, 80 without one]";
    valued("width", "N", help)
}

/// Columns that a table may take: `--width`, else those of the terminal that stdout is, up to
/// [`MOST_COLUMNS`], else [`COLUMNS`].
pub(crate) fn width(matches: &ArgMatches) -> Result<usize, Failure> {
    if let Some(asked) = whole(matches, "width", LEAST, MOST)? {
        return Ok(asked as usize);
    }
    Ok(columns())
}

/// Columns of a page of help: what these words say, else those of the terminal.
pub(crate) fn page(words: &[&str]) -> Result<usize, Failure> {
    let mut behind = words.iter().skip(1).chain([&""]);
    let typed = words.iter().find_map(|word| {
        let next = behind.next().copied();
        match word.strip_prefix("--width")? {
            "" => next,
            rest => rest.strip_prefix('='),
        }
    });
    match typed {
        Some(typed) => counted(typed, "width", LEAST, MOST).map(|columns| columns as usize),
        None => Ok(columns()),
    }
}

/// Columns of the terminal that stdout is, up to [`MOST_COLUMNS`], else [`COLUMNS`].
pub(crate) fn columns() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    let columns = terminal.map(|(terminal_size::Width(columns), _)| usize::from(columns));
    columns.map_or(COLUMNS, |columns| {
        columns.clamp(LEAST_COLUMNS, MOST_COLUMNS)
    })
}

/// Lines of the terminal that stdout is.
pub(crate) fn lines() -> Option<usize> {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map(|(_, terminal_size::Height(lines))| usize::from(lines))
}
