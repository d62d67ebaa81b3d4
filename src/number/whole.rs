//! Whole numbers that mostly have few words, and then need no memory of their own: what balls count in.
//!
//! Up to 512 bits, which hold a product of two numbers of 256, they are words in place; longer ones are
//! handed on to `num-bigint`.

use crate::number::quotient::quotient;
use crate::number::transform::{product, signed_product};
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{Signed, ToPrimitive};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Neg, Shl, Shr, Sub};

/// Words of 64 bits in place.
const WORDS: usize = 8;

/// A whole number, short wherever it can be.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::number) enum WholeNumber {
    Short(Short),
    /// From 2^512 on.
    Long(BigInt),
}

/// A sign and a size of at most [`WORDS`] words, the lowest first; words beyond `length` are 0, the
/// last one below it is not, and 0 has no sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::number) struct Short {
    negative: bool,
    length: u8,
    words: [u64; WORDS],
}

const NONE: Short = Short {
    negative: false,
    length: 0,
    words: [0; WORDS],
};

impl Short {
    fn new(negative: bool, words: [u64; WORDS], most: usize) -> Short {
        let mut length = most;
        while length > 0 && words[length - 1] == 0 {
            length -= 1;
        }
        Short {
            negative: negative && length > 0,
            length: length as u8,
            words,
        }
    }

    fn of_u64(n: u64) -> Short {
        let mut words = [0; WORDS];
        words[0] = n;
        Short::new(false, words, 1)
    }

    fn words(&self) -> &[u64] {
        &self.words[..self.length as usize]
    }

    fn bits(&self) -> u64 {
        match self.words().last() {
            Some(top) => 64 * u64::from(self.length) - u64::from(top.leading_zeros()),
            None => 0,
        }
    }

    fn compare_size(&self, other: &Short) -> Ordering {
        let by_length = self.length.cmp(&other.length);
        by_length.then_with(|| self.words().iter().rev().cmp(other.words().iter().rev()))
    }

    /// `None` where the sum is too long.
    fn plus(&self, other: &Short) -> Option<Short> {
        let (large, small) = match self.compare_size(other) {
            Ordering::Less => (other, self),
            _ => (self, other),
        };
        let same = self.negative == other.negative;
        let (mut words, length) = (large.words, large.length as usize);
        let mut carry = false;
        for (at, word) in words[..length].iter_mut().enumerate() {
            if at >= small.length as usize && !carry {
                break;
            }
            (*word, carry) = match same {
                true => {
                    let (sum, first) = word.overflowing_add(small.words[at]);
                    let (sum, second) = sum.overflowing_add(carry.into());
                    (sum, first | second)
                }
                false => {
                    let (rest, first) = word.overflowing_sub(small.words[at]);
                    let (rest, second) = rest.overflowing_sub(carry.into());
                    (rest, first | second)
                }
            };
        }
        if !carry {
            return Some(Short::new(large.negative, words, length));
        }
        *words.get_mut(length)? = 1;
        Some(Short::new(large.negative, words, length + 1))
    }

    fn times(&self, other: &Short) -> Option<Short> {
        let length = self.length as usize + other.length as usize;
        if length > WORDS {
            return None;
        }
        let mut words = [0; WORDS];
        for (i, &a) in self.words().iter().enumerate() {
            let mut carry = 0;
            let row = &mut words[i..=i + other.length as usize];
            for (word, &b) in row.iter_mut().zip(other.words()) {
                let product = u128::from(a) * u128::from(b) + u128::from(*word) + carry;
                *word = product as u64;
                carry = product >> 64;
            }
            row[other.length as usize] = carry as u64;
        }
        Some(Short::new(self.negative != other.negative, words, length))
    }

