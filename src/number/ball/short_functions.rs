//! Functions of balls of one width, reduced as those of long balls are, with the series of
//! [`short`](super::short).

use crate::number::ball::short::{circular_halvings, exp_halvings, exp_words, sin_cos_words};
use crate::number::ball::short_ball::{BITS, ShortBall};
use crate::number::double;

/// Places of arguments in fixed point: they are below 2^15 then.
const PLACES: i32 = 112;

/// ln 2 and π/2 in units of 2^−[`PLACES`], cut.
const LN2: i128 = 0xb172_17f7_d1cf_79ab_c9e3_b398_03f2;
const RIGHT_ANGLE: i128 = 0x1_921f_b544_42d1_8469_898c_c517_01b8;

/// Words of a fraction.
const WORDS: usize = 2;

/// Angles below 2^this: what is left out of x − x³/6 and 1 − x²/2 is below 2^−118 of them.
const SMALL_ANGLE: i32 = -28;

impl ShortBall {
    /// Its midpoint is below 2 to this power in size.
    fn top(self) -> i32 {
        self.exponent + BITS
    }

    /// e to the power of it.
    pub fn exp(self) -> ShortBall {
        let Some((x, off)) = self.fixed(PLACES) else {
            return ShortBall::UNKNOWN;
        };
        // x = n·ln 2 + t with 0 ≤ t < ln 2; the double may put n one off.
        let mut n = (self.near() * std::f64::consts::LOG2_E).floor() as i32;
        let mut t = x - i128::from(n) * LN2;
        while t < 0 {
            t += LN2;
            n -= 1;
        }
        while t >= LN2 {
            t -= LN2;
            n += 1;
        }
        let (whole, rest, units) = exp_words(fraction(t, exp_halvings::<WORDS>()));
        // Off by that of x and one unit for each ln 2, where the slope is below 3.
        let off = u128::from(off + u64::from(n.unsigned_abs())) * (3 << (BITS - PLACES));
        let off = off + u128::from(units);
        let mid = u128::from(whole) << (BITS - 2) | joined(rest) >> 2;
        ShortBall::new(false, mid, off / 4 + 2, n + 2 - BITS)
    }

    /// The natural logarithm; unknown where it may have none.
    pub fn ln(self) -> ShortBall {
        if !self.is_positive() {
            return ShortBall::UNKNOWN;
        }
        // m·2^n with m from 1 to 2; near 1 the number itself.
        let n = match self.near() {
            near if (0.5..1.0).contains(&near) => 0,
            _ => self.exponent + BITS - 1,
        };
        let m = self.doubled(-n);
        // ln m = y + 2 artanh z with z = (m − e^y)/(m + e^y) for any y, which is y + 2z but for z³.
        let y = ShortBall::double(double::ln(m.near()));
        let power = y.exp();
        let z = m.minus(power).over(m.plus(power));
        let part = match z.is_zero() {
            true => y,
            false => y.plus(z.doubled(1)).widened(3 * z.top()),
        };
        match n {
            0 => part,
            _ => {
                let twos = ShortBall::new(n < 0, n.unsigned_abs().into(), 0, 0);
                twos.times(ln2()).plus(part)
            }
        }
    }

    /// Sine and cosine.
    pub fn sin_cos(self) -> (ShortBall, ShortBall) {
        let unknown = (ShortBall::UNKNOWN, ShortBall::UNKNOWN);
        if self.is_zero() {
            return (self, ShortBall::whole(1));
        }
        if self.mid != 0 && self.top() <= SMALL_ANGLE {
            let half = self.times(self).doubled(-1);
            let third = half.over(ShortBall::whole(3));
            let one = ShortBall::whole(1);
            return (
                self.times(one.minus(third).widened(4 * SMALL_ANGLE - 6)),
                one.minus(half).widened(4 * SMALL_ANGLE - 4),
            );
        }
        let Some((x, off)) = self.fixed(PLACES) else {
            return unknown;
        };
        // x = n·π/2 + t with |t| below 0.8.
        let n = (self.near() * std::f64::consts::FRAC_2_PI).round() as i64;
        let t = x - i128::from(n) * RIGHT_ANGLE;
        if t.unsigned_abs() >= 1 << PLACES {
            return unknown;
        }
        let (sine, lost, units) = sin_cos_words(fraction(t.abs(), circular_halvings::<WORDS>()));
        // Off by that of x and one unit for each π/2; neither slope is above 1.
        let off = u128::from(off + n.unsigned_abs()) << (BITS - PLACES);
        let off = off + u128::from(units);
        let sin = ShortBall::new(t < 0, joined(sine), off, -BITS);
        // 1 − v, in units of 2^−128 that reach 2^128 where v is 0.
        let cos = match joined(lost) {
            0 => ShortBall::new(false, 1 << (BITS - 1), off, 1 - BITS),
            lost => ShortBall::new(false, lost.wrapping_neg(), off, -BITS),
        };
        match n & 3 {
            0 => (sin, cos),
            1 => (cos, sin.negative()),
            2 => (sin.negative(), cos.negative()),
            _ => (cos.negative(), sin),
        }
    }

