//! The verdict on a walk in words, with its reasons in terms of slope and curvature.

use crate::descent::{
    Curvature, Forecast, Stationary, Step, StepRule, WalkEnd, WalkNumber, WalkVerdict,
};
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::descend::Descend;
use crate::report::descend::numbers::{WITHIN, brief, brief_rational, told_apart};
use crate::report::descend::pace::equation;
use crate::report::{Role, Text};
use std::cmp::Ordering;

/// How many steps are left.
fn forecast(Forecast { more, goal }: Forecast) -> String {
    let goal = Rational::from_f64(goal).map_or_else(String::new, |n| {
        Decimal::exact_or_rounded(&n, 10).to_string()
    });
    let (steps, bring) = match more {
        1 => ("step", "brings"),
        _ => ("steps", "bring"),
    };
    format!("about {more} more {steps} {bring} it below {goal}")
}

/// Relative difference up to which two curvatures count as one.
const SAME_BEND: f64 = 1e-9;

/// The verdict in words.
pub(super) struct VerdictSentences {
    /// The verdict's word, with the step where it ended early.
    head: String,
    /// What happened.
    rest: String,
    /// Why.
    pub(super) reasons: Vec<String>,
}

impl VerdictSentences {
    /// The first sentence.
    pub(super) fn sentence(&self) -> String {
        format!("{}: {}", self.head, self.rest)
    }
}

impl Descend {
    /// `w = 3` or `(x, y) = (1, 2)`
    fn place(&self, step: &Step) -> String {
        let each: Vec<String> = step.point.iter().map(brief).collect();
        match &self.names[..] {
            [name] if each[0].starts_with(WITHIN) => format!("{name} {}", each[0]),
            [name] => format!("{name} = {}", each[0]),
            names => format!("({}) = ({})", names.join(", "), each.join(", ")),
        }
    }

    /// The steepest slope's size.
    fn steepest(step: &Step) -> Option<WalkNumber> {
        let sizes = step.slope.iter().map(|slope| slope.to_f64().abs());
        let most = sizes.enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
        Some(step.slope[most?.0].size())
    }

    /// The verdict and its reasons.
    pub fn verdict(&self) -> Text {
        let VerdictSentences {
            head,
            rest,
            reasons,
        } = self.said();
        let mut text = Text::new();
        let role = match self.judged.verdict {
            WalkVerdict::Left | WalkVerdict::NoSlope | WalkVerdict::Diverging { .. } => Role::Wrong,
            WalkVerdict::Arrived | WalkVerdict::Zigzag | WalkVerdict::GoingDown => Role::Right,
            WalkVerdict::Stuck { .. }
            | WalkVerdict::Crawling
            | WalkVerdict::NoPattern { .. }
            | WalkVerdict::Unsettled => Role::Tangent,
        };
        text.push(role, head).plain(format!(": {rest}")).line();
        for reason in reasons {
            text.plain(format!("  {reason}")).line();
        }
        text
    }

