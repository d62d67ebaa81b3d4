//! What follows from the columns of a row.

use crate::expression::formula::{Formula, Operator};
use crate::expression::functions::{
    Breaks, Course, Definition, Domain, End, Line, Meeting, Parity, Pieces, Plane, Row, Stretch,
    Whole,
};
use crate::expression::functions::{Double, Function, Special};
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use std::cmp::Ordering;

impl End {
    /// The number as a double, infinite with this sign where there is none.
    pub fn double(self, infinite: f64) -> f64 {
        match self {
            End::Infinite => infinite,
            End::Open(mark) | End::Closed(mark) => mark.double(),
            End::Beyond(bound) => bound,
        }
    }
}

impl Stretch {
    /// The ends of the values as doubles.
    pub fn ends(&self) -> (f64, f64) {
        (
            self.low.double(f64::NEG_INFINITY),
            self.high.double(f64::INFINITY),
        )
    }

    /// 1 where no value on it is below 0, −1 where none is above, else 0.
    fn sign(&self) -> i8 {
        let (low, high) = self.ends();
        i8::from(low >= 0.0) - i8::from(high <= 0.0 && low < 0.0)
    }

    /// Is a number no value?
    fn is_never(&self, n: f64) -> bool {
        let (low, high) = self.ends();
        let beyond = |end: f64, side: End| end == n && matches!(side, End::Open(_));
        low > n || high < n || beyond(low, self.low) || beyond(high, self.high)
    }
}

impl Line {
    /// Where a stretch begins and ends, as doubles; `None` where the breaks have no end.
    pub fn edges(&self, stretch: usize) -> Option<(f64, f64)> {
        let Breaks::Points(points) = self.breaks else {
            return None;
        };
        let end = |index: usize| points.get(index).map(|point| point.at.double());
        let low = stretch.checked_sub(1).and_then(end);
        Some((
            low.unwrap_or(f64::NEG_INFINITY),
            end(stretch).unwrap_or(f64::INFINITY),
        ))
    }

    /// Have the numbers of one stretch alone a value?
    pub fn is_one_stretch(&self) -> bool {
        matches!(self.breaks, Breaks::Points(_)) && self.stretches.iter().flatten().count() == 1
    }

    /// Is the function smooth and defined all along the line? What has no break has one stretch, on which
    /// it has values.
    pub fn is_smooth(&self) -> bool {
        self.breaks.is_empty()
    }

    /// Has it a value everywhere?
    pub fn is_total(&self) -> bool {
        let at_breaks = match &self.breaks {
            Breaks::Points(points) => points.iter().all(|point| point.defined),
            Breaks::Lattice(lattice) => lattice.defined,
        };
        at_breaks && self.stretches.iter().all(Option::is_some)
    }

    /// Has every number a value, and do all of them lie between two ends?
    pub fn is_bounded(&self) -> bool {
        let within = |stretch: &Stretch| {
            let (low, high) = stretch.ends();
            low.is_finite() && high.is_finite()
        };
        self.is_total() && self.stretches.iter().flatten().all(within)
    }

    /// Have only numbers from 0 up a value?
    fn starts_at_zero(&self) -> bool {
        let Breaks::Points(points) = self.breaks else {
            return false;
        };
        let on_stretches = (0..self.stretches.len()).all(|k| {
            self.stretches[k].is_none() || self.edges(k).is_some_and(|(low, _)| low >= 0.0)
        });
        on_stretches && points.iter().all(|p| !p.defined || p.at.double() >= 0.0)
    }
}

impl Plane {
    /// Has every pair of numbers a value?
    pub fn is_total(&self) -> bool {
        match self.breaks {
            Meeting::EqualArguments | Meeting::Origin => true,
            Meeting::Angle | Meeting::Logarithm | Meeting::Order(_) => false,
        }
    }
}

impl Row {
    /// How many arguments it takes.
    pub fn arity(&self) -> usize {
        self.partials.len()
    }

    /// What is known along the line, where it takes one argument.
    pub fn line(&self) -> Option<&Line> {
        match &self.domain {
            Domain::Line(line) => Some(line),
            Domain::Plane(_) => None,
        }
    }

