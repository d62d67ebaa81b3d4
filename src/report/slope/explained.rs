//! The story behind a slope as text.

use crate::number::apart::apart;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::figure::Figure;
use crate::report::layout::{self, Fill, TextColumn};
use crate::report::slope::story::{NudgeStory, SENTENCE_DIGITS, Story, brief, steps};
use crate::report::slope::{Slope, partial};
use crate::report::{Role, Text};
use crate::slope::existence::Asked;

/// Digits of what J does in a line of the gradient.
const RESPONSE_DIGITS: usize = 4;

impl Slope {
    /// The answer, why, and what it means; `typed` is the function as it was typed.
    pub fn story(&self, typed: &str) -> Text {
        let mut text = Text::new();
        match (&self.story.0, &self.slope.all[..]) {
            (Some(story), [(name, Ok(slope))]) => self.one(story, name, slope, typed, &mut text),
            _ => self.gradient(&mut text),
        }
        text
    }

    fn one(&self, story: &Story, name: &str, slope: &Figure, typed: &str, text: &mut Text) {
        text.push(Role::Answer, format!("slope {}", slope.equals()))
            .line()
            .line();
        text.push(Role::Heading, "why").line();
        steps(story.rules.iter().flatten(), text);
        let mut count: usize = story.rules.iter().map(Vec::len).sum();
        let mut label = |text: &mut Text, word: &str| {
            count += 1;
            text.push(Role::Label, format!("{count:>3}  {word:<8}"));
        };
        // Without variables there is no point to put in.
        if !self.place.is_empty() {
            label(text, "put in");
            text.plain(&*self.place).line();
            text.plain(" ".repeat(13))
                .push(Role::Expression, &story.put_in);
            let gives = match (story.tells, story.side) {
                (true, _) => slope.equals(),
                (false, side) => {
                    format!("does not tell: {} the slope {}", seen(side), is(slope))
                }
            };
            // A formula without the variable is its value.
            if !(story.tells && story.put_in == slope.decimal.to_string()) {
                text.plain(format!(" {gives}"));
            }
            text.line();
        }
        if let Some(nudge) = &story.nudge {
            label(text, "check");
            nudge.told(name, slope, text);
        }
        if story.enclosed.0 > 0 || !slope.is_whole() {
            label(text, "digits");
            text.plain(self.route(story, slope)).line();
        }
        if self.order.0.is_some() {
            return;
        }
        text.line()
            .append(meaning(name, &self.place, slope, story.side));
        self.more(typed, text);
    }

    /// What to try next.
    fn more(&self, typed: &str, text: &mut Text) {
        let [at] = &self.coordinates[..] else { return };
        if typed.len() >= 60 {
            return;
        }
        text.line().push(Role::Heading, "try").line();
        let commands = [
            (
                format!("deriv nudge \"{typed}\" --at {at}"),
                "watch the ratio settle",
            ),
            (
                format!("deriv descend \"{typed}\" --from {at}"),
                "walk downhill from there",
            ),
        ];
        let (commands, effects): (Vec<String>, Vec<String>) = commands
            .into_iter()
            .map(|(command, effect)| (command, effect.to_owned()))
            .unzip();
        text.append(layout::table(&[
            TextColumn::new("", commands, Fill::After),
            TextColumn::new("", effects, Fill::After)
                .role(Role::Label)
                .gap(3),
        ]));
    }

    /// How the digits came about.
    fn route(&self, story: &Story, slope: &Figure) -> String {
        let digits = *self.digits;
        match story.enclosed {
            (0, _) if slope.is_whole() => {
                "exact: computed with fractions, nothing was rounded".into()
            }
            (0, _) => format!("exact fraction, rounded once to {digits} digits"),
            (bits, 1) => {
                format!("enclosed at {bits} bits: both ends round to these {digits} digits")
            }
            (bits, rounds) => format!(
                "enclosed at {bits} bits in round {rounds}: both ends round to these {digits} digits"
            ),
        }
    }

    fn gradient(&self, text: &mut Text) {
        let each = self.slope.all.iter().zip(self.derivative.values());
        let all: Vec<Partial<'_>> = each
            .enumerate()
            .filter_map(|(at, ((name, found), formula))| {
                Some(Partial {
                    name,
                    formula,
                    slope: found.as_ref().ok()?,
                    nudge: self.nudges.get(at).map(Option::as_ref),
                })
            })
            .collect();
        let each: Vec<String> = all.iter().map(|p| p.slope.decimal.to_string()).collect();
        let vector = format!("({})", each.join(", "));
        let sign = match all.iter().all(|partial| partial.slope.is_whole()) {
            true => "=",
            false => "≈",
        };
        let order = self.order.0.unwrap_or(1);
        let what = match order {
            1 => "gradient".to_owned(),
            n => format!("derivatives of order {n}"),
        };
        text.push(Role::Answer, format!("{what} {sign} {vector}"))
            .line();
        let column = |cell: &dyn Fn(&Partial<'_>) -> String| {
            TextColumn::new("", all.iter().map(cell).collect(), Fill::After)
        };
        let step = match self.side.0 {
            Some("left") => "-0.001",
            _ => "0.001",
        };
        let told = |partial: &Partial<'_>| {
            let others = all.iter().map(|other| other.name);
            let others: Vec<&str> = others.filter(|other| *other != partial.name).collect();
            let does = match partial.nudge.flatten() {
                Some(nudge) => nudge.response(partial.slope),
                None => "J has no value there".into(),
            };
            let others = others.join(" and ");
            format!("hold {others}, nudge {} by {step}: {does}", partial.name)
        };
        let mut columns = vec![
            column(&|p| partial(p.name, order)).role(Role::Label),
            column(&|_| "=".to_owned()).gap(1),
            column(&|p| p.formula.to_owned())
                .role(Role::Expression)
                .gap(1),
            column(&|p| p.slope.equals()).gap(1),
        ];
        if all.iter().any(|partial| partial.nudge.is_some()) {
            columns.push(column(&told).gap(4));
        }
        text.append(layout::table(&columns));
        if let Some(value) = &self.value {
            let climbs = match all.iter().all(|partial| partial.slope.decimal.is_zero()) {
                _ if order > 1 => String::new(),
                true => "; J is flat there: no direction climbs at first".to_owned(),
                false => format!("; J climbs fastest along {vector}"),
            };
            let at = self.coordinates.join(", ");
            text.plain(format!("  J({at}) {}{climbs}", value.equals()))
                .line();
        }
    }
}

