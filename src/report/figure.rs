//! Numbers of records: the digits that are shown, and beside them the exact value where it is known.

use crate::expression::{Graph, Id};
use crate::notation;
use crate::number::ball::Ball;
use crate::number::decimal::Decimal;
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use crate::report::record::{ByName, Datum, Digits, Each, JsonKey, RecordField};
use crate::slope::{self, Effort, Number};
use serde_core::ser::{Serialize, SerializeMap};

/// Digits up to which an exact decimal is written as one; beyond it is a fraction.
const DECIMAL_DIGITS: usize = 40;

/// Longest exact value that is written, in bits of its numerator and denominator: about 1,000
/// digits. A longer one is of no use to a reader of JSON and may have millions.
const EXACT_BITS: u64 = 3_400;

/// A number as it is shown, with its exact value where that is known.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The digits that are shown, all of them right.
    pub decimal: Decimal,
    /// The number without rounding.
    pub exact: Option<ExactForm>,
    /// What encloses it, where it was not computed with fractions.
    pub ball: Option<Box<Ball>>,
}

/// A number without rounding.
#[derive(Clone, Debug)]
pub enum ExactForm {
    /// As a value.
    Value(Exact),
    /// As the expression that was typed for it.
    Written(String),
}

impl From<&Number> for Figure {
    fn from(number: &Number) -> Figure {
        Figure {
            decimal: number.decimal.clone(),
            exact: number.exact.clone().map(ExactForm::Value),
            ball: number.ball.clone().map(Box::new),
        }
    }
}

impl Figure {
    /// A rational number to that many digits.
    pub fn rational(n: &Rational, digits: usize) -> Figure {
        Figure {
            decimal: Decimal::exact_or_rounded(n, digits),
            exact: Some(ExactForm::Value(n.clone().into())),
            ball: None,
        }
    }

    /// The same digits, of a number that they are near to.
    pub fn as_rounded(mut self) -> Figure {
        self.exact = None;
        self.decimal.exact = false;
        self
    }

    /// An expression without variables; `None` where it has no value.
    pub fn constant(graph: &mut Graph, id: Id, effort: Effort) -> Option<Figure> {
        let mut figure = Figure::from(&slope::value(graph, id, &[], effort).ok()?);
        if figure.exact.is_none() {
            figure.exact = Some(ExactForm::Written(notation::write(graph, id)));
        }
        Some(figure)
    }

    /// The same number; where it was rounded it is written with all of that many digits.
    pub fn keeping_zeros(self, digits: Option<usize>) -> Figure {
        let decimal = match digits {
            Some(digits) => self.decimal.keeping_zeros(digits),
            None => self.decimal,
        };
        Figure { decimal, ..self }
    }

    /// Whether the shown digits are the number itself.
    pub fn is_whole(&self) -> bool {
        self.decimal.exact
    }

    /// The nearest double; infinite where it is out of range. `None` where the enclosure is wider than
    /// that takes.
    pub fn to_f64(&self) -> Option<f64> {
        /// Bits of a double, and some for a number half-way between two.
        const BITS: i64 = 64;
        if let Some(ExactForm::Value(Exact::Rational(n))) = &self.exact {
            return Some(n.to_f64());
        }
        let ball = self.ball.as_ref().filter(|ball| ball.accuracy() >= BITS)?;
        Some(ball.midpoint().lower().ok()?.to_f64())
    }

    /// `=` before the number itself, `≈` before a rounded one.
    pub fn sign(&self) -> &'static str {
        match self.is_whole() {
            true => "=",
            false => "≈",
        }
    }

    /// `= 6` or `≈ 0.54030230586814`
    pub fn equals(&self) -> String {
        format!("{} {}", self.sign(), self.decimal)
    }

    /// The number that is shown, as a fraction.
    pub fn shown(&self) -> Option<Rational> {
        Rational::from_decimal(&self.decimal.to_string())
    }

    /// The number itself, where it is known to be rational.
    pub fn fraction(&self) -> Option<&Rational> {
        match &self.exact {
            Some(ExactForm::Value(Exact::Rational(n))) => Some(n),
            _ => None,
        }
    }

    /// The exact value as it can be read back: `6`, `0.25`, `1/3`, `pi/2`, `e^2`.
    pub fn exact_text(&self) -> Option<String> {
        match self.exact.as_ref()? {
            ExactForm::Written(text) => Some(text.clone()),
            ExactForm::Value(value) => exact_text(value),
        }
    }
}