    fn up(&self, by: u64) -> Option<Short> {
        let bits = self.bits();
        if bits == 0 || by == 0 {
            return Some(*self);
        }
        if bits + by > 64 * WORDS as u64 {
            return None;
        }
        let (whole, part) = ((by / 64) as usize, by % 64);
        let mut words = [0; WORDS];
        let mut below = 0;
        for (at, &word) in self.words().iter().enumerate() {
            words[at + whole] = word << part | below;
            below = (word >> 1) >> (63 - part);
        }
        let length = whole + self.length as usize;
        if below != 0 {
            words[length] = below;
        }
        Some(Short::new(self.negative, words, WORDS.min(length + 1)))
    }

    /// Its size cut.
    fn down(&self, by: u64) -> Short {
        let (whole, part) = ((by / 64) as usize, by % 64);
        let length = self.length as usize;
        if whole >= length {
            return NONE;
        }
        let mut words = [0; WORDS];
        for at in whole..length {
            let above = if at + 1 < length {
                self.words[at + 1]
            } else {
                0
            };
            words[at - whole] = self.words[at] >> part | (above << 1) << (63 - part);
        }
        Short::new(self.negative, words, length - whole)
    }

    fn trailing_zeros(&self) -> Option<u64> {
        let at = self.words().iter().position(|&word| word != 0)?;
        Some(64 * at as u64 + u64::from(self.words[at].trailing_zeros()))
    }

    /// The quotient of the sizes, cut, and whether nothing was cut. Knuth, The Art of Computer
    /// Programming 2, 4.3.1, algorithm D. The divisor is not 0.
    fn quotient(&self, divisor: &Short) -> (Short, bool) {
        let (long, short) = (self.length as usize, divisor.length as usize);
        if long < short {
            return (NONE, self.length == 0);
        }
        let mut digits = [0; WORDS];
        if short == 1 {
            let by = u128::from(divisor.words[0]);
            let mut rest = 0;
            for at in (0..long).rev() {
                let part = rest << 64 | u128::from(self.words[at]);
                digits[at] = (part / by) as u64;
                rest = part % by;
            }
            return (Short::new(false, digits, long), rest == 0);
        }
        // The divisor's highest bit is made 1, so that its first word tells a digit but for 2.
        let shift = divisor.words[short - 1].leading_zeros();
        let moved = |words: &[u64; WORDS], at: usize| match at {
            0 => words[0] << shift,
            WORDS => (words[WORDS - 1] >> 1) >> (63 - shift),
            _ => words[at] << shift | (words[at - 1] >> 1) >> (63 - shift),
        };
        let mut rest = [0; WORDS + 1];
        let mut by = [0; WORDS];
        for (at, word) in rest[..=long].iter_mut().enumerate() {
            *word = moved(&self.words, at);
        }
        for (at, word) in by[..short].iter_mut().enumerate() {
            *word = moved(&divisor.words, at);
        }
        let (first, second) = (u128::from(by[short - 1]), u128::from(by[short - 2]));
        for at in (0..=long - short).rev() {
            let top = u128::from(rest[at + short]) << 64 | u128::from(rest[at + short - 1]);
            let mut digit = (top / first).min(u128::from(u64::MAX));
            let mut left = top - digit * first;
            while left >> 64 == 0
                && digit * second > (left << 64 | u128::from(rest[at + short - 2]))
            {
                digit -= 1;
                left += first;
            }
            let (mut carry, mut borrow) = (0u128, false);
            for (word, &by) in rest[at..].iter_mut().zip(&by[..short]) {
                let product = digit * u128::from(by) + carry;
                carry = product >> 64;
                let (less, one) = word.overflowing_sub(product as u64);
                let (less, two) = less.overflowing_sub(borrow.into());
                (*word, borrow) = (less, one | two);
            }
            let (less, one) = rest[at + short].overflowing_sub(carry as u64);
            let (less, two) = less.overflowing_sub(borrow.into());
            rest[at + short] = less;
            if one | two {
                // The digit was one too large, which is rare.
                digit -= 1;
                let mut carry = false;
                for (word, &by) in rest[at..].iter_mut().zip(&by[..short]) {
                    let (sum, one) = word.overflowing_add(by);
                    let (sum, two) = sum.overflowing_add(carry.into());
                    (*word, carry) = (sum, one | two);
                }
                rest[at + short] = rest[at + short].wrapping_add(carry.into());
            }
            digits[at] = digit as u64;
        }
        let exact = rest[..short].iter().all(|&word| word == 0);
        (Short::new(false, digits, long - short + 1), exact)
    }

