//! What is known of two expressions.

use crate::equality::identity::ProofBound;
use crate::expression::Variable;
use crate::number::decimal::Decimal;
use crate::number::rational::Rational;

/// Where two expressions certainly differ.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The point, one coordinate for each variable of the two.
    pub at: Vec<(Variable, Rational)>,
    /// Is the point next to those fractions, because it is none itself?
    pub near: bool,
    /// The value of the first, rounded to as many digits as it takes to tell the two apart.
    pub left: Decimal,
    /// The value of the second.
    pub right: Decimal,
    /// The first less the second.
    pub by: Decimal,
    /// Is at least one digit certain of the first, and of the second? Else the number is the middle
    /// of an enclosure and nothing to show.
    pub certain: [bool; 2],
    /// About the decimal logarithm of how far the two are apart, where that is known though no digit
    /// of it is: e^(−10^30) is about 10^(−4.34e29).
    pub size: Option<f64>,
}

/// Why it is not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// No point was found at which both have a value.
    NoCommonDomain,
    /// Too few were found to say more than that they agree there.
    FewPoints,
    /// The first has no value anywhere, which is proved.
    FirstNowhere,
    /// The first has no value where the second and what both are compared within have one, which is
    /// proved. Told of slopes only.
    FirstElsewhere,
    /// The second has no value anywhere.
    SecondNowhere,
    /// What both are compared within has no value anywhere.
    WithinNowhere,
    /// They agree, save perhaps at single points, where something jumps.
    SinglePoints,
    /// [`MAX_WORK`](super::MAX_WORK) was reached, or a value is too large to compute.
    TooMuchWork,
}

impl Undecided {
    /// Was no point found at which both have a value?
    pub(super) fn is_nowhere(self) -> bool {
        matches!(
            self,
            Undecided::NoCommonDomain | Undecided::FirstNowhere | Undecided::SecondNowhere
        )
    }
}

/// What is known of two expressions.
#[derive(Clone, Debug)]
pub enum Equality {
    /// Equal wherever both have a value, by an identity.
    Proved,
    /// They agree to that many digits at that many points; there is no proof.
    Agrees {
        /// How many points.
        points: usize,
        /// How many significant digits.
        digits: usize,
    },
    /// They are not equal.
    Refuted(Difference),
    /// Nothing is settled.
    Undecided(Undecided),
}

/// A point at which only one of two expressions has a value.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The point.
    pub at: Vec<(Variable, Rational)>,
    /// Is it the first expression that has a value there?
    pub first_has_value: bool,
}

/// What is known of two expressions, and of where they have values.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Are they equal where both have a value?
    pub equality: Equality,
    /// How certain a proof is; `None` where there is none, or where the two are one and the same.
    pub proof: Option<ProofBound>,
    /// Points at which only one of them has a value, the simplest first. None says that no such
    /// point was found, not that there is none. Looked for only where they are not refuted.
    pub gaps: Vec<Gap>,
}
