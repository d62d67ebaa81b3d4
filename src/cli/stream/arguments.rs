//! The options of many points.

use crate::options;
use clap::Arg;

/// The options that only many points have.
pub(crate) fn arguments() -> [Arg; 5] {
    let flag = options::flag;
    [
        Arg::new("column")
            .long("column")
            .value_name("NAME")
            .help("with --at -: the column of CSV or TSV that holds the point"),
        flag(
            "with-point",
            "with many points: each row starts with its point",
        ),
        flag(
            "with-value",
            "with many points: the function's value before the slope",
        ),
        Arg::new("on-error")
            .long("on-error")
            .value_name("WHAT")
            .value_parser(["mark", "skip", "stop"])
            .help("with many points: a row without a slope says why, is left out, or ends the run"),
        flag(
            "fast",
            "with many points: in doubles, to the digits that they leave certain, some 11",
        ),
    ]
}
