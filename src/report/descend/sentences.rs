//! The verdict on a walk in words, with its reasons in terms of slope and curvature.

use crate::descent::{Curvature, End, Number, Rule, Step, Verdict};
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::report::columns;
use crate::report::descend::table::PLACES;
use crate::report::descend::{DATA_DIGITS, Descend};
use crate::report::{Role, Text};

/// A number in a sentence, as the table shows it but without zeros at the end.
pub(super) fn brief(number: &Number) -> String {
    let Some(n) = number.rational() else {
        return "more than is computed with".into();
    };
    brief_rational(&n)
}

fn brief_rational(n: &Rational) -> String {
    let size = n.abs().to_f64();
    let decimal = if n.is_zero() || (0.01..1e8).contains(&size) {
        Decimal::rounded_to_places(n, PLACES)
    } else {
        Decimal::exact_or_rounded(n, 5)
    };
    decimal.to_string()
}

/// `from 9 to 0.2533`; where the table's digits do not tell the two apart, with as many as do.
fn from_to(first: &Number, last: &Number) -> String {
    let (mut one, mut other) = (brief(first), brief(last));
    if one == other
        && let (Some(first), Some(last)) = (first.rational(), last.rational())
    {
        (one, other) = columns::apart(&first, &last, PLACES + 1);
    }
    format!("from {one} to {other}")
}

/// To two digits, or as many more as tell it from 1.
fn factor(x: f64) -> String {
    let Some(n) = Rational::from_f64(x) else {
        return "a lot".into();
    };
    (2..=DATA_DIGITS)
        .map(|digits| Decimal::exact_or_rounded(&n, digits).to_string())
        .find(|text| text != "1")
        .unwrap_or_else(|| "1".into())
}

/// How near a level place has to be, relative to the position or to 1, to be where a walk arrived.
const NEAR: f64 = 1e-3;

impl Descend {
    /// `w = 3` or `(x, y) = (1, 2)`
    fn place(&self, step: &Step) -> String {
        let each: Vec<String> = step.point.iter().map(brief).collect();
        match &self.names[..] {
            [name] => format!("{name} = {}", each[0]),
            names => format!("({}) = ({})", names.join(", "), each.join(", ")),
        }
    }

    /// The steepest slope's size.
    fn steepest(step: &Step) -> Option<Rational> {
        let sizes = step.slope.iter().filter_map(Number::rational);
        sizes.map(|n| n.abs()).max()
    }

    /// The verdict and its reasons.
    pub fn verdict(&self) -> Text {
        let (head, reasons) = self.sentences();
        let mut text = Text::new();
        let role = match self.judged.verdict {
            Verdict::Left | Verdict::NoSlope | Verdict::Diverging { .. } => Role::Wrong,
            Verdict::Arrived | Verdict::Zigzag | Verdict::GoingDown { .. } => Role::Right,
            Verdict::Stuck { .. } | Verdict::Crawling | Verdict::NoPattern { .. } => Role::Tangent,
        };
        match head.split_once(": ") {
            Some((word, rest)) => text.push(role, word).plain(format!(": {rest}")),
            None => text.push(role, head),
        };
        text.line();
        for reason in reasons {
            text.plain(format!("  {reason}")).line();
        }
        text
    }

