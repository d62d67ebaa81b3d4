//! Slopes found at one point, one by each variable.

use crate::calculus::derivative;
use crate::expression::{Graph, Id, Variable};
use crate::notation;
use crate::notation::error::Error;
use crate::number::work;
use crate::report::figure::Figure;
use crate::report::record::{Aside, ByName, Digits, Each, Maybe};
use crate::report::slope::absence::NoSlope;
use crate::report::slope::estimate;
use crate::report::slope::story::{self, Story};
use crate::report::slope::wording::{at, definition, place, shown, typed};
use crate::report::slope::{Detail, Slope, SlopeQuestion};
use crate::slope::existence::{self, Asked, Reason, SlopeOutcome};
use crate::slope::{self, Number};

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
        // Where a slope took all the work a value that takes as much is not waited for.
        let undecided =
            |one: &One| matches!(&one.found, Err(why) if why.reason == Reason::Undecided);
        let work = match all.iter().any(|(_, one)| undecided(one)) {
            true => asked.effort.work() / 4,
            false => asked.effort.work(),
        };
        let value = match keys {
            true => work::within(work, || {
                slope::value_along(graph, asked.function, asked.by, asked.point, asked.effort).ok()
            }),
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
        let nudges = match (&all[..], asked.detail) {
            ([_, _, ..], Detail::Story) if asked.order == 1 => {
                let by = asked.by.iter();
                by.map(|&v| story::nudge(graph, asked.function, v, asked.point, asked.side))
                    .collect()
            }
            _ => Vec::new(),
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
            among: Aside(asked.among),
            digits: Aside(asked.effort.digits),
            story: Aside(story),
            nudges: Aside(nudges),
        })
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
        SlopeOutcome::None(absence) => Err(Box::new(NoSlope::new(graph, asked.function, &absence))),
    };
    let shown = match asked.detail {
        Detail::Slope => asked.function,
        Detail::Keys | Detail::Story => {
            derivative::shown(graph, asked.function, variable, asked.order)?.formula
        }
    };
    Ok(One { shown, found })
}
