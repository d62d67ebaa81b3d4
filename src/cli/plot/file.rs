//! `--out`: the file that a picture is written to.

use crate::output::Failure;
use clap::Arg;
use deriv::notation::visible::visible;

/// `--out`
pub(crate) fn out_option() -> Arg {
    Arg::new("out")
        .long("out")
        .value_name("FILE")
        .help("write the picture to FILE, which ends in .svg")
}

/// Refuses a file that pictures are not written to.
///
/// A PNG would take resvg 0.49 with its fonts: 62 packages, 78 s of a processor to build, 3 MB in the
/// program, and words drawn with whatever fonts a system has, or none.
pub(crate) fn is_drawn(path: &str) -> Result<(), Failure> {
    if path.to_ascii_lowercase().ends_with(".svg") {
        return Ok(());
    }
    let shown = visible(path);
    let (what, help) = match path.to_ascii_lowercase().ends_with(".png") {
        true => (
            format!("pictures are written as SVG, and `{shown}` would be a PNG"),
            "give the file a name that ends in .svg; any browser or `rsvg-convert` makes a PNG of it",
        ),
        false => (
            format!("`{shown}` is not a vector picture"),
            "give the file a name that ends in .svg",
        ),
    };
    Err(Failure::usage(what, help))
}
