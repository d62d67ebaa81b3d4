//! The options of `deriv slope`.

use crate::options::{self, flag};
use crate::{stream, terminal};
use clap::{Arg, Command};

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv slope "w^2" --at 3
6
$ deriv slope "x^2*y" --at x=1,y=2
∂J/∂x = 4
∂J/∂y = 1"#;

pub(crate) fn command() -> Command {
    Command::new("slope")
        .arg(options::function())
        .arg(options::at())
        .arg(options::wrt())
        .arg(
            options::order()
                .help("order of the derivative, or all from one to another: 1..4 [default: 1]"),
        )
        .arg(
            Arg::new("side")
                .long("side")
                .value_name("SIDE")
                .value_parser(["left", "right"])
                .help("the slope towards one side alone: left or right"),
        )
        .arg(
            Arg::new("method")
                .long("method")
                .value_name("METHOD")
                .value_parser(["exact", "forward", "backward", "central", "richardson"])
                .conflicts_with_all(["order", "side", "digits", "explain"])
                .help("estimate from values in doubles, with the true error beside it"),
        )
        .arg(options::valued(
            "step",
            "H",
            "the step of --method [default: what balances its two errors]",
        ))
        .arg(options::digits())
        .arg(options::work())
        .arg(flag("explain", "the story behind the answer").conflicts_with("quiet"))
        .arg(terminal::width_option())
        .arg(flag("json", "one JSON object per point").conflicts_with_all(["quiet", "explain"]))
        .arg(options::quiet())
        .args(stream::arguments())
}
