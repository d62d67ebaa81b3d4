//! Round numbers along an axis.

use crate::number::double;
use crate::picture::Axis;

/// From here on in either direction labels have an exponent.
const LARGE: i32 = 6;
const SMALL: i32 = -4;

/// Steps by which the ends of an axis may be off.
const ROUNDING: f64 = 1e-9;

/// A number on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where.
    pub at: f64,
    /// As it is written.
    pub label: String,
}

/// The steps from one tick to the next, in tens: significand and its own power of ten.
const STEPS: [(i128, i32); 4] = [(1, 0), (2, 0), (25, -1), (5, 0)];

/// A step: `significand·10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    significand: i128,
    exponent: i32,
}

impl Step {
    fn size(self) -> f64 {
        self.significand as f64 * power(self.exponent)
    }
}

fn power(exponent: i32) -> f64 {
    // Parsed, since a product of tens is off by a unit for some.
    format!("1e{exponent}").parse().unwrap_or(f64::NAN)
}

/// The round step at least as long as `least`.
fn step(least: f64) -> Option<Step> {
    if !(least.is_finite() && least > 0.0) {
        return None;
    }
    let first = double::floor(double::log10(least)) as i32 - 1;
    (first..first + 4)
        .flat_map(|exponent| {
            STEPS.map(|(significand, own)| Step {
                significand,
                exponent: exponent + own,
            })
        })
        // What is shown in a cell more or less is no reason for a wider step.
        .find(|step| step.size() >= least * 0.999)
}

/// Round numbers on the axis, at least `apart` of its length from each to the next; a little less where
/// that leaves a single one, which gives no scale.
pub fn ticks(axis: &Axis, apart: f64) -> Vec<Tick> {
    const LESS: f64 = 0.6;
    let found = spaced(axis, apart);
    match found.len() {
        0 | 1 => {
            let closer = spaced(axis, LESS * apart);
            if closer.len() > found.len() {
                closer
            } else {
                found
            }
        }
        _ => found,
    }
}

fn spaced(axis: &Axis, apart: f64) -> Vec<Tick> {
    let Some(step) = step(axis.span() * apart) else {
        return Vec::new();
    };
    let size = step.size();
    // 0.3 is less than 3 times 0.1 in doubles, and still a tick of an axis that ends there.
    let (first, last) = (
        double::ceil(axis.low / size - ROUNDING),
        double::floor(axis.high / size + ROUNDING),
    );
    // Past this the numbers of an axis are no longer told apart by doubles.
    if first.abs() > 1e15 || last.abs() > 1e15 || last - first > 1e4 {
        return Vec::new();
    }
    let largest = (axis.low.abs().max(axis.high.abs())).max(size);
    let long = double::floor(double::log10(largest)) as i32;
    let scientific = long >= LARGE || step.exponent < SMALL - 2 || long < SMALL;
    let all = |scientific: bool| {
        let tick = |k: i64| {
            let significand = i128::from(k) * step.significand;
            Tick {
                at: parsed(significand, step.exponent),
                label: written(significand, step.exponent, scientific),
            }
        };
        (first as i64..=last as i64).map(tick).collect::<Vec<_>>()
    };
    let longest = |ticks: &[Tick]| ticks.iter().map(|tick| tick.label.len()).max();
    // Numbers that differ only in their last digits are shorter without an exponent.
    match scientific {
        true if longest(&all(false)) < longest(&all(true)) => all(false),
        scientific => all(scientific),
    }
}

/// A round number of about that size, at most it: 1, 2 or 5 of some power of ten.
pub fn round_below(size: f64) -> f64 {
    let size = size.abs();
    if !(size.is_finite() && size > 0.0) {
        return 1.0;
    }
    let exponent = double::floor(double::log10(size)) as i32;
    let fits = |n: &i128| parsed(*n, exponent) <= size * 1.000_001;
    [5, 2, 1]
        .iter()
        .find(|n| fits(n))
        .map_or(power(exponent), |n| parsed(*n, exponent))
}

/// The least round number that is not below a size: 1, 2, 2.5 or 5 of some power of ten.
pub fn round_above(size: f64) -> f64 {
    step(size).map_or(1.0, Step::size)
}

fn parsed(significand: i128, exponent: i32) -> f64 {
    format!("{significand}e{exponent}")
        .parse()
        .unwrap_or(f64::NAN)
}

fn written(significand: i128, exponent: i32, scientific: bool) -> String {
    if significand == 0 {
        return "0".to_owned();
    }
    let (mut digits, mut exponent) = (significand.unsigned_abs().to_string(), exponent);
    while digits.len() > 1 && digits.ends_with('0') {
        digits.pop();
        exponent += 1;
    }
    let sign = if significand < 0 { "-" } else { "" };
    let long = digits.len() as i32 + exponent - 1;
    if scientific {
        let (first, rest) = digits.split_at(1);
        let rest = match rest {
            "" => String::new(),
            rest => format!(".{rest}"),
        };
        return format!("{sign}{first}{rest}e{long}");
    }
    if exponent >= 0 {
        return format!("{sign}{digits}{}", "0".repeat(exponent as usize));
    }
    let places = exponent.unsigned_abs() as usize;
    if digits.len() <= places {
        digits = format!("{}{digits}", "0".repeat(places + 1 - digits.len()));
    }
    let (whole, fraction) = digits.split_at(digits.len() - places);
    format!("{sign}{whole}.{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64, apart: f64) -> String {
        let axis = Axis {
            name: String::new(),
            low,
            high,
        };
        let all = ticks(&axis, apart).into_iter().map(|tick| tick.label);
        all.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_round_and_exact() {
        for (low, high, apart, expected) in [
            (-5.0, 5.0, 8.0 / 72.0, "-4 -2 0 2 4"),
            (-3.0, 25.0, 3.0 / 18.0, "0 5 10 15 20 25"),
            (0.0, 12.5, 3.0 / 15.0, "0 2.5 5 7.5 10 12.5"),
            (0.0, 0.3, 0.3, "0 0.1 0.2 0.3"),
            (-9.9, 9.9, 0.3, "-5 0 5"),
            (0.0, 5e-7, 0.3, "0 2e-7 4e-7"),
            (-3e8, 3e8, 0.3, "-2e8 0 2e8"),
            (
                9_999_999_995.0,
                10_000_000_005.0,
                0.5,
                "9999999995 10000000000 10000000005",
            ),
            (999.0, 1001.0, 0.4, "999 1000 1001"),
            (1e-3, 2e-3, 0.4, "0.001 0.0015 0.002"),
            (5.0, 5.0, 0.3, ""),
            (f64::NEG_INFINITY, 5.0, 0.3, ""),
        ] {
            assert_eq!(labels(low, high, apart), expected, "{low} to {high}");
        }
    }

    #[test]
    fn round_sizes() {
        for (size, below, above) in [(1.0, 1.0, 1.0), (7.0, 5.0, 10.0), (0.3, 0.2, 0.5)] {
            assert_eq!(round_below(size), below);
            assert_eq!(round_above(size), above);
        }
        assert_eq!(round_below(0.0), 1.0);
    }
}
