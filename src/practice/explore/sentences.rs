//! What is said after each command, computed from the change.

use super::{Command, Control, Exploration, State, brief, shown};
use crate::expression::{Id, Variable};
use crate::notation;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::slope::existence::OneSided;
use crate::slope::{self, Effort, Number, Trouble};
use std::cmp::Ordering;

impl Exploration {
    /// `J(w) = w^2`
    pub fn definition(&self) -> String {
        let names = self.names().join(", ");
        let written = notation::write::write_up_to(&self.graph, self.function, 60);
        format!("J({names}) = {written}")
    }

    /// The same of what is drawn: with several variables where those are that hold still.
    pub fn headline(&mut self) -> String {
        let mut text = self.definition();
        for (at, (variable, id)) in self.state.point.clone().into_iter().enumerate() {
            if at != self.state.moving {
                let name = self.graph.name(variable).to_owned();
                text += &format!(", {name} = {}", self.value_text(id));
            }
        }
        text
    }

    /// A place as it is shown: `3`, or `x 1, y 2`.
    pub(super) fn places(&mut self, point: &[(Variable, Id)]) -> String {
        let several = point.len() > 1;
        let each: Vec<String> = point
            .iter()
            .map(|&(variable, id)| {
                let value = self.value_text(id);
                match several {
                    true => format!("{} {value}", self.graph.name(variable)),
                    false => value,
                }
            })
            .collect();
        each.join(", ")
    }

    /// `x = 3, y = 2`
    fn standing(&mut self) -> String {
        let point = self.state.point.clone();
        let names: Vec<String> = self.names().iter().map(|n| (*n).to_owned()).collect();
        let each = names.iter().zip(&point);
        let each: Vec<String> = each
            .map(|(name, (_, id))| format!("{name} = {}", self.value_text(*id)))
            .collect();
        each.join(", ")
    }

    fn value_text(&mut self, id: Id) -> String {
        match slope::value(&mut self.graph, id, &[], Effort::default()) {
            Ok(number) => shown(&number),
            Err(_) => "?".to_owned(),
        }
    }

    /// ε as it is shown.
    pub fn epsilon(&self) -> String {
        let nudge = self.here().and_then(|touched| touched.nudge.as_ref());
        nudge.map_or("?".to_owned(), |nudge| shown(&nudge.epsilon))
    }

    /// α as it is shown.
    pub fn rate_text(&self) -> String {
        brief(&self.state.rate)
    }

    /// Where the moving variable is.
    pub fn place(&self) -> String {
        self.here()
            .map_or("?".to_owned(), |touched| shown(&touched.at))
    }

    /// J there.
    pub fn value(&self) -> Option<String> {
        Some(shown(self.here()?.value.as_ref().ok()?))
    }

    /// The slope there.
    pub fn slope(&self) -> Option<String> {
        Some(shown(self.here()?.slope.as_ref().ok()?))
    }

    /// `w 3, J 9, slope 6, eps 1, rate 0.1`
    pub fn status(&mut self) -> String {
        let names: Vec<String> = self.names().iter().map(|n| (*n).to_owned()).collect();
        let point = self.state.point.clone();
        let mut words = Vec::new();
        for (name, (_, id)) in names.iter().zip(point) {
            words.push(format!("{name} {}", self.value_text(id)));
        }
        words.push(format!("J {}", self.value().unwrap_or("none".to_owned())));
        words.push(format!(
            "slope {}",
            self.slope().unwrap_or("none".to_owned())
        ));
        words.push(format!("eps {}", self.epsilon()));
        words.push(format!("rate {}", self.rate_text()));
        words.join(", ")
    }