    fn to_long(self) -> BigInt {
        let sign = if self.negative {
            Sign::Minus
        } else {
            Sign::Plus
        };
        BigInt::from_biguint(sign, self.size())
    }

    fn size(&self) -> BigUint {
        let words = self.words().iter();
        BigUint::new(words.flat_map(|&w| [w as u32, (w >> 32) as u32]).collect())
    }
}

impl fmt::Debug for WholeNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_long().fmt(out)
    }
}

impl WholeNumber {
    pub(in crate::number) const ZERO: WholeNumber = WholeNumber::Short(NONE);

    /// From the words of its size, the lowest first.
    pub(in crate::number) fn of_words(words: &[u64]) -> WholeNumber {
        let mut all = [0; WORDS];
        all[..words.len()].copy_from_slice(words);
        WholeNumber::Short(Short::new(false, all, words.len()))
    }

    /// The words of its size, of which there are `N` at most.
    pub(in crate::number) fn to_words<const N: usize>(&self) -> Option<[u64; N]> {
        match self {
            WholeNumber::Short(n) if n.length as usize <= N => {
                let mut words = [0; N];
                words[..n.length as usize].copy_from_slice(n.words());
                Some(words)
            }
            _ => None,
        }
    }

    pub(in crate::number) fn to_long(&self) -> Cow<'_, BigInt> {
        match self {
            WholeNumber::Short(n) => Cow::Owned(n.to_long()),
            WholeNumber::Long(n) => Cow::Borrowed(n),
        }
    }

    /// Its distance from 0.
    pub(in crate::number) fn size(&self) -> Cow<'_, BigUint> {
        match self {
            WholeNumber::Short(n) => Cow::Owned(n.size()),
            WholeNumber::Long(n) => Cow::Borrowed(n.magnitude()),
        }
    }

    pub(in crate::number) fn bits(&self) -> u64 {
        match self {
            WholeNumber::Short(n) => n.bits(),
            WholeNumber::Long(n) => n.bits(),
        }
    }

    pub(in crate::number) fn bit(&self, at: u64) -> bool {
        match self {
            // Twos' complement differs from the size above the lowest bit only.
            WholeNumber::Short(n) if !n.negative || at == 0 => {
                let word = n.words().get((at / 64) as usize);
                word.is_some_and(|word| word >> (at % 64) & 1 == 1)
            }
            other => other.to_long().bit(at),
        }
    }

    pub(in crate::number) fn trailing_zeros(&self) -> Option<u64> {
        match self {
            WholeNumber::Short(n) => n.trailing_zeros(),
            WholeNumber::Long(n) => n.trailing_zeros(),
        }
    }

    pub(in crate::number) fn is_zero(&self) -> bool {
        matches!(self, WholeNumber::Short(Short { length: 0, .. }))
    }

    pub(in crate::number) fn is_negative(&self) -> bool {
        match self {
            WholeNumber::Short(n) => n.negative,
            WholeNumber::Long(n) => n.is_negative(),
        }
    }

    pub(in crate::number) fn is_positive(&self) -> bool {
        !self.is_negative() && !self.is_zero()
    }

    pub(in crate::number) fn abs(&self) -> WholeNumber {
        match self {
            WholeNumber::Short(n) => WholeNumber::Short(Short {
                negative: false,
                ..*n
            }),
            WholeNumber::Long(n) => WholeNumber::Long(n.abs()),
        }
    }

    /// How its size compares with a short one.
    pub(in crate::number) fn compare_size(&self, size: u64) -> Ordering {
        match self {
            WholeNumber::Short(n) => n.compare_size(&Short::of_u64(size)),
            WholeNumber::Long(_) => Ordering::Greater,
        }
    }

    /// The highest `count` bits of its size, at most 64, and how many follow.
    pub(in crate::number) fn leading(&self, count: u64) -> (u64, u64) {
        let cut = self.bits().saturating_sub(count);
        let top = match self {
            WholeNumber::Short(n) => {
                let word = |at: u64| n.words.get(at as usize).copied().unwrap_or(0);
                let (at, part) = (cut / 64, cut % 64);
                word(at) >> part | (word(at + 1) << 1) << (63 - part)
            }
            WholeNumber::Long(n) => (n.magnitude() >> cut).to_u64().unwrap_or(0),
        };
        (top, cut)
    }

    pub(in crate::number) fn to_i64(&self) -> Option<i64> {
        match self {
            WholeNumber::Short(n) if n.length <= 1 => {
                let size = i128::from(n.words[0]);
                i64::try_from(if n.negative { -size } else { size }).ok()
            }
            _ => None,
        }
    }

    pub(in crate::number) fn times(&self, other: &WholeNumber) -> WholeNumber {
        if let (WholeNumber::Short(a), WholeNumber::Short(b)) = (self, other)
            && let Some(product) = a.times(b)
        {
            return WholeNumber::Short(product);
        }
        signed_product(&self.to_long(), &other.to_long()).into()
    }

    /// The quotient of the sizes, cut, and whether nothing was cut. The divisor is not 0.
    pub(in crate::number) fn quotient(&self, divisor: &WholeNumber) -> (WholeNumber, bool) {
        if let (WholeNumber::Short(a), WholeNumber::Short(b)) = (self, divisor) {
            let (quotient, exact) = a.quotient(b);
            return (WholeNumber::Short(quotient), exact);
        }
        let (top, bottom) = (self.size(), divisor.size());
        let quotient = quotient(&top, &bottom);
        let exact = product(&quotient, &bottom) == *top;
        (quotient.into(), exact)
    }
}

