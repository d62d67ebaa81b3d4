//! What became of an answer, and what that rests on.

use crate::equality::ProofBound;
use crate::notation::error::Error;
use crate::number::decimal::Decimal;
use crate::number::exact::Exact;
use crate::number::rational::Rational;
use crate::slips::FoundSlip;
use std::borrow::Cow;

/// How an answer was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It is what was asked for.
    Right,
    /// Some of its parts are.
    Partly,
    /// It is not.
    Wrong,
    /// There is no answer.
    Blank,
    /// It cannot be read, or in two ways with different verdicts.
    Unread,
    /// It could not be decided.
    Undecided,
    /// Words, for manual review.
    Manual,
}

impl Outcome {
    /// Every one of them.
    pub const ALL: [Outcome; 7] = [
        Outcome::Right,
        Outcome::Partly,
        Outcome::Wrong,
        Outcome::Blank,
        Outcome::Unread,
        Outcome::Undecided,
        Outcome::Manual,
    ];

    /// The word for tables and programs.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Right => "right",
            Outcome::Partly => "partly",
            Outcome::Wrong => "wrong",
            Outcome::Blank => "blank",
            Outcome::Unread => "unread",
            Outcome::Undecided => "undecided",
            Outcome::Manual => "manual",
        }
    }

    /// Whether it waits for manual review.
    pub fn needs_review(self) -> bool {
        matches!(self, Outcome::Unread | Outcome::Undecided | Outcome::Manual)
    }
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// An identity, or exact numbers.
    Proved,
    /// A point, or a number, where the two are certainly different.
    Refuted,
    /// Agreement to many digits at many points.
    Agrees,
    /// Nothing of that kind: the answer was not compared, or to no result.
    None,
}

impl Evidence {
    /// Every kind of it.
    pub const ALL: [Evidence; 4] = [
        Evidence::Proved,
        Evidence::Refuted,
        Evidence::Agrees,
        Evidence::None,
    ];

    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Evidence::Proved => "proved",
            Evidence::Refuted => "refuted",
            Evidence::Agrees => "agrees",
            Evidence::None => "none",
        }
    }
}

/// A mistake that would have produced the answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Slipped {
    /// The name, for programs; two joined with `+` where it takes two.
    pub name: Cow<'static, str>,
    /// What happened.
    pub says: Cow<'static, str>,
    /// What to do, without giving the answer away.
    pub hint: Cow<'static, str>,
}

impl From<FoundSlip> for Slipped {
    fn from(found: FoundSlip) -> Slipped {
        let (first, second) = (found.slip, found.second);
        let both = |first: &'static str, second: Option<&str>, between: &str| match second {
            Some(second) => Cow::Owned(format!("{first}{between}{second}")),
            None => Cow::Borrowed(first),
        };
        Slipped {
            name: both(first.name, second.map(|slip| slip.name), "+"),
            says: both(first.says, second.map(|slip| slip.says), ", and "),
            hint: both(first.hint, second.map(|slip| slip.hint), "; "),
        }
    }
}

/// The parts of an answer that is right in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Parts of the question whose share is right.
    pub right: Vec<String>,
    /// Parts of the question whose share is missing or wrong.
    pub missing: Vec<String>,
    /// Whether something else stands where they should.
    pub instead: bool,
}

/// What was decided over the verdict on an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It was marked by hand; with what was said of it, which may be nothing.
    ByHand(String),
    /// The question counts for everyone.
    ForEveryone,
    /// The question counts for nobody.
    ForNobody,
}

/// A value without rounding.
#[derive(Clone, Debug)]
pub enum Exactly {
    /// As it was computed.
    Value(Exact),
    /// All its digits.
    Decimal(Decimal),
}

