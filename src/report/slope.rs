//! What `slope` says: its record at one point, and the views of it.

pub mod absence;
pub mod estimate;
pub mod story;

use crate::calculus::derivative;
use crate::calculus::quotient::Method;
use crate::expression::{Graph, Id, Variable};
use crate::notation;
use crate::notation::error::Error;
use crate::notation::write::write_up_to;
use crate::number::decimal::Decimal;
use crate::report::figure::Figure;
use crate::report::record::{Aside, ByName, Digits, Each, Maybe, record};
use crate::report::{Role, Text};
use crate::slope::existence::{self, Asked, SlopeOutcome};
use crate::slope::{self, DIGITS, Effort, Number};
use absence::{NoSlope, Slopes};
use story::Story;

/// Longest formula in a sentence, in bytes; a longer one is cut.
const SENTENCE: usize = 400;

/// A formula in a sentence.
pub fn shown(graph: &Graph, id: Id) -> String {
    write_up_to(graph, id, SENTENCE)
}

/// `J(w) = w^2`, or `J = 2` without variables.
pub fn definition(graph: &Graph, function: Id, variables: &[Variable]) -> String {
    let names: Vec<&str> = variables.iter().map(|v| graph.name(*v)).collect();
    let of = match names[..] {
        [] => String::new(),
        _ => format!("({})", names.join(", ")),
    };
    format!("J{of} = {}", shown(graph, function))
}

/// A value of a point as it was typed: `0.35` or `7/20`, and `1e-300` rather than a fraction with its zeros.
fn typed(graph: &Graph, id: Id) -> String {
    /// Zeros of a number past which nobody counts them.
    const ZEROS: i64 = 20;
    let decimal = graph
        .literal(id)
        .map(|n| Decimal::exact_or_rounded(n, DIGITS));
    match decimal {
        Some(decimal)
            if decimal.exact && (graph.decimal_points || decimal.exponent.abs() >= ZEROS) =>
        {
            decimal.to_string()
        }
        _ => shown(graph, id),
    }
}

/// `w = 3`, or `x = 1, y = 2`
pub fn place(graph: &Graph, point: &[(Variable, Id)]) -> String {
    let each: Vec<String> = point
        .iter()
        .map(|(variable, value)| format!("{} = {}", graph.name(*variable), typed(graph, *value)))
        .collect();
    each.join(", ")
}

/// `∂J/∂x`, `∂^2J/∂x^2`
pub fn partial(name: &str, order: u32) -> String {
    match order {
        0 => "J".to_owned(),
        1 => format!("∂J/∂{name}"),
        n => format!("∂^{n}J/∂{name}^{n}"),
    }
}

/// The point as figures, by name.
pub fn at(
    graph: &mut Graph,
    point: &[(Variable, Id)],
    effort: Effort,
    digits: Option<usize>,
) -> ByName<Option<Figure>> {
    let at = point.iter().map(|&(variable, id)| {
        let figure = Figure::constant(graph, id, effort);
        let figure = figure.map(|figure| figure.keeping_zeros(digits));
        (graph.name(variable).to_owned(), figure)
    });
    ByName(at.collect())
}

/// What is asked at one point.
#[derive(Clone, Debug)]
pub struct SlopeQuestion<'a> {
    /// The function.
    pub function: Id,
    /// Its variables.
    pub variables: &'a [Variable],
    /// Those that are nudged, one at a time.
    pub by: &'a [Variable],
    /// The point: every variable with its value.
    pub point: &'a [(Variable, Id)],
    /// The order of the derivative, 1 or more.
    pub order: u32,
    /// Which sides of the point count.
    pub side: Asked,
    /// Digits, and what to spend on them.
    pub effort: Effort,
    /// The digits that were asked for: rounded numbers are written with all of them, zeros too.
    pub digits: Option<usize>,
    /// What the views need beside the slope, which costs time.
    pub detail: Detail,
    /// A method in doubles with its step, to be held against the slope.
    pub method: Option<(Method, Option<f64>)>,
}

/// What a record holds beside the slope itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing: for a bare number. The other keys are left empty.
    Slope,
    /// Every key.
    Keys,
    /// Every key, and the story.
    Story,
}

