//! Functions on doubles, the same bits on every platform.
//!
//! Used where a learner would use doubles (tables of nudges, long descents) and as a quick screen;
//! never for a digit that is promised.

pub use libm::{
    acos, asin, asinh, atan, atan2, atanh, cbrt, ceil, cos, cosh, erf, exp, fabs as abs, floor,
    hypot, log as ln, log2, log10, pow, rint as round, sin, sinh, sqrt, tan, tanh, tgamma as gamma,
};

/// The area cosine. That of `libm` gives numbers for large negative `x`, where there is none.
pub fn acosh(x: f64) -> f64 {
    if x < 1.0 { f64::NAN } else { libm::acosh(x) }
}

/// 1, 0 or −1.
pub fn sign(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        x
    } else {
        x.signum()
    }
}

/// Logarithm of `x` to `base`.
pub fn log(x: f64, base: f64) -> f64 {
    ln(x) / ln(base)
}

/// `x^(p/q)` as a real number: for odd `q` the real root of a negative `x`.
pub fn rational_power(x: f64, p: f64, q: f64) -> f64 {
    if x < 0.0 && q % 2.0 != 0.0 {
        let size = pow(-x, p / q);
        if p % 2.0 == 0.0 { size } else { -size }
    } else {
        pow(x, p / q)
    }
}

/// The polygamma function ψ⁽ⁿ⁾(x), to about 1e-13 relative error for x > 0.
///
/// Recurrence up to x ≥ 15, then the asymptotic series: Abramowitz & Stegun, 6.4.6 and 6.4.11.
/// For x < 0 only n = 0 and 1 by reflection (6.4.7), else NaN.
pub fn polygamma(n: f64, x: f64) -> f64 {
    const BERNOULLI: [f64; 8] = [
        1.0 / 6.0,
        -1.0 / 30.0,
        1.0 / 42.0,
        -1.0 / 30.0,
        5.0 / 66.0,
        -691.0 / 2730.0,
        7.0 / 6.0,
        -3617.0 / 510.0,
    ];
    if x <= 0.0 {
        if x == floor(x) {
            return f64::NAN;
        }
        let pi = std::f64::consts::PI;
        return match n {
            0.0 => polygamma(0.0, 1.0 - x) - pi / tan(pi * x),
            1.0 => -polygamma(1.0, 1.0 - x) + pow(pi / sin(pi * x), 2.0),
            _ => f64::NAN,
        };
    }
    let sign = if n % 2.0 == 0.0 { -1.0 } else { 1.0 };
    let factorial = gamma(n + 1.0);
    let (mut x, mut sum) = (x, 0.0);
    while x < 15.0 {
        sum += if n == 0.0 {
            -1.0 / x
        } else {
            sign * factorial / pow(x, n + 1.0)
        };
        x += 1.0;
    }
    let mut tail = if n == 0.0 {
        ln(x) - 0.5 / x
    } else {
        sign * (gamma(n) / pow(x, n) + factorial / (2.0 * pow(x, n + 1.0)))
    };
    for (at, b) in BERNOULLI.iter().enumerate() {
        let k = 2.0 * (at as f64 + 1.0);
        tail += if n == 0.0 {
            -b / (k * pow(x, k))
        } else {
            sign * b * gamma(k + n) / (gamma(k + 1.0) * pow(x, k + n))
        };
    }
    sum + tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_area_cosine_below_1() {
        assert!(
            [0.5, -1.0, -2.0, -1e5, -1e300]
                .into_iter()
                .all(|x| acosh(x).is_nan())
        );
        assert_eq!(acosh(1.0), 0.0);
    }
}
