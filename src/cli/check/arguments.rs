//! The options of `deriv check`.

use crate::feedback;
use crate::options::{self, flag};
use crate::terminal;
use clap::{Arg, Command};
use deriv::quiz::Form;

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv check "w^2" "w + w"
✓ right: w + w equals 2*w
$ deriv check "sin(w)^2" "2*sin(w)"
✗ wrong: at w = 1 the answer gives 1.682941970, the slope is 0.9092974268
  likely slip: the inner derivative is missing (chain rule)
  hint: differentiate sin(w) itself, then multiply"#;

pub(crate) fn command() -> Command {
    Command::new("check")
        .arg(options::function())
        .arg(
            Arg::new("answer")
                .value_name("ANSWER")
                .required(true)
                .allow_hyphen_values(true)
                .help("the answer, in quotes; - reads it from stdin, @FILE from a file"),
        )
        .arg(options::wrt())
        .arg(options::order())
        .arg(options::at())
        .arg(
            flag(
                "equal",
                "judge two formulas as they stand, without a derivative",
            )
            .conflicts_with_all(["at", "order", "wrt"]),
        )
        .arg(options::valued(
            "points",
            "N",
            "what a right answer is worth; above 1 parts that are right count [default: 1]",
        ))
        .arg(
            Arg::new("form")
                .long("form")
                .value_name("FORM")
                .value_parser(Form::ALL.map(|(word, _)| word))
                .help("the form that a formula has to have [default: any]"),
        )
        .arg(
            Arg::new("log")
                .long("log")
                .value_name("BASE")
                .value_parser(["2", "10"])
                .help("what log with one argument means [default: natural]"),
        )
        .arg(
            Arg::new("angle")
                .long("angle")
                .value_name("UNIT")
                .value_parser(["radians", "degrees"])
                .help("the unit of angles [default: radians]"),
        )
        .arg(feedback::option())
        .arg(flag("show", "show the right answer too"))
        .arg(terminal::width_option())
        .arg(flag("json", "one JSON object").conflicts_with("quiet"))
        .arg(options::quiet())
}
