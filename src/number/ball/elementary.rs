//! exp, sin, cos, ln, atan: reduced until a series is short, with the error carried along.

use crate::number::ball::constants;
use crate::number::ball::fixed::{
    fixed, fixed_square, series_even, series_exp, series_odd, series_sin_cos,
};
use crate::number::ball::{Ball, ErrorBound, Undefined};
use crate::number::whole::WholeNumber;
use crate::number::work;
use num_traits::ToPrimitive;
use std::cell::Cell;

/// Angles from 2^MAX_ANGLE_BITS on are refused: reducing them takes that many bits of π, which
/// cost a tenth of a second here.
pub const MAX_ANGLE_BITS: i64 = 1 << 17;

/// Bits for the errors that the series add up, for any number of terms up to `bits`.
fn guard(bits: u64) -> u64 {
    12 + u64::from(64 - bits.leading_zeros())
}

/// Sine and cosine of the angle that was last asked for.
struct Last {
    angle: Ball,
    bits: u64,
    found: (Ball, Ball),
    /// What they took, which is counted again: what is known costs as much as what is not.
    work: u64,
}

thread_local! {
    static LAST: Cell<Option<Box<Last>>> = const { Cell::new(None) };
}

impl Ball {
    /// e to the power of it.
    ///
    /// # Errors
    /// `TooLarge` where the value passes [`super::MAX_EXPONENT`]; the value of a very negative
    /// argument is an interval from 0.
    pub fn exp(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.radius == 0 {
            return self.exp_of_midpoint(bits);
        }
        if self.error().top() > -4 {
            // The ball is wide: the values at its ends are closer than any bound by slopes.
            let low = self.lower_end().exp_of_midpoint(bits)?;
            let high = self.upper_end().exp_of_midpoint(bits)?;
            return Ok(low.hull(&high, bits));
        }
        let value = self.exp_of_midpoint(bits)?;
        // |e^r − 1| ≤ r(1 + r) ≤ r + r/8 for r ≤ 1/8.
        let error = self.error();
        let error = value.size().times(error.plus(error.shifted(-3)));
        value.widened(error, bits).checked()
    }

    pub(super) fn exp_of_midpoint(&self, bits: u64) -> Result<Ball, Undefined> {
        if self.mid.is_zero() {
            return Ok(Ball::one());
        }
        let negative = self.mid.is_negative();
        let top = self.exponent + self.mid.bits() as i64;
        if top > 42 {
            let tiny = Ball {
                mid: 1u64.into(),
                radius: 1,
                exponent: -super::MAX_EXPONENT,
            };
            return if negative {
                Ok(tiny)
            } else {
                Err(Undefined::TooLarge)
            };
        }
        if top < -(bits as i64) - 4 {
            // |e^x − 1 − x| ≤ x² for |x| ≤ 1.
            let sum = Ball::one().add(&self.midpoint(), bits);
            return Ok(sum.widened(ErrorBound::new(1, 2 * top), bits));
        }
        let w = bits + guard(bits);
        let fine = w + top.max(0) as u64;
        let x = fixed(&self.mid, self.exponent, fine);
        // Written as n·ln 2 + t with 0 ≤ t < ln 2; the double may put n one off.
        let (n, t) = if negative || top >= 0 {
            let ln2 = constants::ln2(fine)?;
            let guess = (self.to_f64() * std::f64::consts::LOG2_E).floor();
            let mut n = guess.to_i64().expect("below 2^42 · 1.5");
            let mut t = &x - &ln2.times(&n.into());
            while t.is_negative() {
                t = &t + &ln2;
                n -= 1;
            }
            loop {
                let less = &t - &ln2;
                if less.is_negative() {
                    break;
                }
                t = less;
                n += 1;
            }
            (n, t)
        } else {
            (0, x)
        };
        let power = series_exp(&(&t >> (fine - w)), w);
        // t is off by |n|·2 units of `fine`, which is 4 of w at most, and by 2 for cutting; the
        // slope is below 2.
        let error = power.error().plus(ErrorBound::new(12, -(w as i64)));
        Ball::rounded(power.mid, power.exponent + n, error.shifted(n), bits).checked()
    }

