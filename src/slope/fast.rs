//! Slopes in doubles whose digits are right all the same: every part is enclosed between two doubles.
//!
//! The ends are moved outwards by the error of each operation ([`Ranges`]); where a part may have no
//! value, or may not be smooth, or too few digits are left, nothing is said, and the slope has to be
//! found with more bits.

use crate::equality::range::{Pointwise, Range, TOGETHER};
use crate::expression::{Graph, Id, Variable};
use crate::number::common_digits::{CommonDigits, write_whole};
use std::fmt;

/// Fewest digits that are worth more than their time: what is left of an enclosure after cancellation
/// is no answer to someone who asked for a slope.
const LEAST_DIGITS: usize = 6;

/// Whole numbers up to here are doubles.
const WHOLE: u64 = 1 << 53;

/// A function and its derivatives at some points together.
#[derive(Clone, Debug)]
pub struct Fast {
    parts: Pointwise,
    /// Which of the points since the last run are numbers.
    read: [bool; TOGETHER],
    /// Digits that are asked for.
    most: usize,
    by_count: usize,
}

impl Fast {
    /// Points that are looked at together.
    pub const TOGETHER: usize = TOGETHER;

    /// `None` where the formulas are of a kind that doubles do not settle.
    pub(super) fn new(
        graph: &Graph,
        function: Id,
        variables: &[Variable],
        derivatives: impl Iterator<Item = Id>,
        most: usize,
    ) -> Option<Fast> {
        let roots: Vec<Id> = derivatives.collect();
        Some(Fast {
            parts: Pointwise::new(graph, &roots, function, variables)?,
            read: [false; TOGETHER],
            most,
            by_count: roots.len(),
        })
    }

    /// Sets one of the points, given as texts in the order of the variables.
    pub fn put(&mut self, at: usize, texts: &[impl AsRef<str>]) {
        let mut texts = texts.iter().enumerate();
        self.read[at] = texts.all(|(variable, text)| match around(text.as_ref()) {
            Some(range) => {
                self.parts.put(variable, at, range);
                true
            }
            None => false,
        });
    }

    /// Sets one of the points, of the only variable, from the first line of a text: how many bytes that
    /// line takes, its end with them. `None` where it is more than a plain number, for [`Fast::put`].
    pub fn put_line(&mut self, at: usize, text: &str) -> Option<usize> {
        let text = text.as_bytes();
        let (nearest, whole, length) = plain(text)?;
        let end = match text[length..] {
            [] => 0,
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => return None,
        };
        self.parts.put(0, at, range(nearest, whole));
        self.read[at] = true;
        Some(length + end)
    }

    /// By how many variables slopes are taken.
    pub fn by_count(&self) -> usize {
        self.by_count
    }

    /// Says of one of the points that it is none.
    pub fn leave(&mut self, at: usize) {
        self.read[at] = false;
    }

    /// Looks at the first points, so many.
    pub fn run(&mut self, points: usize) {
        self.parts.run(points);
    }

    /// Writes the slope at one of the points, by the variable of that number, with all of `shown` digits
    /// where that is given and it is rounded. `false` where it has to be found with more bits.
    pub fn write(&self, at: usize, by: usize, shown: Option<usize>, out: &mut Vec<u8>) -> bool {
        let Some(range) = self.range(at, by) else {
            return false;
        };
        if range.low == range.high && write_whole(range.low, self.most, out) {
            return true;
        }
        let Some(found) = self.digits(range) else {
            return false;
        };
        let written = found.write(shown, &mut Bytes(out));
        written.expect("memory takes every write");
        true
    }

    /// The slope at one of the points, by the variable of that number, to as many digits as are
    /// certain. `None` where it has to be found with more bits.
    pub fn slope(&self, at: usize, by: usize) -> Option<CommonDigits> {
        self.digits(self.range(at, by)?)
    }