    /// The three lines of numbers: nudge, ratio, step.
    pub fn numbers(&mut self) -> [String; 3] {
        let name = self.moving().to_owned();
        let none = || "none".to_owned();
        let Some(touched) = self.here() else {
            return [none(), none(), none()];
        };
        let nudge = touched.nudge.as_ref();
        let text = |number: Option<&Number>| number.map_or_else(none, shown);
        let first = format!(
            "{name} {} -> {}    J {} -> {}    ΔJ = {}",
            shown(&touched.at),
            text(nudge.map(|n| &n.to)),
            text(touched.value.as_ref().ok()),
            text(nudge.and_then(|n| n.value.as_ref().ok())),
            text(nudge.and_then(|n| n.change.as_ref())),
        );
        let gap = self.gap().map_or_else(none, |gap| brief(&gap));
        let second = format!(
            "ΔJ / ε = {}    slope k = {}    gap {gap}",
            text(nudge.and_then(|n| n.ratio.as_ref())),
            text(touched.slope.as_ref().ok()),
        );
        let step = match self.next() {
            Some((next, slope)) => format!(
                "{name} := {name} - α*k = {} - {}*{} = {}",
                self.place(),
                self.rate_text(),
                bracketed(&slope),
                brief(&next)
            ),
            None => "no step without a slope".to_owned(),
        };
        [first, second, step]
    }

    /// Where the moving variable goes in the next step, and the slope that leads there.
    fn next(&self) -> Option<(Rational, Rational)> {
        let touched = self.here()?;
        let (at, slope) = (
            touched.at.fraction()?,
            touched.slope.as_ref().ok()?.fraction()?,
        );
        let by = &self.state.rate * &slope;
        Some((&at - &by, slope))
    }

    /// What is so before anything was done.
    pub(super) fn at_rest(&self) -> String {
        let Some(touched) = self.here() else {
            return String::new();
        };
        if touched.slope.is_err() {
            return self.no_slope();
        }
        let nudge = touched.nudge.as_ref();
        let numbers = nudge.and_then(|n| Some((n.change.as_ref()?, n.predicted.as_ref()?)));
        match numbers {
            Some((change, predicted)) => format!(
                "Right now a nudge of {} changes J by {}. The slope predicts {}.",
                self.epsilon(),
                shown(change),
                shown(predicted)
            ),
            None => self.nowhere(),
        }
    }

    /// The nudged point has no value.
    fn nowhere(&self) -> String {
        let nudge = self.here().and_then(|touched| touched.nudge.as_ref());
        let to = nudge.map_or("there".to_owned(), |nudge| shown(&nudge.to));
        let trouble = nudge.and_then(|nudge| nudge.value.as_ref().err());
        format!(
            "The nudge leads to {} = {to}, where J {}. Make it smaller.",
            self.moving(),
            trouble.map_or("has no value", Trouble::says)
        )
    }

    /// Why there is no slope at the state, or no value.
    fn no_slope(&self) -> String {
        let place = self.place();
        let Some(touched) = self.here() else {
            return String::new();
        };
        if let Err(trouble) = &touched.value {
            return format!("J {} at {} = {place}.", trouble.says(), self.moving());
        }
        let Err(absence) = &touched.slope else {
            return String::new();
        };
        let side = |side: &OneSided| match side {
            OneSided::Number(number) => shown(number),
            OneSided::Infinite(Ordering::Less) => "-infinity".to_owned(),
            OneSided::Infinite(_) => "+infinity".to_owned(),
            OneSided::None => "none".to_owned(),
            OneSided::Unknown => "unknown".to_owned(),
        };
        format!(
            "No slope at {place}: left {}, right {}. Press {} to see the other side.",
            side(&absence.left),
            side(&absence.right),
            self.turn
        )
    }

    /// Why a step in a variable can't be taken.
    pub(super) fn no_step(&self, at: usize) -> String {
        match at == self.state.moving {
            true => self.no_slope(),
            false => format!("No slope by {}, so no step.", self.names()[at]),
        }
    }

