//! How slope and steps of a walk go on from row to row, in sentences that every row bears out.

use crate::descent::{Step, WalkNumber};
use crate::number::decimal::Decimal;
use crate::number::double;
use crate::number::rational::Rational;
use crate::report::descend::numbers::{brief_rational, told_apart};
use crate::report::descend::{DATA_DIGITS, Descend};

/// How much the slope has to grow in a step to say that no lowest point is in sight: in a bent valley
/// it grows a little as well.
const GROWING: f64 = 1.05;

/// How far factors may be apart to count as one, as a part of their logarithms.
const STEADY: f64 = 0.15;

/// Fewest steps that make a rule of what the walk does in the end.
const FEWEST_STEPS: usize = 3;

/// To two digits, or as many more as tell it from 1; `None` where it is no number.
fn factor(x: f64) -> Option<String> {
    let n = Rational::from_f64(x)?;
    let told = (2..=DATA_DIGITS)
        .map(|digits| Decimal::exact_or_rounded(&n, digits).to_string())
        .find(|text| text != "1");
    Some(told.unwrap_or_else(|| "1".into()))
}

/// The first place from which on all are so; their number where the last one is not.
fn since<T>(all: &[T], so: impl Fn(&T) -> bool) -> usize {
    all.len() - all.iter().rev().take_while(|one| so(one)).count()
}

/// The first place from which on each number is larger than the one before; the last place where not
/// even that one is.
fn growing_since(sizes: &[f64]) -> usize {
    let pairs: Vec<&[f64]> = sizes.windows(2).collect();
    since(&pairs, |pair| pair[1] > pair[0])
}

/// The slope as a direction of length 1, and its length.
fn direction(step: &Step) -> (Vec<f64>, f64) {
    let slope: Vec<f64> = step.slope.iter().map(WalkNumber::to_f64).collect();
    // Squares may be past what doubles hold.
    let size = slope.iter().fold(0.0, |size, s| double::hypot(size, *s));
    (slope.iter().map(|s| s / size).collect(), size)
}

impl Descend {
    /// Whether the slope turned back somewhere: beyond that place lies a lowest point, or a break.
    fn turns_back(&self) -> bool {
        let slopes: Vec<(Vec<f64>, f64)> = self.walk.steps.iter().map(direction).collect();
        slopes.windows(2).any(|pair| back(&pair[0].0, &pair[1].0))
    }

    /// How the slope's size goes on.
    pub(super) fn pace(&self) -> Option<String> {
        let slopes: Vec<(Vec<f64>, f64)> = self.walk.steps.iter().map(direction).collect();
        let ratios: Vec<f64> = slopes
            .windows(2)
            .map(|pair| pair[1].1 / pair[0].1)
            .collect();
        let by = *ratios.last()?;
        let times = factor(by).filter(|_| by != 1.0)?;
        let does = if by > 1.0 { "grows" } else { "shrinks" };
        let same = |ratio: &f64| {
            let (log, off) = (double::ln(by), double::ln(*ratio) - double::ln(by));
            off.abs() <= STEADY * log.abs()
        };
        let steady = since(&ratios, same);
        let pairs: Vec<&[(Vec<f64>, f64)]> = slopes.windows(2).collect();
        let turned = since(&pairs, |pair| back(&pair[0].0, &pair[1].0));
        if self.names.len() == 1 && turned < ratios.len() {
            let from = steady.max(turned);
            return Some(if ratios.len() - from >= FEWEST_STEPS {
                let from = self.walk.before + from + 1;
                format!(
                    "from step {from} on the slope changes its sign in each step and {does} by about \
                     {times} per step"
                )
            } else {
                format!(
                    "in the last step the slope changes its sign and {does} by a factor of about {times}"
                )
            });
        }
        let along = |ratio: &f64| (*ratio > 1.0) == (by > 1.0) && *ratio != 1.0;
        let always = since(&ratios, along) == 0;
        let mut rule = true;
        let said = match ratios.len() - steady {
            _ if steady == 0 => format!("the slope {does} by about {times} per step"),
            FEWEST_STEPS.. => {
                let from = self.walk.before + steady + 1;
                format!("from step {from} on the slope {does} by about {times} per step")
            }
            _ if always => {
                format!("the slope {does} in every step, in the last by a factor of about {times}")
            }
            _ => {
                rule = false;
                format!("in the last step the slope {does} by a factor of about {times}")
            }
        };
        let sight = match rule && by > GROWING && !self.turns_back() {
            true => ": no lowest point is in sight",
            false => "",
        };
        Some(format!("{said}{sight}"))
    }

