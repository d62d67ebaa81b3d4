//! Walks of a lab: down a function by the rules of `descend`, or by a rule that is written out.

use super::run::{LabRun, NoRun, Ran, Trace, evaluated};
use crate::calculus::derivative;
use crate::descent::walk::{Step, walk};
use crate::descent::{MAX_STEPS, Settings, StepRule, WalkEnd};
use crate::expression::Graph;
use crate::notation::{self, Options};
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Most steps of a walk by a rule of the learner's own.
const MAX_OWN_STEPS: usize = 1_000;

impl LabRun {
    pub(super) fn walk(&self) -> Result<Ran, NoRun> {
        let graph = &mut Graph::new();
        let (function, from) = self.read(graph, self.setting("from").unwrap_or_default())?;
        let rate = self.needed("rate")?;
        if !rate.sign().is_gt() {
            return Err(NoRun::Unfit("the rate has to be above 0".into()));
        }
        let rule = match self.number("momentum")? {
            Some(beta) if beta.is_negative() || beta >= Rational::one() => {
                return Err(NoRun::Unfit("momentum goes from 0 up to below 1".into()));
            }
            Some(beta) => StepRule::Momentum(beta),
            None => StepRule::Plain,
        };
        let settings = Settings {
            rate,
            rule,
            steps: self.whole("steps", MAX_STEPS)?,
            stop: None,
            rows: None,
        };
        let unread = |error| NoRun::Unread(error, self.function.clone());
        let walked = walk(graph, function, &from, &settings).map_err(unread)?;
        let names: Vec<String> = walked
            .variables
            .iter()
            .map(|v| graph.name(*v).to_owned())
            .collect();
        let row = |step: &Step| {
            let point: Option<Vec<Rational>> = step.point.iter().map(|n| n.rational()).collect();
            let value = step.value.as_ref().and_then(|value| value.rational());
            point.map(|point| (point, value))
        };
        let rows: Vec<_> = walked.steps.iter().map_while(row).collect();
        let end = match walked.end {
            WalkEnd::Done | WalkEnd::Stopped => None,
            WalkEnd::Outside(_) => Some("J has no value there"),
            WalkEnd::NoSlope(_) => Some("there is no slope there"),
            WalkEnd::Unsettled(_) => Some("it is not settled whether there is a slope"),
            WalkEnd::TooLarge => Some("the numbers are past what is computed with"),
        };
        let mut numbers = of_walk(&names, &rows, end.is_some());
        if let Some(last) = walked.steps.last() {
            let slopes: Vec<Rational> = last.slope.iter().filter_map(|n| n.rational()).collect();
            if let [slope] = &slopes[..] {
                numbers.push(("slope".into(), slope.clone()));
            }
        }
        Ok(Ran {
            numbers,
            trace: Trace::Walk { names, rows, end },
        })
    }

    /// A walk by a rule that is written out: `w - rate*slope`.
    pub(super) fn own_walk(&self) -> Result<Ran, NoRun> {
        let graph = &mut Graph::new();
        let (function, from) = self.read(graph, self.setting("from").unwrap_or_default())?;
        let [(variable, start)] = from[..] else {
            return Err(NoRun::Unfit("a rule of your own moves one variable".into()));
        };
        let name = graph.name(variable).to_owned();
        let rate = self.needed("rate")?;
        let steps = self.whole("steps", MAX_OWN_STEPS)?;
        let update = self.setting("update").unwrap_or_default();
        let unread = |error| NoRun::Unread(error, update.to_owned());
        let known = [name.clone(), "rate".into(), "slope".into(), "α".into()];
        let options = Options {
            variables: Some(&known),
            ..Options::default()
        };
        let update = notation::read(graph, update, &options).map_err(unread)?;
        let formula = derivative::derivative(graph, function, variable);
        let formula = formula.map_err(|error| NoRun::Unread(error, self.function.clone()))?;
        let [rates, alphas, slopes] = ["rate", "α", "slope"].map(|name| graph.variable(name));
        let mut rows = Vec::new();
        let (mut at, mut end) = (evaluated(graph, start), None);
        let rate = graph.number(rate);
        for _ in 0..=steps {
            let Some(now) = at.take() else {
                end = Some("there is no number there");
                break;
            };
            let here = graph.number(now.clone());
            let point = [(variable, here)];
            let value = graph.substitute(function, &point);
            rows.push((vec![now], evaluated(graph, value)));
            let slope = graph.substitute(formula, &point);
            let place = [
                (variable, here),
                (rates, rate),
                (alphas, rate),
                (slopes, slope),
            ];
            let next = graph.substitute(update, &place);
            at = evaluated(graph, next);
        }
        let names = vec![name];
        Ok(Ran {
            numbers: of_walk(&names, &rows, end.is_some()),
            trace: Trace::Walk { names, rows, end },
        })
    }
}

/// The numbers of a walk: J and each variable at the end, with `0` at the start, how many steps it
/// took, and 1 or 0 for whether J falls or rises in every step and whether the walk went all its way.
fn of_walk(
    names: &[String],
    rows: &[(Vec<Rational>, Option<Rational>)],
    ended: bool,
) -> Vec<(String, Rational)> {
    let mut numbers = Vec::new();
    let mut note = |name: String, number: Option<&Rational>| {
        numbers.extend(number.map(|number| (name, number.clone())));
    };
    for (at, name) in names.iter().enumerate() {
        note(
            format!("{name}0"),
            rows.first().map(|(point, _)| &point[at]),
        );
        note(name.clone(), rows.last().map(|(point, _)| &point[at]));
    }
    note(
        "J0".into(),
        rows.first().and_then(|(_, value)| value.as_ref()),
    );
    note(
        "J".into(),
        rows.last().and_then(|(_, value)| value.as_ref()),
    );
    let all = |wanted: Ordering| {
        let pairs = rows.windows(2);
        let mut changes = pairs.map(|pair| Some(pair[1].1.as_ref()?.cmp(pair[0].1.as_ref()?)));
        rows.len() > 1 && !ended && changes.all(|change| change == Some(wanted))
    };
    let flags = [
        ("falls", all(Ordering::Less)),
        ("rises", all(Ordering::Greater)),
        ("whole", !ended),
    ];
    for (name, flag) in flags {
        numbers.push((name.to_owned(), Rational::integer(i64::from(flag))));
    }
    numbers.push(("taken".into(), Rational::integer(rows.len() as i64 - 1)));
    numbers
}
