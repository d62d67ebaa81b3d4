//! How the ratio nears the slope from row to row while ε shrinks ten times, in a sentence that every
//! row bears out.

use crate::number::decimal::Decimal;
use crate::number::double;
use crate::report::nudge::rows::NudgeRow;
use std::cmp::Ordering;

/// How far the ratio of a row is from the slope.
pub(super) struct Distance {
    /// Without any rounding.
    pub(super) whole: Decimal,
    /// As the row shows it.
    pub(super) shown: Decimal,
}

/// What a step from one row to the next does.
#[derive(Clone, Copy, PartialEq)]
enum Move {
    Closer,
    Away,
    Neither,
}

impl Distance {
    /// Whether what doubles show of a row is no longer what the nudge does: it is off by half of it, or
    /// J changes and doubles show no change.
    pub(super) fn is_rounded(&self, row: &NudgeRow) -> bool {
        let left_out = row.rounding.decimal(1);
        let unseen = row.nudge.change == 0.0 && left_out.is_some_and(|n| !n.is_zero());
        let turned = self.shown.negative != self.whole.negative;
        let times = times(&self.shown, &self.whole);
        self.shown != self.whole && (unseen || turned || (times - 1.0).abs() > 0.5)
    }

    /// Whether the row shows no distance although there is one.
    pub(super) fn is_merged(&self) -> bool {
        self.shown.is_zero() && !self.whole.is_zero()
    }

    /// What the step to the next row does; `None` where it shows another thing than it is.
    pub(super) fn to(&self, next: &Distance) -> Option<Ordering> {
        let shown = compare(&next.shown, &self.shown);
        let whole = compare(&next.whole, &self.whole);
        (shown == Ordering::Equal || shown == whole).then_some(shown)
    }
}

/// Compares sizes.
fn compare(one: &Decimal, other: &Decimal) -> Ordering {
    match (one.is_zero(), other.is_zero()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        // Digits compare as text does: the first is not 0.
        _ => (one.exponent, &one.digits).cmp(&(other.exponent, &other.digits)),
    }
}

/// A number from 1 to 10, the digits before their power of ten.
fn leading(n: &Decimal) -> f64 {
    let (first, rest) = n.digits.split_at(1);
    format!("{first}.{rest}").parse().unwrap_or(f64::NAN)
}

/// How many times as large `one` is as `other`; infinite where that is past what doubles hold, or
/// where `other` is 0.
fn times(one: &Decimal, other: &Decimal) -> f64 {
    match (one.is_zero(), other.is_zero()) {
        (_, true) => f64::INFINITY,
        (true, _) => 0.0,
        _ => {
            let power = double::pow(10.0, (one.exponent - other.exponent) as f64);
            leading(one) / leading(other) * power
        }
    }
}

/// How far a factor may be from a power of ten, itself in powers of ten: a fifth, and twice that where
/// the digits that are shown add to it.
const NEAR: f64 = 0.1;
const NEAR_AS_SHOWN: f64 = 0.2;

/// How far it may be off for the power of ten itself: a hundredth.
const WHOLE: f64 = 0.004;

/// The power of ten by which a step comes closer, and whether it is that power itself; `None` where it
/// is not so `near` one.
fn power(before: &Decimal, after: &Decimal, near: f64) -> Option<(i64, bool)> {
    if before.is_zero() || after.is_zero() {
        return None;
    }
    let part = double::log10(leading(before) / leading(after));
    let off = part - part.round();
    let order = before.exponent - after.exponent + part.round() as i64;
    (order >= 1 && off.abs() < near).then_some((order, off.abs() < WHOLE))
}

/// `10`, `10^49`
fn power_of_ten(order: i64) -> String {
    match u32::try_from(order).ok().filter(|order| *order <= 6) {
        Some(order) => 10_u64.pow(order).to_string(),
        None => format!("10^{order}"),
    }
}

/// How the ratio nears the slope in these rows, two or more of them and not all at the slope. `ends`:
/// what ε is in each; `until`: where they end, if others follow.
pub(super) fn said(rows: &[Distance], ends: &[String], until: &str) -> String {
    let last = rows.len() - 1;
    // From that row on everything is so, seen from the end.
    let since = |so: &dyn Fn(usize) -> bool| (0..last).rev().take_while(|at| so(*at)).last();
    let moves: Vec<Move> = (0..last)
        .map(|at| match rows[at].to(&rows[at + 1]) {
            Some(Ordering::Less) => Move::Closer,
            Some(Ordering::Greater) => Move::Away,
            _ => Move::Neither,
        })
        .collect();
    let at_slope = |row: &Distance| row.whole.is_zero() && row.shown.is_zero();
    if let Some(at) = (1..=last).find(|at| rows[*at..].iter().all(at_slope)) {
        return match (at == last, until) {
            (true, "") => format!("at ε = {} the ratio is the slope", ends[at]),
            _ => format!("from ε = {} on the ratio is the slope{until}", ends[at]),
        };
    }
    // How the ratio goes before the row from which on it comes closer.
    let before = |at: usize, closer: &str| {
        let first = &moves[..at];
        let gone = match first {
            _ if first.iter().all(|step| *step == Move::Closer) => {
                return format!("from ε = {} on {closer}{until}", ends[at]);
            }
            _ if first.iter().all(|step| *step == Move::Away) => "goes away from the slope",
            _ => "does not come steadily closer to the slope",
        };
        let closer = closer.replace("the ratio", "it");
        format!(
            "down to ε = {} the ratio {gone}, from there on {closer}{until}",
            ends[at]
        )
    };
    let powers: Vec<Option<(i64, bool)>> = rows
        .windows(2)
        .map(|pair| {
            let (order, exactly) = power(&pair[0].whole, &pair[1].whole, NEAR)?;
            let (shown, as_shown) = power(&pair[0].shown, &pair[1].shown, NEAR_AS_SHOWN)?;
            (order == shown).then_some((order, exactly && as_shown))
        })
        .collect();
    if let Some((order, _)) = powers[last - 1] {
        let same = |at: usize| powers[at].is_some_and(|(other, _)| other == order);
        let at = since(&same).unwrap_or(last - 1);
        let exactly = powers[at..].iter().flatten().all(|(_, exactly)| *exactly);
        let about = if exactly { "" } else { "about " };
        let times = power_of_ten(order);
        if at == 0 {
            return format!(
                "ε shrinks 10 times, the ratio comes {about}{times} times closer to the slope{until}"
            );
        }
        // One step of several is no rule.
        if at + 1 < last {
            let closer = format!(
                "the ratio comes {about}{times} times closer to the slope each time ε shrinks 10 times"
            );
            return before(at, &closer);
        }
    }
    match since(&|at| moves[at] == Move::Closer) {
        Some(0) => format!("as ε shrinks, the ratio comes closer to the slope{until}"),
        Some(at) => before(at, "the ratio comes closer to the slope"),
        None => {
            let gone = match moves.iter().all(|step| *step == Move::Away) {
                true => "goes away from the slope",
                false => "does not come steadily closer to the slope",
            };
            let rows = until.strip_prefix(", ").unwrap_or("in these rows");
            format!("{rows} the ratio {gone}: no ε is small enough yet")
        }
    }
}
