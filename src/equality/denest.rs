//! Numbers under a root that are squares of p + q·c: √(3+2√2) is 1+√2.

use crate::calculus::value::{self, Known};
use crate::equality::atoms::Square;
use crate::equality::identity::FieldProof;
use crate::equality::trials::{NoProof, Slot};
use crate::expression::Id;
use crate::number::ball::Ball;
use crate::number::rational::Rational;
use std::cmp::Ordering;

/// Irrational numbers of the expressions that are tried.
const MAX_NUMBERS: usize = 8;

/// p and q are fractions with denominator 1 or 2 and numerators up to this.
const MAX_NUMERATOR: i64 = 12;

/// The square is of the number itself or of these times it: 2·(3+√5) is (1+√5)².
const FACTORS: [u64; 7] = [1, 2, 3, 5, 6, 7, 10];

impl FieldProof<'_> {
    /// The root p + q·c of a number, where c is a number that the expressions contain.
    pub(super) fn denested(&mut self, value: Slot) -> Result<Option<Square>, NoProof> {
        let numbers: Vec<(Slot, Id)> = self
            .candidates()
            .filter(|(slot, _)| self.lanes.is_constant(*slot) && *slot != value)
            .filter(|(slot, _)| self.lanes.fraction(*slot).is_none())
            .take(MAX_NUMBERS)
            .collect();
        let side = (4 * MAX_NUMERATOR) as usize;
        self.lanes.spend(numbers.len() * side * side)?;
        let field = &self.lanes.field;
        let half = field.inverse(field.whole(2));
        let value = self.lanes.of(value)[0];
        let wanted = FACTORS.map(|k| field.multiply(field.whole(k), value));
        let halves = -2 * MAX_NUMERATOR..=2 * MAX_NUMERATOR;
        let found = numbers.iter().find_map(|&(slot, id)| {
            let c = self.lanes.of(slot)[0];
            halves.clone().find_map(|q| {
                let term = field.multiply(field.multiply(field.signed(q), half), c);
                // h and −h have the same square: p ≥ 0 will do.
                (0..=2 * MAX_NUMERATOR).find_map(|p| {
                    let h = field.add(term, field.multiply(field.signed(p), half));
                    let square = field.multiply(h, h);
                    let at = wanted.iter().position(|&wanted| wanted == square)?;
                    Some((id, p, q, h, FACTORS[at]))
                })
            })
        });
        let Some((id, p, q, h, factor)) = found else {
            return Ok(None);
        };
        let Some(sign) = self.sign_of_sum(id, p, q) else {
            return Ok(None);
        };
        Ok(Some(Square {
            root: self.lanes.constant(h)?,
            power: 2,
            sign,
            factor: (1, factor as i64),
        }))
    }

    /// The sign of p/2 + q/2·c.
    fn sign_of_sum(&self, id: Id, p: i64, q: i64) -> Option<i8> {
        const BITS: u64 = 128;
        let values = value::evaluate(self.graph, &[id], &[], &[], BITS, &Known::new()).ok()?;
        let c = values.of(id).ball(BITS).ok()?;
        let part = |n: i64| Ball::from_rational(&Rational::ratio(n, 2), BITS);
        let sum = part(p).add(&part(q).mul(&c, BITS).ok()?, BITS);
        match sum.sign()? {
            Ordering::Less => Some(-1),
            Ordering::Equal => None,
            Ordering::Greater => Some(1),
        }
    }
}
