//! The slope as a black box would have it, from values in doubles, with its own idea of its error
//! and the true one beside it.

use crate::calculus::double::spacing;
use crate::calculus::quotient::{AlongLine, Estimate, Method, NoEstimate, NudgePlace, estimate};
use crate::expression::{Graph, Variable};
use crate::notation::error::Error;
use crate::number::decimal::{Decimal, shortest};
use crate::number::rational::Rational;
use crate::report::record::{Digits, Each};
use crate::report::slope::{Slope, SlopeQuestion, partial, place};
use crate::report::{Role, Text};
use crate::slope::existence::{self, Asked, SlopeOutcome};
use crate::slope::{Effort, Number};

/// Digits of the slope that an estimate is held against: a double agrees with it to 17 of them at
/// most, so that three and more are left of the difference.
const DIGITS_OF_TRUTH: usize = 40;

/// An estimate in doubles, as it is shown.
#[derive(Clone, Debug)]
pub struct Estimated {
    /// The slope.
    pub value: Option<Digits>,
    /// The step.
    pub step: Option<Digits>,
    /// How far it is off by its own idea.
    pub error: Option<Digits>,
    /// How far it is off, where there is a slope; to three digits.
    pub off_by: Option<Digits>,
}

/// An estimate, or why there is none, in words.
pub type EstimateFound = Result<Estimated, String>;

/// Estimates for every variable.
///
/// # Errors
/// Where a derivative cannot be formed.
pub fn estimates(
    graph: &mut Graph,
    asked: &SlopeQuestion<'_>,
    method: (Method, Option<f64>),
) -> Result<Each<EstimateFound>, Error> {
    let mut all = Vec::new();
    for &variable in asked.by {
        let found = one(graph, asked, variable, method)?;
        all.push((graph.name(variable).to_owned(), found));
    }
    let single = all.len() == 1;
    Ok(Each { all, single })
}

fn one(
    graph: &mut Graph,
    asked: &SlopeQuestion<'_>,
    variable: Variable,
    (method, step): (Method, Option<f64>),
) -> Result<EstimateFound, Error> {
    let place = NudgePlace {
        function: asked.function,
        variable,
        point: asked.point.to_vec(),
    };
    let moves = asked.point.iter().any(|(v, _)| *v == variable);
    let line = moves.then(|| AlongLine::new(graph, &place));
    // A function without variables is the same everywhere.
    let value = |w: f64| line.as_ref().map_or(0.0, |line| line.value(w));
    let at = line.as_ref().map_or(0.0, |line| line.at);
    let found = match estimate(method, &value, at, step) {
        Ok(found) => found,
        Err(why) => return Ok(Err(no_estimate(graph, asked, why, (at, step)))),
    };
    let effort = Effort::digits(DIGITS_OF_TRUTH);
    let truth = existence::slope(
        graph,
        asked.function,
        variable,
        1,
        asked.point,
        Asked::Both,
        effort,
    )?;
    let off_by = match truth {
        SlopeOutcome::Slope(truth) => true_error(found, &truth),
        SlopeOutcome::None(_) => None,
    };
    Ok(Ok(Estimated {
        value: digits(found.value),
        step: digits(found.step),
        error: digits(found.error),
        off_by,
    }))
}

/// Why there is no estimate with a step at a point.
fn no_estimate(
    graph: &Graph,
    asked: &SlopeQuestion<'_>,
    why: NoEstimate,
    (at, step): (f64, Option<f64>),
) -> String {
    let place = place(graph, asked.point);
    match why {
        NoEstimate::NoValue => format!("the function has no value at {place}, or beside it"),
        NoEstimate::TooLarge => format!("the values beside {place} are past what doubles hold"),
        NoEstimate::StepLost => {
            let near = brief(digits(at).as_ref());
            let apart = Rational::from_f64(spacing(at));
            let apart = apart.map(|n| Decimal::exact_or_rounded(&n, 2).to_string());
            let apart = apart.unwrap_or_default();
            let step = step.and_then(digits).map(|step| format!(" {}", step.0));
            let step = step.unwrap_or_default();
            format!("the step{step} is too small: doubles near {near} are {apart} apart")
        }
    }
}

