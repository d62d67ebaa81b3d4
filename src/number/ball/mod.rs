//! Ball arithmetic: real numbers as a midpoint with a proved error, to any precision.
//!
//! A ball `(m ± r)·2^e` stands for some real number in it. Every operation takes balls and the
//! number of `bits` its midpoint may have, and returns a ball that contains the result for *every*
//! choice of numbers in the balls it was given. So a printed digit can be trusted as soon as both
//! ends of the ball agree on it, and if they don't, more bits are the remedy.
//!
//! For exact arguments the functions give about as many correct bits as asked for, also where the
//! textbook formula cancels. Results depend on the arguments and `bits` alone, on every platform.

mod activation;
mod arithmetic;
mod bound;
mod burst;
mod composed;
mod constants;
mod decimal;
mod elementary;
mod error_function;
mod fixed;
mod gamma;
mod lambert;
mod logarithm;
mod monotone;
mod polygamma;
mod roots;
mod series;
mod short;
mod short_ball;
mod short_functions;
mod short_gamma;
mod stirling;
mod two_words;

use crate::number::rational::Rational;
use crate::number::whole::WholeNumber;
use crate::number::work;
use bound::ErrorBound;
pub use elementary::MAX_ANGLE_BITS;
use num_bigint::BigInt;
use num_traits::Zero;
pub use short_ball::ShortBall;
use std::cmp::Ordering;
use std::fmt;
pub use stirling::MAX_SHIFT;

/// Values from `2^MAX_EXPONENT` on are refused, and those below its inverse become an interval
/// that reaches 0. It leaves room for `exp(1e11)`, and sums of exponents stay far from `i64`.
pub const MAX_EXPONENT: i64 = 1 << 40;

/// Ends of balls with larger exponents than this in either direction are not written out as
/// fractions, because they would take more than 2 MB.
pub const MAX_FRACTION_EXPONENT: i64 = 1 << 24;

/// Why there is no ball to return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undefined {
    /// Every number in the ball lies outside the domain.
    Outside,
    /// The ball reaches over an end of the domain, a pole or a jump: more bits may help.
    Straddles,
    /// The result, or what is needed to find it, is past a limit such as [`MAX_EXPONENT`].
    TooLarge,
    /// The question has taken the work that it may: [`crate::number::work`].
    TooMuchWork,
}

impl fmt::Display for Undefined {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Undefined::Outside => "outside the domain",
            Undefined::Straddles => "too near the end of the domain to tell",
            Undefined::TooLarge => "too large to compute",
            Undefined::TooMuchWork => "more work than the limit allows",
        })
    }
}

impl std::error::Error for Undefined {}

/// Some real number between `(mid − radius)·2^exponent` and `(mid + radius)·2^exponent`.
#[derive(Clone, PartialEq, Eq)]
pub struct Ball {
    mid: WholeNumber,
    radius: u64,
    exponent: i64,
}

/// Bits that a radius keeps after an operation: the error itself need not be known precisely.
const RADIUS_BITS: i64 = 30;

impl Ball {
    /// Exactly 0.
    pub fn zero() -> Ball {
        Ball::exactly(WholeNumber::ZERO, 0)
    }

    /// Exactly 1.
    pub fn one() -> Ball {
        Ball::integer(1)
    }

    /// Exactly `n`.
    pub fn integer(n: i64) -> Ball {
        Ball::exactly(n.into(), 0)
    }

    /// Exactly `mid · 2^exponent`.
    pub fn dyadic(mid: BigInt, exponent: i64) -> Ball {
        Ball::exactly(mid.into(), exponent)
    }

    /// Exactly `mid · 2^exponent`.
    fn exactly(mid: WholeNumber, exponent: i64) -> Ball {
        Ball {
            mid,
            radius: 0,
            exponent,
        }
    }

    /// The numbers `(mid ± radius)·2^exponent`.
    pub fn new(mid: BigInt, radius: u64, exponent: i64) -> Ball {
        let bound = ErrorBound::new(radius.into(), exponent);
        let bits = mid.bits().max(64);
        Ball::rounded(mid.into(), exponent, bound, bits)
    }

