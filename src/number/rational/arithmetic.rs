//! Sums, products and comparisons: short fractions in 64 bits, long ones by whole numbers.

use super::{Parts, Rational};
use crate::number::divisor::gcd;
use crate::number::work;
use num_bigint::BigInt;
use num_traits::{One, Signed};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// The largest number that divides both.
pub(super) fn common(a: &BigInt, b: &BigInt) -> BigInt {
    // Long numbers are gone through once for 30 bits, with four products by a word.
    work::spend(a.bits().min(b.bits()) * a.bits().max(b.bits()) / 512);
    gcd(a.magnitude(), b.magnitude()).into()
}

/// ab/cd for two fractions a/c and b/d in lowest terms, whose common factors are those of a and d and
/// of b and c: Knuth, The Art of Computer Programming 2, 4.5.1. The denominators are not 0 but may be
/// negative.
pub(super) fn crossed(a: &BigInt, c: &BigInt, b: &BigInt, d: &BigInt) -> Rational {
    let part = |n: &BigInt, common: &BigInt| {
        if common.is_one() {
            n.clone()
        } else {
            n / common
        }
    };
    let (first, second) = (common(a, d), common(b, c));
    work::spend_product(a.bits(), b.bits());
    work::spend_product(c.bits(), d.bits());
    let top = part(a, &first) * part(b, &second);
    let bottom = part(c, &second) * part(d, &first);
    match bottom.is_negative() {
        true => Rational::of_parts(-top, -bottom),
        false => Rational::of_parts(top, bottom),
    }
}

/// a/c + b/d, or with a minus, for two fractions in lowest terms.
fn joined(left: &Rational, right: &Rational, minus: bool) -> Rational {
    let (a, c) = (&*left.numerator(), &*left.denominator());
    let (b, d) = (&*right.numerator(), &*right.denominator());
    let join = |x: BigInt, y: BigInt| if minus { x - y } else { x + y };
    if c.is_one() && d.is_one() {
        return Rational::of_parts(join(a.clone(), b.clone()), BigInt::one());
    }
    work::spend_product(a.bits(), d.bits());
    work::spend_product(b.bits(), c.bits());
    let common = common(c, d);
    if common.is_one() {
        return Rational::of_parts(join(a * d, b * c), c * d);
    }
    // The sum over the least common denominator has only factors of `common` to lose.
    let (left, right) = (c / &common, d / &common);
    let top = join(a * &right, b * &left);
    let lost = self::common(&top, &common);
    Rational::of_parts(top / &lost, left * (d / lost))
}

// The comparisons of `BigRational` go down the continued fraction, one call per step: numbers of
// 100,000 digits end the stack. Lowest terms are equal only where both parts are, and a fraction is
// short wherever it can be.
impl PartialEq for Parts {
    fn eq(&self, other: &Parts) -> bool {
        match (self, other) {
            (Parts::Short(a, b), Parts::Short(c, d)) => (a, b) == (c, d),
            (Parts::Long(a), Parts::Long(b)) => a.numer() == b.numer() && a.denom() == b.denom(),
            _ => false,
        }
    }
}

impl Eq for Parts {}

impl Hash for Parts {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Parts::Short(n, d) => (n, d).hash(state),
            Parts::Long(long) => (long.numer(), long.denom()).hash(state),
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Rational) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Rational) -> Ordering {
        if let (Some((a, b)), Some((c, d))) = (self.short(), other.short()) {
            return (a * d).cmp(&(c * b));
        }
        let by_sign = self.sign().cmp(&other.sign());
        by_sign.then_with(|| {
            let left = &*self.numerator() * &*other.denominator();
            left.cmp(&(&*other.numerator() * &*self.denominator()))
        })
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $short:expr, $long:expr) => {
        impl $trait<&Rational> for &Rational {
            type Output = Rational;
            fn $method(self, other: &Rational) -> Rational {
                match (self.short(), other.short()) {
                    (Some(a), Some(b)) => $short(a, b),
                    _ => $long(self, other),
                }
            }
        }
        impl $trait for Rational {
            type Output = Rational;
            fn $method(self, other: Rational) -> Rational {
                (&self).$method(&other)
            }
        }
    };
}
operator!(
    Add,
    add,
    |(a, b): (i64, i64), (c, d): (i64, i64)| { Rational::ratio(a * d + c * b, b * d) },
    |a: &Rational, b: &Rational| joined(a, b, false)
);
operator!(
    Sub,
    sub,
    |(a, b): (i64, i64), (c, d): (i64, i64)| { Rational::ratio(a * d - c * b, b * d) },
    |a: &Rational, b: &Rational| joined(a, b, true)
);
operator!(
    Mul,
    mul,
    |(a, b): (i64, i64), (c, d): (i64, i64)| { Rational::ratio(a * c, b * d) },
    |a: &Rational, b: &Rational| crossed(
        &a.numerator(),
        &a.denominator(),
        &b.numerator(),
        &b.denominator(),
    )
);

impl Neg for Rational {
    type Output = Rational;
    fn neg(self) -> Rational {
        -&self
    }
}

impl Neg for &Rational {
    type Output = Rational;
    fn neg(self) -> Rational {
        Rational(match &self.0 {
            Parts::Short(n, d) => Parts::Short(-n, *d),
            Parts::Long(long) => Parts::Long(Box::new(-&**long)),
        })
    }
}

impl Div<i64> for Rational {
    type Output = Rational;
    /// Divides by a whole number that the source names, which is not 0.
    fn div(self, divisor: i64) -> Rational {
        let divisor = Rational::integer(divisor);
        self.divide(&divisor).expect("the source names no 0")
    }
}

impl From<BigInt> for Rational {
    fn from(n: BigInt) -> Rational {
        Rational::new(n, 1.into()).expect("1 is not 0")
    }
}

impl From<i64> for Rational {
    fn from(n: i64) -> Rational {
        Rational::integer(n)
    }
}
