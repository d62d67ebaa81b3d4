//! `deriv slope --method`: the slope as a black box would have it, from values in doubles, with its
//! own idea of its error and the true one beside it.

use super::output::{Failure, Output, Status};
use super::point::{self, Question};
use clap::ArgMatches;
use deriv::calculus::double::Tape;
use deriv::calculus::quotient::{Estimate, Line, Method, Place, estimate};
use deriv::expression::{Id, Variable};
use deriv::number::decimal::{Decimal, shortest};
use deriv::number::rational::Rational;
use deriv::report::json::{self, json};
use deriv::report::{Role, Text, slope as report};
use deriv::slope::existence::{self, Asked, Outcome};
use deriv::slope::{DIGITS, Effort, Number};

/// Digits of the slope that an estimate is held against: a double agrees with it to 17 of them at
/// most, so that three and more are left of the difference.
const DIGITS_OF_TRUTH: usize = 40;

/// The method of `--method`, `None` for the exact one.
pub(crate) fn method(matches: &ArgMatches) -> Option<Method> {
    let name = matches.get_one::<String>("method")?;
    Method::ALL.into_iter().find(|method| method.name() == name)
}

/// The step of `--step`: a number above 0.
fn step(matches: &ArgMatches, question: &mut Question) -> Result<Option<f64>, Failure> {
    let Some(typed) = matches.get_one::<String>("step") else {
        return Ok(None);
    };
    let id = point::constant(&mut question.graph, typed)?;
    let step = Tape::new(&question.graph, &[id], &[]).run(&[])[0];
    if step > 0.0 && step.is_finite() {
        return Ok(Some(step));
    }
    Err(Failure::usage(
        format!("--step is `{}`", deriv::notation::visible::visible(typed)),
        "give a number above 0, for example 1e-6",
    ))
}

/// Estimates the slope at every point by every variable asked for.
pub(crate) fn run(
    matches: &ArgMatches,
    out: &mut Output,
    question: &mut Question,
    by: &[Variable],
    method: Method,
) -> Result<Status, Failure> {
    let step = step(matches, question)?;
    let mut status = Status::Done;
    for at in 0..question.points.len() {
        let point = question.points[at].clone();
        for &variable in by {
            if !one(matches, out, question, &point, variable, method, step)? {
                status = Status::NoAnswer;
            }
        }
    }
    Ok(status)
}

fn one(
    matches: &ArgMatches,
    out: &mut Output,
    question: &mut Question,
    point: &[(Variable, Id)],
    variable: Variable,
    method: Method,
    step: Option<f64>,
) -> Result<bool, Failure> {
    let graph = &mut question.graph;
    let name = graph.name(variable).to_owned();
    let place = Place {
        function: question.function,
        variable,
        point: point.to_vec(),
    };
    let line = point
        .iter()
        .any(|(v, _)| *v == variable)
        .then(|| Line::new(graph, &place));
    // A function without variables is the same everywhere.
    let value = |w: f64| line.as_ref().map_or(0.0, |line| line.value(w));
    let at = line.as_ref().map_or(0.0, |line| line.at);
    let found = estimate(method, &value, at, step).filter(|e| e.value.is_finite());
    let mut slope = |digits| {
        let effort = Effort::digits(digits);
        existence::slope(
            graph,
            question.function,
            variable,
            1,
            point,
            Asked::Both,
            effort,
        )
        .map_err(|error| Failure::expression(error, &question.text))
    };
    let exact = slope(DIGITS)?;
    let wrong_by = match (found, slope(DIGITS_OF_TRUTH)?) {
        (Some(found), Outcome::Slope(truth)) => true_error(found, &truth),
        _ => None,
    };
    let several = question.variables.len() > 1 && !matches.contains_id("wrt");
    let place = report::place(graph, point);
    let Some(found) = found else {
        let mut text = Text::new();
        text.push(Role::Wrong, "no estimate");
        text.plain(format!(
            ": the function has no value at {place}, or beside it"
        ))
        .line();
        out.note(&text);
        return Ok(false);
    };
    let (truth, words) = match &exact {
        Outcome::Slope(number) => (Some(number.decimal.to_string()), None),
        Outcome::None(absence) => {
            let definition = report::definition(graph, question.function, &question.variables);
            (
                None,
                Some(report::absence(graph, absence, &definition, &place, false)),
            )
        }
    };
    let shown = |x: f64| shortest(x).unwrap_or_else(|| "?".into());
    if matches.get_flag("json") {
        let object = json!({
            "command": "slope",
            "expression": deriv::notation::write(&question.graph, question.function),
            "wrt": name,
            "method": method.name(),
            "step": shown(found.step),
            "slope": shown(found.value),
            "error_estimate": shown(found.error),
            "true_error": wrong_by,
            "exact_slope": truth,
        });
        if let json::Value::Object(object) = object {
            out.data(&json::line(object))?;
        }
        return Ok(words.is_none());
    }
    let mut text = Text::new();
    if several && matches.get_flag("quiet") {
        text.plain(format!("{name}\t"));
    } else if several {
        text.push(Role::Label, format!("∂J/∂{name}")).plain(" ≈ ");
    }
    text.push(Role::Answer, shown(found.value)).line();
    if !matches.get_flag("quiet") {
        text.plain(format!(
            "  {} difference in doubles, step {}",
            method.name(),
            brief(found.step)
        ));
        text.line();
        text.plain(format!(
            "  its own estimate of the error  {}",
            brief(found.error)
        ))
        .line();
        if let (Some(truth), Some(error)) = (truth, wrong_by) {
            text.plain(format!(
                "  its true error                 {error}: the slope is {truth}"
            ));
            text.line();
        }
    }
    // Where there is no slope the estimate is no result: it shows what a black box would have said.
    if let Some(mut words) = words {
        words.plain("  a black box would have said:").line();
        words.append(text);
        out.note(&words);
        return Ok(false);
    }
    out.result(&text)?;
    Ok(true)
}

/// A size in a sentence: three digits.
fn brief(x: f64) -> String {
    Rational::from_f64(x).map_or_else(
        || "?".into(),
        |n| Decimal::exact_or_rounded(&n, 3).to_string(),
    )
}

/// How far the estimate is from the slope, to three digits.
fn true_error(found: Estimate, truth: &Number) -> Option<String> {
    let truth = Rational::from_decimal(&truth.decimal.to_string())?;
    let error = &Rational::from_f64(found.value)? - &truth;
    Some(Decimal::exact_or_rounded(&error.abs(), 3).to_string())
}