    /// The first sentence, which starts with the verdict's word, and the reasons.
    pub(super) fn sentences(&self) -> (String, Vec<String>) {
        let verdict = self.judged.verdict;
        let word = verdict.word();
        let taken = self.walk.steps.len() - 1;
        let steps = &self.walk.steps;
        let values: Vec<&Number> = steps.iter().filter_map(|s| s.value.as_ref()).collect();
        let ends = || match (values.first(), values.last()) {
            (Some(first), Some(last)) => from_to(first, last),
            _ => "nowhere".into(),
        };
        let mut reasons = Vec::new();
        let head = match verdict {
            Verdict::Left | Verdict::NoSlope => {
                let what = match self.walk.end {
                    End::Outside(_) => "J has no value",
                    _ => "J has a value but no slope",
                };
                reasons.extend(self.obstacle.iter().cloned());
                reasons.extend(self.last_move());
                format!(
                    "{word} at step {taken}: {what} at {}",
                    self.place(self.last())
                )
            }
            Verdict::Diverging {
                always,
                overshoots,
                downwards,
            } => {
                if overshoots {
                    reasons.push("each step overshoots and lands higher on the other side".into());
                }
                reasons.extend(self.limit(self.bent.0.0.as_ref()));
                match (downwards, always) {
                    _ if taken == 0 => {
                        format!("{word}: the first step leads past what is computed with")
                    }
                    (true, _) => {
                        format!(
                            "{word}: the steps lead past what is computed with, J went {}",
                            ends()
                        )
                    }
                    (_, true) => format!("{word}: J grew in every step, {}", ends()),
                    (_, false) => format!("{word}: J grew step after step in the end, {}", ends()),
                }
            }
            Verdict::Stuck { positions: 1 } => {
                reasons.push("the steps are too small for doubles: they change nothing".into());
                format!("{word}: {} stays as it is", self.place(self.last()))
            }
            Verdict::Stuck { positions: 2 } => {
                reasons.extend(self.limit(self.bent.0.0.as_ref()));
                reasons.extend(self.aim(self.bent.0.0.as_ref()));
                self.to_and_fro()
            }
            Verdict::Stuck { positions } => {
                reasons.extend(self.limit(self.bent.1.as_ref()));
                let round = &self.walk.steps[self.walk.steps.len() - positions..];
                let places: Vec<String> = round.iter().map(|step| self.place(step)).collect();
                format!(
                    "{word}: the walk goes round {positions} positions, {}",
                    places.join("; ")
                )
            }
            Verdict::Arrived => {
                if taken > 0 {
                    reasons.push(format!("J went {}", ends()));
                }
                reasons.extend(self.floor());
                let slope = Self::steepest(self.last()).unwrap_or_else(Rational::zero);
                let after = match taken {
                    0 => "at the start".to_owned(),
                    1 => "after 1 step".to_owned(),
                    _ => format!("after {taken} steps"),
                };
                format!(
                    "{word}: {after} the slope is {} at {}",
                    brief_rational(&slope),
                    self.place(self.last())
                )
            }
            Verdict::Zigzag => {
                reasons.push("each step overshoots the lowest point and lands beyond it".into());
                reasons.extend(self.aim(self.bent.1.as_ref()));
                format!("{word}: J fell in every step, {}", ends())
            }
            Verdict::Crawling => {
                reasons.extend(self.last_move());
                reasons.extend(self.aim(self.bent.1.as_ref()));
                format!("{word}: J hardly fell in {taken} steps, {}", ends())
            }
            Verdict::GoingDown {
                factor: by,
                more,
                goal,
            } => {
                if by < 1.0 {
                    reasons.push(format!(
                        "the slope shrinks by about {} per step",
                        factor(by)
                    ));
                } else if by > 1.0 {
                    reasons.push(format!(
                        "the slope grows by about {} per step: no lowest point is in sight",
                        factor(by)
                    ));
                }
                if let Some(more) = more {
                    let goal = Rational::from_f64(goal).map_or_else(String::new, |n| {
                        Decimal::exact_or_rounded(&n, 10).to_string()
                    });
                    let (steps, bring) = if more == 1 {
                        ("step", "brings")
                    } else {
                        ("steps", "bring")
                    };
                    reasons.push(format!("about {more} more {steps} {bring} it below {goal}"));
                }
                format!("{word}: J fell in every step, {}", ends())
            }
            Verdict::NoPattern { fell, rose } => {
                match self.settings.rule {
                    Rule::Plain => reasons.extend(self.limit(self.bent.1.as_ref())),
                    Rule::Momentum(_) | Rule::Adam if self.turned() => reasons.push(
                        "earlier steps carry it past the lowest point, and J rises until it turns"
                            .into(),
                    ),
                    Rule::Momentum(_) | Rule::Adam => {}
                }
                format!(
                    "{word}: J fell in {fell} of {taken} steps and rose in {rose}, {}",
                    ends()
                )
            }
        };
        if let Some(from) = self.walk.rough_from {
            reasons.push(format!(
                "≈ marks what was computed in doubles: from step {from} on"
            ));
        }
        (head, reasons)
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
            "stuck: {who} jumps between {} and {} and {stays}",
            place(one),
            place(other)
        )
    }

    /// Did the slope of the only variable change its sign?
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
        if self.settings.rule != Rule::Plain {
            return None;
        }
        let rate = Decimal::exact_or_rounded(&self.settings.rate, 10);
        let slope = slope.rational()?;
        let product = &self.settings.rate * &slope;
        let (sign, size) = match slope.is_negative() {
            true => ("+", slope.abs()),
            false => ("-", slope),
        };
        Some(format!(
            "the last step: {} {sign} {rate}*{} = {}, which is {} long",
            brief(from),
            brief_rational(&size),
            brief(to),
            brief_rational(&product.abs())
        ))
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

    /// From which rate on a step lands higher than it started, as a parabola tells.
    fn limit(&self, bent: Option<&Curvature>) -> Option<String> {
        let (bends, value) = self.bends(bent)?;
        let (top, shown) = match &self.settings.rule {
            Rule::Plain => (Rational::integer(2), "2".to_owned()),
            // Heavy ball on a parabola: 0 < α·c < 2(1 + β); Polyak, 1964.
            Rule::Momentum(beta) => {
                let one = &Rational::integer(1) + beta;
                let shown = format!("2*{}", four(&one));
                (&Rational::integer(2) * &one, shown)
            }
            Rule::Adam => return None,
        };
        let limit = top.divide(&value)?;
        let sign = equals(&value, &limit);
        Some(format!(
            "{bends}: a rate below {shown}/{} {sign} {} goes down",
            four(&value),
            four(&limit)
        ))
    }

    /// The rate that leads to the lowest point of the parabola with this curvature.
    fn aim(&self, bent: Option<&Curvature>) -> Option<String> {
        if self.settings.rule != Rule::Plain {
            return None;
        }
        let (_, value) = self.bends(bent)?;
        let best = value.reciprocal()?;
        let sign = equals(&value, &best);
        Some(format!(
            "a rate of 1/{} {sign} {} aims straight at the lowest point",
            four(&value),
            four(&best)
        ))
    }

    /// What kind of place the walk arrived at, where the curvature tells.
    fn floor(&self) -> Option<String> {
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
                "the curvature there is 0: a lowest point or a level stretch".into()
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
