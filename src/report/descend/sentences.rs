//! The verdict on a walk in words, with its reasons in terms of slope and curvature.

use crate::descent::{Curvature, Stationary, Step, StepRule, WalkEnd, WalkNumber, WalkVerdict};
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::descend::Descend;
use crate::report::descend::numbers::{WITHIN, brief, brief_rational, told_apart};
use crate::report::descend::pace::equation;
use crate::report::{Role, Text};

/// `from 9 to 0.2533`
fn from_to(first: &WalkNumber, last: &WalkNumber) -> String {
    let (first, last) = told_apart(first, last);
    format!("from {first} to {last}")
}

/// How many steps are left.
fn forecast(more: u64, goal: f64) -> String {
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

/// How near a level place has to be, relative to the position or to 1, to be where a walk arrived.
const NEAR: f64 = 1e-3;

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
            WalkVerdict::Arrived | WalkVerdict::Zigzag | WalkVerdict::GoingDown { .. } => {
                Role::Right
            }
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
                    reasons.push(format!("J went {}", self.ends()));
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
                format!(
                    "{after} the slope is {slope} at {}",
                    self.place(self.last())
                )
            }
            WalkVerdict::Zigzag => {
                reasons.push("each step overshoots the lowest point and lands beyond it".into());
                reasons.extend(self.aim(self.bent.1.as_ref()));
                format!("J fell in every step, {}", self.ends())
            }
            WalkVerdict::Crawling => {
                reasons.extend(self.last_move());
                reasons.extend(self.aim(self.bent.1.as_ref()));
                let steps = if taken == 1 { "step" } else { "steps" };
                format!("J hardly fell in {taken} {steps}, {}", self.ends())
            }
            WalkVerdict::GoingDown { more, goal, .. } => {
                reasons.extend(self.pace());
                reasons.extend(more.map(|more| forecast(more, goal)));
                format!("J fell in every step, {}", self.ends())
            }
            WalkVerdict::NoPattern { fell, rose } => {
                match self.settings.rule {
                    StepRule::Plain => reasons.extend(self.limit(self.bent.1.as_ref())),
                    StepRule::Momentum(_) | StepRule::Adam if self.turned() => reasons.push(
                        "earlier steps carry it past the lowest point, and J rises until it turns"
                            .into(),
                    ),
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

    /// How J went: `from 9 to 0.2533`.
    fn ends(&self) -> String {
        let values = || self.walk.steps.iter().filter_map(|s| s.value.as_ref());
        match (values().next(), values().next_back()) {
            (Some(first), Some(last)) => from_to(first, last),
            _ => "nowhere".into(),
        }
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
                format!("the steps lead past what is computed with, J went {ends}")
            }
            (true, _) => format!("{}, {ends}", self.fall()),
            (_, true) if known <= taken => {
                format!("J grew in every step until it was past what is computed with, {ends}")
            }
            (_, true) => format!("J grew in every step, {ends}"),
            (_, false) if !grows => {
                format!("the steps lead past what is computed with, J went {ends}")
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

    /// `the curvature here is 2`, and the curvature as a fraction, where it is above 0.
    fn bends(&self, bent: Option<&Curvature>) -> Option<(String, Rational)> {
        let bent = bent?;
        let value = bent.value.rational().filter(|n| n.sign().is_gt())?;
        let along = if bent.single {
            "here"
        } else {
            "along the slope"
        };
        Some((format!("the curvature {along} is {}", four(&value)), value))
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
        let (bends, value) = self.bends(bent)?;
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
        let sign = equals(&value, &limit);
        Some(format!(
            "{bends}: a rate below {shown}/{} {sign} {} goes down{}",
            four(&value),
            four(&limit),
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
        let best = value.reciprocal()?;
        let sign = equals(&value, &best);
        Some(format!(
            "a rate of 1/{} {sign} {} aims straight at the lowest point{}",
            four(&value),
            four(&best),
            match self.is_parabola() {
                true => "",
                false => " of the parabola that fits there",
            }
        ))
    }

    /// What kind of place the walk arrived at, where the curvature tells.
    fn floor(&self) -> Option<String> {
        if self.names.len() > 1 {
            let told = match *self.stationary {
                Some(Stationary::Minimum) => "above 0 in every direction: a lowest point",
                Some(Stationary::Maximum) => {
                    "below 0 in every direction: a top, every way leads down"
                }
                Some(Stationary::Saddle) => {
                    "above 0 in some directions and below 0 in others: a saddle, no lowest point"
                }
                None => return None,
            };
            return Some(format!("the curvature there is {told}"));
        }
        let bent = self.bent.1.as_ref().filter(|bent| bent.single)?;
        let value = bent.value.rational()?;
        let shown = four(&value);
        let last = self.last();
        // On a parabola the level place is slope/curvature away.
        let slope = last.slope.first()?.to_f64().abs();
        let away = slope / value.to_f64().abs();
        let near = NEAR * last.point.first()?.to_f64().abs().max(1.0);
        // Without any curvature there is no parabola, and the distance is infinite.
        if slope > 0.0 && (away.is_nan() || away >= near) {
            return Some(format!(
                "the curvature there is {shown}: the curve is nearly level, but may fall further on"
            ));
        }
        Some(match value.sign() {
            std::cmp::Ordering::Greater => {
                format!("the curvature there is {shown}, above 0: a lowest point")
            }
            std::cmp::Ordering::Less => {
                format!("the curvature there is {shown}, below 0: a top, every way leads down")
            }
            std::cmp::Ordering::Equal => {
                "the curvature there is 0: it does not tell whether this is a lowest point".into()
            }
        })
    }
}

/// To four digits.
fn four(n: &Rational) -> String {
    Decimal::exact_or_rounded(n, 4).to_string()
}

/// `=` where both numbers are shown as they are.
fn equals(a: &Rational, b: &Rational) -> &'static str {
    let whole = |n: &Rational| Decimal::exact_or_rounded(n, 4).exact;
    if whole(a) && whole(b) { "=" } else { "≈" }
}
