//! The front door: the questions of the program for other programs.
//!
//! A question takes texts and gives a record, the one that the program's JSON is a view of. `Display`
//! is its short text; whatever can be wrong is an [`Error`]. For one function and many questions
//! [`read`] it once.
//!
//! ```
//! let slope = deriv::slope("w^2", "w = 3")?;
//! let line = deriv::report::json::record("slope", &slope);
//! assert!(line.starts_with(r#"{"command":"slope","schema":1,"expression":"w^2","at":{"w":3}"#));
//! # Ok::<(), deriv::Error>(())
//! ```

mod checked;
mod error;
mod expression;
mod results;

pub use crate::slope::point::PointProblem;
pub use checked::Checked;
pub use error::Error;
pub use expression::Expression;

use crate::notation::error::ReadErrorKind;
use crate::report::diff::Diff;
use crate::report::slope::Slope;
use crate::slope::point;

/// The slope of a function at a point, or why there is none.
///
/// `function` is what people type: `w^2`, `2w(w+1)`, `sin²x`, `\frac{1}{w}`. `at` is `3`, `w = 3`,
/// or `x = 1, y = 2`, with numbers or expressions without variables. With several variables the
/// slope is the gradient, one partial derivative for each. A constant function has slope 0.
///
/// ```
/// let slope = deriv::slope("w^2", "w = 3")?;
/// assert_eq!(slope.to_string(), "6");
/// assert_eq!(slope.as_f64(), Some(6.0));
/// assert_eq!(slope.exact().as_deref(), Some("6"));
/// assert_eq!(slope.expression, "w^2");
///
/// let corner = deriv::slope("abs(w)", "w = 0")?;
/// assert_eq!(corner.as_f64(), None);
/// assert_eq!(corner.reason().map(|why| why.word()), Some("corner"));
/// assert_eq!(corner.to_string(), "no slope: J(w) = abs(w) has a corner at w = 0");
///
/// let gradient = deriv::slope("x^2*y", "x = 1, y = 2")?;
/// assert_eq!(gradient.as_vector(), Some(vec![4.0, 1.0]));
/// # Ok::<(), deriv::Error>(())
/// ```
///
/// # Errors
/// Where the function or the point cannot be read.
pub fn slope(function: &str, at: &str) -> Result<Slope, Error> {
    let names = point::names(at);
    let known = (!names.is_empty()).then_some(&names[..]);
    let read = Expression::read(function, known);
    if let Err(Error::Expression { error, .. }) = &read
        && let ReadErrorKind::UnknownVariable { name, .. } = &error.kind
    {
        // The names that are known are those of the point.
        return Err(Error::Point {
            text: at.to_owned(),
            problem: PointProblem::Missing(name.clone()),
            place: None,
        });
    }
    read?.slope_at(at)
}

/// The derivative of a function as a formula; with several variables all partial derivatives.
///
/// ```
/// let derivative = deriv::derivative("w^3")?;
/// assert_eq!(derivative.to_string(), "3*w^2");
/// assert_eq!(deriv::slope(&derivative.to_string(), "w = 2")?.to_string(), "12");
/// # Ok::<(), deriv::Error>(())
/// ```
///
/// # Errors
/// Where the function cannot be read, or its derivative is longer than is written.
pub fn derivative(function: &str) -> Result<Diff, Error> {
    read(function)?.derivative()
}

/// Judges an answer to "what is the derivative of this function?".
///
/// ```
/// assert!(deriv::check("w^2", "2w")?.is_right());
///
/// let wrong = deriv::check("sin(w)^2", "2*sin(w)")?;
/// assert!(!wrong.is_right());
/// let slip = wrong.verdict.slip.as_ref().expect("a known one");
/// assert_eq!(slip.says, "the inner derivative is missing (chain rule)");
/// # Ok::<(), deriv::Error>(())
/// ```
///
/// # Errors
/// Where the function cannot be read. An answer that cannot be read is a verdict.
pub fn check(function: &str, answer: &str) -> Result<Checked, Error> {
    read(function)?.check(answer)
}

/// Reads a function once, to ask it many questions. Any name will do for a variable.
///
/// # Errors
/// Where it cannot be read.
pub fn read(function: &str) -> Result<Expression, Error> {
    Expression::read(function, None)
}

/// As [`read`], with the names of the variables: `wx + b` of `w`, `x` and `b` is `w*x + b`, and any
/// other name is an error.
///
/// ```
/// let neuron = deriv::read_in("wx + b", &["w", "x", "b"])?;
/// assert_eq!(neuron.by("w")?.derivative()?.to_string(), "x");
/// # Ok::<(), deriv::Error>(())
/// ```
///
/// # Errors
/// Where it cannot be read.
pub fn read_in(function: &str, variables: &[&str]) -> Result<Expression, Error> {
    let names: Vec<String> = variables.iter().map(|&name| name.to_owned()).collect();
    Expression::read(function, Some(&names))
}
