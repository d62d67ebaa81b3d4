//! THE TABLE: all that is known of each elementary function is one row.
//!
//! Reader, help, derivative, evaluation in every kind of number, equality, limits, slips and the
//! tests walk these rows; nothing outside this folder asks which function it is, but where a proof
//! is about one alone. To add a function is to add a row; a row without a column does not compile,
//! and a false column fails the tests.
//!
//! [`row`] says what a row may say, [`breaks`] how the places are named at which a function is not
//! smooth, and [`facts`] what follows from the columns. The rows stand in one file a family.

pub mod breaks;
pub mod constant;
pub mod facts;
mod growth;
pub mod row;

#[macro_use]
mod activations;
#[macro_use]
mod circular;
#[macro_use]
mod hyperbolic;
#[macro_use]
mod plane;
#[macro_use]
mod powers;
#[macro_use]
mod special;
#[macro_use]
mod steps;

pub use breaks::{Break, Breaks, Lattice, Limit, Mark, Position, Unit};
pub use constant::Constant;
pub use row::{
    Angle, Back, Cost, Course, Definition, Domain, Double, Enclosure, End, Family, Far, Growth,
    Like, Line, Meeting, Parity, Partial, Pieces, Plane, Row, Sheets, ShortWay, Special, Stretch,
    Taylor, Turns, Undone, Whole,
};

use crate::expression::formula::{Formula, call, number};
use crate::number::ball::{Ball, ShortBall, Undefined};
use crate::number::double;
use crate::number::exact;
use growth::{gamma_near_pole, polygamma_near_pole};
use std::f64::consts::{FRAC_PI_2, PI};

/// For each first letter of a name, and for all other starts together, the functions that have such a
/// name or alias: the first of the table is the highest bit. Each word of a text is looked for.
static STARTS: [u128; 27] = {
    let mut starts = [0; 27];
    let mut at = 0;
    while at < TABLE.len() {
        let function = 1 << (MOST - at);
        starts[start_of(TABLE[at].name)] |= function;
        let (aliases, mut alias) = (TABLE[at].aliases, 0);
        while alias < aliases.len() {
            starts[start_of(aliases[alias])] |= function;
            alias += 1;
        }
        at += 1;
    }
    starts
};

/// The highest bit of such a set.
const MOST: usize = 127;

const fn start_of(name: &str) -> usize {
    match name.as_bytes() {
        [letter @ b'a'..=b'z', ..] => (*letter - b'a') as usize,
        _ => 26,
    }
}

impl Function {
    /// The functions of this name or alias; `log` names one of one argument and one of two.
    pub fn named(name: &str) -> impl Iterator<Item = Function> + use<'_> {
        let mut left = STARTS[start_of(name)];
        let each = std::iter::from_fn(move || {
            let at = left.checked_ilog2()?;
            left ^= 1 << at;
            Some(Function::ALL[MOST - at as usize])
        });
        each.filter(move |f| f.row().name == name || f.row().aliases.contains(&name))
    }

    /// The function that is this power of its argument, a fraction.
    pub fn of_power(p: i64, q: i64) -> Option<Function> {
        let power = |f: &Function| matches!(f.row().definition, Definition::Power(n, d) if (n, d) == (p, q));
        Function::ALL.iter().copied().find(power)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.row().name
    }
}

/// What is left of a number after the nearest multiple of a period.
fn rest(a: Formula, period: Formula) -> Formula {
    let turns = a.clone() / period.clone() + number(1) / number(2);
    a - period * call(Floor, turns)
}

/// The nearest whole number, halves to even.
fn half_to_even(a: &[Formula]) -> Formula {
    let (half, quarter) = (|| x(a) / number(2), || number(1) / number(4));
    call(Floor, half() + quarter()) - call(Floor, quarter() - half())
}

/// No breaks at all.
const SMOOTH: Breaks = Breaks::Points(&[]);

/// Between two of its breaks it rises all along, or falls.
const STEADY: Turns = Turns::At(&[]);

/// Its derivatives come back to it.
const SHORT: Taylor = Taylor::Derivatives(12);

const RIGHT_ANGLE: End = End::Open(Mark::halves(1, Unit::Pi));
const RIGHT_ANGLE_BELOW: End = End::Open(Mark::halves(-1, Unit::Pi));
const STRAIGHT_ANGLE: End = End::Open(Mark::halves(2, Unit::Pi));

const fn open(n: i64) -> End {
    End::Open(Mark::whole(n))
}

const fn closed(n: i64) -> End {
    End::Closed(Mark::whole(n))
}

const fn between(low: End, high: End, turns: Turns) -> Option<Stretch> {
    Some(Stretch { low, high, turns })
}

/// A break at a whole number.
const fn at(n: i64, defined: bool, below: Limit, above: Limit) -> Break {
    Break {
        at: Mark::whole(n),
        defined,
        below,
        above,
    }
}

/// What it tends to far out is all that is known, or its definition says more.
const fn far(limit: Limit) -> Far {
    Far {
        limit,
        nears: None,
        like: Like::Definition,
    }
}

const fn like(formula: fn(&[Formula], Option<i64>) -> Option<Formula>) -> Like {
    Like::Growth(Growth {
        formula,
        rest: None,
    })
}