    /// The ball of `bits` around a fraction; exact where the denominator is a power of two and the
    /// numerator fits.
    pub fn from_rational(value: &Rational, bits: u64) -> Ball {
        let (top, bottom) = (value.numerator(), value.denominator());
        let twos = bottom.trailing_zeros().unwrap_or(0);
        if twos + 1 == bottom.bits() {
            return Ball::rounded(
                top.into_owned().into(),
                -(twos as i64),
                ErrorBound::ZERO,
                bits,
            );
        }
        let top = Ball::dyadic(top.into_owned(), 0);
        top.quotient(&Ball::dyadic(bottom.into_owned(), 0), bits)
    }

    /// Exactly a double, or `None` where it is not finite.
    pub fn from_f64(x: f64) -> Option<Ball> {
        let (fraction, exponent) = libm::frexp(x.is_finite().then_some(x)?);
        let mid = WholeNumber::from(libm::ldexp(fraction, 53) as i64);
        let zeros = mid.trailing_zeros().unwrap_or(53);
        let exponent = i64::from(exponent) - 53 + zeros as i64;
        Some(Ball::exactly(&mid >> zeros, exponent))
    }

    /// A midpoint and an error, cut to `bits`; what is cut off joins the error.
    pub(in crate::number::ball) fn rounded(
        mid: WholeNumber,
        exponent: i64,
        error: ErrorBound,
        bits: u64,
    ) -> Ball {
        let excess = mid.bits() as i64 - bits as i64;
        let unit = if error.is_zero() {
            exponent + excess.max(0)
        } else if mid.is_zero() {
            error.top() - RADIUS_BITS
        } else {
            (exponent + excess).max(error.top() - RADIUS_BITS)
        };
        let cut = unit - exponent;
        let (mid, inexact) = match cut {
            0 => (mid, false),
            _ if cut > 0 => {
                let inexact = mid.trailing_zeros().is_some_and(|zeros| zeros < cut as u64);
                (cut_off(&mid, cut as u64), inexact)
            }
            _ => (&mid << -cut as u64, false),
        };
        Ball {
            mid,
            radius: error.count(unit) + u64::from(inexact),
            exponent: unit,
        }
    }

    /// Refuses to go on where the question has no work left.
    fn affordable() -> Result<(), Undefined> {
        if work::is_spent() {
            return Err(Undefined::TooMuchWork);
        }
        Ok(())
    }

    /// Refuses what is too large, and widens what is too small to an interval that reaches 0.
    fn checked(self) -> Result<Ball, Undefined> {
        let top = self.top();
        if top > MAX_EXPONENT {
            Err(Undefined::TooLarge)
        } else if top < -MAX_EXPONENT && !(self.mid.is_zero() && self.radius == 0) {
            let mid = match self.sign() {
                Some(Ordering::Greater) => 1i64,
                Some(Ordering::Less) => -1,
                _ => 0,
            };
            Ok(Ball {
                mid: mid.into(),
                radius: 1,
                exponent: -MAX_EXPONENT,
            })
        } else {
            Ok(self)
        }
    }

    /// The same number with at most `bits` in its midpoint.
    pub fn round(&self, bits: u64) -> Ball {
        Ball::rounded(self.mid.clone(), self.exponent, self.error(), bits)
    }

    /// The least exponent with every number of the ball below `2^top` in size; of no meaning for
    /// exactly 0.
    fn top(&self) -> i64 {
        let radius_bits = i64::from(64 - self.radius.leading_zeros());
        let bits = self.mid.bits() as i64;
        let carry = i64::from(self.radius != 0);
        self.exponent + bits.max(radius_bits) + carry
    }

    /// The radius as a bound.
    fn error(&self) -> ErrorBound {
        ErrorBound::new(self.radius.into(), self.exponent)
    }

    /// At least the size of every number in the ball.
    fn size(&self) -> ErrorBound {
        ErrorBound::above(&self.mid, self.exponent).plus(self.error())
    }

    /// At most the size of every number in the ball, which does not reach 0.
    fn least_size(&self) -> ErrorBound {
        ErrorBound::below(&(&self.mid.abs() - self.radius), self.exponent)
    }