    /// The sine.
    ///
    /// # Errors
    /// `TooLarge` for angles past [`MAX_ANGLE_BITS`].
    pub fn sin(&self, bits: u64) -> Result<Ball, Undefined> {
        Ok(self.sin_cos(bits)?.0)
    }

    /// The cosine, with the errors of [`Ball::sin`].
    pub fn cos(&self, bits: u64) -> Result<Ball, Undefined> {
        Ok(self.sin_cos(bits)?.1)
    }

    /// Sine and cosine together, with the errors of [`Ball::sin`].
    pub fn sin_cos(&self, bits: u64) -> Result<(Ball, Ball), Undefined> {
        // Who asks for one mostly asks for the other soon, as a function and its derivative do.
        let known = LAST.take();
        if let Some(last) = &known
            && last.bits == bits
            && last.angle == *self
        {
            work::spend(last.work);
            let found = last.found.clone();
            LAST.set(known);
            return Ok(found);
        }
        let (found, work) = work::measured(|| self.sin_cos_anew(bits));
        let found = found?;
        LAST.set(Some(Box::new(Last {
            angle: self.clone(),
            bits,
            found: found.clone(),
            work,
        })));
        Ok(found)
    }

    fn sin_cos_anew(&self, bits: u64) -> Result<(Ball, Ball), Undefined> {
        let error = self.error();
        if !error.is_zero() && error.top() > 2 {
            let any = Ball {
                mid: WholeNumber::ZERO,
                radius: 1,
                exponent: 0,
            };
            return Ok((any.clone(), any));
        }
        let (sin, cos) = self.sin_cos_of_midpoint(bits)?;
        if error.is_zero() {
            return Ok((sin, cos));
        }
        // |sin(m+d) − sin m| ≤ |d·cos m| + d²/2 and ≤ |d|, and so with the cosine.
        let half = error.times(error).shifted(-1);
        let off = |slope: &Ball| error.times(slope.size()).plus(half).least(error);
        let (sin_off, cos_off) = (off(&cos), off(&sin));
        Ok((
            sin.widened(sin_off, bits).within_one(bits),
            cos.widened(cos_off, bits).within_one(bits),
        ))
    }

    fn sin_cos_of_midpoint(&self, bits: u64) -> Result<(Ball, Ball), Undefined> {
        if self.mid.is_zero() {
            return Ok((Ball::zero(), Ball::one()));
        }
        let top = self.exponent + self.mid.bits() as i64;
        if top > MAX_ANGLE_BITS {
            return Err(Undefined::TooLarge);
        }
        let (quarter, rest) = if top < 0 {
            (0, self.midpoint())
        } else {
            self.quarter_turns(bits, top)?
        };
        let (sin, cos) = rest.sin_cos_of_small(bits);
        Ok(match quarter {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        })
    }

    /// The midpoint as n·π/2 + t with |t| below 0.8: n modulo 4, and t to `bits` relative bits.
    fn quarter_turns(&self, bits: u64, top: i64) -> Result<(u8, Ball), Undefined> {
        let mut extra = 8;
        loop {
            let w = bits + guard(bits) + extra;
            let fine = w + top as u64;
            let x = fixed(&self.mid, self.exponent, fine);
            let pi = constants::pi(fine)?;
            let n = if top < 32 {
                // The nearest or, by errors of the double, one as near but for 2^−20.
                let turns = self.to_f64() * std::f64::consts::FRAC_2_PI;
                WholeNumber::from((turns + 0.5).floor() as i64)
            } else {
                // n = round(2x/π) = floor((4x + π)/2π).
                let (above, below) = (&(&x << 2) + &pi, &pi << 1);
                num_integer::Integer::div_floor(&*above.to_long(), &*below.to_long()).into()
            };
            let t = &(&x << 1) - &n.times(&pi);
            // It counts halves of units, so that one bit more is lost than this.
            let lost = fine.saturating_sub(t.bits());
            // The distance of a number of b bits from all multiples of π/2 is not below 2^−2b in
            // practice; where it should be, t keeps fewer bits, which its error tells.
            let enough = bits + guard(bits) + lost <= w + 7 || extra > 2 * (bits + fine);
            if enough {
                // x is off by 1 unit, and n·π by 2n, with |n| < 2^top.
                let error = ErrorBound::new(3, -(fine as i64) + top);
                let quarter = match n.to_i64() {
                    Some(n) => (n & 3) as u8,
                    None => u8::from(n.bit(0)) + 2 * u8::from(n.bit(1)),
                };
                let t = Ball::rounded(t, -(fine as i64) - 1, error, bits + guard(bits));
                return Ok((quarter, t));
            }
            extra = lost + 17;
        }
    }

