//! Where a function of one argument is not smooth, and what it tends to there: data of the table.

use crate::expression::formula::{Formula, call, number};
use crate::expression::functions::{Constant, Function};
use crate::number::ball::{Ball, Undefined};
use crate::number::double;
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// What numbers in the table are multiples of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 1
    One,
    /// π
    Pi,
    /// 1/e
    InverseE,
}

/// A number that the table names: half of a whole number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How many halves of the unit.
    pub halves: i64,
    /// The unit.
    pub unit: Unit,
}

impl Mark {
    /// A whole number.
    pub const fn whole(n: i64) -> Mark {
        Mark::halves(2 * n, Unit::One)
    }

    /// So many halves of a unit.
    pub const fn halves(halves: i64, unit: Unit) -> Mark {
        Mark { halves, unit }
    }

    /// How many units it is.
    pub fn units(self) -> Rational {
        Rational::ratio(self.halves, 2)
    }

    /// Its exact value, where it has one.
    pub fn exact(self) -> Option<Exact> {
        match self.unit {
            _ if self.halves == 0 => Some(Exact::Rational(Rational::zero())),
            Unit::One => Some(Exact::Rational(self.units())),
            Unit::Pi => Some(Exact::Pi(self.units())),
            Unit::InverseE => None,
        }
    }

    /// Its enclosure.
    ///
    /// # Errors
    /// None in practice: the numbers of the table are of ordinary size.
    pub fn ball(self, bits: u64) -> Result<Ball, Undefined> {
        let units = Ball::from_rational(&self.units(), bits);
        match self.unit {
            Unit::One => Ok(units),
            Unit::Pi => Ball::pi(bits).mul(&units, bits),
            Unit::InverseE => Ball::integer(-1).exp(bits)?.mul(&units, bits),
        }
    }

    /// The nearest double, within one unit in the last place.
    pub fn double(self) -> f64 {
        let halves = self.halves as f64;
        match self.unit {
            Unit::One => halves / 2.0,
            Unit::Pi => halves * std::f64::consts::FRAC_PI_2,
            Unit::InverseE => halves / 2.0 / std::f64::consts::E,
        }
    }

    /// The number as a formula.
    pub fn formula(self) -> Formula {
        let units = || match self.halves % 2 {
            0 => number(self.halves / 2),
            _ => number(self.halves) / number(2),
        };
        match self.unit {
            _ if self.halves == 0 => number(0),
            Unit::One => units(),
            Unit::Pi => units() * Formula::Constant(Constant::Pi),
            Unit::InverseE => units() * call(Function::Exp, number(-1)),
        }
    }
}

/// What a function tends to at one side of a break, or at one end of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Its value at the break.
    Own,
    /// The value that it has all along the stretch on that side: a step.
    Stretch,
    /// This number.
    Value(Mark),
    /// It grows without bound, upwards.
    Up,
    /// It grows without bound, downwards.
    Down,
    /// It grows without bound, at some of the breaks upwards and at others downwards.
    Pole,
    /// There is none: it wavers.
    None,
    /// There is no value on that side.
    Outside,
}

/// One place at which a function may not be smooth.
#[derive(Clone, Copy, Debug)]
pub struct Break {
    /// Where.
    pub at: Mark,
    /// Has the function a value there?
    pub defined: bool,
    /// What it tends to from smaller numbers.
    pub below: Limit,
    /// What it tends to from larger numbers.
    pub above: Limit,
}

/// Breaks without end: `offset + k·period` for every whole k.
#[derive(Clone, Copy, Debug)]
pub struct Lattice {
    /// One of them.
    pub offset: Mark,
    /// How far each is from the next, in the unit of the offset.
    pub period: Mark,
    /// Are there none for k above 0? Then the stretch after the last one is a stretch of its own.
    pub one_sided: bool,
    /// Has the function a value at each of them?
    pub defined: bool,
    /// What it tends to from smaller numbers.
    pub below: Limit,
    /// What it tends to from larger numbers.
    pub above: Limit,
}

/// The places at which a function of one argument may not be smooth.
#[derive(Clone, Copy, Debug)]
pub enum Breaks {
    /// These, in rising order; there may be none.
    Points(&'static [Break]),
    /// Without end.
    Lattice(Lattice),
}

/// Where a number lies among breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// Exactly on the break of this index (0 for breaks without end).
    At(usize),
    /// On the stretch of this index, counted from the left (for breaks without end 0, and 1 after
    /// the last one).
    Between(usize),
}

/// Bits to which an enclosure is divided by a period; more where the number is large.
const BITS: u64 = 192;

impl Lattice {
    /// How many periods a double is from the break at the offset, as a double.
    pub fn rough_steps(&self, at: f64) -> f64 {
        (at - self.offset.double()) / self.period.double()
    }

    /// (x − offset)/period of an enclosure.
    fn steps(&self, x: &Ball, bits: u64) -> Result<Ball, Undefined> {
        match (self.offset, self.period) {
            // Nothing is rounded where nothing has to be.
            (Mark { halves: 0, .. }, period) if period == Mark::whole(1) => Ok(x.clone()),
            (offset, period) => x
                .sub(&offset.ball(bits)?, bits)
                .div(&period.ball(bits)?, bits),
        }
    }

