//! What a row of the table may say of a function.

use crate::expression::formula::Formula;
use crate::expression::functions::Function;
use crate::expression::functions::breaks::{Breaks, Lattice, Limit, Mark};
use crate::number::ball::{Ball, ShortBall, Undefined};
use crate::number::exact::Exact;

/// Exact special values: of one argument, or of two.
#[derive(Clone, Copy)]
pub enum Special {
    /// From one argument.
    One(fn(&Exact) -> Option<Exact>),
    /// From two arguments.
    Two(fn(&Exact, &Exact) -> Option<Exact>),
    /// None are known.
    None,
}

/// The value in doubles: of one argument, or of two.
#[derive(Clone, Copy)]
pub enum Double {
    /// From one argument.
    One(fn(f64) -> f64),
    /// From two arguments.
    Two(fn(f64, f64) -> f64),
}

/// The value as an enclosure at a working precision in bits: of one argument, or of two.
#[derive(Clone, Copy)]
pub enum Enclosure {
    /// From one argument.
    One(fn(&Ball, u64) -> Result<Ball, Undefined>),
    /// From one argument, and also in balls of one width.
    OneOrShort(fn(&Ball, u64) -> Result<Ball, Undefined>, ShortWay),
    /// From two arguments.
    Two(fn(&Ball, &Ball, u64) -> Result<Ball, Undefined>),
}

/// The value as a ball of one width; functions without one have a definition, or are slow anyway.
#[derive(Clone, Copy)]
pub enum ShortWay {
    /// By itself.
    One(fn(ShortBall) -> ShortBall),
    /// The first of two that are found together.
    First(fn(ShortBall) -> (ShortBall, ShortBall)),
    /// The second of them.
    Second(fn(ShortBall) -> (ShortBall, ShortBall)),
    /// It is left out: in a browser nobody has many points, and each kilobyte is waited for.
    Left,
}

impl ShortWay {
    /// This way, where it is not left out.
    pub(super) const fn kept(self) -> ShortWay {
        match cfg!(target_arch = "wasm32") {
            true => ShortWay::Left,
            false => self,
        }
    }
}

/// One end of what the values of a function lie between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// There is none.
    Infinite,
    /// This number, which is no value.
    Open(Mark),
    /// This number, which is a value.
    Closed(Mark),
    /// A bound beyond which no value lies; the nearest value may be some way from it.
    Beyond(f64),
}

/// Where a function turns from rising to falling or back, between its breaks.
#[derive(Clone, Copy, Debug)]
pub enum Turns {
    /// At these numbers, to the nearest double.
    At(&'static [f64]),
    /// At `offset + k·period` for every whole k.
    Every {
        /// One of them.
        offset: f64,
        /// How far each is from the next.
        period: f64,
    },
    /// That is not known, or its doubles are not good to 12 digits everywhere.
    Unknown,
}

/// How values follow their arguments all along a domain, also across breaks; a step that stays
/// where it is rises and falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Of two arguments the larger one never has the smaller value.
    Rising,
    /// The larger one never has the larger value.
    Falling,
    /// Neither, or its doubles are not good to 12 digits everywhere.
    Varying,
}

/// A stretch between two breaks.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// The lower end of the values there.
    pub low: End,
    /// The upper end of the values there.
    pub high: End,
    /// Where it turns.
    pub turns: Turns,
}

/// A formula that a function is near a place, or is nearly.
#[derive(Clone, Copy)]
pub struct Growth {
    /// The formula, in the argument and the place, where that is a whole number of ordinary size.
    /// `None` where it would be too long.
    pub formula: fn(&[Formula], Option<i64>) -> Option<Formula>,
    /// The remainder is below this power, a fraction, of the distance to the place (or of one over
    /// the argument); `None` where the formula is the function.
    pub rest: Option<(i64, i64)>,
}

/// How a function of one argument behaves where its argument grows without bound.
#[derive(Clone, Copy)]
pub struct Far {
    /// What it tends to.
    pub limit: Limit,
    /// Off its limit, or off its argument where that is what it grows as, by about
    /// e^(−rate·|x|^power) or less: rate and power.
    pub nears: Option<(i64, i64)>,
    /// What it is there.
    pub like: Like,
}