    /// The arc tangent, from −π/2 to π/2.
    pub fn atan(self) -> ShortBall {
        if self.mid == 0 {
            return self;
        }
        // arctan x = y + arctan z with z = (x·cos y − sin y)/(cos y + x·sin y) for any y of the same
        // sign, which is y + z but for z³.
        let near = self.near();
        if near.is_nan() {
            return ShortBall::UNKNOWN;
        }
        let y = ShortBall::double(double::atan(near));
        let (sin, cos) = y.sin_cos();
        let z = self.times(cos).minus(sin).over(cos.plus(self.times(sin)));
        match z.is_zero() {
            true => y,
            false => y.plus(z).widened(3 * z.top()),
        }
    }

    /// The arc sine; unknown where it may have none, or no slope.
    pub fn asin(self) -> ShortBall {
        /// Nearer to its ends its slope, by which the sine's own error grows, needs a root.
        const INNER: f64 = 0.75;
        let near = self.near();
        if near.abs() > INNER {
            let one = ShortBall::whole(1);
            let other = one.minus(self).times(one.plus(self)).sqrt();
            return self.over(other).atan();
        }
        if self.mid == 0 {
            return self;
        }
        if near.is_nan() {
            return ShortBall::UNKNOWN;
        }
        // arcsin x = y + d but for d², with d = (x − sin y)/cos y and any y with |tan y| below 1.2.
        let y = ShortBall::double(double::asin(near));
        let (sin, cos) = y.sin_cos();
        let d = self.minus(sin).over(cos);
        match d.is_zero() {
            true => y,
            false => y.plus(d).widened(2 * d.top()),
        }
    }

    /// The square root of a number above 0.
    pub fn sqrt(self) -> ShortBall {
        if !self.is_positive() {
            return ShortBall::UNKNOWN;
        }
        // m·4^n with m from 1 to 4.
        let n = (self.exponent + BITS - 1).div_euclid(2);
        let m = self.doubled(-2 * n);
        let guess = ShortBall::double(double::sqrt(m.near()));
        // One of Newton's steps from r, which is not below 1, adds d/2 with d = m/r − r, and leaves a
        // distance of (r − √m)²/2r, which is below d².
        let distance = m.over(guess).minus(guess);
        let root = match distance.mid {
            0 => guess.plus(distance),
            _ => guess.plus(distance.doubled(-1)).widened(2 * distance.top()),
        };
        root.doubled(n)
    }
}

/// `t` in units of 2^−[`PLACES`], from 0 to 1, divided by 2^halvings.
fn fraction(t: i128, halvings: u64) -> [u64; WORDS] {
    let t = t.unsigned_abs() << (BITS - PLACES) >> halvings;
    [t as u64, (t >> 64) as u64]
}

fn joined([low, high]: [u64; WORDS]) -> u128 {
    u128::from(high) << 64 | u128::from(low)
}

fn ln2() -> ShortBall {
    ShortBall::new(false, LN2_LONG, 1, -BITS)
}

