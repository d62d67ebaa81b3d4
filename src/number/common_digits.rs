//! The digits that two doubles round to alike, in words, and how a decimal is laid out.

use crate::number::double;
use std::fmt;

/// Most digits that a double tells; a decimal of as many fits a word.
pub const MOST_DIGITS: usize = 17;

/// Numbers are written without an exponent from 10 to this power on.
const PLAIN_FROM: i64 = -5;

/// Numbers are written without an exponent below 10 to this power, however many digits are shown.
const PLAIN_BELOW: i64 = 15;

/// The digits that the numbers of an interval have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommonDigits {
    negative: bool,
    /// They as one whole number, zeros at its end included.
    run: u64,
    /// The power of ten that the first digit counts.
    exponent: i64,
    /// Is it the number itself, rather than a number rounded?
    exact: bool,
    /// How many digits are certain.
    pub certain: usize,
}

impl CommonDigits {
    /// What all numbers from `low` to `high` round to (half to even), to as many significant digits as
    /// they have in common, `most` at the most. `None` where they have none, and of a number whose
    /// digits are more than a double tells.
    pub fn between(low: f64, high: f64, most: usize) -> Option<CommonDigits> {
        let exact = low == high;
        if low.is_infinite() {
            return None;
        }
        let negative = low < 0.0;
        let of = |(run, exponent, exact), certain| CommonDigits {
            negative,
            run,
            exponent,
            exact,
            certain,
        };
        if exact {
            // A whole number of few digits is written as it is.
            if let Some(whole) = short_whole(low, most) {
                let run = whole.unsigned_abs();
                return Some(of((run, count(run) as i64 - 1, true), most));
            }
            return (most <= MOST_DIGITS).then(|| of(rounded(low.abs(), most), most));
        }
        // Numbers that are so close to each other have these digits in common, or one less; those around 0
        // have none, nor have infinite ones.
        let width = double::log10((high - low) / low.abs().max(high.abs()));
        let digits = ((-width).floor().max(0.0) as usize)
            .min(most)
            .min(MOST_DIGITS);
        (1..=digits).rev().find_map(|digits| {
            let (first, second) = (rounded(low.abs(), digits), rounded(high.abs(), digits));
            ((first.0, first.1) == (second.0, second.1))
                .then(|| of((first.0, first.1, false), digits))
        })
    }

    /// The run of so many digits of a rounded number, and the power of ten that the first counts.
    pub(super) fn rounded(negative: bool, run: u64, exponent: i64, digits: usize) -> CommonDigits {
        CommonDigits {
            negative,
            run,
            exponent,
            exact: false,
            certain: digits,
        }
    }

    /// Writes it; a rounded number with all of `shown` digits, where that is given.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, shown: Option<usize>, out: &mut impl fmt::Write) -> fmt::Result {
        let mut space = [0; 20];
        let run = str::from_utf8(written(self.run, &mut space)).expect("digits are ASCII");
        let run = run.trim_end_matches('0');
        if run.is_empty() {
            return out.write_str("0");
        }
        let zeros = match shown {
            Some(shown) if !self.exact => shown.saturating_sub(run.len()),
            _ => 0,
        };
        lay_out(self.negative, run, zeros, self.exponent, out)
    }

    /// Its parts: whether it is below 0, the run of its digits, the power of ten of the first, and
    /// whether it is the number itself.
    pub(super) fn parts(&self) -> (bool, String, i64, bool) {
        (
            self.negative,
            self.run.to_string(),
            self.exponent,
            self.exact,
        )
    }
}

