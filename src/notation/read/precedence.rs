//! The order in which operators apply.
//!
//! `meval` settles it, or without the feature of that name our own climbing: both are given signs in
//! full notation, well formed because they were checked before, and give the same order.

#[cfg(feature = "meval")]
mod by_meval;
#[cfg(any(test, not(feature = "meval")))]
mod climbing;
#[cfg(all(test, feature = "meval"))]
mod tests;

#[cfg(feature = "meval")]
use by_meval::order as settled;
#[cfg(not(feature = "meval"))]
use climbing::order as settled;

/// One token in full notation: every product has its sign, every argument its brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FullToken {
    /// The operand with this number.
    Operand(usize),
    /// The function with this number and its opening bracket.
    Function(usize),
    Open,
    Close,
    Comma,
    Negative,
    Plus,
    Minus,
    Times,
    Over,
    Power,
}

/// One step of a calculation on a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Push this operand.
    Operand(usize),
    /// Apply this function to so many arguments.
    Function(usize, usize),
    Negative,
    Plus,
    Minus,
    Times,
    Over,
    Power,
}

/// The signs in the order in which they are carried out.
///
/// `-2^2` is −(2²), `2^-1` is ½, `2^3^2` is 2⁹, `1/2*x` is ½·x.
pub(super) fn order(signs: &[FullToken]) -> Vec<Action> {
    settled(signs)
}
