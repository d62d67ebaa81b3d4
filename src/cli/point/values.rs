//! Numbers that options give.

use super::{PointQuestion, words};
use crate::output::Failure;
use clap::ArgMatches;
use deriv::expression::{Graph, Id};
use deriv::notation::visible;
use deriv::number::rational::Rational;
use deriv::slope::{self, Effort, point};

/// Digits of an option that is no fraction, such as `--rate 1/pi`.
const CONSTANT_DIGITS: usize = 40;

/// An expression without variables, which an option gives.
pub(crate) fn constant(graph: &mut Graph, text: &str, option: &str) -> Result<Id, Failure> {
    point::constant(graph, text).map_err(|error| words::unread(error, text, option))
}

/// The option as a number: exact where it is a fraction, else to [`CONSTANT_DIGITS`] digits. `None`
/// where it is not given.
pub(crate) fn number(
    matches: &ArgMatches,
    question: &mut PointQuestion,
    name: &str,
) -> Result<Option<Rational>, Failure> {
    let Some(typed) = matches.get_one::<String>(name) else {
        return Ok(None);
    };
    let id = constant(&mut question.graph, typed, &format!("--{name}"))?;
    let value = slope::value(
        &mut question.graph,
        id,
        &[],
        Effort::digits(CONSTANT_DIGITS),
    );
    let number = value.ok().and_then(|value| value.fraction());
    number.map(Some).ok_or_else(|| {
        Failure::usage(
            format!("--{name} {} has no value", visible::visible(typed)),
            "give a number",
        )
    })
}