    /// Since when every step is longer than the one before; else how the slope goes on.
    pub(super) fn longer(&self) -> Option<String> {
        let lengths: Vec<f64> = self.walk.steps.windows(2).map(length).collect();
        let from = growing_since(&lengths);
        let said = match lengths.len().saturating_sub(from + 1) {
            0 => return self.pace(),
            _ if from == 0 => "every step is longer than the one before".to_owned(),
            FEWEST_STEPS.. => {
                let from = self.walk.before + from + 2;
                format!("from step {from} on every step is longer than the one before")
            }
            _ => return self.pace(),
        };
        Some(match self.turns_back() {
            true => said,
            false => format!("{said}: no lowest point is in sight"),
        })
    }

    /// How J fell in a walk in which it fell in every step, at least in the end, before where it went.
    pub(super) fn fall(&self) -> String {
        let changes: Vec<f64> = self.judged.changes.iter().map(|c| -c.to_f64()).collect();
        let from = growing_since(&changes);
        let first = since(&changes, |change| *change > 0.0);
        if first > 0 {
            let faster = if from <= first {
                " faster and faster"
            } else {
                ""
            };
            let first = self.walk.before + first + 1;
            return format!("J fell in every step from step {first} on{faster}");
        }
        match changes.len().saturating_sub(from + 1) {
            1.. if from == 0 => "J fell faster and faster".to_owned(),
            FEWEST_STEPS.. => {
                let from = self.walk.before + from + 2;
                format!("J fell in every step, from step {from} on faster and faster")
            }
            _ => "J fell in every step".to_owned(),
        }
    }

    /// Whether J grew in the last few steps, one after the other.
    pub(super) fn grows_in_the_end(&self) -> bool {
        let changes: Vec<f64> = self.judged.changes.iter().map(WalkNumber::to_f64).collect();
        changes.len() - since(&changes, |change| *change > 0.0) > 1
    }
}

/// Whether two directions point against each other.
fn back(one: &[f64], other: &[f64]) -> bool {
    one.iter().zip(other).map(|(a, b)| a * b).sum::<f64>() < 0.0
}

/// How long a step is.
fn length(pair: &[Step]) -> f64 {
    let each = pair[0].point.iter().zip(&pair[1].point);
    each.fold(0.0, |length, (from, to)| {
        double::hypot(length, to.minus(from).to_f64())
    })
}

/// A step of one variable as an equation that is true of the digits that are shown; `None` where these
/// do not show it.
pub(super) fn equation(
    (from, to): (&WalkNumber, &WalkNumber),
    rate: &Rational,
    slope: &Rational,
) -> Option<String> {
    /// Most digits of numbers that are written out to be exact.
    const WHOLE: usize = 12;
    /// Most digits to which they are written to show the step.
    const MOST: usize = 40;
    let read = |text: &str| Rational::from_decimal(text);
    let decimal = |n: &Rational, digits| Decimal::exact_or_rounded(n, digits).to_string();
    let (sign, size) = match slope.is_negative() {
        true => ("+", slope.abs()),
        false => ("-", slope.clone()),
    };
    let length = (rate * slope).abs();
    let rate = decimal(rate, 10);
    // Four places are too few digits of a small slope.
    let short = brief_rational(&size);
    let near = |text: &str| read(text).is_some_and(|n| is_within(&(&n - &size), &size, 10_000));
    let short = if near(&short) {
        short
    } else {
        decimal(&size, 5)
    };
    let both = |digits: usize| {
        let one = from.decimal(digits)?.to_string();
        Some((one, to.decimal(digits)?.to_string()))
    };
    // What the sides of the equation differ by.
    let off = |(one, other): &(String, String), size: &str| {
        let moved = &read(&rate)? * &read(size)?;
        let moved = if sign == "+" { -&moved } else { moved };
        Some(&(&read(one)? - &moved) - &read(other)?)
    };
    let brief = || std::iter::once(Some(told_apart(from, to)));
    let exact = brief()
        .chain((5..=WHOLE).map(both))
        .flatten()
        .find_map(|ends| {
            let mut sizes = [short.clone(), decimal(&size, WHOLE)].into_iter();
            let size = sizes.find(|text| read(text).as_ref() == Some(&size))?;
            off(&ends, &size).filter(Rational::is_zero)?;
            Some((ends, size, "="))
        });
    let rounded = || {
        let near = |ends: &(String, String)| {
            off(ends, &short).is_some_and(|off| is_within(&off, &length, 100))
        };
        let ends = brief().chain((5..=MOST).map(both)).flatten().find(near)?;
        Some((ends, short.clone(), "≈"))
    };
    let ((one, other), size, equals) = exact.or_else(rounded)?;
    let long = brief_rational(&length);
    let about = match read(&long) == Some(length) {
        true => "",
        false => "about ",
    };
    Some(format!(
        "{one} {sign} {rate}*{size} {equals} {other}, which is {about}{long} long"
    ))
}

/// Whether `off` is at most one part in so many of `whole`.
fn is_within(off: &Rational, whole: &Rational, parts: i64) -> bool {
    &off.abs() * &Rational::integer(parts) <= whole.abs()
}
