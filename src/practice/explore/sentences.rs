//! What is said after each command, computed from the change.

use super::{Command, Control, Exploration, Position, STEP_DIGITS, State, as_typed, brief, shown};
use crate::expression::{Graph, Id, Node, Variable};
use crate::notation;
use crate::number::apart::{WHOLE_DIGITS, against};
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::slope::existence::OneSided;
use crate::slope::{self, DIGITS, Effort, Number, Trouble};
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
            Ok(number) => self.placed(&number),
            Err(_) => "?".to_owned(),
        }
    }

    /// A place as it is shown: as it was typed, until a step leads on from there.
    fn placed(&self, number: &Number) -> String {
        let place = number.fraction().map(|n| self.place_style()(&n));
        place.unwrap_or_else(|| shown(number))
    }

    fn place_style(&self) -> fn(&Rational) -> String {
        match self.state.walk.is_empty() {
            true => as_typed,
            false => brief,
        }
    }

    /// ε as it is shown.
    pub fn epsilon(&self) -> String {
        let nudge = self.here().and_then(|touched| touched.nudge.as_ref());
        let size = nudge.and_then(|nudge| nudge.epsilon.fraction());
        size.map_or("?".to_owned(), |size| as_typed(&size))
    }

    /// α as it is shown.
    pub fn rate_text(&self) -> String {
        as_typed(&self.state.rate)
    }

    /// Where the moving variable is.
    pub fn place(&self) -> String {
        self.here()
            .map_or("?".to_owned(), |touched| self.placed(&touched.at))
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
        let both = |one: Option<&Number>, other: Option<&Number>| match (one, other) {
            (Some(one), Some(other)) => told_apart(one, other, brief),
            _ => (text(one), text(other)),
        };
        let (from, to) = match nudge {
            Some(nudge) => told_apart(&touched.at, &nudge.to, self.place_style()),
            None => (self.placed(&touched.at), none()),
        };
        let there = nudge.and_then(|n| n.value.as_ref().ok());
        let (low, high) = both(touched.value.as_ref().ok(), there);
        let change = text(nudge.and_then(|n| n.change.as_ref()));
        let first = format!("{name} {from} -> {to}    J {low} -> {high}    ΔJ = {change}");
        let gap = self.gap().map_or_else(none, |gap| brief(&gap));
        let ratio = nudge.and_then(|n| n.ratio.as_ref());
        let (ratio, slope) = both(ratio, touched.slope.as_ref().ok());
        let second = format!("ΔJ / ε = {ratio}    slope k = {slope}    gap {gap}");
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
            Some((change, predicted)) => {
                let (change, predicted) = told_apart(change, predicted, brief);
                let epsilon = self.epsilon();
                format!(
                    "Right now a nudge of {epsilon} changes J by {change}. The slope predicts \
                     {predicted}."
                )
            }
            None => self.nowhere(),
        }
    }

    /// The nudged point has no value.
    fn nowhere(&self) -> String {
        let nudge = self.here().and_then(|touched| touched.nudge.as_ref());
        let to = nudge.map_or("there".to_owned(), |nudge| self.placed(&nudge.to));
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
        let epsilon = self.epsilon();
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
            (Ok(slope), Some(gap)) => {
                let (ratio, slope) = told_apart(ratio, slope, brief);
                let gap = brief(&gap);
                format!("Nudge {epsilon}: ratio {ratio} is {gap} away from the slope {slope}.")
            }
            _ => format!(
                "Nudge {epsilon}: ratio {}. {}",
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
        let mut way = Vec::new();
        for ((variable, a), (_, b)) in from.point.iter().zip(&to.point) {
            let number = |graph: &mut Graph, id| slope::value(graph, id, &[], Effort::default());
            let both = number(&mut self.graph, *a).ok();
            let both = both.zip(number(&mut self.graph, *b).ok());
            let question = || ("?".to_owned(), "?".to_owned());
            let (a, b) = both.map_or_else(question, |(a, b)| told_apart(&a, &b, brief));
            way.push(format!("{} {a} -> {b}", self.graph.name(*variable)));
        }
        let head = format!("Step {}: {}.", self.steps(), way.join(", "));
        let (Ok(before), Ok(after)) = (&from.value, &to.value) else {
            return head;
        };
        let rest = match self.changed(from, to) {
            Some(change) if change.is_zero() && from.point == to.point => {
                "The slope is 0 here, so w stays.".replace('w', self.moving())
            }
            Some(change) if change.is_zero() => {
                let height = shown(after);
                format!("J stays at {height}: as high as before, on the other side.")
            }
            None => return head,
            Some(change) => {
                let (before, after) = match before.decimal == after.decimal {
                    false => (before.clone(), after.clone()),
                    // More digits tell them apart.
                    true => match (self.height(from), self.height(to)) {
                        (Some(before), Some(after)) => (before, after),
                        _ => return head,
                    },
                };
                let (before, after) = told_apart(&before, &after, brief);
                let way = match before == after {
                    true => format!("by {}", brief(&change.abs())),
                    false => format!("from {before} to {after}"),
                };
                match change.sign().is_gt() {
                    true => format!("Overshot: J rose {way}."),
                    false => format!("J fell {way}."),
                }
            }
        };
        format!("{head} {rest}")
    }

    /// By how much J changed between two positions.
    fn changed(&mut self, from: &Position, to: &Position) -> Option<Rational> {
        let [from, to] = [from, to].map(|place| self.graph.substitute(self.function, &place.point));
        let change = self.graph.add(Node::Difference(to, from));
        let change = slope::value(&mut self.graph, change, &[], Effort::default());
        change.ok()?.fraction()
    }

    /// J at a position, with more digits than are kept there.
    fn height(&mut self, position: &Position) -> Option<Number> {
        let effort = Effort::digits(STEP_DIGITS);
        slope::value(&mut self.graph, self.function, &position.point, effort).ok()
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

/// Two numbers that are read against each other: with more digits where few would hide how far apart
/// they are, as far as digits are known.
fn told_apart(one: &Number, other: &Number, brief: fn(&Rational) -> String) -> (String, String) {
    let (Some(a), Some(b)) = (one.fraction(), other.fraction()) else {
        return (shown(one), shown(other));
    };
    let known = |number: &Number| match number.rational() {
        Some(_) => WHOLE_DIGITS,
        None => number.decimal.digits.len().max(DIGITS),
    };
    against((&a, &b), brief, known(one).min(known(other)))
}

/// A fraction as a decimal where that is exact, else as a fraction while that is short enough to be
/// read.
fn decimal(n: &Rational) -> String {
    const READ: usize = 20;
    let decimal = Decimal::exact_or_rounded(n, STEP_DIGITS);
    let fraction = n.to_string();
    match decimal.exact || fraction.len() > READ {
        true => decimal.to_string(),
        false => fraction,
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