    /// Sine and cosine of an angle below 0.8, as accurate relative to their size as the angle.
    fn sin_cos_of_small(&self, bits: u64) -> (Ball, Ball) {
        let negative = self.mid.is_negative();
        let small = -(self.exponent + self.mid.bits() as i64);
        let w = bits + guard(bits);
        let error = self.error();
        let (sin, cos) = if is_tiny(small, w) {
            // The series of sin t/t keeps the accuracy of t however small it is.
            let (sine, cosine) = self.even_series(w, true);
            (self.midpoint().product(&sine, bits + 4), cosine)
        } else {
            let w = w + small.max(0) as u64;
            let (sin, cos) = series_sin_cos(&fixed(&self.mid.abs(), self.exponent, w), w);
            let cut = ErrorBound::new(1, -(w as i64));
            let ball = |value: Ball| {
                let off = value.error().plus(cut);
                Ball::rounded(value.mid, value.exponent, off, bits + 4)
            };
            let (sin, cos) = (ball(sin), ball(cos));
            (if negative { -sin } else { sin }, cos)
        };
        let cos_off = error.times(sin.size()).plus(error.times(error));
        (
            sin.widened(error, bits).within_one(bits),
            cos.widened(cos_off, bits).within_one(bits),
        )
    }

    /// sin t/t and cos t of the midpoint t with |t| < 1/2, or sinh t/t and cosh t.
    pub(super) fn even_series(&self, w: u64, alternating: bool) -> (Ball, Ball) {
        let (sine, cosine) = series_even(&fixed_square(self, w), w, alternating);
        // The square is off by 1 unit and both slopes in it are below 1.
        let cut = ErrorBound::new(2, -(w as i64));
        let ball = |value: Ball| {
            let off = value.error().plus(cut);
            Ball::rounded(value.mid, value.exponent, off, w)
        };
        (ball(sine), ball(cosine))
    }

    /// artanh, or alternating arctan, of a ball below 2^−4 in size.
    pub(super) fn odd_series(&self, bits: u64, alternating: bool) -> Ball {
        if self.is_zero() {
            return Ball::zero();
        }
        let w = bits + guard(bits);
        let value = series_odd(&fixed_square(self, w), w, alternating);
        let off = value.error().plus(ErrorBound::new(2, -(w as i64)));
        let series = Ball::rounded(value.mid, value.exponent, off, w);
        let value = self.midpoint().product(&series, bits);
        // Both slopes are below 1 + 2^−7.
        let error = self.error();
        value.widened(error.plus(error.shifted(-7)), bits)
    }

    /// The arc tangent, from −π/2 to π/2.
    pub fn atan(&self, bits: u64) -> Ball {
        let error = self.error();
        if error.is_zero() {
            return self.atan_of_midpoint(bits);
        }
        if self.accuracy() < 8 && self.top() > -8 {
            let low = self.lower_end().atan_of_midpoint(bits);
            return low.hull(&self.upper_end().atan_of_midpoint(bits), bits);
        }
        // The slope 1/(1 + x²) is below 1 and below 1/x².
        let mut off = error;
        if self.top() > 2 {
            let size = self.least_size();
            off = error.over(size).over(size);
        }
        self.atan_of_midpoint(bits).widened(off, bits)
    }

    fn atan_of_midpoint(&self, bits: u64) -> Ball {
        if self.mid.is_zero() {
            return Ball::zero();
        }
        let negative = self.mid.is_negative();
        let top = self.exponent + self.mid.bits() as i64;
        let value = if top > 0 {
            // arctan x = π/2 − arctan(1/x).
            let inverse =
                Ball::one().quotient(&Ball::exactly(self.mid.abs(), self.exponent), bits + 4);
            let half_turn = Ball::pi(bits + 4).shifted(-1);
            let off = inverse.error();
            let rest = inverse.midpoint().atan_below_one(bits + 4);
            half_turn.sub(&rest.widened(off, bits + 4), bits)
        } else {
            Ball::exactly(self.mid.abs(), self.exponent).atan_below_one(bits)
        };
        if negative { -value } else { value }
    }