    /// The first sentence, which starts with the verdict's word, and the reasons.
    pub(super) fn said(&self) -> VerdictSentences {
        let verdict = self.judged.verdict;
        let mut said = VerdictSentences {
            head: verdict.word().to_owned(),
            rest: String::new(),
            reasons: Vec::new(),
        };
        let taken = self.walk.steps.len() - 1;
        let reasons = &mut said.reasons;
        said.rest = match verdict {
            WalkVerdict::Left | WalkVerdict::NoSlope | WalkVerdict::Unsettled => {
                let what = match self.walk.end {
                    WalkEnd::Outside(_) => "J has no value",
                    WalkEnd::Unsettled(_) => "J has a value, and perhaps no slope,",
                    _ => "J has a value but no slope",
                };
                reasons.extend(self.obstacle.iter().cloned());
                reasons.extend(self.last_move());
                said.head = format!("{} at step {}", said.head, self.walk.taken());
                format!("{what} at {}", self.place(self.last()))
            }
            WalkVerdict::Diverging {
                always,
                overshoots,
                downwards,
            } => self.diverging(always, overshoots, downwards, reasons),
            WalkVerdict::Stuck { positions: 1 } => {
                reasons.push("the steps are too small for doubles: they change nothing".into());
                format!("{} stays as it is", self.place(self.last()))
            }
            WalkVerdict::Stuck { positions: 2 } => {
                reasons.extend(self.limit(self.bent.0.0.as_ref()));
                reasons.extend(self.aim(self.bent.0.0.as_ref()));
                self.to_and_fro()
            }
            WalkVerdict::Stuck { positions } => {
                reasons.extend(self.limit(self.bent.1.as_ref()));
                let round = &self.walk.steps[self.walk.steps.len() - positions..];
                let places: Vec<String> = round.iter().map(|step| self.place(step)).collect();
                let places = places.join("; ");
                format!("the walk goes round {positions} positions, {places}")
            }
            WalkVerdict::Arrived => {
                if taken > 0 {
                    reasons.push(self.went());
                }
                reasons.extend(self.floor());
                reasons.extend(self.stopped());
                let slope = Self::steepest(self.last());
                let slope = slope.map_or_else(|| "0".to_owned(), |slope| brief(&slope));
                let after = match self.walk.taken() {
                    0 => "at the start".to_owned(),
                    1 => "after 1 step".to_owned(),
                    all => format!("after {all} steps"),
                };
                let which = match self.names.len() {
                    1 => "the slope",
                    _ => "the largest slope",
                };
                format!("{after} {which} is {slope} at {}", self.place(self.last()))
            }
            WalkVerdict::Zigzag => {
                let how = match *self.unbroken {
                    true => "each step overshoots the lowest point and lands beyond it",
                    false => "each step lands where the slope points back",
                };
                reasons.push(how.into());
                // Beyond a break there may be no lowest point.
                let aim = self.aim(self.bent.1.as_ref());
                reasons.extend(aim.filter(|_| *self.unbroken));
                format!("J fell in every step, {}", self.ends())
            }
            WalkVerdict::Crawling => {
                reasons.extend(self.last_move());
                reasons.extend(self.aim(self.bent.1.as_ref()));
                let steps = if taken == 1 { "step" } else { "steps" };
                format!("J hardly fell in {taken} {steps}, {}", self.ends())
            }
            WalkVerdict::GoingDown => {
                reasons.extend(self.pace());
                reasons.extend(self.forecast.map(forecast));
                format!("J fell in every step, {}", self.ends())
            }
            WalkVerdict::NoPattern { fell, rose } => {
                match self.settings.rule {
                    StepRule::Plain => reasons.extend(self.limit(self.bent.1.as_ref())),
                    StepRule::Momentum(_) | StepRule::Adam if self.turned() => {
                        let past = match *self.unbroken {
                            true => "past the lowest point",
                            false => "on",
                        };
                        reasons.push(format!(
                            "earlier steps carry it {past}, and J rises until it turns"
                        ));
                    }
                    StepRule::Momentum(_) | StepRule::Adam => {}
                }
                let ends = self.ends();
                format!("J fell in {fell} of {taken} steps and rose in {rose}, {ends}")
            }
        };
        if let Some(from) = self.walk.rough_from {
            reasons.push(format!(
                "≈ marks what was computed in doubles: from step {from} on"
            ));
        }
        said
    }

    /// The values at both ends, in texts that differ where they can be told apart.
    fn shown_ends(&self) -> Option<(String, String)> {
        let values = || self.walk.steps.iter().filter_map(|s| s.value.as_ref());
        Some(told_apart(values().next()?, values().next_back()?))
    }

    /// How J went: `from 9 to 0.2533`, or `near 9`.
    fn ends(&self) -> String {
        match self.shown_ends() {
            Some((first, last)) if first == last => format!("near {first}"),
            Some((first, last)) => format!("from {first} to {last}"),
            None => "nowhere".into(),
        }
    }

    /// `J went from 9 to 0.2533`, or `J stayed near 9`.
    fn went(&self) -> String {
        let stays = self.shown_ends().is_some_and(|(first, last)| first == last);
        let went = if stays { "stayed" } else { "went" };
        format!("J {went} {}", self.ends())
    }

    fn diverging(
        &self,
        always: bool,
        overshoots: bool,
        downwards: bool,
        reasons: &mut Vec<String>,
    ) -> String {
        let taken = self.walk.steps.len() - 1;
        let past = self.walk.end == WalkEnd::TooLarge;
        let known = self
            .walk
            .steps
            .iter()
            .filter(|step| step.value.is_some())
            .count();
        let grows = always || self.grows_in_the_end();
        if overshoots && !downwards && grows {
            let each = if always { "each" } else { "in the end each" };
            reasons.push(format!(
                "{each} step overshoots and lands higher on the other side"
            ));
        }
        if !downwards {
            reasons.extend(self.limit(self.bent.0.0.as_ref()));
        } else if !past {
            reasons.extend(self.longer());
        }
        let asked = self.settings.steps;
        if past && !downwards && (1..asked).contains(&taken) {
            reasons.push(format!(
                "it ended at step {} of {asked}: what comes next is past what is computed with",
                self.walk.taken()
            ));
        }
        let ends = self.ends();
        match (downwards, always) {
            _ if taken == 0 || known < 2 => {
                "the first step leads past what is computed with".to_owned()
            }
            (true, _) if past => {
                format!("the steps lead past what is computed with, {}", self.went())
            }
            (true, _) => format!("{}, {ends}", self.fall()),
            (_, true) if known <= taken => {
                format!("J grew in every step until it was past what is computed with, {ends}")
            }
            (_, true) => format!("J grew in every step, {ends}"),
            (_, false) if !grows => {
                format!("the steps lead past what is computed with, {}", self.went())
            }
            (_, false) => format!("J grew step after step in the end, {ends}"),
        }
    }

