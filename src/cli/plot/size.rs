//! How large a picture in characters is, and of which characters it is made.

use crate::output::{Failure, Output};
use crate::{options, terminal};
use clap::{Arg, ArgMatches};
use deriv::picture::characters::Glyphs;

/// Rows of a curve, unless more or fewer are asked for; fewer where the terminal is lower.
pub(super) const ROWS: usize = 18;

/// Lines around a curve: heading, axis, legend, prompt.
const AROUND: usize = 7;

/// Fewest and most rows.
const LEAST_ROWS: usize = 4;
const MOST_ROWS: usize = 200;

/// `--height`
pub(crate) fn height_option() -> Arg {
    Arg::new("height")
        .long("height")
        .value_name("N")
        .help(format!("rows of the curve [default: {ROWS}]"))
}

/// Rows of a curve: `--height`, else what fits the terminal.
pub(crate) fn rows(matches: &ArgMatches, usual: usize) -> Result<usize, Failure> {
    let asked = options::whole(matches, "height", LEAST_ROWS as u64, MOST_ROWS as u64)?;
    if let Some(rows) = asked {
        return Ok(rows as usize);
    }
    Ok(terminal::lines().map_or(usual, |lines| {
        lines.saturating_sub(AROUND).clamp(LEAST_ROWS, usual)
    }))
}

/// Which characters the stream takes.
pub(crate) fn glyphs(out: &Output) -> Glyphs {
    match out.symbols("●") == "●" {
        true => Glyphs::Unicode,
        false => Glyphs::Ascii,
    }
}