    /// (x − offset)/period, where it is rational.
    fn exact_steps(&self, x: &Exact) -> Option<Rational> {
        let x = match (x, self.offset.unit) {
            (Exact::Rational(x), Unit::One) | (Exact::Pi(x), Unit::Pi) => x.clone(),
            (Exact::Rational(x), _) if x.is_zero() => x.clone(),
            _ => return None,
        };
        (&x - &self.offset.units()).divide(&self.period.units())
    }

    /// Where an exact number lies; `None` where that takes an enclosure.
    pub fn of_exact(&self, x: &Exact) -> Option<Position> {
        if let (Exact::Rational(x), Unit::Pi | Unit::InverseE) = (x, self.offset.unit)
            && !x.is_zero()
        {
            // Of the multiples of π only 0 is rational.
            return Some(Position::Between(0));
        }
        let k = self.exact_steps(x)?;
        Some(match self.one_sided && k.sign().is_gt() {
            true => Position::Between(1),
            false if k.is_integer() => Position::At(0),
            false => Position::Between(0),
        })
    }

    /// Where an enclosed number lies; `None` where a break lies within the enclosure.
    pub fn of_ball(&self, x: &Ball) -> Option<Position> {
        let size = x.to_f64().abs();
        let size = match size.is_finite() {
            true => double::log2(size.max(1.0)) as u64,
            false => x.abs().upper().ok()?.bits(),
        };
        let k = self.steps(x, BITS + size).ok()?;
        if self.one_sided && k.sign() == Some(Ordering::Greater) {
            return Some(Position::Between(1));
        }
        // An enclosure of one number alone may be a break.
        Some(match k.floor().ok()? == k.ceil().ok()? {
            true => Position::At(0),
            false => Position::Between(0),
        })
    }

    /// The break nearest to an enclosed number, as a number of its unit: `Some(None)` where none is
    /// near, `None` where the number is not known well enough.
    pub fn nearest(&self, x: &Ball, bits: u64) -> Option<Option<Rational>> {
        let k = self.steps(x, bits).ok()?;
        let (low, high) = (k.lower().ok()?, k.upper().ok()?);
        if &high - &low > Rational::ratio(1, 8) {
            return None;
        }
        let half = Rational::ratio(1, 2);
        let k = Rational::new((&low + &half).floor(), 1.into()).expect("1 is not 0");
        if self.one_sided && k.sign().is_gt() {
            return Some(None);
        }
        Some(Some(&self.offset.units() + &(&k * &self.period.units())))
    }

    /// Is a double exactly on one of them? A multiple of π other than 0 is no double.
    fn holds_double(&self, x: f64) -> bool {
        let k = match self.offset.unit {
            Unit::One => (x - self.offset.double()) / self.period.double(),
            _ => return x == 0.0 && self.offset.halves % self.period.halves == 0,
        };
        k == k.floor() && !(self.one_sided && k > 0.0)
    }
}

impl Breaks {
    /// Is the function smooth all along the line?
    pub fn is_empty(&self) -> bool {
        matches!(self, Breaks::Points([]))
    }

    /// Which of the breaks a double is exactly on, if on any.
    pub fn on_double(&self, x: f64) -> Option<usize> {
        match self {
            Breaks::Points(points) => points
                .iter()
                .position(|point| point.at.double() == x && point.at.unit == Unit::One),
            Breaks::Lattice(lattice) => lattice.holds_double(x).then_some(0),
        }
    }

    /// Has the function a value at the break of this index?
    pub fn is_defined(&self, index: usize) -> bool {
        match self {
            Breaks::Points(points) => points[index].defined,
            Breaks::Lattice(lattice) => lattice.defined,
        }
    }

    /// What it tends to at the break of this index, on the side of larger or smaller numbers.
    pub fn limit(&self, index: usize, above: bool) -> Limit {
        let (before, after) = match self {
            Breaks::Points(points) => (points[index].below, points[index].above),
            Breaks::Lattice(lattice) => (lattice.below, lattice.above),
        };
        if above { after } else { before }
    }

    /// Rational numbers on the stretches next to a rational break.
    pub fn beside(&self, at: &Rational, above: bool) -> Rational {
        let step = match self {
            Breaks::Points(points) => {
                let ends = points.iter().map(|point| point.at.units());
                let distances = ends.map(|end| (&end - at).abs());
                let least = distances.filter(|d| !d.is_zero()).min();
                least.unwrap_or_else(Rational::one)
            }
            Breaks::Lattice(lattice) => lattice.period.units(),
        };
        let half = &step * &Rational::ratio(1, 2);
        if above { at + &half } else { at - &half }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::rational::Rational;

    #[test]
    fn an_enclosure_of_one_number_lies_where_that_does() {
        let whole = |one_sided| Lattice {
            offset: Mark::whole(0),
            period: Mark::whole(1),
            one_sided,
            defined: false,
            below: Limit::Down,
            above: Limit::Up,
        };
        for (n, d) in [(0, 1), (-3, 1), (4, 1), (1, 2), (-5, 2)] {
            let exact = Rational::ratio(n, d);
            let ball = Ball::from_rational(&exact, BITS);
            for lattice in [whole(false), whole(true)] {
                let truth = lattice.of_exact(&exact.clone().into());
                assert_eq!(lattice.of_ball(&ball), truth, "{exact}");
                assert!(truth.is_some());
            }
            let above = ball.add(&Ball::one().shifted(-9), BITS);
            let wide = ball.hull(&above, BITS);
            assert_eq!(whole(false).of_ball(&wide).is_none(), d == 1, "{exact}");
        }
    }
}