impl From<BigInt> for WholeNumber {
    fn from(n: BigInt) -> WholeNumber {
        if n.bits() > 64 * WORDS as u64 {
            return WholeNumber::Long(n);
        }
        let mut words = [0; WORDS];
        let mut length = 0;
        for (word, digit) in words.iter_mut().zip(n.iter_u64_digits()) {
            *word = digit;
            length += 1;
        }
        WholeNumber::Short(Short::new(n.is_negative(), words, length))
    }
}

impl From<BigUint> for WholeNumber {
    fn from(n: BigUint) -> WholeNumber {
        BigInt::from(n).into()
    }
}

impl From<u64> for WholeNumber {
    fn from(n: u64) -> WholeNumber {
        WholeNumber::Short(Short::of_u64(n))
    }
}

impl From<i64> for WholeNumber {
    fn from(n: i64) -> WholeNumber {
        let size = Short::of_u64(n.unsigned_abs());
        WholeNumber::Short(Short {
            negative: n < 0,
            ..size
        })
    }
}

impl Add for &WholeNumber {
    type Output = WholeNumber;
    fn add(self, other: &WholeNumber) -> WholeNumber {
        if let (WholeNumber::Short(a), WholeNumber::Short(b)) = (self, other)
            && let Some(sum) = a.plus(b)
        {
            return WholeNumber::Short(sum);
        }
        (&*self.to_long() + &*other.to_long()).into()
    }
}

impl Sub for &WholeNumber {
    type Output = WholeNumber;
    fn sub(self, other: &WholeNumber) -> WholeNumber {
        self + &-other
    }
}

impl Add<u64> for &WholeNumber {
    type Output = WholeNumber;
    fn add(self, other: u64) -> WholeNumber {
        self + &WholeNumber::from(other)
    }
}

impl Sub<u64> for &WholeNumber {
    type Output = WholeNumber;
    fn sub(self, other: u64) -> WholeNumber {
        self + &-&WholeNumber::from(other)
    }
}

