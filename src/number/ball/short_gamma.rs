//! Γ and its logarithmic derivative ψ in balls of one width, by Stirling's series as in
//! [`stirling`](super::stirling).

use crate::number::ball::short_ball::BITS;
use crate::number::ball::stirling::FIRST;
use crate::number::ball::{Ball, ShortBall};
use crate::number::{WITHOUT_LONG_WAYS, work};
use std::sync::OnceLock;

/// Most bits that long balls ask for: of 128 those are lost that ln Γ has before its point, and the
/// power of e cuts its argument to 112 places.
const MOST_BITS: u64 = 104;

/// Arguments above this are shifted up in steps of 1 to where the series is good.
const LEAST: f64 = -64.0;

/// Where it is good: with so many terms the first one left out is below 2^−119 from 31 on.
const ENOUGH: f64 = 32.0;
const TERMS: usize = 13;
const LEFT_OUT: i32 = -119;

/// Past this ln Γ is no argument that the power of e takes.
const MOST: f64 = 5_000.0;

/// What a value takes, in the units of [`work`].
const WORK: u64 = 2_000;

/// The numbers of the series.
struct SeriesNumbers {
    /// ½ ln 2π.
    half_ln_of_turn: ShortBall,
    /// B₂ₖ/(2k(2k − 1)), from k = 1.
    ln_gamma: [ShortBall; TERMS],
    /// B₂ₖ/2k.
    digamma: [ShortBall; TERMS],
}

static NUMBERS: OnceLock<SeriesNumbers> = OnceLock::new();

impl SeriesNumbers {
    fn new() -> SeriesNumbers {
        let over = |k: usize, below: u64| {
            let (top, bottom) = FIRST[k];
            let below = ShortBall::whole(u128::from(bottom) * u128::from(below));
            let size = ShortBall::whole(top.unsigned_abs().into()).over(below);
            if top < 0 { size.negative() } else { size }
        };
        let twice = |k: usize| 2 * (k as u64 + 1);
        SeriesNumbers {
            half_ln_of_turn: Ball::half_ln_of_turn(128).map_or(ShortBall::UNKNOWN, |n| (&n).into()),
            ln_gamma: std::array::from_fn(|k| over(k, twice(k) * (twice(k) - 1))),
            digamma: std::array::from_fn(|k| over(k, twice(k))),
        }
    }
}

/// Some x with a whole number of steps to where the series is good.
struct Shifted {
    numbers: &'static SeriesNumbers,
    x: ShortBall,
    steps: u64,
    large: ShortBall,
    inverse: ShortBall,
    ln: ShortBall,
}

impl Shifted {
    /// `None` where that takes too many.
    fn new(x: ShortBall) -> Option<Shifted> {
        let near = x.near();
        if !(near > LEAST && near < MOST) {
            return None;
        }
        let steps = libm::ceil((ENOUGH - near).max(0.0)) as u64;
        let large = x.plus(ShortBall::whole(steps.into()));
        Some(Shifted {
            numbers: NUMBERS.get_or_init(SeriesNumbers::new),
            x,
            steps,
            large,
            inverse: ShortBall::whole(1).over(large),
            ln: large.ln(),
        })
    }

    /// Σ cₖ·X^−2(k−1) for X, the large number, from k = 1.
    fn series(&self, coefficients: &[ShortBall]) -> ShortBall {
        let square = self.inverse.times(self.inverse);
        let each = coefficients.iter().rev();
        each.fold(ShortBall::ZERO, |sum, c| sum.times(square).plus(*c))
    }

    /// ln Γ(X) = (X − ½)ln X − X + ½ ln 2π + Σ B₂ₖ/(2k(2k−1)X^(2k−1)), DLMF 5.11.1.
    fn ln_gamma_of_large(&self) -> ShortBall {
        let half = ShortBall::whole(1).doubled(-1);
        let main = self.large.minus(half).times(self.ln).minus(self.large);
        let rest = self.series(&self.numbers.ln_gamma).times(self.inverse);
        let main = main.plus(self.numbers.half_ln_of_turn);
        main.plus(rest.widened(LEFT_OUT))
    }

    /// ψ(X) = ln X − 1/2X − Σ B₂ₖ/(2k·X^2k), DLMF 5.11.2.
    fn digamma_of_large(&self) -> ShortBall {
        let square = self.inverse.times(self.inverse);
        let rest = self.series(&self.numbers.digamma).times(square);
        let main = self.ln.minus(self.inverse.doubled(-1));
        main.minus(rest.widened(LEFT_OUT))
    }

    /// The numbers whose product is x(x + 1)…(X − 1), and the sum of the inverses of what each is
    /// made of times itself: above 0 pairs (x + k)(X − 1 − k) = x(X − 1) + k(steps − 1 − k), which have
    /// one sum, and below it the numbers themselves, since there pairs cancel.
    fn factors(&self, mut each: impl FnMut(ShortBall, ShortBall)) {
        let one = ShortBall::whole(1);
        let at = |step: u64| self.x.plus(ShortBall::whole(step.into()));
        if !self.x.is_positive() {
            (0..self.steps).for_each(|step| each(at(step), one));
            return;
        }
        let Some(last) = self.steps.checked_sub(1) else {
            return;
        };
        let (ends, both) = (self.x.times(at(last)), self.x.plus(at(last)));
        for k in 0..self.steps / 2 {
            let more = ShortBall::whole((k * (last - k)).into());
            each(ends.plus(more), both);
        }
        if self.steps % 2 == 1 {
            each(at(self.steps / 2), one);
        }
    }
}

