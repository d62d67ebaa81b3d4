//! THE TABLE: all that is known of each elementary function is one row.
//!
//! Reader, help, derivative, evaluation in every kind of number, and the tests walk these rows. To
//! add a function is to add a row; a row without a column does not compile.

use crate::expression::formula::{Formula, call, number};
use crate::number::ball::{Ball, Undefined};
use crate::number::double;
use crate::number::exact::{self, Exact};
use crate::number::rational::Rational;

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
    /// From two arguments.
    Two(fn(&Ball, &Ball, u64) -> Result<Ball, Undefined>),
}

/// Where a function has a value, and where it is not smooth.
#[derive(Clone, Copy, Debug)]
pub enum Domain {
    /// One argument: the line is cut at the breaks.
    Line {
        /// Where the function has a value but may have no derivative, or has no value.
        breaks: Breaks,
        /// Is it defined on each stretch between breaks, from left to right? For breaks without
        /// end: one entry for all.
        between: &'static [bool],
        /// Is it defined at each break? For breaks without end: one entry for all.
        at: &'static [bool],
    },
    /// `min`, `max`: defined everywhere, not smooth where the arguments are equal.
    EqualArguments,
    /// `hypot`: defined everywhere, not smooth where both are 0.
    Origin,
    /// `atan2(y, x)`: not defined at the origin, a jump where y = 0 and x < 0.
    Angle,
    /// `log(x, base)`: x > 0, base > 0, base ≠ 1.
    Logarithm,
    /// `polygamma(n, x)`: n a whole number from 0, x no whole number up to 0.
    Polygamma,
}

/// The places at which a function of one argument is not smooth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// At these whole numbers, in rising order.
    Points(&'static [i64]),
    /// At every whole number.
    Integers,
    /// Half-way between whole numbers.
    HalfIntegers,
    /// At every k·π.
    MultiplesOfPi,
    /// At every π/2 + k·π.
    OddMultiplesOfHalfPi,
    /// At 0, −1, −2, …
    NonPositiveIntegers,
}

/// A partial derivative as a formula in the arguments; `None` where there is none.
pub type Partial = fn(&[Formula]) -> Option<Formula>;

/// All that is known of one function.
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
    /// Where it has a value and where it is smooth.
    pub domain: Domain,
    /// Its value in doubles.
    pub double: Double,
    /// Its exact special values.
    pub exact: Special,
    /// Its value as an enclosure.
    pub ball: Enclosure,
    /// Its partial derivatives; their number is the arity. `None` where there is none.
    pub partials: &'static [Partial],
    /// Where the rule comes from.
    pub source: &'static str,
}

impl Row {
    /// How many arguments it takes.
    pub fn arity(&self) -> usize {
        self.partials.len()
    }

    /// Has it a value at 0, and anywhere below 0? True where that is not plain.
    pub fn around_zero(&self) -> (bool, bool) {
        let Domain::Line {
            breaks: Breaks::Points(points),
            between,
            at,
        } = self.domain
        else {
            return (true, true);
        };
        let at_zero = match points.iter().position(|&point| point == 0) {
            Some(place) => at[place],
            None => between[points.iter().filter(|&&point| point < 0).count()],
        };
        let up_to = points.iter().filter(|&&point| point < 0).count();
        let below = between[..=up_to].contains(&true) || at[..up_to].contains(&true);
        (at_zero, below)
    }
}

/// A function and its partner: the square of one plus `sign` times the square of the other is `value`.
pub struct ConstantSquare {
    /// The other function.
    pub partner: Function,
    /// 1 or -1.
    pub sign: i64,
    /// What does not vary.
    pub value: Rational,
}

/// A constant with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Constant {
    /// π
    Pi,
    /// e
    E,
    /// τ = 2π
    Tau,
}

impl Constant {
    /// Every constant.
    pub const ALL: [Constant; 3] = [Constant::Pi, Constant::E, Constant::Tau];