/// A line of the gradient.
struct Partial<'a> {
    name: &'a str,
    formula: &'a str,
    slope: &'a Figure,
    /// What a nudge does, where that is told; `None` inside where J has no value there.
    nudge: Option<Option<&'a NudgeStory>>,
}

impl NudgeStory {
    /// What J does, in a line of the gradient.
    fn response(&self, slope: &Figure) -> String {
        if self.change.is_zero() {
            return "J stays as it is".into();
        }
        let verb = match self.change.is_negative() {
            true => "falls",
            false => "rises",
        };
        let expected = slope.shown().map(|slope| (&slope * &self.step).abs());
        match expected.filter(|_| self.is_close(slope)) {
            Some(none) if none.is_zero() => "J hardly changes".into(),
            Some(change) => format!("J {verb} by about {}", brief(&change)),
            None => {
                let change = Decimal::exact_or_rounded(&self.change.abs(), RESPONSE_DIGITS);
                let about = if change.exact { "" } else { "about " };
                format!("J {verb} by {about}{change}, too far to show the slope")
            }
        }
    }

    /// Whether the ratio is within a tenth of the slope, or of 1 where that is less.
    fn is_close(&self, slope: &Figure) -> bool {
        let Some(slope) = slope.shown() else {
            return false;
        };
        let off = (&self.ratio - &slope).abs();
        let size = match slope.is_zero() {
            true => Rational::one(),
            false => slope.abs(),
        };
        &off * &Rational::integer(10) <= size
    }

    fn told(&self, name: &str, slope: &Figure, text: &mut Text) {
        let (before, after) = apart(&self.before, &self.after, SENTENCE_DIGITS);
        let goes = match (before == after, self.change.is_zero()) {
            (false, _) => format!("J goes from {before} to {after}"),
            (true, true) => format!("J stays {before}"),
            // What it changes by shows in none of these digits.
            (true, false) => format!("J stays near {}", brief(&self.before)),
        };
        text.plain(format!("nudge {name} by {}: {goes}", brief(&self.step)));
        let (ratio, shown) = match slope.shown() {
            Some(number) => apart(&self.ratio, &number, SENTENCE_DIGITS),
            None => (brief(&self.ratio), slope.decimal.to_string()),
        };
        let beside = match (
            slope.shown() == Some(self.ratio.clone()),
            self.is_close(slope),
        ) {
            (true, _) if slope.is_whole() => ", the slope itself".to_owned(),
            (true, _) => ", the digits of the slope".to_owned(),
            (false, true) => format!(", close to {shown}"),
            (false, false) => format!(": the nudge is too large to come near {shown}"),
        };
        text.line().plain(format!(
            "{}{} / {} = {ratio}{beside}",
            " ".repeat(13),
            brief(&self.change),
            brief(&self.step),
        ));
        text.line();
    }
}

/// Where a slope is seen from.
fn seen(side: Asked) -> &'static str {
    match side {
        Asked::Left => "from the left",
        Asked::Right => "from the right",
        Asked::Both => "from both sides",
    }
}

/// `is 6`, or `is about 0.3333333333`.
fn is(slope: &Figure) -> String {
    let about = if slope.is_whole() { "" } else { "about " };
    format!("is {about}{}", slope.decimal)
}

/// What the slope says about a small nudge, to both sides or to the one that counts.
fn meaning(name: &str, place: &str, slope: &Figure, side: Asked) -> Text {
    let mut text = Text::new();
    text.push(Role::Heading, "meaning").line();
    if place.is_empty() {
        text.plain(format!(
            "  J does not depend on {name}: it is the same everywhere."
        ));
        text.line();
        return text;
    }
    if slope.decimal.is_zero() {
        text.plain(format!(
            "  At {place} the curve is flat: a small nudge of {name} hardly changes J."
        ));
        text.line();
        return text;
    }
    let size = Decimal {
        negative: false,
        ..slope.decimal.clone()
    };
    let (climbs, right, left) = match slope.decimal.negative {
        true => ("falls", "shrinks", "grows"),
        false => ("climbs", "grows", "shrinks"),
    };
    let (to, does) = match side {
        Asked::Left => ("left", left),
        Asked::Right | Asked::Both => ("right", right),
    };
    let from = match side {
        Asked::Both => String::new(),
        side => format!(", seen {},", seen(side)),
    };
    text.plain(format!(
        "  At {place}{from} the curve {climbs}. Move {name} {to} by ε and J {does} by about {size}*ε."
    ));
    text.line();
    if side == Asked::Both {
        text.plain(format!("  Move it left and J {left} by about as much."))
            .line();
    }
    text
}