record! {
    /// What `slope` finds at one point.
    pub struct Slope {
        /// the function as it was read
        pub expression: String,
        /// the point, by name
        pub at: ByName<Option<Figure>>,
        /// the function's value there, null where it has none
        pub value: Option<Figure>,
        /// with --order: the order of the derivative
        pub order: Maybe<u32>,
        /// with --side: the side that counts
        pub side: Maybe<&'static str>,
        /// the derivative as a formula
        pub derivative: Each<String>,
        /// the slope, or why there is none
        pub slope: Slopes,
        /// with --method: its name
        pub method: Maybe<&'static str>,
        /// with --method: the step in doubles
        pub step: Maybe<Each<Option<Digits>>>,
        /// with --method: the slope as it estimates it from values in doubles, null where the function has none there or beside it, or the step is lost
        pub estimate: Maybe<Each<Option<Digits>>>,
        /// with --method: how far it is off by its own idea
        pub error_estimate: Maybe<Each<Option<Digits>>>,
        /// with --method: how far it is off
        pub true_error: Maybe<Each<Option<Digits>>>,
        /// Why a variable has no estimate.
        pub no_estimate: Aside<Vec<Option<String>>>,
        /// `J(w) = w^2`
        pub definition: Aside<String>,
        /// `w = 3`
        pub place: Aside<String>,
        /// The coordinates of the point, as they read back.
        pub coordinates: Aside<Vec<String>>,
        /// Significant digits.
        pub digits: Aside<usize>,
        /// The story, where it was asked for of a single slope that there is.
        pub story: Aside<Option<Story>>,
    }
}

/// What was found for one variable.
struct One {
    /// The derivative as it is shown; the function where it is not.
    shown: Id,
    found: Result<Number, Box<NoSlope>>,
}

impl Slope {
    /// Answers one question.
    ///
    /// # Errors
    /// Where a derivative cannot be formed.
    pub fn find(graph: &mut Graph, asked: &SlopeQuestion<'_>) -> Result<Slope, Error> {
        let mut all = Vec::new();
        for &variable in asked.by {
            let found = one(graph, asked, variable)?;
            all.push((graph.name(variable).to_owned(), found));
        }
        let single = all.len() == 1;
        let keys = asked.detail != Detail::Slope;
        let value = match keys {
            true => slope::value(graph, asked.function, asked.point, asked.effort).ok(),
            false => None,
        };
        let story = match (&all[..], asked.detail) {
            ([(_, One { shown, found })], Detail::Story) => {
                let what = (asked.by[0], asked.order);
                let number = found.as_ref().ok();
                let story = number.map(|number| {
                    let formulas = (asked.function, *shown);
                    Story::new(
                        graph,
                        formulas,
                        what,
                        asked.point,
                        (number, asked.side),
                        asked.effort,
                    )
                });
                story.transpose()?
            }
            _ => None,
        };
        let at = match keys {
            true => at(graph, asked.point, asked.effort, asked.digits),
            false => ByName(Vec::new()),
        };
        let estimates = match asked.method {
            Some(method) => Some(estimate::estimates(graph, asked, method)?),
            None => None,
        };
        let all = Each { all, single };
        let formula = |id| match asked.detail {
            Detail::Slope => String::new(),
            Detail::Keys => notation::write(graph, id),
            Detail::Story => shown(graph, id),
        };
        let estimated = |of: fn(&estimate::Estimated) -> Option<Digits>| {
            Maybe(
                estimates
                    .as_ref()
                    .map(|each| each.map(|found| found.as_ref().ok().and_then(of))),
            )
        };
        Ok(Slope {
            expression: formula(asked.function),
            at,
            value: value.map(|value| Figure::from(&value).keeping_zeros(asked.digits)),
            order: Maybe((asked.order != 1).then_some(asked.order)),
            side: Maybe(match asked.side {
                Asked::Both => None,
                Asked::Left => Some("left"),
                Asked::Right => Some("right"),
            }),
            derivative: all.map(|one| formula(one.shown)),
            slope: all.map(|one| match &one.found {
                Ok(number) => Ok(Figure::from(number).keeping_zeros(asked.digits)),
                Err(absence) => Err(Box::new((**absence).clone().keeping_zeros(asked.digits))),
            }),
            method: Maybe(asked.method.map(|(method, _)| method.name())),
            step: estimated(|found| found.step.clone()),
            estimate: estimated(|found| found.value.clone()),
            error_estimate: estimated(|found| found.error.clone()),
            true_error: estimated(|found| found.off_by.clone()),
            no_estimate: Aside({
                let found = estimates.iter().flat_map(Each::values);
                found.map(|found| found.as_ref().err().cloned()).collect()
            }),
            definition: Aside({
                let named: Vec<Variable> = asked.point.iter().map(|(v, _)| *v).collect();
                let variables = match asked.variables {
                    [] => &named[..],
                    all => all,
                };
                definition(graph, asked.function, variables)
            }),
            place: Aside(place(graph, asked.point)),
            coordinates: Aside({
                let each = asked.point.iter().map(|(_, id)| typed(graph, *id));
                each.collect()
            }),
            digits: Aside(asked.effort.digits),
            story: Aside(story),
        })
    }