    /// How it is written.
    pub fn name(self) -> &'static str {
        match self {
            Constant::Pi => "pi",
            Constant::E => "e",
            Constant::Tau => "tau",
        }
    }

    /// How LaTeX writes it.
    pub fn latex(self) -> &'static str {
        match self {
            Constant::Pi => r"\pi",
            Constant::E => "e",
            Constant::Tau => r"\tau",
        }
    }

    /// The constant written like this, also as a Greek letter.
    pub fn named(name: &str) -> Option<Constant> {
        match name {
            "pi" | "π" | "Pi" | "PI" => Some(Constant::Pi),
            "e" => Some(Constant::E),
            "tau" | "τ" => Some(Constant::Tau),
            _ => None,
        }
    }

    /// Its exact value.
    pub fn exact(self) -> Exact {
        match self {
            Constant::Pi => Exact::Pi(Rational::one()),
            Constant::E => Exact::Exp(Rational::one()),
            Constant::Tau => Exact::Pi(Rational::integer(2)),
        }
    }

    /// The nearest double.
    pub fn double(self) -> f64 {
        match self {
            Constant::Pi => std::f64::consts::PI,
            Constant::E => std::f64::consts::E,
            Constant::Tau => std::f64::consts::TAU,
        }
    }
}

impl Function {
    /// The degree of the root that it is.
    pub fn root_degree(self) -> Option<i64> {
        match self {
            Sqrt => Some(2),
            Cbrt => Some(3),
            _ => None,
        }
    }

    /// 1 if it is even, -1 if it is odd.
    pub fn parity(self) -> Option<i8> {
        match self {
            Sign => Some(-1),
            _ => None,
        }
    }

    /// The function whose square makes a constant with the square of this one: sin with cos, as
    /// f' = a·g and g' = b·f for signs a and b make f² − a·b·g² constant.
    pub fn constant_square(self) -> Option<ConstantSquare> {
        let (partner, first) = self.signed_derivative()?;
        let (back, second) = partner.signed_derivative()?;
        if back != self || partner == self {
            return None;
        }
        let One(own) = self.row().exact else {
            return None;
        };
        let One(other) = partner.row().exact else {
            return None;
        };
        let zero = Exact::from(Rational::zero());
        let square = |value: Exact| value.rational().map(|value| value * value);
        let (own, other) = (square(own(&zero)?)?, square(other(&zero)?)?);
        let sign = -first * second;
        Some(ConstantSquare {
            partner,
            sign,
            value: &own + &(&other * &Rational::integer(sign)),
        })
    }

    /// The derivative, where it is plus or minus one function of the same argument.
    fn signed_derivative(self) -> Option<(Function, i64)> {
        let [partial] = self.row().partials else {
            return None;
        };
        let of_argument = |call: &Formula| match call {
            Formula::Call(f, arguments) if matches!(arguments[..], [Formula::Number(ARGUMENT)]) => {
                Some(*f)
            }
            _ => None,
        };
        /// Stands for the argument: no rule holds this number.
        const ARGUMENT: i64 = i64::MIN;
        match partial(&[Formula::Number(ARGUMENT)])? {
            Formula::Negative(call) => of_argument(&call).map(|f| (f, -1)),
            call => of_argument(&call).map(|f| (f, 1)),
        }
    }

    /// The functions of this name or alias; `log` names one of one argument and one of two.
    pub fn named(name: &str) -> impl Iterator<Item = Function> + use<'_> {
        Function::ALL
            .iter()
            .copied()
            .filter(move |f| f.row().name == name || f.row().aliases.contains(&name))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.row().name
    }
}