/// What is known of a function where its argument grows without bound.
#[derive(Clone, Copy)]
pub enum Like {
    /// What its definition says, or nothing more than its limit where it has none.
    Definition,
    /// This.
    Growth(Growth),
    /// It grows beyond every power.
    Huge,
    /// It grows beyond all bounds, slower than every power.
    Slow,
}

/// The domain of a function of one argument: the line, cut at its breaks.
#[derive(Clone, Copy)]
pub struct Line {
    /// Where the function has a value but may have no derivative, or has no value.
    pub breaks: Breaks,
    /// What it does on each stretch between breaks, from left to right, `None` where it has no
    /// value. For breaks without end: one entry for all, and where there is a last one another for
    /// what follows it.
    pub stretches: &'static [Option<Stretch>],
    /// Does it rise or fall all along its domain, across its breaks too?
    pub course: Course,
    /// Towards −∞.
    pub down: Far,
    /// Towards +∞.
    pub up: Far,
}

/// The domain of a function of two arguments.
#[derive(Clone, Copy)]
pub struct Plane {
    /// Where it is not smooth, or has no value.
    pub breaks: Meeting,
    /// The lower end of its values.
    pub low: End,
    /// The upper end of its values.
    pub high: End,
    /// Does it rise with each argument?
    pub course: Course,
}

/// Where a function of two arguments is not smooth, or has no value.
#[derive(Clone, Copy, Debug)]
pub enum Meeting {
    /// `min`, `max`: defined everywhere, not smooth where the arguments are equal.
    EqualArguments,
    /// `hypot`: defined everywhere, not smooth where both are 0.
    Origin,
    /// `atan2(y, x)`: not defined at the origin, a jump where y = 0 and x < 0.
    Angle,
    /// `log(x, base)`: x > 0, base > 0, base ≠ 1.
    Logarithm,
    /// `polygamma(n, x)`: n a whole number from 0, x on none of these.
    Order(Lattice),
}

/// Where a function has a value, where it is smooth, and between which ends its values lie.
#[derive(Clone, Copy)]
pub enum Domain {
    /// One argument.
    Line(Line),
    /// Two.
    Plane(Plane),
}

/// What a function does where its arguments change sign together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parity {
    /// f(−x) = f(x)
    Even,
    /// f(−x) = −f(x)
    Odd,
    /// Neither.
    Neither,
}

/// Whether values are whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Always.
    Always,
    /// Always, and a whole argument is its own value.
    Rounded,
    /// Where the arguments are.
    OfWhole,
    /// Not as a rule.
    No,
}

/// A function in terms of simpler ones.
#[derive(Clone, Copy)]
pub enum Definition {
    /// It is one of those that others are defined by.
    Core,
    /// The argument to this power, a fraction.
    Power(i64, i64),
    /// This formula, wherever the formula has a value, and nowhere else but at single points.
    Formula(fn(&[Formula]) -> Formula),
}

/// What a function is on each of its branches, in terms of simpler ones.
#[derive(Clone, Copy)]
pub enum Pieces {
    /// Nothing branches where it has a value.
    None,
    /// By the sign of its first argument: above 0 and below, and at 0 where that is not what it is
    /// above.
    Sign {
        /// Where the argument is above 0.
        above: fn(&[Formula]) -> Formula,
        /// Where it is below 0.
        below: fn(&[Formula]) -> Formula,
        /// Where it is 0.
        zero: Option<fn(&[Formula]) -> Formula>,
    },
    /// By the order of its two arguments.
    Order {
        /// Where the first is not the smaller one.
        above: fn(&[Formula]) -> Formula,
        /// Where it is not the larger one.
        below: fn(&[Formula]) -> Formula,
    },
    /// This formula, whose parts branch, or none of them does.
    Formula(fn(&[Formula]) -> Formula),
    /// The largest whole number that is not above the argument.
    Step,
}