/// ln 2 in units of 2^−128, cut.
const LN2_LONG: u128 = 0xb172_17f7_d1cf_79ab_c9e3_b398_03f2_f6af;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::ball::short_ball::tests::{Draws, ends, excess, holds};
    use crate::number::ball::{Ball, Undefined};

    type ShortFunction = fn(ShortBall) -> ShortBall;
    type Long = fn(&Ball, u64) -> Result<Ball, Undefined>;

    /// The function, the same of long balls, and how many bits before and after the point are right of an
    /// exact number, at least.
    const FUNCTIONS: [(&str, ShortFunction, Long, i32); 8] = [
        ("exp", ShortBall::exp, Ball::exp, 100),
        ("ln", ShortBall::ln, Ball::ln, 107),
        ("sin", |x| x.sin_cos().0, Ball::sin, 97),
        ("cos", |x| x.sin_cos().1, Ball::cos, 97),
        ("atan", ShortBall::atan, |x, bits| Ok(x.atan(bits)), 107),
        ("asin", ShortBall::asin, Ball::asin, 100),
        ("sqrt", ShortBall::sqrt, Ball::sqrt, 101),
        ("power", |x| x.power(13), |x, bits| x.powi(13, bits), 119),
    ];

    /// Against long balls at both ends of the argument.
    #[test]
    fn functions_hold_their_values_at_the_ends_of_their_arguments() {
        const LONG: u64 = 500;
        let mut random = Draws(21);
        for (name, short, long, right) in FUNCTIONS {
            let (mut known, mut exact) = (0, 0);
            for round in 0..3_000 {
                let run = random.word() >> (round % 50);
                let mut x = ShortBall::decimal(round % 3 == 0, run, (round % 23) as usize);
                x = match round % 4 {
                    0 => x.widened(x.exponent + (random.word() % 70) as i32),
                    1 => x,
                    _ => x.middle(),
                };
                if round % 5 == 0 {
                    // Near 1, where a logarithm is small and an arc sine ends.
                    x = ShortBall::whole(1).plus(x.doubled(-30 - (random.word() % 90) as i32));
                }
                if round % 7 == 0 {
                    // On and near a multiple of the right angle.
                    let angle = RIGHT_ANGLE.unsigned_abs() * u128::from(1 + random.word() % 9);
                    let off = random.word() >> (random.word() % 64);
                    x = ShortBall::new(round % 2 == 0, angle + u128::from(off), 0, -PLACES);
                }
                let found = short(x);
                if x.is_unknown() || found.is_unknown() {
                    continue;
                }
                known += 1;
                exact += u32::from(x.radius == 0);
                let values = ends(x).map(|end| long(&end, LONG));
                let values = values.map(|value| value.expect("where it is known there is a value"));
                let says = || format!("{name}, round {round}: {x:?} gives {found:?}");
                assert!(values.iter().all(|value| holds(found, value)), "{}", says());
                // What is right of an exact number, and a bound by slopes.
                let size = values[0].to_f64().abs().max(1.0);
                let radius = libm::ldexp(x.radius as f64, x.exponent);
                let rounding = radius + size * libm::ldexp(1.0, -right);
                let most = if x.radius == 0 { 1.0 } else { 100.0 };
                let narrow = || excess(found, &values, rounding) < most;
                assert!(size.is_infinite() || narrow(), "{}", says());
            }
            assert!(known > 500 && exact > 200, "{name}: {known}, {exact}");
        }
    }

    /// An arc sine on both sides of where another way begins, and near its ends: from 0.5 by steps, and
    /// from 1 by powers of ten.
    #[test]
    fn an_arc_sine_is_known_up_to_its_ends() {
        let mut numbers: Vec<(u64, usize)> = (500..1000).map(|k| (k, 3)).collect();
        numbers.extend((1..=12).map(|places| (10_u64.pow(places) - 1, places as usize)));
        for (run, places) in numbers {
            let x = ShortBall::decimal(false, run, places);
            let found = x.asin();
            let truth = ends(x).map(|end| end.asin(300).unwrap());
            assert!(
                truth.iter().all(|truth| holds(found, truth)),
                "{x:?} gives {found:?}"
            );
            let radius = libm::ldexp(found.radius as f64, found.exponent);
            assert!(radius < libm::ldexp(1.0, -98), "{x:?} gives {found:?}");
        }
    }

    #[test]
    fn what_has_no_value_or_may_have_none_is_unknown() {
        let whole = |n: u128| ShortBall::whole(n);
        for x in [
            whole(2).negative().ln(),
            ShortBall::ZERO.ln(),
            whole(3).negative().sqrt(),
            whole(2).asin(),
            whole(1).asin(),
            ShortBall::UNKNOWN.exp(),
            ShortBall::UNKNOWN.atan(),
            ShortBall::UNKNOWN.sin_cos().1,
            whole(1 << 20).exp(),
            whole(1 << 20).sin_cos().0,
        ] {
            assert!(x.is_unknown(), "{x:?}");
        }
        assert!(ShortBall::ZERO.atan().is_zero() && ShortBall::ZERO.sin_cos().0.is_zero());
        assert!(whole(2).power(1).minus(whole(4).sqrt()).is_zero());
    }
}