    /// arctan of an exact number from 0 to 1, by guesses `y` corrected by
    /// arctan x = y + arctan((x·cos y − sin y)/(cos y + x·sin y)), which holds for any y.
    fn atan_below_one(&self, bits: u64) -> Ball {
        let small = (-(self.exponent + self.mid.bits() as i64)).max(0);
        if is_tiny(small, bits) {
            return self.odd_series(bits, true);
        }
        let work = bits + small as u64 + 8;
        let mut guess = Ball::from_f64(libm::atan(self.to_f64())).unwrap_or_else(Ball::zero);
        for target in ladder(work) {
            let x = self.round(target);
            let (sin, cos) = guess.sin_cos_of_small(target);
            let top = x.product(&cos, target).sub(&sin, target);
            let bottom = x.product(&sin, target).add(&cos, target);
            let rest = top.quotient(&bottom, target).odd_series(target, true);
            let corrected = guess.add(&rest, target);
            if target == work {
                return corrected.round(bits);
            }
            guess = corrected.midpoint();
        }
        unreachable!("the ladder ends at the bits asked for")
    }
}

/// Is a number below 2^−small so near 0 that its own series needs fewer terms than a way around?
pub(super) fn is_tiny(small: i64, bits: u64) -> bool {
    let small = small.max(0) as u64;
    small > 4 && small.saturating_mul(small) > bits
}

