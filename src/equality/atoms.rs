//! Products of powers: what roots, logarithms, absolute values and signs are made of.
//!
//! An atom g stands for |g|, a sign s with |g| = s·g, and roots w with wⁿ = |g|. Numbers fall into
//! primes, products into factors; a sum becomes an atom of its own unless it is, up to a rational
//! factor, made of atoms that are there already, or the square of another part.

use crate::equality::trials::{Fraction, NoProof, Slot};
use crate::number::rational::Rational;

/// Most factors of one product.
pub(super) const MAX_FACTORS: usize = 200;

/// A part that is not taken apart further.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// g
    pub(super) value: Slot,
    /// s = ±1 with |g| = s·g
    pub(super) sign: Slot,
    /// A random element that stands for 0 where g is 0, as far as its sign goes, and else for 1.
    pub(super) mark: Option<Slot>,
    /// w with w^order = |g|
    pub(super) root: Slot,
    pub(super) order: u64,
    /// ln|g|
    pub(super) logarithm: Option<Slot>,
    /// Is it a number of the source? Then it is no factor of anything else.
    pub(super) constant: bool,
}

/// A value as a fraction times powers of atoms, times e to the power of exponents.
#[derive(Clone, Debug, Default)]
pub(super) struct Factored {
    pub(super) coefficient: Fraction,
    pub(super) atoms: Vec<(usize, i64)>,
    pub(super) exponents: Vec<(Slot, i64)>,
    /// Is it the root of the powers of atoms? It is above 0 then.
    pub(super) halved: bool,
}

/// `factor·root²` or `factor·root³`, or `factor` divided by those, with the sign of the root where it is known, else 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Square {
    pub(super) root: Slot,
    /// 2 or 3; below the fraction line negative.
    pub(super) power: i64,
    pub(super) sign: i8,
    pub(super) factor: Fraction,
}

/// The absolute value of an expression as powers of atoms, times e to the power of exponents.
#[derive(Clone, Debug, Default)]
pub(super) struct AtomPowers {
    pub(super) atoms: Vec<(usize, Rational)>,
    pub(super) exponents: Vec<(Slot, Rational)>,
}

impl AtomPowers {
    pub(super) fn put(&mut self, atom: usize, exponent: Rational) {
        match self.atoms.iter_mut().find(|(known, _)| *known == atom) {
            Some((_, sum)) => *sum = &*sum + &exponent,
            None => self.atoms.push((atom, exponent)),
        }
    }
}

/// A rational number as a small fraction, where it is one.
pub(super) fn small(n: &Rational) -> Result<Fraction, NoProof> {
    let part = |n: &crate::number::Integer| i64::try_from(n).map_err(|_| NoProof::GiveUp);
    Ok((part(&n.numerator())?, part(&n.denominator())?))
}
