//! Slopes at many points without memory of their own: what settles nearly all of them.
//!
//! In balls of one width ([`ShortTape`]) to all digits that are asked for, or in doubles with every part
//! enclosed between two of them ([`Pointwise`]), to as many as are left. Where a part may have no value,
//! or may not be smooth, or too few digits are certain, nothing is said, and the slope has to be found
//! with more bits.

use crate::equality::range::{Pointwise, Range, TOGETHER};
use crate::expression::{Graph, Id, Variable};
use crate::number::ball::ShortBall;
use crate::number::common_digits::{CommonDigits, MOST_DIGITS, write_whole};
use crate::number::work;
use crate::slope::Effort;
use crate::slope::short::ShortTape;
use std::fmt;

/// Fewest digits that are worth more than their time: what is left of an enclosure after cancellation
/// is no answer to someone who asked for a slope.
const LEAST_DIGITS: usize = 6;

/// For how many runs balls of one width are left alone after one that settled nothing: where all slopes
/// are exact, or past what they hold, little is lost with them then.
const REST: u32 = 20;

/// Whole numbers up to here are doubles.
const WHOLE: u64 = 1 << 53;

/// A function and its derivatives at some points together.
#[derive(Clone, Debug)]
pub struct Fast {
    parts: Parts,
    /// Which of the points since the last run are numbers.
    read: [bool; TOGETHER],
    effort: Effort,
    by_count: usize,
}

/// What the parts are computed in.
#[derive(Clone, Debug)]
enum Parts {
    Doubles(Pointwise),
    Short {
        tape: ShortTape,
        /// The points, with a value for each variable.
        points: Vec<Vec<ShortBall>>,
        /// What was found there by each variable.
        found: Vec<Vec<Option<CommonDigits>>>,
        /// For how many runs more it is not tried.
        resting: u32,
    },
}

impl Fast {
    /// Points that are looked at together.
    pub const TOGETHER: usize = TOGETHER;

    /// In doubles, or to all digits where they are few; `None` where they are not, or the formulas are of a
    /// kind that such numbers do not settle.
    pub(super) fn new(
        graph: &Graph,
        function: Id,
        variables: &[Variable],
        derivatives: &[Id],
        (effort, in_doubles): (Effort, bool),
    ) -> Option<Fast> {
        let parts = match in_doubles {
            true => Parts::Doubles(Pointwise::new(graph, derivatives, function, variables)?),
            false if effort.digits > MOST_DIGITS => return None,
            false => Parts::Short {
                tape: ShortTape::new(graph, derivatives, function, variables)?,
                points: vec![vec![ShortBall::UNKNOWN; variables.len()]; TOGETHER],
                found: vec![vec![None; derivatives.len()]; TOGETHER],
                resting: 0,
            },
        };
        Some(Fast {
            parts,
            read: [false; TOGETHER],
            effort,
            by_count: derivatives.len(),
        })
    }

    /// Whether it computes in doubles.
    pub fn is_in_doubles(&self) -> bool {
        matches!(self.parts, Parts::Doubles(_))
    }

    /// Sets one of the points, given as texts in the order of the variables.
    pub fn put(&mut self, at: usize, texts: &[impl AsRef<str>]) {
        let mut texts = texts.iter().map(AsRef::as_ref).enumerate();
        self.read[at] = texts.all(|(variable, text): (usize, &str)| match &mut self.parts {
            Parts::Doubles(parts) => match around(text) {
                Some(range) => {
                    parts.put(variable, at, range);
                    true
                }
                None => false,
            },
            Parts::Short { points, .. } => match plain(text.as_bytes()) {
                Some(number) if number.length == text.len() => {
                    points[at][variable] = number.short_ball();
                    true
                }
                _ => false,
            },
        });
    }