/// It stays within some distance of its argument.
const NEARLY_X: Like = Like::Growth(Growth {
    formula: |a, _| Some(x(a)),
    rest: Some((0, 1)),
});
const NEARLY_X_UP: Far = Far {
    limit: Limit::Up,
    nears: None,
    like: NEARLY_X,
};
const NEARLY_X_DOWN: Far = Far {
    limit: Limit::Down,
    nears: None,
    like: NEARLY_X,
};

const ABOVE_0: Line = Line {
    breaks: Breaks::Points(&[at(0, false, Limit::Outside, Limit::Down)]),
    stretches: &[None, between(End::Infinite, End::Infinite, STEADY)],
    course: Course::Rising,
    down: far(Limit::Outside),
    up: far(Limit::Up),
};
const UNIT_INTERVAL: Breaks = Breaks::Points(&[
    at(-1, true, Limit::Outside, Limit::Own),
    at(1, true, Limit::Own, Limit::Outside),
]);
const OUTSIDE_UNIT_INTERVAL: Breaks = Breaks::Points(&[
    at(-1, true, Limit::Own, Limit::Outside),
    at(1, true, Limit::Outside, Limit::Own),
]);
const POLES_FROM_0_DOWN: Lattice = Lattice {
    offset: Mark::whole(0),
    period: Mark::whole(1),
    one_sided: true,
    defined: false,
    below: Limit::Pole,
    above: Limit::Pole,
};

/// Poles at every `offset + k·π`.
const fn poles(offset: Mark, below: Limit, above: Limit) -> Breaks {
    Breaks::Lattice(Lattice {
        offset: Mark::halves(offset.halves, Unit::Pi),
        period: Mark::halves(2, Unit::Pi),
        one_sided: false,
        defined: false,
        below,
        above,
    })
}

/// Steps at every `offset + k`.
const fn steps_at(offset: Mark, below: Limit, above: Limit) -> Breaks {
    Breaks::Lattice(Lattice {
        offset,
        period: Mark::whole(1),
        one_sided: false,
        defined: true,
        below,
        above,
    })
}

const ANY: &str = "any number";
const UNIT: &str = "a number from -1 to 1";
const NOT_0: &str = "a number other than 0";
const NOT_PI: &str = "a number other than a multiple of pi";
const NOT_HALF_PI: &str = "a number other than pi/2 + k*pi";
const ABOVE: &str = "a number above 0";

// Sources. A&S is Abramowitz & Stegun, Handbook of Mathematical Functions; DLMF is NIST's Digital
// Library of Mathematical Functions.
const ROOTS: &str = "power rule, A&S 3.3.3";
const LOGARITHMS: &str = "DLMF 4.7";
const CIRCULAR: &str = "DLMF 4.20";
const INVERSE_CIRCULAR: &str = "DLMF 4.24";
const HYPERBOLIC: &str = "DLMF 4.34";
const INVERSE_HYPERBOLIC: &str = "DLMF 4.38";
const STEPS: &str = "constant between its breaks";

/// Each row is written once; the list of functions and the slice of rows both come from it.
macro_rules! table {
    (; $($variant:ident $meaning:literal { $($column:ident: $value:expr),+ $(,)? })+) => {
        /// A function of the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Function { $(#[doc = $meaning] $variant),+ }

        impl Function {
            /// Every function, in the order of the table.
            pub const ALL: &'static [Function] = &[$(Function::$variant),+];

            /// What is known of it.
            pub fn row(self) -> &'static Row {
                &TABLE[self as usize]
            }
        }

        static TABLE: &[Row] = &[$(Row { meaning: $meaning, $($column: $value),+ }),+];
    };
}

use Function::*;
use Special::{One, Two};

fn pi() -> Formula {
    Formula::Constant(Constant::Pi)
}

/// The only argument of a rule.
fn x(a: &[Formula]) -> Formula {
    a[0].clone()
}

/// The second argument of a rule.
fn y(a: &[Formula]) -> Formula {
    a[1].clone()
}

/// The sign of an enclosure, where it has one.
fn sign(x: &Ball) -> Result<Ball, Undefined> {
    x.sign()
        .map(|sign| Ball::integer(sign as i64))
        .ok_or(Undefined::Straddles)
}

/// The nearest whole number, halves to even: for a half, twice the one nearest to its half.
fn nearest(x: &Ball) -> Result<Ball, Undefined> {
    let twice = x.shifted(1);
    let is_whole = |x: &Ball| Ok(x.compare(&x.floor()?) == Some(std::cmp::Ordering::Equal));
    if x.is_exact() && is_whole(&twice)? && !is_whole(x)? {
        return Ok(x.shifted(-1).nearest()?.shifted(1));
    }
    x.nearest()
}

/// The order of a polygamma function: a whole number from 0.
fn order(n: &Ball) -> Result<u32, Undefined> {
    let whole = if n.is_exact() {
        n.lower()?.to_i64()
    } else {
        return Err(Undefined::Straddles);
    };
    whole
        .and_then(|n| u32::try_from(n).ok())
        .ok_or(Undefined::Outside)
}

/// π/2
fn right_angle() -> Formula {
    Formula::Constant(Constant::Pi) / number(2)
}

fn constant(c: Constant) -> Formula {
    Formula::Constant(c)
}

// Each family hands its rows on to the next, and the last one hands all of them to the table.
powers! { circular hyperbolic steps plane special activations table; }