impl Shifted {
    /// At least |ψ| and |ψ′| of all numbers of a ball around x, whose radius it is; infinite where one
    /// may be rather near to a pole.
    fn sizes(&self, ball: ShortBall) -> [f64; 2] {
        /// What doubles are off here, numbers from −64 to 32 and sums of a hundred terms, and how near
        /// a pole may be for that not to count.
        const OFF: f64 = 1.0 / (1_u64 << 40) as f64;
        const NEAR: f64 = 1.0 / (1 << 20) as f64;
        if ball.radius == 0 {
            return [0.0; 2];
        }
        let Some((low, high)) = ball.ends() else {
            return [f64::INFINITY; 2];
        };
        let (near, off) = (self.x.near(), high - low + OFF);
        // ψ(x) = ψ(X) − Σ 1/(x + k) with 0 < ψ(X) < ln X < X, and ψ′(x) = ψ′(X) + Σ 1/(x + k)² with
        // ψ′(X) < 1.
        let mut sizes = [self.large.near() + 1.0, 1.0];
        for step in 0..self.steps {
            let distance = (near + step as f64).abs() - off;
            if distance < NEAR {
                return [f64::INFINITY; 2];
            }
            sizes[0] += 1.0 / distance;
            sizes[1] += 1.0 / (distance * distance);
        }
        sizes.map(|size| size * (1.0 + OFF))
    }
}

impl ShortBall {
    /// Γ; unknown at its poles, and where its argument is rather large or far below 0.
    pub fn gamma(self) -> ShortBall {
        let Some(shifted) = Shifted::new(self.middle()) else {
            return ShortBall::UNKNOWN;
        };
        let mut product = ShortBall::whole(1);
        shifted.factors(|factor, _| product = product.times(factor));
        let value = shifted.ln_gamma_of_large().exp().over(product);
        // Γ·e^(±2r·|ψ|) holds the others, and e^t − 1 is below 2t.
        let [digamma, _] = shifted.sizes(self);
        self.spread(value, digamma, value.exponent + BITS + 2)
    }

    /// ψ = Γ′/Γ, with the same limits.
    pub fn digamma(self) -> ShortBall {
        let Some(shifted) = Shifted::new(self.middle()) else {
            return ShortBall::UNKNOWN;
        };
        // 1/x + … + 1/(X − 1) as one quotient.
        let (mut top, mut bottom) = (ShortBall::ZERO, ShortBall::whole(1));
        shifted.factors(|factor, inverses| {
            top = top.times(factor).plus(inverses.times(bottom));
            bottom = bottom.times(factor);
        });
        let value = shifted.digamma_of_large().minus(top.over(bottom));
        let [_, trigamma] = shifted.sizes(self);
        self.spread(value, trigamma, 0)
    }

    /// A function's value at the midpoint with what it may be off elsewhere: the radius times `slope`
    /// times 2^power.
    fn spread(self, value: ShortBall, slope: f64, power: i32) -> ShortBall {
        if self.radius == 0 {
            return value;
        }
        if !slope.is_finite() {
            return ShortBall::UNKNOWN;
        }
        let radius = 128 - self.radius.leading_zeros() as i32 + self.exponent;
        let (_, slope) = libm::frexp(slope);
        value.widened(radius + slope + power)
    }
}

impl Ball {
    /// A function by its way for balls of one width, where that tells as much as is asked for.
    pub(super) fn shortly(&self, bits: u64, of: fn(ShortBall) -> ShortBall) -> Option<Ball> {
        if WITHOUT_LONG_WAYS || bits > MOST_BITS {
            return None;
        }
        work::spend(WORK);
        let value = of(ShortBall::from(self)).to_ball()?;
        let enough = value.is_as_accurate(self, bits);
        enough.then(|| value.round(bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::ball::short_ball::tests::{Draws, ends, holds};

    #[test]
    fn values_are_those_of_long_balls() {
        const LONG: u64 = 200;
        let mut random = Draws(33);
        let (mut known, mut good) = (0, 0);
        for round in 0..500 {
            let run = random.word() >> (round % 60);
            let mut x = ShortBall::decimal(round % 3 == 0, run, (round % 21) as usize);
            if round % 4 == 0 {
                x = x.widened(x.exponent + (random.word() % 70) as i32);
            }
            if round % 5 == 0 {
                // Near a pole, or a whole number above 0.
                let whole = ShortBall::whole(u128::from(random.word() % 60));
                let near = x.doubled(-30 - (random.word() % 60) as i32);
                x = match round % 2 {
                    0 => near.minus(whole),
                    _ => near.plus(whole),
                };
            }
            if x.is_unknown() {
                continue;
            }
            for which in 0..2 {
                let found = if which == 0 { x.gamma() } else { x.digamma() };
                if found.is_unknown() {
                    continue;
                }
                known += 1;
                good += u32::from(found.radius < 1 << 32);
                for end in ends(x) {
                    let truth = match which {
                        0 => end.gamma(LONG),
                        _ => end.digamma(LONG),
                    };
                    let truth = truth.expect("where it is known there is a value");
                    assert!(
                        holds(found, &truth),
                        "round {round}, {which}: {x:?} gives {found:?}"
                    );
                }
            }
        }
        assert!(known > 400 && good > 200, "{known}, {good}");
    }
}
