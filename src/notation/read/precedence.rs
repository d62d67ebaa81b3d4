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
mod token;

pub(super) use token::{Action, FullToken};

#[cfg(feature = "meval")]
use by_meval::order as settled;
#[cfg(not(feature = "meval"))]
use climbing::order as settled;

/// The signs in the order in which they are carried out.
///
/// `-2^2` is −(2²), `2^-1` is ½, `2^3^2` is 2⁹, `1/2*x` is ½·x.
pub(super) fn order(signs: &[FullToken]) -> Vec<Action> {
    settled(signs)
}