    /// That `--stop` ended the walk before its steps were taken.
    fn stopped(&self) -> Option<String> {
        let (taken, asked) = (self.walk.taken(), self.settings.steps);
        let stop = self.settings.stop.as_ref()?;
        let early = self.walk.end == WalkEnd::Stopped && taken < asked;
        early.then(|| {
            let stop = brief_rational(stop);
            format!("it ended there, at step {taken} of {asked}: no slope is above {stop}")
        })
    }

    /// `w jumps between 3 and -3 and J stays at 9`
    fn to_and_fro(&self) -> String {
        let [.., before, last] = &self.walk.steps[..] else {
            unreachable!("a walk that goes to and fro has two steps")
        };
        let (one, other) = match self.walk.steps.len() % 2 {
            0 => (before, last),
            _ => (last, before),
        };
        let place = |step: &Step| {
            let each: Vec<String> = step.point.iter().map(brief).collect();
            match &each[..] {
                [single] => single.clone(),
                several => format!("({})", several.join(", ")),
            }
        };
        let value = |step: &Step| step.value.as_ref().map_or_else(String::new, brief);
        let names = &self.names;
        let who = match &names[..] {
            [name] => name.to_owned(),
            _ => format!("({})", names.join(", ")),
        };
        let (a, b) = (value(one), value(other));
        let stays = if a == b {
            format!("J stays at {a}")
        } else {
            format!("J between {a} and {b}")
        };
        format!(
            "{who} jumps between {} and {} and {stays}",
            place(one),
            place(other)
        )
    }

    /// Whether the slope of the only variable changed its sign.
    fn turned(&self) -> bool {
        let slopes = self
            .walk
            .steps
            .iter()
            .filter_map(|step| match &step.slope[..] {
                [slope] => Some(slope.to_f64()),
                _ => None,
            });
        let signs: Vec<f64> = slopes.filter(|s| *s != 0.0).map(f64::signum).collect();
        signs.windows(2).any(|pair| pair[0] != pair[1])
    }

    /// What the last step did, where one variable moved by the plain rule.
    fn last_move(&self) -> Option<String> {
        let [.., before, last] = &self.walk.steps[..] else {
            return None;
        };
        let ([from], [to], [slope]) = (&before.point[..], &last.point[..], &before.slope[..])
        else {
            return None;
        };
        if self.settings.rule != StepRule::Plain {
            return None;
        }
        let equation = equation((from, to), &self.settings.rate, &slope.rational()?)?;
        Some(format!("the last step: {equation}"))
    }

    /// Where the curvature was taken, and the curvature as a fraction, where it is above 0.
    fn bends(&self, bent: Option<&Curvature>) -> Option<(&'static str, Rational)> {
        let bent = bent?;
        let value = bent.value.rational().filter(|n| n.sign().is_gt())?;
        let along = if bent.single {
            "here"
        } else {
            "along the slope"
        };
        Some((along, value))
    }

    /// Whether the curvature is the same at both ends of the walk, as that of a parabola.
    fn is_parabola(&self) -> bool {
        let (first, last) = &*self.bent;
        let value = |bent: &Option<Curvature>| bent.as_ref().map(|bent| bent.value.to_f64());
        match (value(first), value(last)) {
            (Some(first), Some(last)) => (first - last).abs() <= SAME_BEND * first.abs(),
            _ => false,
        }
    }

    /// From which rate on a step lands higher than it started, as a parabola tells.
    fn limit(&self, bent: Option<&Curvature>) -> Option<String> {
        let (along, value) = self.bends(bent)?;
        let (top, shown) = match &self.settings.rule {
            StepRule::Plain => (Rational::integer(2), "2".to_owned()),
            // Heavy ball on a parabola: 0 < α·c < 2(1 + β); Polyak, 1964.
            StepRule::Momentum(beta) => {
                let one = &Rational::integer(1) + beta;
                let shown = format!("2*{}", four(&one));
                (&Rational::integer(2) * &one, shown)
            }
            StepRule::Adam => return None,
        };
        let limit = top.divide(&value)?;
        // Below it a parabola would go down: what this walk does has another reason.
        if self.settings.rate < limit {
            return None;
        }
        let (below, equation) = shown_quotient(&top, &shown, &value, &self.settings.rate)?;
        let bends = format!("the curvature {along} is {}{below}", about(&below, &value));
        Some(format!(
            "{bends}: a rate below {equation} goes down{}",
            match self.is_parabola() {
                true => "",
                false => " at first",
            }
        ))
    }