/// What a function is of a value of the function that it undoes.
#[derive(Clone, Copy)]
pub struct Undone {
    /// The function that it undoes.
    pub of: Function,
    /// What comes of it, in the argument of that one.
    pub is: fn(&[Formula]) -> Formula,
}

/// What the value of a function says of its argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// The argument is this function of the value, and rises with it.
    Rising(Function),
    /// The size of the argument is at most this function of the value, and rises with it.
    Even(Function),
    /// The argument is not below the value, and less than 1 above it.
    Step,
    /// It is a power, by its definition, and its argument is one of the value.
    Definition,
    /// Nothing but that it has a value there.
    Unknown,
}

/// How many values a function has at one complex number, following it from number to number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheets {
    /// One.
    One,
    /// Several, which meet off the real line.
    OffTheLine,
    /// Several, which meet at 0, where its domain begins.
    FromZero,
    /// Several, which meet at the ends of its domain.
    FromEnds,
    /// That is not known, or it has pieces.
    Several,
}

/// How the Taylor series of a function is found at a number where it is smooth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taylor {
    /// From so many of its derivatives, which stay short.
    Derivatives(i64),
    /// From that of its derivative, which is simpler.
    Integral,
    /// From that of its definition.
    Definition,
}

/// How much work a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// As much as a few multiplications.
    Light,
    /// As much as a long series.
    Heavy,
}

/// What of a function is an angle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Angle {
    /// Its argument.
    Argument,
    /// Its value.
    Value,
    /// Nothing.
    None,
}

/// Functions whose rules are taken for one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Circular and hyperbolic functions.
    Circular,
    /// Their inverses.
    Inverse,
    /// What neurons make of their input.
    Activation,
    /// No others.
    Alone,
}

/// An enclosure from one of the argument, at a working precision in bits.
pub type OneBall = fn(&Ball, u64) -> Result<Ball, Undefined>;

/// A partial derivative as a formula in the arguments; `None` where there is none.
pub type Partial = fn(&[Formula]) -> Option<Formula>;

/// All that is known of one function. No column has a default: a row without one does not compile.
pub struct Row {
    /// How it is written.
    pub name: &'static str,
    /// Other spellings that are read.
    pub aliases: &'static [&'static str],
    /// What it is, in words, for help.
    pub meaning: &'static str,
    /// What its argument must be, as a message says it: "log needs a number above 0".
    pub needs: &'static str,
    /// How LaTeX writes it.
    pub latex: &'static str,
    /// Where it has a value, where it is smooth, and between which ends its values lie.
    pub domain: Domain,
    /// What it does where the argument changes sign; of two arguments, both.
    pub parity: Parity,
    /// Is it constant between its breaks?
    pub step: bool,
    /// Are its values whole numbers?
    pub whole: Whole,
    /// What it is in terms of simpler functions.
    pub definition: Definition,
    /// How its Taylor series is found.
    pub taylor: Taylor,
    /// What e to the power of its value is, where that is known: a formula in its argument and its
    /// value, in this order.
    pub power_of_e: Option<fn(&[Formula]) -> Formula>,
    /// What it is next to its breaks, where its definition does not say it.
    pub near: Option<Growth>,
    /// Its value in doubles.
    pub double: Double,
    /// Its exact special values.
    pub exact: Special,
    /// Its value as an enclosure.
    pub ball: Enclosure,
    /// Its partial derivatives; their number is the arity. `None` where there is none.
    pub partials: &'static [Partial],
    /// What it is on each of its branches.
    pub pieces: Pieces,
    /// What function it undoes, where that makes branches or no identity says so.
    pub undoes: Option<Undone>,
    /// What its value says of its argument.
    pub back: Back,
    /// How many values it has at one complex number.
    pub sheets: Sheets,
    /// The natural logarithm of its value as an enclosure, for an argument above 0 where it is above
    /// 0 itself, so that values are compared which no enclosure holds.
    pub ln: Option<OneBall>,
    /// How much work a value is.
    pub cost: Cost,
    /// What of it is an angle.
    pub angle: Angle,
    /// Whose rules its own is taken for.
    pub family: Family,
    /// Where the rule comes from.
    pub source: &'static str,
}
