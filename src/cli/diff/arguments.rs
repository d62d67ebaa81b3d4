//! The options of `deriv diff`.

use crate::options::{self, flag};
use crate::{plot, terminal};
use clap::Command;

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv diff "w^3"
3*w^2
$ deriv diff "sin x / x"
(x*cos(x) - sin(x))/x^2"#;

pub(crate) fn command() -> Command {
    Command::new("diff")
        .arg(options::function())
        .arg(options::wrt())
        .arg(
            options::order()
                .help("order of the derivative, or all from one to another: 0..8 [default: 1]"),
        )
        .arg(
            flag("steps", "one line per rule used, outermost first")
                .conflicts_with_all(["json", "quiet"]),
        )
        .arg(
            flag(
                "graph",
                "backpropagation: every step with its value and its slope at --at",
            )
            .conflicts_with_all(["quiet", "latex", "order", "wrt"]),
        )
        .arg(options::at())
        .arg(plot::out_option().conflicts_with("json"))
        .arg(terminal::width_option())
        .arg(flag("latex", "the formula as LaTeX").conflicts_with_all(["json", "steps"]))
        .arg(flag("json", "one JSON object").conflicts_with("quiet"))
        .arg(options::quiet())
}