    /// What came of a command; `gap`: how far ratio and slope were apart before it.
    pub(super) fn told(
        &mut self,
        command: &Command,
        earlier: &State,
        gap: Option<Rational>,
    ) -> String {
        let settling = std::mem::take(&mut self.settling);
        match command {
            Command::Set(Control::Epsilon, _)
            | Command::More(Control::Epsilon, _)
            | Command::Half => {
                let smaller = self
                    .gap()
                    .zip(gap)
                    .is_some_and(|(now, before)| now < before);
                self.settling = smaller;
                let mut told = self.nudged();
                if smaller && settling {
                    told += " The gap shrinks with ε.";
                }
                told
            }
            Command::Side => self.nudged(),
            Command::Set(Control::Rate, _) | Command::More(Control::Rate, _) => self.rated(),
            Command::Set(Control::Variable, _)
            | Command::SetVariable(..)
            | Command::More(Control::Variable, _) => self.put_there(),
            Command::Step => self.stepped(),
            Command::Undo => {
                let status = self.status();
                format!("Taken back: {status}.")
            }
            Command::Reset => {
                let rest = self.at_rest();
                format!("From the start. {rest}")
            }
            Command::Mission => self.mission().unwrap_or_default(),
            Command::Fit => "The window fits the walk.".to_owned(),
            Command::Variable(_) => {
                let moved = earlier.moving != self.state.moving;
                let name = self.moving();
                match (moved, self.variables.len()) {
                    (_, 1) => format!("{name} is the only variable."),
                    _ => format!("Now {name} moves, the others hold still."),
                }
            }
            Command::Show => {
                let status = self.status();
                format!("{status}.")
            }
        }
    }

    /// `Nudge 0.5: ratio 6.5 is 0.5 away from the slope 6.`
    fn nudged(&self) -> String {
        let Some(touched) = self.here() else {
            return String::new();
        };
        let Some(nudge) = &touched.nudge else {
            return String::new();
        };
        let epsilon = shown(&nudge.epsilon);
        if touched.value.is_err() {
            return self.no_slope();
        }
        let Some(ratio) = &nudge.ratio else {
            return self.nowhere();
        };
        match (&touched.slope, self.gap()) {
            (Ok(slope), Some(gap)) if gap.is_zero() => format!(
                "Nudge {epsilon}: ratio {} is the slope {}.",
                shown(ratio),
                shown(slope)
            ),
            (Ok(slope), Some(gap)) => format!(
                "Nudge {epsilon}: ratio {} is {} away from the slope {}.",
                shown(ratio),
                brief(&gap),
                shown(slope)
            ),
            _ => format!(
                "Nudge {epsilon}: ratio {}, and there is no slope here. {}",
                shown(ratio),
                self.no_slope()
            ),
        }
    }

    /// `Rate 1.1: the next step would move w by -6.6.`
    fn rated(&self) -> String {
        let rate = self.rate_text();
        match self.next() {
            Some((_, slope)) => {
                let by = &self.state.rate * &slope;
                let by = &Rational::zero() - &by;
                format!(
                    "Rate {rate}: the next step would move {} by {}.",
                    self.moving(),
                    brief(&by)
                )
            }
            None => format!("Rate {rate}. {}", self.no_slope()),
        }
    }

    /// `At w = 2: J 4, slope 4. A nudge of 1 changes J by 5.`
    fn put_there(&mut self) -> String {
        let place = self.standing();
        let Some(touched) = self.here() else {
            return String::new();
        };
        let (Ok(value), Ok(slope)) = (&touched.value, &touched.slope) else {
            return self.no_slope();
        };
        let change = touched
            .nudge
            .as_ref()
            .and_then(|nudge| nudge.change.as_ref());
        let nudge = match change {
            Some(change) => format!(
                "A nudge of {} changes J by {}.",
                self.epsilon(),
                shown(change)
            ),
            None => self.nowhere(),
        };
        format!(
            "At {place}: J {}, slope {}. {nudge}",
            shown(value),
            shown(slope)
        )
    }

    /// `Step 4: w -5.184 -> 6.221. Overshot: J rose from 26.874 to 38.698.`
    fn stepped(&mut self) -> String {
        let walk = self.state.walk.clone();
        let [.., from, to] = &walk[..] else {
            return String::new();
        };
        let way: Vec<String> = from
            .point
            .iter()
            .zip(&to.point)
            .map(|((variable, a), (_, b))| {
                let (a, b) = (self.value_text(*a), self.value_text(*b));
                format!("{} {a} -> {b}", self.graph.name(*variable))
            })
            .collect();
        let head = format!("Step {}: {}.", self.steps(), way.join(", "));
        let value = |value: &Result<Number, Trouble>| {
            let value = value.as_ref().ok()?;
            Some((value.fraction()?, shown(value)))
        };
        let (Some((a, from_text)), Some((b, to_text))) = (value(&from.value), value(&to.value))
        else {
            return head;
        };
        let rest = match b.cmp(&a) {
            Ordering::Greater => format!("Overshot: J rose from {from_text} to {to_text}."),
            Ordering::Less => format!("J fell from {from_text} to {to_text}."),
            Ordering::Equal if from.point == to.point => {
                "The slope is 0 here, so w stays.".replace('w', self.moving())
            }
            Ordering::Equal => {
                format!("J stays at {to_text}: as high as before, on the other side.")
            }
        };
        format!("{head} {rest}")
    }

