//! The options of `deriv descend`.

use crate::options::{self, flag};
use crate::{plot, terminal};
use clap::{ArgAction, Command};

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv descend "w^2" --from 3 --rate 1.1 --steps 3
descend J(w) = w^2 from w = 3, rate α = 1.1

step         w         J     slope        ΔJ   -5.18           0            5.18
   0    3.0000    9.0000    6.0000             ················┊········●·······
   1   -3.6000   12.9600   -7.2000   +3.9600   ·····●··········┊················
   2    4.3200   18.6624    8.6400   +5.7024   ················┊············●···
   3   -5.1840   26.8739  -10.3680   +8.2115   ●···············┊················

diverging: J grew in every step, from 9 to 26.8739
  each step overshoots and lands higher on the other side
  the curvature here is 2: a rate below 2/2 = 1 goes down
$ deriv descend "w^2" --from 3 --steps 8 -q
0.50331648
$ deriv descend "mean((a*x + b - y)^2)" --data fixtures/fit/points.csv --from a=0,b=0 -q
a	2.02119167342212
b	0.951079365284614"#;

pub(crate) fn command() -> Command {
    let option = options::valued;
    Command::new("descend")
        .arg(options::function())
        .arg(
            option("at", "POINT", "the start: 3, pi/2, or x=1,y=2")
                .long("from")
                .action(ArgAction::Append),
        )
        .arg(option(
            "rate",
            "RATE",
            "the rate α, a number above 0 [default: 0.1]",
        ))
        .arg(option("steps", "N", "how many steps [default: 20]"))
        .arg(option(
            "stop",
            "SLOPE",
            "end early where the slope is at most this",
        ))
        .arg(option(
            "momentum",
            "B",
            "keep this share of the last step's velocity, 0 to 1",
        ))
        .arg(
            option("method", "NAME", "plain, momentum or adam [default: plain]")
                .value_parser(["plain", "momentum", "adam"]),
        )
        .arg(
            flag("plot", "the walk on the curve, and J at each step")
                .conflicts_with_all(["json", "tsv", "quiet"]),
        )
        .arg(plot::height_option())
        .arg(plot::out_option())
        .arg(terminal::width_option())
        .arg(option(
            "data",
            "FILE",
            "rows of CSV or TSV: in sum(...) and mean(...) each column is its head's values; - is stdin",
        ))
        .arg(option(
            "resume",
            "FILE",
            "go on where FILE says that this walk stood, if it is there; every 5 s and at the end it \
             is written anew, as a whole",
        ))
        .arg(flag("all", "every row"))
        .arg(flag("json", "one JSON object").conflicts_with_all(["tsv", "quiet"]))
        .arg(flag("tsv", "rows for a spreadsheet").conflicts_with("quiet"))
        .arg(options::quiet())
}