/// The precisions at which a guess of 48 bits is corrected, the last one `bits`: each correction
/// takes a few terms of a series, which multiply the bits by about 6.
pub(super) fn ladder(bits: u64) -> Vec<u64> {
    let mut steps = vec![bits];
    let mut step = bits;
    while step > 320 {
        step = step / 6 + 16;
        steps.push(step);
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    /// Doubles of all sizes, the same on every run.
    fn doubles() -> impl Iterator<Item = f64> {
        let mut state = 3u64;
        std::iter::repeat_with(move || {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            let exponent = (state >> 58) as i32 - 40;
            let sign = if state & 1 << 57 == 0 { 1.0 } else { -1.0 };
            sign * libm::ldexp((state >> 12 & ((1 << 45) - 1)) as f64, exponent - 45)
        })
        .take(400)
    }

    #[test]
    fn agrees_with_doubles() {
        let near = |ball: Ball, double: f64| {
            // libm is off by a unit in the last place or two.
            let size = double.abs().max(f64::MIN_POSITIVE);
            assert!(
                (ball.to_f64() - double).abs() <= 4e-16 * size,
                "{ball:?} {double}"
            );
        };
        for x in doubles() {
            let ball = Ball::from_f64(x).unwrap();
            if x.abs() < 700.0 {
                near(ball.exp(80).unwrap(), libm::exp(x));
                near(ball.sinh(80).unwrap(), libm::sinh(x));
            }
            near(ball.sin(80).unwrap(), libm::sin(x));
            near(ball.cos(80).unwrap(), libm::cos(x));
            near(ball.atan(80), libm::atan(x));
            near(ball.tanh(80).unwrap(), libm::tanh(x));
            near(ball.asinh(80).unwrap(), libm::asinh(x));
            near(ball.erf(80).unwrap(), libm::erf(x));
            near(ball.cbrt(80), libm::cbrt(x));
            if x > 0.0 {
                near(ball.ln(80).unwrap(), libm::log(x));
                near(ball.log10(80).unwrap(), libm::log10(x));
            }
            if x.abs() < 1.0 {
                near(ball.asin(80).unwrap(), libm::asin(x));
                near(ball.acos(80).unwrap(), libm::acos(x));
                near(ball.log1p(80).unwrap(), libm::log1p(x));
            }
        }
    }

    #[test]
    fn inverses_and_identities() {
        for (at, x) in doubles().enumerate() {
            let bits = 40 + 37 * (at as u64 % 30);
            let ball = Ball::from_f64(x).unwrap();
            let (sin, cos) = ball.sin_cos(bits).unwrap();
            let sum = sin
                .square(bits)
                .unwrap()
                .add(&cos.square(bits).unwrap(), bits);
            let rest = sum.sub(&Ball::one(), bits);
            assert!(
                rest.contains_zero() && rest.top() < 8 - bits as i64,
                "{sum:?}"
            );
            if x > 0.0 {
                let back = ball.ln(bits).unwrap().exp(bits).unwrap();
                assert!(back.overlaps(&ball) && back.accuracy() > bits as i64 - 12);
            }
            let back = ball.atan(bits).tan(bits);
            assert!(back.is_ok_and(|back| back.overlaps(&ball)));
        }
    }

    #[test]
    fn large_angles() {
        // sin(10^22) in doubles is a classical test of the reduction; 10^60 needs 200 bits of π.
        let ten = Ball::integer(10);
        let sin = |n| ten.powi(n, 300).unwrap().sin(96).unwrap();
        assert_eq!(sin(22).to_f64(), -0.852_200_849_767_188_8);
        assert_eq!(
            sin(60).decimal(20).unwrap().to_string(),
            "0.83038976521934266466"
        );
    }

    /// Near multiples of a right angle, where most of the bits to spare are lost, what is left of an
    /// angle holds what many more bits find.
    #[test]
    fn what_is_left_of_an_angle_is_held() {
        const BITS: u64 = 60;
        let right_angle = Ball::pi(300).shifted(-1);
        for top in [8, 16, 24, 29] {
            for k in 0..60 {
                let turns = (1 << top) + k * (1 << top) / 64;
                let multiple = right_angle.mul(&Ball::integer(turns), 300).unwrap();
                let x = multiple.round(top + 10 + k as u64 % 8).midpoint();
                let size = x.exponent + x.mid.bits() as i64;
                let (quarter, few) = x.quarter_turns(BITS, size).unwrap();
                let (same, many) = x.quarter_turns(BITS + 200, size).unwrap();
                assert_eq!(quarter, same, "{turns}");
                assert!(few.overlaps(&many), "{turns}: {few:?} and not {many:?}");
            }
        }
    }

    #[test]
    fn domains() {
        let ends = |mid: i64, radius| Ball::new(mid.into(), radius, 0);
        assert_eq!(ends(-3, 1).ln(64), Err(Undefined::Outside));
        assert_eq!(ends(0, 1).ln(64), Err(Undefined::Straddles));
        assert_eq!(Ball::zero().ln(64), Err(Undefined::Outside));
        assert_eq!(
            ends(1, 1).sqrt(64).unwrap().lower_end().sign(),
            Some(Ordering::Equal)
        );
        assert_eq!(ends(-3, 1).sqrt(64), Err(Undefined::Outside));
        assert_eq!(ends(2, 1).asin(64), Err(Undefined::Straddles));
        assert_eq!(ends(3, 1).asin(64), Err(Undefined::Outside));
        assert_eq!(Ball::one().atanh(64), Err(Undefined::Outside));
        assert_eq!(ends(0, 1).asec(64), Err(Undefined::Straddles));
        assert_eq!(Ball::zero().asec(64), Err(Undefined::Outside));
        assert_eq!(ends(0, 2).acoth(64), Err(Undefined::Straddles));
        assert_eq!(Ball::zero().cot(64), Err(Undefined::Outside));
        assert_eq!(ends(2, 1).tan(64), Err(Undefined::Straddles));
        assert_eq!(ends(0, 1).csc(64), Err(Undefined::Straddles));
        assert_eq!(
            Ball::zero().atan2(&Ball::zero(), 64),
            Err(Undefined::Outside)
        );
        assert_eq!(
            ends(0, 1).atan2(&ends(-3, 1), 64),
            Err(Undefined::Straddles)
        );
        assert_eq!(
            ends(-2, 0).pow(&Ball::dyadic(1.into(), -1), 64),
            Err(Undefined::Outside)
        );
        assert_eq!(
            Ball::zero().pow(&Ball::integer(-1), 64),
            Err(Undefined::Outside)
        );
        assert_eq!(Ball::zero().pow(&Ball::zero(), 64), Ok(Ball::one()));
    }
}
