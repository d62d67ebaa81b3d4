//! Values of functions over balls: from those at the ends, or in one piece where the ball is narrow.

use crate::number::ball::{Ball, Undefined};
use std::cmp::Ordering;

/// Bits that a value may have lost of its argument's before it is worked out in another way.
const FEW_BITS: i64 = 12;

impl Ball {
    /// Has a value lost only few of the bits of its argument, or of those that were asked for?
    pub(super) fn is_as_accurate(&self, argument: &Ball, bits: u64) -> bool {
        self.accuracy() >= argument.accuracy().min(bits as i64) - FEW_BITS
    }

    /// The values of a function that rises throughout the ball, or falls, from its value at exact
    /// numbers.
    pub(super) fn monotone(
        &self,
        bits: u64,
        value: impl Fn(&Ball) -> Result<Ball, Undefined>,
    ) -> Result<Ball, Undefined> {
        if self.is_exact() {
            return value(self);
        }
        Ok(value(&self.lower_end())?.hull(&value(&self.upper_end())?, bits))
    }

    /// The same, where `over` finds the values over balls too, from 0 apart: one value for all of a
    /// narrow ball takes half of the work of its two ends, if it loses few of its bits.
    pub(super) fn monotone_or(
        &self,
        bits: u64,
        over: impl Fn(&Ball) -> Result<Ball, Undefined>,
        value: impl Fn(&Ball) -> Result<Ball, Undefined>,
    ) -> Result<Ball, Undefined> {
        if self.is_narrow()
            && let Ok(found) = over(self)
            && found.is_as_accurate(self, bits)
        {
            return Ok(found.round(bits));
        }
        self.monotone(bits, value)
    }

    /// Is it a ball of more than one number, none of which is 0, with some bits that are right?
    pub(super) fn is_narrow(&self) -> bool {
        !self.is_exact() && self.accuracy() > 2 * FEW_BITS
    }

    /// [`Ball::monotone_or`] for a formula that holds for balls as it stands.
    pub(super) fn monotone_formula(
        &self,
        bits: u64,
        value: impl Fn(&Ball) -> Result<Ball, Undefined>,
    ) -> Result<Ball, Undefined> {
        self.monotone_or(bits, &value, &value)
    }

    /// The values of a function that falls to its `least` value, at most that, somewhere between
    /// the two numbers of `bottom`, and rises from there, from its value at exact numbers and its
    /// slope over a ball.
    pub(super) fn valley(
        &self,
        bits: u64,
        bottom: (f64, f64),
        least: f64,
        value: impl Fn(&Ball) -> Result<Ball, Undefined>,
        slope: impl Fn(&Ball) -> Result<Ball, Undefined>,
    ) -> Result<Ball, Undefined> {
        let limit = |x| Ball::from_f64(x).expect("a finite double");
        let falls = self.upper_end().compare(&limit(bottom.0)) == Some(Ordering::Less);
        let rises = self.lower_end().compare(&limit(bottom.1)) == Some(Ordering::Greater);
        if self.is_exact() || falls || rises {
            return self.monotone(bits, value);
        }
        if self.error().top() > -4 {
            let (left, right) = (value(&self.lower_end())?, value(&self.upper_end())?);
            let high = left.max(&right, bits).upper_end();
            return Ok(Ball::between(&limit(least), &high, bits));
        }
        let off = self.error().times(slope(self)?.size());
        Ok(value(&self.midpoint())?.widened(off, bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::ball::ErrorBound;

    type Function = fn(&Ball, u64) -> Result<Ball, Undefined>;

    /// Functions that go over narrow balls in one piece, with arguments from all sides of their domains.
    const FUNCTIONS: &[(&str, Function, &[f64])] = &[
        ("asin", Ball::asin, &[0.65, -0.3, 1e-9, 0.999]),
        ("acos", Ball::acos, &[0.65, -0.3, 1e-9, -0.999]),
        ("acot", Ball::acot, &[0.65, -0.3, 1e9]),
        ("asec", Ball::asec, &[1.3, -40.0, 1.001]),
        ("acsc", Ball::acsc, &[1.3, -40.0, 1.001]),
        ("sinh", Ball::sinh, &[1.3, -0.1, 1e-9, 50.0]),
        ("cosh", Ball::cosh, &[1.3, -0.1, 1e-9, 50.0]),
        ("tanh", Ball::tanh, &[1.3, -0.1, 1e-9, -50.0]),
        ("sech", Ball::sech, &[1.3, -0.1, 1e-9, 50.0]),
        ("asinh", Ball::asinh, &[1.3, -0.1, 1e-9, -1e9]),
        ("acosh", Ball::acosh, &[1.3, 1.001, 1e9]),
        ("atanh", Ball::atanh, &[0.65, -0.3, 1e-9, 0.999]),
        ("acoth", Ball::acoth, &[1.3, -40.0, 1.001]),
        ("asech", Ball::asech, &[0.65, 1e-9, 0.999]),
        ("expm1", Ball::expm1, &[1.3, -0.1, 1e-9, -50.0]),
        ("logistic", Ball::logistic, &[1.3, -0.1, 1e-9, -50.0]),
        ("softplus", Ball::softplus, &[1.3, -0.1, 1e-9, -50.0]),
        ("lambertw", Ball::lambertw, &[1.3, -0.1, 1e-9, 1e9, -0.36]),
        ("erf", Ball::erf, &[1.3, -0.1, 1e-9, 4.0, -9.0]),
        ("erfc", Ball::erfc, &[1.3, -0.1, 1e-9, 4.0, -9.0, 300.0]),
        ("gamma", Ball::gamma, &[1.3, 0.2, 40.5, -2.3]),
        ("digamma", Ball::digamma, &[1.3, 0.2, 40.5, -2.3, -90.3]),
    ];

    #[test]
    fn values_over_a_narrow_ball_hold_those_of_its_numbers() {
        for (name, function, arguments) in FUNCTIONS {
            for x in *arguments {
                let middle = Ball::from_f64(*x).unwrap();
                for bits in [20, 30, 60, 90, 150] {
                    let radius = ErrorBound::new(3, middle.top() - bits);
                    let ball = middle.clone().widened(radius, 200);
                    let found = function(&ball, 100).unwrap();
                    for inside in [ball.lower_end(), middle.clone(), ball.upper_end()] {
                        let value = function(&inside, 300).unwrap();
                        let held = found.sub(&value, 300).contains_zero();
                        assert!(held, "{name} of {x} and 2^-{bits}: {found:?}");
                    }
                    let lost = ball.accuracy().min(100) - found.accuracy();
                    assert!(lost < 40, "{name} of {x} and 2^-{bits}: {lost} bits");
                }
            }
        }
    }
}
