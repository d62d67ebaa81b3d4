//! `deriv explore`: w, ε and α under the arrow keys, or as commands on lines.

mod draw;
mod guard;
mod keys;
mod lines;
mod page;
mod saved;
mod screen;
mod signals;

use super::options;
use super::output::{Failure, Output, Status};
use super::point;
use super::terminal;
use super::typed;
use clap::{ArgMatches, Command};
use deriv::practice::explore::{Control, Exploration, ExplorationStart, NoSession};
use std::io::IsTerminal;

/// Commands with their output, here with nothing to read.
pub(crate) const EXAMPLES: &str = "$ deriv explore \"w^2\" --at 3 --plain -q
w 3, J 9, slope 6, eps 1, rate 0.1
> \nleft explore at w = 3, eps 1, rate 0.1 after 0 steps";

pub(crate) fn command() -> Command {
    let option = options::valued;
    Command::new("explore")
        .arg(options::function())
        .arg(options::at())
        .arg(option("eps", "EPS", "the nudge to start with [default: 1]"))
        .arg(option(
            "rate",
            "RATE",
            "the rate α to start with [default: 0.1]",
        ))
        .arg(option(
            "range",
            "FROM:TO",
            "from where to where the curve is shown",
        ))
        .arg(option(
            "out",
            "FILE",
            "write a page for the browser to FILE, which ends in .html",
        ))
        .arg(
            terminal::width_option().help(
                "on lines: columns of a line [default: those of the terminal, 80 without one]",
            ),
        )
        .arg(options::quiet().help("on lines: without the list of commands"))
}

pub(crate) fn run(matches: &ArgMatches, out: &mut Output) -> Result<Status, Failure> {
    let function = matches
        .get_one::<String>("function")
        .expect("it is required");
    let text = typed::text(function)?;
    let mut question = point::question(matches, text, "--at", out)?;
    let place = question.only_point("a session starts at one point")?;
    let place = place.unwrap_or_default().to_vec();
    let moving = question.variables.clone();
    let ranges = super::plot::ranges(matches, &mut question, &moving)?;
    let epsilon = match matches.get_one::<String>("eps") {
        Some(typed) => Some(point::constant(&mut question.graph, typed, "--eps")?),
        None => None,
    };
    let rate = point::number(matches, &mut question, "rate")?;
    let path = matches.get_one::<String>("out");
    if let Some(path) = path {
        page::is_written(path)?;
    }
    let several = question.variables.len() > 2;
    let (function, text) = (question.function, question.text.clone());
    let start = ExplorationStart {
        point: place,
        epsilon,
        rate,
        range: ranges.first().copied().flatten(),
        ..ExplorationStart::default()
    };
    let session =
        Exploration::new(question.graph, function, &text, start).map_err(|why| match why {
            NoSession::Formula(error) => Failure::expression(error, &text),
            NoSession::NoValue(says) => Failure::usage(
                format!("the function {says} where the session would start"),
                "say where it has one: --at 2",
            ),
            NoSession::Refused(Control::Rate) => Failure::usage(
                "the rate must be above 0: a descent goes down",
                "give for example --rate 0.1",
            ),
            NoSession::Refused(_) => Failure::usage(
                "ε must not be 0: the ratio would be 0/0",
                "make it small instead: --eps 0.001",
            ),
        })?;
    if let Some(path) = path {
        return page::write(session, path, out);
    }
    match on_lines(matches) || several {
        true => {
            let quiet = matches.get_flag("quiet");
            lines::run(session, (quiet, terminal::width(matches)?), out)
        }
        false => screen::run(session, out),
    }
}

/// Whether the session is led on lines: where that is asked for, or where there is no screen.
fn on_lines(matches: &ArgMatches) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != "0");
    matches.get_flag("plain")
        || set("DERIV_PLAIN")
        || set("ACCESSIBLE")
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
        || !std::io::stdin().is_terminal()
        || !std::io::stdout().is_terminal()
}