    /// What is said on leaving, and the command that makes the same again. `symbols`: is ε written as
    /// such, with `=`, or as a word?
    pub fn left(&mut self, symbols: bool) -> [String; 2] {
        let steps = match self.steps() {
            1 => "1 step".to_owned(),
            n => format!("{n} steps"),
        };
        let (places, epsilon, rate) = (self.standing(), self.epsilon(), self.rate_text());
        let left = match symbols {
            true => format!("left explore at {places}, ε = {epsilon}, α = {rate} after {steps}"),
            false => format!("left explore at {places}, eps {epsilon}, rate {rate} after {steps}"),
        };
        [left, format!("again: {}", self.again())]
    }

    /// A value as it can be typed.
    fn typed(&self, id: Id) -> String {
        match self.graph.literal(id) {
            Some(n) => decimal(n),
            None => notation::write(&self.graph, id),
        }
    }

    /// The function as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Each variable, ε and α as they can be typed, by the names of the commands that put them there.
    pub fn typed_state(&mut self) -> Vec<(String, String)> {
        let point = self.state.point.clone();
        let mut all: Vec<(String, String)> = point
            .iter()
            .map(|(variable, id)| (self.graph.name(*variable).to_owned(), self.typed(*id)))
            .collect();
        let epsilon = match self.rational(self.state.epsilon) {
            Some(n) if n.denominator().bits() < 64 => decimal(&n),
            _ => notation::write(&self.graph, self.state.epsilon),
        };
        all.push(("eps".to_owned(), epsilon));
        all.push(("rate".to_owned(), decimal(&self.state.rate)));
        all
    }

    /// The command that makes the same again.
    pub fn again(&mut self) -> String {
        let text = notation::visible::visible(&self.text).into_owned();
        let quoted = text
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('$', "\\$")
            .replace('`', "\\`");
        let steps = self.steps();
        let walked = steps > 0 && self.state.one_rate;
        let point = match walked {
            true => self.state.walk[0].point.clone(),
            false => self.state.point.clone(),
        };
        let several = point.len() > 1;
        let each: Vec<String> = point
            .iter()
            .map(|(variable, id)| {
                let value = self.typed(*id);
                match several {
                    true => format!("{}={value}", self.graph.name(*variable)),
                    false => value,
                }
            })
            .collect();
        let place = each.join(",");
        let place = match place.contains(['*', '(', ' ']) {
            true => format!("\"{place}\""),
            false => place,
        };
        let rate = decimal(&self.state.rate);
        match walked {
            true => {
                format!("deriv descend \"{quoted}\" --from {place} --rate {rate} --steps {steps}")
            }
            false => {
                let epsilon = match self.rational(self.state.epsilon) {
                    Some(n) if n.denominator().bits() < 64 => decimal(&n),
                    _ => notation::write(&self.graph, self.state.epsilon),
                };
                format!("deriv explore \"{quoted}\" --at {place} --eps {epsilon} --rate {rate}")
            }
        }
    }
}

/// A fraction as a decimal where that is exact, else as a fraction.
fn decimal(n: &Rational) -> String {
    const DIGITS: usize = 40;
    let decimal = Decimal::exact_or_rounded(n, DIGITS);
    match decimal.exact {
        true => decimal.to_string(),
        false => n.to_string(),
    }
}

/// A number after a sign of multiplication.
fn bracketed(n: &Rational) -> String {
    let text = brief(n);
    match text.starts_with('-') {
        true => format!("({text})"),
        false => text,
    }
}