    /// The ball grown by an error.
    fn widened(self, error: ErrorBound, bits: u64) -> Ball {
        let error = self.error().plus(error);
        Ball::rounded(self.mid, self.exponent, error, bits)
    }

    /// Is it a single number?
    pub fn is_exact(&self) -> bool {
        self.radius == 0
    }

    /// Is it exactly 0?
    pub fn is_zero(&self) -> bool {
        self.radius == 0 && self.mid.is_zero()
    }

    /// Correct bits relative to the size of the number: 0 or less where nothing is known of it,
    /// `i64::MAX` where it is exact.
    pub fn accuracy(&self) -> i64 {
        if self.radius == 0 {
            return i64::MAX;
        }
        let radius_bits = i64::from(64 - self.radius.leading_zeros());
        self.mid.bits() as i64 - radius_bits
    }

    /// Does 0 lie in the ball?
    pub fn contains_zero(&self) -> bool {
        self.mid.compare_size(self.radius) != Ordering::Greater
    }

    /// The sign, as a comparison with 0, where the whole ball agrees on it.
    pub fn sign(&self) -> Option<Ordering> {
        if self.is_zero() {
            Some(Ordering::Equal)
        } else if self.contains_zero() {
            None
        } else if self.mid.is_negative() {
            Some(Ordering::Less)
        } else {
            Some(Ordering::Greater)
        }
    }

    /// How the numbers of this ball compare with those of another, where all pairs agree.
    pub fn compare(&self, other: &Ball) -> Option<Ordering> {
        // With 64 bits the sign of the difference is kept, however small it is, as long as the
        // midpoints are subtracted before anything is cut.
        self.sub(other, 64).sign()
    }

    /// Have the two balls a number in common?
    pub fn overlaps(&self, other: &Ball) -> bool {
        !matches!(
            self.compare(other),
            Some(Ordering::Less | Ordering::Greater)
        )
    }

    /// The midpoint, as an exact ball.
    pub fn midpoint(&self) -> Ball {
        Ball::exactly(self.mid.clone(), self.exponent)
    }

    /// The lower end, as an exact ball.
    pub fn lower_end(&self) -> Ball {
        Ball::exactly(&self.mid - self.radius, self.exponent)
    }

    /// The upper end, as an exact ball.
    pub fn upper_end(&self) -> Ball {
        Ball::exactly(&self.mid + self.radius, self.exponent)
    }

    /// The lower end as a fraction.
    ///
    /// # Errors
    /// `TooLarge` where its exponent is past [`MAX_FRACTION_EXPONENT`].
    pub fn lower(&self) -> Result<Rational, Undefined> {
        fraction(&(&self.mid - self.radius).to_long(), self.exponent)
    }

    /// The upper end as a fraction.
    ///
    /// # Errors
    /// `TooLarge` where its exponent is past [`MAX_FRACTION_EXPONENT`].
    pub fn upper(&self) -> Result<Rational, Undefined> {
        fraction(&(&self.mid + self.radius).to_long(), self.exponent)
    }

    /// The nearest double to the midpoint, infinite or 0 where that is out of range: a guess at
    /// the number, for pictures and first steps.
    pub fn to_f64(&self) -> f64 {
        // 64 bits, the last of them sticky, are rounded once more by the conversion.
        let (mut top, cut) = self.mid.leading(64);
        if self.mid.trailing_zeros().is_some_and(|zeros| zeros < cut) {
            top |= 1;
        }
        let exponent = (self.exponent + cut as i64).clamp(-4000, 4000) as i32;
        let size = libm::ldexp(top as f64, exponent);
        if self.mid.is_negative() { -size } else { size }
    }

    /// The least ball of that many `bits` that contains both.
    pub fn hull(&self, other: &Ball, bits: u64) -> Ball {
        let ends = |ball: &Ball| (ball.lower_end(), ball.upper_end());
        let ((a, b), (c, d)) = (ends(self), ends(other));
        let low = if a.compare(&c) == Some(Ordering::Greater) {
            c
        } else {
            a
        };
        let high = if b.compare(&d) == Some(Ordering::Less) {
            d
        } else {
            b
        };
        Ball::between(&low, &high, bits)
    }

