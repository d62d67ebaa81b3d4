//! Sums, products and comparisons: short fractions in 64 bits, long ones by whole numbers.

use super::{Parts, Rational, common, crossed};
use crate::number::work;
use num_bigint::BigInt;
use num_traits::One;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// Bits of a number that are hashed in a unit of work.
const HASHED: u64 = 32;

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
            Parts::Long(long) => {
                work::spend((long.numer().bits() + long.denom().bits()) / HASHED);
                (long.numer(), long.denom()).hash(state);
            }
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