    /// The rate that leads to the lowest point of the parabola with this curvature.
    fn aim(&self, bent: Option<&Curvature>) -> Option<String> {
        if self.settings.rule != StepRule::Plain {
            return None;
        }
        let (_, value) = self.bends(bent)?;
        let (_, equation) =
            shown_quotient(&Rational::integer(1), "1", &value, &self.settings.rate)?;
        Some(format!(
            "a rate of {equation} aims straight at the lowest point{}",
            match self.is_parabola() {
                true => "",
                false => " of the parabola that fits there",
            }
        ))
    }

    /// What kind of place the walk arrived at, where the curvature tells.
    fn floor(&self) -> Option<String> {
        let slope = &self.last().slope;
        let level = || {
            slope
                .iter()
                .all(|slope| slope.sign().is_some_and(Ordering::is_eq))
        };
        let several = self.names.len() > 1;
        let bent = match several {
            true => None,
            false => Some(self.bent.1.as_ref().filter(|bent| bent.single)?),
        };
        // Where the only slope is exactly 0 the sign of the curvature is enough.
        let sign = bent.filter(|_| level()).and_then(|bent| bent.value.sign());
        let kind = self.stationary.or(sign.and_then(|sign| match sign {
            Ordering::Greater => Some(Stationary::Minimum),
            Ordering::Less => Some(Stationary::Maximum),
            Ordering::Equal => None,
        }));
        let around = match several {
            true => " in every direction: ",
            false => ": ",
        };
        let told = match kind {
            Some(Stationary::Minimum) => format!("above 0{around}a lowest point"),
            Some(Stationary::Maximum) => format!("below 0{around}a top, every way leads down"),
            Some(Stationary::Saddle) => {
                "above 0 in some directions and below 0 in others: a saddle, no lowest point".into()
            }
            None => String::new(),
        };
        let Some(bent) = bent else {
            return Some(match told.is_empty() {
                false => format!("the curvature there is {told}"),
                true if level() => "it is not settled whether this is a lowest point".into(),
                true => "J is nearly level there, but may fall further on".into(),
            });
        };
        let value = bent.value.rational()?;
        let shown = four(&value);
        let shown = format!("{}{shown}", about(&shown, &value));
        Some(match told.is_empty() {
            false => format!("the curvature there is {shown}, {told}"),
            true if level() => {
                format!(
                    "the curvature there is {shown}: it does not tell whether this is a lowest point"
                )
            }
            true => format!(
                "the curvature there is {shown}: the curve is nearly level, but may fall further on"
            ),
        })
    }
}

/// To four digits.
fn four(n: &Rational) -> String {
    Decimal::exact_or_rounded(n, 4).to_string()
}

/// What stands before a number that is not shown as it is.
fn about(shown: &str, n: &Rational) -> &'static str {
    match Rational::from_decimal(shown).as_ref() == Some(n) {
        true => "",
        false => "about ",
    }
}

/// A divisor with as many digits as it takes, and `2/0.31 ≈ 6.452`: an equation that is true of the
/// digits that are shown, and tells the quotient from the rate. Where no few digits show it, what the
/// quotient is about.
fn shown_quotient(
    top: &Rational,
    shown_top: &str,
    divisor: &Rational,
    rate: &Rational,
) -> Option<(String, String)> {
    /// Fewest digits of a rounded number, and most that somebody reads.
    const DIGITS: std::ops::RangeInclusive<usize> = 4..=12;
    let value = top.divide(divisor)?;
    let to = |n: &Rational, digits| Decimal::exact_or_rounded(n, digits).to_string();
    let exact = |text: &str, n: &Rational| about(text, n).is_empty();
    // As many digits as tell on which side of the rate it lies.
    let apart = |digits: &usize| {
        let shown = Rational::from_decimal(&to(&value, *digits));
        shown.is_some_and(|shown| shown.cmp(rate) == value.cmp(rate))
    };
    let places = DIGITS.into_iter().find(apart).unwrap_or(*DIGITS.end());
    let result = to(&value, places);
    let shows = |below: &String| {
        let back = Rational::from_decimal(below).and_then(|below| top.divide(&below));
        // A rounded divisor whose quotient is the result to the last digit would pass for it.
        let passes = |back: &Rational| exact(below, divisor) || !exact(&result, back);
        back.is_some_and(|back| to(&back, places) == result && passes(&back))
    };
    let below = DIGITS.map(|digits| to(divisor, digits)).find(shows);
    Some(match below {
        Some(below) => {
            let sign = match exact(&below, divisor) && exact(&result, &value) {
                true => "=",
                false => "≈",
            };
            let equation = format!("{shown_top}/{below} {sign} {result}");
            (below, equation)
        }
        None => (four(divisor), format!("about {result}")),
    })
}