/// An exact value as it can be read back.
pub(super) fn exact_text(value: &Exact) -> Option<String> {
    let (Exact::Rational(n) | Exact::Pi(n) | Exact::Exp(n)) = value;
    if n.numerator().bits() + n.denominator().bits() > EXACT_BITS {
        return None;
    }
    Some(match value {
        Exact::Rational(n) => {
            let decimal = Decimal::exact_or_rounded(n, DECIMAL_DIGITS);
            match decimal.exact {
                true => decimal.to_string(),
                false => n.to_string(),
            }
        }
        Exact::Pi(n) => {
            let (above, below) = (n.numerator().to_string(), n.denominator().to_string());
            let above = match above.as_str() {
                "1" => "pi".to_owned(),
                "-1" => "-pi".to_owned(),
                many => format!("{many}*pi"),
            };
            match below.as_str() {
                "1" => above,
                _ => format!("{above}/{below}"),
            }
        }
        Exact::Exp(n) if n.is_one() => "e".to_owned(),
        Exact::Exp(n) if n.is_integer() && !n.is_negative() => format!("e^{n}"),
        Exact::Exp(n) => format!("e^({n})"),
    })
}

/// A decimal with all its digits as it can be read back, unless it is longer than is of use.
pub(super) fn decimal_text(decimal: &Decimal) -> Option<String> {
    if decimal.digits.len() <= DECIMAL_DIGITS {
        return Some(decimal.to_string());
    }
    let short = decimal.exponent.unsigned_abs() < EXACT_BITS;
    let n = Rational::from_decimal(&decimal.to_string()).filter(|_| short)?;
    exact_text(&n.into())
}

/// A number, or several, of which the digits stand under one key and the exact values under another.
trait Figures {
    type Shown: Datum;
    type Exact: Datum;
    fn shown(&self) -> Self::Shown;
    fn exact(&self) -> Self::Exact;
}

impl Figures for Figure {
    type Shown = Digits;
    type Exact = Option<String>;

    fn shown(&self) -> Digits {
        Digits(self.decimal.clone())
    }

    fn exact(&self) -> Option<String> {
        self.exact_text()
    }
}

impl Figures for Option<Figure> {
    type Shown = Option<Digits>;
    type Exact = Option<String>;

    fn shown(&self) -> Option<Digits> {
        self.as_ref().map(Figures::shown)
    }

    fn exact(&self) -> Option<String> {
        self.as_ref().and_then(Figures::exact)
    }
}

impl<T: Figures> Figures for ByName<T> {
    type Shown = ByName<T::Shown>;
    type Exact = ByName<T::Exact>;

    fn shown(&self) -> Self::Shown {
        let all = self.0.iter();
        ByName(all.map(|(name, n)| (name.clone(), n.shown())).collect())
    }

    fn exact(&self) -> Self::Exact {
        let all = self.0.iter();
        ByName(all.map(|(name, n)| (name.clone(), n.exact())).collect())
    }
}

impl<T: Figures> Figures for Each<T> {
    type Shown = Each<T::Shown>;
    type Exact = Each<T::Exact>;

    fn shown(&self) -> Self::Shown {
        self.map(Figures::shown)
    }

    fn exact(&self) -> Self::Exact {
        self.map(Figures::exact)
    }
}

impl<T: Figures> Figures for Option<ByName<T>> {
    type Shown = Option<ByName<T::Shown>>;
    type Exact = Option<ByName<T::Exact>>;

    fn shown(&self) -> Self::Shown {
        self.as_ref().map(Figures::shown)
    }

    fn exact(&self) -> Self::Exact {
        self.as_ref().map(Figures::exact)
    }
}

fn keys<T: Figures>(path: &str, says: &str, keys: &mut Vec<JsonKey>) {
    <T::Shown as RecordField>::keys(path, says, keys);
    let name = path.rsplit(['.', ']']).next().unwrap_or(path);
    let says = format!("{name} without rounding, null where that is not known");
    <T::Exact as RecordField>::keys(&format!("{path}_exact"), &says, keys);
}

fn put<T: Figures, M: SerializeMap>(figures: &T, name: &str, object: &mut M) -> Result<(), M::Error>
where
    T::Shown: Serialize,
{
    figures.shown().put(name, object)?;
    figures.exact().put(&format!("{name}_exact"), object)
}

/// The types that make two keys. (A rule for all [`Figures`] would clash with that for all data.)
macro_rules! two_keys {
    ($($type:ty),*) => {
        $(impl RecordField for $type {
            fn keys(path: &str, says: &str, all: &mut Vec<JsonKey>) {
                keys::<$type>(path, says, all);
            }

            fn put<M: SerializeMap>(&self, name: &str, object: &mut M) -> Result<(), M::Error> {
                put(self, name, object)
            }
        })*
    };
}

two_keys!(
    Figure,
    Option<Figure>,
    ByName<Figure>,
    ByName<Option<Figure>>,
    Option<ByName<Figure>>,
    Each<Figure>,
    Each<Option<Figure>>
);
