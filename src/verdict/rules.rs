//! The rules by which an answer is judged: how near, in which form, on which domain, with what credit.

use crate::files::source::Placed;
use crate::number::rational::Rational;

/// How near to the key a number has to be; with nothing set the judge's own rule holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tolerance {
    /// Largest distance, in units of the answer.
    pub abs: Option<Rational>,
    /// Largest distance as a part of the key's size.
    pub rel: Option<Rational>,
    /// Significant digits that have to be right.
    pub digits: Option<u32>,
    /// Digits after the point that have to be right.
    pub decimals: Option<u32>,
    /// How many digits an answer has to show, where `digits` or `decimals` are set; without it
    /// only its value counts.
    pub rule: Option<DigitsRule>,
    /// Only the number itself will do: `1/3`, not `0.333`.
    pub exact: bool,
}

impl Tolerance {
    /// Whether it asks for a number of digits.
    pub fn counts_digits(&self) -> bool {
        self.digits.is_some() || self.decimals.is_some()
    }
}

/// Which numbers of digits are accepted beside a right value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigitsRule {
    /// Exactly as many as are asked for, zeros at the end included.
    Strict,
    /// At least as many, or the exact number.
    More,
}

impl DigitsRule {
    /// Every rule with its word.
    pub const ALL: [(&'static str, DigitsRule); 2] =
        [("strict", DigitsRule::Strict), ("more", DigitsRule::More)];
}

/// What an answer with a slip earns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The slip's name in [`slips::ALL`](crate::slips::ALL).
    pub slip: &'static str,
    /// The part of the points, from 0 to 1.
    pub share: Rational,
}

/// The form a formula has to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Any equal one.
    Any,
    /// A sum of products.
    Expanded,
    /// A product.
    Factored,
    /// Nothing left to collect or cancel.
    Simplified,
}

impl Form {
    /// Every form with its word.
    pub const ALL: [(&'static str, Form); 4] = [
        ("any", Form::Any),
        ("expanded", Form::Expanded),
        ("factored", Form::Factored),
        ("simplified", Form::Simplified),
    ];
}

/// Whether the domain of a formula counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DomainRule {
    /// Equal where both are defined is right, with a remark.
    Common,
    /// The domains have to be the same.
    Strict,
}

/// How decimals are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    /// `0.5`
    Point,
    /// `0,5`
    Comma,
}

/// What of a verdict is told: nothing else is worked out, unless points depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// The slip behind a wrong answer.
    pub slips: bool,
    /// What is said of it: how it was read, where it fails, and by how much.
    pub words: bool,
}

impl Telling {
    /// All that there is to tell.
    pub const ALL: Telling = Telling {
        slips: true,
        words: true,
    };
}

/// One thing to choose, or one step to put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What an answer writes.
    pub letter: Placed<String>,
    /// What it stands for.
    pub text: Placed<String>,
}