/// The shortest decimal that reads back as the same double.
fn digits(x: f64) -> Option<Digits> {
    shortest(x).map(Digits)
}

/// How far the estimate is from the slope.
fn true_error(found: Estimate, truth: &Number) -> Option<Digits> {
    let truth = truth.fraction()?;
    let error = &Rational::from_f64(found.value)? - &truth;
    Some(Digits(Decimal::exact_or_rounded(&error.abs(), 3)))
}

/// A size in a sentence: three digits.
fn brief(digits: Option<&Digits>) -> String {
    let n = digits.and_then(|digits| Rational::from_decimal(&digits.0.to_string()));
    n.map_or_else(
        || "?".into(),
        |n| Decimal::exact_or_rounded(&n, 3).to_string(),
    )
}

/// What is said of one variable's estimate.
pub struct ToldEstimate {
    /// The estimate, for stdout; where there is no slope it is part of the note.
    pub result: Text,
    /// What has to be said beside it, or in its place.
    pub note: Option<Text>,
}

impl Slope {
    /// The estimates of `--method`, one for each variable. `placed`: each says its point.
    pub fn estimated(&self, quiet: bool, placed: bool) -> Vec<ToldEstimate> {
        let Some(values) = &self.estimate.0 else {
            return Vec::new();
        };
        let count = values.all.len();
        (0..count).map(|at| self.told(at, quiet, placed)).collect()
    }

    fn told(&self, at: usize, quiet: bool, placed: bool) -> ToldEstimate {
        fn nth(each: &Each<Option<Digits>>, at: usize) -> Option<&Digits> {
            each.all[at].1.as_ref()
        }
        let of = |each: &'_ crate::report::record::Maybe<Each<Option<Digits>>>| {
            each.0.as_ref().and_then(|each| nth(each, at)).cloned()
        };
        let mut text = Text::new();
        let (name, slope) = &self.slope.all[at];
        let Some(value) = of(&self.estimate) else {
            let why = self.no_estimate[at].as_deref().unwrap_or_default();
            text.push(Role::Wrong, "no estimate");
            text.plain(format!(": {why}")).line();
            return ToldEstimate {
                result: self.blank(name, quiet, placed),
                note: Some(text),
            };
        };
        if placed && !quiet {
            text.push(Role::Label, &*self.place).plain(": ");
        }
        if !self.slope.single && quiet {
            text.plain(format!("{name}\t"));
        } else if !self.slope.single {
            text.push(Role::Label, partial(name, 1)).plain(" ≈ ");
        }
        text.push(Role::Answer, value.0.to_string()).line();
        if !quiet {
            text.plain(format!(
                "  {} difference in doubles, step {}",
                self.method.0.unwrap_or_default(),
                brief(of(&self.step).as_ref())
            ));
            text.line();
            text.plain(format!(
                "  its own estimate of the error  {}",
                brief(of(&self.error_estimate).as_ref())
            ))
            .line();
            if let (Ok(slope), Some(error)) = (slope, of(&self.true_error)) {
                text.plain(format!(
                    "  its true error                 {}: the slope is {}",
                    error.0, slope.decimal
                ));
                text.line();
            }
        }
        match slope {
            Ok(_) => ToldEstimate {
                result: text,
                note: None,
            },
            // The estimate is no result there: it shows what a black box would have said.
            Err(absence) => {
                let mut words = absence.text(&self.definition, &self.place, false);
                words.plain("  a black box would have said:").line();
                words.append(text);
                ToldEstimate {
                    result: self.blank(name, quiet, placed),
                    note: Some(words),
                }
            }
        }
    }

    /// What keeps the place of a missing estimate among several.
    fn blank(&self, name: &str, quiet: bool, placed: bool) -> Text {
        let mut text = Text::new();
        if quiet && !self.slope.single {
            text.plain(format!("{name}\t")).line();
        } else if quiet && placed {
            text.line();
        } else if placed {
            text.push(Role::Label, &*self.place)
                .plain(": ")
                .push(Role::Wrong, "no slope")
                .line();
        }
        text
    }
}