    /// Sets one of the points, of the only variable, from the first line of a text: how many bytes that
    /// line takes, its end with them. `None` where it is more than a plain number, for [`Fast::put`].
    // As with `plain`.
    #[inline(always)]
    pub fn put_line(&mut self, at: usize, text: &str) -> Option<usize> {
        let text = text.as_bytes();
        let number = plain(text)?;
        let end = match text[number.length..] {
            [] => 0,
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => return None,
        };
        match &mut self.parts {
            Parts::Doubles(parts) => parts.put(0, at, number.range()?),
            Parts::Short { points, .. } => points[at][0] = number.short_ball(),
        }
        self.read[at] = true;
        Some(number.length + end)
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
    pub fn run(&mut self, count: usize) {
        let digits = self.effort.digits;
        match &mut self.parts {
            Parts::Doubles(parts) => parts.run(count),
            Parts::Short {
                tape,
                points,
                found,
                resting,
            } => {
                let is_tried = *resting == 0;
                *resting = resting.saturating_sub(1);
                let mut settled = false;
                for at in 0..count {
                    let is_known = is_tried
                        && self.read[at]
                        && work::within(self.effort.work(), || tape.run(&points[at]));
                    for (by, found) in found[at].iter_mut().enumerate() {
                        *found = match is_known {
                            true => tape.value(by).digits(digits),
                            false => None,
                        };
                        settled |= found.is_some();
                    }
                }
                if is_tried && !settled && count == TOGETHER {
                    *resting = REST;
                }
            }
        }
    }

    /// Writes a row for each of the points from one on, below `count`, its slopes between tabs, as far as
    /// they are settled: how many.
    pub fn write_rows(
        &self,
        points: std::ops::Range<usize>,
        shown: Option<usize>,
        out: &mut Vec<u8>,
    ) -> usize {
        let count = points.len();
        let mut points = points;
        let unsettled = points.position(|at| !self.write_row(at, shown, out));
        unsettled.unwrap_or(count)
    }

    /// Writes the slopes at one of the points between tabs, with all of `shown` digits where that is
    /// given and they are rounded, and an end of line. Nothing and `false` where one of them has to be
    /// found with more bits.
    fn write_row(&self, at: usize, shown: Option<usize>, out: &mut Vec<u8>) -> bool {
        let before = out.len();
        for by in 0..self.by_count {
            if by > 0 {
                out.push(b'\t');
            }
            if !self.write(at, by, shown, out) {
                out.truncate(before);
                return false;
            }
        }
        out.push(b'\n');
        true
    }

    /// Writes the slope at one of the points, by the variable of that number, with all of `shown` digits
    /// where that is given and it is rounded. `false` where it has to be found with more bits.
    fn write(&self, at: usize, by: usize, shown: Option<usize>, out: &mut Vec<u8>) -> bool {
        if let Some(between) = self.range(at, by)
            && between.low == between.high
            && write_whole(between.low, self.effort.digits, out)
        {
            return true;
        }
        let Some(found) = self.slope(at, by) else {
            return false;
        };
        let written = found.write(shown, &mut Bytes(out));
        written.expect("memory takes every write");
        true
    }

    /// The slope at one of the points, by the variable of that number, to as many digits as are
    /// certain. `None` where it has to be found with more bits.
    pub fn slope(&self, at: usize, by: usize) -> Option<CommonDigits> {
        if let Parts::Short { found, .. } = &self.parts {
            return found[at][by];
        }
        let (range, most) = (self.range(at, by)?, self.effort.digits);
        let found = CommonDigits::between(range.low, range.high, most)?;
        (found.certain >= LEAST_DIGITS.min(most)).then_some(found)
    }

    fn range(&self, at: usize, by: usize) -> Option<Range> {
        match &self.parts {
            Parts::Doubles(parts) if self.read[at] => parts.range(by, at),
            _ => None,
        }
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
    if let Some(number) = plain(text.as_bytes())
        && number.length == text.len()
        && let Some(range) = number.range()
    {
        return Some(range);
    }
    // What the language reads beyond decimals is `inf`, `nan` and their like.
    if !text.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    Some(range(text.parse().ok()?, false))
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

/// A number of few digits without an exponent, as it is written.
struct Plain {
    negative: bool,
    /// Its digits, as one whole number.
    run: u64,
    /// How many of them stand behind the point.
    places: usize,
    /// Is there no point?
    is_whole: bool,
    /// How many bytes it takes.
    length: usize,
}

/// The number of few digits without an exponent that a text starts with.
// Apart it is given back by way of memory, for each line of a stream.
#[inline(always)]
fn plain(text: &[u8]) -> Option<Plain> {
    /// Digits that fit a word.
    const MOST: usize = 19;
    let start = usize::from(matches!(text, [b'-' | b'+', ..]));
    let (mut run, mut count) = digits(0, &text[start..]);
    let mut at = start + count;
    let mut places = 0;
    let is_whole = text.get(at) != Some(&b'.');
    if !is_whole {
        (run, places) = digits(run, &text[at + 1..]);
        at += 1 + places;
        count += places;
    }
    if count == 0 || count > MOST {
        return None;
    }
    Some(Plain {
        negative: text[0] == b'-',
        run,
        places,
        is_whole,
        length: at,
    })
}

/// A whole number with the digits behind it that a text starts with, and how many these are; of no
/// meaning where it does not fit a word.
fn digits(mut number: u64, text: &[u8]) -> (u64, usize) {
    const TENS: [u64; 9] = [
        1,
        10,
        100,
        1_000,
        10_000,
        100_000,
        1_000_000,
        10_000_000,
        100_000_000,
    ];
    let mut count = 0;
    // Eight at once: each byte of a word is a digit, the first one the lowest.
    while let Some(next) = text.get(count..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*next) ^ 0x3030_3030_3030_3030;
        // What is no digit is above 9; what it carries over reaches those behind it alone.
        let others = (word.wrapping_add(0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080;
        let found = others.trailing_zeros() as usize / 8;
        if found == 0 {
            return (number, count);
        }
        // With zeros before them they are eight: pairs, fours, and all of them.
        let eight = word << (8 * (8 - found));
        let pairs = eight.wrapping_mul(10) + (eight >> 8);
        let fours = |pairs: u64, first: u64, second: u64| {
            (pairs & 0xff_0000_00ff).wrapping_mul(first << 32 | second)
        };
        let eight = fours(pairs, 1_000_000, 100).wrapping_add(fours(pairs >> 16, 10_000, 1)) >> 32;
        number = number.wrapping_mul(TENS[found]).wrapping_add(eight);
        count += found;
        if found < 8 {
            return (number, count);
        }
    }
    while let Some(digit) = text.get(count).map(|byte| byte.wrapping_sub(b'0'))
        && digit < 10
    {
        number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
        count += 1;
    }
    (number, count)
}

impl Plain {
    /// The doubles around it, where it is the quotient of two doubles, so that one division rounds once:
    /// W. D. Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990.
    fn range(&self) -> Option<Range> {
        const POWERS: [f64; 23] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
            1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
        ];
        if self.run >= WHOLE {
            return None;
        }
        let size = match self.is_whole {
            true => self.run as f64,
            false => self.run as f64 / POWERS[self.places],
        };
        let nearest = if self.negative { -size } else { size };
        Some(range(nearest, self.is_whole))
    }

    /// It, as near as a ball of one width comes.
    fn short_ball(&self) -> ShortBall {
        ShortBall::decimal(self.negative, self.run, self.places)
    }
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

    #[test]
    fn a_number_of_more_digits_than_fit_a_word_is_none() {
        for (text, fits) in [
            ("9.123456789012345678", true),
            ("1.1234567890123456789", false),
            ("1234567890123456789", true),
            ("12345678901.234567890", false),
            (".12345678901234567890", false),
        ] {
            assert_eq!(plain(text.as_bytes()).is_some(), fits, "{text}");
        }
    }

    /// Eight at once and one by one: every length, with every byte behind.
    #[test]
    fn digits_are_read_up_to_what_is_none() {
        let run = b"98765432109876543210";
        for length in 0..run.len() {
            for byte in 0..=u8::MAX {
                for behind in [0, 1, 9] {
                    let mut text = run[..length].to_vec();
                    if !byte.is_ascii_digit() {
                        text.push(byte);
                        text.extend_from_slice(&run[..behind]);
                    }
                    let whole = str::from_utf8(&run[..length]).expect("digits");
                    let number = whole.parse::<u64>().unwrap_or(0);
                    assert_eq!(digits(0, &text), (number, length), "{text:?}");
                }
            }
        }
        assert_eq!(digits(7, b"12345678x").0, 712_345_678);
    }
}
