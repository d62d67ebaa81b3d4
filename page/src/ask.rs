//! Questions that need no session: an answer checked, a slope to many digits.

use deriv::expression::Graph;
use deriv::expression::{Id, Variable};
use deriv::notation::error::Error;
use deriv::notation::{self, Options};
use deriv::report::diagnostic::diagnostic;
use deriv::slope::existence::{self, Asked, SlopeOutcome};
use deriv::slope::point::{self, NoPoint, PointProblem};
use deriv::slope::{Effort, MAX_DIGITS};

/// A function with a point: each variable with its value.
pub(crate) struct Read {
    pub(crate) graph: Graph,
    pub(crate) function: Id,
    pub(crate) point: Vec<(Variable, Id)>,
}

/// Reads a function and a point, which may be empty.
///
/// # Errors
/// What is wrong, in words.
pub(crate) fn read(text: &str, at: &str) -> Result<Read, String> {
    let mut graph = Graph::new();
    let mut known = point::names(at);
    known.sort_unstable();
    known.dedup();
    let options = Options {
        variables: (!known.is_empty()).then_some(known.as_slice()),
        ..Options::default()
    };
    let function =
        notation::read(&mut graph, text, &options).map_err(|error| unread(&error, text))?;
    let variables = graph.variables(function);
    let point = match at.trim().is_empty() {
        true => Vec::new(),
        false => point::resolve(&mut graph, at, &variables).map_err(|why| no_point(&why, at))?,
    };
    Ok(Read {
        graph,
        function,
        point,
    })
}

/// What is wrong with a text, with the place marked.
pub(crate) fn unread(error: &Error, text: &str) -> String {
    diagnostic(error, text).to_plain().trim_end().to_owned()
}

fn no_point(why: &NoPoint, at: &str) -> String {
    if let PointProblem::Unread(error) = &why.problem {
        return unread(error, at);
    }
    let at = notation::visible::visible(at).into_owned();
    format!("error: `{at}` is no point of the function")
}

/// The slope at a point to that many digits, or why there is none.
pub(crate) fn slope(text: &str, at: &str, digits: usize) -> Result<String, String> {
    let mut read = read(text, at)?;
    let variable = match read.point.first() {
        Some((variable, _)) => *variable,
        None => return Err("error: no point".to_owned()),
    };
    let effort = Effort::digits(digits.clamp(1, MAX_DIGITS.min(10_000)));
    let found = existence::slope(
        &mut read.graph,
        read.function,
        variable,
        1,
        &read.point,
        Asked::Both,
        effort,
    );
    match found.map_err(|error| unread(&error, text))? {
        SlopeOutcome::Slope(number) => Ok(number.decimal.to_string()),
        SlopeOutcome::None(absence) => Err(format!("no slope: {}", absence.reason.word())),
    }
}

/// An answer judged, in sentences. `by`: the variable that one formula for several variables is taken
/// to be about.
pub(crate) fn check(function: &str, by: &str, answer: &str) -> Result<(String, String), String> {
    let checked = match deriv::check(function, answer) {
        Err(deriv::Error::SeveralVariables { .. }) => deriv::read(function)
            .and_then(|read| read.by(by))
            .and_then(|read| read.check(answer)),
        checked => checked,
    };
    let checked = checked.map_err(|error| error.to_string())?;
    let word = checked.verdict.outcome.word().to_owned();
    Ok((word, checked.to_string()))
}