/// Writes a number from its digits, `zeros` more, and the power of ten that the first counts.
pub(super) fn lay_out(
    negative: bool,
    digits: &str,
    zeros: usize,
    exponent: i64,
    out: &mut (impl fmt::Write + ?Sized),
) -> fmt::Result {
    if negative {
        out.write_str("-")?;
    }
    if (PLAIN_FROM..0).contains(&exponent) {
        out.write_str("0.")?;
        put_zeros((-exponent - 1) as usize, out)?;
        out.write_str(digits)?;
        put_zeros(zeros, out)
    } else if (0..PLAIN_BELOW).contains(&exponent) {
        let whole = exponent as usize + 1;
        match digits.split_at_checked(whole) {
            Some((whole, "")) if zeros == 0 => out.write_str(whole),
            Some((whole, part)) => {
                out.write_str(whole)?;
                out.write_str(".")?;
                out.write_str(part)?;
                put_zeros(zeros, out)
            }
            None => {
                let missing = whole - digits.len();
                out.write_str(digits)?;
                put_zeros(missing, out)?;
                if zeros > missing {
                    out.write_str(".")?;
                    put_zeros(zeros - missing, out)?;
                }
                Ok(())
            }
        }
    } else {
        let (first, rest) = digits.split_at(1);
        out.write_str(first)?;
        if rest.len() + zeros > 0 {
            out.write_str(".")?;
            out.write_str(rest)?;
            put_zeros(zeros, out)?;
        }
        write!(out, "e{exponent}")
    }
}

fn put_zeros(count: usize, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
    const ZEROS: &str = "00000000000000000000";
    let mut left = count;
    while left > ZEROS.len() {
        out.write_str(ZEROS)?;
        left -= ZEROS.len();
    }
    out.write_str(&ZEROS[..left])
}

