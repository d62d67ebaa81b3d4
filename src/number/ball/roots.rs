//! Square roots and others.

use crate::number::ball::{Ball, ErrorBound, Undefined};
use crate::number::double;
use crate::number::quotient::quotient;
use crate::number::transform::square;
use crate::number::whole::WholeNumber;
use crate::number::work;
use num_bigint::BigUint;
use num_traits::{One, ToPrimitive, pow::Pow};
use std::cmp::Ordering;

/// Roots of a higher degree go through exp and ln: raising a guess to that degree costs more.
const MAX_WHOLE_DEGREE: u32 = 8;

impl Ball {
    /// The square root, exact where it has few enough bits to be.
    ///
    /// # Errors
    /// `Outside` where every number of the ball is below 0, `Straddles` where some are.
    pub fn sqrt(&self, bits: u64) -> Result<Ball, Undefined> {
        self.even_root(2, bits)
    }

    /// The real root of a whole `degree`, negative for a negative number where the degree is odd.
    ///
    /// # Errors
    /// `Outside` for degree 0; for an even degree those of [`Ball::sqrt`].
    pub fn root(&self, degree: u32, bits: u64) -> Result<Ball, Undefined> {
        if degree == 0 {
            return Err(Undefined::Outside);
        }
        if degree == 1 {
            return Ok(self.round(bits));
        }
        if degree.is_multiple_of(2) {
            return self.even_root(degree, bits);
        }
        match self.sign() {
            Some(Ordering::Equal) => Ok(Ball::zero()),
            Some(_) => self.root_of_one_sign(degree, bits),
            None => {
                let end = |end: Ball| end.root(degree, bits);
                Ok(end(self.lower_end())?.hull(&end(self.upper_end())?, bits))
            }
        }
    }

    /// The real cube root.
    pub fn cbrt(&self, bits: u64) -> Ball {
        self.root(3, bits)
            .expect("odd roots are defined everywhere")
    }

    /// √(x² + y²).
    ///
    /// # Errors
    /// `TooLarge` where a square passes [`super::MAX_EXPONENT`].
    pub fn hypot(&self, other: &Ball, bits: u64) -> Result<Ball, Undefined> {
        let (a, b) = (self.square(bits + 8)?, other.square(bits + 8)?);
        a.add(&b, bits + 8).sqrt(bits)
    }

    fn even_root(&self, degree: u32, bits: u64) -> Result<Ball, Undefined> {
        match self.sign() {
            Some(Ordering::Less) => Err(Undefined::Outside),
            Some(Ordering::Equal) => Ok(Ball::zero()),
            Some(Ordering::Greater) => self.root_of_one_sign(degree, bits),
            None if (&self.mid - self.radius).is_negative() => Err(Undefined::Straddles),
            None => {
                let high = self.upper_end().root_of_one_sign(degree, bits)?;
                Ok(Ball::up_to(high.size()))
            }
        }
    }

    /// The root of a ball without 0 in it.
    fn root_of_one_sign(&self, degree: u32, bits: u64) -> Result<Ball, Undefined> {
        let root = self.root_of_midpoint(degree, bits)?;
        if self.radius == 0 {
            return Ok(root);
        }
        if self.accuracy() < 8 {
            let end = |end: Ball| end.root_of_midpoint(degree, bits);
            return Ok(end(self.lower_end())?.hull(&end(self.upper_end())?, bits));
        }
        // |ᵏ√(x+d) − ᵏ√x| ≤ |d/x|·ᵏ√x for numbers of one sign, as a concave function lies below
        // its chords to 0.
        let size = ErrorBound::below(&self.mid, self.exponent);
        let error = self.error().over(size).times(root.size());
        Ok(root.widened(error, bits))
    }

    fn root_of_midpoint(&self, degree: u32, bits: u64) -> Result<Ball, Undefined> {
        let negative = self.mid.is_negative();
        let size = Ball::exactly(self.mid.abs(), self.exponent);
        if degree > MAX_WHOLE_DEGREE {
            let power = size.root_by_logarithm(degree, bits)?;
            return Ok(if negative { -power } else { power });
        }
        let k = i64::from(degree);
        // Twos at the end would hide that 2^1000 has an exact root in few bits.
        let zeros = self.mid.trailing_zeros().unwrap_or(0);
        let whole = (&self.mid.abs() >> zeros).size().into_owned();
        let exponent = self.exponent + zeros as i64;
        // A root of bits + 2 bits, from an exponent that the degree divides.
        let shift = bits_before_root(whole.bits(), degree, bits);
        let shift = shift + (exponent - shift).rem_euclid(k);
        spend_root(whole.bits(), shift as u64, bits);
        let whole = whole << shift;
        let exponent = (exponent - shift) / k;
        let root = if degree == 2 {
            square_root(&whole)
        } else {
            whole_root(&whole, degree)
        };
        let exact = if degree == 2 {
            square(&root) == whole
        } else {
            Pow::pow(&root, degree) == whole
        };
        let error = if exact {
            ErrorBound::ZERO
        } else {
            ErrorBound::new(1, exponent)
        };
        let zeros = if exact {
            root.trailing_zeros().unwrap_or(0)
        } else {
            0
        };
        let root = WholeNumber::from(root >> zeros);
        let root = if negative { -&root } else { root };
        Ok(Ball::rounded(root, exponent + zeros as i64, error, bits))
    }

