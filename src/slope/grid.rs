//! Points in equal steps: `0:10:0.01`, the end included where a step meets it; with several variables
//! `x=0:1:0.1,y=2`.

use crate::expression::names::same;
use crate::notation::coordinates::coordinates;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use std::fmt;

/// Most points of a grid: hours of work, and a count that fits any counter.
pub const MAX_POINTS: u64 = 10_000_000_000;

/// Digits up to which a coordinate is written as a decimal; one that has more is a fraction.
const DECIMAL_DIGITS: usize = 60;

/// The values that one variable takes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Axis {
    /// One, as it was written.
    Fixed(String),
    /// These, in exact steps.
    Steps {
        from: Rational,
        step: Rational,
        count: u64,
    },
}

impl Axis {
    fn count(&self) -> u64 {
        match self {
            Axis::Fixed(_) => 1,
            Axis::Steps { count, .. } => *count,
        }
    }

    fn value(&self, index: u64) -> String {
        match self {
            Axis::Fixed(text) => text.clone(),
            Axis::Steps { from, step, .. } => {
                let index = Rational::integer(index as i64);
                let value = from + &(&index * step);
                let decimal = Decimal::exact_or_rounded(&value, DECIMAL_DIGITS);
                match decimal.exact {
                    true => decimal.to_string(),
                    false => value.to_string(),
                }
            }
        }
    }
}

/// Points in equal steps, the last variable in the fastest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    axes: Vec<Axis>,
}

/// Why a text is no grid.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoGrid {
    /// A part of it is no number.
    Unread(String),
    /// The steps lead away from the end, or nowhere.
    NeverThere(String),
    /// More points than [`MAX_POINTS`].
    TooMany,
    /// A variable of the function has no value.
    Missing(String),
    /// Several variables, and the text names none.
    Unnamed,
}

impl fmt::Display for NoGrid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoGrid::Unread(text) => write!(out, "`{text}` is not a number"),
            NoGrid::NeverThere(text) => write!(out, "the steps of `{text}` never come to its end"),
            NoGrid::TooMany => write!(out, "a grid of more than {MAX_POINTS} points"),
            NoGrid::Missing(name) => write!(out, "no value for {name}"),
            NoGrid::Unnamed => out.write_str("one value, but several variables"),
        }
    }
}

impl Grid {
    /// Whether it is a grid rather than a point: one of its values is `FROM:TO:STEP`.
    pub fn is_one(text: &str) -> bool {
        let mut each = coordinates(text).into_iter();
        each.any(|each| text[each.value].matches(':').count() == 2)
    }

    /// The grid that a text describes, for these variables in this order.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str, variables: &[&str]) -> Result<Grid, NoGrid> {
        let mut axes: Vec<Option<Axis>> = vec![None; variables.len()];
        for each in coordinates(text) {
            let at = match each.name {
                Some(name) => variables.iter().position(|v| same(v, &text[name.clone()])),
                None if variables.len() == 1 => Some(0),
                None => return Err(NoGrid::Unnamed),
            };
            // A name that the function lacks does no harm.
            if let Some(at) = at {
                axes[at] = Some(axis(&text[each.value])?);
            }
        }
        let mut all = Vec::with_capacity(axes.len());
        for (axis, name) in axes.into_iter().zip(variables) {
            all.push(axis.ok_or_else(|| NoGrid::Missing((*name).to_owned()))?);
        }
        let points = all.iter().map(Axis::count);
        let points = points.fold(1u64, u64::saturating_mul);
        match points > MAX_POINTS {
            true => Err(NoGrid::TooMany),
            false => Ok(Grid { axes: all }),
        }
    }

    /// How many points it has, one at least.
    pub fn count(&self) -> u64 {
        self.axes.iter().map(Axis::count).product()
    }

    /// The values of the point with this number, from 0, in the order of the variables.
    pub fn point(&self, number: u64) -> Vec<String> {
        let mut rest = number;
        let mut values: Vec<String> = self
            .axes
            .iter()
            .rev()
            .map(|axis| {
                let value = axis.value(rest % axis.count());
                rest /= axis.count();
                value
            })
            .collect();
        values.reverse();
        values
    }
}

fn axis(text: &str) -> Result<Axis, NoGrid> {
    let parts: Vec<&str> = text.split(':').map(str::trim).collect();
    let [from, to, step] = parts[..] else {
        return Ok(Axis::Fixed(text.trim().to_owned()));
    };
    let number = |part: &str| {
        let negative = part.strip_prefix('-');
        let number = Rational::from_decimal(negative.unwrap_or(part));
        let number = number.ok_or_else(|| NoGrid::Unread(part.to_owned()))?;
        Ok(if negative.is_some() { -number } else { number })
    };
    let (from, to, step) = (number(from)?, number(to)?, number(step)?);
    let steps = (&to - &from).divide(&step);
    let steps = steps.filter(|steps| !steps.is_negative());
    let steps = steps.ok_or_else(|| NoGrid::NeverThere(text.to_owned()))?;
    let count = u64::try_from(steps.floor()).ok();
    let count = count.and_then(|count| count.checked_add(1));
    let count = count.filter(|count| *count <= MAX_POINTS);
    Ok(Axis::Steps {
        from,
        step,
        count: count.ok_or(NoGrid::TooMany)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, variables: &[&str], expected: &str) {
        let said = match Grid::read(text, variables) {
            Err(why) => why.to_string(),
            Ok(grid) => {
                let all: Vec<u64> = match grid.count() {
                    n if n > 6 => vec![0, 1, n - 1],
                    n => (0..n).collect(),
                };
                let points = all.into_iter().map(|k| grid.point(k).join("|"));
                format!("{}: {}", grid.count(), points.collect::<Vec<_>>().join(" "))
            }
        };
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn steps_are_exact_and_the_end_is_included() {
        assert!(Grid::is_one("0:1:0.1") && Grid::is_one("y=2,x=0:1:0.1"));
        assert!(!Grid::is_one("1:2") && !Grid::is_one("x=3") && !Grid::is_one("-"));
        check("0:1:0.1", &["w"], "11: 0 0.1 1");
        check("0:0.95:0.1", &["w"], "10: 0 0.1 0.9");
        check("3:-3:-3", &["w"], "3: 3 0 -3");
        check("2:2:1", &["w"], "1: 2");
        check("0:1e-30:1e-31", &["w"], "11: 0 1e-31 1e-30");
        check("x=0:1:0.5,y=pi/2", &["x", "y"], "3: 0|pi/2 0.5|pi/2 1|pi/2");
        check("y=0:1:1,x=0:1:1", &["x", "y"], "4: 0|0 0|1 1|0 1|1");
        check("x=0:1:1,z=3", &["x"], "2: 0 1");
        check(
            "0:1:0",
            &["w"],
            "the steps of `0:1:0` never come to its end",
        );
        check(
            "0:1:-1",
            &["w"],
            "the steps of `0:1:-1` never come to its end",
        );
        check("0:a:1", &["w"], "`a` is not a number");
        check("0:1:1", &["x", "y"], "one value, but several variables");
        check("x=0:1:1", &["x", "y"], "no value for y");
        check(
            "0:1:1e-15",
            &["w"],
            "a grid of more than 10000000000 points",
        );
    }
}