/// What became of an answer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verdict {
    /// How it was judged.
    pub outcome: Outcome,
    /// What that rests on.
    pub evidence: Evidence,
    /// How certain a proof by identities is.
    pub proof: Option<ProofBound>,
    /// The part of the points that it earns, from 0 to 1.
    pub share: Rational,
    /// The answer as it was typed, without blanks around it.
    pub typed: String,
    /// What was understood; two texts where there are two readings.
    pub read_as: Vec<String>,
    /// The point where it fails: each variable with its value.
    pub at: Vec<(String, Rational)>,
    /// Whether the point has a coordinate that is no fraction, like √2: `at` is the point rounded, at
    /// which less may be wrong.
    pub rounded: bool,
    /// The value of the key there.
    pub expected: Option<String>,
    /// Whether that value tells the right answer, because it is the same everywhere.
    pub constant: bool,
    /// Whether the answer's value is so near to it that the first digits are the same: the answer
    /// itself then tells what is right.
    pub near: bool,
    /// The value of the answer there.
    pub got: Option<String>,
    /// The same without rounding, where that is known: of the key, and of the answer.
    pub exactly: [Option<Exactly>; 2],
    /// The mistake that explains it.
    pub slip: Option<Slipped>,
    /// Which parts are right.
    pub parts: Option<Parts>,
    /// Where several formulas or numbers are asked for: those that are not right, each with its
    /// name and its own verdict.
    pub failing: Vec<(String, Verdict)>,
    /// A sentence that goes with the verdict: a domain, a form, a count.
    pub remark: Option<String>,
    /// Why it cannot be read.
    pub error: Option<Error>,
    /// What was decided over it afterwards.
    pub decided: Option<Decided>,
}

impl Verdict {
    /// A verdict without any particulars; right earns all points, everything else none.
    pub fn of(outcome: Outcome, evidence: Evidence) -> Verdict {
        Verdict {
            outcome,
            evidence,
            proof: None,
            share: match outcome {
                Outcome::Right => Rational::one(),
                _ => Rational::zero(),
            },
            typed: String::new(),
            read_as: Vec::new(),
            at: Vec::new(),
            rounded: false,
            expected: None,
            constant: false,
            near: false,
            got: None,
            exactly: [None, None],
            slip: None,
            parts: None,
            failing: Vec::new(),
            remark: None,
            error: None,
            decided: None,
        }
    }

    /// What was decided over a verdict on what was typed, and the part of the points that follows from it.
    pub fn decided(outcome: Outcome, typed: &str, decided: Decided, share: Rational) -> Verdict {
        let outcome = match &decided {
            Decided::ForNobody if outcome.needs_review() => Outcome::Blank,
            Decided::ForNobody => outcome,
            _ if share.is_one() => Outcome::Right,
            _ if share.is_zero() => Outcome::Wrong,
            _ => Outcome::Partly,
        };
        Verdict {
            share,
            typed: typed.to_owned(),
            decided: Some(decided),
            ..Verdict::of(outcome, Evidence::None)
        }
    }

    /// The verdict on a blank answer.
    pub fn blank() -> Verdict {
        Verdict::of(Outcome::Blank, Evidence::None)
    }

    pub(crate) fn unread(error: Error) -> Verdict {
        Verdict {
            error: Some(error),
            ..Verdict::of(Outcome::Unread, Evidence::None)
        }
    }

    /// The point where it fails, as it is said: `x = 1/2, y = 3`, or `x ≈ 1.4142135623731`. Empty where
    /// there is none.
    pub fn place(&self) -> String {
        const DIGITS: usize = 15;
        let each = self.at.iter().map(|(name, value)| match self.rounded {
            true => format!("{name} ≈ {}", Decimal::exact_or_rounded(value, DIGITS)),
            false => format!("{name} = {}", plain(value)),
        });
        each.collect::<Vec<_>>().join(", ")
    }

    /// Whether it is equal to what is asked for, even where its form or its digits are not right.
    pub(super) fn has_the_value(&self) -> bool {
        matches!(self.outcome, Outcome::Right | Outcome::Wrong)
            && matches!(self.evidence, Evidence::Proved | Evidence::Agrees)
    }

    pub(crate) fn remark(self, remark: impl Into<String>) -> Verdict {
        Verdict {
            remark: Some(remark.into()),
            ..self
        }
    }
}

/// An exact number as people read it: a short fraction, else a decimal where that is shorter.
fn plain(value: &Rational) -> String {
    const SHORT: usize = 16;
    const MOST_DIGITS: usize = 60;
    let fraction = value.to_string();
    if fraction.len() <= SHORT {
        return fraction;
    }
    let decimal = Decimal::exact_or_rounded(value, MOST_DIGITS);
    match decimal.exact {
        true => {
            let decimal = decimal.to_string();
            if decimal.len() < fraction.len() {
                decimal
            } else {
                fraction
            }
        }
        false => fraction,
    }
}
