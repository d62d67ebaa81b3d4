//! The options of `deriv plot`.

use super::axes;
use super::file::out_option;
use super::size::height_option;
use crate::options::{self, flag};
use crate::terminal;
use clap::Command;

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv plot "w^2" --at 3
J(w) = w^2        slope at w = 3 is 6
 J
25 ┤⠱⡀                                                                    ⢀⡜
   │ ⠘⡄                                 ⠂                                ⢀⠎
   │  ⠘⢆                                ⡀                               ⢠⠊ ⡠
20 ┤   ⠘⢆                                                              ⡰⠃⡠
   │    ⠈⠣⡀                             ⠂                            ⢀⡜⢁⠄
   │      ⠘⢄                            ⡀                        Q  ○⢎⠄
15 ┤       ⠈⢢⡀                                                     ⣰⢿
   │         ⠑⡄                         ⠂                        ⢀⠞ ⢸
   │          ⠈⠢⡀                       ⡀                      ⢀⡴⠁  ⢸ ΔJ = 7
10 ┤            ⠘⢦⡀                                           ⡠⠊    ⢸
   │              ⠙⢄                    ⠂                  P⣠●⠒⠒⠒⠒⠒⠒⠚
   │                ⠑⢄                  ⡀                 ⡠⠊     ε
 5 ┤                  ⠑⠢⣀                              ⢀⣔⠎
   │                    ⠈⠒⢄⡀            ⠂           ⢀⡠⢖⠅
   │                       ⠈⠓⠦⣄         ⡀        ⣀⠤⠒⢁⠄
 0 ┤⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡉⠑⠒⡤⠤⣀⣀⣀⣀⣀⣀⣀⣀⠤⠤⡒⠊⠉⡀⢀⠄⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡀  ⡀
   │                                    ⠂        ⡠
   │                                    ⡀      ⡠
   └───────┴─────────────┴──────────────┴─────────────┴─────────────┴───────
          -4            -2              0             2             4  w
─── curve  ╌╌╌ tangent J = 6*w - 9  ─┘ nudge ε = 1  ● P(3, 9)  ○ Q(4, 16)
$ deriv plot "1/w" --plain
J(w) = 1/w from w = -5 to 5
  falls from -0.2 at w = -5 to -infinity at w = 0
  falls from +infinity at w = 0 to 0.2 at w = 5
  pole at w = 0"#;

pub(crate) fn command() -> Command {
    Command::new("plot")
        .arg(options::function())
        .arg(options::at())
        .arg(options::wrt())
        .arg(options::valued(
            "eps",
            "EPS",
            "the nudge [default: a tenth of the picture]",
        ))
        .arg(axes::range_option())
        .arg(height_option())
        .arg(terminal::width_option())
        .arg(flag("derivative", "the slope's curve below, aligned"))
        .arg(out_option())
        .arg(flag("json", "one JSON object").conflicts_with("out"))
}