/// A whole number in ASCII, two digits a division.
fn written(number: u64, space: &mut [u8; 20]) -> &[u8] {
    const PAIRS: &[u8; 200] =
        b"00010203040506070809101112131415161718192021222324252627282930313233\
        343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778\
        798081828384858687888990919293949596979899";
    let (mut left, mut at) = (number, space.len());
    while left >= 10 {
        let pair = 2 * (left % 100) as usize;
        left /= 100;
        at -= 2;
        space[at..at + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
    }
    // Of an even number of digits nothing is left, and the pair before may start with a 0.
    if left > 0 || at == space.len() {
        at -= 1;
        space[at] = b'0' + left as u8;
    }
    &space[at..]
}

/// The whole number of few digits that a double is, where that many digits are shown.
fn short_whole(x: f64, most: usize) -> Option<i64> {
    const DIGITS: usize = 12;
    const BEYOND: u64 = 10_u64.pow(DIGITS as u32);
    let whole = x as i64;
    (whole as f64 == x && whole.unsigned_abs() < BEYOND && most > DIGITS).then_some(whole)
}

/// Writes a double that is a whole number of few digits, as [`CommonDigits::write`] does; says whether
/// it is one.
pub fn write_whole(x: f64, most: usize, out: &mut Vec<u8>) -> bool {
    let Some(whole) = short_whole(x, most) else {
        return false;
    };
    if whole < 0 {
        out.push(b'-');
    }
    let size = whole.unsigned_abs();
    if size >= EIGHT_DIGITS {
        out.extend_from_slice(written(size, &mut [0; 20]));
        return true;
    }
    // Zeros in front of the first digit are shifted out, but for the last one; all eight bytes are
    // copied, without a call.
    let digits = eight_digits(size);
    let zeros = (digits.trailing_zeros() / 8).min(7);
    let text = (digits | 0x3030_3030_3030_3030) >> (8 * zeros);
    let start = out.len();
    out.extend_from_slice(&text.to_le_bytes());
    out.truncate(start + 8 - zeros as usize);
    true
}

/// Numbers from here on have more than eight digits.
const EIGHT_DIGITS: u64 = 100_000_000;

/// The eight digits of a number below [`EIGHT_DIGITS`], the first one in the lowest byte: fours, pairs
/// and digits side by side, each divided by a product.
fn eight_digits(number: u64) -> u64 {
    let fours = (number / 10_000) | (number % 10_000) << 32;
    // 10486/2^20 is 1/100 to 10,000, and 103/2^10 is 1/10 to 100.
    let hundreds = ((fours * 10_486) >> 20) & 0x7f_0000_007f;
    let pairs = hundreds | (fours - 100 * hundreds) << 16;
    let tens = ((pairs * 103) >> 10) & 0x000f_000f_000f_000f;
    tens | (pairs - 10 * tens) << 8
}

/// How many digits a whole number has; 0 has one.
fn count(number: u64) -> u32 {
    number.checked_ilog10().unwrap_or(0) + 1
}

/// A double to that many significant `digits` (1 to 17), half to even: the run, the power of ten of
/// the first digit, and whether nothing was cut.
fn rounded(x: f64, digits: usize) -> (u64, i64, bool) {
    in_words(x, digits).unwrap_or_else(|| as_text(x, digits))
}

/// The same by exact arithmetic in two words; `None` of very small and of large numbers.
fn in_words(x: f64, digits: usize) -> Option<(u64, i64, bool)> {
    /// 5 to this power fits a word.
    const MAX_FIVES: i64 = 27;
    let bits = x.to_bits();
    let (field, fraction) = (bits >> 52, bits & ((1 << 52) - 1));
    if field == 0 || field >= 0x7ff {
        return None;
    }
    let (mantissa, two) = (u128::from(fraction | 1 << 52), field as i64 - 1075);
    // log10(2) to six digits: the power of ten, or one below.
    let mut exponent = ((two + 52) * 301_029).div_euclid(1_000_000);
    let limit = 10_u64.pow(digits as u32);
    loop {
        let places = digits as i64 - 1 - exponent;
        if !(0..=MAX_FIVES).contains(&places) {
            return None;
        }
        let scaled = mantissa * u128::from(5_u64.pow(places as u32));
        let shift = -(two + places);
        if !(0..128).contains(&shift) {
            return None;
        }
        let down = (scaled >> shift) as u64;
        if down >= limit {
            exponent += 1;
            continue;
        }
        let rest = scaled & ((1 << shift) - 1);
        let half = (1_u128 << shift) >> 1;
        let up = rest > half || rest == half && rest > 0 && down % 2 == 1;
        let run = down + u64::from(up);
        // 999.6 becomes 1000.
        return Some(match run == limit {
            true => (run / 10, exponent + 1, rest == 0),
            false => (run, exponent, rest == 0),
        });
    }
}

/// The same by the language.
fn as_text(x: f64, digits: usize) -> (u64, i64, bool) {
    let text = format!("{:.*e}", digits - 1, x);
    let is_exact = text.parse() == Ok(x);
    let (run, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = run.bytes().filter(u8::is_ascii_digit);
    let run = digits.fold(0, |run, digit| 10 * run + u64::from(digit - b'0'));
    (run, exponent.parse().unwrap_or(0), is_exact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::decimal::Decimal;
    use crate::number::rational::Rational;

    #[test]
    fn whole_numbers_are_written_as_they_are() {
        let near = |size: u32| {
            let size = 10_i64.pow(size);
            [size / 3, size - 1, size, size + 1, size + 10, size / 2]
        };
        let few = (0..30_000).map(|k| k * k * 11 / 7);
        for number in few.chain((0..12).flat_map(near)) {
            for number in [number, -number] {
                let mut out = b"before ".to_vec();
                let is_short = number.unsigned_abs() < 10_u64.pow(12);
                assert_eq!(
                    write_whole(number as f64, 15, &mut out),
                    is_short,
                    "{number}"
                );
                let expected = if is_short {
                    number.to_string()
                } else {
                    String::new()
                };
                assert_eq!(out, format!("before {expected}").into_bytes());
            }
        }
    }

    /// Whatever the way, the digits are those of the exact number.
    #[test]
    fn doubles_are_rounded_as_the_exact_numbers_they_are() {
        let mut bits = 0x3ff0_0000_0000_0000_u64;
        let spread = (0..4000).map(|k| {
            bits = bits
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            // Exponents around 1, and every fourth anywhere.
            let field = match k % 4 {
                0 => bits >> 53,
                _ => 1023 - 40 + (bits >> 52) % 90,
            };
            f64::from_bits(field.clamp(1, 2045) << 52 | (bits & ((1 << 52) - 1)))
        });
        let short = (0..400).map(|k| f64::from(k * k) / 64.0 + 0.5);
        let edges = [
            9.995,
            0.5,
            999_999_999_999_999.9,
            99.5,
            1e15,
            1e-5,
            9.5,
            2.5,
            5e-324,
            1e22,
        ];
        for x in spread.chain(short).chain(edges) {
            for digits in [1, 2, 7, 11, 15, 17] {
                let (run, exponent, exact) = rounded(x, digits);
                let same = Decimal::exact_or_rounded(&Rational::from_f64(x).unwrap(), digits);
                let found = CommonDigits {
                    negative: false,
                    run,
                    exponent,
                    exact,
                    certain: digits,
                };
                let mut text = String::new();
                found.write(None, &mut text).unwrap();
                assert_eq!(text, same.to_string(), "{x:e} to {digits}");
            }
        }
    }

    #[track_caller]
    fn check(low: f64, high: f64, most: usize, shown: Option<usize>, expected: &str) {
        let text = CommonDigits::between(low, high, most).map(|found| {
            let mut text = String::new();
            found.write(shown, &mut text).expect("it is a string");
            text
        });
        assert_eq!(
            text.as_deref().unwrap_or("none"),
            expected,
            "{low} to {high}"
        );
    }

    #[test]
    fn many_zeros_are_written_one_by_one() {
        for zeros in [0, 1, 19, 20, 21, 40, 61] {
            let all = "0".repeat(zeros);
            let point = if zeros > 0 { "." } else { "" };
            for (digits, exponent, expected) in [
                ("1", 0, format!("1{point}{all}")),
                ("12", 40, format!("1.2{all}e40")),
                ("12", -1, format!("0.12{all}")),
            ] {
                let mut text = String::new();
                lay_out(false, digits, zeros, exponent, &mut text).expect("it is a string");
                assert_eq!(text, expected);
            }
        }
    }

    #[test]
    fn what_an_interval_rounds_to_is_written() {
        check(6.0, 6.0, 15, None, "6");
        check(0.0, 0.0, 15, None, "0");
        check(-0.0, -0.0, 15, None, "0");
        check(-120.0, -120.0, 15, Some(15), "-120");
        check(
            123_456_789_012.0,
            123_456_789_012.0,
            12,
            None,
            "123456789012",
        );
        check(1.25, 1.25, 2, Some(2), "1.2");
        check(1e300, 1e300, 15, None, "1e300");
        check(-0.1, 0.1, 15, None, "none");
        check(0.0, 0.1, 15, None, "none");
        check(f64::NEG_INFINITY, -1.0, 15, None, "none");
        check(1.0, f64::INFINITY, 15, None, "none");
        check(f64::INFINITY, f64::INFINITY, 15, None, "none");
        check(f64::NAN, 1.0, 15, None, "none");
        check(1.0, f64::NAN, 15, None, "none");
        check(-1e-300, 1e300, 15, None, "none");
        check(-1e-300, 0.0, 15, None, "none");
        check(0.000_012, 0.000_019, 15, None, "none");
        check(0.000_012_3, 0.000_012_4, 15, None, "0.000012");
        check(0.000_012_34, 0.000_012_341, 15, None, "0.00001234");
        check(0.999_999_9, 1.000_000_1, 15, Some(9), "1.00000000");
        check(-3.000_000_000_1, -3.0, 15, None, "-3");
        check(-3.000_000_000_1, -3.0, 15, Some(12), "-3.00000000000");
        check(1.499_999e20, 1.500_001e20, 15, None, "1.5e20");
        check(1.499_999e20, 1.500_001e20, 15, Some(7), "1.500000e20");
        check(14_999.99, 15_000.01, 15, Some(7), "15000.00");
        check(1e-300, 1e-300, 1_000, None, "none");
    }
}