    /// The same for numbers above 0, by e^(ln x / k).
    fn root_by_logarithm(&self, degree: u32, bits: u64) -> Result<Ball, Undefined> {
        let log = self.ln(bits + 50)?;
        log.div(&Ball::integer(degree.into()), bits + 50)?.exp(bits)
    }
}

/// How many bits a whole number of that many is still to get so that its root has two to spare.
fn bits_before_root(whole: u64, degree: u32, bits: u64) -> i64 {
    (i64::from(degree) * (bits as i64 + 2) - whole as i64).max(0)
}

/// About two steps of full length, whose powers are that long too.
fn spend_root(whole: u64, shift: u64, bits: u64) {
    work::spend_quotient(2 * whole + 2 * shift, bits);
}

/// The root of `degree` cut to a whole number, by Newton's steps down from above it.
fn whole_root(n: &BigUint, degree: u32) -> BigUint {
    /// Bits of a root that doubles tell well enough to begin with.
    const SHORT: u64 = 64;
    if n.bits() <= u64::from(degree) {
        return u32::from(*n != BigUint::ZERO).into();
    }
    let length = n.bits() / u64::from(degree);
    // The root of what stands above gives the upper half of its bits, from where a step or two are enough.
    let mut root = match length > SHORT {
        true => {
            let cut = length / 2;
            (whole_root(&(n >> (cut * u64::from(degree))), degree) + 1u32) << cut
        }
        false => root_in_doubles(n, degree),
    };
    loop {
        let below = Pow::pow(&root, degree - 1);
        let next = (&root * (degree - 1) + quotient(n, &below)) / degree;
        if next >= root {
            return root;
        }
        root = next;
    }
}

/// A number above the root.
fn root_in_doubles(n: &BigUint, degree: u32) -> BigUint {
    // From the 30 leading bits in doubles, and by 4 more above: in roots of up to 2^24 bits the
    // logarithm is good to less than that.
    let cut = n.bits().saturating_sub(64);
    let top = (n >> cut).to_u64().expect("64 bits");
    let size = (double::log2(top as f64) + cut as f64) / f64::from(degree);
    let whole = size.floor();
    let leading = double::pow(2.0, size - whole + 30.0) as u64 + 4;
    let shift = whole as i64 - 30;
    match u64::try_from(shift) {
        Ok(up) => BigUint::from(leading) << up,
        Err(_) => BigUint::from((leading >> shift.unsigned_abs()) + 1),
    }
}

/// The square root cut to a whole number, by Newton's steps that double the digits: each step
/// divides numbers of the length it needs and no longer.
pub(super) fn square_root(n: &BigUint) -> BigUint {
    if let Some(small) = n.to_u64() {
        return small.isqrt().into();
    }
    // The root of the upper half of the bits, then one step on all: s ← (s + n/s)/2 is not below
    // the root, and at most a few units above it.
    let cut = n.bits() / 4 * 2;
    let half = square_root(&(n >> cut)) + 1u32;
    let mut root = half << (cut / 2);
    loop {
        let next = (&root + quotient(n, &root)) >> 1u32;
        if next >= root {
            return root;
        }
        // The step after a full one is only a check where the rest is small.
        root = next;
        let square = square(&root);
        if square <= *n {
            return root;
        }
        if &square - n <= &root << 1u32 {
            return root - BigUint::one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition: the largest whole number whose power is not above `n`.
    #[track_caller]
    fn check(n: &BigUint, degree: u32) {
        let root = match degree {
            2 => square_root(n),
            _ => whole_root(n, degree),
        };
        let above = Pow::pow(&root + 1u32, degree);
        assert!(Pow::pow(&root, degree) <= *n && *n < above, "{n} {degree}");
    }

    #[test]
    fn whole_roots_are_cut() {
        for degree in [2, 3, 5, 12, 97] {
            for small in 0..300u32 {
                check(&small.into(), degree);
            }
            for base in [2u32, 3, 10, 255, 65_537] {
                for times in [1, 2, 7, 40, 300] {
                    let power = Pow::pow(BigUint::from(base), times * degree);
                    check(&power, degree);
                    check(&(&power + 1u32), degree);
                    check(&(&power - 1u32), degree);
                    check(&(power * 3u32), degree);
                }
            }
        }
    }

    /// By whole numbers and by logarithms alike; the power of the root is the number.
    #[test]
    fn roots_of_every_degree_have_their_sign() {
        for degree in [3, 5, 63, 101, 1001, 99_999] {
            for number in [2, -2, 7, -7] {
                let number = Ball::integer(number);
                let root = number.root(degree, 192).unwrap();
                assert!(root.accuracy() > 180, "{degree}: {root:?}");
                assert_eq!(root.sign(), number.sign(), "{degree}");
                let power = root.powi(degree.into(), 192).unwrap();
                assert!(power.overlaps(&number), "{degree}: {power:?}");
            }
        }
    }
}
