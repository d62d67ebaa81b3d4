//! Functions on doubles, the same bits on every platform.
//!
//! Used where a learner would use doubles (tables of nudges, long descents) and as a quick screen;
//! never for a digit that is promised.

pub use libm::{
    acos, asin, asinh, atan, atan2, atanh, cbrt, ceil, cos, cosh, erf, erfc, exp, expm1,
    fabs as abs, floor, hypot, lgamma, log as ln, log1p, log2, log10, pow, rint as round, sin,
    sinh, sqrt, tan, tanh, tgamma as gamma, trunc,
};

/// Pairs in the order of their first numbers; those of equal ones stay as they are.
pub(crate) fn sort_by_first(pairs: &mut [(f64, f64)]) {
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
}

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

/// The digamma function, with the error of [`polygamma`].
pub fn digamma(x: f64) -> f64 {
    polygamma(0.0, x)
}

/// The w ≥ −1 with w·e^w = x, by Halley's steps: R. M. Corless et al., "On the Lambert W function"
/// (1996), equation 5.9. NaN below −1/e; near it, where W has an infinite slope, as good as x.
pub fn lambertw(x: f64) -> f64 {
    if x == 0.0 || x == f64::INFINITY || x.is_nan() {
        return x;
    }
    // 1 + ex with the part of e that a double leaves out.
    let distance = libm::fma(std::f64::consts::E, x, 1.0) + 1.445_646_891_729_250_2e-16 * x;
    if distance < 0.0 {
        return f64::NAN;
    }
    let mut w = if x > 3.0 {
        ln(x) - ln(ln(x))
    } else if x > -0.25 {
        log1p(x)
    } else {
        // The first terms of DLMF 4.13.6.
        let p = sqrt(2.0 * distance);
        let start = -1.0 + p * (1.0 - p * (1.0 / 3.0 - p * (11.0 / 72.0 - p * 43.0 / 540.0)));
        if p < 1e-3 {
            return start;
        }
        start
    };
    for _ in 0..20 {
        // Divided by e^w, which may be past all doubles in the products.
        let rest = w - x * exp(-w);
        let step = rest / (w + 1.0 - (w + 2.0) * rest / (2.0 * w + 2.0));
        w -= step;
        if abs(step) <= 1e-16 * abs(w) {
            break;
        }
    }
    w
}

/// 1/(1 + e^−x).
pub fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + exp(-x))
    } else {
        let power = exp(x);
        power / (1.0 + power)
    }
}

/// The inverse of [`logistic`].
pub fn logit(x: f64) -> f64 {
    if x > 0.25 && x < 0.75 {
        // Accurate near ½: 2x − 1 is exact there.
        log1p((2.0 * x - 1.0) / (1.0 - x))
    } else {
        ln(x / (1.0 - x))
    }
}

/// ln(1 + e^x).
pub fn softplus(x: f64) -> f64 {
    if x > 0.0 {
        x + log1p(exp(-x))
    } else {
        log1p(exp(x))
    }
}

/// max(x, 0).
pub fn relu(x: f64) -> f64 {
    if x < 0.0 { 0.0 } else { x }
}

/// x·logistic(x).
pub fn silu(x: f64) -> f64 {
    x * logistic(x)
}

/// x·Φ(x) with the normal distribution Φ.
pub fn gelu(x: f64) -> f64 {
    0.5 * x * erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// sin(x)/x, and 1 at 0.
pub fn sinc(x: f64) -> f64 {
    if x == 0.0 { 1.0 } else { sin(x) / x }
}

/// 0 below 0, ½ at 0, and 1 above.
pub fn heaviside(x: f64) -> f64 {
    0.5 + 0.5 * sign(x)
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

    /// Against mpmath: the recurrence, the series and the reflection.
    #[test]
    fn polygamma_of_every_order() {
        for (n, x, value) in [
            (0.0, -0.5, 0.036_489_973_978_576_52),
            (0.0, 0.25, -4.227_453_533_376_265),
            (0.0, 20.0, 2.970_523_992_242_149),
            (1.0, -0.5, 8.934_802_200_544_679),
            (1.0, -2.25, 19.379_410_511_869_137),
            (1.0, 1.0, 1.644_934_066_848_226_4),
            (1.0, 20.0, 0.051_270_822_935_203_12),
            (2.0, 1.0, -2.404_113_806_319_188_6),
            (2.0, 0.5, -16.828_796_644_234_32),
            (3.0, 2.0, 0.493_939_402_266_829_15),
            (4.0, 30.0, -7.914_941_340_181_024e-6),
        ] {
            let off = polygamma(n, x) / value - 1.0;
            // Near a zero, as at -0.5, two terms of the reflection cancel.
            assert!(off.abs() < 2e-13, "polygamma({n}, {x}): {off:e}");
        }
        assert!(polygamma(1.0, -3.0).is_nan() && polygamma(2.0, -0.5).is_nan());
    }
}