    /// Whether there is a slope by every variable.
    pub fn exists(&self) -> bool {
        self.slope.values().all(Result::is_ok)
    }

    /// Whether there is a variable for which the method of `--method` gives nothing.
    pub fn fails_to_estimate(&self) -> bool {
        let estimates = self.estimate.0.as_ref();
        estimates.is_some_and(|each| each.values().any(Option::is_none))
    }

    /// Why there is none, for the first variable without one.
    pub fn absence(&self) -> Option<&NoSlope> {
        let mut absent = self.slope.values().filter_map(|found| found.as_ref().err());
        absent.next().map(|absence| &**absence)
    }

    /// Why there is none, in sentences.
    pub fn why_not(&self, explain: bool) -> Option<Text> {
        let absence = self.absence()?;
        Some(absence.text(&self.definition, &self.place, explain))
    }

    /// The slope alone, a line for each variable. `placed`: the lines say their point.
    pub fn text(&self, placed: bool) -> Text {
        let mut text = Text::new();
        for (name, found) in &self.slope.all {
            if found.is_err() && !placed {
                continue;
            }
            if placed {
                text.push(Role::Label, &*self.place).plain(": ");
            }
            if !self.slope.single {
                let order = self.order.0.unwrap_or(1);
                text.push(Role::Label, partial(name, order)).plain(" = ");
            }
            match found {
                Ok(slope) => text.push(Role::Answer, slope.decimal.to_string()),
                Err(_) => text.push(Role::Wrong, "no slope"),
            };
            text.line();
        }
        text
    }

    /// The bare numbers, a line for each variable; where there is none the line keeps its place if
    /// it is one of several. `placed`: there are several points.
    pub fn quiet(&self, placed: bool) -> Text {
        let mut text = Text::new();
        for (name, found) in &self.slope.all {
            if !self.slope.single {
                text.plain(format!("{name}\t"));
            } else if found.is_err() && !placed {
                continue;
            }
            if let Ok(slope) = found {
                text.push(Role::Answer, slope.decimal.to_string());
            }
            text.line();
        }
        text
    }
}

fn one(graph: &mut Graph, asked: &SlopeQuestion<'_>, variable: Variable) -> Result<One, Error> {
    // A function without variables is the same everywhere.
    let zero = [(variable, graph.number(0))];
    let point = match asked.point.iter().any(|(known, _)| *known == variable) {
        true => asked.point,
        false => &zero[..],
    };
    let found = existence::slope(
        graph,
        asked.function,
        variable,
        asked.order,
        point,
        asked.side,
        asked.effort,
    )?;
    let found = match found {
        SlopeOutcome::Slope(number) => Ok(number),
        SlopeOutcome::None(absence) => Err(Box::new(NoSlope::new(graph, &absence))),
    };
    let shown = match asked.detail {
        Detail::Slope => asked.function,
        Detail::Keys | Detail::Story => {
            derivative::shown(graph, asked.function, variable, asked.order)?.formula
        }
    };
    Ok(One { shown, found })
}