impl Neg for &WholeNumber {
    type Output = WholeNumber;
    fn neg(self) -> WholeNumber {
        match self {
            WholeNumber::Short(n) => WholeNumber::Short(Short {
                negative: !n.negative && n.length > 0,
                ..*n
            }),
            WholeNumber::Long(n) => WholeNumber::Long(-n),
        }
    }
}

impl Shl<u64> for &WholeNumber {
    type Output = WholeNumber;
    fn shl(self, by: u64) -> WholeNumber {
        if let WholeNumber::Short(n) = self
            && let Some(moved) = n.up(by)
        {
            return WholeNumber::Short(moved);
        }
        (&*self.to_long() << by).into()
    }
}

impl Shr<u64> for &WholeNumber {
    type Output = WholeNumber;
    /// Rounded down, also below 0.
    fn shr(self, by: u64) -> WholeNumber {
        match self {
            WholeNumber::Short(n) => {
                let cut = WholeNumber::Short(n.down(by));
                match n.negative && n.trailing_zeros().is_some_and(|zeros| zeros < by) {
                    true => &cut - 1,
                    false => cut,
                }
            }
            WholeNumber::Long(n) => (n >> by).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::Zero;

    /// Numbers of all lengths around the limit, some with long runs of equal bits, the same on every
    /// run.
    fn numbers() -> Vec<BigInt> {
        let mut state = 5u64;
        let mut next = move || {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            state >> 32
        };
        let mut list: Vec<BigInt> = [0, 1, -1, 2, -3].map(BigInt::from).into();
        for bits in [
            1u64, 63, 64, 65, 128, 190, 255, 256, 257, 320, 511, 512, 513, 600,
        ] {
            for kind in 0..6 {
                let mut n = BigInt::zero();
                for _ in 0..=bits / 32 {
                    let word = match kind {
                        0 => 0,
                        1 => u64::from(u32::MAX),
                        _ => next(),
                    };
                    n = (n << 32u32) + word;
                }
                let long = n.bits().saturating_sub(bits);
                n = (n >> long) + i32::from(kind == 0);
                list.push(if next() & 1 == 1 { -n } else { n });
            }
        }
        list
    }

    #[test]
    fn agrees_with_long_numbers() {
        let short = |n: &BigInt| WholeNumber::from(n.clone());
        for a in &numbers() {
            let x = short(a);
            assert_eq!(*x.to_long(), *a);
            assert_eq!(matches!(x, WholeNumber::Short(_)), a.bits() <= 512);
            assert_eq!(
                (x.bits(), x.trailing_zeros()),
                (a.bits(), a.trailing_zeros())
            );
            assert_eq!(x.to_i64(), a.to_i64());
            assert_eq!(*x.abs().to_long(), a.abs());
            assert_eq!(*x.size(), *a.magnitude());
            for at in [0u64, 1, 64, 200, 511] {
                assert_eq!(x.bit(at), a.bit(at), "{a} {at}");
            }
            for by in [0u64, 1, 13, 63, 64, 65, 192, 300, 512, 700] {
                assert_eq!(*(&x << by).to_long(), a << by);
                assert_eq!(*(&x >> by).to_long(), a >> by, "{a} {by}");
            }
            for size in [0, 1, 2, u64::MAX] {
                let expected = a.magnitude().cmp(&size.into());
                assert_eq!(x.compare_size(size), expected);
                assert_eq!(*(&x + size).to_long(), a + size);
                assert_eq!(*(&x - size).to_long(), a - size);
            }
            let (top, cut) = x.leading(40);
            assert_eq!(BigUint::from(top), a.magnitude() >> cut);
            for b in &numbers() {
                let y = short(b);
                assert_eq!(&x + &y, short(&(a + b)));
                assert_eq!(&x - &y, short(&(a - b)));
                assert_eq!(x.times(&y), short(&(a * b)));
                if !b.is_zero() {
                    let (quotient, exact) = x.quotient(&y);
                    let expected = a.magnitude() / b.magnitude();
                    assert_eq!(exact, &expected * b.magnitude() == *a.magnitude());
                    assert_eq!(quotient, expected.into(), "{a} / {b}");
                }
            }
        }
    }
}