    /// The numbers from `low` to `high`, two exact balls in that order.
    fn between(low: &Ball, high: &Ball, bits: u64) -> Ball {
        // Half the difference, and not half the sum, so that a wide gap costs no bits.
        let half = high.sub(low, 32).shifted(-1);
        let middle = low.add(high, bits.max(64)).shifted(-1);
        middle.widened(half.size(), bits)
    }

    /// Times `2^exponent`, exactly.
    pub fn shifted(&self, exponent: i64) -> Ball {
        Ball {
            exponent: self.exponent.saturating_add(exponent),
            ..self.clone()
        }
    }
}

impl fmt::Debug for Ball {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mid = self.mid.to_long();
        write!(out, "({mid} ± {})·2^{}", self.radius, self.exponent)
    }
}

/// A midpoint without its last bits, at most one too low: far below the error nothing of it is left.
fn cut_off(mid: &WholeNumber, bits: u64) -> WholeNumber {
    match bits > mid.bits() + 1 {
        true => WholeNumber::ZERO,
        false => mid >> bits,
    }
}

/// A dyadic number as a fraction, if it is of a size to be written out.
fn fraction(mid: &BigInt, exponent: i64) -> Result<Rational, Undefined> {
    if mid.is_zero() {
        return Ok(Rational::zero());
    }
    if exponent.abs() > MAX_FRACTION_EXPONENT {
        return Err(Undefined::TooLarge);
    }
    Ok(Rational::dyadic(mid, exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ball: Result<Ball, Undefined>, digits: usize) -> String {
        let ball = ball.expect("a value");
        ball.decimal(digits).expect("enough bits").to_string()
    }

    #[test]
    fn every_number_of_a_ball_is_below_its_top() {
        for (mid, radius, exponent) in [
            (7, 1, 0),
            (7, 0, 0),
            (-7, 1, 5),
            (8, 0, -3),
            (0, 7, 0),
            (1, 3, 2),
            (255, 255, -1),
            (-1, 1, 0),
        ] {
            let ball = Ball::new(mid.into(), radius, exponent);
            let end = ball.upper_end().abs().upper().unwrap();
            let end = end.max(ball.lower_end().abs().upper().unwrap());
            let top = Rational::integer(2).power(ball.top()).unwrap();
            assert!(end < top, "{ball:?}: {end} is not below {top}");
        }
    }

    #[test]
    fn decimals() {
        let (two, ten) = (Ball::integer(2), Ball::integer(10));
        assert_eq!(shown(two.sqrt(128), 20), "1.4142135623730950488");
        assert_eq!(shown(ten.powi(868, 96), 5), "1e868");
        assert_eq!(shown(ten.powi(-868, 96), 5), "1e-868");
        assert_eq!(shown(Ball::integer(3).div(&ten, 300), 17), "0.3");
        assert_eq!(shown(Ok(Ball::zero()), 17), "0");
        assert_eq!(Ball::new(1.into(), 1, 0).decimal(1), None);
        // Halves are ties: exact ones round to even, others stay undecided.
        assert_eq!(shown(Ball::integer(5).div(&two, 64), 1), "2");
        assert_eq!(Ball::new(BigInt::from(5) << 100, 1, -101).decimal(1), None);
    }

    #[test]
    fn decimals_past_all_doubles() {
        // 2^(10^9) has 301,029,996 digits, the first of them by logarithms in 40 digits.
        assert_eq!(shown(two_to(1_000_000_000), 12), "4.61297600117e301029995");
        assert_eq!(shown(two_to(-20_000), 10), "2.512388058e-6021");
    }

    fn two_to(n: i64) -> Result<Ball, Undefined> {
        Ball::integer(2).powi(n, 128)
    }

    #[test]
    fn ends_and_signs() {
        let ball = Ball::new((-3).into(), 1, -2);
        assert_eq!(ball.lower(), Ok(Rational::integer(-1)));
        assert_eq!(ball.upper(), Ok(Rational::ratio(-1, 2)));
        assert_eq!(ball.sign(), Some(Ordering::Less));
        assert_eq!(ball.abs().upper(), Ok(Rational::integer(1)));
        let around = Ball::new(1.into(), 2, 0);
        assert_eq!(around.sign(), None);
        assert_eq!(around.abs().lower(), Ok(Rational::zero()));
        assert_eq!(around.square(64).unwrap().lower(), Ok(Rational::zero()));
        assert!(around.overlaps(&Ball::integer(3)));
        assert!(!around.overlaps(&Ball::integer(4)));
        assert_eq!(Ball::integer(3).compare(&around), None);
    }

    #[test]
    fn exact_where_it_can_be() {
        let dyadic = Ball::from_rational(&Rational::ratio(5, 8), 64);
        assert!(dyadic.is_exact());
        // The bits that are cut off are just those that are 0; one more is an error.
        let zeros: BigInt = BigInt::from((1u128 << 63) + 1) << 7;
        assert!(Ball::dyadic(zeros.clone(), 0).round(64).is_exact());
        assert!(!Ball::dyadic(zeros, 0).round(63).is_exact());
        assert!(dyadic.mul(&dyadic, 64).unwrap().is_exact());
        assert!(dyadic.div(&Ball::integer(5), 64).unwrap().is_exact());
        assert!(Ball::integer(9).sqrt(64).unwrap().is_exact());
        assert!(Ball::integer(-8).cbrt(64).is_exact());
        assert!(Ball::zero().sin(64).unwrap().is_zero());
        assert!(Ball::one().ln(64).unwrap().is_zero());
        assert!(!Ball::from_rational(&Rational::ratio(1, 3), 64).is_exact());
    }

    #[test]
    fn too_large_and_too_small() {
        let nine = Ball::integer(9);
        let tower = nine.exp(64).unwrap().exp(64).unwrap();
        assert_eq!(tower.exp(64), Err(Undefined::TooLarge));
        // Its inverse is some number between 0 and almost nothing.
        let least = (-&tower).exp(64).unwrap();
        assert_eq!(
            least.lower_end(),
            Ball::dyadic(BigInt::zero(), least.exponent)
        );
        assert_eq!(shown(Ok(Ball::one().add(&least, 64)), 15), "1");
        assert_eq!(shown(tower.tanh(64), 15), "1");
        let huge = two_to(1 << 38).unwrap();
        assert_eq!(huge.powi(4, 64), Err(Undefined::TooLarge));
        assert_eq!(huge.sin(64), Err(Undefined::TooLarge));
        assert_eq!(huge.gamma(64), Err(Undefined::TooLarge));
        assert_eq!(huge.lower(), Err(Undefined::TooLarge));
        // Sums of far different numbers neither fill memory nor lose their order.
        let sum = huge.add(&Ball::one(), 64);
        assert_eq!(sum.compare(&huge.shifted(-1)), Some(Ordering::Greater));
        assert!(
            huge.add(&huge.reciprocal(64).unwrap(), 64)
                .to_f64()
                .is_infinite()
        );
    }

    #[test]
    fn whole_numbers_nearby() {
        let at = |top: i64, bottom: i64| Ball::from_rational(&Rational::ratio(top, bottom), 64);
        let whole =
            |ball: Result<Ball, Undefined>| ball.unwrap().lower().unwrap().to_i64().unwrap();
        assert_eq!(whole(at(-7, 3).floor()), -3);
        assert_eq!(whole(at(-7, 3).ceil()), -2);
        assert_eq!(whole(at(5, 2).nearest()), 3);
        assert_eq!(whole(at(-5, 2).nearest()), -3);
        assert_eq!(whole(at(1, 3).nearest()), 0);
        assert_eq!(Ball::new(1.into(), 1, -80).floor().unwrap(), Ball::zero());
        assert_eq!(
            Ball::new(0.into(), 1, -80).floor(),
            Err(Undefined::Straddles)
        );
        assert_eq!(whole(Ball::new(0.into(), 1, -80).nearest()), 0);
        assert_eq!(Ball::integer(7).floor().unwrap(), Ball::integer(7));
    }
}
