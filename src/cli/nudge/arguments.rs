//! The options of `deriv nudge`.

use crate::options::{self, flag};
use crate::terminal;
use clap::{ArgAction, Command};

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv nudge "w^2" --at 3
slope = 6
  J(w) = w^2 is 9 at w = 3; each row nudges w by ε

       ε     J(3 + ε)          ΔJ     6·ε  ΔJ / ε  off by
  1       16           7           6       7       1
  0.1      9.61        0.61        0.6     6.1     0.1
  0.01     9.0601      0.0601      0.06    6.01    0.01
  0.001    9.006001    0.006001    0.006   6.001   0.001
  0.0001   9.00060001  0.00060001  0.0006  6.0001  0.0001

  ε shrinks 10 times, the ratio comes 10 times closer to the slope
$ deriv nudge "w^2" --at 3 --eps 0.001 -q
6.001"#;

pub(crate) fn command() -> Command {
    Command::new("nudge")
        .arg(options::function())
        .arg(options::at())
        .arg(options::wrt())
        .arg(
            options::valued(
                "eps",
                "EPS",
                "the nudge: 0.5, 1e-9, 2^-20; several times for several rows",
            )
            .action(ArgAction::Append),
        )
        .arg(flag("both", "the nudge to the left as well"))
        .arg(flag(
            "errors",
            "what comes from the size of the nudge, and what from rounding",
        ))
        .arg(terminal::width_option())
        .arg(flag("exact", "compute the rows without rounding"))
        .arg(options::digits())
        .arg(options::work())
        .arg(
            flag("json", "one JSON object for each point and variable")
                .conflicts_with_all(["tsv", "quiet"]),
        )
        .arg(
            flag(
                "tsv",
                "rows for a spreadsheet, in doubles or as --exact says",
            )
            .conflicts_with("quiet"),
        )
        .arg(options::quiet())
}