const EVERYWHERE: Domain = Domain::Line {
    breaks: Breaks::Points(&[]),
    between: &[true],
    at: &[],
};
const KINK_AT_0: Domain = Domain::Line {
    breaks: Breaks::Points(&[0]),
    between: &[true, true],
    at: &[true],
};
const POLE_AT_0: Domain = Domain::Line {
    breaks: Breaks::Points(&[0]),
    between: &[true, true],
    at: &[false],
};
const FROM_0: Domain = Domain::Line {
    breaks: Breaks::Points(&[0]),
    between: &[false, true],
    at: &[true],
};
const ABOVE_0: Domain = Domain::Line {
    breaks: Breaks::Points(&[0]),
    between: &[false, true],
    at: &[false],
};
const FROM_1: Domain = Domain::Line {
    breaks: Breaks::Points(&[1]),
    between: &[false, true],
    at: &[true],
};
const UNIT_INTERVAL: Domain = Domain::Line {
    breaks: Breaks::Points(&[-1, 1]),
    between: &[false, true, false],
    at: &[true, true],
};
const INSIDE_UNIT_INTERVAL: Domain = Domain::Line {
    breaks: Breaks::Points(&[-1, 1]),
    between: &[false, true, false],
    at: &[false, false],
};
const OUTSIDE_UNIT_INTERVAL: Domain = Domain::Line {
    breaks: Breaks::Points(&[-1, 1]),
    between: &[true, false, true],
    at: &[true, true],
};
const BEYOND_UNIT_INTERVAL: Domain = Domain::Line {
    breaks: Breaks::Points(&[-1, 1]),
    between: &[true, false, true],
    at: &[false, false],
};
const ABOVE_0_UP_TO_1: Domain = Domain::Line {
    breaks: Breaks::Points(&[0, 1]),
    between: &[false, true, false],
    at: &[false, true],
};
const STEP_AT_INTEGERS: Domain = Domain::Line {
    breaks: Breaks::Integers,
    between: &[true],
    at: &[true],
};
const STEP_AT_HALVES: Domain = Domain::Line {
    breaks: Breaks::HalfIntegers,
    between: &[true],
    at: &[true],
};
const POLES_AT_PI: Domain = Domain::Line {
    breaks: Breaks::MultiplesOfPi,
    between: &[true],
    at: &[false],
};
const POLES_AT_HALF_PI: Domain = Domain::Line {
    breaks: Breaks::OddMultiplesOfHalfPi,
    between: &[true],
    at: &[false],
};
const POLES_OF_GAMMA: Domain = Domain::Line {
    breaks: Breaks::NonPositiveIntegers,
    between: &[true],
    at: &[false],
};

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
    ($($variant:ident $name:literal $aliases:tt $meaning:literal, needs $needs:expr, latex $latex:literal,
        domain $domain:expr, double $dn:ident($double:expr), exact $special:expr,
        ball $bn:ident($ball:expr), partials [$($partial:expr),+], source $source:expr;)+) => {
        /// A function of the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Function { $(#[doc = $meaning] $variant),+ }

        impl Function {
            /// Every function, in the order of the table.
            pub const ALL: &'static [Function] = &[$(Function::$variant),+];

            /// What is known of it.
            pub fn row(self) -> &'static Row {
                static TABLE: &[Row] = &[$(Row {
                    name: $name,
                    aliases: &$aliases,
                    meaning: $meaning,
                    needs: $needs,
                    latex: $latex,
                    domain: $domain,
                    double: Double::$dn($double),
                    exact: $special,
                    ball: Enclosure::$bn($ball),
                    partials: &[$($partial),+],
                    source: $source,
                }),+];
                &TABLE[self as usize]
            }
        }
    };
}

use Function::*;
use Special::{One, Two};

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

fn constant(c: Constant) -> Formula {
    Formula::Constant(c)
}

