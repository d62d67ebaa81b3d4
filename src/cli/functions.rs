//! `deriv functions`: what is known of each function.

use super::options::{self, View, flag};
use super::output::{Failure, Output, Status};
use super::{plot, terminal};
use clap::{Arg, ArgMatches, Command};
use deriv::expression::Function;
use deriv::notation::nearest::nearest;
use deriv::notation::visible::visible;
use deriv::report::functions::{KnownFunction, list, picture};
use deriv::report::json;
use deriv::report::plot::TextLayout;

/// Rows of a picture.
const ROWS: usize = 10;

/// Commands with their output.
pub(crate) const EXAMPLES: &str = r#"$ deriv functions tanh --plain
tanh(x): hyperbolic tangent, sinh/cosh
  needs               any number
  values in           (-1, 1)
  the same as         sinh(x)/cosh(x)
  derivative          1/cosh(x)^2
  parity              odd
  towards -infinity   -1
  towards +infinity   1
  LaTeX               \tanh
  source              DLMF 4.34

J(x) = tanh(x) from x = -5 to 5
  rises from -0.99991 at x = -5 to 0.99991 at x = 5"#;

pub(crate) fn command() -> Command {
    Command::new("functions")
        .arg(
            Arg::new("name")
                .value_name("NAME")
                .help("the function, by any of its names; without it all are listed"),
        )
        .arg(terminal::width_option())
        .arg(flag("json", "one JSON object a function"))
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let named = matches.get_one::<String>("name");
    let found: Vec<Function> = match named {
        None => Function::ALL.to_vec(),
        Some(name) => Function::named(name).collect(),
    };
    let json = options::view(matches) == View::Json;
    if let (None, false) = (named, json) {
        let width = terminal::width(matches)?;
        out.fitted(&list(width), 0, width)?;
        return Ok(Status::Done);
    }
    if let (Some(name), []) = (named, &found[..]) {
        return Err(unknown(name));
    }
    for (at, function) in found.into_iter().enumerate() {
        let known = KnownFunction::new(function);
        match json {
            true => out.data(&json::record("functions", &known))?,
            false => {
                if at > 0 {
                    out.data("\n")?;
                }
                out.fitted(&known.text(), 0, terminal::width(matches)?)?;
                draw(function, matches, out)?;
            }
        }
    }
    Ok(Status::Done)
}

/// The picture of a function of one argument, or with `--plain` what it shows.
fn draw(function: Function, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let layout = TextLayout {
        width: terminal::width(matches)?,
        rows: ROWS,
        glyphs: plot::glyphs(out),
    };
    let Some(picture) = picture(function, &layout) else {
        return Ok(());
    };
    out.data("\n")?;
    let text = match matches.get_flag("plain") {
        true => picture.plain(layout.width, &|text| out.symbols(text)),
        false => picture.text(layout),
    };
    out.result(&text)
}

fn unknown(name: &str) -> Failure {
    let names = Function::ALL.iter().flat_map(|function| {
        let row = function.row();
        std::iter::once(row.name).chain(row.aliases.iter().copied())
    });
    let help = match nearest(name, names) {
        Some(near) => format!("a function with a similar name exists: `{near}`"),
        None => "`deriv functions` lists them all".to_owned(),
    };
    Failure::usage(format!("unknown function `{}`", visible(name)), help)
}