    /// What is known on the plane, where it takes two arguments.
    pub fn plane(&self) -> Option<&Plane> {
        match &self.domain {
            Domain::Line(_) => None,
            Domain::Plane(plane) => Some(plane),
        }
    }

    /// Whether it gives one of its two arguments, by their order: the larger one, or the smaller one.
    pub fn chooses(&self) -> bool {
        let plane = self.plane();
        plane.is_some_and(|plane| matches!(plane.breaks, Meeting::EqualArguments))
    }

    /// The value of one argument in doubles; NaN where it takes two.
    pub fn double_of_one(&self, x: f64) -> f64 {
        match self.double {
            Double::One(value) => value(x),
            Double::Two(_) => f64::NAN,
        }
    }

    /// Has every argument a value, and is 0 none of the values?
    pub fn is_total_and_never_zero(&self) -> bool {
        self.is_never(0.0) && self.line().is_some_and(Line::is_smooth)
    }

    /// Is a number none of the values?
    pub fn is_never(&self, n: f64) -> bool {
        self.line().is_some_and(|line| {
            let at_breaks = match &line.breaks {
                Breaks::Points(points) => points.iter().any(|point| point.defined),
                Breaks::Lattice(lattice) => lattice.defined,
            };
            // Values at breaks are facts of their own.
            let mut stretches = line.stretches.iter().flatten();
            !at_breaks && stretches.all(|stretch| stretch.is_never(n))
        })
    }

    /// 1 where no value is below 0, −1 where none is above, else 0.
    pub fn sign(&self) -> i8 {
        match &self.domain {
            Domain::Line(line) => {
                let mut signs = line.stretches.iter().flatten().map(Stretch::sign);
                let first = signs.next().unwrap_or(0);
                if signs.all(|sign| sign == first) {
                    first
                } else {
                    0
                }
            }
            Domain::Plane(plane) => i8::from(plane.low.double(f64::NEG_INFINITY) >= 0.0),
        }
    }

    /// Has each value the sign of its argument, and is it 0 only where that is 0?
    pub fn keeps_sign(&self) -> bool {
        let (Some(line), Parity::Odd) = (self.line(), self.parity) else {
            return false;
        };
        if let Breaks::Lattice(_) = line.breaks {
            return false;
        }
        (0..line.stretches.len()).all(|k| {
            let (Some(stretch), Some((low, high))) = (line.stretches[k], line.edges(k)) else {
                return true;
            };
            match (low >= 0.0, high <= 0.0) {
                (true, _) => stretch.sign() == 1 && stretch.is_never(0.0),
                (_, true) => stretch.sign() == -1 && stretch.is_never(0.0),
                // An odd function that rises is 0 at 0 and nowhere else.
                _ => line.course == Course::Rising,
            }
        })
    }

    /// Do its arguments have to be 0 or above for it to have a value? Of two, which of them.
    pub fn needs_not_negative(&self) -> [bool; 2] {
        match &self.domain {
            Domain::Line(line) => [line.starts_at_zero(), false],
            Domain::Plane(plane) => [matches!(plane.breaks, Meeting::Logarithm); 2],
        }
    }

    /// Of a function that picks one of two numbers: the first, where they compare like this?
    pub fn picks_first(&self, order: Ordering) -> bool {
        let Double::Two(value) = self.double else {
            return true;
        };
        match order {
            Ordering::Equal => true,
            Ordering::Less => value(0.0, 1.0) == 0.0,
            Ordering::Greater => value(1.0, 0.0) == 1.0,
        }
    }

    /// Has it a value all along the line, and somewhere no derivative?
    pub fn breaks_on_the_line(&self) -> bool {
        let breaks = |line: &Line| line.is_total() && !line.is_smooth();
        self.line().is_some_and(breaks)
    }

    /// Is it a step with only so many breaks?
    pub fn jumps_at_points(&self) -> bool {
        let points = |line: &Line| matches!(line.breaks, Breaks::Points(_));
        self.step && self.line().is_some_and(points)
    }

