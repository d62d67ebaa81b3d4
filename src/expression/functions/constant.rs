//! The constants that have a name.

use crate::number::exact::Exact;
use crate::number::rational::Rational;

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