    fn range(&self, at: usize, by: usize) -> Option<Range> {
        match self.read[at] {
            true => self.parts.range(by, at),
            false => None,
        }
    }

    fn digits(&self, range: Range) -> Option<CommonDigits> {
        let found = CommonDigits::between(range.low, range.high, self.most)?;
        (found.certain >= LEAST_DIGITS.min(self.most)).then_some(found)
    }
}

/// Text that is written as bytes.
struct Bytes<'a>(&'a mut Vec<u8>);

impl fmt::Write for Bytes<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// The doubles around a number as it is written.
fn around(text: &str) -> Option<Range> {
    let (nearest, whole) = match plain(text.as_bytes()) {
        Some((nearest, whole, length)) if length == text.len() => (nearest, whole),
        _ => {
            // What the language reads beyond decimals is `inf`, `nan` and their like.
            if !text.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
                return None;
            }
            (text.parse().ok()?, false)
        }
    };
    Some(range(nearest, whole))
}

/// The doubles around a number, from the nearest one; `exact`: it is that one.
fn range(nearest: f64, exact: bool) -> Range {
    match exact {
        true => Range {
            low: nearest,
            high: nearest,
        },
        false => Range {
            low: nearest.next_down(),
            high: nearest.next_up(),
        },
    }
}

/// The number of few digits without an exponent that a text starts with, correctly rounded; whether it
/// is written as a whole number; and how long it is.
///
/// Digits and the power of ten are doubles, so that one division rounds once: W. D. Clinger, "How to
/// Read Floating Point Numbers Accurately", PLDI 1990.
fn plain(text: &[u8]) -> Option<(f64, bool, usize)> {
    const POWERS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];
    /// Digits that fit a word.
    const MOST: usize = 19;
    let start = usize::from(matches!(text, [b'-' | b'+', ..]));
    let mut run = 0_u64;
    let mut at = start;
    let mut digits = |at: &mut usize| {
        while let Some(digit) = text.get(*at).map(|byte| byte.wrapping_sub(b'0'))
            && digit < 10
        {
            run = run.wrapping_mul(10).wrapping_add(u64::from(digit));
            *at += 1;
        }
    };
    digits(&mut at);
    let is_whole = text.get(at) != Some(&b'.');
    let (mut count, mut places) = (at - start, 0);
    if !is_whole {
        let point = at;
        at += 1;
        digits(&mut at);
        places = at - point - 1;
        count += places;
    }
    if count == 0 || count > MOST || run >= WHOLE {
        return None;
    }
    let size = match is_whole {
        true => run as f64,
        false => run as f64 / POWERS[places],
    };
    let number = if text[0] == b'-' { -size } else { size };
    Some((number, is_whole, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let read = around(text).map(|range| (range.low, range.high));
        let nearest = text.parse::<f64>().ok();
        let expected = nearest.map(|x| match x.fract() == 0.0 && !text.contains(['.', 'e']) {
            true => (x, x),
            false => (x.next_down(), x.next_up()),
        });
        let expected = expected.filter(|_| !text.ends_with(char::is_alphabetic));
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn a_number_lies_between_the_doubles_around_it() {
        for text in [
            "1",
            "-3",
            "+4",
            "0",
            "-0",
            "00012",
            "0.1",
            "-2.50",
            ".5",
            "5.",
            "3.14159265358979",
            "9007199254740991",
            "1e5",
            "-1.5e-7",
            "123456789.123456789",
            "0.0000000000000000000001",
            "0.30000000000000004",
            "",
            "-",
            ".",
            "1.2.3",
            "1/3",
            "inf",
            "nan",
            "12a",
            "1_000",
            "１",
        ] {
            check(text);
        }
        // Past what doubles tell, a whole number lies between two of them.
        let wide = around("9007199254740993").expect("a number");
        assert!(wide.low < 9_007_199_254_740_992.0 && wide.high > 9_007_199_254_740_993.0);
    }
}