    /// Are its doubles exact, as they only pick or cut off?
    pub fn is_exact_in_doubles(&self) -> bool {
        self.step || self.whole != Whole::No
    }

    /// Is it the size of its argument?
    pub fn is_size(&self) -> bool {
        let Pieces::Sign {
            above,
            below,
            zero: None,
        } = self.pieces
        else {
            return false;
        };
        let argument = |formula: &Formula| matches!(formula, Formula::Argument(0));
        let [above, below] = [above, below].map(|piece| piece(Formula::ARGUMENTS));
        argument(&above) && matches!(below, Formula::Negative(a) if argument(&a))
    }

    /// Is it the sign of its argument?
    pub fn is_sign(&self) -> bool {
        let Pieces::Sign {
            above,
            below,
            zero: Some(zero),
        } = self.pieces
        else {
            return false;
        };
        let pieces = [above, below, zero].map(|piece| piece(Formula::ARGUMENTS));
        matches!(
            pieces,
            [Formula::Number(1), Formula::Number(-1), Formula::Number(0)]
        )
    }

    /// The degree of the root that it is.
    pub fn root_degree(&self) -> Option<i64> {
        match self.definition {
            Definition::Power(1, degree) => Some(degree),
            _ => None,
        }
    }

    /// Has it a value at 0, and anywhere below 0? True where that is not plain.
    pub fn around_zero(&self) -> (bool, bool) {
        let Some(line) = self.line() else {
            return (true, true);
        };
        let Breaks::Points(points) = line.breaks else {
            return (true, true);
        };
        let below = points.iter().filter(|p| p.at.double() < 0.0).count();
        let at_zero = match points.iter().find(|p| p.at.double() == 0.0) {
            Some(point) => point.defined,
            None => line.stretches[below].is_some(),
        };
        let stretches = line.stretches[..=below].iter().any(Option::is_some);
        (
            at_zero,
            stretches || points[..below].iter().any(|p| p.defined),
        )
    }

    /// Whether 0 belongs to its domain, where that is all above 0.
    pub fn begins_at_zero(&self) -> Option<bool> {
        let line = self.line()?;
        match (line.breaks, line.stretches) {
            (Breaks::Points([point]), [None, Some(_)]) if point.at.double() == 0.0 => {
                Some(point.defined)
            }
            _ => None,
        }
    }

    /// The base, where it is a logarithm by its definition: `ln(x)/ln(base)`.
    pub fn base(&self, arguments: &[Formula]) -> Option<Formula> {
        let Definition::Formula(definition) = self.definition else {
            return None;
        };
        let Formula::Binary(Operator::Over, sides) = definition(arguments) else {
            return None;
        };
        match *sides {
            (Formula::Call(Function::Ln, _), Formula::Call(Function::Ln, base)) => {
                base.into_iter().next()
            }
            _ => None,
        }
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

impl Function {
    /// Is it a rational function of an exponential, by its definition: exp, sine and cosine, and
    /// those of hyperbolas?
    pub fn is_circular(self) -> bool {
        fn inside(formula: &Formula) -> bool {
            match formula {
                Formula::Call(f, arguments) => f.is_circular() && arguments.iter().all(inside),
                Formula::Binary(_, sides) => inside(&sides.0) && inside(&sides.1),
                Formula::Negative(a) => inside(a),
                Formula::Number(_) | Formula::Constant(_) | Formula::Argument(_) => true,
                Formula::Part(_) => false,
            }
        }
        match self.row().definition {
            Definition::Core => matches!(self, Function::Exp | Function::Sin | Function::Cos),
            Definition::Power(..) => false,
            Definition::Formula(definition) => inside(&definition(Formula::ARGUMENTS)),
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
        let (Special::One(own), Special::One(other)) = (self.row().exact, partner.row().exact)
        else {
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
            Formula::Call(f, arguments) if matches!(arguments[..], [Formula::Argument(0)]) => {
                Some(*f)
            }
            _ => None,
        };
        match partial(Formula::ARGUMENTS)? {
            Formula::Negative(call) => of_argument(&call).map(|f| (f, -1)),
            call => of_argument(&call).map(|f| (f, 1)),
        }
    }
}
