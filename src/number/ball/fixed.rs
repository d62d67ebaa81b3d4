//! Fixed-point numbers and their series, each by the way that suits so many bits.

use crate::number::ball::{Ball, burst, series, short};
use crate::number::whole::WholeNumber;
use num_bigint::BigUint;

/// `mid·2^exponent` in units of 2^−w, cut to the next whole one below.
pub(super) fn fixed(mid: &WholeNumber, exponent: i64, w: u64) -> WholeNumber {
    let shift = exponent + w as i64;
    if shift >= 0 {
        mid << shift as u64
    } else {
        mid >> shift.unsigned_abs()
    }
}

/// The square of a ball's midpoint in units of 2^−w, cut.
pub(super) fn fixed_square(x: &Ball, w: u64) -> WholeNumber {
    // Bits of x beyond w would be cut from the square anyway.
    let x = x.midpoint().round(w);
    fixed(&x.mid.times(&x.mid), 2 * x.exponent, w)
}

/// A long fixed-point number with `w` bits and the units by which it may be off.
fn long((value, units): (BigUint, u64), w: u64) -> Ball {
    Ball {
        mid: value.into(),
        exponent: -(w as i64),
        radius: units,
    }
}

pub(super) fn series_exp(t: &WholeNumber, w: u64) -> Ball {
    let few = short::exp(t, w);
    let found = few.or_else(|| burst::exp(&t.size(), w));
    found.unwrap_or_else(|| long(series::exp(&t.size(), w), w))
}

pub(super) fn series_sin_cos(t: &WholeNumber, w: u64) -> (Ball, Ball) {
    let few = short::sin_cos(t, w);
    let found = few.or_else(|| burst::sin_cos(&t.size(), w));
    found.unwrap_or_else(|| {
        let (sin, cos, units) = series::sin_cos(&t.size(), w);
        (long((sin, units), w), long((cos, units), w))
    })
}

pub(super) fn series_even(u: &WholeNumber, w: u64, alternating: bool) -> (Ball, Ball) {
    short::even_series(u, w, alternating).unwrap_or_else(|| {
        let (sine, cosine, terms) = series::even_series(&u.size(), w, alternating);
        let units = 4 * terms + 4;
        (long((sine, units), w), long((cosine, units), w))
    })
}

pub(super) fn series_odd(u: &WholeNumber, w: u64, alternating: bool) -> Ball {
    short::odd_series(u, w, alternating)
        .unwrap_or_else(|| long(series::odd_series(&u.size(), w, alternating), w))
}