table! {
    Sqrt "sqrt" [] "square root", needs "a number from 0 up", latex r"\sqrt",
        domain FROM_0, double One(double::sqrt), exact One(|x| exact::root(x, 2)),
        ball One(Ball::sqrt),
        partials [|a| Some(number(1) / (number(2) * call(Sqrt, x(a))))], source ROOTS;
    Cbrt "cbrt" [] "cube root, also of negative numbers", needs ANY, latex r"\sqrt[3]",
        domain KINK_AT_0, double One(double::cbrt), exact One(|x| exact::root(x, 3)),
        ball One(|x, bits| Ok(x.cbrt(bits))),
        partials [|a| Some(number(1) / (number(3) * call(Cbrt, x(a)).squared()))], source ROOTS;
    Exp "exp" [] "e to the power of x", needs ANY, latex r"\exp",
        domain EVERYWHERE, double One(double::exp), exact One(exact::exp), ball One(Ball::exp),
        partials [|a| Some(call(Exp, x(a)))], source LOGARITHMS;
    Ln "ln" ["log"] "natural logarithm", needs ABOVE, latex r"\ln",
        domain ABOVE_0, double One(double::ln), exact One(exact::ln), ball One(Ball::ln),
        partials [|a| Some(number(1) / x(a))], source LOGARITHMS;
    Log2 "log2" ["log_2", "lb"] "logarithm to base 2", needs ABOVE, latex r"\log_2",
        domain ABOVE_0, double One(double::log2), exact One(|x| exact::log_to(x, 2)),
        ball One(Ball::log2),
        partials [|a| Some(number(1) / (x(a) * call(Ln, number(2))))], source LOGARITHMS;
    Log10 "log10" ["log_10", "lg"] "logarithm to base 10", needs ABOVE, latex r"\log_{10}",
        domain ABOVE_0, double One(double::log10), exact One(|x| exact::log_to(x, 10)),
        ball One(Ball::log10),
        partials [|a| Some(number(1) / (x(a) * call(Ln, number(10))))], source LOGARITHMS;
    Log "log" [] "log(x, base): logarithm to a base",
        needs "two numbers above 0, the base other than 1", latex r"\log",
        domain Domain::Logarithm, double Two(double::log), exact Two(exact::log),
        ball Two(Ball::log),
        partials [
            |a| Some(number(1) / (x(a) * call(Ln, y(a)))),
            |a| Some(-call(Ln, x(a)) / (y(a) * call(Ln, y(a)).squared()))
        ], source LOGARITHMS;
    Sin "sin" [] "sine, of radians", needs ANY, latex r"\sin",
        domain EVERYWHERE, double One(double::sin), exact One(exact::sin), ball One(Ball::sin),
        partials [|a| Some(call(Cos, x(a)))], source CIRCULAR;
    Cos "cos" [] "cosine, of radians", needs ANY, latex r"\cos",
        domain EVERYWHERE, double One(double::cos), exact One(exact::cos), ball One(Ball::cos),
        partials [|a| Some(-call(Sin, x(a)))], source CIRCULAR;
    Tan "tan" ["tg"] "tangent, sin/cos", needs NOT_HALF_PI, latex r"\tan",
        domain POLES_AT_HALF_PI, double One(double::tan), exact One(exact::tan),
        ball One(Ball::tan),
        partials [|a| Some(number(1) / call(Cos, x(a)).squared())], source CIRCULAR;
    Sec "sec" [] "secant, 1/cos", needs NOT_HALF_PI, latex r"\sec",
        domain POLES_AT_HALF_PI, double One(|x| 1.0 / double::cos(x)),
        exact One(|x| exact::reciprocal(exact::cos(x))), ball One(Ball::sec),
        partials [|a| Some(call(Sec, x(a)) * call(Tan, x(a)))], source CIRCULAR;
    Csc "csc" ["cosec"] "cosecant, 1/sin", needs NOT_PI, latex r"\csc",
        domain POLES_AT_PI, double One(|x| 1.0 / double::sin(x)),
        exact One(|x| exact::reciprocal(exact::sin(x))), ball One(Ball::csc),
        partials [|a| Some(-call(Csc, x(a)) * call(Cot, x(a)))], source CIRCULAR;
    Cot "cot" ["ctg", "cotan"] "cotangent, cos/sin", needs NOT_PI, latex r"\cot",
        domain POLES_AT_PI, double One(|x| double::cos(x) / double::sin(x)),
        exact One(exact::cot), ball One(Ball::cot),
        partials [|a| Some(number(-1) / call(Sin, x(a)).squared())], source CIRCULAR;
    Asin "asin" ["arcsin"] "inverse sine, from -pi/2 to pi/2", needs UNIT, latex r"\arcsin",
        domain UNIT_INTERVAL, double One(double::asin), exact One(exact::asin),
        ball One(Ball::asin),
        partials [|a| Some(number(1) / call(Sqrt, number(1) - x(a).squared()))],
        source INVERSE_CIRCULAR;
    Acos "acos" ["arccos"] "inverse cosine, from 0 to pi", needs UNIT, latex r"\arccos",
        domain UNIT_INTERVAL, double One(double::acos), exact One(exact::acos),
        ball One(Ball::acos),
        partials [|a| Some(number(-1) / call(Sqrt, number(1) - x(a).squared()))],
        source INVERSE_CIRCULAR;
    Atan "atan" ["arctan", "arctg"] "inverse tangent, from -pi/2 to pi/2", needs ANY,
        latex r"\arctan",
        domain EVERYWHERE, double One(double::atan), exact One(exact::atan), ball One(|x, bits| Ok(x.atan(bits))),
        partials [|a| Some(number(1) / (number(1) + x(a).squared()))], source INVERSE_CIRCULAR;
    Acot "acot" ["arccot"] "inverse cotangent, pi/2 - atan(x), from 0 to pi", needs ANY,
        latex r"\operatorname{arccot}",
        domain EVERYWHERE, double One(|x| std::f64::consts::FRAC_PI_2 - double::atan(x)),
        exact One(exact::acot), ball One(Ball::acot),
        partials [|a| Some(number(-1) / (number(1) + x(a).squared()))], source INVERSE_CIRCULAR;
    Asec "asec" ["arcsec"] "inverse secant, acos(1/x)", needs "a number from 1 up or from -1 down",
        latex r"\operatorname{arcsec}",
        domain OUTSIDE_UNIT_INTERVAL, double One(|x| double::acos(1.0 / x)),
        exact One(|x| exact::acos(&exact::reciprocal(Some(x.clone()))?)), ball One(Ball::asec),
        partials [|a| Some(number(1) / (call(Abs, x(a)) * call(Sqrt, x(a).squared() - number(1))))],
        source INVERSE_CIRCULAR;
    Acsc "acsc" ["arccsc"] "inverse cosecant, asin(1/x)",
        needs "a number from 1 up or from -1 down", latex r"\operatorname{arccsc}",
        domain OUTSIDE_UNIT_INTERVAL, double One(|x| double::asin(1.0 / x)),
        exact One(|x| exact::asin(&exact::reciprocal(Some(x.clone()))?)), ball One(Ball::acsc),
        partials [|a| Some(number(-1) / (call(Abs, x(a)) * call(Sqrt, x(a).squared() - number(1))))],
        source INVERSE_CIRCULAR;
    Sinh "sinh" [] "hyperbolic sine, (e^x - e^-x)/2", needs ANY, latex r"\sinh",
        domain EVERYWHERE, double One(double::sinh), exact One(exact::odd), ball One(Ball::sinh),
        partials [|a| Some(call(Cosh, x(a)))], source HYPERBOLIC;
    Cosh "cosh" [] "hyperbolic cosine, (e^x + e^-x)/2", needs ANY, latex r"\cosh",
        domain EVERYWHERE, double One(double::cosh), exact One(exact::one_at_zero),
        ball One(Ball::cosh),
        partials [|a| Some(call(Sinh, x(a)))], source HYPERBOLIC;
    Tanh "tanh" [] "hyperbolic tangent, sinh/cosh", needs ANY, latex r"\tanh",
        domain EVERYWHERE, double One(double::tanh), exact One(exact::odd), ball One(Ball::tanh),
        partials [|a| Some(number(1) / call(Cosh, x(a)).squared())], source HYPERBOLIC;
    Sech "sech" [] "hyperbolic secant, 1/cosh", needs ANY, latex r"\operatorname{sech}",
        domain EVERYWHERE, double One(|x| 1.0 / double::cosh(x)), exact One(exact::one_at_zero),
        ball One(Ball::sech),
        partials [|a| Some(-call(Sech, x(a)) * call(Tanh, x(a)))], source HYPERBOLIC;
    Csch "csch" ["cosech"] "hyperbolic cosecant, 1/sinh", needs NOT_0, latex r"\operatorname{csch}",
        domain POLE_AT_0, double One(|x| 1.0 / double::sinh(x)), exact Special::None,
        ball One(Ball::csch),
        partials [|a| Some(-call(Csch, x(a)) * call(Coth, x(a)))], source HYPERBOLIC;
    Coth "coth" [] "hyperbolic cotangent, cosh/sinh", needs NOT_0, latex r"\coth",
        domain POLE_AT_0, double One(|x| 1.0 / double::tanh(x)), exact Special::None,
        ball One(Ball::coth),
        partials [|a| Some(number(-1) / call(Sinh, x(a)).squared())], source HYPERBOLIC;
    Asinh "asinh" ["arsinh", "arcsinh"] "inverse hyperbolic sine", needs ANY,
        latex r"\operatorname{arsinh}",
        domain EVERYWHERE, double One(double::asinh), exact One(exact::odd), ball One(Ball::asinh),
        partials [|a| Some(number(1) / call(Sqrt, x(a).squared() + number(1)))],
        source INVERSE_HYPERBOLIC;
    Acosh "acosh" ["arcosh", "arccosh"] "inverse hyperbolic cosine", needs "a number from 1 up",
        latex r"\operatorname{arcosh}",
        domain FROM_1, double One(double::acosh), exact One(exact::zero_at_one),
        ball One(Ball::acosh),
        partials [|a| Some(number(1) / (call(Sqrt, x(a) - number(1)) * call(Sqrt, x(a) + number(1))))],
        source INVERSE_HYPERBOLIC;
    Atanh "atanh" ["artanh", "arctanh"] "inverse hyperbolic tangent",
        needs "a number between -1 and 1", latex r"\operatorname{artanh}",
        domain INSIDE_UNIT_INTERVAL, double One(double::atanh), exact One(exact::odd),
        ball One(Ball::atanh),
        partials [|a| Some(number(1) / (number(1) - x(a).squared()))], source INVERSE_HYPERBOLIC;
    Acoth "acoth" ["arcoth", "arccoth"] "inverse hyperbolic cotangent",
        needs "a number above 1 or below -1", latex r"\operatorname{arcoth}",
        domain BEYOND_UNIT_INTERVAL, double One(|x| double::atanh(1.0 / x)), exact Special::None,
        ball One(Ball::acoth),
        partials [|a| Some(number(1) / (number(1) - x(a).squared()))], source INVERSE_HYPERBOLIC;
    Asech "asech" ["arsech", "arcsech"] "inverse hyperbolic secant",
        needs "a number above 0, up to 1", latex r"\operatorname{arsech}",
        domain ABOVE_0_UP_TO_1, double One(|x| double::acosh(1.0 / x)),
        exact One(exact::zero_at_one), ball One(Ball::asech),
        partials [|a| Some(number(-1) / (x(a) * call(Sqrt, number(1) - x(a).squared())))],
        source INVERSE_HYPERBOLIC;
    Acsch "acsch" ["arcsch", "arccsch"] "inverse hyperbolic cosecant", needs NOT_0,
        latex r"\operatorname{arcsch}",
        domain POLE_AT_0, double One(|x| double::asinh(1.0 / x)), exact Special::None,
        ball One(Ball::acsch),
        partials [|a| Some(number(-1) / (call(Abs, x(a)) * call(Sqrt, x(a).squared() + number(1))))],
        source INVERSE_HYPERBOLIC;
    Abs "abs" [] "distance from 0, |x|", needs ANY, latex r"\left|",
        domain KINK_AT_0, double One(double::abs), exact One(exact::abs), ball One(|x, _| Ok(x.abs())),
        partials [|a| Some(call(Sign, x(a)))], source "A&S 4.4";
    Sign "sign" ["sgn", "signum"] "-1, 0 or 1", needs ANY, latex r"\operatorname{sgn}",
        domain KINK_AT_0, double One(double::sign), exact One(exact::sign), ball One(|x, _| sign(x)),
        partials [|_| Some(number(0))], source STEPS;
    Floor "floor" [] "the whole number below", needs ANY, latex r"\operatorname{floor}",
        domain STEP_AT_INTEGERS, double One(double::floor), exact One(exact::floor),
        ball One(|x, _| x.floor()),
        partials [|_| Some(number(0))], source STEPS;
    Ceil "ceil" [] "the whole number above", needs ANY, latex r"\operatorname{ceil}",
        domain STEP_AT_INTEGERS, double One(double::ceil), exact One(exact::ceil),
        ball One(|x, _| x.ceil()),
        partials [|_| Some(number(0))], source STEPS;
    Round "round" [] "the nearest whole number, halves to even", needs ANY,
        latex r"\operatorname{round}",
        domain STEP_AT_HALVES, double One(double::round), exact One(exact::round),
        ball One(|x, _| nearest(x)),
        partials [|_| Some(number(0))], source STEPS;
    Min "min" [] "the smaller of two", needs ANY, latex r"\min",
        domain Domain::EqualArguments, double Two(f64::min), exact Two(exact::min),
        ball Two(|x, y, bits| Ok(x.min(y, bits))),
        partials [
            |a| Some((number(1) - call(Sign, x(a) - y(a))) / number(2)),
            |a| Some((number(1) + call(Sign, x(a) - y(a))) / number(2))
        ], source "the slope of the smaller one";
    Max "max" [] "the larger of two", needs ANY, latex r"\max",
        domain Domain::EqualArguments, double Two(f64::max), exact Two(exact::max),
        ball Two(|x, y, bits| Ok(x.max(y, bits))),
        partials [
            |a| Some((number(1) + call(Sign, x(a) - y(a))) / number(2)),
            |a| Some((number(1) - call(Sign, x(a) - y(a))) / number(2))
        ], source "the slope of the larger one";
    Atan2 "atan2" [] "atan2(y, x): the angle of the point (x, y)",
        needs "a point other than (0, 0)", latex r"\operatorname{atan2}",
        domain Domain::Angle, double Two(double::atan2), exact Two(exact::atan2),
        ball Two(Ball::atan2),
        partials [
            |a| Some(y(a) / (x(a).squared() + y(a).squared())),
            |a| Some(-x(a) / (x(a).squared() + y(a).squared()))
        ], source INVERSE_CIRCULAR;
    Hypot "hypot" [] "sqrt(x^2 + y^2)", needs ANY, latex r"\operatorname{hypot}",
        domain Domain::Origin, double Two(double::hypot), exact Two(exact::hypot),
        ball Two(Ball::hypot),
        partials [
            |a| Some(x(a) / Formula::Call(Hypot, a.to_vec())),
            |a| Some(y(a) / Formula::Call(Hypot, a.to_vec()))
        ], source "chain rule on sqrt(x^2 + y^2)";
    Erf "erf" [] "error function", needs ANY, latex r"\operatorname{erf}",
        domain EVERYWHERE, double One(double::erf), exact One(exact::odd), ball One(|x, bits| Ok(x.erf(bits))),
        partials [|a| Some(
            number(2) * call(Exp, -x(a).squared()) / call(Sqrt, constant(Constant::Pi))
        )], source "DLMF 7.2.1";
    Gamma "gamma" [] "gamma function; x! is gamma(x + 1)",
        needs "a number other than 0, -1, -2, ...", latex r"\Gamma",
        domain POLES_OF_GAMMA, double One(double::gamma), exact One(exact::gamma),
        ball One(Ball::gamma),
        partials [|a| Some(
            call(Gamma, x(a)) * Formula::Call(Polygamma, vec![number(0), x(a)])
        )], source "DLMF 5.2.2";
    Polygamma "polygamma" [] "polygamma(n, x): derivative n + 1 of ln(gamma(x))",
        needs "a whole number from 0 up, and a number other than 0, -1, -2, ...",
        latex r"\psi",
        domain Domain::Polygamma, double Two(double::polygamma), exact Special::None,
        ball Two(|n, x, bits| x.polygamma(order(n)?, bits)),
        partials [
            |_| None,
            |a| Some(Formula::Call(Polygamma, vec![x(a) + number(1), y(a)]))
        ], source "DLMF 5.15.1";
}
